//! Scenarios, question banks, rubrics, interviewers and guides: their shapes, their files, and the plan of one session.
//!
//! Files become a [`Library`] ([`Library::from_files`]), which comes with every [`Problem`] that was found in them. Of a
//! library, a scenario, the candidate's documents and a seed, [`plan()`] makes the [`Blueprint`](crate::interview::Blueprint).

mod bank;
mod build;
mod calibration;
pub mod chance;
mod check;
mod knowledge;
mod library;
mod line;
mod made;
mod model;
mod parse;
mod plan;
mod play;
mod problem;
mod propose;

pub use bank::*;
pub use calibration::*;
pub use check::{SAME_QUESTION, similarity};
pub use knowledge::{CHUNK_TOKENS, Chunk, Guide, GuideRef, GuideSection, OVERLAP_TOKENS, anchor_of, tokens};
pub use library::{FileMark, Library};
pub use line::*;
pub use made::{MADE_MINUTES, Made};
pub use model::*;
pub use plan::{Chosen, PlanError, Why, agenda, plan};
pub use play::{Breach, RolePlay};
pub use problem::{Problem, Severity};
pub use propose::{Proposals, can_be_proposed, proposal_prompt, proposal_schema, read_proposals, take_in};
