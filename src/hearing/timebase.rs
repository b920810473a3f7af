//! The session's time for what was heard. Samples are counted; this says when in the session a sample was.

use std::sync::Arc;

use crate::interview::Moment;
use crate::speech::vad::SAMPLE_RATE;

/// Gives the session's active time, from any thread.
pub type SessionClock = Arc<dyn Fn() -> Moment + Send + Sync>;

/// What time rests on.
#[derive(Clone)]
pub enum Timebase {
    /// The session's clock: for microphones, and for recordings at their own pace.
    Clock(SessionClock),
    /// The samples themselves, counted from this moment: for recordings that run faster than time.
    Samples(Moment),
}

/// Converts sample numbers to moments.
///
/// Sound arrives in bursts and late, never early, so the smallest lag seen is the true one; it is let grow by one
/// millisecond a second, because two clocks are never equally fast.
#[derive(Clone)]
pub struct SampleTime {
    base: Timebase,
    /// Session time of sample 0 in microseconds; negative when the session's clock stood still meanwhile.
    origin: Option<i64>,
    seen: u64,
}

/// A lag that grew by more than this was a gap in the sound, not a late burst, in microseconds.
const GAP: i64 = 1_000_000;

impl SampleTime {
    /// Nothing was heard yet.
    #[must_use]
    pub fn new(base: Timebase) -> Self {
        Self { base, origin: None, seen: 0 }
    }

    /// Sound up to this sample has just arrived.
    pub fn arrived(&mut self, position: u64) {
        let Timebase::Clock(clock) = &self.base else { return };
        let observed = micros(clock()) - span(position);
        let drift = span(position.saturating_sub(self.seen)) / 1000;
        self.seen = position;
        self.origin = Some(match self.origin {
            Some(origin) if observed - origin < GAP => observed.min(origin + drift),
            _ => observed,
        });
    }

    /// When this sample was.
    #[must_use]
    pub fn at(&self, sample: u64) -> Moment {
        let origin = match &self.base {
            Timebase::Samples(start) => micros(*start),
            Timebase::Clock(clock) => self.origin.unwrap_or_else(|| micros(clock()) - span(sample)),
        };
        Moment::from_micros(u64::try_from(origin + span(sample)).unwrap_or(0))
    }

    /// The moment of something that is noticed now, with sound heard up to this sample.
    #[must_use]
    pub fn now(&self, position: u64) -> Moment {
        match &self.base {
            Timebase::Clock(clock) => clock(),
            Timebase::Samples(_) => self.at(position),
        }
    }

    /// The session's clock, if time rests on it.
    #[must_use]
    pub fn clock(&self) -> Option<&SessionClock> {
        match &self.base {
            Timebase::Clock(clock) => Some(clock),
            Timebase::Samples(_) => None,
        }
    }
}

fn micros(moment: Moment) -> i64 {
    i64::try_from(moment.as_micros()).unwrap_or(i64::MAX)
}

fn span(samples: u64) -> i64 {
    i64::try_from(samples.saturating_mul(1_000_000) / u64::from(SAMPLE_RATE)).unwrap_or(i64::MAX)
}
