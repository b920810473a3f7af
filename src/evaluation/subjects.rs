//! Subjects that have to come up: whether the candidate has spoken of them, and with which words.

use super::SubjectReport;
use super::lexicon::{self, Lexicon};
use super::played::{said, stems};
use super::quotes::quote;
use super::text::Text;
use super::topic::content;
use crate::interview::{Blueprint, Speaker, Turn, TurnKind};

/// Whether a subject came up in what the candidate said, whatever the question was.
#[must_use]
pub fn covered(language: &str, cues: &[String], turns: &[Turn]) -> bool {
    let Some(lexicon) = lexicon::of(language) else { return true };
    let cues = stems(lexicon, cues);
    answers(turns).any(|turn| said(&Text::new(lexicon, &turn.text), &cues).is_some())
}

/// The plan's subjects, each with the first words about it that can be quoted. Empty in a language without word lists, since
/// nothing can be said about it then.
pub(crate) fn coverage(plan: &Blueprint, turns: &[Turn]) -> Vec<SubjectReport> {
    let Some(lexicon) = lexicon::of(&plan.scenario.language) else { return Vec::new() };
    let subject = |cover: &crate::scenario::Cover| {
        let cues = stems(lexicon, &cover.cues);
        let texts = answers(turns).map(|turn| (turn, Text::new(lexicon, &turn.text)));
        let hits: Vec<(&Turn, Text<'_>)> = texts.filter(|(_, text)| said(text, &cues).is_some()).collect();
        let evidence = hits.iter().find_map(|(turn, text)| {
            let hit = text.span(&said(text, &cues)?);
            let sentences = text.sentences.iter().map(|range| text.span(range));
            let whole = sentences.into_iter().find(|range| range.start <= hit.start && hit.start < range.end)?;
            quote(turn, text, &whole, &asked(lexicon, plan, turns, turn))
        });
        SubjectReport { id: cover.id.clone(), title: cover.title.clone(), covered: !hits.is_empty(), evidence }
    };
    plan.cover.iter().map(subject).collect()
}

fn answers(turns: &[Turn]) -> impl Iterator<Item = &Turn> {
    turns.iter().filter(|turn| turn.speaker == Speaker::Candidate && turn.kind == TurnKind::Answer)
}

/// The words of what was asked just before, which are no words of the candidate's own.
fn asked(lexicon: &Lexicon, plan: &Blueprint, turns: &[Turn], answer: &Turn) -> std::collections::BTreeSet<String> {
    let before = turns.iter().rev().find(|turn| turn.speaker == Speaker::Interviewer && turn.id < answer.id);
    let question = answer.question.as_deref().and_then(|id| plan.question(id));
    let mut words = before.map(|turn| content(lexicon, &turn.text)).unwrap_or_default();
    words.extend(question.map(|question| content(lexicon, &question.text)).unwrap_or_default());
    words
}
