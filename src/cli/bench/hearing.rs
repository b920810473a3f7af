//! `greenroom bench hearing`: how long the ears need for a second of sound, how long the recogniser needs, and how long after
//! the end of an answer its last words are there.
//!
//! The sound is the candidate's made voice in a quiet room. What is not in it: the latency of the microphone.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args as ClapArgs;
use serde::Serialize;

use super::candidate::{VOICE, answers, recogniser};
use super::report::{EMBEDDED_VOICE, Outcome};
use super::summary::{Measure, Measures, PROMISED_NOTHING, Quantity, at_most, timed};
use crate::hearing::ear::{Attention, Ear, EarEvent};
use crate::hearing::meter::Meter;
use crate::hearing::{Cancel, Hints, Recogniser};
use crate::speech::segment::{Segment, SegmentSettings};
use crate::speech::vad::{FRAME_SAMPLES, SAMPLE_RATE};
use crate::voice::{Synth, render};

/// The form of the JSON. A field that changes its meaning gets a new number.
const SCHEMA: &str = "greenroom.bench-hearing/1";

#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct Args {
    /// Machine-readable
    #[arg(long)]
    json: bool,
    /// How many answers are heard
    #[arg(long, default_value_t = 16, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    answers: u32,
    /// Have the answers recognised with this speech model (a ggml file of whisper.cpp)
    #[arg(long, value_name = "FILE")]
    speech_model: Option<PathBuf>,
}

const EAR_PER_SECOND: &str = "ear_per_second_ms";
const RECOGNITION_PER_SECOND: &str = "recognition_per_second_ms";

/// Names, and the budget of the design.
const QUANTITIES: [Quantity; 5] = [
    Quantity { name: EAR_PER_SECOND, what: "ears: a second of sound", budget: PROMISED_NOTHING },
    Quantity { name: "ear_frame_ms", what: "ears: one frame (16 ms of sound)", budget: PROMISED_NOTHING },
    Quantity { name: "load_ms", what: "speech model loaded", budget: PROMISED_NOTHING },
    Quantity { name: RECOGNITION_PER_SECOND, what: "recogniser: a second of sound", budget: PROMISED_NOTHING },
    Quantity { name: "wait_ms", what: "end of speech -> last words recognised", budget: at_most(2000.0) },
];

/// The room before and after an answer, in seconds: the ears learn its noise, and the last pause is noticed.
const ROOM_S: usize = 1;
/// Amplitude of the room's white noise: a quiet room, -59 dBFS.
const NOISE: f32 = 0.002;

#[derive(Serialize)]
struct Setting {
    answers: usize,
    /// Of the noise, one each, in order.
    seeds: Vec<u64>,
    voice: &'static str,
    /// Seconds of sound that were heard.
    sound_s: f64,
    /// Stretches of speech that were found in it.
    segments: usize,
    /// Moments for a nod that were found in it.
    phrase_ends: usize,
    recogniser: Option<String>,
}

#[derive(Default)]
struct Samples {
    ear_per_second: Vec<f64>,
    ear_frame: Vec<f64>,
    load: Vec<f64>,
    recognition_per_second: Vec<f64>,
    wait: Vec<f64>,
}

pub(in crate::cli) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let synth = Synth::new()?;
    let mut samples = Samples::default();
    let mut by = match &args.speech_model {
        None => None,
        Some(path) => {
            let (loaded, took) = timed(|| recogniser(path));
            samples.load.push(took);
            Some(loaded?)
        }
    };
    let mut setting = Setting {
        answers: args.answers as usize,
        seeds: (0..u64::from(args.answers)).collect(),
        voice: EMBEDDED_VOICE,
        sound_s: 0.0,
        segments: 0,
        phrase_ends: 0,
        recogniser: by.as_ref().map(|by| by.name()),
    };
    for (seed, text) in setting.seeds.iter().zip(answers().into_iter().cycle()) {
        let sound = in_a_room(&render(&synth, text, VOICE).samples, *seed);
        let heard = listen(&sound, &mut samples);
        setting.sound_s += sound.len() as f64 / f64::from(SAMPLE_RATE);
        setting.segments += heard.segments.len();
        setting.phrase_ends += heard.phrase_ends;
        if let Some(by) = &mut by {
            recognise(by.as_mut(), &heard.segments, &mut samples)?;
        }
    }
    setting.sound_s = setting.sound_s.round();
    let heading =
        format!("{} answers, {:.0} seconds of sound in {} stretches of speech", setting.answers, setting.sound_s, setting.segments);
    let per_second: &[&str] = &[EAR_PER_SECOND, RECOGNITION_PER_SECOND];
    Outcome { schema: SCHEMA, heading, setting, measures: measures(&samples), per_second }.publish(args.json)?;
    Ok(ExitCode::SUCCESS)
}

/// An answer with the room around it and under it.
fn in_a_room(answer: &[f32], seed: u64) -> Vec<f32> {
    let room = vec![0.0; ROOM_S * SAMPLE_RATE as usize];
    let mut state = seed.wrapping_mul(2).wrapping_add(1);
    let mut noise = || {
        // A linear congruential generator (Knuth's MMIX); the upper bits are the random ones.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((state >> 33) as f32 / (1_u64 << 30) as f32 - 1.0) * NOISE
    };
    [&room, answer, &room].into_iter().flatten().map(|sample| (sample + noise()).clamp(-1.0, 1.0)).collect()
}

/// What the ears found in an answer.
#[derive(Default)]
struct Heard {
    /// With the sample at which the end of each was noticed.
    segments: Vec<(u64, Segment)>,
    phrase_ends: usize,
}

/// Hears frame by frame, as it comes from a microphone.
fn listen(sound: &[f32], samples: &mut Samples) -> Heard {
    let mut ear = Ear::new(SegmentSettings::default(), Meter::default());
    let mut heard = Heard::default();
    let mut spent = 0.0;
    for frame in sound.chunks_exact(FRAME_SAMPLES) {
        let (events, took) = timed(|| ear.hear(frame, Attention::Open));
        samples.ear_frame.push(took);
        spent += took;
        for event in events {
            match event {
                EarEvent::Began(_) => {}
                EarEvent::Paused(segment) => heard.segments.push((ear.position(), segment)),
                EarEvent::PhraseEnd(_) => heard.phrase_ends += 1,
            }
        }
    }
    heard.segments.extend(ear.close().map(|segment| (ear.position(), segment)));
    samples.ear_per_second.push(spent / (sound.len() as f64 / f64::from(SAMPLE_RATE)));
    heard
}

/// Recognises an answer's stretches of speech in order, each when its end was noticed and the one before is done.
fn recognise(by: &mut dyn Recogniser, segments: &[(u64, Segment)], samples: &mut Samples) -> anyhow::Result<()> {
    let at_ms = |sample: u64| sample as f64 * 1000.0 / f64::from(SAMPLE_RATE);
    let mut hints = Hints::default();
    let mut done_ms: f64 = 0.0;
    let mut wait = None;
    for (noticed, segment) in segments.iter().filter(|(_, segment)| segment.speech) {
        let (recognised, took) = timed(|| by.recognise(&segment.pcm, &hints, &Cancel::default()));
        hints.before.push_str(&recognised?.text);
        hints.before.push(' ');
        samples.recognition_per_second.push(took * f64::from(SAMPLE_RATE) / segment.pcm.len().max(1) as f64);
        done_ms = done_ms.max(at_ms(*noticed)) + took;
        wait = Some(done_ms - at_ms(segment.voiced_to));
    }
    samples.wait.extend(wait);
    Ok(())
}

fn measures(samples: &Samples) -> Measures {
    let results = QUANTITIES.map(|quantity| {
        let values = match quantity.name {
            EAR_PER_SECOND => &samples.ear_per_second,
            "ear_frame_ms" => &samples.ear_frame,
            "load_ms" => &samples.load,
            RECOGNITION_PER_SECOND => &samples.recognition_per_second,
            _ => &samples.wait,
        };
        let reason = if samples.load.is_empty() { "no speech model; name one with --speech-model FILE" } else { "no speech was found" };
        (quantity.name, Measure::of(quantity, values, Some(reason)))
    });
    Measures(results.into())
}
