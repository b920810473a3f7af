//! What a session's model calls cost.

use crate::config::prices::Prices;
use crate::evaluation::{Cost, PurposeCost};
use crate::interview::RequestId;
use crate::llm;
use crate::store::CallRecord;

/// A call as it is stored. Calls outside the conversation have no request.
#[must_use]
pub fn call_record(call: &llm::Call, session: &str, request: impl Into<Option<RequestId>>) -> CallRecord {
    CallRecord {
        session: session.to_owned(),
        request: request.into(),
        purpose: call.purpose,
        model: call.model.clone(),
        host: call.host.clone(),
        started_at: call.started_at,
        millis: call.millis,
        first_chunk_ms: call.first_chunk_ms,
        tokens_in: call.tokens_in,
        tokens_out: call.tokens_out,
        estimated: call.estimated,
        cached: false,
        error: call.error.as_ref().map(ToString::to_string),
    }
}

/// What a session's calls cost. Where one price is not known there is no sum.
#[must_use]
pub fn cost_of(calls: &[CallRecord], prices: &Prices) -> Cost {
    let mut cost = Cost { usd: Some(0.0), ..Cost::default() };
    for call in calls {
        let usd = prices.usd(&call.model, &call.host, call.tokens_in, call.tokens_out);
        let entry = cost.by_purpose.entry(call.purpose).or_insert_with(|| PurposeCost { usd: Some(0.0), ..PurposeCost::default() });
        entry.calls += 1;
        entry.failed += u32::from(call.error.is_some());
        entry.cached += u32::from(call.cached);
        entry.tokens_in += call.tokens_in;
        entry.tokens_out += call.tokens_out;
        entry.millis += call.millis;
        entry.usd = entry.usd.zip(usd).map(|(sum, usd)| sum + usd);
        cost.tokens_in += call.tokens_in;
        cost.tokens_out += call.tokens_out;
        cost.usd = cost.usd.zip(usd).map(|(sum, usd)| sum + usd);
    }
    cost.prices = cost.usd.filter(|usd| *usd > 0.0).map(|_| prices.as_of().to_owned());
    cost
}
