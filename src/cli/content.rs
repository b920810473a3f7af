//! `greenroom content`: is the content sound, and is it in the database?

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Subcommand;

use super::operator::VectorDesk;
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
    /// Empty the searchable content in the database, and import it again from the files; where a model for vectors is configured,
    /// have the guides' vectors made again, too
    Reseed {
        /// Ask no model; the vectors that are there stay
        #[arg(long)]
        offline: bool,
    },
}

pub(super) fn run(place: &Place, what: &Content) -> anyhow::Result<ExitCode> {
    match what {
        Content::Check { paths } => Ok(check(place, paths)),
        Content::Reseed { offline } => reseed(place, *offline),
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

/// Exit code 0, or 1 when vectors were wanted and not all were made.
fn reseed(place: &Place, offline: bool) -> anyhow::Result<ExitCode> {
    let desk = VectorDesk::open(place, offline)?;
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
    if let Some(desk) = desk {
        let (name, before) = (desk.vectoriser().name(), clock::now());
        let made = desk.vectoriser().fill(&store, true).context("not all vectors of the guides were made, and those from before stay")?;
        let (vectors, length, millis) = (made.vectors, made.length.unwrap_or_default(), before.elapsed().as_millis());
        say(&format!("{name} made {vectors} vectors of {length} numbers: {millis} ms."));
    }
    Ok(ExitCode::SUCCESS)
}
