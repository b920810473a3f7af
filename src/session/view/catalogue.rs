//! Which scenarios of many are shown.

use std::collections::BTreeSet;

use super::{Load, ScenarioChoice, SetupView};
use crate::scenario::{Grade, Level, ScenarioKind};

/// What the person looks for. The default shows everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CatalogueFilter {
    /// Words that all have to occur, in any order and each perhaps in part.
    pub search: String,
    /// Only this line of work.
    pub sector: Option<String>,
    /// Only what suits this seniority.
    pub level: Option<Level>,
    /// Only this demanding.
    pub grade: Option<Grade>,
    /// At most so many minutes.
    pub minutes: Option<u32>,
    /// Only interviews, or only played situations.
    pub kind: Option<ScenarioKind>,
    /// Only what practises this skill.
    pub skill: Option<String>,
}

impl CatalogueFilter {
    /// Whether a scenario is shown.
    #[must_use]
    pub fn shows(&self, scenario: &ScenarioChoice) -> bool {
        // There are hundreds of them: they are for those who look for something.
        if scenario.made && self.search.trim().is_empty() && self.sector.is_none() {
            return false;
        }
        self.sector.as_ref().is_none_or(|sector| *sector == scenario.sector)
            && self.level.is_none_or(|level| scenario.level == level || scenario.level == Level::Any)
            && self.grade.is_none_or(|grade| scenario.grade == grade)
            && self.minutes.is_none_or(|most| scenario.minutes <= most)
            && self.kind.is_none_or(|kind| scenario.kind == kind)
            && self.skill.as_ref().is_none_or(|skill| scenario.skills.contains(skill))
            && self.finds(scenario)
    }

    fn finds(&self, scenario: &ScenarioChoice) -> bool {
        let words: Vec<String> = self.search.split_whitespace().map(str::to_lowercase).collect();
        if words.is_empty() {
            return true;
        }
        let texts = [&scenario.title, &scenario.role, &scenario.employer, &scenario.summary, &scenario.sector];
        let all = texts.into_iter().chain(&scenario.skills).map(|text| text.to_lowercase()).collect::<Vec<_>>().join("\n");
        words.iter().all(|word| all.contains(word))
    }
}

impl SetupView {
    /// All scenarios, whether shown or not.
    #[must_use]
    pub fn all(&self) -> &[ScenarioChoice] {
        match &self.scenarios {
            Load::Ready(scenarios) => scenarios,
            Load::Loading | Load::Failed(_) => &[],
        }
    }

    /// The scenarios that are looked for.
    pub fn shown(&self) -> impl Iterator<Item = &ScenarioChoice> {
        self.all().iter().filter(|scenario| self.filter.shows(scenario))
    }

    /// The lines of work that there are scenarios for.
    #[must_use]
    pub fn sectors(&self) -> BTreeSet<&str> {
        self.all().iter().map(|scenario| scenario.sector.as_str()).collect()
    }

    /// The skills that can be practised.
    #[must_use]
    pub fn skills(&self) -> BTreeSet<&str> {
        self.all().iter().flat_map(|scenario| &scenario.skills).map(String::as_str).collect()
    }
}
