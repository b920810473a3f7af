//! What a listener finds in one answer, and what is missing.

use std::collections::BTreeSet;

use greenroom::evaluation::{Reading, Substance, evaluate, read, read_exchange, read_in};
use greenroom::scenario::{Gap, Question, TrapKind};

use super::content::{answers, asked, banks, blueprint, library, provenance, scenario, turns};

fn question(id: &str) -> Question {
    banks().into_iter().find(|question| question.id.ends_with(id)).unwrap()
}

const STORY: &str = "Last March our main supplier cancelled two days before the fair. I had to find forty chairs by Friday. \
    I rang three schools and compared what a van would cost, because borrowing was cheaper than renting. In the end we had forty-two chairs \
    on Thursday evening and spent ninety pounds. Next time I would ask for a second supplier at once.";

#[test]
fn a_story_with_all_parts_lacks_none_of_them() {
    let reading = read(&question("#tight-deadline"), STORY);
    assert_eq!(reading.substance, Substance::Answer);
    let part = |part: &Option<std::ops::Range<usize>>| part.clone().map(|span| &STORY[span]).unwrap_or_default();
    assert!(part(&reading.star.situation).starts_with("Last March"), "{reading:?}");
    assert!(part(&reading.star.task).contains("forty chairs"), "{reading:?}");
    assert!(part(&reading.star.action).contains("I rang three schools"), "{reading:?}");
    assert!(part(&reading.star.result).contains("ninety pounds"), "{reading:?}");
    let named: Vec<&Gap> = reading.gaps.iter().filter(|gap| !matches!(gap, Gap::Evidence(_))).collect();
    assert!(named.is_empty(), "{named:?}");
}

#[test]
fn taking_a_part_out_opens_its_gap() {
    let question = question("#tight-deadline");
    let without = |sentence: &str| read(&question, &STORY.replace(sentence, "")).gaps;
    assert!(without("In the end we had forty-two chairs on Thursday evening and spent ninety pounds.").contains(&Gap::Result));
    assert!(without("Next time I would ask for a second supplier at once.").contains(&Gap::Reflection));
    assert!(without(" and compared what a van would cost, because borrowing was cheaper than renting").contains(&Gap::Reasoning));
}

#[test]
fn we_throughout_lacks_the_own_part() {
    let told = "Last year the till broke on a Saturday. We rang the maker, we wrote the bills by hand and we counted the money twice. In the end we closed on time and nothing was missing.";
    let reading = read(&question("#tight-deadline"), told);
    assert!(reading.star.action.is_some());
    assert!(reading.gaps.contains(&Gap::Ownership), "{:?}", reading.gaps);
    let reading = read(&question("#tight-deadline"), &told.replace("we wrote the bills", "I wrote the bills"));
    assert!(!reading.gaps.contains(&Gap::Ownership), "{:?}", reading.gaps);
}

#[test]
fn a_follow_up_closes_the_gap_that_it_asked_for() {
    let question = question("#tight-deadline");
    let first = "Last March our supplier cancelled two days before the fair. I rang three schools and asked for chairs.";
    assert!(read(&question, first).gaps.contains(&Gap::Result));
    let plan = blueprint(vec![question.clone()]);
    let whole =
        read_exchange(&plan, &question, &[(None, first), (Some(Gap::Result), "Forty-two chairs stood in the hall on Thursday evening.")]);
    assert!(!whole.gaps.contains(&Gap::Result), "{:?}", whole.gaps);
    let vague = read_exchange(&plan, &question, &[(None, first), (Some(Gap::Result), "It went well.")]);
    assert!(vague.gaps.contains(&Gap::Result), "{:?}", vague.gaps);
}

#[test]
fn the_interviewer_and_the_judge_agree_on_whether_it_was_asked() {
    let calibration = library().calibrations["healthcare/nursing"].clone().and(&library().calibrations["healthcare/nursing-wards"]);
    let items = calibration.items.iter().map(|item| (&item.question, &item.text));
    let traps = calibration.traps.iter().filter(|trap| trap.kind == TrapKind::OtherQuestion).map(|trap| (&trap.question, &trap.text));
    let mut foreign = 0;
    for (id, text) in items.chain(traps) {
        let question = asked(id).unwrap();
        let plan = blueprint(vec![question.clone()]);
        let live = read_exchange(&plan, question, &[(None, text)]);
        let report = evaluate(&plan, &turns(&[(question.clone(), text.clone())]), &provenance());
        assert_eq!(live.gaps, report.answers[0].gaps, "{id}");
        let heard = report.answers[0].notes.iter().any(|note| note.contains("other than what was asked"));
        assert_eq!(live.substance == Substance::OffTopic, heard, "{id}");
        foreign += usize::from(heard);
    }
    assert!(foreign >= 3, "{foreign}");
}

#[test]
fn what_is_no_answer_is_told_apart() {
    let question = question("#disagreement-with-colleague");
    for nothing in ["", "Fine.", "It was good.", "Yes.", "Well, um, you know."] {
        assert_eq!(read(&question, nothing).substance, Substance::NonAnswer, "{nothing:?}");
    }
    assert_eq!(read(&question, &format!("{} Yes, a disagreement with a colleague.", question.text)).substance, Substance::Echo);
    let cues: Vec<String> = question.evidence.iter().flat_map(|item| item.cues.clone()).collect();
    assert_eq!(read(&question, &cues.join(", ")).substance, Substance::Salad);
    assert_eq!(read(&question, &cues.join(" ")).substance, Substance::Salad);
}

#[test]
fn no_candidate_who_answers_is_said_to_speak_of_something_else() {
    for (name, id) in [("general-behavioural", "general-behavioural"), ("registered-nurse", "registered-nurse")] {
        for kind in ["strong", "weak"] {
            for (question, answer) in answers(&format!("{name}-{kind}"), &scenario(id)) {
                let reading = read(&question, &answer);
                assert_eq!(reading.substance, Substance::Answer, "{kind}: {}", question.id);
            }
        }
    }
}

#[test]
fn the_strong_leave_fewer_gaps_than_the_weak() {
    let questions = scenario("general-behavioural");
    let named = |kind: &str| -> usize {
        let answers = answers(&format!("general-behavioural-{kind}"), &questions);
        let gaps: usize = answers
            .iter()
            .map(|(question, answer)| read(question, answer).gaps.iter().filter(|gap| !matches!(gap, Gap::Evidence(_))).count())
            .sum();
        gaps * 100 / answers.len()
    };
    assert!(named("strong") * 3 < named("weak") * 2, "{} against {}", named("strong"), named("weak"));
}

#[test]
fn no_gap_is_claimed_that_the_kind_of_question_does_not_call_for() {
    let story = [Gap::Situation, Gap::Task, Gap::Result, Gap::Reflection, Gap::Ownership];
    for question in banks().iter().filter(|question| !question.kind.tells_a_story()) {
        for answer in ["Fine.", STORY, "I would ask the team first and then I would write it down."] {
            let gaps = read(question, answer).gaps;
            assert!(gaps.iter().all(|gap| !story.contains(gap)), "{}: {gaps:?}", question.id);
        }
    }
}

#[test]
fn at_most_two_items_of_the_list_are_asked_for_and_in_its_order() {
    for question in banks() {
        let gaps = read(&question, "I went to the office and rang them.").gaps;
        let items: Vec<&String> = gaps.iter().filter_map(|gap| if let Gap::Evidence(id) = gap { Some(id) } else { None }).collect();
        assert!(items.len() <= 2);
        let places: Vec<usize> = items.iter().map(|id| question.evidence.iter().position(|item| item.id == **id).unwrap()).collect();
        assert!(places.windows(2).all(|pair| pair[0] < pair[1]));
    }
}

/// Words of a phrase in lower case.
fn words(text: &str) -> BTreeSet<String> {
    text.to_lowercase()
        .replace('\u{2019}', "'")
        .split(|letter: char| !letter.is_alphanumeric() && letter != '\'')
        .map(str::to_owned)
        .collect()
}

#[test]
fn what_the_interviewer_may_say_is_made_of_the_candidates_words() {
    let turned =
        ["you", "your", "yours", "yourself", "yourselves", "were", "you're", "you've", "you'd", "you'll", "weren't", "are", "the", "'re"];
    for kind in ["strong", "weak", "evasive"] {
        for (question, answer) in answers(&format!("general-behavioural-{kind}"), &scenario("general-behavioural")) {
            let own = words(&answer);
            let Reading { things, said, .. } = read(&question, &answer);
            for phrase in things.iter().chain(&said) {
                let foreign: Vec<String> =
                    words(phrase).into_iter().filter(|word| !own.contains(word) && !turned.contains(&word.as_str())).collect();
                assert!(foreign.is_empty(), "{phrase:?}: {foreign:?}");
                assert!(!words(phrase).contains("i") && !words(phrase).contains("my") && !words(phrase).contains("we"), "{phrase:?}");
            }
            assert!(said.iter().all(|clause| clause.starts_with("you") && (4..=12).contains(&clause.split(' ').count())), "{said:?}");
        }
    }
}

#[test]
fn most_strong_answers_offer_something_to_refer_to() {
    let all = answers("general-behavioural-strong", &scenario("general-behavioural"));
    let offered = all.iter().filter(|(question, answer)| !read(question, answer).things.is_empty()).count();
    assert!(offered * 10 >= all.len() * 9, "{offered} of {}", all.len());
}

#[test]
fn deleting_the_clause_that_is_referred_to_changes_the_reference() {
    let question = question("#tight-deadline");
    let first = read(&question, STORY).said[0].clone();
    assert_eq!(first, "you had to find forty chairs by Friday");
    let shorter = STORY.replace("I had to find forty chairs by Friday.", "");
    assert_eq!(read(&question, &shorter).said[0], "you rang three schools");
}

#[test]
fn a_language_without_word_lists_is_not_judged_by_guesswork() {
    let reading = read_in("fi", &question("#tight-deadline"), "Viime keväänä toimittaja perui.");
    assert_eq!((reading.words, reading.gaps.len()), (4, 0));
}
