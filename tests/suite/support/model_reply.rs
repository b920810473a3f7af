//! What the scripted server says, in the dialects of the servers that people use.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail as tests do")]

use std::time::Duration;

use serde_json::{Value, json};

use super::model_server::Request;

/// How servers differ in what they stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// A first chunk with a role and no text, `usage: null` until a last chunk with empty `choices`, `[DONE]`.
    OpenAi,
    /// Reasoning beside the text, no counts, `[DONE]`.
    Ollama,
    /// CRLF, comments as signs of life, counts in the chunk that ends the text, `[DONE]`.
    LlamaCpp,
    /// `reasoning_content` before the text, no blank after `data:`, counts at the end, `[DONE]`.
    Vllm,
    /// Google's door for OpenAI's clients: whole sentences at once, the end and the counts so far in every chunk, `[DONE]`.
    Gemini,
    /// Chunks and nothing else: no reason for the end, no counts, no `[DONE]`, ended by closing the connection.
    Bare,
}

impl Dialect {
    pub(crate) const ALL: [Self; 6] = [Self::OpenAi, Self::Ollama, Self::LlamaCpp, Self::Vllm, Self::Gemini, Self::Bare];
}

/// How a reply ends after its last byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// The connection is closed.
    Close,
    /// The connection is reset.
    Reset,
    /// Nothing more comes, and the connection stays.
    Stall,
}

/// What the server does with one request.
#[derive(Clone, Debug)]
pub(crate) struct Reply {
    pub(super) before: Duration,
    pub(super) head: Vec<u8>,
    /// What is written in one go, and the pause before it.
    pub(super) body: Vec<(Vec<u8>, Duration)>,
    pub(super) end: End,
    /// Sent in chunks of HTTP, so that a client can tell a broken answer from a whole one.
    pub(super) chunked: bool,
    /// Nothing was cut off.
    pub(super) whole: bool,
}

impl Reply {
    /// Any status with any body.
    pub(crate) fn text(status: u16, kind: &str, body: &str) -> Self {
        let head = format!("HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
        Self {
            before: Duration::ZERO,
            head: head.into_bytes(),
            body: vec![(body.as_bytes().to_vec(), Duration::ZERO)],
            end: End::Close,
            chunked: false,
            whole: true,
        }
    }

    /// This head, lines without the empty one after them, and these bytes after it.
    pub(crate) fn file(head: &str, body: &[u8], end: End) -> Self {
        Self {
            before: Duration::ZERO,
            head: format!("HTTP/1.1 {head}\r\nConnection: close\r\n\r\n").into_bytes(),
            body: vec![(body.to_vec(), Duration::ZERO)],
            end,
            chunked: false,
            whole: true,
        }
    }

    /// An error as most servers report it.
    pub(crate) fn error(status: u16, message: &str) -> Self {
        Self::text(status, "application/json", &json!({ "error": { "message": message, "type": "error", "code": null } }).to_string())
    }

    /// Exactly these bytes as an event stream that ends with the connection.
    pub(crate) fn raw_stream(body: &str) -> Self {
        let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";
        Self {
            before: Duration::ZERO,
            head: head.into(),
            body: vec![(body.as_bytes().to_vec(), Duration::ZERO)],
            end: End::Close,
            chunked: false,
            whole: true,
        }
    }

    /// A whole answer, not streamed, of 12 and 34 tokens.
    pub(crate) fn completion(text: &str) -> Self {
        let body = json!({
            "id": "c1", "object": "chat.completion", "model": "small-1",
            "choices": [{ "index": 0, "message": { "role": "assistant", "content": text }, "finish_reason": "stop" }],
            "usage": { "prompt_tokens": 12, "completion_tokens": 34, "total_tokens": 46 },
        });
        Self::text(200, "application/json", &body.to_string())
    }

    /// A streamed answer, one chunk a piece; 12 and 34 tokens in the dialects that count.
    pub(crate) fn streamed(dialect: Dialect, pieces: &[&str]) -> Self {
        let mut reply = Self::raw_stream("");
        if dialect != Dialect::Bare {
            reply.chunked = true;
            reply.head =
                b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n".to_vec();
        }
        reply.body = events(dialect, pieces).into_iter().map(|event| (event.into_bytes(), Duration::ZERO)).collect();
        reply
    }

    /// Streamed or whole, as the request wants it.
    pub(crate) fn answer(request: &Request, dialect: Dialect, pieces: &[&str]) -> Self {
        if request.is_streamed() { Self::streamed(dialect, pieces) } else { Self::completion(&pieces.concat()) }
    }

    /// Waits before the first byte.
    pub(crate) fn after(mut self, pause: Duration) -> Self {
        self.before = pause;
        self
    }

    /// Waits before each chunk.
    pub(crate) fn paced(mut self, pause: Duration) -> Self {
        self.body.iter_mut().for_each(|(_, before)| *before = pause);
        self
    }

    /// Writes so many bytes at a time, wherever that cuts lines and characters.
    pub(crate) fn cut_every(mut self, bytes: usize) -> Self {
        self.body = self.body_bytes().chunks(bytes).map(|chunk| (chunk.to_vec(), Duration::ZERO)).collect();
        self
    }

    /// Ends so after so many bytes of the body.
    pub(crate) fn broken_after(mut self, bytes: usize, end: End) -> Self {
        let whole = self.body_bytes();
        self.body = vec![(whole[..bytes.min(whole.len())].to_vec(), Duration::ZERO)];
        self.end = end;
        self.whole = bytes >= whole.len();
        self
    }

    /// Ends so right after a text of the body.
    pub(crate) fn broken_behind(self, text: &str, end: End) -> Self {
        let whole = String::from_utf8(self.body_bytes()).unwrap();
        let at = whole.find(text).expect("the text is in the body") + text.len();
        self.broken_after(at, end)
    }

    pub(crate) fn body_bytes(&self) -> Vec<u8> {
        self.body.iter().flat_map(|(bytes, _)| bytes.iter().copied()).collect()
    }
}

fn chunk(delta: &Value, finish: Option<&str>) -> Value {
    json!({
        "id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "small-1",
        "choices": [{ "index": 0, "delta": delta, "finish_reason": finish }],
    })
}

fn events(dialect: Dialect, pieces: &[&str]) -> Vec<String> {
    let counts = json!({ "prompt_tokens": 12, "completion_tokens": 34, "total_tokens": 46 });
    let texts = pieces.iter().map(|piece| chunk(&json!({ "content": piece }), None));
    let mut values: Vec<Value> = Vec::new();
    match dialect {
        Dialect::OpenAi => {
            values.push(chunk(&json!({ "role": "assistant", "content": "", "refusal": null }), None));
            values.extend(texts);
            values.push(chunk(&json!({}), Some("stop")));
            values.iter_mut().for_each(|value| value["usage"] = Value::Null);
            values.push(json!({ "id": "c1", "object": "chat.completion.chunk", "choices": [], "usage": counts }));
        }
        Dialect::Ollama => {
            values.push(chunk(&json!({ "role": "assistant", "content": "", "reasoning": "Let me think." }), None));
            values.extend(texts);
            values.push(chunk(&json!({ "role": "assistant", "content": "" }), Some("stop")));
        }
        Dialect::LlamaCpp => {
            values.push(chunk(&json!({ "role": "assistant", "content": null }), None));
            values.extend(texts);
            let mut last = chunk(&json!({}), Some("stop"));
            last["usage"] = counts;
            last["timings"] = json!({ "prompt_ms": 10.5 });
            values.push(last);
        }
        Dialect::Vllm => {
            values.push(chunk(&json!({ "role": "assistant", "reasoning_content": "The user wants" }), None));
            values.push(chunk(&json!({ "reasoning_content": " a question." }), None));
            values.extend(texts);
            values.push(chunk(&json!({ "content": "" }), Some("stop")));
            values.push(json!({ "id": "c1", "choices": [], "usage": counts }));
        }
        Dialect::Gemini => {
            for piece in pieces {
                let mut value = chunk(&json!({ "role": "assistant", "content": piece, "extra_content": { "google": {} } }), None);
                value["usage"] = json!({ "prompt_tokens": 12, "completion_tokens": 3, "total_tokens": 15 });
                values.push(value);
            }
            let mut last = chunk(&json!({ "role": "assistant" }), Some("stop"));
            last["usage"] = counts;
            values.push(last);
        }
        Dialect::Bare => values.extend(texts),
    }
    let mut events: Vec<String> = values
        .iter()
        .map(|value| match dialect {
            Dialect::LlamaCpp => format!(": alive\r\n\r\ndata: {value}\r\n\r\n"),
            Dialect::Vllm => format!("data:{value}\n\n"),
            Dialect::OpenAi | Dialect::Ollama | Dialect::Gemini | Dialect::Bare => format!("data: {value}\n\n"),
        })
        .collect();
    match dialect {
        Dialect::LlamaCpp => events.push("data: [DONE]\r\n\r\n".into()),
        Dialect::OpenAi | Dialect::Ollama | Dialect::Vllm | Dialect::Gemini => events.push("data: [DONE]\n\n".into()),
        Dialect::Bare => {}
    }
    events
}
