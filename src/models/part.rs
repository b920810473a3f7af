//! The part of a model that is here: held by one process at a time, appended to, and given its name when it is whole.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::error::ModelsError;

/// A `.part` file. A clone is the same file, for the thread that writes to it.
#[derive(Clone, Debug)]
pub(super) struct Part {
    file: Arc<File>,
    path: PathBuf,
    length: u64,
}

impl Part {
    /// Opens it, or makes an empty one, and keeps others away until it is dropped.
    pub(super) fn open(path: &Path) -> Result<Self, ModelsError> {
        let unwritable = |error| ModelsError::Unwritable { path: path.to_owned(), error };
        let file = OpenOptions::new().create(true).read(true).append(true).open(path).map_err(unwritable)?;
        hold(&file, path)?;
        let length = file.metadata().map_err(unwritable)?.len();
        Ok(Self { file: Arc::new(file), path: path.to_owned(), length })
    }

    /// Bytes that are here.
    pub(super) fn length(&self) -> u64 {
        self.length
    }

    /// Where it is.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Throws away what is here and begins anew.
    pub(super) fn empty(&mut self) -> Result<(), ModelsError> {
        self.file.set_len(0).map_err(|error| self.unwritable(error))?;
        self.length = 0;
        Ok(())
    }

    /// Adds to it.
    pub(super) fn append(&mut self, bytes: &[u8]) -> Result<(), ModelsError> {
        let written = (&*self.file).write_all(bytes);
        // What is on the disk counts, also after a write that went half.
        self.length = self.file.metadata().map_err(|error| self.unwritable(error))?.len();
        written.map_err(|error| self.unwritable(error))
    }

    /// Gives it its name, in one step and on the disk.
    pub(super) fn finish(self, path: &Path) -> Result<(), ModelsError> {
        let unwritable = |error| ModelsError::Unwritable { path: path.to_owned(), error };
        self.file.sync_all().map_err(unwritable)?;
        std::fs::rename(&self.path, path).map_err(unwritable)?;
        // The name is in the folder, which is a file of its own; where folders cannot be opened the system sees to it.
        if let Some(folder) = path.parent().and_then(|folder| File::open(folder).ok()) {
            folder.sync_all().ok();
        }
        Ok(())
    }

    /// Takes it away for good.
    pub(super) fn discard(self) -> Result<(), ModelsError> {
        match std::fs::remove_file(&self.path) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(self.unwritable(error)),
            _ => Ok(()),
        }
    }

    fn unwritable(&self, error: std::io::Error) -> ModelsError {
        ModelsError::Unwritable { path: self.path.clone(), error }
    }
}

/// Keeps others away from a file as long as it is open. The system gives it free when the program ends, however it ends.
pub(super) fn hold(file: &File, path: &Path) -> Result<(), ModelsError> {
    match file.try_lock() {
        Ok(()) => Ok(()),
        Err(TryLockError::WouldBlock) => {
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            Err(ModelsError::Busy(name))
        }
        // A file system without locks: nobody can be kept away.
        Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => Ok(()),
        Err(TryLockError::Error(error)) => Err(ModelsError::Unwritable { path: path.to_owned(), error }),
    }
}
