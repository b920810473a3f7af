//! Behaviour of `llm`, against a scripted server, and what its tests share.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail as tests do")]

mod anthropic;
mod batch;
mod config;
mod embedding;
mod live;
mod trouble;

use std::thread::JoinHandle;
use std::time::Duration;

use crossbeam_channel::{Receiver, bounded};
use greenroom::interview::{Prompt, Purpose, RequestId};
use greenroom::llm::{Call, Config, Failure, Handle, Notice, spawn};
use tokio::sync::oneshot;

use crate::support::model_server::ModelServer;

/// Words that must not turn up in any reason.
const KEY: &str = "sk-quokka-key-4711";
const PROMPT: &str = "quokka-prompt";
const REPLY: &str = "quokka-reply";

fn config(server: &ModelServer) -> Config {
    let mut config = Config::new(&server.base_url(), "small-1", Some(KEY.to_owned().into())).unwrap();
    // The machine that runs the tests may be busy; tests about time set their own.
    config.first_chunk = Duration::from_secs(15);
    config.backoff = vec![Duration::from_millis(5); 3];
    config
}

fn prompt(purpose: Purpose) -> Prompt {
    Prompt { purpose, system: format!("You are {PROMPT}."), user: format!("Ask about {PROMPT}."), temperature: 0.7, max_tokens: 120 }
}

/// A handle and the thread that its runtime runs on.
struct Rig {
    handle: Option<Handle>,
    notices: Receiver<Notice>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Rig {
    fn new(config: Config) -> Self {
        Self::with_room(config, 256)
    }

    fn with_room(config: Config, notices: usize) -> Self {
        let (sender, receiver) = bounded(notices);
        let (tell, told) = bounded(1);
        let (stop, stopped) = oneshot::channel::<()>();
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            tell.send(spawn(runtime.handle().clone(), config, sender).unwrap()).unwrap();
            runtime.block_on(stopped).ok();
        });
        Self { handle: Some(told.recv().unwrap()), notices: receiver, stop: Some(stop), thread: Some(thread) }
    }

    fn handle(&self) -> &Handle {
        self.handle.as_ref().unwrap()
    }

    fn ask(&self, request: u32) {
        self.handle().ask(RequestId(request), prompt(Purpose::Probe));
    }

    fn next(&self) -> Notice {
        self.notices.recv_timeout(Duration::from_secs(30)).expect("a notice")
    }

    /// Everything up to the end of the only open request: the chunks, and how it ended.
    fn outcome(&self) -> (Vec<String>, Result<(), Failure>, Call) {
        let mut chunks = Vec::new();
        loop {
            match self.next() {
                Notice::Chunk { text, .. } => chunks.push(text),
                Notice::Done { call, .. } => return (chunks, Ok(()), *call),
                Notice::Failed { reason, call, .. } => return (chunks, Err(reason), *call),
            }
        }
    }

    /// Asks, and gives the whole text and how it ended.
    fn answer(&self, request: u32) -> (String, Result<(), Failure>, Call) {
        self.ask(request);
        let (chunks, end, call) = self.outcome();
        (chunks.concat(), end, call)
    }
}

impl Drop for Rig {
    fn drop(&mut self) {
        self.handle = None;
        drop(self.stop.take());
        self.thread.take().map(JoinHandle::join);
    }
}

fn keeps_quiet(what: &str) {
    for secret in [KEY, PROMPT, REPLY] {
        assert!(!what.contains(secret), "{what}");
    }
}
