//! The candidate's documents: what is cited stands in them, and nothing else is claimed (decision 25).

use std::collections::BTreeSet;
use std::path::Path;

use greenroom::documents;
use greenroom::intake::{Intake, read_job, read_resume};
use greenroom::interview::{Settings, TurnKind};

use super::rig::{Program, SCENARIOS, SEEDS, planned, root};

fn text(name: &str) -> String {
    documents::read(&root().join("tests/documents").join(name)).unwrap().text
}

fn with_resume(text: &str) -> Intake {
    Intake { resume: Some(read_resume(text).unwrap()), job: None, ..Intake::default() }
}

/// A text as one line, to look phrases up in.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn two_different_resumes_change_at_least_three_questions_and_each_cites_words_that_stand_in_the_resume() {
    let resumes = ["nurse-resume.md", "warehouse-office-resume.txt"].map(text);
    for scenario in SCENARIOS {
        for seed in SEEDS {
            let plans = resumes.each_ref().map(|resume| planned(scenario, seed, &with_resume(resume), Settings::default()));
            let asked = plans.each_ref().map(|plan| plan.questions().map(|(_, question)| question.text.clone()).collect::<BTreeSet<_>>());
            for (own, other) in [(0, 1), (1, 0)] {
                let changed = asked[own].difference(&asked[other]).count();
                assert!(changed >= 3, "{scenario} {seed}: only {changed} questions differ");
                let cited: Vec<_> =
                    plans[own].questions().filter_map(|(_, question)| question.cites.as_ref().map(|cites| (question, cites))).collect();
                assert!(cited.len() >= 3, "{scenario} {seed}: {} questions cite", cited.len());
                for (question, cites) in cited {
                    assert!(
                        line(&resumes[own]).contains(&line(&cites.phrase)),
                        "{scenario} {seed}: {:?} is not in the resume",
                        cites.phrase
                    );
                    assert!(!line(&resumes[other]).contains(&line(&cites.phrase)), "{scenario} {seed}: {:?} is in both", cites.phrase);
                    assert!(!question.text.contains('{'), "{}", question.text);
                }
            }
        }
    }
}

#[test]
fn an_empty_resume_claims_nothing() {
    for scenario in SCENARIOS {
        for seed in SEEDS {
            let without = planned(scenario, seed, &Intake::default(), Settings::default());
            assert!(without.questions().all(|(_, question)| question.cites.is_none()));
            // A document without anything to cite is refused or gives the same questions.
            if let Ok(resume) = read_resume("\n  \n") {
                let with = planned(scenario, seed, &Intake { resume: Some(resume), job: None, ..Intake::default() }, Settings::default());
                assert_eq!(with.sections, without.sections);
            }
        }
    }
}

#[test]
fn a_job_description_is_cited_in_its_own_words() {
    for (scenario, file) in [("general-behavioural", "case-handler-job.md"), ("registered-nurse", "nurse-job.txt")] {
        let job = text(file);
        let plan =
            planned(scenario, 3, &Intake { resume: None, job: Some(read_job(&job).unwrap()), ..Intake::default() }, Settings::default());
        let cited: Vec<_> = plan.questions().filter_map(|(_, question)| question.cites.clone()).collect();
        assert!(!cited.is_empty(), "{scenario}");
        for cites in cited {
            assert!(line(&job).contains(&line(&cites.phrase)), "{:?}", cites.phrase);
        }
    }
}

#[test]
fn a_rehearsal_with_documents_names_them_in_the_transcript() {
    let program = Program::new();
    let documents = Path::new("tests/documents");
    let resume = root().join(documents).join("nurse-resume.md");
    let job = root().join(documents).join("nurse-job.txt");
    let more = ["--resume", resume.to_str().unwrap(), "--job", job.to_str().unwrap(), "--name", "Mara"];
    program.rehearse("registered-nurse", "strong", "out", &more).good();
    let report = program.report("out");
    let both = line(&(text("nurse-resume.md") + &text("nurse-job.txt")));
    let cited: Vec<_> = report.turns.iter().filter(|turn| turn.kind == TurnKind::Question).filter_map(|turn| turn.cites.as_ref()).collect();
    assert!(cited.len() >= 3);
    assert!(cited.iter().all(|cites| both.contains(&line(&cites.phrase))));
    assert!(report.turns.iter().any(|turn| turn.text.contains("Mara")), "they are addressed by their name");
}
