//! Signal and language arithmetic shared by speaking and hearing: sentences, visemes, levels. Pure.

pub mod levels;
pub mod phrase;
pub mod pitch;
pub mod segment;
pub mod vad;
