//! The desk: what a person asks for at the screens is done, and shown. No window, no room, a silent voice.

use std::path::Path;
use std::time::{Duration, Instant};

use bevy::prelude::*;
use bevy::state::app::StatesPlugin;
use greenroom::clock;
use greenroom::evaluation::Outcome;
use greenroom::interview::{Act, EndReason, TurnId};
use greenroom::llm;
use greenroom::models::{Machines, Published};
use greenroom::room::camera::Viewpoint;
use greenroom::session::JudgeSettings;
use greenroom::session::acts::{Acts, Screen, UiAct};
use greenroom::session::desk::{self, Start};
use greenroom::session::feed;
use greenroom::session::view::{
    BootPart, Fetching, FileView, Floor, Here, HistoryQuery, Language, Load, Progress, SessionState, ToastTone, Views,
};
use greenroom::store::Store;
use serde_json::{Value, json};

use crate::support::judge::{answers, judgement, wants_judgement, wants_objective, words};
use crate::support::model_reply::{End, Reply};
use crate::support::model_server::ModelServer;

/// Nothing that is waited for takes so long unless it never comes.
const LONG_ENOUGH: Duration = Duration::from_secs(60);

/// The program as it runs behind the screens.
struct Program(App);

impl Program {
    /// Started with the data in this folder, on the first screen.
    fn start(data: &Path) -> Self {
        Self::start_as(Start { data: data.to_owned(), audible: false, ..Start::default() })
    }

    fn start_as(start: Start) -> Self {
        let mut app = App::new();
        app.add_plugins((MinimalPlugins, StatesPlugin))
            .init_state::<Screen>()
            .init_resource::<Views>()
            .init_resource::<Acts>()
            .init_resource::<Language>()
            .init_resource::<Viewpoint>()
            .insert_resource(start)
            .add_plugins((feed::plugin, desk::plugin));
        Self(app)
    }

    /// Started, and on the title.
    fn on_the_title(data: &Path) -> Self {
        Self::start(data).comes_to_the_title()
    }

    fn comes_to_the_title(mut self) -> Self {
        let program = &mut self;
        let loaded = |views: &Views| {
            let done = |part| views.boot.steps.iter().any(|step| step.part == part && step.progress == Progress::Done);
            done(BootPart::Store) && done(BootPart::Content)
        };
        program.until("the database is open", |program| loaded(program.views()));
        // The room and the person, which this program does not have, would be waited for.
        program.0.world_mut().resource_mut::<NextState<Screen>>().set(Screen::Title);
        program.until("the title is shown", |program| program.screen() == Screen::Title);
        self
    }

    fn views(&self) -> &Views {
        self.0.world().resource::<Views>()
    }

    fn screen(&self) -> Screen {
        *self.0.world().resource::<State<Screen>>().get()
    }

    fn ask(&mut self, act: UiAct) {
        self.0.world_mut().resource_mut::<Acts>().push(act);
        self.0.update();
    }

    #[track_caller]
    fn until(&mut self, what: &str, holds: impl Fn(&Self) -> bool) {
        let end: Instant = clock::now() + LONG_ENOUGH;
        while !holds(self) {
            assert!(clock::now() < end, "never came: {what}; on {:?} with {:?}", self.screen(), self.views().toasts);
            std::thread::sleep(Duration::from_millis(5));
            self.0.update();
        }
    }

    /// An interview that has come to its first question, answered nothing yet.
    fn begin(&mut self) {
        self.ask(UiAct::Go(Screen::Setup));
        self.ask(UiAct::SetName("Ines Calder".into()));
        self.ask(UiAct::Begin);
        self.until("the interview is shown", |program| program.screen() == Screen::Interview);
        self.until("the interviewer speaks", |program| program.views().interview.floor == Floor::Speaking);
    }

    /// Takes the floor and answers.
    fn answer(&mut self, text: &str) {
        self.until("a question stands", |program| program.views().interview.card.is_some());
        let mut taken = Duration::ZERO;
        while !self.views().interview.is_open() {
            assert!(taken < LONG_ENOUGH, "the floor is never given");
            if self.views().interview.floor == Floor::Speaking {
                self.ask(UiAct::Interview(Act::Interrupt));
            }
            std::thread::sleep(Duration::from_millis(20));
            taken += Duration::from_millis(20);
            self.0.update();
        }
        let (before, interviewer_spoke) = (self.views().interview.spoken.clone(), self.views().interview.floor);
        self.ask(UiAct::SendTyped(text.into()));
        self.until("the interviewer goes on", |program| {
            program.views().interview.spoken != before || program.views().interview.floor != interviewer_spoke
        });
    }
}

#[test]
fn files_are_read_into_the_document_that_their_content_is_and_troubles_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::on_the_title(folder.path());
    program.ask(UiAct::Go(Screen::Setup));
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/documents");
    for advert in ["nurse-job.txt", "case-handler-job.md"] {
        program.ask(UiAct::TakeFile(samples.join(advert)));
        program.until("the advert is read", |program| program.views().setup.job_file == FileView::Read(advert.into()));
        assert_eq!(program.views().setup.resume_file, FileView::None);
    }
    for resume in ["nurse-resume.md", "warehouse-office-resume.txt"] {
        program.ask(UiAct::TakeFile(samples.join(resume)));
        program.until("the resume is read", |program| program.views().setup.resume_file == FileView::Read(resume.into()));
    }
    let setup = &program.views().setup;
    assert!(setup.resume.contains("Northgate Warehouse") && setup.job.contains("Customer Case Handler"));

    let empty = folder.path().join("empty.pdf");
    std::fs::write(&empty, "").unwrap();
    program.ask(UiAct::TakeFile(empty));
    program.until("the trouble is told", |program| matches!(program.views().setup.resume_file, FileView::Failed(_)));
    let FileView::Failed(why) = program.views().setup.resume_file.clone() else { unreachable!() };
    assert!(why.starts_with("empty.pdf is empty"), "{why}");
    assert!(program.views().setup.resume.contains("Northgate Warehouse"), "what was there stays");
    program.ask(UiAct::SetResume("Nurse".into()));
    assert_eq!(program.views().setup.resume_file, FileView::None);
}

#[test]
fn an_interview_is_begun_answered_ended_read_and_deleted() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::on_the_title(folder.path());
    assert_eq!((program.views().title.sessions, &program.views().title.interrupted), (0, &None));

    program.begin();
    program.answer(
        "At Harrow Logistics I led the move of our warehouse labels to a new printer in nine days, and mislabelled boxes fell by half.",
    );
    program.ask(UiAct::Interview(Act::Stop));
    program.until("the report is shown", |program| matches!(program.views().review, Load::Ready(_)));
    program.until("on its screen", |program| program.screen() == Screen::Review);
    let Load::Ready(review) = &program.views().review else { unreachable!() };
    let id = review.report.session.id.clone();
    assert_eq!(review.report.session.ended_because, EndReason::Stopped);
    assert!(review.report.turns.iter().any(|turn| turn.text.contains("mislabelled boxes")), "what was said is in it");
    assert_eq!(review.report.session.voice, None, "nothing was to be heard");

    program.ask(UiAct::Go(Screen::History));
    program.until("the history is read", |program| matches!(&program.views().history.rows, Load::Ready(rows) if rows.len() == 1));
    let Load::Ready(rows) = &program.views().history.rows else { unreachable!() };
    assert_eq!((rows[0].id.as_str(), rows[0].state), (id.as_str(), SessionState::EndedEarly));

    program.ask(UiAct::Export(id.clone(), greenroom::session::view::ExportKind::Html));
    program.until("it is written", |program| program.views().toasts.iter().any(|toast| toast.tone == ToastTone::Good));
    let page = std::fs::read_dir(folder.path().join("exports")).unwrap().next().unwrap().unwrap();
    assert!(std::fs::read_to_string(page.path()).unwrap().contains("mislabelled boxes"));

    program.ask(UiAct::DeleteSession(id));
    program.until("it is gone", |program| matches!(&program.views().history.rows, Load::Ready(rows) if rows.is_empty()));
}

#[test]
fn what_a_model_finds_behind_a_role_play_ends_it_at_the_next_turn() {
    let folder = tempfile::tempdir().unwrap();
    let server = ModelServer::answering(|request| {
        if wants_judgement(request) {
            return Reply::completion(&judgement(request, |_| Some(4)).to_string());
        }
        if !wants_objective(request) {
            return Reply::error(404, "no");
        }
        let quotes = answers(request).last().map(|line| json!([{ "turn": line.turn, "quote": words(line, 8) }]));
        let criteria: Vec<Value> = (1..=12).map(|place| json!({ "id": format!("C{place}"), "met": true, "quotes": quotes })).collect();
        Reply::completion(&json!({ "criteria": criteria, "breaches": [] }).to_string())
    });
    let model = llm::Config::new(&server.base_url(), "watcher-1", None).unwrap();
    let judge = JudgeSettings { model: Some(model), runs: 1, ..JudgeSettings::default() };
    let mut program = Program::start_as(Start { data: folder.path().to_owned(), judge, ..Start::default() }).comes_to_the_title();
    program.ask(UiAct::ChooseScenario("complaint-call".into()));
    program.begin();
    program.answer("My word, no warmth for half a week and two lost mornings, and that is on us and on nobody else.");
    let store = Store::open(&folder.path().join("greenroom.db")).unwrap();
    let asked = || store.interrupted().unwrap().iter().map(|row| store.calls(&row.id).unwrap().len()).sum::<usize>();
    program.until("the model has found it reached", |_| asked() == 1);
    assert_ne!(program.views().interview.floor, Floor::Thinking, "nobody sees that it is asked");
    program.answer("Is there something else that you would like to know?");
    program.until("the report is shown", |program| program.screen() == Screen::Review);
    let Load::Ready(review) = &program.views().review else { panic!("a report") };
    assert_eq!(review.report.session.ended_because, EndReason::Succeeded);
    let objective = review.report.objective.as_ref().unwrap();
    assert_eq!((objective.outcome, objective.judged_by.as_str()), (Outcome::Reached, "watcher-1 at 127.0.0.1"));
}

#[test]
fn a_report_that_cannot_be_saved_is_shown_all_the_same_and_saved_when_that_is_possible() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::on_the_title(folder.path());
    program.begin();
    program.answer("I moved the archive of the harbour office in nine days and lost not one of four hundred boxes.");
    // Another program holds the database, and does not let go.
    let other = rusqlite::Connection::open(folder.path().join("greenroom.db")).unwrap();
    other.busy_timeout(Duration::from_secs(5)).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    program.ask(UiAct::Interview(Act::Stop));
    program.until("the report is shown", |program| program.screen() == Screen::Review);
    let shown = |program: &Program| if let Load::Ready(review) = &program.views().review { Some(review.clone()) } else { None };
    let review = shown(&program).unwrap();
    let fault = review.unsaved.expect("it says that it is not saved");
    assert!(fault.retry && fault.why.contains("in use by another program"), "{fault:?}");
    assert_eq!(review.report.session.ended_because, EndReason::Stopped);
    assert!(review.report.turns.iter().any(|turn| turn.text.contains("four hundred boxes")), "and shows what was said");

    program.ask(UiAct::Retry);
    program.until("it is said that it is not saved yet", |program| {
        program.views().toasts.iter().any(|toast| toast.tone == ToastTone::Bad && toast.text.contains("in use"))
    });
    assert!(shown(&program).unwrap().unsaved.is_some());
    other.execute_batch("ROLLBACK").unwrap();
    program.ask(UiAct::Retry);
    program.until("it is saved", |program| shown(program).is_some_and(|review| review.unsaved.is_none()));
    let id = review.report.session.id;
    drop(program);
    let store = Store::open(&folder.path().join("greenroom.db")).unwrap();
    assert_eq!(store.report(&id).unwrap().unwrap().turns, review.report.turns);
    assert!(store.journal(&id).unwrap().len() > 20, "with its journal");
    assert!(store.interrupted().unwrap().is_empty());
}

#[test]
fn a_past_interview_is_found_compared_and_practised_again_with_its_documents() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::on_the_title(folder.path());
    let resume = "Ines Calder\n\nWarehouse lead, Harrow Logistics, 2019 to 2024";
    program.ask(UiAct::SetResume(resume.into()));
    program.ask(UiAct::ChooseScenario("registered-nurse".into()));
    program.begin();
    program.answer("I found the leak by closing one valve after the other, because nobody knew the plan, and it took me forty minutes.");
    program.ask(UiAct::Interview(Act::Stop));
    program.until("the report is shown", |program| program.screen() == Screen::Review);
    let Load::Ready(review) = program.views().review.clone() else { panic!("a report") };
    let id = review.report.session.id;

    program.ask(UiAct::Go(Screen::History));
    let rows = |program: &Program| if let Load::Ready(rows) = &program.views().history.rows { rows.len() } else { 99 };
    program.until("the history is read", |program| rows(program) == 1);
    let look = |search: &str| UiAct::LookThrough(Box::new(HistoryQuery { search: search.into(), ..HistoryQuery::default() }));
    // Two letters in a hurry: only the last search counts.
    program.ask(look("zz"));
    program.ask(look("zzz"));
    program.until("nothing is found", |program| rows(program) == 0);
    program.ask(look("REGISTERED"));
    program.until("it is found", |program| rows(program) == 1);
    program.until("scores are shown", |program| matches!(&program.views().history.progress, Load::Ready(shown) if !shown.lines.is_empty()));
    let Load::Ready(progress) = program.views().history.progress.clone() else { panic!("scores") };
    assert_eq!((progress.sessions.len(), progress.scenarios.len()), (1, 1));
    assert!(progress.lines.iter().any(|line| line.id == "communication"));

    program.ask(UiAct::SetResume("somebody else's".into()));
    program.ask(UiAct::ChooseScenario("general-behavioural".into()));
    program.ask(UiAct::PractiseAgain(id.clone()));
    program.until("everything is set up", |program| program.screen() == Screen::Setup);
    let setup = &program.views().setup;
    assert_eq!((setup.scenario.as_deref(), setup.resume.as_str()), (Some("registered-nurse"), resume));
    program.ask(UiAct::OpenSession(id));
    program.until("the report is shown again", |program| program.screen() == Screen::Review);
    let Load::Ready(again) = &program.views().review else { panic!("a report") };
    assert_eq!(again.report.turns, review.report.turns, "the session itself is as it was");
}

#[test]
fn a_turn_is_said_again_or_it_is_told_why_not_and_nothing_is_left_behind() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::on_the_title(folder.path());
    program.begin();
    program.answer("I closed one valve after the other, because nobody knew the plan.");
    program.ask(UiAct::Interview(Act::Stop));
    program.until("the report is shown", |program| program.screen() == Screen::Review);
    let saying = |program: &Program| if let Load::Ready(review) = &program.views().review { review.replay.saying } else { None };
    let turn = TurnId(0);
    program.ask(UiAct::SayTurn(turn));
    assert_eq!(saying(&program), None, "nothing is to be heard, so nothing is begun");
    if let Load::Ready(review) = &mut program.0.world_mut().resource_mut::<Views>().review {
        review.replay.audible = true;
    }
    program.ask(UiAct::SayTurn(turn));
    assert_eq!(saying(&program), Some(turn));
    // Where there is no loudspeaker, the voice says so and stops; where there is one, it comes to its end.
    program.until("it is over", |program| saying(program).is_none());
    program.ask(UiAct::SayTurn(turn));
    program.ask(UiAct::Go(Screen::History));
    program.until("the history is shown", |program| program.screen() == Screen::History);
    assert_eq!(saying(&program), None, "who leaves hears no more");
}

#[test]
fn an_interview_that_was_broken_off_goes_on_where_it_stood() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::on_the_title(folder.path());
    program.begin();
    program.answer("I rewrote the night schedule for fourteen drivers, because two of them always came back empty.");
    drop(program);

    let mut program = Program::on_the_title(folder.path());
    program.until("it is offered", |program| program.views().title.interrupted.is_some());
    let offered = program.views().title.interrupted.clone().unwrap();
    assert_eq!(offered.answered, 1);
    program.ask(UiAct::ResumeSession(offered.id.clone()));
    program.until("the interviewer speaks again", |program| program.views().interview.floor == Floor::Speaking);
    assert!(!program.views().setup.preparing);
    program.ask(UiAct::Interview(Act::Stop));
    program.until("the report is shown", |program| matches!(program.views().review, Load::Ready(_)));
    let Load::Ready(review) = &program.views().review else { unreachable!() };
    assert!(review.report.turns.iter().any(|turn| turn.text.contains("fourteen drivers")), "what was said before is in it");
}

#[test]
fn an_interview_that_was_broken_off_can_be_judged_as_it_stands() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::on_the_title(folder.path());
    program.begin();
    program.answer("I found the leak by closing one valve after the other, and it took me forty minutes.");
    drop(program);

    let mut program = Program::on_the_title(folder.path());
    program.until("it is offered", |program| program.views().title.interrupted.is_some());
    let id = program.views().title.interrupted.clone().unwrap().id;
    program.ask(UiAct::FinishInterrupted(id));
    assert_eq!(program.views().title.interrupted, None, "it is not offered any more");
    program.until("the report is shown", |program| program.screen() == Screen::Review);
    let Load::Ready(review) = &program.views().review else { panic!("{:?}", program.views().review) };
    assert!(review.report.turns.iter().any(|turn| turn.text.contains("forty minutes")));
}

#[test]
fn a_second_window_on_the_same_data_says_so_and_can_try_again() {
    let folder = tempfile::tempdir().unwrap();
    let first = Program::on_the_title(folder.path());
    let mut second = Program::start(folder.path());
    second.until("the fault is shown", |program| program.screen() == Screen::Fault);
    let fault = second.views().fault.clone();
    assert!(fault.why.contains("already open") && fault.retry, "{fault:?}");
    drop(first);
    second.ask(UiAct::Retry);
    second.until("the database is open", |program| {
        program.views().boot.steps.iter().any(|step| step.part == BootPart::Store && step.progress == Progress::Done)
    });
}

#[test]
fn what_was_chosen_is_chosen_at_the_next_start() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::on_the_title(folder.path());
    program.ask(UiAct::SetVolume(0.35));
    program.ask(UiAct::ToggleCaptions);
    program.ask(UiAct::ChooseScenario("registered-nurse".into()));
    let persona = program.views().setup.persona.clone();
    program.ask(UiAct::Quit);
    drop(program);

    let program = Program::on_the_title(folder.path());
    let views = program.views();
    assert_eq!((views.setup.volume, views.interview.captions), (0.35, false));
    assert_eq!((views.setup.scenario.as_deref(), &views.setup.persona), (Some("registered-nurse"), &persona));
}

#[test]
fn a_folder_that_cannot_be_written_to_is_named_on_the_screen() {
    let folder = tempfile::tempdir().unwrap();
    // A file where the folder should be: as good as a folder of somebody else, and true for every user.
    let data = folder.path().join("taken");
    std::fs::write(&data, "").unwrap();
    let mut program = Program::start(&data);
    program.until("the fault is shown", |program| program.screen() == Screen::Fault);
    assert!(program.views().fault.why.contains("taken"), "{:?}", program.views().fault);
    assert!(!program.views().fault.remedy.is_empty());
}

#[test]
fn a_report_that_is_not_there_is_said_in_a_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::on_the_title(folder.path());
    program.ask(UiAct::OpenSession(greenroom::store::new_session_id()));
    program.until("the review is shown", |program| program.screen() == Screen::Review);
    assert!(matches!(&program.views().review, Load::Failed(fault) if !fault.why.is_empty()), "{:?}", program.views().review);
    drop(program);
    assert!(Store::open(&folder.path().join("greenroom.db")).unwrap().interrupted().unwrap().is_empty());
}

/// A published model of the test's own, which whisper.cpp could load.
fn published() -> (&'static [Published], Vec<u8>) {
    let folder = tempfile::tempdir().unwrap();
    let bytes = std::fs::read(crate::hearing::ggml::write(folder.path())).unwrap();
    let sha256 = crate::models::sha256(&bytes);
    let model = Published { name: "quokka.en", bytes: bytes.len() as u64, sha256, licence: "MIT", suits: Machines::Most };
    (Vec::leak(vec![model]), bytes)
}

/// Started with no speech model but that of the test's own, to be had from this server.
fn with_models(data: &Path, published: &'static [Published], server: &ModelServer) -> Program {
    let start =
        Start { data: data.to_owned(), models: data.join("models"), published, models_from: Some(server.base_url()), ..Start::default() };
    Program::start_as(start).comes_to_the_title()
}

#[cfg(feature = "whisper")]
#[test]
fn a_speech_model_is_fetched_from_the_title_and_used_at_once_and_the_next_time() {
    let folder = tempfile::tempdir().unwrap();
    let (published, bytes) = published();
    let server = ModelServer::answering(move |request| crate::models::answer(request, &bytes));
    let mut program = with_models(folder.path(), published, &server);
    assert_eq!(program.views().ears.offer().map(|offer| offer.name.as_str()), Some("quokka.en"));
    assert!(!program.views().title.equipment.recogniser);
    program.ask(UiAct::GetModel("quokka.en".into()));
    program.until("it is used", |program| program.views().ears.used.as_deref() == Some("quokka.en"));
    let views = program.views();
    assert_eq!(views.ears.fetching, Fetching::Not);
    assert!(views.title.equipment.recogniser && views.setup.equipment.recogniser, "answers can be spoken now");
    assert!(views.toasts.iter().any(|toast| toast.tone == ToastTone::Good && toast.text.contains("quokka.en")));
    program.ask(UiAct::Quit);
    drop(program);
    let program = with_models(folder.path(), published, &server);
    assert_eq!(program.views().ears.used.as_deref(), Some("quokka.en"));
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn a_speech_model_that_does_not_come_is_told_and_can_be_had_after_all() {
    let folder = tempfile::tempdir().unwrap();
    let (published, bytes) = published();
    let mut number = 0;
    let server = ModelServer::answering(move |request| {
        number += 1;
        if number == 1 { Reply::text(404, "text/plain", "not here") } else { crate::models::answer(request, &bytes) }
    });
    let mut program = with_models(folder.path(), published, &server);
    program.ask(UiAct::GetModel("quokka.en".into()));
    program.until("it fails", |program| matches!(program.views().ears.fetching, Fetching::Failed { .. }));
    let Fetching::Failed { name, why } = program.views().ears.fetching.clone() else { unreachable!() };
    assert!(why.contains("status 404"), "{why}");
    program.ask(UiAct::GetModel(name));
    program.until("it is here", |program| program.views().ears.choices[0].here == Here::Whole);
}

#[test]
fn a_speech_model_that_is_stopped_is_gone_on_with_when_it_is_asked_for_again() {
    let folder = tempfile::tempdir().unwrap();
    let (published, bytes) = published();
    let head = format!("200 OK\r\nContent-Length: {}", bytes.len());
    let server = ModelServer::scripted([Reply::file(&head, &bytes[..bytes.len() - 1], End::Stall)]);
    let mut program = with_models(folder.path(), published, &server);
    program.ask(UiAct::GetModel("quokka.en".into()));
    let moving = |program: &Program| matches!(program.views().ears.fetching, Fetching::Running { done, .. } if done > 0);
    program.until("something comes", moving);
    program.ask(UiAct::GetModel("quokka.en".into()));
    assert!(moving(&program), "one at a time");
    program.ask(UiAct::StopModel);
    assert_eq!(program.views().ears.fetching, Fetching::Not);
    server.hung_up();
    assert!(!folder.path().join("models/ggml-quokka.en.bin").exists());
}

#[test]
fn that_no_speech_model_is_wanted_is_remembered() {
    let folder = tempfile::tempdir().unwrap();
    let (published, _) = published();
    let server = ModelServer::scripted([]);
    let mut program = with_models(folder.path(), published, &server);
    program.ask(UiAct::DeclineModel);
    program.ask(UiAct::Quit);
    drop(program);
    assert!(with_models(folder.path(), published, &server).views().ears.offered);
    assert_eq!(server.requests().len(), 0, "nobody is asked before somebody wants it");
}
