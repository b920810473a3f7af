//! A model from a file on this machine: checked, then copied. The copy is checked again before it gets its name.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use super::download::{Stage, Teller};
use super::error::ModelsError;
use super::part::Part;
use super::published::Published;
use super::verify::{Verdict, verify};

/// What is copied at once.
const BLOCK: usize = 1 << 20;

/// Refuses a file that is not the published one.
pub(super) fn check(path: &Path, model: &Published, teller: &Teller) -> Result<(), ModelsError> {
    let other = |why| ModelsError::NotIt { path: path.to_owned(), name: model.name.to_owned(), why };
    match verify(path, model, |read| teller.tell(Stage::Checking, read)) {
        Ok(Verdict::Same) => Ok(()),
        Ok(Verdict::Length(found)) => Err(other(format!("{found} bytes instead of {}", model.bytes))),
        Ok(Verdict::Bytes) => Err(other("its checksum differs".to_owned())),
        Ok(Verdict::Stopped) => Err(ModelsError::Stopped),
        Err(error) => Err(ModelsError::Unreadable { path: path.to_owned(), error }),
    }
}

/// Copies a file into the part, which is emptied first.
pub(super) fn copy(from: &Path, part: &mut Part, teller: &Teller) -> Result<(), ModelsError> {
    let unreadable = |error| ModelsError::Unreadable { path: from.to_owned(), error };
    part.empty()?;
    let mut file = File::open(from).map_err(unreadable)?;
    let mut block = vec![0; BLOCK];
    loop {
        if !teller.tell(Stage::Copying, part.length()) {
            return Err(ModelsError::Stopped);
        }
        match file.read(&mut block) {
            Ok(0) => return Ok(()),
            Ok(count) => part.append(&block[..count])?,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(unreadable(error)),
        }
    }
}
