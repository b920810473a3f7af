//! Delete means gone: recordings, rows, and the words in the database's own files.

use std::{fs, io};

use rusqlite::Connection;

use super::error::StoreError;
use super::open::Database;
use super::read::owned;

/// Deletes one session with everything that belongs to it.
///
/// The recordings go first: while the rows are there, the session can still be found and deleted again.
pub(super) fn delete(database: &mut Database, profile: &str, id: &str) -> Result<(), StoreError> {
    owned(&database.connection, profile, id)?;
    if let Some(media) = &database.media {
        let folder = media.join(id);
        match fs::remove_dir_all(&folder) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(StoreError::Media { path: folder, why: error.to_string() });
            }
            _ => {}
        }
    }
    database.connection.execute("DELETE FROM sessions WHERE id = ?1 AND profile = ?2", [id, profile])?;
    wipe_log(&database.connection).map_err(StoreError::from)?.then_some(()).ok_or_else(|| StoreError::TracesLeft(database.path.clone()))
}

/// Moves the write-ahead log into the database and empties it: until then it holds the pages as they were before.
/// False when another reader prevents it.
fn wipe_log(connection: &Connection) -> rusqlite::Result<bool> {
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0)).map(|busy| busy == 0)
}

/// Moves what was committed into the database file and waits for the disk, so that it survives a power cut.
pub(super) fn sync(connection: &Connection) -> rusqlite::Result<()> {
    connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))
}
