//! What a model is asked to word, and what of its answer may be spoken.
//!
//! The conductor has decided what comes next before a model is asked, and holds an embedded line that says it. A model may
//! only say it better. The way of an answer:
//!
//! 1. a prompt ([`probe_prompt`], [`question_prompt`], [`fact_prompt`]) in which every word that came from outside is
//!    [`fence()`]d as data;
//! 2. the streamed answer goes through [`Sentences`];
//! 3. each sentence goes to a [`Guard`] before it is spoken. Rejected before anything was spoken: the embedded line is said
//!    instead. Rejected later: speech ends with the last good sentence, followed by the embedded question if
//!    [`Guard::has_asked`] is false;
//! 4. at the end, [`Guard::finish`] says whether what should have been asked was asked.

mod fence;
mod guard;
mod prompts;
mod sentences;
mod topics;

pub use fence::fence;
pub use guard::{Guard, Rejection};
pub use prompts::{fact_prompt, probe_prompt, question_prompt};
pub use sentences::Sentences;
