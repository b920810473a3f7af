//! What can go wrong on the way of a model to this machine, each in one sentence.

use std::path::PathBuf;
use std::time::Duration;

use super::published::mebibytes;

/// Why a model is not here.
#[derive(Debug, thiserror::Error)]
pub enum ModelsError {
    /// No published model has this name.
    #[error("there is no speech model `{0}`; `greenroom models list` names those that there are")]
    Unknown(String),
    /// Nothing is fetched from such an address.
    #[error("nothing is fetched from {0}; an address must be complete and begin with https://")]
    Address(String),
    /// The folder or a file in it cannot be written.
    #[error("{path} cannot be written ({error}); choose another folder with --models FOLDER or GREENROOM_MODELS")]
    Unwritable {
        /// Which.
        path: PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
    /// A file cannot be read.
    #[error("{path} cannot be read ({error}); check that it is there and may be read")]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
    /// The disk is too full. Bytes.
    #[error(
        "{} MiB are needed in {folder} and {} MiB are free; free some space, or choose another folder with --models FOLDER or GREENROOM_MODELS",
        mebibytes(*needed), mebibytes(*free)
    )]
    NoSpace {
        /// Where.
        folder: PathBuf,
        /// What is still to come, with a reserve.
        needed: u64,
        /// What there is.
        free: u64,
    },
    /// Another one fetches it.
    #[error("{0} is being fetched already, by another Greenroom; wait until that one is done, or stop it")]
    Busy(String),
    /// There is nothing to remove.
    #[error("the speech model {0} is not here; `greenroom models list` says which are")]
    NotHere(String),
    /// No secure connection can be made.
    #[error("no secure connection can be set up on this system; check that it has root certificates")]
    Tls,
    /// Nobody answers.
    #[error("{0} cannot be reached; check the network, or fetch the file elsewhere and give it with --from FILE")]
    Unreachable(String),
    /// It answers with something else than a file.
    #[error("{host} does not give the file (status {status}); try again later, or fetch it elsewhere and give it with --from FILE")]
    Status {
        /// Who.
        host: String,
        /// The HTTP status.
        status: u16,
    },
    /// It sends from address to address.
    #[error(
        "{0} sends from one address to the next without end; try again later, or fetch the file elsewhere and give it with --from FILE"
    )]
    Redirects(String),
    /// It sends to an address without https.
    #[error("{0} sends on to an address without https, which is not followed; fetch the file elsewhere and give it with --from FILE")]
    UnsafeRedirect(String),
    /// The file has another length than the published one. Bytes.
    #[error("what {from} gives is {} and the published model has {expected} bytes, so nothing of it was kept; a sign-in page or a filter of the network may be in between", length(*found))]
    WrongLength {
        /// Who.
        from: String,
        /// What it gives; none when it never ended.
        found: Option<u64>,
        /// What was published.
        expected: u64,
    },
    /// The file has the right length and other contents.
    #[error(
        "what {0} gives is not the published model (its checksum differs), so nothing of it was kept; try again, or take it from elsewhere with --from"
    )]
    WrongBytes(String),
    /// The connection broke off. Bytes.
    #[error("{host} broke off at {} of {} MiB; try again: what is here is kept, and the rest is fetched", mebibytes(*have), mebibytes(*of))]
    BrokenOff {
        /// Who.
        host: String,
        /// What is here.
        have: u64,
        /// The whole.
        of: u64,
    },
    /// Nothing came for too long. Bytes.
    #[error("{host} sent nothing for {} s, at {} of {} MiB; try again: what is here is kept, and the rest is fetched", waited.as_secs_f32().ceil(), mebibytes(*have), mebibytes(*of))]
    Stalled {
        /// Who.
        host: String,
        /// How long.
        waited: Duration,
        /// What is here.
        have: u64,
        /// The whole.
        of: u64,
    },
    /// A file of one's own is another one.
    #[error("{path} is not the published model {name} ({why}); take that one, or name this one with --speech-model")]
    NotIt {
        /// Which.
        path: PathBuf,
        /// The model that it should be.
        name: String,
        /// What differs.
        why: String,
    },
    /// Somebody stopped it.
    #[error("stopped; what is here is kept, and the next time only the rest is fetched")]
    Stopped,
}

impl ModelsError {
    /// Whether it may pass by itself within seconds.
    pub(super) fn may_pass(&self) -> bool {
        match self {
            Self::Unreachable(_) | Self::BrokenOff { .. } | Self::Stalled { .. } => true,
            Self::Status { status, .. } => matches!(status, 408 | 425 | 429 | 500..=599),
            _ => false,
        }
    }
}

fn length(found: Option<u64>) -> String {
    found.map_or_else(|| "longer".to_owned(), |found| format!("{found} bytes long"))
}
