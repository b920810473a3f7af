//! The answer as a stream of server-sent events: `message_start`, blocks with their deltas, `message_delta`, `message_stop`,
//! with pings in between; what is not known is passed over, as the protocol asks for.

use std::collections::VecDeque;
use std::pin::Pin;

use futures::{Stream, StreamExt as _, stream};
use serde_json::Value;

use super::message::{finish, reported, tokens_in};
use crate::llm::failure::Failure;
use crate::llm::reply::{Counts, Piece};

/// An event without an end is given up when it is longer than this: an answer's piece has a few hundred bytes.
const LONGEST_LINE: usize = 1 << 20;

type Chunks<B> = Pin<Box<dyn Stream<Item = Result<B, Failure>> + Send>>;

/// The pieces in a stream of bytes, wherever it is cut.
pub(super) fn pieces<B: AsRef<[u8]> + 'static>(chunks: Chunks<B>) -> impl Stream<Item = Result<Piece, Failure>> + Send {
    let start = (chunks, Reader::default());
    stream::unfold(start, |(mut chunks, mut reader)| async move {
        loop {
            if let Some(piece) = reader.ready.pop_front() {
                return Some((piece, (chunks, reader)));
            }
            if reader.over {
                return None;
            }
            match chunks.next().await {
                Some(Ok(bytes)) => reader.take(bytes.as_ref()),
                Some(Err(failure)) => reader.end(Err(failure)),
                None => reader.over = true,
            }
        }
    })
}

/// Lines and what is known so far.
#[derive(Default)]
struct Reader {
    line: Vec<u8>,
    ready: VecDeque<Result<Piece, Failure>>,
    tokens_in: Option<u64>,
    over: bool,
}

impl Reader {
    fn take(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            if self.over {
                return;
            }
            if !matches!(byte, b'\n' | b'\r') {
                self.line.push(byte);
                if self.line.len() > LONGEST_LINE {
                    self.end(Err(Failure::Garbage));
                }
                continue;
            }
            let line = std::mem::take(&mut self.line);
            // The name of an event stands in its data as well.
            if let Some(data) = line.strip_prefix(b"data:") {
                match serde_json::from_slice(data) {
                    Ok(value) => self.event(&value),
                    Err(_) => self.end(Err(Failure::Garbage)),
                }
            }
        }
    }

    fn event(&mut self, value: &Value) {
        match value.get("type").and_then(Value::as_str).unwrap_or_default() {
            "message_start" => {
                let usage = value.pointer("/message/usage").and_then(Value::as_object);
                self.tokens_in = usage.and_then(tokens_in);
            }
            "content_block_delta" => {
                if let Some(text) = value.pointer("/delta/text").and_then(Value::as_str) {
                    self.ready.push_back(Ok(Piece { text: text.to_owned(), ..Piece::default() }));
                }
            }
            "message_delta" => {
                let usage = value.get("usage").and_then(Value::as_object);
                let tokens_out = usage.and_then(|usage| usage.get("output_tokens")).and_then(Value::as_u64);
                // The sums at the end may count what the server added by itself.
                let tokens_in = usage.and_then(tokens_in).or(self.tokens_in);
                let reason = value.pointer("/delta/stop_reason").and_then(Value::as_str);
                self.ready.push_back(Ok(Piece {
                    text: String::new(),
                    finish: reason.map(|reason| finish(reason).to_owned()),
                    counts: tokens_in.zip(tokens_out).map(|(tokens_in, tokens_out)| Counts { tokens_in, tokens_out }),
                }));
            }
            "message_stop" => self.over = true,
            "error" => self.end(Err(reported(value))),
            _ => {}
        }
    }

    fn end(&mut self, last: Result<Piece, Failure>) {
        self.ready.push_back(last);
        self.over = true;
    }
}
