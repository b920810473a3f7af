//! Questions, wherever they stand.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::Error as ValueError;
use toml::Spanned;

use super::super::check::wording::{Closed, PROBE, PUSHBACK, QUESTION, slots};
use super::super::model::{EvidenceItem, Gap, Level, Probe, Pushback, Question, QuestionKind};
use super::super::parse::{RawEvidence, RawProbe, RawPushback, RawQuestion, Text};
use super::super::problem::Sheet;
use super::{Present, check_filled, is_id};

/// What a question has to obey where it stands.
pub(super) struct Rules<'a> {
    /// The bank or scenario, for the id.
    pub(super) owner: &'a str,
    /// How much a closed question matters here.
    pub(super) closed: Closed,
    /// Whether `{phrase}` has to stand in it.
    pub(super) personal: bool,
    /// What can be referred to.
    pub(super) present: &'a Present,
}

impl Rules<'_> {
    /// A question with everything that belongs to it. `None` after saying which key is missing.
    pub(super) fn question(&self, sheet: &mut Sheet<'_>, raw: Spanned<RawQuestion>) -> Option<Question> {
        let place = raw.span();
        let raw = raw.into_inner();
        let missing = [
            ("id", raw.id.is_none()),
            ("text", raw.text.is_none()),
            ("kind", raw.kind.is_none()),
            ("competencies", raw.competencies.is_none()),
            ("difficulty", raw.difficulty.is_none()),
            ("minutes", raw.minutes.is_none()),
        ];
        let missing: Vec<_> = missing.iter().filter(|(_, gone)| *gone).map(|(key, _)| format!("`{key}`")).collect();
        if !missing.is_empty() {
            sheet.error(&place, format!("The question lacks {}; add what is missing.", missing.join(", ")));
        }
        let (id, text, kind) = (raw.id?, raw.text?, kind(sheet, &raw.kind?)?);
        if !is_id(id.get_ref()) {
            sheet.error(&id, format!("The id `{}` may have small letters, digits and hyphens only; rename it.", id.get_ref()));
        }
        self.check_text(sheet, &text);
        let difficulty = within(sheet, &raw.difficulty?, "difficulty", 1, 5);
        let minutes = within(sheet, &raw.minutes?, "minutes", 1, 15);
        let competencies = raw.competencies?;
        self.check_competencies(sheet, &id, &competencies);
        let evidence = evidence(sheet, &id, raw.evidence);
        let probes = self.probes(sheet, &id, raw.probes, &evidence);
        let levels = raw.levels.unwrap_or_default().iter().filter_map(|name| level(sheet, name)).collect();
        let pushback = raw.pushback.map(|found| self.pushback(sheet, kind, found));
        Some(Question {
            id: format!("{}#{}", self.owner, id.get_ref()),
            text: text.into_inner(),
            kind,
            competencies: competencies.into_iter().map(Spanned::into_inner).collect(),
            difficulty: u8::try_from(difficulty).unwrap_or(1),
            minutes,
            keywords: raw.keywords.unwrap_or_default(),
            weak: raw.weak.unwrap_or_default(),
            synonyms: BTreeMap::new(),
            evidence,
            probes,
            topic: raw.topic.map(Spanned::into_inner),
            levels,
            pushback,
            must: raw.must.is_some_and(Spanned::into_inner),
            cites: None,
        })
    }

    fn check_text(&self, sheet: &mut Sheet<'_>, text: &Text) {
        let (slots_here, most_slots): (&'static [&'static str], usize) = if self.personal { (&["phrase"], 1) } else { (&[], 0) };
        let rules = super::super::check::wording::Spoken { slots: slots_here, most_slots, closed: self.closed, ..QUESTION };
        rules.check(sheet, text);
        if self.personal && slots(text.get_ref()).is_ok_and(|found| found.is_empty()) {
            sheet.error(text, "The question has no {phrase}; say where the candidate's words stand.");
        }
    }

    fn check_competencies(&self, sheet: &mut Sheet<'_>, id: &Text, competencies: &[Text]) {
        if !(1..=3).contains(&competencies.len()) {
            let message =
                format!("The question `{}` speaks for {} competencies; name one to three rubrics.", id.get_ref(), competencies.len());
            sheet.error(id, message);
        }
        for name in competencies {
            if !self.present.rubrics.contains(name.get_ref()) {
                let name_is = name.get_ref();
                sheet.error(name, format!("There is no rubric `{name_is}`; correct the name or add seeds/rubrics/{name_is}.toml."));
            }
        }
    }

    fn probes(&self, sheet: &mut Sheet<'_>, id: &Text, raw: Vec<Spanned<RawProbe>>, evidence: &[EvidenceItem]) -> Vec<Probe> {
        if !(2..=4).contains(&raw.len()) {
            sheet.error(id, format!("The question `{}` has {} probes; it needs two to four.", id.get_ref(), raw.len()));
        }
        let slots_here: &'static [&'static str] = if self.personal { &["thing", "said", "phrase"] } else { PROBE.slots };
        let rules = super::super::check::wording::Spoken { slots: slots_here, closed: self.closed, ..PROBE };
        let mut probes = Vec::new();
        for probe in raw {
            let RawProbe { gap: name, text } = probe.into_inner();
            rules.check(sheet, &text);
            let Ok(gap) = name.get_ref().parse::<Gap>();
            if let Gap::Evidence(item) = &gap
                && !evidence.iter().any(|known| known.id == *item)
            {
                let named = Gap::NAMED.map(|gap| gap.to_string()).join(", ");
                sheet.error(&name, format!("The gap `{item}` is neither an evidence id of this question nor one of {named}; correct it."));
                continue;
            }
            probes.push(Probe { gap, text: text.into_inner() });
        }
        // Decision 24: a probe shows that the answer was heard.
        let echoing = probes.iter().filter(|probe| probe.text.contains('{')).count();
        if 2 * echoing < probes.len() {
            let message = format!(
                "Only {echoing} of {} probes of `{}` take up the answer; put {{thing}} or {{said}} into half of them.",
                probes.len(),
                id.get_ref()
            );
            sheet.error(id, message);
        }
        probes
    }

    fn pushback(&self, sheet: &mut Sheet<'_>, kind: QuestionKind, raw: RawPushback) -> Pushback {
        let rules = super::super::check::wording::Spoken { closed: self.closed, ..PUSHBACK };
        rules.check(sheet, &raw.text);
        check_filled(sheet, &raw.listen, "listen");
        if kind != QuestionKind::Situational {
            sheet.error(&raw.text, "Only a situational question has a pushback; remove it or change the kind.");
        }
        Pushback { text: raw.text.into_inner(), listen: raw.listen.into_inner() }
    }
}

/// A seniority by its name.
pub(super) fn level(sheet: &mut Sheet<'_>, text: &Text) -> Option<Level> {
    let found: Result<Level, ValueError> = Level::deserialize(text.get_ref().as_str().into_deserializer());
    if found.is_err() {
        sheet.error(text, format!("The level `{}` is not known; it is one of any, junior, mid, senior, lead.", text.get_ref()));
    }
    found.ok()
}

fn kind(sheet: &mut Sheet<'_>, text: &Text) -> Option<QuestionKind> {
    let found: Result<QuestionKind, ValueError> = QuestionKind::deserialize(text.get_ref().as_str().into_deserializer());
    if found.is_err() {
        let kinds = "opening, behavioural, situational, technical, domain, motivation";
        sheet.error(text, format!("The kind `{}` is not known; it is one of {kinds}.", text.get_ref()));
    }
    found.ok()
}

/// A number that was checked against its bounds, and put between them.
pub(super) fn within(sheet: &mut Sheet<'_>, number: &Spanned<i64>, key: &str, least: i64, most: i64) -> u32 {
    let found = *number.get_ref();
    if !(least..=most).contains(&found) {
        sheet.error(number, format!("`{key} = {found}` is out of range; it is a number from {least} to {most}."));
    }
    u32::try_from(found.clamp(least, most)).unwrap_or_default()
}

fn evidence(sheet: &mut Sheet<'_>, id: &Text, raw: Vec<Spanned<RawEvidence>>) -> Vec<EvidenceItem> {
    if !(3..=6).contains(&raw.len()) {
        sheet.error(id, format!("The question `{}` has {} evidence items; it needs three to six.", id.get_ref(), raw.len()));
    }
    let mut items: Vec<EvidenceItem> = Vec::new();
    for item in raw {
        let RawEvidence { id, text, cues } = item.into_inner();
        if !is_id(id.get_ref()) {
            sheet.error(&id, format!("The id `{}` may have small letters, digits and hyphens only; rename it.", id.get_ref()));
        }
        if Gap::NAMED.iter().any(|gap| gap.to_string() == *id.get_ref()) {
            let message =
                format!("The evidence id `{}` is also the name of a gap, which a probe would mean; give it a longer name.", id.get_ref());
            sheet.warning(&id, message);
        }
        if !(3..=14).contains(&cues.len()) {
            sheet.error(&id, format!("The evidence `{}` has {} cues; it needs three to fourteen.", id.get_ref(), cues.len()));
        }
        if cues.iter().any(|cue| cue.trim().is_empty()) {
            sheet.error(&id, format!("The evidence `{}` has an empty cue; remove it.", id.get_ref()));
        }
        check_filled(sheet, &text, "text");
        if items.iter().any(|known| known.id == *id.get_ref()) {
            sheet.error(&id, format!("The evidence id `{}` is used twice in this question; give one of them another.", id.get_ref()));
            continue;
        }
        items.push(EvidenceItem { id: id.into_inner(), text: text.into_inner(), cues });
    }
    items
}
