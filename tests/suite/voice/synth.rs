//! Speech from text.

use super::{LINES, voice};
use greenroom::interview::Tone;
use greenroom::scenario::VoiceHints;
use greenroom::speech::levels::{dbfs, rms};
use greenroom::voice::polish::{CEILING_DB, LEVEL_DB, speech_level_db};
use greenroom::voice::render::write_wav;
use greenroom::voice::{SAMPLE_RATE, Style, render};
use proptest::prelude::*;

#[test]
fn phones_and_samples_agree() {
    for line in LINES {
        let said = voice().say(line, Style::default());
        let phones = said.track.phones();
        assert!(phones.windows(2).all(|pair| (pair[0].end_s - pair[1].start_s).abs() < 1e-6 && pair[0].start_s <= pair[0].end_s), "{line}");
        let last = phones.iter().rev().find(|phone| phone.name != "pau").unwrap();
        let tail = said.length_s() - last.end_s;
        assert!((0.0..0.2).contains(&tail), "{line}: the sound ends {tail} s after the last phone");
        let energy = |wanted: bool| {
            let inner = |phone: &&greenroom::speech::Phone| {
                (phone.name == "pau") == wanted && phone.start_s + 0.03 < phone.end_s.min(said.length_s())
            };
            let of = |phone: &greenroom::speech::Phone| {
                let range = ((phone.start_s + 0.01) * 16_000.0) as usize..((phone.end_s.min(said.length_s()) - 0.01) * 16_000.0) as usize;
                rms(&said.samples[range])
            };
            let all: Vec<f32> = phones.iter().filter(inner).map(of).collect();
            all.iter().sum::<f32>() / all.len().max(1) as f32
        };
        assert!(energy(false) > 8.0 * energy(true), "{line}: {} in speech, {} in pauses", energy(false), energy(true));
    }
}

#[test]
fn every_written_word_has_its_time() {
    let text = "Our CEO, Dr. Chen, grew R&D by 50%.";
    let said = voice().say(text, Style::default());
    let words: Vec<&str> = said.words.iter().map(|word| &text[word.source.clone()]).collect();
    assert_eq!(words, ["Our", "CEO,", "Dr.", "Chen,", "grew", "R&D", "by", "50%."]);
    assert!(said.words.windows(2).all(|pair| pair[0].start_s < pair[0].end_s && pair[0].end_s <= pair[1].start_s + 1e-4));
    assert_eq!(said.said_until(0.0), 0);
    assert_eq!(said.said_until(99.0), text.len());
    let middle = said.words[3].end_s;
    assert_eq!(&text[..said.said_until(middle)], "Our CEO, Dr. Chen,");
}

#[test]
fn loudness_is_even_and_nothing_clips() {
    for line in LINES {
        let said = voice().say(line, Style::default());
        let level = speech_level_db(&said.samples, SAMPLE_RATE);
        assert!((level - LEVEL_DB).abs() < 1.5, "{line}: {level} dBFS");
        let peak = dbfs(said.samples.iter().fold(0.0f32, |peak, sample| peak.max(sample.abs())));
        assert!(peak <= CEILING_DB + 0.01, "{line}: {peak} dBFS");
        let mean = said.samples.iter().sum::<f32>() / said.samples.len() as f32;
        assert!(mean.abs() < 1e-3, "{line}: offset {mean}");
    }
}

#[test]
fn a_text_without_a_word_is_a_short_silence() {
    for text in ["", "   ", "\u{1F600}\u{1F44D}", "...", "\u{4f60}\u{597d}"] {
        let said = voice().say(text, Style::default());
        assert!(said.words.is_empty());
        assert!((0.05..0.5).contains(&said.length_s()), "{text:?}: {}", said.length_s());
        assert!(said.samples.iter().all(|sample| *sample == 0.0));
    }
}

#[test]
fn a_persona_speaks_faster_and_higher_when_told() {
    let say = |pitch: f32, rate: f32| {
        voice().say("Please tell me more about your last project.", Style { hints: VoiceHints { pitch, rate }, tone: Tone::Neutral })
    };
    let (plain, fast, high) = (say(0.0, 1.0), say(0.0, 1.25), say(5.0, 1.0));
    let ratio = plain.track.end_s() / fast.track.end_s();
    assert!((1.15..1.3).contains(&ratio), "{ratio}");
    let (low_hz, high_hz) = (pitch_of(&plain.samples), pitch_of(&high.samples));
    let semitones = 12.0 * (high_hz / low_hz).log2();
    assert!((3.5..6.5).contains(&semitones), "{low_hz} Hz to {high_hz} Hz");
}

#[test]
fn a_higher_persona_has_a_shorter_throat_and_the_same_times() {
    let say = |pitch: f32| {
        voice().say("Please tell me more about your last project.", Style { hints: VoiceHints { pitch, rate: 1.0 }, tone: Tone::Neutral })
    };
    let brightness = |samples: &[f32]| {
        let slope = samples.windows(2).map(|pair| (pair[1] - pair[0]).powi(2)).sum::<f32>();
        (slope / samples.iter().map(|sample| sample * sample).sum::<f32>()).sqrt()
    };
    let (low, plain, high) = (say(-4.0), say(0.0), say(7.0));
    assert!(brightness(&high.samples) > 1.04 * brightness(&plain.samples), "{} {}", brightness(&high.samples), brightness(&plain.samples));
    assert!(brightness(&low.samples) < 0.99 * brightness(&plain.samples), "{} {}", brightness(&low.samples), brightness(&plain.samples));
    for (a, b) in plain.track.phones().iter().zip(high.track.phones()) {
        assert!(a.name == b.name && (a.end_s - b.end_s).abs() < 0.005, "{a:?} {b:?}");
    }
}

/// The commonest period of the loudest half second, by autocorrelation.
fn pitch_of(samples: &[f32]) -> f32 {
    let window = 8_000.min(samples.len());
    let loudest = (0..samples.len() - window + 1).step_by(800).max_by(|a, b| {
        let energy = |from: usize| samples[from..from + window].iter().map(|sample| sample * sample).sum::<f32>();
        energy(*a).total_cmp(&energy(*b))
    });
    let part = &samples[loudest.expect("there is sound")..][..window];
    let likeness = |lag: usize| part[lag..].iter().zip(part).map(|(a, b)| a * b).sum::<f32>();
    let lag = (64..=230).max_by(|a, b| likeness(*a).total_cmp(&likeness(*b))).expect("there are lags");
    16_000.0 / lag as f32
}

#[test]
fn a_whole_text_is_rendered_with_pauses_and_written_to_a_file() {
    let text = "Welcome. Please have a seat! Shall we begin?";
    let rendered = render(voice(), text, Style { tone: Tone::Warm, ..Style::default() });
    assert_eq!(rendered.sentences.len(), 3);
    for sentence in &rendered.sentences {
        let from = (sentence.start_s * SAMPLE_RATE as f32).round() as usize;
        assert_eq!(rendered.samples[from..from + 800], sentence.spoken.samples[..800]);
    }
    assert_eq!(&text[rendered.at(1.4).unwrap().source.clone()], "Please have a seat!");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("said.wav");
    write_wav(&path, &rendered.samples, SAMPLE_RATE).unwrap();
    let reader = hound::WavReader::open(&path).unwrap();
    assert_eq!((reader.spec().sample_rate, reader.spec().channels, reader.len() as usize), (SAMPLE_RATE, 1, rendered.samples.len()));
    assert!(write_wav(folder.path(), &rendered.samples, SAMPLE_RATE).is_err());
}

#[test]
fn synthesis_reports_its_times() {
    let times = greenroom::voice::bench::synthesis(voice(), &LINES.join(" "), Style::default());
    assert!(times.first_sentence <= times.whole && times.speech.as_secs() > 30);
    assert!(times.real_time_factor() > 0.0);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(60) })]

    #[test]
    fn any_text_can_be_said(text in "\\PC{0,60}", pitch in -9.0f32..9.0, rate in 0.2f32..3.0) {
        let said = voice().say(&text, Style { hints: VoiceHints { pitch, rate }, tone: Tone::Calm });
        prop_assert!(said.samples.iter().all(|sample| sample.abs() <= 1.0));
        prop_assert!(said.words.iter().all(|word| text.is_char_boundary(word.source.start) && text.is_char_boundary(word.source.end)));
    }
}
