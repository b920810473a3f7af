//! Measures of speaking beside the range that others were found in, or are advised to keep. A range says where most people
//! are; it is no mark, and nothing of it enters a score.

use super::Delivery;

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Words per minute of speaking time.
    Pace,
    /// The candidate's share of all speaking time, in per cent.
    TalkRatio,
    /// Seconds from the end of a question to the first word.
    Latency,
    /// Silences of more than a second inside answers.
    Pauses,
    /// Seconds of the longest of these.
    LongestPause,
    /// Fillers per minute of speaking time.
    Fillers,
}

/// A measure with its value, in the measure's unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measured {
    /// What.
    pub measure: Measure,
    /// How much.
    pub value: f64,
}

/// A range in the measure's unit, and the scale on which it is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Usual {
    /// Where it begins.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
    /// The largest value that a drawing has room for; it begins at 0.
    pub most: f64,
}

impl Measure {
    /// The usual range, where one has a source that can be named:
    ///
    /// - pace: 100 to 165 words a minute is what Microsoft's Speaker Coach advises presenters (Microsoft Support, "Suggestions
    ///   from Speaker Coach").
    /// - time to the first word: ten languages have mean gaps between 0.007 s and 0.47 s in everyday conversation (Stivers and
    ///   others, 2009, PNAS 106).
    /// - fillers: five a minute on average, about one advised (Zandan, 2018, Harvard Business Review).
    ///
    /// For the share of the talking there is only advice, and for long pauses only that they belong to spontaneous speech
    /// (Campione and Véronis, 2002, Speech Prosody): no range.
    #[must_use]
    pub fn usual(self) -> Option<Usual> {
        Some(match self {
            Self::Pace => Usual { from: 100.0, to: 165.0, most: 240.0 },
            Self::Latency => Usual { from: 0.0, to: 0.5, most: 4.0 },
            Self::Fillers => Usual { from: 1.0, to: 5.0, most: 12.0 },
            Self::TalkRatio | Self::Pauses | Self::LongestPause => return None,
        })
    }
}

impl Usual {
    /// Where a value stands on the drawing, 0 to 1.
    #[must_use]
    pub fn place(&self, value: f64) -> f64 {
        (value / self.most).clamp(0.0, 1.0)
    }
}

/// What could be measured, in the order in which it is shown.
#[must_use]
pub fn measured(delivery: &Delivery) -> Vec<Measured> {
    let seconds = |millis: u64| millis as f64 / 1000.0;
    let pauses = delivery.pauses.as_ref();
    let values = [
        (Measure::Pace, delivery.words_per_minute),
        (Measure::TalkRatio, delivery.talk_ratio.map(|ratio| ratio * 100.0)),
        (Measure::Latency, delivery.latency_ms.map(seconds)),
        (Measure::Pauses, pauses.map(|pauses| f64::from(pauses.count))),
        (Measure::LongestPause, pauses.filter(|pauses| pauses.count > 0).map(|pauses| seconds(pauses.longest_ms))),
        (Measure::Fillers, delivery.fillers_per_minute),
    ];
    values.into_iter().filter_map(|(measure, value)| value.map(|value| Measured { measure, value })).collect()
}
