//! Where speech goes: a loudspeaker, or a wall clock when there is none.

mod controls;
mod device;
mod line;
mod silent;
mod stream;

use std::sync::Arc;
use std::time::Duration;

pub use controls::Controls;
pub use device::{DeviceOutput, default_device, open_device};
pub use line::{Line, LineEnds, Pulse, line};
pub use silent::SilentOutput;

use super::clock::{AudioClock, Position};
use crate::interview::UtteranceId;

/// A sentence on its way to the ear.
#[derive(Clone, Debug)]
pub struct Piece {
    /// Counts the pieces; greater than that of every piece before.
    pub number: u32,
    /// What it belongs to.
    pub utterance: UtteranceId,
    /// Mono samples at [`SAMPLE_RATE`](super::SAMPLE_RATE).
    pub samples: Arc<[f32]>,
    /// Silence before the first sample, in seconds.
    pub pause_s: f32,
    /// Where to begin, in seconds: not 0 when a sentence is continued elsewhere.
    pub skip_s: f32,
}

/// How far an output is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Progress {
    /// What was handed over last.
    pub handed_over: Option<Position>,
    /// What is heard now.
    pub heard: Option<Position>,
}

/// Something that plays pieces one after the other. All calls come from one thread, and none of them blocks.
pub trait Output: Send {
    /// Whether another piece can be queued.
    fn has_room(&self) -> bool;

    /// Queues a piece behind the others. Call it only when there is room.
    fn queue(&mut self, piece: Piece, now: Duration);

    /// How far it is.
    fn progress(&mut self, now: Duration) -> Progress;

    /// Whether nothing of the utterance that [`Controls`] want silent is sounding or queued any more.
    fn is_silenced(&mut self, utterance: UtteranceId, now: Duration) -> bool;

    /// Whether it still works.
    fn is_alive(&mut self, now: Duration) -> bool;

    /// The clock for whoever wants to follow.
    fn clock(&self) -> Arc<AudioClock>;
}
