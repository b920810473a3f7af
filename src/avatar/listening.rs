//! Hears where the candidate's phrases end, from nothing but the level of their voice, and answers some of them with a nod.
//!
//! Nothing here runs on a timer: without a voice that rises and falls there are no phrases, so steady noise gets no nod, and the same sound
//! later gets the same nods later.

use super::behaviour::{Nods, Phrases};
use super::dice::Dice;
use super::motion::Nod;

/// Finds the ends of phrases.
#[derive(Clone, Debug, Default)]
pub struct PhraseEar {
    floor_db: Option<f32>,
    voiced_s: f32,
    silent_s: f32,
    /// Weight, mean and squared deviation of the voiced levels of this phrase.
    spread: (f32, f32, f32),
}

impl PhraseEar {
    /// Takes in the level (root mean square, 0 to 1) of the last `step_s` seconds; true when a phrase has just ended.
    pub fn hear(&mut self, level: f32, step_s: f32, table: &Phrases) -> bool {
        let db = 20.0 * level.clamp(1e-5, 1.0).log10();
        let floor = self.floor_db.unwrap_or(db);
        let change = (db - floor).clamp(-table.floor_down_db * step_s, table.floor_up_db * step_s);
        self.floor_db = Some(floor + change);
        let voiced = db > table.quietest_db && db > floor + table.above_floor_db;
        if voiced {
            self.voiced_s += step_s;
            self.silent_s = 0.0;
            let (weight, mean, square) = self.spread;
            let total = weight + step_s;
            let moved = mean + (db - mean) * step_s / total;
            self.spread = (total, moved, square + step_s * (db - mean) * (db - moved));
            return false;
        }
        self.silent_s += step_s;
        if self.voiced_s == 0.0 || self.silent_s < table.silence_s {
            return false;
        }
        let (weight, _, square) = self.spread;
        let lively = (square / weight.max(1e-3)).sqrt() >= table.modulation_db;
        let ended = self.voiced_s >= table.voiced_s && lively;
        // A short sound is forgotten only after a longer silence: phrases have gaps between words.
        if ended || self.silent_s > 3.0 * table.silence_s {
            self.voiced_s = 0.0;
            self.spread = (0.0, 0.0, 0.0);
        }
        ended
    }
}

/// Decides which phrase ends get a nod and what it looks like.
#[derive(Clone, Debug)]
pub struct Nodder {
    dice: Dice,
    current: Option<Nod>,
    free_s: f64,
}

impl Nodder {
    /// A nodder of its own stream of chance.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self { dice: Dice::new(seed, "nod"), current: None, free_s: f64::MIN }
    }

    /// A phrase of the candidate's ended. `keenness` from 0 to 1 scales how often and how deep.
    pub fn phrase_ended(&mut self, now_s: f64, keenness: f32, table: &Nods) {
        // The draw happens for every phrase, so what comes later does not depend on what was skipped.
        let wanted = self.dice.chance(table.chance * (0.5 + 0.5 * keenness));
        let nod = self.shape(now_s, 0.6 + 0.4 * keenness, table);
        if wanted && now_s >= self.free_s {
            self.start(nod, table);
        }
    }

    /// The conductor asked for a nod: it comes, unless one is on its way.
    pub fn asked(&mut self, now_s: f64, table: &Nods) {
        let nod = self.shape(now_s, 1.0, table);
        if self.current.is_none_or(|current| now_s > current.start_s + f64::from(current.length_s())) {
            self.start(nod, table);
        }
    }

    /// Pitch of the head at an instant in degrees, positive is down.
    #[must_use]
    pub fn pitch(&self, now_s: f64) -> f32 {
        self.current.map_or(0.0, |nod| nod.pitch(now_s))
    }

    /// The nod that was begun last.
    #[must_use]
    pub const fn latest(&self) -> Option<Nod> {
        self.current
    }

    fn start(&mut self, nod: Nod, table: &Nods) {
        self.free_s = nod.start_s + f64::from(nod.length_s() + table.rest_s);
        self.current = Some(nod);
    }

    fn shape(&mut self, now_s: f64, size: f32, table: &Nods) -> Nod {
        let degrees = table.degrees * size * (1.0 + table.spread * self.dice.between(-1.0, 1.0));
        let cycle_s = table.cycle_s * self.dice.between(0.9, 1.15);
        let dips = if self.dice.chance(table.double) { 2 } else { 1 };
        Nod { start_s: now_s + f64::from(table.after_s), degrees, cycle_s, dips }
    }
}
