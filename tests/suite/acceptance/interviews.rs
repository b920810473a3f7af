//! What a report says about candidates of known strength, over scenarios and seeds (decisions 20 to 23).

use std::collections::{BTreeMap, BTreeSet};

use greenroom::evaluation::{Dimension, Evidence, Report, verify_quotes};
use greenroom::interview::journal::Line;
use greenroom::interview::{EndReason, Note, Output, ScriptedCandidate, Speaker, TurnKind};
use greenroom::scenario::LineId;

use super::rig::{ALL, Held, SCENARIOS, SEEDS, hold, of, root};

/// Points of the ten between a strong candidate and any other in the same interview.
const MARGIN: f64 = 2.5;

fn all_evidence(report: &Report) -> Vec<&Evidence> {
    let remarks = report.went_well.iter().chain(&report.went_okay).chain(&report.needs_improvement).flat_map(|remark| &remark.evidence);
    let parts = report
        .answers
        .iter()
        .flat_map(|answer| [&answer.star.situation, &answer.star.task, &answer.star.action, &answer.star.result])
        .flatten();
    report.dimensions.iter().flat_map(|dimension| &dimension.evidence).chain(remarks).chain(parts).collect()
}

#[test]
fn a_strong_candidate_is_far_above_a_weak_one_and_an_evasive_one_with_every_seed() {
    for scenario in SCENARIOS {
        for ((strong, weak), evasive) in of(scenario, "strong").zip(of(scenario, "weak")).zip(of(scenario, "evasive")) {
            for other in [weak, evasive] {
                let (high, low) = (strong.score(), other.score());
                assert!(high >= low + MARGIN, "{} has {high}, {} has {low}", strong.name(), other.name());
            }
            assert!(strong.score() >= 7.0, "{} has {}", strong.name(), strong.score());
            assert!(evasive.score() <= 2.5, "{} has {}", evasive.name(), evasive.score());
        }
    }
}

#[test]
fn at_least_four_of_the_five_dimensions_of_a_strong_candidate_are_assessed_with_quotes_from_two_answers_each() {
    for held in SCENARIOS.iter().flat_map(|scenario| of(scenario, "strong")) {
        let assessed: Vec<_> = held.report.dimensions.iter().filter(|dimension| dimension.score.is_some()).collect();
        assert!(
            assessed.len() >= 4,
            "{}: {:?}",
            held.name(),
            held.report.dimensions.iter().map(|d| (&d.id, &d.not_assessed)).collect::<Vec<_>>()
        );
        // A fifth one may be tested by a single question of the ones that were drawn.
        let turns = |dimension: &&&Dimension| dimension.evidence.iter().map(|evidence| evidence.turn).collect::<BTreeSet<_>>().len();
        let well_founded = assessed.iter().filter(|dimension| turns(dimension) >= 2).count();
        assert!(well_founded >= 4, "{}: only {well_founded} of {} rest on two answers", held.name(), assessed.len());
        for dimension in assessed {
            assert!(dimension.anchor.is_some(), "{}: the level of {} is not described", held.name(), dimension.id);
        }
    }
}

#[test]
fn fine_to_everything_is_not_assessed_or_level_one() {
    for scenario in SCENARIOS {
        for seed in SEEDS {
            let script = ScriptedCandidate::from_toml("default = \"fine.\"").unwrap();
            let held = hold(scenario, "fine", seed, script);
            for dimension in &held.report.dimensions {
                assert!(dimension.level.is_none_or(|level| level == 1), "{scenario} {seed}: {} is at {:?}", dimension.id, dimension.level);
            }
            assert_eq!(held.report.went_well, [], "{scenario} {seed}");
        }
    }
}

#[test]
fn every_quote_stands_letter_for_letter_in_the_turn_it_names_and_has_three_words_or_is_the_whole_answer() {
    for held in ALL.iter() {
        let evidence = all_evidence(&held.report);
        assert!(!evidence.is_empty(), "{}", held.name());
        for Evidence { turn, quote, start_ms, end_ms } in evidence {
            let said =
                held.turns.iter().find(|other| other.id == *turn).unwrap_or_else(|| panic!("{}: there is no turn {turn}", held.name()));
            assert_eq!(said.speaker, Speaker::Candidate, "{}", held.name());
            assert!(said.text.contains(quote.as_str()), "{}: {quote:?} is not in {turn}", held.name());
            let bare = |text: &str| text.trim_end_matches(['.', '!', '?']).trim().to_owned();
            assert!(quote.split_whitespace().count() >= 3 || bare(quote) == bare(&said.text), "{}: {quote:?} is too short", held.name());
            assert_eq!((start_ms, end_ms), (&None, &None), "typed words have no time");
        }
        assert_eq!(verify_quotes(&held.report), Vec::<String>::new(), "{}", held.name());
    }
}

#[test]
fn every_report_obeys_the_published_schema() {
    let schema = std::fs::read_to_string(root().join("assets/schema/report.schema.json")).unwrap();
    let validator = jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap();
    for held in ALL.iter() {
        let report = serde_json::to_value(&held.report).unwrap();
        let errors: Vec<String> = validator.iter_errors(&report).map(|error| format!("{} at {}", error, error.instance_path())).collect();
        assert_eq!(errors, Vec::<String>::new(), "{}", held.name());
    }
}

#[test]
fn typed_answers_have_no_delivery_and_no_word_times_for_the_reason_that_they_were_typed() {
    for held in ALL.iter() {
        let delivery = &held.report.delivery;
        assert!(delivery.not_measured.as_deref().is_some_and(|why| why.contains("typed")), "{}: {:?}", held.name(), delivery.not_measured);
        assert_eq!((delivery.words_per_minute, delivery.talk_ratio, delivery.latency_ms), (None, None, None));
        assert_eq!((&delivery.pauses, &delivery.fillers, delivery.fillers_per_minute), (&None, &None, None));
        assert!(held.report.turns.iter().all(|turn| turn.words.is_none()));
    }
}

#[test]
fn every_planned_question_or_what_took_its_place_is_asked_once_and_the_candidate_is_invited_to_ask() {
    for held in ALL.iter() {
        let asked: Vec<_> =
            held.turns.iter().filter(|turn| turn.kind == TurnKind::Question).filter_map(|turn| turn.question.clone()).collect();
        let adapted: BTreeMap<&String, &String> = held
            .journal
            .iter()
            .filter_map(|line| {
                if let Line::Out { out: Output::Note { note: Note::Adapted { from, to } }, .. } = line { Some((from, to)) } else { None }
            })
            .collect();
        let asked_instead = |id: &String| adapted.get(id).map_or_else(|| id.clone(), |to| (*to).clone());
        let planned: Vec<_> = held.plan.questions().map(|(_, question)| asked_instead(&question.id)).collect();
        assert_eq!(asked, planned, "{}", held.name());
        assert_eq!(held.turns.iter().filter(|turn| turn.kind == TurnKind::Invitation).count(), 1, "{}", held.name());
        assert_eq!(held.report.session.ended_because, EndReason::Completed, "{}", held.name());
    }
}

#[test]
fn the_same_seed_gives_the_same_interview_and_another_seed_another() {
    let held: Vec<&Held> = of("registered-nurse", "strong").collect();
    let again = hold("registered-nurse", "strong", 0, super::rig::script("registered-nurse", "strong"));
    assert_eq!(again.journal, held[0].journal);
    assert_eq!(again.report, held[0].report);
    assert_ne!(held[1].turns, held[0].turns);
}

#[test]
fn the_body_follows_the_conversation_in_every_interview() {
    for held in ALL.iter() {
        let cues = |wanted: &str| {
            held.journal
                .iter()
                .filter(|line| matches!(line, Line::Out { out: Output::Cue { cue }, .. } if format!("{cue:?}") == wanted))
                .count()
        };
        assert!(cues("Nod") >= held.plan.questions().count(), "{}: {} nods", held.name(), cues("Nod"));
        assert!(cues("Smile") >= 2, "{}: a greeting and a farewell", held.name());
    }
    let over = |held: &Held| {
        held.journal.iter().filter(|line| matches!(line, Line::Out { out: Output::Note { note: Note::AnswerOver { .. } }, .. })).count()
    };
    assert!(ALL.iter().all(|held| over(held) >= held.plan.questions().count()));
}

#[test]
fn a_question_that_was_not_understood_is_said_again_with_what_it_is_after() {
    let script = ScriptedCandidate::from_toml(
        "default = \"I sorted the returns by date and the counter was clear by noon.\"\n[[answer]]\nabout = [\"yourself\"]\ntext = \"What do you mean by that?\"",
    );
    let held = hold("general-behavioural", "puzzled", 1, script.unwrap());
    let explained = held.report.turns.iter().find(|turn| turn.kind == TurnKind::Clarification).expect("it is explained");
    let kind = held.plan.sections[0].questions[0].kind;
    let meant = &held.plan.persona.lines[&LineId::meant_by(kind)];
    assert!(explained.text.contains(&held.plan.sections[0].questions[0].text), "{}", explained.text);
    assert!(meant.iter().any(|line| explained.text.ends_with(line)), "{}", explained.text);
}
