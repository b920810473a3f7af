//! What the session tells the body: plain resources and messages, written in one place and only read by `avatar` and `room`.

use std::sync::Arc;

use bevy::prelude::*;

use crate::interview::Cue;
use crate::speech::VisemeTrack;

/// What the mouth is doing. The positions are those of the samples that are really heard, never frame time.
#[derive(Resource, Clone, Debug, Default)]
pub struct Lips {
    /// The mouth of the spoken piece that is playing; `None` in silence.
    pub track: Option<Arc<VisemeTrack>>,
    /// Seconds of the piece that have been heard when this frame is shown.
    pub position_s: f32,
    /// The same of the frame before, so that no contact of the lips falls between two frames.
    pub previous_s: f32,
}

impl Lips {
    /// Seconds that are left of the piece; `None` in silence.
    #[must_use]
    pub fn remaining_s(&self) -> Option<f32> {
        self.track.as_ref().map(|track| (track.end_s() - self.position_s).max(0.0))
    }
}

/// What the interviewer is busy with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Doing {
    /// Nothing of the interview: before it begins, after it ended.
    #[default]
    Idle,
    /// Talking.
    Speaking,
    /// The candidate has the floor and speaks.
    Listening,
    /// Finding the next words.
    Thinking,
    /// The candidate has the floor and is silent: there is time.
    Waiting,
}

/// The state of the conversation as far as a body shows it.
#[derive(Resource, Clone, Debug)]
pub struct Demeanour {
    /// What the interviewer is busy with.
    pub doing: Doing,
    /// Root mean square of the candidate's voice over the last 20 to 50 ms, 0 to 1 of full scale. 0 when there is no microphone.
    pub candidate_level: f32,
    /// How friendly the persona is, 0 to 1.
    pub warmth: f32,
    /// How little it moves besides what the conversation asks for, 0 to 1. A setting of the candidate's.
    pub stillness: f32,
}

impl Default for Demeanour {
    fn default() -> Self {
        Self { doing: Doing::Idle, candidate_level: 0.0, warmth: 0.5, stillness: 0.3 }
    }
}

/// Seed of everything about the body that is left to chance.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seed(pub u64);

/// The conductor asked for a movement.
#[derive(Message, Clone, Copy, Debug, PartialEq, Eq)]
pub struct CueGiven(pub Cue);

/// The candidate's voice came to the end of a phrase. The hearing side sends it when it knows better than the level alone.
#[derive(Message, Clone, Copy, Debug, PartialEq)]
pub struct PhraseEnded {
    /// When, in seconds of the app's virtual time.
    pub at_s: f64,
}

/// What of the room is missing or broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Broken {
    /// The room's file cannot be loaded.
    Room,
    /// The interviewer's body cannot be loaded.
    Body,
    /// The body has nothing that can be moved.
    StiffBody,
    /// The graphics driver gave up.
    Driver,
}

/// Something the room cannot do without is missing or broken. The Fault screen says so in the person's language.
#[derive(Message, Clone, Debug, PartialEq, Eq)]
pub struct RoomFault {
    /// What.
    pub broken: Broken,
    /// The file that it is about; empty when it is about none.
    pub file: String,
    /// Why, as far as it is known, as the library says it.
    pub why: String,
}

/// Makes the resources and messages known with their resting values.
pub fn plugin(app: &mut App) {
    app.init_resource::<Lips>()
        .init_resource::<Demeanour>()
        .init_resource::<Seed>()
        .add_message::<CueGiven>()
        .add_message::<PhraseEnded>()
        .add_message::<RoomFault>();
}
