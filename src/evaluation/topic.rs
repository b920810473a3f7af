//! How far an answer speaks about what the question asked, and which items of the question's list stand in it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::facts::Facts;
use super::lexicon::{Group, Lexicon};
use super::played;
use super::relevance::Field;
use super::speech_acts;
use super::text::{Break, Text};
use crate::interview::Blueprint;
use crate::scenario::{Neighbour, Question, SpeechAct};

/// A question with its words taken apart.
pub(crate) struct Asked<'l> {
    lexicon: &'l Lexicon,
    /// Stems that other questions of the same session share: they tell nothing about which one is answered.
    shared: BTreeSet<String>,
    /// Content stems of the question's text.
    pub(crate) own: BTreeSet<String>,
    /// Those of them that belong to the subject, not to interviews at large.
    subject: BTreeSet<String>,
    /// The subjects that these belong to.
    topics: BTreeSet<usize>,
    /// Stems of the list's items and cues that belong to the subject.
    listed: BTreeSet<String>,
    /// Per keyword its wordings: the word itself and its synonyms.
    keywords: Vec<Vec<Vec<String>>>,
    /// Per evidence item its cues.
    items: Vec<(String, Vec<Vec<String>>)>,
    /// Acts by which items are met as well.
    acts: BTreeMap<String, Vec<Vec<SpeechAct>>>,
    /// The question among those that might have been asked.
    field: Option<Field<'l>>,
}

/// An item of the question's list that was found.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    /// Its id.
    pub(crate) id: String,
    /// The tokens of the cue.
    pub(crate) at: Range<usize>,
}

impl<'l> Asked<'l> {
    /// Takes a question apart.
    pub(crate) fn new(lexicon: &'l Lexicon, question: &Question) -> Self {
        Self::among(lexicon, question, BTreeSet::new())
    }

    /// Takes a question apart that is one of a session's. `shared` are the stems of [`shared_by`].
    pub(crate) fn among(lexicon: &'l Lexicon, question: &Question, shared: BTreeSet<String>) -> Self {
        let own = content(lexicon, &question.text);
        let tells = |stem: &String| tells(lexicon, &shared, stem);
        let subject: BTreeSet<String> = own.iter().filter(|stem| tells(stem)).cloned().collect();
        let topics = subject.iter().flat_map(|stem| lexicon.topics(stem)).collect();
        let phrases = |list: &[String]| -> Vec<Vec<String>> {
            list.iter().map(|phrase| lexicon.stems.phrase(phrase)).filter(|phrase| !phrase.is_empty()).collect()
        };
        let items = question.evidence.iter().map(|item| (item.id.clone(), phrases(&item.cues))).collect();
        let acts = question.evidence.iter().filter(|item| !item.acts.is_empty()).map(|item| (item.id.clone(), item.acts.clone())).collect();
        let listed = question
            .evidence
            .iter()
            .flat_map(|item| item.cues.iter().chain([&item.text]))
            .flat_map(|phrase| content(lexicon, phrase))
            .filter(|stem| tells(stem) && !subject.contains(stem))
            .collect();
        let wordings = |keyword: &String| phrases(&question.wordings(keyword));
        let keywords = question.keywords.iter().map(wordings).filter(|wordings: &Vec<_>| !wordings.is_empty()).collect();
        Self { lexicon, shared, own, subject, topics, listed, keywords, items, acts, field: None }
    }

    /// Takes a question of a session apart, as the judge and the interviewer do alike. `shared` are the stems of
    /// [`shared_by`].
    pub(crate) fn of_session(lexicon: &'l Lexicon, blueprint: &Blueprint, question: &Question, shared: BTreeSet<String>) -> Self {
        Self::among(lexicon, question, shared).beside(question, &blueprint.neighbours)
    }

    /// The same question among others of its line of work.
    pub(crate) fn beside(mut self, question: &Question, neighbours: &[Neighbour]) -> Self {
        self.field = Field::of(self.lexicon, question, neighbours);
        self
    }

    /// How far the answer belongs to this question and not to a neighbour, see [`Field::lead`]; `None` without neighbours.
    /// What is said of everybody and of every time goes with any question.
    pub(crate) fn lead(&self, facts: &[Facts]) -> Option<f64> {
        let of_a_case = |facts: &&Facts| facts.words.sweeping == 0 || facts.acts() || facts.other > 0 || !facts.specifics.is_empty();
        self.field.as_ref().map(|field| field.lead(facts.iter().filter(of_a_case).flat_map(|facts| &facts.content)))
    }

    /// Evidence items whose cues stand in statements. A cue in a row of catchwords, or behind a "not", does not count.
    pub(crate) fn evidence(&self, text: &Text<'_>, facts: &[Facts]) -> Vec<Found> {
        let in_item = |cues: &[Vec<String>]| {
            facts.iter().filter(|facts| facts.real).find_map(|facts| {
                cues.iter()
                    .find_map(|cue| text.find(cue, &facts.range).filter(|hit| stands_in_statement(text, hit) && !denied(text, hit, cue)))
            })
        };
        self.items.iter().filter_map(|(id, cues)| in_item(cues).map(|at| Found { id: id.clone(), at })).collect()
    }

    /// Evidence items that are said to somebody, in whatever kind of sentence.
    pub(crate) fn said(&self, text: &Text<'_>) -> Vec<Found> {
        let found = |(id, cues): &(String, Vec<Vec<String>>)| {
            let acts = self.acts.get(id).map_or(&[] as &[_], Vec::as_slice);
            played::said(text, cues)
                .or_else(|| acts.iter().find_map(|row| speech_acts::done(text, row)))
                .map(|at| Found { id: id.clone(), at })
        };
        self.items.iter().filter_map(found).collect()
    }

    /// Keywords of the question that stand in the answer's statements, and how many there are in all.
    pub(crate) fn keywords(&self, text: &Text<'_>, facts: &[Facts]) -> (usize, usize) {
        let met = |wordings: &Vec<Vec<String>>| {
            let says = |facts: &Facts| wordings.iter().any(|wording| text.find(wording, &facts.range).is_some());
            facts.iter().any(|facts| facts.real && facts.content.len() >= 2 && says(facts))
        };
        (self.keywords.iter().filter(|keyword| met(keyword)).count(), self.keywords.len())
    }

    /// Share of the text's tokens that are cues or keywords of the question.
    pub(crate) fn cue_coverage(&self, text: &Text<'_>) -> f64 {
        let mut covered = vec![false; text.tokens.len()];
        let all = 0..text.tokens.len();
        for phrase in self.items.iter().flat_map(|(_, cues)| cues).chain(self.keywords.iter().flatten()) {
            let mut from = 0;
            while let Some(hit) = text.find(phrase, &(from..all.end)) {
                covered[hit.clone()].fill(true);
                from = hit.start + 1;
            }
        }
        covered.iter().filter(|&&covered| covered).count() as f64 / covered.len().max(1) as f64
    }

    /// How much of the answer belongs to the question's subject: its own words, words of the same subjects, items of
    /// its list and keywords. Words that any interview shares count for nothing.
    pub(crate) fn fit(&self, text: &Text<'_>, facts: &[Facts]) -> f64 {
        let lexicon = self.lexicon;
        let says = |stem: &String| tells(lexicon, &self.shared, stem);
        let said: BTreeSet<&String> = facts.iter().flat_map(|facts| &facts.content).collect();
        let own = self.subject.iter().filter(|stem| said.contains(stem)).count().min(3);
        let telling = |phrase: &[String]| phrase.iter().any(|stem| says(stem) && lexicon.is_content(stem, stem));
        let related = said
            .iter()
            .filter(|stem| !self.subject.contains(**stem) && says(stem))
            .filter(|stem| lexicon.topics(stem).any(|topic| self.topics.contains(&topic)))
            .count()
            .min(4);
        let items = self.evidence(text, facts).len();
        let stands = |phrase: &&Vec<String>| facts.iter().any(|facts| text.find(phrase, &facts.range).is_some());
        let met = self.keywords.iter().filter_map(|wordings| wordings.iter().find(stands));
        let (special, common): (Vec<&Vec<String>>, Vec<&Vec<String>>) = met.partition(|phrase| telling(phrase));
        let listed = self.listed.iter().filter(|stem| said.contains(stem)).count().min(6);
        // The weights separate the answers to their own questions from the same answers to other questions.
        let points = 4 * (own + related) + 3 * (items + special.len().min(3)) + common.len().min(3) + 2 * listed;
        points as f64 / 2.0
    }

    /// Whether it can be told what belongs to the question: its words name a subject ("Tell me about yourself" does
    /// not), or it has a list.
    pub(crate) fn has_subject(&self) -> bool {
        !self.subject.is_empty() || !self.items.is_empty()
    }
}

/// Whether a stem says something about the subject of one question.
fn tells(lexicon: &Lexicon, shared: &BTreeSet<String>, stem: &str) -> bool {
    !lexicon.means(Group::Interview, stem) && !lexicon.means(Group::People, stem) && !shared.contains(stem)
}

/// Stems that stand in at least a third, and in three, of a session's questions with their lists: the words of the
/// trade.
pub(crate) fn shared_by(lexicon: &Lexicon, blueprint: &Blueprint) -> BTreeSet<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut all = 0;
    for (_, question) in blueprint.questions() {
        all += 1;
        let listed = question.evidence.iter().flat_map(|item| item.cues.iter().chain([&item.text]));
        let stems: BTreeSet<String> =
            listed.chain(&question.keywords).chain([&question.text]).flat_map(|text| content(lexicon, text)).collect();
        for stem in stems {
            *counts.entry(stem).or_default() += 1;
        }
    }
    counts.into_iter().filter(|(_, count)| *count >= 3 && count * 3 >= all).map(|(stem, _)| stem).collect()
}

/// The content stems of a text.
pub(crate) fn content(lexicon: &Lexicon, text: &str) -> BTreeSet<String> {
    lexicon.stems.phrase(text).into_iter().filter(|stem| lexicon.is_content(stem, stem)).collect()
}

/// The stretch between two pauses in which a cue stands is a statement, or at least not one of a row of catchwords.
fn stands_in_statement(text: &Text<'_>, hit: &Range<usize>) -> bool {
    let mut start = hit.start;
    while start > 0 && text.tokens[start].before == Break::None {
        start -= 1;
    }
    let mut end = hit.end;
    while end < text.tokens.len() && text.tokens[end].before == Break::None {
        end += 1;
    }
    let has_verb = (start..end).any(|at| text.is_finite(at));
    let functional = text.tokens[start..end].iter().filter(|token| token.stop).count();
    end - start > hit.len() && (has_verb || (end - start >= 4 && functional * 4 >= end - start))
        || (has_verb && end - start >= 3)
        || (end - start <= 3 && catchwords_around(text, start, end) < 2)
}

/// How many of the two stretches before and the two after are as short and verbless.
fn catchwords_around(text: &Text<'_>, start: usize, end: usize) -> usize {
    let short = |range: Range<usize>| !range.is_empty() && range.len() <= 3 && !range.clone().any(|at| text.is_finite(at));
    let before = (0..start).rev().find(|&at| text.tokens[at].before != Break::None).unwrap_or(0);
    let after = (end + 1..text.tokens.len()).find(|&at| text.tokens[at].before != Break::None).unwrap_or(text.tokens.len());
    usize::from(short(before..start)) + usize::from(short(end.min(after)..after))
}

fn denied(text: &Text<'_>, hit: &Range<usize>, cue: &[String]) -> bool {
    let negation = |word: &str| matches!(word, "not" | "never");
    if cue.iter().any(|stem| negation(stem)) {
        return false;
    }
    // "If he does not come I stop the line": with the next subject begins what is not denied.
    let begins = |at: usize| matches!(text.tokens[at].lower.as_str(), "i" | "we" | "they" | "he" | "she" | "you");
    let from = hit.start.saturating_sub(3);
    (from..hit.start)
        .rev()
        .take_while(|&at| text.tokens[at + 1].before == Break::None && !begins(at))
        .any(|at| negation(&text.tokens[at].lower))
        || text.tokens[hit.clone()].iter().any(|token| negation(&token.lower))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluation::lexicon;

    fn is_denied(text: &str, cue: &str) -> bool {
        let lexicon = lexicon::of("en").unwrap();
        let text = Text::new(lexicon, text);
        let cue = lexicon.stems.phrase(cue);
        let hit = text.find(&cue, &(0..text.tokens.len())).unwrap();
        denied(&text, &hit, &cue)
    }

    #[test]
    fn a_negation_denies_what_follows_in_its_own_clause_only() {
        assert!(is_denied("I would not stop the line for that.", "stop the line"));
        assert!(!is_denied("If he does not come, I stop the line and get people out.", "stop the line"));
        assert!(!is_denied("If he does not come I stop the line and get people out.", "stop the line"));
    }
}
