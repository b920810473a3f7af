//! The history searched, filtered and compared, by name and by key.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use greenroom::session::acts::{Screen, UiAct};
use greenroom::session::view::*;

use super::samples;
use super::stage::Stage;

fn stage(change: impl FnOnce(&mut HistoryView)) -> Stage {
    let mut views = samples::views();
    change(&mut views.history);
    Stage::sized(Screen::History, views, [1280.0, 1800.0])
}

#[test]
fn what_is_typed_is_looked_for_from_the_first_page_on() {
    let mut stage = stage(|view| view.page = 2);
    stage.harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
    stage.frames();
    stage.harness.get_by_label("Search your interviews").type_text("nurse");
    stage.frames();
    let query = HistoryQuery { search: "nurse".into(), ..HistoryQuery::default() };
    assert_eq!(stage.taken(), [UiAct::LookThrough(Box::new(query.clone()))]);
    let view = &stage.harness.state().views.history;
    assert_eq!((&view.query, view.page), (&query, 0));
    assert!(stage.says("47 interviews found"), "what is there stays until the answer comes");
    stage.key(Key::Escape);
    assert_eq!(stage.taken(), [], "Escape leaves the field, not the page");
    stage.key(Key::Escape);
    assert_eq!(stage.taken(), [UiAct::Go(Screen::Title)]);
}

/// Presses what is called so and is of this kind, the first of several.
#[track_caller]
fn press(stage: &mut Stage, label: &str, role: Role) {
    let found = stage.harness.get_all_by_label(label).find(|node| node.accesskit_node().role() == role);
    found.unwrap_or_else(|| panic!("no {role:?} is called {label:?}")).click_accesskit();
    stage.frames();
}

#[test]
fn filters_and_order_are_chosen_from_lists() {
    let mut stage = stage(|_| {});
    for (list, choice) in [("State", "Ended early"), ("Kind", "Role-play"), ("Score", "With a score"), ("Order", "Best first")] {
        press(&mut stage, list, Role::ComboBox);
        press(&mut stage, choice, Role::Button);
    }
    let query = stage.harness.state().views.history.query.clone();
    let kind = Some(greenroom::scenario::ScenarioKind::RolePlay);
    let expected =
        HistoryQuery { search: String::new(), state: Some(SessionState::EndedEarly), kind, scored: Some(true), sort: HistorySort::Best };
    assert_eq!(query, expected);
}

#[test]
fn a_search_that_finds_nothing_offers_to_show_all_again() {
    let mut stage = stage(|view| {
        view.rows = Load::Ready(vec![]);
        view.total = 0;
        view.query = HistoryQuery { search: "astronaut".into(), sort: HistorySort::Best, ..HistoryQuery::default() };
    });
    assert!(stage.says("Nothing fits") && !stage.says("Nothing here yet"));
    stage.click("Show all");
    assert_eq!(stage.taken(), [UiAct::LookThrough(Box::new(HistoryQuery { sort: HistorySort::Best, ..HistoryQuery::default() }))]);
}

#[test]
fn a_row_is_practised_again_and_written_to_files() {
    let mut stage = stage(|_| {});
    stage.click("Practise again: General behavioural interview, 20 November, 9:13");
    assert_eq!(stage.taken(), [UiAct::PractiseAgain("s-1".into())]);
    stage.click("More for General behavioural interview, 20 November, 9:13");
    for (name, kind) in [("web page", ExportKind::Html), ("table", ExportKind::Table)] {
        stage.click(&format!("Write a {name} of General behavioural interview, 20 November, 9:13"));
        assert_eq!(stage.taken(), [UiAct::Export("s-1".into(), kind)]);
    }
    stage.click("Less for General behavioural interview, 20 November, 9:13");
    assert!(!stage.mentions("Write a table of"));
    assert!(!stage.says("Practise again: Registered nurse, adult medical ward, 19 November, 9:14"), "it is gone on with first");
}

#[test]
fn every_row_is_in_reach_of_the_tab_key_and_stays_within_a_narrow_window() {
    let mut views = samples::views();
    if let Load::Ready(rows) = &mut views.history.rows {
        rows.truncate(2);
        rows[1].title = "Maximiliana-Theodora's long interview about everything that ever happened on a ward ".repeat(3);
    }
    for size in [[1280.0, 720.0], [853.0, 480.0]] {
        let mut stage = Stage::sized(Screen::History, views.clone(), size);
        let more = stage.harness.get_by_label_contains("More for Maximiliana").rect();
        assert!(more.right() <= size[0], "{more:?} at {size:?}");
        let mut reached = std::collections::BTreeSet::new();
        for _ in 0..26 {
            stage.key(Key::Tab);
            let nodes = stage.harness.root().children_recursive();
            reached.extend(nodes.filter(|node| node.is_focused()).filter_map(|node| node.accesskit_node().label()));
        }
        for name in ["Search your interviews", "Order", "Interviews", "Over time", "Home"] {
            assert!(reached.contains(name), "{name}: {reached:?}");
        }
        assert!(reached.iter().any(|name| name.starts_with("Practise again: Maximiliana")), "{reached:?}");
    }
}

#[test]
fn progress_is_told_in_a_sentence_for_each_dimension() {
    let mut stage = stage(|_| {});
    stage.click("Over time");
    assert_eq!(stage.taken(), [UiAct::OverTime(true)]);
    assert!(stage.says("Communication: 4.1 to 6.3 over 5 interviews"));
    assert!(stage.says("Domain knowledge: 5.4 in one interview"));
    assert!(stage.says("Problem solving: not assessed yet"), "nothing is made up");
    assert_eq!(stage.harness.query_all_by_label("Too few for a course").count(), 2, "two dimensions have fewer than three points");
    assert!(stage.mentions("Each shape is another interview."));
}

#[test]
fn a_point_is_told_and_opened_by_key() {
    let mut stage = stage(|view| view.over_time = true);
    stage.harness.get_by_label_contains("Communication: 4.1 to 6.3 over 5 interviews. ").focus();
    stage.frames();
    assert!(stage.says("6.3 of 10 in Registered nurse, adult medical ward, 14 November, 9:12, certainty 78 %"), "the newest first");
    for _ in 0..3 {
        stage.key(Key::ArrowLeft);
    }
    assert!(stage.mentions("in General behavioural interview, 11 November, 9:12"));
    stage.key(Key::Enter);
    assert_eq!(stage.taken(), [UiAct::OpenSession("s-19".into())]);
}

#[test]
fn progress_can_be_asked_for_over_all_sessions_and_one_interview() {
    let mut stage = stage(|view| view.over_time = true);
    stage.click("All");
    assert_eq!(stage.taken(), [UiAct::ShowProgress(Box::new(ProgressQuery { scenario: None, all: true }))]);
    press(&mut stage, "Every interview", Role::ComboBox);
    press(&mut stage, "General behavioural interview", Role::Button);
    let expected = ProgressQuery { scenario: Some("general-behavioural".into()), all: true };
    assert_eq!(stage.taken(), [UiAct::ShowProgress(Box::new(expected))]);
}

#[test]
fn without_a_judged_session_progress_says_what_to_do() {
    let mut stage = stage(|view| {
        view.over_time = true;
        view.progress = Load::Ready(ProgressView::default());
    });
    stage.click("Start an interview");
    assert_eq!(stage.taken(), [UiAct::Go(Screen::Setup)]);
}
