//! Scenarios, with their references resolved.

use std::collections::{BTreeMap, BTreeSet};

use toml::Spanned;

use super::super::bank::Bank;
use super::super::check::wording::SPEECH;
use super::super::model::{Cover, Employer, Fact, Question, Scenario, ScenarioKind, Section};
use super::super::parse::{self, RawCover, RawFact, RawQuestion, RawScenario, RawSection};
use super::super::play::RolePlay;
use super::super::problem::Sheet;
use super::play::play;
use super::question::{Rules, within};
use super::{Asked, Present, check_filled, check_id, is_id};

/// How far the drawn questions may exceed or fall short of the scenario's minutes, as shares of them. A quarter more is
/// also the point after which no further question is begun (`Settings::time_limit`).
const FITS: std::ops::RangeInclusive<f32> = 0.5..=1.25;

/// With fewer words a subject would seem untouched that was spoken of.
const FEWEST_CUES: usize = 3;

/// Reads a scenario. `None` when it could not be held: no interviewer, no section, or a section without questions.
pub(in super::super) fn scenario(
    sheet: &mut Sheet<'_>,
    id: &str,
    present: &Present,
    banks: &BTreeMap<String, Bank>,
    asked: &mut Asked,
) -> Option<Scenario> {
    let raw: RawScenario = parse::read(sheet)?;
    check_id(sheet, &raw.id, id);
    check_texts(sheet, &raw);
    if !present.languages.contains(raw.language.get_ref()) {
        let language = raw.language.get_ref();
        sheet.error(&raw.language, format!("There are no lines for the language `{language}`; add seeds/lines/{language}.toml."));
    }
    if raw.personas.get_ref().is_empty() {
        sheet.error(&raw.personas, "`personas` is empty; name at least one interviewer.");
    }
    let personas = known(sheet, raw.personas.get_ref(), present);
    let panel = panel(sheet, &raw, &personas, present);
    let scenes = raw.kind == ScenarioKind::RolePlay;
    let mut reader = Reader { id, scenes, present, banks, asked, seen: BTreeSet::new() };
    let mut sections: Vec<Section> = Vec::new();
    let mut whole = !personas.is_empty();
    if raw.section.is_empty() {
        sheet.fault("The scenario has no sections; add a [[section]].");
        whole = false;
    }
    for entry in raw.section {
        let section = reader.section(sheet, entry.into_inner(), &sections);
        whole &= !section.questions.is_empty();
        sections.push(section);
    }
    let cover = covers(&mut reader, sheet, raw.cover);
    let roleplay = raw.roleplay.and_then(|raw| play(sheet, raw));
    check_played(sheet, &raw.id, scenes, roleplay.as_ref(), &sections);
    let minutes = within(sheet, &raw.minutes, "minutes", 1, 180);
    check_length(sheet, &raw.minutes, minutes, &sections);
    let facts = facts(sheet, raw.fact);
    whole &= scenes == roleplay.is_some();
    whole.then(|| Scenario {
        id: id.to_owned(),
        title: raw.title.into_inner(),
        summary: raw.summary.into_inner(),
        sector: raw.sector.into_inner(),
        role: raw.role.into_inner(),
        level: raw.level,
        grade: raw.grade,
        kind: raw.kind,
        language: raw.language.into_inner(),
        minutes,
        published: raw.published,
        personas,
        panel,
        objectives: raw.objectives.into_inner(),
        end_criteria: raw.end_criteria.into_inner(),
        employer: Employer { name: raw.employer.name.into_inner(), about: raw.employer.about.into_inner() },
        brief: raw.opening.brief.into_inner(),
        roleplay,
        sections,
        cover,
        facts,
        closing: raw.closing.text.into_inner(),
    })
}

fn check_texts(sheet: &mut Sheet<'_>, raw: &RawScenario) {
    for (key, text) in [
        ("title", &raw.title),
        ("summary", &raw.summary),
        ("sector", &raw.sector),
        ("role", &raw.role),
        ("employer.name", &raw.employer.name),
        ("employer.about", &raw.employer.about),
    ] {
        check_filled(sheet, text, key);
    }
    for (key, list) in [("objectives", &raw.objectives), ("end_criteria", &raw.end_criteria)] {
        if list.get_ref().iter().all(|item| item.trim().is_empty()) {
            sheet.error(list, format!("`{key}` is empty; name at least one, or the scenario is not complete."));
        }
    }
    super::super::check::wording::Spoken { what: "The brief", most_words: Some(60), ..SPEECH }.check(sheet, &raw.opening.brief);
    super::super::check::wording::Spoken { what: "The closing", ..SPEECH }.check(sheet, &raw.closing.text);
}

/// Those who ask beside the interviewer. Each of them leads a section, and none is the interviewer as well.
fn panel(sheet: &mut Sheet<'_>, raw: &RawScenario, personas: &[String], present: &Present) -> Vec<String> {
    let panel = known(sheet, &raw.panel, present);
    if (raw.kind == ScenarioKind::Panel) == raw.panel.is_empty() {
        sheet.error(&raw.id, "A scenario of the kind `panel` names in `panel` who asks beside the interviewer, and no other one does.");
    }
    for place in &raw.panel {
        let id = place.get_ref();
        if personas.contains(id) {
            sheet.error(place, format!("`{id}` is both an interviewer and in the panel; take them out of one."));
        }
        let leads = |section: &Spanned<RawSection>| section.get_ref().led_by.as_ref().is_some_and(|leader| leader.get_ref() == id);
        if !raw.section.iter().any(leads) {
            sheet.error(place, format!("`{id}` sits in the panel and asks nothing; give a section `led_by = \"{id}\"`."));
        }
    }
    for leader in raw.section.iter().filter_map(|section| section.get_ref().led_by.as_ref()) {
        if !panel.contains(leader.get_ref()) {
            sheet.error(leader, format!("`{}` is not in the `panel`; correct the name or add them.", leader.get_ref()));
        }
    }
    panel
}

fn known(sheet: &mut Sheet<'_>, raw: &[parse::Text], present: &Present) -> Vec<String> {
    let mut known = Vec::new();
    for persona in raw {
        let id = persona.get_ref();
        if present.personas.contains(id) {
            known.push(id.clone());
        } else {
            sheet.error(persona, format!("There is no interviewer `{id}`; correct the name or add seeds/personas/{id}.toml."));
        }
    }
    known
}

/// The subjects that have to come up, each with the question that brings it up.
fn covers(reader: &mut Reader<'_>, sheet: &mut Sheet<'_>, raw: Vec<RawCover>) -> Vec<Cover> {
    let mut kept: Vec<Cover> = Vec::new();
    for RawCover { id, title, cues, question } in raw {
        check_filled(sheet, &title, "title");
        if reader.scenes {
            sheet.error(&id, "A role-play has no subjects that have to come up; write them as needed evidence of a scene.");
            continue;
        }
        if cues.len() < FEWEST_CUES || cues.iter().any(|cue| cue.trim().is_empty()) {
            sheet.error(&id, format!("The subject `{}` needs at least {FEWEST_CUES} cues, none of them empty.", id.get_ref()));
        }
        if kept.iter().any(|known| known.id == *id.get_ref()) {
            sheet.error(&id, format!("The subject `{}` is there twice; give one of them another id.", id.get_ref()));
            continue;
        }
        let Some(question) = reader.question(sheet, question) else { continue };
        kept.push(Cover { id: id.into_inner(), title: title.into_inner(), cues, question });
    }
    kept
}

/// A role-play has somebody to play, and something that has to be said; an interview has neither.
fn check_played(sheet: &mut Sheet<'_>, place: &parse::Text, scenes: bool, roleplay: Option<&RolePlay>, sections: &[Section]) {
    match (scenes, roleplay) {
        (true, None) => sheet.error(place, "A role-play needs a [roleplay] with the person who is played; add it."),
        (false, Some(_)) => sheet.error(place, "Only a scenario of the kind `role-play` has a [roleplay]; remove it or change the kind."),
        _ => {}
    }
    let needed = sections.iter().flat_map(|section| &section.questions).flat_map(|scene| &scene.evidence).any(|item| item.needed);
    if scenes && !needed {
        sheet.error(place, "Nothing in this role-play is needed for its objective; give evidence of the scenes `needed = true`.");
    }
    for section in sections.iter().filter(|section| scenes && section.draw.is_some_and(|draw| draw < section.questions.len())) {
        let left_out = section.questions.iter().filter(|scene| !scene.must);
        if left_out.flat_map(|scene| &scene.evidence).any(|item| item.needed) {
            sheet.error(
                place,
                format!("The section `{}` leaves scenes to chance that the objective needs; give them `must = true`.", section.id),
            );
        }
    }
}

fn facts(sheet: &mut Sheet<'_>, raw: Vec<RawFact>) -> Vec<Fact> {
    let mut facts: Vec<Fact> = Vec::new();
    for RawFact { id, about, text } in raw {
        super::super::check::wording::Spoken { what: "The fact", most_words: Some(45), ..SPEECH }.check(sheet, &text);
        if about.iter().all(|word| word.trim().is_empty()) {
            sheet.error(&id, format!("The fact `{}` has no `about`, so no question can find it; add some words.", id.get_ref()));
        }
        if facts.iter().any(|known| known.id == *id.get_ref()) {
            sheet.error(&id, format!("The fact `{}` is there twice; give one of them another id.", id.get_ref()));
            continue;
        }
        facts.push(Fact { id: id.into_inner(), about, text: text.into_inner() });
    }
    facts
}

/// What the sections of one scenario share while they are read.
struct Reader<'a> {
    id: &'a str,
    /// Whether it is a role-play.
    scenes: bool,
    present: &'a Present,
    banks: &'a BTreeMap<String, Bank>,
    asked: &'a mut Asked,
    seen: BTreeSet<String>,
}

impl Reader<'_> {
    fn section(&mut self, sheet: &mut Sheet<'_>, raw: RawSection, earlier: &[Section]) -> Section {
        let RawSection { id, title, led_by, draw, question } = raw;
        if !is_id(id.get_ref()) {
            sheet.error(&id, format!("The id `{}` may have small letters, digits and hyphens only; rename it.", id.get_ref()));
        }
        if earlier.iter().any(|section| section.id == *id.get_ref()) {
            sheet.error(&id, format!("The section `{}` is there twice; give one of them another id.", id.get_ref()));
        }
        check_filled(sheet, &title, "title");
        let listed = question.len();
        if listed == 0 {
            sheet.error(&id, format!("The section `{}` has no questions; add a [[section.question]].", id.get_ref()));
        }
        let questions: Vec<Question> = question.into_iter().filter_map(|entry| self.question(sheet, entry)).collect();
        let musts = questions.iter().filter(|question| question.must).count();
        let draw = draw.map(|draw| {
            let wanted = usize::try_from(*draw.get_ref()).unwrap_or(0);
            if wanted == 0 || wanted > listed {
                sheet.error(
                    &draw,
                    format!("`draw = {}` does not fit {listed} questions; it is a number from 1 to {listed}.", draw.get_ref()),
                );
            } else if wanted < musts {
                sheet.error(&draw, format!("`draw = {wanted}` is less than the {musts} questions that must be asked; raise it."));
            }
            wanted.clamp(musts.max(1), questions.len().max(1))
        });
        Section { id: id.into_inner(), title: title.into_inner(), led_by: led_by.map(Spanned::into_inner), draw, questions }
    }

    fn question(&mut self, sheet: &mut Sheet<'_>, raw: Spanned<RawQuestion>) -> Option<Question> {
        let place = raw.span();
        let question = match &raw.get_ref().bank {
            Some(reference) => self.referred(sheet, reference, raw.get_ref())?,
            None => {
                if let Some(takes) = &raw.get_ref().takes {
                    sheet.error(takes, "`takes` belongs to the personal banks only; remove it.");
                }
                let rules = Rules { owner: self.id, personal: false, scene: self.scenes, present: self.present };
                let question = rules.question(sheet, raw)?;
                self.asked.add(sheet, &place, &question);
                question
            }
        };
        if !self.seen.insert(question.id.clone()) {
            sheet.error(&place, format!("The question `{}` is there twice in this scenario; remove one.", question.id));
            return None;
        }
        Some(question)
    }

    fn referred(&self, sheet: &mut Sheet<'_>, reference: &parse::Text, raw: &RawQuestion) -> Option<Question> {
        let extra = raw.id.is_some() || raw.text.is_some() || raw.kind.is_some() || !raw.evidence.is_empty() || !raw.probes.is_empty();
        if extra {
            sheet.error(reference, "A reference to a bank's question has `bank` and `must` only; remove the other keys.");
        }
        let Some((bank, question)) = reference.get_ref().split_once('#') else {
            sheet.error(reference, format!("`{}` names no question; write it as \"sector/domain#id\".", reference.get_ref()));
            return None;
        };
        let Some(found) = self.banks.get(bank) else {
            if !self.present.banks.contains(bank) {
                sheet.error(reference, format!("There is no bank `{bank}`; correct the name or add seeds/banks/{bank}.toml."));
            }
            return None;
        };
        let Some(found) = found.questions.iter().find(|known| known.id == *reference.get_ref()) else {
            sheet.error(reference, format!("The bank `{bank}` has no question `{question}`; correct the id or add the question."));
            return None;
        };
        let must = raw.must.as_ref().is_some_and(|must| *must.get_ref());
        Some(Question { must, ..found.clone() })
    }
}

fn check_length(sheet: &mut Sheet<'_>, place: &Spanned<i64>, minutes: u32, sections: &[Section]) {
    let expected: f32 = sections.iter().map(expected_minutes).sum();
    let share = expected / minutes as f32;
    if share > *FITS.end() {
        sheet.error(
            place,
            format!("The drawn questions take about {expected:.0} minutes, the scenario has {minutes}; draw fewer or raise it."),
        );
    } else if share < *FITS.start() && expected > 0.0 {
        sheet.warning(place, format!("The drawn questions take about {expected:.0} of {minutes} minutes; draw more or lower it."));
    }
}

/// Minutes of what must be asked, and of as many average others as are drawn.
fn expected_minutes(section: &Section) -> f32 {
    let (musts, others): (Vec<_>, Vec<_>) = section.questions.iter().partition(|question| question.must);
    let sum = |questions: &[&Question]| questions.iter().map(|question| question.minutes).sum::<u32>() as f32;
    let drawn = section.draw.unwrap_or(section.questions.len()).saturating_sub(musts.len());
    let average = if others.is_empty() { 0.0 } else { sum(&others) / others.len() as f32 };
    sum(&musts) + average * drawn as f32
}
