//! Cuts text into the pieces that are spoken one after the other.

use std::ops::Range;

/// Longest piece in words. A longer sentence is cut at a clause: nobody says more in one breath, and speech can start sooner.
pub const MAX_WORDS: usize = 40;

/// A cut inside a sentence leaves at least this many words on its left.
const MIN_CLAUSE_WORDS: usize = 8;

/// Abbreviations (lower case, without the final point) after which a point does not end a sentence.
const TITLES: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "sr", "jr", "st", "rev", "gen", "col", "capt", "lt", "sgt", "vs", "e.g", "i.e", "eg", "ie", "cf",
    "fig", "eq", "no", "vol", "approx", "dept", "est", "ca", "resp", "incl", "excl", "viz",
];

/// Abbreviations that often stand last: a point ends the sentence after them only before a capital letter.
const TRAILING: &[&str] =
    &["etc", "inc", "ltd", "co", "corp", "a.m", "p.m", "u.s", "u.k", "u.n", "e.u", "ph.d", "m.d", "b.sc", "m.sc", "b.a", "m.a", "al"];

/// Words before which a long sentence may be cut.
const CONJUNCTIONS: &[&str] = &["and", "but", "or", "so", "because", "which", "while", "where", "when", "although", "that", "then", "if"];

/// Byte ranges of the pieces of `text` in order. No piece is empty or only white space, none begins or ends with white space, none has more
/// than [`MAX_WORDS`] words, and together they hold everything but white space.
#[must_use]
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut whole: Vec<Range<usize>> = Vec::new();
    let mut begin = 0;
    for end in ends(text) {
        push(text, begin..end, &mut whole);
        begin = end;
    }
    push(text, begin..text.len(), &mut whole);
    whole.into_iter().flat_map(|range| breathe(text, range)).collect()
}

/// Adds a piece without the white space around it. One without a letter or digit goes along with the piece before.
fn push(text: &str, range: Range<usize>, pieces: &mut Vec<Range<usize>>) {
    let Some(range) = trimmed(text, range) else { return };
    let voiced = |range: &Range<usize>| text[range.clone()].chars().any(char::is_alphanumeric);
    match pieces.last_mut() {
        Some(last) if !voiced(&range) || !voiced(last) => last.end = range.end,
        _ => pieces.push(range),
    }
}

fn trimmed(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let piece = &text[range.clone()];
    let start = range.start + (piece.len() - piece.trim_start().len());
    let end = range.start + piece.trim_end().len();
    (start < end).then_some(start..end)
}

/// Where sentences end, as byte offsets just after their last character.
fn ends(text: &str) -> Vec<usize> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut found = Vec::new();
    let mut index = 0;
    while index < chars.len() {
        let (at, here) = chars[index];
        if here == '\n' {
            let (next, blank) = skip_space(&chars, index);
            if blank || chars.get(next).is_none_or(|(_, first)| matches!(first, '-' | '*' | '\u{2022}')) {
                found.push(at);
            }
            index = next.max(index + 1);
            continue;
        }
        if !is_terminator(here) {
            index += 1;
            continue;
        }
        let first = index;
        while index < chars.len() && is_terminator(chars[index].1) {
            index += 1;
        }
        let run = &chars[first..index];
        while index < chars.len() && is_closing(chars[index].1) {
            index += 1;
        }
        if index < chars.len() && !chars[index].1.is_whitespace() {
            continue;
        }
        let (next, _) = skip_space(&chars, index);
        let following = next_letter(&chars, next);
        let before = word_before(text, at);
        if ends_sentence(run, before, following) {
            found.push(chars.get(index).map_or(text.len(), |(offset, _)| *offset));
        }
    }
    found
}

const fn is_terminator(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '\u{2026}')
}

const fn is_closing(c: char) -> bool {
    matches!(c, '"' | '\'' | ')' | ']' | '}' | '\u{201d}' | '\u{2019}' | '\u{bb}')
}

/// Index of the next character that is no white space, and whether a blank line lies between.
fn skip_space(chars: &[(usize, char)], from: usize) -> (usize, bool) {
    let length = chars[from.min(chars.len())..].iter().take_while(|(_, c)| c.is_whitespace()).count();
    let lines = chars[from..from + length].iter().filter(|(_, c)| *c == '\n').count();
    (from + length, lines > 1)
}

/// The first letter or digit of what follows, past opening quotes and brackets.
fn next_letter(chars: &[(usize, char)], from: usize) -> Option<char> {
    chars[from.min(chars.len())..]
        .iter()
        .map(|(_, c)| *c)
        .find(|c| !matches!(c, '"' | '\'' | '(' | '[' | '{' | '\u{201c}' | '\u{2018}' | '\u{ab}'))
}

/// The word that ends just before a byte offset, without opening punctuation.
fn word_before(text: &str, at: usize) -> &str {
    let head = &text[..at];
    let start = head
        .rfind(|c: char| c.is_whitespace() || matches!(c, '(' | '[' | '"' | '\u{201c}'))
        .map_or(0, |found| found + head[found..].chars().next().map_or(1, char::len_utf8));
    &head[start..]
}

fn ends_sentence(run: &[(usize, char)], before: &str, following: Option<char>) -> bool {
    let Some(following) = following else { return true };
    if following.is_lowercase() {
        return false;
    }
    let single_point = run.len() == 1 && run[0].1 == '.';
    if !single_point {
        return true;
    }
    let word = before.to_lowercase();
    if TITLES.contains(&word.as_str()) {
        // "No." is an answer more often than a number.
        return word == "no" && !following.is_ascii_digit();
    }
    if TRAILING.contains(&word.as_str()) {
        return following.is_uppercase();
    }
    // "J. Smith": an initial. "Plan B. Then" is rarer.
    let mut letters = before.chars();
    let initial = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none() && before != "I";
    !initial
}

/// Cuts a sentence of too many words at clauses.
fn breathe(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let words = words(text, range.clone());
    let mut pieces = Vec::new();
    let mut first = 0;
    while words.len() - first > MAX_WORDS {
        let cut = (first + MIN_CLAUSE_WORDS..=first + MAX_WORDS)
            .filter(|index| words.len() - index >= 2)
            .max_by_key(|index| (clause_strength(text, &words, *index), *index))
            .unwrap_or(first + MAX_WORDS);
        pieces.push(words[first].start..words[cut - 1].end);
        first = cut;
    }
    pieces.push(words.get(first).map_or(range.start, |word| word.start)..range.end);
    pieces
}

/// How good a place the gap before word `index` is for a breath.
fn clause_strength(text: &str, words: &[Range<usize>], index: usize) -> u8 {
    let left = text[words[index - 1].clone()].trim_end_matches(is_closing);
    let right = text[words[index].clone()].to_lowercase();
    if left.ends_with([';', ':', '\u{2014}', '\u{2013}']) {
        3
    } else if left.ends_with(',') {
        2
    } else {
        u8::from(CONJUNCTIONS.contains(&right.as_str()))
    }
}

fn words(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    for (offset, c) in text[range.clone()].char_indices() {
        let at = range.start + offset;
        match (c.is_whitespace(), start) {
            (false, None) => start = Some(at),
            (true, Some(begin)) => {
                found.push(begin..at);
                start = None;
            }
            _ => {}
        }
    }
    if let Some(begin) = start {
        found.push(begin..range.end);
    }
    found
}
