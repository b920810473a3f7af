//! Speech models: which are published, which are here, and how one gets here: fetched, resumed, checked, moved into place.
//!
//! A model has its name only when all of it is there and its checksum is the published one; until then it is a `.part`
//! beside it, which survives the program and is gone on with. Everything slow runs on the runtime it is given.

mod download;
mod error;
mod fetch;
mod folder;
mod http;
mod import;
mod part;
mod published;
mod verify;

pub use download::{Download, Progress, Stage, Stop, spawn};
pub use error::ModelsError;
pub use fetch::Options;
pub use folder::{Entry, Folder, Own, State};
pub use published::{Machines, PLACE, PUBLISHED, Published, Source, mebibytes, named};
