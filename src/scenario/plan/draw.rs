//! Which questions of a section are asked, and in which order.

use std::cmp::Reverse;

use super::super::chance::Pcg32;
use super::super::check::similar::Stems;
use super::super::model::{Level, Question, Scenario, Section};
use super::personal::Material;
use crate::interview::PlannedSection;

/// Shared stems beyond this number do not make a question more fitting.
const MOST_OVERLAP: usize = 3;

/// Draws each section's questions.
pub(super) fn sections(scenario: &Scenario, material: &Material, seed: u64) -> Vec<PlannedSection> {
    let draw = |section: &Section| PlannedSection {
        id: section.id.clone(),
        title: section.title.clone(),
        questions: questions(section, material, seed),
    };
    scenario.sections.iter().map(draw).collect()
}

fn questions(section: &Section, material: &Material, seed: u64) -> Vec<Question> {
    let wanted = section.draw.unwrap_or(section.questions.len());
    let musts = section.questions.iter().filter(|question| question.must).count();
    let mut others: Vec<usize> = (0..section.questions.len()).filter(|index| !section.questions[*index].must).collect();
    // Each section has a stream of its own: a question added to one does not change the draw of another.
    Pcg32::named(seed, &format!("draw:{}", section.id)).shuffle(&mut others);
    if !material.is_empty() {
        let stems = Stems::default();
        others.sort_by_key(|index| Reverse(fit(&section.questions[*index], material, &stems)));
    }
    others.truncate(wanted.saturating_sub(musts));
    let drawn = |index: &usize| section.questions[*index].must || others.contains(index);
    let mut chosen: Vec<Question> = (0..section.questions.len()).filter(drawn).map(|index| section.questions[index].clone()).collect();
    order(&mut chosen);
    chosen
}

/// Musts first, as the author placed them; then the easier before the harder.
pub(super) fn order(questions: &mut [Question]) {
    questions.sort_by_key(|question| if question.must { (0, 0) } else { (1, question.difficulty) });
}

/// How well a question suits what the documents are about, and who they speak of.
fn fit(question: &Question, material: &Material, stems: &Stems) -> i32 {
    let about = stems.of(question.keywords.iter().chain([&question.text]).map(String::as_str));
    let shared = about.intersection(&material.stems).count().min(MOST_OVERLAP) as i32;
    let aim = match material.level {
        Level::Any => return 2 * shared,
        Level::Junior => 2,
        Level::Mid => 3,
        Level::Senior | Level::Lead => 4,
    };
    2 * shared - (i32::from(question.difficulty) - aim).abs()
}
