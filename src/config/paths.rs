//! Where things lie: the data folder with the database and the media.

use std::path::{Path, PathBuf};

/// The data folder cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum PathError {
    /// There is no home folder to derive it from.
    #[error("this account has no home folder; say where to keep the data with --data FOLDER or GREENROOM_DATA")]
    NoHome,
    /// It cannot be made.
    #[error("the data folder {path} cannot be made: {error}; choose another with --data FOLDER or GREENROOM_DATA")]
    Unusable {
        /// Which.
        path: String,
        /// What the system says.
        error: std::io::Error,
    },
}

/// The data folder: the one that was asked for, else the platform's. It is made if it is not there.
///
/// # Errors
/// When there is none, or it cannot be made.
pub fn data_folder(asked: Option<&Path>) -> Result<PathBuf, PathError> {
    let folder = match asked {
        Some(folder) => folder.to_owned(),
        None => directories::ProjectDirs::from("", "", "greenroom").ok_or(PathError::NoHome)?.data_dir().to_owned(),
    };
    std::fs::create_dir_all(&folder).map_err(|error| PathError::Unusable { path: folder.display().to_string(), error })?;
    Ok(folder)
}

/// The database in a data folder.
#[must_use]
pub fn database(data: &Path) -> PathBuf {
    data.join("greenroom.db")
}
