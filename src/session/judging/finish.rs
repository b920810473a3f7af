//! Judges a session that was broken off, or one that was judged before, from what its journal holds.

use crossbeam_channel::Receiver;

use super::Judge;
use super::conclude::{Ended, judge_once};
use super::error::JudgeError;
use crate::evaluation::Report;
use crate::interview::journal::{self, Line};
use crate::interview::{EndReason, Moment, Output};
use crate::session::record::Recorder;
use crate::store::{Ending, SessionState, Store};

/// The session's report: the stored one, or one made now of what was said. A session that was still open ends by this
/// where its journal ends, and cannot go on any more.
///
/// # Errors
/// When there is no such session, the journal cannot be read, the store refuses, `until` is closed while a model judges, or
/// the session is being judged already.
pub fn finish<T: Send>(store: &Store, session: &str, judge: &Judge, until: &Receiver<T>) -> Result<Report, JudgeError> {
    let row = store.session(session)?;
    if let Some(report) = store.report(&row.id)? {
        return Ok(report);
    }
    from_journal(store, &row.id, judge, until, false)
}

/// Judges a session anew, whether it was judged before or not; the new report replaces the old one. When nothing comes of
/// it, the old one stays.
///
/// # Errors
/// As [`finish`].
pub fn judge_again<T: Send>(store: &Store, session: &str, judge: &Judge, until: &Receiver<T>) -> Result<Report, JudgeError> {
    let row = store.session(session)?;
    from_journal(store, &row.id, judge, until, true)
}

fn from_journal<T: Send>(store: &Store, session: &str, judge: &Judge, until: &Receiver<T>, again: bool) -> Result<Report, JudgeError> {
    let row = store.session(session)?;
    let lines = store.journal(session)?;
    let parsed = journal::parse(lines.iter().map(String::as_str))?;
    let run = journal::replay(&parsed)?;
    let mut recorder = Recorder::at(store, session.to_owned(), u64::try_from(lines.len()).unwrap_or(u64::MAX), run.until);
    recorder.replayed(&parsed);
    if row.state == SessionState::Open {
        // The last thing that is known to have happened, not the day on which somebody asks for the report.
        let at = row.started_at + run.until.since(Moment::START);
        let because = parsed.iter().rev().find_map(ended).unwrap_or(EndReason::Stopped);
        store.end_session(session, Ending { at, because, active_us: recorder.active_us() })?;
    }
    let plan = &run.header.blueprint;
    let ended = Ended { session, plan, turns: run.conductor.transcript(), fallbacks: recorder.fallbacks() };
    judge_once(store, ended, judge, until, again)
}

fn ended(line: &Line) -> Option<EndReason> {
    match line {
        Line::Out { out: Output::Ended { because }, .. } => Some(*because),
        _ => None,
    }
}
