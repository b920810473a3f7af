//! `greenroom rehearse`: a whole interview in virtual time.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use clap::Args as ClapArgs;
use crossbeam_channel::never;

use super::operator::{Bench, JudgeName, Operator};
use super::{Place, say, tell};
use crate::clock;
use crate::documents;
use crate::evaluation::{self, Report};
use crate::intake::{self, Intake};
use crate::interview::drive::drive;
use crate::interview::rehearsal::Stage;
use crate::interview::{Conductor, EndReason, Input, Moment, Settings, Speaker};
use crate::scenario;
use crate::session::{Ended, Recorder, Unsaved, conclude};
use crate::store::{Instruments, Papers};

use paced::Paced;

mod cast;
mod paced;
mod written;

#[derive(Debug, ClapArgs)]
pub(super) struct Args {
    /// Which scenario, or made/SECTOR/DOMAIN/ROLE/MINUTES for one made from a question bank
    #[arg(long, value_name = "ID")]
    scenario: String,
    /// Which interviewer [default: the scenario's first]
    #[arg(long, value_name = "ID")]
    persona: Option<String>,
    /// The candidate's resume (PDF, .docx or plain text)
    #[arg(long, value_name = "FILE")]
    resume: Option<PathBuf>,
    /// The job's description (PDF, .docx or plain text)
    #[arg(long, value_name = "FILE")]
    job: Option<PathBuf>,
    /// How the interviewer addresses the candidate
    #[arg(long)]
    name: Option<String>,
    /// Answers: a .txt file with one paragraph for each, or a .toml script by question [default: typed at the terminal]
    #[arg(long, value_name = "FILE", conflicts_with = "voice_in")]
    answers: Option<PathBuf>,
    /// Spoken answers, one WAV file each, played into the hearing path
    #[arg(long, value_name = "WAV", num_args = 1..)]
    voice_in: Vec<PathBuf>,
    /// Speech model for --voice-in (a ggml file of whisper.cpp) [default: the one that was fetched last]
    #[arg(long, value_name = "FILE", env = "GREENROOM_SPEECH_MODEL")]
    speech_model: Option<PathBuf>,
    /// Recognise --voice-in as these texts, one paragraph for each recording, instead of listening
    #[arg(long, value_name = "FILE", requires = "voice_in")]
    voice_text: Option<PathBuf>,
    /// Seed of everything left to chance
    #[arg(long, default_value_t = 0)]
    seed: u64,
    /// Use no language model even if one is configured
    #[arg(long)]
    offline: bool,
    /// Let time pass: so many seconds of the interview in one of the clock, with each turn shown when it is complete
    #[arg(long, value_name = "FACTOR", hide = true, value_parser = pace)]
    pace: Option<f64>,
    /// Who judges [default: what the settings say, else `auto`]
    #[arg(long)]
    judge: Option<JudgeName>,
    /// Folder for report.json, report.html, transcript.vtt and journal.jsonl
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,
}

pub(super) fn run(place: &Place, args: &Args) -> anyhow::Result<ExitCode> {
    let began = clock::wall();
    std::fs::create_dir_all(&args.out).with_context(|| format!("the folder {} cannot be made", args.out.display()))?;
    let library = place.library_telling();
    let (intake, papers) = read_intake(args.resume.as_deref(), args.job.as_deref())?;
    let store = place.store()?;
    let operator = Operator::read(place, args.offline, args.judge)?;
    let bench = Bench::new(operator.judge)?;
    let mut cast = cast::assemble(place, args, &store, operator.model)?;
    let settings = Settings { voice: cast.speaks(), model: cast.has_model(), ..Settings::default() };
    let mut plan = scenario::plan(&library, &args.scenario, args.persona.as_deref(), &intake, args.seed, settings, args.name.clone())?;
    let proposed = cast.propose(&library, &mut plan, &intake);
    cast.learn(&plan, &intake);

    let mut recorder = Recorder::begin(&store, &plan, began)?;
    store.keep_papers(recorder.session(), papers)?;
    recorder.copy_to(&args.out.join("journal.jsonl"))?;
    cast.recorded_as(recorder.session());
    if let Some(proposed) = proposed {
        tell(&format!(
            "greenroom: of the questions that the model proposed for these documents, asked: {}, dropped: {}",
            proposed.taken,
            proposed.dropped.len()
        ));
        for why in &proposed.dropped {
            tell(&format!("greenroom: dropped: {why}"));
        }
        proposed.keep(&store, recorder.session())?;
    }
    let mut conductor = Conductor::new(plan.clone());
    if args.pace.is_some() {
        say(&format!("[session {}]", recorder.session()));
    }
    let mut world = Paced::new(Stage::new(cast), args.pace);
    let ended = drive(&mut conductor, &mut recorder, &mut world, (Moment::START, Input::Begin));
    let mut stage = world.into_inner();
    let Some(because) = ended else {
        bail!("the rehearsal came to a standstill at {}; the journal in {} shows where", stage.now(), args.out.display());
    };
    recorder.equip(Instruments { model: stage.cast.model_name(), recogniser: stage.cast.recogniser_name(), voice: None });
    let turns = conductor.transcript();
    let stored = recorder.end(clock::wall(), because).map_err(anyhow::Error::from);
    let ended = Ended { session: recorder.session(), plan: &plan, turns, fallbacks: recorder.fallbacks() };
    let stored = stored.and_then(|()| Ok(conclude(&store, ended, bench.judge(), &never::<()>())?));
    let report = match stored {
        Ok(report) => report,
        Err(why) => {
            let unsaved = Unsaved::judge(&recorder, &plan, turns, because, why.to_string())?;
            write_files(&args.out, unsaved.report())?;
            bail!("the session is not stored: {why}; its report was written to {} all the same", args.out.display());
        }
    };
    write_files(&args.out, &report)?;
    print_transcript(&report);
    if let Some(problem) = stage.cast.take_problem() {
        tell(&format!("greenroom: {problem}"));
    }
    for why in &report.session.judge.fallbacks {
        tell(&format!("greenroom: {why}"));
    }
    tell(&format!("greenroom: session {} is stored; the report is {}", &recorder.session()[..8], args.out.join("report.html").display()));
    Ok(ExitCode::SUCCESS)
}

fn pace(text: &str) -> Result<f64, String> {
    let factor = text.parse::<f64>().ok().filter(|factor| (0.01..=1e6).contains(factor));
    factor.ok_or_else(|| "give a number from 0.01 to 1000000".to_owned())
}

/// Reads and interprets the documents, and gives back their texts as well.
pub(super) fn read_intake(resume: Option<&Path>, job: Option<&Path>) -> anyhow::Result<(Intake, Papers)> {
    let text = |path: Option<&Path>| path.map(|path| documents::read(path).map(|document| document.text)).transpose();
    let papers = Papers { resume: text(resume)?, job: text(job)? };
    let named = |path: Option<&Path>| path.map(|path| path.display().to_string()).unwrap_or_default();
    let read_resume = papers.resume.as_deref().map(intake::read_resume).transpose().with_context(|| named(resume))?;
    let read_job = papers.job.as_deref().map(intake::read_job).transpose().with_context(|| named(job))?;
    Ok((Intake { resume: read_resume, job: read_job, ..Intake::default() }, papers))
}

fn write_files(out: &Path, report: &Report) -> anyhow::Result<()> {
    let write = |name: &str, text: String| {
        std::fs::write(out.join(name), text).with_context(|| format!("{} cannot be written", out.join(name).display()))
    };
    write("report.json", serde_json::to_string_pretty(report)? + "\n")?;
    write("report.html", evaluation::render_html(report, &evaluation::default_label))?;
    write("transcript.vtt", evaluation::transcript_vtt(&report.turns))
}

fn print_transcript(report: &Report) {
    for turn in &report.turns {
        let who = match turn.speaker {
            Speaker::Interviewer => turn.name.as_deref().unwrap_or(&report.session.interviewer.name),
            Speaker::Candidate => "You",
        };
        say(&format!("[{}] {who}: {}", Moment::from_millis(turn.start_ms), turn.text));
    }
    say("");
    let ended = match report.session.ended_because {
        EndReason::Completed => "completed",
        EndReason::Stopped => "ended by the candidate",
        EndReason::TimeUp => "ended because the time was up",
        EndReason::Idle => "ended because nobody answered",
        EndReason::Succeeded => "ended with the objective reached",
        EndReason::Failed => "ended with the objective missed",
        EndReason::Outage => "ended by a fault of the program",
    };
    if let Some(objective) = &report.objective {
        print_objective(objective);
    }
    let overall = report.overall.score.map_or_else(|| "not assessed".to_owned(), |score| format!("{score:.1} of 10"));
    say(&format!("Interview {ended}. Overall: {overall}"));
    for dimension in &report.dimensions {
        let result = match (dimension.score, &dimension.not_assessed) {
            (Some(score), _) => format!("{score:>4.1}  level {}", dimension.level.unwrap_or_default()),
            (None, Some(reason)) => format!("not assessed: {reason}"),
            (None, None) => "not assessed".to_owned(),
        };
        say(&format!("  {:<18} {result}", dimension.name));
    }
}

fn print_objective(objective: &evaluation::ObjectiveReport) {
    say(&format!("Objective: {}", objective.text));
    for criterion in &objective.criteria {
        say(&format!("  [{}] {}", if criterion.met { "x" } else { " " }, criterion.text));
    }
    for breach in objective.breaches.iter().filter(|breach| breach.met) {
        say(&format!("  [!] {}", breach.text));
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_is_well_formed() {
        super::super::Cli::command().debug_assert();
    }
}
