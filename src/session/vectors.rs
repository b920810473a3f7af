//! The guides' vectors: asked for in batches and kept, at once or in the background, and searched with beside the words.

use std::thread::JoinHandle;

use crossbeam_channel::{Receiver, Sender, bounded, never, select};
use tokio::runtime::Handle;

use crate::llm::{Config, ConfigError, Embedder, EmbeddingError, TEXTS_AT_ONCE};
use crate::store::{GuideHit, Near, Store, StoreError};

/// Words of a query that are sent; what comes after them is a text and not a query.
const MOST_WORDS: usize = 32;

/// A model that makes vectors, and the thread that it is asked on.
#[derive(Clone, Debug)]
pub struct Vectoriser {
    embedder: Embedder,
    runtime: Handle,
}

/// Why the guides did not get all their vectors. Those that came before it are kept.
#[derive(Debug, thiserror::Error)]
pub enum VectorsError {
    /// The model gave none.
    #[error(transparent)]
    Model(#[from] EmbeddingError),
    /// They could not be kept.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Nobody wants them any more.
    #[error("the guides' vectors were not waited for; run `greenroom content reseed` to have them made")]
    Stopped,
}

/// What was made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Made {
    /// Vectors that were asked for and kept.
    pub vectors: usize,
    /// Numbers in each; none when none was asked for.
    pub length: Option<usize>,
}

/// What a search found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Best first.
    pub hits: Vec<GuideHit>,
    /// Why it was by words alone although a model is configured, as a sentence.
    pub by_words_alone: Option<String>,
}

impl Vectoriser {
    /// Asks nobody yet. The runtime's thread must be running for anything to happen later.
    ///
    /// # Errors
    /// The configuration cannot be used on this system.
    pub fn new(config: Config, runtime: Handle) -> Result<Self, ConfigError> {
        Ok(Self { embedder: Embedder::new(config)?, runtime })
    }

    /// As whose its vectors are kept: "small-1 at models.example".
    #[must_use]
    pub fn name(&self) -> String {
        self.embedder.config().name()
    }

    /// Has a vector made for every piece of the guides that has none, or with `again` for every piece, and keeps each batch as it comes.
    /// Not to be called on the runtime's own thread.
    ///
    /// # Errors
    /// The model gives none, or they cannot be kept.
    pub fn fill(&self, store: &Store, again: bool) -> Result<Made, VectorsError> {
        self.fill_until(store, again, &never())
    }

    /// The same, as long as the other end of `until` is there.
    fn fill_until(&self, store: &Store, again: bool, until: &Receiver<()>) -> Result<Made, VectorsError> {
        let mut wanting = store.guides_wanting(&self.name(), again)?;
        let mut made = Made::default();
        while !wanting.is_empty() {
            let rest = wanting.split_off(wanting.len().min(TEXTS_AT_ONCE));
            let texts = wanting.iter().map(|piece| piece.text.clone()).collect();
            let vectors = self.embed(texts, made.length, until)?;
            made.vectors += vectors.len();
            made.length = vectors.first().map(Vec::len);
            store.keep_vectors(&self.name(), wanting.into_iter().zip(vectors).collect())?;
            wanting = rest;
        }
        Ok(made)
    }

    fn embed(&self, texts: Vec<String>, length: Option<usize>, until: &Receiver<()>) -> Result<Vec<Vec<f32>>, VectorsError> {
        let (reply, answer) = bounded(1);
        let embedder = self.embedder.clone();
        let task = self.runtime.spawn(async move {
            // Nobody waits any more.
            reply.send(embedder.embed(&texts, length).await).ok();
        });
        select! {
            // No answer: the runtime was shut down.
            recv(answer) -> answer => Ok(answer.ok().ok_or(VectorsError::Stopped)??),
            recv(until) -> _ => {
                task.abort();
                Err(VectorsError::Stopped)
            }
        }
    }

    /// The vector of a query, and what is in the way of it.
    fn near(&self, store: &Store, query: &str) -> Result<Near, String> {
        let model = self.name();
        let held = store.vectors_held(&model).map_err(|error| error.to_string())?;
        let Some(length) = held.length else {
            return Err(format!("the guides have no vectors of {model} yet; `greenroom content reseed` has them made"));
        };
        let query = query.split_whitespace().take(MOST_WORDS).collect::<Vec<_>>().join(" ");
        let vector = self.runtime.block_on(self.embedder.embed_now(&query, Some(length))).map_err(|error| error.to_string())?;
        Ok(Near { model, vector })
    }
}

/// The pieces of guides that fit a query best: by words, and with a model also by vectors. When the model gives none, by words alone.
/// Of the model only the query is asked, and nothing before there are vectors to compare it with.
///
/// # Errors
/// The database cannot be read.
pub fn search_guides(store: &Store, vectoriser: Option<&Vectoriser>, query: &str, limit: u32) -> Result<Found, StoreError> {
    // Without a word nothing is looked for, and nobody is asked.
    let near = vectoriser.filter(|_| query.contains(char::is_alphanumeric)).map(|vectoriser| vectoriser.near(store, query));
    let (hits, by_words_alone) = match near {
        None => (store.search_guides(query, limit)?, None),
        Some(Ok(near)) => (store.search_guides_near(query, near, limit)?, None),
        Some(Err(why)) => (store.search_guides(query, limit)?, Some(why)),
    };
    Ok(Found { hits, by_words_alone })
}

/// The missing vectors being made on a thread of their own. When it is dropped, the open request is given up.
#[derive(Debug)]
pub struct Filling {
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Filling {
    /// Starts. What comes in the way of it is logged: everything works without.
    ///
    /// # Errors
    /// The system gives no thread.
    pub fn start(vectoriser: Vectoriser, store: Store) -> std::io::Result<Self> {
        let (stop, stopped) = bounded(0);
        let thread =
            std::thread::Builder::new().name("vectors".to_owned()).spawn(move || match vectoriser.fill_until(&store, false, &stopped) {
                Ok(made) if made.vectors > 0 => tracing::info!("{} vectors of the guides were made by {}", made.vectors, vectoriser.name()),
                Ok(_) | Err(VectorsError::Stopped) => {}
                Err(error) => tracing::warn!("the guides are searched by words alone where a vector is missing: {error}"),
            })?;
        Ok(Self { stop: Some(stop), thread: Some(thread) })
    }

    /// Waits until nothing more is missing or something came in the way.
    pub fn wait(mut self) {
        // A panic of the thread has been reported by its own hook.
        self.thread.take().map(JoinHandle::join);
    }
}

impl Drop for Filling {
    fn drop(&mut self) {
        drop(self.stop.take());
        self.thread.take().map(JoinHandle::join);
    }
}
