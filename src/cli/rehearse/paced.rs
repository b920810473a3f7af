//! A rehearsal that takes time: the session's clock is followed by the real one, so that it can be watched, or interrupted.

use std::time::Duration;

use super::super::say;
use crate::interview::drive::World;
use crate::interview::{Input, Moment, Output, Speaker};

/// A world that waits as long as it says it does, divided by a pace.
pub(super) struct Paced<W> {
    world: W,
    /// How many seconds of the session pass in one; `None` when nothing is waited for.
    pace: Option<f64>,
    /// Where the session's clock stood last.
    at: Moment,
}

impl<W> Paced<W> {
    pub(super) fn new(world: W, pace: Option<f64>) -> Self {
        Self { world, pace, at: Moment::START }
    }

    pub(super) fn into_inner(self) -> W {
        self.world
    }
}

impl<W: World> World for Paced<W> {
    fn perform(&mut self, at: Moment, output: &Output) {
        self.world.perform(at, output);
        if let (Some(_), Output::Keep { turn }) = (self.pace, output) {
            let who = if turn.speaker == Speaker::Candidate { "You" } else { "They" };
            say(&format!("[turn {}] {who}: {}", turn.id.0, turn.text));
        }
    }

    fn wait(&mut self, deadline: Option<Moment>) -> Option<(Moment, Input)> {
        let next = self.world.wait(deadline)?;
        if let Some(pace) = self.pace {
            std::thread::sleep(Duration::from_secs_f64(next.0.since(self.at).as_secs_f64() / pace));
        }
        self.at = self.at.max(next.0);
        Some(next)
    }
}
