//! The thread that owns the connection.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};

use crossbeam_channel::{Receiver, Sender};

use super::delete::sync;
use super::error::{StoreError, is_passing, sentence_of};
use super::open::Database;
use super::write::{Write, begin};

/// Writes per transaction, at most: bounds the time that a reader or a flush waits behind them.
const BATCH: usize = 512;

/// Writes that wait in memory while the disk is full or the database is locked. An interview of an hour makes about 20,000.
const BACKLOG: usize = 100_000;

/// What the thread is asked to do, in order.
pub(super) enum Command {
    /// Written in passing.
    Write(Write),
    /// Something with an answer, which the closure sends itself.
    Call(Box<dyn FnOnce(&mut Database) + Send>),
    /// Answers when everything before it is on the disk.
    Flush(Sender<Result<(), StoreError>>),
}

/// Why nothing can be written at the moment, as a sentence, for whoever looks.
#[derive(Clone, Debug, Default)]
pub(super) struct Trouble(Arc<Mutex<Option<String>>>);

impl Trouble {
    pub(super) fn sentence(&self) -> Option<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set(&self, sentence: Option<String>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = sentence;
    }
}

/// Runs until the last handle is gone. Commits whenever nothing more is queued.
pub(super) fn run(mut database: Database, commands: &Receiver<Command>, trouble: Trouble) {
    let mut pending = Pending { trouble, ..Pending::default() };
    while let Ok(first) = commands.recv() {
        let mut next = Some(first);
        while let Some(command) = next {
            match command {
                Command::Write(write) => pending.push(&mut database, write),
                Command::Call(job) => {
                    pending.commit(&mut database);
                    // A mistake in one of them must not take everything that is written later with it: whoever asked learns
                    // from the lost answer, and a transaction that was open is rolled back when it is dropped.
                    if catch_unwind(AssertUnwindSafe(|| job(&mut database))).is_err() {
                        tracing::error!("a request to the session database ended in a panic");
                    }
                }
                Command::Flush(reply) => {
                    let result = pending.flush(&mut database).map_err(|error| error.at(&database.path));
                    // Nobody waits any more: the handle's thread has ended, and with it the wish to know.
                    reply.send(result).ok();
                }
            }
            next = commands.try_recv().ok();
        }
        pending.commit(&mut database);
    }
    // What cannot be written now has nowhere else to go.
    if let Err(error) = pending.flush(&mut database) {
        tracing::error!("{}", error.at(&database.path));
    }
}

/// What was handed over and is not committed.
#[derive(Default)]
struct Pending {
    writes: Vec<Write>,
    /// Why the last attempt failed, while a later one may succeed.
    obstacle: Option<rusqlite::Error>,
    /// The first write since the last flush that was wrong in itself and is gone.
    refused: Option<rusqlite::Error>,
    /// Writes since the last flush for which there was no room left in memory.
    lost: usize,
    /// Where others can read of the obstacle.
    trouble: Trouble,
}

impl Pending {
    fn push(&mut self, database: &mut Database, write: Write) {
        if self.writes.len() >= BACKLOG {
            self.lost += 1;
            return;
        }
        self.writes.push(write);
        if self.writes.len().is_multiple_of(BATCH) {
            self.commit(database);
        }
    }

    /// Writes what waits. What fails for a passing reason is kept and tried again with the next commit.
    fn commit(&mut self, database: &mut Database) {
        if self.writes.is_empty() {
            return;
        }
        match write_all(database, &self.writes) {
            Ok(()) => {
                self.writes.clear();
                self.obstacle = None;
            }
            Err(error) if is_passing(&error) => self.obstacle = Some(error),
            // One of them is wrong in itself: find it, so that the others are not lost with it.
            Err(_) => self.commit_one_by_one(database),
        }
        self.trouble.set(self.obstacle.as_ref().map(|error| sentence_of(error, &database.path)));
    }

    fn commit_one_by_one(&mut self, database: &Database) {
        let mut kept = Vec::new();
        self.obstacle = None;
        for write in std::mem::take(&mut self.writes) {
            match write.apply(&database.connection) {
                Ok(()) => {}
                Err(error) if is_passing(&error) => {
                    kept.push(write);
                    self.obstacle = Some(error);
                }
                Err(error) => {
                    self.refused.get_or_insert(error);
                }
            }
        }
        self.writes = kept;
    }

    fn flush(&mut self, database: &mut Database) -> Result<(), StoreError> {
        self.commit(database);
        if let Some(error) = self.obstacle.take().or_else(|| self.refused.take()) {
            return Err(error.into());
        }
        let lost = std::mem::take(&mut self.lost);
        if lost > 0 {
            return Err(StoreError::Lost { lost });
        }
        if database.media.is_some() {
            sync(&database.connection)?;
        }
        Ok(())
    }
}

fn write_all(database: &mut Database, writes: &[Write]) -> rusqlite::Result<()> {
    let transaction = begin(&mut database.connection)?;
    for write in writes {
        write.apply(&transaction)?;
    }
    transaction.commit()
}
