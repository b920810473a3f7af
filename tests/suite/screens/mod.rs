//! Behaviour of `screens`, by what a screen reader would say.

mod after;
mod begin;
mod look;
mod pictures;
mod room;
mod samples;
mod stage;
