//! Spoken interviews from recordings: the real path from samples to inputs, in the time of the samples.

use std::path::{Path, PathBuf};

use greenroom::evaluation::Report;
use greenroom::interview::{Channel, Speaker, TurnKind};
use hound::{SampleFormat, WavSpec, WavWriter};

use super::rig::{Program, Run};
use crate::hearing::{ggml, sound};

/// What is said in each recording: two sentences, with a pause between them.
const ANSWERS: [[&str; 2]; 3] = [
    [
        "Last March the archive flooded, and I moved two hundred boxes on my own in three days.",
        "In the end nothing was lost, and my manager uses my list today.",
    ],
    [
        "I rang the depot at six, because the driver had the wrong address on his sheet.",
        "Forty parcels arrived by noon, and I checked every one of them.",
    ],
    [
        "I asked Joel for ten minutes, and we tried both ways for two weeks.",
        "Missed visits went from eleven to five, so we kept the calls.",
    ],
];

/// A recording with this voice in a quiet room.
fn record(folder: &Path, number: usize, sentences: &[&str]) -> PathBuf {
    let mut samples = sound::silence(300);
    for sentence in sentences {
        samples.extend(sound::speech(sentence));
        samples.extend(sound::silence(700));
    }
    let samples = sound::over(&samples, &sound::noise(number as u64, 0.002, 900));
    let path = folder.join(format!("answer-{number}.wav"));
    let spec = WavSpec { channels: 1, sample_rate: 16_000, bits_per_sample: 16, sample_format: SampleFormat::Int };
    let mut writer = WavWriter::create(&path, spec).unwrap();
    samples.iter().for_each(|sample| writer.write_sample((sample * 32_767.0) as i16).unwrap());
    writer.finalize().unwrap();
    path
}

/// The recordings over and over, so that there is one for every turn.
fn recordings(program: &Program, times: usize) -> Vec<PathBuf> {
    let made: Vec<PathBuf> =
        ANSWERS.iter().enumerate().map(|(number, sentences)| record(program.folder.path(), number, sentences)).collect();
    made.iter().cycle().take(times).cloned().collect()
}

fn rehearse(program: &Program, files: &[PathBuf], more: &[&str]) -> Run {
    let mut args = vec!["rehearse", "--offline", "--scenario", "general-behavioural", "--out", "out"];
    args.extend(more);
    args.push("--voice-in");
    args.extend(files.iter().map(|path| path.to_str().unwrap()));
    program.run(&args)
}

fn answers(report: &Report) -> impl Iterator<Item = &greenroom::evaluation::ReportTurn> {
    report.turns.iter().filter(|turn| turn.speaker == Speaker::Candidate && turn.kind == TurnKind::Answer)
}

#[test]
fn a_whole_spoken_interview_is_measured_and_its_quotes_have_their_times() {
    let program = Program::new();
    let files = recordings(&program, 36);
    let paragraphs: Vec<String> = ANSWERS.iter().cycle().take(36).map(|sentences| sentences.join(" ")).collect();
    program.write("words.txt", paragraphs.join("\n\n"));
    rehearse(&program, &files, &["--voice-text", "words.txt"]).good();
    let report = program.report("out");

    assert_eq!(report.session.recogniser.as_deref(), Some("scripted"));
    assert!(answers(&report).count() >= 6, "{} answers", answers(&report).count());
    for turn in answers(&report) {
        assert!(ANSWERS.iter().any(|sentences| turn.text == sentences.join(" ")), "a paragraph is what one recording says: {}", turn.text);
        let words = turn.words.as_ref().expect("spoken words have times");
        assert_eq!(words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" "), turn.text);
        assert!(words.windows(2).all(|pair| pair[0].start_ms <= pair[1].start_ms && pair[0].end_ms >= pair[0].start_ms));
        assert!(words[0].start_ms >= turn.start_ms.saturating_sub(500) && words.last().unwrap().end_ms <= turn.end_ms);
    }
    let delivery = &report.delivery;
    let pace = delivery.words_per_minute.expect("the pace is measured");
    assert!((90.0..260.0).contains(&pace), "{pace} words a minute");
    assert!(delivery.talk_ratio.is_some_and(|share| (0.1..0.95).contains(&share)), "{:?}", delivery.talk_ratio);
    assert!(delivery.latency_ms.is_some_and(|latency| (300..3000).contains(&latency)), "{:?}", delivery.latency_ms);
    assert!(delivery.pauses.is_some() && delivery.fillers.is_none());
    let quoted: Vec<_> = report.dimensions.iter().flat_map(|dimension| &dimension.evidence).collect();
    assert!(!quoted.is_empty());
    for evidence in quoted {
        let turn = report.turns.iter().find(|turn| turn.index == evidence.turn).unwrap();
        let (Some(start), Some(end)) = (evidence.start_ms, evidence.end_ms) else { panic!("{evidence:?} has no time") };
        assert!(start < end && start + 1000 >= turn.start_ms && end <= turn.end_ms, "{evidence:?} in {} to {}", turn.start_ms, turn.end_ms);
    }
    let journal = program.run(&["replay", "out/journal.jsonl"]).good();
    assert!(journal.out.contains("no difference"));
    let page = program.read("out/report.html");
    assert!(page.contains("words per minute") || page.contains("Words per minute"), "the page shows the pace");
}

#[test]
fn the_same_recordings_give_the_same_interview_twice() {
    let program = Program::new();
    let files = recordings(&program, 9);
    let paragraphs: Vec<String> = ANSWERS.iter().cycle().take(9).map(|sentences| sentences.join(" ")).collect();
    program.write("words.txt", paragraphs.join("\n\n"));
    let journals = [0, 1].map(|_| {
        rehearse(&program, &files, &["--voice-text", "words.txt"]).good();
        program.read("out/journal.jsonl").lines().skip(1).map(str::to_owned).collect::<Vec<_>>()
    });
    assert_eq!(journals[0], journals[1]);
}

#[cfg(feature = "whisper")]
#[test]
fn a_recogniser_that_understands_nothing_is_asked_again_then_typing_is_offered_and_the_session_is_still_judged() {
    let program = Program::new();
    let model = ggml::write(program.folder.path());
    let files = recordings(&program, 40);
    rehearse(&program, &files, &["--speech-model", model.to_str().unwrap()]).good();
    let report = program.report("out");
    let said = |line: &str| report.turns.iter().filter(|turn| turn.kind == TurnKind::Clarification && turn.text.contains(line)).count();
    let clarifications = report.turns.iter().filter(|turn| turn.kind == TurnKind::Clarification).count();
    assert!(clarifications >= 4, "{clarifications} times it was asked again");
    assert!(said("typ") + said("write your answer") >= 1, "typing is offered");
    assert_eq!(report.overall.score, None);
    assert!(report.dimensions.iter().all(|dimension| dimension.not_assessed.is_some()));
    let listed = program.run(&["sessions", "--json"]).good().out;
    assert!(listed.contains("\"evaluated\""), "{listed}");
    assert!(program.run(&["replay", "out/journal.jsonl"]).good().out.contains("no difference"));
}

#[test]
fn recordings_that_cannot_be_heard_are_named() {
    let program = Program::new();
    rehearse(&program, &[PathBuf::from("one.wav")], &[]).fails("--speech-model");
    rehearse(&program, &[PathBuf::from("one.wav")], &["--speech-model", "no-model.bin"]).fails("no-model.bin");
    program.write("words.txt", "Something.");
    program.write("noise.wav", b"RIFF and nothing else");
    for (file, what) in [("missing.wav", "missing.wav"), ("noise.wav", "noise.wav")] {
        let run = rehearse(&program, &[PathBuf::from(file)], &["--voice-text", "words.txt"]);
        assert!(run.err.contains(what), "{}", run.err);
        assert!(!run.err.contains("panicked"), "{}", run.err);
    }
}

#[test]
fn what_is_spoken_is_marked_as_spoken() {
    let program = Program::new();
    let files = recordings(&program, 3);
    program.write("words.txt", ANSWERS.map(|sentences| sentences.join(" ")).join("\n\n"));
    rehearse(&program, &files, &["--voice-text", "words.txt"]).good();
    let kept = program.read("out/journal.jsonl");
    let voice = serde_json::to_string(&Channel::Voice).unwrap();
    assert!(kept.contains(&format!("\"channel\":{voice}")));
}
