//! Banks: what surrounds the questions, and whether these spread over what an interview needs.

use std::collections::{BTreeMap, BTreeSet};

use toml::Spanned;

use super::super::bank::{Bank, Position, Profile, Takes, Template, Term, Topic};
use super::super::model::{Level, Question, QuestionKind};
use super::super::parse::{self, RawBank, RawPosition, RawProfile, RawQuestion, RawTerm, RawTopic, Text};
use super::super::problem::Sheet;
use super::question::{Rules, level};
use super::{Asked, Present, check_filled, check_id, is_id};

/// Banks whose questions hold the candidate's own words lie in this sector.
const PERSONAL: &str = "personal/";
/// Questions of a profession's bank: enough for six interviews of which no two share more than a question or two.
const ENOUGH: usize = 33;
/// Questions of each of the four kinds that a profession's bank has at least.
const OF_A_KIND: usize = 5;
/// Questions of each difficulty that a profession's bank has at least.
const OF_A_DIFFICULTY: usize = 3;

/// Reads a bank.
pub(in super::super) fn bank(sheet: &mut Sheet<'_>, id: &str, present: &Present, asked: &mut Asked) -> Option<Bank> {
    let raw: RawBank = parse::read(sheet)?;
    check_id(sheet, &raw.id, id);
    if !present.languages.contains(raw.language.get_ref()) {
        let language = raw.language.get_ref();
        sheet.error(&raw.language, format!("There are no lines for the language `{language}`; add seeds/lines/{language}.toml."));
    }
    if raw.question.is_empty() {
        sheet.fault("The bank has no questions; add a [[question]].");
    }
    let profile_at = raw.profile.as_ref().map(Spanned::span);
    let mut bank = Bank {
        id: id.to_owned(),
        title: raw.title,
        language: raw.language.into_inner(),
        about: raw.about,
        profile: raw.profile.map(|found| profile(sheet, found.into_inner())),
        positions: positions(sheet, raw.role),
        terms: terms(sheet, raw.term),
        topics: topics(sheet, raw.topic),
        questions: vec![],
        templates: vec![],
    };
    questions(sheet, &mut bank, raw.question, present, asked);
    if let Some(place) = profile_at {
        check_spread(sheet, &place, &bank);
    }
    Some(bank)
}

fn questions(sheet: &mut Sheet<'_>, bank: &mut Bank, raw: Vec<Spanned<RawQuestion>>, present: &Present, asked: &mut Asked) {
    let personal = bank.id.starts_with(PERSONAL);
    let mut seen = BTreeSet::new();
    for entry in raw {
        let place = entry.span();
        let takes = entry.get_ref().takes.clone();
        let topic = entry.get_ref().topic.clone();
        let rules = Rules { owner: &bank.id, personal, scene: false, present };
        let Some(mut question) = rules.question(sheet, entry) else { continue };
        if !seen.insert(question.id.clone()) {
            sheet.error(&place, format!("The id of `{}` is used twice in this bank; give one of them another.", question.id));
            continue;
        }
        check_topic(sheet, bank, topic.as_ref());
        question.synonyms = synonyms(&bank.terms, &question.keywords);
        match (personal, takes) {
            (true, Some(takes)) => match Takes::ALL.iter().find(|(_, name)| name == takes.get_ref()) {
                Some((takes, _)) => bank.templates.push(Template { takes: *takes, question }),
                None => {
                    let names = Takes::ALL.map(|(_, name)| name).join(", ");
                    sheet.error(&takes, format!("`takes = \"{}\"` is not known; it is one of {names}.", takes.get_ref()));
                }
            },
            (true, None) => sheet.error(&place, "The question does not say what its {phrase} is; add `takes`."),
            (false, Some(takes)) => sheet.error(&takes, "`takes` belongs to the personal banks only; remove it."),
            (false, None) => {
                asked.add(sheet, &place, &question);
                bank.questions.push(question);
            }
        }
    }
}

fn profile(sheet: &mut Sheet<'_>, raw: RawProfile) -> Profile {
    check_filled(sheet, &raw.work, "work");
    Profile { work: raw.work.into_inner(), regulations: raw.regulations, hazards: raw.hazards }
}

fn positions(sheet: &mut Sheet<'_>, raw: Vec<RawPosition>) -> Vec<Position> {
    let mut kept: Vec<Position> = Vec::new();
    for position in raw {
        let Some(level) = level(sheet, &position.level) else { continue };
        check_filled(sheet, &position.title, "title");
        check_filled(sheet, &position.about, "about");
        if unique(sheet, &position.id, "role", kept.iter().map(|known| &known.id)) {
            let (id, title, about) = (position.id.into_inner(), position.title.into_inner(), position.about.into_inner());
            kept.push(Position { id, title, level, about });
        }
    }
    kept
}

fn topics(sheet: &mut Sheet<'_>, raw: Vec<RawTopic>) -> Vec<Topic> {
    let mut kept: Vec<Topic> = Vec::new();
    for topic in raw {
        check_filled(sheet, &topic.title, "title");
        if unique(sheet, &topic.id, "topic", kept.iter().map(|known| &known.id)) {
            kept.push(Topic { id: topic.id.into_inner(), title: topic.title.into_inner() });
        }
    }
    kept
}

fn terms(sheet: &mut Sheet<'_>, raw: Vec<RawTerm>) -> Vec<Term> {
    let mut kept: Vec<Term> = Vec::new();
    for term in raw {
        check_filled(sheet, &term.name, "name");
        check_filled(sheet, &term.means, "means");
        let name = term.name.get_ref().to_lowercase();
        if kept.iter().any(|known| known.name.to_lowercase() == name) {
            sheet.error(&term.name, format!("The term `{}` is explained twice; remove one.", term.name.get_ref()));
            continue;
        }
        kept.push(Term { name: term.name.into_inner(), also: term.also, means: term.means.into_inner() });
    }
    kept
}

/// Whether an id is well formed and new; says what is wrong with it otherwise.
fn unique<'a>(sheet: &mut Sheet<'_>, id: &Text, what: &str, mut known: impl Iterator<Item = &'a String>) -> bool {
    let name = id.get_ref();
    if !is_id(name) {
        sheet.error(id, format!("The id `{name}` may have small letters, digits and hyphens only; rename it."));
    }
    let new = !known.any(|other| other == name);
    if !new {
        sheet.error(id, format!("The {what} `{name}` is there twice; give one of them another id."));
    }
    new
}

fn check_topic(sheet: &mut Sheet<'_>, bank: &Bank, topic: Option<&Text>) {
    let Some(topic) = topic else { return };
    if !bank.topics.iter().any(|known| known.id == *topic.get_ref()) {
        let name = topic.get_ref();
        sheet.error(topic, format!("There is no topic `{name}` in this bank; correct the name or add a [[topic]]."));
    }
}

/// Other words for a question's keywords.
fn synonyms(terms: &[Term], keywords: &[String]) -> BTreeMap<String, Vec<String>> {
    let named = |keyword: &String| {
        let wanted = keyword.to_lowercase();
        let same = |word: &String| word.to_lowercase() == wanted;
        let term = terms.iter().find(|term| same(&term.name) || term.also.iter().any(same))?;
        let others = term.also.iter().chain([&term.name]).filter(|word| !same(word)).cloned().collect();
        Some((keyword.clone(), others))
    };
    keywords.iter().filter_map(named).filter(|(_, others): &(String, Vec<String>)| !others.is_empty()).collect()
}

/// Notes where a profession's bank is too thin to draw different interviews of all kinds and levels from.
fn check_spread(sheet: &mut Sheet<'_>, place: &std::ops::Range<usize>, bank: &Bank) {
    let mut thin = Vec::new();
    let mut want = |what: String, found: usize, least: usize| {
        if found < least {
            thin.push(format!("{found} {what} (at least {least})"));
        }
    };
    let count = |test: &dyn Fn(&Question) -> bool| bank.questions.iter().filter(|question| test(question)).count();
    want("questions".to_owned(), bank.questions.len(), ENOUGH);
    let kinds = [
        (QuestionKind::Behavioural, "behavioural"),
        (QuestionKind::Situational, "situational"),
        (QuestionKind::Technical, "technical"),
        (QuestionKind::Domain, "domain"),
    ];
    for (kind, name) in kinds {
        want(format!("{name} questions"), count(&|question| question.kind == kind), OF_A_KIND);
    }
    for difficulty in 1..=5 {
        want(format!("questions of difficulty {difficulty}"), count(&|question| question.difficulty == difficulty), OF_A_DIFFICULTY);
    }
    for (level, name) in [(Level::Junior, "junior"), (Level::Mid, "mid"), (Level::Senior, "senior"), (Level::Lead, "lead")] {
        want(format!("{name} roles"), bank.positions.iter().filter(|position| position.level == level).count(), 1);
    }
    let firm = |question: &Question| question.kind == QuestionKind::Situational && question.pushback.is_none();
    let open = count(&firm);
    if open > 0 {
        thin.push(format!("{open} situational questions without a [question.pushback]"));
    }
    let astray = count(&|question| question.topic.is_none());
    if astray > 0 {
        thin.push(format!("{astray} questions without a topic"));
    }
    if !thin.is_empty() {
        sheet.warning(place, format!("The bank is thin: it has {}.", thin.join(", ")));
    }
}
