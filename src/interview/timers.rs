//! The conductor's only notion of waiting: a table of named deadlines. The earliest one is what the shell sleeps until,
//! and its name says why.

use super::moment::Moment;

/// Why the conductor wants to be woken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Timer {
    /// The candidate has been silent for as long as patience lasts: the answer is over.
    Patience,
    /// The candidate has been silent in the middle of a thought: show that there is time.
    Searching,
    /// The candidate has not begun to answer: say that there is time.
    Reassure,
    /// Still nothing: ask whether anybody is there.
    StillThere,
    /// Nothing after that either: offer a pause, or typing.
    Offer,
    /// Nobody is there: end.
    Idle,
    /// The answer is longer than the scenario can afford.
    TooLong,
    /// The recogniser owes words of an answer that is over.
    RecognitionLate,
    /// The model owes its first words.
    ReplyLate,
    /// The model stopped in the middle.
    ReplyStalled,
    /// An utterance should have ended long ago: the voice is stuck.
    SpeechOverrun,
}

impl Timer {
    const COUNT: usize = 11;

    const ALL: [Self; Self::COUNT] = [
        Self::Patience,
        Self::Searching,
        Self::Reassure,
        Self::StillThere,
        Self::Offer,
        Self::Idle,
        Self::TooLong,
        Self::RecognitionLate,
        Self::ReplyLate,
        Self::ReplyStalled,
        Self::SpeechOverrun,
    ];

    /// Timers of a silence in an open turn of the candidate.
    pub(crate) const SILENCE: [Self; 6] = [Self::Patience, Self::Searching, Self::Reassure, Self::StillThere, Self::Offer, Self::Idle];

    /// Timers that belong to an open turn of the candidate.
    pub(crate) const LISTENING: [Self; 7] =
        [Self::Patience, Self::Searching, Self::Reassure, Self::StillThere, Self::Offer, Self::Idle, Self::TooLong];
}

/// One optional deadline for every [`Timer`].
#[derive(Clone, Debug, Default)]
pub(crate) struct TimerTable {
    due: [Option<Moment>; Timer::COUNT],
}

impl TimerTable {
    /// Sets or moves a deadline.
    pub(crate) fn set(&mut self, timer: Timer, at: Moment) {
        self.due[timer as usize] = Some(at);
    }

    /// Removes a deadline.
    pub(crate) fn stop(&mut self, timer: Timer) {
        self.due[timer as usize] = None;
    }

    /// Removes several deadlines.
    pub(crate) fn stop_all(&mut self, timers: &[Timer]) {
        for timer in timers {
            self.stop(*timer);
        }
    }

    /// Removes every deadline.
    pub(crate) fn clear(&mut self) {
        self.due = [None; Timer::COUNT];
    }

    /// Whether a deadline is set.
    #[must_use]
    pub(crate) fn is_set(&self, timer: Timer) -> bool {
        self.due[timer as usize].is_some()
    }

    /// The earliest deadline; of equal ones, the first in the order of [`Timer`].
    #[must_use]
    pub(crate) fn next(&self) -> Option<(Moment, Timer)> {
        Timer::ALL.into_iter().filter_map(|timer| self.due[timer as usize].map(|at| (at, timer))).min()
    }

    /// Takes the earliest deadline out of the table if it has been reached.
    pub(crate) fn expire(&mut self, now: Moment) -> Option<Timer> {
        let (at, timer) = self.next()?;
        if at > now {
            return None;
        }
        self.stop(timer);
        Some(timer)
    }

    /// Moves every deadline by the same span; for a pause, during which the clock of the session stands still for the candidate.
    pub(crate) fn shift(&mut self, by: std::time::Duration) {
        for due in self.due.iter_mut().flatten() {
            *due = *due + by;
        }
    }
}
