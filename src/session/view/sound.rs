//! Microphone and voice, tried out before an interview.

pub use crate::speech::trial::Verdict;

/// Trying out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SoundView {
    /// The microphones that can be chosen, the system's first. Empty until they were looked for, or when there are none.
    pub microphones: Vec<MicrophoneChoice>,
    /// The loudspeaker's name; none without one.
    pub loudspeaker: Option<String>,
    /// What is being done.
    pub doing: Trying,
    /// Loudness at the microphone, 0 to 1, while it is open.
    pub level: Option<f32>,
    /// What was made of the recording.
    pub verdict: Option<Verdict>,
    /// There is a recording that can be played.
    pub recorded: bool,
    /// What does not work: a sentence.
    pub problem: Option<String>,
}

/// A microphone as offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MicrophoneChoice {
    /// Names it for good.
    pub id: String,
    /// As shown.
    pub name: String,
}

/// What is being done.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Trying {
    /// The microphone is listened to, and nothing is kept.
    #[default]
    Nothing,
    /// It is being recorded.
    Recording {
        /// How much of the time is over, 0 to 1.
        part: f32,
    },
    /// The recording is being played.
    Playing,
    /// The interviewer's voice says something.
    Speaking,
}
