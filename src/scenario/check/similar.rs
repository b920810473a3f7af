//! How much two questions ask for the same thing.
//!
//! No list of synonyms is consulted; what is measured is shared word stems, in two places. *Text*: the content words of
//! the questions as spoken, without the scaffolding that every interview question has ("tell me about a time when").
//! *Evidence*: the stems of what a good answer contains, since two questions that tick the same boxes are the same
//! question however they are worded. Each is the mean of the Jaccard index (shared / all) and of containment (shared /
//! smaller), so that a short question inside a longer one counts, but not fully.

use std::collections::{BTreeMap, BTreeSet};

use rust_stemmers::{Algorithm, Stemmer};

use super::super::model::Question;
use super::wording::words;

/// From this value on, two questions are the same. The calibration is in `tests/suite/scenario/similar.rs`: twenty
/// planted paraphrases lie above, twenty distinct questions about the same subject below.
pub const SAME_QUESTION: f32 = 0.35;

/// Share of the question's own words in the measure; the rest is its evidence.
const TEXT_SHARE: f32 = 0.55;

/// Function words, and the words with which interview questions begin whatever they are about.
const STOP: [&str; 150] = [
    "a",
    "about",
    "after",
    "again",
    "all",
    "also",
    "am",
    "an",
    "and",
    "another",
    "any",
    "are",
    "around",
    "as",
    "asks",
    "at",
    "be",
    "because",
    "been",
    "before",
    "being",
    "between",
    "both",
    "but",
    "by",
    "came",
    "can",
    "come",
    "could",
    "day",
    "deal",
    "describe",
    "did",
    "do",
    "does",
    "done",
    "down",
    "each",
    "else",
    "even",
    "every",
    "example",
    "explain",
    "first",
    "for",
    "from",
    "get",
    "give",
    "go",
    "going",
    "got",
    "had",
    "has",
    "have",
    "having",
    "he",
    "her",
    "here",
    "him",
    "his",
    "how",
    "i",
    "if",
    "in",
    "into",
    "is",
    "it",
    "its",
    "just",
    "last",
    "let",
    "like",
    "look",
    "make",
    "many",
    "me",
    "most",
    "much",
    "my",
    "no",
    "not",
    "now",
    "of",
    "off",
    "on",
    "once",
    "one",
    "only",
    "or",
    "other",
    "our",
    "out",
    "over",
    "own",
    "really",
    "recent",
    "recently",
    "say",
    "says",
    "she",
    "should",
    "situation",
    "so",
    "some",
    "somebody",
    "someone",
    "something",
    "still",
    "such",
    "take",
    "talk",
    "tell",
    "than",
    "that",
    "the",
    "their",
    "them",
    "then",
    "there",
    "these",
    "they",
    "thing",
    "this",
    "those",
    "through",
    "time",
    "to",
    "too",
    "two",
    "up",
    "us",
    "very",
    "walk",
    "was",
    "way",
    "we",
    "were",
    "what",
    "when",
    "where",
    "which",
    "while",
    "who",
    "why",
    "will",
    "with",
    "work",
    "would",
    "you",
    "your",
];

/// The stems by which a question is compared.
#[derive(Clone, Debug)]
pub(in super::super) struct Fingerprint {
    text: BTreeSet<String>,
    evidence: BTreeSet<String>,
}

/// Makes fingerprints; holds the stemmer.
pub(in super::super) struct Stems(Stemmer);

impl Default for Stems {
    fn default() -> Self {
        Self(Stemmer::create(Algorithm::English))
    }
}

impl Stems {
    /// The stems of the content words of some texts.
    pub(in super::super) fn of<'a>(&self, texts: impl IntoIterator<Item = &'a str>) -> BTreeSet<String> {
        texts
            .into_iter()
            .flat_map(words)
            .filter(|word| STOP.binary_search(&word.as_str()).is_err() && !word.starts_with('{') && word.chars().count() > 1)
            .map(|word| self.0.stem(&word).into_owned())
            .collect()
    }

    /// What a question is compared by.
    pub(in super::super) fn fingerprint(&self, question: &Question) -> Fingerprint {
        let evidence = question.evidence.iter().flat_map(|item| item.cues.iter().chain([&item.text]));
        Fingerprint { text: self.of([question.text.as_str()]), evidence: self.of(evidence.map(String::as_str)) }
    }
}

impl Fingerprint {
    /// From 0 (nothing in common) to 1 (the same), when so many stems are shared.
    fn likeness(&self, other: &Self, shared: Shared) -> f32 {
        let text = overlap(shared.text, &self.text, &other.text);
        let evidence = overlap(shared.evidence, &self.evidence, &other.evidence);
        TEXT_SHARE * text + (1.0 - TEXT_SHARE) * evidence
    }
}

/// How many stems two questions share.
#[derive(Clone, Copy, Debug, Default)]
struct Shared {
    text: usize,
    evidence: usize,
}

/// Mean of the Jaccard index and of containment; 0 when one of the sets is empty.
fn overlap(shared: usize, left: &BTreeSet<String>, right: &BTreeSet<String>) -> f32 {
    let smaller = left.len().min(right.len());
    if smaller == 0 {
        return 0.0;
    }
    let all = (left.len() + right.len() - shared) as f32;
    let shared = shared as f32;
    (shared / all + shared / smaller as f32) / 2.0
}

/// The pairs of questions that ask for the same, the earlier one first, with their likeness.
///
/// A thousand questions make half a million pairs, of which nearly all share a few common words. What is shared is
/// counted along the lists of the questions that have a stem, so that pairs without anything in common cost nothing.
pub(in super::super) fn doubles<'p>(prints: impl Iterator<Item = &'p Fingerprint>) -> Vec<(usize, usize, f32)> {
    let mut earlier: Vec<&Fingerprint> = Vec::new();
    let (mut with_text, mut with_evidence): (BTreeMap<&str, Vec<usize>>, BTreeMap<&str, Vec<usize>>) = Default::default();
    let mut found = Vec::new();
    for (later, print) in prints.enumerate() {
        let mut shared = vec![Shared::default(); later];
        for stem in &print.text {
            let having = with_text.entry(stem).or_default();
            having.iter().for_each(|&index| shared[index].text += 1);
            having.push(later);
        }
        for stem in &print.evidence {
            let having = with_evidence.entry(stem).or_default();
            having.iter().for_each(|&index| shared[index].evidence += 1);
            having.push(later);
        }
        for (index, (other, shared)) in earlier.iter().zip(shared).enumerate() {
            let likeness = other.likeness(print, shared);
            if likeness >= SAME_QUESTION {
                found.push((index, later, likeness));
            }
        }
        earlier.push(print);
    }
    found
}

/// How much two questions ask for the same thing, from 0 to 1; see [`SAME_QUESTION`].
#[must_use]
pub fn similarity(left: &Question, right: &Question) -> f32 {
    let stems = Stems::default();
    let (left, right) = (stems.fingerprint(left), stems.fingerprint(right));
    let shared = |left: &BTreeSet<String>, right: &BTreeSet<String>| left.intersection(right).count();
    let shared = Shared { text: shared(&left.text, &right.text), evidence: shared(&left.evidence, &right.evidence) };
    left.likeness(&right, shared)
}
