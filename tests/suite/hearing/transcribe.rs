//! A recorded answer through the whole path.

use std::time::Duration;

use greenroom::hearing::{Hints, Scripted, Transcription, transcribe_file};
use greenroom::interview::{Input, Moment, TurnId};

use super::sound::{noise, over, silence, speech, together, write};

const TURN: TurnId = TurnId(7);

/// Two sentences 700 ms apart, from 1 s on, in a quiet room; at the rate of a usual sound card.
fn answer(folder: &std::path::Path) -> std::path::PathBuf {
    let sound = together(&[
        &silence(1000),
        &speech("I led the migration of our billing service."),
        &silence(700),
        &speech("Failures went down by half."),
        &silence(300),
    ]);
    write(folder, "answer.wav", 16_000, &over(&sound, &noise(2, 0.002, 800)))
}

fn transcribed() -> Transcription {
    let folder = tempfile::tempdir().unwrap();
    let mut recogniser = Scripted::new(["I led the migration of our billing service.", "Failures went down by half."]);
    transcribe_file(&answer(folder.path()), TURN, &mut recogniser, &Hints::default()).unwrap()
}

fn kinds(inputs: &[(Moment, Input)]) -> Vec<String> {
    inputs
        .iter()
        .map(|(_, input)| match input {
            Input::SpeechBegan { turn } => format!("began {turn}"),
            Input::SpeechPaused { turn, segment, .. } => format!("paused {turn} {segment}"),
            Input::Final { turn, segment, .. } => format!("final {turn} {segment}"),
            Input::NotRecognised { turn, segment } => format!("nothing {turn} {segment}"),
            other => panic!("{other:?}"),
        })
        .collect()
}

#[test]
fn an_answer_becomes_inputs_in_order_under_its_turn() {
    let heard = transcribed();
    assert_eq!(kinds(&heard.inputs), ["began t7", "paused t7 0", "final t7 0", "began t7", "paused t7 1", "final t7 1"]);
    assert!(heard.inputs.windows(2).all(|pair| pair[0].0 <= pair[1].0));
    assert_eq!(heard.text(), "I led the migration of our billing service. Failures went down by half.");
    let began = heard.inputs[0].0.as_millis();
    assert!((1000..1200).contains(&began), "noticed at {began} ms");
    assert!(!heard.phrase_ends.is_empty());
}

#[test]
fn word_times_lie_where_the_words_were_said_and_never_run_backwards() {
    let heard = transcribed();
    let mut last = 0;
    for (at, input) in &heard.inputs {
        let Input::Final { words, .. } = input else { continue };
        for word in words {
            assert!(word.start_ms >= last && word.end_ms >= word.start_ms && word.end_ms <= at.as_millis(), "{word:?}");
            last = word.start_ms;
        }
    }
    assert!(last > 0);
}

#[test]
fn the_end_of_the_sound_is_told_and_the_last_pause_comes_after_it() {
    let heard = transcribed();
    let end = heard.end_of_audio;
    assert!(heard.inputs.last().unwrap().0 <= end + Duration::from_millis(1000));
    assert!(heard.inputs.last().unwrap().0 > Moment::from_millis(end.as_millis() - 600));
}

#[test]
fn the_times_of_a_listening_that_began_later_are_later() {
    let (here, there) = (transcribed(), transcribed().starting_at(Moment::from_millis(60_000)));
    assert_eq!(there.end_of_audio.as_millis(), here.end_of_audio.as_millis() + 60_000);
    for ((a, first), (b, second)) in here.inputs.iter().zip(&there.inputs) {
        assert_eq!(b.as_micros() - a.as_micros(), 60_000_000);
        if let (Input::Final { words: first, .. }, Input::Final { words: second, .. }) = (first, second) {
            assert_eq!(second[0].start_ms, first[0].start_ms + 60_000);
        }
    }
}

#[test]
fn a_pause_tells_how_long_the_silence_already_was() {
    for (at, input) in &transcribed().inputs {
        if let Input::SpeechPaused { silence_ms, .. } = input {
            assert!((300..350).contains(silence_ms), "{silence_ms} ms at {at}");
        }
    }
}

#[test]
fn the_same_file_is_heard_the_same_twice() {
    assert_eq!(transcribed(), transcribed());
}

#[test]
fn a_segment_without_words_is_told_as_not_recognised() {
    let folder = tempfile::tempdir().unwrap();
    let mut recogniser = Scripted::new(Vec::<String>::new()).then_nothing().then("Failures went down by half.");
    let heard = transcribe_file(&answer(folder.path()), TURN, &mut recogniser, &Hints::default()).unwrap();
    assert_eq!(kinds(&heard.inputs), ["began t7", "paused t7 0", "nothing t7 0", "began t7", "paused t7 1", "final t7 1"]);
}

#[test]
fn a_recording_of_noise_has_no_inputs() {
    let folder = tempfile::tempdir().unwrap();
    let path = write(folder.path(), "noise.wav", 48_000, &noise(3, 0.05, 30_000));
    let heard = transcribe_file(&path, TURN, &mut Scripted::new(["never"]), &Hints::default()).unwrap();
    assert_eq!(heard.inputs, []);
    assert_eq!(heard.end_of_audio, Moment::from_millis(10_000));
}
