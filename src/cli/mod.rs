//! The command line: what can be asked of the program from a terminal. Without a command the room opens.

mod bench;
mod calibrate;
mod content;
mod doctor;
mod guide;
mod models;
mod operator;
mod plan;
mod read;
mod rehearse;
mod replay;
#[cfg(feature = "room")]
mod room;
mod sessions;
mod skills;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::Directive;

use crate::config::paths;
use crate::models::Folder;
use crate::scenario::{Library, Problem, Severity};
use crate::store::Store;

/// An interview simulator: sit down in front of an interviewer who listens, follows up, and shows you your own words in a
/// scored report.
#[derive(Debug, Parser)]
#[command(name = "greenroom", version, about, max_term_width = 100)]
pub struct Cli {
    /// Folder for sessions, reports and media [default: the platform's data folder]
    #[arg(long, global = true, env = "GREENROOM_DATA", value_name = "FOLDER")]
    data: Option<PathBuf>,
    /// Folder or file with scenarios, banks, rubrics, interviewers or guides of your own, beside `content` in the data folder; may be given several times
    #[arg(long, global = true, env = "GREENROOM_CONTENT", value_name = "PATH", value_delimiter = ':')]
    content: Vec<PathBuf>,
    /// File with the operator's settings [default: `config.toml` in the data folder]
    #[arg(long, global = true, env = "GREENROOM_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
    /// Folder with speech models [default: `models` in the data folder]
    #[arg(long, global = true, env = "GREENROOM_MODELS", value_name = "FOLDER")]
    models: Option<PathBuf>,
    /// Address of a folder that speech models are fetched from [default: the place where they are published]
    #[arg(long, global = true, env = "GREENROOM_MODELS_FROM", value_name = "URL")]
    models_from: Option<String>,
    #[cfg(feature = "room")]
    #[command(flatten)]
    room: room::RoomArgs,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Hold a whole interview without a window or devices, and write its report
    Rehearse(rehearse::Args),
    /// List the interviews that can be practised
    Scenarios(plan::ListArgs),
    /// Say what would be asked in an interview, and why
    Plan(plan::PlanArgs),
    /// Show what is read from a resume or a job's description, and what is understood of it
    Read(read::Args),
    /// Run a journal through the conductor again and compare; exits with 1 at the first difference
    Replay(replay::Args),
    /// Check scenarios, banks, rubrics, interviewers and guides, or import them into the database again
    #[command(subcommand)]
    Content(content::Content),
    /// List the guides for candidates, read one, or search in them
    Guide(guide::Args),
    /// List the skills that are judged, or show one with its five levels
    Skills(skills::SkillsArgs),
    /// Compare the judge with people: how far its levels agree with those set for calibration answers
    Calibrate(calibrate::Args),
    /// List the sessions, newest first
    Sessions(sessions::ListArgs),
    /// Judge a session that was broken off, from what was said until then, or with --again one that was judged before
    Evaluate(sessions::EvaluateArgs),
    /// Write a session's report or transcript to the terminal or to a file
    Export(sessions::ExportArgs),
    /// Delete a session from the database and from the disk
    Delete(sessions::DeleteArgs),
    /// List, fetch or remove the models that speech is recognised with
    #[command(subcommand)]
    Models(models::Models),
    /// Take a picture of a screen or of the room, without a window
    #[cfg(feature = "room")]
    Shot(room::ShotArgs),
    /// Film the interviewer saying something: frames, sound and mouth positions, without a window
    #[cfg(feature = "room")]
    Film(room::FilmArgs),
    /// Say what is there and what is missing, and how to get it; exits with 1 when no interview can be held
    Doctor(doctor::Args),
    /// Measure the program's own speed
    #[command(subcommand)]
    Bench(bench::Bench),
}

/// Runs the program. Errors go to stderr as one sentence; the exit code is 0, 1 (it failed) or 2 (it was called wrongly).
#[must_use]
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    init_logging();
    match dispatch(cli) {
        Ok(code) => code,
        Err(error) => {
            tell(&format!("greenroom: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

fn dispatch(cli: Cli) -> anyhow::Result<ExitCode> {
    let place = Place { data: cli.data, config: cli.config, content: cli.content, models: cli.models, models_from: cli.models_from };
    match cli.command {
        #[cfg(feature = "room")]
        None => room::open(&place, cli.room),
        #[cfg(not(feature = "room"))]
        None => anyhow::bail!("this build has no room; use `greenroom rehearse`, or build with the default features"),
        Some(Command::Rehearse(args)) => rehearse::run(&place, &args),
        Some(Command::Scenarios(args)) => plan::list(&place, &args),
        Some(Command::Plan(args)) => plan::plan(&place, &args),
        Some(Command::Read(args)) => read::run(&args),
        Some(Command::Replay(args)) => replay::run(&place, &args),
        Some(Command::Content(what)) => content::run(&place, &what),
        Some(Command::Guide(args)) => guide::run(&place, &args),
        Some(Command::Skills(args)) => skills::run(&place, &args),
        Some(Command::Calibrate(args)) => calibrate::run(&place, &args),
        Some(Command::Sessions(args)) => sessions::list(&place, &args),
        Some(Command::Evaluate(args)) => sessions::evaluate(&place, &args),
        Some(Command::Export(args)) => sessions::export(&place, &args),
        Some(Command::Delete(args)) => sessions::delete(&place, &args),
        Some(Command::Models(what)) => models::run(&place, &what),
        #[cfg(feature = "room")]
        Some(Command::Shot(args)) => room::shot(&place, &args),
        #[cfg(feature = "room")]
        Some(Command::Film(args)) => room::film(&args),
        Some(Command::Doctor(args)) => doctor::run(&place, &args),
        Some(Command::Bench(what)) => bench::run(&place, &what),
    }
}

/// Where data and content are, as asked for.
#[derive(Debug)]
pub(crate) struct Place {
    data: Option<PathBuf>,
    config: Option<PathBuf>,
    content: Vec<PathBuf>,
    models: Option<PathBuf>,
    models_from: Option<String>,
}

impl Place {
    /// The data folder.
    pub(crate) fn data(&self) -> anyhow::Result<PathBuf> {
        Ok(paths::data_folder(self.data.as_deref())?)
    }

    /// The folder with speech models.
    pub(crate) fn models(&self) -> anyhow::Result<Folder> {
        let asked = self.models.clone().filter(|folder| !folder.as_os_str().is_empty());
        Ok(Folder::new(asked.map_or_else(|| self.data().map(|data| paths::models(&data)), Ok)?))
    }

    /// The speech model that was asked for, else the one that came last into the folder.
    pub(crate) fn speech_model(&self, asked: Option<&Path>) -> anyhow::Result<Option<PathBuf>> {
        // A variable that is set to nothing asks for nothing.
        match asked.filter(|path| !path.as_os_str().is_empty()) {
            Some(path) => Ok(Some(path.to_owned())),
            None => Ok(self.models()?.chosen()),
        }
    }

    /// The database in it. A damaged one that was set aside is told.
    pub(crate) fn store(&self) -> anyhow::Result<Store> {
        let store = Store::open(&paths::database(&self.data()?))?;
        if let Some(aside) = store.set_aside() {
            tell(&format!("greenroom: {aside}"));
        }
        Ok(store)
    }

    /// The folders with content of one's own: `content` in the data folder when it is there, then what was asked for.
    pub(crate) fn content(&self) -> Vec<PathBuf> {
        // A data folder that cannot be used is told by what needs it.
        let own = self.data().ok().map(|data| paths::content(&data)).filter(|folder| folder.is_dir());
        own.into_iter().chain(self.content.iter().cloned()).collect()
    }

    /// The content, and what is wrong with it.
    pub(crate) fn library(&self) -> (Library, Vec<Problem>) {
        crate::config::content::load(&self.content())
    }

    /// The content; errors in it are told and do not stop what does not depend on them.
    pub(crate) fn library_telling(&self) -> Library {
        let (library, problems) = self.library();
        for problem in problems.iter().filter(|problem| problem.severity == Severity::Error) {
            tell(&problem.to_string());
        }
        library
    }
}

/// What is said without being asked. The drawing libraries warn at every start of what they do without on a plain machine;
/// `doctor` says it once, with what to do.
const QUIET: &str = "warn,bevy_render::renderer=error,bevy_egui::render=error,winit=error";

fn init_logging() {
    let filter = EnvFilter::try_from_env("GREENROOM_LOG").unwrap_or_else(|_| EnvFilter::new(QUIET));
    // That crate logs answers that it cannot parse word for word, and candidates' words must not reach the log.
    let filter = match crate::llm::SILENT_TARGET.parse::<Directive>() {
        Ok(silent) => filter.add_directive(silent),
        Err(_) => filter,
    };
    // A second initialisation (tests) is no error worth telling.
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).try_init().ok();
}

/// One line for the person at the terminal, beside the output proper.
#[expect(clippy::print_stderr, reason = "this is the command line's voice")]
pub(crate) fn tell(line: &str) {
    eprintln!("{line}");
}

/// The output proper. Whoever reads it may stop reading (`| head`), which is no failure of ours and nothing to go on for.
pub(crate) fn say(line: &str) {
    use std::io::Write as _;
    if writeln!(std::io::stdout().lock(), "{line}").is_err() {
        std::process::exit(0);
    }
}
