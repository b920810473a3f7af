//! The end of a session: judged once, checked, stored.

use crossbeam_channel::Receiver;

use super::Judge;
use super::ask::{Asking, Brought};
use super::cost::cost_of;
use super::error::JudgeError;
use super::pass::Pass;
use crate::evaluation::modelled::{Case, ModelJudge, check_objective, combine};
use crate::evaluation::{self, Cost, Provenance, Report, Source};
use crate::interview::{Blueprint, Channel, EndReason, Speaker, Turn, TurnKind};
use crate::store::{Saved, SessionRow, Store};

/// A session that is over.
#[derive(Clone, Copy, Debug)]
pub struct Ended<'s> {
    /// Its id.
    pub session: &'s str,
    /// What it followed.
    pub plan: &'s Blueprint,
    /// What was said.
    pub turns: &'s [Turn],
    /// The times that the embedded interviewer stood in for a model.
    pub fallbacks: &'s [String],
}

/// Judges a session that has ended and stores the report. A session that has a report keeps it.
///
/// A model may take minutes: when `until` is closed, nobody waits any more, and the session is left to be judged later.
///
/// # Errors
/// When the store refuses, when nobody waits any more, or when the session is being judged already. The report is lost then,
/// but not the session.
pub fn conclude<T>(store: &Store, ended: Ended<'_>, judge: &Judge, until: &Receiver<T>) -> Result<Report, JudgeError>
where
    T: Send,
{
    judge_once(store, ended, judge, until, false)
}

/// The same; `again` replaces a report that is there.
pub(super) fn judge_once<T>(store: &Store, ended: Ended<'_>, judge: &Judge, until: &Receiver<T>, again: bool) -> Result<Report, JudgeError>
where
    T: Send,
{
    let row = store.session(ended.session)?;
    let _pass = Pass::take(&row.id)?;
    if !again && let Some(report) = store.report(&row.id)? {
        return Ok(report);
    }
    let mut report = evaluation::evaluate(ended.plan, ended.turns, &provenance(&row, &ended));
    let said_something = ended.turns.iter().any(|turn| turn.speaker == Speaker::Candidate && turn.kind == TurnKind::Answer);
    if let Some(model) = judge.model.as_ref().filter(|_| said_something) {
        let case = Case::of_session(ended.plan, ended.turns);
        let asking = Asking { store, session: &row.id, model, judge, until };
        let Brought { opinions, fallbacks } = asking.judgements(&case)?;
        let objective = if opinions.is_empty() { None } else { asking.objective(ended.plan, &case)? };
        if opinions.is_empty() {
            report.session.judge = evaluation::embedded_judge(fallbacks);
        } else {
            let mut by = ModelJudge { name: model.config().name(), engine: model.config().model().to_owned(), runs: judge.runs, fallbacks };
            let checked = objective.and_then(|found| found.map_err(|why| by.fallbacks.push(why)).ok());
            report = combine(ended.plan, ended.turns, report, &opinions, by);
            if let Some(checked) = checked {
                check_objective(ended.plan, &mut report, &checked, &model.config().name());
            }
        }
    }
    report.cost = cost_of(&store.calls(&row.id)?, &judge.prices);
    match store.save_report(&row.id, &report, row.ended_at.unwrap_or(row.started_at), again)? {
        Saved::New | Saved::Replaced => Ok(report),
        Saved::Kept => Ok(store.report(&row.id)?.unwrap_or(report)),
    }
}

/// Everything that the report says of the session beside its plan and its turns stands in the store.
fn provenance(row: &SessionRow, ended: &Ended<'_>) -> Provenance {
    let spoken = ended.turns.iter().any(|turn| turn.channel == Some(Channel::Voice));
    let instruments = row.instruments.clone();
    Provenance {
        session_id: row.id.clone(),
        started_at: row.started_at.to_string(),
        ended_at: row.ended_at.unwrap_or(row.started_at).to_string(),
        duration_ms: row.active_us / 1000,
        ended_because: row.ended_because.unwrap_or(EndReason::Stopped),
        interviewer: Source {
            name: ended.plan.persona.name.clone(),
            engine: instruments.model.unwrap_or_else(|| "embedded".to_owned()),
            fallbacks: ended.fallbacks.to_vec(),
        },
        judge: evaluation::embedded_judge(Vec::new()),
        recogniser: instruments.recogniser.filter(|_| spoken),
        voice: instruments.voice,
        cost: Cost::default(),
    }
}
