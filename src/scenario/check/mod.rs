//! What makes a text fit to be spoken in an interview, and what makes two questions the same one.

pub(super) mod similar;
pub(super) mod topics;
pub(super) mod wording;

pub use similar::{SAME_QUESTION, similarity};
