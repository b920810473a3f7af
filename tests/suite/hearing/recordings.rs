//! Recorded answers as files.

use greenroom::hearing::wav::{self, WavError};
use greenroom::speech::levels;
use hound::{SampleFormat, WavSpec};

use super::sound::{tone, write, write_as};

#[test]
fn every_usual_format_gives_the_same_sound() {
    let folder = tempfile::tempdir().unwrap();
    let formats =
        [(8, SampleFormat::Int), (16, SampleFormat::Int), (24, SampleFormat::Int), (32, SampleFormat::Int), (32, SampleFormat::Float)];
    for (bits_per_sample, sample_format) in formats {
        for (channels, sample_rate) in [(1, 16_000), (2, 44_100), (6, 48_000), (1, 8_000)] {
            let spec = WavSpec { channels, sample_rate, bits_per_sample, sample_format };
            let path = write_as(folder.path(), "tone.wav", spec, &tone(440.0, 0.5, sample_rate as usize, 1000));
            let sound = wav::read(&path).unwrap();
            assert_eq!(sound.len(), 16_000, "{spec:?}");
            let level = levels::dbfs(levels::rms(&sound[2000..14_000]));
            assert!((level - -9.03).abs() < 0.3, "{spec:?}: {level} dBFS");
        }
    }
}

#[test]
fn what_cannot_be_used_is_told_in_one_sentence_with_its_name() {
    let folder = tempfile::tempdir().unwrap();
    let whole = std::fs::read(write(folder.path(), "whole.wav", 16_000, &tone(440.0, 0.5, 16_000, 500))).unwrap();
    let file = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    };
    let mut wrong_format = whole.clone();
    wrong_format[20..22].copy_from_slice(&0x55_u16.to_le_bytes()); // MP3 inside WAV
    let cases = [
        ("nothing.wav", file("nothing.wav", b"")),
        ("text.wav", file("text.wav", b"This is not a recording but a letter to my landlord, and quite long.")),
        ("head.wav", file("head.wav", &whole[..30])),
        ("cut.wav", file("cut.wav", &whole[..whole.len() - 1001])),
        ("mp3.wav", file("mp3.wav", &wrong_format)),
        ("empty.wav", write(folder.path(), "empty.wav", 16_000, &[])),
        ("gone.wav", folder.path().join("gone.wav")),
        ("fast.wav", write(folder.path(), "fast.wav", 2_000_000, &[0.0; 100])),
    ];
    for (name, path) in cases {
        let error = wav::read(&path).unwrap_err();
        let sentence = error.to_string();
        assert!(sentence.contains(name), "{sentence}");
        assert!(!sentence.contains('\n') && sentence.len() < 300, "{sentence}");
        match name {
            "cut.wav" => assert!(matches!(error, WavError::Truncated { .. }), "{error:?}"),
            "empty.wav" | "nothing.wav" => assert!(matches!(error, WavError::Empty { .. }), "{error:?}"),
            "gone.wav" => assert!(matches!(error, WavError::Unreadable { .. }), "{error:?}"),
            "fast.wav" => assert!(matches!(error, WavError::Rate { .. }), "{error:?}"),
            "text.wav" | "mp3.wav" => assert!(matches!(error, WavError::NotWav { .. }), "{error:?}"),
            _ => {}
        }
    }
}

#[test]
fn a_broken_number_in_a_float_recording_is_silence() {
    let folder = tempfile::tempdir().unwrap();
    let spec = WavSpec { channels: 1, sample_rate: 16_000, bits_per_sample: 32, sample_format: SampleFormat::Float };
    let path = write_as(folder.path(), "nan.wav", spec, &[0.1, f32::NAN, f32::INFINITY, 0.2]);
    assert_eq!(wav::read(&path).unwrap(), [0.1, 0.0, 0.0, 0.2]);
}
