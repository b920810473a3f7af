//! `greenroom models`: speech models listed, fetched and removed at the terminal.

use std::io::IsTerminal as _;
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Args as ClapArgs, Subcommand};
use indicatif::{ProgressBar, ProgressStyle};

use super::{Place, say, tell};
use crate::hearing::model_file;
use crate::models::{self, Download, Entry, Folder, Machines, ModelsError, Options, PLACE, Progress, Source, Stage, State, mebibytes};
use crate::session::Io;

/// What a shell gives a program that was stopped with Ctrl+C.
const STOPPED: u8 = 130;

#[derive(Debug, Subcommand)]
pub(super) enum Models {
    /// List the published speech models, and which of them are here
    List(ListArgs),
    /// Fetch a speech model; from now on it is the one that is used
    Get(GetArgs),
    /// Remove a speech model
    Remove(RemoveArgs),
}

#[derive(Debug, ClapArgs)]
pub(super) struct ListArgs {
    /// Machine-readable
    #[arg(long)]
    json: bool,
}

#[derive(Debug, ClapArgs)]
pub(super) struct GetArgs {
    /// The model's name, for example tiny.en
    name: String,
    /// A file on this machine, or another address, to take it from [default: the place where it is published]
    #[arg(long, value_name = "FILE|URL")]
    from: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct RemoveArgs {
    /// The model's name
    name: String,
}

pub(super) fn run(place: &Place, what: &Models) -> anyhow::Result<ExitCode> {
    let folder = place.models()?;
    match what {
        Models::List(args) => list(&folder, args),
        Models::Get(args) => get(folder, place.models_from.as_deref(), args),
        Models::Remove(args) => {
            let freed = folder.remove(&models::named(&args.name)?)?;
            say(&format!("{} is removed: {} MiB are free again.", args.name, mebibytes(freed)));
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn list(folder: &Folder, args: &ListArgs) -> anyhow::Result<ExitCode> {
    let (published, own, chosen) = (folder.published(), folder.own(), folder.chosen());
    let used = |path: &Path| chosen.as_deref() == Some(path);
    if args.json {
        let published: Vec<serde_json::Value> =
            published.iter().map(|entry| as_json(folder, entry, used(&folder.file(&entry.model)))).collect();
        let own: Vec<serde_json::Value> = own
            .iter()
            .map(|own| {
                let problem = model_file::check(&own.path).err().map(|error| error.to_string());
                serde_json::json!({ "file": own.path, "bytes": own.bytes, "problem": problem, "used": used(&own.path) })
            })
            .collect();
        let whole = serde_json::json!({ "schema": "greenroom.models/1", "folder": folder.path(), "published": published, "own": own });
        say(&serde_json::to_string_pretty(&whole)?);
        return Ok(ExitCode::SUCCESS);
    }
    for entry in &published {
        let model = &entry.model;
        let languages = if model.is_english() { "English" } else { "many languages" };
        let here = in_words(entry, used(&folder.file(model)));
        say(&format!("{:<20} {:>3} MiB  {:<15} for {:<21} {here}", model.name, model.mebibytes(), languages, machines(model.suits)));
        say(&format!("{:<20} {}, SHA-256 {}", "", model.licence, model.sha256));
    }
    for own in &own {
        let mark = if used(&own.path) { ", and used" } else { "" };
        let state = model_file::check(&own.path).map_or_else(|error| error.to_string(), |_| format!("your own, here{mark}"));
        say(&format!("{:<20} {:>3} MiB  {state}", own.path.file_name().unwrap_or_default().to_string_lossy(), mebibytes(own.bytes)));
    }
    say("");
    say(&format!("Published at {PLACE}. `greenroom models get NAME` fetches one; base.en is a good start."));
    say(&format!("Folder: {}", folder.path().display()));
    Ok(ExitCode::SUCCESS)
}

fn machines(suits: Machines) -> &'static str {
    match suits {
        Machines::Slow => "slow machines",
        Machines::Most => "most machines",
        Machines::Fast => "fast machines",
        Machines::Fastest => "the fastest machines",
    }
}

fn in_words(entry: &Entry, used: bool) -> String {
    let name = entry.model.name;
    match entry.state {
        State::Absent => "not here".to_owned(),
        State::Part(bytes) => format!("{} MiB here; `greenroom models get {name}` fetches the rest", mebibytes(bytes)),
        State::Sound if used => "here, sound, and used".to_owned(),
        State::Sound => "here, sound".to_owned(),
        State::Damaged => format!("damaged; `greenroom models get {name}` fetches it again"),
    }
}

fn as_json(folder: &Folder, entry: &Entry, used: bool) -> serde_json::Value {
    let model = &entry.model;
    let (state, have) = match entry.state {
        State::Absent => ("absent", 0),
        State::Part(bytes) => ("part", bytes),
        State::Sound => ("sound", model.bytes),
        State::Damaged => ("damaged", 0),
    };
    serde_json::json!({
        "name": model.name, "address": model.address(), "bytes": model.bytes, "sha256": model.sha256, "licence": model.licence,
        "english_only": model.is_english(), "file": folder.file(model), "state": state, "bytes_here": have, "used": used,
    })
}

fn get(folder: Folder, place: Option<&str>, args: &GetArgs) -> anyhow::Result<ExitCode> {
    let model = models::named(&args.name)?;
    let source = match args.from.as_deref() {
        Some(from) => Source::named(from)?,
        None => Source::of(&model, place)?,
    };
    let from = match &source {
        Source::Address(address) => address.host_str().unwrap_or_default().to_owned(),
        Source::File(file) => file.display().to_string(),
    };
    tell(&format!("{}, {} MiB, licence {}, from {from}", model.file_name(), model.mebibytes(), model.licence));
    let io = Io::start().context("close other programs")?;
    let download = models::spawn(&io.handle(), folder, model, source, Options::default());
    let ended = watched(&io, download)?;
    match ended {
        Ok(path) => {
            say(&format!("{} is here and checked, and is used from now on: {}", model.name, path.display()));
            Ok(ExitCode::SUCCESS)
        }
        Err(error @ ModelsError::Stopped) => {
            tell(&format!("greenroom: {error}"));
            Ok(ExitCode::from(STOPPED))
        }
        Err(error) => Err(error.into()),
    }
}

/// Shows how far it is until it ends: a bar on a terminal, else a line now and then. Ctrl+C stops it.
fn watched(io: &Io, download: Download) -> anyhow::Result<Result<std::path::PathBuf, ModelsError>> {
    let stop = download.stop();
    ctrlc::set_handler(move || stop.stop()).context("Ctrl+C cannot be watched for")?;
    let shown: Box<dyn FnMut(Progress)> = if std::io::stderr().is_terminal() { Box::new(bar()?) } else { Box::new(lines()) };
    Ok(io.handle().block_on(download.wait(shown)))
}

fn words(stage: Stage) -> &'static str {
    match stage {
        Stage::Fetching => "fetching",
        Stage::Copying => "copying",
        Stage::Checking => "checking",
    }
}

fn bar() -> anyhow::Result<impl FnMut(Progress)> {
    let style =
        ProgressStyle::with_template("{msg:<9} [{bar:30}] {binary_bytes}/{binary_total_bytes}  {binary_bytes_per_sec}  {eta} left")?;
    let style = style.progress_chars("=> ");
    let mut shown: Option<(Stage, ProgressBar)> = None;
    Ok(move |progress: Progress| {
        // A new stage begins at its own speed, and what was here before it says nothing about that.
        let bar = match &shown {
            Some((stage, bar)) if *stage == progress.stage => bar,
            _ => {
                let bar = ProgressBar::new(progress.of).with_message(words(progress.stage)).with_style(style.clone());
                bar.set_position(progress.done);
                bar.reset_eta();
                &shown.insert((progress.stage, bar)).1
            }
        };
        bar.set_position(progress.done);
    })
}

/// A line at every tenth of what comes, and one for the check, which takes no time to speak of.
fn lines() -> impl FnMut(Progress) {
    let mut last = None;
    move |progress: Progress| {
        let tenth = if progress.stage == Stage::Checking { 0 } else { progress.done * 10 / progress.of.max(1) };
        if last == Some((progress.stage, tenth)) {
            return;
        }
        last = Some((progress.stage, tenth));
        tell(&match progress.stage {
            Stage::Checking => words(progress.stage).to_owned(),
            stage => format!("{} {} %, {} of {} MiB", words(stage), tenth * 10, mebibytes(progress.done), mebibytes(progress.of)),
        });
    }
}
