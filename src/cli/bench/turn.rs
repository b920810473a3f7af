//! `greenroom bench turn`: the way from the end of an answer (T0) to the interviewer's first sound.
//!
//! The conductor, the journal, the database and the voice are the real ones. What is not in it: the frame in which a
//! movement becomes visible, and the latency of the sound device.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::bail;
use clap::Args as ClapArgs;
use serde::Serialize;

use super::super::Place;
use super::super::operator::{JudgeName, Operator};
use super::candidate::{Candidate, recogniser};
use super::model::Model;
use super::report::{EMBEDDED_VOICE, Outcome};
use super::scratch::Scratch;
use super::summary::{Budget, Measure, Measures, PROMISED_NOTHING, Quantity, at_most};
use super::world::{Measured, Sample};
use crate::clock;
use crate::intake::Intake;
use crate::interview::drive::drive;
use crate::interview::{Blueprint, Conductor, Input, Moment, Settings};
use crate::scenario;
use crate::session::Recorder;
use crate::store::Store;
use crate::voice::Synth;

/// The form of the JSON. A field that changes its meaning gets a new number.
const SCHEMA: &str = "greenroom.bench-turn/1";

#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct Args {
    /// Machine-readable
    #[arg(long)]
    json: bool,
    /// How many answers are measured
    #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    turns: u32,
    /// Which scenario
    #[arg(long, value_name = "ID", default_value = "general-behavioural")]
    scenario: String,
    /// Speak the answers to this speech model (a ggml file of whisper.cpp) and measure the recognition
    #[arg(long, value_name = "FILE")]
    speech_model: Option<PathBuf>,
    /// Use no language model even if one is configured
    #[arg(long)]
    offline: bool,
}

/// Names, and the budgets of the design; a span to which one bound is set must keep it at the 95th percentile.
const QUANTITIES: [Quantity; 8] = [
    Quantity { name: "t0_to_cue_ms", what: "answer over -> first movement", budget: at_most(300.0) },
    Quantity { name: "t0_to_output_ms", what: "answer over -> text of the reply", budget: PROMISED_NOTHING },
    Quantity { name: "text_to_first_audio_ms", what: "text -> first sentence as sound", budget: at_most(800.0) },
    Quantity {
        name: "t0_to_first_audio_ms",
        what: "answer over -> first sound (sum of the two)",
        budget: Budget { p50: Some(800.0), p95: Some(1500.0) },
    },
    Quantity { name: "patience_ms", what: "silence before the answer counts as over", budget: PROMISED_NOTHING },
    Quantity { name: "recognition_ms", what: "end of speech -> last words recognised", budget: at_most(2000.0) },
    Quantity { name: "reply_ms", what: "language model asked -> its first words", budget: at_most(2500.0) },
    Quantity { name: "journal_on_disk_ms", what: "journal handed over -> on the disk", budget: PROMISED_NOTHING },
];

#[derive(Serialize)]
struct Setting {
    scenario: String,
    persona: String,
    turns: usize,
    /// One interview each, in order.
    seeds: Vec<u64>,
    voice: &'static str,
    recogniser: Option<String>,
    model: Option<String>,
    /// How often the model was asked.
    asked: usize,
}

pub(super) fn run(place: &Place, args: &Args) -> anyhow::Result<ExitCode> {
    let library = place.library_telling();
    let synth = Synth::new()?;
    let scratch = Scratch::new()?;
    let store = Store::open(&scratch.file("greenroom.db"))?;
    let recogniser = args.speech_model.as_deref().map(recogniser).transpose()?;
    let heard_by = recogniser.as_ref().map(|recogniser| recogniser.name());
    let config = Operator::read(place, args.offline, Some(JudgeName::Embedded))?.model;
    let model = config.map(Model::new).transpose()?;
    let worded_by = model.as_ref().map(Model::name);

    let settings = Settings { voice: true, model: model.is_some(), ..Settings::default() };
    let wanted = args.turns as usize;
    let mut candidate = Candidate::new(recogniser, model)?;
    let mut samples: Vec<Sample> = Vec::new();
    let mut seeds = Vec::new();
    let mut persona = String::new();
    let mut asked = 0;
    while samples.len() < wanted {
        let seed = seeds.len() as u64;
        let plan = scenario::plan(&library, &args.scenario, None, &Intake::default(), seed, settings.clone(), None)?;
        plan.persona.id.clone_into(&mut persona);
        let held = interview(plan, candidate, &synth, &store, wanted - samples.len())?;
        candidate = held.candidate;
        asked += held.asked;
        if held.samples.is_empty() {
            bail!("an interview of `{}` held no turn that could be measured", args.scenario);
        }
        samples.extend(held.samples);
        seeds.push(seed);
    }

    let setting = Setting {
        scenario: args.scenario.clone(),
        persona,
        turns: samples.len(),
        seeds,
        voice: EMBEDDED_VOICE,
        recogniser: heard_by,
        model: worded_by,
        asked,
    };
    let heading =
        format!("{} answers in {} interviews of {} with {}", setting.turns, setting.seeds.len(), setting.scenario, setting.persona);
    Outcome { schema: SCHEMA, heading, setting, measures: measures(&samples, &candidate), per_second: &[] }.publish(args.json)?;
    Ok(ExitCode::SUCCESS)
}

/// What one interview gave.
struct Held {
    samples: Vec<Sample>,
    asked: usize,
    candidate: Candidate,
}

/// Holds an interview to its end, or until there are enough samples.
fn interview(plan: Blueprint, candidate: Candidate, synth: &Synth, store: &Store, wanted: usize) -> anyhow::Result<Held> {
    let mut recorder = Recorder::begin(store, &plan, clock::wall())?;
    let mut world = Measured::new(candidate, synth, plan.persona.voice, store, wanted);
    let mut conductor = Conductor::new(plan);
    let ended = drive(&mut conductor, &mut recorder, &mut world, (Moment::START, Input::Begin));
    if let Some(problem) = world.take_problem() {
        return Err(problem);
    }
    if ended.is_none() && world.samples.len() < wanted {
        bail!("the interview came to a standstill");
    }
    if let Some(problem) = recorder.take_problem() {
        return Err(problem.into());
    }
    Ok(Held { samples: world.samples, asked: world.asked, candidate: world.stage.cast })
}

fn measures(samples: &[Sample], candidate: &Candidate) -> Measures {
    let of = |pick: fn(&Sample) -> Option<f64>| samples.iter().filter_map(pick).collect::<Vec<f64>>();
    let results = QUANTITIES.map(|quantity| {
        let (values, reason) = match quantity.name {
            "t0_to_cue_ms" => (of(|sample| sample.cue), "no answer was followed by a movement"),
            "t0_to_output_ms" => (of(|sample| Some(sample.output)), "nothing was said"),
            "text_to_first_audio_ms" => (of(|sample| Some(sample.audio)), "nothing was said"),
            "t0_to_first_audio_ms" => (of(|sample| Some(sample.output + sample.audio)), "nothing was said"),
            "patience_ms" => (of(|sample| sample.patience), "no answer ended with a silence"),
            "recognition_ms" => {
                (candidate.recognition_ms().to_vec(), "the answers were given as words; --speech-model FILE has them spoken and recognised")
            }
            "reply_ms" => (candidate.reply_ms().to_vec(), "no language model is configured, or none answered"),
            _ => (of(|sample| Some(sample.disk)), "nothing was written"),
        };
        (quantity.name, Measure::of(quantity, &values, Some(reason)))
    });
    Measures(results.into())
}
