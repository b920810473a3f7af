//! What comes back from a request.

use std::time::Duration;

use crossbeam_channel::{Sender, TrySendError};

use super::call::Call;
use super::failure::Failure;
use crate::interview::RequestId;

/// How often a full channel is tried again.
const FULL: Duration = Duration::from_millis(5);

/// What comes back. Every request ends with exactly one `Done` or `Failed`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The next characters of an answer; a judgement comes in one piece.
    Chunk {
        /// Which request.
        request: RequestId,
        /// The characters.
        text: String,
    },
    /// The answer is complete.
    Done {
        /// Which request.
        request: RequestId,
        /// What it cost.
        call: Box<Call>,
    },
    /// The answer broke off, never came, or was cancelled.
    Failed {
        /// Which request.
        request: RequestId,
        /// Why.
        reason: Failure,
        /// What it cost all the same.
        call: Box<Call>,
    },
}

/// Where the notices of one request go.
pub(super) struct Outlet {
    pub(super) request: RequestId,
    pub(super) notices: Sender<Notice>,
}

impl Outlet {
    pub(super) async fn text(&self, text: String) {
        self.send(Notice::Chunk { request: self.request, text }).await;
    }

    pub(super) async fn end(&self, result: Result<(), Failure>, call: Call) {
        let (request, call) = (self.request, Box::new(call));
        self.send(match result {
            Ok(()) => Notice::Done { request, call },
            Err(reason) => Notice::Failed { request, reason, call },
        })
        .await;
    }

    /// Sends without blocking the runtime's only thread. When nobody receives any more, the notice is dropped.
    async fn send(&self, notice: Notice) {
        let mut waiting = notice;
        while let Err(TrySendError::Full(notice)) = self.notices.try_send(waiting) {
            waiting = notice;
            tokio::time::sleep(FULL).await;
        }
    }
}
