//! Opens the file: makes it, refuses what is not ours, sets a damaged one aside, and brings it up to date.

use std::ffi::OsString;
use std::fmt;
use std::fs::{self, OpenOptions};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;

use super::error::StoreError;
use super::migrations::{STEPS, format_of, migrate, newest};

/// "GRNR": marks the file as ours, so that another program's database is never migrated.
const APPLICATION_ID: i32 = 0x4752_4e52;

/// A whole check reads the file once: 0.2 s at this size. Larger files are checked when their last session ended badly.
const ALWAYS_CHECKED_BYTES: u64 = 64 << 20;

/// How the database is opened.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// How long to wait for another program's lock.
    pub busy_timeout: Duration,
    /// The largest size that the file may grow to.
    pub max_bytes: Option<u64>,
}

impl Default for Options {
    fn default() -> Self {
        Self { busy_timeout: Duration::from_secs(5), max_bytes: None }
    }
}

/// A damaged database was found and a new one begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// Where the damaged file is now.
    pub damaged: PathBuf,
    /// The new, empty one.
    pub started: PathBuf,
}

impl fmt::Display for SetAside {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the session database was damaged: it is kept as {}, and a new one was started as {}",
            self.damaged.display(),
            self.started.display()
        )
    }
}

/// The connection and where its files lie.
#[derive(Debug)]
pub(super) struct Database {
    pub(super) connection: Connection,
    /// The file, or a name for errors when there is none.
    pub(super) path: PathBuf,
    /// The folder of the sessions' media folders; none in memory.
    pub(super) media: Option<PathBuf>,
}

/// Opens or makes the database file, with everything in it up to date.
pub(super) fn open_file(path: &Path, options: Options) -> Result<(Database, Option<SetAside>), StoreError> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    fs::create_dir_all(folder).map_err(|error| StoreError::folder(folder, &error))?;
    make_private(path)?;
    let (connection, set_aside) = match connect(path, options) {
        Err(StoreError::Damaged(_)) => {
            let damaged = set_aside(path)?;
            make_private(path)?;
            (connect(path, options)?, Some(SetAside { damaged, started: path.to_path_buf() }))
        }
        other => (other?, None),
    };
    Ok((Database { connection, path: path.to_path_buf(), media: Some(folder.join("media")) }, set_aside))
}

/// A database that ends with its last handle.
pub(super) fn open_in_memory() -> Result<Database, StoreError> {
    let mut connection = Connection::open_in_memory()?;
    connection.pragma_update(None, "foreign_keys", true)?;
    migrate(&mut connection, STEPS)?;
    Ok(Database { connection, path: PathBuf::from("(in memory)"), media: None })
}

/// The file holds what people said: only its owner may read it. SQLite gives its companions the same rights.
fn make_private(path: &Path) -> Result<(), StoreError> {
    let mut open = OpenOptions::new();
    open.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut open, 0o600);
    open.open(path).map(drop).map_err(|error| StoreError::folder(path, &error))
}

fn connect(path: &Path, options: Options) -> Result<Connection, StoreError> {
    let located = |error: rusqlite::Error| StoreError::from(error).at(path);
    let ended_badly = fs::metadata(companion(path, "-wal")).is_ok_and(|wal| wal.len() > 0);
    let mut connection = Connection::open(path).map_err(located)?;
    connection.busy_timeout(options.busy_timeout).map_err(located)?;

    // Nothing is written before these three questions are answered.
    let format = format_of(&connection).map_err(located)?;
    let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).map_err(located)?;
    let owner: i32 = connection.query_row("PRAGMA application_id", [], |row| row.get(0)).map_err(located)?;
    if owner != APPLICATION_ID && (owner != 0 || tables > 0) {
        return Err(StoreError::Foreign(path.to_path_buf()));
    }
    if format > newest(STEPS) {
        return Err(StoreError::Newer { path: path.to_path_buf(), found: format, known: newest(STEPS) });
    }
    if ended_badly || fs::metadata(path).is_ok_and(|file| file.len() <= ALWAYS_CHECKED_BYTES) {
        check(&connection, path)?;
    }

    set_up(&mut connection, options).map_err(located)?;
    Ok(connection)
}

fn check(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    let verdict: String =
        connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0)).map_err(|error| StoreError::from(error).at(path))?;
    if verdict == "ok" { Ok(()) } else { Err(StoreError::Damaged(path.to_path_buf())) }
}

fn set_up(connection: &mut Connection, options: Options) -> rusqlite::Result<()> {
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // Deleted words are overwritten with zeros, and no temporary file holds a copy of them.
    connection.pragma_update_and_check(None, "secure_delete", true, |_| Ok(()))?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    if let Some(bytes) = options.max_bytes {
        let page: i64 = connection.query_row("PRAGMA page_size", [], |row| row.get(0))?;
        let pages = i64::try_from(bytes).unwrap_or(i64::MAX) / page.max(1);
        connection.pragma_update_and_check(None, "max_page_count", pages.max(1), |_| Ok(()))?;
    }
    migrate(connection, STEPS)
}

/// Moves a damaged file and its companions out of the way, under a name that tells when.
fn set_aside(path: &Path) -> Result<PathBuf, StoreError> {
    let now = crate::clock::wall().to_zoned(jiff::tz::TimeZone::system()).strftime("%Y%m%dT%H%M%S").to_string();
    let mut damaged = companion(path, &format!(".corrupt-{now}"));
    let mut again = 1;
    while damaged.exists() {
        again += 1;
        damaged = companion(path, &format!(".corrupt-{now}-{again}"));
    }
    fs::rename(path, &damaged).map_err(|error| StoreError::folder(path, &error))?;
    for end in ["-wal", "-shm"] {
        let companion_file = companion(path, end);
        if companion_file.exists() {
            fs::rename(&companion_file, companion(&damaged, end)).map_err(|error| StoreError::folder(&companion_file, &error))?;
        }
    }
    Ok(damaged)
}

/// The path with something added to the file name.
pub(super) fn companion(path: &Path, end: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(end);
    PathBuf::from(name)
}
