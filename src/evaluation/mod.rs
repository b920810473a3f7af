//! From a transcript to a report in which every judgement quotes the candidate.

mod reading;
mod report;

pub use reading::{Reading, Span, StarSpans, Substance};
pub use report::*;
