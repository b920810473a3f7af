//! Role-plays: the person who is played, how they end the talk, and what spoils it.

use std::collections::BTreeMap;

use toml::Spanned;

use super::super::check::wording::PLAYED;
use super::super::line::{LineId, Lines};
use super::super::parse::{RawBreach, RawRolePlay, Text};
use super::super::play::{Breach, MOST_BREACHES, RolePlay};
use super::super::problem::Sheet;
use super::lines::lines;
use super::people::voice;
use super::question::within;
use super::{check_filled, is_id};

/// Endings and replies to a breach are heard once or twice in a talk; these many keep two talks apart.
const FEWEST: usize = 3;
/// What the played person says while they play. Everything else is the interviewer's own.
const IN_THE_PART: [LineId; 6] =
    [LineId::Acknowledge, LineId::AcknowledgeShort, LineId::RepeatIntro, LineId::TakeYourTime, LineId::StillThere, LineId::DidNotHear];

/// Reads what makes a scenario a role-play.
pub(super) fn play(sheet: &mut Sheet<'_>, raw: Spanned<RawRolePlay>) -> Option<RolePlay> {
    let raw = raw.into_inner();
    for (key, text) in [("character", &raw.character), ("part", &raw.part), ("candidate", &raw.candidate), ("objective", &raw.objective)] {
        check_filled(sheet, text, key);
    }
    let most_breaches = raw.most_breaches.map(|most| within(sheet, &most, "most_breaches", 1, 5));
    let own = lines(sheet, raw.lines);
    let own = in_the_part(sheet, &raw.character, own);
    Some(RolePlay {
        character: raw.character.into_inner(),
        part: raw.part.into_inner(),
        candidate: raw.candidate.into_inner(),
        objective: raw.objective.into_inner(),
        breaches: breaches(sheet, raw.breach),
        most_breaches: most_breaches.and_then(|most| u8::try_from(most).ok()).unwrap_or(MOST_BREACHES),
        reached: spoken(sheet, "reached", raw.reached),
        missed: spoken(sheet, "missed", raw.missed),
        voice: voice(sheet, &raw.voice),
        lines: own,
    })
}

/// The lines that belong to the part; the two reactions to what the candidate says have to be among them.
fn in_the_part(sheet: &mut Sheet<'_>, place: &Text, found: Lines) -> Lines {
    let known = || IN_THE_PART.map(super::lines::name).join(", ");
    for id in found.keys().filter(|id| !IN_THE_PART.contains(id)) {
        let message = format!("`{}` is not said by the played person; possible here: {}.", super::lines::name(*id), known());
        sheet.error(place, message);
    }
    for id in [LineId::Acknowledge, LineId::AcknowledgeShort].iter().filter(|id| !found.contains_key(id)) {
        let message = format!("[roleplay.lines] has no `{}`; write how the played person reacts.", super::lines::name(*id));
        sheet.error(place, message);
    }
    found.into_iter().filter(|(id, _)| IN_THE_PART.contains(id)).collect::<BTreeMap<_, _>>()
}

fn breaches(sheet: &mut Sheet<'_>, raw: Vec<RawBreach>) -> Vec<Breach> {
    let mut kept: Vec<Breach> = Vec::new();
    for RawBreach { id, text, cues, replies } in raw {
        let name = id.get_ref();
        if !is_id(name) {
            sheet.error(&id, format!("The id `{name}` may have small letters, digits and hyphens only; rename it."));
        }
        check_filled(sheet, &text, "text");
        if cues.len() < FEWEST || cues.iter().any(|cue| cue.trim().is_empty()) {
            sheet.error(&id, format!("The breach `{name}` needs at least {FEWEST} cues, none of them empty."));
        }
        if kept.iter().any(|known| known.id == *name) {
            sheet.error(&id, format!("The breach `{name}` is there twice; give one of them another id."));
            continue;
        }
        kept.push(Breach { id: id.into_inner(), text: text.into_inner(), cues, replies: spoken(sheet, "replies", replies) });
    }
    kept
}

fn spoken(sheet: &mut Sheet<'_>, key: &str, raw: Spanned<Vec<Text>>) -> Vec<String> {
    if raw.get_ref().len() < FEWEST {
        sheet.error(&raw, format!("`{key}` has {} wordings; write at least {FEWEST}.", raw.get_ref().len()));
    }
    for text in raw.get_ref() {
        PLAYED.check(sheet, text);
    }
    raw.into_inner().into_iter().map(Spanned::into_inner).collect()
}
