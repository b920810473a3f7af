//! Which words of a document may be said aloud to the candidate, and how many of them.

use super::Phrase;
use super::lines::Span;

/// A citation has at most so many words; a longer one is no longer heard as a citation.
pub const MOST_WORDS: usize = 12;

/// Signs that cannot be spoken.
const UNSPEAKABLE: [char; 21] =
    ['/', '\\', '[', ']', '{', '}', '<', '>', '*', '_', '#', '|', '`', '@', '"', '(', ')', '^', '~', '=', '\u{fffd}'];

/// Words before which a long phrase can be cut.
const JOINTS: [&str; 21] = [
    "by", "and", "which", "with", "through", "while", "for", "across", "to", "from", "in", "so", "that", "using", "during", "on", "at",
    "when", "where", "before", "after",
];

/// Words that nothing ends with.
const DANGLING: [&str; 32] = [
    "a", "an", "the", "of", "by", "and", "or", "which", "with", "through", "while", "for", "across", "to", "from", "in", "so", "that",
    "using", "during", "on", "at", "as", "per", "when", "where", "before", "after", "their", "its", "our", "my",
];

/// Groups of words, in a row, that make a phrase unfit to be cited: what an interviewer must not touch, what could
/// identify somebody, and what is addressed to a machine. Losing a harmless phrase costs nothing.
const PRIVATE: [&str; 62] = [
    "date of birth",
    "born",
    "birthday",
    "birth",
    "years old",
    "aged",
    "age",
    "married",
    "single",
    "divorced",
    "widowed",
    "engaged",
    "spouse",
    "husband",
    "wife",
    "my children",
    "two children",
    "three children",
    "one child",
    "father of",
    "mother of",
    "maternity",
    "paternity",
    "parental leave",
    "family leave",
    "pregnant",
    "pregnancy",
    "religion",
    "religious",
    "church",
    "mosque",
    "synagogue",
    "temple",
    "christian",
    "catholic",
    "muslim",
    "jewish",
    "hindu",
    "nationality",
    "citizen",
    "citizenship",
    "visa",
    "work permit",
    "native",
    "mother tongue",
    "ethnic",
    "ethnicity",
    "my disability",
    "disabled person",
    "registered disabled",
    "sick leave",
    "my illness",
    "burnout",
    "gay",
    "lesbian",
    "transgender",
    "pronouns",
    "political",
    "party member",
    "trade union",
    "union member",
    "union representative",
];

/// Words by which a text speaks to whoever processes it, or names a referee.
const ADDRESSED: [&str; 14] = [
    "ignore",
    "disregard",
    "instruction",
    "instructions",
    "prompt",
    "system prompt",
    "assistant must",
    "language model",
    "you are now",
    "referee",
    "referees",
    "reference",
    "references",
    "http",
];

/// The part of a phrase that can be cited: at most [`MOST_WORDS`] words, letter for letter, cut where a clause ends.
/// `None` when it cannot be spoken or must not be.
#[must_use]
pub fn citable(phrase: &Phrase) -> Option<Phrase> {
    let whole = Span { text: &phrase.text, start: phrase.start };
    let stop = whole.text.find(['(', '[', ';', '|', '\t', '\n', '\r']).unwrap_or(whole.text.len());
    let first = whole.sub(0, stop).sentences().into_iter().next()?;
    let short = ends_well(cut(first)?);
    let spoken = short.text;
    let letters = spoken.chars().filter(|sign| sign.is_alphabetic()).count();
    let digits = spoken.chars().filter(char::is_ascii_digit).count();
    let fits = letters >= 2
        && digits < 7
        && !spoken.contains(UNSPEAKABLE)
        && !spoken.contains(char::is_control)
        && !spoken.contains("  ")
        && !spoken.contains("www.")
        && spoken.split_whitespace().all(|word| word.chars().count() <= 30);
    (fits && !is_private(spoken)).then(|| short.phrase())
}

/// Whether the words touch what an interview leaves alone.
fn is_private(text: &str) -> bool {
    let words: Vec<String> =
        text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    PRIVATE.iter().chain(&ADDRESSED).any(|group| {
        let group: Vec<&str> = group.split(' ').collect();
        words.windows(group.len()).any(|window| window.iter().zip(&group).all(|(word, listed)| word == listed))
    })
}

/// Cuts a long phrase at the last comma, dash or joint word that leaves enough of it.
fn cut(span: Span<'_>) -> Option<Span<'_>> {
    let mut words = Vec::new();
    let mut at = 0;
    for word in span.text.split_inclusive(char::is_whitespace) {
        if !word.trim().is_empty() {
            words.push((at, word.trim()));
        }
        at += word.len();
    }
    if words.len() <= MOST_WORDS {
        return Some(span);
    }
    let ends = |index: usize| {
        words[index - 1].1.ends_with([',', ':']) || JOINTS.contains(&words[index].1) || matches!(words[index].1, "-" | "–" | "—")
    };
    let place = (3..=MOST_WORDS).rev().find(|index| ends(*index))?;
    Some(span.sub(0, words[place].0))
}

/// Without what dangles at the end.
fn ends_well(span: Span<'_>) -> Span<'_> {
    let mut span = span;
    loop {
        let bare = span.trim(|sign| sign.is_whitespace() || ".,;:-–—*_\"'".contains(sign));
        let last = bare.text.split_whitespace().next_back().unwrap_or_default();
        if bare.text.len() > last.len() && DANGLING.contains(&last.to_lowercase().as_str()) {
            span = bare.sub(0, bare.text.len() - last.len());
        } else {
            return bare;
        }
    }
}
