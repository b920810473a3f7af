//! A model on its way: how far it is, how it ended, and how to stop it.

use std::path::PathBuf;

use tokio::runtime::Handle;
use tokio::sync::oneshot::error::TryRecvError;
use tokio::sync::{oneshot, watch};
use tokio::task::AbortHandle;

use super::error::ModelsError;
use super::fetch::{Options, bring};
use super::folder::Folder;
use super::published::{Published, Source};

/// What is being done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stage {
    /// Bytes come from a server.
    #[default]
    Fetching,
    /// Bytes come from a file.
    Copying,
    /// What has come is compared with what was published.
    Checking,
}

/// How far it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// What is being done.
    pub stage: Stage,
    /// Bytes done in this stage.
    pub done: u64,
    /// Bytes in all.
    pub of: u64,
}

/// Where progress is told. Only the newest is kept.
#[derive(Clone, Debug)]
pub(super) struct Teller {
    to: watch::Sender<Progress>,
    of: u64,
}

impl Teller {
    /// Tells; false when nobody wants to know any more.
    pub(super) fn tell(&self, stage: Stage, done: u64) -> bool {
        self.to.send(Progress { stage, done, of: self.of }).is_ok()
    }
}

/// A model on its way. Dropping it stops it; what has come is kept and gone on with the next time.
#[derive(Debug)]
pub struct Download {
    progress: watch::Receiver<Progress>,
    ended: oneshot::Receiver<Result<PathBuf, ModelsError>>,
    task: AbortHandle,
}

/// Stops a download from elsewhere.
#[derive(Clone, Debug)]
pub struct Stop(AbortHandle);

impl Stop {
    /// Stops it.
    pub fn stop(&self) {
        self.0.abort();
    }
}

/// Sets a model on its way into a folder. A model that is there already and sound is only chosen.
#[must_use]
pub fn spawn(runtime: &Handle, folder: Folder, model: Published, source: Source, options: Options) -> Download {
    let (to, progress) = watch::channel(Progress { of: model.bytes, ..Progress::default() });
    let (end, ended) = oneshot::channel();
    let teller = Teller { to, of: model.bytes };
    let task = runtime.spawn(async move {
        // Nobody listens when it was dropped, which has stopped it anyway.
        end.send(bring(folder, model, source, options, teller).await).ok();
    });
    Download { progress, ended, task: task.abort_handle() }
}

impl Download {
    /// How far it is now.
    #[must_use]
    pub fn progress(&self) -> Progress {
        *self.progress.borrow()
    }

    /// How it ended, once; none before. Never waits.
    pub fn ended(&mut self) -> Option<Result<PathBuf, ModelsError>> {
        match self.ended.try_recv() {
            Ok(result) => Some(result),
            Err(TryRecvError::Closed) => Some(Err(ModelsError::Stopped)),
            Err(TryRecvError::Empty) => None,
        }
    }

    /// For stopping it from elsewhere.
    #[must_use]
    pub fn stop(&self) -> Stop {
        Stop(self.task.clone())
    }

    /// Waits for the end and tells how far it is in between.
    ///
    /// # Errors
    /// Why the model is not there.
    pub async fn wait(mut self, mut tell: impl FnMut(Progress)) -> Result<PathBuf, ModelsError> {
        loop {
            tokio::select! {
                biased;
                ended = &mut self.ended => return ended.unwrap_or(Err(ModelsError::Stopped)),
                changed = self.progress.changed() => match changed {
                    Ok(()) => tell(*self.progress.borrow_and_update()),
                    // The task is over: what is left is its end.
                    Err(_closed) => return (&mut self.ended).await.unwrap_or(Err(ModelsError::Stopped)),
                },
            }
        }
    }
}

impl Drop for Download {
    fn drop(&mut self) {
        self.task.abort();
    }
}
