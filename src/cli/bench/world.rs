//! The world of a measurement: virtual time for the people, a real stop-watch for the program.
//!
//! What is waited for (silence, speech, a model) passes in virtual time and costs nothing; what the program itself does
//! between the decision that an answer is over and the first sound of the reply is timed with the real clock.

use std::time::{Duration, Instant};

use super::candidate::Candidate;
use super::summary::millis;
use crate::clock;
use crate::interview::drive::World;
use crate::interview::rehearsal::Stage;
use crate::interview::{FloorReason, Input, Moment, Note, Output};
use crate::scenario::VoiceHints;
use crate::store::Store;
use crate::voice::{Style, Synth, bench};

/// One answered turn. Milliseconds.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sample {
    /// Silence until the answer was taken as over; none when it was not silence that decided.
    pub(super) patience: Option<f64>,
    /// T0 to the first movement of the interviewer.
    pub(super) cue: Option<f64>,
    /// T0 to the first text that is to be said.
    pub(super) output: f64,
    /// That text to the samples of its first sentence.
    pub(super) audio: f64,
    /// What was handed over for the journal until it was on the disk.
    pub(super) disk: f64,
}

/// A turn between T0 and its first sound.
struct Open {
    spent: Duration,
    patience: Option<f64>,
    cue: Option<f64>,
}

pub(super) struct Measured<'a> {
    pub(super) stage: Stage<Candidate>,
    pub(super) samples: Vec<Sample>,
    /// How often a model was asked.
    pub(super) asked: usize,
    wanted: usize,
    synth: &'a Synth,
    hints: VoiceHints,
    store: &'a Store,
    /// When the present input was handed in.
    step: Instant,
    open: Option<Open>,
    unsaved: bool,
    problem: Option<anyhow::Error>,
}

impl<'a> Measured<'a> {
    /// Ends after `wanted` samples.
    pub(super) fn new(candidate: Candidate, synth: &'a Synth, hints: VoiceHints, store: &'a Store, wanted: usize) -> Self {
        Self {
            stage: Stage::new(candidate),
            samples: Vec::new(),
            asked: 0,
            wanted,
            synth,
            hints,
            store,
            step: clock::now(),
            open: None,
            unsaved: false,
            problem: None,
        }
    }

    pub(super) fn take_problem(&mut self) -> Option<anyhow::Error> {
        self.problem.take()
    }

    /// Between turns there are many seconds in an interview; the disk gets them here.
    fn save(&mut self) {
        let began = clock::now();
        if let Err(error) = self.store.flush() {
            self.problem.get_or_insert_with(|| error.into());
        }
        if let Some(sample) = self.samples.last_mut() {
            sample.disk = millis(began.elapsed());
        }
        self.unsaved = false;
    }
}

impl World for Measured<'_> {
    fn perform(&mut self, at: Moment, output: &Output) {
        let now = self.step.elapsed();
        match output {
            Output::Note { note: Note::AnswerOver { patience_ms, why, .. } } => {
                let patience = (*why == FloorReason::Silence).then_some(*patience_ms as f64);
                self.open = Some(Open { spent: Duration::ZERO, patience, cue: None });
            }
            Output::Cue { .. } => {
                if let Some(open) = &mut self.open {
                    open.cue.get_or_insert_with(|| millis(open.spent + now));
                }
            }
            Output::Ask { .. } => {
                self.asked += 1;
            }
            Output::Say { text, tone, .. } => {
                if let Some(open) = self.open.take() {
                    let times = bench::synthesis(self.synth, text, Style { hints: self.hints, tone: *tone });
                    self.samples.push(Sample {
                        patience: open.patience,
                        cue: open.cue,
                        output: millis(open.spent + now),
                        audio: millis(times.first_sentence),
                        disk: 0.0,
                    });
                    self.unsaved = true;
                }
            }
            _ => {}
        }
        self.stage.perform(at, output);
    }

    fn wait(&mut self, deadline: Option<Moment>) -> Option<(Moment, Input)> {
        if let Some(open) = &mut self.open {
            open.spent += self.step.elapsed();
        }
        if self.unsaved {
            self.save();
        }
        if self.samples.len() >= self.wanted {
            return None;
        }
        let next = self.stage.wait(deadline);
        self.step = clock::now();
        next
    }
}
