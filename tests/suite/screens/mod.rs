//! Behaviour of `screens`, by what a screen reader would say.

#![expect(clippy::unwrap_used, clippy::print_stderr, reason = "helpers of tests fail as tests do, and say why they draw nothing")]

mod after;
mod begin;
mod look;
mod past;
mod pictures;
mod reading;
mod room;
mod samples;
mod settings;
mod stage;
