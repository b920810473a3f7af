//! The voice as an actor: a thread that performs commands, and the handle to it.

use std::collections::VecDeque;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, TrySendError, bounded};

use super::VoiceError;
use super::lips::Lips;
use super::messages::{Command, Notice};
use super::performer::{Opener, Performer};
use super::playback::{Controls, open_device};
use super::synth::Synth;
use crate::clock;
use crate::interview::{Tone, UtteranceId};
use crate::scenario::VoiceHints;

/// Commands that may wait; the conductor sends a handful a minute.
const COMMANDS: usize = 32;
/// How often the voice looks after what it plays.
const BEAT: Duration = Duration::from_millis(5);
/// How often it looks while it has nothing to say.
const IDLE_BEAT: Duration = Duration::from_millis(100);

/// How the voice is set up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// Whether to use a loudspeaker; otherwise everything takes its time in silence.
    pub audible: bool,
    /// Latency beyond what the device says of itself.
    pub latency: Duration,
    /// Amplitude, 0 to 1.
    pub volume: f32,
    /// The persona's voice.
    pub hints: VoiceHints,
    /// Multiplier of every persona's speed, as the listener likes it.
    pub rate: f32,
}

impl Default for Options {
    fn default() -> Self {
        Self { audible: true, latency: Duration::ZERO, volume: 1.0, hints: VoiceHints::default(), rate: 1.0 }
    }
}

/// The running voice. Dropping it breaks off what is being said and waits for the thread.
#[derive(Debug)]
pub struct Speaker {
    handle: SpeakerHandle,
    thread: Option<JoinHandle<()>>,
}

/// A way to the voice, for any thread. None of its calls blocks.
#[derive(Clone, Debug)]
pub struct SpeakerHandle {
    commands: Sender<Command>,
    controls: Arc<Controls>,
    lips: Lips,
}

/// Starts the voice; what happens to utterances comes through `notices`.
///
/// # Errors
/// When the embedded voice is damaged or no thread can be started. A missing loudspeaker is no error but a notice.
pub fn spawn(options: Options, notices: Sender<Notice>) -> Result<Speaker, VoiceError> {
    let synth = Synth::new()?;
    let epoch = clock::now();
    let controls = Arc::new(Controls::new());
    controls.set_volume(options.volume);
    let lips = Lips::new(epoch);
    let (commands, inbox) = bounded(COMMANDS);
    let handle = SpeakerHandle { commands, controls: Arc::clone(&controls), lips: lips.clone() };
    let thread = std::thread::Builder::new()
        .name("voice".to_owned())
        .spawn(move || {
            let since = move || clock::now().saturating_duration_since(epoch);
            let opener = opener(options, Arc::clone(&controls), epoch);
            let mut performer = Performer::new(synth, controls, lips, opener, since()).at_rate(options.rate);
            performer.handle(since(), Command::SetHints(options.hints));
            perform(&mut performer, &inbox, &notices, since);
        })
        .map_err(VoiceError::Thread)?;
    Ok(Speaker { handle, thread: Some(thread) })
}

fn opener(options: Options, controls: Arc<Controls>, epoch: Instant) -> Opener {
    Box::new(move || {
        if options.audible {
            return open_device(&controls, epoch, options.latency);
        }
        let (answer, opened) = bounded(1);
        answer.send(Err(VoiceError::NoDevice)).ok();
        opened
    })
}

fn perform(performer: &mut Performer, inbox: &Receiver<Command>, notices: &Sender<Notice>, now: impl Fn() -> Duration) {
    let mut waiting: VecDeque<Notice> = VecDeque::new();
    let mut ending = false;
    loop {
        while let Some(notice) = performer.poll() {
            waiting.push_back(notice);
        }
        // A listener that is slow gets its notices later; one that is gone gets none.
        while let Some(notice) = waiting.pop_front() {
            if let Err(TrySendError::Full(notice)) = notices.try_send(notice) {
                waiting.push_front(notice);
                break;
            }
        }
        if ending && !performer.is_busy() {
            return;
        }
        let beat = if performer.is_busy() || !waiting.is_empty() { BEAT } else { IDLE_BEAT };
        match inbox.recv_timeout(beat) {
            Ok(command) => {
                ending |= command == Command::Shutdown;
                performer.handle(now(), command);
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => {
                ending = true;
                performer.handle(now(), Command::Shutdown);
                std::thread::sleep(BEAT);
            }
        }
        performer.step(now());
    }
}

impl Speaker {
    /// A way to it.
    #[must_use]
    pub fn handle(&self) -> SpeakerHandle {
        self.handle.clone()
    }
}

impl Drop for Speaker {
    fn drop(&mut self) {
        self.handle.send(Command::Shutdown);
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the voice's thread broke down");
        }
    }
}

impl SpeakerHandle {
    /// Says a text.
    pub fn say(&self, utterance: UtteranceId, text: impl Into<String>, tone: Tone) {
        self.send(Command::Say { utterance, text: text.into(), tone });
    }

    /// Silences an utterance at once: the audio callback sees it before the thread of the voice does.
    pub fn hush(&self, utterance: UtteranceId) {
        self.controls.hush(utterance);
        self.send(Command::Hush { utterance });
    }

    /// Makes the voice quieter while the candidate may be about to speak.
    pub fn duck(&self, ducked: bool) {
        self.controls.duck(ducked);
    }

    /// Amplitude, 0 to 1.
    pub fn set_volume(&self, volume: f32) {
        self.controls.set_volume(volume);
    }

    /// The persona's voice, from the next sentence on.
    pub fn set_hints(&self, hints: VoiceHints) {
        self.send(Command::SetHints(hints));
    }

    /// Stands still, in the middle of a word if need be.
    pub fn pause(&self) {
        self.send(Command::Pause);
    }

    /// Goes on after [`pause`](Self::pause).
    pub fn resume(&self) {
        self.send(Command::Resume);
    }

    /// Whether there is a loudspeaker; it takes a moment to open after the start.
    #[must_use]
    pub fn is_audible(&self) -> bool {
        self.controls.is_audible()
    }

    /// The view for a face.
    #[must_use]
    pub fn lips(&self) -> Lips {
        self.lips.clone()
    }

    /// Any command.
    pub fn send(&self, command: Command) {
        if let Err(problem) = self.commands.try_send(command) {
            tracing::warn!(full = problem.is_full(), "a command to the voice was dropped");
        }
    }
}
