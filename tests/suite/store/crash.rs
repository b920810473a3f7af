//! What was handed over is not lost: crash, full disk, lock, many threads.

use std::io::{BufRead, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use greenroom::interview::{EndReason, Moment};
use greenroom::store::{Ending, Options, Store, StoreError};
use rusqlite::Connection;

use super::{PHRASE, at, begun, folder};

#[test]
fn one_wrong_line_costs_no_other_and_is_reported_once() {
    let store = Store::in_memory().unwrap();
    let id = begun(&store, 0);
    for seq in [0, 1, 1, 2] {
        store.append(&id, seq, Moment::START, format!("{seq}")).unwrap();
    }
    store.append("no-such-session", 0, Moment::START, PHRASE.into()).unwrap();
    store.append(&id, 3, Moment::START, "3".into()).unwrap();
    let message = store.flush().unwrap_err().to_string();
    assert!(message.contains("constraint") && !message.contains(PHRASE), "{message}");
    store.flush().unwrap();
    assert_eq!(store.journal(&id).unwrap(), ["0", "1", "2", "3"]);
}

#[test]
fn a_locked_database_is_waited_for_and_nothing_is_lost() {
    let (_folder, path) = folder();
    let store = Store::open_with(&path, Options { busy_timeout: Duration::ZERO, ..Options::default() }).unwrap();
    let id = begun(&store, 0);
    let other = Connection::open(&path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    store.append(&id, 0, Moment::START, "zero".into()).unwrap();
    assert!(matches!(store.flush(), Err(StoreError::Locked(_))));
    store.append(&id, 1, Moment::START, "one".into()).unwrap();
    assert!(matches!(store.end_session(&id, Ending { at: at(1), because: EndReason::Idle, active_us: 0 }), Err(StoreError::Locked(_))));
    assert!(store.journal(&id).unwrap().is_empty(), "reading goes on");
    other.execute_batch("ROLLBACK").unwrap();
    store.flush().unwrap();
    assert_eq!(store.journal(&id).unwrap(), ["zero", "one"]);
}

#[test]
fn a_full_disk_loses_nothing_and_is_overcome_when_room_is_made() {
    let (_folder, path) = folder();
    let options = Options { max_bytes: Some(400_000), ..Options::default() };
    let store = Store::open_with(&path, options).unwrap();
    let (old, id) = (begun(&store, 0), begun(&store, 1));
    let line = "x".repeat(10_000);
    for seq in 0..20 {
        store.append(&old, seq, Moment::START, line.clone()).unwrap();
    }
    store.flush().unwrap();
    let mut seq = 0;
    let error = loop {
        store.append(&id, seq, Moment::START, line.clone()).unwrap();
        seq += 1;
        if let Err(error) = store.flush() {
            break error;
        }
        assert!(seq < 100, "the limit holds");
    };
    assert!(matches!(error, StoreError::Full(_)), "{error}");
    assert_eq!(error.to_string().matches(". ").count(), 0, "one sentence: {error}");
    assert_eq!(store.journal(&old).unwrap().len(), 20);
    assert_eq!(store.journal(&id).unwrap().len() as u64, seq - 1, "what was committed is there");

    store.delete(&old).unwrap();
    store.append(&id, seq, Moment::START, line).unwrap();
    store.flush().unwrap();
    assert_eq!(store.journal(&id).unwrap().len() as u64, seq + 1, "and so is what had to wait");
}

#[test]
fn handles_on_many_threads_share_one_connection() {
    let (_folder, path) = folder();
    let store = Store::open(&path).unwrap();
    let ids: Vec<String> = (0..8).map(|second| begun(&store, second)).collect();
    std::thread::scope(|scope| {
        for id in &ids {
            let store = store.clone();
            scope.spawn(move || {
                for seq in 0..400 {
                    store.append(id, seq, Moment::START, format!("{seq}")).unwrap();
                }
            });
        }
    });
    drop(store);
    let store = Store::open(&path).unwrap();
    for id in &ids {
        assert_eq!(store.journal(id).unwrap().len(), 400, "dropping the last handle writes what is queued");
    }
}

/// The child of the next test: appends and says what was acknowledged until it is killed.
#[test]
#[ignore = "runs as the child process of `what_was_acknowledged_survives_a_kill`"]
fn appends_until_killed() {
    let Ok(path) = std::env::var("GREENROOM_TEST_CRASH_DB") else { return };
    let store = Store::open(Path::new(&path)).unwrap();
    let id = begun(&store, 0);
    let mut out = std::io::stdout();
    writeln!(out, "session {id}").unwrap();
    for seq in 0.. {
        store.append(&id, seq, Moment::START, format!("line {seq} {PHRASE}")).unwrap();
        if seq % 7 == 0 {
            store.flush().unwrap();
            writeln!(out, "acknowledged {seq}").unwrap();
            out.flush().unwrap();
        }
    }
}

#[test]
fn what_was_acknowledged_survives_a_kill() {
    let (_folder, path) = folder();
    for round in 1..=3 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "store::crash::appends_until_killed", "--ignored", "--nocapture"])
            .env("GREENROOM_TEST_CRASH_DB", &path)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let (mut id, mut acknowledged) = (String::new(), 0);
        for line in BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok) {
            if let Some(session) = line.strip_prefix("session ") {
                id = session.into();
            }
            if let Some(seq) = line.strip_prefix("acknowledged ") {
                acknowledged = seq.parse::<usize>().unwrap();
                // The pipe is read on to its end: every acknowledgement counts, also those after the kill was sent.
                if acknowledged == 70 * round {
                    child.kill().unwrap();
                }
            }
        }
        child.wait().unwrap();
        assert!(acknowledged >= 70 * round);

        let store = Store::open(&path).unwrap();
        assert!(store.set_aside().is_none(), "the file is sound");
        let lines = store.journal(&id).unwrap();
        assert!(lines.len() > acknowledged, "{} lines, {acknowledged} acknowledged", lines.len());
        assert!(lines.iter().enumerate().all(|(seq, line)| *line == format!("line {seq} {PHRASE}")), "no gap and no half line");
        assert_eq!(store.interrupted().unwrap().len(), round, "every killed session is offered again");
    }
}
