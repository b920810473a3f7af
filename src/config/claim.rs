//! One window for a data folder: a second one would take the first one's running interview for one that was broken off.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

/// The folder is in use, or cannot be claimed.
#[derive(Debug, thiserror::Error)]
pub enum ClaimError {
    /// Another window has it.
    #[error("Greenroom is already open with the data in {0}")]
    Taken(String),
    /// The mark cannot be made.
    #[error("the data folder {path} cannot be written to: {error}")]
    Unusable {
        /// Which.
        path: String,
        /// What the system says.
        error: std::io::Error,
    },
}

/// Holds a data folder for this window. The system gives it free when the program ends, however it ends.
#[derive(Debug)]
pub struct Claim {
    _mark: File,
}

impl Claim {
    /// Claims a data folder.
    ///
    /// # Errors
    /// When another window holds it, or it cannot be written to.
    pub fn take(data: &Path) -> Result<Self, ClaimError> {
        let unusable = |error| ClaimError::Unusable { path: data.display().to_string(), error };
        let mark = OpenOptions::new().create(true).truncate(false).write(true).open(data.join("greenroom.lock")).map_err(unusable)?;
        match mark.try_lock() {
            Ok(()) => Ok(Self { _mark: mark }),
            Err(TryLockError::WouldBlock) => Err(ClaimError::Taken(data.display().to_string())),
            Err(TryLockError::Error(error)) if error.kind() == std::io::ErrorKind::Unsupported => Ok(Self { _mark: mark }),
            Err(TryLockError::Error(error)) => Err(unusable(error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_held_by_one_window_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let first = Claim::take(folder.path()).unwrap();
        let told = Claim::take(folder.path()).unwrap_err().to_string();
        assert!(told.starts_with("Greenroom is already open"), "{told}");
        drop(first);
        Claim::take(folder.path()).unwrap();
    }
}
