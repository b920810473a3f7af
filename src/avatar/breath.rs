//! Breathing: regular in silence, a quick breath in before speech and a long one out during it. Pure.

use super::behaviour::Breaths;
use super::motion::smooth;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Phase {
    In,
    Out,
    Rest,
}

/// The lungs of one session.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Breath {
    phase: Phase,
    since_s: f64,
    length_s: f32,
    from: f32,
    value: f32,
    speaking: bool,
}

impl Default for Breath {
    fn default() -> Self {
        Self { phase: Phase::Rest, since_s: 0.0, length_s: 0.8, from: 0.0, value: 0.0, speaking: false }
    }
}

impl Breath {
    /// How full the lungs are at `now_s`, 0 to 1. `piece_begins` is true in the frame in which a piece of speech begins.
    pub fn volume(&mut self, now_s: f64, speaking: bool, piece_begins: bool, table: &Breaths) -> f32 {
        let takes_floor = speaking && !self.speaking;
        self.speaking = speaking;
        if (takes_floor || (piece_begins && self.value < 0.35)) && self.phase != Phase::In {
            self.enter(Phase::In, now_s, table.speech_inhale_s);
        }
        let mut part = (now_s - self.since_s) as f32 / self.length_s.max(1e-3);
        if part >= 1.0 {
            let cycle = 60.0 / table.per_minute;
            let out = (cycle - table.inhale_s) * 0.75;
            match (self.phase, speaking) {
                (Phase::In, true) => self.enter(Phase::Out, now_s, table.speech_exhale_s),
                (Phase::In, false) => self.enter(Phase::Out, now_s, out),
                // In speech the next breath in waits for the next piece, but not for ever.
                (Phase::Out, true) => self.enter(Phase::Rest, now_s, 1.2),
                (Phase::Out, false) => self.enter(Phase::Rest, now_s, (cycle - table.inhale_s - out).max(0.1)),
                (Phase::Rest, true) => self.enter(Phase::In, now_s, table.speech_inhale_s),
                (Phase::Rest, false) => self.enter(Phase::In, now_s, table.inhale_s),
            }
            part = 0.0;
        }
        self.value = match self.phase {
            Phase::In => self.from + (1.0 - self.from) * smooth(part),
            Phase::Out => self.from * (1.0 - smooth(part)),
            Phase::Rest => self.from,
        };
        self.value
    }

    fn enter(&mut self, phase: Phase, now_s: f64, length_s: f32) {
        (self.phase, self.since_s, self.length_s, self.from) = (phase, now_s, length_s, self.value);
    }
}
