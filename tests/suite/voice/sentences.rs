//! Cutting text into spoken pieces.

use greenroom::speech::sentences;
use greenroom::speech::sentences::MAX_WORDS;
use proptest::prelude::*;

fn pieces(text: &str) -> Vec<&str> {
    sentences(text).into_iter().map(|range| &text[range]).collect()
}

#[test]
fn a_sentence_ends_where_a_speaker_would_stop() {
    for (text, expected) in [
        ("One thing. Then another! Really? Yes.", vec!["One thing.", "Then another!", "Really?", "Yes."]),
        ("Dr. Smith met Ms. Jones. They spoke.", vec!["Dr. Smith met Ms. Jones.", "They spoke."]),
        ("It grew by 3.5 percent. Good.", vec!["It grew by 3.5 percent.", "Good."]),
        ("Use a tool, e.g. Git. Or don't.", vec!["Use a tool, e.g. Git.", "Or don't."]),
        ("He said \"stop.\" Then he left.", vec!["He said \"stop.\"", "Then he left."]),
        ("\"Really?\" she asked.", vec!["\"Really?\" she asked."]),
        ("J. Smith works at Acme Inc. in Ohio.", vec!["J. Smith works at Acme Inc. in Ohio."]),
        ("Well... maybe. Hm... Perhaps.", vec!["Well... maybe.", "Hm...", "Perhaps."]),
        ("No. That is all.", vec!["No.", "That is all."]),
        ("We meet at 9 a.m. on Monday.", vec!["We meet at 9 a.m. on Monday."]),
        ("Node.js 2.0 is out", vec!["Node.js 2.0 is out"]),
        ("First line\n\nSecond line", vec!["First line", "Second line"]),
        ("Hello \u{1F600}. Bye.", vec!["Hello \u{1F600}.", "Bye."]),
        ("Good! \u{1F44D}", vec!["Good! \u{1F44D}"]),
        ("  ", vec![]),
        ("\u{201c}Why?\u{201d} is a good question. Ask it.", vec!["\u{201c}Why?\u{201d} is a good question.", "Ask it."]),
    ] {
        assert_eq!(pieces(text), expected, "{text}");
    }
}

#[test]
fn a_sentence_that_nobody_has_breath_for_is_cut_at_a_clause() {
    let clause = "we looked at every single part of the system that was under load";
    let text = format!("{clause}, {clause}, {clause}; and {clause}.");
    let found = pieces(&text);
    assert!(found.len() > 1);
    assert!(found[0].ends_with(';'), "{found:?}");
    assert!(found.iter().all(|piece| piece.split_whitespace().count() <= MAX_WORDS), "{found:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn pieces_lose_nothing_and_none_is_empty(text in "([A-Za-z0-9]{1,9}|[.!?,;:\"')(]|\\.\\.\\.|Mr\\.|\n\n|\u{2026}|\u{e9}t\u{e9}|\u{1F600}| ){0,120}") {
        let ranges = sentences(&text);
        let kept: String = ranges.iter().map(|range| &text[range.clone()]).collect::<Vec<_>>().join(" ");
        let squeezed = |text: &str| text.split_whitespace().collect::<String>();
        prop_assert_eq!(squeezed(&kept), squeezed(&text));
        for range in &ranges {
            let piece = &text[range.clone()];
            prop_assert!(!piece.is_empty() && piece.trim() == piece);
            prop_assert!(piece.split_whitespace().count() <= MAX_WORDS);
        }
        prop_assert!(ranges.windows(2).all(|pair| pair[0].end <= pair[1].start));
    }

    #[test]
    fn any_text_can_be_cut(text in "\\PC{0,200}") {
        let _ranges = sentences(&text);
    }
}
