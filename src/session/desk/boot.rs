//! From nothing to the title: content, database, devices on a worker thread, the room and the person beside it.

use std::path::PathBuf;
use std::sync::Arc;

use bevy::prelude::*;

use crate::avatar::rig::Rig;
use crate::config::claim::{Claim, ClaimError};
use crate::config::locale::Text;
use crate::config::preferences::{self, Preferences};
use crate::config::{content, paths};
use crate::scenario::{Library, Rubric, Scenario, Severity};
use crate::session::acts::Screen;
use crate::session::feed::RoomFault;
use crate::session::view::{
    BootPart, BootStep, Equipment, FaultView, Interrupted, Language, Load, PersonaChoice, Progress, ScenarioChoice, SetupView, SkillNote,
    ToastTone, Views,
};
use crate::session::{Filling, Io, Vectoriser};
use crate::store::{Filter, Store};
use crate::voice;

use super::ears::Ears;
use super::errand::{Brought, Errands};
use super::memory::Memory;
use super::{Desk, Start};

/// Frames after everything is there until it is shown, so that the first visible frame is complete.
const SETTLING_FRAMES: u32 = 4;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(OnEnter(Screen::Boot), begin)
        .add_systems(Update, (watch.run_if(in_state(Screen::Boot)), fault))
        .add_systems(OnEnter(Screen::Fault), drop_session);
}

/// Everything that was found.
pub(super) struct Booted {
    data: PathBuf,
    store: Store,
    library: Library,
    filling: Option<Filling>,
    io: Io,
    problems: Vec<String>,
    setup: SetupView,
    equipment: Equipment,
    ears: Ears,
    sessions: usize,
    interrupted: Option<Interrupted>,
    preferences: Preferences,
    claim: Claim,
}

impl Booted {
    pub(super) fn take_in(self, desk: &mut Desk, views: &mut Views, memory: &mut Memory) {
        views.setup = self.setup;
        views.title.equipment = self.equipment;
        views.title.sessions = self.sessions;
        views.title.interrupted = self.interrupted;
        self.ears.take_in(desk, views);
        views.settings.folder = self.data.display().to_string();
        memory.recall(preferences::file(&self.data), self.preferences, views);
        desk.claim = Some(self.claim);
        desk.store = Some(self.store);
        desk.library = Arc::new(self.library);
        desk.filling = self.filling;
        desk.io = Some(self.io);
        for problem in self.problems {
            desk.toast(views, ToastTone::Note, problem);
        }
        for part in [BootPart::Content, BootPart::Store, BootPart::Devices] {
            done(views, part);
        }
    }
}

fn done(views: &mut Views, part: BootPart) {
    for step in views.boot.steps.iter_mut().filter(|step| step.part == part) {
        step.progress = Progress::Done;
    }
}

fn begin(mut views: ResMut<Views>, mut errands: ResMut<Errands>, start: Res<Start>, language: Res<Language>) {
    views.settings.model = super::looking::model_view(&start);
    let parts = [BootPart::Content, BootPart::Store, BootPart::Devices, BootPart::Room, BootPart::Person];
    views.boot.steps = parts.into_iter().map(|part| BootStep { part, progress: Progress::Running(0.0) }).collect();
    let (start, words) = (start.clone(), language.0.clone());
    errands.run(move || Brought::Booted(load(&start, &words).map(Box::new)));
}

fn load(start: &Start, words: &Text) -> Result<Booted, FaultView> {
    let fault = |what: &str, why: String, remedy: &str| FaultView {
        what: words.get(what),
        why,
        remedy: words.get(remedy),
        details: String::new(),
        retry: true,
    };
    let (library, problems) = content::load(&start.content);
    let errors: Vec<String> = problems.iter().filter(|problem| problem.severity == Severity::Error).map(ToString::to_string).collect();
    let mut told = Vec::new();
    if library.catalogue().is_empty() {
        return Err(fault("fault-content", errors.first().cloned().unwrap_or_default(), "remedy-content"));
    }
    let data = paths::data_folder(Some(&start.data)).map_err(|error| fault("fault-data", error.to_string(), "remedy-data"))?;
    let claim = Claim::take(&data).map_err(|error| {
        let remedy = match &error {
            ClaimError::Taken(_) => "remedy-other-window",
            ClaimError::Unusable { .. } => "remedy-data",
        };
        fault("fault-store", error.to_string(), remedy)
    })?;
    let store = Store::open(&paths::database(&data)).map_err(|error| fault("fault-store", error.to_string(), "remedy-other-copy"))?;
    told.extend(store.set_aside().map(ToString::to_string));
    if let Err(error) = store.import_content(&library, crate::clock::wall()) {
        told.push(error.to_string());
    }
    let preferences = preferences::load(&preferences::file(&data)).unwrap_or_else(|error| {
        told.push(error.to_string());
        Preferences::default()
    });
    let io = Io::start().map_err(|error| fault("fault-threads", error.to_string(), "remedy-less-load"))?;
    let filling = fill(start, &store, &io);
    let ears = Ears::look(start);
    let equipment = Equipment {
        microphone: ears.microphone,
        recogniser: ears.recogniser,
        loudspeaker: start.audible && voice::playback::default_device().is_some(),
    };
    let (sessions, interrupted) = look_back(&store);
    let setup = SetupView { problems: errors, ..setup_of(&library, equipment) };
    Ok(Booted { data, store, library, filling, io, problems: told, setup, equipment, ears, sessions, interrupted, preferences, claim })
}

/// Has vectors made for what the guides have new, if a model is configured for it. Nobody waits for them, and all works without.
fn fill(start: &Start, store: &Store, io: &Io) -> Option<Filling> {
    let vectoriser = Vectoriser::new(start.embedding.clone()?, io.handle());
    let filling = vectoriser.map_err(|error| error.to_string());
    let filling = filling.and_then(|vectoriser| Filling::start(vectoriser, store.clone()).map_err(|error| error.to_string()));
    filling.inspect_err(|why| tracing::warn!("the guides get no vectors: {why}")).ok()
}

/// What can be chosen. Something is chosen from the start, so that one press begins.
pub(super) fn setup_of(library: &Library, equipment: Equipment) -> SetupView {
    let scenarios = choices(library);
    let scenario = scenarios.first().map(|scenario| scenario.id.clone());
    let persona = scenarios.first().and_then(|scenario| scenario.personas.first().cloned());
    let (people, skills) = (people(library), skills(library));
    SetupView { scenarios: Load::Ready(scenarios), people, skills, scenario, persona, equipment, ..SetupView::default() }
}

/// How many sessions there are, and the newest one that was broken off.
pub(super) fn look_back(store: &Store) -> (usize, Option<Interrupted>) {
    let sessions = store.sessions(&Filter::default(), 0).map(|page| usize::try_from(page.total).unwrap_or(usize::MAX)).unwrap_or_default();
    let interrupted = store.interrupted().ok().and_then(|rows| rows.into_iter().next()).map(|row| {
        let answered =
            store.turns(&row.id).unwrap_or_default().iter().filter(|turn| turn.kind == crate::interview::TurnKind::Answer).count();
        Interrupted { id: row.id, title: row.title, began: row.started_at.to_string(), answered }
    });
    (sessions, interrupted)
}

/// The interviews of the catalogue, then those that can be made for a job.
fn choices(library: &Library) -> Vec<ScenarioChoice> {
    let written = library.catalogue().into_iter().map(|scenario| {
        let skills = library.skills_of(scenario.sections.iter().flat_map(|section| &section.questions));
        ScenarioChoice { skills: skills.map(|rubric| rubric.name.clone()).collect(), ..choice(scenario) }
    });
    // Which skills a made one practises is not known before its questions are drawn.
    let made = library.makeable().filter_map(|(made, bank, _)| {
        let scenario = library.scenario(&made.to_string())?;
        Some(ScenarioChoice { employer: bank.title.clone(), made: true, ..choice(&scenario) })
    });
    written.chain(made).collect()
}

fn choice(scenario: &Scenario) -> ScenarioChoice {
    ScenarioChoice {
        id: scenario.id.clone(),
        title: scenario.title.clone(),
        summary: scenario.summary.clone(),
        role: scenario.role.clone(),
        employer: scenario.employer.name.clone(),
        sector: scenario.sector.clone(),
        level: scenario.level,
        grade: scenario.grade,
        kind: scenario.kind,
        skills: Vec::new(),
        made: false,
        minutes: scenario.minutes,
        personas: scenario.personas.clone(),
    }
}

fn skills(library: &Library) -> Vec<SkillNote> {
    let note = |rubric: &Rubric| SkillNote {
        name: rubric.name.clone(),
        about: rubric.about.clone(),
        levels: rubric.levels.iter().map(|anchor| (anchor.level, anchor.text.clone())).collect(),
        positive: rubric.positive.clone(),
        negative: rubric.negative.clone(),
        never: rubric.not_judged.clone(),
    };
    library.rubrics.values().map(note).collect()
}

fn people(library: &Library) -> Vec<PersonaChoice> {
    let choice = |persona: &crate::scenario::Persona| PersonaChoice {
        id: persona.id.clone(),
        name: persona.name.clone(),
        role: persona.role.clone(),
        manner: persona.manner.clone(),
    };
    library.personas.values().map(choice).collect()
}

/// Goes on to the title when everything is there.
fn watch(world: &mut World, mut settled: Local<u32>) {
    let room = crate::room::ready(world);
    let person = world.contains_resource::<Rig>();
    let mut views = world.resource_mut::<Views>();
    if room {
        done(&mut views, BootPart::Room);
    }
    if person {
        done(&mut views, BootPart::Person);
    }
    let complete = views.boot.steps.iter().all(|step| step.progress == Progress::Done) && !views.boot.steps.is_empty();
    *settled = if complete { *settled + 1 } else { 0 };
    if *settled > SETTLING_FRAMES {
        world.resource_mut::<NextState<Screen>>().set(Screen::Title);
    }
}

/// A part of the room that cannot be shown ends on the screen that says so.
fn fault(mut faults: MessageReader<RoomFault>, mut views: ResMut<Views>, mut commands: Commands, language: Res<Language>) {
    for fault in faults.read() {
        views.fault = FaultView::of_room(&language.0, fault);
        commands.set_state_if_neq(Screen::Fault);
    }
}

/// A session that cannot be shown is left where it stands; it is offered again at the next start.
fn drop_session(mut desk: ResMut<Desk>) {
    desk.live = None;
}
