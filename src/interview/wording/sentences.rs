//! Cuts a text into sentences while it is still coming in, so that the first can be spoken before the last is known.

use unicode_segmentation::UnicodeSegmentation as _;

/// Abbreviations that a capital letter or a number may follow without a new sentence beginning. In lower case.
const ABBREVIATIONS: [&str; 26] = [
    "approx.", "ca.", "cf.", "co.", "dept.", "dr.", "e.g.", "est.", "fig.", "hr.", "i.e.", "inc.", "jr.", "ltd.", "max.", "min.", "mr.",
    "mrs.", "ms.", "no.", "nr.", "prof.", "sr.", "st.", "vs.", "z.b.",
];

/// Words before the first comma at which an eager splitter hands out the beginning of the first sentence.
const CLAUSE: usize = 8;

/// The splitter. Whichever way a text is cut into chunks, the same sentences come out.
#[derive(Clone, Debug, Default)]
pub struct Sentences {
    /// What has come in and is not handed out.
    text: String,
    /// The first sentence may still be handed out in two pieces.
    eager: bool,
}

impl Sentences {
    /// Hands out whole sentences.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Hands out the first clause of the first sentence as soon as a comma ends it, if it is longer than eight words.
    #[must_use]
    pub fn eager() -> Self {
        Self { text: String::new(), eager: true }
    }

    /// Takes the next characters and gives the sentences that are complete with them.
    ///
    /// A sentence is complete when the first letter of the next one is known: before that, "3." may become "3.5", and
    /// "e.g." may go on in lower case.
    pub fn push(&mut self, chunk: &str) -> Vec<String> {
        let mut complete = Vec::new();
        // One character at a time, so that every decision sees the same text however the chunks were cut.
        for character in chunk.chars() {
            self.text.push(character);
            let end = if character.is_alphabetic() {
                first_sentence(&self.text)
            } else if character.is_whitespace() && self.eager {
                self.clause()
            } else {
                None
            };
            if let Some(end) = end {
                complete.extend(self.take(end));
            }
        }
        complete
    }

    /// There is nothing more: gives what is left, however it ends.
    pub fn finish(&mut self) -> Vec<String> {
        let mut rest: Vec<String> = Vec::new();
        while let Some(end) = first_sentence(&self.text) {
            rest.extend(self.take(end));
        }
        rest.extend(self.take(self.text.len()));
        rest
    }

    fn take(&mut self, end: usize) -> Option<String> {
        let rest = self.text.split_off(end);
        let sentence = std::mem::replace(&mut self.text, rest);
        let words: Vec<&str> = sentence.split_whitespace().collect();
        if words.is_empty() {
            return None;
        }
        self.eager = false;
        Some(words.join(" "))
    }

    /// The end of the first clause: a mark, followed by the blank that has just come in.
    fn clause(&self) -> Option<usize> {
        let text = self.text.trim_end();
        (text.ends_with([',', ';', ':']) && text.unicode_words().count() > CLAUSE).then_some(self.text.len())
    }
}

/// The end of the first sentence, if a letter of the next one is there.
fn first_sentence(text: &str) -> Option<usize> {
    let mut end = 0;
    for sentence in text.split_sentence_bounds() {
        end += sentence.len();
        if !text[end..].contains(char::is_alphabetic) {
            return None;
        }
        if !goes_on(&text[..end]) {
            return Some(end);
        }
    }
    None
}

/// Whether what looks like an end is none: blank text, an abbreviation or an initial.
fn goes_on(text: &str) -> bool {
    if text.ends_with('\n') && !text.trim().is_empty() {
        return false;
    }
    let Some(last) = text.split_whitespace().next_back() else { return true };
    let last = last.trim_start_matches(|character: char| !character.is_alphanumeric());
    let mut letters = last.chars();
    let initial =
        matches!((letters.next(), letters.next(), letters.next()), (Some(first), Some('.'), None) if first.is_uppercase() && first != 'I');
    initial || ABBREVIATIONS.contains(&last.to_lowercase().as_str())
}
