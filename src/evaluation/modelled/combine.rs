//! Several judgements of a model, and the embedded judge's beside them, become one report, by arithmetic alone.

use std::collections::BTreeSet;

use super::held::{Held, held_down};
use super::opinion::{Opinion, Verdict};
use crate::evaluation::exchange::collect;
use crate::evaluation::judge::{QUOTES, deviation, mean, not_assessed, sum_up};
use crate::evaluation::levels::{round, score};
use crate::evaluation::wording::{self, Wording};
use crate::evaluation::{Dimension, Evidence, Judging, Opinions, Report, Source, lexicon};
use crate::interview::{Blueprint, Turn, TurnId};
use crate::scenario::Rubric;

/// From so many levels on, two opinions are said to differ.
const APART: u8 = 2;

/// Who judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelJudge {
    /// "small-1 at models.example".
    pub name: String,
    /// "small-1".
    pub engine: String,
    /// Times that it was asked.
    pub runs: u32,
    /// Why some of these brought nothing.
    pub fallbacks: Vec<String>,
}

/// Makes the report of a session that a model has judged, from the embedded judge's report of the same session. Without any
/// opinion that report stays as it is.
#[must_use]
pub fn combine(plan: &Blueprint, turns: &[Turn], embedded: Report, opinions: &[Opinion], judge: ModelJudge) -> Report {
    if opinions.is_empty() {
        return embedded;
    }
    let words = wording::of(&plan.scenario.language);
    let exchanges = lexicon::of(&plan.scenario.language).map(|lexicon| collect(lexicon, plan, turns)).unwrap_or_default();
    let held: Vec<Option<Held>> = plan.rubrics.iter().map(|rubric| held_down(&rubric.id, &exchanges)).collect();
    let dimensions: Vec<Dimension> = plan
        .rubrics
        .iter()
        .zip(&held)
        .map(|(rubric, held)| {
            let rules = embedded.dimensions.iter().find(|dimension| dimension.id == rubric.id).and_then(|dimension| dimension.level);
            dimension(words, rubric, opinions, judge.runs, rules, *held)
        })
        .collect();
    let per_run: Vec<f64> = opinions
        .iter()
        .filter_map(|opinion| {
            let levels = plan.rubrics.iter().zip(&held).filter_map(|(rubric, held)| {
                let level = opinion.verdicts.get(&rubric.id)?.level?;
                Some(score(f64::from(level).min(held.map_or(5.0, |held| held.most))))
            });
            let levels: Vec<f64> = levels.collect();
            (!levels.is_empty()).then(|| mean(&levels))
        })
        .collect();
    let mut report = embedded;
    report.session.judging = Some(Judging {
        runs: judge.runs,
        counted: u32::try_from(opinions.len()).unwrap_or(u32::MAX),
        quotes: opinions.iter().map(|opinion| opinion.quotes).sum(),
        quotes_dropped: opinions.iter().map(|opinion| opinion.dropped).sum(),
        embedded_score: report.overall.score,
    });
    report.session.judge = Source { name: judge.name, engine: judge.engine, fallbacks: judge.fallbacks };
    report.overall = sum_up(&dimensions, &per_run);
    report.dimensions = dimensions;
    if let Some(typical) = opinions.iter().min_by_key(|opinion| oddness(opinion, &report.dimensions)) {
        put_into_words(&mut report, typical);
    }
    report
}

/// How far an opinion lies from what came out, in levels: the words are taken from the one that lies nearest.
fn oddness(opinion: &Opinion, dimensions: &[Dimension]) -> u32 {
    let away = |dimension: &Dimension| match (opinion.verdicts.get(&dimension.id).and_then(|verdict| verdict.level), dimension.level) {
        (Some(own), Some(level)) => u32::from(own.abs_diff(level)),
        (None, None) => 0,
        _ => u32::from(APART),
    };
    dimensions.iter().map(away).sum()
}

/// Takes a model's notes and remarks over, where it has any.
fn put_into_words(report: &mut Report, opinion: &Opinion) {
    for answer in &mut report.answers {
        if let Some(notes) = opinion.notes.get(&answer.question_id) {
            answer.notes.clone_from(notes);
        }
    }
    let lists = [
        (&mut report.went_well, &opinion.strengths),
        (&mut report.went_okay, &opinion.mixed),
        (&mut report.needs_improvement, &opinion.weaknesses),
    ];
    for (list, own) in lists {
        if !own.is_empty() {
            list.clone_from(own);
        }
    }
}

fn dimension(words: &Wording, rubric: &Rubric, opinions: &[Opinion], runs: u32, rules: Option<u8>, held: Option<Held>) -> Dimension {
    let verdicts: Vec<&Verdict> = opinions.iter().filter_map(|opinion| opinion.verdicts.get(&rubric.id)).collect();
    let of_runs: Vec<Option<u8>> =
        opinions.iter().map(|opinion| opinion.verdicts.get(&rubric.id).and_then(|verdict| verdict.level)).collect();
    let given: Vec<u8> = of_runs.iter().copied().flatten().collect();
    let levels: Vec<f64> = given.iter().copied().map(f64::from).collect();
    let points: Vec<f64> = levels.iter().copied().map(score).collect();
    let mut opinion = Opinions {
        spread: (points.len() >= 2).then(|| round(deviation(&points), 2)),
        runs: of_runs,
        embedded: rules,
        disagreement: None,
        held_down: None,
    };
    if given.is_empty() || given.len() * 2 < opinions.len() {
        let reason = || verdicts.iter().find_map(|verdict| verdict.reason.clone());
        let unfounded = verdicts.iter().any(|verdict| verdict.unfounded);
        let why = if !given.is_empty() {
            words.modelled("few_runs").to_owned()
        } else {
            reason().unwrap_or_else(|| words.modelled(if unfounded { "no_quote" } else { "silent" }).to_owned())
        };
        return Dimension { opinions: Some(opinion), ..not_assessed(rubric, &why) };
    }
    let middle = median(&given);
    let level = middle.min(held.map_or(middle, |held| held.most));
    let rounded = level.round().clamp(1.0, 5.0) as u8;
    opinion.disagreement = disagreement(words, &given, rounded, rules);
    opinion.held_down = held
        .filter(|held| held.most < middle)
        .map(|held| words.modelled("held_down").replace("{count}", &words.number(held.count)).replace("{of}", &words.number(held.of)));
    let near = |verdict: &&&Verdict| verdict.level.is_some_and(|level| (f64::from(level) - middle).abs() <= 1.0);
    let evidence = chosen(verdicts.iter().filter(near).map(|verdict| verdict.evidence.as_slice()));
    let answers: BTreeSet<TurnId> = evidence.iter().map(|evidence| evidence.turn).collect();
    Dimension {
        id: rubric.id.clone(),
        name: rubric.name.clone(),
        score: Some(score(level)),
        level: Some(rounded),
        anchor: rubric.levels.iter().find(|anchor| anchor.level == rounded).map(|anchor| anchor.text.clone()),
        confidence: confidence(answers.len(), &levels, runs),
        evidence,
        not_assessed: None,
        opinions: Some(opinion),
    }
}

/// The middle one, or the mean of the two in the middle: one run that strays does not move it.
fn median(levels: &[u8]) -> f64 {
    let mut sorted: Vec<f64> = levels.iter().copied().map(f64::from).collect();
    sorted.sort_by(f64::total_cmp);
    let half = sorted.len() / 2;
    if sorted.len() % 2 == 1 { sorted[half] } else { mean(&sorted[half - 1..=half]) }
}

/// More answers that are quoted, as with the embedded judge; more agreement among the runs; and more of them that came.
fn confidence(answers: usize, levels: &[f64], runs: u32) -> f64 {
    let amount = 1.0 - 0.63_f64.powi(i32::try_from(answers).unwrap_or(i32::MAX));
    let agreement = 1.0 - (deviation(levels) / 2.0).min(0.5);
    let share = (levels.len() as f64 / f64::from(runs.max(1))).min(1.0);
    round(amount * agreement * (0.5 + 0.5 * share), 2)
}

fn disagreement(words: &Wording, given: &[u8], level: u8, rules: Option<u8>) -> Option<String> {
    let (least, most) = (given.iter().min()?, given.iter().max()?);
    let mut sentences: Vec<String> = Vec::new();
    if most - least >= APART {
        let levels = given.iter().map(u8::to_string).collect::<Vec<_>>().join(", ");
        sentences.push(words.modelled("runs_differ").replace("{levels}", &levels));
    }
    if let Some(rules) = rules.filter(|rules| rules.abs_diff(level) >= APART) {
        let sentence = words.modelled("judges_differ").replace("{level}", &level.to_string());
        sentences.push(sentence.replace("{embedded}", &rules.to_string()));
    }
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

/// Those that most runs name, one from each answer before a second one from any; of two that overlap the first.
fn chosen<'e>(lists: impl Iterator<Item = &'e [Evidence]>) -> Vec<Evidence> {
    let mut counted: Vec<(usize, &Evidence)> = Vec::new();
    for evidence in lists.flatten() {
        let same = |other: &Evidence| {
            other.turn == evidence.turn && (other.quote.contains(&evidence.quote) || evidence.quote.contains(&other.quote))
        };
        match counted.iter_mut().find(|(_, other)| same(other)) {
            Some((count, _)) => *count += 1,
            None => counted.push((1, evidence)),
        }
    }
    counted.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let mut chosen: Vec<&Evidence> = Vec::new();
    for place in 0..QUOTES {
        for (_, evidence) in &counted {
            let of_turn = chosen.iter().filter(|other| other.turn == evidence.turn).count();
            if of_turn == place && chosen.len() < QUOTES && !chosen.contains(evidence) {
                chosen.push(evidence);
            }
        }
    }
    let mut chosen: Vec<Evidence> = chosen.into_iter().cloned().collect();
    chosen.sort_by_key(|evidence| evidence.turn);
    chosen
}
