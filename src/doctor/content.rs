//! The content: scenarios, banks, interviewers, rubrics; whether an interview can be planned from them.

use std::path::PathBuf;

use super::finding::{Finding, Group};
use crate::config;
use crate::intake::Intake;
use crate::interview::Settings;
use crate::scenario::{self, Library, Severity};

const GROUP: Group = Group::Content;

pub(super) fn look(paths: &[PathBuf]) -> Vec<Finding> {
    let (library, problems) = config::content::load(paths);
    let questions: usize = library.banks.values().map(|bank| bank.questions.len()).sum();
    let counted = format!(
        "{} scenarios, {} banks with {questions} questions, {} interviewers, {} rubrics, {} guides",
        library.scenarios.len(),
        library.banks.len(),
        library.personas.len(),
        library.rubrics.len(),
        library.guides.len()
    );
    let mut findings = vec![Finding::found(GROUP, "library", counted)];
    let errors = problems.iter().filter(|problem| problem.severity == Severity::Error).count();
    if errors > 0 {
        let text = format!("{errors} {} in the content", if errors == 1 { "error" } else { "errors" });
        findings.push(Finding::problem(GROUP, "errors", text, "`greenroom content check` names file, line and reason"));
    }
    findings.push(plannable(&library));
    findings
}

/// Plans every scenario, as the beginning of an interview does.
fn plannable(library: &Library) -> Finding {
    let plan = |id: &String| scenario::plan(library, id, None, &Intake::default(), 0, Settings::default(), None);
    let (planned, failed): (Vec<_>, Vec<_>) = library.scenarios.keys().map(plan).partition(Result::is_ok);
    match (planned.len(), failed.into_iter().find_map(Result::err)) {
        (0, reason) => {
            let why = reason.map_or_else(|| "there is no scenario".to_owned(), |reason| reason.to_string());
            Finding::blocking(GROUP, "plan", format!("no interview can be planned: {why}"), "`greenroom content check` says what is wrong")
        }
        (_, Some(reason)) => {
            Finding::problem(GROUP, "plan", format!("not every scenario can be held: {reason}"), "`greenroom content check`")
        }
        (_, None) => Finding::found(GROUP, "plan", "every scenario can be planned"),
    }
}
