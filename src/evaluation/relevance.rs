//! Which of a line of work's questions an answer belongs to: its words are held against the question's and against those
//! of other questions that might have been asked.

use std::collections::{BTreeMap, BTreeSet};

use super::lexicon::Lexicon;
use super::topic::content;
use crate::scenario::{Neighbour, Question};

/// With fewer neighbours their spread says nothing.
const FEWEST: usize = 8;
/// A question with a longer list is met by more words; this power of its whole weight takes that back.
const FOR_LENGTH: f64 = 0.5;
/// Keeps small spreads, of answers that share words with hardly any question, from making anything large.
const LEAST_SPREAD: f64 = 0.2;
/// How much of the best neighbour's lead a question must match: most of it, for neighbours share subjects.
const OF_THE_BEST: f64 = 0.75;

/// A question among its neighbours. Words are stems, and with them the subjects that they belong to, each as a word more:
/// an answer need not use the question's own words for them.
pub(crate) struct Field<'l> {
    lexicon: &'l Lexicon,
    own: BTreeSet<String>,
    others: Vec<BTreeSet<String>>,
    /// From 1, for a word of one question only, towards 0, for one of all questions.
    rarity: BTreeMap<String, f64>,
}

impl<'l> Field<'l> {
    /// Among the neighbours of its own bank; `None` when these are too few.
    pub(crate) fn of(lexicon: &'l Lexicon, question: &Question, neighbours: &[Neighbour]) -> Option<Self> {
        let bank = |id: &str| id.split('#').next().unwrap_or_default().to_owned();
        let near = |other: &&Neighbour| other.question != question.id && bank(&other.question) == bank(&question.id);
        let chosen: Vec<&Neighbour> = neighbours.iter().filter(near).collect();
        if chosen.len() < FEWEST {
            return None;
        }
        let words = |of: &Neighbour| with_subjects(lexicon, content(lexicon, &of.words).iter());
        let own = words(&Neighbour::of(question));
        let others: Vec<BTreeSet<String>> = chosen.into_iter().map(words).collect();
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for word in others.iter().chain([&own]).flatten() {
            *counts.entry(word.clone()).or_default() += 1;
        }
        let all = (others.len() + 2) as f64;
        // The root keeps a few rare words from deciding alone.
        let rarity = counts.into_iter().map(|(word, count)| (word, ((all / count as f64).ln() / all.ln()).sqrt())).collect();
        Some(Self { lexicon, own, others, rarity })
    }

    /// How far these stems belong to the question and not to a neighbour, in standard deviations of the neighbours' fits:
    /// its own distance from their mean, less most of the best neighbour's. An answer that shares little with its question
    /// is still its answer when it shares little with any other.
    pub(crate) fn lead<'s>(&self, said: impl Iterator<Item = &'s String>) -> f64 {
        let said = &with_subjects(self.lexicon, said);
        let others: Vec<f64> = self.others.iter().map(|other| self.fit(other, said)).collect();
        let count = others.len() as f64;
        let mean = others.iter().sum::<f64>() / count;
        let spread = (others.iter().map(|fit| (fit - mean).powi(2)).sum::<f64>() / count).sqrt();
        let best = others.iter().copied().fold(0.0, f64::max);
        let ahead = |fit: f64| (fit - mean) / (spread + LEAST_SPREAD);
        ahead(self.fit(&self.own, said)) - OF_THE_BEST * ahead(best)
    }

    /// The weight of a question's words that were said.
    fn fit(&self, question: &BTreeSet<String>, said: &BTreeSet<String>) -> f64 {
        let weight = |word: &String| self.rarity.get(word).copied().unwrap_or_default();
        let whole: f64 = question.iter().map(weight).sum();
        let met: f64 = question.intersection(said).map(weight).sum();
        if whole > 0.0 { met / whole.powf(FOR_LENGTH) } else { 0.0 }
    }
}

/// Stems and marks of their subjects, which no stem looks like.
fn with_subjects<'s>(lexicon: &Lexicon, stems: impl Iterator<Item = &'s String>) -> BTreeSet<String> {
    stems.flat_map(|stem| lexicon.topics(stem).map(|topic| format!("#{topic}")).chain([stem.clone()])).collect()
}
