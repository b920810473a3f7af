//! Where phrases end, for the listener's nods.

use greenroom::speech::phrase::{PhraseEnds, PhraseFrame, PhraseSettings};
use greenroom::speech::pitch::pitch;

use super::ear::heard;
use super::sound::{RATE, noise, over, rumble, silence, speech, together, tone};
use greenroom::hearing::ear::EarEvent;

fn ends(sound: &[f32]) -> Vec<u64> {
    heard(sound).into_iter().filter_map(|event| if let EarEvent::PhraseEnd(at) = event { Some(at) } else { None }).collect()
}

fn answer() -> Vec<f32> {
    let first = speech("When I joined the company, the billing system failed twice a week.");
    let second = speech("I moved it to a queue, and I measured every step.");
    let third = speech("In the end we had one failure in a year.");
    together(&[&silence(600), &first, &silence(700), &second, &silence(700), &third, &silence(900)])
}

#[test]
fn phrases_end_after_what_is_said() {
    let ends = ends(&answer());
    assert!((3..=6).contains(&ends.len()), "{ends:?}");
}

#[test]
fn the_same_sound_400_ms_later_gives_the_same_ends_400_ms_later() {
    let answer = over(&answer(), &noise(5, 0.001, 500));
    let (early, late) = (ends(&answer), ends(&together(&[&noise(9, 0.001, 400), &answer])));
    assert_eq!(early.len(), late.len(), "{early:?} {late:?}");
    for (early, late) in early.iter().zip(&late) {
        let shift = (late - early) as i64 * 1000 / RATE as i64;
        assert!((shift - 400).abs() <= 16, "shifted by {shift} ms");
    }
}

#[test]
fn noise_and_silence_have_no_phrases() {
    for sound in [noise(1, 0.05, 20_000), rumble(2, 0.1, 20_000), tone(120.0, 0.1, RATE, 20_000), silence(20_000)] {
        assert!(ends(&sound).is_empty());
    }
}

fn frames(spans: &[(usize, bool, f32, f32)]) -> Vec<usize> {
    let mut phrases = PhraseEnds::new(PhraseSettings::default());
    let all = spans.iter().flat_map(|(count, voiced, level_db, hz)| {
        std::iter::repeat_n(PhraseFrame { voiced: *voiced, level_db: *level_db, pitch: voiced.then_some(*hz) }, *count)
    });
    all.enumerate().filter_map(|(index, frame)| phrases.push(frame).then_some(index)).collect()
}

#[test]
fn a_fall_ends_a_phrase_sooner_than_a_level_end() {
    let level = frames(&[(80, true, -20.0, 120.0), (60, false, -80.0, 0.0)]);
    let lower = frames(&[(66, true, -20.0, 120.0), (14, true, -20.0, 90.0), (60, false, -80.0, 0.0)]);
    let quieter = frames(&[(66, true, -20.0, 120.0), (14, true, -27.0, 120.0), (60, false, -80.0, 0.0)]);
    assert_eq!(level, [80 + 24]);
    assert_eq!(lower, [80 + 9]);
    assert_eq!(quieter, lower);
}

#[test]
fn a_single_short_word_is_no_phrase() {
    assert!(frames(&[(20, true, -20.0, 120.0), (60, false, -80.0, 0.0)]).is_empty());
}

#[test]
fn two_ends_are_at_least_800_ms_apart() {
    let phrase = [(50, true, -20.0, 120.0), (26, false, -80.0, 0.0)];
    let ends = frames(&phrase.repeat(10));
    assert!(ends.windows(2).all(|pair| pair[1] - pair[0] >= 50), "{ends:?}");
    assert_eq!(ends.len(), 10);
}

#[test]
fn the_pitch_of_a_hum_is_found_and_noise_has_none() {
    for hz in [80.0, 120.0, 200.0, 300.0] {
        let hum: Vec<f32> = tone(hz, 0.2, RATE, 60).iter().zip(tone(hz * 2.0, 0.15, RATE, 60)).map(|(a, b)| a + b).collect();
        let found = pitch(&hum).unwrap();
        assert!((found / hz - 1.0).abs() < 0.04, "{found} Hz for {hz} Hz");
    }
    assert_eq!(pitch(&noise(3, 0.2, 60)), None);
    assert_eq!(pitch(&silence(60)), None);
    assert_eq!(pitch(&[]), None);
}
