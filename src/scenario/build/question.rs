//! Questions, wherever they stand.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::Error as ValueError;
use toml::Spanned;

use super::super::check::wording::{Closed, PLAYED, PROBE, PUSHBACK, QUESTION, Spoken, slots};
use super::super::model::{EvidenceItem, Gap, Level, Probe, Pushback, Question, QuestionKind, SpeechAct};
use super::super::parse::{RawEvidence, RawProbe, RawPushback, RawQuestion, Text};
use super::super::problem::Sheet;
use super::{Present, check_filled, is_id};

/// Cues of an item, at most.
const MOST_CUES: usize = 14;
/// The same for what is really said to somebody.
const MOST_CUES_PLAYED: usize = 30;

/// What a question has to obey where it stands.
pub(in super::super) struct Rules<'a> {
    /// The bank or scenario, for the id.
    pub(in super::super) owner: &'a str,
    /// Whether `{phrase}` has to stand in it.
    pub(in super::super) personal: bool,
    /// Whether it is a scene of a role-play.
    pub(in super::super) scene: bool,
    /// What can be referred to.
    pub(in super::super) present: &'a Present,
}

impl Rules<'_> {
    /// A question with everything that belongs to it. `None` after saying which key is missing.
    pub(in super::super) fn question(&self, sheet: &mut Sheet<'_>, raw: Spanned<RawQuestion>) -> Option<Question> {
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
        self.check_kind(sheet, &text, kind);
        self.check_text(sheet, &text, kind);
        let difficulty = within(sheet, &raw.difficulty?, "difficulty", 1, 5);
        let minutes = within(sheet, &raw.minutes?, "minutes", 1, 15);
        let competencies = raw.competencies?;
        self.check_competencies(sheet, &id, &competencies);
        let evidence = self.evidence(sheet, &id, kind, raw.evidence);
        let probes = self.probes(sheet, &id, kind, raw.probes, &evidence);
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

    fn check_kind(&self, sheet: &mut Sheet<'_>, text: &Text, kind: QuestionKind) {
        if self.scene != (kind == QuestionKind::Scene) {
            let why = if self.scene {
                "The questions of a role-play are scenes: write them here with `kind = \"scene\"`."
            } else {
                "Only a role-play has scenes; choose another kind."
            };
            sheet.error(text, why);
        }
        if kind == QuestionKind::Boundary && self.in_bank() {
            sheet.error(text, "A question that must not be asked stands in a scenario that says so, and in no bank; move it.");
        }
    }

    fn in_bank(&self) -> bool {
        self.owner.contains('/')
    }

    /// How what is said in a question of this kind is checked.
    fn speech(&self, kind: QuestionKind, usual: Spoken) -> Spoken {
        match kind {
            QuestionKind::Scene => Spoken { what: usual.what, slots: usual.slots, most_slots: usual.most_slots, ..PLAYED },
            // It is what is practised; the answer to it is no "yes" either.
            QuestionKind::Boundary => Spoken { asks: false, closed: Closed::Fine, ..usual },
            _ => usual,
        }
    }

    fn check_text(&self, sheet: &mut Sheet<'_>, text: &Text, kind: QuestionKind) {
        let (slots_here, most_slots): (&'static [&'static str], usize) = if self.personal { (&["phrase"], 1) } else { (&[], 0) };
        self.speech(kind, Spoken { slots: slots_here, most_slots, ..QUESTION }).check(sheet, text);
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

    fn probes(
        &self,
        sheet: &mut Sheet<'_>,
        id: &Text,
        kind: QuestionKind,
        raw: Vec<Spanned<RawProbe>>,
        evidence: &[EvidenceItem],
    ) -> Vec<Probe> {
        if !(2..=4).contains(&raw.len()) {
            sheet.error(id, format!("The question `{}` has {} probes; it needs two to four.", id.get_ref(), raw.len()));
        }
        let slots_here: &'static [&'static str] = if self.personal { &["thing", "said", "phrase"] } else { PROBE.slots };
        let rules = self.speech(kind, Spoken { slots: slots_here, ..PROBE });
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
        // Decision 24: a probe shows that the answer was heard. What is played has its own way of showing it.
        let echoing = probes.iter().filter(|probe| probe.text.contains('{')).count();
        if !kind.is_played() && 2 * echoing < probes.len() {
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
        self.speech(kind, PUSHBACK).check(sheet, &raw.text);
        check_filled(sheet, &raw.listen, "listen");
        if !kind.takes_pushback() {
            sheet.error(
                &raw.text,
                "Only a situational question, a scene and a boundary question have a pushback; remove it or change the kind.",
            );
        }
        Pushback { text: raw.text.into_inner(), listen: raw.listen.into_inner() }
    }

    fn evidence(&self, sheet: &mut Sheet<'_>, id: &Text, kind: QuestionKind, raw: Vec<Spanned<RawEvidence>>) -> Vec<EvidenceItem> {
        if !(3..=6).contains(&raw.len()) {
            sheet.error(id, format!("The question `{}` has {} evidence items; it needs three to six.", id.get_ref(), raw.len()));
        }
        let mut items: Vec<EvidenceItem> = Vec::new();
        for item in raw {
            let RawEvidence { id, text, cues, needed, acts } = item.into_inner();
            if !is_id(id.get_ref()) {
                sheet.error(&id, format!("The id `{}` may have small letters, digits and hyphens only; rename it.", id.get_ref()));
            }
            if Gap::NAMED.iter().any(|gap| gap.to_string() == *id.get_ref()) {
                let message = format!(
                    "The evidence id `{}` is also the name of a gap, which a probe would mean; give it a longer name.",
                    id.get_ref()
                );
                sheet.warning(&id, message);
            }
            // What is really said to somebody has more forms than what is told about it.
            let most = if kind.is_played() { MOST_CUES_PLAYED } else { MOST_CUES };
            if !(3..=most).contains(&cues.len()) {
                sheet.error(&id, format!("The evidence `{}` has {} cues; it needs three to {most}.", id.get_ref(), cues.len()));
            }
            if let Some(acts) = acts.first().filter(|_| !kind.is_played()) {
                sheet.error(acts, "`acts` belongs to scenes and boundary questions only, where something is said to somebody; remove it.");
            }
            if let Some(needed) = needed.as_ref().filter(|_| !self.scene) {
                sheet.error(needed, "`needed` belongs to the scenes of a role-play only; remove it.");
            }
            if cues.iter().any(|cue| cue.trim().is_empty()) {
                sheet.error(&id, format!("The evidence `{}` has an empty cue; remove it.", id.get_ref()));
            }
            check_filled(sheet, &text, "text");
            if items.iter().any(|known| known.id == *id.get_ref()) {
                sheet.error(&id, format!("The evidence id `{}` is used twice in this question; give one of them another.", id.get_ref()));
                continue;
            }
            let needed = self.scene && needed.is_some_and(Spanned::into_inner);
            items.push(EvidenceItem {
                id: id.into_inner(),
                text: text.into_inner(),
                cues,
                acts: acts.iter().filter_map(|row| speech_acts(sheet, row)).collect(),
                needed,
            });
        }
        items
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

/// A row such as "offer time".
fn speech_acts(sheet: &mut Sheet<'_>, row: &Text) -> Option<Vec<SpeechAct>> {
    let mut acts = Vec::new();
    for name in row.get_ref().split_whitespace() {
        let Some((act, _)) = SpeechAct::ALL.iter().find(|(_, known)| *known == name) else {
            let known = SpeechAct::ALL.map(|(_, name)| name).join(", ");
            sheet.error(row, format!("The act `{name}` is not known; possible are {known}, several of them in a row for all at once."));
            return None;
        };
        acts.push(*act);
    }
    (!acts.is_empty()).then_some(acts)
}

fn kind(sheet: &mut Sheet<'_>, text: &Text) -> Option<QuestionKind> {
    let found: Result<QuestionKind, ValueError> = QuestionKind::deserialize(text.get_ref().as_str().into_deserializer());
    if found.is_err() {
        let kinds = "opening, behavioural, situational, technical, domain, motivation, boundary, scene";
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
