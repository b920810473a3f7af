//! Trying a microphone out: what a recording is taken for, and the thread around it with stand-ins for the devices.

use std::collections::VecDeque;
use std::f32::consts::TAU;
use std::sync::Arc;
use std::time::Duration;

use greenroom::clock;
use greenroom::hearing::devices::DeviceError;
use greenroom::hearing::source::{Pace, RecordingSource};
use greenroom::scenario::VoiceHints;
use greenroom::session::trial::{Command, Devices, Event, Trial};
use greenroom::speech::trial::{Verdict, measure, verdict};
use greenroom::voice::playback::SilentOutput;
use greenroom::voice::{Style, Synth, VoiceError, render};

/// Somebody says something for five seconds, this loud, in a room that hisses this loud.
fn speech(gain: f32, noise: f32) -> Vec<f32> {
    let synth = Synth::new().unwrap();
    let said = render(&synth, "I looked after twelve patients that night, and one of them became worse.", Style::default()).samples;
    let mut state = 7_u32;
    (0..80_000)
        .map(|at| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let hiss = (state >> 8) as f32 / 8_388_608.0 - 1.0;
            (said.get(at).copied().unwrap_or_default() * gain + hiss * noise).clamp(-1.0, 1.0)
        })
        .collect()
}

#[test]
fn a_recording_is_taken_for_what_it_is() {
    let table = [
        ("a clear voice in a quiet room", speech(0.7, 0.001), Verdict::Good),
        ("the same from a little further away", speech(0.2, 0.0005), Verdict::Good),
        ("a voice from across the room", speech(0.02, 0.0001), Verdict::TooQuiet),
        ("a microphone that is turned up", speech(40.0, 0.001), Verdict::TooLoud),
        ("a voice beside a fan", speech(0.3, 0.06), Verdict::Noisy),
        ("a fan alone", speech(0.0, 0.06), Verdict::Noisy),
        ("a quiet room", speech(0.0, 0.001), Verdict::NoVoice),
        ("a muted microphone", vec![0.0; 80_000], Verdict::Silent),
        ("hardly anything", vec![0.1; 100], Verdict::NoVoice),
    ];
    for (what, samples, expected) in table {
        assert_eq!(verdict(&samples), expected, "{what}: {:?}", measure(&samples));
    }
}

#[test]
fn mains_hum_is_no_voice() {
    let hum: Vec<f32> = (0..80_000).map(|at| 0.01 * (TAU * 50.0 * at as f32 / 16_000.0).sin()).collect();
    assert_eq!(verdict(&hum), Verdict::NoVoice, "{:?}", measure(&hum));
}

fn devices(recording: Option<Vec<f32>>, loudspeaker: bool) -> Devices {
    let mut answers = recording.map(|samples| VecDeque::from([samples]));
    Devices {
        microphone: Box::new(move |_| match answers.take() {
            Some(answers) => Ok(Box::new(RecordingSource::of(answers, Pace::SampleClock, "a recording".into()))),
            None => Err(DeviceError::NotFound("desk".into()).into()),
        }),
        loudspeaker: Box::new(move |controls, epoch| {
            let since = clock::now().saturating_duration_since(epoch);
            if loudspeaker { Ok(Box::new(SilentOutput::new(Arc::clone(controls), since))) } else { Err(VoiceError::NoDevice) }
        }),
    }
}

/// Waits for the event that fits; what comes before it is passed over.
#[track_caller]
fn until(trial: &Trial, what: &str, fits: impl Fn(&Event) -> bool) -> Event {
    let end = clock::now() + Duration::from_secs(30);
    let mut seen = Vec::new();
    while clock::now() < end {
        for event in trial.events() {
            if fits(&event) {
                return event;
            }
            seen.push(event);
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    panic!("{what} did not come; seen: {seen:?}");
}

#[test]
fn what_is_recorded_is_judged_and_can_be_heard_again() {
    let trial = Trial::start(None, 0.5, devices(Some(speech(0.7, 0.001)), true)).unwrap();
    until(&trial, "the microphone", |event| *event == Event::Open);
    trial.ask(Command::Play);
    trial.ask(Command::Record);
    let first = until(&trial, "the recording", |event| matches!(event, Event::Recording(_) | Event::Sounding));
    assert_eq!(first, Event::Recording(5.0), "there is nothing to play yet");
    assert_eq!(until(&trial, "the verdict", |event| matches!(event, Event::Recorded(_))), Event::Recorded(Verdict::Good));
    trial.ask(Command::Play);
    until(&trial, "the sound", |event| *event == Event::Sounding);
    trial.ask(Command::Stop);
    until(&trial, "silence", |event| *event == Event::Still);
}

#[test]
fn the_voice_comes_to_its_end_by_itself() {
    let trial = Trial::start(None, 0.5, devices(None, true)).unwrap();
    trial.ask(Command::Say { text: "Hello.".into(), hints: VoiceHints::default() });
    until(&trial, "the voice", |event| *event == Event::Sounding);
    until(&trial, "its end", |event| *event == Event::Still);
}

#[test]
fn devices_that_are_missing_are_told_in_a_sentence() {
    let trial = Trial::start(Some("desk".into()), 0.5, devices(None, false)).unwrap();
    let Event::Deaf(why) = until(&trial, "the missing microphone", |event| matches!(event, Event::Deaf(_))) else { unreachable!() };
    assert!(why.contains("\"desk\" was not found"), "{why}");
    trial.ask(Command::Record);
    trial.ask(Command::Say { text: "Hello.".into(), hints: VoiceHints::default() });
    let event = until(&trial, "the missing loudspeaker", |event| matches!(event, Event::Mute(_) | Event::Recording(_)));
    assert!(matches!(event, Event::Mute(_)), "without a microphone nothing is recorded: {event:?}");
}
