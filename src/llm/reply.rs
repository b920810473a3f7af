//! Reads answers, whole or in pieces, as loosely as servers write them.

use serde_json::Value;

use super::failure::Failure;

/// Token counts as the server gives them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) tokens_in: u64,
    pub(super) tokens_out: u64,
}

/// One piece of a stream, or a whole answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) text: String,
    /// The answer ends here; `stop`, `length`, ...
    pub(super) finish: Option<String>,
    pub(super) counts: Option<Counts>,
}

/// Reads one JSON object. Fields that are missing or of another type are left out: reasoning, tool calls, empty choices.
pub(super) fn read(value: &Value) -> Result<Piece, Failure> {
    if !value.is_object() {
        return Err(Failure::Garbage);
    }
    if value.get("error").is_some_and(|error| !error.is_null()) || value.get("object").is_some_and(|kind| kind == "error") {
        return Err(Failure::Reported);
    }
    let choice = value.pointer("/choices/0");
    let content = choice.and_then(|choice| ["/delta/content", "/message/content", "/text"].iter().find_map(|path| choice.pointer(path)));
    let usage = value.get("usage").filter(|usage| usage.is_object());
    Ok(Piece {
        text: content.map(text_of).unwrap_or_default(),
        finish: choice.and_then(|choice| choice.get("finish_reason")).and_then(Value::as_str).map(str::to_owned),
        counts: usage.and_then(|usage| {
            let count = |name: &str| usage.get(name).and_then(Value::as_u64);
            Some(Counts { tokens_in: count("prompt_tokens")?, tokens_out: count("completion_tokens")? })
        }),
    })
}

/// A string, or a list of parts with a `text` each.
fn text_of(content: &Value) -> String {
    match content {
        Value::String(text) => text.clone(),
        Value::Array(parts) => parts.iter().filter_map(|part| part.get("text").and_then(Value::as_str)).collect(),
        _ => String::new(),
    }
}

/// What the end of an answer means, when it is not a good one.
pub(super) fn bad_end(finish: &str) -> Option<Failure> {
    match finish {
        "length" => Some(Failure::CutOff),
        "content_filter" => Some(Failure::Filtered),
        _ => None,
    }
}

const OPEN: &str = "<think>";
const CLOSE: &str = "</think>";

/// Takes what reasoning models think aloud between `<think>` and `</think>` out of a stream, and blanks at its beginning.
#[derive(Debug, Default)]
pub(super) struct Unthinking {
    thinking: bool,
    begun: bool,
    /// What may be the beginning of a mark.
    held: String,
}

impl Unthinking {
    /// What of the next piece can be shown.
    pub(super) fn push(&mut self, piece: &str) -> String {
        self.held.push_str(piece);
        let mut shown = String::new();
        loop {
            let mark = if self.thinking { CLOSE } else { OPEN };
            let (before, found) = match self.held.find(mark) {
                Some(at) => (at, true),
                None => (self.held.len() - overlap(&self.held, mark), false),
            };
            if !self.thinking {
                shown.push_str(&self.held[..before]);
            }
            self.held.drain(..before + if found { mark.len() } else { 0 });
            if !found {
                break;
            }
            self.thinking = !self.thinking;
        }
        self.without_leading_blanks(shown)
    }

    /// What was held back as the possible beginning of a mark and was none.
    pub(super) fn finish(&mut self) -> String {
        let rest = std::mem::take(&mut self.held);
        if self.thinking { String::new() } else { self.without_leading_blanks(rest) }
    }

    fn without_leading_blanks(&mut self, text: String) -> String {
        if self.begun {
            return text;
        }
        let trimmed = text.trim_start();
        self.begun = !trimmed.is_empty();
        trimmed.to_owned()
    }
}

/// Length of the longest end of `text` that is a beginning of `mark`.
fn overlap(text: &str, mark: &str) -> usize {
    (1..mark.len()).rev().find(|&length| text.ends_with(&mark[..length])).unwrap_or(0)
}
