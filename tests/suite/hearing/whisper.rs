//! whisper.cpp with a model that has no weights.

use greenroom::hearing::whisper::{self, Whisper};
use greenroom::hearing::{Cancel, Hints, Recognised, Recogniser, RecogniserError, availability, transcribe::transcribe};
use greenroom::interview::{Input, TurnId};

use super::ggml;
use super::sound::{noise, silence, speech, together};

fn loaded(folder: &std::path::Path) -> Whisper {
    Whisper::load(&ggml::write(folder)).unwrap()
}

fn recognise(whisper: &mut Whisper, pcm: &[f32], hints: &Hints) -> Recognised {
    whisper.recognise(pcm, hints, &Cancel::default()).unwrap()
}

#[test]
fn a_model_without_weights_is_loaded_and_finds_no_words_in_noise() {
    let folder = tempfile::tempdir().unwrap();
    let mut whisper = loaded(folder.path());
    assert!(whisper.name().starts_with("whisper.cpp ") && whisper.name().ends_with("tiny.en"), "{}", whisper.name());
    let heard = recognise(&mut whisper, &noise(1, 0.1, 2000), &Hints::default());
    assert_eq!((heard.text.as_str(), heard.words.len()), ("", 0));
    assert!(availability(None, Some(&folder.path().join("ggml-empty.en.bin"))).recogniser.present);
}

#[test]
fn segments_of_any_length_pass_through_one_after_another() {
    let folder = tempfile::tempdir().unwrap();
    let mut whisper = loaded(folder.path());
    for ms in [1, 100, 999, 5_000, 20_000, 31_000, 300] {
        for partial in [false, true] {
            recognise(&mut whisper, &noise(2, 0.1, ms), &Hints { partial, ..Hints::default() });
        }
    }
}

#[test]
fn hints_of_any_kind_are_taken() {
    let folder = tempfile::tempdir().unwrap();
    let mut whisper = loaded(folder.path());
    for (words, language) in
        [(vec!["Kubernetes", "the", "I"], "en-GB"), (vec!["nul\0inside", "naïve", "日本語"], "de"), (vec![], "xx-nowhere")]
    {
        let hints = Hints {
            words: words.into_iter().map(str::to_owned).collect(),
            language: language.to_owned(),
            before: "and so ".repeat(50),
            ..Hints::default()
        };
        recognise(&mut whisper, &noise(3, 0.1, 500), &hints);
    }
}

#[test]
fn a_cancelled_recognition_says_so_and_the_next_one_works() {
    let folder = tempfile::tempdir().unwrap();
    let mut whisper = loaded(folder.path());
    let cancel = Cancel::default();
    cancel.cancel();
    assert_eq!(whisper.recognise(&noise(4, 0.1, 2000), &Hints::default(), &cancel), Err(RecogniserError::Cancelled));
    cancel.reset();
    assert!(whisper.recognise(&noise(4, 0.1, 2000), &Hints::default(), &cancel).is_ok());
    // From another thread, while it runs: either it was fast enough or it was stopped.
    let stop = cancel.clone();
    let stopper = std::thread::spawn(move || stop.cancel());
    let result = whisper.recognise(&noise(5, 0.1, 30_000), &Hints::default(), &cancel);
    stopper.join().unwrap();
    assert!(matches!(result, Ok(_) | Err(RecogniserError::Cancelled)), "{result:?}");
    cancel.reset();
    assert!(whisper.recognise(&noise(6, 0.1, 1000), &Hints::default(), &cancel).is_ok());
}

#[test]
fn a_file_that_is_no_model_is_refused_before_it_reaches_the_loader() {
    let folder = tempfile::tempdir().unwrap();
    let path = ggml::write(folder.path());
    let whole = std::fs::read(&path).unwrap();
    for (name, bytes) in
        [("text", b"not a model at all, but long enough to look at, in the way of a letter".to_vec()), ("cut", whole[..3000].to_vec())]
    {
        std::fs::write(&path, bytes).unwrap();
        let Err(RecogniserError::Unavailable(sentence)) = Whisper::load(&path) else { panic!("{name} was loaded") };
        assert!(sentence.contains("ggml-empty.en.bin"), "{sentence}");
    }
    assert!(whisper::maker(folder.path().join("gone.bin"))().is_err());
}

#[test]
fn the_whole_path_ends_in_not_recognised_without_weights() {
    let folder = tempfile::tempdir().unwrap();
    let mut whisper = loaded(folder.path());
    let sound = together(&[&silence(800), &speech("We shipped it on Friday."), &silence(300)]);
    let heard = transcribe(&sound, TurnId(2), &mut whisper, &Hints::default());
    assert!(matches!(heard.inputs.last(), Some((_, Input::NotRecognised { turn: TurnId(2), segment: 0 }))), "{:?}", heard.inputs);
}
