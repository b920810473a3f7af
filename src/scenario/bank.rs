//! Question banks, and the templates from which questions about a resume or a job are made.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use unicode_segmentation::UnicodeSegmentation as _;

use super::model::{Level, Question};

/// Questions about one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bank {
    /// `sector/domain`, as in the path.
    pub id: String,
    /// As shown.
    pub title: String,
    /// BCP 47 tag.
    pub language: String,
    /// What it covers.
    pub about: String,
    /// The line of work, described. Absent in banks that belong to no profession.
    pub profile: Option<Profile>,
    /// The jobs of this line of work.
    pub positions: Vec<Position>,
    /// Its vocabulary.
    pub terms: Vec<Term>,
    /// The subjects into which its questions fall.
    pub topics: Vec<Topic>,
    /// Ready to be asked. Their ids are `sector/domain#id`.
    pub questions: Vec<Question>,
    /// To be filled with the candidate's own words.
    pub templates: Vec<Template>,
}

/// What somebody has to know of a line of work in order to interview for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// What the work consists of.
    pub work: String,
    /// Rules that typically govern it.
    pub regulations: Vec<String>,
    /// What can typically go wrong, and harm whom.
    pub hazards: Vec<String>,
}

/// A job within a line of work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// Unique within the bank.
    pub id: String,
    /// As in an advertisement.
    pub title: String,
    /// Its seniority.
    pub level: Level,
    /// What somebody in it answers for.
    pub about: String,
}

/// A word of the trade.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// The usual word.
    pub name: String,
    /// Other words for the same thing, as people say them.
    pub also: Vec<String>,
    /// What it means, for somebody from outside.
    pub means: String,
}

/// A subject within a line of work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Topic {
    /// Unique within the bank; questions name it.
    pub id: String,
    /// As shown.
    pub title: String,
}

/// How many neighbours of a bank a session takes along: all of every shipped bank, for an answer to another question is
/// told best by that question.
const NEIGHBOURS: usize = 48;

/// The words of a question that might have been asked, by which a judge hears which of a line of work's questions an
/// answer belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Neighbour {
    /// The question's id.
    pub question: String,
    /// The words of its text, list and keywords: each once, in lower case, sorted, between spaces.
    pub words: String,
}

impl Neighbour {
    /// The words of a question.
    #[must_use]
    pub fn of(question: &Question) -> Self {
        let listed = question.evidence.iter().flat_map(|item| item.cues.iter().chain([&item.text]));
        let wordings = question.keywords.iter().flat_map(|keyword| question.wordings(keyword));
        let texts = listed.cloned().chain(wordings).chain([question.text.clone()]);
        let words: BTreeSet<String> =
            texts.flat_map(|text| text.to_lowercase().unicode_words().map(str::to_owned).collect::<Vec<_>>()).collect();
        Self { question: question.id.clone(), words: words.into_iter().collect::<Vec<_>>().join(" ") }
    }
}

impl Bank {
    /// The questions' words; of a very large bank those of some, taken evenly over it. None of a bank that belongs to no profession: there any
    /// subject may come up in the answer to any question.
    #[must_use]
    pub fn neighbours(&self) -> Vec<Neighbour> {
        let all = if self.profile.is_some() { self.questions.len() } else { 0 };
        (0..all.min(NEIGHBOURS)).filter_map(|at| self.questions.get(at * all / NEIGHBOURS.min(all))).map(Neighbour::of).collect()
    }

    /// The question with this id, with or without the bank's own before it.
    #[must_use]
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions.iter().find(|question| question.id == id || question.id.rsplit('#').next() == Some(id))
    }
}

/// What stands at `{phrase}` in a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Takes {
    /// A job that the candidate had.
    Role,
    /// Something that they brought about.
    Achievement,
    /// Something that they can do.
    Skill,
    /// A piece of work with a name.
    Project,
    /// A task of the job that is applied for.
    Responsibility,
    /// Something that this job asks for.
    Requirement,
}

impl Takes {
    /// Every value with its name in the files.
    pub const ALL: [(Self, &'static str); 6] = [
        (Self::Role, "role"),
        (Self::Achievement, "achievement"),
        (Self::Skill, "skill"),
        (Self::Project, "project"),
        (Self::Responsibility, "responsibility"),
        (Self::Requirement, "requirement"),
    ];
}

/// A question with the slot `{phrase}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    /// What the slot takes.
    pub takes: Takes,
    /// The question; `{phrase}` stands in its text and may stand in its probes.
    pub question: Question,
}
