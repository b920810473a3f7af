//! Documents at the command line: shown with `read`, taken up by `plan`, and told about when they cannot be read.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use super::typeset;

fn greenroom(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_greenroom")).current_dir(folder).arg("--data").arg(folder).args(arguments).output().unwrap()
}

fn sample(name: &str) -> String {
    fs::read_to_string(format!("{}/tests/documents/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

#[test]
fn a_pdf_and_a_word_document_are_shown_and_taken_up() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("cv.pdf"), typeset::pdf(&sample("nurse-resume.md"))).unwrap();
    fs::write(folder.path().join("advert.docx"), typeset::word(&sample("nurse-job.txt"))).unwrap();

    let read = greenroom(folder.path(), &["read", "cv.pdf"]);
    let shown = String::from_utf8(read.stdout).unwrap();
    assert!(read.status.success() && shown.starts_with("Noor Halvorsen"), "{shown}");
    assert!(shown.contains("- Staff Nurse | Surgical Ward 3, Copsewood Hospital | September 2021 to February 2023"), "{shown}");
    let read = greenroom(folder.path(), &["read", "advert.docx", "--job", "--json"]);
    let value: serde_json::Value = serde_json::from_slice(&read.stdout).unwrap();
    assert_eq!(value["understood"]["responsibilities"].as_array().unwrap().len(), 7);

    let plan = greenroom(folder.path(), &["plan", "--scenario", "registered-nurse", "--resume", "cv.pdf", "--job", "advert.docx"]);
    let plan = String::from_utf8(plan.stdout).unwrap();
    assert!(plan.contains("from the resume") && plan.contains("from the job description"), "{plan}");
}

#[test]
fn a_document_that_cannot_be_read_ends_the_command_with_its_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let whole = typeset::pdf(&sample("nurse-resume.md"));
    fs::write(folder.path().join("cv.pdf"), &whole[..whole.len() / 2]).unwrap();
    for arguments in [&["read", "cv.pdf"][..], &["plan", "--scenario", "registered-nurse", "--resume", "cv.pdf"]] {
        let told = greenroom(folder.path(), arguments);
        assert_eq!(told.status.code(), Some(1));
        let sentence = String::from_utf8(told.stderr).unwrap();
        assert_eq!(sentence.trim(), "greenroom: cv.pdf ends in the middle; download or save it again, or paste its text");
    }
}
