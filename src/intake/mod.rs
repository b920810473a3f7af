//! From the text of a resume and of a job description to facts and phrases that stand in them.
//!
//! Everything here is reading: no word is added, none is changed, and what the documents say to their reader is data
//! like all the rest. Each item is a [`Phrase`] with its place in the text, so that whatever is cited later can be
//! shown where it stands.

mod cite;
mod dates;
mod headings;
mod job;
mod lines;
mod resume;
mod roles;
mod words;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::scenario::{DocumentKind, Level};

pub use cite::{MOST_WORDS, citable};
pub use job::read_job;
pub use resume::read_resume;

/// Characters that the text of a job has at least (requirement A-10).
pub const JOB_LEAST: usize = 50;
/// Characters that the text of a job has at most (requirement A-10).
pub const JOB_MOST: usize = 5_000;
/// Characters that the text of a resume has at most: some twenty closely written pages.
pub const RESUME_MOST: usize = 60_000;

/// What the candidate has given us to read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Intake {
    /// Their resume.
    pub resume: Option<Resume>,
    /// The job that they apply for.
    pub job: Option<Job>,
    /// Ids of the questions that they were asked in their last sessions.
    #[serde(default)]
    pub asked: BTreeSet<String>,
}

/// Words of a document, letter for letter.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Phrase {
    /// The words.
    pub text: String,
    /// Where they begin, in bytes.
    pub start: usize,
    /// Where they end, in bytes.
    pub end: usize,
}

/// A job that the candidate had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Role {
    /// What they were.
    pub title: Phrase,
    /// For whom.
    pub organisation: Option<Phrase>,
    /// From when to when.
    pub dates: Option<Phrase>,
    /// Title and organisation as they stand together, or the title alone where a line break or a bar parts them.
    pub whole: Phrase,
}

/// A resume as far as its text could be interpreted.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Resume {
    /// The candidate's name.
    pub name: Option<String>,
    /// How they sum themselves up.
    pub headline: Option<Phrase>,
    /// In the order of the document.
    pub roles: Vec<Role>,
    /// What they say they can do.
    pub skills: Vec<Phrase>,
    /// What they brought about: with a number or a verb of result.
    pub achievements: Vec<Phrase>,
    /// What they did otherwise in their roles.
    pub duties: Vec<Phrase>,
    /// Pieces of work with a name.
    pub projects: Vec<Phrase>,
    /// Schools, degrees, certificates.
    pub education: Vec<Phrase>,
    /// Years in work: as stated, else from the dates of the roles. "Present" counts as the latest year that the text
    /// names, since this ring has no clock.
    pub years: Option<f32>,
    /// From the titles, else from the years.
    pub level: Level,
    /// Titles, skills and projects, each once, as they stand in the text.
    pub terms: Vec<String>,
}

/// The description of a job as far as its text could be interpreted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Job {
    /// What is advertised.
    pub title: Option<Phrase>,
    /// What is to be done.
    pub responsibilities: Vec<Phrase>,
    /// What is asked for.
    pub requirements: Vec<Phrase>,
    /// Tools and subjects named among the requirements.
    pub skills: Vec<Phrase>,
    /// Words and short phrases that the text is about, each once, as they stand in it.
    pub terms: Vec<String>,
}

/// Why a document was not read. Says numbers, never words of the document.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum IntakeError {
    /// There is no text in it.
    #[error("The {} has no text; choose another file or paste the text.", name(*document))]
    Empty {
        /// Which.
        document: DocumentKind,
    },
    /// Too little to be a description of a job.
    #[error("The job description has {chars} characters and needs at least {JOB_LEAST}; paste the whole advert.")]
    JobTooShort {
        /// How many it has.
        chars: usize,
    },
    /// More than is read.
    #[error("The {} has {chars} characters and may have {most}; shorten it to what matters.", name(*document))]
    TooLong {
        /// Which.
        document: DocumentKind,
        /// How many it has.
        chars: usize,
        /// How many it may have.
        most: usize,
    },
}

fn name(document: DocumentKind) -> &'static str {
    match document {
        DocumentKind::Resume => "resume",
        DocumentKind::Job => "job description",
    }
}

impl Resume {
    /// Whether nothing was recognised that could be talked about.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        [&self.skills, &self.achievements, &self.duties, &self.projects].iter().all(|list| list.is_empty()) && self.roles.is_empty()
    }
}

impl Job {
    /// Whether nothing was recognised that could be talked about.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.responsibilities.is_empty() && self.requirements.is_empty()
    }
}

/// Each text once, whatever its case, in the order of first appearance.
fn once<'a>(texts: impl Iterator<Item = &'a str>, most: usize) -> Vec<String> {
    let mut seen = BTreeSet::new();
    texts.filter(|text| seen.insert(text.to_lowercase())).take(most).map(str::to_owned).collect()
}
