//! Reads vectors out of an answer, and refuses what could only be found by accident.

use serde::Deserialize;
use serde_json::Value;

use super::super::failure::Failure;
use super::failure::EmbeddingFailure;

/// An answer as far as it is looked at.
#[derive(Deserialize)]
struct Answer {
    data: Option<Vec<Entry>>,
    error: Option<Value>,
}

#[derive(Deserialize)]
struct Entry {
    /// Which text it belongs to; some servers leave it out and keep the order.
    index: Option<usize>,
    /// `null` is what some servers write for what is no number.
    embedding: Vec<Option<f64>>,
}

/// The vectors of so many texts, in their order and all of one length: this one, where one is given.
pub(super) fn vectors(bytes: &[u8], asked: usize, length: Option<usize>) -> Result<Vec<Vec<f32>>, EmbeddingFailure> {
    let answer: Answer =
        serde_json::from_slice(bytes).map_err(|error| if error.is_eof() { Failure::BrokenOff } else { Failure::Garbage })?;
    if answer.error.is_some() {
        return Err(Failure::Reported.into());
    }
    let entries = answer.data.ok_or(Failure::Garbage)?;
    if entries.len() != asked {
        return Err(EmbeddingFailure::Count { asked, given: entries.len() });
    }
    let mut placed: Vec<Option<Vec<f32>>> = vec![None; asked];
    let mut expected = length;
    for (position, entry) in entries.into_iter().enumerate() {
        let vector = numbers(entry.embedding)?;
        let expected = *expected.get_or_insert(vector.len());
        if vector.len() != expected {
            return Err(EmbeddingFailure::Length { expected, given: vector.len() });
        }
        let place = placed.get_mut(entry.index.unwrap_or(position)).filter(|place| place.is_none());
        *place.ok_or(EmbeddingFailure::Numbering)? = Some(vector);
    }
    placed.into_iter().map(|vector| vector.ok_or(EmbeddingFailure::Numbering)).collect()
}

fn numbers(values: Vec<Option<f64>>) -> Result<Vec<f32>, EmbeddingFailure> {
    if values.is_empty() {
        return Err(EmbeddingFailure::Empty);
    }
    let number = |value: Option<f64>| value.map(|value| value as f32).filter(|value| value.is_finite());
    values.into_iter().map(|value| number(value).ok_or(EmbeddingFailure::NotANumber)).collect()
}
