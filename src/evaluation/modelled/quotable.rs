//! What may be quoted: the candidate's answers, by the same rules that hold for the embedded judge's quotes.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

use super::case::Case;
use super::find::find;
use crate::evaluation::Evidence;
use crate::evaluation::lexicon;
use crate::evaluation::quotes::{SHORTEST, count_words, times};
use crate::evaluation::topic::content;
use crate::interview::{Speaker, Turn, TurnKind};

/// The candidate's answers, with the words of the questions that they answer.
pub(super) struct Quotable<'c> {
    answers: Vec<(&'c Turn, BTreeSet<String>)>,
    language: &'c str,
    /// What is too short to be quoted by itself is quoted with the sentence that it stands in.
    in_whole_sentences: bool,
    /// Passages that were asked for.
    pub(super) given: u32,
    /// Of these, those that cannot be quoted.
    pub(super) dropped: u32,
}

impl<'c> Quotable<'c> {
    pub(super) fn of(case: &'c Case<'_>) -> Self {
        let asked: BTreeMap<&str, BTreeSet<String>> =
            case.asked.iter().map(|asked| (asked.id.as_str(), subjects(case.language, &asked.text))).collect();
        let is_answer = |turn: &&Turn| turn.speaker == Speaker::Candidate && turn.kind == TurnKind::Answer;
        let of_question = |turn: &Turn| turn.question.as_deref().and_then(|id| asked.get(id)).cloned().unwrap_or_default();
        let answers = case.turns.iter().filter(is_answer).map(|turn| (turn, of_question(turn))).collect();
        Self { answers, language: case.language, in_whole_sentences: false, given: 0, dropped: 0 }
    }

    /// The same, for what somebody does in two words: "I apologise" is quoted with its sentence.
    pub(super) fn in_whole_sentences(case: &'c Case<'_>) -> Self {
        Self { in_whole_sentences: true, ..Self::of(case) }
    }

    /// The passage as it stands in this turn, or in the only other answer that holds it: numbers are miscounted more often
    /// than words.
    pub(super) fn quote(&mut self, turn: Option<u64>, passage: &str) -> Option<Evidence> {
        self.given += 1;
        let named = self.answers.iter().filter(|(answer, _)| Some(u64::from(answer.id.0)) == turn);
        let evidence = named.into_iter().find_map(|answer| self.within(answer, passage)).or_else(|| {
            let mut elsewhere = self.answers.iter().filter_map(|answer| self.within(answer, passage));
            elsewhere.next().filter(|_| elsewhere.next().is_none())
        });
        self.dropped += u32::from(evidence.is_none());
        evidence
    }

    /// Whether a passage stands in any of the answers, however short it is.
    pub(super) fn stands(&self, passage: &str) -> bool {
        self.answers.iter().any(|(turn, _)| find(&turn.text, passage).is_some())
    }

    fn within(&self, (turn, asked): &(&Turn, BTreeSet<String>), passage: &str) -> Option<Evidence> {
        let span = find(&turn.text, passage).map(|span| if self.in_whole_sentences { widen(&turn.text, span) } else { span });
        let verbatim = || turn.verbatim.as_ref().and_then(|text| find(text, passage).and_then(|span| text.get(span)));
        let quote = match &span {
            Some(span) => turn.text.get(span.clone())?,
            None => verbatim()?,
        };
        if count_words(quote) < SHORTEST && quote.trim() != turn.text.trim() {
            return None;
        }
        let own = subjects(self.language, quote);
        if !own.is_empty() && own.is_subset(asked) {
            return None;
        }
        let times = span.and_then(|span| times(&turn.words, &turn.text, &span));
        Some(Evidence { turn: turn.id, quote: quote.to_owned(), start_ms: times.map(|times| times.0), end_ms: times.map(|times| times.1) })
    }
}

/// The sentence around a passage that is too short.
fn widen(text: &str, span: Range<usize>) -> Range<usize> {
    let words = |span: &Range<usize>| text.get(span.clone()).map_or(0, count_words);
    if words(&span) >= SHORTEST {
        return span;
    }
    let mark = |character: char| matches!(character, '.' | '!' | '?' | '\n');
    let start = text.get(..span.start).and_then(|before| before.rfind(mark)).map_or(0, |at| at + 1);
    let end = text.get(span.end..).and_then(|after| after.find(mark)).map_or(text.len(), |at| span.end + at + 1);
    let inside = text.get(start..end).unwrap_or_default();
    let blank = inside.len() - inside.trim_start().len();
    let wide = start + blank..start + inside.trim_end().len();
    if words(&wide) >= SHORTEST { wide } else { 0..text.trim_end().len() }
}

/// The words that carry a subject; all words in a language without word lists.
fn subjects(language: &str, text: &str) -> BTreeSet<String> {
    match lexicon::of(language) {
        Some(lexicon) => content(lexicon, text),
        None => text.unicode_words().map(str::to_lowercase).collect(),
    }
}
