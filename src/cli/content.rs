//! `greenroom content`: is the content sound?

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Subcommand;

use super::{Place, say, tell};
use crate::config::content;
use crate::scenario::{Library, Problem, Severity};

#[derive(Debug, Subcommand)]
pub(super) enum Content {
    /// Check everything that comes with the program, or the given files and folders laid over it
    Check {
        /// Files or folders
        paths: Vec<PathBuf>,
    },
}

/// Exit code 0 when there is no error, 1 when there is.
pub(super) fn run(place: &Place, what: &Content) -> ExitCode {
    let Content::Check { paths } = what;
    let folders: Vec<PathBuf> = place.content.iter().chain(paths).cloned().collect();
    let (library, problems) = content::load(&folders);
    for problem in &problems {
        tell(&problem.to_string());
    }
    say(&summary(&library, &problems));
    if problems.iter().any(|problem| problem.severity == Severity::Error) { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn summary(library: &Library, problems: &[Problem]) -> String {
    let errors = problems.iter().filter(|problem| problem.severity == Severity::Error).count();
    let questions: usize = library.banks.values().map(|bank| bank.questions.len()).sum();
    format!(
        "{} scenarios, {} banks with {questions} questions, {} interviewers, {} rubrics: {errors} errors, {} warnings",
        library.scenarios.len(),
        library.banks.len(),
        library.personas.len(),
        library.rubrics.len(),
        problems.len() - errors
    )
}
