//! The journal: every input and output of a conductor, one JSON line each, and the replay that proves that the outputs
//! follow from the inputs alone.
//!
//! The first line is the [`Header`]; it holds the whole blueprint, so a journal needs nothing beside it.

use serde::{Deserialize, Serialize};

use super::blueprint::{Blueprint, JOURNAL_SCHEMA};
use super::conductor::Conductor;
use super::input::Input;
use super::moment::Moment;
use super::output::Output;

/// What a session began with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Header {
    /// [`JOURNAL_SCHEMA`].
    pub schema: String,
    /// Version of the program that wrote it.
    pub engine: String,
    /// The session's id.
    pub session: String,
    /// RFC 3339.
    pub started_at: String,
    /// The plan, with the seed and the settings.
    pub blueprint: Blueprint,
}

/// One line of a journal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Line {
    /// What happened.
    In {
        /// Microseconds since the session began.
        at_us: Moment,
        /// The fact.
        r#in: Input,
    },
    /// What followed from it.
    Out {
        /// Microseconds since the session began.
        at_us: Moment,
        /// The instruction.
        out: Output,
    },
    /// The first line.
    Header(Box<Header>),
}

impl Line {
    /// The line without its line feed.
    ///
    /// # Panics
    /// Never: all parts serialise, and none has a map with keys that are not strings.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// What is wrong with a journal.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// A line cannot be read.
    #[error("line {line} of the journal is not readable: {why}")]
    Unreadable {
        /// From 1.
        line: usize,
        /// What the parser says, without the line's text.
        why: String,
    },
    /// There is no header.
    #[error("the journal does not begin with a header; it is empty or not a greenroom journal")]
    NoHeader,
    /// The header is of another version.
    #[error("the journal is of version `{0}`, which this program cannot replay")]
    Version(String),
}

/// The first place where a replay and the journal part.
#[derive(Debug, PartialEq)]
pub struct Difference {
    /// Line of the journal, from 1; one past the end when the replay had more to say.
    pub line: usize,
    /// What the journal says.
    pub journalled: Option<Output>,
    /// What the conductor says now.
    pub replayed: Option<Output>,
}

/// A journal that has been read and run again.
#[derive(Debug)]
pub struct Replay {
    /// Its first line.
    pub header: Header,
    /// The conductor after the last input.
    pub conductor: Conductor,
    /// Moment of the last input.
    pub until: Moment,
    /// Inputs run.
    pub inputs: usize,
    /// Outputs compared.
    pub outputs: usize,
    /// The first difference, if there is one.
    pub difference: Option<Difference>,
    /// What the last input led to and the journal no longer holds, because the program ended while it was writing.
    pub unwritten: Vec<Line>,
}

/// Parses a journal's lines; empty ones are passed over. A last line without its end (a crash while writing) is dropped.
///
/// # Errors
/// When a line other than the last is not a line of a journal.
pub fn parse<'a>(lines: impl IntoIterator<Item = &'a str>) -> Result<Vec<Line>, JournalError> {
    let texts: Vec<&str> = lines.into_iter().map(str::trim).collect();
    let last = texts.iter().rposition(|text| !text.is_empty()).unwrap_or(0);
    let mut parsed = Vec::with_capacity(texts.len());
    for (index, text) in texts.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
        match serde_json::from_str::<Line>(text) {
            Ok(line) => parsed.push(line),
            Err(_) if index == last && index > 0 => {}
            Err(error) => {
                return Err(JournalError::Unreadable {
                    line: index + 1,
                    why: format!("{:?} at column {}", error.classify(), error.column()),
                });
            }
        }
    }
    Ok(parsed)
}

/// Runs a journal's inputs through a fresh conductor and compares what comes out.
///
/// # Errors
/// When there is no header, or one of another version.
pub fn replay(lines: &[Line]) -> Result<Replay, JournalError> {
    let Some(Line::Header(header)) = lines.first() else { return Err(JournalError::NoHeader) };
    if header.schema != JOURNAL_SCHEMA {
        return Err(JournalError::Version(header.schema.clone()));
    }
    let mut conductor = Conductor::new(header.blueprint.clone());
    let mut run = Replay {
        header: (**header).clone(),
        conductor: conductor.clone(),
        until: Moment::START,
        inputs: 0,
        outputs: 0,
        difference: None,
        unwritten: Vec::new(),
    };
    let mut expected: Vec<(usize, &Output)> = Vec::new();
    let mut produced: Vec<Output> = Vec::new();
    for (index, line) in lines.iter().enumerate().skip(1) {
        match line {
            Line::In { at_us, r#in } => {
                compare(&mut run, &mut expected, &mut produced, index + 1);
                conductor.handle(*at_us, r#in.clone());
                produced.extend(std::iter::from_fn(|| conductor.poll()));
                run.until = run.until.max(*at_us);
                run.inputs += 1;
            }
            Line::Out { out, .. } => expected.push((index + 1, out)),
            Line::Header(_) => return Err(JournalError::Unreadable { line: index + 1, why: "a second header".to_owned() }),
        }
    }
    // The last input's outputs may not all have been written before a crash; those that were must agree.
    if expected.len() < produced.len() {
        run.unwritten = produced.split_off(expected.len()).into_iter().map(|out| Line::Out { at_us: run.until, out }).collect();
    }
    compare(&mut run, &mut expected, &mut produced, lines.len() + 1);
    run.conductor = conductor;
    Ok(run)
}

fn compare(run: &mut Replay, expected: &mut Vec<(usize, &Output)>, produced: &mut Vec<Output>, next_line: usize) {
    for n in 0..expected.len().max(produced.len()) {
        let (journalled, replayed) = (expected.get(n), produced.get(n));
        run.outputs += usize::from(journalled.is_some());
        if run.difference.is_none() && journalled.map(|(_, output)| *output) != replayed {
            run.difference = Some(Difference {
                line: journalled.map_or(next_line, |(line, _)| *line),
                journalled: journalled.map(|(_, output)| (*output).clone()),
                replayed: replayed.cloned(),
            });
        }
    }
    expected.clear();
    produced.clear();
}
