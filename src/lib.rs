//! Greenroom.

// Ring 0: pure.
pub mod evaluation;
pub mod intake;
pub mod interview;
pub mod scenario;
pub mod speech;

// Ring 1: adapters.
pub mod clock;
pub mod config;
#[cfg(not(target_arch = "wasm32"))]
pub mod documents;
#[cfg(not(target_arch = "wasm32"))]
pub mod hearing;
#[cfg(not(target_arch = "wasm32"))]
pub mod llm;
#[cfg(not(target_arch = "wasm32"))]
pub mod store;
pub mod voice;

// Ring 2: sessions, and the room that they are held in.
#[cfg(feature = "room")]
pub mod avatar;
#[cfg(all(feature = "room", not(target_arch = "wasm32")))]
pub mod picture;
#[cfg(feature = "room")]
pub mod room;
#[cfg(feature = "room")]
pub mod screens;
#[cfg(any(feature = "room", not(target_arch = "wasm32")))]
pub mod session;

// Ring 3: ways in.
#[cfg(all(feature = "room", not(target_arch = "wasm32")))]
pub mod app;
#[cfg(not(target_arch = "wasm32"))]
pub mod cli;
