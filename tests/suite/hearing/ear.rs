//! The ear on synthesised speech and on noise.

use greenroom::hearing::ear::{Attention, Ear, EarEvent};
use greenroom::hearing::meter::Meter;
use greenroom::speech::levels;
use greenroom::speech::segment::{Segment, SegmentSettings};

use super::sound::{RATE, noise, over, rumble, scaled, silence, speech, together, tone};

pub(super) fn heard(sound: &[f32]) -> Vec<EarEvent> {
    let mut ear = Ear::new(SegmentSettings::default(), Meter::default());
    let mut events: Vec<EarEvent> = sound.chunks(1000).flat_map(|chunk| ear.hear(chunk, Attention::Open)).collect();
    events.extend(ear.hear(&silence(1000), Attention::Open));
    events
}

fn onsets(events: &[EarEvent]) -> Vec<u64> {
    events.iter().filter_map(|event| if let EarEvent::Began(at) = event { Some(*at) } else { None }).collect()
}

fn segments(events: Vec<EarEvent>) -> Vec<Segment> {
    events.into_iter().filter_map(|event| if let EarEvent::Paused(segment) = event { Some(segment) } else { None }).collect()
}

const SENTENCES: [&str; 4] = [
    "I led the migration of our billing service.",
    "What would you do differently today?",
    "She asked me to write the first draft.",
    "Failures went down by half within a month.",
];

#[test]
fn the_onset_is_found_within_100_ms() {
    for sentence in SENTENCES {
        for (room, background) in [("silence", silence(500)), ("a quiet room", noise(4, 0.002, 500)), ("a noisy room", noise(5, 0.01, 500))]
        {
            let sound = over(&together(&[&silence(1500), &speech(sentence)]), &background);
            let found = onsets(&heard(&sound));
            let error = (found[0] as i64 - 1500 * 16) / 16;
            assert!(error.abs() < 100, "{sentence} in {room}: {error} ms off");
        }
    }
}

#[test]
fn the_end_is_found_within_200_ms() {
    for sentence in SENTENCES {
        let words = speech(sentence);
        let found = segments(heard(&together(&[&silence(1000), &words, &silence(1000)])));
        let end = 16_000 + words.len() as i64;
        let error = (found.last().unwrap().voiced_to as i64 - end) / 16;
        assert!(error.abs() < 200, "{sentence}: {error} ms off");
    }
}

#[test]
fn gaps_of_700_ms_split_and_gaps_of_100_ms_do_not() {
    let (a, b, c) = (speech("I wrote the plan."), speech("Then we built it."), speech("It worked at once."));
    for (gap, expected) in [(700, 3), (100, 1)] {
        let sound = together(&[&silence(800), &a, &silence(gap), &b, &silence(gap), &c]);
        assert_eq!(segments(heard(&over(&sound, &noise(6, 0.002, 900)))).len(), expected, "gaps of {gap} ms");
    }
}

#[test]
fn a_segment_holds_every_sample_of_what_was_said() {
    let words = speech("We shipped it on Friday and slept well.");
    let sound = together(&[&silence(1000), &words, &silence(1000)]);
    let found = segments(heard(&sound));
    assert_eq!(found.len(), 1);
    let segment = &found[0];
    assert!(segment.start <= 16_000 && segment.start + segment.pcm.len() as u64 >= 16_000 + words.len() as u64);
    let from = segment.start as usize;
    assert_eq!(segment.pcm[..], sound[from..from + segment.pcm.len()], "unchanged, without the gain of the detector");
}

#[test]
fn steady_noise_is_never_taken_for_a_voice() {
    let hum: Vec<f32> = tone(50.0, 0.1, RATE, 30_000).iter().zip(tone(150.0, 0.05, RATE, 30_000)).map(|(a, b)| a + b).collect();
    let steady = [
        ("hiss", noise(1, 0.05, 30_000)),
        ("loud hiss", noise(2, 0.2, 30_000)),
        ("faint hiss", noise(3, 0.001, 30_000)),
        ("rumble", rumble(4, 0.1, 30_000)),
        ("hum", hum),
        ("whistle", tone(1000.0, 0.2, RATE, 30_000)),
        ("silence", silence(30_000)),
    ];
    for (name, sound) in steady {
        assert_eq!(heard(&sound), [], "{name}");
    }
}

#[test]
fn a_voice_is_found_at_any_usual_level() {
    let words = speech("I answered all of them within a day, and nobody had to wait.");
    for factor in [2.0, 1.0, 0.3, 0.1, 0.05] {
        let sound = over(&together(&[&silence(2000), &scaled(&words, factor), &silence(500)]), &noise(8, 0.0005, 700));
        let found = segments(heard(&sound));
        let voiced: u64 = found.iter().map(|segment| segment.voiced_to - segment.voiced_from).sum();
        assert!(voiced as f32 > words.len() as f32 * 0.8, "at {factor} of its level: {voiced} of {} samples", words.len());
    }
}

#[test]
fn covered_ears_hear_nothing_and_idle_ears_learn_the_room() {
    let mut ear = Ear::new(SegmentSettings::default(), Meter::default());
    let words = speech("This is the interviewer speaking through a loudspeaker.");
    assert_eq!(ear.hear(&words, Attention::Covered), []);
    assert_eq!(ear.hear(&noise(1, 0.1, 5000), Attention::Idle), []);
    assert_eq!(ear.hear(&noise(2, 0.1, 5000), Attention::Open), []);
    let position = ear.position();
    let events = ear.hear(&together(&[&words, &silence(600)]), Attention::Open);
    assert!(onsets(&events)[0] >= position);
}

#[test]
fn broken_samples_are_silence_and_not_a_crash() {
    let mut ear = Ear::new(SegmentSettings::default(), Meter::default());
    let sound: Vec<f32> = (0..32_000).map(|n| [f32::NAN, f32::INFINITY, 1e30, -1e30][n % 4]).collect();
    ear.hear(&sound, Attention::Open);
    let events = ear.hear(&together(&[&silence(4000), &speech("Still here and listening."), &silence(600)]), Attention::Open);
    assert!(!onsets(&events).is_empty());
}

#[test]
fn the_meter_follows_the_level() {
    let meter = Meter::default();
    let mut ear = Ear::new(SegmentSettings::default(), meter.clone());
    ear.hear(&tone(440.0, 0.5, RATE, 200), Attention::Covered);
    assert!((levels::dbfs(meter.rms()) - -9.0).abs() < 0.5, "{} dBFS", levels::dbfs(meter.rms()));
    assert!((meter.peak() - 0.5).abs() < 0.02);
    ear.hear(&silence(500), Attention::Covered);
    assert!(meter.rms() == 0.0 && meter.peak() < 0.2 && !meter.voiced());
    ear.hear(&speech("Now there is a voice to be seen"), Attention::Open);
    assert!(meter.voiced());
}
