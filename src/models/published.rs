//! The models that are published, with what is needed to know one again.

use std::path::PathBuf;

use reqwest::Url;

use super::error::ModelsError;

/// Where they are published, by the authors of whisper.cpp.
pub const PLACE: &str = "https://huggingface.co/ggerganov/whisper.cpp";

/// A published model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Published {
    /// As people call it.
    pub name: &'static str,
    /// Length of its file in bytes.
    pub bytes: u64,
    /// SHA-256 of its file, in hexadecimal digits.
    pub sha256: &'static str,
    /// Its licence, by SPDX.
    pub licence: &'static str,
    /// Which machines it suits.
    pub suits: Machines,
}

/// Machines, by how fast they are: a model must keep up with speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Machines {
    /// Old ones and small ones.
    Slow,
    /// Those that most people have.
    Most,
    /// Those with a fast processor.
    Fast,
    /// The fastest there are.
    Fastest,
}

impl Published {
    /// The name of its file.
    #[must_use]
    pub fn file_name(&self) -> String {
        format!("ggml-{}.bin", self.name)
    }

    /// Where it is published.
    #[must_use]
    pub fn address(&self) -> String {
        format!("{PLACE}/resolve/main/{}", self.file_name())
    }

    /// Whether it knows English alone.
    #[must_use]
    pub fn is_english(&self) -> bool {
        self.name.ends_with(".en")
    }

    /// Its length as it is told to people.
    #[must_use]
    pub fn mebibytes(&self) -> u64 {
        mebibytes(self.bytes)
    }
}

/// Bytes as people are told: MiB that they fill or begin.
#[must_use]
pub fn mebibytes(bytes: u64) -> u64 {
    bytes.div_ceil(1 << 20)
}

const fn model(name: &'static str, bytes: u64, sha256: &'static str, suits: Machines) -> Published {
    Published { name, bytes, sha256, licence: "MIT", suits }
}

/// All of them, the smallest first. Lengths and checksums are those that the place of publication states for each file.
pub const PUBLISHED: &[Published] = &[
    model("tiny.en", 77_704_715, "921e4cf8686fdd993dcd081a5da5b6c365bfde1162e72b08d75ac75289920b1f", Machines::Slow),
    model("tiny", 77_691_713, "be07e048e1e599ad46341c8d2a135645097a538221678b7acdd1b1919c6e1b21", Machines::Slow),
    model("base.en", 147_964_211, "a03779c86df3323075f5e796cb2ce5029f00ec8869eee3fdfb897afe36c6d002", Machines::Most),
    model("base", 147_951_465, "60ed5bc3dd14eea856493d334349b405782ddcaf0028d4b5df4088345fba2efe", Machines::Most),
    model("small.en", 487_614_201, "c6138d6d58ecc8322097e0f987c32f1be8bb0a18532a3f88f734d1bbf9c41e5d", Machines::Fast),
    model("small", 487_601_967, "1be3a9b2063867b937e64e2ec7483364a79917e157fa98c5d94b5c1fffea987b", Machines::Fast),
    model("large-v3-turbo-q5_0", 574_041_195, "394221709cd5ad1f40c46e6031ca61bce88931e6e088c188294c6d5a55ffa7e2", Machines::Fastest),
];

/// The published model of this name; the name of its file will do.
///
/// # Errors
/// When there is none.
pub fn named(name: &str) -> Result<Published, ModelsError> {
    let short = name.strip_prefix("ggml-").unwrap_or(name);
    let short = short.strip_suffix(".bin").unwrap_or(short);
    PUBLISHED.iter().copied().find(|model| model.name == short).ok_or_else(|| ModelsError::Unknown(name.to_owned()))
}

/// Where a model is taken from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A server.
    Address(Url),
    /// A file on this machine.
    File(PathBuf),
}

impl Source {
    /// The file of a model at the place where it is published, or at another one: an address or a folder of this machine
    /// with files of the same names.
    ///
    /// # Errors
    /// When that is an address that nothing is fetched from.
    pub fn of(model: &Published, place: Option<&str>) -> Result<Self, ModelsError> {
        match place.map(|place| place.trim_end_matches('/')).filter(|place| !place.is_empty()) {
            Some(place) => Self::named(&format!("{place}/{}", model.file_name())),
            None => Self::named(&model.address()),
        }
    }

    /// What a person named: an address or a file.
    ///
    /// # Errors
    /// When it is an address that nothing is fetched from: one without https, unless on this machine.
    pub fn named(named: &str) -> Result<Self, ModelsError> {
        if !named.contains("://") {
            return Ok(Self::File(PathBuf::from(named)));
        }
        let refused = || ModelsError::Address(named.to_owned());
        let address = Url::parse(named).ok().ok_or_else(refused)?;
        if super::http::is_safe(&address, true) { Ok(Self::Address(address)) } else { Err(refused()) }
    }
}
