//! Says utterances one after the other and reports how it went: the voice's state machine, driven by a clock that it is given.
//!
//! Every `Say` ends in exactly one of `Finished`, `Cut` and `Failed`.

use std::collections::VecDeque;
use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use crossbeam_channel::{Receiver, RecvTimeoutError};

use super::VoiceError;
use super::lips::Lips;
use super::messages::{Command, Notice};
use super::playback::{Controls, Output, Piece, SilentOutput};
use super::render::SENTENCE_PAUSE_S;
use super::synth::{Spoken, Style, Synth};
use crate::interview::{Tone, UtteranceId};
use crate::scenario::VoiceHints;
use crate::speech::sentences;

/// Utterances that may wait. The conductor has one open at a time; more than this is a mistake of the caller.
const WAITING: usize = 4;
/// Sentences made ahead of the one that sounds.
const AHEAD: usize = 2;
/// How long a hush waits for the audio callback before it takes its word for it.
const HUSH_TIMEOUT: Duration = Duration::from_millis(100);
/// Attempts to open a loudspeaker are at least so far apart.
const RETRY: Duration = Duration::from_secs(4);
/// How long the beginning of an utterance waits for a loudspeaker that is being opened. Most open within a tenth of it.
const OPENING: Duration = Duration::from_millis(400);

/// A loudspeaker, or why there is none.
pub type Opened = Result<Box<dyn Output>, VoiceError>;

/// Begins to open a loudspeaker; the result comes when it comes.
pub type Opener = Box<dyn FnMut() -> Receiver<Opened> + Send>;

/// An utterance under way.
#[derive(Debug)]
struct Open {
    utterance: UtteranceId,
    text: String,
    tone: Tone,
    /// Byte ranges of its sentences.
    parts: Vec<Range<usize>>,
    /// What was made of them so far.
    made: Vec<(u32, Spoken)>,
    started: bool,
    hushed_at: Option<Duration>,
}

/// The voice's state machine. Feed it with [`handle`](Self::handle), call [`step`](Self::step) every few milliseconds while it is
/// [`busy`](Self::is_busy), and take what it reports with [`poll`](Self::poll). Times are those of one clock that begins anywhere.
pub struct Performer {
    synth: Synth,
    controls: Arc<Controls>,
    output: Box<dyn Output>,
    open_device: Opener,
    opening: Option<Receiver<Opened>>,
    /// A loudspeaker that is open but came too late for the utterance that is being said.
    spare: Option<Box<dyn Output>>,
    tried_at: Option<Duration>,
    told_lost: bool,
    hints: VoiceHints,
    rate: f32,
    queue: VecDeque<Open>,
    next_piece: u32,
    notices: VecDeque<Notice>,
    lips: Lips,
}

impl Performer {
    /// Begins to open a loudspeaker at once; without one the silent voice speaks.
    #[must_use]
    pub fn new(synth: Synth, controls: Arc<Controls>, lips: Lips, open_device: Opener, now: Duration) -> Self {
        let output = Box::new(SilentOutput::new(Arc::clone(&controls), now));
        let mut performer = Self {
            synth,
            controls,
            output,
            open_device,
            opening: None,
            spare: None,
            tried_at: None,
            told_lost: false,
            hints: VoiceHints::default(),
            rate: 1.0,
            queue: VecDeque::new(),
            next_piece: 0,
            notices: VecDeque::new(),
            lips,
        };
        performer.lips.follow(performer.output.clock());
        performer.look_for_device(now, Duration::ZERO);
        performer
    }

    /// Multiplies every persona's speed by this, from the next [`Command::SetHints`] on.
    #[must_use]
    pub fn at_rate(mut self, rate: f32) -> Self {
        self.rate = rate;
        self
    }

    /// Takes a command.
    pub fn handle(&mut self, now: Duration, command: Command) {
        match command {
            Command::Say { utterance, text, tone } => self.say(now, utterance, text, tone),
            Command::Hush { utterance } => self.hush(now, utterance),
            Command::Duck(ducked) => self.controls.duck(ducked),
            Command::SetVolume(volume) => self.controls.set_volume(volume),
            Command::SetHints(hints) => self.hints = VoiceHints { rate: hints.rate * self.rate, ..hints },
            Command::Pause => self.hold(now, true),
            Command::Resume => self.hold(now, false),
            Command::Shutdown => {
                for utterance in self.queue.iter().map(|open| open.utterance).collect::<Vec<_>>() {
                    self.hush(now, utterance);
                }
            }
        }
    }

    /// Makes the next sentence, follows the output, and finds out what has happened since the last call.
    pub fn step(&mut self, now: Duration) {
        if !self.output.is_alive(now) && !self.controls.is_paused() {
            self.fall_silent(now);
        }
        if self.opening.is_some() {
            self.look_for_device(now, Duration::ZERO);
        }
        let progress = self.output.progress(now);
        let Some(front) = self.queue.front_mut() else { return };
        if !front.started && front.made.first().is_some_and(|(number, _)| progress.handed_over.is_some_and(|at| at.piece >= *number)) {
            front.started = true;
            self.notices.push_back(Notice::Started { utterance: front.utterance });
        }
        if let Some(since) = front.hushed_at {
            let utterance = front.utterance;
            if self.output.is_silenced(utterance, now) || now.saturating_sub(since) >= HUSH_TIMEOUT {
                self.cut(now);
            }
            return;
        }
        let playing = front.made.iter().filter(|(number, spoken)| !is_heard(*number, spoken, progress.heard)).count();
        if front.made.len() < front.parts.len() {
            if playing <= AHEAD && self.output.has_room() {
                self.make_next(now);
            }
        } else if playing == 0 && !self.controls.is_paused() {
            let utterance = front.utterance;
            self.queue.pop_front();
            self.notices.push_back(Notice::Finished { utterance });
            self.begin_front();
        }
    }

    /// The next report.
    pub fn poll(&mut self) -> Option<Notice> {
        self.notices.pop_front()
    }

    /// Whether something is being said or waits.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        !self.queue.is_empty()
    }

    /// Whether it can be heard.
    #[must_use]
    pub fn is_audible(&self) -> bool {
        self.controls.is_audible()
    }

    fn say(&mut self, now: Duration, utterance: UtteranceId, text: String, tone: Tone) {
        if self.queue.len() >= WAITING || self.queue.iter().any(|open| open.utterance == utterance) {
            let reason = "too much is waiting to be said".to_owned();
            self.notices.push_back(Notice::Failed { utterance, reason });
            return;
        }
        self.controls.allow(utterance);
        let mut parts = sentences(&text);
        if parts.is_empty() {
            parts.push(0..text.len());
        }
        if self.queue.is_empty() {
            self.recover(now);
        }
        self.queue.push_back(Open { utterance, text, tone, parts, made: Vec::new(), started: false, hushed_at: None });
        if self.queue.len() == 1 {
            self.begin_front();
            self.step(now);
        }
    }

    /// An utterance comes on stage.
    fn begin_front(&self) {
        match self.queue.front() {
            Some(front) => self.lips.begin(front.utterance),
            None => self.lips.end(),
        }
    }

    fn make_next(&mut self, now: Duration) {
        let Some(front) = self.queue.front_mut() else { return };
        let Some(part) = front.parts.get(front.made.len()) else { return };
        let spoken = self.synth.say(&front.text[part.clone()], Style { hints: self.hints, tone: front.tone });
        let pause_s = if front.made.is_empty() { 0.0 } else { SENTENCE_PAUSE_S };
        let number = self.next_piece;
        self.next_piece = self.next_piece.wrapping_add(1);
        let piece = Piece { number, utterance: front.utterance, samples: Arc::clone(&spoken.samples), pause_s, skip_s: 0.0 };
        self.lips.add(number, spoken.clone());
        front.made.push((number, spoken));
        self.output.queue(piece, now);
    }

    fn hush(&mut self, now: Duration, utterance: UtteranceId) {
        let Some(place) = self.queue.iter().position(|open| open.utterance == utterance) else { return };
        if place > 0 {
            self.queue.remove(place);
            self.notices.push_back(Notice::Cut { utterance, heard_chars: 0 });
            return;
        }
        // Where a voice without a buffer is now, it stays.
        self.output.progress(now);
        self.controls.hush(utterance);
        if let Some(front) = self.queue.front_mut() {
            front.hushed_at.get_or_insert(now);
        }
        self.step(now);
    }

    /// The first utterance has fallen silent after a hush.
    fn cut(&mut self, now: Duration) {
        let handed_over = self.output.progress(now).handed_over;
        let Some(front) = self.queue.pop_front() else { return };
        let mut heard = 0;
        for ((number, spoken), part) in front.made.iter().zip(&front.parts) {
            if is_heard(*number, spoken, handed_over) {
                heard = part.end;
            } else if let Some(here) = handed_over.filter(|here| here.piece == *number) {
                let said = spoken.said_until(here.seconds);
                heard = if said > 0 { part.start + said } else { heard };
            }
        }
        let heard_chars = front.text[..heard].chars().count();
        self.notices.push_back(Notice::Cut { utterance: front.utterance, heard_chars });
        self.begin_front();
    }

    fn hold(&mut self, now: Duration, paused: bool) {
        // The time until now still counts for the state it had.
        self.output.progress(now);
        self.controls.pause(paused);
        self.output.is_alive(now);
    }

    /// Before something is said: is there a loudspeaker (again)?
    fn recover(&mut self, now: Duration) {
        if self.is_audible() && !self.output.is_alive(now) {
            self.fall_silent(now);
        }
        if !self.is_audible() {
            self.look_for_device(now, OPENING);
        }
    }

    /// Begins to open a loudspeaker if none is being opened, and takes it once nothing is being said.
    fn look_for_device(&mut self, now: Duration, wait: Duration) {
        let due = self.tried_at.is_none_or(|tried| now.saturating_sub(tried) >= RETRY);
        if self.opening.is_none() && self.spare.is_none() && due {
            self.tried_at = Some(now);
            self.opening = Some((self.open_device)());
        }
        if let Some(opening) = &self.opening {
            match opening.recv_timeout(wait) {
                Ok(Ok(output)) => {
                    self.spare = Some(output);
                    self.opening = None;
                }
                Ok(Err(problem)) => {
                    self.opening = None;
                    self.tell_lost(problem.to_string());
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => self.opening = None,
            }
        }
        if self.queue.is_empty()
            && let Some(output) = self.spare.take()
        {
            self.output = output;
            self.controls.set_audible(true);
            self.lips.follow(self.output.clock());
            if std::mem::take(&mut self.told_lost) {
                self.notices.push_back(Notice::DeviceBack);
            }
        }
    }

    fn tell_lost(&mut self, reason: String) {
        if !std::mem::replace(&mut self.told_lost, true) {
            self.notices.push_back(Notice::DeviceLost { reason });
        }
    }

    /// Goes on without sound from where the loudspeaker fell silent.
    fn fall_silent(&mut self, now: Duration) {
        let last = self.output.progress(now).heard;
        self.controls.set_audible(false);
        self.output = Box::new(SilentOutput::new(Arc::clone(&self.controls), now));
        self.lips.follow(self.output.clock());
        self.tell_lost("The loudspeaker stopped taking sound; you can read what is said until it is back".to_owned());
        let Some(front) = self.queue.front() else { return };
        let rest: Vec<Piece> = front
            .made
            .iter()
            .enumerate()
            .filter(|(_, (number, spoken))| !is_heard(*number, spoken, last))
            .map(|(index, (number, spoken))| {
                let at_s = last.filter(|at| at.piece == *number).map_or(0.0, |at| at.seconds);
                let pause_s = if index == 0 || at_s > 0.0 { 0.0 } else { SENTENCE_PAUSE_S };
                Piece { number: *number, utterance: front.utterance, samples: Arc::clone(&spoken.samples), pause_s, skip_s: at_s.max(0.0) }
            })
            .collect();
        for piece in rest {
            self.output.queue(piece, now);
        }
        // The lips see the new clock at once.
        self.output.progress(now);
    }
}

/// Whether a piece is over at a position.
fn is_heard(number: u32, spoken: &Spoken, at: Option<super::clock::Position>) -> bool {
    at.is_some_and(|at| at.piece > number || (at.piece == number && at.seconds + 0.002 >= spoken.length_s()))
}

impl std::fmt::Debug for Performer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Performer").field("audible", &self.is_audible()).field("waiting", &self.queue.len()).finish_non_exhaustive()
    }
}
