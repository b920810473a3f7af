//! Sessions on disk: journal, turns, reports, model calls and the names of media files, in one SQLite file. Beside them,
//! what can be searched of the content.
//!
//! One thread owns the connection; a [`Store`] is a handle to it. What the conversation produces (journal lines, turns,
//! model calls) is handed over without waiting and written in that order, many to a transaction when they come fast and
//! at once when they do not. Everything that has an answer waits for it, and is carried out after what was handed over
//! before it.

mod actor;
mod answers;
mod content;
mod delete;
mod error;
mod handle;
mod migrations;
mod open;
mod read;
mod rows;
mod write;

pub use answers::KEPT_ANSWERS;
pub use content::{GuideHit, Held, Imported, Near, QuestionHit, Vectors, Wanting};
pub use error::StoreError;
pub use handle::Store;
pub use open::{Options, SetAside};
pub use rows::*;
