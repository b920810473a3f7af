//! `greenroom sessions`, `evaluate`, `export` and `delete`: the history from a terminal.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Args as ClapArgs, ValueEnum};
use crossbeam_channel::never;

use super::operator::{Bench, JudgeName, Operator};
use super::{Place, say, tell};
use crate::config::claim::Claim;
use crate::evaluation;
use crate::session::{finish, judge_again};
use crate::store::{Filter, Score, SessionRow, Store};

#[derive(Debug, ClapArgs)]
pub(super) struct ListArgs {
    /// Which page of 20
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    page: u32,
    /// Only sessions with this in the title or the role
    #[arg(long)]
    search: Option<String>,
    /// Machine-readable
    #[arg(long)]
    json: bool,
}

#[derive(Debug, ClapArgs)]
pub(super) struct ExportArgs {
    /// The session's id; its first characters are enough
    id: String,
    /// What to write
    #[arg(long = "as", value_name = "FORMAT", default_value = "json")]
    format: Format,
    /// Where to [default: the terminal]
    #[arg(long, short)]
    out: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// The report, schema greenroom.report/1
    Json,
    /// The report as a page to read and print
    Html,
    /// The scores and measures as a table for spreadsheets
    Csv,
    /// The transcript as WebVTT
    Vtt,
    /// The journal, one JSON line for everything that happened
    Jsonl,
}

#[derive(Debug, ClapArgs)]
pub(super) struct EvaluateArgs {
    /// The session's id; its first characters are enough
    id: String,
    /// Judge it anew even if it has a report; the new one replaces the old one
    #[arg(long)]
    again: bool,
    /// Who judges [default: what the settings say, else `auto`]
    #[arg(long)]
    judge: Option<JudgeName>,
    /// Use no language model even if one is configured
    #[arg(long)]
    offline: bool,
}

#[derive(Debug, ClapArgs)]
pub(super) struct DeleteArgs {
    /// The session's id; its first characters are enough
    id: String,
    /// Do not ask
    #[arg(long, short)]
    yes: bool,
}

pub(super) fn list(place: &Place, args: &ListArgs) -> anyhow::Result<ExitCode> {
    let store = place.store()?;
    let page = store.sessions(&Filter { search: args.search.clone(), ..Filter::default() }, args.page - 1)?;
    if args.json {
        let rows = page.rows.iter().map(|row| as_json(&store, row)).collect::<anyhow::Result<Vec<_>>>()?;
        say(&serde_json::to_string_pretty(&serde_json::json!({ "total": page.total, "page": args.page, "sessions": rows }))?);
        return Ok(ExitCode::SUCCESS);
    }
    if page.rows.is_empty() {
        say(if page.total == 0 {
            "No sessions yet. Begin with `greenroom`, or with `greenroom rehearse --help`."
        } else {
            "No sessions on this page."
        });
        return Ok(ExitCode::SUCCESS);
    }
    for row in &page.rows {
        let score = row.overall.map_or_else(|| "not assessed".to_owned(), |score| format!("{score:.1} of 10"));
        let minutes = row.active_us / 60_000_000;
        let seconds = row.active_us / 1_000_000 % 60;
        say(&format!("{}  {}  {minutes:>3}:{seconds:02}  {:<10} {score:<13} {}", &row.id[..8], local(row), row.state, row.title));
    }
    let pages = page.total.div_ceil(20);
    if pages > 1 {
        say(&format!("page {} of {pages}, {} sessions", args.page, page.total));
    }
    Ok(ExitCode::SUCCESS)
}

fn local(row: &SessionRow) -> String {
    row.started_at.to_zoned(jiff::tz::TimeZone::system()).strftime("%Y-%m-%d %H:%M").to_string()
}

fn as_json(store: &Store, row: &SessionRow) -> anyhow::Result<serde_json::Value> {
    let score = |score: &Score| serde_json::json!({ "id": score.dimension, "name": score.name, "score": score.score, "confidence": score.confidence });
    let dimensions: Vec<serde_json::Value> = store.scores(&row.id)?.iter().map(score).collect();
    Ok(serde_json::json!({
        "id": row.id, "scenario": row.scenario, "title": row.title, "persona": row.persona, "role": row.role,
        "started_at": row.started_at.to_string(), "ended_at": row.ended_at.map(|at| at.to_string()), "ended_because": row.ended_because,
        "active_ms": row.active_us / 1000, "state": row.state.to_string(), "overall": row.overall,
        "kind": row.kind, "dimensions": dimensions,
    }))
}

pub(super) fn export(place: &Place, args: &ExportArgs) -> anyhow::Result<ExitCode> {
    let store = place.store()?;
    let row = store.session(&args.id)?;
    let text = if args.format == Format::Jsonl {
        store.journal(&row.id)?.join("\n") + "\n"
    } else {
        let report = store.report(&row.id)?.with_context(|| {
            format!(
                "session {id} has no report yet (it is {}); open the program to go on with it, or have what was said judged with \
                 `greenroom evaluate {id}`",
                row.state,
                id = &row.id[..8]
            )
        })?;
        match args.format {
            Format::Html => evaluation::render_html(&report, &evaluation::default_label),
            Format::Csv => evaluation::render_csv(&report, &evaluation::default_label),
            Format::Vtt => evaluation::transcript_vtt(&report.turns),
            Format::Json | Format::Jsonl => serde_json::to_string_pretty(&report)? + "\n",
        }
    };
    match &args.out {
        Some(path) => std::fs::write(path, text).with_context(|| format!("{} cannot be written", path.display()))?,
        None => std::io::stdout().write_all(text.as_bytes())?,
    }
    Ok(ExitCode::SUCCESS)
}

pub(super) fn evaluate(place: &Place, args: &EvaluateArgs) -> anyhow::Result<ExitCode> {
    // A session that is being held in the window is not broken off, and nobody else judges it.
    let _claim = Claim::take(&place.data()?).context("close the window first")?;
    let store = place.store()?;
    let bench = Bench::new(Operator::read(place, args.offline, args.judge)?.judge)?;
    let judge = if args.again { judge_again } else { finish };
    let report = judge(&store, &args.id, bench.judge(), &never::<()>())?;
    for why in &report.session.judge.fallbacks {
        tell(&format!("greenroom: {why}"));
    }
    let overall = report.overall.score.map_or_else(|| "nothing could be assessed".to_owned(), |score| format!("{score:.1} of 10"));
    say(&format!(
        "Session {id} is judged by {judge}: {overall}. Read it with `greenroom export {id} --as html`.",
        id = &report.session.id[..8],
        judge = report.session.judge.name
    ));
    Ok(ExitCode::SUCCESS)
}

pub(super) fn delete(place: &Place, args: &DeleteArgs) -> anyhow::Result<ExitCode> {
    let store = place.store()?;
    let row = store.session(&args.id)?;
    if !args.yes && !confirmed(&format!("Delete \"{}\" of {} with its report and media for good? [y/N] ", row.title, local(&row)))? {
        say("Nothing was deleted.");
        return Ok(ExitCode::FAILURE);
    }
    store.delete(&row.id)?;
    say(&format!("Session {} is gone.", &row.id[..8]));
    Ok(ExitCode::SUCCESS)
}

fn confirmed(question: &str) -> anyhow::Result<bool> {
    let mut out = std::io::stderr();
    write!(out, "{question}")?;
    out.flush()?;
    let mut answer = String::new();
    std::io::stdin().read_line(&mut answer)?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
}
