//! Judges a session that was broken off, from what its journal holds.

use crate::evaluation::Report;
use crate::interview::journal::{self, Line};
use crate::interview::{EndReason, Output};
use crate::store::{Ending, SessionState, Store};

use super::conclude::conclude;
use super::record::Recorder;
use super::resume::ResumeError;

/// The session's report: the stored one, or one made now of what was said. A session that was still open ends by this
/// where its journal ends, and cannot go on any more.
///
/// # Errors
/// When there is no such session, the journal cannot be read, or the store refuses.
pub fn finish(store: &Store, session: &str) -> Result<Report, ResumeError> {
    let row = store.session(session)?;
    if let Some(report) = store.report(&row.id)? {
        return Ok(report);
    }
    let lines = store.journal(&row.id)?;
    let parsed = journal::parse(lines.iter().map(String::as_str))?;
    let run = journal::replay(&parsed)?;
    let mut recorder = Recorder::at(store, row.id.clone(), u64::try_from(lines.len()).unwrap_or(u64::MAX), run.until);
    recorder.replayed(&parsed);
    if row.state == SessionState::Open {
        // The last thing that is known to have happened, not the day on which somebody asks for the report.
        let at = row.started_at + run.until.since(crate::interview::Moment::START);
        let because = parsed.iter().rev().find_map(ended).unwrap_or(EndReason::Stopped);
        store.end_session(&row.id, Ending { at, because, active_us: recorder.active_us() })?;
    }
    Ok(conclude(store, &row.id, &run.header.blueprint, run.conductor.transcript(), recorder.fallbacks())?)
}

fn ended(line: &Line) -> Option<EndReason> {
    match line {
        Line::Out { out: Output::Ended { because }, .. } => Some(*because),
        _ => None,
    }
}
