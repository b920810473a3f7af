//! What must hold for any text.

use greenroom::evaluation::{default_label, embedded_levels, evaluate, read, render_html, transcript_vtt, verify_quotes};
use proptest::prelude::*;
use proptest::sample::select;

use super::content::{answers, banks, blueprint, judged, provenance, scenario, turns};

/// Sentences that say nothing.
const EMPTY: [&str; 12] = [
    "It was really good.",
    "So yeah, that was that.",
    "You know how it is.",
    "I think that is very important.",
    "And that is how it always is, more or less.",
    "It was a very interesting situation, in many ways.",
    "Everybody knows that, of course.",
    "To be honest, it was quite hard.",
    "That was basically the whole thing.",
    "I am happy to say more about it.",
    "There are always different ways to look at things.",
    "As I said, it was a good experience for everyone.",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn empty_sentences_never_raise_a_level(
        kind in select(vec!["strong", "weak"]),
        which in 0_usize..1000,
        places in prop::collection::vec((0_usize..20, select(EMPTY.to_vec())), 1..6),
    ) {
        let all = answers(&format!("general-behavioural-{kind}"), &scenario("general-behavioural"));
        let (question, answer) = &all[which % all.len()];
        let mut sentences: Vec<String> = answer.split_inclusive(". ").map(|sentence| sentence.trim().to_owned()).collect();
        for (place, empty) in places {
            let at = place % (sentences.len() + 1);
            sentences.insert(at, empty.to_owned());
        }
        let (before, after) = (embedded_levels(question, answer), embedded_levels(question, &sentences.join(" ")));
        for (dimension, level) in before {
            let (level, padded) = (level.unwrap_or(1.0), after[&dimension].unwrap_or(1.0));
            prop_assert!(padded <= level + 1e-9, "{dimension}: {level} rose to {padded}: {}", sentences.join(" "));
        }
    }

    #[test]
    fn any_text_is_read_judged_and_shown_without_harm(text in "\\PC{0,300}", more in "[a-zA-Z ,.!?'<>&\n]{0,200}") {
        let question = &banks()[4];
        for text in [&text, &more] {
            let reading = read(question, text);
            let star = &reading.star;
            let parts = [&star.situation, &star.task, &star.action, &star.result];
            let spans = parts.into_iter().flatten().chain(&reading.ownership).chain(&reading.specifics).chain(reading.evidence.iter().map(|(_, span)| span));
            for span in spans {
                prop_assert!(text.get(span.clone()).is_some());
            }
            let report = evaluate(&blueprint(vec![question.clone()]), &turns(&[(question.clone(), text.clone())]), &provenance());
            prop_assert_eq!(verify_quotes(&report), Vec::<String>::new());
            prop_assert!(!render_html(&report, &default_label).contains("<script"));
            prop_assert!(transcript_vtt(&report.turns).starts_with("WEBVTT\n"));
        }
    }

    #[test]
    fn order_and_number_of_answers_never_break_a_quote(picked in prop::collection::vec((0_usize..100, 0_usize..100), 1..8)) {
        let all = answers("general-behavioural-strong", &scenario("general-behavioural"));
        let mut mixed = Vec::new();
        for (question, answer) in picked {
            let question = &all[question % all.len()].0;
            if !mixed.iter().any(|(other, _): &(greenroom::scenario::Question, String)| other.id == question.id) {
                mixed.push((question.clone(), all[answer % all.len()].1.clone()));
            }
        }
        let report = judged(&mixed);
        prop_assert_eq!(verify_quotes(&report), Vec::<String>::new());
        prop_assert_eq!(report.clone(), judged(&mixed));
    }
}
