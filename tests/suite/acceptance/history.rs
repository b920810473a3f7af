//! What is kept of a session, and what is not kept any more: replay, list, export, delete.

use std::fs;
use std::path::{Path, PathBuf};

use greenroom::evaluation::{Report, render_html, transcript_vtt};
use serde_json::Value;

use super::rig::{CANDIDATES, Program, SCENARIOS};

/// All files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

fn files_with(folder: &Path, phrase: &str) -> Vec<PathBuf> {
    let holds = |path: &PathBuf| fs::read(path).unwrap().windows(phrase.len()).any(|window| window == phrase.as_bytes());
    files(folder).into_iter().filter(holds).collect()
}

#[test]
fn every_journal_replays_without_a_difference_from_its_file_and_from_the_store() {
    let program = Program::new();
    for scenario in SCENARIOS {
        for candidate in CANDIDATES {
            let out = format!("{scenario}-{candidate}");
            program
                .rehearse(
                    scenario,
                    candidate,
                    &out,
                    &["--seed", "5", "--persona", if scenario == SCENARIOS[0] { "sam-tarrant" } else { "robin-ellery" }],
                )
                .good();
            let journal = format!("{out}/journal.jsonl");
            let run = program.run(&["replay", &journal]).good();
            assert!(run.out.contains("no difference"), "{}", run.out);
            let id = program.report(&out).session.id;
            assert!(program.run(&["replay", &id[..10]]).good().out.contains(&id));
        }
    }
}

#[test]
fn a_journal_in_which_a_word_was_changed_differs_at_that_line() {
    let program = Program::new();
    program.rehearse("general-behavioural", "weak", "out", &[]).good();
    let text = program.read("out/journal.jsonl");
    let lines: Vec<&str> = text.lines().collect();
    let at = lines.iter().rposition(|line| line.contains("\"type\":\"say\"")).unwrap();
    for (name, changed) in [
        ("said.jsonl", lines[at].replacen("\"text\":\"", "\"text\":\"Well. ", 1)),
        ("moment.jsonl", lines[at].replacen("\"turn\":", "\"turn\":9", 1)),
    ] {
        let mut tampered: Vec<&str> = lines.clone();
        tampered[at] = &changed;
        program.write(name, tampered.join("\n"));
        let run = program.run(&["replay", name]);
        assert_eq!(run.code, Some(1), "{name}: {}", run.out);
        assert!(run.out.contains(&format!("differs at line {}", at + 1)), "{name}: {}", run.out);
    }
    let mut gone = lines.clone();
    gone.remove(at);
    program.write("gone.jsonl", gone.join("\n"));
    assert_eq!(program.run(&["replay", "gone.jsonl"]).code, Some(1));
}

#[test]
fn what_is_no_journal_is_said_to_be_none() {
    let program = Program::new();
    program.write("letter.txt", "Dear Sir or Madam,\nplease find enclosed\n");
    program.run(&["replay", "letter.txt"]).fails("journal");
    program.write("empty.jsonl", "");
    program.run(&["replay", "empty.jsonl"]).fails("journal");
}

#[test]
fn sessions_are_listed_newest_first_with_their_score() {
    let program = Program::new();
    for (scenario, candidate) in [("general-behavioural", "strong"), ("registered-nurse", "weak"), ("general-behavioural", "evasive")] {
        program.rehearse(scenario, candidate, &format!("{scenario}-{candidate}"), &[]).good();
    }
    let listed: Value = serde_json::from_str(&program.run(&["sessions", "--json"]).good().out).unwrap();
    let rows = listed["sessions"].as_array().unwrap();
    assert_eq!((listed["total"].as_u64(), rows.len()), (Some(3), 3));
    let ids: Vec<&str> = rows.iter().map(|row| row["id"].as_str().unwrap()).collect();
    let expected =
        ["general-behavioural-evasive", "registered-nurse-weak", "general-behavioural-strong"].map(|out| program.report(out).session.id);
    assert_eq!(ids, expected);
    assert!(rows.iter().all(|row| row["state"] == "evaluated"));
    assert!(rows[2]["overall"].as_f64().unwrap() > rows[0]["overall"].as_f64().unwrap());
    let table = program.run(&["sessions"]).good().out;
    let lines: Vec<&str> = table.lines().collect();
    assert!(lines.iter().zip(&ids).all(|(line, id)| line.starts_with(&id[..8])), "{table}");
    assert!(lines[1].contains("of 10"), "{table}");
    let found: Value = serde_json::from_str(&program.run(&["sessions", "--json", "--search", "nurse"]).good().out).unwrap();
    assert_eq!(found["total"], 1);
}

#[test]
fn a_session_is_exported_in_every_form_to_the_terminal_and_to_a_file() {
    let program = Program::new();
    program.rehearse("registered-nurse", "strong", "out", &[]).good();
    let id = program.report("out").session.id;
    let export = |format: &str| program.run(&["export", &id, "--as", format]).good().out;
    let report: Report = serde_json::from_str(&export("json")).unwrap();
    assert_eq!(report, program.report("out"));
    assert_eq!(export("html"), render_html(&report, &greenroom::evaluation::default_label));
    assert_eq!(export("vtt"), transcript_vtt(&report.turns));
    assert_eq!(export("jsonl"), program.read("out/journal.jsonl"));
    assert!(program.run(&["export", &id, "--out", "copy.json"]).good().out.is_empty());
    assert_eq!(program.read("copy.json"), program.read("out/report.json"));
    program.write("file", "");
    program.run(&["export", &id, "--out", "file/copy.json"]).fails("file/copy.json");
}

#[test]
fn a_deleted_session_leaves_no_word_in_any_file_of_the_data_folder() {
    const PHRASE: &str = "magenta harpsichord";
    let program = Program::new();
    let answer = format!("Last May I repaired the {PHRASE} myself in two days, because the concert was on the Friday, and it held.");
    program.write("answers.txt", vec![answer; 40].join("\n\n"));
    program.run(&["rehearse", "--offline", "--scenario", "general-behavioural", "--answers", "answers.txt", "--out", "out"]).good();
    program.rehearse("general-behavioural", "weak", "other", &[]).good();
    let id = program.report("out").session.id;
    assert!(!files_with(&program.path("data"), PHRASE).is_empty(), "it was stored");

    let refused = program.run(&["delete", &id]);
    assert_eq!(refused.code, Some(1), "nobody answers the question, so nothing is deleted");
    assert!(!files_with(&program.path("data"), PHRASE).is_empty());

    program.run(&["delete", &id, "--yes"]).good();
    assert_eq!(files_with(&program.path("data"), PHRASE), Vec::<PathBuf>::new());
    program.run(&["export", &id]).fails(&id[..8]);
    let other = program.report("other").session.id;
    program.run(&["export", &other]).good();
    assert!(program.run(&["replay", &other]).good().out.contains("no difference"));
}
