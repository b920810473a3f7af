//! A model that makes vectors: bags of words, hashed, in which two words of one meaning are one word.

use greenroom::scenario::chance::fnv1a;
use serde_json::{Value, json};

use super::model_reply::Reply;
use super::model_server::Request;

/// Numbers in a vector: so many, and a prime, so that few words share a place.
pub(crate) const LENGTH: usize = 2003;
/// What this model knows and the index of words does not.
const SAME: [(&str, &str); 2] = [("apiarist", "beekeeper"), ("jitters", "nervous")];

/// The texts of a request.
pub(crate) fn texts(request: &Request) -> Vec<String> {
    let inputs = request.body["input"].as_array().map(Vec::as_slice).unwrap_or_default();
    inputs.iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// How often each word of four letters and more is in the text, at a place that the word decides.
pub(crate) fn vector(text: &str) -> Vec<f32> {
    let mut vector = vec![0.0; LENGTH];
    for word in text.to_lowercase().split(|letter: char| !letter.is_alphanumeric()).filter(|word| word.len() >= 4) {
        let word = SAME.iter().find(|(known, _)| *known == word).map_or(word, |(_, same)| same);
        vector[(fnv1a(word.as_bytes()) % LENGTH as u64) as usize] += 1.0;
    }
    vector
}

/// What OpenAI answers, with the last vector first: their order is in the numbers.
pub(crate) fn reply(vectors: &[Vec<f32>]) -> Reply {
    let entries =
        vectors.iter().enumerate().rev().map(|(index, vector)| json!({ "object": "embedding", "index": index, "embedding": vector }));
    let usage = json!({ "prompt_tokens": 8, "total_tokens": 8 });
    let body = json!({ "object": "list", "data": entries.collect::<Vec<_>>(), "model": "vectors-1", "usage": usage });
    Reply::text(200, "application/json", &body.to_string())
}

/// Vectors for everything that is asked at the right address.
pub(crate) fn answer(request: &Request) -> Reply {
    if request.line != "POST /v1/embeddings" {
        return Reply::error(404, "no such address");
    }
    reply(&texts(request).iter().map(|text| vector(text)).collect::<Vec<_>>())
}
