//! The one thread on which everything asynchronous runs: calls of language models, downloads.

use std::thread::JoinHandle;

use tokio::runtime::{Builder, Handle};
use tokio::sync::oneshot;

/// A current-thread runtime on a thread of its own. It stops when dropped; what is still running is dropped with it.
#[derive(Debug)]
pub struct Io {
    handle: Handle,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Io {
    /// Starts the thread.
    ///
    /// # Errors
    /// When the system gives no thread or no event queue.
    pub fn start() -> std::io::Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let handle = runtime.handle().clone();
        let (stop, stopped) = oneshot::channel::<()>();
        let thread = std::thread::Builder::new().name("io".to_owned()).spawn(move || {
            // Ends when the sender is dropped.
            runtime.block_on(stopped).ok();
        })?;
        Ok(Self { handle, stop: Some(stop), thread: Some(thread) })
    }

    /// For spawning onto it from other threads.
    #[must_use]
    pub fn handle(&self) -> Handle {
        self.handle.clone()
    }
}

impl Drop for Io {
    fn drop(&mut self) {
        drop(self.stop.take());
        if self.thread.take().is_some_and(|thread| thread.join().is_err()) {
            tracing::error!("the io thread ended in a panic");
        }
    }
}
