//! What an answer lacks, in the order in which it is worth asking for.

use super::{Reading, Substance};
use crate::scenario::{Gap, Question, QuestionKind};

/// At most so many items of the question's own list are asked for after the named gaps.
const EVIDENCE_GAPS: usize = 2;

/// The named gaps that a kind of question calls for, most worth asking first.
#[must_use]
pub(crate) fn called_for(kind: QuestionKind) -> &'static [Gap] {
    match kind {
        QuestionKind::Behavioural => &[
            Gap::Relevance,
            Gap::Action,
            Gap::Ownership,
            Gap::Result,
            Gap::Specifics,
            Gap::Situation,
            Gap::Task,
            Gap::Reasoning,
            Gap::Reflection,
        ],
        QuestionKind::Situational => &[Gap::Relevance, Gap::Action, Gap::Reasoning, Gap::Specifics],
        QuestionKind::Technical | QuestionKind::Domain => &[Gap::Relevance, Gap::Specifics, Gap::Reasoning],
        QuestionKind::Opening | QuestionKind::Motivation => &[Gap::Relevance, Gap::Specifics],
        QuestionKind::Boundary | QuestionKind::Scene => &[],
    }
}

/// What is known about an answer when its gaps are computed.
pub(crate) struct Seen<'a> {
    /// The reading so far.
    pub(crate) reading: &'a Reading,
    /// "I" acts or would act.
    pub(crate) own: bool,
    /// Steps are named, done or planned.
    pub(crate) steps: bool,
    /// It is doubtful whether the answer belongs to the question.
    pub(crate) doubtful: bool,
}

/// The gaps of an answer.
pub(crate) fn gaps(question: &Question, seen: &Seen<'_>) -> Vec<Gap> {
    let Seen { reading, own, steps, doubtful } = *seen;
    let answered = reading.substance == Substance::Answer;
    let lacks = |gap: &Gap| match gap {
        Gap::Relevance => doubtful || reading.substance == Substance::OffTopic,
        Gap::Situation => reading.star.situation.is_none(),
        Gap::Task => reading.star.task.is_none(),
        Gap::Action if question.kind == QuestionKind::Behavioural => reading.star.action.is_none(),
        Gap::Action => !steps,
        Gap::Result => reading.star.result.is_none(),
        // Without any action, asking for one's own part is the same question twice.
        Gap::Ownership => !own && reading.star.action.is_some(),
        Gap::Specifics => reading.specifics.is_empty(),
        Gap::Reasoning => reading.reasoning.is_empty(),
        Gap::Reflection => reading.reflection.is_empty(),
        Gap::Evidence(_) | Gap::Pushback => false,
    };
    let named = called_for(question.kind)
        .iter()
        .filter(|gap| if answered || matches!(gap, Gap::Relevance) { lacks(gap) } else { **gap != Gap::Ownership });
    let most = if question.kind.is_played() { question.evidence.len() } else { EVIDENCE_GAPS };
    let items = question
        .evidence
        .iter()
        .filter(|item| !answered || !reading.evidence.iter().any(|(id, _)| *id == item.id))
        .take(most)
        .map(|item| Gap::Evidence(item.id.clone()));
    named.cloned().chain(items).collect()
}
