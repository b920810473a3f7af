//! The thread that recognises. Finished segments go first; looks at the unfinished one fill the time between, and are
//! broken off as soon as something is finished.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;

use crossbeam_channel::{Receiver, Sender, TrySendError, bounded, select_biased};

use super::agreement::Agreement;
use super::heard::{Heard, Sink};
use super::recogniser::{Cancel, Hints, Recogniser, RecogniserError, RecogniserMaker};
use super::timebase::SessionClock;
use crate::interview::{Input, Moment, TurnId};

/// Finished segments that may wait; at twenty seconds each more than an answer can have.
const WAITING: usize = 64;

/// A segment to recognise.
#[derive(Debug)]
pub(super) struct Job {
    pub turn: TurnId,
    pub segment: u32,
    pub pcm: Vec<f32>,
    /// When the first sample was.
    pub start: Moment,
    /// When the job was given.
    pub noticed: Moment,
    pub hints: Arc<Hints>,
}

/// A handle on the thread. It stops when dropped.
pub(super) struct Worker {
    finals: Option<Sender<Job>>,
    partials: Option<Sender<Job>>,
    busy: Arc<AtomicBool>,
    cancel_partial: Cancel,
    cancel_all: Cancel,
    thread: Option<JoinHandle<()>>,
    sink: Sink,
}

impl Worker {
    /// Starts the thread, which makes the recogniser first. Without a clock, results carry the moment of their job.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub(super) fn start(maker: RecogniserMaker, clock: Option<SessionClock>, sink: Sink) -> std::io::Result<Self> {
        let (finals, finals_in) = bounded(WAITING);
        let (partials, partials_in) = bounded(1);
        let (cancel_partial, cancel_all) = (Cancel::default(), Cancel::default());
        let busy = Arc::new(AtomicBool::new(true));
        let room = Room {
            finals: finals_in,
            partials: partials_in,
            busy: Arc::clone(&busy),
            cancel_partial: cancel_partial.clone(),
            cancel_all: cancel_all.clone(),
            clock,
            sink: Arc::clone(&sink),
            before: None,
            agreement: None,
        };
        let thread = std::thread::Builder::new().name("recognition".to_owned()).spawn(move || room.run(maker))?;
        Ok(Self { finals: Some(finals), partials: Some(partials), busy, cancel_partial, cancel_all, thread: Some(thread), sink })
    }

    /// Gives a finished segment. It is always answered, with a `Final` or a `NotRecognised`.
    pub(super) fn finish(&self, job: Job) {
        let Some(finals) = &self.finals else { return };
        match finals.try_send(job) {
            Ok(()) => self.cancel_partial.cancel(),
            Err(TrySendError::Full(job) | TrySendError::Disconnected(job)) => {
                tracing::warn!(turn = job.turn.0, segment = job.segment, "a segment was not recognised: too many are waiting");
                not_recognised(&self.sink, &job, job.noticed);
            }
        }
    }

    /// Whether a look at an unfinished segment would begin at once.
    pub(super) fn is_idle(&self) -> bool {
        !self.busy.load(Ordering::Relaxed)
            && self.finals.as_ref().is_some_and(Sender::is_empty)
            && self.partials.as_ref().is_some_and(Sender::is_empty)
    }

    /// Gives an unfinished segment to look at. It may go unanswered.
    pub(super) fn look(&self, job: Job) {
        if let Some(partials) = &self.partials {
            // A full slot means that the thread has just become busy: this look is not needed.
            partials.try_send(job).ok();
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.cancel_partial.cancel();
        self.cancel_all.cancel();
        self.finals = None;
        self.partials = None;
        if self.thread.take().is_some_and(|thread| thread.join().is_err()) {
            tracing::error!("the recognition thread ended in a panic");
        }
    }
}

fn not_recognised(sink: &Sink, job: &Job, at: Moment) {
    sink(Heard::Input { at, input: Input::NotRecognised { turn: job.turn, segment: job.segment } });
}

/// What the thread works with.
struct Room {
    finals: Receiver<Job>,
    partials: Receiver<Job>,
    busy: Arc<AtomicBool>,
    cancel_partial: Cancel,
    cancel_all: Cancel,
    clock: Option<SessionClock>,
    sink: Sink,
    /// The turn that was last recognised, and its words so far.
    before: Option<(TurnId, String)>,
    /// The segment that is being looked at.
    agreement: Option<(TurnId, u32, Agreement)>,
}

impl Room {
    fn run(mut self, maker: RecogniserMaker) {
        let made = catch_unwind(AssertUnwindSafe(maker));
        let mut recogniser =
            match made.unwrap_or_else(|_panic| Err(RecogniserError::Unavailable("it breaks down when it is loaded".to_owned()))) {
                Ok(recogniser) => {
                    (self.sink)(Heard::Recogniser { ready: Ok(recogniser.name()) });
                    Some(recogniser)
                }
                Err(error) => {
                    (self.sink)(Heard::Recogniser { ready: Err(error) });
                    None
                }
            };
        self.busy.store(false, Ordering::Relaxed);
        let (finals, partials) = (self.finals.clone(), self.partials.clone());
        loop {
            select_biased! {
                recv(finals) -> job => match job {
                    Ok(job) => self.finish(&mut recogniser, job),
                    Err(_closed) => break,
                },
                recv(partials) -> job => match job {
                    Ok(job) => self.look(&mut recogniser, job),
                    Err(_closed) => break,
                },
            }
            self.busy.store(false, Ordering::Relaxed);
        }
    }

    fn finish(&mut self, recogniser: &mut Option<Box<dyn Recogniser>>, job: Job) {
        self.busy.store(true, Ordering::Relaxed);
        let cancel = self.cancel_all.clone();
        let result = self.recognise(recogniser, &job, &cancel, false);
        let at = self.now(&job);
        match result {
            Ok(recognised) if !recognised.text.is_empty() => {
                let said = match self.before.take() {
                    Some((turn, said)) if turn == job.turn => said + " " + &recognised.text,
                    _ => recognised.text.clone(),
                };
                self.before = Some((job.turn, said));
                let words = recognised.words_at(job.start);
                (self.sink)(Heard::Input {
                    at,
                    input: Input::Final { turn: job.turn, segment: job.segment, text: recognised.text, words },
                });
            }
            Ok(_nothing) => not_recognised(&self.sink, &job, at),
            Err(error) => {
                if error != RecogniserError::Cancelled {
                    tracing::warn!(turn = job.turn.0, segment = job.segment, %error, "a segment was not recognised");
                }
                not_recognised(&self.sink, &job, at);
            }
        }
    }

    fn look(&mut self, recogniser: &mut Option<Box<dyn Recogniser>>, job: Job) {
        self.busy.store(true, Ordering::Relaxed);
        self.cancel_partial.reset();
        // After the reset: a segment that was finished before it has set the flag in vain, but it is in the queue.
        if !self.finals.is_empty() || recogniser.is_none() {
            return;
        }
        let cancel = self.cancel_partial.clone();
        let Ok(recognised) = self.recognise(recogniser, &job, &cancel, true) else { return };
        if self.agreement.as_ref().is_none_or(|(turn, segment, _)| (*turn, *segment) != (job.turn, job.segment)) {
            self.agreement = Some((job.turn, job.segment, Agreement::default()));
        }
        let agreed = self.agreement.as_mut().and_then(|(_, _, agreement)| agreement.push(&recognised.text));
        if let Some(text) = agreed {
            (self.sink)(Heard::Input { at: self.now(&job), input: Input::Partial { turn: job.turn, text } });
        }
    }

    fn recognise(
        &self,
        slot: &mut Option<Box<dyn Recogniser>>,
        job: &Job,
        cancel: &Cancel,
        partial: bool,
    ) -> Result<super::recogniser::Recognised, RecogniserError> {
        let Some(recogniser) = slot else { return Err(RecogniserError::Cancelled) };
        let before = self.before.as_ref().filter(|(turn, _)| *turn == job.turn).map(|(_, said)| said.clone()).unwrap_or_default();
        let hints = Hints { before, partial, ..Hints::clone(&job.hints) };
        // What lies behind it is a large library, or an operator's own: its breaking down costs the words, not the thread.
        catch_unwind(AssertUnwindSafe(|| recogniser.recognise(&job.pcm, &hints, cancel))).unwrap_or_else(|_panic| {
            slot.take();
            let error = RecogniserError::Unavailable("the recogniser broke down".to_owned());
            (self.sink)(Heard::Recogniser { ready: Err(error.clone()) });
            Err(error)
        })
    }

    fn now(&self, job: &Job) -> Moment {
        self.clock.as_ref().map_or(job.noticed, |clock| clock())
    }
}
