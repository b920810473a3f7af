//! Reads one judgement of a model, as loosely as models write them, and keeps of it what stands in the transcript.

use std::collections::BTreeMap;

use serde_json::Value;

use super::case::Case;
use super::quotable::Quotable;
use crate::evaluation::{Evidence, Remark};
use crate::interview::TurnId;

/// Quotes of one judgement for one competency.
const QUOTES: usize = 6;
/// Characters of a sentence to the candidate.
const SENTENCE: usize = 400;
/// Remarks in a list, and notes on an answer.
const REMARKS: usize = 5;
/// The same for the notes on one answer.
const NOTES: usize = 3;

/// Why an answer is no judgement. Holds nobody's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unusable {
    /// There is no JSON object in it.
    #[error("it holds no JSON object that can be read")]
    NoJson,
    /// None of the competencies is in it.
    #[error("it judges none of the competencies that were asked for")]
    NoCompetency,
    /// None of the criteria is in it.
    #[error("it decides none of the criteria that were asked for")]
    NoCriterion,
}

/// What a model said about one competency.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// 1 to 5; `None` when it is not assessed, or no quote stands.
    pub level: Option<u8>,
    /// Why it is not assessed, in the model's words; `None` when a level was given.
    pub reason: Option<String>,
    /// Whether a level was given and lost for want of a quote.
    pub unfounded: bool,
    /// What it rests on.
    pub evidence: Vec<Evidence>,
}

/// One judgement of the whole, as far as it stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Opinion {
    /// By competency.
    pub verdicts: BTreeMap<String, Verdict>,
    /// Notes by question id.
    pub notes: BTreeMap<String, Vec<String>>,
    /// What worked.
    pub strengths: Vec<Remark>,
    /// What worked half.
    pub mixed: Vec<Remark>,
    /// What to work on.
    pub weaknesses: Vec<Remark>,
    /// Passages that it quoted.
    pub quotes: u32,
    /// Of these, dropped.
    pub dropped: u32,
}

/// Reads a model's answer.
///
/// # Errors
/// There is no judgement in it.
pub fn read_opinion(case: &Case<'_>, reply: &str) -> Result<Opinion, Unusable> {
    let value = json_in(reply).ok_or(Unusable::NoJson)?;
    let mut quotable = Quotable::of(case);
    let mut opinion = Opinion::default();
    for item in items(&value, "competencies") {
        let Some(rubric) = case.rubrics.iter().find(|rubric| item.get("id").and_then(Value::as_str) == Some(&rubric.id)) else { continue };
        let verdict = verdict(item, &mut quotable);
        opinion.verdicts.entry(rubric.id.clone()).or_insert(verdict);
    }
    if opinion.verdicts.is_empty() {
        return Err(Unusable::NoCompetency);
    }
    for item in items(&value, "answers") {
        let number = item.get("question").and_then(Value::as_str).and_then(|name| name.trim().trim_start_matches(['Q', 'q']).parse().ok());
        let asked = number.and_then(|number: usize| case.asked.get(number.checked_sub(1)?));
        let notes: Vec<String> = items(item, "notes").iter().filter_map(|note| sentence(note, &quotable)).take(NOTES).collect();
        if let (Some(asked), false) = (asked, notes.is_empty()) {
            opinion.notes.entry(asked.id.clone()).or_insert(notes);
        }
    }
    opinion.strengths = remarks(&value, "strengths", &mut quotable);
    opinion.mixed = remarks(&value, "mixed", &mut quotable);
    opinion.weaknesses = remarks(&value, "weaknesses", &mut quotable);
    (opinion.quotes, opinion.dropped) = (quotable.given, quotable.dropped);
    Ok(opinion)
}

/// The JSON object in an answer, whatever stands around it.
pub(super) fn json_in(reply: &str) -> Option<Value> {
    let (from, to) = reply.find('{').zip(reply.rfind('}'))?;
    serde_json::from_str(reply.get(from..=to)?).ok()
}

pub(super) fn items<'v>(value: &'v Value, name: &str) -> &'v [Value] {
    value.get(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

fn verdict(item: &Value, quotable: &mut Quotable<'_>) -> Verdict {
    let evidence = quotes(item, quotable);
    let given = level(item.get("level").unwrap_or(&Value::Null));
    let reason = item.get("reason").and_then(|reason| sentence(reason, quotable)).filter(|_| given.is_none());
    Verdict { level: given.filter(|_| !evidence.is_empty()), reason, unfounded: given.is_some() && evidence.is_empty(), evidence }
}

/// A level as a number or in digits; anything else is none.
fn level(value: &Value) -> Option<u8> {
    let number = value.as_f64().or_else(|| value.as_str().and_then(|digits| digits.trim().parse().ok()))?;
    (1.0..=5.0).contains(&number).then(|| number.round() as u8)
}

/// The quotes of an item that stand, each once.
pub(super) fn quotes(item: &Value, quotable: &mut Quotable<'_>) -> Vec<Evidence> {
    let mut found: Vec<Evidence> = Vec::new();
    for quote in items(item, "quotes") {
        let turn = quote.get("turn").and_then(|turn| turn.as_u64().or_else(|| turn.as_str().and_then(|digits| digits.trim().parse().ok())));
        let passage = quote.get("quote").and_then(Value::as_str).unwrap_or_default();
        if let Some(evidence) = quotable.quote(turn, passage)
            && found.len() < QUOTES
            && !found.contains(&evidence)
        {
            found.push(evidence);
        }
    }
    found
}

/// A remark without a quote is about what was not said at all; one whose quotes all fell is dropped with them.
fn remarks(value: &Value, name: &str, quotable: &mut Quotable<'_>) -> Vec<Remark> {
    let mut found: Vec<Remark> = Vec::new();
    let mut told: Vec<(TurnId, String)> = Vec::new();
    for item in items(value, name) {
        let evidence: Vec<Evidence> = quotes(item, quotable);
        let text = item.get("text").and_then(|text| sentence(text, quotable));
        let nothing_to_quote = name == "weaknesses" && items(item, "quotes").is_empty();
        let Some(text) = text.filter(|_| nothing_to_quote || !evidence.is_empty()) else { continue };
        let fresh = |evidence: &Evidence| !told.contains(&(evidence.turn, evidence.quote.clone()));
        if found.len() < REMARKS && (evidence.is_empty() || evidence.iter().any(fresh)) {
            told.extend(evidence.iter().map(|evidence| (evidence.turn, evidence.quote.clone())));
            found.push(Remark { text, evidence });
        }
    }
    found
}

/// A model's words to the candidate: one line, not too long, and without a passage in quotation marks that nobody said.
pub(super) fn sentence(value: &Value, quotable: &Quotable<'_>) -> Option<String> {
    let words: Vec<&str> = value.as_str()?.split_whitespace().collect();
    let text: String = words.join(" ").chars().filter(|character| !character.is_control()).take(SENTENCE).collect();
    let marked = |open: char, close: char| text.split(open).skip(1).filter_map(move |rest| rest.split(close).next());
    let straight = text.split('"').skip(1).step_by(2);
    let invented =
        straight.chain(marked('\u{201c}', '\u{201d}')).any(|passage| passage.split(' ').count() >= 3 && !quotable.stands(passage));
    (!text.is_empty() && !invented).then_some(text)
}
