//! The listening thread: whose turn it is, and what becomes of late words.

use greenroom::hearing::Heard;
use greenroom::interview::{Input, Listening, TurnId};

use super::rig::{answer, fed, gated, is_final, listening, playing, scripted, turn_of, until};
use super::sound::{silence, speech, together};

#[test]
fn each_answer_comes_under_the_turn_that_was_open() {
    let (listener, reports) = listening(
        playing(vec![answer("I led the migration."), answer("It took a month.")]),
        Some(scripted(&["I led the migration.", "It took a month."])),
    );
    for (turn, text) in [(3, "I led the migration."), (9, "It took a month.")] {
        listener.listen(TurnId(turn));
        let inputs = until(&reports, is_final(turn, 0));
        listener.stop_listening(TurnId(turn));
        assert!(inputs.iter().all(|input| turn_of(input) == Some(TurnId(turn))), "{inputs:?}");
        assert!(
            matches!(inputs.last(), Some(Input::Final { text: said, words, .. }) if said == text && words.len() == text.split(' ').count())
        );
    }
}

#[test]
fn words_of_a_finished_turn_that_come_late_still_carry_that_turn() {
    let (recogniser, open, _seen) = gated();
    let (listener, reports) =
        listening(playing(vec![answer("This is the first answer."), answer("And this is the second one.")]), Some(recogniser));
    listener.listen(TurnId(1));
    until(&reports, |input| matches!(input, Input::SpeechPaused { .. }));
    listener.stop_listening(TurnId(1));
    listener.listen(TurnId(2));
    let second = until(&reports, |input| matches!(input, Input::SpeechPaused { .. }));
    assert!(second.iter().all(|input| turn_of(input) == Some(TurnId(2))), "{second:?}");
    open.send(()).unwrap();
    open.send(()).unwrap();
    let finals = until(&reports, is_final(2, 0));
    let Input::Final { turn, segment, text, .. } = &finals[0] else { panic!("{finals:?}") };
    assert_eq!((*turn, *segment), (TurnId(1), 0));
    assert!(text.ends_with("\"\""), "{text}");
    let Input::Final { text, .. } = &finals[1] else { panic!("{finals:?}") };
    assert!(text.ends_with("after \"\""), "another turn is no context: {text}");
}

#[test]
fn what_was_said_when_the_turn_ended_is_recognised_and_nothing_after_it() {
    let long = speech("I would like to tell you everything about the time when we moved all of it, step by step, to another place.");
    let (source, feed) = fed();
    let (listener, reports) = listening(source, Some(scripted(&["I would like"])));
    listener.listen(TurnId(1));
    feed.send(silence(500)).unwrap();
    feed.send(long[..24_000].to_vec()).unwrap();
    until(&reports, |input| matches!(input, Input::SpeechBegan { .. }));
    listener.stop_listening(TurnId(1));
    let inputs = until(&reports, is_final(1, 0));
    assert!(matches!(inputs[0], Input::SpeechPaused { turn: TurnId(1), segment: 0, voiced_ms: 1000.., .. }), "{inputs:?}");
    feed.send(long[24_000..].to_vec()).unwrap();
    listener.listen(TurnId(2));
    feed.send(together(&[&silence(2000), &speech("This belongs to the next one."), &silence(1000)])).unwrap();
    let inputs = until(&reports, |input| matches!(input, Input::SpeechPaused { .. }));
    assert!(inputs.iter().all(|input| turn_of(input) == Some(TurnId(2))), "{inputs:?}");
}

#[test]
fn every_pause_is_answered_once_also_without_a_recogniser() {
    let three =
        together(&[&answer("One was planned."), &silence(700), &answer("Two were built."), &silence(700), &answer("Three came back.")]);
    for (recogniser, words) in [(Some(scripted(&["One was planned."])), true), (None, false)] {
        let (listener, reports) = listening(playing(vec![three.clone()]), recogniser);
        listener.listen(TurnId(5));
        let inputs = until(&reports, |input| matches!(input, Input::NotRecognised { segment: 2, .. }));
        drop(listener);
        let rest = reports.try_iter().filter(|heard| matches!(heard, Heard::Input { .. })).count();
        assert_eq!(rest, 0);
        for segment in 0..3 {
            let paused = inputs.iter().filter(|input| matches!(input, Input::SpeechPaused { segment: s, .. } if *s == segment)).count();
            let answered = inputs
                .iter()
                .filter(|input| matches!(input, Input::Final { segment: s, .. } | Input::NotRecognised { segment: s, .. } if *s == segment))
                .count();
            assert_eq!((paused, answered), (1, 1), "segment {segment}");
        }
        assert_eq!(inputs.iter().any(|input| matches!(input, Input::Final { .. })), words);
    }
}

#[test]
fn covered_ears_hear_nothing_and_uncovered_ears_do() {
    let (listener, reports) =
        listening(playing(vec![answer("This must not be heard."), answer("But this must.")]), Some(scripted(&["But this must."])));
    listener.mute(true);
    listener.listen(TurnId(1));
    listener.stop_listening(TurnId(1));
    listener.mute(false);
    listener.listen(TurnId(2));
    let inputs = until(&reports, is_final(2, 0));
    assert!(inputs.iter().all(|input| turn_of(input) == Some(TurnId(2))), "{inputs:?}");
}

#[test]
fn a_turn_that_is_taken_up_again_goes_on_counting_its_segments() {
    let (source, feed) = fed();
    let (listener, reports) = listening(source, Some(scripted(&["First part.", "Second part."])));
    for segment in 0..2 {
        listener.listen(TurnId(1));
        feed.send(silence(500)).unwrap();
        feed.send(together(&[&speech("This is a part of it."), &silence(600)])).unwrap();
        until(&reports, is_final(1, segment));
        listener.stop_listening(TurnId(1));
    }
}

#[test]
fn the_conductors_policy_covers_and_uncovers_the_ears() {
    let (source, feed) = fed();
    let (listener, reports) = listening(source, Some(scripted(&["Heard."])));
    let policy = |voice| Listening { voice, patience: None, barge_in: !voice };
    listener.follow(TurnId(1), &policy(false));
    feed.send(silence(500)).unwrap();
    feed.send(together(&[&speech("The interviewer is speaking through a loudspeaker."), &silence(600)])).unwrap();
    // The piece is heard whole, under covered ears, before the next piece and so before its words.
    feed.send(silence(16)).unwrap();
    while !feed.is_empty() {
        std::thread::yield_now();
    }
    listener.follow(TurnId(1), &policy(true));
    feed.send(silence(500)).unwrap();
    feed.send(together(&[&speech("This is the candidate."), &silence(600)])).unwrap();
    let inputs = until(&reports, is_final(1, 0));
    let began = inputs.iter().filter(|input| matches!(input, Input::SpeechBegan { .. })).count();
    assert_eq!(began, 1, "{inputs:?}");
}

#[test]
fn someone_who_takes_the_floor_while_speaking_loses_no_word() {
    let long = speech("Wait, before you go on, I have to say that this was not my decision at all.");
    let length = long.len() / 1600;
    let (recogniser, open, _seen) = gated();
    let (source, feed) = fed();
    let (listener, reports) = listening(source, Some(recogniser));
    listener.listen(TurnId(4));
    feed.send(silence(500)).unwrap();
    feed.send(long[..20_000].to_vec()).unwrap();
    until(&reports, |input| matches!(input, Input::SpeechBegan { turn: TurnId(4) }));
    listener.listen_on(TurnId(5));
    feed.send(together(&[&long[20_000..], &silence(500)])).unwrap();
    open.send(()).unwrap();
    let inputs = until(&reports, |input| matches!(input, Input::Final { .. }));
    assert_eq!(inputs[0], Input::SpeechBegan { turn: TurnId(5) });
    let Some(Input::Final { turn, segment, text, .. }) = inputs.last() else { panic!() };
    assert_eq!((*turn, *segment), (TurnId(5), 0));
    let heard: usize = text.split(' ').next().unwrap().parse().unwrap();
    assert!(heard >= length, "{heard} of {length} tenths of a second");
}
