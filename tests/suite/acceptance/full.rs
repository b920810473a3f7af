//! A disk on which there is no room, for a whole interview in the terminal.

use std::process::{Command, Stdio};

use super::rig::{Program, candidate_file, finished};

/// The program with a limit on the size of every file that it writes, which is what a quota does.
#[cfg(unix)]
#[test]
fn an_interview_that_the_disk_does_not_take_is_judged_and_written_where_there_is_room_and_says_so() {
    let program = Program::new();
    program.rehearse("general-behavioural", "weak", "whole", &[]).good();
    let limited = Program::new();
    limited.run(&["sessions"]).good();
    let size = |file: std::path::PathBuf| std::fs::metadata(file).unwrap().len();
    // Room for the beginning of the session, and not for all of it; in blocks of 512 bytes.
    let blocks = (size(limited.path("data/greenroom.db")) + size(program.path("whole/journal.jsonl"))) / 512;
    let answers = candidate_file("general-behavioural", "weak");
    // Ignored, the signal becomes an error of the write, as a full disk is one.
    let line = format!(
        "ulimit -f {blocks}; trap '' XFSZ; exec '{}' rehearse --offline --scenario general-behavioural --answers '{}' --out out",
        env!("CARGO_BIN_EXE_greenroom"),
        answers.display()
    );
    let mut shell = Command::new("sh");
    shell.args(["-c", &line]).env("GREENROOM_DATA", limited.path("data")).current_dir(limited.folder.path()).stdin(Stdio::null());
    let run = finished(shell.output().unwrap());
    run.fails("is not stored");
    let report = limited.report("out");
    assert!(report.overall.score.is_some(), "it is judged all the same");
    let offered = limited.run(&["sessions"]).good();
    assert!(
        offered.out.contains("General") || offered.out.contains("general"),
        "and the session is there as far as it was written: {}",
        offered.out
    );
}
