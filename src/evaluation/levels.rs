//! From features to a level from 1 to 5, one small table of weights per dimension.
//!
//! The weights were fitted to answers whose levels people had set (`seeds/calibration/general/`),
//! held near a hand-written prior so that every sign that the rubric names counts. Nothing negative can raise a level,
//! and nothing positive grows with length: see [`Features`].

use super::features::Features;
use crate::scenario::QuestionKind;

/// One answer's level in one dimension, from 1 to 5, before rounding.
pub(crate) fn level(dimension: &str, kind: QuestionKind, f: &Features) -> f64 {
    // What is said and taken back in the same breath counts for less.
    let taken_back = 0.2 * f.hedging;
    let raw = match dimension {
        "communication" => 1.2 + 0.65 * shape(kind, f) + 1.35 * f.specifics + 1.4 * f.evidence + 0.65 * f.own - 0.35 * f.hedging,
        "technical" => {
            let method = 0.75 * f.checks + 0.35 * f.order + 0.1 * f.conditions + 0.25 * f.problem;
            0.95 + method - taken_back + 1.45 * f.specifics + 1.3 * f.evidence + 0.6 * f.own + 0.2 * f.keywords
        }
        "confidence" => {
            let ownership = 1.0 * f.own + 0.4 * f.own_share + 0.45 * f.decisions;
            let support = 1.4 * f.specifics + 0.55 * f.result + 0.15 * f.reasons;
            let measure = 0.2 * f.admits + 0.15 * f.credits - 0.5 * f.hedging - 0.8 * f.blame - 0.8 * f.overclaim;
            1.15 + ownership + support + measure
        }
        "domain" => {
            let judgement = 1.7 * f.evidence + 0.4 * f.keywords + 0.15 * f.reasons + 0.35 * f.causes + 0.1 * f.conditions;
            0.95 + judgement - taken_back + 1.4 * f.specifics + 0.7 * f.own
        }
        "problem_solving" => {
            let analysis = 0.2 * f.problem + 0.5 * f.causes + 0.4 * f.alternatives + 0.15 * f.reasons + 0.1 * f.conditions;
            let outcome = 0.15 * f.result + 0.35 * f.checks + 0.1 * f.reflection;
            0.95 + analysis + outcome - taken_back + 0.7 * f.own + 1.45 * f.specifics + 1.3 * f.evidence
        }
        // A scenario's own competency: what its questions' lists ask for, told with facts and reasons.
        _ => 1.0 - taken_back + 1.7 * f.evidence + 1.4 * f.specifics + 0.7 * f.own + 0.3 * f.reasons + 0.3 * f.result,
    };
    raw.clamp(1.0, 5.0)
}

/// How complete and ordered the answer is: a story's four parts, or steps that follow each other.
fn shape(kind: QuestionKind, f: &Features) -> f64 {
    if kind.tells_a_story() {
        (f.situation + f.action + f.result + 0.5 * f.task) / 3.5
    } else {
        ((2.0 * f.own).min(1.0) + f.order + f.reasons) / 3.0
    }
}

/// The report's scale: 1 to 10 from a level of 1 to 5.
pub(crate) fn score(level: f64) -> f64 {
    round(1.0 + (level - 1.0) * 9.0 / 4.0, 2)
}

/// To so many decimals, so that reports read well and compare equal.
pub(crate) fn round(value: f64, decimals: i32) -> f64 {
    let scale = 10_f64.powi(decimals);
    (value * scale).round() / scale
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scales_meet_at_both_ends() {
        assert_eq!((score(1.0), score(3.0), score(5.0)), (1.0, 5.5, 10.0));
    }

    #[test]
    fn nothing_said_is_level_one_in_every_dimension() {
        for dimension in ["communication", "technical", "confidence", "domain", "problem_solving", "empathy"] {
            assert!(level(dimension, QuestionKind::Behavioural, &Features::default()).round() <= 1.0);
        }
    }
}
