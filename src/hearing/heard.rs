//! What hearing reports.

use std::fmt;
use std::sync::Arc;

use super::recogniser::RecogniserError;
use crate::interview::{Input, Moment, TurnId};

/// A report.
#[derive(Clone, Debug, PartialEq)]
pub enum Heard {
    /// For the conductor. All inputs about a turn carry the turn that the sound was captured for.
    Input {
        /// When it happened, that is, was noticed: a pause is noticed when the hangover has passed.
        at: Moment,
        /// What happened.
        input: Input,
    },
    /// A phrase of the candidate's ended: a moment for a nod.
    PhraseEnd {
        /// When it was noticed.
        at: Moment,
        /// The open turn.
        turn: TurnId,
    },
    /// There is something to listen to, under this name, or there is not.
    Source {
        /// Its name, or a sentence for people.
        ready: Result<String, String>,
    },
    /// The recogniser can be used, under this name, or cannot.
    Recogniser {
        /// Its name, or why there is none.
        ready: Result<String, RecogniserError>,
    },
    /// The sound of a segment, if it is wanted for keeping. Comes before its words.
    Clip {
        /// The turn.
        turn: TurnId,
        /// Which segment.
        segment: u32,
        /// When its first sample was.
        start: Moment,
        /// Mono, 16 kHz.
        pcm: Sound,
    },
}

/// Somebody's voice. It prints as its length and nothing else.
#[derive(Clone, PartialEq)]
pub struct Sound(pub Vec<f32>);

impl fmt::Debug for Sound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} samples", self.0.len())
    }
}

/// Takes reports, from several threads. It must not block for long.
pub type Sink = Arc<dyn Fn(Heard) + Send + Sync>;
