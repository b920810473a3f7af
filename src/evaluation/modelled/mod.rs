//! Judgement by a language model: what it is asked, what of its answer stands, and how several answers become a report.
//!
//! Nothing here asks anybody. A model's level counts only with a quote that stands in the candidate's answers; what the
//! model says nothing about stays as the embedded judge saw it.

mod ask;
mod case;
mod combine;
mod find;
mod held;
mod objective;
mod opinion;
mod quotable;

pub use ask::{judgement_prompt, judgement_schema, repair_prompt};
pub use case::Case;
pub use combine::{ModelJudge, combine};
pub use held::answer_levels;
pub use objective::{Checked, check_objective, objective_prompt, objective_schema, read_objective};
pub use opinion::{Opinion, Unusable, Verdict, read_opinion};
