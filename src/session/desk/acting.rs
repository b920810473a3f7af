//! What the screens ask for, and what is done about it.

use std::path::PathBuf;
use std::sync::Arc;

use bevy::prelude::*;

use crate::clock;
use crate::evaluation;
use crate::intake::{self, Intake};
use crate::interview::{Blueprint, Input, Settings};
use crate::llm;
use crate::scenario::{self, Library};
use crate::session::acts::{Acts, Screen, UiAct};
use crate::session::live::{Equipment, Live};
use crate::session::view::{ExportKind, Language, Load, Setting, Views};
use crate::session::{Judge, PATIENCE, Proposed, finish, propose, resume};
use crate::store::{Papers, Store};

use super::boot::look_back;
use super::errand::{Brought, Errands};
use super::{Desk, Start, ears, looking, papers, past, replay, trying};

/// So many sessions back no question is asked again, as long as there are others.
const LATELY: u32 = 3;

/// Takes what was asked for since the last frame.
pub(super) fn take(
    mut acts: ResMut<Acts>,
    mut desk: ResMut<Desk>,
    mut views: ResMut<Views>,
    mut errands: ResMut<Errands>,
    mut commands: Commands,
    mut exit: MessageWriter<AppExit>,
    start: Res<Start>,
    screen: Res<State<Screen>>,
    language: Res<Language>,
) {
    for act in acts.take() {
        views.apply(&act);
        match act {
            UiAct::Go(to) => {
                commands.set_state_if_neq(to);
            }
            UiAct::Begin => begin(&desk, &mut views, &mut errands, &start),
            UiAct::Interview(act) => wish(&desk, Input::Act { act }),
            UiAct::SendTyped(text) => {
                if let Some(turn) = desk.showing.turn {
                    wish(&desk, Input::Typed { turn, text });
                }
            }
            UiAct::TypingNow => {
                if let Some(turn) = desk.showing.typing_since_last_second() {
                    wish(&desk, Input::Typing { turn });
                }
            }
            UiAct::SetVolume(volume) => {
                if let Some(live) = &desk.live {
                    live.set_volume(volume);
                }
                trying::set_volume(&desk, volume);
                if let Some(replay) = &desk.replay {
                    replay.set_volume(volume);
                }
            }
            UiAct::Set(Setting::Microphone(_)) => trying::listen(&desk, &mut views),
            UiAct::Try(wish) => trying::ask(&mut desk, &mut views, wish),
            UiAct::TestModel => looking::test_model(&start, &desk, &mut views, &mut errands),
            UiAct::OpenSession(id) => {
                views.review = Load::Loading;
                let judge = judge(&desk, &start);
                on_store(&desk, &mut errands, move |store| Brought::Report(report_of(store, &id, &judge).map(Box::new)));
            }
            UiAct::FinishInterrupted(id) => {
                views.title.interrupted = None;
                let judge = judge(&desk, &start);
                on_store(&desk, &mut errands, move |store| Brought::Report(report_of(store, &id, &judge).map(Box::new)));
            }
            UiAct::ResumeSession(id) => {
                views.setup.preparing = true;
                trying::look_for_microphone(&views, &mut errands);
                let equipment = equipment(&desk, &views, &start);
                on_store(&desk, &mut errands, move |store| {
                    let live = resume(store, &id).map_err(|error| error.to_string());
                    let live = live.and_then(|resumed| Live::resume(store, resumed, equipment).map_err(|error| error.to_string()));
                    Brought::Live(live.map(Box::new))
                });
            }
            UiAct::DeleteSession(id) => {
                on_store(&desk, &mut errands, move |store| Brought::Deleted(store.delete(&id).map_err(|error| error.to_string())));
                if *screen.get() == Screen::History {
                    past::page(&mut desk, &views, &mut errands);
                    past::progress(&desk, &views, &mut errands);
                } else {
                    title(&desk, &mut errands);
                }
            }
            UiAct::PractiseAgain(id) => {
                let library = Arc::clone(&desk.library);
                on_store(&desk, &mut errands, move |store| {
                    Brought::Again(past::again(store, &library, &id).map(Box::new).map_err(|error| error.to_string()))
                });
            }
            UiAct::HistoryPage(_) => past::page(&mut desk, &views, &mut errands),
            UiAct::LookThrough(_) => desk.looking.again(),
            UiAct::ShowProgress(_) => past::progress(&desk, &views, &mut errands),
            UiAct::SayTurn(turn) => replay::say(turn, &mut desk, &mut views, &mut errands),
            UiAct::StopSaying => replay::stop(&mut desk, &mut views),
            UiAct::Export(id, kind) => {
                let folder = start.data.join("exports");
                let judge = judge(&desk, &start);
                on_store(&desk, &mut errands, move |store| Brought::Exported(export(store, &id, &judge, kind, folder)));
            }
            UiAct::GetModel(name) => ears::get(&mut desk, &mut views, &start, &name),
            UiAct::StopModel => ears::stop(&mut desk, &mut views, &mut errands, &start),
            UiAct::Retry => match screen.get() {
                Screen::History => past::page(&mut desk, &views, &mut errands),
                Screen::CheckUp => looking::examine(&start, &desk, &mut views, &mut errands),
                Screen::Review if desk.unsaved.is_some() => {
                    if let Some(unsaved) = desk.unsaved.clone() {
                        errands.run(move || Brought::Saved(unsaved.save().map_err(|error| error.to_string())));
                    }
                }
                Screen::Fault => {
                    commands.set_state(Screen::Boot);
                }
                _ => {
                    commands.set_state_if_neq(Screen::Title);
                }
            },
            UiAct::ChooseFile(kind) => papers::choose(kind, &language, &mut errands),
            UiAct::TakeFile(path) => papers::read(None, path, &mut views, &mut errands),
            UiAct::Quit => {
                exit.write(AppExit::Success);
            }
            // Choices and texts: the views hold them until `Begin`.
            UiAct::ChooseScenario(_)
            | UiAct::LookFor(_)
            | UiAct::ChoosePersona(_)
            | UiAct::SetName(_)
            | UiAct::SetResume(_)
            | UiAct::SetJob(_)
            | UiAct::SetPatience(_)
            | UiAct::SetHeadset(_)
            | UiAct::Set(_)
            | UiAct::DeclineModel
            | UiAct::ToggleCaptions
            | UiAct::OverTime(_)
            | UiAct::JumpToTurn(_)
            | UiAct::TickStep(_)
            | UiAct::DismissToast(_) => {}
        }
    }
}

fn wish(desk: &Desk, input: Input) {
    if let Some(live) = &desk.live {
        live.wish(input);
    }
}

pub(super) fn on_store(desk: &Desk, errands: &mut Errands, work: impl FnOnce(&Store) -> Brought + Send + 'static) {
    if let Some(store) = desk.store.clone() {
        errands.run(move || work(&store));
    }
}

/// Plans the interview that was set up and begins it.
fn begin(desk: &Desk, views: &mut Views, errands: &mut Errands, start: &Start) {
    let Some(scenario) = views.setup.scenario.clone() else { return };
    let found = views.title.equipment;
    trying::look_for_microphone(views, errands);
    let equipment = equipment(desk, views, start);
    let settings = Settings {
        voice: found.microphone && found.recogniser,
        headset: views.setup.headset,
        model: start.model.is_some(),
        objective: equipment.judge.model_config().is_some(),
        patience: views.setup.patience,
        ..Settings::default()
    };
    let name = Some(views.setup.name.clone());
    let persona = views.setup.persona.clone();
    // The clock's low digits are chance enough for an order of questions; the journal keeps the number.
    let seed = clock::wall().as_microsecond().unsigned_abs();
    views.setup.preparing = true;
    let library = Arc::clone(&desk.library);
    let (resume, job) = (views.setup.resume.clone(), views.setup.job.clone());
    on_store(desk, errands, move |store| {
        let begun = || {
            // Without the history the questions may repeat themselves, which is no reason not to begin.
            let intake = Intake { asked: store.asked_lately(LATELY).unwrap_or_default(), ..read_intake(&resume, &job)? };
            let plan = scenario::plan(&library, &scenario, persona.as_deref(), &intake, seed, settings, name);
            let mut plan = plan.map_err(|error| error.to_string())?;
            let proposed =
                equipment.model.as_ref().and_then(|(config, runtime)| propose_with(config, runtime, store, &library, &mut plan, &intake));
            let hints = intake.resume.iter().flat_map(|resume| &resume.terms).chain(&plan.job_terms).cloned().collect();
            let live = Live::begin(store, plan, Equipment { hints, ..equipment }).map_err(|error| error.to_string())?;
            // So that it can be practised again. Without them it can be held all the same.
            store
                .keep_papers(live.session(), Papers { resume: Some(resume), job: Some(job) })
                .unwrap_or_else(|error| tracing::warn!(%error, "a session's documents are not kept"));
            if let Some(proposed) = proposed {
                // What it cost is worth knowing, and no reason to stop.
                proposed.keep(store, live.session()).unwrap_or_else(|error| tracing::warn!(%error, "a model's call is not kept"));
            }
            Ok(Box::new(live))
        };
        Brought::Live(begun())
    });
}

/// Somebody waits: one try, and not for long.
fn propose_with(
    config: &llm::Config,
    runtime: &tokio::runtime::Handle,
    store: &Store,
    library: &Library,
    plan: &mut Blueprint,
    intake: &Intake,
) -> Option<Proposed> {
    let mut config = config.clone();
    (config.batch, config.backoff) = (PATIENCE, Vec::new());
    let (notices, _nobody) = crossbeam_channel::bounded(1);
    let model = llm::spawn(runtime.clone(), config, notices).ok()?;
    propose(&model, store, library, plan, intake)
}

fn read_intake(resume: &str, job: &str) -> Result<Intake, String> {
    let given = |text: &str| !text.trim().is_empty();
    let resume = given(resume).then(|| intake::read_resume(resume)).transpose().map_err(|error| error.to_string())?;
    let job = given(job).then(|| intake::read_job(job)).transpose().map_err(|error| error.to_string())?;
    Ok(Intake { resume, job, ..Intake::default() })
}

fn equipment(desk: &Desk, views: &Views, start: &Start) -> Equipment {
    Equipment {
        audible: start.audible,
        volume: views.setup.volume,
        rate: views.settings.rate,
        microphone: views.settings.microphone.clone(),
        speech_model: desk.speech_model.clone(),
        hints: Vec::new(),
        model: start.model.clone().zip(desk.io.as_ref().map(crate::session::Io::handle)),
        judge: judge(desk, start),
    }
}

/// Who judges. Without the thread that models are called on, the embedded judge does.
fn judge(desk: &Desk, start: &Start) -> Judge {
    let settings = start.judge.clone();
    let prices = settings.prices.clone();
    let made = desk.io.as_ref().map(|io| Judge::new(settings, &io.handle()));
    made.and_then(|made| made.map_err(|error| tracing::warn!(%error, "no model judges")).ok()).unwrap_or_else(|| Judge::embedded(prices))
}

fn report_of(store: &Store, id: &str, judge: &Judge) -> Result<evaluation::Report, String> {
    // Runs on a worker's thread; a program that ends stops the thread that models are called on, and with it the waiting.
    finish(store, id, judge, &crossbeam_channel::never::<()>()).map_err(|error| error.to_string())
}

fn export(store: &Store, id: &str, judge: &Judge, kind: ExportKind, folder: PathBuf) -> Result<String, String> {
    let report = report_of(store, id, judge)?;
    let (text, ending) = match kind {
        ExportKind::Html => (evaluation::render_html(&report, &evaluation::default_label), "html"),
        ExportKind::Table => (evaluation::render_csv(&report, &evaluation::default_label), "csv"),
        ExportKind::Transcript => (evaluation::transcript_vtt(&report.turns), "vtt"),
    };
    let path = folder.join(format!("{}-{}.{ending}", report.session.scenario.replace('/', "-"), &id[..id.len().min(8)]));
    std::fs::create_dir_all(&folder)
        .and_then(|()| std::fs::write(&path, text))
        .map_err(|error| format!("{} cannot be written: {error}", path.display()))?;
    Ok(path.display().to_string())
}

fn title(desk: &Desk, errands: &mut Errands) {
    on_store(desk, errands, |store| {
        let (sessions, interrupted) = look_back(store);
        Brought::Title { sessions, interrupted }
    });
}

/// What the title says of the past is looked up whenever it is shown.
pub(super) fn refresh_title(desk: Res<Desk>, mut errands: ResMut<Errands>) {
    title(&desk, &mut errands);
}
