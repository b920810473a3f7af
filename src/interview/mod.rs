//! The interview as a pure state machine.

mod blueprint;
mod ids;
mod input;
mod moment;
mod output;
mod transcript;

pub use blueprint::*;
pub use ids::*;
pub use input::*;
pub use moment::*;
pub use output::*;
pub use transcript::*;
