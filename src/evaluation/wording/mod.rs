//! The sentences of the report, from data files beside this one and addressed by language tag.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

static ENGLISH: LazyLock<Wording> = LazyLock::new(|| toml::from_str(include_str!("en.toml")).unwrap_or_default());

/// The wording for a BCP 47 tag; English where there is none in that language.
pub(crate) fn of(_language: &str) -> &'static Wording {
    &ENGLISH
}

/// Sentences by key.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Wording {
    numbers: Vec<String>,
    pub(crate) judge: String,
    gaps: BTreeMap<String, String>,
    well: BTreeMap<String, Vec<String>>,
    okay: BTreeMap<String, Vec<String>>,
    improve: BTreeMap<String, Vec<String>>,
    substance: BTreeMap<String, String>,
    notes: BTreeMap<String, String>,
    not_assessed: BTreeMap<String, String>,
    plan: BTreeMap<String, String>,
    delivery: BTreeMap<String, String>,
    modelled: BTreeMap<String, String>,
}

/// Which list a remark belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Well,
    Okay,
    Improve,
}

impl Wording {
    /// One of the wordings for a finding; `vary` chooses.
    pub(crate) fn remark(&self, part: Part, key: &str, vary: usize) -> &str {
        let list = match part {
            Part::Well => &self.well,
            Part::Okay => &self.okay,
            Part::Improve => &self.improve,
        };
        list.get(key).filter(|wordings| !wordings.is_empty()).map_or("", |wordings| &wordings[vary % wordings.len()])
    }

    pub(crate) fn gap(&self, key: &str) -> &str {
        get(&self.gaps, key)
    }

    pub(crate) fn substance(&self, key: &str) -> &str {
        get(&self.substance, key)
    }

    pub(crate) fn note(&self, key: &str) -> &str {
        get(&self.notes, key)
    }

    pub(crate) fn not_assessed(&self, key: &str) -> &str {
        get(&self.not_assessed, key)
    }

    pub(crate) fn plan(&self, key: &str) -> &str {
        get(&self.plan, key)
    }

    pub(crate) fn delivery(&self, key: &str) -> &str {
        get(&self.delivery, key)
    }

    pub(crate) fn modelled(&self, key: &str) -> &str {
        get(&self.modelled, key)
    }

    /// A small number in words.
    pub(crate) fn number(&self, number: usize) -> String {
        self.numbers.get(number).cloned().unwrap_or_else(|| number.to_string())
    }

    /// "a, b and c".
    pub(crate) fn list(&self, parts: &[&str]) -> String {
        match parts {
            [] => String::new(),
            [one] => (*one).to_owned(),
            [first @ .., last] => format!("{} {} {last}", first.join(", "), self.note("and")),
        }
    }
}

fn get<'a>(map: &'a BTreeMap<String, String>, key: &str) -> &'a str {
    map.get(key).map_or("", String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_english_sentences_can_be_read() {
        let wording: Wording = toml::from_str(include_str!("en.toml")).unwrap();
        assert_eq!(wording.number(3), "three");
        assert_eq!(wording.list(&["a", "b", "c"]), "a, b and c");
    }
}
