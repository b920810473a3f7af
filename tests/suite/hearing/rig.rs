//! What the tests of the listening thread are made with: sources, recognisers, and the reports that come of them.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use crossbeam_channel::{Receiver, Sender, bounded};
use greenroom::hearing::source::{Flow, Opener, Pace, RecordingSource, Source};
use greenroom::hearing::{
    Cancel, Heard, Hints, Listener, ListenerOptions, Recognised, Recogniser, RecogniserError, RecogniserMaker, Scripted, Timebase,
};
use greenroom::interview::{Input, Moment, TurnId};

use super::sound::{silence, speech, together};

pub(super) const PATIENCE: Duration = Duration::from_secs(20);

pub(super) fn playing(answers: Vec<Vec<f32>>) -> Opener {
    let mut answers = Some(VecDeque::from(answers));
    Box::new(move || Ok(Box::new(RecordingSource::of(answers.take().unwrap_or_default(), Pace::SampleClock, "test".to_owned()))))
}

pub(super) fn scripted(texts: &[&str]) -> RecogniserMaker {
    let scripted = Scripted::new(texts.iter().copied());
    Box::new(move || Ok(Box::new(scripted)))
}

/// A listener on the sample clock, and what it reports.
pub(super) fn listening(source: Opener, recogniser: Option<RecogniserMaker>) -> (Listener, Receiver<Heard>) {
    let (sender, reports) = bounded(1000);
    let mut options = ListenerOptions::new(source, recogniser, Timebase::Samples(Moment::START));
    options.look_every = None;
    let sink = Arc::new(move |heard| sender.send(heard).unwrap_or_default());
    (Listener::start(options, sink).unwrap(), reports)
}

/// Reports until one fits.
pub(super) fn until(reports: &Receiver<Heard>, fits: impl Fn(&Input) -> bool) -> Vec<Input> {
    let mut inputs = Vec::new();
    loop {
        match reports.recv_timeout(PATIENCE) {
            Ok(Heard::Input { input, .. }) => {
                inputs.push(input);
                if inputs.last().is_some_and(&fits) {
                    return inputs;
                }
            }
            Ok(_) => {}
            Err(error) => panic!("{error} after {inputs:?}"),
        }
    }
}

pub(super) fn is_final(turn: u32, segment: u32) -> impl Fn(&Input) -> bool {
    move |input| matches!(input, Input::Final { turn: t, segment: s, .. } if (t.0, *s) == (turn, segment))
}

pub(super) fn turn_of(input: &Input) -> Option<TurnId> {
    match input {
        Input::SpeechBegan { turn }
        | Input::SpeechPaused { turn, .. }
        | Input::Partial { turn, .. }
        | Input::Final { turn, .. }
        | Input::NotRecognised { turn, .. } => Some(*turn),
        _ => None,
    }
}

pub(super) fn answer(text: &str) -> Vec<f32> {
    together(&[&silence(500), &speech(text), &silence(200)])
}

/// A recogniser that begins each segment only when it is let, and says how long the segment was.
pub(super) struct Gated {
    let_go: Receiver<()>,
    begun: Sender<bool>,
}

impl Recogniser for Gated {
    fn name(&self) -> String {
        "gated".to_owned()
    }

    fn recognise(&mut self, pcm: &[f32], hints: &Hints, cancel: &Cancel) -> Result<Recognised, RecogniserError> {
        self.begun.send(hints.partial).unwrap();
        if hints.partial {
            while !cancel.is_cancelled() {
                std::thread::yield_now();
            }
            return Err(RecogniserError::Cancelled);
        }
        self.let_go.recv_timeout(PATIENCE).unwrap();
        Ok(Recognised { text: format!("{} after \"{}\"", pcm.len() / 1600, hints.before), ..Recognised::default() })
    }
}

pub(super) fn gated() -> (RecogniserMaker, Sender<()>, Receiver<bool>) {
    let (open, let_go) = bounded(10);
    let (begun, seen) = bounded(100);
    (Box::new(move || Ok(Box::new(Gated { let_go, begun }))), open, seen)
}

/// Sound that the test gives piece by piece. Each piece is heard whole before the next command is obeyed.
pub(super) struct Fed(Receiver<Vec<f32>>);

impl Source for Fed {
    fn name(&self) -> String {
        "fed".to_owned()
    }

    fn read(&mut self, out: &mut Vec<f32>) -> Flow {
        match self.0.try_recv() {
            Ok(piece) => {
                out.extend(piece);
                Flow::Sound
            }
            Err(_nothing) => Flow::Waiting,
        }
    }
}

pub(super) fn fed() -> (Opener, Sender<Vec<f32>>) {
    let (feed, pieces) = bounded(10);
    (Box::new(move || Ok(Box::new(Fed(pieces.clone())))), feed)
}
