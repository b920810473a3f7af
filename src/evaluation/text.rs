//! Speech-like text taken apart: words with their places, sentences and clauses. Recognised speech is punctuated,
//! typed answers often are not, so a run of words without a full stop is also cut where a new statement begins.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

use super::Span;
use super::lexicon::{Class, Cue, Group, Lexicon, split_contraction};

/// A sentence without a full stop is cut when it is longer than this many words.
const RUN_ON: usize = 28;
/// The shortest piece that such a cut may leave.
const SHORTEST_PIECE: usize = 6;

/// What stands between a word and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Break {
    /// A space or a hyphen.
    None,
    /// A comma, dash, bracket, colon or quotation mark.
    Comma,
    /// The end of a sentence.
    Stop,
}

/// A word, or one half of a contraction.
#[derive(Clone, Debug)]
pub(crate) struct Token {
    /// Where it stands.
    pub(crate) span: Span,
    /// In lower case and in full ("not" for "n't").
    pub(crate) lower: String,
    /// What is compared.
    pub(crate) stem: String,
    /// A function word.
    pub(crate) stop: bool,
    /// Carries a subject of its own.
    pub(crate) content: bool,
    /// Begins with a capital letter.
    pub(crate) capital: bool,
    /// What stands before it.
    pub(crate) before: Break,
}

/// A text with its words, sentences and clauses; the ranges are of `tokens`.
pub(crate) struct Text<'a> {
    /// As it was given.
    pub(crate) raw: &'a str,
    /// Words without hesitations.
    pub(crate) tokens: Vec<Token>,
    /// In order, covering all tokens.
    pub(crate) sentences: Vec<Range<usize>>,
    /// In order, covering all tokens.
    pub(crate) clauses: Vec<Range<usize>>,
    /// Words as written, hesitations left out.
    pub(crate) words: usize,
    /// The language.
    pub(crate) lexicon: &'static Lexicon,
}

impl<'a> Text<'a> {
    /// Takes a text apart.
    pub(crate) fn new(lexicon: &'static Lexicon, raw: &'a str) -> Self {
        let (tokens, words) = tokenise(lexicon, raw);
        let mut text = Self { raw, tokens, sentences: Vec::new(), clauses: Vec::new(), words, lexicon };
        text.drop_loose_fillers();
        text.sentences = text.cut_sentences();
        text.clauses = text.cut_clauses();
        text
    }

    /// The bytes that a range of tokens covers, with the punctuation that closes it.
    pub(crate) fn span(&self, range: &Range<usize>) -> Span {
        match (self.tokens.get(range.start), range.end.checked_sub(1).and_then(|last| self.tokens.get(last))) {
            (Some(first), Some(last)) if range.start < range.end => first.span.start..last.span.end,
            _ => 0..0,
        }
    }

    /// The tokens of a range.
    pub(crate) fn slice(&self, range: &Range<usize>) -> &[Token] {
        self.tokens.get(range.clone()).unwrap_or_default()
    }

    /// Whether a token can be the verb of a statement: an auxiliary, a preterite, or a base form after its subject.
    pub(crate) fn is_finite(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        if self.lexicon.is(Class::Auxiliary, &token.lower) || self.lexicon.is_preterite(&token.lower) {
            return true;
        }
        if !self.lexicon.means(Group::Verb, &token.stem) || token.lower.ends_with("ing") {
            return false;
        }
        let mut back = at;
        while back > 0 && token.before == Break::None && self.lexicon.is(Class::Adverb, &self.tokens[back - 1].lower) {
            back -= 1;
        }
        back > 0 && self.lexicon.is(Class::Subject, &self.tokens[back - 1].lower)
    }

    /// How often, from where, a cue's phrases stand within a range of tokens.
    pub(crate) fn cues(&self, cue: Cue, range: &Range<usize>) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        for phrase in self.lexicon.phrases(cue) {
            if let Some(hit) = self.find(phrase, range)
                && !found.iter().any(|other| other.start < hit.end && hit.start < other.end)
            {
                found.push(hit);
            }
        }
        found.sort_by_key(|hit| hit.start);
        found
    }

    /// The first place of a phrase within a range: its stems in order, at most two small words between any two of them.
    pub(crate) fn find(&self, phrase: &[String], range: &Range<usize>) -> Option<Range<usize>> {
        let first = phrase.first()?;
        (range.start..range.end.min(self.tokens.len()))
            .filter(|&at| &self.tokens[at].stem == first)
            .find_map(|start| self.continues(&phrase[1..], start + 1, range.end).map(|end| start..end))
    }

    fn continues(&self, rest: &[String], from: usize, end: usize) -> Option<usize> {
        let Some(next) = rest.first() else { return Some(from) };
        for at in from..end.min(from + 3).min(self.tokens.len()) {
            if self.tokens[at].before == Break::Stop && at > 0 {
                return None;
            }
            if &self.tokens[at].stem == next
                && let Some(end) = self.continues(&rest[1..], at + 1, end)
            {
                return Some(end);
            }
            if !self.is_small(at) {
                return None;
            }
        }
        None
    }

    /// A word that may stand inside a phrase without changing it.
    fn is_small(&self, at: usize) -> bool {
        let word = &self.tokens[at].lower;
        (self.lexicon.is(Class::Adverb, word)
            || self.lexicon.is(Class::Object, word)
            || matches!(word.as_str(), "had" | "have" | "the" | "a" | "my"))
            && !self.lexicon.is(Class::Negation, word)
    }

    /// Fillers such as "you know" count as hesitations where commas or a clause's beginning set them apart.
    fn drop_loose_fillers(&mut self) {
        let all = 0..self.tokens.len();
        let mut drop = vec![false; self.tokens.len()];
        for phrase in self.lexicon.phrases(Cue::LooseFiller) {
            let mut from = all.start;
            while let Some(hit) = self.find(phrase, &(from..all.end)) {
                let opens = self.tokens[hit.start].before != Break::None || hit.start == 0;
                let closes = self.tokens.get(hit.end).is_none_or(|next| next.before == Break::Comma);
                if hit.len() == phrase.len() && opens && closes && hit.len() < all.len() {
                    drop[hit.clone()].fill(true);
                }
                from = hit.start + 1;
            }
        }
        if drop.iter().all(|&dropped| dropped) {
            return;
        }
        let mut pending = Break::None;
        let mut kept = Vec::with_capacity(self.tokens.len());
        for (mut token, dropped) in std::mem::take(&mut self.tokens).into_iter().zip(drop) {
            if dropped {
                pending = pending.max(token.before);
            } else {
                token.before = token.before.max(pending);
                pending = Break::None;
                kept.push(token);
            }
        }
        self.tokens = kept;
    }

    fn cut_sentences(&self) -> Vec<Range<usize>> {
        let mut sentences = Vec::new();
        let mut start = 0;
        for at in 1..=self.tokens.len() {
            if at == self.tokens.len() || self.tokens[at].before == Break::Stop {
                self.cut_run_on(start..at, &mut sentences);
                start = at;
            }
        }
        sentences
    }

    fn cut_run_on(&self, range: Range<usize>, into: &mut Vec<Range<usize>>) {
        let mut start = range.start;
        if range.len() > RUN_ON {
            for at in range.clone() {
                if at >= start + SHORTEST_PIECE && at + SHORTEST_PIECE <= range.end && self.opens_statement(at) {
                    into.push(start..at);
                    start = at;
                }
            }
        }
        if start < range.end {
            into.push(start..range.end);
        }
    }

    /// "and then I", "so we", "but the": a new statement begins here.
    fn opens_statement(&self, at: usize) -> bool {
        let word = self.tokens[at].lower.as_str();
        if !matches!(word, "and" | "but" | "so" | "then") || (at > 0 && matches!(self.tokens[at - 1].lower.as_str(), "and" | "but" | "so"))
        {
            return false;
        }
        let next = |offset: usize| self.tokens.get(at + offset).map_or("", |token| token.lower.as_str());
        let subject = |word: &str| self.lexicon.is(Class::Subject, word) && word != "that" && word != "who";
        subject(next(1)) || (matches!(next(1), "then" | "so" | "when" | "after" | "because") && subject(next(2)))
    }

    fn cut_clauses(&self) -> Vec<Range<usize>> {
        let mut clauses: Vec<Range<usize>> = Vec::new();
        for sentence in &self.sentences {
            let mut start = sentence.start;
            let first = clauses.len();
            for at in sentence.start + 1..=sentence.end {
                if at < sentence.end && !self.opens_clause(at) {
                    continue;
                }
                let complete = (start..at).any(|token| self.is_finite(token));
                if complete || clauses.len() == first {
                    clauses.push(start..at);
                } else if let Some(last) = clauses.last_mut() {
                    last.end = at;
                }
                start = at;
            }
            // A fragment at the beginning ("Last spring, ...") belongs to what follows it.
            if clauses.len() > first + 1 && !clauses[first].clone().any(|token| self.is_finite(token)) {
                clauses[first + 1].start = clauses[first].start;
                clauses.remove(first);
            }
        }
        clauses
    }

    /// A clause begins at this token.
    pub(crate) fn opens_clause(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        if token.before != Break::None {
            return true;
        }
        let next = self.tokens.get(at + 1).map_or("", |next| next.lower.as_str());
        let starts = || {
            self.lexicon.is(Class::Subject, next)
                || self.lexicon.is(Class::Determiner, next)
                || self.lexicon.is_preterite(next)
                || self.lexicon.is(Class::Adverb, next)
        };
        match token.lower.as_str() {
            "because" | "although" | "whereas" | "which" | "unless" => true,
            "and" | "but" => self.lexicon.is(Class::Subject, next) || self.lexicon.is_preterite(next) || self.joins_verb(at),
            "so" => self.lexicon.is(Class::Subject, next) || (self.lexicon.is(Class::Determiner, next)),
            "when" | "while" | "until" | "after" | "before" | "since" | "then" | "where" => starts() && token.lower != "since",
            _ => false,
        }
    }

    /// "and then asked", "and finally sent".
    fn joins_verb(&self, at: usize) -> bool {
        let word = |offset: usize| self.tokens.get(at + offset).map_or("", |token| token.lower.as_str());
        self.lexicon.is(Class::Adverb, word(1)) && (self.lexicon.is_preterite(word(2)) || self.lexicon.is(Class::Subject, word(2)))
    }
}

fn tokenise(lexicon: &Lexicon, raw: &str) -> (Vec<Token>, usize) {
    let mut tokens: Vec<Token> = Vec::new();
    let (mut end, mut words, mut pending) = (0, 0, Break::Stop);
    let mut previous = String::new();
    for (start, word) in raw.unicode_word_indices() {
        pending = pending.max(break_in(lexicon, &raw[end..start], &previous));
        end = start + word.len();
        let lower = word.to_lowercase().replace('\u{2019}', "'");
        // Lower case may change the length; then spans of contraction halves cannot be trusted and the word stays whole.
        let parts = if lower.len() == word.len() { split_contraction(&lower) } else { vec![(lower.clone(), word.len())] };
        let filler = lexicon.is(Class::Hesitation, &lower);
        let repeated = pending == Break::None && lower == previous && lexicon.is(Class::Stop, &lower) && lower != "that" && lower != "had";
        previous.clone_from(&lower);
        if filler || repeated {
            continue;
        }
        words += 1;
        let mut at = start;
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        for (part, length) in parts {
            let stem = lexicon.stems.of(&part);
            let (stop, content) = (lexicon.is(Class::Stop, &part), lexicon.is_content(&part, &stem));
            tokens.push(Token {
                span: at..at + length,
                lower: part,
                stem,
                stop,
                content,
                capital,
                before: std::mem::replace(&mut pending, Break::None),
            });
            at += length;
        }
    }
    (tokens, words)
}

/// What the characters between two words mean.
fn break_in(lexicon: &Lexicon, between: &str, previous: &str) -> Break {
    if between.contains('\n') || between.contains(['!', '?', ';', '\u{2026}']) {
        return Break::Stop;
    }
    if between.contains('.') {
        return if lexicon.is(Class::Abbreviation, previous) { Break::None } else { Break::Stop };
    }
    let dash = between.contains(['\u{2013}', '\u{2014}']) || between.contains(" - ") || between.contains("--");
    if dash || between.contains([',', ':', '(', ')', '"', '\u{201c}', '\u{201d}']) { Break::Comma } else { Break::None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluation::lexicon;

    fn pieces(text: &str, ranges: impl Fn(&Text<'_>) -> Vec<Range<usize>>) -> Vec<String> {
        let text = Text::new(lexicon::of("en").unwrap(), text);
        ranges(&text).iter().map(|range| text.raw[text.span(range)].to_owned()).collect()
    }

    #[test]
    fn sentences_end_at_stops_but_not_at_abbreviations_or_decimals() {
        let found = pieces("Dr. Lind rose by 3.5 per cent. I left! Then what?", |text| text.sentences.clone());
        assert_eq!(found, ["Dr. Lind rose by 3.5 per cent", "I left", "Then what"]);
    }

    #[test]
    fn a_run_of_words_without_a_stop_is_cut_where_a_statement_begins() {
        let typed = "we had a delivery missing on a monday morning and the customer was waiting at the desk so i rang the depot and asked for the driver and then i offered her a taxi to the other shop";
        let found = pieces(typed, |text| text.sentences.clone());
        assert!(found.len() >= 3, "{found:?}");
        assert!(found.iter().any(|piece| piece.starts_with("so i rang the depot")), "{found:?}");
    }

    #[test]
    fn clauses_keep_a_verb_each_and_lists_stay_whole() {
        let found = pieces("I checked the dates, the names and the amounts, because the bank had refused it.", |text| text.clauses.clone());
        assert_eq!(found, ["I checked the dates, the names and the amounts", "because the bank had refused it"]);
    }

    #[test]
    fn hesitations_and_repeated_words_do_not_count() {
        let text = Text::new(lexicon::of("en").unwrap(), "Um, I I rang, you know, the uh driver.");
        let words: Vec<&str> = text.tokens.iter().map(|token| token.lower.as_str()).collect();
        assert_eq!(words, ["i", "rang", "the", "driver"]);
    }

    #[test]
    fn a_phrase_is_found_through_forms_contractions_and_small_words() {
        let lexicon = lexicon::of("en").unwrap();
        let text = Text::new(lexicon, "I immediately apologised to her. It didn't work.");
        let all = 0..text.tokens.len();
        assert!(text.find(&lexicon.stems.phrase("I apologise"), &all).is_some());
        assert!(text.find(&lexicon.stems.phrase("did not work"), &all).is_some());
        assert!(text.find(&lexicon.stems.phrase("her it"), &all).is_none());
    }
}
