//! The turns of a session sorted by question, each answer read.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::features::Features;
use super::lexicon::Lexicon;
use super::played::Played;
use super::read::{Analysis, analyse_for, combine};
use super::substance::FOREIGN;
use super::topic::{Asked, content, shared_by};
use super::{Substance, facts::Facts};
use crate::interview::{Blueprint, Speaker, Turn, TurnId, TurnKind};
use crate::scenario::{Gap, Neighbour, Question, QuestionKind};

/// Spoken words that were recognised with less than this on average are not judged.
const CLEAR_ENOUGH: f32 = 0.4;
/// An answer that fits its question as well as this was given to it.
const FITS_WELL: f64 = 8.0;
/// Under that, it belongs to another planned question that it fits by so much more; above it, by twice as much.
const FITS_BETTER: f64 = 3.0;

/// One answering turn.
pub(crate) struct Answering<'a> {
    pub(crate) turn: &'a Turn,
    /// What the follow-up before it was aimed at.
    pub(crate) probe: Option<Gap>,
    pub(crate) analysis: Analysis<'a>,
}

/// A question, what was said to it, and what that amounts to.
pub(crate) struct Exchange<'a> {
    pub(crate) question: Cow<'a, Question>,
    /// As it was asked.
    pub(crate) asked: String,
    /// Stems of the question's words.
    pub(crate) asked_stems: BTreeSet<String>,
    /// All turns.
    pub(crate) turns: Vec<TurnId>,
    /// The candidate's answers.
    pub(crate) answers: Vec<Answering<'a>>,
    /// There is an answer, of whatever kind.
    pub(crate) answered: bool,
    /// Answers that could not be understood.
    pub(crate) unclear: usize,
    pub(crate) substance: Substance,
    /// How far the question was answered at all: 1 without doubt, 0 hardly.
    pub(crate) relevance: f64,
    pub(crate) gaps: Vec<Gap>,
    pub(crate) features: Features,
    /// Breaches of a role-play in these turns.
    pub(crate) breaches: usize,
}

impl<'a> Exchange<'a> {
    /// One answer to one question, outside of any session. There is no turn to quote from.
    pub(crate) fn of_answer(lexicon: &'static Lexicon, question: &'a Question, neighbours: &[Neighbour], answer: &str) -> Self {
        Self::of_answers(lexicon, question, neighbours, &[(None, answer)])
    }

    /// The same with the answers to follow-ups, each with the gap that it was asked for.
    pub(crate) fn of_answers(
        lexicon: &'static Lexicon,
        question: &'a Question,
        neighbours: &[Neighbour],
        answers: &[(Option<Gap>, &str)],
    ) -> Self {
        let apart = Asked::new(lexicon, question).beside(question, neighbours);
        let analyses: Vec<Analysis<'_>> =
            answers.iter().map(|(gap, answer)| analyse_for(&apart, lexicon, question, gap.as_ref(), answer)).collect();
        let all: Vec<&Analysis<'_>> = analyses.iter().collect();
        let (substance, gaps) = combine(question, &all, answers.iter().map(|(gap, _)| gap.as_ref()));
        Self {
            asked: question.text.clone(),
            asked_stems: content(lexicon, &question.text),
            turns: Vec::new(),
            features: Features::of(question, &all),
            answered: true,
            relevance: relevance(&gaps, &all),
            question: Cow::Borrowed(question),
            answers: Vec::new(),
            unclear: 0,
            substance,
            gaps,
            breaches: 0,
        }
    }

    /// Whether an item of the question's list was found in one of the answers.
    pub(crate) fn met(&self, item: &str) -> bool {
        self.answers.iter().any(|answer| answer.analysis.found.iter().any(|found| found.id == item))
    }

    /// Something was said to the question that can be judged.
    pub(crate) fn answered(&self) -> bool {
        self.substance == Substance::Answer && self.answered
    }
}

/// Sorts and reads the turns. Requests and the candidate's own questions are no answers.
pub(crate) fn collect<'a>(lexicon: &'static Lexicon, blueprint: &'a Blueprint, turns: &'a [Turn]) -> Vec<Exchange<'a>> {
    let mut order: Vec<&str> = Vec::new();
    for turn in turns {
        if let Some(id) = turn.question.as_deref()
            && !order.contains(&id)
            && matches!(turn.kind, TurnKind::Question | TurnKind::Probe | TurnKind::Answer)
        {
            order.push(id);
        }
    }
    let trade = shared_by(lexicon, blueprint);
    let mut exchanges: Vec<Exchange<'a>> = order.into_iter().map(|id| exchange(lexicon, blueprint, turns, id, &trade)).collect();
    move_to_their_question(lexicon, &mut exchanges, &trade);
    if blueprint.roleplay.is_some() {
        let spoilt = Played::of(blueprint, turns).breaches;
        for exchange in &mut exchanges {
            exchange.breaches = spoilt.iter().filter(|(_, turn, _)| exchange.turns.contains(turn)).count();
        }
    }
    exchanges
}

fn exchange<'a>(
    lexicon: &'static Lexicon,
    blueprint: &'a Blueprint,
    turns: &'a [Turn],
    id: &str,
    trade: &BTreeSet<String>,
) -> Exchange<'a> {
    let of_question: Vec<&Turn> = turns.iter().filter(|turn| turn.question.as_deref() == Some(id)).collect();
    let asked_turn = of_question.iter().find(|turn| turn.kind == TurnKind::Question);
    let question =
        blueprint.question(id).map_or_else(|| Cow::Owned(unplanned(id, asked_turn.map_or("", |turn| &turn.text))), Cow::Borrowed);
    let asked = as_asked(&question, asked_turn.copied());
    let apart = Asked::of_session(lexicon, blueprint, &question, trade.clone());
    let mut probe = None;
    let mut unclear = 0;
    let mut answers: Vec<Answering<'a>> = Vec::new();
    for turn in &of_question {
        match (turn.speaker, turn.kind) {
            (Speaker::Interviewer, TurnKind::Probe) => probe.clone_from(&turn.gap),
            (Speaker::Candidate, TurnKind::Answer) if is_unclear(turn) => unclear += 1,
            (Speaker::Candidate, TurnKind::Answer) => {
                // A first answer is held against the question, whatever follow-up came between.
                let aim = if answers.is_empty() { None } else { probe.clone() };
                let analysis = analyse_for(&apart, lexicon, &question, aim.as_ref(), &turn.text);
                answers.push(Answering { turn, probe: aim, analysis });
            }
            _ => {}
        }
    }
    let asked_stems = content(lexicon, &asked);
    let mut exchange = Exchange {
        asked_stems,
        turns: of_question.iter().map(|turn| turn.id).collect(),
        substance: Substance::NonAnswer,
        relevance: 1.0,
        gaps: Vec::new(),
        features: Features::default(),
        breaches: 0,
        answered: !answers.is_empty(),
        question,
        asked,
        answers,
        unclear,
    };
    exchange.sum_up();
    exchange
}

/// The words in which a question was asked. What was said before it, in reaction to the last answer, is no part of it.
pub(super) fn as_asked(question: &Question, turn: Option<&Turn>) -> String {
    let said = turn.map(|turn| &turn.text).filter(|said| !said.ends_with(&question.text));
    said.unwrap_or(&question.text).clone()
}

/// The relevance of the answer that leads, unless a follow-up's answer has taken the doubt away.
fn relevance(gaps: &[Gap], analyses: &[&Analysis<'_>]) -> f64 {
    let lead = analyses.iter().find(|analysis| analysis.reading.substance == Substance::Answer);
    lead.filter(|_| gaps.contains(&Gap::Relevance)).map_or(1.0, |lead| lead.relevance)
}

impl Exchange<'_> {
    fn sum_up(&mut self) {
        // A follow-up's answer cannot make up for a first answer to something else.
        let first_is_foreign = self.answers.first().is_some_and(|answer| answer.analysis.reading.substance == Substance::OffTopic)
            && !self.answers.iter().skip(1).any(|answer| answer.analysis.fit >= FOREIGN);
        let analyses: Vec<&Analysis<'_>> = self.answers.iter().map(|answer| &answer.analysis).collect();
        let (substance, gaps) = combine(&self.question, &analyses, self.answers.iter().map(|answer| answer.probe.as_ref()));
        self.substance = if first_is_foreign { Substance::OffTopic } else { substance };
        self.relevance = relevance(&gaps, &analyses);
        self.gaps = gaps;
        self.features = Features::of(&self.question, &analyses);
    }
}

/// An answer that fits its question poorly and another one of this session far better was given to the wrong one.
fn move_to_their_question(lexicon: &'static Lexicon, exchanges: &mut [Exchange<'_>], trade: &BTreeSet<String>) {
    let asked: Vec<(String, Asked<'_>)> =
        exchanges.iter().map(|exchange| (exchange.question.id.clone(), Asked::among(lexicon, &exchange.question, trade.clone()))).collect();
    for exchange in exchanges.iter_mut().filter(|exchange| exchange.answered() && !exchange.question.kind.is_played()) {
        let Some(lead) = exchange.answers.first() else { continue };
        // A vague answer is vague wherever it is given, and "I would" to "what would you do?" has the right form.
        let tells = |facts: &&Facts| facts.says_something() && (!facts.own.is_empty() || !facts.specifics.is_empty());
        let tells = lead.analysis.facts.iter().filter(tells).count() >= 3 && exchange.features.specifics > 0.2;
        let in_form = exchange.question.kind == QuestionKind::Situational
            && lead.analysis.facts.iter().any(|facts| facts.conditional && !facts.steps_own.is_empty())
            && lead.analysis.facts.iter().filter(|facts| !facts.own.is_empty()).count() < 2;
        let elsewhere = asked
            .iter()
            .filter(|(id, _)| *id != exchange.question.id)
            .map(|(_, asked)| asked.fit(&lead.analysis.text, &lead.analysis.facts))
            .fold(0.0, f64::max);
        let here = lead.analysis.fit;
        let better = (here < FITS_WELL && elsewhere >= here + FITS_BETTER) || elsewhere >= (here + 2.0 * FITS_BETTER).max(here * 1.6);
        if tells && !in_form && better {
            exchange.substance = Substance::OffTopic;
        }
    }
}

fn is_unclear(turn: &Turn) -> bool {
    !turn.words.is_empty() && turn.words.iter().map(|word| word.confidence).sum::<f32>() / (turn.words.len() as f32) < CLEAR_ENOUGH
}

/// A question that the plan does not know, for example one that a model worded: it tests nothing in particular.
pub(super) fn unplanned(id: &str, text: &str) -> Question {
    Question {
        id: id.to_owned(),
        text: text.to_owned(),
        kind: QuestionKind::Opening,
        competencies: Vec::new(),
        difficulty: 1,
        minutes: 1,
        keywords: Vec::new(),
        weak: Vec::new(),
        evidence: Vec::new(),
        probes: Vec::new(),
        must: false,
        synonyms: std::collections::BTreeMap::new(),
        topic: None,
        levels: Vec::new(),
        pushback: None,
        cites: None,
    }
}
