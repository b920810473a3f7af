//! An answer that nobody in the room waits for: whole, and tried again when the trouble may pass.

use serde_json::Value;
use tokio::time::{sleep, timeout};

use super::call::{Line, Meter};
use super::dialect::Schema;
use super::failure::{Failure, classify, refusal};
use super::reply::{Unthinking, bad_end, read};
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
        let value: Value = match line.client.chat().create_byot(body).await {
            Ok(value) => value,
            Err(error) => {
                if refusal(&error).is_some_and(|refusal| dialect.learn(refusal.status, &refusal.hint, schema.is_some(), false)) {
                    continue;
                }
                return Err(classify(&error));
            }
        };
        *line.dialect() = dialect;
        let whole = read(&value)?;
        if whole.finish.is_none() && value.get("choices").is_none() {
            return Err(Failure::Garbage);
        }
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
