//! Full-text search with SQLite's FTS5: from a person's words to an expression without operators, and the ranking. Vectors come
//! beside it.

use std::collections::BTreeMap;

use rusqlite::{Connection, Row, params};
use unicode_segmentation::UnicodeSegmentation as _;

use super::super::rows::unsigned;
use super::fuse::fuse;
use super::{GuideHit, Near, QuestionHit, vectors};
use crate::scenario::GuideRef;

/// Words of a query that are looked for; what comes after them is a text and not a query.
const MOST_WORDS: usize = 32;

/// How far down each ranking is looked when two are joined: what stands further down fits by accident.
const DEPTH: u32 = 50;
/// Words of a piece that are shown when none of them was looked for, as many as FTS5 shows.
const SNIPPET_WORDS: usize = 32;

/// Words that say nothing about the subject. FTS5 gives a word less weight the more pieces it is in, but in a few dozen of
/// pieces an "a" more or less still moves the ranking.
const EMPTY: &[&str] = &[
    "a", "about", "am", "an", "and", "any", "are", "as", "at", "be", "because", "been", "but", "by", "can", "could", "did", "do", "does",
    "for", "from", "had", "has", "have", "he", "her", "his", "how", "i", "i'm", "if", "in", "is", "it", "it's", "its", "me", "my", "of",
    "on", "or", "she", "should", "so", "that", "the", "their", "them", "then", "there", "they", "this", "to", "too", "was", "we", "were",
    "what", "when", "where", "which", "who", "why", "will", "with", "would", "you", "your",
];

/// The query as an expression of FTS5: each word in quotation marks, so that none can be an operator or a column, and any
/// of them sufficient. None when there is no word.
pub(super) fn terms(query: &str) -> Option<String> {
    let words: Vec<String> = query.unicode_words().take(MOST_WORDS).map(|word| word.to_lowercase().replace('\u{2019}', "'")).collect();
    let telling: Vec<&String> = words.iter().filter(|word| !EMPTY.contains(&word.as_str())).collect();
    // "what about it" is looked for as it is: better a weak answer than none.
    let chosen = if telling.is_empty() { words.iter().collect() } else { telling };
    let quoted: Vec<String> = chosen.into_iter().map(|word| format!("\"{}\"", word.replace(['"', '\0'], ""))).collect();
    (!quoted.is_empty()).then(|| quoted.join(" OR "))
}

pub(super) fn guides(connection: &Connection, terms: &str, limit: u32) -> rusqlite::Result<Vec<GuideHit>> {
    Ok(by_words(connection, terms, limit)?.into_iter().map(|(_, hit)| hit).collect())
}

/// By words and by vectors.
pub(super) fn guides_near(connection: &Connection, terms: &str, near: &Near, limit: u32) -> rusqlite::Result<Vec<GuideHit>> {
    let depth = limit.max(DEPTH);
    let by_words = by_words(connection, terms, depth)?;
    let by_vectors = vectors::near(connection, &near.model, &near.vector, usize::try_from(depth).unwrap_or(usize::MAX))?;
    let words: Vec<i64> = by_words.iter().map(|(key, _)| *key).collect();
    let mut hits: BTreeMap<i64, GuideHit> = by_words.into_iter().collect();
    let fused = fuse([&words, &by_vectors]).into_iter().take(usize::try_from(limit).unwrap_or(usize::MAX));
    let hit = |(key, score)| {
        let hit = hits.remove(&key).map_or_else(|| by_key(connection, key), Ok)?;
        Ok(GuideHit { score, ..hit })
    };
    fused.map(hit).collect()
}

/// The pieces in the order of their bm25, with their keys.
fn by_words(connection: &Connection, terms: &str, limit: u32) -> rusqlite::Result<Vec<(i64, GuideHit)>> {
    // A word in the heading says more about the section than one in its text, and one in the guide's title something between.
    let mut statement = connection.prepare_cached(
        "SELECT chunks.guide, chunks.title, chunks.section, chunks.anchor, chunks.part, chunks.text, chunks.key,
                snippet(chunks_found, 2, '', '', '\u{2026}', 32), bm25(chunks_found, 2.0, 4.0, 1.0) AS distance
         FROM chunks_found JOIN chunks ON chunks.key = chunks_found.rowid
         WHERE chunks_found MATCH ?1 ORDER BY distance, chunks.guide, chunks.number LIMIT ?2",
    )?;
    let hits = statement
        .query_map(params![terms, limit], |row| Ok((row.get(6)?, hit(row, &row.get::<_, String>(7)?, -row.get::<_, f64>(8)?)?)))?;
    hits.collect()
}

/// A piece that none of the words is in; shown with its beginning.
fn by_key(connection: &Connection, key: i64) -> rusqlite::Result<GuideHit> {
    let mut statement = connection.prepare_cached("SELECT guide, title, section, anchor, part, text FROM chunks WHERE key = ?1")?;
    statement.query_row([key], |row| {
        let text: String = row.get(5)?;
        let end = text.unicode_word_indices().nth(SNIPPET_WORDS).map(|(end, _)| end);
        hit(row, &end.map_or_else(|| text.clone(), |end| format!("{}\u{2026}", text[..end].trim_end())), 0.0)
    })
}

/// Its first six columns are those of a piece.
fn hit(row: &Row<'_>, snippet: &str, score: f64) -> rusqlite::Result<GuideHit> {
    Ok(GuideHit {
        place: GuideRef { guide: row.get(0)?, title: row.get(1)?, section: row.get(2)?, anchor: row.get(3)? },
        part: u32::try_from(unsigned(row.get(4)?)).unwrap_or(u32::MAX),
        text: row.get(5)?,
        snippet: snippet.split_whitespace().collect::<Vec<_>>().join(" "),
        score,
    })
}

pub(super) fn questions(connection: &Connection, terms: &str, limit: u32) -> rusqlite::Result<Vec<QuestionHit>> {
    let mut statement = connection.prepare_cached(
        "SELECT questions.id, questions.text, bm25(questions_found, 2.0, 1.0, 1.0) AS distance
         FROM questions_found JOIN questions ON questions.key = questions_found.rowid
         WHERE questions_found MATCH ?1 ORDER BY distance, questions.id LIMIT ?2",
    )?;
    let hits = statement
        .query_map(params![terms, limit], |row| Ok(QuestionHit { id: row.get(0)?, text: row.get(1)?, score: -row.get::<_, f64>(2)? }))?;
    hits.collect()
}
