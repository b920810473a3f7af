//! Which of the scenario's facts answers the candidate's question.

use std::collections::BTreeSet;

use rust_stemmers::{Algorithm, Stemmer};
use unicode_segmentation::UnicodeSegmentation as _;

use crate::scenario::Fact;

/// The stems of a text's words, lower-cased.
#[must_use]
pub(crate) fn stems(text: &str) -> BTreeSet<String> {
    let stemmer = Stemmer::create(Algorithm::English);
    text.unicode_words().map(|word| stemmer.stem(&word.to_lowercase().replace('\u{2019}', "'")).into_owned()).collect()
}

/// How many of the phrases in `about` occur in a text of these stems; all words of a phrase have to.
#[must_use]
pub(crate) fn matches(about: &[String], text: &BTreeSet<String>) -> usize {
    about
        .iter()
        .filter(|phrase| {
            let wanted = stems(phrase);
            !wanted.is_empty() && wanted.is_subset(text)
        })
        .count()
}

/// The fact that most words of the question point at; `None` when none does.
#[must_use]
pub(crate) fn answer<'a>(facts: &'a [Fact], question: &str) -> Option<&'a Fact> {
    let asked = stems(question);
    let mut best: Option<(usize, &Fact)> = None;
    for fact in facts {
        let score = matches(&fact.about, &asked);
        // The first of equals wins: authors put the commoner fact first.
        if score > 0 && best.is_none_or(|(most, _)| score > most) {
            best = Some((score, fact));
        }
    }
    best.map(|(_, fact)| fact)
}
