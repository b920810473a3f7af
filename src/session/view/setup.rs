//! What is chosen before an interview.

use super::{CatalogueFilter, DOCUMENT_LIMIT, Equipment, Load};
use crate::scenario::{DocumentKind, Grade, Level, ScenarioKind};

/// Choosing.
#[derive(Clone, Debug, PartialEq)]
pub struct SetupView {
    /// What can be practised.
    pub scenarios: Load<Vec<ScenarioChoice>>,
    /// Which of them are shown.
    pub filter: CatalogueFilter,
    /// The chosen scenario's id.
    pub scenario: Option<String>,
    /// What the skills are, for those who look for one.
    pub skills: Vec<SkillNote>,
    /// What is wrong with content of one's own, with file and line.
    pub problems: Vec<String>,
    /// All interviewers.
    pub people: Vec<PersonaChoice>,
    /// The chosen interviewer's id.
    pub persona: Option<String>,
    /// How the interviewer should call the candidate; may be empty.
    pub name: String,
    /// The resume as text; may be empty.
    pub resume: String,
    /// The job description as text; may be empty.
    pub job: String,
    /// The file that the resume comes from.
    pub resume_file: FileView,
    /// The file that the job description comes from.
    pub job_file: FileView,
    /// Multiplier of every waiting time.
    pub patience: f32,
    /// The candidate wears a headset.
    pub headset: bool,
    /// Loudness of the interviewer, 0 to 1.
    pub volume: f32,
    /// What is there.
    pub equipment: Equipment,
    /// The interview is being made ready.
    pub preparing: bool,
}

impl Default for SetupView {
    fn default() -> Self {
        Self {
            scenarios: Load::Loading,
            filter: CatalogueFilter::default(),
            scenario: None,
            skills: Vec::new(),
            problems: Vec::new(),
            people: Vec::new(),
            persona: None,
            name: String::new(),
            resume: String::new(),
            job: String::new(),
            resume_file: FileView::default(),
            job_file: FileView::default(),
            patience: 1.0,
            headset: false,
            volume: 0.8,
            equipment: Equipment::default(),
            preparing: false,
        }
    }
}

impl SetupView {
    /// The chosen scenario.
    #[must_use]
    pub fn chosen(&self) -> Option<&ScenarioChoice> {
        let Load::Ready(scenarios) = &self.scenarios else { return None };
        scenarios.iter().find(|scenario| Some(&scenario.id) == self.scenario.as_ref())
    }

    /// The interviewers who hold the chosen scenario, in its order.
    pub fn personas(&self) -> impl Iterator<Item = &PersonaChoice> {
        let ids = self.chosen().map(|scenario| scenario.personas.as_slice()).unwrap_or_default();
        ids.iter().filter_map(|id| self.people.iter().find(|persona| &persona.id == id))
    }

    /// Everything that is needed has been chosen.
    #[must_use]
    pub fn can_begin(&self) -> bool {
        let persona = self.personas().any(|persona| Some(&persona.id) == self.persona.as_ref());
        let fits = |text: &str| text.chars().count() <= DOCUMENT_LIMIT;
        let reading = [&self.resume_file, &self.job_file].iter().any(|file| matches!(file, FileView::Reading(_)));
        persona && !self.preparing && !reading && fits(&self.resume) && fits(&self.job)
    }

    /// The text of a document, and the file that it comes from.
    pub fn document_mut(&mut self, kind: DocumentKind) -> (&mut String, &mut FileView) {
        match kind {
            DocumentKind::Resume => (&mut self.resume, &mut self.resume_file),
            DocumentKind::Job => (&mut self.job, &mut self.job_file),
        }
    }
}

/// Where the text of a document comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum FileView {
    /// From no file.
    #[default]
    None,
    /// From the file of this name, which is being read.
    Reading(String),
    /// From the file of this name, corrected or not.
    Read(String),
    /// The file could not be read: why, and what to do.
    Failed(String),
}

/// A scenario as it is offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScenarioChoice {
    /// Its id.
    pub id: String,
    /// As shown.
    pub title: String,
    /// Two sentences.
    pub summary: String,
    /// The job.
    pub role: String,
    /// Who is hiring.
    pub employer: String,
    /// The line of work, as the content names it.
    pub sector: String,
    /// How senior.
    pub level: Level,
    /// How demanding.
    pub grade: Grade,
    /// An interview, or a played situation.
    pub kind: ScenarioKind,
    /// Names of the skills that it practises beside the five that every report has.
    pub skills: Vec<String>,
    /// Made to order from a question bank.
    pub made: bool,
    /// Planned length.
    pub minutes: u32,
    /// Ids of the interviewers who hold it.
    pub personas: Vec<String>,
}

/// A skill, described.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SkillNote {
    /// As shown.
    pub name: String,
    /// What is judged.
    pub about: String,
    /// The five levels in words, in order.
    pub levels: Vec<(u8, String)>,
    /// Signs that speak for it.
    pub positive: Vec<String>,
    /// Signs that speak against it.
    pub negative: Vec<String>,
    /// What never enters the judgement.
    pub never: Vec<String>,
}

/// An interviewer as offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonaChoice {
    /// Its id.
    pub id: String,
    /// "Robin Ellery".
    pub name: String,
    /// What they are.
    pub role: String,
    /// How they are, in a sentence.
    pub manner: String,
}
