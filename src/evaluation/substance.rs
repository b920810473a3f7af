//! What kind of answer it is, before anything is judged: none, an echo, a row of catchwords, something else, an answer.

use super::Substance;
use super::facts::Facts;
use super::levels::told;
use super::manner::Manner;
use super::text::{Break, Text};
use super::topic::Asked;
use crate::scenario::QuestionKind;

/// Under this fit to the question a long answer belongs to another one.
pub(crate) const FOREIGN: f64 = 3.25;
/// So much above it, it is still doubtful whether the answer belongs to the question.
const DOUBT: f64 = 0.75;
/// What belongs to its question among neighbours less than this, taken together with a twentieth of its fit, belongs to
/// another one, as seven in eight of the good answers to other questions of their bank do and hardly any to their own. A
/// little lower than what leaving out each open line of work in turn chooses: most people answer what they are asked.
const ELSEWHERE: f64 = -0.5;
/// So far around it, it is in doubt: wholly below, less and less above.
const DOUBT_AMONG: f64 = 0.2;
/// Shorter answers are never called foreign.
const LONG_ENOUGH: usize = 25;
/// Good answers tell their case by more than this, most weak ones by less: general talk is merely vague wherever it is
/// given, and may well be meant for the question.
const CASE: f64 = 1.0;
/// Where an answer stands among neighbours takes more words to be told from chance.
const LONG_ENOUGH_TO_LEAD: usize = 40;

/// Fewer words than this are no row of catchwords.
const SHORTEST_ROW: usize = 8;
/// What rows of catchwords are in all three: their stretches this short on average, so few of them with a verb, so few
/// small words. Half-way between such rows and the tersest of the good answers among the open calibration answers, which
/// tell their case in scraps: 3.3 words, a fifth and 37 in 100 at the least.
const SHORT_STRETCH: f64 = 2.5;
const FEW_COMPLETE: f64 = 0.13;
const FEW_SMALL_WORDS: f64 = 0.31;

/// The kind of answer, and how far it is taken for one to the question: 1 without doubt, 0 hardly.
pub(crate) fn substance(text: &Text<'_>, facts: &[Facts], asked: &Asked<'_>, kind: QuestionKind) -> (Substance, f64) {
    let content = text.tokens.iter().filter(|token| token.content).count();
    let verbs = (0..text.tokens.len()).filter(|&at| text.is_finite(at)).count();
    if kind.is_played() {
        // "No, I am sorry" is an answer to somebody, and nothing said to them is beside the point.
        let said = text.words >= 2 && text.tokens.len() >= 2;
        let substance = if is_row_of_words(text) { Substance::Salad } else { Substance::Answer };
        return (if said { substance } else { Substance::NonAnswer }, 1.0);
    }
    if text.words < 3 || content < 2 || (verbs == 0 && text.words < 5) {
        return (Substance::NonAnswer, 1.0);
    }
    if is_salad(text, asked) {
        return (Substance::Salad, 1.0);
    }
    if is_echo(text, asked) {
        return (Substance::Echo, 1.0);
    }
    if content < 4 && facts.iter().all(|facts| facts.own.is_empty() && facts.specifics.is_empty()) && text.words < 12 {
        return (Substance::NonAnswer, 1.0);
    }
    let fit = asked.fit(text, facts);
    let judgeable = asked.has_subject() && text.words >= LONG_ENOUGH;
    // Only an answer with a story or facts of its own can be an answer to something else; a vague one is merely vague.
    let telling = facts.iter().filter(|facts| facts.says_something() && (facts.acts() || !facts.specifics.is_empty())).count();
    let foreign = match kind {
        QuestionKind::Opening | QuestionKind::Motivation => FOREIGN / 3.0,
        _ => FOREIGN,
    };
    // "I would ..." to "what would you do?" has at least the form of an answer.
    let in_form = kind == QuestionKind::Situational && facts.iter().any(|facts| facts.conditional && !facts.steps_own.is_empty());
    let fits_badly = telling >= 3 && fit < foreign && !in_form;
    if let Some(lead) = asked.lead(facts) {
        let above = lead + fit / 20.0 - ELSEWHERE;
        let tells_a_case = || text.words >= LONG_ENOUGH_TO_LEAD && told(&Manner::of(&facts.iter().collect::<Vec<_>>())) >= CASE;
        return if !judgeable || above >= DOUBT_AMONG || !(fits_badly || tells_a_case()) {
            (Substance::Answer, 1.0)
        } else if above < -DOUBT_AMONG {
            (Substance::OffTopic, 0.0)
        } else {
            (Substance::Answer, (above / DOUBT_AMONG).max(0.0))
        };
    }
    if judgeable && fits_badly {
        return (Substance::OffTopic, 0.0);
    }
    let doubtful = judgeable && fit < if telling >= 3 { foreign + DOUBT } else { 1.0 };
    (Substance::Answer, if doubtful { 0.0 } else { 1.0 })
}

/// Nearly all that is said was in the question.
fn is_echo(text: &Text<'_>, asked: &Asked<'_>) -> bool {
    let stems: std::collections::BTreeSet<&String> = text.tokens.iter().filter(|token| token.content).map(|token| &token.stem).collect();
    let given_back = stems.iter().filter(|stem| asked.own.contains(**stem)).count();
    let fresh = stems.len() - given_back;
    given_back >= 2 && (given_back >= fresh * 2 || (fresh <= 3 && given_back >= fresh))
}

/// A text too short in small words to be speech.
pub(crate) fn is_row_of_words(text: &Text<'_>) -> bool {
    let count = text.tokens.len();
    count >= SHORTEST_ROW && functional(text) < 0.24
}

/// The share of small words.
fn functional(text: &Text<'_>) -> f64 {
    text.tokens.iter().filter(|token| token.stop).count() as f64 / text.tokens.len().max(1) as f64
}

/// Words in a row that make no sentences.
fn is_salad(text: &Text<'_>, asked: &Asked<'_>) -> bool {
    let count = text.tokens.len();
    if count < SHORTEST_ROW {
        return false;
    }
    let verbs = (0..count).filter(|&at| text.is_finite(at)).count();
    if is_row_of_words(text) || verbs * 30 < count {
        return true;
    }
    let functional = functional(text);
    let stretches: Vec<std::ops::Range<usize>> = stretches(text);
    let mean = count as f64 / stretches.len() as f64;
    let complete = stretches.iter().filter(|stretch| stretch.len() >= 3 && (*stretch).clone().any(|at| text.is_finite(at))).count() as f64
        / stretches.len() as f64;
    let coverage = asked.cue_coverage(text);
    (stretches.len() >= 5 && mean < SHORT_STRETCH && complete < FEW_COMPLETE && functional < FEW_SMALL_WORDS)
        || coverage > 0.6
        || (coverage > 0.4 && (functional < 0.35 || mean < 3.4))
}

/// Stretches between punctuation.
fn stretches(text: &Text<'_>) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for at in 1..=text.tokens.len() {
        if at == text.tokens.len() || text.tokens[at].before != Break::None {
            found.push(start..at);
            start = at;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::evaluation::exchange::unplanned;
    use crate::evaluation::lexicon;

    fn is_row(text: &str) -> bool {
        let lexicon = lexicon::of("en").unwrap();
        let question = unplanned("any#one", "Tell me about a night on which a machine failed.");
        is_salad(&Text::new(lexicon, text), &Asked::among(lexicon, &question, BTreeSet::new()))
    }

    #[test]
    fn a_case_told_in_scraps_is_no_row_of_catchwords() {
        assert!(!is_row(
            "Night shift, in March. Pump two was down, pump three dripping. I rang Dana. No answer, and no one on call. So, valve four shut, \
             tagged, and on the board. Fed from B, forty litres a minute. At six, new seal. Two pallets lost, not twelve."
        ));
        assert!(is_row("Teamwork, quality, safety first. Lean, root cause, five whys. Ownership, escalation, clear targets, of course."));
    }
}
