//! What is read afterwards: the report and the list of past sessions.

use super::{FaultView, Load, PAGE};
use crate::evaluation::Report;
use crate::interview::TurnId;

/// The report as it is read.
#[derive(Clone, Debug, PartialEq)]
pub struct ReviewView {
    /// Judged.
    pub report: Report,
    /// When it was held, in the reader's words.
    pub held: String,
    /// The turn that a quote led to.
    pub focused: Option<TurnId>,
    /// Which steps of the plan are done; as long as the plan.
    pub ticked: Vec<bool>,
    /// Set while it is not stored: why, with the offer to try again.
    pub unsaved: Option<FaultView>,
}

/// Past sessions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HistoryView {
    /// Newest first, at most [`PAGE`].
    pub rows: Load<Vec<HistoryRow>>,
    /// Which page, from 0.
    pub page: usize,
    /// Sessions in all.
    pub total: usize,
}

impl HistoryView {
    /// Number of pages, at least one.
    #[must_use]
    pub fn pages(&self) -> usize {
        self.total.div_ceil(PAGE).max(1)
    }
}

/// One past session.
#[derive(Clone, Debug, PartialEq)]
pub struct HistoryRow {
    /// Its id.
    pub id: String,
    /// When it began, in the reader's words.
    pub held: String,
    /// The scenario's title.
    pub title: String,
    /// Active time.
    pub minutes: u32,
    /// 1 to 10; none when nothing was assessed.
    pub score: Option<f64>,
    /// How it stands.
    pub state: SessionState,
}

/// How a past session stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionState {
    /// Judged to the end.
    Completed,
    /// Ended early and judged.
    EndedEarly,
    /// Broken off by the end of the program.
    Interrupted,
    /// Being judged.
    Judging,
}

/// What a session can be written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportKind {
    /// A page.
    Html,
    /// Subtitles of what was said.
    Transcript,
}
