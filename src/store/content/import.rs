//! From the library to rows, and from rows to the database: only what differs is written.

use std::collections::BTreeSet;

use rusqlite::{Connection, ToSql, Transaction, params};

use super::super::error::StoreError;
use super::super::rows::{signed, unsigned, word_of};
use super::super::write::begin;
use super::{Held, Imported, vectors};
use crate::scenario::{Bank, Chunk, Library, Question};

/// A content file as it is remembered.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct File {
    path: String,
    hash: String,
    bytes: u64,
}

/// The library's files in the order of their paths. Another version of the program may make other rows of the same text.
pub(super) fn files(library: &Library) -> Vec<File> {
    let marked = |(path, mark): (&String, &crate::scenario::FileMark)| File {
        path: path.clone(),
        hash: format!("{:016x} {}", mark.hash, env!("CARGO_PKG_VERSION")),
        bytes: mark.bytes,
    };
    library.files.iter().map(marked).collect()
}

/// Whether these are the files that were imported last.
pub(super) fn is_same(connection: &Connection, files: &[File]) -> rusqlite::Result<bool> {
    let mut statement = connection.prepare_cached("SELECT path, hash, bytes FROM content_files ORDER BY path")?;
    let known = statement.query_map([], |row| Ok(File { path: row.get(0)?, hash: row.get(1)?, bytes: unsigned(row.get(2)?) }))?;
    Ok(known.collect::<rusqlite::Result<Vec<_>>>()? == files)
}

/// Everything that is to stand in the database.
pub(super) struct Rows {
    files: Vec<File>,
    questions: Vec<QuestionRow>,
    guides: Vec<GuideRow>,
}

struct QuestionRow {
    id: String,
    bank: String,
    kind: String,
    difficulty: u8,
    topic: Option<String>,
    text: String,
    keywords: String,
    json: String,
}

struct GuideRow {
    id: String,
    title: String,
    summary: String,
    chunks: Vec<Chunk>,
}

impl Rows {
    pub(super) fn of(library: &Library, files: Vec<File>) -> Result<Self, StoreError> {
        let of_bank = |bank: &'_ Bank| bank.questions.iter().map(|question| question_row(bank, question)).collect::<Vec<_>>();
        let questions = library.banks.values().flat_map(of_bank).collect::<Result<_, _>>()?;
        let guides = library.guides.values().map(|guide| GuideRow {
            id: guide.id.clone(),
            title: guide.title.clone(),
            summary: guide.summary.clone(),
            chunks: guide.chunks(),
        });
        Ok(Self { files, questions, guides: guides.collect() })
    }
}

fn question_row(bank: &Bank, question: &Question) -> Result<QuestionRow, StoreError> {
    let json = serde_json::to_string(question).map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))?;
    let keywords: Vec<String> = question.keywords.iter().flat_map(|keyword| question.wordings(keyword)).collect();
    let topic = question.topic.as_ref().map(|id| bank.topics.iter().find(|topic| topic.id == *id).map_or(id, |topic| &topic.title));
    Ok(QuestionRow {
        id: question.id.clone(),
        bank: bank.id.clone(),
        kind: word_of(&question.kind),
        difficulty: question.difficulty,
        topic: topic.cloned(),
        text: question.text.clone(),
        keywords: keywords.join(", "),
        json,
    })
}

pub(super) fn import(connection: &mut Connection, rows: &Rows, at_us: i64, empty_first: bool) -> rusqlite::Result<Imported> {
    let transaction = begin(connection)?;
    let mut removed = 0;
    if empty_first {
        removed = empty(&transaction)?;
    }
    let (written_files, removed_files) = write_files(&transaction, &rows.files, at_us)?;
    let (written_questions, removed_questions) = write_questions(&transaction, &rows.questions)?;
    let (written_guides, removed_guides) = write_guides(&transaction, &rows.guides)?;
    if written_questions + removed_questions > 0 || empty_first {
        transaction.execute("INSERT INTO questions_found (questions_found) VALUES ('rebuild')", [])?;
    }
    if written_guides + removed_guides > 0 || empty_first {
        transaction.execute("INSERT INTO chunks_found (chunks_found) VALUES ('rebuild')", [])?;
    }
    vectors::tidy(&transaction)?;
    let imported = Imported {
        held: held(&transaction)?,
        written: count(written_files + written_questions + written_guides),
        removed: count(removed + removed_files + removed_questions + removed_guides),
    };
    transaction.commit()?;
    Ok(imported)
}

/// Says how many rows there were.
fn empty(transaction: &Transaction<'_>) -> rusqlite::Result<usize> {
    let tables = ["chunks", "guides", "questions", "content_files"];
    tables.into_iter().map(|table| transaction.execute(&format!("DELETE FROM {table}"), [])).sum()
}

fn write_files(transaction: &Transaction<'_>, files: &[File], at_us: i64) -> rusqlite::Result<(usize, usize)> {
    let mut statement = transaction.prepare_cached(
        "INSERT INTO content_files (path, hash, bytes, imported_at_us) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (path) DO UPDATE SET hash = excluded.hash, bytes = excluded.bytes, imported_at_us = excluded.imported_at_us
         WHERE (hash, bytes) IS NOT (excluded.hash, excluded.bytes)",
    )?;
    let mut written = 0;
    for file in files {
        written += statement.execute(params![file.path, file.hash, signed(file.bytes), at_us])?;
    }
    let keep = files.iter().map(|file| file.path.clone()).collect();
    Ok((written, remove_others(transaction, "content_files", "path", &keep)?))
}

fn write_questions(transaction: &Transaction<'_>, questions: &[QuestionRow]) -> rusqlite::Result<(usize, usize)> {
    let mut statement = transaction.prepare_cached(
        "INSERT INTO questions (id, bank, kind, difficulty, topic, text, keywords, json) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
         ON CONFLICT (id) DO UPDATE SET bank = excluded.bank, kind = excluded.kind, difficulty = excluded.difficulty, topic = excluded.topic,
                                        text = excluded.text, keywords = excluded.keywords, json = excluded.json
         WHERE (topic, keywords, json) IS NOT (excluded.topic, excluded.keywords, excluded.json)",
    )?;
    let mut written = 0;
    for row in questions {
        written += statement.execute(params![row.id, row.bank, row.kind, row.difficulty, row.topic, row.text, row.keywords, row.json])?;
    }
    let keep = questions.iter().map(|row| row.id.clone()).collect();
    Ok((written, remove_others(transaction, "questions", "id", &keep)?))
}

/// Counts guides and their pieces together.
fn write_guides(transaction: &Transaction<'_>, guides: &[GuideRow]) -> rusqlite::Result<(usize, usize)> {
    let mut head = transaction.prepare_cached(
        "INSERT INTO guides (id, title, summary) VALUES (?1, ?2, ?3)
         ON CONFLICT (id) DO UPDATE SET title = excluded.title, summary = excluded.summary
         WHERE (title, summary) IS NOT (excluded.title, excluded.summary)",
    )?;
    let mut piece = transaction.prepare_cached(
        "INSERT INTO chunks (guide, number, title, section, anchor, part, text) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT (guide, number) DO UPDATE SET title = excluded.title, section = excluded.section, anchor = excluded.anchor,
                                                   part = excluded.part, text = excluded.text
         WHERE (title, section, anchor, part, text)
               IS NOT (excluded.title, excluded.section, excluded.anchor, excluded.part, excluded.text)",
    )?;
    let mut rest = transaction.prepare_cached("DELETE FROM chunks WHERE guide = ?1 AND number >= ?2")?;
    let keep = guides.iter().map(|guide| guide.id.clone()).collect();
    let mut removed = remove_others(transaction, "chunks", "guide", &keep)? + remove_others(transaction, "guides", "id", &keep)?;
    let mut written = 0;
    for guide in guides {
        written += head.execute([&guide.id, &guide.title, &guide.summary])?;
        for (number, chunk) in guide.chunks.iter().enumerate() {
            let place = &chunk.place;
            let values: [&dyn ToSql; 7] =
                [&guide.id, &signed(count(number)), &place.title, &place.section, &place.anchor, &chunk.part, &chunk.text];
            written += piece.execute(values.as_slice())?;
        }
        removed += rest.execute(params![guide.id, signed(count(guide.chunks.len()))])?;
    }
    Ok((written, removed))
}

/// Deletes the rows whose key is not among these, and says how many.
fn remove_others(transaction: &Transaction<'_>, table: &str, key: &str, keep: &BTreeSet<String>) -> rusqlite::Result<usize> {
    let known: Vec<String> = transaction
        .prepare(&format!("SELECT DISTINCT {key} FROM {table}"))?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let mut statement = transaction.prepare_cached(&format!("DELETE FROM {table} WHERE {key} = ?1"))?;
    known.iter().filter(|known| !keep.contains(*known)).map(|gone| statement.execute([gone])).sum()
}

pub(super) fn held(connection: &Connection) -> rusqlite::Result<Held> {
    connection.query_row(
        "SELECT (SELECT count(*) FROM content_files), (SELECT count(*) FROM questions), (SELECT count(*) FROM guides),
                (SELECT count(*) FROM chunks)",
        [],
        |row| {
            Ok(Held {
                files: unsigned(row.get(0)?),
                questions: unsigned(row.get(1)?),
                guides: unsigned(row.get(2)?),
                chunks: unsigned(row.get(3)?),
            })
        },
    )
}

fn count(number: usize) -> u64 {
    number.try_into().unwrap_or(u64::MAX)
}
