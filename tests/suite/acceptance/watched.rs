//! A role-play whose objective a language model watches behind the conversation: what it finds, with words that were said,
//! ends the talk at the next turn.

use greenroom::intake::Intake;
use greenroom::interview::{Blueprint, EndReason, Input, Output, Purpose, RequestId, Settings, TurnId};
use serde_json::{Value, json};

use super::rig::planned;
use crate::support::table::Led;

/// Nothing of this is on the scene's lists of cues, and a person understands it all the same.
const ODDLY: &str = "My word, no warmth for half a week and two lost mornings, and that is on us and on nobody else.";

fn watched() -> Blueprint {
    planned("complaint-call", 0, &Intake::default(), Settings { objective: true, ..Settings::default() })
}

fn asks(outputs: &[Output]) -> Vec<RequestId> {
    let watching = |out: &Output| match out {
        Output::Ask { request, prompt, .. } if prompt.purpose == Purpose::Objective => Some(*request),
        _ => None,
    };
    outputs.iter().filter_map(watching).collect()
}

fn ended(led: &Led) -> Option<EndReason> {
    led.outputs.iter().find_map(|out| if let Output::Ended { because } = out { Some(*because) } else { None })
}

/// Begun, with one odd answer given: the model has been asked, and this is the answer's turn.
fn answered_oddly() -> (Led, RequestId, TurnId) {
    let mut led = Led::begun(watched());
    let turn = led.turn();
    let out = led.answer(ODDLY);
    let request = asks(&out);
    assert_eq!(request.len(), 1, "it is asked after an answer: {out:?}");
    (led, request[0], turn)
}

/// Every criterion met with these words, and so many breaches with them.
fn reply(plan: &Blueprint, turn: TurnId, words: &str, met: bool, breaches: usize) -> String {
    let needed = plan.questions().flat_map(|(_, scene)| &scene.evidence).filter(|item| item.needed).count();
    let quotes = json!([{ "turn": turn.0, "quote": words }]);
    let criteria: Vec<Value> = (1..=needed).map(|place| json!({ "id": format!("C{place}"), "met": met, "quotes": quotes })).collect();
    let breaches: Vec<Value> = (1..=breaches).map(|place| json!({ "id": format!("B{place}"), "quotes": quotes })).collect();
    json!({ "criteria": criteria, "breaches": breaches }).to_string()
}

fn tell(led: &mut Led, request: RequestId, text: &str) {
    // In two pieces, as it may come.
    let half = text.len() / 2;
    assert!(text.is_char_boundary(half));
    led.after(300, Input::ReplyChunk { request, text: text[..half].into() });
    led.after(300, Input::ReplyChunk { request, text: text[half..].into() });
    led.after(10, Input::ReplyDone { request });
}

#[test]
fn an_objective_that_the_model_sees_reached_ends_the_talk_at_the_next_turn() {
    let (mut led, request, turn) = answered_oddly();
    let whole = reply(led.conductor.plan(), turn, "no warmth for half a week", true, 0);
    tell(&mut led, request, &whole);
    assert_eq!(ended(&led), None, "nobody is interrupted by it");
    led.answer("Is there something else that you would like to know?");
    assert_eq!(ended(&led), Some(EndReason::Succeeded));
}

#[test]
fn breaches_that_the_model_sees_end_it_as_failed() {
    let (mut led, request, turn) = answered_oddly();
    let most = usize::from(led.conductor.plan().roleplay.as_ref().unwrap().most_breaches);
    let whole = reply(led.conductor.plan(), turn, "no warmth for half a week", false, most);
    tell(&mut led, request, &whole);
    led.answer("Is there something else that you would like to know?");
    assert_eq!(ended(&led), Some(EndReason::Failed));
}

#[test]
fn what_was_not_said_decides_nothing_and_nor_does_what_cannot_be_read() {
    let never = |led: &Led, turn| reply(led.conductor.plan(), turn, "I shall send you a heater within the hour", true, 0);
    for make in [never as fn(&Led, TurnId) -> String, |_, _| "It went well.".into(), |_, _| String::new()] {
        let (mut led, request, turn) = answered_oddly();
        let text = make(&led, turn);
        tell(&mut led, request, &text);
        let out = led.answer("Is there something else that you would like to know?");
        assert_eq!(ended(&led), None, "{text}");
        assert_eq!(asks(&out).len(), 1, "and it is asked anew: {text}");
    }
}

#[test]
fn it_is_asked_once_at_a_time_and_not_at_all_where_it_is_not_configured() {
    let (mut led, request, _) = answered_oddly();
    let out = led.answer("Is there something else that you would like to know?");
    assert_eq!(asks(&out), [], "the first question is still open");
    led.after(10, Input::ReplyFailed { request, reason: "connection refused".into() });
    let out = led.answer("And what would help you most at this moment?");
    assert_eq!(asks(&out).len(), 1);

    let mut led = Led::begun(planned("complaint-call", 0, &Intake::default(), Settings::default()));
    assert_eq!(asks(&led.answer(ODDLY)), []);
}

#[test]
fn a_talk_that_ends_by_itself_takes_the_question_back() {
    let (mut led, request, _) = answered_oddly();
    led.act(greenroom::interview::Act::Stop);
    assert!(led.outputs.contains(&Output::Cancel { request }));
}
