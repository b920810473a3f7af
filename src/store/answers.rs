//! Answers of models that are kept, so that the same question is not paid for twice.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use super::error::StoreError;
use super::handle::Store;
use super::read::owned;
use super::write::begin;

/// How many are kept; the oldest go first.
pub const KEPT_ANSWERS: u32 = 128;

impl Store {
    /// The answer that is kept under this key, if it belongs to a session of this profile.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn answer(&self, key: &str) -> Result<Option<String>, StoreError> {
        let key = key.to_owned();
        self.call(move |database, profile| Ok(find(&database.connection, profile, &key)?))
    }

    /// Keeps answers under their keys, with the session that they were given for: they are deleted with it.
    ///
    /// # Errors
    /// There is no such session, or the database cannot be written to.
    pub fn keep_answers(&self, session: &str, at: Timestamp, answers: Vec<(String, String)>) -> Result<(), StoreError> {
        let id = session.to_owned();
        self.call(move |database, profile| keep(&mut database.connection, profile, &id, at, &answers))
    }
}

fn find(connection: &Connection, profile: &str, key: &str) -> rusqlite::Result<Option<String>> {
    connection
        .prepare_cached(
            "SELECT text FROM model_answers JOIN sessions ON sessions.id = model_answers.session WHERE key = ?1 AND profile = ?2",
        )?
        .query_row([key, profile], |row| row.get(0))
        .optional()
}

fn keep(connection: &mut Connection, profile: &str, session: &str, at: Timestamp, answers: &[(String, String)]) -> Result<(), StoreError> {
    let transaction = begin(connection)?;
    owned(&transaction, profile, session)?;
    for (key, text) in answers {
        // One that is there already stays with the session that it was given for.
        transaction.execute(
            "INSERT OR IGNORE INTO model_answers (key, session, made_at_us, text) VALUES (?1, ?2, ?3, ?4)",
            params![key, session, at.as_microsecond(), text],
        )?;
    }
    transaction.execute(
        "DELETE FROM model_answers WHERE key NOT IN (SELECT key FROM model_answers ORDER BY made_at_us DESC, rowid DESC LIMIT ?1)",
        [KEPT_ANSWERS],
    )?;
    transaction.commit()?;
    Ok(())
}
