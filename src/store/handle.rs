//! The handle that the rest of the program holds.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::JoinHandle;

use crossbeam_channel::{Sender, bounded};
use jiff::Timestamp;

use super::actor::{Command, Trouble, run};
use super::error::StoreError;
use super::migrations::format_of;
use super::open::{Database, Options, SetAside, open_file, open_in_memory};
use super::rows::{
    CallRecord, Ending, Filter, Instruments, MediaFile, NewSession, Page, Papers, SINGLE_USER, Saved, Score, Scored, SessionRow,
};
use super::write::Write;
use super::{delete, read, write};
use crate::evaluation::Report;
use crate::interview::{Moment, Turn, TurnId};

/// Commands that may wait for the thread; a caller that is faster than the disk for so long waits itself.
const QUEUE: usize = 1024;

/// A handle to the database, seen by one profile. Clones share the connection; when the last one is dropped, what was
/// handed over is written and the file is closed.
///
/// Every method that has an answer fails with [`StoreError::Gone`] when the thread has ended.
#[derive(Clone, Debug)]
pub struct Store {
    thread: Arc<Owner>,
    profile: Arc<str>,
}

/// Joins the thread when the last handle goes.
#[derive(Debug)]
struct Owner {
    commands: Option<Sender<Command>>,
    thread: Option<JoinHandle<()>>,
    path: PathBuf,
    media: Option<PathBuf>,
    set_aside: Option<SetAside>,
    trouble: Trouble,
}

impl Drop for Owner {
    fn drop(&mut self) {
        self.commands = None;
        // A panic of the thread has been reported by its own hook.
        self.thread.take().map(JoinHandle::join);
    }
}

impl Store {
    /// Opens or makes the database file `path`; media folders lie beside it in `media/`.
    ///
    /// # Errors
    /// The folder cannot be written to, the file is locked, made by a newer version, or another program's.
    /// A damaged file is no error: see [`set_aside`](Self::set_aside).
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        Self::open_with(path, Options::default())
    }

    /// [`open`](Self::open) with other limits.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn open_with(path: &Path, options: Options) -> Result<Self, StoreError> {
        let (database, set_aside) = open_file(path, options)?;
        Self::start(database, set_aside)
    }

    /// A database without a file.
    ///
    /// # Errors
    /// Out of memory, or no thread can be started.
    pub fn in_memory() -> Result<Self, StoreError> {
        Self::start(open_in_memory()?, None)
    }

    fn start(database: Database, set_aside: Option<SetAside>) -> Result<Self, StoreError> {
        let (commands, queue) = bounded(QUEUE);
        let (path, media) = (database.path.clone(), database.media.clone());
        let trouble = Trouble::default();
        let told = trouble.clone();
        let thread = std::thread::Builder::new()
            .name("store".to_owned())
            .spawn(move || run(database, &queue, told))
            .map_err(|error| StoreError::folder(&path, &error))?;
        let owner = Owner { commands: Some(commands), thread: Some(thread), path, media, set_aside, trouble };
        Ok(Self { thread: Arc::new(owner), profile: SINGLE_USER.into() })
    }

    /// The same database as another person sees it: sessions of other profiles do not exist for this handle.
    #[must_use]
    pub fn for_profile(&self, profile: &str) -> Self {
        Self { thread: Arc::clone(&self.thread), profile: profile.into() }
    }

    /// Set when a damaged file was found on opening and a new one begun; its `Display` is the notice for the user.
    #[must_use]
    pub fn set_aside(&self) -> Option<&SetAside> {
        self.thread.set_aside.as_ref()
    }

    /// Why what was handed over cannot be written at the moment, as a sentence; `None` when all is well. Known within moments of
    /// the first write that fails, and forgotten with the first that succeeds.
    #[must_use]
    pub fn trouble(&self) -> Option<String> {
        if self.thread.thread.as_ref().is_some_and(JoinHandle::is_finished) {
            return Some(StoreError::Gone.to_string());
        }
        self.thread.trouble.sentence()
    }

    /// The format of the database: how many migrations it has seen.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn format(&self) -> Result<u32, StoreError> {
        self.call(|database, _profile| Ok(format_of(&database.connection)?))
    }

    /// Where a session's recordings belong; none for a database in memory.
    #[must_use]
    pub fn media_folder(&self, session: &str) -> Option<PathBuf> {
        self.thread.media.as_ref().map(|media| media.join(session))
    }

    /// Records that a session has begun. Its id must be one of [`new_session_id`](super::new_session_id).
    ///
    /// # Errors
    /// The id is not a UUID or is taken, or the database cannot be written to.
    pub fn begin_session(&self, new: NewSession) -> Result<(), StoreError> {
        self.call(move |database, profile| write::begin_session(&database.connection, profile, &new))
    }

    /// Hands over a line of the journal; numbers count from 0, the header, without gaps. Failures come back from
    /// [`flush`](Self::flush).
    ///
    /// # Errors
    /// The thread is gone.
    pub fn append(&self, session: &str, seq: u64, at: Moment, line: String) -> Result<(), StoreError> {
        self.hand_over(Write::Line { session: session.to_owned(), seq, at, line })
    }

    /// Hands over a complete turn; one with the same id is replaced.
    ///
    /// # Errors
    /// The thread is gone, or the turn has no JSON form (a confidence that is not a number).
    pub fn keep_turn(&self, session: &str, turn: &Turn) -> Result<(), StoreError> {
        let json = json_of(turn, &format!("turn {}", turn.id), session)?;
        self.hand_over(Write::Keep { session: session.to_owned(), turn: Box::new(turn.clone()), json })
    }

    /// Hands over that a turn was taken back.
    ///
    /// # Errors
    /// The thread is gone.
    pub fn drop_turn(&self, session: &str, turn: TurnId) -> Result<(), StoreError> {
        self.hand_over(Write::Drop { session: session.to_owned(), turn })
    }

    /// Hands over what a model call cost.
    ///
    /// # Errors
    /// The thread is gone.
    pub fn record_call(&self, call: CallRecord) -> Result<(), StoreError> {
        self.hand_over(Write::Call(Box::new(call)))
    }

    /// Hands over with what a session is held, as soon as it is known.
    ///
    /// # Errors
    /// The thread is gone.
    pub fn equip(&self, session: &str, with: Instruments) -> Result<(), StoreError> {
        self.hand_over(Write::Equip { session: session.to_owned(), with })
    }

    /// Waits until everything that was handed over before is on the disk, and survives a power cut.
    ///
    /// # Errors
    /// The first failure since the last flush. What could not be written for want of room or for a lock is kept in memory
    /// and tried again with every later write and flush.
    pub fn flush(&self) -> Result<(), StoreError> {
        let (reply, answer) = bounded(1);
        self.send(Command::Flush(reply))?;
        answer.recv().ok().ok_or(StoreError::Gone)?
    }

    /// Records the end of a session. A session ends once; later calls change nothing.
    ///
    /// # Errors
    /// There is no such session, or the database cannot be written to.
    pub fn end_session(&self, session: &str, ending: Ending) -> Result<(), StoreError> {
        let id = session.to_owned();
        self.call(move |database, profile| write::end_session(&database.connection, profile, &id, &ending))
    }

    /// Stores the report and marks the session as evaluated. A session has one report: a second one is kept out unless
    /// `replace` asks for it.
    ///
    /// # Errors
    /// There is no such session, or the database cannot be written to.
    pub fn save_report(&self, session: &str, report: &Report, at: Timestamp, replace: bool) -> Result<Saved, StoreError> {
        let id = session.to_owned();
        let json = json_of(report, "the report", session)?;
        let report = report.clone();
        self.call(move |database, profile| {
            write::save_report(&mut database.connection, profile, &id, (&report, &json), (at.as_microsecond(), replace))
        })
    }

    /// Names a file that lies in the session's media folder.
    ///
    /// # Errors
    /// The path leads out of the folder, there is no such session, or the database cannot be written to.
    pub fn add_media(&self, session: &str, file: MediaFile) -> Result<(), StoreError> {
        let id = session.to_owned();
        self.call(move |database, profile| write::add_media(&database.connection, profile, &id, &file))
    }

    /// The session with this id, or with this unique beginning of at least [`MIN_PREFIX`](super::MIN_PREFIX) characters.
    ///
    /// # Errors
    /// None or several begin so, or it cannot be part of an id.
    pub fn session(&self, id: &str) -> Result<SessionRow, StoreError> {
        let id = id.to_owned();
        self.call(move |database, profile| read::session(&database.connection, profile, &id))
    }

    /// A page of the history, counted from 0.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn sessions(&self, filter: &Filter, page: u32) -> Result<Page, StoreError> {
        let filter = filter.clone();
        self.call(move |database, profile| read::page(&database.connection, profile, &filter, page))
    }

    /// What the newest judged sessions came to, at most `last` of them, oldest first; of one scenario when it is named.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn progress(&self, scenario: Option<&str>, last: u32) -> Result<Vec<Scored>, StoreError> {
        let scenario = scenario.map(str::to_owned);
        self.call(move |database, profile| read::progress(&database.connection, profile, scenario.as_deref(), last))
    }

    /// What a session came to in each dimension; empty while it is not judged.
    ///
    /// # Errors
    /// There is no such session.
    pub fn scores(&self, session: &str) -> Result<Vec<Score>, StoreError> {
        let id = session.to_owned();
        self.call(move |database, profile| read::scores(&database.connection, profile, &id))
    }

    /// Keeps the documents that a session rests on, so that it can be practised again. Those that are none change nothing.
    ///
    /// # Errors
    /// There is no such session, or the database cannot be written to.
    pub fn keep_papers(&self, session: &str, papers: Papers) -> Result<(), StoreError> {
        let id = session.to_owned();
        self.call(move |database, profile| write::keep_papers(&mut database.connection, profile, &id, &papers))
    }

    /// The documents that were kept with a session.
    ///
    /// # Errors
    /// There is no such session.
    pub fn papers(&self, session: &str) -> Result<Papers, StoreError> {
        let id = session.to_owned();
        self.call(move |database, profile| read::papers(&database.connection, profile, &id))
    }

    /// How SQLite looks such a page up, step by step.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn explain_sessions(&self, filter: &Filter) -> Result<Vec<String>, StoreError> {
        let filter = filter.clone();
        self.call(move |database, profile| read::page_plan(&database.connection, profile, &filter))
    }

    /// Sessions with a journal but without a report: still open, left by a crash, or ended and not judged. Newest first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn interrupted(&self) -> Result<Vec<SessionRow>, StoreError> {
        self.call(|database, profile| read::interrupted(&database.connection, profile))
    }

    /// The journal's lines in order.
    ///
    /// # Errors
    /// There is no such session.
    pub fn journal(&self, session: &str) -> Result<Vec<String>, StoreError> {
        let id = session.to_owned();
        self.call(move |database, profile| read::journal(&database.connection, profile, &id))
    }

    /// The journal's first line, with the plan in it; `None` when nothing was written down.
    ///
    /// # Errors
    /// There is no such session.
    pub fn journal_head(&self, session: &str) -> Result<Option<String>, StoreError> {
        let id = session.to_owned();
        self.call(move |database, profile| read::journal_head(&database.connection, profile, &id))
    }

    /// The turns in order.
    ///
    /// # Errors
    /// There is no such session, or a turn is of another version.
    pub fn turns(&self, session: &str) -> Result<Vec<Turn>, StoreError> {
        let id = session.to_owned();
        self.call(move |database, profile| read::turns(&database.connection, profile, &id))
    }

    /// Ids of the questions that were asked in the last so many sessions.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn asked_lately(&self, sessions: u32) -> Result<BTreeSet<String>, StoreError> {
        self.call(move |database, profile| read::asked_lately(&database.connection, profile, sessions))
    }

    /// The report, if the session was evaluated.
    ///
    /// # Errors
    /// There is no such session, or the report is of another version.
    pub fn report(&self, session: &str) -> Result<Option<Report>, StoreError> {
        let id = session.to_owned();
        self.call(move |database, profile| read::report(&database.connection, profile, &id))
    }

    /// The model calls in the order in which they were recorded.
    ///
    /// # Errors
    /// There is no such session.
    pub fn calls(&self, session: &str) -> Result<Vec<CallRecord>, StoreError> {
        let id = session.to_owned();
        self.call(move |database, profile| read::calls(&database.connection, profile, &id))
    }

    /// The files in the session's media folder that are known.
    ///
    /// # Errors
    /// There is no such session.
    pub fn media(&self, session: &str) -> Result<Vec<MediaFile>, StoreError> {
        let id = session.to_owned();
        self.call(move |database, profile| read::media(&database.connection, profile, &id))
    }

    /// Deletes a session: recordings, rows, and the words in the database's files. Takes the whole id.
    ///
    /// # Errors
    /// There is no such session, a recording cannot be removed (then nothing else was), or another program keeps old pages alive.
    pub fn delete(&self, session: &str) -> Result<(), StoreError> {
        let id = session.to_owned();
        self.call(move |database, profile| delete::delete(database, profile, &id))
    }

    /// Deletes the sessions that began before `before`, and says how many.
    ///
    /// # Errors
    /// As [`delete`](Self::delete); the sessions before the one that failed are deleted.
    pub fn delete_before(&self, before: Timestamp) -> Result<usize, StoreError> {
        self.call(move |database, profile| {
            let ids = read::begun_before(&database.connection, profile, before)?;
            ids.iter().try_for_each(|id| delete::delete(database, profile, id))?;
            Ok(ids.len())
        })
    }

    fn hand_over(&self, write: Write) -> Result<(), StoreError> {
        self.send(Command::Write(write))
    }

    fn send(&self, command: Command) -> Result<(), StoreError> {
        let commands = self.thread.commands.as_ref().ok_or(StoreError::Gone)?;
        commands.send(command).ok().ok_or(StoreError::Gone)
    }

    pub(super) fn call<T, F>(&self, job: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&mut Database, &str) -> Result<T, StoreError> + Send + 'static,
    {
        let (reply, answer) = bounded(1);
        let profile = Arc::clone(&self.profile);
        self.send(Command::Call(Box::new(move |database| {
            // Nobody waits any more: the caller's thread has ended, and with it the wish to know.
            reply.send(job(database, &profile)).ok();
        })))?;
        answer.recv().ok().ok_or(StoreError::Gone)?.map_err(|error| error.at(&self.thread.path))
    }
}

fn json_of<T: serde::Serialize>(value: &T, what: &str, session: &str) -> Result<String, StoreError> {
    serde_json::to_string(value).ok().ok_or_else(|| StoreError::Unreadable { what: what.to_owned(), session: session.to_owned() })
}
