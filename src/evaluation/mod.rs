//! From a transcript to a report in which every judgement quotes the candidate.

mod calibration;
mod exchange;
mod facts;
mod features;
mod gaps;
mod judge;
mod levels;
mod lexicon;
mod manner;
mod measures;
mod plan;
mod quotes;
mod read;
mod reading;
mod relevance;
mod remarks;
mod render;
mod report;
mod said;
mod schema;
mod star;
mod substance;
mod text;
mod things;
mod topic;
mod wording;

pub use calibration::{Agreement, Confusion, Levels, compare, embedded_levels, embedded_levels_among};
pub use judge::{Provenance, embedded_judge, evaluate};
pub use quotes::verify_quotes;
pub use read::{ExchangeReading, read, read_exchange, read_in};
pub use reading::{Reading, Span, StarSpans, Substance};
pub use render::{Labels, default_label, render_html, transcript_vtt};
pub use report::*;
pub(crate) use said::is_planned;
pub use schema::schema;
