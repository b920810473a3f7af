//! Behaviour of `scenario`, `intake` and the bundled content.

#![expect(clippy::unwrap_used, reason = "helpers of tests may panic like the tests themselves")]

mod base;
mod chance;
mod checks;
mod content;
mod documents;
mod intake;
mod knowledge;
mod made;
mod plan;
mod played;
mod propose;
mod similar;
