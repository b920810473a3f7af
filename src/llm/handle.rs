//! The door: requests in, notices out, cancelling in between.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use crossbeam_channel::{Receiver, Sender, bounded, never, select};
use tokio::runtime;
use tokio::sync::oneshot;

use super::batch::fetch;
use super::call::{Answer, Call, Line, Meter};
use super::config::{Config, ConfigError};
use super::dialect::Schema;
use super::failure::Failure;
use super::live::stream;
use super::notice::{Notice, Outlet};
use crate::interview::{Prompt, RequestId};

/// A handle to the server. When the last clone is dropped, open requests are cancelled.
#[derive(Clone)]
pub struct Handle {
    runtime: runtime::Handle,
    line: Line,
    notices: Sender<Notice>,
    open: Arc<Mutex<HashMap<RequestId, oneshot::Sender<()>>>>,
}

/// Prepares to ask the configured server from tasks on `runtime`, whose thread must be running for anything to happen.
///
/// # Errors
/// The configuration cannot be used on this system.
pub fn spawn(runtime: runtime::Handle, config: Config, notices: Sender<Notice>) -> Result<Handle, ConfigError> {
    Ok(Handle { runtime, line: Line::new(config)?, notices, open: Arc::default() })
}

impl Handle {
    /// The same server, reporting elsewhere.
    #[must_use]
    pub fn reporting_to(&self, notices: Sender<Notice>) -> Self {
        Self { runtime: self.runtime.clone(), line: self.line.clone(), notices, open: Arc::default() }
    }

    /// Asks. Turns of the conversation are streamed and get one try; judgements come whole and are tried again.
    pub fn ask(&self, request: RequestId, prompt: Prompt) {
        let (cancel, cancelled) = oneshot::channel();
        self.open.lock().unwrap_or_else(PoisonError::into_inner).insert(request, cancel);
        let line = self.line.clone();
        let outlet = Outlet { request, notices: self.notices.clone() };
        let open = Arc::downgrade(&self.open);
        self.runtime.spawn(async move {
            let mut meter = Meter::start(&prompt);
            let result = tokio::select! {
                biased;
                // Dropping the other branch closes its connection.
                _ = cancelled => Err(Failure::Cancelled),
                result = converse(&line, &prompt, &mut meter, &outlet) => result,
            };
            if let Some(open) = open.upgrade() {
                open.lock().unwrap_or_else(PoisonError::into_inner).remove(&request);
            }
            let call = meter.call(&line.config, prompt.purpose, result.clone().err());
            outlet.end(result, call).await;
        });
    }

    /// Ends a request: its connection is closed and it comes back as failed with [`Failure::Cancelled`]. A request that has
    /// ended already stays as it is.
    pub fn cancel(&self, request: RequestId) {
        if let Some(cancel) = self.open.lock().unwrap_or_else(PoisonError::into_inner).remove(&request) {
            // An error says that it has just ended by itself.
            cancel.send(()).ok();
        }
    }

    /// Fetches a whole answer and waits for it, retries included. Not to be called on the runtime's own thread.
    ///
    /// # Errors
    /// What it cost, with [`Call::error`] set to why there is no answer.
    pub fn complete(&self, prompt: Prompt, schema: Option<Schema>) -> Result<Answer, Box<Call>> {
        self.complete_until(prompt, schema, &never::<()>())
    }

    /// The same, as long as `until` is open: when its other end is dropped, nobody waits any more, and the call is cancelled.
    /// What is sent on it is taken and thrown away.
    ///
    /// # Errors
    /// As [`complete`](Self::complete); [`Failure::Cancelled`] when nobody waits.
    pub fn complete_until<T>(&self, prompt: Prompt, schema: Option<Schema>, until: &Receiver<T>) -> Result<Answer, Box<Call>> {
        let (reply, answer) = bounded(1);
        let line = self.line.clone();
        let purpose = prompt.purpose;
        let unanswered = Meter::start(&prompt);
        let task = self.runtime.spawn(async move {
            let mut meter = Meter::start(&prompt);
            let result = fetch(&line, &prompt, schema.as_ref(), &mut meter).await;
            let answer = match result {
                Ok(text) => Ok(Answer { text, call: meter.call(&line.config, purpose, None) }),
                Err(failure) => Err(Box::new(meter.call(&line.config, purpose, Some(failure)))),
            };
            // Nobody waits any more: the caller's thread has ended.
            reply.send(answer).ok();
        });
        loop {
            select! {
                recv(answer) -> answer => {
                    // No answer: the runtime was shut down.
                    let abandoned = || Err(Box::new(unanswered.call(&self.line.config, purpose, Some(Failure::Cancelled))));
                    return answer.ok().unwrap_or_else(abandoned);
                }
                recv(until) -> wish => if wish.is_err() {
                    task.abort();
                    return Err(Box::new(unanswered.call(&self.line.config, purpose, Some(Failure::Cancelled))));
                },
            }
        }
    }

    /// The same for the same question to the same model, and different for any other: the server, the model, the prompt,
    /// the shape and the number of the run go into it. Nothing can be read out of it.
    #[must_use]
    pub fn fingerprint(&self, prompt: &Prompt, schema: Option<&Schema>, run: u32) -> String {
        let config = self.config();
        let shape = schema.map(|schema| (&schema.name, &schema.schema));
        let whole = serde_json::json!([config.kind().name(), config.base_url(), config.model(), prompt, shape, run]);
        let digest = ring::digest::digest(&ring::digest::SHA256, whole.to_string().as_bytes());
        digest.as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// What is asked, and where.
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.line.config
    }
}

async fn converse(line: &Line, prompt: &Prompt, meter: &mut Meter, outlet: &Outlet) -> Result<(), Failure> {
    if prompt.purpose.can_wait() {
        let text = fetch(line, prompt, None, meter).await?;
        outlet.text(text).await;
        return Ok(());
    }
    stream(line, prompt, meter, outlet).await
}
