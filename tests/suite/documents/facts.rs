//! A resume is understood the same whether it comes as text, as PDF or as a Word document.

use std::fs;

use greenroom::intake::{Job, Phrase, Resume, read_job, read_resume};

use super::{text, typeset};

fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn plains(phrases: &[Phrase]) -> Vec<String> {
    phrases.iter().map(|phrase| plain(&phrase.text)).collect()
}

fn of_resume(resume: &Resume) -> Vec<(&'static str, Vec<String>)> {
    let words = |phrase: &Option<Phrase>| phrase.as_ref().map(|phrase| plain(&phrase.text)).unwrap_or_default();
    let roles =
        resume.roles.iter().map(|role| format!("{} | {} | {}", plain(&role.title.text), words(&role.organisation), words(&role.dates)));
    vec![
        ("name", resume.name.iter().cloned().collect()),
        ("roles", roles.collect()),
        ("skills", plains(&resume.skills)),
        ("achievements", plains(&resume.achievements)),
        ("duties", plains(&resume.duties)),
        ("projects", plains(&resume.projects)),
        ("education", plains(&resume.education)),
        ("years and level", vec![format!("{:?} {:?}", resume.years, resume.level)]),
    ]
}

fn of_job(job: &Job) -> Vec<(&'static str, Vec<String>)> {
    vec![
        ("title", job.title.iter().map(|title| plain(&title.text)).collect()),
        ("responsibilities", plains(&job.responsibilities)),
        ("requirements", plains(&job.requirements)),
        ("skills", plains(&job.skills)),
    ]
}

fn sample(name: &str) -> String {
    fs::read_to_string(format!("{}/tests/documents/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

#[test]
fn the_sample_resumes_give_the_same_facts_as_pdf_and_as_word_documents() {
    for name in ["nurse-resume.md", "warehouse-office-resume.txt"] {
        let source = sample(name);
        let expected = of_resume(&read_resume(&source).unwrap());
        for (format, file) in [("pdf", typeset::pdf(&source)), ("docx", typeset::word(&source))] {
            let read = text(&file);
            for (fact, own) in of_resume(&read_resume(&read).unwrap()) {
                let wanted = expected.iter().find(|(known, _)| *known == fact).unwrap();
                assert_eq!(own, wanted.1, "{fact} of {name} as {format}:\n{read}");
            }
        }
    }
}

#[test]
fn the_sample_adverts_give_the_same_facts_as_pdf_and_as_word_documents() {
    for name in ["nurse-job.txt", "case-handler-job.md"] {
        let source = sample(name);
        let expected = of_job(&read_job(&source).unwrap());
        for (format, file) in [("pdf", typeset::pdf(&source)), ("docx", typeset::word(&source))] {
            let read = text(&file);
            for (fact, own) in of_job(&read_job(&read).unwrap()) {
                let wanted = expected.iter().find(|(known, _)| *known == fact).unwrap();
                assert_eq!(own, wanted.1, "{fact} of {name} as {format}:\n{read}");
            }
        }
    }
}
