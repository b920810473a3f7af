//! The interview, operated by name and by key.

use egui::Key;
use egui_kittest::kittest::Queryable as _;
use greenroom::interview::Act;
use greenroom::session::acts::{Screen, UiAct};
use greenroom::session::view::*;

use super::samples;
use super::stage::Stage;

fn stage(change: impl FnOnce(&mut InterviewView)) -> Stage {
    let mut views = samples::views();
    change(&mut views.interview);
    Stage::new(Screen::Interview, views)
}

#[test]
fn the_question_its_number_and_both_sides_words_are_there() {
    let stage = stage(|_| {});
    assert!(stage.says("Question 3 of 8"));
    assert!(stage.says("Tell me about a time when one of your patients became seriously unwell, and how you responded."));
    assert!(stage.mentions("he called me by his wife's name"));
    assert!(stage.says("Listening to you"));
    assert!(stage.says("8:20") && stage.says("of 30 minutes"));
}

#[test]
fn every_control_asks_for_its_act_by_name_and_by_key() {
    let controls = [
        ("Say it again", Key::F2, Act::Repeat),
        ("I’m thinking", Key::F3, Act::Thinking),
        ("Skip", Key::F4, Act::Skip),
        ("That’s my answer", Key::F6, Act::Done),
        ("Take back my answer", Key::F8, Act::Undo),
        ("Pause", Key::Escape, Act::Pause),
    ];
    let mut stage = stage(|_| {});
    for (name, key, act) in controls {
        stage.click(name);
        assert_eq!(stage.taken(), [UiAct::Interview(act)], "{name}");
        stage.key(key);
        assert_eq!(stage.taken(), [UiAct::Interview(act)], "{key:?}");
    }
}

#[test]
fn while_the_interviewer_speaks_one_can_interrupt_but_not_send() {
    let mut stage = stage(|view| view.floor = Floor::Speaking);
    assert!(stage.says("Robin Ellery is speaking"));
    stage.key(Key::F6);
    assert_eq!(stage.taken(), [UiAct::Interview(Act::Interrupt)]);
    for name in ["Say it again", "I’m thinking", "Send"] {
        assert!(stage.is_disabled(name), "{name}");
    }
    stage.key(Key::F2);
    assert_eq!(stage.taken(), []);
}

#[test]
fn a_typed_answer_is_announced_and_sent_with_enter() {
    let mut stage = stage(|view| view.equipment = Equipment::default());
    assert!(stage.says("No microphone found: type your answers below"));
    stage.harness.get_by_label("Your answer").focus();
    stage.frames();
    stage.harness.get_by_label("Your answer").type_text("I asked the pharmacist");
    stage.frames();
    assert_eq!(stage.taken(), [UiAct::TypingNow]);
    stage.key(Key::Enter);
    assert_eq!(stage.taken(), [UiAct::SendTyped("I asked the pharmacist".into())]);
    assert_eq!(stage.harness.state().remembered.interview.draft, "");
}

#[test]
fn an_empty_answer_cannot_be_sent() {
    let mut stage = stage(|_| {});
    assert!(stage.is_disabled("Send"));
    stage.harness.state_mut().remembered.interview.draft = "   ".into();
    stage.frames();
    assert!(stage.is_disabled("Send"));
}

#[test]
fn without_a_microphone_the_field_is_ready_when_the_floor_opens() {
    let mut views = samples::views();
    views.interview.floor = Floor::Speaking;
    views.interview.equipment = Equipment::default();
    let mut stage = Stage::new(Screen::Interview, views);
    assert!(!stage.harness.get_by_label("Your answer").is_focused());
    stage.harness.state_mut().views.interview.floor = Floor::Listening;
    stage.frames();
    assert!(stage.harness.get_by_label("Your answer").is_focused());
}

#[test]
fn ending_asks_first_and_escape_means_no() {
    let mut stage = stage(|_| {});
    stage.key(Key::F10);
    assert!(stage.says("End the interview here?"));
    assert!(stage.harness.get_by_label("Stay").is_focused());
    stage.key(Key::Escape);
    assert!(!stage.says("End the interview here?"));
    assert_eq!(stage.taken(), []);
    stage.click("End…");
    stage.click("End and see the report");
    assert_eq!(stage.taken(), [UiAct::Interview(Act::Stop)]);
}

#[test]
fn a_pause_is_left_by_key_or_by_button() {
    let mut stage = stage(|view| view.floor = Floor::Paused);
    assert!(stage.says("The clock stands still, and nobody is listening. Go on when you are ready."));
    stage.key(Key::Escape);
    assert_eq!(stage.taken(), [UiAct::Interview(Act::Continue)]);
    stage.click("Go on");
    assert_eq!(stage.taken(), [UiAct::Interview(Act::Continue)]);
}

#[test]
fn captions_can_be_hidden_and_come_back() {
    let mut stage = stage(|_| {});
    stage.key(Key::F7);
    assert!(!stage.mentions("he called me by his wife's name"));
    stage.key(Key::F7);
    assert!(stage.mentions("he called me by his wife's name"));
}

#[test]
fn of_four_hundred_words_the_last_are_shown_and_the_middle_stays_free() {
    let words = (0..400).map(|number| format!("word{number}")).collect::<Vec<_>>().join(" ");
    for size in [[1280.0, 720.0], [1920.0, 1080.0]] {
        let mut views = samples::views();
        views.interview.heard = words.clone();
        let stage = Stage::sized(Screen::Interview, views, size);
        assert!(stage.mentions("word399") && !stage.mentions("word100 "));
        let face = egui::Rect::from_center_size(egui::pos2(size[0] / 2.0, size[1] * 0.36), egui::vec2(size[0] * 0.26, size[1] * 0.5));
        for name in ["Say it again", "Your answer", "Pause", "Question 3 of 8"] {
            let place = stage.harness.get_by_label(name).rect();
            assert!(!place.intersects(face), "{name} at {place:?} is in the way at {size:?}");
            assert!(egui::Rect::from_min_size(egui::Pos2::ZERO, size.into()).contains_rect(place), "{name} at {place:?}");
        }
    }
}

#[test]
fn the_microphones_level_is_also_told_in_words() {
    assert!(stage(|view| view.level = Some(0.0)).says("Microphone: silent"));
    assert!(stage(|view| view.level = Some(0.1)).says("Microphone: good level"));
    assert!(stage(|view| view.level = Some(1.0)).says("Microphone: too loud"));
}

#[test]
fn at_one_and_a_half_times_the_size_every_control_is_still_on_the_screen() {
    let size = egui::vec2(853.0, 480.0);
    for floor in [Floor::Listening, Floor::Speaking] {
        let mut views = samples::views();
        views.interview.floor = floor;
        let stage = Stage::sized(Screen::Interview, views, size.into());
        for name in ["Say it again", "I’m thinking", "Skip", "Take back my answer", "Captions", "Send", "Pause", "End…"] {
            let place = stage.harness.get_by_label(name).rect();
            assert!(egui::Rect::from_min_size(egui::Pos2::ZERO, size).contains_rect(place), "{name} at {place:?}");
        }
    }
}
