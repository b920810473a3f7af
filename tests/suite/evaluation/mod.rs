//! Behaviour of `evaluation`: reading an answer, judging a session, and showing the report.

mod calibration;
mod content;
mod judging;
mod measures;
mod properties;
mod reading;
mod rendering;
mod traps;
