//! The interview as a pure state machine: what is asked, when an answer is over, what is followed up, when it ends.
//!
//! Start reading at [`Conductor`]. Everything that can happen is an [`Input`], everything it can want an [`Output`];
//! [`Phase`] holds the truth table. Ring 0: no clock, no I/O, no thread.

mod agenda;
mod blueprint;
mod candidate;
mod conductor;
pub mod drive;
mod facts;
pub mod floor;
mod ids;
mod input;
mod intent;
pub mod journal;
mod moment;
mod output;
mod phase;
mod probing;
pub mod rehearsal;
mod timers;
mod transcript;
pub mod waiting;
pub mod wording;
mod wordings;

pub use blueprint::*;
pub use candidate::{ScriptError, ScriptedCandidate};
pub use conductor::Conductor;
pub use ids::*;
pub use input::*;
pub use intent::{Intent, intent};
pub use moment::*;
pub use output::*;
pub use phase::Phase;
pub use timers::Timer;
pub use transcript::*;
