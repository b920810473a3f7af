//! From a source to a model in the folder: what is here already, room on the disk, as many requests as it takes, the check.

use std::path::{Path, PathBuf};
use std::time::Duration;

use futures::StreamExt as _;

use super::download::{Stage, Teller};
use super::error::ModelsError;
use super::folder::{Folder, State};
use super::http::{Rest, Server, Trouble};
use super::import;
use super::part::Part;
use super::published::{Published, Source};
use super::verify::{Verdict, verify};
use crate::config::paths;

/// What is kept free on the disk beside the model: sessions are stored there too.
const RESERVE: u64 = 64 << 20;
/// What is gathered before it is written.
const BLOCK: usize = 1 << 20;

/// How patient fetching is.
#[derive(Clone, Debug)]
pub struct Options {
    /// The longest that nothing may come.
    pub stall: Duration,
    /// Pauses before the second and each later try of a request that brought nothing new.
    pub pauses: Vec<Duration>,
    /// Free bytes on the disk of a folder, where they can be known.
    pub free: fn(&Path) -> Option<u64>,
}

impl Default for Options {
    fn default() -> Self {
        Self { stall: Duration::from_secs(30), pauses: [1, 2, 5, 10].map(Duration::from_secs).into(), free: paths::free_bytes }
    }
}

/// Brings a model into the folder. One that is there already and sound is only chosen.
pub(super) async fn bring(
    folder: Folder,
    model: Published,
    source: Source,
    options: Options,
    teller: Teller,
) -> Result<PathBuf, ModelsError> {
    let path = folder.file(&model);
    let (told, place) = (teller.clone(), folder.clone());
    let from = if let Source::File(file) = &source { Some(file.clone()) } else { None };
    let free = options.free;
    let begun = blocking(move || begin(&place, &model, from.as_deref(), free, &told)).await?;
    let Some(mut part) = begun else { return Ok(path) };
    let name = match source {
        Source::Address(address) => {
            let server = Server::new(address, options.stall)?;
            if let Err(error) = fetch(&mut part, &model, &server, &options, &teller).await {
                // A file of nothing helps nobody.
                if part.length() == 0 {
                    part.discard()?;
                }
                return Err(error);
            }
            server.host()
        }
        Source::File(file) => {
            let (told, from) = (teller.clone(), file.clone());
            part = blocking(move || import::copy(&from, &mut part, &told).map(|()| part)).await?;
            file.display().to_string()
        }
    };
    let target = path.clone();
    blocking(move || finish(part, &model, &name, &target, &teller)).await?;
    Ok(path)
}

/// Runs what waits for the disk beside the runtime's thread.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T, ModelsError> + Send + 'static) -> Result<T, ModelsError> {
    // A task that is lost with its runtime was stopped.
    tokio::task::spawn_blocking(work).await.unwrap_or(Err(ModelsError::Stopped))
}

/// The part to go on with; none when the model is there already.
fn begin(
    folder: &Folder,
    model: &Published,
    from: Option<&Path>,
    free: fn(&Path) -> Option<u64>,
    teller: &Teller,
) -> Result<Option<Part>, ModelsError> {
    let unwritable = |error| ModelsError::Unwritable { path: folder.path().to_owned(), error };
    std::fs::create_dir_all(folder.path()).map_err(unwritable)?;
    if let Some(from) = from {
        import::check(from, model, teller)?;
    }
    let mut part = Part::open(&folder.part(model))?;
    // Looked at only now: another process may have finished it until the part was free.
    if folder.state(model) == State::Sound {
        part.discard()?;
        folder.choose(model)?;
        return Ok(None);
    }
    if part.length() > model.bytes {
        part.empty()?;
    }
    let needed = model.bytes - part.length() + RESERVE;
    match free(folder.path()) {
        Some(free) if free < needed => {
            if part.length() == 0 {
                part.discard()?;
            }
            Err(ModelsError::NoSpace { folder: folder.path().to_owned(), needed, free })
        }
        _ => Ok(Some(part)),
    }
}

/// Checks what has come and gives it its name, or throws it away.
fn finish(part: Part, model: &Published, from: &str, target: &Path, teller: &Teller) -> Result<(), ModelsError> {
    let unreadable = |error| ModelsError::Unreadable { path: part.path().to_owned(), error };
    match verify(part.path(), model, |read| teller.tell(Stage::Checking, read)).map_err(unreadable)? {
        Verdict::Same => part.finish(target),
        Verdict::Stopped => Err(ModelsError::Stopped),
        Verdict::Length(_) | Verdict::Bytes => {
            part.discard()?;
            Err(ModelsError::WrongBytes(from.to_owned()))
        }
    }
}

/// Asks for the rest until all is here. A request that brought nothing new is tried again after a pause, some times.
async fn fetch(part: &mut Part, model: &Published, server: &Server, options: &Options, teller: &Teller) -> Result<(), ModelsError> {
    let mut furthest = part.length();
    let mut pauses = options.pauses.iter();
    while part.length() < model.bytes {
        let Err(error) = pull(part, model, server, teller).await else { continue };
        if part.length() > furthest {
            furthest = part.length();
            pauses = options.pauses.iter();
        }
        match pauses.next().filter(|_| error.may_pass()) {
            Some(pause) => tokio::time::sleep(*pause).await,
            None => return Err(error),
        }
    }
    Ok(())
}

/// One request: what comes is appended.
async fn pull(part: &mut Part, model: &Published, server: &Server, teller: &Teller) -> Result<(), ModelsError> {
    let broken = |part: &Part| ModelsError::BrokenOff { host: server.host(), have: part.length(), of: model.bytes };
    let stalled = |part: &Part| ModelsError::Stalled { host: server.host(), waited: server.stall(), have: part.length(), of: model.bytes };
    let wrong = |found| ModelsError::WrongLength { from: server.host(), found, expected: model.bytes };
    teller.tell(Stage::Fetching, part.length());
    let rest = match server.rest(part.length()).await {
        Ok(rest) => rest,
        Err(Trouble::Error(error)) => return Err(error),
        Err(Trouble::Stalled) => return Err(stalled(part)),
        Err(Trouble::PastTheEnd) => {
            part.empty()?;
            return Err(broken(part));
        }
    };
    if let Some(found) = rest.whole.filter(|whole| *whole != model.bytes) {
        part.empty()?;
        return Err(wrong(Some(found)));
    }
    if rest.from != part.length() {
        // Some servers give the whole whatever they are asked for. Another piece than that is of no use.
        part.empty()?;
        if rest.from != 0 {
            return Err(broken(part));
        }
    }
    match take(part, model, rest, server.stall(), teller).await? {
        End::Whole => Ok(()),
        End::Broken => Err(broken(part)),
        End::Stalled => Err(stalled(part)),
        End::Longer => {
            part.empty()?;
            Err(wrong(None))
        }
    }
}

/// How a body ended.
enum End {
    Whole,
    Broken,
    Stalled,
    Longer,
}

async fn take(part: &mut Part, model: &Published, rest: Rest, stall: Duration, teller: &Teller) -> Result<End, ModelsError> {
    let mut bytes = rest.bytes();
    let mut gathered = Vec::with_capacity(BLOCK);
    loop {
        let end = match tokio::time::timeout(stall, bytes.next()).await {
            Ok(Some(Ok(chunk))) => {
                gathered.extend_from_slice(chunk.as_ref());
                let have = part.length() + gathered.len() as u64;
                teller.tell(Stage::Fetching, have.min(model.bytes));
                (have > model.bytes).then_some(End::Longer)
            }
            Ok(None) if part.length() + gathered.len() as u64 == model.bytes => Some(End::Whole),
            Ok(None | Some(Err(()))) => Some(End::Broken),
            Err(_late) => Some(End::Stalled),
        };
        if end.is_some() || gathered.len() >= BLOCK {
            let block = std::mem::replace(&mut gathered, Vec::with_capacity(BLOCK));
            let mut same = part.clone();
            *part = blocking(move || same.append(&block).map(|()| same)).await?;
        }
        if let Some(end) = end {
            return Ok(end);
        }
    }
}
