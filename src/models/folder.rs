//! The folder with the models of this machine.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::error::ModelsError;
use super::part;
use super::published::{PUBLISHED, Published};
use super::verify::{Verdict, verify};

/// A folder for models; it need not be there yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folder(PathBuf);

/// How a published model stands in the folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It is not here.
    Absent,
    /// So many bytes of it are here; the rest can be fetched.
    Part(u64),
    /// It is here, and every byte is the published one.
    Sound,
    /// There is a file of its name with other contents.
    Damaged,
}

/// A published model and how it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Which.
    pub model: Published,
    /// How it stands.
    pub state: State,
}

/// A model that somebody has put there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Own {
    /// Its file.
    pub path: PathBuf,
    /// Its length in bytes.
    pub bytes: u64,
}

impl Folder {
    /// The models in this folder.
    #[must_use]
    pub fn new(path: PathBuf) -> Self {
        Self(path)
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Where a model is when it is here.
    #[must_use]
    pub fn file(&self, model: &Published) -> PathBuf {
        self.0.join(model.file_name())
    }

    /// Where the part of it is that has come so far.
    #[must_use]
    pub fn part(&self, model: &Published) -> PathBuf {
        self.0.join(format!("{}.part", model.file_name()))
    }

    /// How a model stands. Reads all of it: that takes a second for some hundred megabytes.
    #[must_use]
    pub fn state(&self, model: &Published) -> State {
        match verify(&self.file(model), model, |_| true) {
            Ok(Verdict::Same) => State::Sound,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                std::fs::metadata(self.part(model)).map_or(State::Absent, |part| State::Part(part.len()))
            }
            Ok(_) | Err(_) => State::Damaged,
        }
    }

    /// All published models, as they stand.
    #[must_use]
    pub fn published(&self) -> Vec<Entry> {
        PUBLISHED.iter().map(|model| Entry { model: *model, state: self.state(model) }).collect()
    }

    /// Files named `ggml-*.bin` that are none of the published, by name.
    #[must_use]
    pub fn own(&self) -> Vec<Own> {
        let mut own: Vec<Own> =
            self.files().filter(|(path, _)| published_at(path).is_none()).map(|(path, data)| Own { path, bytes: data.len() }).collect();
        own.sort_by(|one, other| one.path.cmp(&other.path));
        own
    }

    /// The model that is used when none is named: the one that came last. What has not the length that was published is
    /// passed over; the bytes were checked when it came.
    #[must_use]
    pub fn chosen(&self) -> Option<PathBuf> {
        let whole = |path: &Path, bytes: u64| bytes > 0 && published_at(path).is_none_or(|model| model.bytes == bytes);
        let came = |data: &std::fs::Metadata| data.modified().unwrap_or(SystemTime::UNIX_EPOCH);
        self.files()
            .filter(|(path, data)| whole(path, data.len()))
            .max_by_key(|(path, data)| (came(data), path.clone()))
            .map(|(path, _)| path)
    }

    /// Makes a model that is here the one that came last.
    ///
    /// # Errors
    /// When its file cannot be written.
    pub fn choose(&self, model: &Published) -> Result<(), ModelsError> {
        let path = self.file(model);
        let now = SystemTime::from(crate::clock::wall());
        let touched = File::options().append(true).open(&path).and_then(|file| file.set_modified(now));
        touched.map_err(|error| ModelsError::Unwritable { path, error })
    }

    /// Removes a model and the part of it that has come so far, and gives the bytes that are free now.
    ///
    /// # Errors
    /// When it is not here, is just being fetched, or cannot be removed.
    pub fn remove(&self, model: &Published) -> Result<u64, ModelsError> {
        let mut freed = None;
        for path in [self.part(model), self.file(model)] {
            let Ok(file) = File::open(&path) else { continue };
            part::hold(&file, &path)?;
            let bytes = file.metadata().map(|data| data.len()).unwrap_or_default();
            std::fs::remove_file(&path).map_err(|error| ModelsError::Unwritable { path, error })?;
            *freed.get_or_insert(0) += bytes;
        }
        freed.ok_or_else(|| ModelsError::NotHere(model.name.to_owned()))
    }

    fn files(&self) -> impl Iterator<Item = (PathBuf, std::fs::Metadata)> {
        let entries = std::fs::read_dir(&self.0).into_iter().flatten().filter_map(Result::ok);
        entries.filter_map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = entry.path();
            let data = std::fs::metadata(&path).ok().filter(std::fs::Metadata::is_file)?;
            (name.starts_with("ggml-") && name.ends_with(".bin")).then_some((path, data))
        })
    }
}

/// The published model that a file is named like.
fn published_at(path: &Path) -> Option<&'static Published> {
    let name = path.file_name()?.to_str()?;
    PUBLISHED.iter().find(|model| model.file_name() == name)
}
