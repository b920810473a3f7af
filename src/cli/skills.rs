//! `greenroom skills`: what is judged, and how often it comes up.

use std::process::ExitCode;

use clap::Args;

use super::{Place, say};
use crate::scenario::{Library, Rubric};

#[derive(Debug, Args)]
pub(super) struct SkillsArgs {
    /// Show one of them whole, with its five levels
    skill: Option<String>,
}

pub(super) fn run(place: &Place, args: &SkillsArgs) -> anyhow::Result<ExitCode> {
    let library = place.library_telling();
    match &args.skill {
        None => list(&library),
        Some(wanted) => {
            let wanted = wanted.to_lowercase();
            let found = library.rubrics.values().find(|rubric| rubric.id == wanted || rubric.name.to_lowercase() == wanted);
            let Some(rubric) = found else {
                let known = library.rubrics.keys().cloned().collect::<Vec<_>>().join(", ");
                anyhow::bail!("there is no skill `{wanted}`; choose one of {known}");
            };
            show(rubric);
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn list(library: &Library) {
    let tests = |rubric: &Rubric, questions: &mut dyn Iterator<Item = &crate::scenario::Question>| {
        questions.filter(|question| question.competencies.contains(&rubric.id)).count()
    };
    for rubric in library.rubrics.values() {
        let questions = tests(rubric, &mut library.banks.values().flat_map(|bank| &bank.questions));
        let scenarios = library.catalogue().into_iter();
        let scenarios =
            scenarios.filter(|scenario| tests(rubric, &mut scenario.sections.iter().flat_map(|section| &section.questions)) > 0).count();
        say(&format!("{:<16} {:<24} {questions:>4} questions  {scenarios:>2} scenarios  {}", rubric.id, rubric.name, rubric.about));
    }
}

fn show(rubric: &Rubric) {
    say(&format!("{} ({})\n{}\n", rubric.name, rubric.id, rubric.about));
    for anchor in &rubric.levels {
        say(&format!("Level {}: {}\n", anchor.level, anchor.text));
    }
    for (title, list) in
        [("Speaks for it", &rubric.positive), ("Speaks against it", &rubric.negative), ("Never judged", &rubric.not_judged)]
    {
        say(&format!("{title}:"));
        for item in list {
            say(&format!("  - {item}"));
        }
    }
}
