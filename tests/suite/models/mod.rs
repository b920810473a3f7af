//! Behaviour of `models`, against a scripted server, and what its tests share.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail as tests do")]

mod fetching;
mod folder;
mod program;
mod trouble;

use std::path::{Path, PathBuf};
use std::time::Duration;

use greenroom::models::{self, Download, Folder, Machines, ModelsError, Options, Published, Source};
use greenroom::session::Io;
use tempfile::TempDir;

use crate::support::model_reply::{End, Reply};
use crate::support::model_server::{ModelServer, Request};

/// Longer than what is written at once, and no multiple of it.
const LENGTH: usize = (5 << 20) / 2 + 77;

/// A published model of the test's own, a folder for it, and the thread that fetches.
struct Rig {
    _home: TempDir,
    folder: Folder,
    model: Published,
    bytes: Vec<u8>,
    options: Options,
    io: Io,
}

impl Rig {
    fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        // Nothing that repeats itself at a boundary of blocks.
        let bytes: Vec<u8> = (0..LENGTH as u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        let model = Published { name: "quokka.en", bytes: LENGTH as u64, sha256: sha256(&bytes), licence: "MIT", suits: Machines::Most };
        // Nothing to wait for between two tries; a machine that is busy is no server that is silent.
        let options = Options { stall: Duration::from_secs(20), pauses: vec![Duration::ZERO; 3], free: |_| Some(1 << 40) };
        Self { folder: Folder::new(home.path().join("models")), _home: home, model, bytes, options, io: Io::start().unwrap() }
    }

    fn begin(&self, server: &ModelServer) -> Download {
        let source = Source::of(&self.model, Some(&server.base_url())).unwrap();
        self.begin_with(source)
    }

    fn begin_with(&self, source: Source) -> Download {
        models::spawn(&self.io.handle(), self.folder.clone(), self.model, source, self.options.clone())
    }

    fn wait(&self, download: Download) -> Result<PathBuf, ModelsError> {
        self.io.handle().block_on(download.wait(|_| {}))
    }

    fn get(&self, server: &ModelServer) -> Result<PathBuf, ModelsError> {
        self.wait(self.begin(server))
    }

    /// The sentence that it ends with.
    #[track_caller]
    fn fails(&self, server: &ModelServer) -> String {
        one_sentence(&self.get(server).unwrap_err())
    }

    /// The model is here as it was published, and nothing beside it.
    #[track_caller]
    fn arrived(&self, path: &Path) {
        assert_eq!(path, self.folder.file(&self.model));
        assert!(std::fs::read(path).unwrap() == self.bytes, "every byte is as it was published");
        assert_eq!(self.left(), [self.model.file_name()]);
    }

    /// Names of what is in the folder.
    fn left(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.folder.path()).into_iter().flatten();
        let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// Bytes of the part that is here.
    fn part(&self) -> usize {
        std::fs::metadata(self.folder.part(&self.model)).map_or(0, |part| part.len() as usize)
    }

    /// Lets so much of the model have come before.
    fn has(&self, bytes: &[u8]) {
        std::fs::create_dir_all(self.folder.path()).unwrap();
        std::fs::write(self.folder.part(&self.model), bytes).unwrap();
    }

    /// A server that gives the file, and the rest of it to those who ask for the rest.
    fn good(&self) -> ModelServer {
        let bytes = self.bytes.clone();
        ModelServer::answering(move |request| answer(request, &bytes))
    }
}

/// As a well-behaved server answers.
pub(crate) fn answer(request: &Request, bytes: &[u8]) -> Reply {
    let (from, whole) = (first(request), bytes.len());
    match from {
        0 => Reply::file(&format!("200 OK\r\nContent-Length: {whole}"), bytes, End::Close),
        from => Reply::file(
            &format!("206 Partial Content\r\nContent-Length: {}\r\nContent-Range: bytes {from}-{}/{whole}", whole - from, whole - 1),
            &bytes[from..],
            End::Close,
        ),
    }
}

/// The byte that a request begins with.
fn first(request: &Request) -> usize {
    let range = request.header("range").and_then(|range| range.strip_prefix("bytes=")?.strip_suffix('-')?.parse().ok());
    range.unwrap_or(0)
}

/// SHA-256 in hexadecimal digits.
pub(crate) fn sha256(bytes: &[u8]) -> &'static str {
    let digest = ring::digest::digest(&ring::digest::SHA256, bytes);
    String::leak(digest.as_ref().iter().map(|byte| format!("{byte:02x}")).collect())
}

/// What is told is one sentence that says what to do.
#[track_caller]
fn one_sentence(error: &ModelsError) -> String {
    let told = error.to_string();
    assert!(!told.contains('\n') && told.contains("; ") && !told.ends_with('.'), "{told}");
    told
}
