//! Delete means gone, and only for its owner.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use greenroom::interview::Moment;
use greenroom::store::{Filter, MediaFile, Options, Saved, Store, StoreError};
use rusqlite::Connection;

use super::{PHRASE, at, begun, call, folder, report, turn};

/// Every file below a folder whose bytes contain the phrase.
fn files_with(folder: &Path, phrase: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files_with(&path, phrase));
        } else if fs::read(&path).unwrap().windows(phrase.len()).any(|window| window == phrase.as_bytes()) {
            found.push(path);
        }
    }
    found
}

#[test]
fn another_profile_neither_sees_nor_deletes_a_session() {
    let store = Store::in_memory().unwrap();
    let id = begun(&store, 0);
    let other = store.for_profile("anna");
    assert!(matches!(other.session(&id), Err(StoreError::UnknownSession(_))));
    assert!(matches!(other.journal(&id), Err(StoreError::UnknownSession(_))));
    assert!(matches!(other.turns(&id), Err(StoreError::UnknownSession(_))));
    assert!(matches!(other.report(&id), Err(StoreError::UnknownSession(_))));
    assert!(matches!(other.delete(&id), Err(StoreError::UnknownSession(_))));
    assert_eq!(other.sessions(&Filter::default(), 0).unwrap().total, 0);
    assert!(store.session(&id).is_ok());
}

#[test]
fn deleting_leaves_no_trace_of_the_words() {
    let (folder, path) = folder();
    let store = Store::open(&path).unwrap();
    let (gone, kept) = (begun(&store, 0), begun(&store, 1));
    for id in [&gone, &kept] {
        let words = if *id == gone { PHRASE } else { "an ordinary answer" };
        for seq in 0..200 {
            store.append(id, seq, Moment::START, format!("{{\"text\":\"{words} {seq}\"}}")).unwrap();
        }
        store.keep_turn(id, &turn(0, words)).unwrap();
        store.record_call(call(id, None)).unwrap();
        let mut judged = report(id, Some(5.0));
        judged.session.title = words.into();
        assert_eq!(store.save_report(id, &judged, at(5), false).unwrap(), Saved::New);
        let media = store.media_folder(id).unwrap();
        fs::create_dir_all(media.join("board")).unwrap();
        fs::write(media.join("board/1.txt"), words).unwrap();
        store.add_media(id, MediaFile { path: "board/1.txt".into(), kind: "board".into(), bytes: words.len() as u64 }).unwrap();
    }
    store.flush().unwrap();
    assert!(!files_with(folder.path(), PHRASE).is_empty(), "the test would prove nothing");

    store.delete(&gone).unwrap();
    assert_eq!(files_with(folder.path(), PHRASE), Vec::<PathBuf>::new());
    assert!(!store.media_folder(&gone).unwrap().exists());
    assert!(matches!(store.session(&gone), Err(StoreError::UnknownSession(_))));
    assert!(matches!(store.delete(&gone), Err(StoreError::UnknownSession(_))));
    let direct = Connection::open(&path).unwrap();
    for table in ["journal", "turns", "reports", "model_calls", "media"] {
        let left: i64 = direct.query_row(&format!("SELECT count(*) FROM {table} WHERE session = ?1"), [&gone], |row| row.get(0)).unwrap();
        assert_eq!(left, 0, "{table}");
    }

    assert_eq!(store.journal(&kept).unwrap().len(), 200);
    assert_eq!(store.media(&kept).unwrap().len(), 1);
    assert!(store.media_folder(&kept).unwrap().join("board/1.txt").exists());
}

#[test]
fn words_that_another_reader_keeps_alive_are_reported() {
    let (_folder, path) = folder();
    let store = Store::open_with(&path, Options { busy_timeout: Duration::ZERO, ..Options::default() }).unwrap();
    let id = begun(&store, 0);
    store.append(&id, 0, Moment::START, PHRASE.into()).unwrap();
    store.flush().unwrap();
    let reader = Connection::open(&path).unwrap();
    reader.execute_batch("BEGIN; SELECT count(*) FROM journal;").unwrap();
    assert!(matches!(store.delete(&id), Err(StoreError::TracesLeft(_))));
}

#[test]
fn sessions_before_a_date_are_cleaned_up() {
    let store = Store::in_memory().unwrap();
    for second in 0..5 {
        begun(&store, second);
    }
    assert_eq!(store.delete_before(at(3)).unwrap(), 3);
    let left = store.sessions(&Filter::default(), 0).unwrap();
    assert_eq!(left.rows.iter().map(|row| row.started_at).collect::<Vec<_>>(), [at(4), at(3)]);
}

#[test]
fn media_paths_stay_in_their_folder() {
    let store = Store::in_memory().unwrap();
    let id = begun(&store, 0);
    for path in ["", "/etc/passwd", "../x", "a/../../x", "a//b", "c:\\x", "a\\..\\x", "."] {
        let file = MediaFile { path: path.into(), kind: "audio".into(), bytes: 1 };
        assert!(matches!(store.add_media(&id, file), Err(StoreError::MediaPath(_))), "{path}");
    }
    assert!(store.add_media(&id, MediaFile { path: "a/1.wav".into(), kind: "audio".into(), bytes: 1 }).is_ok());
}
