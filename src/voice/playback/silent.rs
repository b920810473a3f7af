//! The voice without a loudspeaker: the same course of time, nothing to hear.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use super::{Controls, Output, Piece, Progress};
use crate::interview::UtteranceId;
use crate::voice::clock::{AudioClock, Mark, Position};
use crate::voice::synth::SAMPLE_RATE;

const ROOM: usize = 4;

/// Plays by the clock it is given. In tests that is a made-up one.
#[derive(Debug)]
pub struct SilentOutput {
    controls: Arc<Controls>,
    clock: Arc<AudioClock>,
    queue: VecDeque<Piece>,
    /// Position in the first piece of the queue, from the beginning of its pause.
    at_s: f64,
    last: Duration,
    done: Option<Position>,
}

impl SilentOutput {
    /// Begins at `now`.
    #[must_use]
    pub fn new(controls: Arc<Controls>, now: Duration) -> Self {
        let clock = Arc::new(AudioClock::new(None, Duration::ZERO));
        Self { controls, clock, queue: VecDeque::with_capacity(ROOM), at_s: 0.0, last: now, done: None }
    }

    /// Lets the time since the last call pass.
    fn advance(&mut self, now: Duration) {
        let mut passed = now.saturating_sub(self.last).as_secs_f64();
        let mut at = self.last.min(now);
        self.last = now;
        while let Some(front) = self.queue.front() {
            if self.controls.is_hushed(front.utterance) {
                self.queue.pop_front();
                self.at_s = 0.0;
                continue;
            }
            if self.controls.is_paused() {
                return;
            }
            let pause = f64::from(front.pause_s);
            let begin = if self.at_s == 0.0 && front.skip_s > 0.0 { pause + f64::from(front.skip_s) } else { self.at_s };
            let length = pause + front.samples.len() as f64 / f64::from(SAMPLE_RATE);
            let step = passed.min(length - begin).max(0.0);
            let (from_s, to_s) = (begin - pause, begin + step - pause);
            self.clock.note(Mark { piece: front.number, from_s, to_s, heard_at: at });
            self.done = Some(Position { piece: front.number, seconds: to_s as f32 });
            passed -= step;
            at += Duration::from_secs_f64(step);
            self.at_s = begin + step;
            if self.at_s + 1e-9 < length {
                return;
            }
            self.queue.pop_front();
            self.at_s = 0.0;
        }
    }
}

impl Output for SilentOutput {
    fn has_room(&self) -> bool {
        self.queue.len() < ROOM
    }

    fn queue(&mut self, piece: Piece, now: Duration) {
        self.advance(now);
        self.queue.push_back(piece);
    }

    fn progress(&mut self, now: Duration) -> Progress {
        self.advance(now);
        Progress { handed_over: self.done, heard: self.done }
    }

    fn is_silenced(&mut self, utterance: UtteranceId, now: Duration) -> bool {
        self.advance(now);
        self.queue.iter().all(|piece| piece.utterance != utterance)
    }

    fn is_alive(&mut self, _now: Duration) -> bool {
        true
    }

    fn clock(&self) -> Arc<AudioClock> {
        Arc::clone(&self.clock)
    }
}
