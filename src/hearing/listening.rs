//! What the listening thread does, step by step: sound into the ear, what was noticed into reports and segments.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::ear::{Attention, Ear, EarEvent};
use super::heard::{Heard, Sink, Sound};
use super::listener::{Command, ListenerOptions};
use super::meter::Meter;
use super::recogniser::Hints;
use super::source::{Flow, Opener, Source};
use super::timebase::SampleTime;
use super::worker::{Job, Worker};
use crate::clock;
use crate::interview::{Device, Input, TurnId};
use crate::speech::segment::Segment;
use crate::speech::vad::SAMPLE_RATE;

/// Time until a lost device is looked for again, doubling up to `RETRY_MAX`.
const RETRY: Duration = Duration::from_secs(1);
const RETRY_MAX: Duration = Duration::from_secs(8);

/// Samples after uncovering in which the ears stay covered: 100 ms, what a room and a sound system keep of a voice.
const ECHO: u64 = SAMPLE_RATE as u64 / 10;

/// The thread's state.
pub(super) struct Listening {
    open_source: Opener,
    source: Option<Box<dyn Source>>,
    retry_at: Option<Instant>,
    retry_after: Duration,
    ear: Ear,
    time: SampleTime,
    worker: Option<Worker>,
    sink: Sink,
    hints: Arc<Hints>,
    turn: Option<TurnId>,
    /// The last turn that was listened to, and the number of its next segment. A turn that is taken up again, as after
    /// a pause of the session, goes on counting.
    numbering: Option<(TurnId, u32)>,
    covered: bool,
    uncovered_at: u64,
    look_every: Option<u64>,
    looked: u64,
    keep_sound: bool,
    samples: Vec<f32>,
    meter: Meter,
}

impl Listening {
    pub(super) fn new(options: ListenerOptions, meter: Meter, sink: Sink) -> std::io::Result<Self> {
        let ListenerOptions { source, recogniser, time, segments, look_every, keep_sound } = options;
        let time = SampleTime::new(time);
        let clock = time.clock().cloned();
        let worker = recogniser.map(|maker| Worker::start(maker, clock, Arc::clone(&sink))).transpose()?;
        Ok(Self {
            open_source: source,
            source: None,
            retry_at: None,
            retry_after: RETRY,
            ear: Ear::new(segments, meter.clone()),
            time,
            worker,
            sink,
            hints: Arc::default(),
            turn: None,
            numbering: None,
            covered: false,
            uncovered_at: 0,
            look_every: look_every.map(|every| every.as_millis() as u64 * u64::from(SAMPLE_RATE) / 1000),
            looked: 0,
            keep_sound,
            samples: Vec::new(),
            meter,
        })
    }

    /// Reads what sound there is; true if there may be more at once.
    pub(super) fn hear(&mut self) -> bool {
        if self.source.is_none() && !self.open() {
            return false;
        }
        let mut samples = std::mem::take(&mut self.samples);
        samples.clear();
        let flow = self.source.as_mut().map_or(Flow::Lost, |source| source.read(&mut samples));
        if !samples.is_empty() {
            self.take_in(&samples);
        }
        self.samples = samples;
        if flow == Flow::Lost {
            self.lose();
        }
        flow == Flow::Sound
    }

    pub(super) fn obey(&mut self, command: Command) {
        // What was captured before the command belongs to what was before it. Recordings are captured by reading.
        if self.time.clock().is_some() && !matches!(command, Command::Hints(_)) {
            self.hear();
        }
        match command {
            Command::Listen { turn, carry } => self.listen(turn, carry),
            Command::Stop { turn } => {
                if self.turn == Some(turn) {
                    self.close();
                    self.turn = None;
                }
            }
            Command::Mute(covered) => {
                if covered {
                    self.close();
                } else if self.covered {
                    self.uncovered_at = self.ear.position();
                }
                self.covered = covered;
            }
            Command::Hints(hints) => self.hints = Arc::new(hints),
        }
    }

    fn listen(&mut self, turn: TurnId, carry: bool) {
        if self.turn == Some(turn) {
            return;
        }
        if !carry {
            // Whatever the ear holds was said before this turn: it goes to the turn that it was said in.
            self.close();
        }
        self.turn = Some(turn);
        if self.numbering.is_none_or(|(last, _)| last != turn) {
            self.numbering = Some((turn, 0));
            if let Some(source) = &mut self.source {
                source.floor_opened();
            }
        }
        if carry && self.ear.is_open() {
            self.report(Input::SpeechBegan { turn });
        }
    }

    /// Opens the source, if it is time to try; whether there is one now.
    fn open(&mut self) -> bool {
        if self.retry_at.is_some_and(|at| clock::now() < at) {
            return false;
        }
        match (self.open_source)() {
            Ok(mut source) => {
                (self.sink)(Heard::Source { ready: Ok(source.name()) });
                if self.retry_at.take().is_some() {
                    self.report(Input::DeviceBack { device: Device::Microphone });
                }
                if self.turn.is_some() {
                    source.floor_opened();
                }
                self.retry_after = RETRY;
                self.source = Some(source);
                true
            }
            Err(error) => {
                if self.retry_at.is_none() {
                    tracing::warn!(%error, "there is nothing to listen to");
                    (self.sink)(Heard::Source { ready: Err(error.to_string()) });
                }
                self.lose();
                false
            }
        }
    }

    fn lose(&mut self) {
        self.close();
        self.source = None;
        self.meter.clear();
        if self.retry_at.is_none() {
            self.report(Input::DeviceLost { device: Device::Microphone });
        }
        self.retry_at = Some(clock::now() + self.retry_after);
        self.retry_after = (self.retry_after * 2).min(RETRY_MAX);
    }

    fn take_in(&mut self, samples: &[f32]) {
        let echo = self.uncovered_at > 0 && self.ear.position() < self.uncovered_at + ECHO;
        let attention = match (self.covered || echo, self.turn) {
            (true, _) => Attention::Covered,
            (false, None) => Attention::Idle,
            (false, Some(_)) => Attention::Open,
        };
        let events = self.ear.hear(samples, attention);
        self.time.arrived(self.ear.position());
        for event in events {
            self.notice(event);
        }
        self.look();
    }

    fn notice(&mut self, event: EarEvent) {
        let Some(turn) = self.turn else { return };
        match event {
            EarEvent::Began(_) => {
                self.looked = self.ear.position();
                self.report(Input::SpeechBegan { turn });
            }
            EarEvent::Paused(segment) => self.finish(turn, segment),
            EarEvent::PhraseEnd(sample) => (self.sink)(Heard::PhraseEnd { at: self.time.now(sample), turn }),
        }
    }

    /// Takes what is being said as finished.
    fn close(&mut self) {
        if let (Some(segment), Some(turn)) = (self.ear.close(), self.turn) {
            self.finish(turn, segment);
        }
    }

    fn finish(&mut self, turn: TurnId, segment: Segment) {
        let number = self.next_segment(turn);
        self.numbering = Some((turn, number + 1));
        let silence_ms = segment.silence_ms(self.ear.position());
        self.report(Input::SpeechPaused { turn, segment: number, voiced_ms: segment.voiced_ms(), silence_ms });
        let (start, noticed) = (self.time.at(segment.start), self.time.now(self.ear.position()));
        if self.keep_sound {
            (self.sink)(Heard::Clip { turn, segment: number, start, pcm: Sound(segment.pcm.clone()) });
        }
        match &self.worker {
            Some(worker) if segment.speech => {
                worker.finish(Job { turn, segment: number, pcm: segment.pcm, start, noticed, hints: Arc::clone(&self.hints) });
            }
            _ => self.report(Input::NotRecognised { turn, segment: number }),
        }
    }

    /// Lets the recogniser look at the unfinished segment, if it has nothing better to do.
    fn look(&mut self) {
        let (Some(turn), Some(every), Some(worker)) = (self.turn, self.look_every, &self.worker) else { return };
        let position = self.ear.position();
        if !self.ear.is_open() || position < self.looked + every || !worker.is_idle() {
            return;
        }
        let Some((start, pcm)) = self.ear.so_far() else { return };
        self.looked = position;
        let (start, noticed) = (self.time.at(start), self.time.now(position));
        worker.look(Job { turn, segment: self.next_segment(turn), pcm, start, noticed, hints: Arc::clone(&self.hints) });
    }

    fn next_segment(&self, turn: TurnId) -> u32 {
        self.numbering.filter(|(last, _)| *last == turn).map_or(0, |(_, next)| next)
    }

    fn report(&self, input: Input) {
        (self.sink)(Heard::Input { at: self.time.now(self.ear.position()), input });
    }
}
