//! Where a session stands.

use serde::{Deserialize, Serialize};

/// Where a session stands, and what an input leads to.
#[doc = include_str!("phase.md")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Not begun.
    Ready,
    /// The interviewer has the floor: an utterance is open.
    Speaking,
    /// The candidate has the floor.
    Listening,
    /// The answer is over; words of it are still being recognised.
    Settling,
    /// The interviewer has said what there was to say and waits for a model's words.
    Wording,
    /// The clock stands still.
    Paused,
    /// Ended. Nothing happens any more.
    Over,
}
