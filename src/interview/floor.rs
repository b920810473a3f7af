//! Whose turn it is: how long a silence has to be before an answer counts as over, and when talking into the
//! interviewer's speech is an interruption. Pure functions of what is known; no state, no clock.
//!
//! The failure that users of voice interviewers name first is being cut off while they think, so every doubt here goes
//! to the candidate: a short, unfinished or searching answer gets the long band.

use std::time::Duration;

use crate::scenario::QuestionKind;

/// What is known about the answer so far.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FloorContext {
    /// What sort of answer was asked for.
    pub kind: QuestionKind,
    /// Words recognised so far.
    pub words: usize,
    /// Whether the words end like a finished sentence; `None` while they are not recognised yet.
    pub finished: Option<bool>,
    /// The candidate's own longer pauses inside answers in this session (their 90th percentile), once there are a few.
    pub own_pause: Option<Duration>,
    /// The interviewer's pace, 0 (patient) to 1 (brisk).
    pub pace: f32,
    /// Declared accommodation, 1 to 4.
    pub allowance: f32,
    /// The candidate said or showed that they are thinking.
    pub thinking: bool,
    /// A follow-up: a short answer can be complete.
    pub probe: bool,
}

/// Shortest and longest silence after a complete answer.
pub const COMPLETE_BAND: (Duration, Duration) = (Duration::from_millis(700), Duration::from_millis(1500));
/// Shortest and longest silence after a short or unfinished one.
pub const UNFINISHED_BAND: (Duration, Duration) = (Duration::from_millis(2000), Duration::from_millis(4000));
/// Fewer words than this are a short answer to a main question.
pub const SHORT_ANSWER: usize = 15;
/// Fewer words than this are a short answer to a follow-up.
pub const SHORT_PROBE_ANSWER: usize = 6;
/// Nobody is made to wait longer than this, whatever their own pauses.
const LONGEST: Duration = Duration::from_secs(8);

/// The silence after which the answer counts as over; `None`: no silence is long enough.
///
/// | answer so far | band | within the band |
/// |---|---|---|
/// | finished and long enough | 0.7-1.5 s | brisk interviewers nearer 0.7, questions that earn thought nearer 1.5 |
/// | not recognised yet | 1.5-2.75 s | between the two |
/// | short or unfinished | 2.0-4.0 s | the same |
///
/// The candidate's own pauses stretch the result up to their length and a quarter; a declared accommodation multiplies it.
#[must_use]
pub fn patience(context: &FloorContext) -> Option<Duration> {
    if context.thinking {
        return None;
    }
    let short = context.words < if context.probe { SHORT_PROBE_ANSWER } else { SHORT_ANSWER };
    let (least, most) = match (context.finished, short) {
        (Some(true), false) => COMPLETE_BAND,
        (None, false) => (mean(COMPLETE_BAND.0, UNFINISHED_BAND.0, 0.6), mean(COMPLETE_BAND.1, UNFINISHED_BAND.1, 0.5)),
        _ => UNFINISHED_BAND,
    };
    let thought = match context.kind {
        QuestionKind::Behavioural | QuestionKind::Situational => 1.0,
        QuestionKind::Technical | QuestionKind::Domain => 0.8,
        QuestionKind::Opening | QuestionKind::Motivation | QuestionKind::Boundary => 0.4,
        QuestionKind::Scene => 0.2,
    };
    let thought = if context.probe { thought * 0.6 } else { thought };
    let slowness = (0.65 * thought + 0.35) * (1.0 - 0.6 * context.pace.clamp(0.0, 1.0));
    let allowance = context.allowance.clamp(1.0, 4.0);
    let silence = mean(least, most, slowness).max(own_pause_span(context.own_pause)).min(LONGEST).mul_f32(allowance);
    // Whole milliseconds: what is shown, journalled and compared.
    Some(Duration::from_millis(u64::try_from(silence.as_millis()).unwrap_or(u64::MAX)))
}

/// A pause like their own longer ones must not end the answer, up to half of the longest that anybody is made to wait.
fn own_pause_span(habit: Option<Duration>) -> Duration {
    habit.map_or(Duration::ZERO, |pause| (pause + pause / 4).min(LONGEST / 2))
}

fn mean(least: Duration, most: Duration, share: f32) -> Duration {
    least + most.saturating_sub(least).mul_f32(share.clamp(0.0, 1.0))
}

/// Whether words sound finished: they end a sentence, or at least do not hang on a word that calls for more.
///
/// Recognisers set a full stop after every pause, so punctuation alone is not believed when the last word hangs.
#[must_use]
pub fn sounds_finished(text: &str) -> bool {
    let trimmed = text.trim_end();
    if trimmed.is_empty() || trimmed.ends_with(['-', ',', '\u{2026}', ':', ';']) || trimmed.ends_with("...") {
        return false;
    }
    let last = trimmed.rsplit(char::is_whitespace).next().unwrap_or_default();
    let last: String = last.chars().filter(|c| c.is_alphanumeric() || *c == '\'').flat_map(char::to_lowercase).collect();
    !HANGING.contains(&last.as_str())
}

/// Words after which nobody has finished.
const HANGING: &[&str] = &[
    "a",
    "about",
    "after",
    "also",
    "although",
    "an",
    "and",
    "as",
    "at",
    "because",
    "before",
    "between",
    "but",
    "by",
    "for",
    "from",
    "had",
    "has",
    "have",
    "if",
    "in",
    "into",
    "is",
    "like",
    "my",
    "of",
    "on",
    "or",
    "our",
    "so",
    "than",
    "that's",
    "the",
    "their",
    "then",
    "to",
    "uh",
    "um",
    "er",
    "erm",
    "until",
    "was",
    "we",
    "were",
    "when",
    "where",
    "which",
    "while",
    "who",
    "with",
    "would",
    "your",
    "i",
    "i'm",
    "basically",
    "actually",
    "well",
    "hmm",
];

/// What is known about a voice that sounds while the interviewer speaks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BargeIn {
    /// Words recognised of it so far.
    pub words: usize,
    /// Whether they are only agreement ("mm-hm", "right, yes").
    pub backchannel: bool,
    /// How long the voice has lasted, or lasted in all when it is over.
    pub voiced: Duration,
    /// Whether it is over.
    pub over: bool,
}

/// What to do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BargeInDecision {
    /// The candidate really speaks: fall silent.
    Yield,
    /// A back-channel or a cough: go on.
    GoOn,
    /// Not clear yet.
    Wait,
}

/// Several words, or a sustained voice without words yet, take the floor; agreement and short sounds do not.
#[must_use]
pub fn barge_in(heard: &BargeIn) -> BargeInDecision {
    if heard.backchannel {
        return BargeInDecision::GoOn;
    }
    if heard.words >= 3 || heard.voiced >= Duration::from_millis(900) {
        return BargeInDecision::Yield;
    }
    if heard.over { BargeInDecision::GoOn } else { BargeInDecision::Wait }
}

/// Whether words are only agreement.
#[must_use]
pub fn is_backchannel(text: &str) -> bool {
    const AGREEMENT: &[&str] = &[
        "mm", "mhm", "hm", "hmm", "uh", "huh", "yes", "yeah", "yep", "ok", "okay", "right", "sure", "i", "see", "ah", "oh", "good", "great",
    ];
    let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    words.peek().is_some() && words.all(|word| AGREEMENT.contains(&word.to_lowercase().as_str()))
}
