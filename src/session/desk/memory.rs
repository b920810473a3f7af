//! What a person chose is there again at the next start.

use std::path::PathBuf;

use bevy::prelude::*;

use crate::config::preferences::{self, Preferences};
use crate::session::view::{Load, Views};

use super::errand::{Brought, Errands};

/// Seconds without a change after which it is written: a slider that is being dragged changes with every frame.
const SETTLED_S: f32 = 1.0;

/// What was last written, and since when something else is shown.
#[derive(Resource, Debug, Default)]
pub(super) struct Memory {
    file: Option<PathBuf>,
    written: Preferences,
    shown: Preferences,
    for_s: f32,
}

impl Memory {
    /// Puts what was chosen the last time into the views.
    pub(super) fn recall(&mut self, file: PathBuf, preferences: Preferences, views: &mut Views) {
        views.setup.volume = preferences.volume;
        views.setup.headset = preferences.headset;
        views.setup.patience = preferences.patience;
        views.interview.captions = preferences.captions;
        views.ears.offered = preferences.model_offered;
        let settings = &mut views.settings;
        settings.language.clone_from(&preferences.language);
        settings.quality = preferences.quality.as_deref().and_then(|name| name.parse().ok());
        settings.microphone.clone_from(&preferences.microphone);
        (settings.shade, settings.scale, settings.caption_size) = (preferences.shade, preferences.scale, preferences.caption_size);
        settings.rate = preferences.rate;
        // What is no longer there is not chosen.
        let known = |id: &String| matches!(&views.setup.scenarios, Load::Ready(all) if all.iter().any(|scenario| scenario.id == *id));
        if let Some(scenario) = preferences.scenario.clone().filter(known) {
            views.setup.scenario = Some(scenario);
            let first = views.setup.personas().next().map(|persona| persona.id.clone());
            let held = |id: &String| views.setup.personas().any(|persona| persona.id == *id);
            views.setup.persona = preferences.persona.clone().filter(held).or(first);
        }
        let now = of(views);
        *self = Self { file: Some(file), written: now.clone(), shown: now, for_s: 0.0 };
    }
}

fn of(views: &Views) -> Preferences {
    Preferences {
        volume: views.setup.volume,
        captions: views.interview.captions,
        headset: views.setup.headset,
        patience: views.setup.patience,
        scenario: views.setup.scenario.clone(),
        persona: views.setup.persona.clone(),
        model_offered: views.ears.offered,
        language: views.settings.language.clone(),
        shade: views.settings.shade,
        scale: views.settings.scale,
        caption_size: views.settings.caption_size,
        quality: views.settings.quality.map(|quality| quality.to_string()),
        rate: views.settings.rate,
        microphone: views.settings.microphone.clone(),
    }
}

/// Writes what was chosen when it has settled.
pub(super) fn keep(mut memory: ResMut<Memory>, views: Res<Views>, mut errands: ResMut<Errands>, time: Res<Time<Real>>) {
    let Some(file) = memory.file.clone() else { return };
    let now = of(&views);
    if now != memory.shown {
        memory.shown = now;
        memory.for_s = 0.0;
    } else if memory.shown != memory.written {
        memory.for_s += time.delta_secs();
        if memory.for_s >= SETTLED_S {
            memory.written = memory.shown.clone();
            let preferences = memory.shown.clone();
            errands.run(move || Brought::Kept(preferences::save(&file, &preferences).map_err(|error| error.to_string())));
        }
    }
}

/// Writes what has not settled when the program is closed; the file is small and nobody waits for a frame any more.
pub(super) fn keep_at_the_end(mut exits: MessageReader<AppExit>, mut memory: ResMut<Memory>, views: Res<Views>) {
    if exits.read().next().is_none() {
        return;
    }
    let now = of(&views);
    if let Some(file) = memory.file.clone().filter(|_| now != memory.written) {
        if let Err(error) = preferences::save(&file, &now) {
            tracing::warn!("{error}");
        }
        memory.written = now;
    }
}
