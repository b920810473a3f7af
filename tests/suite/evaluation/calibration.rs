//! The embedded judge against levels that people set.

use std::sync::LazyLock;

use greenroom::evaluation::{Agreement, Levels, compare, embedded_levels, embedded_levels_among};
use greenroom::scenario::{Calibration, CalibrationItem, Question, TrapKind};

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

/// Lines of work whose answers nobody looked at while the judge's words, features and weights were chosen: only they show
/// how far it agrees with people about answers that it was not made by. Two or three of every sector. Whoever changes the
/// judge must look at the others alone, or these figures mean nothing any more.
const HELD_OUT: [&str; 14] = [
    "building-services",
    "credit-lending",
    "dental-care",
    "emergency-medical-services",
    "environmental-safety",
    "food-processing",
    "frontend-mobile",
    "hospital-administration",
    "investment-wealth",
    "maintenance",
    "operations-reliability",
    "procurement",
    "retail-banking",
    "transport-fleet",
];

fn is_held_out(question: &str) -> bool {
    let bank = question.split('#').next().unwrap_or_default();
    bank.rsplit('/').next().is_some_and(|domain| HELD_OUT.contains(&domain))
}

/// As in a session: the judge knows some of the questions that might have been asked.
fn among_others(question: &Question, answer: &str) -> Levels {
    let bank = &library().banks[question.id.split('#').next().unwrap()];
    embedded_levels_among(question, &bank.neighbours(), answer)
}

fn all() -> Calibration {
    library().calibrations.values().fold(Calibration::default(), |all, some| all.and(some))
}

/// What the judge makes of the answers that it was not made by.
fn held_out() -> &'static Agreement {
    static FOUND: LazyLock<Agreement> = LazyLock::new(|| compare(&all().only(is_held_out), asked, among_others));
    &FOUND
}

/// Without the misses, which are not to be looked at.
fn figures(found: &Agreement) -> String {
    format!("{:?}", Agreement { misses: Vec::new(), ..found.clone() })
}

#[test]
fn levels_of_answers_that_it_was_not_made_by_are_within_one_of_a_persons() {
    let found = held_out();
    assert!(found.judgements >= 300, "{}", figures(found));
    assert!(found.within_one >= 0.85, "{}", figures(found));
}

#[test]
fn answers_that_it_was_not_made_by_are_put_in_a_persons_order() {
    let found = held_out();
    assert!(found.order_kept >= 0.85, "{}", figures(found));
    assert!(found.weighted_kappa.unwrap() >= 0.6, "{}", figures(found));
}

fn traps_of(kind: TrapKind, keep: impl Fn(&str) -> bool) -> Agreement {
    let mut traps = all().only(keep);
    traps.items.clear();
    traps.traps.retain(|trap| trap.kind == kind);
    compare(&traps, asked, among_others)
}

#[test]
fn padding_raises_no_answer_of_any_line_of_work() {
    let (open, hidden) = (traps_of(TrapKind::Padding, |id| !is_held_out(id)), traps_of(TrapKind::Padding, is_held_out));
    assert!(open.traps + hidden.traps >= 35);
    assert_eq!(open.traps_held, open.traps, "{:#?}", open.misses);
    assert_eq!(hidden.traps_held, hidden.traps, "{}", figures(&hidden));
}

#[test]
fn a_good_answer_to_another_question_of_the_trade_is_heard_as_that() {
    for keep in [is_held_out as fn(&str) -> bool, |id| !is_held_out(id)] {
        let found = traps_of(TrapKind::OtherQuestion, keep);
        assert!(found.traps >= 12);
        assert!(found.traps_held + 1 >= found.traps, "{}", figures(&found));
    }
}

#[test]
fn hardly_any_good_answer_is_taken_for_one_to_another_question() {
    let open = all().only(|id| !is_held_out(id));
    let good: Vec<_> = open.items.iter().filter(|item| item.level >= 3).collect();
    let not_heard = |item: &&&CalibrationItem| among_others(asked(&item.question).unwrap(), &item.text).values().all(Option::is_none);
    let lost: Vec<&str> = good.iter().filter(not_heard).map(|item| item.question.as_str()).collect();
    assert!(lost.len() * 100 <= good.len(), "{lost:?} of {}", good.len());
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
