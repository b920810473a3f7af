//! Wordings of what is not a question: the defaults of a language, and a persona's own.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::Error as ValueError;

use super::super::check::wording::{Closed, SPEECH, Spoken, opening, slots};
use super::super::line::{LineId, Lines};
use super::super::parse::{self, RawLanguage, RawLines, Text};
use super::super::problem::Sheet;
use super::check_id;

/// Fewer wordings than this, and a session repeats itself.
const FEWEST: usize = 5;
/// General probes are heard most often.
const FEWEST_PROBES: usize = 6;

/// Reads the default lines of a language.
pub(in super::super) fn language(sheet: &mut Sheet<'_>, tag: &str) -> Option<Lines> {
    let raw: RawLanguage = parse::read(sheet)?;
    check_id(sheet, &raw.language, tag);
    let lines = lines(sheet, raw.lines);
    let missing: Vec<_> = LineId::ALL.iter().filter(|id| !lines.contains_key(id)).map(|id| format!("`{}`", name(*id))).collect();
    if !missing.is_empty() {
        sheet.fault(format!("There are no wordings for {}; add at least {FEWEST} of each.", missing.join(", ")));
    }
    Some(lines)
}

/// Reads wordings by key. What has a problem is kept, so that an interview can still be held with it; an unknown or an
/// empty key is not.
pub(super) fn lines(sheet: &mut Sheet<'_>, raw: RawLines) -> Lines {
    let mut lines = BTreeMap::new();
    for (key, wordings) in raw {
        let found: Result<LineId, ValueError> = LineId::deserialize(key.get_ref().as_str().into_deserializer());
        let Ok(id) = found else {
            let known = LineId::ALL.map(name).join(", ");
            sheet.error(&key, format!("The key `{}` is not known; it is one of {known}.", key.get_ref()));
            continue;
        };
        let wordings = wordings.into_inner();
        check(sheet, id, &key, &wordings);
        if !wordings.is_empty() {
            lines.insert(id, wordings.into_iter().map(toml::Spanned::into_inner).collect());
        }
    }
    lines
}

fn check(sheet: &mut Sheet<'_>, id: LineId, key: &Text, wordings: &[Text]) {
    let asks = key.get_ref().starts_with("probe_");
    let fewest = if asks { FEWEST_PROBES } else { FEWEST };
    if wordings.len() < fewest {
        sheet.error(key, format!("`{}` has {} wordings; write at least {fewest}.", key.get_ref(), wordings.len()));
    }
    let rules = Spoken {
        what: "The wording",
        slots: &["name", "interviewer", "section", "question", "thing", "said"],
        most_slots: if asks { 1 } else { 2 },
        closed: if asks { Closed::Error } else { Closed::Fine },
        asks,
        ..SPEECH
    };
    let mut openings: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    for wording in wordings {
        rules.check(sheet, wording);
        if let Some(slot) = required(id)
            && !wording.get_ref().contains(slot)
        {
            sheet.error(wording, format!("Every wording of `{}` needs {slot}; put it where it is to be said.", key.get_ref()));
        }
        let line = sheet.line(wording);
        if let Some(earlier) = openings.insert(opening(wording.get_ref()), line) {
            sheet.error(
                wording,
                format!("Two wordings of `{}` begin with the same three words (see line {earlier}); begin one otherwise.", key.get_ref()),
            );
        }
    }
    // A slot that cannot be filled leaves only the wordings without it.
    let always = wordings.iter().any(|wording| {
        slots(wording.get_ref()).is_ok_and(|found| !found.iter().any(|slot| matches!(slot.as_str(), "name" | "thing" | "said")))
    });
    if !always && !wordings.is_empty() {
        sheet.error(key, format!("All wordings of `{}` need the candidate's name or words; add one that does not.", key.get_ref()));
    }
}

/// The slot without which a line says nothing.
fn required(id: LineId) -> Option<&'static str> {
    match id {
        LineId::Clarify | LineId::QuestionBack | LineId::FactThenBack | LineId::Resume => Some("{question}"),
        _ => None,
    }
}

/// The key as it stands in the files.
pub(super) fn name(id: LineId) -> String {
    serde_json::to_value(id).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}
