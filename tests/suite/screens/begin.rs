//! Boot, title, setup and failure, operated by name and by key.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::Key;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use greenroom::scenario::{DocumentKind, Grade, Level, ScenarioKind};
use greenroom::session::acts::{Screen, UiAct};
use greenroom::session::view::*;

use super::samples;
use super::stage::Stage;

#[test]
fn loading_tells_each_step_and_how_far_it_is() {
    let stage = Stage::new(Screen::Boot, samples::views());
    assert!(stage.says("The interviewer") && stage.says("Working"));
    let bar = stage.harness.get_all_by_label("The interviewer").find_map(|node| node.accesskit_node().numeric_value());
    assert!((bar.unwrap() - 0.45).abs() < 1e-6);
}

#[test]
fn the_title_leads_to_setup_and_to_the_past() {
    let mut stage = Stage::new(Screen::Title, samples::views());
    stage.click("Start an interview");
    stage.click("Past interviews (12)");
    stage.click("Quit");
    assert_eq!(stage.taken(), [UiAct::Go(Screen::Setup), UiAct::Go(Screen::History), UiAct::Quit]);
    assert!(!stage.says("This interview was interrupted"));
}

#[test]
fn an_interrupted_session_is_offered_to_go_on_to_finish_and_to_delete() {
    let mut views = samples::views();
    views.title.interrupted = Some(samples::interrupted());
    let mut stage = Stage::new(Screen::Title, views);
    assert!(stage.says("Began today at 9:41. 3 questions were answered."));
    stage.click("Go on with it");
    stage.click("Finish and see the report");
    assert_eq!(stage.taken(), [UiAct::ResumeSession("s-18".into()), UiAct::FinishInterrupted("s-18".into())]);
    stage.click("Delete");
    assert_eq!(stage.taken(), [], "it asks first");
    stage.click("Keep it");
    assert_eq!(stage.taken(), []);
    stage.click("Delete");
    stage.click("Delete for good");
    assert_eq!(stage.taken(), [UiAct::DeleteSession("s-18".into())]);
}

#[test]
fn what_is_missing_is_said_with_what_one_can_do() {
    let mut views = samples::views();
    views.title.equipment = Equipment::default();
    let stage = Stage::new(Screen::Title, views);
    assert!(stage.says("No microphone found. You can type your answers."));
    assert!(stage.says("No loudspeaker found. You read what the interviewer says."));
}

#[test]
fn scenarios_and_people_are_chosen_as_radio_buttons() {
    let mut stage = Stage::new(Screen::Setup, samples::views());
    stage.click("General behavioural interview");
    stage.click("Sam Tarrant");
    assert_eq!(stage.taken(), [UiAct::ChooseScenario("general-behavioural".into()), UiAct::ChoosePersona("sam-tarrant".into())]);
    assert!(stage.says("General behavioural interview, 20 minutes, with Sam Tarrant"));
    stage.harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::Enter);
    stage.frames();
    assert_eq!(stage.taken(), [UiAct::Begin]);
}

/// Twelve scenarios of three lines of work.
fn many() -> Views {
    let mut views = samples::views();
    let Load::Ready(scenarios) = &mut views.setup.scenarios else { unreachable!() };
    let like = scenarios[0].clone();
    for (index, sector) in ["finance", "logistics"].into_iter().cycle().take(10).enumerate() {
        scenarios.push(ScenarioChoice {
            id: format!("s-{index}"),
            title: format!("Interview number {index}"),
            role: if index == 3 { "Customs declarant".into() } else { like.role.clone() },
            sector: sector.into(),
            level: if index % 2 == 0 { Level::Junior } else { Level::Lead },
            grade: if index == 4 { Grade::Hard } else { Grade::Easy },
            minutes: 10 + 5 * index as u32,
            skills: if index == 6 { vec!["Integrity".into()] } else { vec![] },
            ..like.clone()
        });
    }
    views
}

#[test]
fn among_many_scenarios_one_is_found_by_its_words() {
    let mut stage = Stage::new(Screen::Setup, many());
    assert!(stage.says("12 of 12 interviews"));
    stage.harness.get_by_label("Search the interviews").focus();
    stage.frames();
    stage.harness.get_by_label("Search the interviews").type_text("declarant CUSTOMS");
    stage.frames();
    stage.frames();
    assert!(stage.says("One of 12 interviews"));
    assert!(stage.says("Interview number 3") && !stage.says("Interview number 4"));
    stage.click("Show all");
    stage.frames();
    assert!(stage.says("12 of 12 interviews"));
}

#[test]
fn nothing_found_is_said_in_words() {
    let mut views = many();
    views.setup.filter.search = "astronaut".into();
    assert!(Stage::new(Screen::Setup, views).says("Nothing fits"));
}

#[test]
fn filters_narrow_the_list_together() {
    let shown = |filter: CatalogueFilter| {
        let mut views = many();
        views.setup.filter = filter;
        views.setup.shown().map(|scenario| scenario.id.clone()).collect::<Vec<_>>()
    };
    let usual = CatalogueFilter::default;
    assert_eq!(shown(CatalogueFilter { sector: Some("logistics".into()), level: Some(Level::Lead), ..usual() }).len(), 5);
    assert_eq!(shown(CatalogueFilter { sector: Some("finance".into()), level: Some(Level::Lead), ..usual() }), [""; 0]);
    assert_eq!(shown(CatalogueFilter { grade: Some(Grade::Hard), ..usual() }), ["s-4"]);
    assert_eq!(shown(CatalogueFilter { skill: Some("Integrity".into()), ..usual() }), ["s-6"]);
    assert_eq!(shown(CatalogueFilter { minutes: Some(15), ..usual() }), ["s-0", "s-1"]);
    assert_eq!(shown(CatalogueFilter { kind: Some(ScenarioKind::RolePlay), ..usual() }), [""; 0]);
    assert!(
        shown(CatalogueFilter { level: Some(Level::Junior), ..usual() }).contains(&"registered-nurse".into()),
        "what is for every level"
    );
}

#[test]
fn an_interview_begins_only_when_everything_is_chosen() {
    let mut views = samples::views();
    views.setup.scenario = None;
    let mut stage = Stage::new(Screen::Setup, views);
    assert!(stage.says("Choose what to practise first"));
    assert!(stage.is_disabled("Begin the interview"));
    stage.harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::Enter);
    stage.frames();
    assert_eq!(stage.taken(), []);
    stage.click("Registered nurse, adult medical ward");
    assert!(!stage.is_disabled("Begin the interview"));
}

#[test]
fn name_resume_and_job_are_fields_with_names() {
    let mut stage = Stage::new(Screen::Setup, samples::views());
    stage.harness.get_by_label("Your name").focus();
    stage.frames();
    stage.harness.get_by_label("Your name").type_text(" Haddad");
    stage.frames();
    assert_eq!(stage.taken(), [UiAct::SetName("Amina Haddad".into())]);
    stage.harness.get_by_label("The job description").focus();
    stage.frames();
    stage.harness.get_by_label("The job description").type_text("Nurse wanted");
    stage.frames();
    assert_eq!(stage.taken(), [UiAct::SetJob("Nurse wanted".into())]);
    assert!(stage.says("Your resume"));
}

#[test]
fn escape_leaves_a_field_before_it_leaves_the_page() {
    let mut stage = Stage::new(Screen::Setup, samples::views());
    stage.harness.get_by_label("Your name").focus();
    stage.frames();
    stage.key(Key::Escape);
    assert_eq!(stage.taken(), []);
    stage.key(Key::Escape);
    assert_eq!(stage.taken(), [UiAct::Go(Screen::Title)]);
}

#[test]
fn a_document_that_is_too_long_says_by_how_much() {
    let mut views = samples::views();
    views.setup.resume = "a".repeat(DOCUMENT_LIMIT + 12);
    let stage = Stage::new(Screen::Setup, views);
    assert!(stage.says("This is 12 characters too long. Please shorten it."));
    assert!(stage.is_disabled("Begin the interview"));
}

#[test]
fn a_file_is_chosen_and_told_while_it_is_read_when_it_was_read_and_when_it_cannot_be() {
    let mut stage = Stage::new(Screen::Setup, samples::views());
    stage.click("Choose a file");
    assert_eq!(stage.taken(), [UiAct::ChooseFile(DocumentKind::Resume)]);

    let with = |file: FileView| {
        let mut views = samples::views();
        views.setup.resume_file = file;
        Stage::new(Screen::Setup, views)
    };
    let reading = with(FileView::Reading("cv.pdf".into()));
    assert!(reading.says("Reading cv.pdf…") && reading.is_disabled("Begin the interview"));
    assert!(with(FileView::Read("cv.pdf".into())).mentions("From cv.pdf."));
    let mut failed = with(FileView::Failed("cv.pdf is empty (0 bytes); choose another file or paste the text".into()));
    assert!(failed.mentions("cv.pdf is empty") && !failed.is_disabled("Begin the interview"));
    failed.harness.get_by_label("Your resume").focus();
    failed.frames();
    failed.harness.get_by_label("Your resume").type_text("Nurse");
    failed.frames();
    assert!(!failed.mentions("cv.pdf is empty"), "what is written by hand needs no file");
}

#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

#[test]
fn a_file_is_dropped_onto_the_page() {
    let mut stage = Stage::new(Screen::Setup, samples::views());
    let path = PathBuf::from("/home/amina/cv.pdf");
    stage.harness.input_mut().dropped_files.push(Arc::new(Dropped(path.clone())));
    stage.harness.step();
    stage.frames();
    assert_eq!(stage.taken(), [UiAct::TakeFile(path)]);
}

#[test]
fn loading_empty_and_broken_scenarios_each_have_their_words() {
    let with = |scenarios| {
        let mut views = samples::views();
        views.setup.scenarios = scenarios;
        Stage::new(Screen::Setup, views)
    };
    assert!(with(Load::Loading).says("Reading the scenarios…"));
    assert!(with(Load::Ready(vec![])).says("No scenarios yet"));
    let mut broken = with(Load::Failed(samples::fault()));
    broken.click("Try again");
    assert_eq!(broken.taken(), [UiAct::Retry]);
}

#[test]
fn a_failure_says_what_why_and_what_to_do() {
    let mut stage = Stage::new(Screen::Fault, samples::views());
    assert!(stage.says("Your past interviews cannot be opened"));
    assert!(stage.says("The file is in use by another Greenroom."));
    assert!(stage.says("Close the other window and try again. If there is none, restart the computer."));
    stage.click("Try again");
    stage.click("Quit");
    assert_eq!(stage.taken(), [UiAct::Retry, UiAct::Quit]);
}

#[test]
fn a_message_is_read_out_and_can_be_closed() {
    let mut views = samples::views();
    views.toasts = vec![Toast { id: 7, tone: ToastTone::Bad, text: "The disk is full".into() }];
    let mut stage = Stage::new(Screen::Title, views);
    assert!(stage.says("This did not work"), "its tone is told in words");
    stage.click("Close the message: The disk is full");
    assert_eq!(stage.taken(), [UiAct::DismissToast(7)]);
    assert!(!stage.says("The disk is full"));
}

/// Somebody who has a microphone and no speech model.
fn without_model() -> Views {
    let mut views = samples::views();
    views.title.equipment.recogniser = false;
    views.ears = samples::ears(None);
    views
}

#[test]
fn a_speech_model_is_offered_once_and_taken_or_not() {
    let mut stage = Stage::new(Screen::Title, without_model());
    assert!(stage.says("Would you like to speak?"));
    stage.click("Get it (142 MiB)");
    assert_eq!(stage.taken(), [UiAct::GetModel("base.en".into())]);
    assert!(!stage.says("Would you like to speak?"));
    let mut stage = Stage::new(Screen::Title, without_model());
    stage.click("Not now");
    assert_eq!(stage.taken(), [UiAct::DeclineModel]);
    assert!(!stage.says("Would you like to speak?"), "it does not insist");
    let mut stage = Stage::new(Screen::Title, without_model());
    stage.click("Start an interview");
    assert!(!stage.says("Would you like to speak?"), "who goes on has seen it");
}

#[test]
fn a_speech_model_is_not_offered_to_whom_it_is_of_no_use() {
    type Change = fn(&mut EarsView);
    let changes: [Change; 4] = [
        |ears| ears.possible = false,
        |ears| ears.named = Some("mine.bin".into()),
        |ears| ears.used = Some("tiny.en".into()),
        |ears| ears.offered = true,
    ];
    for change in changes {
        let mut views = without_model();
        change(&mut views.ears);
        assert!(!Stage::new(Screen::Title, views).says("Would you like to speak?"));
    }
    let mut views = without_model();
    views.title.equipment.microphone = false;
    assert!(Stage::new(Screen::Title, views).mentions("That takes a microphone and a speech model"));
}

#[test]
fn a_model_on_its_way_is_shown_on_both_screens_and_can_be_stopped() {
    for screen in [Screen::Title, Screen::Setup] {
        let mut views = without_model();
        views.ears.fetching = samples::fetching();
        let mut stage = Stage::new(screen, views);
        assert!(stage.says("37 of 142 MiB"));
        let bar = stage.harness.get_all_by_label("Getting the speech model base.en").find_map(|node| node.accesskit_node().numeric_value());
        assert!((bar.unwrap() - 37.0 / 142.0).abs() < 1e-6);
        stage.click("Stop");
        assert_eq!(stage.taken(), [UiAct::StopModel]);
    }
}

#[test]
fn a_model_that_did_not_come_is_told_why_and_can_be_tried_again() {
    for screen in [Screen::Title, Screen::Setup] {
        let mut views = without_model();
        views.ears.fetching = samples::not_fetched();
        let mut stage = Stage::new(screen, views);
        assert!(stage.says("The speech model base.en is not here") && stage.mentions("broke off at 37 of 142 MiB"));
        stage.click("Try again");
        stage.click("Leave it");
        assert_eq!(stage.taken(), [UiAct::GetModel("base.en".into()), UiAct::StopModel]);
    }
}

#[test]
fn the_setup_says_what_understands_and_lets_one_choose_another() {
    let mut views = without_model();
    views.ears = samples::ears(Some("base.en"));
    views.ears.choices[0].here = Here::Whole;
    views.ears.choices[2].here = Here::Part;
    let mut stage = Stage::new(Screen::Setup, views);
    assert!(stage.mentions("understood by the speech model base.en") && stage.says("In use"));
    stage.click("Use the speech model tiny.en");
    stage.click("Get the rest of the speech model small.en");
    assert_eq!(stage.taken(), [UiAct::GetModel("tiny.en".into()), UiAct::GetModel("small.en".into())]);
    let mut views = without_model();
    views.ears.named = Some("mine.bin".into());
    let stage = Stage::new(Screen::Setup, views);
    assert!(stage.mentions("The speech model mine.bin") && !stage.says("Get the speech model base.en, 142 MiB"));
}
