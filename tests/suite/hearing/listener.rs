//! The listening thread: whose turn it is, what is reported, and what becomes of late words.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use crossbeam_channel::{Receiver, Sender, bounded};
use greenroom::hearing::devices::DeviceError;
use greenroom::hearing::source::{Flow, Opener, Pace, RecordingSource, Source};
use greenroom::hearing::{
    Cancel, Heard, Hints, Listener, ListenerOptions, Recognised, Recogniser, RecogniserError, RecogniserMaker, Scripted, Timebase,
};
use greenroom::interview::{Device, Input, Moment, TurnId};

use super::sound::{silence, speech, together};

const PATIENCE: Duration = Duration::from_secs(20);

fn playing(answers: Vec<Vec<f32>>) -> Opener {
    let mut answers = Some(VecDeque::from(answers));
    Box::new(move || Ok(Box::new(RecordingSource::of(answers.take().unwrap_or_default(), Pace::SampleClock, "test".to_owned()))))
}

fn scripted(texts: &[&str]) -> RecogniserMaker {
    let scripted = Scripted::new(texts.iter().copied());
    Box::new(move || Ok(Box::new(scripted)))
}

/// A listener on the sample clock, and what it reports.
fn listening(source: Opener, recogniser: Option<RecogniserMaker>) -> (Listener, Receiver<Heard>) {
    let (sender, reports) = bounded(1000);
    let mut options = ListenerOptions::new(source, recogniser, Timebase::Samples(Moment::START));
    options.look_every = None;
    let sink = Arc::new(move |heard| sender.send(heard).unwrap_or_default());
    (Listener::start(options, sink).unwrap(), reports)
}

/// Reports until one fits.
fn until(reports: &Receiver<Heard>, fits: impl Fn(&Input) -> bool) -> Vec<Input> {
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

fn is_final(turn: u32, segment: u32) -> impl Fn(&Input) -> bool {
    move |input| matches!(input, Input::Final { turn: t, segment: s, .. } if (t.0, *s) == (turn, segment))
}

fn turn_of(input: &Input) -> Option<TurnId> {
    match input {
        Input::SpeechBegan { turn }
        | Input::SpeechPaused { turn, .. }
        | Input::Partial { turn, .. }
        | Input::Final { turn, .. }
        | Input::NotRecognised { turn, .. } => Some(*turn),
        _ => None,
    }
}

fn answer(text: &str) -> Vec<f32> {
    together(&[&silence(500), &speech(text), &silence(200)])
}

#[test]
fn each_answer_comes_under_the_turn_that_was_open() {
    let (listener, reports) = listening(
        playing(vec![answer("I led the migration."), answer("It took a month.")]),
        Some(scripted(&["I led the migration.", "It took a month."])),
    );
    for (turn, text) in [(3, "I led the migration."), (9, "It took a month.")] {
        listener.listen(TurnId(turn));
        let inputs = until(&reports, is_final(turn, 0));
        listener.stop_listening(TurnId(turn));
        assert!(inputs.iter().all(|input| turn_of(input) == Some(TurnId(turn))), "{inputs:?}");
        assert!(
            matches!(inputs.last(), Some(Input::Final { text: said, words, .. }) if said == text && words.len() == text.split(' ').count())
        );
    }
}

/// A recogniser that begins each segment only when it is let, and says how long the segment was.
struct Gated {
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

fn gated() -> (RecogniserMaker, Sender<()>, Receiver<bool>) {
    let (open, let_go) = bounded(10);
    let (begun, seen) = bounded(100);
    (Box::new(move || Ok(Box::new(Gated { let_go, begun }))), open, seen)
}

#[test]
fn words_of_a_finished_turn_that_come_late_still_carry_that_turn() {
    let (recogniser, open, _seen) = gated();
    let (listener, reports) =
        listening(playing(vec![answer("This is the first answer."), answer("And this is the second one.")]), Some(recogniser));
    listener.listen(TurnId(1));
    until(&reports, |input| matches!(input, Input::SpeechPaused { .. }));
    listener.stop_listening(TurnId(1));
    listener.listen(TurnId(2));
    let second = until(&reports, |input| matches!(input, Input::SpeechPaused { .. }));
    assert!(second.iter().all(|input| turn_of(input) == Some(TurnId(2))), "{second:?}");
    open.send(()).unwrap();
    open.send(()).unwrap();
    let finals = until(&reports, is_final(2, 0));
    let Input::Final { turn, segment, text, .. } = &finals[0] else { panic!("{finals:?}") };
    assert_eq!((*turn, *segment), (TurnId(1), 0));
    assert!(text.ends_with("\"\""), "{text}");
    let Input::Final { text, .. } = &finals[1] else { panic!("{finals:?}") };
    assert!(text.ends_with("after \"\""), "another turn is no context: {text}");
}

/// Sound that the test gives piece by piece. Each piece is heard whole before the next command is obeyed.
struct Fed(Receiver<Vec<f32>>);

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

fn fed() -> (Opener, Sender<Vec<f32>>) {
    let (feed, pieces) = bounded(10);
    (Box::new(move || Ok(Box::new(Fed(pieces.clone())))), feed)
}

#[test]
fn what_was_said_when_the_turn_ended_is_recognised_and_nothing_after_it() {
    let long = speech("I would like to tell you everything about the time when we moved all of it, step by step, to another place.");
    let (source, feed) = fed();
    let (listener, reports) = listening(source, Some(scripted(&["I would like"])));
    listener.listen(TurnId(1));
    feed.send(silence(500)).unwrap();
    feed.send(long[..24_000].to_vec()).unwrap();
    until(&reports, |input| matches!(input, Input::SpeechBegan { .. }));
    listener.stop_listening(TurnId(1));
    let inputs = until(&reports, is_final(1, 0));
    assert!(matches!(inputs[0], Input::SpeechPaused { turn: TurnId(1), segment: 0, voiced_ms: 1000.. }), "{inputs:?}");
    feed.send(long[24_000..].to_vec()).unwrap();
    listener.listen(TurnId(2));
    feed.send(together(&[&silence(2000), &speech("This belongs to the next one."), &silence(1000)])).unwrap();
    let inputs = until(&reports, |input| matches!(input, Input::SpeechPaused { .. }));
    assert!(inputs.iter().all(|input| turn_of(input) == Some(TurnId(2))), "{inputs:?}");
}

#[test]
fn every_pause_is_answered_once_also_without_a_recogniser() {
    let three =
        together(&[&answer("One was planned."), &silence(700), &answer("Two were built."), &silence(700), &answer("Three came back.")]);
    for (recogniser, words) in [(Some(scripted(&["One was planned."])), true), (None, false)] {
        let (listener, reports) = listening(playing(vec![three.clone()]), recogniser);
        listener.listen(TurnId(5));
        let inputs = until(&reports, |input| matches!(input, Input::NotRecognised { segment: 2, .. }));
        drop(listener);
        let rest = reports.try_iter().filter(|heard| matches!(heard, Heard::Input { .. })).count();
        assert_eq!(rest, 0);
        for segment in 0..3 {
            let paused = inputs.iter().filter(|input| matches!(input, Input::SpeechPaused { segment: s, .. } if *s == segment)).count();
            let answered = inputs
                .iter()
                .filter(|input| matches!(input, Input::Final { segment: s, .. } | Input::NotRecognised { segment: s, .. } if *s == segment))
                .count();
            assert_eq!((paused, answered), (1, 1), "segment {segment}");
        }
        assert_eq!(inputs.iter().any(|input| matches!(input, Input::Final { .. })), words);
    }
}

#[test]
fn covered_ears_hear_nothing_and_uncovered_ears_do() {
    let (listener, reports) =
        listening(playing(vec![answer("This must not be heard."), answer("But this must.")]), Some(scripted(&["But this must."])));
    listener.mute(true);
    listener.listen(TurnId(1));
    listener.stop_listening(TurnId(1));
    listener.mute(false);
    listener.listen(TurnId(2));
    let inputs = until(&reports, is_final(2, 0));
    assert!(inputs.iter().all(|input| turn_of(input) == Some(TurnId(2))), "{inputs:?}");
}

#[test]
fn someone_who_takes_the_floor_while_speaking_loses_no_word() {
    let long = speech("Wait, before you go on, I have to say that this was not my decision at all.");
    let length = long.len() / 1600;
    let (recogniser, open, _seen) = gated();
    let (source, feed) = fed();
    let (listener, reports) = listening(source, Some(recogniser));
    listener.listen(TurnId(4));
    feed.send(silence(500)).unwrap();
    feed.send(long[..20_000].to_vec()).unwrap();
    until(&reports, |input| matches!(input, Input::SpeechBegan { turn: TurnId(4) }));
    listener.listen_on(TurnId(5));
    feed.send(together(&[&long[20_000..], &silence(500)])).unwrap();
    open.send(()).unwrap();
    let inputs = until(&reports, |input| matches!(input, Input::Final { .. }));
    assert_eq!(inputs[0], Input::SpeechBegan { turn: TurnId(5) });
    let Some(Input::Final { turn, segment, text, .. }) = inputs.last() else { panic!() };
    assert_eq!((*turn, *segment), (TurnId(5), 0));
    let heard: usize = text.split(' ').next().unwrap().parse().unwrap();
    assert!(heard >= length, "{heard} of {length} tenths of a second");
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

#[test]
fn a_recogniser_that_cannot_be_made_is_told_and_segments_are_still_answered() {
    let broken: RecogniserMaker = Box::new(|| Err(RecogniserError::Unavailable("the model is damaged".to_owned())));
    let (listener, reports) = listening(playing(vec![answer("Is anyone there?")]), Some(broken));
    assert!(matches!(reports.iter().find(|heard| matches!(heard, Heard::Recogniser { .. })), Some(Heard::Recogniser { ready: Err(_) })));
    listener.listen(TurnId(1));
    until(&reports, |input| matches!(input, Input::NotRecognised { turn: TurnId(1), segment: 0 }));
}

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
                Heard::Clip { turn: TurnId(1), segment: 0, pcm, .. } => clips += usize::from(!pcm.is_empty()),
                Heard::Input { input: Input::Final { .. }, .. } => break,
                _ => {}
            }
        }
        assert_eq!(clips == 1, keep_sound);
    }
}
