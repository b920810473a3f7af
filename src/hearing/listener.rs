//! The thread that listens. It is told whose turn it is; everything that it reports carries that turn.

use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, bounded};

use super::heard::Sink;
use super::listening::Listening;
use super::meter::Meter;
use super::recogniser::{Hints, RecogniserMaker};
use super::source::Opener;
use super::timebase::Timebase;
use crate::interview::{Listening as Policy, TurnId};
use crate::speech::segment::SegmentSettings;

/// What to listen with.
pub struct ListenerOptions {
    /// Where the sound comes from.
    pub source: Opener,
    /// What recognises it; `None` when there is nothing: voices are noticed, words are not.
    pub recogniser: Option<RecogniserMaker>,
    /// What the session's time rests on.
    pub time: Timebase,
    /// How sound is cut into segments.
    pub segments: SegmentSettings,
    /// Time between two looks at an unfinished segment; `None` for none.
    pub look_every: Option<Duration>,
    /// Whether the sound of each segment is reported for keeping. Only with the candidate's consent.
    pub keep_sound: bool,
}

impl ListenerOptions {
    /// The usual options.
    #[must_use]
    pub fn new(source: Opener, recogniser: Option<RecogniserMaker>, time: Timebase) -> Self {
        let look_every = Some(Duration::from_millis(700));
        Self { source, recogniser, time, segments: SegmentSettings::default(), look_every, keep_sound: false }
    }
}

/// What the thread is told.
#[derive(Debug)]
pub(super) enum Command {
    Listen { turn: TurnId, carry: bool },
    Stop { turn: TurnId },
    Mute(bool),
    Hints(Hints),
}

/// Commands that may wait. The thread takes them every few milliseconds.
const COMMANDS: usize = 64;
/// How long the thread sleeps when there is no sound: less than a frame.
const NAP: Duration = Duration::from_millis(10);

/// A handle on the thread. It stops when dropped.
pub struct Listener {
    commands: Option<Sender<Command>>,
    meter: Meter,
    thread: Option<JoinHandle<()>>,
}

impl Listener {
    /// Starts listening; reports go to `sink`, from this thread and from the recogniser's.
    ///
    /// # Errors
    /// When the system gives no thread. A missing microphone or model is a report, not an error.
    pub fn start(options: ListenerOptions, sink: Sink) -> std::io::Result<Self> {
        let (commands, inbox) = bounded(COMMANDS);
        let meter = Meter::default();
        let listening = Listening::new(options, meter.clone(), Arc::clone(&sink))?;
        let thread = std::thread::Builder::new().name("hearing".to_owned()).spawn(move || run(listening, &inbox))?;
        Ok(Self { commands: Some(commands), meter, thread: Some(thread) })
    }

    /// Does what the conductor asks for with [`Output::Listen`](crate::interview::Output::Listen): listens to this turn
    /// if words may be spoken, and covers the ears if they may only be typed.
    pub fn follow(&self, turn: TurnId, policy: &Policy) {
        self.mute(!policy.voice);
        self.listen(turn);
    }

    /// The floor is the candidate's: what is heard from now on belongs to this turn.
    pub fn listen(&self, turn: TurnId) {
        self.tell(Command::Listen { turn, carry: false });
    }

    /// The candidate has talked into the interviewer's turn and takes the floor: what is being said, from its
    /// beginning, belongs to this turn.
    pub fn listen_on(&self, turn: TurnId) {
        self.tell(Command::Listen { turn, carry: true });
    }

    /// The turn is over. What was said in it until now is still recognised.
    pub fn stop_listening(&self, turn: TurnId) {
        self.tell(Command::Stop { turn });
    }

    /// Covers the ears, as while the interviewer speaks through a loudspeaker, or uncovers them.
    pub fn mute(&self, covered: bool) {
        self.tell(Command::Mute(covered));
    }

    /// What helps the recogniser from now on.
    pub fn hint(&self, hints: Hints) {
        self.tell(Command::Hints(hints));
    }

    /// The live level.
    #[must_use]
    pub fn meter(&self) -> Meter {
        self.meter.clone()
    }

    /// Whether the thread has ended, which it does by itself only when it breaks down.
    #[must_use]
    pub fn is_gone(&self) -> bool {
        self.thread.as_ref().is_some_and(JoinHandle::is_finished)
    }

    fn tell(&self, command: Command) {
        if self.commands.as_ref().is_none_or(|commands| commands.send(command).is_err()) {
            tracing::error!("the hearing thread is gone");
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.commands = None;
        if self.thread.take().is_some_and(|thread| thread.join().is_err()) {
            tracing::error!("the hearing thread ended in a panic");
        }
    }
}

fn run(mut listening: Listening, inbox: &Receiver<Command>) {
    loop {
        let flowing = listening.hear();
        // With sound at hand there is no waiting, so that recordings can run faster than time.
        let mut patience = if flowing { Duration::ZERO } else { NAP };
        loop {
            match inbox.recv_timeout(patience) {
                Ok(command) => listening.obey(command),
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return,
            }
            patience = Duration::ZERO;
        }
    }
}
