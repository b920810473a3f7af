//! Where a speaker's phrases end, for the listener's nods. A phrase end is a short pause after enough speech; it is
//! believed at once when the voice fell before it, in pitch or in loudness, and otherwise only when the pause lasts
//! (after N. Ward and W. Tsukahara, "Prosodic features which cue back-channel responses", 2000: a region of low
//! pitch, at least 700 ms of speech before it, no second response within 800 ms). Pure.

use std::collections::VecDeque;

use super::vad::{FRAME_MS, frames};

/// How phrase ends are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PhraseSettings {
    /// Voiced time that a phrase has at least.
    pub min_voiced_ms: u32,
    /// Pause after which a phrase with a falling end is over.
    pub pause_ms: u32,
    /// Pause after which any phrase is over.
    pub long_pause_ms: u32,
    /// Time that passes at least between two ends.
    pub apart_ms: u32,
}

impl Default for PhraseSettings {
    fn default() -> Self {
        Self { min_voiced_ms: 700, pause_ms: 160, long_pause_ms: 400, apart_ms: 800 }
    }
}

/// What is known of a frame.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PhraseFrame {
    /// Whether it is voice.
    pub voiced: bool,
    /// Its level in dBFS.
    pub level_db: f32,
    /// Its pitch in Hz, if it has one.
    pub pitch: Option<f32>,
}

/// Looks for phrase ends, frame by frame.
#[derive(Clone, Debug)]
pub struct PhraseEnds {
    settings: PhraseSettings,
    /// The voiced frames of the phrase, at most the last four seconds.
    phrase: VecDeque<PhraseFrame>,
    voiced: u32,
    silent: u32,
    since_last: u32,
}

/// Frames of a phrase that are remembered: four seconds.
const MEMORY: usize = 250;
/// Frames at the end of a phrase whose fall is judged: 200 ms.
const TAIL: usize = 13;

impl PhraseEnds {
    /// Nothing was said yet.
    #[must_use]
    pub fn new(settings: PhraseSettings) -> Self {
        Self { settings, phrase: VecDeque::with_capacity(MEMORY), voiced: 0, silent: 0, since_last: u32::MAX }
    }

    /// Takes in the next frame; true when a phrase ended with the pause that it belongs to.
    pub fn push(&mut self, frame: PhraseFrame) -> bool {
        self.since_last = self.since_last.saturating_add(1);
        if frame.voiced {
            self.silent = 0;
            self.voiced = self.voiced.saturating_add(1);
            if self.phrase.len() == MEMORY {
                self.phrase.pop_front();
            }
            self.phrase.push_back(frame);
            return false;
        }
        self.silent = self.silent.saturating_add(1);
        if self.voiced.saturating_mul(FRAME_MS) < self.settings.min_voiced_ms {
            // A cough or a "hm" is forgotten with the pause that would have ended a phrase.
            if self.silent >= frames(self.settings.long_pause_ms) {
                self.forget();
            }
            return false;
        }
        let over = self.silent >= frames(self.settings.long_pause_ms) || self.silent >= frames(self.settings.pause_ms) && self.falls();
        if !over {
            return false;
        }
        self.forget();
        let ends = self.since_last >= frames(self.settings.apart_ms);
        if ends {
            self.since_last = 0;
        }
        ends
    }

    /// Forgets the phrase, as when the listening stops.
    pub fn forget(&mut self) {
        self.phrase.clear();
        self.voiced = 0;
        self.silent = 0;
    }

    /// Whether the last 200 ms are lower in pitch by a tenth, or quieter by 4 dB, than what went before.
    fn falls(&self) -> bool {
        let before = self.phrase.len().saturating_sub(TAIL);
        let pitch = |from: usize, to: usize| median(self.phrase.range(from..to).filter_map(|frame| frame.pitch));
        let level = |from: usize, to: usize| median(self.phrase.range(from..to).map(|frame| frame.level_db));
        let end = self.phrase.len();
        let lower = pitch(0, before).zip(pitch(before, end)).is_some_and(|(usual, last)| last <= usual * 0.9);
        let quieter = level(0, before).zip(level(before, end)).is_some_and(|(usual, last)| last <= usual - 4.0);
        lower || quieter
    }
}

fn median(values: impl Iterator<Item = f32>) -> Option<f32> {
    let mut values: Vec<f32> = values.collect();
    values.sort_by(f32::total_cmp);
    values.get(values.len() / 2).copied()
}
