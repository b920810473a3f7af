//! What holds a level down whoever gives it: answers that only give the question back, are a row of words, or belong to
//! another question score at most 2 of 10, however well they read.

use super::opinion::Opinion;
use crate::evaluation::exchange::Exchange;
use crate::evaluation::judge::exchange_level;
use crate::evaluation::{Levels, Substance, lexicon};
use crate::scenario::{Neighbour, Question};

/// Two of ten on the report's scale, as a level.
pub(super) const LOWEST: f64 = 1.0 + 4.0 / 9.0;
/// The highest level that anything else can have.
const HIGHEST: f64 = 5.0;

/// How far a level is held down.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Held {
    /// The highest level that the competency can have.
    pub(super) most: f64,
    /// Answers that are none.
    pub(super) count: usize,
    /// Answers to the questions that test it.
    pub(super) of: usize,
}

/// Over the answers to the questions that test a competency: each that is no answer counts as the lowest, and each other as
/// the highest. `None` when there is nothing to hold down.
pub(super) fn held_down(id: &str, exchanges: &[Exchange<'_>]) -> Option<Held> {
    let tests = |exchange: &&Exchange<'_>| exchange_level(id, exchange).is_some();
    let answered = || exchanges.iter().filter(|exchange| exchange.answered);
    let testing: Vec<&Exchange<'_>> = answered().filter(tests).collect();
    let counted = if testing.is_empty() { answered().collect() } else { testing };
    let count = counted.iter().filter(|exchange| is_none(exchange.substance)).count();
    let of = counted.len();
    let most = (count as f64 * LOWEST + (of - count) as f64 * HIGHEST) / of.max(1) as f64;
    (count > 0).then_some(Held { most, count, of })
}

/// A model's levels for one answer by itself, held down where it is none.
#[must_use]
pub fn answer_levels(question: &Question, neighbours: &[Neighbour], answer: &str, opinion: &Opinion) -> Levels {
    let substance = lexicon::of("en").map(|lexicon| Exchange::of_answer(lexicon, question, neighbours, answer).substance);
    let most = if substance.is_some_and(is_none) { LOWEST } else { HIGHEST };
    let level = |id: &String| opinion.verdicts.get(id).and_then(|verdict| verdict.level).map(|level| f64::from(level).min(most));
    question.competencies.iter().map(|id| (id.clone(), level(id))).collect()
}

/// Whether an answer is none.
pub(super) fn is_none(substance: Substance) -> bool {
    matches!(substance, Substance::Echo | Substance::Salad | Substance::OffTopic)
}
