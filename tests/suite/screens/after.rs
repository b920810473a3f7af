//! Report and history, operated by name and by key.

use egui::Key;
use egui_kittest::kittest::Queryable as _;
use greenroom::interview::TurnId;
use greenroom::session::acts::{Screen, UiAct};
use greenroom::session::view::*;

use super::samples;
use super::stage::Stage;

/// Tall enough that all of a page is in sight.
const TALL: [f32; 2] = [1280.0, 9000.0];

fn review(report: greenroom::evaluation::Report) -> Stage {
    let views = Views { review: Load::Ready(samples::review(report)), ..samples::views() };
    Stage::sized(Screen::Review, views, TALL)
}

#[test]
fn a_report_tells_the_score_what_it_rests_on_and_how_answers_differ() {
    let stage = review(samples::report());
    assert!(stage.says("6.2"));
    assert!(stage.says("Overall: 6.2 out of 10"));
    assert!(stage.says("This rests on several passages of your answers"));
    assert!(stage.says("Some answers were stronger than others (they differ by 1.9 points)"));
}

#[test]
fn every_skill_has_its_level_its_description_and_its_quotes() {
    let stage = review(samples::report());
    assert!(stage.says("Communication: 7.8 out of 10"));
    assert!(stage.mentions("keeps an order that is easy to retell"));
    assert!(stage.says("“on a respiratory ward with twenty-four beds” Show it in the transcript"));
}

#[test]
fn a_quote_leads_to_its_turn() {
    let mut stage = review(samples::report());
    assert!(!stage.says("· shown here"));
    stage.click("“You just have to stay calm and do one thing after the other” Show it in the transcript");
    assert_eq!(stage.taken(), [UiAct::JumpToTurn(TurnId(6))]);
    assert!(stage.says("· shown here"));
}

#[test]
fn the_turn_that_a_quote_leads_to_is_scrolled_into_sight() {
    let views = Views { review: Load::Ready(samples::review(samples::report())), ..samples::views() };
    let mut stage = Stage::new(Screen::Review, views);
    let last = "It was a pleasure to talk with you, Amina. Go well.";
    let place = |stage: &Stage| stage.harness.query_by_label(last).map(|node| node.rect().bottom());
    assert!(place(&stage).is_none_or(|bottom| bottom > 720.0), "not in sight at first");
    if let Load::Ready(review) = &mut stage.harness.state_mut().views.review {
        review.focused = Some(TurnId(7));
    }
    stage.frames();
    assert!(place(&stage).unwrap() < 720.0);
}

#[test]
fn what_was_not_assessed_says_so_and_why() {
    let stage = review(samples::report());
    assert!(stage.says("Problem solving: not assessed"));
    assert!(stage.mentions("None of the questions that were asked looks for the cause of a problem"));
    let nothing = review(samples::report_without_scores());
    assert!(nothing.says("No overall score"));
    assert!(nothing.says(
        "You ended the interview early. The report covers what was said until then; the questions that were left count neither way."
    ));
    assert!(!nothing.says("6.2"));
}

#[test]
fn answers_show_which_parts_of_the_story_were_heard() {
    let stage = review(samples::report());
    assert!(stage.says("Not heard"), "the task was not told");
    assert!(stage.says("Still open: what had to be reached, what you learned"));
    assert!(stage.says("Tells the second patient when they will be back"));
}

#[test]
fn the_plan_is_a_list_to_tick() {
    let mut stage = review(samples::report());
    stage.click("Finish this sentence for each of your stories: my job was to, by when, measured by");
    assert_eq!(stage.taken(), [UiAct::TickStep(1)]);
    assert!(stage.says("Read more: Telling a story, The task"), "the guide that it rests on is named");
}

#[test]
fn measures_that_do_not_exist_say_why() {
    let stage = review(samples::report());
    assert!(stage.says("Not measured: the answers were typed"));
    assert!(!stage.says("Pace"));
    let mut report = samples::report();
    report.delivery.not_measured = None;
    report.delivery.words_per_minute = Some(142.4);
    assert!(review(report).says("142 words a minute"));
}

#[test]
fn who_judged_and_what_stood_in_is_told() {
    let mut report = samples::report();
    report.session.judge.fallbacks = vec!["the model did not answer in time".into()];
    let stage = review(report);
    assert!(stage.says("Embedded judge (embedded)"));
    assert!(stage.says("Something stood in: the model did not answer in time"));
}

#[test]
fn a_report_can_be_written_and_practised_again() {
    let mut stage = review(samples::report());
    for name in ["Practise again", "Web page…", "Table…", "Subtitles…"] {
        stage.click(name);
    }
    let id = "s-17".to_owned();
    let export = |kind| UiAct::Export(id.clone(), kind);
    let kinds = [ExportKind::Html, ExportKind::Table, ExportKind::Transcript];
    let expected: Vec<UiAct> = [UiAct::PractiseAgain(id.clone())].into_iter().chain(kinds.map(export)).collect();
    assert_eq!(stage.taken(), expected);
    stage.key(Key::Escape);
    assert_eq!(stage.taken(), [UiAct::Go(Screen::History)]);
}

#[test]
fn a_report_of_long_names_and_answers_stays_within_its_columns() {
    let mut report = samples::report();
    report.session.interviewer.name = "Maximiliana-Theodora von Hohenstaufen-Wittelsbach y Fernández".into();
    report.turns[2].text = "thoroughly considered ".repeat(400);
    for size in [[1280.0, 720.0], [853.0, 480.0]] {
        let views = Views { review: Load::Ready(samples::review(report.clone())), ..samples::views() };
        let stage = Stage::sized(Screen::Review, views, size);
        let place = stage.harness.get_by_label("Your report").rect();
        assert!(place.right() < size[0], "{place:?}");
        let again = stage.harness.get_by_label("Practise again").rect();
        assert!(again.right() <= size[0] && !again.intersects(place), "{again:?}");
    }
}

fn history(view: HistoryView) -> Stage {
    Stage::sized(Screen::History, Views { history: view, ..samples::views() }, [1280.0, 1600.0])
}

#[test]
fn past_interviews_are_opened_resumed_and_deleted_by_name() {
    let mut stage = history(samples::history());
    assert!(stage.says("47 interviews"));
    stage.click("Open General behavioural interview, 20 November, 9:13");
    stage.click("Go on with Registered nurse, adult medical ward, 19 November, 9:14");
    assert_eq!(stage.taken(), [UiAct::OpenSession("s-1".into()), UiAct::ResumeSession("s-2".into())]);
    assert!(stage.is_disabled("Open Registered nurse, adult medical ward, 20 November, 9:12"), "it is still being judged");
    assert!(!stage.says("Delete General behavioural interview, 20 November, 9:13"), "what is rarely needed is folded");
    stage.click("More for General behavioural interview, 20 November, 9:13");
    stage.click("Delete General behavioural interview, 20 November, 9:13");
    assert_eq!(stage.taken(), []);
    stage.key(Key::Escape);
    assert_eq!(stage.taken(), [], "Escape closes the question, not the page");
    stage.click("Delete General behavioural interview, 20 November, 9:13");
    stage.click("Delete for good");
    assert_eq!(stage.taken(), [UiAct::DeleteSession("s-1".into())]);
}

#[test]
fn a_session_without_a_score_says_not_assessed() {
    let stage = history(samples::history());
    assert!(stage.says("Not assessed"));
    assert!(stage.says("Not yet"), "what is still being judged is not called unassessed");
}

#[test]
fn pages_are_leafed_through_by_button_and_by_key() {
    let mut stage = history(samples::history());
    assert!(stage.says("Page 1 of 3") && stage.is_disabled("Newer"));
    stage.click("Older");
    stage.key(Key::PageDown);
    assert_eq!(stage.taken(), [UiAct::HistoryPage(1), UiAct::HistoryPage(2)]);
    assert!(stage.is_disabled("Older"));
    stage.key(Key::PageUp);
    assert_eq!(stage.taken(), [UiAct::HistoryPage(1)]);
}

#[test]
fn an_empty_history_offers_the_next_step_and_a_broken_one_another_try() {
    let mut empty = history(HistoryView { rows: Load::Ready(vec![]), ..HistoryView::default() });
    empty.click("Start an interview");
    assert_eq!(empty.taken(), [UiAct::Go(Screen::Setup)]);
    assert!(history(HistoryView::default()).says("Looking up your interviews…"));
    let mut broken = history(HistoryView { rows: Load::Failed(samples::fault()), ..HistoryView::default() });
    broken.click("Try again");
    assert_eq!(broken.taken(), [UiAct::Retry]);
}
