//! Behaviour of `evaluation`: reading an answer, judging a session, and showing the report.

mod calibration;
mod content;
mod judging;
mod measures;
mod modelled;
mod properties;
mod reading;
mod rendering;
mod traps;
