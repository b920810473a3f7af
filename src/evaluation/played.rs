//! What is really said to somebody: which items of a scene's list it holds, which breaches, and how far the objective of a
//! role-play is reached. The played person reacts by it, and the report rests on it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::exchange::Exchange;
use super::lexicon::{self, Class, Lexicon};
use super::quotes::quote;
use super::speech_acts;
use super::substance::is_row_of_words;
use super::text::{Break, Text};
use super::topic::content;
use super::{Criterion, Evidence, ObjectiveReport, Outcome, Span};
use crate::interview::{Blueprint, EndReason, Speaker, Turn, TurnId, TurnKind};
use crate::scenario::{Breach, EvidenceItem, Question};

/// What a needed item counts, beside one that is merely good.
const NEEDED: f64 = 2.0;

/// Words between a negation and what it denies, at most: "I cannot send you a fitter".
const REACH: usize = 4;

/// Where the first of these cues is said. Behind a "not" it is not said, and questions count: to ask is to act here.
pub(crate) fn said(text: &Text<'_>, cues: &[Vec<String>]) -> Option<Range<usize>> {
    said_where(text, cues, &|_, hit| {
        let near = (hit.start.saturating_sub(REACH)..hit.start).rev().take_while(|&at| text.tokens[at + 1].before == Break::None);
        !near.into_iter().any(|at| is_negation(text, at))
    })
}

/// Where the first of these cues is said as a claim of one's own: nowhere in a sentence that denies or asks something, and not
/// as what the other side wants. To accuse somebody wrongly is worse than to let one slip pass.
fn claimed(text: &Text<'_>, cues: &[Vec<String>]) -> Option<Range<usize>> {
    said_where(text, cues, &|sentence, hit| {
        let wish = |at: usize| {
            let next = text.tokens.get(at + 1).map_or("", |token| token.lower.as_str());
            text.tokens[at].lower == "you" && at + 1 < hit.start && THEIRS.contains(&next)
        };
        !speech_acts::is_question(text, sentence)
            && !sentence.clone().any(|at| is_negation(text, at))
            && !(sentence.start..hit.start).any(wish)
    })
}

/// "You want", "you were promised": what follows is theirs.
const THEIRS: &[&str] = &["want", "wanted", "need", "needed", "ask", "asked", "wish", "expect", "expected", "hoped", "were", "would"];

fn said_where(text: &Text<'_>, cues: &[Vec<String>], holds: &dyn Fn(&Range<usize>, &Range<usize>) -> bool) -> Option<Range<usize>> {
    // A cue that says "not" itself means it so.
    let plain = |cue: &Vec<String>| !cue.iter().any(|stem| matches!(stem.as_str(), "not" | "no" | "cannot" | "nobodi" | "noth" | "never"));
    let hit = |cue: &Vec<String>| {
        let held = |sentence: &Range<usize>| text.find(cue, sentence).filter(|hit| !plain(cue) || holds(sentence, hit));
        text.sentences.iter().find_map(held)
    };
    cues.iter().find_map(hit)
}

fn is_negation(text: &Text<'_>, at: usize) -> bool {
    text.tokens[at].lower == "cannot" || text.lexicon.is(Class::Negation, &text.tokens[at].lower)
}

pub(crate) fn stems(lexicon: &Lexicon, cues: &[String]) -> Vec<Vec<String>> {
    cues.iter().map(|cue| lexicon.stems.phrase(cue)).filter(|cue| !cue.is_empty()).collect()
}

/// How far a role-play has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Played {
    /// Items that were said: scene and item, with where for the first time.
    pub met: BTreeMap<(String, String), (TurnId, Span)>,
    /// Breaches in the order in which they were said.
    pub breaches: Vec<(String, TurnId, Span)>,
}

impl Played {
    /// What the candidate's turns hold of the plan's scenes. Empty in a language without word lists.
    #[must_use]
    pub fn of(plan: &Blueprint, turns: &[Turn]) -> Self {
        let mut progress = Self::default();
        let Some(lexicon) = lexicon::of(&plan.scenario.language) else { return progress };
        let items: Vec<(&Question, &EvidenceItem, Vec<Vec<String>>)> =
            items(plan).map(|(scene, item)| (scene, item, stems(lexicon, &item.cues))).collect();
        let breaches: Vec<(&Breach, Vec<Vec<String>>)> =
            plan.roleplay.iter().flat_map(|play| &play.breaches).map(|breach| (breach, stems(lexicon, &breach.cues))).collect();
        for turn in turns.iter().filter(|turn| turn.speaker == Speaker::Candidate && turn.kind == TurnKind::Answer) {
            let text = Text::new(lexicon, &turn.text);
            if is_row_of_words(&text) {
                continue;
            }
            for (scene, item, cues) in &items {
                let here = turn.question.as_deref() == Some(scene.id.as_str());
                let act = || item.acts.iter().filter(|_| here).find_map(|row| speech_acts::done(&text, row));
                if let Some(hit) = said(&text, cues).or_else(act) {
                    progress.met.entry((scene.id.clone(), item.id.clone())).or_insert_with(|| (turn.id, text.span(&hit)));
                }
            }
            for (breach, cues) in &breaches {
                if let Some(hit) = claimed(&text, cues) {
                    progress.breaches.push((breach.id.clone(), turn.id, text.span(&hit)));
                }
            }
        }
        progress
    }

    /// Whether an item was said.
    #[must_use]
    pub fn has(&self, scene: &Question, item: &EvidenceItem) -> bool {
        self.met.contains_key(&(scene.id.clone(), item.id.clone()))
    }

    /// Whether everything that the objective needs was said.
    #[must_use]
    pub fn is_reached(&self, plan: &Blueprint) -> bool {
        items(plan).filter(|(_, item)| item.needed).all(|(scene, item)| self.has(scene, item))
    }

    /// Whether the played person has had enough.
    #[must_use]
    pub fn is_spoilt(&self, plan: &Blueprint) -> bool {
        plan.roleplay.as_ref().is_some_and(|play| self.breaches.len() >= usize::from(play.most_breaches))
    }
}

fn items(plan: &Blueprint) -> impl Iterator<Item = (&Question, &EvidenceItem)> {
    plan.questions().flat_map(|(_, scene)| scene.evidence.iter().map(move |item| (scene, item)))
}

/// The level of an exchange of which only the list counts: the share of it that was said, less one for each breach.
pub(crate) fn level(exchange: &Exchange<'_>) -> f64 {
    let weight = |item: &EvidenceItem| if item.needed { NEEDED } else { 1.0 };
    let met: BTreeSet<&String> = exchange.answers.iter().flat_map(|answer| answer.analysis.found.iter().map(|found| &found.id)).collect();
    let whole: f64 = exchange.question.evidence.iter().map(weight).sum();
    let said: f64 = exchange.question.evidence.iter().filter(|item| met.contains(&item.id)).map(weight).sum();
    let share = if whole > 0.0 { said / whole } else { 0.0 };
    (1.0 + 4.0 * share - exchange.breaches as f64).max(1.0)
}

/// The objective in the report: what was needed, what spoilt it, and how it ended.
pub(crate) fn objective(plan: &Blueprint, turns: &[Turn], because: EndReason, judged_by: &str) -> Option<ObjectiveReport> {
    let play = plan.roleplay.as_ref()?;
    let lexicon = lexicon::of(&plan.scenario.language)?;
    let progress = Played::of(plan, turns);
    let evidence = |id: &TurnId, span: &Span, asked: &str| -> Option<Evidence> {
        let turn = turns.iter().find(|turn| turn.id == *id)?;
        let text = Text::new(lexicon, &turn.text);
        let whole =
            text.sentences.iter().map(|range| text.span(range)).find(|range| range.start <= span.start && span.start < range.end)?;
        quote(turn, &text, &whole, &content(lexicon, asked))
    };
    let criteria = items(plan).filter(|(_, item)| item.needed).map(|(scene, item)| {
        let found = progress.met.get(&(scene.id.clone(), item.id.clone()));
        Criterion {
            text: item.text.clone(),
            met: found.is_some(),
            evidence: found.and_then(|(turn, span)| evidence(turn, span, &scene.text)),
            met_by_rules: None,
        }
    });
    let breaches = progress.breaches.iter().filter_map(|(id, turn, span)| {
        let breach = play.breaches.iter().find(|breach| breach.id == *id)?;
        Some(Criterion { text: breach.text.clone(), met: true, evidence: evidence(turn, span, ""), met_by_rules: None })
    });
    let outcome = match because {
        EndReason::Succeeded => Outcome::Reached,
        EndReason::Failed => Outcome::Missed,
        _ if progress.is_reached(plan) && !progress.is_spoilt(plan) => Outcome::Reached,
        _ => Outcome::Open,
    };
    Some(ObjectiveReport {
        text: play.objective.clone(),
        character: play.character.clone(),
        outcome,
        criteria: criteria.collect(),
        breaches: breaches.collect(),
        judged_by: judged_by.to_owned(),
        outcome_by_rules: None,
    })
}
