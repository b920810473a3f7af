//! A plan repeats itself, keeps what must be asked, and cites the candidate's documents word for word.

use std::collections::BTreeSet;

use greenroom::intake::{Intake, Resume, read_job, read_resume};
use greenroom::interview::{Blueprint, Settings};
use greenroom::scenario::{DocumentKind, Library, LineId, PlanError, Question, plan};

use super::base;
use super::documents::{BACKEND_JOB, DEVELOPER, NURSE, WARD_JOB};

/// Seven subjects that have nothing in common, so that a bank can be made of them.
const SUBJECTS: [(&str, &str); 12] = [
    ("kettle", "steam, descale, lid"),
    ("bicycle", "brake, chain, tyre"),
    ("piano", "tuning, pedal, score"),
    ("orchard", "prune, graft, blossom"),
    ("lighthouse", "beam, fog, horn"),
    ("bakery", "dough, oven, crust"),
    ("glacier", "crevasse, rope, ice"),
    ("theatre", "curtain, cue, prompt box"),
    ("harbour", "mooring, tide, buoy"),
    ("chess", "opening, endgame, clock"),
    ("pottery", "wheel, glaze, kiln"),
    ("telescope", "mirror, focus, mount"),
];

fn item(subject: &str, cues: &str, table: &str, index: usize) -> String {
    let cues = cues.split(", ").map(|cue| format!("\"{cue}\"")).collect::<Vec<_>>().join(", ");
    let mut text = format!(
        "\n[[{table}]]\nid = \"{subject}\"\ntext = \"Describe the {subject} of your choice.\"\nkind = \"behavioural\"\ncompetencies = [\"domain\"]\n\
         difficulty = {}\nminutes = 2\nkeywords = [\"{subject}\"]\n",
        1 + index % 5
    );
    for id in ["a", "b", "c"] {
        text.push_str(&format!("\n[[{table}.evidence]]\nid = \"{id}\"\ntext = \"Names the {subject}\"\ncues = [{cues}]\n"));
    }
    for (gap, said) in [("result", "You said {said}. "), ("action", "")] {
        text.push_str(&format!("\n[[{table}.probes]]\ngap = \"{gap}\"\ntext = \"{said}What came next?\"\n"));
    }
    text
}

/// A bank of templates, two of each sort.
fn personal(document: &str, sorts: &[&str]) -> String {
    let mut text = format!("schema = 1\nid = \"personal/{document}\"\ntitle = \"T\"\nlanguage = \"en\"\nabout = \"A\"\n");
    for (index, sort) in sorts.iter().flat_map(|sort| [sort, sort]).enumerate() {
        let id = format!("{sort}-{index}");
        let part = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"][index];
        let question = item(&id, "one, two, three", "question", index)
            .replace(&format!("Describe the {id} of your choice."), &format!("It says: {{phrase}}. What is part {part} of that?"))
            .replace("kind =", &format!("takes = \"{sort}\"\nkind ="));
        text.push_str(&question);
    }
    text
}

/// Three sections: one that must be asked, two of which three are drawn from five or six.
fn library() -> Library {
    let mut bank = "schema = 1\nid = \"odd/things\"\ntitle = \"T\"\nlanguage = \"en\"\nabout = \"A\"\n".to_owned();
    for (index, (subject, cues)) in SUBJECTS.iter().enumerate() {
        bank.push_str(&item(subject, cues, "question", index));
    }
    let head = base::SCENARIO.split("[[section]]").next().unwrap().replace("minutes = 10", "minutes = 14");
    let tail = &base::SCENARIO[base::SCENARIO.find("[[fact]]").unwrap()..];
    let section = |id: &str, draw: usize, subjects: &[(&str, &str)], must: bool| {
        let mut text = format!("[[section]]\nid = \"{id}\"\ntitle = \"{id}\"\ndraw = {draw}\n");
        for (index, (subject, _)) in subjects.iter().enumerate() {
            let must = if must && index == 0 { "must = true\n" } else { "" };
            text.push_str(&format!("\n[[section.question]]\nbank = \"odd/things#{subject}\"\n{must}"));
        }
        text + "\n"
    };
    let sections = section("first", 1, &SUBJECTS[..1], true)
        + &section("second", 3, &SUBJECTS[1..6], true)
        + &section("third", 3, &SUBJECTS[6..], false);
    let mut files = base::files();
    files.retain(|(path, _)| path != "scenarios/ward.toml");
    files.push(("scenarios/ward.toml".to_owned(), format!("{head}{sections}{tail}")));
    files.push(("seeds/banks/odd/things.toml".to_owned(), bank));
    files.push((
        "seeds/banks/personal/resume.toml".to_owned(),
        personal("resume", &["role", "achievement", "skill", "project", "responsibility"]),
    ));
    files.push(("seeds/banks/personal/job.toml".to_owned(), personal("job", &["requirement", "responsibility", "skill"])));
    let (library, problems) = Library::from_files(files);
    assert_eq!(problems, []);
    library
}

fn planned(intake: &Intake, seed: u64) -> Blueprint {
    plan(&library(), "ward", None, intake, seed, Settings::default(), None).unwrap()
}

fn resume(text: &str) -> Intake {
    Intake { resume: Some(read_resume(text).unwrap()), job: None, ..Intake::default() }
}

fn questions(blueprint: &Blueprint) -> Vec<Question> {
    blueprint.questions().map(|(_, question)| question.clone()).collect()
}

fn cited(blueprint: &Blueprint, document: DocumentKind) -> Vec<String> {
    let cites = questions(blueprint).into_iter().filter_map(|question| question.cites);
    cites.filter(|cites| cites.document == document).map(|cites| cites.phrase).collect()
}

#[test]
fn the_same_seed_gives_the_same_plan_and_another_another() {
    let none = Intake::default();
    assert_eq!(planned(&none, 7), planned(&none, 7));
    assert_eq!(planned(&resume(NURSE), 7), planned(&resume(NURSE), 7));
    let different: BTreeSet<Vec<String>> =
        (0..12).map(|seed| questions(&planned(&none, seed)).into_iter().map(|question| question.id).collect()).collect();
    assert!(different.len() >= 6, "{different:?}");
}

#[test]
fn each_section_has_what_it_draws_and_musts_come_first() {
    for seed in 0..40 {
        for intake in [Intake::default(), resume(NURSE), Intake { job: read_job(WARD_JOB).ok(), ..resume(DEVELOPER) }] {
            let blueprint = planned(&intake, seed);
            assert_eq!(blueprint.sections.iter().map(|section| section.questions.len()).collect::<Vec<_>>(), [1, 3, 3]);
            assert_eq!(blueprint.sections[0].questions[0].id, "odd/things#kettle");
            assert_eq!(blueprint.sections[1].questions[0].id, "odd/things#bicycle");
            for section in &blueprint.sections {
                let drawn: Vec<u8> =
                    section.questions.iter().filter(|question| !question.must).map(|question| question.difficulty).collect();
                assert!(drawn.is_sorted(), "the easier first: {drawn:?}");
            }
            let ids: BTreeSet<_> = questions(&blueprint).into_iter().map(|question| question.id).collect();
            assert_eq!(ids.len(), 7, "nothing is asked twice");
        }
    }
}

#[test]
fn a_resume_changes_three_questions_or_more_and_each_cites_it_letter_for_letter() {
    for (text, intake) in [(NURSE, resume(NURSE)), (DEVELOPER, resume(DEVELOPER))] {
        for seed in 0..40 {
            let blueprint = planned(&intake, seed);
            let phrases = cited(&blueprint, DocumentKind::Resume);
            assert!(phrases.len() >= 3, "{phrases:?}");
            for question in questions(&blueprint).iter().filter(|question| question.cites.is_some()) {
                let phrase = &question.cites.as_ref().unwrap().phrase;
                assert!(text.contains(phrase.as_str()) && question.text.contains(phrase.as_str()), "{}", question.text);
                assert!(!question.text.contains("{phrase}") && phrase.split_whitespace().count() <= 12);
            }
            let without: BTreeSet<String> =
                questions(&planned(&Intake::default(), seed)).into_iter().map(|question| question.text).collect();
            let changed = questions(&blueprint).into_iter().filter(|question| !without.contains(&question.text)).count();
            assert!(changed >= 3, "{changed}");
        }
    }
}

#[test]
fn two_resumes_differ_in_three_questions_or_more() {
    for job in [None, read_job(WARD_JOB).ok()] {
        for seed in 0..40 {
            let plan_of = |text| questions(&planned(&Intake { job: job.clone(), ..resume(text) }, seed));
            let nurse: BTreeSet<String> = plan_of(NURSE).into_iter().map(|question| question.text).collect();
            let different = plan_of(DEVELOPER).into_iter().filter(|question| !nurse.contains(&question.text)).count();
            assert!(different >= 3, "{different} with seed {seed}");
        }
    }
}

#[test]
fn a_job_is_cited_alone_and_beside_a_resume() {
    for seed in 0..40 {
        let alone = planned(&Intake { resume: None, job: read_job(BACKEND_JOB).ok(), ..Intake::default() }, seed);
        assert!(cited(&alone, DocumentKind::Job).len() >= 3);
        assert!(alone.job_terms.iter().all(|term| BACKEND_JOB.contains(term.as_str())));
        let both = planned(&Intake { job: read_job(BACKEND_JOB).ok(), ..resume(NURSE) }, seed);
        assert!(cited(&both, DocumentKind::Resume).len() >= 3 && !cited(&both, DocumentKind::Job).is_empty());
        let all = questions(&both).into_iter().map(|question| question.text).collect::<String>();
        assert!(!all.contains("Ignore") && !all.contains("a ten"));
    }
}

#[test]
fn a_resume_without_content_claims_nothing() {
    for text in ["Lorem ipsum dolor sit amet.", "Ann Lee\nann@example.org\n\nPersonal details\nMarried, born 1990\n"] {
        assert_eq!(planned(&resume(text), 3), planned(&Intake::default(), 3));
    }
    assert_eq!(planned(&Intake { resume: Some(Resume::default()), job: None, ..Intake::default() }, 3), planned(&Intake::default(), 3));
}

#[test]
fn what_an_interviewer_leaves_alone_is_never_cited() {
    for seed in 0..40 {
        let phrases = cited(&planned(&resume(NURSE), seed), DocumentKind::Resume).join("; ").to_lowercase();
        for word in ["maternity", "married", "british", "price", "1990", "@", "harrow"] {
            assert!(!phrases.contains(word), "{phrases}");
        }
    }
}

#[test]
fn where_everything_must_be_asked_the_words_come_before_the_questions() {
    let intake = resume(NURSE);
    let (library, _) = base::with("scenarios/ward.toml", |text| {
        text.replace("basics#lost-keys\"", "basics#lost-keys\"\nmust = true")
            .replace("id = \"night-call\"", "id = \"night-call\"\nmust = true")
            .replace("draw = 2", "draw = 3")
    });
    let blueprint = plan(&library, "ward", None, &intake, 5, Settings::default(), None).unwrap();
    let all = questions(&blueprint);
    assert_eq!(
        all.iter().map(|question| question.id.as_str()).collect::<Vec<_>>(),
        ["care/basics#clean-hands", "care/basics#lost-keys", "ward#night-call"]
    );
    assert!(all.iter().all(|question| question.cites.as_ref().is_some_and(|cites| question.text.contains(&cites.phrase))));
    assert!(all[0].text.ends_with("How do you keep your hands clean between two patients?"));
}

#[test]
fn questions_near_the_resume_are_preferred() {
    // Without templates, so that nothing takes the place of what was drawn.
    let mut library = library();
    library.banks.remove("personal/resume");
    let drawn = |intake: &Intake, seed| {
        let blueprint = plan(&library, "ward", None, intake, seed, Settings::default(), None).unwrap();
        questions(&blueprint).iter().any(|question| question.id.ends_with("#lighthouse"))
    };
    let near = resume("Ann Lee\n\nSkills\n\nlighthouse repair, lamp lenses\n");
    assert!((0..40).all(|seed| drawn(&near, seed)));
    // One of five, of which two are drawn.
    let usual = (0..40).filter(|seed| drawn(&Intake::default(), *seed)).count();
    assert!((6..30).contains(&usual), "{usual}");
}

#[test]
fn the_interviewer_brings_their_own_lines_over_the_defaults() {
    let blueprint = planned(&Intake::default(), 1);
    assert_eq!(blueprint.persona.lines[&LineId::SkipOk][0], "Fine, we leave it.");
    assert_eq!(blueprint.persona.lines[&LineId::Bridge][0], "One plain wording.");
    assert!(LineId::ALL.iter().all(|id| blueprint.persona.lines.contains_key(id)));
    assert_eq!(
        blueprint.rubrics.iter().map(|rubric| rubric.id.as_str()).collect::<Vec<_>>(),
        ["communication", "technical", "confidence", "domain", "problem_solving"]
    );
}

#[test]
fn what_is_missing_is_told() {
    let library = library();
    let make = |scenario: &str, persona: Option<&str>| plan(&library, scenario, persona, &Intake::default(), 0, Settings::default(), None);
    assert!(matches!(make("nothing", None), Err(PlanError::UnknownScenario { id }) if id == "nothing"));
    let error = make("ward", Some("nobody")).unwrap_err();
    assert!(error.to_string().contains("kim"), "{error}");
    assert!(make("ward", Some("kim")).is_ok());
    let mut poorer = library.clone();
    poorer.rubrics.remove("domain");
    assert_eq!(
        plan(&poorer, "ward", None, &Intake::default(), 0, Settings::default(), None),
        Err(PlanError::NoRubric { id: "domain".to_owned() })
    );
    let named = plan(&library, "ward", None, &Intake::default(), 0, Settings::default(), Some("  Ann ".to_owned())).unwrap();
    assert_eq!(named.candidate_name.as_deref(), Some("Ann"));
}
