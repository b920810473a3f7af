//! From a scenario, the candidate's documents and a seed to the plan of one session.

mod draw;
mod personal;

pub use draw::Why;

use std::collections::BTreeSet;

use thiserror::Error;

use super::bank::{Bank, Neighbour};
use super::library::{DIMENSIONS, Library};
use super::line::Lines;
use super::model::{Cover, Persona, Question, Rubric, Scenario};
use crate::intake::Intake;
use crate::interview::{Blueprint, PlannedSection, ScenarioCard, Settings};

/// Why a session cannot be planned.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PlanError {
    /// No scenario has this id, or it could not be loaded.
    #[error("There is no usable scenario `{id}`; choose one of the catalogue, or run `greenroom content check`.")]
    UnknownScenario {
        /// What was asked for.
        id: String,
    },
    /// The scenario is not held by this person.
    #[error("The interviewer `{id}` does not hold `{scenario}`; choose one of {}.", .known.join(", "))]
    UnknownPersona {
        /// What was asked for.
        id: String,
        /// Which scenario.
        scenario: String,
        /// Who holds it.
        known: Vec<String>,
    },
    /// None of the scenario's interviewers could be loaded.
    #[error("None of the interviewers of `{scenario}` could be loaded; run `greenroom content check`.")]
    NoPersona {
        /// Which scenario.
        scenario: String,
    },
    /// There are no wordings for the scenario's language.
    #[error("There are no lines for the language `{language}`; add seeds/lines/{language}.toml.")]
    NoLines {
        /// Its tag.
        language: String,
    },
    /// A dimension of the report has no description.
    #[error("There is no rubric `{id}`, which every report needs; add seeds/rubrics/{id}.toml.")]
    NoRubric {
        /// Which.
        id: String,
    },
}

/// Plans a session. The same arguments give the same plan.
///
/// With a resume or a job from which something can be cited, up to three questions cite the resume and up to three
/// (two beside a resume) the job, each with words that stand in it. Nothing is cited in a role-play, where the
/// interviewer is somebody who has never seen a resume.
///
/// # Errors
/// When the scenario or the interviewer is not there, or content that every session needs is missing.
pub fn plan(
    library: &Library,
    scenario: &str,
    persona: Option<&str>,
    intake: &Intake,
    seed: u64,
    settings: Settings,
    candidate_name: Option<String>,
) -> Result<Blueprint, PlanError> {
    let scenario = library.scenario(scenario).ok_or_else(|| PlanError::UnknownScenario { id: scenario.to_owned() })?;
    let scenario = &*scenario;
    let material = personal::Material::of(intake, scenario.kind);
    let mut sections: Vec<PlannedSection> =
        draw::sections(scenario, &material, &intake.asked, seed).into_iter().map(|(section, _)| section).collect();
    personal::personalise(&mut sections, library, &scenario.language, &material, seed);
    for section in &mut sections {
        draw::order(&mut section.questions);
        // A question that cites the documents may have taken the place of one that stands in reserve.
        let (planned, reserve) = (&section.questions, &mut section.reserve);
        reserve.retain(|spare| planned.iter().all(|question| question.id != spare.id));
    }
    Ok(Blueprint {
        scenario: ScenarioCard {
            id: scenario.id.clone(),
            title: scenario.title.clone(),
            role: scenario.role.clone(),
            level: scenario.level,
            grade: scenario.grade,
            kind: scenario.kind,
            language: scenario.language.clone(),
            minutes: scenario.minutes,
            employer: scenario.employer.clone(),
        },
        persona: who(library, scenario, persona)?,
        panel: scenario.panel.iter().map(|id| spoken(library, scenario, id)).collect::<Result<_, _>>()?,
        candidate_name: candidate_name.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()),
        brief: scenario.brief.clone(),
        roleplay: scenario.roleplay.clone(),
        rubrics: rubrics(library, &sections, &scenario.cover)?,
        neighbours: neighbours(library, &sections),
        sections,
        cover: scenario.cover.clone(),
        facts: scenario.facts.clone(),
        closing: scenario.closing.clone(),
        advice: library.advice.clone(),
        job_terms: intake.job.as_ref().map(|job| job.terms.clone()).unwrap_or_default(),
        seed,
        settings,
    })
}

/// A question of a plan, with the reason for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// The section's title.
    pub section: String,
    /// The question.
    pub question: Question,
    /// Why it was chosen; what it cites of the documents stands in the question itself.
    pub why: Why,
}

/// The questions of [`plan()`] with the reason for each, in the order in which they are asked.
#[must_use]
pub fn agenda(library: &Library, plan: &Blueprint, intake: &Intake) -> Vec<Chosen> {
    let Some(scenario) = library.scenario(&plan.scenario.id) else { return Vec::new() };
    let material = personal::Material::of(intake, scenario.kind);
    let drawn = draw::sections(&scenario, &material, &intake.asked, plan.seed);
    let why = |id: &str| {
        let pairs = drawn.iter().flat_map(|(section, why)| section.questions.iter().zip(why));
        pairs.into_iter().find(|(question, _)| question.id == id).map_or(Why::Drawn, |(_, why)| why.clone())
    };
    let chosen = |section: &PlannedSection, question: &Question| Chosen {
        section: section.title.clone(),
        why: why(&question.id),
        question: question.clone(),
    };
    plan.sections.iter().flat_map(|section| section.questions.iter().map(move |question| chosen(section, question))).collect()
}

/// Of every bank that a question was drawn from.
fn neighbours(library: &Library, sections: &[PlannedSection]) -> Vec<Neighbour> {
    let ids = sections.iter().flat_map(|section| &section.questions).filter_map(|question| question.id.split('#').next());
    let banks: BTreeSet<&str> = ids.collect();
    banks.into_iter().filter_map(|id| library.banks.get(id)).flat_map(Bank::neighbours).collect()
}

/// The interviewer, with the lines of the part that they play over their own.
fn who(library: &Library, scenario: &Scenario, wanted: Option<&str>) -> Result<Persona, PlanError> {
    let known = || scenario.personas.iter().filter(|id| library.personas.contains_key(*id));
    let id = match wanted {
        Some(wanted) => known().find(|id| *id == wanted).ok_or_else(|| PlanError::UnknownPersona {
            id: wanted.to_owned(),
            scenario: scenario.id.clone(),
            known: known().cloned().collect(),
        })?,
        None => known().next().ok_or_else(|| PlanError::NoPersona { scenario: scenario.id.clone() })?,
    };
    let mut persona = spoken(library, scenario, id)?;
    if let Some(play) = &scenario.roleplay {
        persona.lines.extend(play.lines.clone());
    }
    Ok(persona)
}

/// Somebody with the language's lines under their own.
fn spoken(library: &Library, scenario: &Scenario, id: &str) -> Result<Persona, PlanError> {
    let persona = library.personas.get(id).ok_or_else(|| PlanError::NoPersona { scenario: scenario.id.clone() })?;
    let defaults = library.lines.get(&scenario.language).ok_or_else(|| PlanError::NoLines { language: scenario.language.clone() })?;
    let own = persona.lines.iter().map(|(key, wordings)| (*key, wordings.clone()));
    let lines: Lines = defaults.clone().into_iter().chain(own).collect();
    Ok(Persona { lines, ..persona.clone() })
}

/// The five dimensions, then the other competencies that the planned questions test.
fn rubrics(library: &Library, sections: &[PlannedSection], cover: &[Cover]) -> Result<Vec<Rubric>, PlanError> {
    let mut chosen = Vec::new();
    for id in DIMENSIONS {
        chosen.push(library.rubrics.get(id).cloned().ok_or_else(|| PlanError::NoRubric { id: id.to_owned() })?);
    }
    let asked = sections.iter().flat_map(|section| &section.questions).chain(cover.iter().map(|cover| &cover.question));
    chosen.extend(library.skills_of(asked).cloned());
    Ok(chosen)
}
