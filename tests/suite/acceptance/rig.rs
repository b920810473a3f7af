//! What the tests share: interviews held in the library, and the program itself in a folder of its own.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail as tests do")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output as Finished, Stdio};
use std::sync::LazyLock;

use greenroom::config::content;
use greenroom::evaluation::{Cost, Provenance, Report, Source, embedded_judge, evaluate};
use greenroom::intake::Intake;
use greenroom::interview::drive::drive;
use greenroom::interview::journal::Line;
use greenroom::interview::rehearsal::{Cast, Stage};
use greenroom::interview::{Blueprint, Conductor, EndReason, Input, Moment, ScriptedCandidate, Settings, Speaker, Turn, TurnKind};
use greenroom::scenario::{Library, plan};
use tempfile::TempDir;

pub(super) const SCENARIOS: [&str; 2] = ["general-behavioural", "registered-nurse"];
pub(super) const CANDIDATES: [&str; 3] = ["strong", "weak", "evasive"];
pub(super) const SEEDS: std::ops::Range<u64> = 0..8;

static LIBRARY: LazyLock<Library> = LazyLock::new(|| content::load(&[]).0);

/// An interview that is over.
#[derive(Debug)]
pub(super) struct Held {
    pub(super) scenario: &'static str,
    pub(super) candidate: &'static str,
    pub(super) seed: u64,
    pub(super) plan: Blueprint,
    pub(super) journal: Vec<Line>,
    pub(super) turns: Vec<Turn>,
    pub(super) report: Report,
}

/// A follow-up with what was said before it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Probe<'h> {
    pub(super) turn: &'h Turn,
    pub(super) answer: &'h Turn,
}

impl Held {
    pub(super) fn name(&self) -> String {
        format!("{} {} {}", self.scenario, self.candidate, self.seed)
    }

    pub(super) fn score(&self) -> f64 {
        self.report.overall.score.unwrap_or_else(|| panic!("{} has no score", self.name()))
    }

    pub(super) fn probes(&self) -> Vec<Probe<'_>> {
        let before = |turn: &Turn| self.turns.iter().rev().find(|other| other.speaker == Speaker::Candidate && other.id < turn.id);
        self.turns.iter().filter(|turn| turn.kind == TurnKind::Probe).map(|turn| Probe { turn, answer: before(turn).unwrap() }).collect()
    }
}

/// Every scenario with every candidate and every seed, held once for all tests.
pub(super) static ALL: LazyLock<Vec<Held>> = LazyLock::new(|| {
    let mut held = Vec::new();
    for scenario in SCENARIOS {
        for candidate in CANDIDATES {
            held.extend(SEEDS.map(|seed| hold(scenario, candidate, seed, script(scenario, candidate))));
        }
    }
    held
});

pub(super) fn of(scenario: &str, candidate: &str) -> impl Iterator<Item = &'static Held> {
    ALL.iter().filter(move |held| held.scenario == scenario && held.candidate == candidate)
}

pub(super) fn candidate_file(scenario: &str, candidate: &str) -> PathBuf {
    root().join(format!("tests/candidates/{scenario}-{candidate}.toml"))
}

pub(super) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

pub(super) fn script(scenario: &str, candidate: &str) -> ScriptedCandidate {
    ScriptedCandidate::from_toml(&std::fs::read_to_string(candidate_file(scenario, candidate)).unwrap()).unwrap()
}

pub(super) fn planned(scenario: &str, seed: u64, intake: &Intake, settings: Settings) -> Blueprint {
    plan(&LIBRARY, scenario, None, intake, seed, settings, None).unwrap()
}

/// Holds an interview in the library.
pub(super) fn hold<C: Cast>(scenario: &'static str, candidate: &'static str, seed: u64, cast: C) -> Held {
    hold_plan(scenario, candidate, planned(scenario, seed, &Intake::default(), Settings::default()), cast)
}

pub(super) fn hold_plan<C: Cast>(scenario: &'static str, candidate: &'static str, plan: Blueprint, cast: C) -> Held {
    let mut conductor = Conductor::new(plan.clone());
    let mut journal: Vec<Line> = Vec::new();
    let ended = drive(&mut conductor, &mut journal, &mut Stage::new(cast), (Moment::START, Input::Begin));
    let because = ended.unwrap_or_else(|| panic!("{scenario} {candidate} {} came to a standstill", plan.seed));
    let turns = conductor.transcript().to_vec();
    let report = evaluate(&plan, &turns, &provenance(because));
    Held { scenario, candidate, seed: plan.seed, plan, journal, turns, report }
}

fn provenance(because: EndReason) -> Provenance {
    Provenance {
        session_id: "acceptance".into(),
        started_at: "2026-03-04T10:00:00Z".into(),
        ended_at: "2026-03-04T10:20:00Z".into(),
        duration_ms: 1_200_000,
        ended_because: because,
        interviewer: Source { name: "Robin Ellery".into(), engine: "embedded".into(), fallbacks: Vec::new() },
        judge: embedded_judge(Vec::new()),
        recogniser: None,
        voice: None,
        cost: Cost::default(),
    }
}

/// The program with a data folder and an out folder that vanish with it.
pub(super) struct Program {
    pub(super) folder: TempDir,
}

/// How a run of the program ended.
#[derive(Debug)]
pub(super) struct Run {
    pub(super) code: Option<i32>,
    pub(super) out: String,
    pub(super) err: String,
}

impl Program {
    pub(super) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(super) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// The program with these arguments, and an environment without any model or folder of the machine's.
    pub(super) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_greenroom"));
        let foreign =
            std::env::vars().map(|(name, _)| name).filter(|name| name.starts_with("GREENROOM_") || name.to_lowercase().ends_with("_proxy"));
        foreign.for_each(|name| {
            command.env_remove(name);
        });
        command.args(args).env("GREENROOM_DATA", self.path("data")).current_dir(self.folder.path()).stdin(Stdio::null());
        command
    }

    pub(super) fn run(&self, args: &[&str]) -> Run {
        finished(self.command(args).output().unwrap())
    }

    /// A rehearsal without a model; `more` are further arguments.
    pub(super) fn rehearse(&self, scenario: &str, candidate: &str, out: &str, more: &[&str]) -> Run {
        let answers = candidate_file(scenario, candidate);
        let mut args = vec!["rehearse", "--offline", "--scenario", scenario, "--answers", answers.to_str().unwrap(), "--out", out];
        args.extend(more);
        self.run(&args)
    }

    pub(super) fn report(&self, out: &str) -> Report {
        serde_json::from_str(&self.read(&format!("{out}/report.json"))).unwrap()
    }

    pub(super) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }
}

pub(super) fn finished(output: Finished) -> Run {
    Run { code: output.status.code(), out: String::from_utf8(output.stdout).unwrap(), err: String::from_utf8(output.stderr).unwrap() }
}

impl Run {
    /// The run was good.
    pub(super) fn good(self) -> Self {
        assert_eq!(self.code, Some(0), "{}", self.err);
        self
    }

    /// The run failed with this code, and said why in one sentence that holds `what`.
    pub(super) fn fails(&self, what: &str) {
        assert_eq!(self.code, Some(1), "{what}: {}{}", self.out, self.err);
        let lines: Vec<&str> = self.err.lines().filter(|line| line.starts_with("greenroom: ")).collect();
        assert_eq!(lines.len(), 1, "one line says it: {}", self.err);
        let line = lines[0].to_lowercase();
        assert!(line.contains(&what.to_lowercase()), "{line}");
        assert!(!line.contains("panicked") && !line.contains("error("), "{line}");
        // A full stop inside a path or a name is none.
        let sentences = line.trim_end_matches('.').matches(". ").count();
        assert_eq!(sentences, 0, "one sentence: {line}");
    }
}

/// Lower-case words of four letters and more.
pub(super) fn words(text: &str) -> Vec<String> {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| word.chars().count() >= 4).map(str::to_lowercase).collect()
}
