//! What is said for what is written.

use super::voice;
use greenroom::voice::synth::LEXICON;
use greenroom::voice::text::spoken;

fn said(text: &str) -> String {
    spoken(text).into_iter().map(|token| token.text).collect::<Vec<_>>().join(" ")
}

#[test]
fn symbols_and_abbreviations_become_words() {
    for (text, expected) in [
        ("It grew 50%, e.g. in May.", "It grew 50%, for example in May."),
        ("teams & tools", "teams and tools"),
        ("R&D costs", "letterr and letterd costs"),
        ("C++ and C# and .NET", "letterc plus plus and letterc sharp and dot net"),
        ("CI/CD and TCP/IP", "letterc letteri letterc letterd and lettert letterc letterp letteri letterp"),
        ("and/or his/her", "and or his or her"),
        ("$20/hour", "$20 per hour"),
        ("10k users, 3x faster", "10 thousand users, 3 times faster"),
        ("$2.5M and \u{20ac}300", "2.5 million dollars and 300 euros"),
        ("5\u{2013}10 people, ~50 others", "5 to 10 people, about 50 others"),
        ("24/7 support", "twenty four seven support"),
        ("The CEO, our KPIs, an API.", "The letterc lettere lettero, our letterk letterp lettersi, an lettera letterp letteri."),
        ("JSON is NOT SQL", "JSON is NOT SQL"),
        ("one \u{2014} two\u{2014}three", "one, two, three"),
        ("\u{201c}Why?\u{201d} it\u{2019}s ok", "Why? it's ok"),
        ("your r\u{e9}sum\u{e9}", "your resume"),
        ("mail me@example.com", "mail me at example dot com"),
        ("see https://example.com/jobs", "see example dot com slash jobs"),
        ("the U.S. market", "the letteru letters market"),
        ("**bold** _text_", "bold text"),
        ("co-founder", "co founder"),
        ("Great \u{1F600}!", "Great"),
        ("\u{1F600} \u{1F44D}", ""),
        ("", ""),
    ] {
        assert_eq!(said(text), expected, "{text}");
    }
}

#[test]
fn spoken_tokens_know_where_they_are_written() {
    let text = "Our KPIs \u{2014} e.g. R&D \u{1F600} spend.";
    let tokens = spoken(text);
    let written: Vec<&str> = tokens.iter().map(|token| &text[token.source.clone()]).collect();
    assert_eq!(written, ["Our", "KPIs \u{2014}", "e.g.", "R&D \u{1F600}", "spend."]);
}

#[test]
fn the_pronunciation_list_is_read_and_used() {
    let entries = LEXICON.lines().filter(|line| line.contains(':') && !line.starts_with('#')).count();
    assert!(entries > 150, "{entries} entries");
    let words: Vec<&str> =
        LEXICON.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split(':').next()).map(str::trim).collect();
    let mut unique = words.clone();
    unique.sort_unstable();
    unique.dedup();
    let empty = words.iter().filter(|word| word.is_empty()).count();
    assert_eq!(unique.len(), words.len() - empty.saturating_sub(1), "no word stands twice");
    for (word, phones) in [
        ("GitHub", "pau g ih t hh ah b pau"),
        ("Kubernetes", "pau k uw b er n eh t iy z pau"),
        ("CEO", "pau s iy iy ow pau"),
        ("API", "pau ey p iy ay pau"),
        ("resume", "pau r eh z ax m ey pau"),
        ("lead", "pau l iy d pau"),
    ] {
        assert_eq!(voice().pronounce(word), phones, "{word}");
    }
}
