//! Whether a file is a model that whisper.cpp can load. Its loader believes what it reads: a wrong number becomes an
//! allocation of terabytes and an abort of the whole program, so the head of the file is looked at first.

use std::fs::File;
use std::io::{BufReader, ErrorKind, Read};
use std::path::{Path, PathBuf};

use thiserror::Error;

/// A file that is no usable model.
#[derive(Debug, Error)]
pub enum ModelError {
    /// There is no such file.
    #[error(
        "the speech model {0} does not exist; fetch one with `greenroom models get base.en`, or name another with GREENROOM_SPEECH_MODEL"
    )]
    Missing(PathBuf),
    /// The file cannot be read.
    #[error("the speech model {path} cannot be read: {reason}")]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// What the operating system says.
        reason: std::io::Error,
    },
    /// The file is something else.
    #[error("{0} is not a whisper.cpp model; choose a file named like ggml-base.en.bin")]
    NotAModel(PathBuf),
    /// The file has the right beginning and impossible numbers after it.
    #[error("the speech model {path} is damaged ({what}); delete it and fetch it again")]
    Damaged {
        /// Which file.
        path: PathBuf,
        /// Which number is impossible.
        what: &'static str,
    },
}

/// What the head of a model file says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ModelInfo {
    /// Whether it knows languages besides English.
    pub multilingual: bool,
    /// Layers of the encoder: 4 tiny, 6 base, 12 small, 24 medium, 32 large.
    pub layers: u32,
    /// Longest sound it takes in at once, in positions of 20 ms.
    pub audio_context: u32,
    /// Bytes of the file.
    pub bytes: u64,
}

impl ModelInfo {
    /// The size that the published models of so many layers have.
    #[must_use]
    pub fn size_name(&self) -> &'static str {
        match self.layers {
            4 => "tiny",
            6 => "base",
            12 => "small",
            24 => "medium",
            32 => "large",
            _ => "custom",
        }
    }
}

/// "ggml" as a little-endian number.
const MAGIC: u32 = 0x6767_6d6c;
/// Numbers at the head: magic, eleven hyper-parameters, and the two sizes of the mel filters.
const HEAD: usize = 14;

/// Tokens, at most.
const VOCABULARY_MAX: u32 = 60_000;
/// Bytes of a token, at most; the longest of the published models has 128.
const TOKEN_MAX: usize = 1024;

/// Looks at the head of a model file: whisper.cpp's format, as its conversion script writes it.
///
/// # Errors
/// When the file is missing, unreadable, something else, or has impossible numbers in it.
pub fn check(path: &Path) -> Result<ModelInfo, ModelError> {
    let unreadable = |reason: std::io::Error| {
        if reason.kind() == ErrorKind::NotFound {
            ModelError::Missing(path.to_owned())
        } else {
            ModelError::Unreadable { path: path.to_owned(), reason }
        }
    };
    let file = File::open(path).map_err(unreadable)?;
    let bytes = file.metadata().map_err(unreadable)?.len();
    let mut file = BufReader::new(file);
    let mut head = [0; HEAD * 4];
    match file.read_exact(&mut head) {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Err(ModelError::NotAModel(path.to_owned())),
        Err(error) => return Err(unreadable(error)),
    }
    let mut numbers = [0; HEAD];
    for (number, four) in numbers.iter_mut().zip(head.chunks_exact(4)) {
        *number = u32::from_le_bytes([four[0], four[1], four[2], four[3]]);
    }
    if numbers[0] != MAGIC {
        return Err(ModelError::NotAModel(path.to_owned()));
    }
    let damaged = |what: &'static str| ModelError::Damaged { path: path.to_owned(), what };
    let info = judge(&numbers, bytes).map_err(damaged)?;
    file.seek_relative(i64::from(numbers[12]) * i64::from(numbers[13]) * 4).map_err(unreadable)?;
    read_vocabulary(&mut file).map_err(damaged)?;
    Ok(info)
}

/// Reads over the vocabulary: so many tokens, each with its length before it. The space alone must be among them, or
/// whisper.cpp throws an exception in the middle of its work.
fn read_vocabulary(file: &mut impl Read) -> Result<(), &'static str> {
    const BREAKS_OFF: &str = "it breaks off in the vocabulary";
    let number = |file: &mut dyn Read| {
        let mut four = [0; 4];
        file.read_exact(&mut four).map(|()| u32::from_le_bytes(four)).map_err(|_short| BREAKS_OFF)
    };
    let count = number(file)?;
    if count > VOCABULARY_MAX {
        return Err("the size of the vocabulary");
    }
    let mut token = Vec::new();
    let mut space = false;
    for _ in 0..count {
        let length = number(file)? as usize;
        if length > TOKEN_MAX {
            return Err("the length of a token");
        }
        token.resize(length, 0);
        file.read_exact(&mut token).map_err(|_short| BREAKS_OFF)?;
        space |= token == b" ";
    }
    if space { Ok(()) } else { Err("the vocabulary") }
}

fn judge(numbers: &[u32; HEAD], bytes: u64) -> Result<ModelInfo, &'static str> {
    let [
        _,
        vocabulary,
        audio_context,
        audio_state,
        audio_heads,
        layers,
        text_context,
        text_state,
        text_heads,
        text_layers,
        mels,
        format,
        filters,
        points,
    ] = *numbers;
    let within =
        |value: u32, range: std::ops::RangeInclusive<u32>, what: &'static str| if range.contains(&value) { Ok(()) } else { Err(what) };
    within(vocabulary, 51_000..=VOCABULARY_MAX, "the size of the vocabulary")?;
    within(audio_context, 256..=3000, "the length of the sound")?;
    within(audio_state, 32..=4096, "the width of the encoder")?;
    within(layers, 1..=64, "the layers of the encoder")?;
    within(text_context, 64..=4096, "the length of the text")?;
    within(text_layers, 1..=64, "the layers of the decoder")?;
    within(audio_heads, 1..=64, "the heads of the encoder")?;
    within(text_heads, 1..=64, "the heads of the decoder")?;
    if text_state != audio_state || audio_state % audio_heads != 0 || text_state % text_heads != 0 {
        return Err("the width of the decoder");
    }
    within(mels, 80..=128, "the mel bands")?;
    // Thousands count the version of the quantisation.
    within(format % 1000, 0..=32, "the number format")?;
    if filters != mels || points != 201 {
        return Err("the mel filters");
    }
    let head = (HEAD as u64 + u64::from(filters) * u64::from(points)) * 4;
    if bytes < head {
        return Err("it breaks off in the mel filters");
    }
    Ok(ModelInfo { multilingual: vocabulary >= 51_865, layers, audio_context, bytes })
}
