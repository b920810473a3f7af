//! The program ends in the middle of a session: what was said is there, and the session goes on to its report.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

use greenroom::evaluation::Report;
use greenroom::intake::Intake;
use greenroom::interview::drive::{Journal as _, World as _, drive, step};
use greenroom::interview::journal::{Line, parse, replay};
use greenroom::interview::rehearsal::{Cast, Doings, Situation, Stage};
use greenroom::interview::{Conductor, EndReason, Input, Moment, Note, Output, Settings, Speaker, TurnKind};
use greenroom::session::{Recorder, ResumeError, Resumed, resume};
use greenroom::store::{Instruments, SessionState, Store};
use jiff::Timestamp;

use super::rig::{Held, hold, planned, script};
use crate::support::embedded::{conclude, finish};

const SCENARIO: &str = "general-behavioural";

fn now() -> Timestamp {
    "2026-03-04T10:00:00Z".parse().unwrap()
}

fn held() -> Held {
    hold(SCENARIO, "weak", 3, script(SCENARIO, "weak"))
}

/// A store in which a session was recorded up to and including this many lines of its journal, the header among them.
fn broken_off(path: &Path, held: &Held, lines: usize) -> String {
    let store = Store::open(path).unwrap();
    let mut recorder = Recorder::begin(&store, &held.plan, now()).unwrap();
    for line in held.journal.iter().take(lines.saturating_sub(1)) {
        recorder.write(line);
    }
    assert!(recorder.take_problem().is_none());
    recorder.session().to_owned()
}

/// Goes on with a session as the program does, up to its stored report.
fn go_on(store: &Store, resumed: Resumed, cast: impl Cast) -> Report {
    let Resumed { mut conductor, mut recorder, at } = resumed;
    let mut stage = Stage::new(cast);
    stage.begin_at(at, conductor.transcript());
    let because = drive(&mut conductor, &mut recorder, &mut stage, (at, Input::Resume)).expect("it comes to its end");
    recorder.end(now(), because).unwrap();
    conclude(store, &recorder, &conductor)
}

fn replays(store: &Store, session: &str) {
    let lines = store.journal(session).unwrap();
    let run = replay(&parse(lines.iter().map(String::as_str)).unwrap()).unwrap();
    assert_eq!(run.difference, None);
    assert!(run.unwritten.is_empty());
}

/// Places in a journal at which it is cut: all near the beginning and the end, every few between.
fn places(lines: usize) -> impl Iterator<Item = usize> {
    (1..=lines).filter(move |at| *at < 12 || *at + 6 > lines || at % 9 == 0)
}

#[test]
fn a_session_that_was_broken_off_anywhere_goes_on_to_its_report() {
    let held = held();
    let whole = held.journal.len() + 1;
    let ended = held.journal.iter().rposition(|line| matches!(line, Line::In { .. })).unwrap() + 2;
    let mut resumed_at = 0;
    for lines in places(whole) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("greenroom.db");
        let session = broken_off(&path, &held, lines);
        let store = Store::open(&path).unwrap();
        let resumed = match resume(&store, &session) {
            Ok(resumed) => resumed,
            Err(ResumeError::Over(_)) if lines >= ended => continue,
            Err(error) => panic!("cut after {lines} of {whole} lines: {error}"),
        };
        resumed_at += 1;
        store.flush().unwrap();
        assert_eq!(
            store.turns(&session).unwrap(),
            resumed.conductor.transcript(),
            "cut after {lines} lines: every complete turn is stored"
        );
        let kept = resumed.conductor.transcript().to_vec();
        let report = go_on(&store, resumed, script(SCENARIO, "strong"));
        for turn in &kept {
            let stored = report.turns.iter().find(|other| other.index == turn.id);
            assert_eq!(stored.map(|turn| turn.text.as_str()), Some(turn.text.as_str()), "cut after {lines} lines");
        }
        assert_eq!(store.session(&session).unwrap().state, SessionState::Evaluated);
        assert_eq!(store.report(&session).unwrap().as_ref(), Some(&report));
        replays(&store, &session);
    }
    assert!(resumed_at > 30, "{resumed_at} places");
}

#[test]
fn the_question_that_was_open_is_asked_again_after_a_welcome() {
    let held = held();
    // In the middle of the candidate's turn to the second question.
    let asked: Vec<usize> = held
        .journal
        .iter()
        .enumerate()
        .filter(|(_, line)| matches!(line, Line::Out { out: Output::Card { .. }, .. }))
        .map(|(at, _)| at)
        .collect();
    let listens = held
        .journal
        .iter()
        .enumerate()
        .skip(asked[1])
        .find(|(_, line)| matches!(line, Line::Out { out: Output::Listen { policy, .. }, .. } if !policy.barge_in));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("greenroom.db");
    let session = broken_off(&path, &held, listens.unwrap().0 + 2);
    let store = Store::open(&path).unwrap();
    let resumed = resume(&store, &session).unwrap();
    let question = resumed.conductor.open_question().unwrap().clone();
    let before = resumed.conductor.transcript().len();
    let report = go_on(&store, resumed, script(SCENARIO, "strong"));
    let next = &report.turns[before];
    assert_eq!(next.kind, TurnKind::Repeat);
    assert!(next.text.ends_with(&question.text), "{}", next.text);
    assert_eq!(
        report.turns.iter().filter(|turn| turn.kind == TurnKind::Question && turn.question_id.as_ref() == Some(&question.id)).count(),
        1
    );
    let lines = store.journal(&session).unwrap();
    let resumed = parse(lines.iter().map(String::as_str))
        .unwrap()
        .into_iter()
        .filter(|line| matches!(line, Line::Out { out: Output::Note { note: Note::Resumed }, .. }))
        .count();
    assert_eq!(resumed, 1);
}

#[test]
fn a_session_can_be_broken_off_again_and_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("greenroom.db");
    let mut session = String::new();
    for round in 0..6 {
        let store = Store::open(&path).unwrap();
        let (mut conductor, mut recorder, at, first) = if round == 0 {
            let plan = planned(SCENARIO, 1, &Intake::default(), Settings::default());
            let recorder = Recorder::begin(&store, &plan, now()).unwrap();
            (Conductor::new(plan), recorder, Moment::START, Input::Begin)
        } else {
            let Resumed { conductor, recorder, at, .. } = resume(&store, &session).unwrap();
            (conductor, recorder, at, Input::Resume)
        };
        recorder.session().clone_into(&mut session);
        let mut stage = Stage::new(script(SCENARIO, "strong"));
        stage.begin_at(at, conductor.transcript());
        let mut next = Some((at, first));
        for _ in 0..9 {
            let Some((at, input)) = next else { break };
            assert_eq!(step(&mut conductor, &mut recorder, &mut stage, at, input), None, "nine steps do not end it");
            next = stage.wait(conductor.deadline().map(|(at, _)| at));
        }
    }
    let store = Store::open(&path).unwrap();
    let resumed = resume(&store, &session).unwrap();
    let report = go_on(&store, resumed, script(SCENARIO, "strong"));
    assert_eq!(report.session.ended_because, EndReason::Completed);
    replays(&store, &session);
}

#[test]
fn a_session_that_nobody_goes_on_with_is_judged_by_what_was_said() {
    let held = held();
    let folder = tempfile::tempdir().unwrap();
    let session = broken_off(&folder.path().join("greenroom.db"), &held, held.journal.len() * 2 / 3);
    let store = Store::open(&folder.path().join("greenroom.db")).unwrap();
    let model = Some("small-1 at api.example".to_owned());
    store.equip(&session, Instruments { model: model.clone(), ..Instruments::default() }).unwrap();
    store.equip(&session, Instruments { voice: Some("flite".into()), ..Instruments::default() }).unwrap();

    let report = finish(&store, &session);
    assert_eq!(report.session.ended_because, EndReason::Stopped);
    assert_eq!(report.session.interviewer.engine, "small-1 at api.example", "what was noted first is still there");
    assert_eq!(report.session.voice.as_deref(), Some("flite"));
    assert_eq!(report.session.recogniser, None, "everything was typed");
    let row = store.session(&session).unwrap();
    assert_eq!(row.state, SessionState::Evaluated);
    let until = row.ended_at.unwrap().duration_since(now()).as_secs();
    assert!((10..3600).contains(&until), "it ends where its journal ends, {until} s after it began");
    assert_eq!(finish(&store, &session), report, "and is judged once");
    assert!(matches!(resume(&store, &session), Err(ResumeError::Over(_))));
}

#[test]
fn what_cannot_go_on_says_why() {
    let held = held();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("greenroom.db");
    let store = Store::open(&path).unwrap();
    assert!(matches!(resume(&store, "00000000"), Err(ResumeError::Store(_))));

    let other_program = |change: &dyn Fn(&mut Line)| {
        let mut recorder = Recorder::begin(&store, &held.plan, now()).unwrap();
        for line in held.journal.iter().take(60) {
            let mut line = line.clone();
            change(&mut line);
            recorder.write(&line);
        }
        recorder.session().to_owned()
    };
    let session = other_program(&|line| {
        if let Line::Out { out: Output::Say { text, .. }, .. } = line {
            text.push_str(" Indeed.");
        }
    });
    let error = resume(&store, &session).unwrap_err();
    assert!(matches!(error, ResumeError::Differs { .. }), "{error}");
    assert!(error.to_string().contains("its report can be made"), "{error}");

    let session = other_program(&|_| {});
    let next = store.journal(&session).unwrap().len() as u64;
    store.append(&session, next, Moment::START, "not a line".into()).unwrap();
    store.append(&session, next + 1, Moment::START, "nor this".into()).unwrap();
    store.flush().unwrap();
    assert!(matches!(resume(&store, &session), Err(ResumeError::Journal(_))));

    let session = other_program(&|_| {});
    let report = go_on(&store, resume(&store, &session).unwrap(), script(SCENARIO, "strong"));
    assert_eq!(report.session.id, session);
    let error = resume(&store, &session).unwrap_err();
    assert!(matches!(error, ResumeError::Over(_)), "{error}");
}

/// Answers from the script, and stops for good before the answer with this number.
struct Stops<C> {
    cast: C,
    after: usize,
    flush: Option<Store>,
}

impl<C: Cast> Cast for Stops<C> {
    fn answer(&mut self, situation: &Situation<'_>) -> Doings {
        if self.after == 0 {
            if let Some(store) = &self.flush {
                store.flush().unwrap();
            }
            let mut out = std::io::stdout();
            writeln!(out, "waiting").unwrap();
            out.flush().unwrap();
            loop {
                std::thread::park();
            }
        }
        self.after -= 1;
        self.cast.answer(situation)
    }
}

/// The child of the next test: holds a session until it is killed.
#[test]
#[ignore = "runs as the child process of `a_session_survives_the_death_of_the_program`"]
fn interviews_until_killed() {
    let Ok(path) = std::env::var("GREENROOM_TEST_CRASH_DB") else { return };
    let after: usize = std::env::var("GREENROOM_TEST_CRASH_AFTER").unwrap().parse().unwrap();
    let store = Store::open(Path::new(&path)).unwrap();
    let plan = planned(SCENARIO, after as u64, &Intake::default(), Settings::default());
    let mut recorder = Recorder::begin(&store, &plan, now()).unwrap();
    let mut out = std::io::stdout();
    writeln!(out, "session {}", recorder.session()).unwrap();
    out.flush().unwrap();
    let cast = Stops { cast: script(SCENARIO, "weak"), after, flush: after.is_multiple_of(2).then(|| store.clone()) };
    drive(&mut Conductor::new(plan), &mut recorder, &mut Stage::new(cast), (Moment::START, Input::Begin));
}

#[test]
fn a_session_survives_the_death_of_the_program() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("greenroom.db");
    for after in 0..8 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "acceptance::crash::interviews_until_killed", "--ignored", "--nocapture"])
            .env("GREENROOM_TEST_CRASH_DB", &path)
            .env("GREENROOM_TEST_CRASH_AFTER", after.to_string())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut session = String::new();
        for line in BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok) {
            if let Some(id) = line.strip_prefix("session ") {
                session = id.into();
            }
            if line.ends_with("waiting") {
                // SIGKILL: no destructor runs, nothing is written any more.
                child.kill().unwrap();
            }
        }
        child.wait().unwrap();
        assert!(!session.is_empty());
        let store = Store::open(&path).unwrap();
        assert!(store.set_aside().is_none(), "the file is sound");
        assert!(store.interrupted().unwrap().iter().any(|row| row.id == session), "it is offered again");
        let resumed = resume(&store, &session).unwrap_or_else(|error| panic!("after {after} answers: {error}"));
        let answered = resumed.conductor.transcript().iter().filter(|turn| turn.speaker == Speaker::Candidate).count();
        if after % 2 == 0 {
            assert_eq!(answered, after, "what was on the disk is there");
        }
        let report = go_on(&store, resumed, script(SCENARIO, "strong"));
        assert_eq!(report.session.ended_because, EndReason::Completed);
        replays(&store, &session);
    }
}
