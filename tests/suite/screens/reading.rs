//! The report looked into: shape, line, search, ways back from an answer to what rests on it, turns said again.

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use greenroom::interview::{Speaker, TurnId};
use greenroom::session::acts::{Screen, UiAct};
use greenroom::session::view::*;

use super::samples;
use super::stage::Stage;

const TALL: [f32; 2] = [1280.0, 9000.0];

fn stage(size: [f32; 2], change: impl FnOnce(&mut ReviewView)) -> Stage {
    let mut review = samples::review(samples::spoken_report());
    change(&mut review);
    Stage::sized(Screen::Review, Views { review: Load::Ready(review), ..samples::views() }, size)
}

fn whole() -> Stage {
    stage(TALL, |_| {})
}

/// The names of what has the keyboard.
fn focused(stage: &Stage) -> Vec<String> {
    use egui_kittest::kittest::NodeT as _;
    let nodes = stage.harness.root().children_recursive();
    nodes.filter(|node| node.is_focused()).filter_map(|node| node.accesskit_node().label()).collect()
}

#[test]
fn the_shape_of_the_skills_is_told_in_words_too() {
    let stage = whole();
    assert!(stage.mentions("Your skills around a circle."));
    assert!(stage.mentions("Communication: 7.8 out of 10; "), "every dimension with its score");
    assert!(stage.mentions("Problem solving: not assessed"), "what is not known is said to be not known");
    let mut one = samples::spoken_report();
    one.dimensions.truncate(2);
    let views = Views { review: Load::Ready(samples::review(one)), ..samples::views() };
    assert!(!Stage::sized(Screen::Review, views, TALL).mentions("Your skills around a circle."), "two axes make no shape");
}

#[test]
fn a_bar_leads_to_what_is_said_about_the_skill() {
    let mut stage = stage([1280.0, 720.0], |_| {});
    let place = |stage: &Stage| {
        let nodes = stage.harness.query_all_by_label("Communication");
        nodes.map(|node| node.rect().top()).fold(f32::MAX, f32::min)
    };
    let before = place(&stage);
    stage.click("Show what is said about Communication");
    assert!(place(&stage) < before - 100.0, "the report has scrolled: {before} to {}", place(&stage));
}

#[test]
fn the_line_is_gone_through_with_arrows_and_leads_to_a_turn() {
    let mut stage = whole();
    stage.harness.get_by_label_contains("The interview as a line.").focus();
    stage.frames();
    assert!(stage.mentions("Robin Ellery, 0:04 · "), "the first turn is told");
    stage.key(Key::ArrowRight);
    assert!(stage.mentions("question 1"));
    stage.key(Key::ArrowRight);
    assert!(stage.mentions("one silence of more than a second"), "of the answer its silence is told");
    stage.key(Key::Enter);
    assert_eq!(stage.taken(), [UiAct::JumpToTurn(TurnId(2))]);
    stage.key(Key::End);
    stage.key(Key::ArrowRight);
    stage.key(Key::Enter);
    assert_eq!(stage.taken(), [UiAct::JumpToTurn(TurnId(7))], "at the end it stays");
}

#[test]
fn typed_answers_are_moments_on_the_line() {
    let views = Views { review: Load::Ready(samples::review(samples::report())), ..samples::views() };
    let mut stage = Stage::sized(Screen::Review, views, TALL);
    stage.harness.get_by_label_contains("The interview as a line.").focus();
    stage.frames();
    stage.key(Key::ArrowRight);
    stage.key(Key::ArrowRight);
    assert!(stage.mentions("· typed ·"));
}

#[test]
fn words_are_searched_as_they_are_typed_and_gone_through_by_key_and_button() {
    let mut stage = whole();
    stage.harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
    stage.frames();
    assert_eq!(focused(&stage), ["Search what was said"]);
    stage.harness.get_by_label("Search what was said").type_text("WARD");
    stage.frames();
    let Load::Ready(review) = &stage.harness.state().views.review else { panic!("a report") };
    let count: usize = review.report.turns.iter().map(|turn| turn.text.to_lowercase().matches("ward").count()).sum();
    assert!(count > 3 && stage.says(&format!("1 of {count}")));
    stage.key(Key::Enter);
    assert!(stage.says(&format!("2 of {count}")));
    stage.harness.key_press_modifiers(Modifiers::SHIFT, Key::Enter);
    stage.frames();
    stage.harness.key_press_modifiers(Modifiers::SHIFT, Key::Enter);
    stage.frames();
    assert!(stage.says(&format!("{count} of {count}")), "before the first comes the last");
    stage.click("Next");
    assert!(stage.says(&format!("1 of {count}")));
    assert_eq!(stage.taken(), [], "searching asks for nothing");
}

#[test]
fn escape_leaves_the_search_before_it_leaves_the_report() {
    let mut stage = whole();
    stage.harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
    stage.frames();
    stage.harness.get_by_label("Search what was said").type_text("nothing of that kind");
    stage.frames();
    assert!(stage.says("Nothing found"));
    stage.key(Key::Escape);
    assert_eq!(stage.taken(), []);
    assert!(!stage.says("Nothing found"), "the search is empty again");
    stage.key(Key::Escape);
    assert_eq!(stage.taken(), [UiAct::Go(Screen::History)]);
}

#[test]
fn one_sides_turns_can_be_read_alone_until_a_quote_asks_for_the_other() {
    let mut stage = whole();
    let asked = "It was a pleasure to talk with you, Amina. Go well.";
    assert!(stage.says(asked));
    stage.click("Your answers");
    assert!(!stage.says(asked));
    stage.click("Questions");
    assert!(stage.says(asked) && !stage.mentions("Eighteen months on a surgical ward"));
    stage.click("“You just have to stay calm and do one thing after the other” Show it in the transcript");
    assert!(stage.mentions("Eighteen months on a surgical ward"), "the answer is shown, whatever was filtered");
}

#[test]
fn an_answer_names_what_rests_on_it_and_leads_there() {
    let mut stage = stage([1280.0, 720.0], |_| {});
    for part in ["Communication", "What went well"] {
        assert!(stage.says(&format!("Rests on this: {part}. Show it")), "{part}");
    }
    let place = |stage: &Stage| {
        let nodes = stage.harness.query_all_by_label("What went well");
        nodes.map(|node| node.rect().top()).fold(f32::MAX, f32::min)
    };
    let before = place(&stage);
    stage.click("Rests on this: What went well. Show it");
    assert!(place(&stage) < before);
    assert_eq!(stage.taken(), [], "nothing is asked of the session");
}

#[test]
fn a_turn_of_the_interviewers_is_said_again_stopped_and_gone_on_from() {
    let mut stage = whole();
    let first = "Hear again: ";
    let button = stage.harness.get_all_by_label_contains(first).next().expect("a button");
    button.click_accesskit();
    stage.frames();
    assert_eq!(stage.taken(), [UiAct::SayTurn(TurnId(0))]);
    if let Load::Ready(review) = &mut stage.harness.state_mut().views.review {
        review.replay.saying = Some(TurnId(0));
    }
    stage.frames();
    assert!(stage.says("Being said"));
    stage.click("Next turn");
    assert_eq!(stage.taken(), [UiAct::SayTurn(TurnId(1)), UiAct::JumpToTurn(TurnId(1))]);
    stage.click("Stop");
    assert_eq!(stage.taken(), [UiAct::StopSaying]);
}

#[test]
fn without_a_loudspeaker_nothing_can_be_said_again_and_the_button_says_so() {
    let stage = stage(TALL, |review| review.replay.audible = false);
    assert!(!stage.mentions("Hear again: "));
    let asked = samples::report().turns.iter().filter(|turn| turn.speaker == Speaker::Interviewer).count();
    let silent = "There is no loudspeaker, so nothing can be heard again";
    assert_eq!(stage.harness.query_all_by_label(silent).count(), asked + 1);
}

#[test]
fn subjects_say_whether_they_came_up_and_in_which_words() {
    let mut stage = whole();
    assert!(stage.says("Subjects that had to come up"));
    assert!(stage.says("Calling for help") && stage.says("Came up"));
    assert!(stage.says("The family") && stage.says("Did not come up"));
    stage.click("“I need you here now, new confusion” Show it in the transcript");
    assert_eq!(stage.taken(), [UiAct::JumpToTurn(TurnId(4))]);
}

#[test]
fn a_measure_stands_beside_its_range_and_the_range_beside_its_source() {
    let stage = whole();
    assert!(stage.says("Pace: 142 words a minute. The usual range is 100 to 165."));
    assert!(stage.mentions("Stivers and others, 2009"));
    assert!(stage.says("68 %") && stage.mentions("No range rests on good data"));
    assert!(!stage.says("Filler words"), "what was not measured is not shown");
}
