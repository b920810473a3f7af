//! From features to a level from 1 to 5: what every competency rests on, and what each asks for besides.
//!
//! The weights are a regularised least-squares fit to answers whose levels people had set (`seeds/calibration/`, without
//! the lines of work that `tests/suite/evaluation/calibration.rs` holds out), held near a hand-written prior and to the
//! sign that the rubric gives them. Nothing negative can raise a level, and nothing positive grows with length: see
//! [`Features`].

use super::features::Features;
use super::manner::Manner;

/// One answer's level in one dimension, from 1 to 5, before rounding.
pub(crate) fn level(dimension: &str, f: &Features) -> f64 {
    above_the_lowest(0.58 + shown(f) + told(&f.manner) + particular(dimension, f)).min(5.0)
}

/// Answers below the scale end at its lower end, but not all at the same point: the worse of two weak ones stays the worse.
fn above_the_lowest(raw: f64) -> f64 {
    /// Over how many levels the curve bends.
    const BEND: f64 = 0.3;
    1.0 + BEND * ((raw - 1.0) / BEND).exp().ln_1p()
}

/// What every competency rests on: items of the question's list, done by the candidate, with facts that can be checked.
fn shown(f: &Features) -> f64 {
    // What is said and taken back in the same breath counts for less.
    0.66 * f.evidence + 0.56 * f.own + 0.38 * f.specifics - 0.3 * f.hedging
}

/// Whether a case is told, or how things are at large.
pub(crate) fn told(manner: &Manner) -> f64 {
    let case = 2.38 * manner.dense + 1.71 * manner.reporting + 1.17 * manner.limiting + 0.74 * manner.exact;
    case - 1.14 * manner.sweeping - 0.97 * manner.swelling - 0.8 * manner.states - 0.22 * manner.indefinite
}

/// What one competency asks for besides. The first number says how mildly people judge it beside the others.
fn particular(dimension: &str, f: &Features) -> f64 {
    let reporting = f.manner.reporting;
    match dimension {
        "communication" => 0.65 + 0.23 * f.order + 0.14 * f.result,
        "technical" => 0.26 + 0.34 * f.checks + 0.19 * f.order + 0.14 * f.keywords,
        "confidence" => {
            let ownership = 0.34 * f.own_share + 0.53 * f.decisions + 0.27 * f.admits + 0.37 * f.credits;
            ownership - 0.16 - 0.97 * f.blame - 0.96 * f.overclaim - 0.38 * f.hedging
        }
        "domain" => 0.2 + 0.36 * f.evidence + 0.2 * f.keywords + 0.2 * f.causes + 0.15 * f.reasons,
        "problem_solving" => 0.03 + 0.48 * f.problem + 0.37 * f.alternatives + 0.17 * f.causes + 0.07 * f.reasons,
        "integrity" => {
            let openness = 0.62 * f.admits + 0.46 * reporting + 0.21 * f.manner.limiting + 0.1 * f.decisions;
            openness - 0.07 - 0.6 * f.overclaim - 0.61 * f.blame
        }
        "safety" => 0.54 * f.manner.limiting + 0.41 * f.checks + 0.2 * f.conditions + 0.15 * f.admits + 0.14 * f.order - 0.16,
        "planning" => 0.38 * f.order + 0.34 * f.manner.exact + 0.23 * f.conditions + 0.16 * f.alternatives - 0.41,
        "learning" => 0.58 * f.reflection + 0.42 * f.admits + 0.25 * f.causes - 0.27,
        "conflict" => 0.14 + 0.51 * reporting + 0.38 * f.credits + 0.14 * f.alternatives + 0.14 * f.result - 0.73 * f.blame,
        "leadership" => 0.02 + 0.36 * f.credits + 0.35 * reporting + 0.31 * f.decisions + 0.2 * f.own + 0.11 * f.reasons,
        "customer_focus" => 0.48 * reporting + 0.36 * f.result + 0.25 * f.problem - 0.05,
        "teamwork" => 0.09 + 0.47 * f.credits + 0.36 * reporting + 0.17 * f.own_share - 0.48 * f.blame,
        "adaptability" => 0.38 * f.reflection + 0.35 * f.problem + 0.26 * f.decisions + 0.16 * f.result - 0.12,
        // A competency that a centre has added: what every competency rests on, and what came of it.
        _ => 0.3 * f.reasons + 0.3 * f.result,
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
        for dimension in ["communication", "technical", "confidence", "domain", "problem_solving", "integrity", "empathy"] {
            assert!(level(dimension, &Features::default()).round() <= 1.0);
        }
    }
}
