//! The numbers of the body's behaviour, read from `assets/behaviour/*.toml`, where each stands with its source.

use bevy::prelude::Resource;
use serde::Deserialize;
use thiserror::Error;

use crate::session::feed::Doing;

/// The table that ships with the program.
const DEFAULT: &str = include_str!("../../assets/behaviour/default.toml");

/// A behaviour table that cannot be used.
#[derive(Debug, Error)]
#[error("the behaviour table is not usable: {0}; correct the line or remove the file to get the built-in one")]
pub struct BehaviourError(#[from] toml::de::Error);

/// One number for each thing the interviewer can be busy with.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ByDoing {
    idle: f32,
    speaking: f32,
    listening: f32,
    thinking: f32,
    waiting: f32,
}

impl ByDoing {
    /// The number for this.
    #[must_use]
    pub const fn get(&self, doing: Doing) -> f32 {
        match doing {
            Doing::Idle => self.idle,
            Doing::Speaking => self.speaking,
            Doing::Listening => self.listening,
            Doing::Thinking => self.thinking,
            Doing::Waiting => self.waiting,
        }
    }
}

macro_rules! table {
    ($(#[$doc:meta])* $name:ident { $($field:ident: $kind:ty),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
        #[serde(deny_unknown_fields)]
        #[expect(missing_docs, reason = "the table itself explains every number, with units and sources")]
        pub struct $name { $(pub $field: $kind),+ }
    };
}

table!(
    /// Blinks.
    Blinks {
        per_minute: ByDoing, spread: f32, shortest_s: f32, close_s: f32, hold_s: f32, open_s: f32, double: f32, partial: f32,
        partial_depth: f32, shift_degrees: f32, shift_chance: f32,
    }
);
table!(
    /// How lids follow the eyes.
    Lids { blink_per_degree_down: f32, wide_per_degree_up: f32, look_degrees: f32, rest: f32 }
);
table!(
    /// Where the eyes rest and for how long.
    Looks { share: ByDoing, look_s: ByDoing, shortest_s: f32, longest_s: f32, at_start_s: f32, at_end_s: f32, notes: ByDoing }
);
table!(
    /// How the eyes move.
    Saccades { base_s: f32, per_degree_s: f32, micro_per_second: f32, micro_degrees: f32, wander_degrees: f32, wander_s: f32 }
);
table!(
    /// How far the eyes turn in the head.
    Eyes { yaw: f32, up: f32, down: f32 }
);
table!(
    /// How the head follows.
    Head { dead_degrees: f32, share: f32, delay_s: f32, quickness: f32, yaw: f32, pitch: f32 }
);
table!(
    /// Nods.
    Nods { after_s: f32, chance: f32, rest_s: f32, degrees: f32, spread: f32, cycle_s: f32, double: f32 }
);
table!(
    /// Ends of the candidate's phrases.
    Phrases {
        above_floor_db: f32, quietest_db: f32, voiced_s: f32, silence_s: f32, modulation_db: f32, floor_up_db: f32, floor_down_db: f32,
    }
);
table!(
    /// Breathing.
    Breaths { per_minute: f32, inhale_s: f32, speech_inhale_s: f32, speech_exhale_s: f32, chest_degrees: f32, shoulder_degrees: f32 }
);
table!(
    /// Posture and its changes.
    Postures {
        sway_degrees: f32, shift_every_s: f32, shift_degrees: f32, lean_degrees: f32, lean_s: f32, note_s: f32, speech_beat_degrees: f32,
    }
);
table!(
    /// Smiles and brows.
    Faces { smile: f32, smile_s: f32, rest_smile: f32, brow: f32, brow_s: f32, asymmetry: f32, smile_in_speech: f32 }
);

/// A whole table.
#[derive(Resource, Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are the sections of the table, which explains them")]
pub struct Behaviour {
    pub blink: Blinks,
    pub lids: Lids,
    pub gaze: Looks,
    pub saccade: Saccades,
    pub eyes: Eyes,
    pub head: Head,
    pub nod: Nods,
    pub phrase: Phrases,
    pub breath: Breaths,
    pub posture: Postures,
    pub face: Faces,
}

impl Behaviour {
    /// Reads a table.
    ///
    /// # Errors
    /// When a number is missing, unknown or not a number; the message names the line.
    pub fn parse(text: &str) -> Result<Self, BehaviourError> {
        Ok(toml::from_str(text)?)
    }

    /// The table that ships with the program.
    ///
    /// # Errors
    /// Never in a program whose tests pass: the table is compiled in.
    pub fn built_in() -> Result<Self, BehaviourError> {
        Self::parse(DEFAULT)
    }
}
