//! From tokens to words, on token tables as whisper.cpp gives them.

use greenroom::hearing::agreement::Agreement;
use greenroom::hearing::tokens::{Token, words};
use greenroom::hearing::{Hints, Recognised};
use proptest::prelude::*;

/// `text from to probability`, in hundredths of a second.
fn table(rows: &[(&str, i64, i64, f32)]) -> Vec<Token> {
    rows.iter().map(|(text, from, to, p)| token(text.as_bytes(), *from, *to, *p)).collect()
}

fn token(bytes: &[u8], start_cs: i64, end_cs: i64, probability: f32) -> Token {
    Token { bytes: bytes.to_vec(), start_cs, end_cs, probability, special: false }
}

/// Words of a sentence as tokens of 20 hundredths each.
fn said(text: &str) -> Vec<Token> {
    text.split_whitespace()
        .enumerate()
        .map(|(n, word)| token(format!(" {word}").as_bytes(), n as i64 * 20, n as i64 * 20 + 20, 0.9))
        .collect()
}

fn texts(recognised: &Recognised) -> Vec<&str> {
    recognised.words.iter().map(|word| word.text.as_str()).collect()
}

#[test]
fn pieces_become_words_with_their_punctuation_times_and_confidence() {
    let tokens = table(&[
        ("[_BEG_]", 0, 0, 0.9),
        (" I", 12, 20, 0.99),
        (" mig", 22, 40, 0.9),
        ("rated", 40, 61, 0.7),
        (" Kub", 65, 80, 0.5),
        ("ern", 80, 95, 0.6),
        ("etes", 95, 120, 0.7),
        (",", 120, 122, 0.2),
        (" didn", 130, 150, 0.9),
        ("'t", 150, 160, 0.9),
        (" I", 165, 170, 0.8),
        ("?", 170, 172, 0.4),
        ("[_TT_150]", 172, 172, 0.3),
    ]);
    let heard = words(&tokens, 0.01, 2.0);
    assert_eq!(texts(&heard), ["I", "migrated", "Kubernetes,", "didn't", "I?"]);
    assert_eq!(heard.text, "I migrated Kubernetes, didn't I?");
    assert_eq!((heard.words[1].start, heard.words[1].end), (0.22, 0.61));
    assert!((heard.words[1].confidence - 0.8).abs() < 1e-6);
    assert!((heard.words[2].confidence - 0.6).abs() < 1e-6, "the comma does not count");
}

#[test]
fn characters_that_are_split_between_tokens_are_put_together() {
    let tokens = [
        token(b" caf", 0, 20, 0.9),
        token(&[0xc3], 20, 25, 0.9),
        token(&[0xa9], 25, 30, 0.9),
        token(b" na\xc3", 30, 40, 0.9),
        token(b"\xafve", 40, 60, 0.9),
    ];
    assert_eq!(texts(&words(&tokens, 0.0, 1.0)), ["café", "naïve"]);
    let broken = [token(b" half\xc3", 0, 20, 0.9), token(b" done", 20, 40, 0.9)];
    assert_eq!(texts(&words(&broken, 0.0, 1.0)), ["half", "done"]);
}

#[test]
fn tokens_that_stand_for_no_text_are_left_out() {
    let mut special = token(b" secret", 0, 10, 0.9);
    special.special = true;
    let tokens =
        [vec![special], table(&[("[_SOT_]", 0, 0, 1.0), ("[_LANG_en]", 0, 0, 1.0), ("<|endoftext|>", 0, 0, 1.0), (" yes", 0, 10, 0.9)])]
            .concat();
    assert_eq!(words(&tokens, 0.0, 1.0).text, "yes");
}

#[test]
fn names_of_sounds_are_not_words() {
    for (rows, expected) in [
        (vec![" [", "BL", "ANK", "_", "AUDIO", "]"], ""),
        (vec![" (", "music", ")"], ""),
        (vec![" (", "audience", " laughing", ")", " So", " we", " began", "."], "So we began."),
        (vec![" We", " began", " [", "cough", "]", ",", " and", " ended", "."], "We began and ended."),
        (vec![" *", "s", "ighs", "*", " fine"], "fine"),
        (vec![" ♪", " la", " la", " ♪"], ""),
        (vec![" We", " began", ".", " ["], "We began."),
        (
            vec![" (", "I", " never", " close", " a", " bracket", " and", " go", " on", " and", " on"],
            "I never close a bracket and go on and on",
        ),
        (vec![" -", " Yes", " -", " no", " ..."], "Yes no..."),
        (vec![" It", " took", " 3", ".", "5", " %", " of", " it"], "It took 3.5% of it"),
    ] {
        let tokens: Vec<Token> =
            rows.iter().enumerate().map(|(n, text)| token(text.as_bytes(), n as i64 * 10, n as i64 * 10 + 10, 0.9)).collect();
        assert_eq!(words(&tokens, 0.1, 5.0).text, expected, "{rows:?}");
    }
}

#[test]
fn thanks_out_of_silence_are_dropped_and_real_thanks_are_kept() {
    for (text, no_speech, kept) in [
        ("Thank you.", 0.9, false),
        ("Thanks for watching!", 0.7, false),
        ("Thank you. Thank you. Thank you.", 0.8, false),
        ("you", 0.95, false),
        ("Thank you.", 0.05, true),
        ("Thank you for the offer, I accept it.", 0.7, true),
        ("Okay, so I wrote the parser.", 0.7, true),
    ] {
        assert_eq!(!words(&said(text), no_speech, 3.0).text.is_empty(), kept, "{text} at {no_speech}");
    }
    let unsure: Vec<Token> = said("and the sea was high").into_iter().map(|token| Token { probability: 0.2, ..token }).collect();
    assert!(words(&unsure, 0.9, 3.0).words.is_empty());
    assert!(!words(&unsure, 0.3, 3.0).words.is_empty());
}

#[test]
fn endless_repetition_is_said_once_and_stammering_stays() {
    let looped = "I wrote it. ".to_owned() + &"and then we shipped ".repeat(12);
    assert_eq!(words(&said(&looped), 0.1, 60.0).text, "I wrote it. and then we shipped");
    assert_eq!(words(&said(&"no ".repeat(30)), 0.1, 60.0).text, "no");
    for natural in ["I I I think so", "it was very very very good", "no no no no", "we did it and we did it and we did it again"] {
        assert_eq!(words(&said(natural), 0.1, 60.0).text, natural);
    }
}

#[test]
fn unknown_times_are_filled_in_between_the_known_ones() {
    let tokens = table(&[(" one", 0, 50, 0.9), (" two", -1, -1, 0.9), (" three", -1, -1, 0.9), (" four", 150, 200, 0.9)]);
    let heard = words(&tokens, 0.0, 3.0);
    let times: Vec<(f32, f32)> = heard.words.iter().map(|word| (word.start, word.end)).collect();
    assert_eq!(times, [(0.0, 0.5), (0.5, 1.0), (1.0, 1.5), (1.5, 2.0)]);
}

proptest! {
    #[test]
    fn times_lie_in_the_segment_and_never_run_backwards(
        rows in prop::collection::vec(("[ ]?[a-zé,.\\[\\]()♪*-]{0,6}", -1_i64..4000, -1_i64..4000, 0.0_f32..1.0), 0..60),
        no_speech in 0.0_f32..1.0,
    ) {
        let tokens: Vec<Token> = rows.iter().map(|(text, from, to, p)| token(text.as_bytes(), *from, *to, *p)).collect();
        let heard = words(&tokens, no_speech, 20.0);
        let mut last = 0.0;
        for word in &heard.words {
            prop_assert!(word.start >= last && word.end >= word.start && word.end <= 20.0, "{:?}", heard.words);
            prop_assert!((0.0..=1.0).contains(&word.confidence));
            prop_assert!(word.text.chars().any(char::is_alphanumeric));
            last = word.end;
        }
        prop_assert_eq!(heard.text.split(' ').filter(|word| !word.is_empty()).count(), heard.words.len());
    }

    #[test]
    fn any_bytes_become_text(rows in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..6), 0..40)) {
        let tokens: Vec<Token> = rows.iter().map(|bytes| token(bytes, 0, 10, 0.5)).collect();
        prop_assert!(words(&tokens, 0.1, 20.0).words.len() <= tokens.len());
    }

    #[test]
    fn what_is_shown_of_a_growing_segment_only_grows(passes in prop::collection::vec("(yes|no|Yes,|maybe)( (yes|no|Yes,|maybe)){0,6}", 1..20)) {
        let mut agreement = Agreement::default();
        let mut shown = String::new();
        for pass in passes {
            if let Some(text) = agreement.push(&pass) {
                prop_assert!(text.len() > shown.len() && text.starts_with(&shown), "{} then {}", shown, text);
                shown = text;
            }
        }
    }
}

#[test]
fn a_word_is_shown_when_two_passes_agree_on_it() {
    let mut agreement = Agreement::default();
    assert_eq!(agreement.push("I lead"), None);
    assert_eq!(agreement.push("I led the"), Some("I".to_owned()));
    assert_eq!(agreement.push("I led the migration, of"), Some("I led the".to_owned()));
    assert_eq!(agreement.push("I led the migration of our"), Some("I led the migration of".to_owned()));
    assert_eq!(agreement.push("I"), None);
}

#[test]
fn the_prompt_names_what_matters_and_stays_short() {
    let mut hints = Hints { words: vec!["Greenroom".to_owned(), "Kubernetes".to_owned(), String::new()], ..Hints::default() };
    assert_eq!(hints.prompt(), "Greenroom, Kubernetes.");
    hints.before = "We moved it to a queue".to_owned();
    assert_eq!(hints.prompt(), "Greenroom, Kubernetes. We moved it to a queue");
    hints.before = "word ".repeat(100);
    hints.words = (0..100).map(|n| format!("technology{n}")).collect();
    let prompt = hints.prompt();
    assert!(prompt.chars().count() <= 321 && prompt.contains(". word"), "{prompt}");
    assert_eq!(Hints::default().prompt(), "");
    assert_eq!(
        (Hints::default().primary_language(), Hints { language: "de-AT".to_owned(), ..Hints::default() }.primary_language()),
        ("en".to_owned(), "de".to_owned())
    );
}
