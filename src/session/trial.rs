//! Trying out microphone and voice before an interview: a thread that listens, records a few seconds into memory, plays
//! them, and lets the interviewer's voice say something. Nothing of it is kept.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, bounded};

use crate::clock;
use crate::hearing::devices::{self, Microphone};
use crate::hearing::source::{Flow, MicrophoneSource, Source, SourceError};
use crate::interview::{Tone, UtteranceId};
use crate::scenario::VoiceHints;
use crate::speech::levels;
use crate::speech::trial::{Verdict, verdict};
use crate::speech::vad::SAMPLE_RATE;
use crate::voice::playback::{Controls, Output, Piece, open_device};
use crate::voice::{self, Style, Synth, VoiceError};

/// Seconds of a recording.
const RECORDING_S: f32 = 5.0;
/// Between two looks at the microphone.
const BEAT: Duration = Duration::from_millis(20);
/// A driver that takes longer than this to open a loudspeaker is as good as none.
const OPENING: Duration = Duration::from_secs(3);
/// What is played is over at the latest so long after its own length: some devices do not say so.
const AFTERWARDS: Duration = Duration::from_secs(2);
/// Commands and events that may wait.
const WAITING: usize = 64;
/// Samples that the level is shown of: 50 ms.
const SHOWN: usize = SAMPLE_RATE as usize / 20;

const _: () = assert!(SAMPLE_RATE == voice::SAMPLE_RATE, "what was recorded is played as it is");

/// What can be asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Listen to this microphone; to the system's when `None`.
    Listen(Option<String>),
    /// Record, and say what to make of it.
    Record,
    /// Play what was recorded.
    Play,
    /// Let the voice say this.
    Say {
        /// What.
        text: String,
        /// Whose voice.
        hints: VoiceHints,
    },
    /// Stop recording or playing.
    Stop,
    /// Loudness of everything that is played, 0 to 1.
    Volume(f32),
}

/// What has happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// The microphones that there are.
    Microphones(Vec<Microphone>),
    /// The microphone is open.
    Open,
    /// The microphone cannot be used, or is gone: a sentence.
    Deaf(String),
    /// Recording began, with its length in seconds.
    Recording(f32),
    /// A recording is finished.
    Recorded(Verdict),
    /// Playing or speaking began.
    Sounding,
    /// Recording, playing or speaking was stopped, or playing and speaking came to their end.
    Still,
    /// There is nothing to play on: a sentence.
    Mute(String),
}

/// What the thread works with: the real devices, or stand-ins.
pub struct Devices {
    /// Opens a microphone.
    pub microphone: Box<dyn FnMut(Option<&str>) -> Result<Box<dyn Source>, SourceError> + Send>,
    /// Opens a loudspeaker.
    pub loudspeaker: Box<dyn FnMut(&Arc<Controls>, Instant) -> Result<Box<dyn Output>, VoiceError> + Send>,
}

impl Devices {
    /// The computer's own.
    #[must_use]
    pub fn real() -> Self {
        Self {
            microphone: Box::new(|id| Ok(Box::new(MicrophoneSource::open(id)?))),
            loudspeaker: Box::new(|controls, epoch| {
                let opened = open_device(controls, epoch, Duration::ZERO).recv_timeout(OPENING);
                opened.unwrap_or_else(|_late| Err(VoiceError::Device("it does not answer".to_owned())))
            }),
        }
    }
}

/// The running trial. Dropping it closes the devices and forgets what was recorded.
#[derive(Debug)]
pub struct Trial {
    commands: Option<Sender<Command>>,
    events: Receiver<Event>,
    level: Arc<AtomicU32>,
    thread: Option<JoinHandle<()>>,
}

impl Trial {
    /// Begins to listen to this microphone.
    ///
    /// # Errors
    /// When the system gives no thread. A missing device is an event.
    pub fn start(microphone: Option<String>, volume: f32, devices: Devices) -> std::io::Result<Self> {
        let (commands, inbox) = bounded(WAITING);
        let (told, events) = bounded(WAITING);
        let level = Arc::new(AtomicU32::new(0));
        let shown = Arc::clone(&level);
        let thread = std::thread::Builder::new().name("trial".to_owned()).spawn(move || {
            let mut table = Table::new(devices, told, shown);
            table.tell(Event::Microphones(devices::microphones().unwrap_or_default()));
            table.controls.set_volume(volume);
            table.listen(microphone.as_deref());
            table.run(&inbox);
        })?;
        Ok(Self { commands: Some(commands), events, level, thread: Some(thread) })
    }

    /// Asks for something.
    pub fn ask(&self, command: Command) {
        if let Some(commands) = &self.commands {
            // Full only when the thread hangs in a driver; then there is nothing that could be done with it.
            commands.try_send(command).ok();
        }
    }

    /// What has happened since the last look.
    pub fn events(&self) -> impl Iterator<Item = Event> + '_ {
        self.events.try_iter()
    }

    /// Root mean square of the newest sound at the microphone; 1.0 is full scale.
    #[must_use]
    pub fn level(&self) -> f32 {
        f32::from_bits(self.level.load(Ordering::Relaxed))
    }
}

impl Drop for Trial {
    fn drop(&mut self) {
        self.commands = None;
        // Closing a device can take as long as its driver likes, and nobody waits for it.
        if let Some(thread) = self.thread.take()
            && thread.is_finished()
            && thread.join().is_err()
        {
            tracing::error!("the trial of the microphone ended in a panic");
        }
    }
}

/// What is being done.
enum Doing {
    Nothing,
    Recording(Vec<f32>),
    /// Until this piece has been heard, or the time is over.
    Sounding {
        piece: u32,
        length_s: f32,
        until: Instant,
    },
}

/// The thread's own.
struct Table {
    devices: Devices,
    told: Sender<Event>,
    level: Arc<AtomicU32>,
    controls: Arc<Controls>,
    epoch: Instant,
    source: Option<Box<dyn Source>>,
    output: Option<Box<dyn Output>>,
    synth: Option<Synth>,
    recorded: Vec<f32>,
    newest: Vec<f32>,
    doing: Doing,
    pieces: u32,
}

impl Table {
    fn new(devices: Devices, told: Sender<Event>, level: Arc<AtomicU32>) -> Self {
        Self {
            devices,
            told,
            level,
            controls: Arc::new(Controls::new()),
            epoch: clock::now(),
            source: None,
            output: None,
            synth: None,
            recorded: Vec::new(),
            newest: Vec::new(),
            doing: Doing::Nothing,
            pieces: 0,
        }
    }

    fn run(&mut self, inbox: &Receiver<Command>) {
        loop {
            match inbox.recv_timeout(BEAT) {
                Ok(command) => self.obey(command),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
            self.hear();
            self.follow();
        }
    }

    fn tell(&self, event: Event) {
        // Full only when nobody looks any more.
        self.told.try_send(event).ok();
    }

    fn listen(&mut self, id: Option<&str>) {
        // The old one first: some systems give a device to one stream only.
        self.source = None;
        match (self.devices.microphone)(id) {
            Ok(source) => {
                self.source = Some(source);
                self.tell(Event::Open);
            }
            Err(error) => self.tell(Event::Deaf(error.to_string())),
        }
    }

    fn obey(&mut self, command: Command) {
        match command {
            Command::Listen(id) => {
                self.stop();
                self.listen(id.as_deref());
            }
            Command::Record => {
                self.stop();
                if let Some(source) = &mut self.source {
                    source.floor_opened();
                    self.doing = Doing::Recording(Vec::with_capacity((RECORDING_S * SAMPLE_RATE as f32) as usize));
                    self.tell(Event::Recording(RECORDING_S));
                }
            }
            Command::Play => {
                self.stop();
                if !self.recorded.is_empty() {
                    self.sound(self.recorded.clone());
                }
            }
            Command::Say { text, hints } => {
                self.stop();
                match self.said(&text, hints) {
                    Ok(samples) => self.sound(samples),
                    Err(error) => self.tell(Event::Mute(error.to_string())),
                }
            }
            Command::Stop => self.stop(),
            Command::Volume(volume) => self.controls.set_volume(volume),
        }
    }

    fn said(&mut self, text: &str, hints: VoiceHints) -> Result<Vec<f32>, VoiceError> {
        let synth = match self.synth.take() {
            Some(synth) => synth,
            None => Synth::new()?,
        };
        let samples = voice::render(&synth, text, Style { hints, tone: Tone::Warm }).samples;
        self.synth = Some(synth);
        Ok(samples)
    }

    fn stop(&mut self) {
        match std::mem::replace(&mut self.doing, Doing::Nothing) {
            Doing::Nothing => {}
            Doing::Recording(_) => self.tell(Event::Still),
            Doing::Sounding { piece, .. } => {
                self.controls.hush(UtteranceId(piece));
                self.tell(Event::Still);
            }
        }
    }

    fn sound(&mut self, samples: Vec<f32>) {
        let now = clock::now();
        let since = now.saturating_duration_since(self.epoch);
        if self.output.as_mut().is_none_or(|output| !output.is_alive(since)) {
            self.output = match (self.devices.loudspeaker)(&self.controls, self.epoch) {
                Ok(output) => Some(output),
                Err(error) => {
                    self.tell(Event::Mute(error.to_string()));
                    None
                }
            };
        }
        let Some(output) = &mut self.output else { return };
        self.pieces += 1;
        let (piece, length_s) = (self.pieces, samples.len() as f32 / SAMPLE_RATE as f32);
        let since = clock::now().saturating_duration_since(self.epoch);
        let whole = Piece { number: piece, utterance: UtteranceId(piece), samples: samples.into(), pause_s: 0.0, skip_s: 0.0 };
        output.queue(whole, since);
        let until = clock::now() + Duration::from_secs_f32(length_s) + AFTERWARDS;
        self.doing = Doing::Sounding { piece, length_s, until };
        self.tell(Event::Sounding);
    }

    fn hear(&mut self) {
        let Some(source) = &mut self.source else { return };
        let from = self.newest.len();
        if source.read(&mut self.newest) == Flow::Lost {
            self.source = None;
            self.level.store(0, Ordering::Relaxed);
            self.stop();
            self.tell(Event::Deaf(devices::DeviceError::NoDevice.to_string()));
            return;
        }
        if let Doing::Recording(samples) = &mut self.doing {
            samples.extend_from_slice(&self.newest[from..]);
            let whole = (RECORDING_S * SAMPLE_RATE as f32) as usize;
            if samples.len() >= whole {
                samples.truncate(whole);
                self.recorded = std::mem::take(samples);
                self.doing = Doing::Nothing;
                self.tell(Event::Recorded(verdict(&self.recorded)));
            }
        }
        let spare = self.newest.len().saturating_sub(SHOWN);
        self.newest.drain(..spare);
        self.level.store(levels::rms(&self.newest).to_bits(), Ordering::Relaxed);
    }

    fn follow(&mut self) {
        let Doing::Sounding { piece, length_s, until } = self.doing else { return };
        let Some(output) = &mut self.output else { return };
        let now = clock::now();
        let since = now.saturating_duration_since(self.epoch);
        let heard = output.progress(since).heard;
        // A hundredth of a second is less than a device's own buffer.
        let over = heard.is_some_and(|heard| heard.piece == piece && heard.seconds + 0.01 >= length_s);
        if over || now >= until {
            self.doing = Doing::Nothing;
            self.tell(Event::Still);
        }
    }
}
