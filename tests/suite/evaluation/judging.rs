//! Judging whole sessions.

use std::collections::BTreeSet;

use greenroom::evaluation::{Report, evaluate, schema, verify_quotes};
use greenroom::interview::{Speaker, TurnId, TurnKind};
use greenroom::scenario::{Cover, Gap, Question};

use super::content::{answers, blueprint, file, follow_up, judged, provenance, scenario, turn, turns};

fn session(candidate: &str) -> Report {
    let scenario_id = if candidate.starts_with("general") { "general-behavioural" } else { "registered-nurse" };
    judged(&answers(candidate, &scenario(scenario_id)))
}

#[test]
fn a_strong_candidate_is_assessed_in_four_dimensions_that_quote_two_answers_each() {
    for name in ["general-behavioural-strong", "registered-nurse-strong"] {
        let report = session(name);
        let assessed: Vec<_> = report.dimensions.iter().filter(|dimension| dimension.score.is_some()).collect();
        assert!(assessed.len() >= 4, "{name}: {}", assessed.len());
        for dimension in assessed {
            let quoted: BTreeSet<TurnId> = dimension.evidence.iter().map(|evidence| evidence.turn).collect();
            assert!(quoted.len() >= 2, "{name}: {} quotes {} answers", dimension.id, quoted.len());
            assert!(dimension.level.unwrap() >= 4, "{name}: {} {:?}", dimension.id, dimension.score);
            assert!(dimension.anchor.is_some());
        }
        assert!(report.overall.score.unwrap() >= 7.5, "{:?}", report.overall);
        assert!(report.went_well.len() >= 4, "{:#?}", report.went_well);
    }
}

#[test]
fn the_weak_and_the_evasive_come_out_below_the_strong() {
    for name in ["general-behavioural", "registered-nurse"] {
        let overall = |kind: &str| session(&format!("{name}-{kind}")).overall.score.unwrap_or(1.0);
        let (strong, weak, evasive) = (overall("strong"), overall("weak"), overall("evasive"));
        assert!(strong >= weak + 3.5, "{name}: {strong} {weak}");
        assert!(weak > evasive && evasive <= 2.0, "{name}: {weak} {evasive}");
    }
}

#[test]
fn every_quote_of_every_report_stands_in_the_transcript() {
    for name in ["general-behavioural", "registered-nurse"] {
        for kind in ["strong", "weak", "evasive"] {
            let report = session(&format!("{name}-{kind}"));
            assert_eq!(verify_quotes(&report), Vec::<String>::new());
        }
    }
}

#[test]
fn an_altered_quote_is_found_out() {
    let mut report = session("general-behavioural-strong");
    let place = report.dimensions.iter().position(|dimension| dimension.score.is_some()).unwrap();
    report.dimensions[place].evidence[0].quote.push_str(" and everybody clapped");
    assert_eq!(verify_quotes(&report).len(), 1);
    report.dimensions[place].evidence.clear();
    assert!(verify_quotes(&report).iter().any(|problem| problem.contains("without a quote")));
    let mut report = session("general-behavioural-strong");
    report.went_well[0].evidence[0].turn = TurnId(0);
    assert!(!verify_quotes(&report).is_empty());
}

#[test]
fn the_schema_is_the_published_one_and_every_report_fits_it() {
    if std::env::var_os("GREENROOM_WRITE_SCHEMA").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/schema/report.schema.json");
        std::fs::write(path, serde_json::to_string_pretty(&schema()).unwrap() + "\n").unwrap();
    }
    let published: serde_json::Value = serde_json::from_str(&file("assets/schema/report.schema.json")).unwrap();
    assert!(schema() == published, "the schema has changed: run this test once with GREENROOM_WRITE_SCHEMA=1");
    let validator = jsonschema::validator_for(&published).unwrap();
    for name in ["general-behavioural-strong", "general-behavioural-weak", "registered-nurse-evasive"] {
        let report = serde_json::to_value(session(name)).unwrap();
        let problems: Vec<String> = validator.iter_errors(&report).map(|problem| problem.to_string()).collect();
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(serde_json::from_value::<Report>(report).unwrap(), session(name));
    }
}

#[test]
fn nothing_said_is_not_assessed_with_a_reason_and_no_number() {
    let report = evaluate(&blueprint(scenario("general-behavioural")), &[], &provenance());
    assert!(report.dimensions.iter().all(|dimension| dimension.score.is_none() && dimension.not_assessed.is_some()));
    assert_eq!((report.overall.score, report.overall.spread), (None, None));
    assert!(report.went_well.is_empty() && report.plan.is_empty());
}

#[test]
fn a_dimension_that_no_question_tests_is_not_assessed() {
    let questions: Vec<Question> =
        scenario("general-behavioural").into_iter().filter(|question| !question.competencies.contains(&"technical".to_owned())).collect();
    let report = judged(&answers("general-behavioural-strong", &questions));
    let technical = report.dimensions.iter().find(|dimension| dimension.id == "technical").unwrap();
    assert_eq!((technical.score, technical.evidence.len()), (None, 0));
    assert!(technical.not_assessed.as_deref().unwrap().contains("None of the questions"));
}

#[test]
fn requests_and_the_candidates_own_questions_are_no_answers() {
    let answered = answers("general-behavioural-strong", &scenario("general-behavioural"));
    let plan = blueprint(answered.iter().map(|(question, _)| question.clone()).collect());
    let plain = turns(&answered);
    let mut more = plain.clone();
    let next = u32::try_from(more.len()).unwrap();
    let id = answered[0].0.id.clone();
    more.push(turn(next, Speaker::Candidate, TurnKind::Request, Some(&id), "Sorry, can you repeat the question please?"));
    more.push(turn(next + 1, Speaker::Candidate, TurnKind::CandidateQuestion, None, "How large is the team that I would work in?"));
    let (plain, more) = (evaluate(&plan, &plain, &provenance()), evaluate(&plan, &more, &provenance()));
    assert_eq!(plain.dimensions, more.dimensions);
    assert_eq!(plain.delivery, more.delivery);
}

#[test]
fn a_left_question_is_named_but_not_counted() {
    let answered = answers("general-behavioural-strong", &scenario("general-behavioural"));
    let (left, rest) = answered.split_first().unwrap();
    let plan = blueprint(answered.iter().map(|(question, _)| question.clone()).collect());
    let mut given = turns(rest);
    let next = u32::try_from(given.len()).unwrap();
    given.push(turn(next, Speaker::Interviewer, TurnKind::Question, Some(&left.0.id), &left.0.text));
    given.push(turn(next + 1, Speaker::Candidate, TurnKind::Request, Some(&left.0.id), "Could we skip that one?"));
    let report = evaluate(&plan, &given, &provenance());
    let skipped = report.answers.iter().find(|answer| answer.question_id == left.0.id).unwrap();
    assert_eq!(skipped.notes, ["You left this question."]);
    assert_eq!(report.dimensions, evaluate(&plan, &turns(rest), &provenance()).dimensions);
}

#[test]
fn what_a_follow_up_brings_counts_for_its_question() {
    let question = scenario("general-behavioural").into_iter().find(|question| question.id.ends_with("#tight-deadline")).unwrap();
    let first = "Last March our supplier cancelled two days before the fair and the deadline was Friday. I rang three schools and asked for chairs.";
    let pair = vec![(question.clone(), first.to_owned())];
    let plan = blueprint(vec![question.clone()]);
    let mut given = turns(&pair);
    let before = evaluate(&plan, &given, &provenance());
    assert!(before.answers[0].gaps.contains(&Gap::Result) && before.answers[0].star.result.is_none());
    follow_up(
        &mut given,
        &question,
        Gap::Result,
        "What came of it?",
        "In the end forty-two chairs stood in the hall on Thursday evening, and the fair opened on time.",
    );
    let after = evaluate(&plan, &given, &provenance());
    assert!(!after.answers[0].gaps.contains(&Gap::Result));
    assert_eq!(after.answers[0].star.result.as_ref().unwrap().turn, TurnId(3));
    assert!(after.overall.score.unwrap() > before.overall.score.unwrap());
    assert_eq!(verify_quotes(&after), Vec::<String>::new());
}

#[test]
fn the_plan_names_the_commonest_gaps_with_an_example_of_the_candidates() {
    let report = session("general-behavioural-weak");
    assert!((1..=4).contains(&report.plan.len()));
    let candidate: Vec<&str> =
        report.turns.iter().filter(|turn| turn.speaker == Speaker::Candidate).map(|turn| turn.text.as_str()).collect();
    for step in &report.plan {
        assert!(step.why.starts_with("In "), "{}", step.why);
        if let Some(quote) = step.why.split('\u{201c}').nth(1).and_then(|rest| rest.split('\u{201d}').next()) {
            assert!(candidate.iter().any(|text| text.contains(quote)), "{quote}");
        }
    }
}

#[test]
fn a_language_that_the_judge_cannot_read_is_not_assessed() {
    let answered = answers("general-behavioural-strong", &scenario("general-behavioural"));
    let mut plan = blueprint(answered.iter().map(|(question, _)| question.clone()).collect());
    plan.scenario.language = "fi".into();
    let report = evaluate(&plan, &turns(&answered), &provenance());
    assert!(report.dimensions.iter().all(|dimension| dimension.score.is_none()
        && dimension.not_assessed.as_deref() == Some("The embedded judge does not read this language.")));
}

#[test]
fn the_scales_and_the_mean_are_what_the_schema_says() {
    let report = session("registered-nurse-strong");
    let scores: Vec<f64> = report.dimensions.iter().filter_map(|dimension| dimension.score).collect();
    assert!(scores.iter().all(|score| (1.0..=10.0).contains(score)));
    assert!((report.overall.score.unwrap() - scores.iter().sum::<f64>() / scores.len() as f64).abs() < 0.01);
    assert!(report.dimensions.iter().all(|dimension| (0.0..=1.0).contains(&dimension.confidence)));
    assert!(report.overall.spread.unwrap() > 0.0);
}

#[test]
fn subjects_that_had_to_come_up_are_told_with_the_words_that_named_them() {
    let questions = scenario("general-behavioural");
    let cover = |id: &str, cues: &[&str]| Cover {
        id: id.into(),
        title: id.to_uppercase(),
        cues: cues.iter().map(|cue| (*cue).to_owned()).collect(),
        question: questions[0].clone(),
    };
    let mut plan = blueprint(questions.clone());
    plan.cover = vec![cover("post", &["letterbox"]), cover("trains", &["locomotive"]), cover("pigeons", &["pigeon"])];
    let said = "I painted every letterbox in the street myself in a week. I never saw a locomotive there, and it held for ten years.";
    let spoken = vec![
        turn(0, Speaker::Interviewer, TurnKind::Question, Some(&questions[0].id), "Tell me about pigeons."),
        turn(1, Speaker::Candidate, TurnKind::Answer, Some(&questions[0].id), said),
        turn(2, Speaker::Candidate, TurnKind::Answer, Some(&questions[0].id), "About pigeons."),
    ];
    let report = evaluate(&plan, &spoken, &provenance());
    let told: Vec<(&str, bool, Option<&str>)> = report
        .coverage
        .iter()
        .map(|subject| (subject.id.as_str(), subject.covered, subject.evidence.as_ref().map(|evidence| evidence.quote.as_str())))
        .collect();
    let first = "I painted every letterbox in the street myself in a week.";
    assert_eq!(told, [("post", true, Some(first)), ("trains", false, None), ("pigeons", true, None)], "an echo is no quote");
    assert_eq!(verify_quotes(&report), Vec::<String>::new());
    assert!(session("general-behavioural-strong").coverage.is_empty());
}
