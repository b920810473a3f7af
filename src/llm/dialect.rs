//! What a server understands. Everyone claims to speak the same protocol and refuses other parts of it; what is refused is
//! left out from then on.

use serde_json::{Value, json};

use super::anthropic;
use super::config::Kind;
use crate::interview::Prompt;

/// The shape that an answer must have.
#[derive(Clone, Debug, PartialEq)]
pub struct Schema {
    /// Letters, digits, `_` and `-`.
    pub name: String,
    /// A JSON Schema in which every object forbids other fields and requires all of its own.
    pub schema: Value,
}

/// How an answer's shape is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// By the schema itself.
    Schema,
    /// "Any JSON object".
    Object,
    /// Only in the prompt's words.
    Words,
}

/// The parts of the protocol that this server has not refused so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Dialect {
    kind: Kind,
    /// `stream_options`, for token counts at the end of a stream.
    counts: bool,
    /// `max_tokens`; newer models want `max_completion_tokens`.
    old_limit: bool,
    /// `temperature`; reasoning models refuse it.
    temperature: bool,
    shape: Shape,
}

impl Dialect {
    /// Everything that the protocol has.
    pub(super) fn of(kind: Kind) -> Self {
        Self { kind, counts: true, old_limit: true, temperature: true, shape: Shape::Schema }
    }

    /// The request's body.
    pub(super) fn body(self, model: &str, prompt: &Prompt, schema: Option<&Schema>, streamed: bool) -> Value {
        let temperature = self.temperature.then_some((f64::from(prompt.temperature) * 100.0).round() / 100.0);
        if self.kind == Kind::Anthropic {
            let schema = schema.filter(|_| self.shape == Shape::Schema);
            return anthropic::body(model, prompt, schema, streamed, temperature);
        }
        let mut body = json!({
            "model": model,
            "messages": [{ "role": "system", "content": prompt.system }, { "role": "user", "content": prompt.user }],
            "stream": streamed,
        });
        body[if self.old_limit { "max_tokens" } else { "max_completion_tokens" }] = prompt.max_tokens.into();
        if let Some(temperature) = temperature {
            body["temperature"] = temperature.into();
        }
        if streamed && self.counts {
            body["stream_options"] = json!({ "include_usage": true });
        }
        match (schema, self.shape) {
            (Some(Schema { name, schema }), Shape::Schema) => {
                body["response_format"] =
                    json!({ "type": "json_schema", "json_schema": { "name": name, "schema": schema, "strict": true } });
            }
            (Some(_), Shape::Object) => body["response_format"] = json!({ "type": "json_object" }),
            (None, _) | (_, Shape::Words) => {}
        }
        body
    }

    /// Leaves out what a refusal of the request names, or else what is most often refused. False when there is nothing left
    /// to leave out, so that the refusal stands.
    pub(super) fn learn(&mut self, status: u16, hint: &str, with_schema: bool, streamed: bool) -> bool {
        if !matches!(status, 400 | 415 | 422 | 501) {
            return false;
        }
        let names = |words: &[&str]| words.iter().any(|word| hint.contains(word));
        let shaped = with_schema && self.shape != Shape::Words;
        if self.kind == Kind::Anthropic {
            if self.temperature && names(&["temperature"]) {
                self.temperature = false;
            } else if shaped && names(&["tool", "schema"]) {
                self.shape = Shape::Words;
            } else {
                return false;
            }
            return true;
        }
        if streamed && self.counts && names(&["stream_options", "include_usage"]) {
            self.counts = false;
        } else if self.old_limit && names(&["max_completion_tokens", "max_tokens"]) {
            self.old_limit = false;
        } else if self.temperature && names(&["temperature"]) {
            self.temperature = false;
        } else if streamed && self.counts && !shaped {
            self.counts = false;
        } else if shaped {
            self.shape = if self.shape == Shape::Schema { Shape::Object } else { Shape::Words };
        } else {
            return false;
        }
        true
    }
}
