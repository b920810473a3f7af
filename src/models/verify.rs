//! Whether a file is the published one: its length, and the checksum of every byte of it.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use ring::digest::{Context, SHA256};

use super::published::Published;

/// What is read at once.
const BLOCK: usize = 1 << 20;

/// How a file compares with the published one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It is the same.
    Same,
    /// It has another length, in bytes.
    Length(u64),
    /// It has other contents.
    Bytes,
    /// Whoever wanted to know does not any more.
    Stopped,
}

/// Compares a file with the published one. `goes_on` is told how many bytes were read and says whether to go on.
pub(super) fn verify(path: &Path, model: &Published, mut goes_on: impl FnMut(u64) -> bool) -> std::io::Result<Verdict> {
    let mut file = File::open(path)?;
    let length = file.metadata()?.len();
    if length != model.bytes {
        return Ok(Verdict::Length(length));
    }
    let mut digest = Context::new(&SHA256);
    let mut block = vec![0; BLOCK];
    let mut read = 0;
    loop {
        if !goes_on(read) {
            return Ok(Verdict::Stopped);
        }
        let count = match file.read(&mut block) {
            Ok(0) => break,
            Ok(count) => count,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        digest.update(&block[..count]);
        read += count as u64;
    }
    let found: String = digest.finish().as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(if found == model.sha256 { Verdict::Same } else { Verdict::Bytes })
}
