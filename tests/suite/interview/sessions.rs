//! Courses that a session can take, told step by step.

use greenroom::interview::{Act, Cue, EndReason, Input, Note, Output, Phase, Speaker, TurnKind};
use greenroom::scenario::Gap;

use crate::support::plan::plan;
use crate::support::table::Led;

const STORY: &str = "Last year in the archive my colleague wanted to ship on Monday and I wanted to check the boxes first. I asked her why, \
    listened, and proposed that I check only the ten oldest boxes on Friday. We agreed, I found two that were mislabelled, and nothing came back.";

fn kinds(led: &Led) -> Vec<TurnKind> {
    led.conductor.transcript().iter().map(|turn| turn.kind).collect()
}

#[test]
fn the_interviewer_speaks_first_and_then_asks_the_first_question() {
    let led = Led::begun(plan());
    assert_eq!(kinds(&led), [TurnKind::Greeting, TurnKind::Question]);
    assert!(led.outputs.iter().any(|output| matches!(output, Output::Card { number: 1, of: 3, .. })));
}

#[test]
fn an_answer_is_acknowledged_at_once_with_a_nod() {
    let mut led = Led::begun(plan());
    let turn = led.turn();
    let out = led.after(800, Input::Typed { turn, text: STORY.into() });
    assert!(out.contains(&Output::Cue { cue: Cue::Nod }));
}

#[test]
fn a_spoken_answer_ends_after_the_patience_and_not_before() {
    let mut led = Led::begun(plan());
    led.speak(0, "I came because I like the work here and because a friend of mine told me a lot about the team and the building.");
    assert_eq!(led.conductor.phase(), Phase::Listening);
    led.after(100, Input::Tick);
    assert_eq!(led.conductor.phase(), Phase::Listening, "a tenth of a second is no silence");
    led.deadline();
    led.deadline();
    assert_ne!(led.conductor.phase(), Phase::Listening);
}

#[test]
fn somebody_who_goes_on_speaking_is_not_cut_off() {
    let mut led = Led::begun(plan());
    led.speak(0, "I came because");
    let before = led.conductor.deadline().unwrap().0;
    let turn = led.turn();
    led.after(600, Input::SpeechBegan { turn });
    led.after(20_000, Input::Tick);
    assert_eq!(led.conductor.phase(), Phase::Listening, "patience of {before} has passed while they speak");
}

#[test]
fn thinking_stops_every_clock_that_would_end_the_turn() {
    let mut led = Led::begun(plan());
    led.act(Act::Thinking);
    led.after(60_000, Input::Tick);
    assert_eq!(led.conductor.phase(), Phase::Listening);
    assert!(!led.outputs.iter().any(|output| matches!(output, Output::Note { note: Note::AnswerOver { .. } })));
}

#[test]
fn words_that_come_late_for_a_finished_turn_do_not_reach_the_next() {
    let mut led = Led::begun(plan());
    let old = led.turn();
    led.answer(STORY);
    let out = led.after(10, Input::Final { turn: old, segment: 0, text: "and one more thing".into(), words: Vec::new() });
    assert!(out.is_empty());
    led.answer("I wrote down what we had agreed and told the whole team about it on the same day in our morning meeting.");
    assert!(led.conductor.transcript().iter().all(|turn| !turn.text.contains("one more thing")));
}

#[test]
fn a_non_answer_is_asked_again_once_and_then_left() {
    let mut led = Led::begun(plan());
    led.answer("fine.");
    assert_eq!(*kinds(&led).last().unwrap(), TurnKind::Clarification);
    led.answer("fine.");
    assert_eq!(*kinds(&led).last().unwrap(), TurnKind::Question, "the next question");
}

#[test]
fn the_question_is_repeated_on_request_by_word_and_by_key() {
    let mut led = Led::begun(plan());
    led.answer("Could you repeat that, please?");
    assert!(led.last_said().ends_with("What brought you here today?"));
    led.act(Act::Repeat);
    led.finish_speaking();
    assert!(led.last_said().ends_with("What brought you here today?"));
    assert_eq!(led.conductor.phase(), Phase::Listening);
}

#[test]
fn a_question_in_the_middle_is_answered_from_the_facts_and_the_interview_goes_back_to_its_own() {
    let mut led = Led::begun(plan());
    led.answer("What is the salary?");
    let said = led.last_said();
    assert!(said.starts_with("The pay is fourteen an hour."), "{said}");
    assert!(said.ends_with("What brought you here today?"), "{said}");
}

#[test]
fn not_knowing_is_met_with_an_invitation_once_and_then_the_interview_moves_on() {
    let mut led = Led::begun(plan());
    led.answer("I don't know.");
    assert!(led.last_said().starts_with("[dont_know "), "{}", led.last_said());
    led.answer("No idea, sorry.");
    assert!(led.last_said().starts_with("[dont_know_move_on"), "{}", led.last_said());
}

#[test]
fn a_skipped_question_is_noted_and_never_asked_again() {
    let mut led = Led::begun(plan());
    led.answer("Can we skip this one?");
    assert!(
        led.outputs.iter().any(|output| matches!(output, Output::Note { note: Note::Skipped { question } } if question == "test#start"))
    );
    assert!(led.last_said().contains("disagreed"));
}

#[test]
fn a_voice_without_words_is_asked_again_and_then_typing_is_offered() {
    let mut led = Led::begun(plan());
    let said = |led: &mut Led| {
        let turn = led.turn();
        led.after(500, Input::SpeechBegan { turn });
        led.after(3000, Input::SpeechPaused { turn, segment: 0, voiced_ms: 2700, silence_ms: 300 });
        led.after(100, Input::NotRecognised { turn, segment: 0 });
        led.deadline();
        led.finish_speaking();
        led.last_said()
    };
    assert!(said(&mut led).starts_with("[did_not_hear"));
    assert!(said(&mut led).starts_with("[offer_typing"));
    assert!(led.conductor.transcript().iter().all(|turn| turn.speaker == Speaker::Interviewer), "no empty answers are kept");
}

#[test]
fn talking_into_the_interviewers_speech_silences_it_and_is_the_answer() {
    let mut led = Led::begun(plan());
    led.answer("Can we skip this one?");
    let turn = led.turn();
    led.act(Act::Repeat);
    let utterance = led.utterance();
    led.after(50, Input::UtteranceStarted { utterance });
    led.after(700, Input::SpeechBegan { turn });
    let out = led.after(600, Input::Partial { turn, text: "yes I know this one".into() });
    assert_eq!(out, [Output::Hush { utterance }]);
    led.after(60, Input::UtteranceCut { utterance, heard_chars: 6 });
    assert_eq!(led.conductor.phase(), Phase::Listening);
    led.after(2000, Input::SpeechPaused { turn, segment: 0, voiced_ms: 2000, silence_ms: 300 });
    led.after(
        100,
        Input::Final {
            turn,
            segment: 0,
            text: "Yes I know this one, my colleague and I disagreed about the rota last May.".into(),
            words: vec![],
        },
    );
    led.deadline();
    led.deadline();
    assert!(led.conductor.transcript().iter().any(|turn| turn.text.starts_with("Yes I know this one")));
}

#[test]
fn agreement_while_the_interviewer_speaks_does_not_interrupt() {
    let mut led = Led::begun(plan());
    led.act(Act::Repeat);
    let turn = led.turn();
    let utterance = led.utterance();
    led.after(50, Input::UtteranceStarted { utterance });
    led.after(300, Input::SpeechBegan { turn });
    led.after(400, Input::SpeechPaused { turn, segment: 0, voiced_ms: 300, silence_ms: 200 });
    let out = led.after(100, Input::Final { turn, segment: 0, text: "mm-hm".into(), words: vec![] });
    assert!(!out.iter().any(|output| matches!(output, Output::Hush { .. })));
    led.after(1000, Input::UtteranceFinished { utterance });
    assert_eq!(led.conductor.phase(), Phase::Listening);
    led.after(5000, Input::Tick);
    assert_eq!(led.conductor.phase(), Phase::Listening, "and it is no answer either");
}

#[test]
fn a_pause_stops_the_clock_and_what_was_being_said_is_said_again() {
    let mut led = Led::begun(plan());
    led.act(Act::Repeat);
    let text = led.last_said();
    let utterance = led.utterance();
    led.after(50, Input::UtteranceStarted { utterance });
    led.act(Act::Pause);
    led.after(30, Input::UtteranceCut { utterance, heard_chars: 4 });
    assert_eq!(led.conductor.deadline(), None);
    let active = led.conductor.active();
    led.after(600_000, Input::Tick);
    assert_eq!(led.conductor.phase(), Phase::Paused);
    assert_eq!(led.conductor.active(), active - std::time::Duration::from_millis(30) + std::time::Duration::from_millis(30));
    led.act(Act::Continue);
    assert_eq!(led.last_said(), text);
    assert_ne!(led.utterance(), utterance);
}

#[test]
fn undo_takes_the_last_answer_back_and_listens_again() {
    let mut led = Led::begun(plan());
    led.answer(STORY);
    let answers = |led: &Led| led.conductor.transcript().iter().filter(|turn| turn.kind == TurnKind::Answer).count();
    assert_eq!(answers(&led), 1);
    let out = led.act(Act::Undo);
    assert!(out.iter().any(|output| matches!(output, Output::Drop { .. })));
    assert_eq!(answers(&led), 0);
    assert_eq!(led.conductor.open_question().unwrap().id, "test#start");
    assert_eq!(led.conductor.phase(), Phase::Listening);
}

#[test]
fn stopping_keeps_what_was_being_said_and_is_evaluated_like_any_end() {
    let mut led = Led::begun(plan());
    led.speak(0, "I came because I like the work");
    led.act(Act::Stop);
    led.finish_speaking();
    let tail: Vec<&Output> = led.outputs.iter().rev().take(2).collect();
    assert_eq!(tail, [&Output::Ended { because: EndReason::Stopped }, &Output::Evaluate]);
    assert!(led.conductor.transcript().iter().any(|turn| turn.kind == TurnKind::Answer && turn.text.contains("like the work")));
}

#[test]
fn nobody_there_is_asked_for_and_then_missed() {
    let mut led = Led::begun(plan());
    let mut said = Vec::new();
    for _ in 0..12 {
        if led.conductor.phase() == Phase::Over {
            break;
        }
        led.deadline();
        led.finish_speaking();
        said.push(led.last_said());
    }
    assert!(said.iter().any(|text| text.starts_with("[take_your_time")));
    assert!(said.iter().any(|text| text.starts_with("[still_there")));
    assert_eq!(led.outputs.last(), Some(&Output::Ended { because: EndReason::Idle }));
}

#[test]
fn the_candidates_own_questions_come_at_the_end_and_are_answered_from_the_facts() {
    let mut led = Led::begun(plan());
    for _ in 0..3 {
        led.answer("Can we skip this one?");
    }
    assert_eq!(*kinds(&led).last().unwrap(), TurnKind::Invitation);
    led.answer("What does the team look like?");
    assert!(led.last_said().starts_with("The team has six people."));
    led.answer("And what about parking?");
    assert!(led.last_said().starts_with("[no_fact"), "{}", led.last_said());
    led.answer("No, that's all, thank you.");
    assert!(led.last_said().contains("You will hear from us by Friday."));
    assert_eq!(led.outputs.last(), Some(&Output::Ended { because: EndReason::Completed }));
}

#[test]
fn a_lost_microphone_leaves_typing_and_is_noted() {
    let mut led = Led::begun(plan());
    let out = led.after(500, Input::DeviceLost { device: greenroom::interview::Device::Microphone });
    assert!(out.iter().any(|output| matches!(output, Output::Listen { policy, .. } if !policy.voice)));
    led.answer(STORY);
    assert!(led.conductor.transcript().iter().any(|turn| turn.kind == TurnKind::Answer));
}

#[test]
fn a_probe_takes_up_a_gap_once_and_never_more_often_than_the_budget() {
    let mut led = Led::begun(plan());
    led.answer("Can we skip this one?");
    let vague = "We had some trouble with a colleague about the rota and we talked about it a lot, and it was difficult for the team, but we sorted it out somehow.";
    let mut gaps: Vec<Gap> = Vec::new();
    for _ in 0..4 {
        led.answer(vague);
    }
    for output in &led.outputs {
        if let Output::Note { note: Note::Probed { question, gap } } = output
            && question == "test#conflict"
        {
            assert!(!gaps.contains(gap), "{gap} twice");
            gaps.push(gap.clone());
        }
    }
    assert!(!gaps.is_empty() && gaps.len() <= 2, "{gaps:?}");
}
