//! Why a session was not judged.

use crate::interview::journal::JournalError;
use crate::store::StoreError;

/// Why a session was not judged. It can be judged later.
#[derive(Debug, thiserror::Error)]
pub enum JudgeError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The journal.
    #[error("the session cannot be judged: {0}")]
    Journal(#[from] JournalError),
    /// Nobody waits for it any more.
    #[error("judging session {0} was broken off; it can be judged later with `greenroom evaluate {0}`")]
    BrokenOff(String),
    /// Somebody else is at it.
    #[error("session {0} is being judged at this moment; wait until that is done")]
    Busy(String),
}
