//! Questions that a language model proposes: asked for without secrets, read with a bank's own rules, and put where they do
//! no harm.

use greenroom::intake::{Intake, read_resume};
use greenroom::interview::{Blueprint, Purpose, Settings};
use greenroom::scenario::{Library, can_be_proposed, plan, proposal_prompt, proposal_schema, read_proposals, take_in};
use serde_json::{Value, json};

use super::base;

fn library() -> Library {
    Library::from_files(base::files()).0
}

fn intake() -> Intake {
    let text = "Ann Lee\n\nExperience\n\nCarer, Elm House, 2019 to 2024\n- Wrote a night plan that cut falls from nine to three\n\nSkills\n\nWound care, night shifts\n";
    Intake { resume: Some(read_resume(text).unwrap()), ..Intake::default() }
}

fn planned(library: &Library) -> Blueprint {
    plan(library, "ward", None, &Intake::default(), 3, Settings::default(), None).unwrap()
}

fn good() -> Value {
    json!({
        "id": "night-plan-falls",
        "text": "Your night plan brought falls down. What would you do in your first week here to find out where people fall?",
        "kind": "situational",
        "competencies": ["domain", "problem_solving"],
        "difficulty": 3,
        "minutes": 4,
        "keywords": ["falls", "night"],
        "weak": ["Says that everybody has to be careful"],
        "evidence": [
            { "id": "looks-at-records", "text": "Looks at the records", "cues": ["the records", "fall log", "look at the book", "statistics"] },
            { "id": "asks-night-staff", "text": "Asks the night staff", "cues": ["ask the night", "night staff", "colleagues at night", "talk to them"] },
            { "id": "walks-the-rooms", "text": "Walks through the rooms at night", "cues": ["walk through", "at night myself", "the carpets", "the light"] },
        ],
        "probes": [
            { "gap": "looks-at-records", "text": "You mentioned {thing}. What would the figures have to show?" },
            { "gap": "reasoning", "text": "What speaks for beginning there?" },
        ],
    })
}

fn with(change: impl FnOnce(&mut Value)) -> String {
    let mut question = good();
    change(&mut question);
    json!({ "questions": [question] }).to_string()
}

#[test]
fn a_proposal_in_the_banks_shape_is_taken() {
    let library = library();
    let proposals = read_proposals(&library, &planned(&library), &format!("Here you are:\n```json\n{}\n```", with(|_| {})));
    assert_eq!(proposals.dropped, [""; 0]);
    assert_eq!(proposals.good.len(), 1);
    assert_eq!(proposals.good[0].id, "proposed#night-plan-falls");
    assert!(jsonschema::validator_for(&proposal_schema()).unwrap().is_valid(&json!({ "questions": [good()] })));
}

#[test]
fn what_breaks_a_rule_is_dropped_with_the_reason() {
    let library = library();
    for (change, why) in [
        (
            Box::new(|question: &mut Value| question["text"] = json!("Are you married, and who looks after your children?"))
                as Box<dyn Fn(&mut Value)>,
            "yes or no",
        ),
        (
            Box::new(|question: &mut Value| question["text"] = json!("Tell me about your family plans for the next years.")),
            "must not be asked",
        ),
        (Box::new(|question: &mut Value| question["text"] = json!("How do you use the X-200/B?")), "cannot be spoken"),
        (Box::new(|question: &mut Value| question["competencies"] = json!(["charm"])), "no rubric"),
        (Box::new(|question: &mut Value| question["kind"] = json!("boundary")), "another kind"),
        (Box::new(|question: &mut Value| question["evidence"] = json!([])), "evidence items"),
        (Box::new(|question: &mut Value| question["id"] = json!("Night Plan")), "small letters"),
        (
            Box::new(|question: &mut Value| question["text"] = json!("How do you keep your hands clean between two patients?")),
            "there already",
        ),
    ] {
        let proposals = read_proposals(&library, &planned(&library), &with(&*change));
        assert!(proposals.good.is_empty() && proposals.dropped.len() == 1, "{why}: {proposals:?}");
        assert!(proposals.dropped[0].contains(why), "{why}: {}", proposals.dropped[0]);
        for words in ["married", "family plans", "X-200", "charm", "Night Plan"] {
            assert!(!proposals.dropped[0].contains(words), "reasons hold no words of a proposal: {}", proposals.dropped[0]);
        }
    }
}

#[test]
fn what_is_no_list_of_questions_leaves_the_plan_as_it_was() {
    let library = library();
    for answer in ["", "I cannot do that.", "{}", "{\"questions\": 7}", "[1, 2]", "{\"questions\": [null, {}]}"] {
        let proposals = read_proposals(&library, &planned(&library), answer);
        assert!(proposals.good.is_empty() && !proposals.dropped.is_empty(), "{answer}: {proposals:?}");
    }
}

#[test]
fn a_proposal_never_takes_the_place_of_what_must_be_asked_and_a_third_at_most_is_proposed() {
    let library = library();
    let mut plan = planned(&library);
    let before: Vec<String> = plan.questions().map(|(_, question)| question.id.clone()).collect();
    let question = read_proposals(&library, &plan, &with(|_| {})).good.remove(0);
    let taken = take_in(&library, &mut plan, vec![question; 5]);
    let after: Vec<String> = plan.questions().map(|(_, question)| question.id.clone()).collect();
    assert_eq!(before.len(), after.len());
    assert!(taken.len() as f32 <= before.len() as f32 * 0.34);
    assert!(after.contains(&"care/basics#clean-hands".to_owned()), "it must be asked: {after:?}");
}

#[test]
fn the_request_fences_the_documents_and_asks_for_nothing_without_them() {
    let library = library();
    let scenario = library.scenario("ward").unwrap();
    assert!(!can_be_proposed(&scenario, &Intake::default()));
    assert!(can_be_proposed(&scenario, &intake()));
    let prompt = proposal_prompt(&library, &planned(&library), &intake());
    assert_eq!(prompt.purpose, Purpose::Proposal);
    assert!(!prompt.system.contains("Elm House") && !prompt.user.contains("Ann Lee"), "names stay here");
    let at = prompt.user.find("cut falls from nine to three").unwrap();
    assert!(prompt.user[..at].contains("<<<DATA") && prompt.user[at..].contains("DATA "));
}
