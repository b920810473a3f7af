//! Which questions of a section are asked, why, and in which order.

use std::collections::BTreeSet;

use super::super::chance::Pcg32;
use super::super::check::similar::Stems;
use super::super::model::{Level, Question, QuestionKind, Scenario, Section};
use super::personal::Material;
use crate::interview::PlannedSection;

/// Shared stems beyond this number do not make a question more fitting.
const MOST_OVERLAP: usize = 3;
/// What it is worth that the candidate was not asked it in the last sessions: more than anything else.
const FRESH: i32 = 1000;
/// What each shared stem and each step of difficulty is worth.
const FIT: i32 = 10;
/// What it is worth that a question is the first one to test a competency: less than a step of [`FIT`], so that it decides
/// among questions that fit the documents equally well.
const FIRST: i32 = 3;

/// Why a question was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// The scenario asks it in any case.
    Must,
    /// It takes up words of the documents.
    Fits(Vec<String>),
    /// It is the first one of the interview that tests these competencies.
    Covers(Vec<String>),
    /// By chance, among equals.
    Drawn,
}

/// Draws each section's questions, with the reasons.
pub(super) fn sections(scenario: &Scenario, material: &Material, asked: &BTreeSet<String>, seed: u64) -> Vec<(PlannedSection, Vec<Why>)> {
    let mut covered = BTreeSet::new();
    let mut draw = |section: &Section| {
        let (questions, why): (Vec<Question>, Vec<Why>) = questions(section, material, asked, &mut covered, seed).into_iter().unzip();
        let reserve = reserve(section, &questions, asked, seed);
        let (id, title, led_by) = (section.id.clone(), section.title.clone(), place_in(&scenario.panel, section));
        (PlannedSection { id, title, led_by, questions, reserve }, why)
    };
    scenario.sections.iter().map(&mut draw).collect()
}

fn questions(
    section: &Section,
    material: &Material,
    asked: &BTreeSet<String>,
    covered: &mut BTreeSet<String>,
    seed: u64,
) -> Vec<(Question, Why)> {
    let wanted = section.draw.unwrap_or(section.questions.len());
    let mut others: Vec<&Question> = section.questions.iter().filter(|question| !question.must).collect();
    // Each section has a stream of its own: a question added to one does not change the draw of another.
    Pcg32::named(seed, &format!("draw:{}", section.id)).shuffle(&mut others);
    let mut chosen: Vec<(&Question, Why)> =
        section.questions.iter().filter(|question| question.must).map(|question| (question, Why::Must)).collect();
    for (question, _) in &chosen {
        covered.extend(question.competencies.iter().cloned());
    }
    let stems = Stems::default();
    let mut rated: Vec<(&Question, i32, Vec<String>)> = others
        .into_iter()
        .map(|question| {
            let (fit, shared) = if material.is_empty() { (0, Vec::new()) } else { fit(question, material, &stems) };
            (question, fit * FIT + if asked.contains(&question.id) { 0 } else { FRESH }, shared)
        })
        .collect();
    while chosen.len() < wanted && !rated.is_empty() {
        let new = |question: &Question| question.competencies.iter().filter(|id| !covered.contains(*id)).count() as i32;
        // The first of the best, so that chance decides among equals.
        let worth = |(question, fit, _): &(&Question, i32, Vec<String>)| fit + FIRST * new(question);
        let best = (0..rated.len()).rev().max_by_key(|&place| worth(&rated[place])).unwrap_or_default();
        let (question, _, shared) = rated.remove(best);
        let first: Vec<String> = question.competencies.iter().filter(|id| !covered.contains(*id)).cloned().collect();
        covered.extend(first.iter().cloned());
        let why = match (shared.is_empty(), first.is_empty()) {
            (false, _) => Why::Fits(shared),
            (true, false) => Why::Covers(first),
            (true, true) => Why::Drawn,
        };
        chosen.push((question, why));
    }
    let mut chosen: Vec<(Question, Why)> = chosen.into_iter().map(|(question, why)| (question.clone(), why)).collect();
    chosen.sort_by_key(|(question, _)| (place_of(question), section.questions.iter().position(|other| other.id == question.id)));
    chosen
}

fn place_in(panel: &[String], section: &Section) -> Option<usize> {
    section.led_by.as_ref().and_then(|leader| panel.iter().position(|id| id == leader))
}

/// A spare question for each difficulty and kind that was not asked in the last sessions, so that an interview can become
/// easier or harder. Scenes are a story and have none.
fn reserve(section: &Section, drawn: &[Question], asked: &BTreeSet<String>, seed: u64) -> Vec<Question> {
    let spare = |question: &&Question| {
        let free = !question.must && !question.kind.is_played();
        free && !asked.contains(&question.id) && drawn.iter().all(|other| other.id != question.id)
    };
    let mut spares: Vec<&Question> = section.questions.iter().filter(spare).collect();
    Pcg32::named(seed, &format!("reserve:{}", section.id)).shuffle(&mut spares);
    let mut kept: Vec<Question> = Vec::new();
    for question in spares {
        if !kept.iter().any(|other| other.difficulty == question.difficulty && other.kind == question.kind) {
            kept.push(question.clone());
        }
    }
    kept
}

/// Musts first, as the author placed them; then the easier before the harder. Scenes stay in the order of the story.
pub(super) fn order(questions: &mut [Question]) {
    questions.sort_by_key(place_of);
}

fn place_of(question: &Question) -> (u8, u8) {
    if question.must || question.kind == QuestionKind::Scene { (0, 0) } else { (1, question.difficulty) }
}

/// How well a question suits what the documents are about, and who they speak of; and the stems that it shares with them.
fn fit(question: &Question, material: &Material, stems: &Stems) -> (i32, Vec<String>) {
    let about = stems.of(question.keywords.iter().chain([&question.text]).map(String::as_str));
    let shared: Vec<String> = about.intersection(&material.stems).cloned().collect();
    let worth = 2 * shared.len().min(MOST_OVERLAP) as i32;
    let aim = match material.level {
        Level::Any => return (worth, shared),
        Level::Junior => 2,
        Level::Mid => 3,
        Level::Senior | Level::Lead => 4,
    };
    (worth - (i32::from(question.difficulty) - aim).abs(), shared)
}
