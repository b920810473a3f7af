//! Patience and interruptions, as tables.

use std::time::Duration;

use greenroom::interview::floor::{BargeIn, BargeInDecision, FloorContext, barge_in, is_backchannel, patience, sounds_finished};
use greenroom::scenario::QuestionKind;
use proptest::prelude::*;

fn context() -> FloorContext {
    FloorContext {
        kind: QuestionKind::Behavioural,
        words: 80,
        finished: Some(true),
        own_pause: None,
        pace: 0.5,
        allowance: 1.0,
        thinking: false,
        probe: false,
    }
}

#[test]
fn a_complete_answer_ends_after_a_short_silence() {
    let silence = patience(&context()).unwrap();
    assert!((700..=1500).contains(&silence.as_millis()), "{silence:?}");
}

#[test]
fn a_short_or_unfinished_answer_is_given_two_to_four_seconds() {
    for context in [FloorContext { words: 4, ..context() }, FloorContext { finished: Some(false), ..context() }] {
        let silence = patience(&context).unwrap();
        assert!((2000..=4000).contains(&silence.as_millis()), "{silence:?} for {context:?}");
    }
}

#[test]
fn thinking_has_no_limit() {
    assert_eq!(patience(&FloorContext { thinking: true, ..context() }), None);
}

#[test]
fn a_story_earns_more_patience_than_small_talk_and_a_calm_interviewer_has_more_than_a_brisk_one() {
    let of = |context: FloorContext| patience(&context).unwrap();
    assert!(of(context()) > of(FloorContext { kind: QuestionKind::Opening, ..context() }));
    assert!(of(FloorContext { pace: 0.1, ..context() }) > of(FloorContext { pace: 0.9, ..context() }));
    assert!(of(context()) > of(FloorContext { probe: true, ..context() }));
}

#[test]
fn somebody_who_pauses_long_is_given_longer() {
    let slow = FloorContext { own_pause: Some(Duration::from_millis(2400)), ..context() };
    assert!(patience(&slow).unwrap() >= Duration::from_millis(2400));
}

#[test]
fn a_declared_accommodation_multiplies_patience() {
    let doubled = FloorContext { allowance: 2.0, ..context() };
    assert!(patience(&doubled).unwrap().as_millis().abs_diff(patience(&context()).unwrap().as_millis() * 2) <= 2);
}

#[test]
fn words_that_hang_are_not_finished_whatever_the_punctuation() {
    for text in ["I moved the deadline because", "and then we.", "So I told the,", "It was, um", "Well", "the team was..."] {
        assert!(!sounds_finished(text), "{text:?}");
    }
    for text in ["I moved the deadline to Friday.", "Everybody was happy with that", "That is it"] {
        assert!(sounds_finished(text), "{text:?}");
    }
}

#[test]
fn several_words_or_a_sustained_voice_take_the_floor_and_a_cough_does_not() {
    let table = [
        (0, false, 200, true, BargeInDecision::GoOn),
        (0, false, 200, false, BargeInDecision::Wait),
        (1, true, 1500, false, BargeInDecision::GoOn),
        (1, false, 400, false, BargeInDecision::Wait),
        (3, false, 700, false, BargeInDecision::Yield),
        (0, false, 950, false, BargeInDecision::Yield),
        (2, false, 600, true, BargeInDecision::GoOn),
    ];
    for (words, backchannel, millis, over, expected) in table {
        let heard = BargeIn { words, backchannel, voiced: Duration::from_millis(millis), over };
        assert_eq!(barge_in(&heard), expected, "{heard:?}");
    }
}

#[test]
fn agreement_is_a_back_channel() {
    for text in ["mm-hm", "Yes, yes.", "Right, okay", "uh huh", "I see"] {
        assert!(is_backchannel(text), "{text:?}");
    }
    for text in ["", "Yes, but I wanted to say", "Sorry, could you repeat"] {
        assert!(!is_backchannel(text), "{text:?}");
    }
}

proptest! {
    #[test]
    fn patience_never_leaves_its_bounds(words in 0usize..400, finished in proptest::option::of(any::<bool>()), pause in proptest::option::of(0u64..20_000),
                                        pace in -1.0f32..2.0, allowance in 0.0f32..9.0, probe: bool) {
        let context = FloorContext { words, finished, own_pause: pause.map(Duration::from_millis), pace, allowance, probe, ..context() };
        let silence = patience(&context).unwrap();
        prop_assert!(silence >= Duration::from_millis(700) && silence <= Duration::from_secs(32), "{silence:?}");
    }
}
