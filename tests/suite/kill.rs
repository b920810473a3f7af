//! The program is killed at any moment of an interview, and the interview goes on, or is judged as it stands.
//!
//! `GREENROOM_KILLS=300 cargo test --test suite kill:: -- --nocapture` kills more often and prints the figures.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use greenroom::interview::drive::drive;
use greenroom::interview::journal::{parse, replay};
use greenroom::interview::rehearsal::Stage;
use greenroom::interview::{Input, ScriptedCandidate, Turn};
use greenroom::scenario::chance::Pcg32;
use greenroom::session::{ResumeError, Resumed, resume};
use greenroom::store::{SessionState, Store};
use rusqlite::Connection;

use crate::support::embedded::{conclude, finish};

/// So often in the ordinary suite.
const KILLS: u32 = 20;
/// Seconds of the interview in one of the clock: an interview in about a second.
const PACE: &str = "400";
/// Turns that may be on their way to the disk at one moment, on a machine that has far more to do: at this pace they are 200 ms, in
/// which nobody says a sentence.
const AT_ONCE: usize = 8;
/// No kill comes later than this after the session has begun; some interviews are over by then.
const LATEST_MS: usize = 1300;

fn answers(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/candidates/general-behavioural-{name}.toml"))
}

/// What was seen of a program until it was killed.
struct Killed {
    session: String,
    /// The turns that it had shown, by number.
    shown: Vec<(u32, String)>,
    /// Whether it had come to its end before.
    over: bool,
}

/// Starts an interview, and kills it so many milliseconds after its session was entered.
fn kill_after(data: &Path, out: &Path, seed: u32, millis: usize) -> Killed {
    let mut child = Command::new(env!("CARGO_BIN_EXE_greenroom"))
        .args(["rehearse", "--offline", "--scenario", "general-behavioural", "--pace", PACE])
        .args(["--seed".as_ref(), seed.to_string().as_ref(), "--answers".as_ref(), answers("weak").as_os_str()])
        .args(["--out".as_ref(), out.as_os_str(), "--data".as_ref(), data.as_os_str()])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let first = lines.next().unwrap();
    let session = first.strip_prefix("[session ").and_then(|rest| rest.strip_suffix(']')).unwrap_or_else(|| panic!("{first}")).to_owned();
    // The moment is what is tested: it is drawn, and anything may be going on in it.
    std::thread::sleep(Duration::from_millis(millis as u64));
    child.kill().unwrap();
    let rest: Vec<String> = lines.collect();
    let shown = rest.iter().filter_map(|line| {
        let (number, said) = line.strip_prefix("[turn ")?.split_once("] ")?;
        Some((number.parse().ok()?, said.split_once(": ")?.1.to_owned()))
    });
    let shown = shown.collect();
    Killed { session, shown, over: child.wait().unwrap().success() }
}

/// Turns that had been shown and are not there any more.
fn lost<'k>(killed: &'k Killed, turns: &[Turn]) -> Vec<&'k (u32, String)> {
    killed.shown.iter().filter(|(number, said)| !turns.iter().any(|turn| turn.id.0 == *number && turn.text == *said)).collect()
}

fn reports(data: &Path, session: &str) -> u32 {
    let connection = Connection::open(data.join("greenroom.db")).unwrap();
    connection.query_row("SELECT count(*) FROM reports WHERE session = ?1", [session], |row| row.get(0)).unwrap()
}

#[derive(Debug, Default)]
struct Figures {
    before_the_first_word: u32,
    resumed: u32,
    judged_as_they_stood: u32,
    over_already: u32,
    turns_shown: usize,
    turns_lost: usize,
    words_lost: usize,
}

#[test]
fn an_interview_that_is_killed_at_any_moment_goes_on_or_is_judged_and_loses_at_most_the_words_being_said() {
    let kills = std::env::var("GREENROOM_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(KILLS);
    let mut moments = Pcg32::named(20, "kills");
    let mut figures = Figures::default();
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    for kill in 0..kills {
        let at = moments.below(LATEST_MS);
        let killed = kill_after(&data, &folder.path().join("out"), kill, at);
        let store = Store::open(&data.join("greenroom.db")).unwrap();
        assert!(store.set_aside().is_none(), "kill {kill} at {at} ms: the file is sound");
        let session = killed.session.as_str();
        let lines = store.journal(session).unwrap();
        let kept = replay(&parse(lines.iter().map(String::as_str)).unwrap()).unwrap().conductor.transcript().to_vec();
        let lost = lost(&killed, &kept);
        // What was shown last may have been on its way to the disk: there is no gap before it, and at this pace a turn lasts 25 ms.
        assert!(lost.len() <= AT_ONCE, "kill {kill} at {at} ms: {} turns are lost: {lost:?}", lost.len());
        let last: Vec<_> = killed.shown.iter().rev().take(lost.len()).rev().collect();
        assert_eq!(lost, last, "kill {kill} at {at} ms: only what came last can be lost");
        figures.turns_shown += killed.shown.len();
        figures.turns_lost += lost.len();
        figures.words_lost += lost.iter().map(|(_, said)| said.split_whitespace().count()).sum::<usize>();
        figures.before_the_first_word += u32::from(kept.is_empty());

        let report = match resume(&store, session) {
            // Every other one is judged as it stands, as for somebody who does not want to go on.
            Ok(_) if kill % 2 == 1 => {
                figures.judged_as_they_stood += 1;
                finish(&store, session)
            }
            Ok(Resumed { mut conductor, mut recorder, at }) => {
                figures.resumed += 1;
                let strong = ScriptedCandidate::from_toml(&std::fs::read_to_string(answers("strong")).unwrap()).unwrap();
                let mut stage = Stage::new(strong);
                stage.begin_at(at, conductor.transcript());
                let because = drive(&mut conductor, &mut recorder, &mut stage, (at, Input::Resume)).expect("it comes to its end");
                recorder.end(greenroom::clock::wall(), because).unwrap();
                conclude(&store, &recorder, &conductor)
            }
            Err(ResumeError::Over(_)) => {
                figures.over_already += 1;
                finish(&store, session)
            }
            Err(error) => panic!("kill {kill} at {at} ms: {error}"),
        };
        for turn in &kept {
            assert!(report.turns.iter().any(|said| said.index == turn.id && said.text == turn.text), "what was said is in the report");
        }
        assert_eq!(store.session(session).unwrap().state, SessionState::Evaluated);
        assert_eq!(finish(&store, session), report, "a second judgement keeps the first");
        assert!(!killed.over || figures.over_already > 0);
        drop(store);
        assert_eq!(reports(&data, session), 1, "kill {kill} at {at} ms");
    }
    let resumed = figures.resumed + figures.judged_as_they_stood + figures.over_already;
    assert_eq!(resumed, kills);
    assert!(figures.turns_shown > 0 && figures.resumed > 0, "it is killed in the middle: {figures:?}");
    let out = format!("{kills} kills: {figures:#?}\nreports: exactly one for each of {kills} sessions\n");
    std::io::Write::write_all(&mut std::io::stdout(), out.as_bytes()).unwrap();
}
