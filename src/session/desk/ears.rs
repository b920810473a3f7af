//! Speech models for the window: which are here, one on its way, and what it means for hearing.

use std::path::{Path, PathBuf};

use bevy::prelude::*;

use crate::hearing;
use crate::models::{self, Download, Folder, Machines, ModelsError, Options, PUBLISHED, Published, Source, Stage, mebibytes};
use crate::session::view::{EarsChoice, EarsView, Fetching, Here, Language, Pace, ToastTone, Views};

use super::errand::{Brought, Errands};
use super::{Desk, Start};

/// What there is to understand speech with.
pub(super) struct Ears {
    /// The file that is used.
    file: Option<PathBuf>,
    view: EarsView,
    /// There is a microphone.
    pub(super) microphone: bool,
    /// The file is a model that can be used.
    pub(super) recogniser: bool,
}

impl Ears {
    /// Looks: in the folder and for a microphone. Not on the main thread.
    pub(super) fn look(start: &Start) -> Self {
        let folder = Folder::new(start.models.clone());
        let file = start.speech_model.clone().or_else(|| folder.chosen());
        let found = hearing::availability(None, file.as_deref());
        let name = |path: &Path| {
            let known = start.published.iter().find(|model| folder.file(model) == path);
            known.map_or_else(|| path.file_name().unwrap_or_default().to_string_lossy().into_owned(), |model| model.name.to_owned())
        };
        let view = EarsView {
            possible: cfg!(feature = "whisper"),
            named: start.speech_model.as_deref().map(name),
            used: file.as_deref().filter(|_| found.recogniser.present).map(name),
            // The content is in English; who wants another language names its model at the terminal.
            choices: start.published.iter().filter(|model| model.is_english()).map(|model| choice(&folder, model)).collect(),
            ..EarsView::default()
        };
        Self { file, view, microphone: found.microphone.present, recogniser: found.recogniser.present }
    }

    /// Takes in what was seen. What is being fetched, and that a model was offered, stays as it is.
    pub(super) fn take_in(self, desk: &mut Desk, views: &mut Views) {
        let (fetching, offered) = (std::mem::take(&mut views.ears.fetching), views.ears.offered);
        views.ears = EarsView { fetching, offered, ..self.view };
        for equipment in [&mut views.title.equipment, &mut views.setup.equipment] {
            equipment.microphone = self.microphone;
            equipment.recogniser = self.recogniser;
        }
        desk.speech_model = self.file;
    }
}

fn choice(folder: &Folder, model: &Published) -> EarsChoice {
    let bytes = |path: PathBuf| std::fs::metadata(path).map_or(0, |data| data.len());
    let here = if bytes(folder.file(model)) == model.bytes {
        Here::Whole
    } else if bytes(folder.part(model)) > 0 {
        Here::Part
    } else {
        Here::Nothing
    };
    described(model, here)
}

fn described(model: &Published, here: Here) -> EarsChoice {
    let suits = match model.suits {
        Machines::Slow => Pace::Slow,
        Machines::Most => Pace::Usual,
        Machines::Fast | Machines::Fastest => Pace::Fast,
    };
    EarsChoice { name: model.name.to_owned(), mebibytes: model.mebibytes(), suits, here }
}

/// What a picture shows: the ears of somebody who has a model, or of somebody who has none.
pub(super) fn pictured(recogniser: bool) -> EarsView {
    let used = PUBLISHED.iter().find(|model| recogniser && model.name == "base.en");
    let choices = PUBLISHED.iter().filter(|model| model.is_english());
    let here = |model| if Some(model) == used { Here::Whole } else { Here::Nothing };
    EarsView {
        possible: true,
        used: used.map(|model| model.name.to_owned()),
        choices: choices.map(|model| described(model, here(model))).collect(),
        ..EarsView::default()
    }
}

/// Sets a model on its way, unless one is. One that is here already is only checked and chosen.
pub(super) fn get(desk: &mut Desk, views: &mut Views, start: &Start, name: &str) {
    let (None, Some(io)) = (&desk.download, &desk.io) else { return };
    let Some(model) = start.published.iter().find(|model| model.name == name) else { return };
    match Source::of(model, start.models_from.as_deref()) {
        Ok(source) => {
            let folder = Folder::new(start.models.clone());
            desk.download = Some(models::spawn(&io.handle(), folder, *model, source, Options::default()));
            views.ears.fetching = Fetching::Running { name: name.to_owned(), done: 0, of: model.mebibytes(), checking: false };
        }
        Err(error) => views.ears.fetching = Fetching::Failed { name: name.to_owned(), why: error.to_string() },
    }
}

/// Stops what is on its way, and takes away what is said of it. What has come is kept.
pub(super) fn stop(desk: &mut Desk, views: &mut Views, errands: &mut Errands, start: &Start) {
    desk.download = None;
    views.ears.fetching = Fetching::Not;
    look_again(errands, start);
}

/// Shows how far the model on its way is, and what came of it.
pub(super) fn follow(
    mut desk: ResMut<Desk>,
    mut views: ResMut<Views>,
    mut errands: ResMut<Errands>,
    start: Res<Start>,
    language: Res<Language>,
) {
    let Some(download) = &mut desk.download else { return };
    let Fetching::Running { name, .. } = &views.ears.fetching else { return };
    let name = name.clone();
    match running(download, &name) {
        Ok(now) => {
            // Written only when it differs: a view that is written is drawn anew.
            if views.ears.fetching != now {
                views.ears.fetching = now;
            }
        }
        Err(ended) => {
            desk.download = None;
            views.ears.fetching = match ended {
                Ok(_) | Err(ModelsError::Stopped) => Fetching::Not,
                Err(ref error) => Fetching::Failed { name: name.clone(), why: error.to_string() },
            };
            if ended.is_ok() {
                desk.toast(&mut views, ToastTone::Good, language.get_args("said-model", &[("model", name.into())]));
            }
            look_again(&mut errands, &start);
        }
    }
}

/// How far it is, or how it ended.
fn running(download: &mut Download, name: &str) -> Result<Fetching, Result<PathBuf, ModelsError>> {
    if let Some(ended) = download.ended() {
        return Err(ended);
    }
    let now = download.progress();
    let checking = now.stage == Stage::Checking;
    Ok(Fetching::Running { name: name.to_owned(), done: mebibytes(now.done), of: mebibytes(now.of), checking })
}

fn look_again(errands: &mut Errands, start: &Start) {
    let start = start.clone();
    errands.run(move || Brought::Ears(Box::new(Ears::look(&start))));
}
