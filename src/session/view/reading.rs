//! What is read afterwards: the report and the list of past sessions.

use super::{FaultView, Load, PAGE};
use crate::evaluation::Report;
use crate::evaluation::charts::Timeline;
use crate::interview::TurnId;
use crate::scenario::ScenarioKind;

/// The report as it is read.
#[derive(Clone, Debug, PartialEq)]
pub struct ReviewView {
    /// Judged.
    pub report: Report,
    /// The session as a line: made once, not with every frame.
    pub line: Timeline,
    /// When it was held, RFC 3339.
    pub held: String,
    /// The turn that a quote led to.
    pub focused: Option<TurnId>,
    /// Which steps of the plan are done; as long as the plan.
    pub ticked: Vec<bool>,
    /// Set while it is not stored: why, with the offer to try again.
    pub unsaved: Option<FaultView>,
    /// The interviewer's turns, said again.
    pub replay: ReplayView,
}

impl ReviewView {
    /// A report that is opened.
    #[must_use]
    pub fn new(report: Report, held: String, audible: bool) -> Self {
        let replay = ReplayView { audible, saying: None };
        Self { line: Timeline::of(&report), held, focused: None, ticked: vec![false; report.plan.len()], unsaved: None, replay, report }
    }
}

/// What is being said again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReplayView {
    /// Whether there is a loudspeaker.
    pub audible: bool,
    /// The turn that is being said.
    pub saying: Option<TurnId>,
}

/// Past sessions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HistoryView {
    /// As asked for, at most [`PAGE`].
    pub rows: Load<Vec<HistoryRow>>,
    /// Which page, from 0.
    pub page: usize,
    /// Sessions on all pages.
    pub total: usize,
    /// What is looked for, and in which order.
    pub query: HistoryQuery,
    /// The scores over time are shown instead of the list.
    pub over_time: bool,
    /// Scores over sessions; looked up when they are asked for.
    pub progress: Load<ProgressView>,
    /// Of which sessions.
    pub progress_of: ProgressQuery,
}

impl HistoryView {
    /// Number of pages, at least one.
    #[must_use]
    pub fn pages(&self) -> usize {
        self.total.div_ceil(PAGE).max(1)
    }

    /// Something went wrong with the list.
    pub fn fail(&mut self, fault: FaultView) {
        self.rows = Load::Failed(fault);
    }
}

/// Which past sessions are listed, and in which order. The default is all of them, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HistoryQuery {
    /// A part of the title, the role or the objective.
    pub search: String,
    /// Only those that stand so.
    pub state: Option<SessionState>,
    /// Only interviews, panels or role-plays.
    pub kind: Option<ScenarioKind>,
    /// Only those with a score, or only those without.
    pub scored: Option<bool>,
    /// In which order.
    pub sort: HistorySort,
}

impl HistoryQuery {
    /// Whether it leaves anything out.
    #[must_use]
    pub fn is_narrow(&self) -> bool {
        !self.search.trim().is_empty() || self.state.is_some() || self.kind.is_some() || self.scored.is_some()
    }
}

/// In which order past sessions are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HistorySort {
    /// Newest first.
    #[default]
    Newest,
    /// Oldest first.
    Oldest,
    /// Highest score first.
    Best,
    /// By title.
    Title,
}

/// One past session.
#[derive(Clone, Debug, PartialEq)]
pub struct HistoryRow {
    /// Its id.
    pub id: String,
    /// When it began, RFC 3339.
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

/// Which sessions progress is shown over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProgressQuery {
    /// Only this scenario, by its id.
    pub scenario: Option<String>,
    /// All of them instead of the last twelve.
    pub all: bool,
}

/// Scores of judged sessions, oldest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ProgressView {
    /// The sessions.
    pub sessions: Vec<ProgressSession>,
    /// A line for each dimension.
    pub lines: Vec<ProgressLine>,
    /// Scenarios to choose from: id and title.
    pub scenarios: Vec<(String, String)>,
}

/// A session that progress is shown over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgressSession {
    /// Its id.
    pub id: String,
    /// When it began, RFC 3339.
    pub held: String,
    /// The scenario's id.
    pub scenario: String,
    /// The scenario's title.
    pub title: String,
}

/// One dimension over the sessions.
#[derive(Clone, Debug, PartialEq)]
pub struct ProgressLine {
    /// The dimension's id.
    pub id: String,
    /// As shown.
    pub name: String,
    /// The sessions in which it was assessed, in order.
    pub points: Vec<ProgressPoint>,
}

/// One dimension in one session.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ProgressPoint {
    /// The place of the session.
    pub session: usize,
    /// 1 to 10.
    pub score: f64,
    /// 0 to 1.
    pub confidence: f64,
}

/// What a session can be written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportKind {
    /// A page.
    Html,
    /// A table for spreadsheets.
    Table,
    /// Subtitles of what was said.
    Transcript,
}
