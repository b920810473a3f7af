//! What a server of Anthropic's protocol says.

use serde_json::{Value, json};

use super::model_reply::Reply;

/// A whole answer of 12 and 34 tokens.
pub(crate) fn message(text: &str) -> Reply {
    whole(&json!([{ "type": "thinking", "thinking": "Hm.", "signature": "x" }, { "type": "text", "text": text }]), "end_turn")
}

/// The call of the only tool, with this input.
pub(crate) fn tool_call(name: &str, input: &Value) -> Reply {
    whole(&json!([{ "type": "tool_use", "id": "toolu_1", "name": name, "input": input }]), "tool_use")
}

/// Any blocks, ended for any reason.
pub(crate) fn whole(content: &Value, stop_reason: &str) -> Reply {
    let body = json!({
        "id": "msg_1", "type": "message", "role": "assistant", "model": "claude-test-1", "content": content,
        "stop_reason": stop_reason, "stop_sequence": null,
        "usage": { "input_tokens": 10, "cache_creation_input_tokens": 0, "cache_read_input_tokens": 2, "output_tokens": 34 },
    });
    Reply::text(200, "application/json", &body.to_string())
}

/// An error as they report it.
pub(crate) fn error(status: u16, kind: &str, message: &str) -> Reply {
    let body = json!({ "type": "error", "error": { "type": kind, "message": message }, "request_id": "req_1" });
    Reply::text(status, "application/json", &body.to_string())
}

/// A streamed answer of 12 and 34 tokens: a thought, the pieces, pings and something unknown in between.
pub(crate) fn streamed(pieces: &[&str], stop_reason: &str) -> Reply {
    let mut events = vec![
        json!({ "type": "message_start", "message": {
            "id": "msg_1", "type": "message", "role": "assistant", "content": [], "model": "claude-test-1", "stop_reason": null,
            "usage": { "input_tokens": 10, "cache_creation_input_tokens": 0, "cache_read_input_tokens": 2, "output_tokens": 1 },
        } }),
        json!({ "type": "content_block_start", "index": 0, "content_block": { "type": "thinking", "thinking": "", "signature": "" } }),
        json!({ "type": "content_block_delta", "index": 0, "delta": { "type": "thinking_delta", "thinking": "quokka" } }),
        json!({ "type": "content_block_stop", "index": 0 }),
        json!({ "type": "content_block_start", "index": 1, "content_block": { "type": "text", "text": "" } }),
        json!({ "type": "ping" }),
        json!({ "type": "something_of_next_year", "text": "quokka" }),
    ];
    events.extend(
        pieces.iter().map(|text| json!({ "type": "content_block_delta", "index": 1, "delta": { "type": "text_delta", "text": text } })),
    );
    events.extend([
        json!({ "type": "content_block_stop", "index": 1 }),
        json!({ "type": "message_delta", "delta": { "stop_reason": stop_reason, "stop_sequence": null }, "usage": { "output_tokens": 34 } }),
        json!({ "type": "message_stop" }),
    ]);
    Reply::raw_stream(&events.iter().map(event).collect::<String>())
}

/// One event as it stands in a stream.
pub(crate) fn event(value: &Value) -> String {
    format!("event: {}\ndata: {value}\n\n", value["type"].as_str().unwrap_or_default())
}
