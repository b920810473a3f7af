//! Everything that can happen to the conductor.

use serde::{Deserialize, Serialize};

use super::ids::{RequestId, TurnId, UtteranceId};
use super::transcript::Word;

/// One fact that the shell reports. Facts about a turn, utterance or request carry its id; late ones are dropped.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Input {
    /// The session begins: the interviewer may speak.
    Begin,
    /// The session goes on after the program had ended in the middle of it: what was being said is said again.
    Resume,
    /// Time has passed: the [`deadline`](super::Conductor::deadline) was reached, or nothing else happened.
    Tick,
    /// The candidate's voice was detected.
    SpeechBegan {
        /// The candidate's turn that is open, or the interviewer's turn that is being talked into.
        turn: TurnId,
    },
    /// The voice paused: a segment is complete and goes to the recogniser.
    SpeechPaused {
        /// As in `SpeechBegan`.
        turn: TurnId,
        /// Number of this segment within the turn; the recogniser answers with a `Final` or a `NotRecognised` of the same number.
        segment: u32,
        /// Length of the voiced part.
        voiced_ms: u32,
        /// How long the silence had already lasted when it was noticed.
        silence_ms: u32,
    },
    /// What the recogniser makes of the segment that is still being spoken. Replaces the previous partial.
    Partial {
        /// The turn that the words belong to.
        turn: TurnId,
        /// All words of the segment so far.
        text: String,
    },
    /// The recogniser is done with a segment.
    Final {
        /// The turn that the words belong to.
        turn: TurnId,
        /// Which segment.
        segment: u32,
        /// What was said.
        text: String,
        /// With times relative to the session's beginning; empty when the recogniser gives none.
        words: Vec<Word>,
    },
    /// The recogniser found no words in a segment, or failed on it.
    NotRecognised {
        /// The turn that the segment belongs to.
        turn: TurnId,
        /// Which segment.
        segment: u32,
    },
    /// The candidate is typing: the clock of silence stands still.
    Typing {
        /// The open turn.
        turn: TurnId,
    },
    /// A typed answer was sent. It is complete as it is.
    Typed {
        /// The open turn.
        turn: TurnId,
        /// What was written.
        text: String,
    },
    /// The candidate used a control.
    Act {
        /// Which.
        act: Act,
    },
    /// The first sample of an utterance was heard.
    UtteranceStarted {
        /// Which.
        utterance: UtteranceId,
    },
    /// The last sample of an utterance was heard.
    UtteranceFinished {
        /// Which.
        utterance: UtteranceId,
    },
    /// An utterance was broken off.
    UtteranceCut {
        /// Which.
        utterance: UtteranceId,
        /// How many characters of its text were heard.
        heard_chars: usize,
    },
    /// An utterance could not be made or played. Its text still stands on the screen.
    UtteranceFailed {
        /// Which.
        utterance: UtteranceId,
    },
    /// A piece of a model's answer.
    ReplyChunk {
        /// Which request.
        request: RequestId,
        /// The next characters.
        text: String,
    },
    /// A model's answer is complete.
    ReplyDone {
        /// Which request.
        request: RequestId,
    },
    /// A model's answer broke off or never came.
    ReplyFailed {
        /// Which request.
        request: RequestId,
        /// Why, in a few words without the candidate's text.
        reason: String,
    },
    /// The microphone or the loudspeaker is gone.
    DeviceLost {
        /// Which.
        device: Device,
    },
    /// A device is there (again).
    DeviceBack {
        /// Which.
        device: Device,
    },
    /// What happens can no longer be written down, and will not be in a moment either: the session should end soon.
    Outage,
}

/// What the candidate can do besides speaking and typing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Stop the clock. Nothing is said and nothing is heard until `Continue`.
    Pause,
    /// Go on after `Pause`.
    Continue,
    /// Say the question again.
    Repeat,
    /// "I'm thinking": no patience runs out until something is said.
    Thinking,
    /// "That is my answer": do not wait for a silence.
    Done,
    /// Take the floor while the interviewer is speaking.
    Interrupt,
    /// Leave this question.
    Skip,
    /// Take the last answer back and give it again.
    Undo,
    /// End the interview now.
    Stop,
}

/// A piece of equipment that can come and go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Device {
    /// Hearing.
    Microphone,
    /// The interviewer's voice.
    Loudspeaker,
}
