//! What is being heard right now: frames handed to the device, less its latency, extrapolated between callbacks.
//!
//! Decision 11: the position never runs ahead of what was handed over and never backwards.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Which piece of speech, and how many seconds of its samples. Negative in the pause before it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Position {
    /// Number of the piece.
    pub piece: u32,
    /// Seconds.
    pub seconds: f32,
}

/// A stretch of a piece that was handed over without a break.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// Number of the piece.
    pub piece: u32,
    /// Its position at the first frame, in seconds.
    pub from_s: f64,
    /// Its position after the last frame.
    pub to_s: f64,
    /// When the first frame reaches the ear, on the clock of the voice.
    pub heard_at: Duration,
}

/// Breaks in the sound longer than this are breaks and not jitter of the callbacks' times.
const JITTER_S: f64 = 0.02;
/// How far one callback's time moves the estimate. Twenty callbacks settle it.
const SMOOTHING: f64 = 0.1;
/// Stretches kept: more than any device holds in its buffer.
const KEPT: usize = 64;

/// The clock that the lips follow. Shared by the output that feeds it and everyone who looks.
#[derive(Debug)]
pub struct AudioClock {
    inner: Mutex<Timeline>,
}

#[derive(Debug)]
struct Timeline {
    marks: Option<rtrb::Consumer<Mark>>,
    stretches: VecDeque<Stretch>,
    latency_s: f64,
    last: Option<Position>,
}

#[derive(Debug)]
struct Stretch {
    piece: u32,
    from_s: f64,
    to_s: f64,
    /// The time at which position 0 of the piece would have been heard.
    zero_s: f64,
}

impl AudioClock {
    /// A clock that takes marks from an audio callback, if there is one. `latency` is added to what the device says of itself.
    #[must_use]
    pub fn new(marks: Option<rtrb::Consumer<Mark>>, latency: Duration) -> Self {
        let timeline = Timeline { marks, stretches: VecDeque::with_capacity(KEPT), latency_s: latency.as_secs_f64(), last: None };
        Self { inner: Mutex::new(timeline) }
    }

    /// What is heard at `now`; `None` before the first sample.
    #[must_use]
    pub fn heard(&self, now: Duration) -> Option<Position> {
        let mut timeline = self.lock();
        timeline.take_marks();
        timeline.heard(now)
    }

    /// What was handed over last; `None` before the first sample.
    #[must_use]
    pub fn handed_over(&self) -> Option<Position> {
        let mut timeline = self.lock();
        timeline.take_marks();
        timeline.stretches.back().map(|stretch| Position { piece: stretch.piece, seconds: stretch.to_s as f32 })
    }

    /// Takes a stretch that was handed over.
    pub fn note(&self, mark: Mark) {
        self.lock().note(mark);
    }

    fn lock(&self) -> MutexGuard<'_, Timeline> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Timeline {
    fn take_marks(&mut self) {
        while let Some(mark) = self.marks.as_mut().and_then(|marks| marks.pop().ok()) {
            self.note(mark);
        }
    }

    fn note(&mut self, mark: Mark) {
        let zero_s = mark.heard_at.as_secs_f64() - mark.from_s;
        if let Some(last) = self.stretches.back_mut() {
            let off = zero_s - last.zero_s;
            if last.piece == mark.piece && (mark.from_s - last.to_s).abs() < 1e-6 && off.abs() < JITTER_S {
                last.to_s = mark.to_s;
                last.zero_s += SMOOTHING * off;
                return;
            }
        }
        // A piece that follows without a break keeps the settled estimate of the one before.
        let follows = self
            .stretches
            .back()
            .map(|last| last.zero_s + last.to_s)
            .filter(|end_s| (end_s - mark.heard_at.as_secs_f64()).abs() < JITTER_S);
        let zero_s = follows.map_or(zero_s, |end_s| end_s - mark.from_s);
        if self.stretches.len() == KEPT {
            self.stretches.pop_front();
        }
        self.stretches.push_back(Stretch { piece: mark.piece, from_s: mark.from_s, to_s: mark.to_s, zero_s });
    }

    fn heard(&mut self, now: Duration) -> Option<Position> {
        let now_s = now.as_secs_f64() - self.latency_s;
        let stretch = self.stretches.iter().rev().find(|stretch| stretch.zero_s + stretch.from_s <= now_s)?;
        let seconds = (now_s - stretch.zero_s).min(stretch.to_s) as f32;
        let here = match self.last {
            Some(last) if last.piece == stretch.piece => Position { piece: last.piece, seconds: seconds.max(last.seconds) },
            // A corrected time must not bring back a piece that is over.
            Some(last) if last.piece > stretch.piece => last,
            _ => Position { piece: stretch.piece, seconds },
        };
        self.last = Some(here);
        Some(here)
    }
}
