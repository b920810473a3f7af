//! A session with a person: the conductor on a thread of its own, the devices around it, and the screen at the other end
//! of two channels. A slow frame never delays a hush or a line of the journal.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread::JoinHandle;

use crossbeam_channel::{Receiver, Sender, bounded};

use crate::clock;
use crate::evaluation::Report;
use crate::hearing::{self, Heard, Hints, Listener, ListenerOptions, Timebase};
use crate::interview::drive::drive;
use crate::interview::{Blueprint, Conductor, EndReason, Input, Moment, Output, Part, TurnId};
use crate::llm;
use crate::store::{Instruments, Store};
use crate::voice::{self, Lips, Options, Speaker};

use super::judging::{Ended, Judge, JudgeError, conclude};
use super::record::Recorder;
use super::resume::Resumed;
use super::unsaved::Unsaved;
use super::world::{LiveWorld, SessionTime};

/// Wishes of the person that may wait.
const WISHES: usize = 64;
/// The embedded voice.
pub(super) const VOICE: &str = "flite kal16";
/// Updates that the screen has not looked at.
const UPDATES: usize = 4096;

/// What the screen is told.
#[derive(Clone, Debug, PartialEq)]
pub enum Update {
    /// The conductor wants something.
    Output {
        /// The session's clock.
        at: Moment,
        /// What.
        output: Box<Output>,
    },
    /// Words of the segment that is being spoken.
    Partial {
        /// The open turn.
        turn: TurnId,
        /// All words of the segment so far.
        text: String,
    },
    /// Words of a finished segment.
    Recognised {
        /// The turn they belong to.
        turn: TurnId,
        /// Which segment.
        segment: u32,
        /// The words.
        text: String,
    },
    /// A phrase of the candidate's ended: a moment for a nod.
    PhraseEnded,
    /// Something does not work, and the session goes on without it. A sentence for a person.
    Trouble(String),
    /// The session is over and judged.
    Judged(Box<Report>),
    /// The session is over and judged, and could not be stored: it is kept here.
    Unsaved(Unsaved),
    /// The session is over and could not be judged. A sentence for a person.
    NotJudged(String),
}

/// With what a session is held.
#[derive(Debug)]
pub struct Equipment {
    /// Whether the interviewer can be heard.
    pub audible: bool,
    /// How loud, 0 to 1.
    pub volume: f32,
    /// Multiplier of the interviewer's speed.
    pub rate: f32,
    /// The wanted microphone's id; the default one when `None`, and where it is not there.
    pub microphone: Option<String>,
    /// The file of a speech model; without one, answers are typed.
    pub speech_model: Option<PathBuf>,
    /// Names and terms that the recogniser should expect.
    pub hints: Vec<String>,
    /// The language model and the thread that it is called on.
    pub model: Option<(llm::Config, tokio::runtime::Handle)>,
    /// Who judges it in the end.
    pub judge: Judge,
}

/// Why a session cannot begin.
#[derive(Debug, thiserror::Error)]
pub enum LiveError {
    /// Writing it down.
    #[error(transparent)]
    Record(#[from] super::RecordError),
    /// The voice.
    #[error(transparent)]
    Voice(#[from] voice::VoiceError),
    /// The model's address.
    #[error(transparent)]
    Model(#[from] llm::ConfigError),
    /// A thread.
    #[error("the system gives no thread for the session: {0}; close other programs and try again")]
    Thread(#[from] std::io::Error),
}

/// A running session. Dropping it ends it where it stands; it can be resumed later.
#[derive(Debug)]
pub struct Live {
    wishes: Option<Sender<Input>>,
    updates: Receiver<Update>,
    lips: Lips,
    level: Option<hearing::meter::Meter>,
    session: String,
    plan: Blueprint,
    active_us: u64,
    started: Moment,
    time: SessionTime,
    speaker: voice::SpeakerHandle,
    thread: Option<JoinHandle<()>>,
}

impl Live {
    /// Begins a new session.
    ///
    /// # Errors
    /// When it cannot be written down, or a thread or the voice cannot be had.
    pub fn begin(store: &Store, plan: Blueprint, equipment: Equipment) -> Result<Self, LiveError> {
        let started_at = clock::wall();
        let recorder = Recorder::begin(store, &plan, started_at)?;
        Self::run(store, Resumed { conductor: Conductor::new(plan), recorder, at: Moment::START }, Input::Begin, equipment)
    }

    /// Goes on with an interrupted one.
    ///
    /// # Errors
    /// As [`begin`](Self::begin).
    pub fn resume(store: &Store, resumed: Resumed, equipment: Equipment) -> Result<Self, LiveError> {
        Self::run(store, resumed, Input::Resume, equipment)
    }

    fn run(store: &Store, resumed: Resumed, first: Input, equipment: Equipment) -> Result<Self, LiveError> {
        let Resumed { conductor, mut recorder, at } = resumed;
        let plan = conductor.plan().clone();
        let active_us = recorder.active_us();
        let time = SessionTime::starting_at(at);
        let (wishes, wishes_in) = bounded(WISHES);
        let (updates_out, updates) = bounded(UPDATES);
        let (voice_out, voice) = bounded(WISHES);
        let (replies_out, replies) = bounded(1024);
        let (volume, rate) = (equipment.volume, equipment.rate);
        let options = Options { audible: equipment.audible, volume, rate, hints: plan.persona.voice, ..Options::default() };
        let speaker = voice::spawn(options, voice_out)?;
        let (heard_out, heard) = bounded(1024);
        let listener = if plan.settings.voice { Some(listen(&equipment, time, &plan, heard_out.clone())?) } else { None };
        let model = equipment.model.as_ref().map(|(config, _)| config.name());
        let judge = equipment.judge.clone();
        let watcher = judge.watcher(replies_out.clone()).filter(|_| plan.settings.objective);
        let asked = equipment.model.map(|(config, handle)| llm::spawn(handle, config, replies_out.clone())).transpose()?;
        let session = recorder.session().to_owned();
        let (lips, handle, level) = (speaker.handle().lips(), speaker.handle(), listener.as_ref().map(Listener::meter));
        let world = LiveWorld {
            time,
            session: session.clone(),
            store: store.clone(),
            speaker: speaker.handle(),
            voice,
            listener,
            heard,
            model: asked,
            watcher,
            replies,
            wishes: wishes_in,
            updates: updates_out,
            headset: plan.settings.headset,
            saying: None,
            spare: None,
            happened: VecDeque::new(),
            plan: Arc::new(plan.clone()),
            part: Part::Interviewer,
            lost: None,
            unwritten: None,
            heard_of: false,
        };
        recorder.equip(Instruments { model, ..Instruments::default() });
        let job = Job { store: store.clone(), conductor, recorder, judge, world, _voice: speaker, _open: (heard_out, replies_out) };
        let thread = std::thread::Builder::new().name("conductor".to_owned()).spawn(move || job.run((at, first)))?;
        Ok(Self {
            wishes: Some(wishes),
            updates,
            lips,
            level,
            session,
            plan,
            active_us,
            started: at,
            time,
            speaker: handle,
            thread: Some(thread),
        })
    }

    /// Hands something in that the person did. Dropped when the session is over.
    pub fn wish(&self, input: Input) {
        if let Some(wishes) = &self.wishes {
            // Full only when the session's thread hangs; then there is nothing that could be done with it.
            wishes.try_send(input).ok();
        }
    }

    /// What has happened since the last look.
    pub fn updates(&self) -> impl Iterator<Item = Update> + '_ {
        self.updates.try_iter()
    }

    /// Where the mouth is.
    #[must_use]
    pub fn lips(&self) -> &Lips {
        &self.lips
    }

    /// The microphone's level; `None` without a microphone.
    #[must_use]
    pub fn level(&self) -> Option<&hearing::meter::Meter> {
        self.level.as_ref()
    }

    /// The session's id.
    #[must_use]
    pub fn session(&self) -> &str {
        &self.session
    }

    /// What it follows.
    #[must_use]
    pub fn plan(&self) -> &Blueprint {
        &self.plan
    }

    /// Length without pauses, in microseconds, of what was held before this start of the program.
    #[must_use]
    pub fn held_before_us(&self) -> u64 {
        self.active_us
    }

    /// Where the session's clock stood when this start of the program began or went on with it.
    #[must_use]
    pub fn started_at(&self) -> Moment {
        self.started
    }

    /// Where the session's clock stands.
    #[must_use]
    pub fn now(&self) -> Moment {
        self.time.now()
    }

    /// Whether its thread has ended. Unless an update says how, it broke down; the session can be gone on with from its journal.
    #[must_use]
    pub fn is_gone(&self) -> bool {
        self.thread.as_ref().is_none_or(JoinHandle::is_finished)
    }

    /// How loud the interviewer is, 0 to 1.
    pub fn set_volume(&self, volume: f32) {
        self.speaker.set_volume(volume);
    }
}

impl Drop for Live {
    fn drop(&mut self) {
        // The conductor's thread ends when nothing can be wished any more.
        self.wishes = None;
        if self.thread.take().is_some_and(|thread| thread.join().is_err()) {
            tracing::error!("the conductor's thread ended in a panic");
        }
    }
}

fn listen(equipment: &Equipment, time: SessionTime, plan: &Blueprint, heard: Sender<Heard>) -> std::io::Result<Listener> {
    let clock: hearing::SessionClock = Arc::new(move || time.now());
    let source = hearing::source::preferred_microphone(equipment.microphone.clone());
    let options = ListenerOptions::new(source, hearing::with_model(equipment.speech_model.as_deref()), Timebase::Clock(clock));
    let listener = Listener::start(
        options,
        Arc::new(move |report| {
            // Waits at most until the conductor has taken one of a thousand; it takes thousands a second.
            heard.send(report).ok();
        }),
    )?;
    let words =
        [plan.scenario.role.clone(), plan.scenario.employer.name.clone()].into_iter().chain(equipment.hints.iter().cloned()).collect();
    listener.hint(Hints { language: plan.scenario.language.clone(), words, ..Hints::default() });
    Ok(listener)
}

/// What the conductor's thread works with.
struct Job {
    store: Store,
    conductor: Conductor,
    recorder: Recorder,
    judge: Judge,
    world: LiveWorld,
    /// Speaks as long as it is held.
    _voice: Speaker,
    /// Keeps the channels open when there is nobody to send on them, so that waiting on them waits.
    _open: (Sender<Heard>, Sender<llm::Notice>),
}

impl Job {
    /// Keeps a session that the store did not take, judged in memory.
    fn keep(&self, because: EndReason, why: String) -> Update {
        let (plan, turns) = (self.conductor.plan(), self.conductor.transcript());
        Unsaved::judge(&self.recorder, plan, turns, because, why).map_or_else(|error| Update::NotJudged(error.to_string()), Update::Unsaved)
    }

    fn run(mut self, first: (Moment, Input)) {
        let ended = drive(&mut self.conductor, &mut self.recorder, &mut self.world, first);
        if let Some(problem) = self.recorder.take_problem() {
            self.world.tell(Update::Trouble(problem.to_string()));
        }
        let Some(because) = ended else {
            // Left in the middle: what is journalled can be resumed.
            self.store.flush().ok();
            return;
        };
        let update = self
            .recorder
            .end(clock::wall(), because)
            .map_err(|error| Err(error.to_string()))
            .and_then(|()| {
                let ended = Ended {
                    session: self.recorder.session(),
                    plan: self.conductor.plan(),
                    turns: self.conductor.transcript(),
                    fallbacks: self.recorder.fallbacks(),
                };
                // A model may take long. When nothing can be wished any more, nobody waits for it.
                conclude(&self.store, ended, &self.judge, &self.world.wishes).map_err(|error| match error {
                    JudgeError::Store(error) => Err(error.to_string()),
                    // It is stored, and can be judged later.
                    other => Ok(other.to_string()),
                })
            })
            .map_or_else(
                |why| why.map_or_else(|why| self.keep(because, why), Update::NotJudged),
                |report| Update::Judged(Box::new(report)),
            );
        self.world.tell(update);
    }
}
