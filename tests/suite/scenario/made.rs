//! Interviews made from a bank for one of its jobs, and how their questions are chosen.

use std::collections::BTreeSet;

use greenroom::config::content;
use greenroom::intake::{Intake, read_job};
use greenroom::interview::Settings;
use greenroom::scenario::{Level, Library, Made, Why, agenda, plan};

use super::documents::WARD_JOB;

fn library() -> Library {
    content::load(&[]).0
}

#[test]
fn every_job_of_every_bank_can_be_interviewed_for_in_ten_to_sixty_minutes() {
    let library = library();
    let mut jobs = 0;
    for (made, _, position) in library.makeable() {
        jobs += 1;
        for (minutes, least, most) in [(10, 2, 4), (25, 5, 8), (60, 9, 20)] {
            let id = Made { minutes, ..made.clone() }.to_string();
            let plan = plan(&library, &id, None, &Intake::default(), 7, Settings::default(), None).unwrap();
            let questions: Vec<_> = plan.sections.iter().flat_map(|section| &section.questions).collect();
            assert!((least..=most).contains(&questions.len()), "{id}: {} questions", questions.len());
            let length: u32 = questions.iter().map(|question| question.minutes).sum();
            assert!(length <= minutes + 3, "{id}: {length} minutes");
            assert_eq!(plan.scenario.level, position.level);
            let meant = |levels: &[Level]| levels.is_empty() || levels.contains(&position.level);
            assert!(questions.iter().all(|question| meant(&question.levels)), "{id}");
        }
    }
    assert!(jobs >= 160, "{jobs} jobs");
}

#[test]
fn an_order_is_written_and_read() {
    let made: Made = "made/healthcare/pharmacy/ward-pharmacist/40".parse().unwrap();
    assert_eq!(made.to_string(), "made/healthcare/pharmacy/ward-pharmacist/40");
    assert_eq!("made/healthcare/pharmacy/ward-pharmacist".parse::<Made>().unwrap().minutes, 25);
    for wrong in
        ["", "made", "made/healthcare/pharmacy", "made/healthcare/pharmacy/ward-pharmacist/500", "made/a/b/c/x", "general-behavioural"]
    {
        assert!(wrong.parse::<Made>().is_err(), "{wrong}");
    }
    let library = library();
    assert!(library.scenario("made/healthcare/pharmacy/astronaut/25").is_none());
    assert!(library.scenario("made/healthcare/alchemy/ward-pharmacist/25").is_none());
}

#[test]
fn a_question_of_the_last_sessions_is_not_asked_again_while_there_are_others() {
    let library = library();
    let id = "made/logistics/customs-freight-forwarding/customs-declarant/25";
    let scenario = library.scenario(id).unwrap();
    let mut asked: BTreeSet<String> = BTreeSet::new();
    for seed in 0..5 {
        let intake = Intake { asked: asked.clone(), ..Intake::default() };
        let plan = plan(&library, id, None, &intake, seed, Settings::default(), None).unwrap();
        for (section, whole) in plan.sections.iter().zip(&scenario.sections) {
            let fresh = whole.questions.iter().filter(|question| !asked.contains(&question.id)).count();
            let new = section.questions.iter().filter(|question| !asked.contains(&question.id)).count();
            assert_eq!(new, section.questions.len().min(fresh), "{} of interview {seed}", section.id);
        }
        asked.extend(plan.sections.iter().flat_map(|section| &section.questions).map(|question| question.id.clone()));
    }
    assert!(asked.len() >= 22, "{}", asked.len());
}

#[test]
fn the_agenda_gives_a_reason_for_each_question() {
    let library = library();
    let intake = Intake { job: read_job(WARD_JOB).ok(), ..Intake::default() };
    let plan = plan(&library, "made/healthcare/nursing/ward-nurse/30", None, &intake, 3, Settings::default(), None);
    let plan = plan.or_else(|_| {
        let (made, ..) = library.makeable().find(|(made, ..)| made.bank == "healthcare/nursing").unwrap();
        greenroom::scenario::plan(&library, &made.to_string(), None, &intake, 3, Settings::default(), None)
    });
    let plan = plan.unwrap();
    let agenda = agenda(&library, &plan, &intake);
    let planned: Vec<_> = plan.sections.iter().flat_map(|section| &section.questions).map(|question| &question.id).collect();
    assert_eq!(agenda.iter().map(|chosen| &chosen.question.id).collect::<Vec<_>>(), planned);
    assert!(agenda.iter().any(|chosen| matches!(chosen.why, Why::Fits(_)) || chosen.question.cites.is_some()), "{agenda:#?}");
    let covered: BTreeSet<_> =
        plan.sections.iter().flat_map(|section| &section.questions).flat_map(|question| &question.competencies).collect();
    assert!(covered.len() >= 6, "{covered:?}");
}
