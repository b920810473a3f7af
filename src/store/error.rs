//! What can go wrong with the database, each as one sentence that says what to do.

use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

/// Why something could not be kept, read or deleted. No variant carries words of a session.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The thread that owns the database has ended.
    #[error("the session database is closed; restart Greenroom to open it again")]
    Gone,
    /// The folder cannot be made or written to.
    #[error("{} cannot be written to ({why}); choose another folder with --data or GREENROOM_DATA", path.display())]
    Folder {
        /// The folder or file.
        path: PathBuf,
        /// The operating system's reason.
        why: String,
    },
    /// Another process holds the database.
    #[error("the session database {} is in use by another program; close it and try again", .0.display())]
    Locked(PathBuf),
    /// No room.
    #[error("there is no room left to save this session in {}; free some space: what was saved before is safe", .0.display())]
    Full(PathBuf),
    /// Made by a later version.
    #[error("the session database {} has format {found}, and this version of Greenroom knows formats up to {known}; install the newer version", path.display())]
    Newer {
        /// The database.
        path: PathBuf,
        /// Its `user_version`.
        found: u32,
        /// The newest that this program can read.
        known: u32,
    },
    /// A SQLite database, but not ours.
    #[error("{} is another program's database; choose another folder with --data or GREENROOM_DATA", .0.display())]
    Foreign(PathBuf),
    /// The file is damaged.
    #[error("the session database {} is damaged; restart Greenroom: it sets the file aside and starts a new one", .0.display())]
    Damaged(PathBuf),
    /// No session begins with this.
    #[error("there is no session {0:?}; `greenroom sessions` lists them")]
    UnknownSession(String),
    /// Several sessions begin with this.
    #[error("{count} sessions begin with {prefix:?}; give more of the id")]
    Ambiguous {
        /// What was given.
        prefix: String,
        /// How many match.
        count: u64,
    },
    /// Too little, or not part of an id.
    #[error("{0:?} is not a session id; give at least {min} of its hexadecimal digits", min = super::rows::MIN_PREFIX)]
    NotAnId(String),
    /// A stored turn or report cannot be parsed.
    #[error("{what} of session {session} cannot be read by this version of Greenroom")]
    Unreadable {
        /// Which thing, e.g. "turn 3".
        what: String,
        /// Of which session.
        session: String,
    },
    /// The path of a media file leads out of the session's folder.
    #[error("a media file must lie in its session's folder, and {0:?} does not")]
    MediaPath(String),
    /// The session's recordings could not be removed. Its rows are still there.
    #[error("the recordings in {} could not be deleted ({why}); the session was kept: make the folder writable and delete it again", path.display())]
    Media {
        /// The folder.
        path: PathBuf,
        /// The operating system's reason.
        why: String,
    },
    /// The rows are gone, but another reader keeps their old pages alive.
    #[error("the session was deleted, but another program has {} open: close it and restart Greenroom, which removes the last traces", .0.display())]
    TracesLeft(PathBuf),
    /// More waits to be written than is sensible to hold in memory.
    #[error("{lost} entries of this session were not saved because the database could not be written to for too long")]
    Lost {
        /// How many journal lines, turns and calls.
        lost: usize,
    },
    /// Anything else that SQLite reports.
    #[error("the session database reported: {0}")]
    Sqlite(#[from] rusqlite::Error),
}

impl StoreError {
    /// Gives SQLite's codes that a person can do something about their own sentence.
    pub(super) fn at(self, path: &Path) -> Self {
        let Self::Sqlite(error) = self else { return self };
        known(&error, path).unwrap_or(Self::Sqlite(error))
    }

    pub(super) fn folder(path: &Path, error: &io::Error) -> Self {
        Self::Folder { path: path.to_path_buf(), why: error.to_string() }
    }
}

fn known(error: &rusqlite::Error, path: &Path) -> Option<StoreError> {
    let path = path.to_path_buf();
    Some(match error.sqlite_error_code()? {
        ErrorCode::DiskFull => StoreError::Full(path),
        // What a file beyond the limit of its size, or a disk that fails, is reported as.
        ErrorCode::SystemIoFailure => StoreError::Folder { path, why: "the disk takes nothing more, or fails".to_owned() },
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => StoreError::Locked(path),
        ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt => StoreError::Damaged(path),
        ErrorCode::ReadOnly => StoreError::Folder { path, why: "it is read-only".to_owned() },
        ErrorCode::CannotOpen | ErrorCode::PermissionDenied => StoreError::Folder { path, why: "it cannot be opened".to_owned() },
        _ => return None,
    })
}

/// The sentence for an error that is kept for later.
pub(super) fn sentence_of(error: &rusqlite::Error, path: &Path) -> String {
    known(error, path).map_or_else(|| format!("the session database reported: {error}"), |known| known.to_string())
}

/// Whether the same write may succeed later, so that it must be kept.
pub(super) fn is_passing(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(
            ErrorCode::DiskFull
                | ErrorCode::DatabaseBusy
                | ErrorCode::DatabaseLocked
                | ErrorCode::SystemIoFailure
                | ErrorCode::ReadOnly
                | ErrorCode::CannotOpen
                | ErrorCode::OutOfMemory
        )
    )
}
