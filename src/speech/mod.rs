//! Signal and language arithmetic shared by speaking and hearing: sentences, visemes, levels. Pure.

pub mod levels;
pub mod loudness;
pub mod phones;
pub mod phrase;
pub mod pitch;
pub mod segment;
pub mod sentences;
pub mod track;
pub mod trial;
pub mod vad;
pub mod visemes;

pub use loudness::Envelope;
pub use phones::Phone;
pub use sentences::sentences;
pub use track::{Closure, LipReading, VisemeTrack};
pub use visemes::{Pose, Viseme};
