//! Content in the database: questions and guides, imported from the library and searched by words, guides also by vectors.
//!
//! The library of the running program is always read from the files. What stands here is made from it, so that it can be
//! searched and joined with sessions, and is made again when a file or the program has changed.

mod fuse;
mod import;
mod search;
mod vectors;

use jiff::Timestamp;

use super::error::StoreError;
use super::handle::Store;
use crate::scenario::{GuideRef, Library};

/// What an import did, and what the database holds after it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// What is there now.
    pub held: Held,
    /// Rows that are new or have changed, files included.
    pub written: u64,
    /// Rows that are gone, files included.
    pub removed: u64,
}

/// How much content the database holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// Files.
    pub files: u64,
    /// Questions of banks.
    pub questions: u64,
    /// Guides.
    pub guides: u64,
    /// Pieces of guides.
    pub chunks: u64,
}

/// A piece of a guide that fits a query.
#[derive(Clone, Debug, PartialEq)]
pub struct GuideHit {
    /// Where it stands.
    pub place: GuideRef,
    /// Counts the pieces of its section from 0.
    pub part: u32,
    /// The words around those that were found, on one line.
    pub snippet: String,
    /// The whole piece.
    pub text: String,
    /// How well it fits, by bm25, or with vectors by reciprocal rank fusion: more is better. Comparable within one search only.
    pub score: f64,
}

/// A piece of a guide that a vector is wanted for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanting {
    guide: String,
    number: u64,
    /// What the vector is to be made of: the place and the words.
    pub text: String,
}

/// The vectors of one model that are of use: made of the text that is there now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Vectors {
    /// Pieces that have one.
    pub count: u64,
    /// Numbers in each; none when there is none.
    pub length: Option<usize>,
}

/// The vector of a query.
#[derive(Clone, Debug, PartialEq)]
pub struct Near {
    /// The model that made it, as its vectors were kept.
    pub model: String,
    /// The numbers.
    pub vector: Vec<f32>,
}

/// A question that fits a query.
#[derive(Clone, Debug, PartialEq)]
pub struct QuestionHit {
    /// `sector/domain#id`.
    pub id: String,
    /// The question.
    pub text: String,
    /// How well it fits, by bm25: more is better. Comparable within one search only.
    pub score: f64,
}

impl Store {
    /// Brings the database's content up to the library's, in one transaction. Does nothing when no file has changed since the
    /// last time. Only what differs is written.
    ///
    /// # Errors
    /// The database cannot be written to; then everything is as before.
    pub fn import_content(&self, library: &Library, at: Timestamp) -> Result<Imported, StoreError> {
        let files = import::files(library);
        let (same, files) = self.call(move |database, _profile| Ok((import::is_same(&database.connection, &files)?, files)))?;
        if same {
            return Ok(Imported { held: self.content_held()?, ..Imported::default() });
        }
        self.bring_in(library, files, at, false)
    }

    /// Empties the content and imports all of it again, in one transaction.
    ///
    /// # Errors
    /// The database cannot be written to; then everything is as before.
    pub fn reseed_content(&self, library: &Library, at: Timestamp) -> Result<Imported, StoreError> {
        self.bring_in(library, import::files(library), at, true)
    }

    fn bring_in(&self, library: &Library, files: Vec<import::File>, at: Timestamp, empty_first: bool) -> Result<Imported, StoreError> {
        let rows = import::Rows::of(library, files)?;
        self.call(move |database, _profile| Ok(import::import(&mut database.connection, &rows, at.as_microsecond(), empty_first)?))
    }

    /// How much content there is.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn content_held(&self) -> Result<Held, StoreError> {
        self.call(|database, _profile| Ok(import::held(&database.connection)?))
    }

    /// The pieces of guides that fit a query best, best first, at most `limit`. A query is words of anybody: one of them is enough to be
    /// found, rare ones count for more, endings do not count, and nothing in it is an operator. Without a word, nothing is found.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn search_guides(&self, query: &str, limit: u32) -> Result<Vec<GuideHit>, StoreError> {
        let Some(terms) = search::terms(query) else { return Ok(Vec::new()) };
        self.call(move |database, _profile| Ok(search::guides(&database.connection, &terms, limit)?))
    }

    /// The same by words and by vectors, joined by reciprocal rank fusion. Pieces without a vector are found by words only.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn search_guides_near(&self, query: &str, near: Near, limit: u32) -> Result<Vec<GuideHit>, StoreError> {
        let Some(terms) = search::terms(query) else { return Ok(Vec::new()) };
        self.call(move |database, _profile| Ok(search::guides_near(&database.connection, &terms, &near, limit)?))
    }

    /// The pieces of guides that have no vector of this model for the text that they have now; with `all` every piece.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn guides_wanting(&self, model: &str, all: bool) -> Result<Vec<Wanting>, StoreError> {
        let model = model.to_owned();
        self.call(move |database, _profile| Ok(vectors::wanting(&database.connection, &model, all)?))
    }

    /// Keeps vectors of this model, all of one length. Vectors of another model or length are removed, because they cannot be compared with them.
    ///
    /// # Errors
    /// The database cannot be written to, or a vector is empty or of another length; then everything is as before.
    pub fn keep_vectors(&self, model: &str, made: Vec<(Wanting, Vec<f32>)>) -> Result<(), StoreError> {
        let model = model.to_owned();
        self.call(move |database, _profile| Ok(vectors::keep(&mut database.connection, &model, &made)?))
    }

    /// The vectors of this model that a search can use.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn vectors_held(&self, model: &str) -> Result<Vectors, StoreError> {
        let model = model.to_owned();
        self.call(move |database, _profile| Ok(vectors::held(&database.connection, &model)?))
    }

    /// The questions that fit a query best; as [`search_guides`](Self::search_guides).
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn search_questions(&self, query: &str, limit: u32) -> Result<Vec<QuestionHit>, StoreError> {
        let Some(terms) = search::terms(query) else { return Ok(Vec::new()) };
        self.call(move |database, _profile| Ok(search::questions(&database.connection, &terms, limit)?))
    }
}
