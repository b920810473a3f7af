//! The world of a live session: a voice, ears, a model and a clock, around the conductor's thread.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, Select, Sender, TryRecvError, TrySendError, bounded, never};

use crate::clock;
use crate::hearing::{Heard, Listener};
use crate::interview::drive::World;
use crate::interview::{Blueprint, Device, Input, Moment, Output, Part, Purpose, UtteranceId};
use crate::llm;
use crate::store::{Instruments, Store};
use crate::voice::{self, Options, Speaker, SpeakerHandle};

use super::call_record;
use super::live::{Update, VOICE};

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
    /// What watches a role-play's objective.
    pub(super) watcher: Option<llm::Handle>,
    pub(super) replies: Receiver<llm::Notice>,
    pub(super) wishes: Receiver<Input>,
    pub(super) updates: Sender<Update>,
    /// Whether the candidate can talk into the interviewer's speech.
    pub(super) headset: bool,
    /// The utterance that is being said.
    pub(super) saying: Option<UtteranceId>,
    /// Speaks in silence when the voice has broken down.
    pub(super) spare: Option<Speaker>,
    /// What has happened and is not handed in yet.
    pub(super) happened: VecDeque<Input>,
    /// Who speaks with which voice.
    pub(super) plan: Arc<Blueprint>,
    /// Whose voice is set.
    pub(super) part: Part,
    /// Since when the loudspeaker takes no sound, and why, as long as nobody was told.
    pub(super) lost: Option<(Moment, String)>,
    /// Since when nothing can be written down, as long as that is so, and whether the session was told to end.
    pub(super) unwritten: Option<(Moment, bool)>,
    /// It is written down that the voice could be heard.
    pub(super) heard_of: bool,
}

/// A disk that takes nothing for so long will not in a moment either: the session should end while what was said fits into memory,
/// and before anything else goes wrong. Room can be made meanwhile, and another program's lock is over sooner.
const OUTAGE_AFTER: Duration = Duration::from_secs(60);

/// A loudspeaker that comes back sooner was only kept waiting by a busy machine: nobody needs to hear of it.
const TELL_LOST_AFTER: Duration = Duration::from_secs(3);

/// How often it is looked whether everything is still there: the disk, the ears, a loudspeaker that may come back.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// Notices of the silent voice that may wait.
const SPARE_NOTICES: usize = 64;

impl LiveWorld {
    fn tell_what_is_lost(&mut self, now: Moment) {
        if let Some((_, reason)) = self.lost.take_if(|(since, _)| now.since(*since) >= TELL_LOST_AFTER) {
            self.tell(Update::Trouble(reason));
        }
    }

    /// Looks whether what happens is written down. Gives the input that ends the session when it has not been for too long.
    fn watch_store(&mut self, now: Moment) -> Option<Input> {
        match (self.store.trouble(), self.unwritten) {
            (None, Some(_)) => {
                self.unwritten = None;
                self.tell(Update::Trouble("what is said is saved again".to_owned()));
            }
            (Some(why), None) => {
                self.unwritten = Some((now, false));
                self.tell(Update::Trouble(why));
            }
            (Some(_), Some((since, false))) if now.since(since) >= OUTAGE_AFTER => {
                self.unwritten = Some((since, true));
                return Some(Input::Outage);
            }
            (None, None) | (Some(_), Some(_)) => {}
        }
        None
    }

    /// Writes down what the session is held with, as far as it became known.
    fn equip(&self, with: Instruments) {
        if let Err(error) = self.store.equip(&self.session, with) {
            self.tell(Update::Trouble(error.to_string()));
        }
    }

    /// The voice's thread is gone: from here on the interviewer speaks in silence, and what was being said counts as said.
    fn replace_voice(&mut self) {
        self.voice = never();
        self.tell(Update::Trouble("the interviewer's voice broke down; the words stand on the screen".to_owned()));
        self.happened.push_back(Input::DeviceLost { device: Device::Loudspeaker });
        self.happened.extend(self.saying.take().map(|utterance| Input::UtteranceFailed { utterance }));
        let (notices, voice) = bounded(SPARE_NOTICES);
        match voice::spawn(Options { audible: false, ..Options::default() }, notices) {
            Ok(spare) => {
                self.speaker = spare.handle();
                self.spare = Some(spare);
                self.voice = voice;
            }
            // Without it every sentence takes as long as the conductor waits for one.
            Err(error) => tracing::error!(%error, "there is no silent voice either"),
        }
    }

    /// The ears' thread is gone: from here on answers are typed.
    fn watch_ears(&mut self) {
        if self.listener.take_if(|listener| listener.is_gone()).is_some() {
            self.tell(Update::Trouble("the microphone's part of the program broke down; type your answers".to_owned()));
            self.happened.push_back(Input::DeviceLost { device: Device::Microphone });
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
            voice::Notice::Started { utterance } => {
                // A loudspeaker takes its time to open, so only now is it known that there is one.
                if !self.heard_of && self.speaker.is_audible() {
                    self.heard_of = true;
                    self.equip(Instruments { voice: Some(VOICE.to_owned()), ..Instruments::default() });
                }
                Input::UtteranceStarted { utterance }
            }
            voice::Notice::Finished { utterance } => {
                self.saying = None;
                Input::UtteranceFinished { utterance }
            }
            voice::Notice::Cut { utterance, heard_chars } => {
                self.saying = None;
                Input::UtteranceCut { utterance, heard_chars }
            }
            voice::Notice::Failed { utterance, reason } => {
                tracing::warn!(%utterance, reason, "an utterance was not heard");
                self.saying = None;
                Input::UtteranceFailed { utterance }
            }
            voice::Notice::DeviceLost { reason } => {
                // That the silent voice has no loudspeaker is no news.
                self.lost = self.spare.is_none().then(|| (self.time.now(), reason));
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
                    Input::SpeechBegan { .. } if self.saying.is_some() => self.speaker.duck(true),
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
                self.equip(Instruments { recogniser: Some(name), ..Instruments::default() });
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
                self.saying = Some(*utterance);
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
                let asked = if prompt.purpose == Purpose::Objective { &self.watcher } else { &self.model };
                if let Some(model) = asked {
                    model.ask(*request, (**prompt).clone());
                }
            }
            Output::Cancel { request } => {
                for model in self.model.iter().chain(&self.watcher) {
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
            if let Some(input) = self.watch_store(now) {
                return Some((now, input));
            }
            self.watch_ears();
            if let Some(input) = self.happened.pop_front() {
                return Some((now, input));
            }
            let left = deadline.map_or(LOOK_EVERY, |deadline| deadline.since(now));
            if left.is_zero() {
                return Some((now, Input::Tick));
            }
            let mut select = Select::new();
            let (wishes, voice, heard) = (select.recv(&self.wishes), select.recv(&self.voice), select.recv(&self.heard));
            let replies = select.recv(&self.replies);
            let Ok(ready) = select.ready_timeout(left.min(LOOK_EVERY)) else { continue };
            if ready == wishes {
                match self.wishes.try_recv() {
                    Ok(input) => return Some((self.time.now(), input)),
                    Err(TryRecvError::Disconnected) => return None,
                    Err(TryRecvError::Empty) => {}
                }
            } else if ready == voice {
                match self.voice.try_recv() {
                    Ok(notice) => {
                        let input = self.on_voice(notice);
                        return Some((self.time.now(), input));
                    }
                    Err(TryRecvError::Disconnected) => self.replace_voice(),
                    Err(TryRecvError::Empty) => {}
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interview::{Act, TurnId};

    /// A world without ears and model, whose voice's thread is gone, and the other ends of its channels.
    fn without_voice() -> (LiveWorld, Sender<Input>, Receiver<Update>, Speaker, Sender<Heard>, Sender<llm::Notice>) {
        let plan: Blueprint = {
            let (library, _) = crate::config::content::load(&[]);
            let intake = crate::intake::Intake::default();
            let any = library.catalogue()[0].id.clone();
            crate::scenario::plan(&library, &any, None, &intake, 0, crate::interview::Settings::default(), None).unwrap()
        };
        let (notices, voice) = bounded(8);
        let speaker = voice::spawn(Options { audible: false, ..Options::default() }, bounded(64).0).unwrap();
        drop(notices);
        let (wishes, wishes_in) = bounded(8);
        let (updates_out, updates) = bounded(64);
        let ((heard_out, heard), (replies_out, replies)) = (bounded(8), bounded(8));
        let world = LiveWorld {
            time: SessionTime::starting_at(Moment::START),
            session: String::new(),
            store: Store::in_memory().unwrap(),
            speaker: speaker.handle(),
            voice,
            listener: None,
            heard,
            model: None,
            watcher: None,
            replies,
            wishes: wishes_in,
            updates: updates_out,
            headset: false,
            saying: Some(UtteranceId(4)),
            spare: None,
            happened: VecDeque::new(),
            plan: Arc::new(plan),
            part: Part::Interviewer,
            lost: None,
            unwritten: None,
            heard_of: false,
        };
        (world, wishes, updates, speaker, heard_out, replies_out)
    }

    #[test]
    fn a_voice_that_breaks_down_is_told_and_replaced_by_a_silent_one() {
        let (mut world, wishes, updates, _speaker, _heard, _replies) = without_voice();
        let mut next = || world.wait(None).unwrap().1;
        assert_eq!(next(), Input::DeviceLost { device: Device::Loudspeaker });
        assert_eq!(next(), Input::UtteranceFailed { utterance: UtteranceId(4) }, "what was being said counts as said");
        assert!(updates.try_iter().any(|update| matches!(update, Update::Trouble(why) if why.contains("voice broke down"))));
        let utterance = UtteranceId(5);
        world.perform(
            Moment::START,
            &Output::Say {
                utterance,
                turn: TurnId(9),
                text: "Yes.".to_owned(),
                tone: crate::interview::Tone::Neutral,
                part: Part::Interviewer,
            },
        );
        // The silent voice says of itself that it has no loudspeaker.
        let mut heard =
            std::iter::from_fn(|| world.wait(None)).map(|(_, input)| input).filter(|input| !matches!(input, Input::DeviceLost { .. }));
        assert_eq!(heard.next(), Some(Input::UtteranceStarted { utterance }));
        assert_eq!(heard.next(), Some(Input::UtteranceFinished { utterance }), "in the time that the words take");
        drop(heard);
        wishes.send(Input::Act { act: Act::Stop }).unwrap();
        assert_eq!(world.wait(None).unwrap().1, Input::Act { act: Act::Stop });
    }

    #[test]
    fn a_disk_that_takes_nothing_for_a_minute_ends_the_session_and_one_that_does_again_is_told() {
        let (mut world, _wishes, updates, _speaker, _heard, _replies) = without_voice();
        let folder = tempfile::tempdir().unwrap();
        let limited = crate::store::Options { max_bytes: Some(300_000), ..crate::store::Options::default() };
        let store = Store::open_with(&folder.path().join("greenroom.db"), limited).unwrap();
        let session = {
            let mut recorder = crate::session::Recorder::begin(&store, &world.plan, clock::wall()).unwrap();
            recorder.equip(Instruments::default());
            recorder.session().to_owned()
        };
        world.store = store.clone();
        let minute = |minutes: u64| Moment::from_millis(minutes * 60_000);
        assert_eq!(world.watch_store(minute(0)), None);
        // A seventh of a megabyte is more than there is room for.
        for seq in 1..15 {
            store.append(&session, seq, Moment::START, "x".repeat(10_000)).unwrap();
        }
        assert!(matches!(store.flush(), Err(crate::store::StoreError::Full(_))));
        store.append(&session, 15, Moment::START, "x".repeat(10_000)).unwrap();
        store.session(&session).unwrap();
        let told = |updates: &Receiver<Update>| -> Vec<String> {
            updates.try_iter().filter_map(|update| if let Update::Trouble(why) = update { Some(why) } else { None }).collect()
        };
        assert_eq!(world.watch_store(minute(1)), None, "room may be made");
        assert!(told(&updates)[0].contains("no room left"));
        assert_eq!(world.watch_store(minute(2)), Some(Input::Outage));
        assert_eq!(world.watch_store(minute(3)), None, "once");
        assert!(told(&updates).is_empty());

        world.store = Store::in_memory().unwrap();
        assert_eq!(world.watch_store(minute(4)), None);
        assert_eq!(told(&updates), ["what is said is saved again"]);
    }
}
