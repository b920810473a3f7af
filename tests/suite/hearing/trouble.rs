//! The listening thread when something is missing, slow or lost, and what it gives out only on request.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use crossbeam_channel::bounded;
use greenroom::hearing::devices::DeviceError;
use greenroom::hearing::source::{Flow, Opener, Pace, RecordingSource, Source};
use greenroom::hearing::{
    Cancel, Heard, Hints, Listener, ListenerOptions, Recognised, Recogniser, RecogniserError, RecogniserMaker, Timebase,
};
use greenroom::interview::{Device, Input, Moment, TurnId};

use super::rig::{PATIENCE, answer, gated, is_final, listening, playing, scripted, until};
use super::sound::{silence, speech, together};

/// A microphone whose cable is pulled after some sound.
struct Frail {
    left: u32,
}

impl Source for Frail {
    fn name(&self) -> String {
        "frail".to_owned()
    }

    fn read(&mut self, out: &mut Vec<f32>) -> Flow {
        if self.left == 0 {
            return Flow::Lost;
        }
        self.left -= 1;
        out.extend(silence(16));
        Flow::Sound
    }
}

#[test]
fn a_lost_microphone_is_told_once_and_looked_for_again() {
    let mut opened = 0;
    let source: Opener = Box::new(move || {
        opened += 1;
        match opened {
            1 => Ok(Box::new(Frail { left: 5 })),
            2 => Err(DeviceError::NoDevice.into()),
            _ => Ok(Box::new(RecordingSource::of(VecDeque::from([answer("I am back.")]), Pace::SampleClock, "back".to_owned()))),
        }
    });
    let (listener, reports) = listening(source, Some(scripted(&["I am back."])));
    listener.listen(TurnId(1));
    let inputs = until(&reports, is_final(1, 0));
    let devices: Vec<&Input> = inputs.iter().filter(|input| matches!(input, Input::DeviceLost { .. } | Input::DeviceBack { .. })).collect();
    assert_eq!(devices, [&Input::DeviceLost { device: Device::Microphone }, &Input::DeviceBack { device: Device::Microphone }]);
}

#[test]
fn a_recogniser_that_cannot_be_made_is_told_and_segments_are_still_answered() {
    let broken: RecogniserMaker = Box::new(|| Err(RecogniserError::Unavailable("the model is damaged".to_owned())));
    let (listener, reports) = listening(playing(vec![answer("Is anyone there?")]), Some(broken));
    assert!(matches!(reports.iter().find(|heard| matches!(heard, Heard::Recogniser { .. })), Some(Heard::Recogniser { ready: Err(_) })));
    listener.listen(TurnId(1));
    until(&reports, |input| matches!(input, Input::NotRecognised { turn: TurnId(1), segment: 0 }));
}

#[test]
fn sound_is_only_handed_out_when_it_is_to_be_kept() {
    for keep_sound in [false, true] {
        let (sender, reports) = bounded(1000);
        let mut options = ListenerOptions::new(
            playing(vec![answer("Keep this if I may.")]),
            Some(scripted(&["Keep this"])),
            Timebase::Samples(Moment::START),
        );
        options.keep_sound = keep_sound;
        let listener = Listener::start(options, Arc::new(move |heard| sender.send(heard).unwrap_or_default())).unwrap();
        listener.listen(TurnId(1));
        let mut clips = 0;
        loop {
            match reports.recv_timeout(PATIENCE).unwrap() {
                Heard::Clip { turn: TurnId(1), segment: 0, pcm, .. } => clips += usize::from(!pcm.0.is_empty()),
                Heard::Input { input: Input::Final { .. }, .. } => break,
                _ => {}
            }
        }
        assert_eq!(clips == 1, keep_sound);
    }
}

#[test]
fn a_finished_segment_breaks_off_the_look_at_an_unfinished_one() {
    let (recogniser, open, seen) = gated();
    let (sender, reports) = bounded(1000);
    let mut source = playing(vec![together(&[
        &silence(500),
        &speech("I wrote the first version of it alone, and then there were four of us."),
        &silence(500),
    ])]);
    let slow: Opener = Box::new(move || Ok(Box::new(Slow(source()?))));
    let mut options = ListenerOptions::new(slow, Some(recogniser), Timebase::Samples(Moment::START));
    options.look_every = Some(Duration::from_millis(300));
    let listener = Listener::start(options, Arc::new(move |heard| sender.send(heard).unwrap_or_default())).unwrap();
    // The recogniser is there before the sound is.
    assert!(
        matches!(reports.iter().find(|heard| matches!(heard, Heard::Recogniser { .. })), Some(Heard::Recogniser { ready: Ok(name) }) if name == "gated")
    );
    listener.listen(TurnId(1));
    assert!(seen.recv_timeout(PATIENCE).unwrap(), "a look comes first");
    open.send(()).unwrap();
    until(&reports, is_final(1, 0));
}

/// Gives sound a little at a time with a rest after each, so that other threads get their turn on a busy machine.
struct Slow(Box<dyn Source>);

impl Source for Slow {
    fn name(&self) -> String {
        self.0.name()
    }

    fn floor_opened(&mut self) {
        self.0.floor_opened();
    }

    fn read(&mut self, out: &mut Vec<f32>) -> Flow {
        match self.0.read(out) {
            Flow::Sound => Flow::Waiting,
            other => other,
        }
    }
}

#[test]
fn looks_at_an_unfinished_segment_become_growing_partials() {
    let text = "I wrote the first version of it alone and then there were four of us";
    let (sender, reports) = bounded(1000);
    let mut source = playing(vec![together(&[&silence(500), &speech(text), &silence(500)])]);
    let slow: Opener = Box::new(move || Ok(Box::new(Slow(source()?))));
    let mut options = ListenerOptions::new(slow, Some(scripted(&[text])), Timebase::Samples(Moment::START));
    options.look_every = Some(Duration::from_millis(300));
    let listener = Listener::start(options, Arc::new(move |heard| sender.send(heard).unwrap_or_default())).unwrap();
    listener.listen(TurnId(1));
    let inputs = until(&reports, is_final(1, 0));
    let partials: Vec<&String> =
        inputs.iter().filter_map(|input| if let Input::Partial { text, .. } = input { Some(text) } else { None }).collect();
    assert!(!partials.is_empty());
    assert!(partials.windows(2).all(|pair| pair[1].starts_with(pair[0].as_str())), "{partials:?}");
    assert!(text.starts_with(partials.last().unwrap().as_str()));
}

/// Understands the first segment and breaks down over the second.
struct Brittle {
    calls: usize,
}

impl Recogniser for Brittle {
    fn name(&self) -> String {
        "brittle".to_owned()
    }

    fn recognise(&mut self, _pcm: &[f32], hints: &Hints, _cancel: &Cancel) -> Result<Recognised, RecogniserError> {
        self.calls += usize::from(!hints.partial);
        assert!(self.calls < 2, "it breaks down");
        Ok(Recognised { text: "So far so good.".to_owned(), ..Recognised::default() })
    }
}

#[test]
fn a_recogniser_that_breaks_down_is_told_and_every_segment_is_still_answered() {
    let sound =
        vec![together(&[&answer("So far so good."), &silence(3000), &answer("And then it broke."), &silence(3000), &answer("Once more.")])];
    let maker: RecogniserMaker = Box::new(|| Ok(Box::new(Brittle { calls: 0 })));
    let (listener, reports) = listening(playing(sound), Some(maker));
    listener.listen(TurnId(1));
    let (mut finals, mut unheard, mut told) = (0, 0, Vec::new());
    while finals + unheard < 3 {
        match reports.recv_timeout(PATIENCE).unwrap() {
            Heard::Input { input: Input::Final { .. }, .. } => finals += 1,
            Heard::Input { input: Input::NotRecognised { .. }, .. } => unheard += 1,
            Heard::Recogniser { ready: Err(error) } => told.push(error.to_string()),
            _ => {}
        }
    }
    assert_eq!((finals, unheard), (1, 2));
    assert_eq!(told, ["speech recognition is not available: the recogniser broke down; answers can be typed"]);
}

#[test]
fn a_recogniser_that_breaks_down_while_it_is_loaded_is_told() {
    let maker: RecogniserMaker = Box::new(|| panic!("a model that is no model"));
    let (_listener, reports) = listening(playing(vec![answer("Is anyone there?")]), Some(maker));
    let told = reports.iter().find_map(|heard| if let Heard::Recogniser { ready } = heard { Some(ready) } else { None });
    assert!(told.unwrap().unwrap_err().to_string().contains("answers can be typed"));
}
