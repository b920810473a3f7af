//! Where things lie: the data folder with the database and the media.

use std::path::{Path, PathBuf};

/// The data folder cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum PathError {
    /// There is no home folder to derive it from.
    #[error("this account has no home folder; say where to keep the data with --data FOLDER or GREENROOM_DATA")]
    NoHome,
    /// The assets are not where they belong.
    #[error("the folder `assets` is not beside the program; reinstall it, or say where it is with GREENROOM_ASSETS")]
    NoAssets,
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

/// The folder with the models, pictures and typefaces: `GREENROOM_ASSETS`, or `assets` beside the program or above it, or
/// where the program is started, or where it was built.
///
/// # Errors
/// When there is none of these.
pub fn assets_folder() -> Result<PathBuf, PathError> {
    if let Some(folder) = std::env::var_os("GREENROOM_ASSETS") {
        return Ok(PathBuf::from(folder));
    }
    let root = std::env::var_os("BEVY_ASSET_ROOT").map(PathBuf::from);
    let program = std::env::current_exe().ok();
    let beside = program.iter().flat_map(|program| program.ancestors().skip(1).take(4).map(Path::to_path_buf).collect::<Vec<_>>());
    let here = std::env::current_dir().ok();
    root.into_iter()
        .chain(beside)
        .chain(here)
        .chain([PathBuf::from(env!("CARGO_MANIFEST_DIR"))])
        .map(|folder| folder.join("assets"))
        .find(|folder| folder.join("interviewer").is_dir())
        .ok_or(PathError::NoAssets)
}

/// The folder with content of one's own in a data folder. It is read when it is there.
#[must_use]
pub fn content(data: &Path) -> PathBuf {
    data.join("content")
}

/// The folder with speech models in a data folder. It is made when the first one comes.
#[must_use]
pub fn models(data: &Path) -> PathBuf {
    data.join("models")
}

/// Free bytes on the disk of a folder that is there, for this user; none where the system does not say.
#[cfg(unix)]
#[must_use]
pub fn free_bytes(folder: &Path) -> Option<u64> {
    let system = rustix::fs::statvfs(folder).ok()?;
    Some(system.f_bavail.saturating_mul(system.f_frsize))
}

/// Free bytes on the disk of a folder that is there, for this user; none where the system does not say.
#[cfg(not(unix))]
#[must_use]
pub fn free_bytes(_folder: &Path) -> Option<u64> {
    None
}

/// The database in a data folder.
#[must_use]
pub fn database(data: &Path) -> PathBuf {
    data.join("greenroom.db")
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn free_space_is_measured() {
        assert!(free_bytes(Path::new("/")).is_some());
        assert!(free_bytes(Path::new("/no such folder")).is_none());
    }
}
