//! Behaviour of `screens`, by what a screen reader would say.

mod pictures;
mod samples;
