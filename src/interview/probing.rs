//! Which gap of an answer is worth a follow-up, and in what words: the embedded interviewer's ear.

use crate::evaluation::{ExchangeReading, is_planned};
use crate::scenario::{Dials, Gap, LineId, QuestionKind};

use super::agenda::Exchange;
use super::wordings::{Wordings, fill, slot_names};

/// A follow-up that is ready to be said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ProbePlan {
    /// What it asks for.
    pub(crate) gap: Gap,
    /// The words.
    pub(crate) text: String,
    /// The candidate's phrase in it.
    pub(crate) quoted: Option<String>,
}

/// How many follow-ups one question may get from an interviewer of this temperament.
#[must_use]
pub(crate) fn budget(dials: &Dials, at_most: u8) -> u8 {
    at_most.min(if dials.probing < 0.34 {
        1
    } else if dials.probing < 0.8 {
        2
    } else {
        3
    })
}

/// The follow-up to the exchange so far, or `None` when there is nothing (more) worth asking.
///
/// A gap is asked for once. A lenient interviewer leaves reasons and lessons alone when the story itself is whole.
pub(crate) fn plan(exchange: &Exchange, reading: &ExchangeReading, dials: &Dials, wordings: &mut Wordings) -> Option<ProbePlan> {
    let words: usize = reading.turns.iter().map(|turn| turn.words).sum();
    let worth = |gap: &&Gap| !exchange.probed.contains(gap) && worth_asking(gap, exchange.question.kind, words, dials);
    reading.gaps.iter().filter(worth).find_map(|gap| say(gap, exchange, reading, wordings))
}

/// A follow-up to an answer that lacks nothing of weight: its reasons, what was learned, or a point of the question's own
/// list that did not come up. `None` when the answer had all of these too.
pub(crate) fn deepen(exchange: &Exchange, reading: &ExchangeReading, wordings: &mut Wordings) -> Option<ProbePlan> {
    let soft = |gap: &&Gap| match gap {
        Gap::Reasoning | Gap::Reflection => true,
        // Only the question itself has words for an item of its list.
        Gap::Evidence(_) => exchange.question.probes.iter().any(|probe| probe.gap == **gap),
        _ => false,
    };
    let gap = reading.gaps.iter().filter(soft).find(|gap| !exchange.probed.contains(gap))?;
    say(gap, exchange, reading, wordings)
}

/// Resistance against what was said, for a question that has some. What was said is named first.
pub(crate) fn push_back(exchange: &Exchange, reading: &ExchangeReading, wordings: &mut Wordings) -> Option<ProbePlan> {
    let pushback = exchange.question.pushback.as_ref()?;
    if exchange.question.kind.is_played() {
        return Some(ProbePlan { gap: Gap::Pushback, text: pushback.text.clone(), quoted: None });
    }
    let said = reading.turns.iter().rev().flat_map(|turn| &turn.said).find(|phrase| !exchange.quoted.contains(*phrase)).cloned();
    let slots: Vec<(&str, &str)> = said.as_deref().map(|said| ("said", said)).into_iter().collect();
    let intro = wordings.say(LineId::PushbackIntro, &slots);
    let quoted = said.filter(|said| intro.contains(said.as_str()));
    Some(ProbePlan { gap: Gap::Pushback, text: format!("{intro} {}", pushback.text).trim_start().to_owned(), quoted })
}

/// What the question says about one gap.
pub(crate) fn say(gap: &Gap, exchange: &Exchange, reading: &ExchangeReading, wordings: &mut Wordings) -> Option<ProbePlan> {
    // The words just heard come before the earlier ones, and none is given back twice.
    let fresh = |phrase: &&String| !exchange.quoted.contains(*phrase);
    let thing = reading.turns.iter().rev().flat_map(|turn| &turn.things).find(fresh).cloned();
    let said = reading.turns.iter().rev().flat_map(|turn| &turn.said).find(fresh).cloned();
    word(gap, exchange, thing.as_deref(), said.as_deref(), wordings)
}

fn worth_asking(gap: &Gap, kind: QuestionKind, words: usize, dials: &Dials) -> bool {
    match gap {
        // Belongs to asking the question again, which is not a probe.
        Gap::Relevance | Gap::Pushback => false,
        Gap::Action | Gap::Ownership | Gap::Result | Gap::Specifics => true,
        Gap::Situation | Gap::Task => dials.strictness >= 0.5 || words < 60,
        Gap::Reasoning => dials.strictness >= 0.4 || kind != QuestionKind::Behavioural,
        Gap::Reflection => dials.strictness >= 0.6,
        Gap::Evidence(_) => dials.probing >= 0.4,
    }
}

/// Words for a gap: the question's own probes first, those that can name something the candidate said before the others.
fn word(gap: &Gap, exchange: &Exchange, thing: Option<&str>, said: Option<&str>, wordings: &mut Wordings) -> Option<ProbePlan> {
    let phrase = |slot: &str| match slot {
        "thing" => thing,
        "said" => said,
        _ => None,
    };
    let own: Vec<&str> = exchange.question.probes.iter().filter(|probe| probe.gap == *gap).map(|probe| probe.text.as_str()).collect();
    let fits = |text: &str| suits(text, thing, said);
    let with_slot = own.iter().filter(|text| fits(text)).find_map(|text| {
        let slot = slot_names(text).next()?;
        phrase(slot).map(|words| (fill(text, &[(slot, words)]), words.to_owned()))
    });
    if let Some((text, quoted)) = with_slot {
        return Some(ProbePlan { gap: gap.clone(), text, quoted: Some(quoted) });
    }
    let general = LineId::probe_for(gap, exchange.question.kind);
    if let Some(id) = general.filter(|_| thing.is_some() || said.is_some()) {
        let slots: Vec<(&str, &str)> =
            [("thing", thing), ("said", said)].into_iter().filter_map(|(slot, words)| words.map(|w| (slot, w))).collect();
        let text = wordings.say_where(id, &slots, &fits);
        let quoted = slots.iter().map(|(_, words)| *words).find(|words| text.contains(words)).map(str::to_owned);
        if !text.is_empty() {
            return Some(ProbePlan { gap: gap.clone(), text, quoted });
        }
    }
    if let Some(text) = own.iter().find(|text| slot_names(text).next().is_none()) {
        return Some(ProbePlan { gap: gap.clone(), text: (*text).to_owned(), quoted: None });
    }
    let text = general.map(|id| wordings.say(id, &[])).unwrap_or_default();
    (!text.is_empty()).then(|| ProbePlan { gap: gap.clone(), text, quoted: None })
}

/// Whether a wording holds with these phrases. Where the phrase has a sentence of its own ("You mentioned {thing}. What
/// ...?") it always does. Inside the question ("After {thing}, what ...?", "When {said}, what ...?") it carries the
/// meaning, so a thing has to be more than "the mood", and a clause something that was done.
fn suits(text: &str, thing: Option<&str>, said: Option<&str>) -> bool {
    let inside = |slot: &str| text.split_inclusive(['.', '?']).any(|sentence| sentence.contains(slot) && sentence.ends_with('?'));
    let telling = |thing: &str| thing.split_whitespace().count() > 2 || thing.chars().any(char::is_uppercase);
    (!inside("{thing}") || thing.is_none_or(telling)) && (!inside("{said}") || said.is_none_or(|said| !is_planned(said)))
}
