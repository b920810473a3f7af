//! `greenroom doctor`: what is there, what is missing, and how to get it.

use std::process::ExitCode;

use clap::Args as ClapArgs;

use super::{Place, say};
use finding::{Finding, Group, State};

mod content;
#[cfg(any(not(feature = "room"), test))]
mod drivers;
mod finding;
mod folders;
mod graphics;
mod model;
mod program;
mod sound;

#[derive(Debug, ClapArgs)]
pub(super) struct Args {
    /// Machine-readable
    #[arg(long)]
    json: bool,
    /// Do not ask the configured language model whether it answers
    #[arg(long)]
    offline: bool,
}

/// Exit code 0 when an interview can be held, 1 when it cannot.
pub(super) fn run(place: &Place, args: &Args) -> anyhow::Result<ExitCode> {
    let variable = |name: &str| std::env::var(name).ok();
    let findings: Vec<Finding> = [
        program::look(),
        folders::look(place),
        content::look(place),
        sound::voice(),
        sound::hearing(place, variable),
        model::look(variable, args.offline),
        graphics::look(variable),
    ]
    .into_iter()
    .flatten()
    .collect();
    let able = findings.iter().all(|finding| finding.state != State::Blocking);
    if args.json {
        let whole = serde_json::json!({ "schema": "greenroom.doctor/1", "can_interview": able, "findings": findings });
        say(&serde_json::to_string_pretty(&whole)?);
    } else {
        print(&findings, able);
    }
    Ok(if able { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn print(findings: &[Finding], able: bool) {
    let mut group: Option<Group> = None;
    for finding in findings {
        if group != Some(finding.group) {
            if group.is_some() {
                say("");
            }
            say(finding.group.title());
            group = Some(finding.group);
        }
        say(&finding.to_string());
    }
    say("");
    say(if able { "An interview can be held." } else { "No interview can be held before what is marked `blocks` is put right." });
}
