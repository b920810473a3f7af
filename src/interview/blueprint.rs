//! Everything a session rests on, fixed before it begins. It is the first line of the journal, so a replay needs
//! neither the content files nor the documents.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::scenario::{
    Advice, Cover, Employer, Fact, Grade, Level, Neighbour, Persona, Question, RolePlay, Rubric, ScenarioKind, VoiceHints,
};

use super::transcript::Part;
use super::waiting::{SHORTEST_WARNED, WARNING};

/// The name and version of the journal's and blueprint's shape.
pub const JOURNAL_SCHEMA: &str = "greenroom.journal/1";

/// A session's plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Blueprint {
    /// Which scenario.
    pub scenario: ScenarioCard,
    /// Who interviews, with all wordings.
    pub persona: Persona,
    /// How the candidate wishes to be addressed, if they said.
    pub candidate_name: Option<String>,
    /// What is said after the greeting.
    pub brief: String,
    /// Who else asks, in a panel.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub panel: Vec<Persona>,
    /// The part that the interviewer plays, in a role-play.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roleplay: Option<RolePlay>,
    /// The subjects with the questions drawn for this session, in order.
    pub sections: Vec<PlannedSection>,
    /// Subjects that have to come up.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cover: Vec<Cover>,
    /// What can be answered.
    pub facts: Vec<Fact>,
    /// What is said about the next steps.
    pub closing: String,
    /// The competencies that are judged, in the report's order.
    pub rubrics: Vec<Rubric>,
    /// Exercises for gaps.
    pub advice: Vec<Advice>,
    /// Questions of the same banks that might have been asked, for whoever reads the answers: one to them is none here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub neighbours: Vec<Neighbour>,
    /// What the job's text asks for, as phrases that stand in it; used by the judge for relevance.
    pub job_terms: Vec<String>,
    /// Seed of everything that is left to chance.
    pub seed: u64,
    /// How the session is held.
    pub settings: Settings,
}

/// What a scenario is, without its questions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScenarioCard {
    /// Its id.
    pub id: String,
    /// As shown.
    pub title: String,
    /// The job.
    pub role: String,
    /// How senior.
    pub level: Level,
    /// How demanding.
    #[serde(default)]
    pub grade: Grade,
    /// Interview or role-play.
    pub kind: ScenarioKind,
    /// BCP 47 tag.
    pub language: String,
    /// Planned length.
    pub minutes: u32,
    /// Who is hiring.
    pub employer: Employer,
}

/// A subject with the questions drawn for this session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedSection {
    /// Its id.
    pub id: String,
    /// As shown.
    pub title: String,
    /// Who asks it: the place in [`Blueprint::panel`], or the interviewer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub led_by: Option<usize>,
    /// In the order of asking.
    pub questions: Vec<Question>,
    /// Others of the same section, easier and harder, one of which takes a question's place when the answers call for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reserve: Vec<Question>,
}

/// How the session is held.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Whether words can be spoken: there is a microphone and a recogniser.
    pub voice: bool,
    /// Whether the candidate wears a headset, so that talking into the interviewer's speech can interrupt it.
    pub headset: bool,
    /// Whether a language model words the follow-ups.
    pub model: bool,
    /// Whether a language model watches a role-play's objective beside the embedded check.
    #[serde(default)]
    pub objective: bool,
    /// 1 is normal patience; a declared accommodation raises it, up to 4.
    pub patience: f32,
    /// Follow-ups per question, at most.
    pub probes_per_question: u8,
    /// Whether the questions rise and fall in difficulty with the answers.
    pub adaptive: bool,
    /// Share of planned time after which no further question is begun; `None` for no time limit.
    pub time_limit: Option<f32>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            voice: false,
            headset: false,
            model: false,
            objective: false,
            patience: 1.0,
            probes_per_question: 2,
            adaptive: true,
            time_limit: Some(1.25),
        }
    }
}

impl Blueprint {
    /// The active time after which no further question is begun; `None` without a limit.
    #[must_use]
    pub fn time_limit(&self) -> Option<Duration> {
        let planned = Duration::from_secs(60 * u64::from(self.scenario.minutes));
        Some(planned.mul_f32(self.settings.time_limit? * self.settings.patience.clamp(1.0, 4.0)))
    }

    /// The active time from which on the candidate is told, with the next question, that it is nearly used up. `None` where
    /// nobody is told: without a limit, in a taster, and in a role-play, in which nobody looks at the clock.
    #[must_use]
    pub fn time_warning(&self) -> Option<Duration> {
        let limit = self.time_limit().filter(|_| self.roleplay.is_none() && self.scenario.minutes >= SHORTEST_WARNED)?;
        Some(limit.saturating_sub(WARNING.min(limit / 10)))
    }

    /// Every question that may come up: the planned ones, those in reserve, and those for subjects that have to come up.
    pub fn all_questions(&self) -> impl Iterator<Item = &Question> {
        let of_sections = self.sections.iter().flat_map(|section| section.questions.iter().chain(&section.reserve));
        of_sections.chain(self.cover.iter().map(|cover| &cover.question))
    }

    /// The planned questions in order, with the index of their section.
    pub fn questions(&self) -> impl Iterator<Item = (usize, &Question)> {
        self.sections.iter().enumerate().flat_map(|(index, section)| section.questions.iter().map(move |q| (index, q)))
    }

    /// The name of whoever says something, and how they sound.
    #[must_use]
    pub fn voice_of(&self, part: Part) -> (&str, VoiceHints) {
        let interviewer = (self.persona.name.as_str(), self.persona.voice);
        match part {
            Part::Interviewer => interviewer,
            Part::Character => self.roleplay.as_ref().map_or(interviewer, |play| (play.character.as_str(), play.voice)),
            Part::Panel(place) => self.panel.get(place).map_or(interviewer, |colleague| (colleague.name.as_str(), colleague.voice)),
        }
    }

    /// The person behind what is said: the interviewer plays the part of a role-play themselves.
    #[must_use]
    pub fn asker(&self, part: Part) -> &Persona {
        match part {
            Part::Panel(place) => self.panel.get(place).unwrap_or(&self.persona),
            Part::Interviewer | Part::Character => &self.persona,
        }
    }

    /// The question with this id.
    #[must_use]
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.all_questions().find(|question| question.id == id)
    }
}
