//! `greenroom bench voice`: how long the embedded voice needs, by the length of what it says.
//!
//! What is not in it: the latency of the sound device.

use std::process::ExitCode;

use clap::Args as ClapArgs;
use serde::Serialize;

use super::super::Place;
use super::report::{EMBEDDED_VOICE, Outcome};
use super::summary::{Measure, Measures, PROMISED_NOTHING, Quantity, at_most, millis, timed};
use crate::interview::Tone;
use crate::voice::{Style, Synth, bench};

/// The form of the JSON. A field that changes its meaning gets a new number.
const SCHEMA: &str = "greenroom.bench-voice/1";

#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct Args {
    /// Machine-readable
    #[arg(long)]
    json: bool,
    /// How many texts of each length are said
    #[arg(long, default_value_t = 60, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    times: u32,
}

const LOADING: Quantity = Quantity { name: "load_ms", what: "voice loaded", budget: PROMISED_NOTHING };

/// Texts of one length, and what is measured of them.
struct Group {
    texts: &'static [&'static str],
    /// Whether they are said in every tone and by every interviewer, instead of neutrally and by none in particular.
    shifted: bool,
    /// From the text to the samples of its first sentence: the budget of the design.
    first: Quantity,
    /// Of all of it, per second of speech.
    per_second: Quantity,
}

const SHORT: &[&str] = &["Go on.", "I see.", "Thank you.", "What happened then?", "Why was that?"];
const MEDIUM: &[&str] = &[
    "What did you do first when you noticed that the numbers were wrong?",
    "Tell me about a time when you and a colleague wanted different things.",
    "How did you know by the end of the month that it had worked?",
];
const LONG: &[&str] = &[
    "I would like to go back to what you said about the second week, when the deliveries came late and two of your colleagues were ill, and ask you how you decided what could wait until Monday and what could not.",
    "Imagine that a customer whom you have known for years asks you for something that your own rules do not allow, that nobody would ever notice, and that would save her a whole day of work, and tell me what you would say to her.",
];
const SEVERAL: &[&str] = &[
    "Thank you, that helps. You said that the reports came too late in four of six cases. What exactly did you change, and who had to agree to it?",
    "That sounds like a hard week. Before we go on, I would like to understand one thing. When you rang her, what did you say first?",
];

const GROUPS: [Group; 5] = [
    Group {
        texts: SHORT,
        shifted: false,
        first: Quantity { name: "short_first_ms", what: "short sentence -> sound", budget: at_most(800.0) },
        per_second: Quantity { name: "short_per_second_ms", what: "  per second of its speech", budget: PROMISED_NOTHING },
    },
    Group {
        texts: MEDIUM,
        shifted: false,
        first: Quantity { name: "medium_first_ms", what: "medium sentence -> sound", budget: at_most(800.0) },
        per_second: Quantity { name: "medium_per_second_ms", what: "  per second of its speech", budget: PROMISED_NOTHING },
    },
    Group {
        texts: LONG,
        shifted: false,
        first: Quantity { name: "long_first_ms", what: "long sentence -> sound", budget: at_most(800.0) },
        per_second: Quantity { name: "long_per_second_ms", what: "  per second of its speech", budget: PROMISED_NOTHING },
    },
    Group {
        texts: SEVERAL,
        shifted: false,
        first: Quantity { name: "several_first_ms", what: "several sentences -> the first as sound", budget: at_most(800.0) },
        per_second: Quantity { name: "several_per_second_ms", what: "  per second of their speech", budget: PROMISED_NOTHING },
    },
    Group {
        texts: MEDIUM,
        shifted: true,
        first: Quantity { name: "shifted_first_ms", what: "medium, by interviewers in tones -> sound", budget: at_most(800.0) },
        per_second: Quantity { name: "shifted_per_second_ms", what: "  per second of its speech", budget: PROMISED_NOTHING },
    },
];

const PER_SECOND: &[&str] =
    &["short_per_second_ms", "medium_per_second_ms", "long_per_second_ms", "several_per_second_ms", "shifted_per_second_ms"];

/// How often the voice is loaded.
const LOADS: usize = 5;

#[derive(Serialize)]
struct Setting {
    voice: &'static str,
    /// Texts of each length.
    times: usize,
    /// Styles of the last length: interviewers times tones.
    styles: usize,
    /// Seconds of speech that were made.
    speech_s: f64,
}

pub(in crate::cli) fn run(place: &Place, args: &Args) -> anyhow::Result<ExitCode> {
    let library = place.library_telling();
    let tones = [Tone::Warm, Tone::Neutral, Tone::Calm, Tone::Interested];
    let styles: Vec<Style> = library.personas.values().flat_map(|persona| tones.map(|tone| Style { hints: persona.voice, tone })).collect();
    let plain = [Style::default()];
    let mut loads = Vec::new();
    let mut synth = Synth::new()?;
    for _ in 0..LOADS {
        let (loaded, took) = timed(Synth::new);
        synth = loaded?;
        loads.push(took);
    }

    let times = args.times as usize;
    let mut measures = Measures(vec![(LOADING.name, Measure::of(LOADING, &loads, None))]);
    let mut speech_s = 0.0;
    for group in GROUPS {
        let (mut first, mut per_second) = (Vec::new(), Vec::new());
        let said_in = if group.shifted && !styles.is_empty() { styles.as_slice() } else { &plain };
        for (text, style) in group.texts.iter().cycle().zip(said_in.iter().cycle()).take(times) {
            let took = bench::synthesis(&synth, text, *style);
            first.push(millis(took.first_sentence));
            per_second.push(took.real_time_factor() * 1000.0);
            speech_s += took.speech.as_secs_f64();
        }
        for (quantity, samples) in [(group.first, first), (group.per_second, per_second)] {
            measures.0.push((quantity.name, Measure::of(quantity, &samples, None)));
        }
    }
    let heading = format!("{times} texts of each length, {speech_s:.0} seconds of speech by the embedded voice");
    let setting = Setting { voice: EMBEDDED_VOICE, times, styles: styles.len(), speech_s: speech_s.round() };
    Outcome { schema: SCHEMA, heading, setting, measures, per_second: PER_SECOND }.publish(args.json)?;
    Ok(ExitCode::SUCCESS)
}
