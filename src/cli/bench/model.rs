//! The configured language model in a measurement: asked as in an interview, its words handed in with the delays they had.

use crossbeam_channel::{Receiver, bounded};

use super::summary::millis;
use crate::clock;
use crate::interview::rehearsal::Doings;
use crate::interview::{Input, Prompt, RequestId};
use crate::llm::{self, Notice};
use crate::session::Io;

/// A model, and how long it took to begin.
pub(super) struct Model {
    handle: llm::Handle,
    notices: Receiver<Notice>,
    pub(super) first_words_ms: Vec<f64>,
    /// Lives as long as the calls do.
    _io: Io,
}

impl Model {
    pub(super) fn new(config: llm::Config) -> anyhow::Result<Self> {
        let io = Io::start()?;
        let (sender, notices) = bounded(256);
        let handle = llm::spawn(io.handle(), config, sender)?;
        Ok(Self { handle, notices, first_words_ms: Vec::new(), _io: io })
    }

    /// As in the report.
    pub(super) fn name(&self) -> String {
        format!("{} at {}", self.handle.config().model(), self.handle.config().host())
    }

    /// Asks and waits for the end.
    pub(super) fn word(&mut self, request: RequestId, prompt: &Prompt) -> Doings {
        let began = clock::now();
        self.handle.ask(request, prompt.clone());
        let mut doings = Doings::new();
        while let Ok(notice) = self.notices.recv() {
            let after = clock::now().saturating_duration_since(began);
            match notice {
                Notice::Chunk { request: r, text } if r == request => {
                    if doings.is_empty() {
                        self.first_words_ms.push(millis(after));
                    }
                    doings.push((after, Input::ReplyChunk { request, text }));
                }
                Notice::Done { request: r, .. } if r == request => {
                    doings.push((after, Input::ReplyDone { request }));
                    break;
                }
                Notice::Failed { request: r, reason, .. } if r == request => {
                    doings.push((after, Input::ReplyFailed { request, reason: reason.to_string() }));
                    break;
                }
                // What comes late for an earlier request.
                _ => {}
            }
        }
        doings
    }
}
