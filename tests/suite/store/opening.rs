//! Files that are missing, damaged, locked, newer, or not ours.

use std::fs;
use std::path::Path;
use std::time::Duration;

use greenroom::interview::Moment;
use greenroom::store::{Filter, Options, Store, StoreError};
use rusqlite::Connection;

use super::{PHRASE, begun, folder};

#[test]
fn a_newer_database_is_refused_and_not_touched() {
    let (_folder, path) = folder();
    drop(Store::open(&path).unwrap());
    Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let before = fs::read(&path).unwrap();
    let error = Store::open(&path).unwrap_err();
    assert!(matches!(error, StoreError::Newer { found: 99, known: 6, .. }), "{error}");
    assert!(error.to_string().contains("install the newer version"));
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn another_programs_database_is_refused_and_not_touched() {
    let (_folder, path) = folder();
    Connection::open(&path).unwrap().execute_batch("CREATE TABLE recipes (name)").unwrap();
    let before = fs::read(&path).unwrap();
    assert!(matches!(Store::open(&path), Err(StoreError::Foreign(_))));
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn a_file_that_is_no_database_is_set_aside_and_a_new_one_started() {
    let (folder, path) = folder();
    fs::write(&path, "This is a letter, not a database. ".repeat(200)).unwrap();
    let store = Store::open(&path).unwrap();
    let notice = store.set_aside().expect("a notice");
    assert_eq!(notice.started, path);
    let name = notice.damaged.file_name().unwrap().to_str().unwrap();
    assert!(name.starts_with("greenroom.db.corrupt-2"), "{name}");
    assert!(fs::read_to_string(&notice.damaged).unwrap().starts_with("This is a letter"));
    let sentence = notice.to_string();
    assert!(sentence.contains(name) && sentence.contains(path.to_str().unwrap()), "{sentence}");
    begun(&store, 0);
    drop(store);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn a_database_that_was_overwritten_in_the_middle_is_set_aside() {
    let (_folder, path) = folder();
    let store = Store::open(&path).unwrap();
    let id = begun(&store, 0);
    for seq in 0..500 {
        store.append(&id, seq, Moment::START, PHRASE.repeat(5)).unwrap();
    }
    store.flush().unwrap();
    drop(store);
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 2 / 4096 * 4096;
    bytes[middle..middle + 8192].fill(0xA5);
    fs::write(&path, &bytes).unwrap();

    let store = Store::open(&path).unwrap();
    assert_eq!(fs::read(&store.set_aside().expect("a notice").damaged).unwrap(), bytes);
    assert_eq!(store.sessions(&Filter::default(), 0).unwrap().total, 0);
}

#[test]
fn a_folder_that_cannot_be_written_to_is_named() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("file"), "").unwrap();
    let path = folder.path().join("file/greenroom.db");
    let error = Store::open(&path).unwrap_err();
    assert!(matches!(error, StoreError::Folder { .. }), "{error}");
    assert!(error.to_string().contains("file") && error.to_string().contains("--data"), "{error}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_read_only_place_is_named() {
    // Not even root makes files there.
    let error = Store::open(Path::new("/proc/self/greenroom.db")).unwrap_err();
    assert!(matches!(error, StoreError::Folder { .. }), "{error}");
}

#[test]
fn a_database_that_is_locked_while_opening_says_so() {
    let (_folder, path) = folder();
    drop(Store::open(&path).unwrap());
    let other = Connection::open(&path).unwrap();
    other.execute_batch("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; CREATE TABLE t (x)").unwrap();
    let error = Store::open_with(&path, Options { busy_timeout: Duration::ZERO, ..Options::default() }).unwrap_err();
    assert!(matches!(error, StoreError::Locked(_)), "{error}");
}

#[cfg(unix)]
#[test]
fn only_its_owner_may_read_the_database() {
    use std::os::unix::fs::PermissionsExt as _;
    let (_folder, path) = folder();
    let store = Store::open(&path).unwrap();
    begun(&store, 0);
    for file in [path.clone(), path.with_file_name("greenroom.db-wal")] {
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600, "{}", file.display());
    }
}
