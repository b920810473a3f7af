//! A folder that goes with the measurement.

use std::path::PathBuf;

use anyhow::Context as _;

use super::super::tell;

/// In the system's folder for temporary files; removed with everything in it when dropped.
pub(super) struct Scratch(PathBuf);

impl Scratch {
    pub(super) fn new() -> anyhow::Result<Self> {
        let folder = std::env::temp_dir().join(format!("greenroom-bench-{}", uuid::Uuid::new_v4()));
        std::fs::create_dir(&folder).with_context(|| format!("the folder {} cannot be made", folder.display()))?;
        Ok(Self(folder))
    }

    pub(super) fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_dir_all(&self.0) {
            tell(&format!("greenroom: the folder {} could not be removed: {error}", self.0.display()));
        }
    }
}
