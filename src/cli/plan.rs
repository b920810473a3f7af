//! `greenroom scenarios` and `greenroom plan`: what can be practised, and what would be asked.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args as ClapArgs;
use serde_json::json;

use super::rehearse::read_intake;
use super::{Place, say};
use crate::interview::Settings;
use crate::scenario::{self, Chosen, DocumentKind, Why};

#[derive(Debug, ClapArgs)]
pub(super) struct ListArgs {
    /// Words that the title, the role or the line of work contains
    words: Vec<String>,
    /// Also the interviews that can be made for the jobs of the question banks
    #[arg(long)]
    made: bool,
    /// Machine-readable
    #[arg(long)]
    json: bool,
}

#[derive(Debug, ClapArgs)]
pub(super) struct PlanArgs {
    /// Which scenario, or made/SECTOR/DOMAIN/ROLE/MINUTES for one made from a question bank
    #[arg(long, value_name = "ID")]
    scenario: String,
    /// The candidate's resume (PDF, .docx or plain text)
    #[arg(long, value_name = "FILE")]
    resume: Option<PathBuf>,
    /// The job's description (PDF, .docx or plain text)
    #[arg(long, value_name = "FILE")]
    job: Option<PathBuf>,
    /// Seed of everything left to chance
    #[arg(long, default_value_t = 0)]
    seed: u64,
    /// Machine-readable
    #[arg(long)]
    json: bool,
}

pub(super) fn list(place: &Place, args: &ListArgs) -> anyhow::Result<ExitCode> {
    let library = place.library_telling();
    let made = library.makeable().filter_map(|(made, _, _)| library.scenario(&made.to_string())).filter(|_| args.made);
    let written = library.catalogue().into_iter().map(std::borrow::Cow::Borrowed);
    let words: Vec<String> = args.words.iter().map(|word| word.to_lowercase()).collect();
    let found: Vec<_> = written
        .chain(made)
        .filter(|scenario| {
            let text = format!("{} {} {} {}", scenario.id, scenario.title, scenario.role, scenario.sector).to_lowercase();
            words.iter().all(|word| text.contains(word))
        })
        .collect();
    if args.json {
        let rows: Vec<_> = found
            .iter()
            .map(|scenario| {
                json!({
                    "id": scenario.id, "title": scenario.title, "role": scenario.role, "sector": scenario.sector, "level": scenario.level,
                    "grade": scenario.grade, "kind": scenario.kind, "minutes": scenario.minutes, "personas": scenario.personas,
                })
            })
            .collect();
        say(&serde_json::to_string_pretty(&rows)?);
    } else if found.is_empty() {
        say("No interview fits. `greenroom scenarios --made` also lists those that can be made from the question banks.");
    } else {
        for scenario in &found {
            say(&format!("{:<58} {:>3} min  {}", scenario.id, scenario.minutes, scenario.title));
        }
    }
    Ok(ExitCode::SUCCESS)
}

pub(super) fn plan(place: &Place, args: &PlanArgs) -> anyhow::Result<ExitCode> {
    let library = place.library_telling();
    let (intake, _) = read_intake(args.resume.as_deref(), args.job.as_deref())?;
    let plan = scenario::plan(&library, &args.scenario, None, &intake, args.seed, Settings::default(), None)?;
    let agenda = scenario::agenda(&library, &plan, &intake);
    if args.json {
        let rows: Vec<_> = agenda
            .iter()
            .map(|chosen| {
                let question = &chosen.question;
                json!({
                    "section": chosen.section, "id": question.id, "text": question.text, "kind": question.kind,
                    "competencies": question.competencies, "difficulty": question.difficulty, "minutes": question.minutes,
                    "why": why(chosen),
                })
            })
            .collect();
        let whole = json!({ "scenario": plan.scenario.id, "minutes": plan.scenario.minutes, "seed": plan.seed, "questions": rows });
        say(&serde_json::to_string_pretty(&whole)?);
        return Ok(ExitCode::SUCCESS);
    }
    let mut section = "";
    for (number, chosen) in agenda.iter().enumerate() {
        if chosen.section != section {
            section = &chosen.section;
            say(section);
        }
        let question = &chosen.question;
        say(&format!("  {}. {}", number + 1, question.text));
        say(&format!("     difficulty {}, {} min; {}", question.difficulty, question.minutes, why(chosen)));
    }
    let minutes: u32 = agenda.iter().map(|chosen| chosen.question.minutes).sum();
    say(&format!("{} questions, about {minutes} of {} minutes", agenda.len(), plan.scenario.minutes));
    Ok(ExitCode::SUCCESS)
}

fn why(chosen: &Chosen) -> String {
    if let Some(cites) = &chosen.question.cites {
        let document = match cites.document {
            DocumentKind::Resume => "resume",
            DocumentKind::Job => "job description",
        };
        return format!("takes up \u{201c}{}\u{201d} from the {document}", cites.phrase);
    }
    match &chosen.why {
        Why::Must => "everybody is asked it".to_owned(),
        Why::Fits(stems) => format!("fits the documents ({})", stems.join(", ")),
        Why::Covers(competencies) => format!("the first to test {}", competencies.join(", ")),
        Why::Drawn => "drawn by chance".to_owned(),
    }
}
