//! Judgements of a model, however they are written: nothing of them stands that the candidate did not say.

use std::sync::LazyLock;

use greenroom::evaluation::modelled::{Case, ModelJudge, Opinion, Unusable, combine, judgement_prompt, judgement_schema, read_opinion};
use greenroom::evaluation::{Report, evaluate, verify_quotes};
use greenroom::interview::{Blueprint, Speaker, Turn};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::content::{answers, blueprint, provenance, scenario, turns};

static SESSION: LazyLock<(Blueprint, Vec<Turn>, Report)> = LazyLock::new(|| {
    let answers = answers("general-behavioural-strong", &scenario("general-behavioural"));
    let plan = blueprint(answers.iter().map(|(question, _)| question.clone()).collect());
    let turns = turns(&answers);
    let report = evaluate(&plan, &turns, &provenance());
    (plan, turns, report)
});

/// A session of the strong candidate.
fn session() -> (Blueprint, Vec<Turn>, Report) {
    SESSION.clone()
}

fn candidates(turns: &[Turn]) -> Vec<&Turn> {
    turns.iter().filter(|turn| turn.speaker == Speaker::Candidate).collect()
}

fn by(opinions: &[Opinion], runs: u32) -> Report {
    let (plan, turns, report) = session();
    let judge = ModelJudge { name: "m at h".into(), engine: "m".into(), runs, fallbacks: Vec::new() };
    combine(&plan, &turns, report, opinions, judge)
}

/// One competency with this level and these quotes.
fn opinion(level: &Value, quotes: &Value) -> Result<Opinion, Unusable> {
    let (plan, turns, _) = session();
    let item = json!({ "id": "communication", "level": level, "reason": "Because.", "quotes": quotes });
    read_opinion(&Case::of_session(&plan, &turns), &json!({ "competencies": [item] }).to_string())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_quoted_stands_in_the_answer_or_is_dropped(
        place in 0_usize..100, from in 0_usize..120, count in 0_usize..70, turn in -3_i64..60, shout in any::<bool>(), noise in ".{0,12}", level in 0_i64..7,
    ) {
        let (plan, turns, report) = session();
        let all = candidates(&turns);
        let answer = all[place % all.len()];
        let words: Vec<&str> = answer.text.split_whitespace().skip(from).take(count).collect();
        let passage = if shout { words.join("  ").to_uppercase() } else { format!("\u{201c}{}\u{201d}", words.join(" ")) };
        let quotes = json!([{ "turn": turn, "quote": passage }, { "turn": answer.id.0, "quote": noise }]);
        let value = json!({
            "competencies": [{ "id": "communication", "level": level, "reason": noise, "quotes": quotes }],
            "strengths": [{ "text": noise, "quotes": quotes }],
        });
        let read = read_opinion(&Case::of_session(&plan, &turns), &value.to_string()).unwrap();
        prop_assert!(read.dropped <= read.quotes);
        let judge = ModelJudge { name: "m".into(), engine: "m".into(), runs: 1, fallbacks: Vec::new() };
        let report = combine(&plan, &turns, report, &[read], judge);
        prop_assert_eq!(verify_quotes(&report), Vec::<String>::new());
    }
}

#[test]
fn levels_are_read_as_models_write_them_and_nothing_else_is_a_level() {
    let (_, turns, _) = session();
    let answer = candidates(&turns)[0];
    let quotes =
        json!([{ "turn": answer.id.0.to_string(), "quote": answer.text.split_whitespace().take(8).collect::<Vec<_>>().join(" ") }]);
    let level = |value: &Value| opinion(value, &quotes).unwrap().verdicts["communication"].level;
    for (written, read) in
        [(json!(4), Some(4)), (json!(3.6), Some(4)), (json!(" 2 "), Some(2)), (json!(9), None), (json!("high"), None), (json!(null), None)]
    {
        assert_eq!(level(&written), read, "{written}");
    }
    let lost = opinion(&json!(5), &json!([])).unwrap();
    assert!(lost.verdicts["communication"].unfounded && lost.verdicts["communication"].level.is_none());
}

#[test]
fn what_is_no_judgement_is_refused_without_repeating_it() {
    let (plan, turns, _) = session();
    let case = Case::of_session(&plan, &turns);
    for (reply, why) in [
        ("", Unusable::NoJson),
        ("quokka", Unusable::NoJson),
        ("{\"competencies\": quokka}", Unusable::NoJson),
        ("{}", Unusable::NoCompetency),
        ("{\"competencies\": [{\"id\": \"quokka\", \"level\": 5}]}", Unusable::NoCompetency),
    ] {
        assert_eq!(read_opinion(&case, reply), Err(why));
        assert!(!why.to_string().contains("quokka"));
    }
}

#[test]
fn the_shape_is_one_that_servers_take_and_an_empty_judgement_fits_it() {
    let (plan, turns, _) = session();
    let case = Case::of_session(&plan, &turns);
    let schema = judgement_schema(&case);
    let validator = jsonschema::validator_for(&schema).unwrap();
    let item = json!({ "id": "communication", "level": null, "reason": null, "quotes": [] });
    let whole = json!({ "competencies": [item], "answers": [], "strengths": [], "mixed": [], "weaknesses": [] });
    assert!(validator.is_valid(&whole));
    assert!(!validator.is_valid(&json!({ "competencies": [] })), "everything is required");
    let prompt = judgement_prompt(&case, 0.2);
    for turn in candidates(&turns) {
        assert!(prompt.user.contains(&format!("[{}]", turn.id.0)));
    }
}

#[test]
fn few_runs_and_few_answers_make_a_level_less_certain() {
    let (_, turns, _) = session();
    let all = candidates(&turns);
    let quote = |turn: &Turn| json!({ "turn": turn.id.0, "quote": turn.text.split_whitespace().take(10).collect::<Vec<_>>().join(" ") });
    let one = opinion(&json!(4), &json!([quote(all[0])])).unwrap();
    let two = opinion(&json!(4), &json!([quote(all[0]), quote(all[1])])).unwrap();
    let other = opinion(&json!(3), &json!([quote(all[0]), quote(all[1])])).unwrap();
    let confidence = |opinions: &[Opinion], runs| by(opinions, runs).dimensions[0].confidence;
    assert_eq!(by(&[two.clone(), two.clone(), other.clone()], 3).dimensions[0].id, "communication");
    let firm = confidence(&[two.clone(), two.clone(), two.clone()], 3);
    for weaker in [
        confidence(&[one.clone(), one.clone(), one.clone()], 3),
        confidence(&[two.clone(), two.clone(), other.clone()], 3),
        confidence(std::slice::from_ref(&two), 3),
    ] {
        assert!(weaker > 0.0 && weaker < firm, "{weaker} {firm}");
    }
    let silent = opinion(&json!(null), &json!([])).unwrap();
    let report = by(&[silent.clone(), silent, two], 3);
    assert_eq!(report.dimensions[0].level, None, "one of three is too few");
    assert_eq!(report.dimensions[0].opinions.as_ref().unwrap().runs, [None, None, Some(4)]);
}

#[test]
fn without_any_opinion_the_embedded_judges_report_stays() {
    let (_, _, report) = session();
    assert_eq!(by(&[], 3), report);
}
