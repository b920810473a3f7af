//! What can go wrong with the voice.

use thiserror::Error;

/// A failure of the voice. None of them stops an interview: the text stands on the screen.
#[derive(Debug, Error)]
pub enum VoiceError {
    /// The data of the embedded voice cannot be read.
    #[error("The embedded voice cannot be loaded ({0}); the program file is damaged: install it again.")]
    Data(String),
    /// A pronunciation in the list is wrong.
    #[error("The pronunciation list is wrong in {0}; correct that line.")]
    Lexicon(flite_rs::LexiconError),
    /// There is no loudspeaker.
    #[error("No loudspeaker was found; plug one in or choose another in the system's sound settings.")]
    NoDevice,
    /// The loudspeaker cannot be used.
    #[error("The loudspeaker cannot be used ({0}); check that no other program holds it.")]
    Device(String),
    /// A sound file cannot be written.
    #[error("The sound file cannot be written ({0}); check the folder and the free space.")]
    File(String),
    /// A thread cannot be started.
    #[error("The voice's thread cannot be started ({0}).")]
    Thread(std::io::Error),
}
