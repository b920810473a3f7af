//! What to do before the next interview: exercises for the gaps that occurred most, each with where it occurred.

use super::PlanStep;
use super::exchange::Exchange;
use super::remarks::telling_passage;
use super::wording::Wording;
use crate::interview::Blueprint;
use crate::scenario::Gap;

/// More steps than this nobody takes.
const MOST: usize = 4;
/// Hedges per sentence, and share of empty sentences, from which an exercise is worth it.
const TOO_MUCH: f64 = 0.5;

/// The steps, most useful first. Only gaps with an exercise in the blueprint are named.
pub(crate) fn plan(words: &Wording, blueprint: &Blueprint, exchanges: &[Exchange<'_>]) -> Vec<PlanStep> {
    let heard: Vec<&Exchange<'_>> = exchanges.iter().filter(|exchange| !exchange.answers.is_empty()).collect();
    let mut needs: Vec<(&str, Vec<&Exchange<'_>>)> = Vec::new();
    for advice in &blueprint.advice {
        let lacking: Vec<&Exchange<'_>> = heard.iter().copied().filter(|exchange| lacks(exchange, &advice.gap)).collect();
        if !lacking.is_empty() && !needs.iter().any(|(gap, _)| *gap == advice.gap) {
            needs.push((&advice.gap, lacking));
        }
    }
    // The sort is stable: among equals the one that is asked for first by interviewers.
    needs.sort_by_key(|(gap, lacking)| (std::cmp::Reverse(lacking.len()), rank(gap)));
    needs
        .into_iter()
        .take(MOST)
        .filter_map(|(gap, lacking)| {
            let advice = blueprint.advice.iter().find(|advice| advice.gap == gap)?;
            Some(PlanStep {
                step: advice.step.clone(),
                why: why(words, gap, &lacking, heard.len(), &advice.why),
                resource: advice.resource.clone(),
                source: advice.source.clone(),
            })
        })
        .collect()
}

fn rank(gap: &str) -> usize {
    Gap::NAMED.iter().position(|named| named.to_string() == gap).unwrap_or(Gap::NAMED.len())
}

fn lacks(exchange: &Exchange<'_>, gap: &str) -> bool {
    match gap {
        "structure" => {
            exchange.answered() && exchange.question.kind.tells_a_story() && exchange.features.situation + exchange.features.result < 1.0
        }
        "length" => {
            exchange.answered()
                && exchange.features.empty > TOO_MUCH
                && exchange.answers.iter().any(|answer| answer.analysis.reading.words > 80)
        }
        "hedging" => exchange.answered() && exchange.features.hedging > TOO_MUCH,
        _ => exchange.gaps.iter().any(|missing| missing.to_string() == gap),
    }
}

fn why(words: &Wording, gap: &str, lacking: &[&Exchange<'_>], heard: usize, reason: &str) -> String {
    let count = if heard == 1 { words.plan("why_one").to_owned() } else { words.plan("why").to_owned() };
    let sentence =
        count.replace("{count}", &words.number(lacking.len())).replace("{of}", &words.number(heard)).replace("{gap}", words.gap(gap));
    // Not the same answer for every step.
    let example = lacking.iter().cycle().skip(rank(gap) % lacking.len()).take(lacking.len()).find_map(|exchange| telling_passage(exchange));
    match example {
        Some(evidence) => format!("{sentence} {} {reason}", words.plan("example").replace("{quote}", &evidence.quote)),
        None => format!("{sentence} {reason}"),
    }
}
