//! How everything looks, as it was set: language and quality. Sizes and shades are the screens' own. And the check-up, and
//! the language model's test: what the program knows of itself.

use std::path::PathBuf;

use bevy::prelude::*;
use futures::channel::oneshot;

use crate::config::locale::Text;
use crate::doctor::{self, Examined, Group, Models, State};
use crate::llm;
use crate::room::Quality;
use crate::session::view::{CheckUp, CheckedThing, Language, Load, ModelTest, ModelView, Standing, Views};

use super::errand::{Brought, Errands};
use super::{Desk, Start};

/// The quality that was chosen at the start or by the machine, for those who choose none.
#[derive(Resource, Clone, Copy, Debug)]
struct Usual(Quality);

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Startup, remember_quality).add_systems(Update, (language, quality).run_if(resource_changed::<Views>)).add_systems(
        OnEnter(crate::session::acts::Screen::CheckUp),
        |start: Res<Start>, desk: Res<Desk>, mut views: ResMut<Views>, mut errands: ResMut<Errands>| {
            examine(&start, &desk, &mut views, &mut errands);
        },
    );
}

fn remember_quality(mut commands: Commands, quality: Option<Res<Quality>>) {
    commands.insert_resource(Usual(quality.map_or_else(Quality::default, |quality| *quality)));
}

/// The screens speak the language that was chosen from the next frame on.
fn language(views: Res<Views>, mut language: ResMut<Language>, mut last: Local<Option<Option<String>>>) {
    // Until something was recalled or chosen, the program's start has decided.
    if last.as_ref().unwrap_or(&None) == &views.settings.language {
        return;
    }
    *last = Some(views.settings.language.clone());
    language.0 = Text::chosen(views.settings.language.as_deref());
}

fn quality(views: Res<Views>, usual: Res<Usual>, quality: Option<ResMut<Quality>>) {
    if let Some(mut quality) = quality {
        quality.set_if_neq(views.settings.quality.unwrap_or(usual.0));
    }
}

/// The configured model as the settings show it.
pub(super) fn model_view(start: &Start) -> Option<ModelView> {
    let config = start.model.as_ref()?;
    Some(ModelView {
        name: config.model().to_owned(),
        host: config.host().to_owned(),
        local: config.is_local(),
        test: ModelTest::default(),
    })
}

/// Asks the model for one word.
pub(super) fn test_model(start: &Start, desk: &Desk, views: &mut Views, errands: &mut Errands) {
    let (Some(config), Some(io)) = (start.model.clone(), &desk.io) else { return };
    if let Some(model) = &mut views.settings.model {
        model.test = ModelTest::Running;
    }
    let (done, coming) = oneshot::channel();
    // On the thread where everything asynchronous runs.
    io.handle().spawn(async move { done.send(llm::check(config).await).is_ok() });
    errands.wait(async move {
        let test = match coming.await {
            Ok(checked) if checked.result.is_ok() => ModelTest::Good(checked.to_string()),
            Ok(checked) => ModelTest::Bad(checked.to_string()),
            Err(_ended) => ModelTest::Not,
        };
        Brought::ModelTested(test)
    });
}

/// Looks at everything on a worker thread.
pub(super) fn examine(start: &Start, desk: &Desk, views: &mut Views, errands: &mut Errands) {
    views.checkup = Load::Loading;
    let (start, speech_model) = (start.clone(), desk.speech_model.clone());
    errands.run(move || Brought::Examined(check_up(&start, speech_model)));
}

/// Looks at everything, which takes a few seconds.
#[must_use]
pub fn check_up(start: &Start, speech_model: Option<PathBuf>) -> CheckUp {
    let (data, content) = (Some(start.data.clone()), start.content.clone());
    let (interviewer, judge, embedding) = (start.model.clone(), start.judge.model.clone(), start.embedding.clone());
    let models = Ok(Models { interviewer, judge, embedding });
    shown(&doctor::examine(Examined { data, content, speech_model, models, offline: false }))
}

fn shown(findings: &[doctor::Finding]) -> CheckUp {
    let thing = |finding: &doctor::Finding| CheckedThing {
        group: match finding.group {
            Group::Program => "group-program",
            Group::Folders => "group-folders",
            Group::Content => "group-content",
            Group::Voice => "group-voice",
            Group::Hearing => "group-hearing",
            Group::LanguageModel => "group-model",
            Group::Graphics => "group-graphics",
        },
        standing: match finding.state {
            State::Found => Standing::Found,
            State::Missing => Standing::Missing,
            State::Problem => Standing::Problem,
            State::Blocking => Standing::Blocking,
        },
        text: capital(&finding.text),
        remedy: finding.remedy.as_deref().map(capital),
    };
    CheckUp { findings: findings.iter().map(thing).collect() }
}

/// The findings are halves of lines at the terminal, and sentences here.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
