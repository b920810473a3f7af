//! From a transcript to a report in which every judgement quotes the candidate.

mod facts;
mod gaps;
mod lexicon;
mod read;
mod reading;
mod report;
mod said;
mod star;
mod substance;
mod text;
mod things;
mod topic;

pub use read::{Exchange, read, read_exchange, read_in};
pub use reading::{Reading, Span, StarSpans, Substance};
pub use report::*;

/// stub
pub fn read(_: &crate::scenario::Question, text: &str) -> Reading {
    Reading { substance: Substance::Answer, star: StarSpans::default(), evidence: vec![], ownership: vec![], specifics: vec![], reasoning: vec![], reflection: vec![], gaps: vec![crate::scenario::Gap::Result], things: vec![], said: vec![], words: text.split_whitespace().count() }
}
/// stub
pub fn read_exchange(q: &crate::scenario::Question, a: &[(Option<crate::scenario::Gap>, &str)]) -> Reading { read(q, a.last().map_or("", |x| x.1)) }
