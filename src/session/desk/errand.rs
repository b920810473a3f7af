//! Work that takes longer than a frame, done on a worker thread and collected when it is finished.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use bevy::prelude::*;
use bevy::tasks::futures::check_ready;
use bevy::tasks::{AsyncComputeTaskPool, Task};

use crate::documents::{Document, DocumentError};
use crate::evaluation::Report;
use crate::scenario::DocumentKind;
use crate::store::{Page, SessionRow, Standing};

use super::super::acts::Screen;
use super::super::live::Live;
use super::super::view::{
    CheckUp, FaultView, HistoryRow, Interrupted, Language, Load, ModelTest, ProgressQuery, ProgressView, ReviewView, SessionState,
    ToastTone, Views,
};
use super::Desk;
use super::boot::Booted;
use super::ears::Ears;
use super::memory::Memory;
use super::past::Again;
use super::replay::Replay;
use super::{Start, papers, past, replay};

/// What an errand brings back. The text of a failure is a sentence for the person.
pub(super) enum Brought {
    /// Everything that is needed to begin.
    Booted(Result<Box<Booted>, FaultView>),
    /// A session has begun.
    Live(Result<Box<Live>, String>),
    /// A report to be read.
    Report(Result<Box<Report>, String>),
    /// A page of the history, with the number under which it was asked for.
    History(u64, Result<Page, String>),
    /// Scores over sessions, of those that were asked for.
    Progress(ProgressQuery, Result<ProgressView, String>),
    /// What a session was held with.
    Again(Result<Box<Again>, String>),
    /// The voices of a report.
    Voices(Result<Box<Replay>, String>),
    /// Nothing: it was only to be done.
    Nothing,
    /// The microphone that was chosen is not there.
    OtherMicrophone,
    /// What the title shows.
    Title {
        /// Sessions in all.
        sessions: usize,
        /// One that was broken off.
        interrupted: Option<Interrupted>,
    },
    /// What there is to understand speech with.
    Ears(Box<Ears>),
    /// What came of asking the language model.
    ModelTested(ModelTest),
    /// What is there and what is missing.
    Examined(CheckUp),
    /// Something was deleted.
    Deleted(Result<(), String>),
    /// A session that could not be stored was stored after all, or not yet.
    Saved(Result<(), String>),
    /// The work itself broke down.
    Broken,
    /// What was chosen is written.
    Kept(Result<(), String>),
    /// Something was written to a file, named here.
    Exported(Result<String, String>),
    /// A file was chosen, if any was.
    Chosen(DocumentKind, Option<PathBuf>),
    /// A file was read as the document that is named first, if one was asked for.
    Document {
        /// What it should be.
        asked: Option<DocumentKind>,
        /// In whose place it is shown that it is being read.
        shown: DocumentKind,
        /// What it is.
        read: Result<Document, DocumentError>,
    },
}

/// The errands that are being run.
#[derive(Resource, Default)]
pub(super) struct Errands(Vec<Task<Brought>>);

impl Errands {
    /// Runs `work` on a worker thread.
    pub(super) fn run(&mut self, work: impl FnOnce() -> Brought + Send + 'static) {
        // A mistake in one of them is told, and leaves the window standing.
        self.wait(async move { catch_unwind(AssertUnwindSafe(work)).unwrap_or(Brought::Broken) });
    }

    /// Waits for what comes by itself, and holds no thread up meanwhile.
    pub(super) fn wait(&mut self, coming: impl Future<Output = Brought> + Send + 'static) {
        self.0.push(AsyncComputeTaskPool::get().spawn(coming));
    }

    fn finished(&mut self) -> Vec<Brought> {
        let mut brought = Vec::new();
        self.0.retain_mut(|task| match check_ready(task) {
            Some(result) => {
                brought.push(result);
                false
            }
            None => true,
        });
        brought
    }
}

/// Takes in what has been brought back.
pub(super) fn collect(
    mut errands: ResMut<Errands>,
    mut desk: ResMut<Desk>,
    mut views: ResMut<Views>,
    mut commands: Commands,
    mut seed: ResMut<crate::session::feed::Seed>,
    mut memory: ResMut<Memory>,
    language: Res<Language>,
    start: Res<Start>,
) {
    for brought in errands.finished() {
        match brought {
            Brought::Booted(Ok(booted)) => booted.take_in(&mut desk, &mut views, &mut memory),
            Brought::Booted(Err(fault)) => {
                views.fault = fault;
                commands.set_state_if_neq(Screen::Fault);
            }
            Brought::Live(Ok(live)) => {
                views.setup.preparing = false;
                seed.0 = live.plan().seed;
                let captions = views.interview.captions;
                views.interview = super::interview_view(live.plan(), views.title.equipment);
                views.interview.captions = captions;
                desk.showing.begin(live.plan(), live.held_before_us());
                desk.live = Some(*live);
                commands.set_state_if_neq(Screen::Interview);
            }
            Brought::Live(Err(why)) => {
                views.setup.preparing = false;
                desk.toast(&mut views, ToastTone::Bad, why);
            }
            Brought::Report(Ok(report)) => {
                views.review = Load::Ready(review_of(*report, replay::audible(&views, &start)));
                commands.set_state_if_neq(Screen::Review);
            }
            Brought::Report(Err(why)) => {
                views.review = Load::Failed(FaultView::failed(&language.0, "failed-report", &why));
                commands.set_state_if_neq(Screen::Review);
            }
            // What was looked for meanwhile is something else.
            Brought::History(number, _) if !desk.looking.awaits(number) => {}
            Brought::History(_, Ok(page)) => {
                views.history.total = usize::try_from(page.total).unwrap_or(usize::MAX);
                views.history.rows = Load::Ready(page.rows.iter().map(row_of).collect());
                // The last row of the last page was deleted.
                let last = views.history.pages() - 1;
                if views.history.page > last {
                    views.history.page = last;
                    past::page(&mut desk, &views, &mut errands);
                }
            }
            Brought::History(_, Err(why)) => views.history.fail(FaultView::failed(&language.0, "failed-history", &why)),
            Brought::Progress(query, _) if query != views.history.progress_of => {}
            Brought::Progress(_, Ok(progress)) => views.history.progress = Load::Ready(progress),
            Brought::Progress(_, Err(why)) => views.history.progress = Load::Failed(FaultView::failed(&language.0, "failed-history", &why)),
            Brought::Again(Ok(again)) => {
                if again.take_in(&mut desk, &mut views, &language) {
                    commands.set_state_if_neq(Screen::Setup);
                }
            }
            Brought::Voices(Ok(replay)) => replay::take_in(*replay, &mut desk, &views, &mut errands),
            Brought::Voices(Err(why)) => replay::failed(why, &mut desk, &mut views, &language),
            Brought::Title { sessions, interrupted } => {
                views.title.sessions = sessions;
                views.title.interrupted = interrupted;
            }
            Brought::ModelTested(test) => {
                if let Some(model) = &mut views.settings.model {
                    model.test = test;
                }
            }
            Brought::Examined(checkup) => views.checkup = Load::Ready(checkup),
            Brought::Ears(ears) => ears.take_in(&mut desk, &mut views),
            Brought::Saved(Ok(())) => {
                desk.unsaved = None;
                if let Load::Ready(review) = &mut views.review {
                    review.unsaved = None;
                }
                desk.toast(&mut views, ToastTone::Good, language.get("said-saved"));
            }
            Brought::Saved(Err(why)) => desk.toast(&mut views, ToastTone::Bad, why),
            Brought::Broken => {
                views.setup.preparing = false;
                desk.toast(&mut views, ToastTone::Bad, language.get("failed-inside"));
                if views.review == Load::Loading {
                    views.review = Load::Failed(FaultView::failed(&language.0, "failed-report", &language.get("failed-inside")));
                }
            }
            Brought::OtherMicrophone => desk.toast(&mut views, ToastTone::Note, language.get("said-other-microphone")),
            Brought::Nothing | Brought::Kept(Ok(())) | Brought::Chosen(_, None) => {}
            Brought::Chosen(kind, Some(path)) => papers::read(Some(kind), path, &mut views, &mut errands),
            Brought::Document { asked, shown, read } => papers::take_in(asked, shown, read, &mut views),
            Brought::Deleted(Ok(())) => desk.toast(&mut views, ToastTone::Good, language.get("said-deleted")),
            Brought::Exported(Ok(path)) => {
                desk.toast(&mut views, ToastTone::Good, language.get_args("said-exported", &[("path", (&path).into())]));
            }
            Brought::Kept(Err(why)) | Brought::Deleted(Err(why)) | Brought::Exported(Err(why)) | Brought::Again(Err(why)) => {
                desk.toast(&mut views, ToastTone::Bad, why);
            }
        }
    }
}

/// A report as it is read.
pub(super) fn review_of(report: Report, audible: bool) -> ReviewView {
    let held = report.session.started_at.clone();
    ReviewView::new(report, held, audible)
}

pub(super) fn row_of(row: &SessionRow) -> HistoryRow {
    let state = match row.standing() {
        Standing::Completed => SessionState::Completed,
        Standing::EndedEarly => SessionState::EndedEarly,
        Standing::Interrupted => SessionState::Interrupted,
        Standing::Judging => SessionState::Judging,
    };
    HistoryRow {
        id: row.id.clone(),
        held: row.started_at.to_string(),
        title: row.title.clone(),
        minutes: u32::try_from(row.active_us.div_ceil(60_000_000)).unwrap_or(u32::MAX),
        score: row.overall,
        state,
    }
}
