//! A role-play from beginning to end: what is said decides how it comes out, and the report says why.

use greenroom::evaluation::{Outcome, verify_quotes};
use greenroom::interview::rehearsal::typed;
use greenroom::interview::{EndReason, Note, Output, Part, ScriptedCandidate, Speaker, TurnKind};

use super::rig::{Held, SEEDS, hold, script};

const CALL: &str = "complaint-call";

fn call(candidate: &'static str, seed: u64) -> Held {
    hold(CALL, candidate, seed, script(CALL, candidate))
}

fn says(words: &str) -> Held {
    hold(CALL, "scripted", 0, ScriptedCandidate::from_toml(&format!("default = \"{words}\"")).unwrap())
}

#[test]
fn whoever_listens_finds_out_and_agrees_reaches_the_objective_and_whoever_brushes_off_does_not() {
    for seed in SEEDS {
        let (strong, weak) = (call("strong", seed), call("weak", seed));
        assert_eq!(strong.report.session.ended_because, EndReason::Succeeded, "{}", strong.name());
        assert_eq!(weak.report.session.ended_because, EndReason::Failed, "{}", weak.name());
        assert!(strong.score() > 7.5 && weak.score() < 2.5, "{} {}", strong.score(), weak.score());
    }
}

/// The scenes that come with the program.
const PLAYS: [&str; 6] = ["bad-news", CALL, "safety-stop", "salary-talk", "supplier-negotiation", "worried-relative"];

#[test]
fn in_every_scene_somebody_good_reaches_it_and_neither_politeness_nor_clumsiness_does() {
    for scenario in PLAYS {
        for seed in 0..3 {
            let held = |candidate| hold(scenario, candidate, seed, script(scenario, candidate));
            let (strong, weak, clumsy) = (held("strong"), held("weak"), held("clumsy"));
            assert_eq!(strong.report.session.ended_because, EndReason::Succeeded, "{}", strong.name());
            assert_eq!(weak.report.session.ended_because, EndReason::Failed, "{}", weak.name());
            assert_eq!(clumsy.report.session.ended_because, EndReason::Failed, "{}", clumsy.name());
            assert!(strong.score() > 7.0 && weak.score() < 4.0, "{}: {} {}", scenario, strong.score(), weak.score());
            for held in [strong, weak, clumsy] {
                assert_eq!(verify_quotes(&held.report), [""; 0], "{}", held.name());
            }
        }
    }
}

#[test]
fn a_limit_set_kindly_counts_and_private_matters_told_do_not() {
    for seed in 0..3 {
        let held = |candidate| hold("questions-not-allowed", candidate, seed, script("questions-not-allowed", candidate));
        let (strong, weak) = (held("strong"), held("weak"));
        assert!(strong.score() > 7.0 && weak.score() < 3.5, "{} {}", strong.score(), weak.score());
        // To say that one would rather not is an answer there, and no wish to leave the question.
        assert!(strong.turns.iter().all(|turn| turn.kind != TurnKind::Request));
    }
}

#[test]
fn the_report_names_what_was_needed_with_the_words_that_met_it() {
    let held = call("strong", 1);
    let objective = held.report.objective.as_ref().unwrap();
    assert_eq!(objective.outcome, Outcome::Reached);
    assert!(objective.criteria.len() >= 4 && objective.criteria.iter().all(|criterion| criterion.met && criterion.evidence.is_some()));
    assert!(objective.breaches.is_empty());
    assert_eq!(verify_quotes(&held.report), [""; 0]);
    let weak = call("weak", 1);
    let objective = weak.report.objective.as_ref().unwrap();
    assert_eq!(objective.outcome, Outcome::Missed);
    assert!(objective.criteria.iter().any(|criterion| !criterion.met) && !objective.breaches.is_empty());
    assert_eq!(verify_quotes(&weak.report), [""; 0]);
}

#[test]
fn the_interviewer_steps_into_the_part_after_the_brief_and_out_of_it_before_the_farewell() {
    let held = call("strong", 2);
    let theirs: Vec<_> = held.turns.iter().filter(|turn| turn.speaker == Speaker::Interviewer).collect();
    let (first, inside, last) = (theirs.first().unwrap(), &theirs[1..theirs.len() - 1], theirs.last().unwrap());
    assert_eq!((first.kind, first.part), (TurnKind::Greeting, Part::Interviewer));
    assert_eq!((last.kind, last.part), (TurnKind::Closing, Part::Interviewer));
    assert!(inside.iter().all(|turn| turn.part == Part::Character));
    assert!(held.report.turns.iter().any(|turn| turn.name.as_deref() == Some("Marek Dolny")));
}

#[test]
fn a_second_breach_ends_the_talk() {
    let held = says("This is your fault, you should have been at home.");
    assert_eq!(held.report.session.ended_because, EndReason::Failed);
    let answers = held.turns.iter().filter(|turn| turn.speaker == Speaker::Candidate).count();
    assert_eq!(answers, 2);
}

#[test]
fn what_is_denied_or_is_the_other_sides_wish_is_no_breach() {
    for harmless in [
        "It is not your fault, and I cannot send a fitter today.",
        "You want a fitter today, I heard that.",
        "Nobody says that it is your fault.",
    ] {
        let held = says(harmless);
        assert!(held.report.objective.unwrap().breaches.is_empty(), "{harmless}");
    }
}

#[test]
fn who_is_asked_tells_and_an_apology_is_no_request_to_repeat() {
    let held = says("Sorry. What is your order number, and what does the display show?");
    let told = held.turns.iter().any(|turn| turn.part == Part::Character && turn.text.contains("Four four, one seven"));
    assert!(told);
    assert!(held.turns.iter().all(|turn| turn.kind != TurnKind::Repeat));
}

#[test]
fn polite_nothing_comes_to_the_end_of_every_scene_and_misses_the_objective() {
    let held = says("I see, thank you for telling me.");
    assert_eq!(held.report.session.ended_because, EndReason::Failed);
    assert_eq!(held.report.objective.as_ref().unwrap().outcome, Outcome::Missed);
    let heard = held.journal.iter().filter(|line| {
        matches!(line, greenroom::interview::journal::Line::Out { out: Output::Note { note: Note::Heard { items, .. } }, .. } if items.is_empty())
    });
    assert!(heard.count() > 5);
}

#[test]
fn a_row_of_catchwords_reaches_nothing() {
    let held = says("sorry heater tomorrow eight refund sixty sum up manager order number boiler display name confirm today");
    assert_eq!(held.report.session.ended_because, EndReason::Failed);
    assert!(held.report.objective.unwrap().criteria.iter().all(|criterion| !criterion.met));
}

/// Stops after the first answer.
struct Leaver(bool);

impl greenroom::interview::rehearsal::Cast for Leaver {
    fn answer(&mut self, situation: &greenroom::interview::rehearsal::Situation<'_>) -> greenroom::interview::rehearsal::Doings {
        let text = std::mem::replace(&mut self.0, true);
        typed(situation.turn, (!text).then(|| "I am sorry to hear that.".to_owned()))
    }
}

#[test]
fn leaving_in_the_middle_leaves_the_objective_open() {
    let held = hold(CALL, "leaver", 0, Leaver(false));
    assert_eq!(held.report.session.ended_because, EndReason::Stopped);
    assert_eq!(held.report.objective.unwrap().outcome, Outcome::Open);
}
