//! The answer to one question as numbers from 0 to 1. Every number counts distinct findings in sentences that say
//! something and is saturated, so neither length nor repetition is worth anything.

use std::collections::BTreeSet;

use super::facts::Facts;
use super::levels::told;
use super::manner::Manner;
use super::read::Analysis;
use super::{StarSpans, Substance};
use crate::scenario::Question;

/// What the levels are computed from. All from 0 to 1.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Features {
    pub(crate) situation: f64,
    pub(crate) action: f64,
    pub(crate) result: f64,
    /// Different things that "I" did, or would do.
    pub(crate) own: f64,
    /// The candidate's share among the actions of their side.
    pub(crate) own_share: f64,
    pub(crate) specifics: f64,
    pub(crate) reasons: f64,
    pub(crate) alternatives: f64,
    pub(crate) causes: f64,
    pub(crate) problem: f64,
    pub(crate) reflection: f64,
    pub(crate) order: f64,
    pub(crate) checks: f64,
    pub(crate) conditions: f64,
    pub(crate) decisions: f64,
    pub(crate) admits: f64,
    pub(crate) credits: f64,
    /// Items of the question's list.
    pub(crate) evidence: f64,
    pub(crate) keywords: f64,
    /// Share of the sentences that say nothing new.
    pub(crate) empty: f64,
    /// Hedges, blame and overclaims for each sentence that says something.
    pub(crate) hedging: f64,
    pub(crate) blame: f64,
    pub(crate) overclaim: f64,
    pub(crate) manner: Manner,
}

/// How many findings count as plenty.
fn of(count: usize, plenty: f64) -> f64 {
    (count as f64 / plenty).min(1.0)
}

impl Features {
    /// The features of an exchange: all turns that are answers, taken together.
    pub(crate) fn of(question: &Question, analyses: &[&Analysis<'_>]) -> Self {
        let answers: Vec<&Analysis<'_>> =
            analyses.iter().copied().filter(|analysis| analysis.reading.substance == Substance::Answer).collect();
        let all: Vec<&Facts> = answers.iter().flat_map(|analysis| &analysis.facts).collect();
        let telling = fresh(&all);
        let count = |number: &dyn Fn(&Facts) -> usize| telling.iter().map(|facts| number(facts).min(2)).sum::<usize>();
        let union =
            |set: &dyn Fn(&Facts) -> BTreeSet<String>| telling.iter().flat_map(|facts| set(facts)).collect::<BTreeSet<String>>().len();
        let part = |has: &dyn Fn(&StarSpans) -> bool| f64::from(u8::from(answers.iter().any(|analysis| has(&analysis.reading.star))));
        let story = question.kind.tells_a_story();
        let done = union(&|facts| facts.own.clone());
        let own = if story { done } else { done + union(&|facts| facts.steps_own.clone()) };
        let team = union(&|facts| facts.team.clone());
        let items: BTreeSet<&String> = answers.iter().flat_map(|analysis| analysis.found.iter().map(|found| &found.id)).collect();
        let keywords = answers.iter().map(|analysis| analysis.keywords.0).max().unwrap_or(0);
        let said = telling.len().max(1) as f64;
        let per_sentence = |number: &dyn Fn(&Facts) -> usize| (all.iter().map(|facts| number(facts)).sum::<usize>() as f64 / said).min(1.0);
        Self {
            situation: part(&|star| star.situation.is_some()),
            action: part(&|star| star.action.is_some()),
            result: part(&|star| star.result.is_some()),
            own: of(own, 6.0),
            own_share: if own + team == 0 { 0.0 } else { own as f64 / (own + team) as f64 },
            specifics: of(union(&|facts| facts.specifics.clone()), 6.0),
            reasons: of(count(&|facts| facts.reasons), 3.0),
            alternatives: of(count(&|facts| facts.alternatives), 2.0),
            causes: of(count(&|facts| facts.causes), 3.0),
            problem: of(count(&|facts| facts.problems), 2.0),
            reflection: of(count(&|facts| facts.reflection), 2.0),
            order: of(count(&|facts| facts.order), 4.0),
            checks: of(count(&|facts| facts.checks), 3.0),
            conditions: of(count(&|facts| facts.conditions), 3.0),
            decisions: of(count(&|facts| facts.decisions), 3.0),
            admits: of(count(&|facts| facts.admits), 2.0),
            credits: of(count(&|facts| facts.credits), 2.0),
            evidence: if question.evidence.is_empty() { 0.0 } else { of(items.len(), question.evidence.len().min(4) as f64) },
            keywords: of(keywords, 4.0),
            empty: if all.is_empty() { 1.0 } else { 1.0 - telling.len() as f64 / all.len() as f64 },
            hedging: per_sentence(&|facts| facts.hedges),
            blame: per_sentence(&|facts| facts.blame),
            overclaim: per_sentence(&|facts| facts.overclaims),
            manner: manner(&answers, &all),
        }
    }
}

/// The manner of the first answer, or of all together where that is the better one: a plain "Forty-two" to a follow-up
/// makes no answer the worse.
fn manner(answers: &[&Analysis<'_>], all: &[&Facts]) -> Manner {
    let first = answers.first().map(|answer| Manner::of(&answer.facts.iter().collect::<Vec<_>>())).unwrap_or_default();
    let together = Manner::of(all);
    if answers.len() > 1 && told(&first) > told(&together) { first } else { together }
}

/// Sentences that say something which was not said before.
fn fresh<'f>(all: &[&'f Facts]) -> Vec<&'f Facts> {
    let mut known: BTreeSet<&String> = BTreeSet::new();
    let mut kept = Vec::new();
    for facts in all {
        let new = facts.content.iter().chain(&facts.specifics).filter(|word| known.insert(word)).count();
        if facts.says_something() && (new >= 2 || (new == 1 && !facts.own.is_empty())) {
            kept.push(*facts);
        }
    }
    kept
}
