//! Scenarios, question banks, rubrics and interviewers: their shapes, their files, and the plan of one session.

pub mod chance;
mod model;

pub use model::*;
