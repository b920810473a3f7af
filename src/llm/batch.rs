//! An answer that nobody in the room waits for: whole, and tried again when the trouble may pass.

use tokio::time::{sleep, timeout};

use super::call::{Line, Meter};
use super::dialect::Schema;
use super::door::Trouble;
use super::failure::Failure;
use super::reply::{Unthinking, bad_end};
use crate::interview::Prompt;

/// Fetches an answer, with the pauses of the configuration between tries.
pub(super) async fn fetch(line: &Line, prompt: &Prompt, schema: Option<&Schema>, meter: &mut Meter) -> Result<String, Failure> {
    let mut pauses = line.config.backoff.iter();
    loop {
        let limit = line.config.batch;
        let result = timeout(limit, once(line, prompt, schema, meter)).await.unwrap_or(Err(Failure::NoAnswer(limit)));
        match (result, pauses.next()) {
            (Err(failure), Some(pause)) if failure.is_passing() => sleep(*pause).await,
            (result, _) => return result,
        }
    }
}

/// One try, leaving out what the server refuses.
pub(super) async fn once(line: &Line, prompt: &Prompt, schema: Option<&Schema>, meter: &mut Meter) -> Result<String, Failure> {
    let mut dialect = *line.dialect();
    loop {
        let body = dialect.body(line.config.model(), prompt, schema, false);
        let whole = match line.door.whole(body).await {
            Ok(whole) => whole,
            Err(Trouble { failure, refusal }) => {
                if refusal.is_some_and(|refusal| dialect.learn(refusal.status, &refusal.hint, schema.is_some(), false)) {
                    continue;
                }
                return Err(failure);
            }
        };
        *line.dialect() = dialect;
        meter.counts = whole.counts;
        let mut filter = Unthinking::default();
        let mut text = filter.push(&whole.text);
        text.push_str(&filter.finish());
        meter.chars_out = text.chars().count();
        if let Some(failure) = whole.finish.as_deref().and_then(bad_end) {
            return Err(failure);
        }
        return if text.trim().is_empty() { Err(Failure::Empty) } else { Ok(text.trim_end().to_owned()) };
    }
}
