//! Which of a line of work's questions an answer belongs to: its words are held against the question's and against those
//! of other questions that might have been asked.

use std::collections::{BTreeMap, BTreeSet};

use super::lexicon::Lexicon;
use super::topic::content;
use crate::scenario::{Neighbour, Question};

/// With fewer neighbours their spread says nothing.
const FEWEST: usize = 8;
/// A question with a longer list is met by more words; this power of its whole weight takes that back.
const FOR_LENGTH: f64 = 0.3;
/// Keeps small spreads, of answers that share words with hardly any question, from making anything large.
const LEAST_SPREAD: f64 = 0.2;

/// A question among its neighbours.
pub(crate) struct Field {
    own: BTreeSet<String>,
    others: Vec<BTreeSet<String>>,
    /// From 1, for a stem of one question only, towards 0, for one of all questions.
    rarity: BTreeMap<String, f64>,
}

impl Field {
    /// Among the neighbours of its own bank; `None` when these are too few.
    pub(crate) fn of(lexicon: &Lexicon, question: &Question, neighbours: &[Neighbour]) -> Option<Self> {
        let bank = |id: &str| id.split('#').next().unwrap_or_default().to_owned();
        let near = |other: &&Neighbour| other.question != question.id && bank(&other.question) == bank(&question.id);
        let chosen: Vec<&Neighbour> = neighbours.iter().filter(near).collect();
        if chosen.len() < FEWEST {
            return None;
        }
        let own = content(lexicon, &Neighbour::of(question).words);
        let others: Vec<BTreeSet<String>> = chosen.iter().map(|other| content(lexicon, &other.words)).collect();
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for stem in others.iter().chain([&own]).flatten() {
            *counts.entry(stem.clone()).or_default() += 1;
        }
        let all = (others.len() + 2) as f64;
        let rarity = counts.into_iter().map(|(stem, count)| (stem, (all / count as f64).ln() / all.ln())).collect();
        Some(Self { own, others, rarity })
    }

    /// By how many standard deviations the question fits these stems better than its neighbours fit them.
    pub(crate) fn lead(&self, said: &BTreeSet<&String>) -> f64 {
        let others: Vec<f64> = self.others.iter().map(|other| self.fit(other, said)).collect();
        let count = others.len() as f64;
        let mean = others.iter().sum::<f64>() / count;
        let spread = (others.iter().map(|fit| (fit - mean).powi(2)).sum::<f64>() / count).sqrt();
        (self.fit(&self.own, said) - mean) / (spread + LEAST_SPREAD)
    }

    /// The weight of a question's stems that were said.
    fn fit(&self, question: &BTreeSet<String>, said: &BTreeSet<&String>) -> f64 {
        let weight = |stem: &String| self.rarity.get(stem).copied().unwrap_or_default();
        let whole: f64 = question.iter().map(weight).sum();
        let met: f64 = question.iter().filter(|stem| said.contains(stem)).map(weight).sum();
        if whole > 0.0 { met / whole.powf(FOR_LENGTH) } else { 0.0 }
    }
}
