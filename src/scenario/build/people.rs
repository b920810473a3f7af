//! Interviewers, rubrics and advice.

use std::collections::BTreeMap;

use super::super::knowledge::Guide;
use super::super::model::{Advice, Anchor, Dials, Gap, Persona, Rubric, VoiceHints};
use super::super::parse::{self, RawAdviceFile, RawPersona, RawRubric, RawVoice};
use super::super::problem::Sheet;
use super::guide::find;
use super::lines::lines;
use super::{check_filled, check_id};
use toml::Spanned;

/// Reads an interviewer. `lines` holds only their own wordings; the language's are laid under them in the plan.
pub(in super::super) fn persona(sheet: &mut Sheet<'_>, id: &str) -> Option<Persona> {
    let raw: RawPersona = parse::read(sheet)?;
    check_id(sheet, &raw.id, id);
    check_filled(sheet, &raw.name, "name");
    check_filled(sheet, &raw.role, "role");
    check_filled(sheet, &raw.avatar, "avatar");
    let dials = Dials {
        warmth: between(sheet, &raw.dials.warmth, "warmth", 0.0, 1.0),
        pace: between(sheet, &raw.dials.pace, "pace", 0.0, 1.0),
        probing: between(sheet, &raw.dials.probing, "probing", 0.0, 1.0),
        strictness: between(sheet, &raw.dials.strictness, "strictness", 0.0, 1.0),
    };
    Some(Persona {
        id: id.to_owned(),
        name: raw.name.into_inner(),
        role: raw.role.into_inner(),
        manner: raw.manner,
        avatar: raw.avatar.into_inner(),
        dials,
        voice: voice(sheet, &raw.voice),
        lines: lines(sheet, raw.lines),
    })
}

/// How somebody sounds. Further from its own pitch and speed, a synthesised voice sounds like a trick.
pub(super) fn voice(sheet: &mut Sheet<'_>, raw: &RawVoice) -> VoiceHints {
    let natural = VoiceHints::default();
    VoiceHints {
        pitch: raw.pitch.as_ref().map_or(natural.pitch, |pitch| between(sheet, pitch, "pitch", -4.0, 4.0)),
        rate: raw.rate.as_ref().map_or(natural.rate, |rate| between(sheet, rate, "rate", 0.8, 1.25)),
    }
}

fn between(sheet: &mut Sheet<'_>, number: &Spanned<f32>, key: &str, least: f32, most: f32) -> f32 {
    let found = *number.get_ref();
    if !(least..=most).contains(&found) {
        sheet.error(number, format!("`{key} = {found}` is out of range; it is a number from {least} to {most}."));
        return if found.is_nan() { least } else { found.clamp(least, most) };
    }
    found
}

/// Reads a rubric.
pub(in super::super) fn rubric(sheet: &mut Sheet<'_>, id: &str) -> Option<Rubric> {
    let raw: RawRubric = parse::read(sheet)?;
    check_id(sheet, &raw.id, id);
    for (key, list) in [("not_judged", &raw.not_judged), ("positive", &raw.positive), ("negative", &raw.negative)] {
        if list.is_empty() {
            sheet.fault(format!("`{key}` is empty; name at least one."));
        }
    }
    let mut levels = Vec::new();
    for (anchor, expected) in raw.level.into_iter().zip(1_u8..) {
        let anchor = anchor.into_inner();
        let found = *anchor.level.get_ref();
        if found != i64::from(expected) || expected > 5 {
            sheet.error(&anchor.level, format!("Level {found} stands where level {expected} is expected; write levels 1 to 5 in order."));
        }
        check_filled(sheet, &anchor.text, "text");
        levels.push(Anchor { level: u8::try_from(found.clamp(1, 5)).unwrap_or(1), text: anchor.text.into_inner() });
    }
    if levels.len() < 5 {
        sheet.error(&raw.id, format!("The rubric has {} levels; write levels 1 to 5 in order.", levels.len()));
    }
    Some(Rubric {
        id: id.to_owned(),
        name: raw.name,
        about: raw.about,
        not_judged: raw.not_judged,
        positive: raw.positive,
        negative: raw.negative,
        levels,
    })
}

/// What advice exists for besides the gaps.
const MANNERS: [&str; 3] = ["structure", "length", "hedging"];

/// Reads the exercises. Each is expected to name the section of a guide that it rests on.
pub(in super::super) fn advice(sheet: &mut Sheet<'_>, guides: &BTreeMap<String, Guide>) -> Option<Vec<Advice>> {
    let raw: RawAdviceFile = parse::read(sheet)?;
    let mut all = Vec::new();
    for entry in raw.advice {
        let known = Gap::NAMED.iter().any(|gap| gap.to_string() == *entry.gap.get_ref()) || MANNERS.contains(&entry.gap.get_ref().as_str());
        if !known {
            let names = Gap::NAMED.iter().map(ToString::to_string).chain(MANNERS.map(str::to_owned)).collect::<Vec<_>>().join(", ");
            sheet.error(&entry.gap, format!("There is no gap `{}`; it is one of {names}.", entry.gap.get_ref()));
            continue;
        }
        check_filled(sheet, &entry.step, "step");
        let source = match &entry.guide {
            Some(reference) => find(guides, reference.get_ref()).map_err(|why| sheet.error(reference, why)).ok(),
            None => {
                sheet
                    .warning(&entry.gap, "The exercise names no guide; add `guide = \"GUIDE#SECTION\"` with the section that it rests on.");
                None
            }
        };
        let (gap, step) = (entry.gap.into_inner(), entry.step.into_inner());
        all.push(Advice { gap, step, why: entry.why, resource: entry.resource, source });
    }
    Some(all)
}
