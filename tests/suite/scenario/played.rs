//! Role-plays, panels and questions that must not be asked: what their files have to say.

use greenroom::intake::Intake;
use greenroom::interview::{Part, Settings};
use greenroom::scenario::{Library, LineId, Problem, QuestionKind, plan};

use super::base;

const PLAY: &str = r#"schema = 1
id = "visit"
title = "A visit"
summary = "Somebody is angry."
sector = "care"
role = "Carer"
level = "any"
kind = "role-play"
language = "en"
minutes = 5
published = true
personas = ["kim"]
objectives = ["Listens"]
end_criteria = ["She agrees"]

[employer]
name = "Elm House"
about = "A home for forty people."

[opening]
brief = "This is a role-play."

[roleplay]
character = "Ida Brook"
part = "a daughter who found her mother in the cold"
candidate = "You are on duty."
objective = "She agrees on a step."
reached = ["Good. Thank you.", "Fine, then so.", "All right with me."]
missed = ["I will write to the manager.", "This has no purpose.", "Enough now, I am going."]

[roleplay.lines]
acknowledge = ["Hm. Well.", "All right, go on.", "Yes, so it was.", "At least that.", "Good, I hear you."]
acknowledge_short = ["That says nothing.", "And what now?", "You are not listening.", "Words, nothing more.", "I do not follow."]

[[roleplay.breach]]
id = "blames"
text = "Blames her"
cues = ["your fault", "you should have", "why did you not"]
replies = ["My fault, is it?", "How dare you.", "I was not even here."]

[[section]]
id = "door"
title = "At the door"

[[section.question]]
id = "cold"
text = "My mother sat at an open window. Is anybody working here?"
kind = "scene"
competencies = ["communication"]
difficulty = 2
minutes = 2

[[section.question.evidence]]
id = "sorry"
needed = true
text = "Is sorry"
cues = ["i am sorry", "i apologise", "forgive us"]

[[section.question.evidence]]
id = "asks"
text = "Asks"
cues = ["what happened", "how is she", "tell me"]

[[section.question.evidence]]
id = "closes"
text = "Acts"
cues = ["blanket", "close the window", "warm tea"]

[[section.question.probes]]
gap = "sorry"
text = "Is that all that you have to say?"

[[section.question.probes]]
gap = "asks"
text = "You do not even ask how she is."

[section.question.pushback]
text = "I have heard that last week as well."
listen = "Stays."

[[section.question]]
id = "then"
text = "And what happens now?"
kind = "scene"
competencies = ["communication"]
difficulty = 2
minutes = 2

[[section.question.evidence]]
id = "step"
needed = true
text = "Names a step and a time"
cues = ["i will call you", "tomorrow at nine", "this evening i"]

[[section.question.evidence]]
id = "who"
text = "Names who"
cues = ["sister amal", "the manager", "my colleague"]

[[section.question.evidence]]
id = "yes"
text = "Asks for her yes"
cues = ["all right with you", "does that help", "do you agree"]

[[section.question.probes]]
gap = "step"
text = "When exactly?"

[[section.question.probes]]
gap = "who"
text = "And who does it?"

[closing]
text = "Thank you for playing."
"#;

fn read(change: impl FnOnce(&str) -> String) -> (Library, Vec<Problem>) {
    let mut files = base::files();
    files.push(("scenarios/visit.toml".to_owned(), change(PLAY)));
    Library::from_files(files)
}

fn messages(problems: &[Problem]) -> String {
    problems.iter().map(|problem| format!("{problem}\n")).collect()
}

#[test]
fn a_role_play_is_read_with_its_part_its_lines_and_what_it_needs() {
    let (library, problems) = read(str::to_owned);
    assert!(problems.is_empty(), "{}", messages(&problems));
    let blueprint = plan(&library, "visit", None, &Intake::default(), 3, Settings::default(), None).unwrap();
    let play = blueprint.roleplay.as_ref().unwrap();
    assert_eq!((play.character.as_str(), play.most_breaches), ("Ida Brook", 2));
    assert_eq!(blueprint.voice_of(Part::Character).0, "Ida Brook");
    assert_eq!(blueprint.voice_of(Part::Interviewer).0, "Kim Vale");
    // The part's lines lie over the interviewer's, who keeps the others.
    assert!(blueprint.persona.lines[&LineId::Acknowledge].contains(&"Hm. Well.".to_owned()));
    assert!(!blueprint.persona.lines[&LineId::Greeting].is_empty());
    let scenes: Vec<&str> = blueprint.questions().map(|(_, scene)| scene.id.as_str()).collect();
    assert_eq!(scenes, ["visit#cold", "visit#then"]);
    assert!(blueprint.questions().all(|(_, scene)| scene.kind == QuestionKind::Scene));
}

#[test]
fn what_a_role_play_lacks_is_named() {
    for (from, to, says) in [
        ("needed = true\n", "", "give evidence of the scenes `needed = true`"),
        ("kind = \"role-play\"", "kind = \"interview\"", "Only a scenario of the kind `role-play`"),
        ("kind = \"scene\"", "kind = \"situational\"", "The questions of a role-play are scenes"),
        ("reached = [\"Good. Thank you.\", ", "reached = [", "`reached` has 2 wordings"),
        ("acknowledge_short = [", "mm_hm = [", "has no `acknowledge_short`"),
        ("acknowledge = [", "greeting = [", "`greeting` is not said by the played person"),
        ("cues = [\"your fault\", ", "cues = [", "needs at least 3 cues"),
    ] {
        let (_, problems) = read(|text| text.replace(from, to));
        assert!(messages(&problems).contains(says), "{says}: {}", messages(&problems));
    }
}

#[test]
fn a_played_person_may_ask_closed_questions_and_speak_of_anything() {
    let (_, problems) = read(|text| text.replace("And what happens now?", "How old are you, and do you have children?"));
    assert!(problems.is_empty(), "{}", messages(&problems));
}

#[test]
fn scenes_that_the_objective_needs_are_not_left_to_chance() {
    let (_, problems) = read(|text| text.replace("title = \"At the door\"", "title = \"At the door\"\ndraw = 1"));
    assert!(messages(&problems).contains("leaves scenes to chance"), "{}", messages(&problems));
}

#[test]
fn needed_evidence_and_scenes_belong_to_role_plays_only() {
    let (_, problems) = base::with("scenarios/ward.toml", |text| text.replace("id = \"goes\"", "id = \"goes\"\nneeded = true"));
    assert!(messages(&problems).contains("`needed` belongs to the scenes"), "{}", messages(&problems));
    let (_, problems) = base::with("seeds/banks/care/basics.toml", |text| text.replacen("kind = \"technical\"", "kind = \"scene\"", 1));
    assert!(messages(&problems).contains("Only a role-play has scenes"), "{}", messages(&problems));
}

#[test]
fn what_must_not_be_asked_stands_in_a_scenario_of_its_own_and_in_no_bank() {
    let private = "You are not planning to have children, are you?";
    let inline = "A resident rings at three in the morning and wants company. What do you do?";
    let boundary = |text: &str| {
        let at = text.find("id = \"night-call\"").unwrap();
        let (before, after) = text.split_at(at);
        format!("{before}{}", after.replacen(inline, private, 1).replacen("situational", "boundary", 1))
    };
    let (_, problems) = base::with("scenarios/ward.toml", boundary);
    assert!(problems.is_empty(), "{}", messages(&problems));
    let (_, problems) = base::with("scenarios/ward.toml", |text| text.replacen(inline, private, 1));
    assert!(messages(&problems).contains("must not be asked"), "{}", messages(&problems));
    let (_, problems) = base::with("seeds/banks/care/basics.toml", |text| text.replacen("kind = \"technical\"", "kind = \"boundary\"", 1));
    assert!(messages(&problems).contains("in no bank"), "{}", messages(&problems));
}

fn panel(change: impl Fn(String) -> String) -> (Library, Vec<Problem>) {
    let mut files = base::files();
    let lee = base::PERSONA.replace("kim", "lee").replace("Kim Vale", "Lee Moss");
    files.push(("seeds/personas/lee.toml".to_owned(), lee));
    for (path, text) in &mut files {
        if path == "scenarios/ward.toml" {
            let asked = text
                .replace("kind = \"interview\"", "kind = \"panel\"")
                .replace("personas = [\"kim\"]", "personas = [\"kim\"]\npanel = [\"lee\"]");
            *text = change(asked.replace("title = \"The start\"", "title = \"The start\"\nled_by = \"lee\""));
        }
    }
    Library::from_files(files)
}

#[test]
fn in_a_panel_a_section_is_led_by_whom_it_names() {
    let (library, problems) = panel(|text| text);
    assert!(problems.is_empty(), "{}", messages(&problems));
    let blueprint = plan(&library, "ward", None, &Intake::default(), 3, Settings::default(), None).unwrap();
    assert_eq!(blueprint.sections[0].led_by, Some(0));
    assert_eq!(blueprint.voice_of(Part::Panel(0)).0, "Lee Moss");
}

#[test]
fn a_panel_whose_seats_do_not_fit_is_told_so() {
    for (from, to, says) in [
        ("led_by = \"lee\"\n", "", "sits in the panel and asks nothing"),
        ("led_by = \"lee\"", "led_by = \"kim\"", "is not in the `panel`"),
        ("panel = [\"lee\"]", "panel = [\"lee\", \"kim\"]", "is both an interviewer and in the panel"),
        ("kind = \"panel\"", "kind = \"interview\"", "names in `panel` who asks"),
        ("panel = [\"lee\"]", "panel = [\"nobody\"]", "There is no interviewer `nobody`"),
    ] {
        let (_, problems) = panel(|text| text.replace(from, to));
        assert!(messages(&problems).contains(says), "{says}: {}", messages(&problems));
    }
}

#[test]
fn nobody_in_a_played_scene_has_read_a_resume() {
    let (library, _) = read(str::to_owned);
    let intake = Intake {
        resume: Some(greenroom::intake::read_resume("Ann Lee\n\nSkills\n\nWindows, tea, sisters\n").unwrap()),
        ..Intake::default()
    };
    let with = plan(&library, "visit", None, &intake, 5, Settings::default(), None).unwrap();
    let without = plan(&library, "visit", None, &Intake::default(), 5, Settings::default(), None).unwrap();
    assert_eq!(with, without);
}
