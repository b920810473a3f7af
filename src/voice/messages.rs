//! What is asked of the voice and what it reports.

use crate::interview::{Tone, UtteranceId};
use crate::scenario::VoiceHints;

/// What can be asked of the voice.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Say a text.
    Say {
        /// Comes back with the notices.
        utterance: UtteranceId,
        /// One or more sentences.
        text: String,
        /// How it is meant.
        tone: Tone,
    },
    /// Break an utterance off.
    Hush {
        /// Which.
        utterance: UtteranceId,
    },
    /// Become quieter, or give the volume back.
    Duck(bool),
    /// Amplitude, 0 to 1.
    SetVolume(f32),
    /// The persona's voice, from the next sentence on.
    SetHints(VoiceHints),
    /// Stand still.
    Pause,
    /// Go on.
    Resume,
    /// Break everything off and end.
    Shutdown,
}

/// What the voice reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The first frame of an utterance was handed over.
    Started {
        /// Which.
        utterance: UtteranceId,
    },
    /// The last frame of an utterance was heard.
    Finished {
        /// Which.
        utterance: UtteranceId,
    },
    /// An utterance was broken off.
    Cut {
        /// Which.
        utterance: UtteranceId,
        /// How many characters of its text were heard; ends with a word.
        heard_chars: usize,
    },
    /// An utterance will not be heard.
    Failed {
        /// Which.
        utterance: UtteranceId,
        /// Why.
        reason: String,
    },
    /// There is no loudspeaker (any more); the voice goes on without sound.
    DeviceLost {
        /// Why.
        reason: String,
    },
    /// There is a loudspeaker again.
    DeviceBack,
}
