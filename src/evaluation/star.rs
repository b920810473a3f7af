//! The four parts of a story: situation, task, action, result.

use std::collections::BTreeSet;

use super::facts::Facts;
use super::text::Text;
use super::{Span, StarSpans};

/// Finds the parts. `question` are the stems of the question's own words: giving them back tells no result.
pub(crate) fn star(text: &Text<'_>, facts: &[Facts], question: &BTreeSet<String>) -> StarSpans {
    let span = |at: usize| facts.get(at).map(|facts| text.span(&facts.range));
    let own = facts.iter().position(|facts| !facts.own.is_empty());
    let action = own.or_else(|| facts.iter().position(|facts| !facts.team.is_empty()));
    let before_action = action.map_or(facts.len(), |at| at + 1);
    let situation = facts.iter().take(before_action.max(2)).position(|facts| facts.situation && !facts.conditional);
    let task = facts.iter().position(|facts| facts.task && !facts.conditional);
    StarSpans {
        situation: situation.and_then(span),
        task: task.and_then(span),
        action: action.and_then(span),
        result: action.and_then(|action| result(text, facts, question, action)),
    }
}

fn result(text: &Text<'_>, facts: &[Facts], question: &BTreeSet<String>, action: usize) -> Option<Span> {
    let concrete = |facts: &Facts| {
        let fresh = facts.content.iter().filter(|stem| !question.contains(*stem)).count();
        facts.real && !facts.conditional && (fresh >= 2 || (fresh >= 1 && !facts.specifics.is_empty()))
    };
    let marked = |at: usize, facts: &Facts| {
        facts.result_at.is_some_and(|mark| at > action || facts.own_at.is_some_and(|own| mark > own + 3) || facts.own_at.is_none())
    };
    let candidates = || facts.iter().enumerate().skip(action);
    let by_cue = candidates().filter(|(at, facts)| concrete(facts) && marked(*at, facts)).last();
    // An ending without a signal word: after the action, somebody else or something else did something.
    let by_ending = || {
        candidates()
            .filter(|(at, facts_here)| {
                *at > action && *at * 3 >= facts.len() * 2 && concrete(facts_here) && facts_here.own.is_empty() && (facts_here.other > 0 || !facts_here.team.is_empty())
            })
            .last()
    };
    by_cue.or_else(by_ending).map(|(_, facts)| text.span(&facts.range))
}
