//! Finds a passage that was copied by hand or by a model: the same letters, whatever their case, the kind of quotation mark,
//! and the blanks between words.

use std::ops::Range;

/// A quote is cut to this many words at most, at the end of a clause where there is one.
const LONGEST: usize = 40;

/// A character as it is compared, and the bytes that it stands for.
type Sign = (char, usize, usize);

/// Where the passage stands in a text, as bytes of the text; `None` when it does not stand there as whole words.
pub(super) fn find(text: &str, passage: &str) -> Option<Range<usize>> {
    let needle: Vec<char> = plain(passage).iter().map(|sign| sign.0).collect();
    let inside = |character: &char| character.is_alphanumeric();
    let first = needle.iter().position(inside)?;
    let last = needle.iter().rposition(inside)?;
    let needle = &needle[first..=last];
    let signs = plain(text);
    let at = (0..(signs.len() + 1).checked_sub(needle.len())?).find(|&at| {
        let end = at + needle.len();
        let stands = signs[at..end].iter().map(|sign| sign.0).eq(needle.iter().copied());
        let word_before = at.checked_sub(1).is_some_and(|before| signs[before].0.is_alphanumeric());
        let word_after = signs.get(end).is_some_and(|after| after.0.is_alphanumeric());
        stands && !word_before && !word_after
    })?;
    let span = signs[at].1..signs[at + needle.len() - 1].2;
    let cut = shorten(text.get(span.clone())?);
    let whole = cut == span.len();
    let span = span.start..span.start + cut;
    let mark = text.get(span.end..)?.chars().next().filter(|mark| whole && matches!(mark, '.' | '!' | '?')).map_or(0, char::len_utf8);
    Some(span.start..span.end + mark)
}

/// The characters that count, in lower case.
fn plain(text: &str) -> Vec<Sign> {
    let mut signs: Vec<Sign> = Vec::with_capacity(text.len());
    for (at, character) in text.char_indices() {
        let end = at + character.len_utf8();
        let last = signs.last().map(|sign| sign.0);
        match character {
            // Runs of these do not reach a model as they are.
            ' ' | '<' | '>' if last == Some(character) => {}
            other if other.is_whitespace() => {
                if last != Some(' ') {
                    signs.push((' ', at, end));
                }
            }
            other if other.is_control() || is_invisible(other) => {}
            '"' | '\'' | '`' | '\u{b4}' | '\u{ab}' | '\u{bb}' | '\u{2018}'..='\u{201f}' | '\u{2032}' | '\u{2033}' => {
                signs.push(('\'', at, end));
            }
            '\u{2010}'..='\u{2015}' | '\u{2212}' => signs.push(('-', at, end)),
            other => signs.extend(other.to_lowercase().map(|lower| (lower, at, end))),
        }
    }
    signs
}

fn is_invisible(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// How many bytes of a passage are quoted.
fn shorten(passage: &str) -> usize {
    use unicode_segmentation::UnicodeSegmentation as _;
    let words: Vec<(usize, &str)> = passage.unicode_word_indices().collect();
    if words.len() <= LONGEST {
        return passage.len();
    }
    let end_of = |place: usize| words[place].0 + words[place].1.len();
    let ends_clause = |place: &usize| passage[end_of(*place)..].starts_with(['.', ',', ';', ':', '!', '?']);
    let cut = (LONGEST / 2..LONGEST).rev().find(ends_clause).unwrap_or(LONGEST - 1);
    end_of(cut)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'t>(text: &'t str, passage: &str) -> Option<&'t str> {
        find(text, passage).map(|span| &text[span])
    }

    #[test]
    fn the_texts_own_letters_are_given_whatever_was_changed_in_copying() {
        let text = "So I  said: \u{201c}We don\u{2019}t ship\u{201d} \u{2014} and rang\nDana. It was six.";
        assert_eq!(found(text, "we don't ship"), Some("We don\u{2019}t ship"));
        assert_eq!(found(text, "\"I said: 'we DON'T ship' - and rang Dana\""), Some(&text[3..text.find(" It").unwrap()]));
        assert_eq!(found(text, "...and rang Dana..."), Some("and rang\nDana."));
    }

    #[test]
    fn only_whole_words_in_a_row_are_found() {
        let text = "I rang the depot at six and asked for a van.";
        for wrong in ["rang the depo", "ang the depot", "rang depot at six", "I called the depot", "", "..."] {
            assert_eq!(found(text, wrong), None, "{wrong}");
        }
        assert_eq!(found("Straße und İstanbul, immer", "strasse und"), None, "another spelling is another word");
        assert_eq!(found("Straße und İstanbul, immer", "straße UND İstanbul"), Some("Straße und İstanbul"));
    }

    #[test]
    fn a_long_passage_is_cut_at_the_end_of_a_clause() {
        let text = format!("{}, {}", ["word"; 30].join(" "), ["more"; 30].join(" "));
        assert_eq!(found(&text, &text), Some(["word"; 30].join(" ").as_str()));
        let text = ["word"; 90].join(" ");
        assert_eq!(found(&text, &text).map(|quote| quote.split(' ').count()), Some(LONGEST));
    }
}
