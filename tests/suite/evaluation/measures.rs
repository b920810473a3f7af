//! Measures of speaking.

use greenroom::evaluation::evaluate;
use greenroom::interview::{Channel, Moment, Turn, Word};
use greenroom::scenario::Question;

use super::content::{blueprint, provenance, scenario, turns};

/// A minute of speech: 120 words of 400 ms, one every half second, with a silence of two seconds after the sixtieth.
fn spoken() -> (Question, Vec<Turn>) {
    let question = scenario("general-behavioural").remove(0);
    let text = vec!["word"; 120].join(" ");
    let mut given = turns(&[(question.clone(), text)]);
    given[0].start = Moment::START;
    given[0].end = Moment::from_millis(6_000);
    let answer = &mut given[1];
    answer.channel = Some(Channel::Voice);
    answer.latency_ms = Some(900);
    answer.words = (0..120)
        .map(|at| {
            let start_ms = 7_000 + at * 500 + if at >= 60 { 2_000 } else { 0 };
            Word { text: "word".into(), start_ms, end_ms: start_ms + 400, confidence: 0.9 }
        })
        .collect();
    (question, given)
}

#[test]
fn pace_pauses_share_and_latency_come_from_the_word_times() {
    let (question, given) = spoken();
    let delivery = evaluate(&blueprint(vec![question]), &given, &provenance()).delivery;
    // 120 words in 61.9 s.
    assert_eq!(delivery.words_per_minute, Some(116.3));
    assert_eq!(delivery.pauses.map(|pauses| (pauses.count, pauses.longest_ms)), Some((1, 2_100)));
    assert_eq!(delivery.talk_ratio, Some(0.912));
    assert_eq!(delivery.latency_ms, Some(900));
    assert_eq!((delivery.fillers, delivery.fillers_per_minute, delivery.not_measured), (None, None, None));
}

#[test]
fn fillers_are_counted_only_in_a_verbatim_transcript() {
    let (question, mut given) = spoken();
    given[1].verbatim = Some("Um, word uh word, um word.".into());
    let delivery = evaluate(&blueprint(vec![question]), &given, &provenance()).delivery;
    let fillers: Vec<(String, u32)> = delivery.fillers.unwrap().into_iter().map(|filler| (filler.text, filler.count)).collect();
    assert_eq!(fillers, [("um".to_owned(), 2), ("uh".to_owned(), 1)]);
    assert_eq!(delivery.fillers_per_minute, Some(2.9));
}

#[test]
fn typed_answers_are_not_measured() {
    let question = scenario("general-behavioural").remove(0);
    let report = evaluate(&blueprint(vec![question.clone()]), &turns(&[(question, "I booked forty visits a day.".into())]), &provenance());
    assert_eq!(report.delivery.not_measured.as_deref(), Some("typed"));
    assert_eq!((report.delivery.words_per_minute, report.delivery.talk_ratio, report.delivery.latency_ms), (None, None, None));
    assert!(report.turns.iter().all(|turn| turn.words.is_none()));
}

#[test]
fn quotes_of_spoken_answers_carry_the_times_of_their_words() {
    let question = scenario("general-behavioural").into_iter().find(|question| question.id.ends_with("#tight-deadline")).unwrap();
    let text = "Last March the supplier cancelled. I rang three schools, and we had forty chairs by Friday noon.";
    let mut given = turns(&[(question.clone(), text.into())]);
    given[1].channel = Some(Channel::Voice);
    given[1].words = text
        .split(' ')
        .zip(0_u64..)
        .map(|(word, at)| Word { text: word.into(), start_ms: 10_000 + at * 300, end_ms: 10_250 + at * 300, confidence: 0.9 })
        .collect();
    let report = evaluate(&blueprint(vec![question]), &given, &provenance());
    let action = report.answers[0].star.action.clone().unwrap();
    assert!(action.quote.starts_with("I rang three schools"));
    assert_eq!((action.start_ms, action.end_ms), (Some(11_500), Some(10_250 + 16 * 300)));
}

#[test]
fn speech_that_was_hardly_understood_is_not_judged() {
    let (question, mut given) = spoken();
    given[1].words.iter_mut().for_each(|word| word.confidence = 0.2);
    let report = evaluate(&blueprint(vec![question]), &given, &provenance());
    assert_eq!(report.overall.score, None);
    assert_eq!(report.answers[0].notes, ["The recording could not be understood well enough to be judged."]);
}
