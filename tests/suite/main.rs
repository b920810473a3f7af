//! All tests that need neither a window nor a graphics adapter, in one binary so that Bevy is linked once.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where by panicking")]

mod acceptance;
mod architecture;
mod bench;
#[cfg(feature = "room")]
mod desk;
mod doctor;
mod documents;
mod evaluation;
mod hearing;
mod interview;
mod kill;
mod llm;
mod models;
#[cfg(feature = "room")]
mod room;
mod scenario;
#[cfg(feature = "room")]
mod screens;
mod store;
mod support;
mod voice;
mod wording;
