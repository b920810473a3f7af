//! `greenroom doctor`: what is there, what is missing, and how to get it.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args as ClapArgs;

use super::operator::Operator;
use super::{Place, say};
use crate::doctor::{self, Examined, Finding, Group, Models};

#[derive(Debug, ClapArgs)]
pub(super) struct Args {
    /// Machine-readable
    #[arg(long)]
    json: bool,
    /// Do not ask the configured models whether they answer
    #[arg(long)]
    offline: bool,
}

/// Exit code 0 when an interview can be held, 1 when it cannot.
pub(super) fn run(place: &Place, args: &Args) -> anyhow::Result<ExitCode> {
    let variable = |name: &str| std::env::var(name).ok();
    let named = variable("GREENROOM_SPEECH_MODEL").map(PathBuf::from);
    let operator = place.settings().and_then(|settings| Operator::from(&settings, variable, false, None));
    let models = operator.map(|Operator { model, judge, embedding }| Models { interviewer: model, judge: judge.model, embedding });
    let findings = doctor::examine(Examined {
        data: place.data.clone(),
        content: place.content(),
        // Without a data folder there is none in it, which is told with the folders.
        speech_model: place.speech_model(named.as_deref()).ok().flatten(),
        models: models.map_err(|error| format!("{error:#}")),
        offline: args.offline,
    });
    let able = doctor::is_able(&findings);
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
