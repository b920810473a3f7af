//! The data folder: whether it can be written to, whether it has room, and whether the database in it opens.

use std::path::Path;

use super::finding::{Finding, Group, State};
use crate::config::paths;
use crate::store::{SessionState, Store};

const GROUP: Group = Group::Folders;
const ELSEWHERE: &str = "choose another with --data FOLDER or GREENROOM_DATA";

/// Below this no session can be relied on to be stored: a journal, a report and SQLite's own files, with some reserve.
const LEAST_BYTES: u64 = 16 << 20;
/// Below this a warning is due.
const SCARCE_BYTES: u64 = 512 << 20;

pub(super) fn look(asked: Option<&Path>) -> Vec<Finding> {
    let folder = match paths::data_folder(asked) {
        Ok(folder) => folder,
        Err(error) => return vec![Finding::of_error(GROUP, "data", State::Blocking, &error.to_string(), ELSEWHERE)],
    };
    if let Err(error) = try_writing(&folder) {
        let text = format!("the data folder {} cannot be written to ({error})", folder.display());
        return vec![Finding::blocking(GROUP, "data", text, ELSEWHERE)];
    }
    let mut findings = vec![Finding::found(GROUP, "data", format!("data folder {}, writable", folder.display()))];
    findings.extend(paths::free_bytes(&folder).map(space));
    findings.extend(database(&paths::database(&folder)));
    findings
}

/// Permissions say too little (read-only mounts, quotas): writes a file and removes it.
fn try_writing(folder: &Path) -> std::io::Result<()> {
    let probe = folder.join(format!(".doctor-{}", std::process::id()));
    std::fs::write(&probe, b"greenroom doctor")?;
    std::fs::remove_file(&probe)
}

fn space(bytes: u64) -> Finding {
    let text = format!("{} MiB free on its disk", bytes >> 20);
    if bytes < LEAST_BYTES {
        Finding::blocking(
            GROUP,
            "space",
            format!("{text}, too little to store a session"),
            "free some space, or use --data FOLDER on another disk",
        )
    } else if bytes < SCARCE_BYTES {
        Finding::problem(GROUP, "space", format!("{text}, which is little"), "free some space")
    } else {
        Finding::found(GROUP, "space", text)
    }
}

fn database(path: &Path) -> Vec<Finding> {
    if !path.exists() {
        return vec![Finding::found(GROUP, "database", "no sessions yet: the database is made with the first one")];
    }
    let failed = |error: &dyn std::fmt::Display| Finding::of_error(GROUP, "database", State::Blocking, &error.to_string(), ELSEWHERE);
    let store = match Store::open(path) {
        Ok(store) => store,
        Err(error) => return vec![failed(&error)],
    };
    let mut findings = Vec::new();
    if let Some(aside) = store.set_aside() {
        let remedy = "the sessions in the old file may be saved with the sqlite3 program's `.recover`";
        findings.push(Finding::problem(GROUP, "damaged", aside.to_string(), remedy));
    }
    match sessions(&store) {
        Ok(found) => findings.extend(found),
        Err(error) => findings.push(failed(&error)),
    }
    findings
}

fn sessions(store: &Store) -> anyhow::Result<Vec<Finding>> {
    let count = store.sessions(&crate::store::Filter::default(), 0)?.total;
    let plural = if count == 1 { "" } else { "s" };
    let mut findings =
        vec![Finding::found(GROUP, "database", format!("the database opens: format {}, {count} session{plural}", store.format()?))];
    let held = store.content_held()?;
    findings.push(Finding::found(
        GROUP,
        "content",
        if held.files == 0 {
            "the content is not in the database yet: that is done when the room opens".to_owned()
        } else {
            format!("in the database to be searched: {} questions, {} guides in {} pieces", held.questions, held.guides, held.chunks)
        },
    ));
    let open = store.interrupted()?;
    let running = open.iter().filter(|row| row.state == SessionState::Open).count();
    if !open.is_empty() {
        findings.push(Finding::missing(
            GROUP,
            "interrupted",
            format!(
                "{} without a report, {running} of them never ended",
                if open.len() == 1 { "1 session".to_owned() } else { format!("{} sessions", open.len()) }
            ),
            "nothing is lost: `greenroom export ID --as jsonl` writes what was said",
        ));
    }
    Ok(findings)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_on_the_disk_is_judged_by_what_a_session_needs() {
        assert_eq!(space(100 << 30).state, State::Found);
        assert_eq!(space(100 << 20).state, State::Problem);
        assert_eq!(space(1 << 20).state, State::Blocking);
    }
}
