//! How a session comes to its end: the time, an answer that does not stop, a pause, nobody there, something broken.

use std::time::Duration;

use greenroom::interview::waiting::{WaitContext, waiting};
use greenroom::interview::{Act, EndReason, Input, Intent, Note, Output, Phase, Speaker, TurnKind, intent};
use greenroom::scenario::{Gap, Grade};
use proptest::prelude::*;

use crate::support::plan::plan;
use crate::support::table::Led;

const STORY: &str = "Last year in the archive my colleague wanted to ship on Monday and I wanted to check the boxes first. I asked her why, \
    listened, and proposed that I check only the ten oldest boxes on Friday. We agreed, I found two that were mislabelled, and nothing came back.";

/// Everything that the interviewer was asked to say.
fn said(led: &Led) -> Vec<String> {
    led.outputs.iter().filter_map(|out| if let Output::Say { text, .. } = out { Some(text.clone()) } else { None }).collect()
}

fn count(led: &Led, key: &str) -> usize {
    said(led).iter().filter(|text| text.contains(key)).count()
}

fn ended(led: &Led) -> Option<EndReason> {
    led.outputs.iter().find_map(|out| if let Output::Ended { because } = out { Some(*because) } else { None })
}

const SKIP: &str = "Can we skip this one?";

/// Lets the clock run while the candidate thinks and types, without anything else happening.
fn spend(led: &mut Led, seconds: u64) {
    led.act(Act::Thinking);
    for _ in 0..seconds / 40 {
        let turn = led.turn();
        led.after(40_000, Input::Typing { turn });
    }
}

#[test]
fn the_time_is_announced_once_with_the_next_question_and_then_it_is_up() {
    let mut led = Led::begun(plan());
    let warning = led.conductor.plan().time_warning().unwrap();
    assert_eq!(warning, Duration::from_secs(25 * 60 - 120), "two minutes before the end of twenty-five");
    spend(&mut led, warning.as_secs() + 20);
    assert_eq!(count(&led, "[time_warning"), 0, "nobody is told in the middle of an answer");
    led.answer(SKIP);
    assert_eq!(count(&led, "[time_warning"), 1);
    let with = said(&led).into_iter().find(|text| text.contains("[time_warning")).unwrap();
    assert!(with.ends_with("Tell me about a time you disagreed with a colleague."), "with the next question: {with}");
    spend(&mut led, 160);
    led.answer(SKIP);
    let invitation = led.last_said();
    assert!(invitation.contains("[time_up") && invitation.contains("[invite_questions"), "{invitation}");
    led.answer("No, thank you.");
    assert_eq!(ended(&led), Some(EndReason::TimeUp));
    assert_eq!(count(&led, "[time_warning"), 1);
}

#[test]
fn a_taster_ends_without_an_announcement_and_a_short_interview_gets_a_tenth() {
    let minutes = |minutes: u32| {
        let mut plan = plan();
        plan.scenario.minutes = minutes;
        plan
    };
    assert_eq!(minutes(2).time_warning(), None);
    assert_eq!(minutes(8).time_warning(), Some(Duration::from_secs(540)), "ten minutes, less one");
    let mut led = Led::begun(minutes(2));
    spend(&mut led, 120);
    led.answer(SKIP);
    spend(&mut led, 40);
    led.answer(SKIP);
    assert_eq!(count(&led, "[invite_questions"), 1);
    assert_eq!(count(&led, "[time_warning"), 0);
}

#[test]
fn a_follow_up_is_never_parted_from_its_answer_by_the_clock() {
    let mut led = Led::begun(plan());
    let warning = led.conductor.plan().time_warning().unwrap().as_secs();
    led.answer(SKIP);
    spend(&mut led, warning - 300);
    led.answer(
        "We had some trouble with a colleague about the rota and we talked about it a lot, and it was difficult, but we sorted it out.",
    );
    assert!(led.outputs.iter().any(|out| matches!(out, Output::Note { note: Note::Probed { .. } })), "a follow-up is open");
    spend(&mut led, 320);
    assert_eq!(count(&led, "[time_warning"), 0, "not between a follow-up and its answer");
    led.answer(SKIP);
    assert!(led.last_said().contains("[time_warning"), "{}", led.last_said());
    assert!(led.last_said().contains("deadline that you missed"));
}

#[test]
fn a_pause_is_no_time() {
    let mut led = Led::begun(plan());
    led.act(Act::Pause);
    led.after(3_600_000, Input::Tick);
    led.act(Act::Continue);
    led.finish_speaking();
    led.answer(STORY);
    assert_eq!(count(&led, "[time_warning") + count(&led, "[time_up"), 0);
    assert!(led.conductor.active() < Duration::from_secs(60));
}

/// Speaks without a pause for so long; the open turn's segment is `segment`.
fn talk(led: &mut Led, segment: u32, seconds: u64, text: &str) {
    let turn = led.turn();
    led.after(100, Input::SpeechBegan { turn });
    for _ in 0..seconds {
        led.after(1000, Input::Tick);
    }
    led.after(300, Input::SpeechPaused { turn, segment, voiced_ms: seconds as u32 * 1000, silence_ms: 300 });
    led.after(50, Input::Final { turn, segment, text: text.into(), words: Vec::new() });
}

#[test]
fn who_goes_on_and_on_is_asked_at_a_pause_to_come_to_an_end_and_may_finish() {
    let mut led = Led::begun(plan());
    let turn = led.turn();
    talk(&mut led, 0, 170, "I came because I like the work and");
    talk(&mut led, 1, 30, "because my friend told me about the team and then");
    assert_eq!(led.conductor.phase(), Phase::Listening, "a breath is no pause");
    assert_eq!(count(&led, "[wind_up"), 0, "not in the middle of words");
    led.deadline();
    assert_eq!(count(&led, "[wind_up"), 1, "in a silence that lasts");
    assert!(!led.outputs.iter().any(|out| matches!(out, Output::Note { note: Note::AnswerOver { .. } })), "the answer is still theirs");
    led.finish_speaking();
    assert_eq!((led.conductor.phase(), led.turn()), (Phase::Listening, turn), "the same turn");
    let (at, _) = led.conductor.deadline().unwrap();
    assert!(at - led.now >= Duration::from_millis(1000), "and the usual time to begin with the end of it: {:?}", led.conductor.deadline());
    talk(&mut led, 2, 10, "in the end I simply wanted to work here.");
    led.deadline();
    led.deadline();
    led.finish_speaking();
    let answer = led.conductor.transcript().iter().find(|turn| turn.kind == TurnKind::Answer).unwrap();
    assert!(
        answer.text.starts_with("I came because") && answer.text.ends_with("wanted to work here."),
        "one whole answer: {}",
        answer.text
    );
    assert_eq!(count(&led, "[too_long"), 0, "nobody is stopped who comes to an end");
}

#[test]
fn who_still_goes_on_is_thanked_at_a_pause_and_asked_the_next_question() {
    let mut led = Led::begun(plan());
    talk(&mut led, 0, 185, "I came because I like the work and");
    led.deadline();
    led.finish_speaking();
    assert_eq!(count(&led, "[wind_up"), 1);
    talk(&mut led, 1, 65, "there is also my sister who works here and");
    assert_eq!(count(&led, "[wind_up"), 1, "nobody is asked twice");
    led.finish_speaking();
    let next = led.last_said();
    assert!(next.contains("[too_long") && next.ends_with("disagreed with a colleague."), "{next}");
    assert!(led.conductor.transcript().iter().any(|turn| turn.kind == TurnKind::Answer && turn.text.ends_with("works here and")));
}

#[test]
fn a_voice_that_never_pauses_is_taken_for_a_radio_in_the_end() {
    let mut led = Led::begun(plan());
    let turn = led.turn();
    led.after(100, Input::SpeechBegan { turn });
    for _ in 0..(180 + 45) {
        led.after(1000, Input::Tick);
        assert_eq!(led.conductor.phase(), Phase::Listening);
    }
    for _ in 0..50 {
        led.after(1000, Input::Tick);
    }
    assert!(
        led.outputs
            .iter()
            .any(|out| matches!(out, Output::Note { note: Note::AnswerOver { why: greenroom::interview::FloorReason::TooLong, .. } }))
    );
}

#[test]
fn a_break_asked_for_in_words_is_agreed_to_and_the_question_is_said_again_afterwards() {
    for words in ["Could we take a short break?", "I need a break, please.", "Pause, please", "Can we pause the interview for a minute?"] {
        assert_eq!(intent(words), Intent::Pause, "{words}");
    }
    for words in ["I told them that we need a break in the afternoon shift", "I paused the line and checked the valve"] {
        assert_ne!(intent(words), Intent::Pause, "{words}");
    }
    let mut led = Led::begun(plan());
    led.answer("Could we take a short break?");
    assert!(led.last_said().contains("[pause_ok"), "{}", led.last_said());
    assert_eq!((led.conductor.phase(), led.conductor.deadline()), (Phase::Paused, None), "no limit");
    led.after(900_000, Input::Tick);
    assert_eq!(led.conductor.phase(), Phase::Paused);
    led.act(Act::Continue);
    assert!(led.last_said().contains("[resume") && led.last_said().ends_with("What brought you here today?"), "{}", led.last_said());
    led.finish_speaking();
    assert_eq!(led.conductor.phase(), Phase::Listening);
    let pauses = led.outputs.iter().filter(|out| matches!(out, Output::Note { note: Note::Paused { .. } })).count();
    assert_eq!(pauses, 2, "it is remembered, with its end");
}

#[test]
fn a_short_pause_or_one_in_the_middle_of_an_answer_needs_no_welcome() {
    let mut led = Led::begun(plan());
    led.act(Act::Pause);
    led.after(5_000, Input::Tick);
    led.act(Act::Continue);
    assert_eq!((led.conductor.phase(), count(&led, "[resume")), (Phase::Listening, 0));
    led.speak(0, "I came because");
    led.act(Act::Pause);
    led.after(60_000, Input::Tick);
    led.act(Act::Continue);
    assert_eq!((led.conductor.phase(), count(&led, "[resume")), (Phase::Listening, 0), "they know where they were");
}

#[test]
fn silence_is_met_in_steps_and_the_end_has_a_word_of_its_own() {
    let mut led = Led::begun(plan());
    for _ in 0..12 {
        if led.conductor.phase() == Phase::Over {
            break;
        }
        led.deadline();
        led.finish_speaking();
    }
    let order: Vec<usize> = ["[take_your_time", "[still_there", "[offer_pause", "[end_idle"]
        .iter()
        .map(|key| said(&led).iter().position(|text| text.contains(key)).unwrap_or_else(|| panic!("{key} is said")))
        .collect();
    assert!(order.is_sorted(), "{order:?}");
    assert_eq!(ended(&led), Some(EndReason::Idle));
    assert!(led.outputs.contains(&Output::Evaluate), "what was said is judged");
}

fn usual() -> WaitContext {
    WaitContext { grade: Grade::Medium, pace: 0.5, allowance: 1.0, spoken: true, thinking: false }
}

#[test]
fn a_hard_interview_waits_less_an_easy_one_longer_and_a_declared_need_longer_still() {
    let idle = |context: WaitContext| waiting(&context).idle.as_secs();
    assert_eq!(idle(usual()), 120);
    assert_eq!(idle(WaitContext { grade: Grade::Hard, ..usual() }), 96);
    assert_eq!(idle(WaitContext { grade: Grade::Easy, ..usual() }), 150);
    assert_eq!(idle(WaitContext { allowance: 2.0, ..usual() }), 240);
    assert_eq!(idle(WaitContext { spoken: false, ..usual() }), 300);
    assert_eq!(idle(WaitContext { thinking: true, ..usual() }), 960);
}

proptest! {
    #[test]
    fn the_steps_of_waiting_come_in_their_order(pace in -1.0f32..2.0, allowance in 0.0f32..9.0, spoken: bool, thinking: bool,
                                                grade in prop::sample::select(vec![Grade::Easy, Grade::Medium, Grade::Hard])) {
        let waits = waiting(&WaitContext { grade, pace, allowance, spoken, thinking });
        prop_assert!(Duration::from_secs(6) <= waits.reassure && waits.reassure < waits.still_there);
        prop_assert!(waits.still_there < waits.offer && waits.offer < waits.idle);
    }
}

#[test]
fn an_outage_lets_whoever_speaks_finish_and_ends_with_a_sentence_and_an_evaluation() {
    let mut led = Led::begun(plan());
    led.speak(0, "I came because I like the work");
    led.after(10, Input::Outage);
    assert_eq!(led.conductor.phase(), Phase::Listening, "nobody is cut off");
    led.after(10, Input::Outage);
    led.deadline();
    led.deadline();
    assert!(led.last_said().contains("[end_outage"), "{}", led.last_said());
    led.finish_speaking();
    assert_eq!(ended(&led), Some(EndReason::Outage));
    assert!(led.outputs.contains(&Output::Evaluate));
    assert!(led.conductor.transcript().iter().any(|turn| turn.text == "I came because I like the work"), "and the answer is kept");
    assert_eq!(led.outputs.iter().filter(|out| matches!(out, Output::Note { note: Note::Outage })).count(), 1);
}

#[test]
fn an_outage_while_the_interviewer_speaks_ends_after_the_sentence_and_one_in_a_pause_after_it() {
    let mut led = Led::new(plan());
    led.after(0, Input::Begin);
    led.after(10, Input::Outage);
    let utterance = led.utterance();
    led.after(10, Input::UtteranceStarted { utterance });
    assert_eq!(led.utterance(), utterance, "the sentence is said to its end");
    led.finish_speaking();
    assert_eq!(ended(&led), Some(EndReason::Outage));

    let mut led = Led::begun(plan());
    led.act(Act::Pause);
    led.after(10, Input::Outage);
    assert_eq!(led.conductor.phase(), Phase::Paused);
    led.act(Act::Continue);
    led.finish_speaking();
    assert_eq!(ended(&led), Some(EndReason::Outage));
}

#[test]
fn a_session_that_goes_on_after_an_outage_is_a_session_again() {
    let mut led = Led::begun(plan());
    led.speak(0, "I came because I like the work");
    led.after(10, Input::Outage);
    led.after(10, Input::Resume);
    led.finish_speaking();
    led.answer(STORY);
    assert_eq!((led.conductor.phase(), ended(&led)), (Phase::Listening, None));
}

/// A session with a model, after its first question.
fn with_model() -> Led {
    let mut plan = plan();
    plan.settings.model = true;
    // Many questions, so that there are many turns.
    let asked = plan.sections[1].questions.clone();
    for n in 0..12 {
        let mut more = asked[n % 2].clone();
        more.id = format!("test#more{n}");
        more.text = format!("Tell me about case number {n} in your work.");
        plan.sections[1].questions.push(more);
    }
    plan.scenario.minutes = 120;
    Led::begun(plan)
}

fn asks(outputs: &[Output]) -> Vec<greenroom::interview::RequestId> {
    outputs.iter().filter_map(|out| if let Output::Ask { request, .. } = out { Some(*request) } else { None }).collect()
}

fn note(led: &Led, wanted: &Note) -> usize {
    led.outputs.iter().filter(|out| matches!(out, Output::Note { note } if note == wanted)).count()
}

/// One answer; the model, if it is asked, fails. Tells whether it was asked, and whether anybody waited for it.
fn turn_without_model(led: &mut Led) -> (bool, bool) {
    let turn = led.turn();
    let out = led.after(1000, Input::Typed { turn, text: SKIP.into() });
    let asked = asks(&out);
    let waited = !out.iter().any(|out| matches!(out, Output::Say { text, .. } if text.contains("Tell me about")));
    for request in &asked {
        led.after(100, Input::ReplyFailed { request: *request, reason: "connection refused".into() });
    }
    led.finish_speaking();
    (!asked.is_empty(), waited)
}

#[test]
fn a_model_that_is_out_is_tried_at_a_growing_distance_without_anybody_waiting_and_used_again_when_it_answers() {
    let mut led = with_model();
    let turns: Vec<(bool, bool)> = (0..11).map(|_| turn_without_model(&mut led)).collect();
    let asked: Vec<bool> = turns.iter().map(|(asked, _)| *asked).collect();
    assert_eq!(asked, [true, true, false, true, false, false, true, false, false, false, false], "1, 2, 4 turns are left out");
    assert_eq!(note(&led, &Note::ModelOut { failures: 2 }), 1);
    let waiting: Vec<bool> = turns.iter().map(|(_, waited)| *waited).collect();
    assert_eq!(&waiting[2..], &[false; 9], "after the second failure the embedded line is said at once");

    let turn = led.turn();
    let out = led.after(1000, Input::Typed { turn, text: SKIP.into() });
    let request = asks(&out)[0];
    let out = led.after(400, Input::ReplyChunk { request, text: "How many ".into() });
    assert_eq!(out, [Output::Cancel { request }, Output::Note { note: Note::ModelBack }]);
    assert!(led.after(10, Input::ReplyDone { request }).is_empty());
    led.finish_speaking();
    assert!(count(&led, "How many") == 0, "what a trial brings is not said");

    let turn = led.turn();
    let out = led.after(1000, Input::Typed { turn, text: SKIP.into() });
    let request = asks(&out)[0];
    led.after(300, Input::ReplyChunk { request, text: "Let us turn to your daily work now. ".into() });
    led.after(10, Input::ReplyDone { request });
    led.finish_speaking();
    assert!(said(&led).iter().any(|text| text.contains("Let us turn to your daily work")), "it words again: {:?}", said(&led));
}

#[test]
fn a_model_that_answers_a_trial_late_stays_out() {
    let mut led = with_model();
    for _ in 0..3 {
        turn_without_model(&mut led);
    }
    let turn = led.turn();
    let out = led.after(1000, Input::Typed { turn, text: SKIP.into() });
    let request = asks(&out)[0];
    led.after(4000, Input::ReplyChunk { request, text: "How ".into() });
    assert_eq!(note(&led, &Note::ModelBack), 0);
}

#[test]
fn one_failure_is_a_hiccup_and_a_broken_rule_is_no_outage() {
    let mut led = with_model();
    for _ in 0..3 {
        turn_without_model(&mut led);
        let turn = led.turn();
        let out = led.after(1000, Input::Typed { turn, text: SKIP.into() });
        for request in asks(&out) {
            led.after(300, Input::ReplyChunk { request, text: "Excellent answer, well done! ".into() });
            led.after(10, Input::ReplyDone { request });
        }
        led.finish_speaking();
    }
    assert_eq!(note(&led, &Note::ModelOut { failures: 2 }), 0);
}

#[test]
fn every_end_is_evaluated_once() {
    let ways: [(&str, fn(&mut Led)); 4] = [
        ("stop", |led| {
            led.act(Act::Stop);
        }),
        ("words", |led| led.answer_quietly("I would like to stop here, end the interview please.")),
        ("outage", |led| {
            led.after(10, Input::Outage);
        }),
        ("idle", |led| {
            for _ in 0..8 {
                if led.conductor.phase() == Phase::Listening {
                    led.deadline();
                }
                if led.conductor.phase() != Phase::Over {
                    led.finish_speaking();
                }
            }
        }),
    ];
    for (way, end) in ways {
        let mut led = Led::begun(plan());
        led.answer(STORY);
        end(&mut led);
        if led.conductor.phase() != Phase::Over {
            led.finish_speaking();
        }
        let times = |wanted: fn(&Output) -> bool| led.outputs.iter().filter(|out| wanted(out)).count();
        assert_eq!(times(|out| matches!(out, Output::Evaluate)), 1, "{way}");
        assert_eq!(times(|out| matches!(out, Output::Ended { .. })), 1, "{way}");
        let last = led.conductor.transcript().last().unwrap();
        assert_eq!((last.speaker, last.kind), (Speaker::Interviewer, TurnKind::Closing), "{way}: with a farewell");
        assert!(led.conductor.transcript().iter().all(|turn| turn.gap != Some(Gap::Pushback)));
    }
}
