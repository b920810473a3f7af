//! The truth table in the documentation of `Phase` is what the conductor does.

use greenroom::interview::{Act, Device, Input, Phase, RequestId, UtteranceId};

use crate::support::plan::plan;
use crate::support::table::Led;

const PHASES: [(&str, Phase); 7] = [
    ("Ready", Phase::Ready),
    ("Speaking", Phase::Speaking),
    ("Listening", Phase::Listening),
    ("Settling", Phase::Settling),
    ("Wording", Phase::Wording),
    ("Paused", Phase::Paused),
    ("Over", Phase::Over),
];

/// A session in the middle of its second question, in the given phase.
fn in_phase(phase: Phase) -> Led {
    let mut plan = plan();
    plan.settings.model = phase == Phase::Wording;
    if phase == Phase::Ready {
        return Led::new(plan);
    }
    let mut led = Led::begun(plan);
    match phase {
        Phase::Ready | Phase::Listening => {}
        Phase::Speaking => {
            let turn = led.turn();
            led.after(900, Input::Typed { turn, text: LONG.into() });
        }
        Phase::Settling => {
            let turn = led.turn();
            led.after(500, Input::SpeechBegan { turn });
            led.after(3000, Input::SpeechPaused { turn, segment: 0, voiced_ms: 2700, silence_ms: 300 });
            led.act(Act::Done);
        }
        Phase::Wording => {
            // The acknowledgement has been said and the model's words have not come.
            let turn = led.turn();
            led.after(900, Input::Typed { turn, text: LONG.into() });
            let utterance = led.utterance();
            led.after(1, Input::UtteranceStarted { utterance });
            led.after(1, Input::UtteranceFinished { utterance });
        }
        Phase::Paused => {
            led.act(Act::Pause);
        }
        Phase::Over => {
            led.act(Act::Stop);
            led.act(Act::Stop);
        }
    }
    assert_eq!(led.conductor.phase(), phase, "the way into the phase");
    led
}

const LONG: &str = "We had a plan for the move of the archive and we talked about it with everybody in the office for a while";

fn input(name: &str, led: &Led) -> Input {
    let turn = led.turn();
    let utterance = led
        .outputs
        .iter()
        .rev()
        .find_map(|o| if let greenroom::interview::Output::Say { utterance, .. } = o { Some(*utterance) } else { None });
    let utterance = utterance.unwrap_or(UtteranceId(99));
    let request = RequestId(0);
    match name {
        "Begin" => Input::Begin,
        "Resume" => Input::Resume,
        "SpeechBegan" => Input::SpeechBegan { turn },
        "SpeechPaused" => Input::SpeechPaused { turn, segment: 7, voiced_ms: 2000, silence_ms: 300 },
        "Final" => Input::Final { turn, segment: 0, text: "I moved it to Friday.".into(), words: Vec::new() },
        "NotRecognised" => Input::NotRecognised { turn, segment: 0 },
        "Typing" => Input::Typing { turn },
        "Typed" => Input::Typed { turn, text: "I moved it to Friday.".into() },
        "UtteranceStarted" => Input::UtteranceStarted { utterance },
        "UtteranceFinished" => Input::UtteranceFinished { utterance },
        "UtteranceCut" => Input::UtteranceCut { utterance, heard_chars: 5 },
        "UtteranceFailed" => Input::UtteranceFailed { utterance },
        "ReplyChunk" => Input::ReplyChunk { request, text: "How many people was that? ".into() },
        "ReplyDone" => Input::ReplyDone { request },
        "ReplyFailed" => Input::ReplyFailed { request, reason: "test".into() },
        "Outage" => Input::Outage,
        "DeviceLost" => Input::DeviceLost { device: Device::Microphone },
        act => Input::Act {
            act: match act {
                "Pause" => Act::Pause,
                "Continue" => Act::Continue,
                "Repeat" => Act::Repeat,
                "Thinking" => Act::Thinking,
                "Done" => Act::Done,
                "Interrupt" => Act::Interrupt,
                "Skip" => Act::Skip,
                "Undo" => Act::Undo,
                "Stop" => Act::Stop,
                other => panic!("the table names an unknown input: {other}"),
            },
        },
    }
}

#[test]
fn every_cell_of_the_truth_table_holds() {
    let table = include_str!("../../../src/interview/phase.md");
    let rows: Vec<Vec<&str>> = table
        .lines()
        .filter(|line| line.starts_with("| `"))
        .map(|line| line.trim_matches('|').split('|').map(|cell| cell.trim().trim_matches('`')).collect())
        .collect();
    assert_eq!(rows.len(), 26, "one row for every input");
    let mut wrong = Vec::new();
    for row in rows {
        for (column, (name, phase)) in PHASES.iter().enumerate() {
            let mut led = in_phase(*phase);
            let out = led.after(50, input(row[0], &led));
            let after = led.conductor.phase();
            let found = if after == *phase && out.is_empty() {
                "\u{2013}".to_owned()
            } else {
                PHASES.iter().find(|(_, p)| *p == after).map(|(name, _)| (*name).to_owned()).unwrap()
            };
            if row[column + 1] != found {
                wrong.push(format!("{} in {name}: the table says {}, the conductor {found}", row[0], row[column + 1]));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
