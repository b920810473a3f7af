//! The four parts of a story: situation, task, action, result.

use std::collections::BTreeSet;

use super::facts::Facts;
use super::text::Text;
use super::{Span, StarSpans};

/// Finds the parts. `question` are the stems of the question's own words: giving them back tells no result.
pub(crate) fn star(text: &Text<'_>, all: &[Facts], question: &BTreeSet<String>) -> StarSpans {
    // Sentences that say nothing have no place in the story, so padding cannot move its parts.
    let telling: Vec<&Facts> = all.iter().filter(|facts| facts.says_something()).collect();
    let facts = telling.as_slice();
    let span = |at: usize| facts.get(at).map(|facts| text.span(&facts.range));
    let own = facts.iter().position(|facts| !facts.own.is_empty());
    let action = own.or_else(|| facts.iter().position(|facts| !facts.team.is_empty()));
    let before_action = action.map_or(facts.len(), |at| at + 1);
    let marked = facts.iter().take(before_action.max(2)).position(|facts| facts.situation && !facts.conditional);
    // Without "last year" or "on the ward": something checkable happened before the candidate acted.
    let scene = || {
        facts.iter().take(action.unwrap_or(0)).position(|facts| {
            facts.real && !facts.conditional && facts.content.len() >= 3 && !facts.specifics.is_empty() && facts.other > 0
        })
    };
    let situation = marked.or_else(scene);
    let task = facts.iter().position(|facts| facts.task && !facts.conditional);
    StarSpans {
        situation: situation.and_then(span),
        task: task.and_then(span),
        action: action.and_then(span),
        result: action.and_then(|action| result(text, facts, question, action)),
    }
}

fn result(text: &Text<'_>, facts: &[&Facts], question: &BTreeSet<String>, action: usize) -> Option<Span> {
    let concrete = |facts: &Facts| {
        let fresh = facts.content.iter().filter(|stem| !question.contains(*stem)).count();
        facts.real && !facts.conditional && (fresh >= 2 || (fresh >= 1 && !facts.specifics.is_empty()))
    };
    let marked = |at: usize, facts: &Facts| {
        facts.result_at.is_some_and(|mark| at > action || facts.own_at.is_some_and(|own| mark > own + 3) || facts.own_at.is_none())
    };
    let candidates = || facts.iter().copied().enumerate().skip(action);
    let by_cue = candidates().rfind(|(at, facts)| concrete(facts) && marked(*at, facts));
    // An ending without a signal word: after the action, somebody else or something else did something.
    let by_ending = || {
        candidates().rfind(|(at, facts_here)| {
            *at > action
                && *at * 3 >= facts.len() * 2
                && concrete(facts_here)
                && facts_here.own.is_empty()
                && (facts_here.other > 0 || !facts_here.team.is_empty())
        })
    };
    by_cue.or_else(by_ending).map(|(_, facts)| text.span(&facts.range))
}
