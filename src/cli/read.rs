//! `greenroom read`: what is read from a document, and what is understood of it.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args as ClapArgs;
use serde_json::json;

use super::say;
use crate::documents;
use crate::intake::{self, Job, Phrase, Resume, Role};

#[derive(Debug, ClapArgs)]
pub(super) struct Args {
    /// A PDF, a Word document (.docx) or a plain text
    file: PathBuf,
    /// It is a job's description, and not a resume
    #[arg(long)]
    job: bool,
    /// Machine-readable
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let document = documents::read(&args.file)?;
    let name = || document.name.clone();
    let (understood, value) = if args.job {
        let job = intake::read_job(&document.text).with_context(name)?;
        (of_job(&job), serde_json::to_value(job)?)
    } else {
        let resume = intake::read_resume(&document.text).with_context(name)?;
        (of_resume(&resume), serde_json::to_value(resume)?)
    };
    if args.json {
        say(&serde_json::to_string_pretty(&json!({ "name": document.name, "text": document.text, "understood": value }))?);
    } else {
        say(&format!("{}\n\n---- understood of it ----\n", document.text));
        say(&understood);
    }
    Ok(ExitCode::SUCCESS)
}

fn of_resume(resume: &Resume) -> String {
    let years = resume.years.map(|years| format!("{years:.0}"));
    let parts = [
        one("Name", resume.name.as_deref()),
        one("In short", resume.headline.as_ref().map(|phrase| phrase.text.as_str())),
        one("Years in work", years.as_deref()),
        list("Jobs", resume.roles.iter().map(told)),
        list("Achievements", texts(&resume.achievements)),
        list("Duties", texts(&resume.duties)),
        list("Projects", texts(&resume.projects)),
        list("Skills", texts(&resume.skills)),
        list("Education", texts(&resume.education)),
    ];
    whole(parts)
}

fn of_job(job: &Job) -> String {
    let parts = [
        one("Job", job.title.as_ref().map(|phrase| phrase.text.as_str())),
        list("To be done", texts(&job.responsibilities)),
        list("Asked for", texts(&job.requirements)),
        list("Skills", texts(&job.skills)),
    ];
    whole(parts)
}

fn told(role: &Role) -> String {
    let beside = [role.organisation.as_ref(), role.dates.as_ref()].into_iter().flatten();
    beside.fold(role.title.text.clone(), |told, phrase| format!("{told} | {}", phrase.text))
}

fn texts(phrases: &[Phrase]) -> impl Iterator<Item = String> {
    phrases.iter().map(|phrase| phrase.text.clone())
}

fn one(what: &str, text: Option<&str>) -> String {
    text.map(|text| format!("{what}: {text}\n")).unwrap_or_default()
}

fn list(what: &str, items: impl Iterator<Item = String>) -> String {
    let items: String = items.map(|item| format!("  - {}\n", item.split_whitespace().collect::<Vec<_>>().join(" "))).collect();
    if items.is_empty() { items } else { format!("{what}:\n{items}") }
}

fn whole<const N: usize>(parts: [String; N]) -> String {
    let whole = parts.concat();
    if whole.is_empty() { "Nothing that an interviewer could take up.".to_owned() } else { whole.trim_end().to_owned() }
}
