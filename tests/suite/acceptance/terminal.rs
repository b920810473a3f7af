//! What is said at the terminal when something is wrong: one sentence, the right exit code, and no word of the candidate's.

use super::rig::{Program, candidate_file, finished};

/// A phrase that only the candidate says.
const PHRASE: &str = "the turquoise lighthouse ledger";

#[test]
fn a_rehearsal_writes_all_four_files_and_tells_where_they_are() {
    let program = Program::new();
    let run = program.rehearse("general-behavioural", "strong", "out", &[]).good();
    for name in ["report.json", "report.html", "transcript.vtt", "journal.jsonl"] {
        assert!(!program.read(&format!("out/{name}")).is_empty(), "{name}");
    }
    assert!(run.err.contains("report.html"), "{}", run.err);
    assert!(run.out.contains("Interview completed. Overall: "), "{}", run.out);
    assert!(run.out.contains("Robin Ellery: "), "the transcript is shown");
}

#[test]
fn an_unknown_scenario_is_named_and_nothing_is_stored() {
    let program = Program::new();
    program.rehearse("astronaut-on-mars", "strong", "out", &[]).code.expect("it ends by itself");
    let answers = candidate_file("general-behavioural", "strong");
    let run =
        program.run(&["rehearse", "--offline", "--scenario", "astronaut-on-mars", "--answers", answers.to_str().unwrap(), "--out", "out"]);
    run.fails("astronaut-on-mars");
    assert!(program.run(&["sessions"]).good().out.contains("No sessions yet"));
}

#[test]
fn an_interviewer_who_does_not_hold_the_scenario_is_answered_with_those_who_do() {
    let program = Program::new();
    let run = program.rehearse("general-behavioural", "strong", "out", &["--persona", "nobody"]);
    run.fails("nobody");
    assert!(run.err.contains("robin-ellery") && run.err.contains("sam-tarrant"), "{}", run.err);
}

#[test]
fn a_missing_file_of_answers_is_named() {
    let program = Program::new();
    let run =
        program.run(&["rehearse", "--offline", "--scenario", "general-behavioural", "--answers", "no-such-answers.toml", "--out", "out"]);
    run.fails("no-such-answers.toml");
}

#[test]
fn answers_that_are_no_script_are_named_without_their_words() {
    let program = Program::new();
    program.write("broken.toml", format!("default = \"{PHRASE}\n[[answer]\n"));
    let run = program.run(&["rehearse", "--offline", "--scenario", "general-behavioural", "--answers", "broken.toml", "--out", "out"]);
    assert_eq!(run.code, Some(1));
    assert!(run.err.contains("broken.toml"), "{}", run.err);
    assert!(!run.err.contains(PHRASE), "the candidate's words are not repeated: {}", run.err);
}

#[test]
fn a_pdf_is_refused_as_a_resume_with_what_to_do() {
    let program = Program::new();
    program.write("resume.pdf", b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\n%%EOF\n");
    program.rehearse("general-behavioural", "strong", "out", &["--resume", "resume.pdf"]).fails("resume.pdf");
    // The name does not make it text either.
    program.write("resume.txt", b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\n%%EOF\n");
    program.rehearse("general-behavioural", "strong", "out", &["--resume", "resume.txt"]).fails("resume.txt");
}

#[test]
fn a_resume_that_is_not_there_is_named() {
    Program::new().rehearse("general-behavioural", "strong", "out", &["--resume", "my-life.txt"]).fails("my-life.txt");
}

#[test]
fn an_out_folder_that_cannot_be_made_is_named() {
    let program = Program::new();
    program.write("file", "not a folder");
    program.rehearse("general-behavioural", "strong", "file/out", &[]).fails("file/out");
}

#[test]
fn a_data_folder_that_cannot_be_made_is_named() {
    let program = Program::new();
    program.write("file", "not a folder");
    program.rehearse("general-behavioural", "strong", "out", &["--data", "file/data"]).fails("file/data");
}

#[test]
fn an_unknown_session_is_named_by_every_command_that_takes_one() {
    let program = Program::new();
    for args in [&["export", "deadbeef01"][..], &["delete", "deadbeef01", "--yes"], &["replay", "deadbeef01"]] {
        program.run(args).fails("deadbeef01");
    }
}

#[test]
fn a_wrong_call_exits_with_two_and_shows_the_usage() {
    let program = Program::new();
    for args in [
        &["rehearse"][..],
        &["rehearse", "--scenario", "general-behavioural", "--out", "out", "--nonsense"],
        &["rehearse", "--scenario", "general-behavioural", "--out", "out", "--seed", "many"],
        &["rehearse", "--scenario", "general-behavioural", "--out", "out", "--answers", "a.txt", "--voice-in", "b.wav"],
        &["export", "deadbeef01", "--as", "docx"],
        &["sessions", "--page", "0"],
        &["dance"],
    ] {
        let run = program.run(args);
        assert_eq!(run.code, Some(2), "{args:?}: {}", run.err);
        assert!(run.err.contains("error:"), "{}", run.err);
    }
}

#[test]
fn nothing_that_the_candidate_says_goes_to_stderr() {
    let program = Program::new();
    program.write(
        "answers.txt",
        vec![format!("Last year I wrote {PHRASE} myself, because forty pages were missing, and nobody lost a day."); 40].join("\n\n"),
    );
    let run = finished(
        program
            .command(&["rehearse", "--offline", "--scenario", "general-behavioural", "--answers", "answers.txt", "--out", "out"])
            .env("GREENROOM_LOG", "trace")
            .output()
            .unwrap(),
    )
    .good();
    assert!(run.out.contains(PHRASE), "the transcript is the output");
    assert!(!run.err.contains("turquoise"), "{}", run.err);
}

#[test]
fn the_shipped_content_is_sound() {
    let run = Program::new().run(&["content", "check"]).good();
    assert!(run.out.contains("0 errors"), "{}", run.out);
}

#[test]
fn the_person_at_the_terminal_can_type_the_answers() {
    use std::io::Write as _;
    let program = Program::new();
    let mut child = program
        .command(&["rehearse", "--offline", "--scenario", "general-behavioural", "--out", "out"])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let answer = "Last March I moved the archive on my own, two hundred boxes in three days, because the cellar had flooded.";
    let mut stdin = child.stdin.take().unwrap();
    write!(stdin, "{answer}\n\n{answer}\n\n").unwrap();
    drop(stdin);
    let run = finished(child.wait_with_output().unwrap()).good();
    assert!(run.out.contains("ended by the candidate"), "the end of the input is the end: {}", run.out);
    assert!(program.report("out").turns.iter().any(|turn| turn.text == answer));
}

#[test]
fn guides_are_listed_read_searched_and_imported_again() {
    let program = Program::new();
    let list = program.run(&["guide"]).good().out;
    assert!(list.contains("(star-method)") && list.contains("Result: where the points are lost"), "{list}");
    let section = program.run(&["guide", "star-method#result-where-the-points-are-lost"]).good().out;
    assert!(section.contains("## Result") && !section.contains("## Situation"), "{section}");
    program.run(&["guide", "star-method#nowhere"]).fails("no section");
    let found = program.run(&["guide", "--json", "--limit", "2", "fair", "salary"]).good().out;
    let found: serde_json::Value = serde_json::from_str(&found).unwrap();
    assert_eq!(found["found"][0]["place"]["guide"], "negotiating");
    assert_eq!(program.run(&["guide", "xyzzyplugh"]).code, Some(1));
    let reseeded = program.run(&["content", "reseed"]).good().out;
    assert!(reseeded.starts_with("Imported ") && reseeded.ends_with(" ms.\n"), "{reseeded}");
}
