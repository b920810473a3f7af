//! Finding words in the transcript.

use std::ops::Range;

/// Where the words stand in a text, in bytes, whatever the case of their letters.
pub(super) fn find(text: &str, words: &str) -> Vec<Range<usize>> {
    let words = words.trim().to_lowercase();
    if words.is_empty() {
        return Vec::new();
    }
    // Small letters may be longer than capital ones, so each of their bytes remembers where it comes from.
    let mut small = String::with_capacity(text.len());
    let mut from = Vec::with_capacity(text.len());
    for (at, letter) in text.char_indices() {
        for letter in letter.to_lowercase() {
            small.push(letter);
            from.resize(small.len(), at);
        }
    }
    let end = |at: usize| text[at..].chars().next().map_or(text.len(), |letter| at + letter.len_utf8());
    small.match_indices(&words).map(|(at, found)| from[at]..end(from[at + found.len() - 1])).collect()
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn words_are_found_in_any_case_and_at_their_own_place() {
        assert_eq!(find("Ward, warden, WARD", "ward"), [0..4, 6..10, 14..18]);
        assert_eq!(find("İzmir ÉTÉ été", "été"), [7..12, 13..18]);
        assert!(find("anything", "  ").is_empty());
        assert_eq!(find("İİ", "i\u{307}"), [0..2, 2..4]);
    }
}
