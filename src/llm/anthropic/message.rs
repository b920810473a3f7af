//! The request, and the answer as one message.

use serde_json::{Map, Value, json};

use crate::interview::Prompt;
use crate::llm::dialect::Schema;
use crate::llm::failure::Failure;
use crate::llm::reply::{Counts, Piece};

/// The request's body. A shape is asked for as the input of the only tool, which the model must call: every version of the
/// protocol has that. What shall be left out of it is said by whoever has learned it.
pub(in crate::llm) fn body(model: &str, prompt: &Prompt, schema: Option<&Schema>, streamed: bool, temperature: Option<f64>) -> Value {
    let mut body = json!({
        "model": model,
        "system": prompt.system,
        "messages": [{ "role": "user", "content": prompt.user }],
        "max_tokens": prompt.max_tokens,
        "stream": streamed,
    });
    if let Some(temperature) = temperature {
        // Their scale ends at 1.
        body["temperature"] = temperature.min(1.0).into();
    }
    if let Some(Schema { name, schema }) = schema {
        body["tools"] = json!([{ "name": name, "description": "Takes the answer.", "input_schema": schema }]);
        body["tool_choice"] = json!({ "type": "tool", "name": name });
    }
    body
}

/// Reads a whole message.
pub(super) fn read(value: &Value) -> Result<Piece, Failure> {
    match value.get("type").and_then(Value::as_str) {
        Some("error") => return Err(reported(value)),
        Some("message") => {}
        _ => return Err(Failure::Garbage),
    }
    let blocks = value.get("content").and_then(Value::as_array).ok_or(Failure::Garbage)?;
    Ok(Piece {
        text: blocks.iter().filter_map(text_of).collect(),
        finish: value.get("stop_reason").and_then(Value::as_str).map(|reason| finish(reason).to_owned()),
        counts: value.get("usage").and_then(Value::as_object).and_then(|usage| {
            Some(Counts { tokens_in: tokens_in(usage)?, tokens_out: usage.get("output_tokens").and_then(Value::as_u64)? })
        }),
    })
}

/// What is said in a block: text, or what the tool is given. Thoughts are not said.
fn text_of(block: &Value) -> Option<String> {
    match block.get("type").and_then(Value::as_str)? {
        "text" => block.get("text").and_then(Value::as_str).map(str::to_owned),
        "tool_use" => block.get("input").map(Value::to_string),
        _ => None,
    }
}

/// What was sent, with what their server had kept of it.
pub(super) fn tokens_in(usage: &Map<String, Value>) -> Option<u64> {
    let count = |name: &str| usage.get(name).and_then(Value::as_u64);
    let kept = ["cache_creation_input_tokens", "cache_read_input_tokens"].into_iter().filter_map(count).sum::<u64>();
    Some(count("input_tokens")? + kept)
}

/// The end of an answer, by the names that the rest of this module knows.
pub(super) fn finish(reason: &str) -> &'static str {
    match reason {
        "max_tokens" | "model_context_window_exceeded" => "length",
        "refusal" => "content_filter",
        _ => "stop",
    }
}

/// An error in the place of an answer, or in the middle of one, as the status that it would have had.
pub(super) fn reported(value: &Value) -> Failure {
    match value.pointer("/error/type").and_then(Value::as_str) {
        Some("overloaded_error") => Failure::Status(529),
        Some("rate_limit_error") => Failure::Status(429),
        Some("api_error") => Failure::Status(500),
        Some("timeout_error") => Failure::Status(504),
        Some("authentication_error") => Failure::Status(401),
        Some("permission_error") => Failure::Status(403),
        Some("not_found_error") => Failure::Status(404),
        _ => Failure::Reported,
    }
}
