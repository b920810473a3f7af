//! Everything that is read. Every query is limited to one profile.

use std::collections::BTreeSet;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::error::StoreError;
use super::rows::{
    CallRecord, Filter, Instruments, MIN_PREFIX, MediaFile, PAGE, Page, Papers, Score, Scored, SessionRow, Sort, Standing, of_word,
    timestamp, unsigned, word_of,
};
use crate::evaluation::Report;
use crate::interview::{RequestId, Turn};

const COLUMNS: &str = "id, scenario, title, persona, role, language, seed, engine, started_at_us, ended_at_us, ended_because, \
                       active_us, state, overall, model, recogniser, voice, kind";

fn session_row(row: &Row<'_>) -> rusqlite::Result<SessionRow> {
    let ended_at: Option<i64> = row.get(9)?;
    let because: Option<String> = row.get(10)?;
    Ok(SessionRow {
        id: row.get(0)?,
        scenario: row.get(1)?,
        title: row.get(2)?,
        persona: row.get(3)?,
        role: row.get(4)?,
        kind: of_word(&row.get::<_, String>(17)?)?,
        language: row.get(5)?,
        seed: row.get::<_, i64>(6)?.cast_unsigned(),
        engine: row.get(7)?,
        started_at: timestamp(row.get(8)?)?,
        ended_at: ended_at.map(timestamp).transpose()?,
        ended_because: because.as_deref().map(of_word).transpose()?,
        active_us: unsigned(row.get(11)?),
        state: row.get::<_, String>(12)?.parse()?,
        overall: row.get(13)?,
        instruments: Instruments { model: row.get(14)?, recogniser: row.get(15)?, voice: row.get(16)? },
    })
}

/// Fails unless the session exists and belongs to the profile.
pub(super) fn owned(connection: &Connection, profile: &str, id: &str) -> Result<(), StoreError> {
    let found = connection
        .prepare_cached("SELECT 1 FROM sessions WHERE id = ?1 AND profile = ?2")?
        .query_row([id, profile], |_| Ok(()))
        .optional()?;
    found.ok_or_else(|| StoreError::UnknownSession(id.to_owned()))
}

/// The session that is named by its id or by a unique beginning of it.
pub(super) fn session(connection: &Connection, profile: &str, prefix: &str) -> Result<SessionRow, StoreError> {
    let prefix = prefix.trim().to_ascii_lowercase();
    if prefix.len() < MIN_PREFIX || !prefix.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-') {
        return Err(StoreError::NotAnId(prefix));
    }
    // '~' sorts after everything that an id can contain, so this is a range of the primary key.
    let end = format!("{prefix}~");
    let count: i64 = connection.query_row(
        "SELECT count(*) FROM sessions WHERE id >= ?1 AND id < ?2 AND profile = ?3",
        params![prefix, end, profile],
        |row| row.get(0),
    )?;
    match count {
        0 => Err(StoreError::UnknownSession(prefix)),
        1 => Ok(connection.query_row(
            &format!("SELECT {COLUMNS} FROM sessions WHERE id >= ?1 AND id < ?2 AND profile = ?3"),
            params![prefix, end, profile],
            session_row,
        )?),
        many => Err(StoreError::Ambiguous { prefix, count: unsigned(many) }),
    }
}

/// The condition of a filter; the parameters are the profile, the pattern, the scenario and the kind.
fn condition(filter: &Filter) -> String {
    let mut conditions = vec!["profile = ?1"];
    if filter.search.is_some() {
        conditions.push("found LIKE ?2 ESCAPE '!'");
    }
    if filter.scenario.is_some() {
        conditions.push("scenario = ?3");
    }
    if filter.kind.is_some() {
        conditions.push("kind = ?4");
    }
    conditions.extend(filter.standing.map(Standing::condition));
    conditions.extend(filter.scored.map(|scored| if scored { "overall IS NOT NULL" } else { "overall IS NULL" }));
    conditions.join(" AND ")
}

fn page_sql(filter: &Filter) -> String {
    let condition = condition(filter);
    let order = match filter.sort {
        Sort::Newest => "started_at_us DESC, id DESC",
        Sort::Oldest => "started_at_us ASC, id ASC",
        // SQLite takes "nothing" for less than every number, so it comes last here.
        Sort::Best => "overall DESC, started_at_us DESC",
        Sort::Title => "title COLLATE NOCASE, started_at_us DESC",
    };
    format!("SELECT {COLUMNS} FROM sessions WHERE {condition} ORDER BY {order} LIMIT {PAGE} OFFSET ?5")
}

/// What is looked for as a pattern: a per cent sign means itself.
fn pattern(search: &str) -> String {
    let literal = search.trim().to_lowercase().replace('!', "!!").replace('%', "!%").replace('_', "!_");
    format!("%{literal}%")
}

/// One page, counted from 0.
pub(super) fn page(connection: &Connection, profile: &str, filter: &Filter, page: u32) -> Result<Page, StoreError> {
    let pattern = filter.search.as_deref().map(pattern);
    let kind = filter.kind.as_ref().map(word_of);
    let offset = i64::from(page) * i64::from(PAGE);
    let mut statement = connection.prepare_cached(&page_sql(filter))?;
    let rows = statement
        .query_map(params![profile, pattern, filter.scenario, kind, offset], session_row)?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    // The fifth parameter is named so that both statements take the same five.
    let total: i64 = connection
        .prepare_cached(&format!("SELECT count(*) FROM sessions WHERE {} AND ?5 IS NOT NULL", condition(filter)))?
        .query_row(params![profile, pattern, filter.scenario, kind, offset], |row| row.get(0))?;
    Ok(Page { rows, total: unsigned(total) })
}

/// What the newest judged sessions came to, at most `last` of them, oldest first; of one scenario when it is named.
pub(super) fn progress(connection: &Connection, profile: &str, scenario: Option<&str>, last: u32) -> Result<Vec<Scored>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT held.id, held.scenario, held.title, held.started_at_us, held.overall,
                scores.dimension, scores.name, scores.score, scores.confidence
         FROM (SELECT * FROM sessions WHERE profile = ?1 AND state = 'evaluated' AND scenario = coalesce(?2, scenario)
               ORDER BY started_at_us DESC, id DESC LIMIT ?3) AS held
         LEFT JOIN scores ON scores.session = held.id
         ORDER BY held.started_at_us, held.id, scores.place",
    )?;
    let mut found: Vec<Scored> = Vec::new();
    let mut rows = statement.query(params![profile, scenario, last])?;
    while let Some(row) = rows.next()? {
        let session: String = row.get(0)?;
        if found.last().is_none_or(|scored| scored.session != session) {
            found.push(Scored {
                session,
                scenario: row.get(1)?,
                title: row.get(2)?,
                started_at: timestamp(row.get(3)?)?,
                overall: row.get(4)?,
                scores: Vec::new(),
            });
        }
        // A session whose report has no dimension has one row with nothing in it.
        if let (Some(dimension), Some(scored)) = (row.get::<_, Option<String>>(5)?, found.last_mut()) {
            scored.scores.push(Score { dimension, name: row.get(6)?, score: row.get(7)?, confidence: row.get(8)? });
        }
    }
    Ok(found)
}

pub(super) fn scores(connection: &Connection, profile: &str, id: &str) -> Result<Vec<Score>, StoreError> {
    owned(connection, profile, id)?;
    let mut statement =
        connection.prepare_cached("SELECT dimension, name, score, confidence FROM scores WHERE session = ?1 ORDER BY place")?;
    let score = |row: &Row<'_>| Ok(Score { dimension: row.get(0)?, name: row.get(1)?, score: row.get(2)?, confidence: row.get(3)? });
    let scores = statement.query_map([id], score)?.collect::<rusqlite::Result<_>>()?;
    Ok(scores)
}

/// The documents that were kept with a session.
pub(super) fn papers(connection: &Connection, profile: &str, id: &str) -> Result<Papers, StoreError> {
    owned(connection, profile, id)?;
    let mut statement = connection.prepare_cached("SELECT text FROM documents WHERE session = ?1 AND kind = ?2")?;
    let mut text = |kind: &str| statement.query_row([id, kind], |row| row.get(0)).optional();
    Ok(Papers { resume: text("resume")?, job: text("job")? })
}

/// The journal's first line, which holds the plan.
pub(super) fn journal_head(connection: &Connection, profile: &str, id: &str) -> Result<Option<String>, StoreError> {
    owned(connection, profile, id)?;
    Ok(connection.query_row("SELECT line FROM journal WHERE session = ?1 AND seq = 0", [id], |row| row.get(0)).optional()?)
}

/// How SQLite looks a page up.
pub(super) fn page_plan(connection: &Connection, profile: &str, filter: &Filter) -> Result<Vec<String>, StoreError> {
    let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {}", page_sql(filter)))?;
    let plan = statement.query_map(params![profile, "%", "", "", 0], |row| row.get(3))?.collect::<rusqlite::Result<_>>()?;
    Ok(plan)
}

/// Sessions that have a journal but no report, newest first.
pub(super) fn interrupted(connection: &Connection, profile: &str) -> Result<Vec<SessionRow>, StoreError> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM sessions WHERE profile = ?1 AND state <> 'evaluated'
           AND EXISTS (SELECT 1 FROM journal WHERE journal.session = sessions.id)
         ORDER BY started_at_us DESC"
    ))?;
    let rows = statement.query_map([profile], session_row)?.collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

/// Ids of the questions that were asked in the last so many sessions.
pub(super) fn asked_lately(connection: &Connection, profile: &str, sessions: u32) -> Result<BTreeSet<String>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT DISTINCT question FROM turns WHERE question IS NOT NULL AND session IN
           (SELECT id FROM sessions WHERE profile = ?1 ORDER BY started_at_us DESC, id DESC LIMIT ?2)",
    )?;
    let ids = statement.query_map(params![profile, sessions], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    Ok(ids)
}

/// Ids of the sessions that began before a point in time, oldest first.
pub(super) fn begun_before(connection: &Connection, profile: &str, before: Timestamp) -> Result<Vec<String>, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT id FROM sessions WHERE profile = ?1 AND started_at_us < ?2 ORDER BY started_at_us")?;
    let ids = statement.query_map(params![profile, before.as_microsecond()], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    Ok(ids)
}

pub(super) fn journal(connection: &Connection, profile: &str, id: &str) -> Result<Vec<String>, StoreError> {
    owned(connection, profile, id)?;
    let mut statement = connection.prepare_cached("SELECT line FROM journal WHERE session = ?1 ORDER BY seq")?;
    let lines = statement.query_map([id], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    Ok(lines)
}

pub(super) fn turns(connection: &Connection, profile: &str, id: &str) -> Result<Vec<Turn>, StoreError> {
    owned(connection, profile, id)?;
    let mut statement = connection.prepare_cached("SELECT idx, json FROM turns WHERE session = ?1 ORDER BY idx")?;
    let stored = statement.query_map([id], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<Vec<(i64, String)>>>()?;
    stored.into_iter().map(|(index, json)| parse(&json, &format!("turn {index}"), id)).collect()
}

pub(super) fn report(connection: &Connection, profile: &str, id: &str) -> Result<Option<Report>, StoreError> {
    owned(connection, profile, id)?;
    let json: Option<String> = connection.query_row("SELECT json FROM reports WHERE session = ?1", [id], |row| row.get(0)).optional()?;
    json.map(|json| parse(&json, "the report", id)).transpose()
}

/// The parser's own message could quote what was said, so it is not passed on.
fn parse<T: serde::de::DeserializeOwned>(json: &str, what: &str, id: &str) -> Result<T, StoreError> {
    serde_json::from_str(json).ok().ok_or_else(|| StoreError::Unreadable { what: what.to_owned(), session: id.to_owned() })
}

pub(super) fn calls(connection: &Connection, profile: &str, id: &str) -> Result<Vec<CallRecord>, StoreError> {
    owned(connection, profile, id)?;
    let mut statement = connection.prepare_cached(
        "SELECT request, purpose, model, host, started_at_us, millis, first_chunk_ms, tokens_in, tokens_out, estimated, error, cached
         FROM model_calls WHERE session = ?1 ORDER BY id",
    )?;
    let calls = statement.query_map([id], |row| {
        Ok(CallRecord {
            session: id.to_owned(),
            request: row.get::<_, Option<u32>>(0)?.map(RequestId),
            purpose: of_word(&row.get::<_, String>(1)?)?,
            model: row.get(2)?,
            host: row.get(3)?,
            started_at: timestamp(row.get(4)?)?,
            millis: unsigned(row.get(5)?),
            first_chunk_ms: row.get::<_, Option<i64>>(6)?.map(unsigned),
            tokens_in: unsigned(row.get(7)?),
            tokens_out: unsigned(row.get(8)?),
            estimated: row.get(9)?,
            error: row.get(10)?,
            cached: row.get(11)?,
        })
    })?;
    Ok(calls.collect::<rusqlite::Result<_>>()?)
}

pub(super) fn media(connection: &Connection, profile: &str, id: &str) -> Result<Vec<MediaFile>, StoreError> {
    owned(connection, profile, id)?;
    let mut statement = connection.prepare_cached("SELECT path, kind, bytes FROM media WHERE session = ?1 ORDER BY path")?;
    let files = statement
        .query_map([id], |row| Ok(MediaFile { path: row.get(0)?, kind: row.get(1)?, bytes: unsigned(row.get(2)?) }))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(files)
}
