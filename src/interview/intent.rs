//! What a candidate wants when they do not answer: a repeat, time, to leave the question, to stop; or when they do not
//! know, or ask something themselves. Decided from the words alone, so it is the same in every mode.

use unicode_segmentation::UnicodeSegmentation as _;

/// What the candidate's words are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Intent {
    /// Everything that is none of the others.
    Answer,
    /// "Could you repeat that?"
    Repeat,
    /// "What do you mean by ...?"
    Rephrase,
    /// "Let me think."
    Think,
    /// "Could we take a short break?"
    Pause,
    /// "Can we skip this one?"
    Skip,
    /// "I don't know."
    DontKnow,
    /// "I'd rather not go into that."
    Decline,
    /// "I'd like to stop here."
    Stop,
    /// "What does the team look like?"
    Question,
    /// "No, nothing from me."
    Nothing,
}

/// A request is short. Longer texts that hold the same words are answers that happen to use them.
const REQUEST_WORDS: usize = 16;
/// "I don't know" followed by this many words is an answer with a hesitant beginning.
const DONT_KNOW_WORDS: usize = 12;

/// Decides what `text` is for.
#[must_use]
pub fn intent(text: &str) -> Intent {
    let words = normalised_words(text);
    let line = format!(" {} ", words.join(" "));
    let has = |phrases: &[&str]| phrases.iter().any(|phrase| line.contains(&format!(" {phrase} ")));
    let count = words.iter().filter(|word| !HESITATIONS.contains(&word.as_str())).count();
    if count == 0 {
        return Intent::Answer;
    }
    if count <= REQUEST_WORDS {
        if has(STOP) {
            return Intent::Stop;
        }
        if has(PAUSE) || PAUSE_WHOLE.contains(&line.trim()) {
            return Intent::Pause;
        }
        if has(SKIP) {
            return Intent::Skip;
        }
        if has(REPHRASE) {
            return Intent::Rephrase;
        }
        if has(REPEAT) || REPEAT_WHOLE.contains(&line.trim()) {
            return Intent::Repeat;
        }
        if has(THINK) {
            return Intent::Think;
        }
        if has(DECLINE) {
            return Intent::Decline;
        }
    }
    if count <= DONT_KNOW_WORDS && (has(DONT_KNOW) || DONT_KNOW_WHOLE.contains(&line.trim())) {
        return Intent::DontKnow;
    }
    if count <= NOTHING_WORDS && (has(NOTHING) || NOTHING_WHOLE.contains(&line.trim())) {
        return Intent::Nothing;
    }
    if is_question(text, &words, count) {
        return Intent::Question;
    }
    Intent::Answer
}

/// A question back is short, its last sentence asks, and nothing is told before it.
fn is_question(text: &str, words: &[String], count: usize) -> bool {
    if count > 30 {
        return false;
    }
    let sentences: Vec<&str> = text.split_inclusive(['.', '!', '?']).filter(|piece| piece.chars().any(char::is_alphabetic)).collect();
    let Some((last, before)) = sentences.split_last() else { return false };
    let told: usize = before.iter().map(|sentence| sentence.unicode_words().count()).sum();
    if text.trim_end().ends_with('?') {
        return before.is_empty() || (told <= PLEASANTRY_WORDS && begins_like_a_question(&normalised_words(last)));
    }
    before.is_empty() && count <= 14 && begins_like_a_question(words)
}

fn begins_like_a_question(words: &[String]) -> bool {
    let first = words.iter().find(|word| !HESITATIONS.contains(&word.as_str()) && !LEAD_INS.contains(&word.as_str()));
    first.is_some_and(|word| QUESTION_WORDS.contains(&word.as_str()))
}

/// "Yes, thank you. One more, if I may." before a question.
const PLEASANTRY_WORDS: usize = 8;

/// Lower-case words with apostrophes made uniform and dropped, so that "don't", "don’t" and "dont" are one.
fn normalised_words(text: &str) -> Vec<String> {
    text.unicode_words().map(|word| word.to_lowercase().replace(['\'', '\u{2019}'], "")).collect()
}

const HESITATIONS: &[&str] = &["um", "uh", "er", "erm", "hm", "hmm", "ah", "oh", "well", "so", "like"];
const LEAD_INS: &[&str] = &["and", "but", "yes", "yeah", "sure", "okay", "ok", "actually", "sorry", "please", "first", "no"];
const QUESTION_WORDS: &[&str] = &[
    "what", "whats", "how", "hows", "when", "where", "who", "whos", "why", "which", "is", "are", "do", "does", "can", "could", "would",
    "will", "may",
];
const STOP: &[&str] = &[
    "stop the interview",
    "end the interview",
    "finish the interview",
    "stop here please",
    "like to stop here",
    "want to stop here",
    "end it here",
    "stop this interview",
    "like to stop now",
    "want to stop now",
];
const PAUSE: &[&str] = &[
    "can we pause",
    "could we pause",
    "can you pause",
    "could you pause",
    "may we pause",
    "pause the interview",
    "pause this interview",
    "pause here please",
    "pause please",
    "please pause",
    "i need a break",
    "i need a short break",
    "i need a quick break",
    "take a break please",
    "can we take a break",
    "could we take a break",
    "can i take a break",
    "could i take a break",
    "can we take a short break",
    "could we take a short break",
    "can we have a break",
    "could we have a break",
    "have a short break please",
    "take a short break please",
    "id like to pause",
    "i would like to pause",
    "i want to pause",
    "id like to take a break",
    "i would like to take a break",
];
const PAUSE_WHOLE: &[&str] = &["pause", "a break please", "a short break please", "lets pause", "let us pause", "lets take a break"];
const SKIP: &[&str] = &[
    "skip this",
    "skip that",
    "skip it",
    "skip the question",
    "skip to the next",
    "pass on this",
    "pass on that",
    "pass on it",
    "next question",
    "move on to the next",
    "can we move on",
    "could we move on",
    "lets move on",
    "leave this one",
    "leave that one",
    "come back to this",
    "come back to that",
    "rather skip",
    "like to skip",
    "ill pass",
    "i pass",
];
const REPHRASE: &[&str] = &[
    "what do you mean",
    "what exactly do you mean",
    "dont understand the question",
    "didnt understand the question",
    "do not understand the question",
    "could you rephrase",
    "can you rephrase",
    "rephrase that",
    "rephrase the question",
    "could you clarify",
    "can you clarify",
    "say it differently",
    "put it differently",
    "put that differently",
    "not sure what you mean",
    "not sure i understand",
    "what are you asking",
];
const REPEAT: &[&str] = &[
    "repeat that",
    "repeat the question",
    "repeat it",
    "repeat please",
    "please repeat",
    "say that again",
    "say it again",
    "ask that again",
    "ask it again",
    "didnt catch that",
    "didnt catch the question",
    "didnt hear",
    "did not hear",
    "couldnt hear",
    "come again",
    "once more please",
    "what was the question",
    "what was that",
    "one more time",
    "hear the question again",
    "the question again",
    "you repeat",
];
const REPEAT_WHOLE: &[&str] = &["pardon", "sorry", "sorry what", "what", "pardon me", "excuse me", "repeat", "again please", "say again"];
const THINK: &[&str] = &[
    "let me think",
    "let me just think",
    "give me a moment",
    "give me a minute",
    "give me a second",
    "give me a sec",
    "need a moment",
    "need a minute",
    "need a second",
    "moment to think",
    "minute to think",
    "second to think",
    "time to think",
    "think about that for",
    "think about it for",
    "just a moment",
    "one moment",
    "just a second",
    "one second",
    "hold on",
    "bear with me",
    "a moment please",
    "let me see",
];
const DECLINE: &[&str] = &[
    "rather not",
    "prefer not to",
    "dont want to talk about",
    "dont want to answer",
    "not comfortable",
    "wont answer",
    "not going to answer",
    "dont wish to",
    "would prefer to keep",
];
const DONT_KNOW: &[&str] = &[
    "dont know",
    "do not know",
    "no idea",
    "not sure",
    "cant think of",
    "cannot think of",
    "cant remember",
    "cant recall",
    "dont remember",
    "nothing comes to mind",
    "never had",
    "havent had",
    "dont have an example",
    "dont have an answer",
    "couldnt say",
    "couldnt tell you",
    "havent got one",
    "no example",
    "never done that",
    "never been in that situation",
];
const DONT_KNOW_WHOLE: &[&str] = &["dunno", "no clue", "not really", "nope", "none"];
/// "No, nothing from me, thank you."
const NOTHING_WORDS: usize = 14;
const NOTHING: &[&str] = &[
    "no questions",
    "no more questions",
    "no further questions",
    "nothing from me",
    "nothing else",
    "nothing more",
    "thats all",
    "that is all",
    "thats it",
    "dont have any questions",
    "dont have questions",
    "im fine thank",
    "im good thank",
    "im good thanks",
    "im fine thanks",
    "im all set",
    "not at the moment",
    "nothing at the moment",
    "none from me",
];
const NOTHING_WHOLE: &[&str] = &[
    "no",
    "no thank you",
    "no thanks",
    "no im fine",
    "no im good",
    "nope",
    "im good",
    "im fine",
    "all good",
    "no i think im good",
    "not really",
    "nothing",
    "none",
];
