//! Hearing: from the microphone or a file to words with times.
