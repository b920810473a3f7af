//! The embedded judge against levels that people set.

use greenroom::evaluation::{Agreement, compare, embedded_levels};
use greenroom::scenario::Calibration;

use super::content::{asked, library};

/// The answers by which the embedded judge was made, of two banks.
fn first() -> Calibration {
    let all = &library().calibrations;
    all["general/behavioural"].clone().and(&all["healthcare/nursing-wards"])
}

fn agreement(keep: impl Fn(&str) -> bool) -> Agreement {
    compare(&first().only(keep), asked, embedded_levels)
}

#[test]
fn levels_are_within_one_of_a_persons_in_85_of_100_judgements_and_in_order() {
    for bank in ["general/", "healthcare/"] {
        let found = agreement(|id| id.starts_with(bank));
        assert!(found.judgements >= 30, "{bank}: {found:?}");
        assert!(found.within_one >= 0.85, "{bank}: {found:#?}");
        assert!(found.order_kept >= 0.95, "{bank}: {found:#?}");
        assert!(found.weighted_kappa.unwrap() >= 0.7, "{bank}: {found:#?}");
    }
}

#[test]
fn every_trap_holds() {
    let found = agreement(|_| true);
    assert!(found.traps >= 20);
    assert_eq!(found.traps_held, found.traps, "{:#?}", found.misses);
}

#[test]
fn a_judge_that_gives_everybody_the_same_level_agrees_with_nobody() {
    let found = compare(&first(), asked, |question, _| question.competencies.iter().map(|id| (id.clone(), Some(3.0))).collect());
    assert_eq!((found.order_kept, found.weighted_kappa), (0.0, Some(0.0)));
    assert!(found.traps_held < found.traps);
}

#[test]
fn length_decides_nothing_among_the_examples() {
    let calibration = first();
    let words = |text: &str| text.split_whitespace().count();
    let weak: Vec<usize> = calibration.items.iter().filter(|item| item.level == 1).map(|item| words(&item.text)).collect();
    let strong: Vec<usize> = calibration.items.iter().filter(|item| item.level == 5).map(|item| words(&item.text)).collect();
    assert!(weak.iter().filter(|words| **words > 150).count() * 3 >= weak.len(), "{weak:?}");
    assert!(strong.iter().filter(|words| **words < 90).count() * 3 >= strong.len(), "{strong:?}");
}
