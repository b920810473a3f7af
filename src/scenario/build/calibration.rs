//! Answers of a known level.

use std::collections::BTreeMap;

use toml::Spanned;

use super::super::bank::Bank;
use super::super::calibration::{Calibration, CalibrationItem, Trap, TrapKind};
use super::super::model::Question;
use super::super::parse::{self, RawCalibration, RawItem, RawTrap, Text};
use super::super::problem::Sheet;
use super::check_filled;
use super::question::within;

/// Reads answers of a known level.
pub(in super::super) fn calibration(sheet: &mut Sheet<'_>, banks: &BTreeMap<String, Bank>) -> Option<Calibration> {
    let raw: RawCalibration = parse::read(sheet)?;
    let items = raw.item.into_iter().filter_map(|raw| item(sheet, banks, raw)).collect();
    let traps = raw.trap.into_iter().filter_map(|raw| trap(sheet, banks, raw)).collect();
    Some(Calibration { items, traps })
}

fn item(sheet: &mut Sheet<'_>, banks: &BTreeMap<String, Bank>, raw: RawItem) -> Option<CalibrationItem> {
    check_filled(sheet, &raw.why, "why");
    check_filled(sheet, &raw.text, "text");
    let asked = asked(sheet, banks, &raw.bank)?;
    for named in &asked.competencies {
        if !raw.competencies.contains_key(named) {
            sheet.error(&raw.bank, format!("The answer has no level for `{named}`, which the question tests; add one."));
        }
    }
    let mut competencies = BTreeMap::new();
    for (named, level) in raw.competencies {
        if !asked.competencies.contains(&named) {
            sheet.error(&level, format!("The question does not test `{named}`; take the level out."));
            continue;
        }
        competencies.insert(named, level_of(sheet, &level));
    }
    let level = level_of(sheet, &raw.level);
    let (why, text) = (raw.why.into_inner(), raw.text.into_inner().trim().to_owned());
    Some(CalibrationItem { question: asked.id.clone(), level, competencies, why, text })
}

fn trap(sheet: &mut Sheet<'_>, banks: &BTreeMap<String, Bank>, raw: RawTrap) -> Option<Trap> {
    check_filled(sheet, &raw.text, "text");
    if raw.base.is_some() != (raw.kind == TrapKind::Padding) {
        sheet.error(&raw.text, "A padded answer has a `base` without the padding, and no other trap has one; mend this one.");
    }
    let asked = asked(sheet, banks, &raw.bank)?;
    let spoken = |text: Text| text.into_inner().trim().to_owned();
    Some(Trap { question: asked.id.clone(), kind: raw.kind, text: spoken(raw.text), base: raw.base.map(spoken) })
}

fn asked<'b>(sheet: &mut Sheet<'_>, banks: &'b BTreeMap<String, Bank>, name: &Text) -> Option<&'b Question> {
    let found = name.get_ref().split_once('#').and_then(|(bank, id)| banks.get(bank)?.question(id));
    if found.is_none() {
        sheet.error(name, format!("There is no question `{}`; write it as SECTOR/DOMAIN#ID.", name.get_ref()));
    }
    found
}

fn level_of(sheet: &mut Sheet<'_>, level: &Spanned<i64>) -> u8 {
    u8::try_from(within(sheet, level, "level", 1, 5)).unwrap_or(1)
}
