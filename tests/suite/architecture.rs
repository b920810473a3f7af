//! The shape of the source: what may name what, how long files may grow, what every file says about itself.

use std::fs;
use std::path::{Path, PathBuf};

/// Names that a ring must not contain, in code. Comments and strings of documentation do not count.
const RULES: &[(&[&str], &[&str], &str)] = &[
    (
        &["src/interview", "src/scenario", "src/evaluation", "src/intake", "src/speech"],
        &[
            "bevy",
            "egui",
            "tokio",
            "rusqlite",
            "reqwest",
            "async_openai",
            "crossbeam",
            "cpal",
            "kira",
            "whisper_rs",
            "flite_rs",
            "std::fs",
            "std::thread",
            "std::net",
            "std::io",
            "std::env",
            "std::process",
            "Instant",
            "SystemTime",
            "jiff",
            "println!",
            "eprintln!",
            "tracing",
            "crate::clock",
            "crate::llm",
            "crate::hearing",
            "crate::voice",
            "crate::documents",
            "crate::models",
            "crate::store",
            "crate::media",
            "crate::config",
            "crate::session",
            "crate::room",
            "crate::avatar",
            "crate::screens",
            "crate::app",
            "crate::cli",
        ],
        "ring 0 is pure",
    ),
    (
        &["src/llm", "src/hearing", "src/voice", "src/documents", "src/models", "src/store", "src/media", "src/config"],
        &["bevy", "egui", "crate::session", "crate::room", "crate::avatar", "crate::screens", "crate::picture", "crate::app", "crate::cli"],
        "ring 1 knows nothing of the room",
    ),
    (&["src/llm"], &["crate::hearing", "crate::voice", "crate::store", "rusqlite", "cpal", "kira"], "adapters do not know each other"),
    (&["src/hearing"], &["crate::llm", "crate::voice", "crate::store", "rusqlite", "tokio", "kira"], "adapters do not know each other"),
    (&["src/voice"], &["crate::llm", "crate::hearing", "crate::store", "rusqlite", "tokio"], "adapters do not know each other"),
    (
        &["src/models"],
        &["crate::llm", "crate::hearing", "crate::voice", "crate::store", "rusqlite", "cpal", "kira"],
        "adapters do not know each other",
    ),
    (&["src/store"], &["crate::llm", "crate::hearing", "crate::voice", "tokio", "cpal", "kira"], "adapters do not know each other"),
    (
        &["src/screens", "src/avatar"],
        &[
            "crate::llm",
            "crate::hearing",
            "crate::voice",
            "crate::documents",
            "crate::models",
            "crate::store",
            "rusqlite",
            "tokio",
            "crate::app",
            "crate::cli",
        ],
        "screens and the body see messages and views, not adapters",
    ),
    (&["src/session", "src/doctor", "src/room", "src/picture"], &["crate::app", "crate::cli"], "nothing names the outermost ring"),
];

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.filter_map(Result::ok) {
        let path = entry.path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

fn all(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    rust_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut found);
    found.sort();
    found
}

/// Code without comments. Good enough for searching names: a `//` inside a string ends the line early, which hides nothing
/// that a ring could use.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().map(|(number, line)| (number + 1, line.split("//").next().unwrap_or("")))
}

/// Whether `name` occurs as a name of its own, not as a part of another.
fn names(line: &str, name: &str) -> bool {
    line.match_indices(name).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + name.len()..].chars().next();
        let part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
        !part(before) && (name.ends_with('!') || !part(after))
    })
}

#[test]
fn no_ring_names_an_outer_one() {
    let mut broken = Vec::new();
    for (folders, forbidden, why) in RULES {
        for file in folders.iter().flat_map(|folder| all(folder)) {
            let text = fs::read_to_string(&file).unwrap();
            for (number, line) in code(&text) {
                for name in forbidden.iter().filter(|name| names(line, name)) {
                    broken.push(format!("{}:{number} names `{name}`, but {why}", file.display()));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn every_file_says_what_it_is_for_and_none_is_too_long() {
    let mut wrong = Vec::new();
    for file in all("src").into_iter().chain(all("tests")) {
        let text = fs::read_to_string(&file).unwrap();
        if !text.starts_with("//!") {
            wrong.push(format!("{} does not begin with `//!`", file.display()));
        }
        let lines = text.lines().count();
        if lines > 600 {
            wrong.push(format!("{} has {lines} lines; 600 is the limit", file.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
