//! What makes a text fit to be spoken in an interview, and what makes two questions the same one.

pub(super) mod similar;
pub(super) mod topics;
pub(super) mod wording;

pub(super) use similar::doubles;
pub use similar::{SAME_QUESTION, similarity};
