//! Behaviour of `voice` and `speech`.

mod lips;
mod loudness;
mod performing;
mod playback;
mod sentences;
mod synth;
mod text;

/// What an interviewer says, with every kind of lip contact in it.
pub(crate) const LINES: [&str; 30] = [
    "Tell me about a problem you solved.",
    "Welcome, and thank you for coming in today.",
    "Could you walk me through your resume?",
    "What made you apply for this position?",
    "Maybe we can begin with a bit of background.",
    "Please describe a time when you disagreed with your manager.",
    "How did the other people involve themselves?",
    "What would you have done differently, if anything?",
    "Give me an example of a difficult customer.",
    "Which part of the problem was yours?",
    "Have you ever missed a deadline by more than a month?",
    "Before we move on, what happened afterwards?",
    "Imagine five patients arrive at the same moment.",
    "How do you verify that a fix really fixed the bug?",
    "Hm, from my point of view that sounds ambitious.",
    "Perhaps you could be more specific about the impact.",
    "Obviously, everybody makes mistakes from time to time.",
    "Above all, what motivates you?",
    "I'm happy to help with anything that is unclear.",
    "My final question is about teamwork.",
    "What's the most important metric for a mobile application?",
    "Suppose the database becomes slow. Where do you look first?",
    "Of my seven favourite books, five have maps.",
    "Brief me as if I were the vice president.",
    "Would five or fifty people fit in the building?",
    "Let me rephrase that.",
    "Nobody else volunteered, so you stepped up?",
    "Some improvements matter more than others.",
    "Help me understand the timeframe.",
    "Thank you very much, you'll hear from us by Friday.",
];

/// The voice, loaded once for all tests.
pub(crate) fn voice() -> &'static greenroom::voice::Synth {
    static VOICE: std::sync::OnceLock<greenroom::voice::Synth> = std::sync::OnceLock::new();
    VOICE.get_or_init(|| greenroom::voice::Synth::new().expect("the embedded voice is whole"))
}
