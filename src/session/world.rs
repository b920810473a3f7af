//! The world of a live session: a voice, ears, a model and a clock, around the conductor's thread.

use std::sync::Arc;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, Select, Sender, TrySendError};

use crate::clock;
use crate::hearing::{Heard, Listener};
use crate::interview::drive::World;
use crate::interview::{Blueprint, Device, Input, Moment, Output, Part};
use crate::llm;
use crate::store::{Instruments, Store};
use crate::voice::{self, SpeakerHandle};

use super::call_record;
use super::live::Update;

/// The session's clock: it goes on from where an interrupted session ended.
#[derive(Clone, Copy, Debug)]
pub(super) struct SessionTime {
    epoch: Instant,
    base: Moment,
}

impl SessionTime {
    pub(super) fn starting_at(base: Moment) -> Self {
        Self { epoch: clock::now(), base }
    }

    pub(super) fn now(&self) -> Moment {
        self.base + clock::now().saturating_duration_since(self.epoch)
    }
}

/// Everything outside the conductor while people talk.
pub(super) struct LiveWorld {
    pub(super) time: SessionTime,
    pub(super) session: String,
    pub(super) store: Store,
    pub(super) speaker: SpeakerHandle,
    pub(super) voice: Receiver<voice::Notice>,
    pub(super) listener: Option<Listener>,
    pub(super) heard: Receiver<Heard>,
    pub(super) model: Option<llm::Handle>,
    pub(super) replies: Receiver<llm::Notice>,
    pub(super) wishes: Receiver<Input>,
    pub(super) updates: Sender<Update>,
    /// Whether the candidate can talk into the interviewer's speech.
    pub(super) headset: bool,
    pub(super) speaking: bool,
    /// Who speaks with which voice.
    pub(super) plan: Arc<Blueprint>,
    /// Whose voice is set.
    pub(super) part: Part,
    /// Since when the loudspeaker takes no sound, and why, as long as nobody was told.
    pub(super) lost: Option<(Moment, String)>,
}

/// A loudspeaker that comes back sooner was only kept waiting by a busy machine: nobody needs to hear of it.
const TELL_LOST_AFTER: Duration = Duration::from_secs(3);

impl LiveWorld {
    fn tell_what_is_lost(&mut self, now: Moment) {
        if let Some((_, reason)) = self.lost.take_if(|(since, _)| now.since(*since) >= TELL_LOST_AFTER) {
            self.tell(Update::Trouble(reason));
        }
    }

    /// Tells the screen. A screen that has not looked for thousands of updates is gone.
    pub(super) fn tell(&self, update: Update) {
        if let Err(TrySendError::Full(_)) = self.updates.try_send(update) {
            tracing::error!("the screen does not keep up; an update is lost");
        }
    }

    fn on_voice(&mut self, notice: voice::Notice) -> Input {
        match notice {
            voice::Notice::Started { utterance } => Input::UtteranceStarted { utterance },
            voice::Notice::Finished { utterance } => {
                self.speaking = false;
                Input::UtteranceFinished { utterance }
            }
            voice::Notice::Cut { utterance, heard_chars } => {
                self.speaking = false;
                Input::UtteranceCut { utterance, heard_chars }
            }
            voice::Notice::Failed { utterance, reason } => {
                tracing::warn!(%utterance, reason, "an utterance was not heard");
                self.speaking = false;
                Input::UtteranceFailed { utterance }
            }
            voice::Notice::DeviceLost { reason } => {
                self.lost = Some((self.time.now(), reason));
                Input::DeviceLost { device: Device::Loudspeaker }
            }
            voice::Notice::DeviceBack => {
                self.lost = None;
                Input::DeviceBack { device: Device::Loudspeaker }
            }
        }
    }

    /// What hearing reports, as far as it is for the conductor.
    fn on_heard(&mut self, heard: Heard) -> Option<(Moment, Input)> {
        match heard {
            Heard::Input { at, input } => {
                match &input {
                    // Quieter at once; whether it is an interruption shows in half a second.
                    Input::SpeechBegan { .. } if self.speaking => self.speaker.duck(true),
                    Input::SpeechPaused { .. } => self.speaker.duck(false),
                    Input::Partial { turn, text } => self.tell(Update::Partial { turn: *turn, text: text.clone() }),
                    Input::Final { turn, segment, text, .. } => {
                        self.tell(Update::Recognised { turn: *turn, segment: *segment, text: text.clone() });
                    }
                    _ => {}
                }
                Some((at, input))
            }
            Heard::PhraseEnd { .. } => {
                self.tell(Update::PhraseEnded);
                None
            }
            Heard::Source { ready: Ok(_) } | Heard::Clip { .. } => None,
            Heard::Source { ready: Err(why) } => {
                self.tell(Update::Trouble(why));
                Some((self.time.now(), Input::DeviceLost { device: Device::Microphone }))
            }
            Heard::Recogniser { ready: Ok(name) } => {
                let with = Instruments { recogniser: Some(name), ..Instruments::default() };
                if let Err(error) = self.store.equip(&self.session, with) {
                    self.tell(Update::Trouble(error.to_string()));
                }
                None
            }
            Heard::Recogniser { ready: Err(why) } => {
                self.tell(Update::Trouble(why.to_string()));
                Some((self.time.now(), Input::DeviceLost { device: Device::Microphone }))
            }
        }
    }

    fn on_reply(&mut self, notice: llm::Notice) -> Input {
        let (request, call, input) = match notice {
            llm::Notice::Chunk { request, text } => return Input::ReplyChunk { request, text },
            llm::Notice::Done { request, call } => (request, call, Input::ReplyDone { request }),
            llm::Notice::Failed { request, reason, call } => (request, call, Input::ReplyFailed { request, reason: reason.to_string() }),
        };
        if let Err(error) = self.store.record_call(call_record(&call, &self.session, request)) {
            self.tell(Update::Trouble(error.to_string()));
        }
        input
    }
}

impl World for LiveWorld {
    fn perform(&mut self, at: Moment, output: &Output) {
        match output {
            Output::Say { utterance, text, tone, part, .. } => {
                self.speaking = true;
                if self.part != *part {
                    self.part = *part;
                    self.speaker.set_hints(self.plan.voice_of(*part).1);
                }
                // Without a headset the microphone would hear the loudspeaker.
                if let Some(listener) = self.listener.as_ref().filter(|_| !self.headset) {
                    listener.mute(true);
                }
                self.speaker.duck(false);
                self.speaker.say(*utterance, text.clone(), *tone);
            }
            Output::Hush { utterance } => self.speaker.hush(*utterance),
            Output::Listen { turn, policy } => {
                if let Some(listener) = &self.listener {
                    listener.follow(*turn, policy);
                }
            }
            Output::StopListening { turn } => {
                if let Some(listener) = &self.listener {
                    listener.stop_listening(*turn);
                }
            }
            Output::Ask { request, prompt, .. } => {
                if let Some(model) = &self.model {
                    model.ask(*request, (**prompt).clone());
                }
            }
            Output::Cancel { request } => {
                if let Some(model) = &self.model {
                    model.cancel(*request);
                }
            }
            _ => {}
        }
        self.tell(Update::Output { at, output: Box::new(output.clone()) });
    }

    fn wait(&mut self, deadline: Option<Moment>) -> Option<(Moment, Input)> {
        loop {
            let now = self.time.now();
            self.tell_what_is_lost(now);
            let longest = if self.lost.is_some() { TELL_LOST_AFTER } else { Duration::from_secs(3600) };
            let left = deadline.map_or(longest, |deadline| deadline.since(now));
            if left.is_zero() {
                return Some((now, Input::Tick));
            }
            let mut select = Select::new();
            let (wishes, voice, heard) = (select.recv(&self.wishes), select.recv(&self.voice), select.recv(&self.heard));
            let replies = select.recv(&self.replies);
            let Ok(ready) = select.ready_timeout(left.min(longest)) else { continue };
            if ready == wishes {
                match self.wishes.try_recv() {
                    Ok(input) => return Some((self.time.now(), input)),
                    Err(crossbeam_channel::TryRecvError::Disconnected) => return None,
                    Err(crossbeam_channel::TryRecvError::Empty) => {}
                }
            } else if ready == voice {
                if let Ok(notice) = self.voice.try_recv() {
                    let input = self.on_voice(notice);
                    return Some((self.time.now(), input));
                }
            } else if ready == heard {
                if let Ok(heard) = self.heard.try_recv()
                    && let Some(happened) = self.on_heard(heard)
                {
                    return Some(happened);
                }
            } else if ready == replies
                && let Ok(notice) = self.replies.try_recv()
            {
                let input = self.on_reply(notice);
                return Some((self.time.now(), input));
            }
        }
    }
}
