//! Writes a session down while it happens: the journal line by line, the turns as they are complete.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;

use jiff::Timestamp;

use crate::interview::drive::Journal;
use crate::interview::journal::{Header, Line};
use crate::interview::{Blueprint, EndReason, JOURNAL_SCHEMA, Moment, Note, Output};
use crate::store::{Ending, Instruments, NewSession, Store, StoreError, new_session_id};

/// Why a session cannot be written down.
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The copy of the journal beside it.
    #[error("the journal cannot be written to {path}: {error}; choose a folder that may be written to")]
    File {
        /// Where.
        path: String,
        /// What the system says.
        error: std::io::Error,
    },
}

/// Writes one session down. A failure does not stop the session; it is kept and told at the end.
#[derive(Debug)]
pub struct Recorder {
    store: Store,
    session: String,
    seq: u64,
    copy: Option<BufWriter<File>>,
    last: Moment,
    paused: Option<Moment>,
    paused_us: u64,
    fallbacks: Vec<String>,
    problem: Option<RecordError>,
}

impl Recorder {
    /// Enters a new session into the store and writes the journal's header to the disk.
    ///
    /// # Errors
    /// When the store refuses.
    pub fn begin(store: &Store, plan: &Blueprint, started_at: Timestamp) -> Result<Self, RecordError> {
        let mut recorder = Self::at(store, new_session_id(), 0, Moment::START);
        store.begin_session(recorder.entry(plan, started_at))?;
        let header = Header {
            schema: JOURNAL_SCHEMA.to_owned(),
            engine: env!("CARGO_PKG_VERSION").to_owned(),
            session: recorder.session.clone(),
            started_at: started_at.to_string(),
            blueprint: plan.clone(),
        };
        recorder.line(Moment::START, &Line::Header(Box::new(header)));
        // From here on the session can be taken up again, whatever happens.
        store.flush()?;
        Ok(recorder)
    }

    /// Goes on with a session after `seq` lines.
    pub(super) fn at(store: &Store, session: String, seq: u64, last: Moment) -> Self {
        Self { store: store.clone(), session, seq, copy: None, last, paused: None, paused_us: 0, fallbacks: Vec::new(), problem: None }
    }

    /// The session as a store enters it.
    pub(super) fn entry(&self, plan: &Blueprint, started_at: Timestamp) -> NewSession {
        NewSession {
            id: self.session.clone(),
            scenario: plan.scenario.id.clone(),
            title: plan.scenario.title.clone(),
            persona: plan.persona.id.clone(),
            role: plan.scenario.role.clone(),
            kind: plan.scenario.kind,
            objective: plan.roleplay.as_ref().map(|play| play.objective.clone()),
            language: plan.scenario.language.clone(),
            seed: plan.seed,
            engine: env!("CARGO_PKG_VERSION").to_owned(),
            started_at,
        }
    }

    /// Where it is written.
    pub(super) fn store(&self) -> &Store {
        &self.store
    }

    /// Takes in what earlier lines said about pauses and fallbacks, without writing them again.
    pub(super) fn replayed(&mut self, lines: &[Line]) {
        for line in lines {
            if let Line::Out { at_us, out } = line {
                self.follow(*at_us, out);
            }
        }
    }

    fn follow(&mut self, at: Moment, out: &Output) {
        match out {
            Output::Note { note: Note::FellBack { reason, .. } } => self.fallbacks.push(reason.clone()),
            Output::Note { note: Note::ModelOut { failures } } => {
                self.fallbacks
                    .push(format!("{failures} failures in a row, after which nobody waited for the model until it answered again"));
            }
            Output::Note { note: Note::ModelBack } => {
                self.fallbacks.push("the model answered again, and was used again from then on".to_owned());
            }
            Output::Note { note: Note::Paused { paused: true } } => self.paused = Some(at),
            Output::Note { note: Note::Paused { paused: false } } => {
                if let Some(since) = self.paused.take() {
                    self.paused_us += at.as_micros().saturating_sub(since.as_micros());
                }
            }
            _ => {}
        }
    }

    /// Writes the journal to a file as well, from its first line on.
    ///
    /// # Errors
    /// When the file cannot be made.
    pub fn copy_to(&mut self, path: &Path) -> Result<(), RecordError> {
        let failed = |error| RecordError::File { path: path.display().to_string(), error };
        let mut file = BufWriter::new(File::create(path).map_err(failed)?);
        for line in self.store.journal(&self.session)? {
            writeln!(file, "{line}").map_err(failed)?;
        }
        self.copy = Some(file);
        Ok(())
    }

    /// The session's id.
    #[must_use]
    pub fn session(&self) -> &str {
        &self.session
    }

    /// Notes with what the session is held.
    pub fn equip(&mut self, with: Instruments) {
        let noted = self.store.equip(&self.session, with);
        self.keep_problem(noted);
    }

    /// Times that the embedded interviewer stood in for a model, with the reasons.
    #[must_use]
    pub fn fallbacks(&self) -> &[String] {
        &self.fallbacks
    }

    /// Length without pauses, in microseconds.
    #[must_use]
    pub fn active_us(&self) -> u64 {
        let open = self.paused.map_or(0, |since| self.last.as_micros().saturating_sub(since.as_micros()));
        self.last.as_micros().saturating_sub(self.paused_us + open)
    }

    /// The first thing that went wrong while writing, if anything did.
    pub fn take_problem(&mut self) -> Option<RecordError> {
        self.problem.take()
    }

    /// Makes sure that everything so far is on the disk, and enters the end.
    ///
    /// # Errors
    /// When the store or the file does not take it.
    pub fn end(&mut self, at: Timestamp, because: EndReason) -> Result<(), RecordError> {
        if let Some(copy) = &mut self.copy {
            copy.flush().map_err(|error| RecordError::File { path: "the journal's copy".to_owned(), error })?;
        }
        self.store.flush()?;
        self.store.end_session(&self.session, Ending { at, because, active_us: self.active_us() })?;
        self.problem.take().map_or(Ok(()), Err)
    }

    fn line(&mut self, at: Moment, line: &Line) {
        let text = line.to_json();
        if let Some(copy) = &mut self.copy
            && let Err(error) = writeln!(copy, "{text}")
        {
            self.problem.get_or_insert(RecordError::File { path: "the journal's copy".to_owned(), error });
        }
        let appended = self.store.append(&self.session, self.seq, at, text);
        self.seq += 1;
        self.keep_problem(appended);
    }

    fn keep_problem(&mut self, result: Result<(), StoreError>) {
        if let Err(error) = result {
            self.problem.get_or_insert(RecordError::Store(error));
        }
    }
}

impl Journal for Recorder {
    fn write(&mut self, line: &Line) {
        match line {
            Line::In { at_us, .. } => {
                self.last = self.last.max(*at_us);
                self.line(*at_us, line);
            }
            Line::Out { at_us, out } => {
                self.line(*at_us, line);
                match out {
                    Output::Keep { turn } => {
                        let kept = self.store.keep_turn(&self.session, turn);
                        self.keep_problem(kept);
                    }
                    Output::Drop { turn } => {
                        let dropped = self.store.drop_turn(&self.session, *turn);
                        self.keep_problem(dropped);
                    }
                    _ => self.follow(*at_us, out),
                }
            }
            Line::Header(_) => {}
        }
    }
}
