//! From a word to the form that is compared: irregular verbs to their base, then the Snowball stemmer, then British and
//! American spelling to one.

use std::borrow::Cow;
use std::collections::HashMap;

use rust_stemmers::{Algorithm, Stemmer};
use unicode_segmentation::UnicodeSegmentation as _;

/// The stemmer of one language with its irregular verbs.
pub(crate) struct Stems {
    stemmer: Stemmer,
    base: HashMap<String, String>,
}

impl Stems {
    /// `irregular` and `participles` are pairs of form and base, separated by white space.
    pub(super) fn new(irregular: &str, participles: &str) -> Self {
        let mut base = HashMap::new();
        for list in [irregular, participles] {
            let words: Vec<&str> = list.split_whitespace().collect();
            for pair in words.chunks_exact(2) {
                base.entry(pair[0].to_owned()).or_insert_with(|| pair[1].to_owned());
            }
        }
        Self { stemmer: Stemmer::create(Algorithm::English), base }
    }

    /// The stem of a word in lower case.
    pub(crate) fn of(&self, word: &str) -> String {
        let base = self.base.get(word).map_or(word, String::as_str);
        let mut stem = self.stemmer.stem(&american(base)).into_owned();
        if stem.len() > 5 && stem.ends_with("our") {
            stem.replace_range(stem.len() - 3.., "or");
        }
        stem
    }

    /// The stems of a phrase's words, contractions taken apart.
    pub(crate) fn phrase(&self, phrase: &str) -> Vec<String> {
        let phrase = phrase.to_lowercase().replace('\u{2019}', "'");
        phrase
            .unicode_words()
            .flat_map(|word| split_contraction(word).into_iter().map(|(part, _)| part).collect::<Vec<_>>())
            .map(|part| self.of(&part))
            .collect()
    }
}

/// "organised" as "organized". Words such as "promise" change as well, but everywhere alike.
fn american(word: &str) -> Cow<'_, str> {
    let ending = ["isation", "isations", "ising", "ised", "ises", "iser", "ise"].into_iter().find(|ending| word.ends_with(ending));
    match ending {
        Some(ending) if word.len() > ending.len() + 3 => {
            let at = word.len() - ending.len() + 1;
            Cow::Owned([&word[..at], "z", &word[at + 1..]].concat())
        }
        _ => Cow::Borrowed(word),
    }
}

/// Takes "didn't" apart into "did" and "not". Gives each part in full with its length in bytes within the word; a
/// possessive 's stays out. `word` is in lower case with straight apostrophes.
pub(crate) fn split_contraction(word: &str) -> Vec<(String, usize)> {
    let whole = || vec![(word.to_owned(), word.len())];
    let Some(at) = word.rfind('\'') else { return whole() };
    let (head, tail) = (&word[..at], &word[at + 1..]);
    let two = |first: &str, cut: usize, second: &str| vec![(first.to_owned(), cut), (second.to_owned(), word.len() - cut)];
    match tail {
        "t" if head.ends_with('n') => {
            let verb = match head {
                "won" => "will",
                "can" => "can",
                "shan" => "shall",
                _ => &head[..head.len() - 1],
            };
            two(verb, if head == "can" { 3 } else { head.len() - 1 }, "not")
        }
        "m" => two(head, at, "am"),
        "re" => two(head, at, "are"),
        "ve" => two(head, at, "have"),
        "ll" => two(head, at, "will"),
        "d" => two(head, at, "would"),
        "s" => match head {
            "it" | "he" | "she" | "that" | "there" | "here" | "what" | "who" | "where" | "how" | "when" | "this" => two(head, at, "is"),
            "let" => two(head, at, "us"),
            _ => vec![(head.to_owned(), word.len())],
        },
        _ => whole(),
    }
}
