//! The end of a session: judged once, checked, stored.

use jiff::Timestamp;

use crate::evaluation::{self, Cost, Provenance, PurposeCost, Report, Source};
use crate::interview::{Blueprint, Channel, EndReason, RequestId, Turn};
use crate::llm;
use crate::store::{CallRecord, Saved, Store, StoreError};

/// What is true of a session beside its plan and its turns.
#[derive(Clone, Debug)]
pub struct Circumstances {
    /// The session's id.
    pub session: String,
    /// When it began.
    pub started_at: Timestamp,
    /// When it ended.
    pub ended_at: Timestamp,
    /// Length without pauses, in microseconds.
    pub active_us: u64,
    /// Why it ended.
    pub because: EndReason,
    /// The model that worded the follow-ups, as `name at host`.
    pub model: Option<String>,
    /// Times that the embedded interviewer stood in for it.
    pub fallbacks: Vec<String>,
    /// What recognised speech.
    pub recogniser: Option<String>,
    /// What the interviewer spoke with.
    pub voice: Option<String>,
}

/// Judges a session and stores the report. A session that has a report keeps it.
///
/// # Errors
/// When the store refuses. The report is lost then, but not the session: it can be judged again.
pub fn conclude(store: &Store, plan: &Blueprint, turns: &[Turn], circumstances: &Circumstances) -> Result<Report, StoreError> {
    let spoken = turns.iter().any(|turn| turn.channel == Some(Channel::Voice));
    let provenance = Provenance {
        session_id: circumstances.session.clone(),
        started_at: circumstances.started_at.to_string(),
        ended_at: circumstances.ended_at.to_string(),
        duration_ms: circumstances.active_us / 1000,
        ended_because: circumstances.because,
        interviewer: Source {
            name: plan.persona.name.clone(),
            engine: circumstances.model.clone().unwrap_or_else(|| "embedded".to_owned()),
            fallbacks: circumstances.fallbacks.clone(),
        },
        judge: evaluation::embedded_judge(Vec::new()),
        recogniser: circumstances.recogniser.clone().filter(|_| spoken),
        voice: circumstances.voice.clone(),
        cost: cost_of(&store.calls(&circumstances.session)?),
    };
    let report = evaluation::evaluate(plan, turns, &provenance);
    match store.save_report(&circumstances.session, &report, circumstances.ended_at, false)? {
        Saved::New | Saved::Replaced => Ok(report),
        Saved::Kept => Ok(store.report(&circumstances.session)?.unwrap_or(report)),
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
