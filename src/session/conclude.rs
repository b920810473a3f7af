//! The end of a session: judged once, checked, stored.

use crate::evaluation::{self, Cost, Provenance, PurposeCost, Report, Source};
use crate::interview::{Blueprint, Channel, EndReason, RequestId, Turn};
use crate::llm;
use crate::store::{CallRecord, Saved, Store, StoreError};

/// Judges a session that has ended and stores the report. A session that has a report keeps it.
///
/// `fallbacks` are the times that the embedded interviewer stood in for a model. Everything else that the report says of
/// the session beside its plan and its turns stands in the store.
///
/// # Errors
/// When the store refuses. The report is lost then, but not the session: it can be judged again.
pub fn conclude(store: &Store, session: &str, plan: &Blueprint, turns: &[Turn], fallbacks: &[String]) -> Result<Report, StoreError> {
    let row = store.session(session)?;
    let ended_at = row.ended_at.unwrap_or(row.started_at);
    let spoken = turns.iter().any(|turn| turn.channel == Some(Channel::Voice));
    let provenance = Provenance {
        session_id: row.id.clone(),
        started_at: row.started_at.to_string(),
        ended_at: ended_at.to_string(),
        duration_ms: row.active_us / 1000,
        ended_because: row.ended_because.unwrap_or(EndReason::Stopped),
        interviewer: Source {
            name: plan.persona.name.clone(),
            engine: row.instruments.model.unwrap_or_else(|| "embedded".to_owned()),
            fallbacks: fallbacks.to_vec(),
        },
        judge: evaluation::embedded_judge(Vec::new()),
        recogniser: row.instruments.recogniser.filter(|_| spoken),
        voice: row.instruments.voice,
        cost: cost_of(&store.calls(&row.id)?),
    };
    let report = evaluation::evaluate(plan, turns, &provenance);
    match store.save_report(&row.id, &report, ended_at, false)? {
        Saved::New | Saved::Replaced => Ok(report),
        Saved::Kept => Ok(store.report(&row.id)?.unwrap_or(report)),
    }
}

/// A call as it is stored.
#[must_use]
pub fn call_record(call: &llm::Call, session: &str, request: RequestId) -> CallRecord {
    CallRecord {
        session: session.to_owned(),
        request: Some(request),
        purpose: call.purpose,
        model: call.model.clone(),
        host: call.host.clone(),
        started_at: call.started_at,
        millis: call.millis,
        first_chunk_ms: call.first_chunk_ms,
        tokens_in: call.tokens_in,
        tokens_out: call.tokens_out,
        estimated: call.estimated,
        error: call.error.as_ref().map(ToString::to_string),
    }
}

/// What a session's model calls cost. Without a price list there is no sum of money.
#[must_use]
pub fn cost_of(calls: &[CallRecord]) -> Cost {
    let mut cost = Cost::default();
    for call in calls {
        let entry: &mut PurposeCost = cost.by_purpose.entry(call.purpose).or_default();
        entry.calls += 1;
        entry.failed += u32::from(call.error.is_some());
        entry.tokens_in += call.tokens_in;
        entry.tokens_out += call.tokens_out;
        entry.millis += call.millis;
        cost.tokens_in += call.tokens_in;
        cost.tokens_out += call.tokens_out;
    }
    cost
}
