//! Everything that is written: what the conversation hands over in passing, and the milestones of a session.

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};

use super::error::StoreError;
use super::read::owned;
use super::rows::{CallRecord, Ending, Instruments, MediaFile, NewSession, Papers, Saved, signed, word_of};
use crate::evaluation::Report;
use crate::interview::{Moment, Turn, TurnId};

/// Something that is handed over without waiting for it.
#[derive(Clone, Debug)]
pub(super) enum Write {
    Line { session: String, seq: u64, at: Moment, line: String },
    Keep { session: String, turn: Box<Turn>, json: String },
    Drop { session: String, turn: TurnId },
    Call(Box<CallRecord>),
    Equip { session: String, with: Instruments },
}

impl Write {
    pub(super) fn apply(&self, connection: &Connection) -> rusqlite::Result<()> {
        match self {
            Self::Line { session, seq, at, line } => connection
                .prepare_cached("INSERT INTO journal (session, seq, at_us, line) VALUES (?1, ?2, ?3, ?4)")?
                .execute(params![session, signed(*seq), signed(at.as_micros()), line])?,
            Self::Keep { session, turn, json } => connection
                .prepare_cached(
                    "INSERT OR REPLACE INTO turns (session, idx, speaker, kind, question, text, verbatim, start_us, end_us, json)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
                )?
                .execute(params![
                    session,
                    turn.id.0,
                    word_of(&turn.speaker),
                    word_of(&turn.kind),
                    turn.question,
                    turn.text,
                    turn.verbatim,
                    signed(turn.start.as_micros()),
                    signed(turn.end.as_micros()),
                    json
                ])?,
            Self::Drop { session, turn } => {
                connection.prepare_cached("DELETE FROM turns WHERE session = ?1 AND idx = ?2")?.execute(params![session, turn.0])?
            }
            Self::Call(call) => apply_call(connection, call)?,
            Self::Equip { session, with } => connection
                .prepare_cached(
                    "UPDATE sessions SET model = coalesce(?2, model), recogniser = coalesce(?3, recogniser), voice = coalesce(?4, voice)
                     WHERE id = ?1",
                )?
                .execute(params![session, with.model, with.recogniser, with.voice])?,
        };
        Ok(())
    }
}

fn apply_call(connection: &Connection, call: &CallRecord) -> rusqlite::Result<usize> {
    connection
        .prepare_cached(
            "INSERT INTO model_calls (session, request, purpose, model, host, started_at_us, millis, first_chunk_ms,
                                      tokens_in, tokens_out, estimated, ok, error, cached)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
        )?
        .execute(params![
            call.session,
            call.request.map(|request| request.0),
            word_of(&call.purpose),
            call.model,
            call.host,
            call.started_at.as_microsecond(),
            signed(call.millis),
            call.first_chunk_ms.map(signed),
            signed(call.tokens_in),
            signed(call.tokens_out),
            call.estimated,
            call.error.is_none(),
            call.error,
            call.cached
        ])
}

/// A transaction that takes the write lock at once, so that it waits for another program instead of failing half way.
pub(super) fn begin(connection: &mut Connection) -> rusqlite::Result<Transaction<'_>> {
    connection.transaction_with_behavior(TransactionBehavior::Immediate)
}

pub(super) fn begin_session(connection: &Connection, profile: &str, new: &NewSession) -> Result<(), StoreError> {
    // The id becomes a folder's name.
    if uuid::Uuid::parse_str(&new.id).map(|id| id.to_string()).ok().as_ref() != Some(&new.id) {
        return Err(StoreError::NotAnId(new.id.clone()));
    }
    connection.execute(
        "INSERT INTO sessions (id, profile, scenario, title, persona, role, language, seed, engine, started_at_us, kind, found)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        params![
            new.id,
            profile,
            new.scenario,
            new.title,
            new.persona,
            new.role,
            new.language,
            new.seed.cast_signed(),
            new.engine,
            new.started_at.as_microsecond(),
            word_of(&new.kind),
            [new.title.as_str(), new.role.as_str(), new.objective.as_deref().unwrap_or_default()].join("\n").to_lowercase()
        ],
    )?;
    Ok(())
}

pub(super) fn keep_papers(connection: &mut Connection, profile: &str, id: &str, papers: &Papers) -> Result<(), StoreError> {
    let transaction = begin(connection)?;
    owned(&transaction, profile, id)?;
    for (kind, text) in [("resume", &papers.resume), ("job", &papers.job)] {
        if let Some(text) = text {
            transaction.execute("INSERT OR REPLACE INTO documents (session, kind, text) VALUES (?1, ?2, ?3)", params![id, kind, text])?;
        }
    }
    transaction.commit()?;
    Ok(())
}

pub(super) fn end_session(connection: &Connection, profile: &str, id: &str, ending: &Ending) -> Result<(), StoreError> {
    owned(connection, profile, id)?;
    // The first ending stands: a session ends once, however often the shell says so.
    connection.execute(
        "UPDATE sessions SET ended_at_us = ?2, ended_because = ?3, active_us = ?4, state = 'ended' WHERE id = ?1 AND state = 'open'",
        params![id, ending.at.as_microsecond(), word_of(&ending.because), signed(ending.active_us)],
    )?;
    Ok(())
}

pub(super) fn save_report(
    connection: &mut Connection,
    profile: &str,
    id: &str,
    (report, json): (&Report, &str),
    (at_us, replace): (i64, bool),
) -> Result<Saved, StoreError> {
    let transaction = begin(connection)?;
    owned(&transaction, profile, id)?;
    let earlier: Option<i64> =
        transaction.query_row("SELECT created_at_us FROM reports WHERE session = ?1", [id], |row| row.get(0)).optional()?;
    if earlier.is_some() && !replace {
        return Ok(Saved::Kept);
    }
    transaction.execute(
        "INSERT OR REPLACE INTO reports (session, created_at_us, schema, json) VALUES (?1, ?2, ?3, ?4)",
        params![id, at_us, report.schema, json],
    )?;
    transaction.execute(
        "UPDATE sessions SET state = 'evaluated', overall = ?2, active_us = max(active_us, ?3) WHERE id = ?1",
        params![id, report.overall.score, signed(report.session.duration_ms.saturating_mul(1000))],
    )?;
    transaction.execute("DELETE FROM scores WHERE session = ?1", [id])?;
    for (place, dimension) in (0_i64..).zip(&report.dimensions) {
        transaction
            .prepare_cached(
                "INSERT OR IGNORE INTO scores (session, place, dimension, name, score, confidence) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![id, place, dimension.id, dimension.name, dimension.score, dimension.confidence])?;
    }
    transaction.commit()?;
    Ok(if earlier.is_some() { Saved::Replaced } else { Saved::New })
}

pub(super) fn add_media(connection: &Connection, profile: &str, id: &str, file: &MediaFile) -> Result<(), StoreError> {
    let inside = !file.path.is_empty()
        && !file.path.contains('\\')
        && file.path.split('/').all(|part| !matches!(part, "" | "." | ".."))
        && !file.path.contains(':');
    if !inside {
        return Err(StoreError::MediaPath(file.path.clone()));
    }
    owned(connection, profile, id)?;
    connection.execute(
        "INSERT OR REPLACE INTO media (session, path, kind, bytes) VALUES (?1, ?2, ?3, ?4)",
        params![id, file.path, file.kind, signed(file.bytes)],
    )?;
    Ok(())
}
