//! What comes with the program is without a problem, and folders of the operator are read with care.

use std::fs;

use greenroom::config::content;
use greenroom::scenario::{Library, Severity};

use super::base;

#[test]
fn the_bundled_content_has_no_error() {
    let (_, problems) = content::load(&[]);
    let errors = problems.iter().filter(|problem| problem.severity == Severity::Error);
    let lines: Vec<String> = errors.map(ToString::to_string).collect();
    assert!(lines.is_empty(), "{}", lines.join("\n"));
}

#[test]
fn bundled_paths_begin_with_their_folder_and_come_in_order() {
    let files = content::bundled();
    assert!(files.iter().all(|(path, _)| path.starts_with("scenarios/") || path.starts_with("seeds/")));
    assert!(files.is_sorted());
}

/// Writes the base into a folder.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in base::files() {
        let file = folder.path().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    folder
}

#[test]
fn a_folder_is_read_as_it_is_given() {
    let folder = folder();
    let mut expected = base::files();
    expected.sort();
    assert_eq!(content::from_paths(&[folder.path().to_owned()]), (expected, vec![]));
}

#[test]
fn one_file_or_an_inner_folder_keeps_its_place() {
    let folder = folder();
    let (files, problems) = content::from_paths(&[folder.path().join("seeds/banks"), folder.path().join("scenarios/ward.toml")]);
    assert!(problems.is_empty());
    assert_eq!(files.iter().map(|(path, _)| path.as_str()).collect::<Vec<_>>(), ["scenarios/ward.toml", "seeds/banks/care/basics.toml"]);
}

#[test]
fn what_is_not_text_or_not_there_is_a_problem_and_the_rest_is_read() {
    let folder = folder();
    fs::write(folder.path().join("scenarios/picture.toml"), [0x89, 0x50, 0xff, 0xfe]).unwrap();
    let (files, problems) = content::from_paths(&[folder.path().to_owned(), folder.path().join("nowhere")]);
    assert_eq!(files.len(), base::files().len());
    assert_eq!(problems.len(), 2);
    assert!(problems[0].file.ends_with("scenarios/picture.toml") && problems[0].message.contains("UTF-8"), "{}", problems[0]);
    assert!(problems[1].file.ends_with("nowhere"), "{}", problems[1]);
}

#[test]
fn an_overlay_replaces_the_file_of_the_same_path() {
    let over = vec![("scenarios/ward.toml".to_owned(), base::SCENARIO.replace("A day on the ward", "A night on the ward"))];
    let (library, problems) = Library::from_files(content::overlay(base::files(), over));
    assert_eq!(problems, []);
    assert_eq!(library.scenario("ward").unwrap().title, "A night on the ward");
    assert_eq!(library.scenarios.len(), 1);
}
