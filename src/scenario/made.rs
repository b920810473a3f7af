//! Interviews made to order: from a bank, for one of its jobs, for so many minutes.

use std::fmt;
use std::str::FromStr;

use super::bank::{Bank, Position};
use super::library::Library;
use super::model::{Employer, Fact, Grade, Level, Question, QuestionKind, Scenario, ScenarioKind, Section};

/// What the id of such a scenario begins with.
const MADE: &str = "made";
/// How long one lasts when nobody says.
pub const MADE_MINUTES: u32 = 25;
/// The shortest and the longest.
const LIMITS: std::ops::RangeInclusive<u32> = 8..=60;
/// Greeting, the candidate's own questions, and the end.
const AROUND: u32 = 3;

/// A scenario to be made, written `made/SECTOR/DOMAIN/ROLE/MINUTES` (the minutes may be left out).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// `sector/domain`.
    pub bank: String,
    /// Id of one of its positions.
    pub position: String,
    /// Planned length.
    pub minutes: u32,
}

impl fmt::Display for Made {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{MADE}/{}/{}/{}", self.bank, self.position, self.minutes)
    }
}

impl FromStr for Made {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let parts: Vec<&str> = text.split('/').collect();
        let (sector, domain, position, minutes) = match parts.as_slice() {
            [MADE, sector, domain, position] => (sector, domain, position, MADE_MINUTES),
            [MADE, sector, domain, position, minutes] => (sector, domain, position, minutes.parse().ok().ok_or(())?),
            _ => return Err(()),
        };
        let minutes = LIMITS.contains(&minutes).then_some(minutes).ok_or(())?;
        Ok(Self { bank: format!("{sector}/{domain}"), position: (*position).to_owned(), minutes })
    }
}

impl Made {
    /// The scenario. `None` when there is no such bank or position, or it has too few questions.
    pub(super) fn make(&self, library: &Library) -> Option<Scenario> {
        let bank = library.banks.get(&self.bank)?;
        let position = bank.positions.iter().find(|position| position.id == self.position)?;
        let sections = sections(bank, position, self.minutes);
        let asked: usize = sections.iter().filter_map(|section| section.draw).sum();
        (asked > 1).then(|| Scenario {
            id: self.to_string(),
            title: position.title.clone(),
            summary: position.about.clone(),
            sector: bank.id.split('/').next().unwrap_or_default().to_owned(),
            role: position.title.clone(),
            level: position.level,
            grade: grade(position.level),
            kind: ScenarioKind::Interview,
            language: bank.language.clone(),
            minutes: self.minutes,
            published: true,
            personas: personas(library, position.level),
            panel: Vec::new(),
            objectives: vec![position.about.clone()],
            end_criteria: vec!["Every section has had its questions".to_owned()],
            employer: Employer { name: String::new(), about: bank.about.clone() },
            brief: brief(self.minutes, asked),
            roleplay: None,
            sections,
            cover: Vec::new(),
            facts: facts(bank, position),
            closing: "In a real interview, you would hear from us within a week or two. Here, your report is ready in a moment.".to_owned(),
        })
    }
}

fn brief(minutes: u32, asked: usize) -> String {
    format!(
        "We have about {minutes} minutes and {asked} questions, about what you have done and about what you would do. Take the time you need \
         to think. At the end you can ask me something."
    )
}

/// Whether a question suits somebody of this seniority.
pub(super) fn suits(question: &Question, level: Level) -> bool {
    let difficult = match level {
        Level::Any => 1..=5,
        Level::Junior => 1..=3,
        Level::Mid => 2..=4,
        Level::Senior | Level::Lead => 3..=5,
    };
    let warm_up = matches!(question.kind, QuestionKind::Opening | QuestionKind::Motivation);
    let meant = question.levels.is_empty() || level == Level::Any || question.levels.contains(&level);
    meant && (warm_up || difficult.contains(&question.difficulty))
}

/// Sections by kind. A round gives each kind one question, in the order of what matters most at this level, as long as
/// there is time.
fn sections(bank: &Bank, position: &Position, minutes: u32) -> Vec<Section> {
    use QuestionKind::{Behavioural, Domain, Situational, Technical};
    let pool = |kinds: &[QuestionKind]| -> Vec<Question> {
        bank.questions.iter().filter(|question| kinds.contains(&question.kind) && suits(question, position.level)).cloned().collect()
    };
    let matters: [QuestionKind; 4] = match position.level {
        Level::Junior => [Technical, Behavioural, Situational, Domain],
        Level::Any | Level::Mid => [Behavioural, Technical, Situational, Domain],
        Level::Senior | Level::Lead => [Situational, Behavioural, Domain, Technical],
    };
    let pools = matters.map(|kind| pool(&[kind]));
    // Which questions will be drawn is not known yet, so each counts as long as its kind is on average.
    let length = |questions: &[Question]| {
        let minutes: u32 = questions.iter().map(|question| question.minutes).sum();
        minutes as f32 / questions.len().max(1) as f32
    };
    let begin = pool(&[QuestionKind::Opening, QuestionKind::Motivation]);
    let mut left = minutes.saturating_sub(AROUND) as f32 - length(&begin);
    let mut draws = [0_usize; 4];
    loop {
        let mut given = false;
        for (pool, draw) in pools.iter().zip(&mut draws) {
            let takes = length(pool);
            if *draw < pool.len() && takes <= left {
                *draw += 1;
                left -= takes;
                given = true;
            }
        }
        if !given {
            break;
        }
    }
    let section = |id: &str, title: &str, questions: Vec<Question>, draw: usize| Section {
        id: id.to_owned(),
        title: title.to_owned(),
        led_by: None,
        draw: Some(draw.min(questions.len())),
        questions,
    };
    let mut sections = vec![section("background", "Where you come from", begin, 1)];
    // Spoken in the order of an ordinary interview, whatever mattered most while there was time to give away.
    for kind in [Behavioural, Technical, Situational, Domain] {
        let (id, title) = match kind {
            Behavioural => ("done", "What you have done"),
            Technical => ("how", "How you work"),
            Situational => ("would", "What you would do"),
            _ => ("judgement", "What you make of things"),
        };
        if let Some(place) = matters.iter().position(|known| *known == kind) {
            sections.push(section(id, title, pools[place].clone(), draws[place]));
        }
    }
    sections.retain(|section| section.draw.is_some_and(|draw| draw > 0));
    sections
}

fn grade(level: Level) -> Grade {
    match level {
        Level::Junior => Grade::Easy,
        Level::Any | Level::Mid => Grade::Medium,
        Level::Senior | Level::Lead => Grade::Hard,
    }
}

/// Everybody can hold it; the first is as strict as the level calls for.
fn personas(library: &Library, level: Level) -> Vec<String> {
    let wanted = match grade(level) {
        Grade::Easy => 0.2,
        Grade::Medium => 0.5,
        Grade::Hard => 0.8,
    };
    let mut all: Vec<(f32, &String)> =
        library.personas.values().map(|persona| ((persona.dials.strictness - wanted).abs(), &persona.id)).collect();
    all.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.cmp(b.1)));
    all.into_iter().map(|(_, id)| id.clone()).collect()
}

/// What can be said of any employer in this line of work: the rest stays open, and the interviewer says so.
fn facts(bank: &Bank, position: &Position) -> Vec<Fact> {
    let fact = |id: &str, about: &[&str], text: &str| Fact {
        id: id.to_owned(),
        about: about.iter().map(|word| (*word).to_owned()).collect(),
        text: text.to_owned(),
    };
    let first = |text: &str| text.split_inclusive(". ").take(2).collect::<String>().trim().to_owned();
    let mut facts = vec![fact("the-role", &["role", "job", "responsible", "expect", "position"], &position.about)];
    if let Some(profile) = &bank.profile {
        facts.push(fact("the-work", &["day", "typical", "work", "tasks", "look like"], &first(&profile.work)));
        facts.push(fact(
            "what-is-hard",
            &["hard", "difficult", "challenge", "hardest"],
            profile.work.rsplit(". ").next().unwrap_or_default(),
        ));
    }
    facts
}
