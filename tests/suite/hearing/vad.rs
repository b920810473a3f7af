//! Voice activity as a state machine.

use greenroom::speech::vad::{FRAME_MS, SmoothedVad, VadEvent, VadSettings, frames};
use proptest::prelude::*;

const LOUD: f32 = -20.0;
const QUIET: f32 = -70.0;

/// Plays a picture: `#` is a voiced frame, `.` silence, `+` a frame between the two thresholds.
fn play(vad: &mut SmoothedVad, picture: &str) -> Vec<(usize, VadEvent)> {
    let mut events = Vec::new();
    for (index, mark) in picture.chars().enumerate() {
        let (probability, level) = match mark {
            '#' => (0.95, LOUD),
            '+' => (0.5, LOUD),
            _ => (0.05, QUIET),
        };
        events.extend(vad.push(probability, level).map(|event| (index, event)));
    }
    events
}

fn settled() -> SmoothedVad {
    let mut vad = SmoothedVad::new(VadSettings::default());
    play(&mut vad, &".".repeat(10));
    vad
}

#[test]
fn three_voiced_frames_of_five_open_a_voice_at_the_first_of_them() {
    for (picture, opens_at, began) in
        [("###..", Some(2), 10), ("#.#.#", Some(4), 10), (".#.##", Some(4), 11), ("##...", None, 0), ("#..#...#", None, 0)]
    {
        let events = play(&mut settled(), picture);
        match opens_at {
            Some(at) => assert_eq!(events, [(at, VadEvent::SpeechBegan { frame: began })], "{picture}"),
            None => assert_eq!(events, [], "{picture}"),
        }
    }
}

#[test]
fn a_frame_between_the_thresholds_keeps_a_voice_open_but_opens_none() {
    assert_eq!(play(&mut settled(), &"+".repeat(100)), []);
    let kept = play(&mut settled(), &format!("####{}", "+".repeat(100)));
    assert_eq!(kept.len(), 1, "{kept:?}");
}

#[test]
fn a_pause_is_told_after_the_hangover_with_the_voiced_time_before_it() {
    let hangover = frames(300) as usize;
    let events = play(&mut settled(), &format!("{}{}", "#".repeat(50), ".".repeat(60)));
    assert_eq!(events[1], (49 + hangover, VadEvent::SpeechPaused { frame: 60, voiced_ms: 50 * FRAME_MS }));
    assert_eq!(events.len(), 2);
}

#[test]
fn steady_noise_never_opens_a_voice_whatever_the_detector_thinks_of_it() {
    let mut vad = SmoothedVad::new(VadSettings::default());
    let level = |n: u32| -30.0 + (n % 7) as f32 * 0.5;
    for n in 0..200 {
        assert_eq!(vad.push(0.1, level(n)), None);
    }
    for n in 0..2000 {
        assert_eq!(vad.push(0.99, level(n)), None, "frame {n}");
    }
}

#[test]
fn a_skipped_frame_counts_as_time_and_as_nothing_else() {
    let mut vad = settled();
    play(&mut vad, "##");
    vad.skip();
    vad.skip();
    assert_eq!(play(&mut vad, "##"), [(0, VadEvent::SpeechBegan { frame: 10 })]);
    assert_eq!(vad.count(), 16);
}

proptest! {
    #[test]
    fn a_gap_shorter_than_the_hangover_does_not_split_and_a_longer_one_does(gap in 1_u32..60) {
        let picture = format!("{}{}{}", "#".repeat(20), ".".repeat(gap as usize), "#".repeat(20));
        let paused = play(&mut settled(), &picture).iter().any(|(_, event)| matches!(event, VadEvent::SpeechPaused { .. }));
        prop_assert_eq!(paused, gap >= frames(300));
    }

    #[test]
    fn probabilities_below_the_onset_never_open(frames in prop::collection::vec((0.0_f32..0.59, -100.0_f32..0.0), 0..500)) {
        let mut vad = SmoothedVad::new(VadSettings::default());
        for (probability, level) in frames {
            prop_assert_eq!(vad.push(probability, level), None);
        }
    }

    #[test]
    fn voices_begin_and_pause_in_turn_and_in_order(input in prop::collection::vec((0.0_f32..1.0, -90.0_f32..0.0), 0..800)) {
        let mut vad = SmoothedVad::new(VadSettings::default());
        let (mut open, mut last) = (false, 0);
        let mut events: Vec<VadEvent> = input.iter().filter_map(|(probability, level)| vad.push(*probability, *level)).collect();
        events.extend(vad.close());
        for event in events {
            let frame = match event {
                VadEvent::SpeechBegan { frame } => { prop_assert!(!open); frame }
                VadEvent::SpeechPaused { frame, voiced_ms } => {
                    prop_assert!(open);
                    prop_assert_eq!(u64::from(voiced_ms), (frame - last) * u64::from(FRAME_MS));
                    frame
                }
            };
            open = !open;
            prop_assert!(frame >= last);
            last = frame;
        }
        prop_assert!(!open && !vad.is_open());
    }
}
