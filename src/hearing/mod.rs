//! Hearing: from the microphone or a file to words with times.

pub mod capture;
pub mod convert;
pub mod devices;
pub mod ear;
pub mod meter;
pub mod source;
pub mod timebase;
pub mod wav;
