//! The embedded judge: rules over evidence. Per competency and answer a level with the quotes it rests on, combined
//! mechanically. What cannot be quoted is not assessed; there is no default score.

use std::collections::BTreeMap;

use super::exchange::{Answering, Exchange, collect};
use super::facts::Facts;
use super::levels::{level, round, score};
use super::quotes::quote;
use super::wording::{self, Wording};
use super::{
    AnswerReport, Cost, Dimension, Evidence, Overall, REPORT_SCHEMA, Report, ReportTurn, SessionInfo, Source, Span, Star, Substance,
};
use super::{lexicon, measures, plan, played, remarks, subjects};
use crate::interview::{Blueprint, Channel, EndReason, Part, Turn};
use crate::scenario::{Gap, Neighbour, Question, Rubric};

/// What an answer that is hardly one to its question keeps of what it shows: less than 2 of 10 on the report's scale, but
/// the better of two such answers stays the better.
const IN_DOUBT: f64 = 0.1;
/// An answer without any action where one is asked for does not rise above this.
const WITHOUT_ACTION: f64 = 2.0;
/// Every answer that says something shows these two, whatever the question tests.
const ALWAYS: [&str; 2] = ["communication", "confidence"];
/// Quotes per dimension.
pub(super) const QUOTES: usize = 4;

/// What the shell knows about a session and the judge cannot.
#[derive(Clone, Debug, PartialEq)]
pub struct Provenance {
    /// The session's id.
    pub session_id: String,
    /// RFC 3339.
    pub started_at: String,
    /// RFC 3339.
    pub ended_at: String,
    /// Active time in milliseconds.
    pub duration_ms: u64,
    /// Why it ended.
    pub ended_because: EndReason,
    /// Who asked, and what worded the questions.
    pub interviewer: Source,
    /// What judged. For the embedded judge: [`embedded_judge`].
    pub judge: Source,
    /// What recognised speech; `None` when everything was typed.
    pub recogniser: Option<String>,
    /// What the interviewer spoke with; `None` when silent.
    pub voice: Option<String>,
    /// What the models cost.
    pub cost: Cost,
}

/// The embedded judge as a source, with the reasons for which a model did not judge.
#[must_use]
pub fn embedded_judge(fallbacks: Vec<String>) -> Source {
    Source { name: wording::of("en").judge.clone(), engine: "embedded".to_owned(), fallbacks }
}

/// Judges a session. The same turns always give the same report.
#[must_use]
pub fn evaluate(blueprint: &Blueprint, turns: &[Turn], provenance: &Provenance) -> Report {
    let language = blueprint.scenario.language.as_str();
    let words = wording::of(language);
    let exchanges = lexicon::of(language).map(|lexicon| collect(lexicon, blueprint, turns));
    let read = exchanges.as_deref().unwrap_or_default();
    let dimensions: Vec<Dimension> = blueprint
        .rubrics
        .iter()
        .map(
            |rubric| {
                if exchanges.is_some() { dimension(words, rubric, read) } else { not_assessed(rubric, words.not_assessed("language")) }
            },
        )
        .collect();
    let (went_well, went_okay, needs_improvement) = remarks::remarks(words, read);
    Report {
        schema: REPORT_SCHEMA.to_owned(),
        session: session(blueprint, provenance),
        turns: turns.iter().map(|turn| report_turn(blueprint, turn)).collect(),
        answers: read.iter().map(|exchange| answer(words, exchange)).collect(),
        overall: overall(&dimensions, read),
        dimensions,
        objective: played::objective(blueprint, turns, provenance.ended_because, &provenance.judge.name),
        coverage: subjects::coverage(blueprint, turns),
        delivery: measures::delivery(words, turns),
        went_well,
        went_okay,
        needs_improvement,
        plan: plan::plan(words, blueprint, read),
        cost: provenance.cost.clone(),
    }
}

fn session(blueprint: &Blueprint, provenance: &Provenance) -> SessionInfo {
    SessionInfo {
        id: provenance.session_id.clone(),
        scenario: blueprint.scenario.id.clone(),
        title: blueprint.scenario.title.clone(),
        role: blueprint.scenario.role.clone(),
        language: blueprint.scenario.language.clone(),
        started_at: provenance.started_at.clone(),
        ended_at: provenance.ended_at.clone(),
        duration_ms: provenance.duration_ms,
        ended_because: provenance.ended_because,
        interviewer: provenance.interviewer.clone(),
        judge: provenance.judge.clone(),
        judging: None,
        recogniser: provenance.recogniser.clone(),
        voice: provenance.voice.clone(),
    }
}

fn report_turn(blueprint: &Blueprint, turn: &Turn) -> ReportTurn {
    let spoken = turn.channel == Some(Channel::Voice) && !turn.words.is_empty();
    ReportTurn {
        index: turn.id,
        speaker: turn.speaker,
        name: (turn.part != Part::Interviewer).then(|| blueprint.voice_of(turn.part).0.to_owned()),
        kind: turn.kind,
        text: turn.text.clone(),
        verbatim: turn.verbatim.clone(),
        start_ms: turn.start.as_millis(),
        end_ms: turn.end.as_millis(),
        words: spoken.then(|| turn.words.clone()),
        question_id: turn.question.clone(),
        gap: turn.gap.clone(),
        cites: turn.cites.clone(),
    }
}

/// The level of one exchange in one dimension; `None` when the question does not test it or nothing was said.
pub(super) fn exchange_level(id: &str, exchange: &Exchange<'_>) -> Option<f64> {
    let always = exchange.answered() && !exchange.question.kind.is_played();
    let asks = exchange.question.competencies.iter().any(|competency| competency == id);
    if !exchange.answered || !(asks || (always && ALWAYS.contains(&id))) {
        return None;
    }
    if !exchange.answered() {
        return Some(1.0);
    }
    if exchange.question.kind.is_played() {
        return Some(played::level(exchange));
    }
    let level = level(id, &exchange.features);
    // A question about something done, answered without anything done, shows little of any competency.
    let no_story = exchange.question.kind.tells_a_story() && exchange.features.action == 0.0;
    let level = if no_story { level.min(WITHOUT_ACTION) } else { level };
    Some(1.0 + (level - 1.0) * (IN_DOUBT + (1.0 - IN_DOUBT) * exchange.relevance))
}

fn dimension(words: &Wording, rubric: &Rubric, exchanges: &[Exchange<'_>]) -> Dimension {
    let tested: Vec<(&Exchange<'_>, f64)> =
        exchanges.iter().filter_map(|exchange| exchange_level(&rubric.id, exchange).map(|level| (exchange, level))).collect();
    if tested.is_empty() {
        let nothing = exchanges.iter().all(|exchange| exchange.answers.is_empty());
        return not_assessed(rubric, words.not_assessed(if nothing { "nothing_answered" } else { "untested" }));
    }
    let substantive: Vec<&Exchange<'_>> = tested.iter().map(|(exchange, _)| *exchange).filter(|exchange| exchange.answered()).collect();
    if substantive.is_empty() {
        return not_assessed(rubric, words.not_assessed("too_little"));
    }
    let evidence = evidence(&rubric.id, &substantive);
    if evidence.is_empty() {
        return not_assessed(rubric, words.not_assessed("no_quote"));
    }
    let levels: Vec<f64> = tested.iter().map(|(_, level)| *level).collect();
    let mean = mean(&levels);
    let rounded = mean.round().clamp(1.0, 5.0) as u8;
    Dimension {
        id: rubric.id.clone(),
        name: rubric.name.clone(),
        score: Some(score(mean)),
        level: Some(rounded),
        anchor: rubric.levels.iter().find(|anchor| anchor.level == rounded).map(|anchor| anchor.text.clone()),
        confidence: confidence(&levels),
        evidence,
        not_assessed: None,
        opinions: None,
    }
}

pub(super) fn not_assessed(rubric: &Rubric, reason: &str) -> Dimension {
    Dimension {
        id: rubric.id.clone(),
        name: rubric.name.clone(),
        score: None,
        level: None,
        anchor: None,
        confidence: 0.0,
        evidence: Vec::new(),
        not_assessed: Some(reason.to_owned()),
        opinions: None,
    }
}

/// How much a mean of levels can be relied on: more answers and more agreement among them. One answer gives 0.37, five
/// that agree 0.9.
fn confidence(levels: &[f64]) -> f64 {
    let amount = 1.0 - 0.63_f64.powi(i32::try_from(levels.len()).unwrap_or(i32::MAX));
    round(amount * (1.0 - (deviation(levels) / 4.0).min(0.5)), 2)
}

/// The best passages, one from each answer before a second one from any.
fn evidence(id: &str, exchanges: &[&Exchange<'_>]) -> Vec<Evidence> {
    let ranked: Vec<Vec<(usize, Evidence)>> = exchanges.iter().map(|exchange| passages(id, exchange)).collect();
    let mut chosen: Vec<Evidence> = Vec::new();
    for place in 0..2 {
        let mut round: Vec<&(usize, Evidence)> = ranked.iter().filter_map(|passages| passages.get(place)).collect();
        round.sort_by_key(|(bearing, _)| std::cmp::Reverse(*bearing));
        for (_, passage) in round {
            if chosen.len() < QUOTES && !chosen.iter().any(|other| other.turn == passage.turn && other.quote == passage.quote) {
                chosen.push(passage.clone());
            }
        }
    }
    chosen.sort_by_key(|passage| passage.turn);
    chosen
}

/// Quotable passages of an exchange with their bearing on the dimension, most telling first.
fn passages(id: &str, exchange: &Exchange<'_>) -> Vec<(usize, Evidence)> {
    let mut found: Vec<(usize, Evidence)> = Vec::new();
    for answer in exchange.answers.iter().filter(|answer| answer.analysis.reading.substance == Substance::Answer) {
        for facts in &answer.analysis.facts {
            if let Some(evidence) = evidence_of(exchange, answer, &answer.analysis.text.span(&facts.range)) {
                found.push((bearing(id, answer, facts), evidence));
            }
        }
    }
    found.sort_by_key(|(bearing, _)| std::cmp::Reverse(*bearing));
    found
}

/// How much a sentence has to do with a dimension.
fn bearing(id: &str, answer: &Answering<'_>, facts: &Facts) -> usize {
    let span = answer.analysis.text.span(&facts.range);
    let star = &answer.analysis.reading.star;
    let part = |part: &Option<Span>| usize::from(part.as_ref() == Some(&span));
    let item = answer.analysis.found.iter().filter(|found| facts.range.contains(&found.at.start)).count();
    let detail = facts.specifics.len().min(3);
    let base = usize::from(facts.says_something()) * 2 + detail;
    base + match id {
        "communication" => 3 * part(&star.result) + 2 * part(&star.situation) + 2 * part(&star.action) + facts.order,
        "technical" => 2 * facts.checks + 2 * item + facts.order + detail,
        "confidence" => {
            2 * facts.own.len().min(2) + 2 * facts.decisions + 3 * facts.admits + 2 * facts.hedges + 3 * facts.blame + 3 * facts.overclaims
        }
        "domain" => 3 * item + facts.reasons,
        "problem_solving" => 2 * facts.reasons + 2 * facts.causes + 2 * facts.alternatives + 2 * part(&star.result) + facts.reflection,
        _ => 2 * item + facts.own.len().min(2),
    }
}

/// A quote from an answer, if the passage can be quoted.
pub(crate) fn evidence_of(exchange: &Exchange<'_>, answer: &Answering<'_>, span: &Span) -> Option<Evidence> {
    quote(answer.turn, &answer.analysis.text, span, &exchange.asked_stems)
}

fn answer(words: &Wording, exchange: &Exchange<'_>) -> AnswerReport {
    let part = |part: &dyn Fn(&Answering<'_>) -> Option<Span>| {
        exchange
            .answers
            .iter()
            .filter(|answer| answer.analysis.reading.substance == Substance::Answer)
            .find_map(|answer| part(answer).and_then(|span| evidence_of(exchange, answer, &span)))
    };
    let story = exchange.question.kind.tells_a_story() && exchange.answered();
    let star = if story {
        Star {
            situation: part(&|answer| answer.analysis.reading.star.situation.clone()),
            task: part(&|answer| answer.analysis.reading.star.task.clone()),
            action: part(&|answer| answer.analysis.reading.star.action.clone()),
            result: part(&|answer| answer.analysis.reading.star.result.clone()),
        }
    } else {
        Star::default()
    };
    let met = |id: &str| exchange.answers.iter().any(|answer| answer.analysis.reading.evidence.iter().any(|(found, _)| found == id));
    let counts = exchange.answered();
    AnswerReport {
        question_id: exchange.question.id.clone(),
        question: exchange.asked.clone(),
        turns: exchange.turns.clone(),
        star,
        gaps: exchange.gaps.clone(),
        notes: remarks::notes(words, exchange),
        missing: exchange.question.evidence.iter().filter(|item| !counts || !met(&item.id)).map(|item| item.text.clone()).collect(),
    }
}

fn overall(dimensions: &[Dimension], exchanges: &[Exchange<'_>]) -> Overall {
    let mut by_answer: BTreeMap<usize, Vec<f64>> = BTreeMap::new();
    for dimension in dimensions.iter().filter(|dimension| dimension.score.is_some()) {
        for (place, exchange) in exchanges.iter().enumerate() {
            if let Some(level) = exchange_level(&dimension.id, exchange) {
                by_answer.entry(place).or_default().push(score(level));
            }
        }
    }
    let per_answer: Vec<f64> = by_answer.values().map(|scores| mean(scores)).collect();
    sum_up(dimensions, &per_answer)
}

/// All dimensions in one number. `several` are scores of the whole whose deviation is told: of answers, or of a model's runs.
pub(super) fn sum_up(dimensions: &[Dimension], several: &[f64]) -> Overall {
    let assessed: Vec<(f64, f64)> =
        dimensions.iter().filter_map(|dimension| dimension.score.map(|score| (score, dimension.confidence))).collect();
    if assessed.is_empty() {
        return Overall { score: None, confidence: 0.0, spread: None };
    }
    let (scores, confidences): (Vec<f64>, Vec<f64>) = assessed.into_iter().unzip();
    let share = scores.len() as f64 / dimensions.len() as f64;
    Overall {
        score: Some(round(mean(&scores), 2)),
        confidence: round(mean(&confidences) * (0.5 + 0.5 * share), 2),
        spread: (several.len() >= 2).then(|| round(deviation(several), 2)),
    }
}

pub(super) fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len().max(1) as f64
}

/// Standard deviation of the values themselves, not an estimate for others.
pub(super) fn deviation(values: &[f64]) -> f64 {
    let mean = mean(values);
    (values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / values.len().max(1) as f64).sqrt()
}

/// How good an exchange was so far, as the mean level over what its question tests; `None` when nothing was said to it that
/// could be judged. By it, questions become easier or harder.
#[must_use]
pub fn standing(question: &Question, neighbours: &[Neighbour], answers: &[(Option<Gap>, &str)]) -> Option<f64> {
    let exchange = Exchange::of_answers(lexicon::of("en")?, question, neighbours, answers);
    let levels: Vec<f64> = question.competencies.iter().filter_map(|id| exchange_level(id, &exchange)).collect();
    (exchange.answered() && !levels.is_empty()).then(|| mean(&levels))
}

/// The levels of one answer by itself, for calibration.
pub(crate) fn single_answer_levels(question: &Question, neighbours: &[Neighbour], answer: &str) -> BTreeMap<String, Option<f64>> {
    let Some(lexicon) = lexicon::of("en") else { return BTreeMap::new() };
    let exchange = Exchange::of_answer(lexicon, question, neighbours, answer);
    let assessed = exchange.answered();
    question.competencies.iter().map(|id| (id.clone(), exchange_level(id, &exchange).filter(|_| assessed))).collect()
}
