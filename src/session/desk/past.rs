//! Past sessions: looked for while somebody types, shown over time, and practised again.

use std::collections::BTreeMap;

use bevy::prelude::*;

use crate::scenario::Library;
use crate::session::acts::UiAct;
use crate::session::view::{
    HistoryQuery, HistorySort, Language, Load, ProgressLine, ProgressPoint, ProgressQuery, ProgressSession, ProgressView, SessionState,
    ToastTone, Views,
};
use crate::store::{Filter, Papers, Scored, SessionRow, Sort, Standing, Store, StoreError};

use super::Desk;
use super::acting::on_store;
use super::errand::{Brought, Errands};

/// Seconds without a key after which is looked for what was typed.
const SETTLED_S: f32 = 0.2;
/// Sessions that progress is shown over, unless all are asked for.
const LAST: u32 = 12;
/// More points than this cannot be told apart.
const ALL: u32 = 400;

/// What is being looked for.
#[derive(Debug, Default)]
pub(super) struct Looking {
    /// Seconds until the database is asked.
    due_s: Option<f32>,
    /// Which question was asked last; answers to earlier ones are stale.
    number: u64,
}

impl Looking {
    /// Something else is looked for. What is typed waits for the next letter.
    pub(super) fn again(&mut self) {
        self.due_s = Some(SETTLED_S);
    }

    /// Whether this is the answer to the last question.
    pub(super) fn awaits(&self, number: u64) -> bool {
        self.number == number
    }
}

/// Asks the database when nothing more is typed.
pub(super) fn look(mut desk: ResMut<Desk>, views: Res<Views>, mut errands: ResMut<Errands>, time: Res<Time<Real>>) {
    let Some(due_s) = desk.looking.due_s else { return };
    let left_s = due_s - time.delta_secs();
    desk.looking.due_s = (left_s > 0.0).then_some(left_s);
    if left_s <= 0.0 {
        page(&mut desk, &views, &mut errands);
    }
}

/// The history is read anew whenever it is opened.
pub(super) fn load(mut desk: ResMut<Desk>, mut views: ResMut<Views>, mut errands: ResMut<Errands>) {
    views.history.rows = Load::Loading;
    views.history.progress = Load::Loading;
    page(&mut desk, &views, &mut errands);
    progress(&desk, &views, &mut errands);
}

/// Looks the page up that is shown. What is there stays until the answer is.
pub(super) fn page(desk: &mut Desk, views: &Views, errands: &mut Errands) {
    desk.looking.due_s = None;
    desk.looking.number += 1;
    let number = desk.looking.number;
    let place = u32::try_from(views.history.page).unwrap_or(u32::MAX);
    let filter = filter_of(&views.history.query);
    on_store(desk, errands, move |store| Brought::History(number, store.sessions(&filter, place).map_err(|error| error.to_string())));
}

/// Looks the scores up that are shown over time.
pub(super) fn progress(desk: &Desk, views: &Views, errands: &mut Errands) {
    let query = views.history.progress_of.clone();
    on_store(desk, errands, move |store| Brought::Progress(query.clone(), progress_of(store, &query).map_err(|error| error.to_string())));
}

/// The view's words for a query as the database's.
pub(super) fn filter_of(query: &HistoryQuery) -> Filter {
    Filter {
        search: Some(query.search.clone()).filter(|search| !search.trim().is_empty()),
        scenario: None,
        standing: query.state.map(|state| match state {
            SessionState::Completed => Standing::Completed,
            SessionState::EndedEarly => Standing::EndedEarly,
            SessionState::Interrupted => Standing::Interrupted,
            SessionState::Judging => Standing::Judging,
        }),
        kind: query.kind,
        scored: query.scored,
        sort: match query.sort {
            HistorySort::Newest => Sort::Newest,
            HistorySort::Oldest => Sort::Oldest,
            HistorySort::Best => Sort::Best,
            HistorySort::Title => Sort::Title,
        },
    }
}

/// The scores that a query asks for, as lines.
pub(super) fn progress_of(store: &Store, query: &ProgressQuery) -> Result<ProgressView, StoreError> {
    let held = store.progress(query.scenario.as_deref(), if query.all { ALL } else { LAST })?;
    let every = if query.scenario.is_some() { store.progress(None, ALL)? } else { held.clone() };
    let scenarios: BTreeMap<String, String> = every.into_iter().map(|scored| (scored.scenario, scored.title)).collect();
    let mut scenarios: Vec<(String, String)> = scenarios.into_iter().collect();
    scenarios.sort_by(|one, other| one.1.cmp(&other.1));
    Ok(ProgressView { lines: lines(&held), sessions: held.into_iter().map(session).collect(), scenarios })
}

fn session(scored: Scored) -> ProgressSession {
    ProgressSession { id: scored.session, held: scored.started_at.to_string(), scenario: scored.scenario, title: scored.title }
}

/// A line for each dimension, in the order in which dimensions first occur.
fn lines(held: &[Scored]) -> Vec<ProgressLine> {
    let mut lines: Vec<ProgressLine> = Vec::new();
    for (session, scored) in held.iter().enumerate() {
        for score in &scored.scores {
            let place = lines.iter().position(|line| line.id == score.dimension).unwrap_or_else(|| {
                lines.push(ProgressLine { id: score.dimension.clone(), name: score.name.clone(), points: Vec::new() });
                lines.len() - 1
            });
            let confidence = score.confidence;
            lines[place].points.extend(score.score.map(|score| ProgressPoint { session, score, confidence }));
        }
    }
    lines
}

/// What is needed to hold a session once more.
#[derive(Debug)]
pub(super) struct Again {
    row: SessionRow,
    papers: Papers,
    /// What the session itself was called: one that is made on the way stands in no list.
    known: bool,
}

/// Looks up what a session was held with.
pub(super) fn again(store: &Store, library: &Library, id: &str) -> Result<Again, StoreError> {
    let row = store.session(id)?;
    Ok(Again { papers: store.papers(&row.id)?, known: library.scenario(&row.scenario).is_some(), row })
}

impl Again {
    /// Sets everything up as it was. False when the scenario is gone. The session itself stays as it is.
    pub(super) fn take_in(self, desk: &mut Desk, views: &mut Views, language: &Language) -> bool {
        if !self.known {
            let gone = language.get_args("practise-gone", &[("title", (&self.row.title).into())]);
            desk.toast(views, ToastTone::Bad, gone);
            return false;
        }
        views.apply(&UiAct::ChooseScenario(self.row.scenario));
        if views.setup.personas().any(|persona| persona.id == self.row.persona) {
            views.apply(&UiAct::ChoosePersona(self.row.persona));
        }
        // Sessions of earlier versions have none; then what stands in the set-up stays.
        for act in self.papers.resume.map(UiAct::SetResume).into_iter().chain(self.papers.job.map(UiAct::SetJob)) {
            views.apply(&act);
        }
        true
    }
}
