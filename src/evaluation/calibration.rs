//! How far a judge agrees with people: answers whose levels a person has set, and traps that no judge may fall into.
//! Works for any judge that can be called with a question and an answer.

use std::collections::BTreeMap;

use serde::Serialize;

use super::judge::single_answer_levels;
use super::levels::round;
use crate::scenario::{Calibration, Neighbour, Question, Trap, TrapKind};

/// A judge's levels by dimension, before rounding; `None` where it does not assess.
pub type Levels = BTreeMap<String, Option<f64>>;

/// How often each level that a person gave (rows, 1 to 5) came out as which level of the judge (columns, 1 to 5).
pub type Confusion = [[usize; 5]; 5];

/// How a judge did.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Agreement {
    /// Judgements compared: one per item and competency.
    pub judgements: usize,
    /// Share of rounded levels that equal the person's.
    pub exact: f64,
    /// Share of rounded levels at most one away.
    pub within_one: f64,
    /// Mean of the judge's level minus the person's, before rounding: above 0 the judge is the milder one.
    pub bias: f64,
    /// Mean of the distances, before rounding.
    pub mean_error: f64,
    /// Quadratically weighted kappa of the rounded levels; null when either side used only one level.
    pub weighted_kappa: Option<f64>,
    /// Rounded levels against the person's.
    pub confusion: Confusion,
    /// Pairs of items to one question and competency whose levels a person set apart.
    pub pairs: usize,
    /// Share of these that the judge puts in the same order.
    pub order_kept: f64,
    /// Questions with several answers of different standing, as a person set it: the mean of an answer's levels.
    pub sets: usize,
    /// Of these, how many the judge puts in the same order as a whole.
    pub sets_in_order: usize,
    /// Traps tried.
    pub traps: usize,
    /// Traps avoided.
    pub traps_held: usize,
    /// What went wrong, without the candidate's words: question, competency, intended and given level.
    pub misses: Vec<String>,
}

/// Lets a judge judge everything. Items whose question is not found are misses.
pub fn compare<'q>(
    calibration: &Calibration,
    question: impl Fn(&str) -> Option<&'q Question>,
    mut judge: impl FnMut(&Question, &str) -> Levels,
) -> Agreement {
    let mut misses = Vec::new();
    let mut pairs: Vec<(u8, f64)> = Vec::new();
    let mut by_question: BTreeMap<(&str, &str), Vec<(u8, f64)>> = BTreeMap::new();
    let mut sets: BTreeMap<&str, Vec<(f64, f64)>> = BTreeMap::new();
    for item in &calibration.items {
        let Some(asked) = question(&item.question) else {
            misses.push(format!("{}: no such question.", item.question));
            continue;
        };
        let levels = judge(asked, &item.text);
        for (competency, intended) in &item.competencies {
            // What is not assessed shows nothing: that is the lowest level for the comparison.
            let given = levels.get(competency).copied().flatten().unwrap_or(1.0);
            if (given.round() - f64::from(*intended)).abs() > 1.0 {
                misses.push(format!("{} {competency}: intended {intended}, given {given:.1}.", item.question));
            }
            pairs.push((*intended, given));
            by_question.entry((&item.question, competency)).or_default().push((*intended, given));
        }
        let judged =
            item.competencies.iter().map(|(id, intended)| (f64::from(*intended), levels.get(id).copied().flatten().unwrap_or(1.0)));
        let (intended, given): (Vec<f64>, Vec<f64>) = judged.unzip();
        if !intended.is_empty() {
            let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
            sets.entry(&item.question).or_default().push((mean(&intended), mean(&given)));
        }
    }
    let (mut ordered, mut kept) = (0, 0);
    for ((question, competency), judged) in &by_question {
        for (at, low) in judged.iter().enumerate() {
            for high in judged.iter().skip(at + 1).filter(|high| high.0 != low.0) {
                ordered += 1;
                if (high.0 > low.0) == (high.1 > low.1) && (high.1 - low.1).abs() > f64::EPSILON {
                    kept += 1;
                } else {
                    misses.push(format!(
                        "{question} {competency}: levels {} and {} come out as {:.1} and {:.1}.",
                        low.0, high.0, low.1, high.1
                    ));
                }
            }
        }
    }
    let standings = sets.iter().filter_map(|(question, judged)| Some((question, in_order(judged)?)));
    let (mut whole, mut whole_in_order) = (0, 0);
    for (question, right) in standings {
        whole += 1;
        if right {
            whole_in_order += 1;
        } else {
            misses.push(format!("{question}: its answers do not come out in their order."));
        }
    }
    let tried = |trap: &Trap| question(&trap.question).is_some_and(|asked| holds(trap, asked, &mut judge, &mut misses));
    let held = calibration.traps.iter().map(tried).filter(|held| *held).count();
    let share = |count: usize, of: usize| if of == 0 { 1.0 } else { round(count as f64 / of as f64, 3) };
    let off = |pair: &(u8, f64)| (pair.1.round() - f64::from(pair.0)).abs();
    let error = |pair: &(u8, f64)| pair.1 - f64::from(pair.0);
    let average = |values: f64| round(values / pairs.len().max(1) as f64, 2);
    Agreement {
        judgements: pairs.len(),
        exact: share(pairs.iter().filter(|pair| off(pair) < 0.5).count(), pairs.len()),
        within_one: share(pairs.iter().filter(|pair| off(pair) < 1.5).count(), pairs.len()),
        bias: average(pairs.iter().map(error).sum()),
        mean_error: average(pairs.iter().map(|pair| error(pair).abs()).sum()),
        weighted_kappa: kappa(&confusion(&pairs)),
        confusion: confusion(&pairs),
        pairs: ordered,
        order_kept: share(kept, ordered),
        sets: whole,
        sets_in_order: whole_in_order,
        traps: calibration.traps.len(),
        traps_held: held,
        misses,
    }
}

/// Whether answers come out in their order, each with its intended and its given standing; `None` when all are meant alike.
fn in_order(judged: &[(f64, f64)]) -> Option<bool> {
    let pairs = || judged.iter().enumerate().flat_map(|(at, one)| judged.iter().skip(at + 1).map(move |other| (one, other)));
    let apart = |(one, other): &(&(f64, f64), &(f64, f64))| (one.0 - other.0).abs() > f64::EPSILON;
    pairs()
        .any(|pair| apart(&pair))
        .then(|| pairs().filter(apart).all(|(one, other)| (one.0 > other.0) == (one.1 > other.1) && (one.1 - other.1).abs() > f64::EPSILON))
}

/// The embedded judge for one answer to one question, as [`compare`] takes it.
#[must_use]
pub fn embedded_levels(question: &Question, answer: &str) -> Levels {
    single_answer_levels(question, &[], answer)
}

/// The same, with questions that might have been asked instead: only beside them it is heard when a good answer was given
/// to another question of the same trade.
#[must_use]
pub fn embedded_levels_among(question: &Question, neighbours: &[Neighbour], answer: &str) -> Levels {
    single_answer_levels(question, neighbours, answer)
}

fn holds(trap: &Trap, asked: &Question, judge: &mut impl FnMut(&Question, &str) -> Levels, misses: &mut Vec<String>) -> bool {
    let levels = judge(asked, &trap.text);
    let base = trap.base.as_deref().map(|base| judge(asked, base));
    let mut holds = true;
    for (competency, level) in &levels {
        let limit = match (&base, trap.kind) {
            (Some(base), TrapKind::Padding) => base.get(competency).copied().flatten().unwrap_or(1.0),
            // 2 of 10 is a level of 1 + 4/9.
            _ => 1.0 + 4.0 / 9.0,
        };
        if level.is_some_and(|level| level > limit + 1e-9) {
            misses.push(format!(
                "{} {:?} trap, {competency}: {:.2} is above {limit:.2}.",
                trap.question,
                trap.kind,
                level.unwrap_or_default()
            ));
            holds = false;
        }
    }
    holds
}

fn confusion(pairs: &[(u8, f64)]) -> Confusion {
    let mut table = [[0; 5]; 5];
    for (intended, given) in pairs {
        let row = usize::from(intended.clamp(&1, &5) - 1);
        let column = (given.round().clamp(1.0, 5.0) as usize) - 1;
        table[row][column] += 1;
    }
    table
}

/// Cohen's kappa with quadratic weights over the levels 1 to 5 (Cohen 1968): 1 is full agreement, 0 what chance gives.
fn kappa(table: &Confusion) -> Option<f64> {
    let total = table.iter().flatten().sum::<usize>() as f64;
    let rows: Vec<f64> = table.iter().map(|row| row.iter().sum::<usize>() as f64).collect();
    let columns: Vec<f64> = (0..5).map(|column| table.iter().map(|row| row[column]).sum::<usize>() as f64).collect();
    let (mut seen, mut expected) = (0.0, 0.0);
    for (row, counts) in table.iter().enumerate() {
        for (column, count) in counts.iter().enumerate() {
            let weight = (row as f64 - column as f64).powi(2) / 16.0;
            seen += weight * *count as f64;
            expected += weight * rows[row] * columns[column] / total;
        }
    }
    (expected > 0.0).then(|| round(1.0 - seen / expected, 3))
}
