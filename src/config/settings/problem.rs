//! What is wrong with a file of settings, with the line on which it stands.

use std::ops::Range;
use std::path::Path;

/// A file of settings cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettingsError {
    /// The system does not give it.
    #[error("the settings in {path} cannot be read: {why}; make the file readable, or name another with --config FILE")]
    Unreadable {
        /// Which file.
        path: String,
        /// What the system says.
        why: String,
    },
    /// Something in it is wrong.
    #[error("{path}, line {line}: {why}")]
    Wrong {
        /// Which file.
        path: String,
        /// Counted from 1.
        line: usize,
        /// What, and what to do. Never the value of a key.
        why: String,
    },
}

/// Something wrong, at a place in the text.
#[derive(Debug)]
pub(super) struct Wrong {
    pub(super) at: Range<usize>,
    pub(super) why: String,
}

impl Wrong {
    pub(super) fn new(at: Range<usize>, why: impl Into<String>) -> Self {
        Self { at, why: why.into() }
    }
}

impl SettingsError {
    pub(super) fn unreadable(path: &Path, error: &std::io::Error) -> Self {
        Self::Unreadable { path: path.display().to_string(), why: error.to_string() }
    }

    pub(super) fn wrong(path: &Path, text: &str, wrong: &Wrong) -> Self {
        let line = text.bytes().take(wrong.at.start).filter(|byte| *byte == b'\n').count() + 1;
        Self::Wrong { path: path.display().to_string(), line, why: wrong.why.clone() }
    }
}
