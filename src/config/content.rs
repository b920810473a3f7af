//! Content files: those that come with the program, and those that lie in folders of the operator.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};

use crate::scenario::{Library, Problem, Severity};

static SCENARIOS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/scenarios");
static SEEDS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/seeds");

/// A content file is a few hundred lines; what is larger than this is something else.
const MOST_BYTES: u64 = 2 * 1024 * 1024;
/// Content lies three folders deep; what is deeper is not looked for.
const MOST_DEPTH: usize = 6;

/// The files that come with the program, as path (`scenarios/...`, `seeds/...`) and text, in the order of their paths.
#[must_use]
pub fn bundled() -> Vec<(String, String)> {
    let mut files = Vec::new();
    collect(&SCENARIOS, "scenarios", &mut files);
    collect(&SEEDS, "seeds", &mut files);
    files.sort();
    files
}

fn collect(dir: &Dir<'_>, root: &str, files: &mut Vec<(String, String)>) {
    for file in dir.files() {
        // A file that is not text is none of ours: `content check` looks at the folders and says so.
        if let Some(text) = file.contents_utf8() {
            files.push((format!("{root}/{}", slashed(file.path())), text.to_owned()));
        }
    }
    for inner in dir.dirs() {
        collect(inner, root, files);
    }
}

/// Reads files and folders. A folder is one that holds `scenarios` and `seeds`, or one of these, or something inside
/// them. What cannot be read is a problem, not an end.
#[must_use]
pub fn from_paths(paths: &[PathBuf]) -> (Vec<(String, String)>, Vec<Problem>) {
    let mut files = BTreeMap::new();
    let mut problems = Vec::new();
    for path in paths {
        let mut found = Vec::new();
        if let Err(error) = walk(path, 0, &mut found) {
            problems.push(problem(path, &format!("The path cannot be read ({error}); check that it is there and may be read.")));
        }
        found.sort();
        for file in found {
            match read(&file) {
                Ok(text) => {
                    files.insert(content_path(path, &file), text);
                }
                Err(message) => problems.push(problem(&file, &message)),
            }
        }
    }
    (files.into_iter().collect(), problems)
}

/// Lays files over others: one with the same path takes the place of the earlier.
#[must_use]
pub fn overlay(base: Vec<(String, String)>, over: Vec<(String, String)>) -> Vec<(String, String)> {
    let joined: BTreeMap<String, String> = base.into_iter().chain(over).collect();
    joined.into_iter().collect()
}

/// The library of the bundled content with the operator's folders laid over it, and all problems.
#[must_use]
pub fn load(folders: &[PathBuf]) -> (Library, Vec<Problem>) {
    let (over, mut problems) = from_paths(folders);
    let (library, mut found) = Library::from_files(overlay(bundled(), over));
    problems.append(&mut found);
    (library, problems)
}

fn walk(path: &Path, depth: usize, found: &mut Vec<PathBuf>) -> io::Result<()> {
    if !fs::metadata(path)?.is_dir() {
        found.push(path.to_owned());
        return Ok(());
    }
    if depth > MOST_DEPTH {
        return Ok(());
    }
    for entry in fs::read_dir(path)? {
        let entry = entry?.path();
        let name = entry.file_name().unwrap_or_default().to_string_lossy().into_owned();
        // In folders only content counts; a file that is named by itself is always read.
        if entry.is_dir() && !name.starts_with('.') {
            walk(&entry, depth + 1, found)?;
        } else if (name.ends_with(".toml") || is_guide(&entry, &name)) && !name.starts_with('.') {
            found.push(entry);
        }
    }
    Ok(())
}

/// Other Markdown explains content and is none itself.
fn is_guide(path: &Path, name: &str) -> bool {
    let here = path.parent().and_then(Path::file_name).is_some_and(|folder| folder == "knowledge");
    here && name.ends_with(".md") && !name.eq_ignore_ascii_case("readme.md")
}

fn read(path: &Path) -> Result<String, String> {
    let size = fs::metadata(path).map(|data| data.len()).unwrap_or_default();
    if size > MOST_BYTES {
        return Err(format!("The file has {size} bytes and may have {MOST_BYTES}; it is not a content file."));
    }
    let bytes = fs::read(path).map_err(|error| format!("The file cannot be read ({error}); check that it may be read."))?;
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        format!("The file is not UTF-8 text (byte {at}); save it as UTF-8.")
    })
}

fn problem(path: &Path, message: &str) -> Problem {
    Problem { file: slashed(path), line: None, severity: Severity::Error, message: message.to_owned() }
}

/// The path that content is known by: from `scenarios` or `seeds` on, wherever these lie.
fn content_path(root: &Path, file: &Path) -> String {
    let inside = file.strip_prefix(root).ok().map(slashed).filter(|inside| is_content(inside));
    inside.unwrap_or_else(|| {
        let whole = slashed(file);
        let parts: Vec<&str> = whole.split('/').collect();
        let from = parts.iter().rposition(|part| matches!(*part, "scenarios" | "seeds"));
        from.map_or_else(|| whole.clone(), |from| parts[from..].join("/"))
    })
}

fn is_content(path: &str) -> bool {
    path.starts_with("scenarios/") || path.starts_with("seeds/")
}

fn slashed(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}
