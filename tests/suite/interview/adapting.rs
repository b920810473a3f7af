//! Questions that rise and fall with the answers, and subjects that have to come up.

use greenroom::interview::drive::drive;
use greenroom::interview::journal::Line;
use greenroom::interview::rehearsal::Stage;
use greenroom::interview::{Blueprint, Conductor, Input, Moment, Note, Output, ScriptedCandidate, Turn, TurnKind};
use greenroom::scenario::{Cover, Question, QuestionKind};

use crate::support::plan::{plan, question};

const STRONG: &str = "In March our supplier missed the deadline for the Harbour order by nine days, and the customer, Mrs Osei, wanted to cancel. I listened to her for \
    half an hour, because I wanted to know what she needed first, and we agreed on a compromise: I drove the first forty parts to her myself on Friday, and the rest came on the \
    twelfth. She stayed with us and ordered again in June. Since then I ring every supplier ten days before the date.";
const WEAK: &str = "I always try to communicate in a positive way and things usually work out somehow in the end, I guess.";

fn of(id: &str, difficulty: u8, must: bool) -> Question {
    Question {
        difficulty,
        must,
        ..question(id, &format!("Tell me about a deadline of the sort {id} with a customer."), QuestionKind::Behavioural)
    }
}

/// Two questions of middling difficulty, with an easier and a harder one in reserve.
fn laddered() -> Blueprint {
    let mut plan = plan();
    plan.sections.truncate(1);
    plan.sections[0].questions = vec![of("test#first", 3, false), of("test#second", 3, false)];
    plan.sections[0].reserve = vec![of("test#easy", 2, false), of("test#hard", 4, false)];
    plan
}

fn held(plan: Blueprint, answer: &str) -> (Vec<Turn>, Vec<Note>) {
    let mut conductor = Conductor::new(plan);
    let mut journal: Vec<Line> = Vec::new();
    let cast = ScriptedCandidate::from_toml(&format!("default = \"{answer}\"")).unwrap();
    drive(&mut conductor, &mut journal, &mut Stage::new(cast), (Moment::START, Input::Begin)).unwrap();
    let note = |line: &Line| if let Line::Out { out: Output::Note { note }, .. } = line { Some(note.clone()) } else { None };
    (conductor.transcript().to_vec(), journal.iter().filter_map(note).collect())
}

fn asked(turns: &[Turn]) -> Vec<&str> {
    turns.iter().filter(|turn| turn.kind == TurnKind::Question).filter_map(|turn| turn.question.as_deref()).collect()
}

#[test]
fn after_a_strong_answer_a_harder_question_takes_the_next_place() {
    let (turns, notes) = held(laddered(), STRONG);
    assert_eq!(asked(&turns), ["test#first", "test#hard"]);
    assert!(notes.contains(&Note::Adapted { from: "test#second".into(), to: "test#hard".into() }));
}

#[test]
fn after_a_weak_answer_an_easier_one_does() {
    let (turns, _) = held(laddered(), WEAK);
    assert_eq!(asked(&turns), ["test#first", "test#easy"]);
}

#[test]
fn what_must_be_asked_and_what_is_switched_off_stays() {
    let mut plan = laddered();
    plan.sections[0].questions[1].must = true;
    assert_eq!(asked(&held(plan, STRONG).0), ["test#first", "test#second"]);
    let mut plan = laddered();
    plan.settings.adaptive = false;
    assert_eq!(asked(&held(plan, STRONG).0), ["test#first", "test#second"]);
}

fn covering(cues: &[&str]) -> Blueprint {
    let mut plan = laddered();
    plan.settings.adaptive = false;
    let cues = cues.iter().map(|cue| (*cue).to_owned()).collect();
    plan.cover = vec![Cover { id: "money".into(), title: "Money".into(), cues, question: of("test#money", 2, false) }];
    plan
}

#[test]
fn a_subject_that_has_not_come_up_is_asked_about_at_the_end() {
    let (turns, notes) = held(covering(&["budget", "costs", "invoice"]), STRONG);
    assert_eq!(asked(&turns), ["test#first", "test#second", "test#money"]);
    assert!(notes.contains(&Note::NotYet { subject: "money".into() }));
    let text = &turns.iter().find(|turn| turn.question.as_deref() == Some("test#money")).unwrap().text;
    assert!(text.contains("[not_yet"), "{text}");
}

#[test]
fn a_subject_that_came_up_by_itself_is_not_asked_about_again() {
    let (turns, _) = held(covering(&["supplier", "costs", "invoice"]), STRONG);
    assert_eq!(asked(&turns), ["test#first", "test#second"]);
}
