//! `greenroom content`: is the content sound, and is it in the database?

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Subcommand;

use super::{Place, say, tell};
use crate::clock;
use crate::config::content;
use crate::scenario::{Library, Problem, Severity};

#[derive(Debug, Subcommand)]
pub(super) enum Content {
    /// Check everything that comes with the program, or the given files and folders laid over it
    Check {
        /// Files or folders
        paths: Vec<PathBuf>,
    },
    /// Empty the searchable content in the database, and import it again from the files
    Reseed,
}

pub(super) fn run(place: &Place, what: &Content) -> anyhow::Result<ExitCode> {
    match what {
        Content::Check { paths } => Ok(check(place, paths)),
        Content::Reseed => reseed(place),
    }
}

/// Exit code 0 when there is no error, 1 when there is.
fn check(place: &Place, paths: &[PathBuf]) -> ExitCode {
    let folders: Vec<PathBuf> = place.content().into_iter().chain(paths.iter().cloned()).collect();
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
        "{} scenarios, {} banks with {questions} questions, {} interviewers, {} rubrics, {} guides: {errors} errors, {} warnings",
        library.scenarios.len(),
        library.banks.len(),
        library.personas.len(),
        library.rubrics.len(),
        library.guides.len(),
        problems.len() - errors
    )
}

fn reseed(place: &Place) -> anyhow::Result<ExitCode> {
    let library = place.library_telling();
    let store = place.store()?;
    let before = clock::now();
    let imported = store.reseed_content(&library, clock::wall())?;
    let millis = before.elapsed().as_millis();
    let held = imported.held;
    say(&format!(
        "Imported {} files with {} questions and {} guides in {} pieces: {millis} ms.",
        held.files, held.questions, held.guides, held.chunks
    ));
    Ok(ExitCode::SUCCESS)
}
