//! Sessions that try to get a score without an answer.

use greenroom::evaluation::{AnswerReport, Report, verify_quotes};
use greenroom::scenario::Question;

use super::content::{answers, judged, scenario};

/// 2 of 10, or nothing.
fn holds(report: &Report) -> bool {
    verify_quotes(report).is_empty() && report.overall.score.is_none_or(|score| score <= 2.0)
}

fn session(answer: impl Fn(&Question) -> String) -> Report {
    for_scenario("general-behavioural", answer)
}

fn for_scenario(id: &str, answer: impl Fn(&Question) -> String) -> Report {
    judged(&scenario(id).into_iter().map(|question| (question.clone(), answer(&question))).collect::<Vec<_>>())
}

#[test]
fn fine_to_everything_gets_no_number() {
    let report = session(|_| "Fine.".into());
    assert_eq!(report.overall.score, None);
    assert!(report.dimensions.iter().all(|dimension| dimension.not_assessed.is_some()));
}

#[test]
fn the_question_given_back_gets_nothing() {
    assert!(holds(&session(|question| question.text.clone())));
    assert!(holds(&session(|question| format!("{} That is a good question. {}", question.text, question.text))));
}

#[test]
fn catchwords_get_nothing_with_or_without_commas() {
    let cues = |question: &Question| -> Vec<String> {
        question.evidence.iter().flat_map(|item| item.cues.clone()).chain(question.keywords.clone()).collect()
    };
    for id in ["general-behavioural", "registered-nurse"] {
        for between in [", ", ". ", " ", " and "] {
            let report = for_scenario(id, |question| cues(question).join(between));
            assert!(holds(&report), "{id} {between:?}: {:?}", report.overall);
        }
    }
}

#[test]
fn strong_answers_to_other_questions_get_nothing() {
    for (candidate, id) in [("general-behavioural-strong", "general-behavioural"), ("registered-nurse-strong", "registered-nurse")] {
        let right = answers(candidate, &scenario(id));
        for shift in [3, 5, 7] {
            let wrong: Vec<(Question, String)> =
                (0..right.len()).map(|at| (right[at].0.clone(), right[(at + shift) % right.len()].1.clone())).collect();
            let report = judged(&wrong);
            let heard = |answer: &&AnswerReport| answer.notes.iter().any(|note| note.contains("other than what was asked"));
            let missed: Vec<&str> =
                report.answers.iter().filter(|answer| !heard(answer)).map(|answer| answer.question_id.as_str()).collect();
            assert!(report.overall.score.is_none_or(|score| score <= 2.2), "{candidate} {shift}: {:?} {missed:?}", report.overall);
        }
    }
}

#[test]
fn general_talk_of_any_length_stays_at_the_bottom() {
    let talk = "I am a very communicative person and I think that teamwork is important. You always have to listen to each other and find a good solution together. \
        In my experience it depends on the situation, and every situation is different. I always try to stay positive and professional. ";
    for times in [1, 3, 6] {
        let report = session(|_| talk.repeat(times));
        assert!(report.overall.score.is_none_or(|score| score <= 2.5), "{times}: {:?}", report.overall);
    }
}

#[test]
fn answers_to_their_own_questions_are_never_taken_for_answers_to_others() {
    for (name, id) in [("general-behavioural", "general-behavioural"), ("registered-nurse", "registered-nurse")] {
        for kind in ["strong", "weak"] {
            let report = judged(&answers(&format!("{name}-{kind}"), &scenario(id)));
            for answer in &report.answers {
                assert!(
                    !answer.notes.iter().any(|note| note.contains("other than what was asked")),
                    "{name}-{kind}: {}",
                    answer.question_id
                );
            }
        }
    }
}
