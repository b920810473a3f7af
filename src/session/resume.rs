//! Goes on with a session that was broken off: the journal is run through a fresh conductor, which then knows what it knew.

use crate::interview::drive::Journal as _;
use crate::interview::journal::{self, JournalError};
use crate::interview::{Conductor, Moment, Phase};
use crate::store::{SessionState, Store, StoreError};

use super::record::Recorder;

/// Why a session cannot go on.
#[derive(Debug, thiserror::Error)]
pub enum ResumeError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The journal.
    #[error("the session cannot go on: {0}")]
    Journal(#[from] JournalError),
    /// It is over.
    #[error("session {0} has ended; its report can be opened instead")]
    Over(String),
    /// The program decides differently from the one that held the session.
    #[error(
        "session {session} was held by version {engine} of the program and cannot go on with this one; its report can be made from what was said"
    )]
    Differs {
        /// Which.
        session: String,
        /// The version that wrote it.
        engine: String,
    },
}

/// A session that is ready to go on with [`Input::Resume`](crate::interview::Input::Resume) at `at`.
#[derive(Debug)]
pub struct Resumed {
    /// In the state after the last journalled input.
    pub conductor: Conductor,
    /// Writes on where the journal ends.
    pub recorder: Recorder,
    /// The last journalled moment: the session's clock goes on from here.
    pub at: Moment,
}

/// Brings a session back to where its journal ends.
///
/// # Errors
/// When it has ended, its journal cannot be read, or the conductor would not do again what it did.
pub fn resume(store: &Store, session: &str) -> Result<Resumed, ResumeError> {
    let row = store.session(session)?;
    let lines = store.journal(&row.id)?;
    let parsed = journal::parse(lines.iter().map(String::as_str))?;
    let run = journal::replay(&parsed)?;
    if run.conductor.phase() == Phase::Over || row.state == SessionState::Evaluated {
        return Err(ResumeError::Over(row.id));
    }
    if run.difference.is_some() {
        return Err(ResumeError::Differs { session: row.id, engine: run.header.engine });
    }
    let mut recorder = Recorder::at(store, row.id, u64::try_from(lines.len()).unwrap_or(u64::MAX), run.until);
    recorder.replayed(&parsed);
    for line in &run.unwritten {
        recorder.write(line);
    }
    Ok(Resumed { conductor: run.conductor, recorder, at: run.until })
}
