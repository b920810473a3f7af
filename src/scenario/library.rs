//! All content at once: read from texts, checked, and with references resolved.

use std::borrow::Cow;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use super::bank::{Bank, Position};
use super::build::{self, Asked, Present};
use super::calibration::Calibration;
use super::check::{SAME_QUESTION, doubles};
use super::knowledge::{Guide, GuideRef};
use super::line::Lines;
use super::made::{MADE_MINUTES, Made};
use super::model::{Advice, Persona, Question, Rubric, Scenario, ScenarioKind};
use super::problem::{Problem, Severity, Sheet};

/// The dimensions of every report, in its order.
pub(super) const DIMENSIONS: [&str; 5] = ["communication", "technical", "confidence", "domain", "problem_solving"];

/// The sector of what suits any line of work.
const GENERAL: &str = "general";

/// Scenarios and everything that they rest on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Library {
    /// By id. Only those that can be held: with an interviewer and with a question in each section.
    pub scenarios: BTreeMap<String, Scenario>,
    /// By `sector/domain`.
    pub banks: BTreeMap<String, Bank>,
    /// By id, each with their own wordings only.
    pub personas: BTreeMap<String, Persona>,
    /// By id.
    pub rubrics: BTreeMap<String, Rubric>,
    /// Default wordings by language tag.
    pub lines: BTreeMap<String, Lines>,
    /// Guides for candidates, by id.
    pub guides: BTreeMap<String, Guide>,
    /// Exercises, in the order of the file.
    pub advice: Vec<Advice>,
    /// Answers of a known level, by `sector/name`.
    pub calibrations: BTreeMap<String, Calibration>,
    /// The files that all of this was read from, by path; those that could not be read are among them.
    pub files: BTreeMap<String, FileMark>,
}

/// What tells one state of a file from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileMark {
    /// Its length.
    pub bytes: u64,
    /// A hash of its text. It may differ between versions of the program, and protects from nobody.
    pub hash: u64,
}

impl FileMark {
    fn of(text: &str) -> Self {
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        Self { bytes: text.len().try_into().unwrap_or(u64::MAX), hash: hasher.finish() }
    }
}

/// What a file is, by its path.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Role {
    Rubric(String),
    Lines(String),
    Guide(String),
    Advice,
    Persona(String),
    Bank(String),
    Calibration(String),
    Scenario(String),
}

impl Role {
    /// `Ok(None)` for what is not content (a README, a folder of other things); an error for a content file in a place
    /// where nothing is looked for.
    fn of(path: &str) -> Result<Option<Self>, &'static str> {
        if let Some(stem) = path.strip_suffix(".md") {
            return Self::of_markdown(stem);
        }
        let Some(stem) = path.strip_suffix(".toml") else { return Ok(None) };
        let parts: Vec<&str> = stem.split('/').collect();
        match parts.as_slice() {
            ["scenarios", id] => Ok(Some(Self::Scenario((*id).to_owned()))),
            ["seeds", "banks", sector, domain] => Ok(Some(Self::Bank(format!("{sector}/{domain}")))),
            ["seeds", "calibration", sector, name] => Ok(Some(Self::Calibration(format!("{sector}/{name}")))),
            ["seeds", "personas", id] => Ok(Some(Self::Persona((*id).to_owned()))),
            ["seeds", "rubrics", id] => Ok(Some(Self::Rubric((*id).to_owned()))),
            ["seeds", "lines", tag] => Ok(Some(Self::Lines((*tag).to_owned()))),
            ["seeds", "advice"] => Ok(Some(Self::Advice)),
            ["scenarios", ..] => Err("Scenarios lie directly in scenarios/; move the file there."),
            ["seeds", "calibration", ..] => Err("Answers of a known level lie in seeds/calibration/SECTOR/NAME.toml; move the file there."),
            ["seeds", "banks", ..] => Err("Banks lie in seeds/banks/SECTOR/DOMAIN.toml; move the file there."),
            ["seeds", "personas" | "rubrics" | "lines", ..] => Err("The file lies too deep; move it one folder up."),
            ["seeds", ..] => Ok(None),
            _ => Err("The file lies neither in scenarios/ nor in seeds/, so nothing will read it; move it."),
        }
    }

    /// Markdown is a guide in one place, and explains the other files in all others.
    fn of_markdown(stem: &str) -> Result<Option<Self>, &'static str> {
        let parts: Vec<&str> = stem.split('/').collect();
        match parts.as_slice() {
            [.., name] if name.eq_ignore_ascii_case("readme") => Ok(None),
            ["seeds", "knowledge", id] => Ok(Some(Self::Guide((*id).to_owned()))),
            ["seeds", "knowledge", ..] => Err("Guides lie directly in seeds/knowledge/; move the file there."),
            ["scenarios" | "seeds", ..] => Ok(None),
            _ => Err("Guides lie in seeds/knowledge/, and elsewhere nothing will read the file; move it."),
        }
    }
}

impl Library {
    /// Reads content from `(path, text)` pairs, where a path begins with `scenarios/` or `seeds/`. A file that cannot be
    /// read is left out and everything else is still there. The problems are in the order of files and lines.
    pub fn from_files(files: impl IntoIterator<Item = (String, String)>) -> (Self, Vec<Problem>) {
        let mut loading = Loading::default();
        let mut sorted: BTreeMap<Role, (String, String)> = BTreeMap::new();
        for (path, text) in files {
            let path = path.replace('\\', "/");
            let path = path.trim_start_matches("./").to_owned();
            match Role::of(&path) {
                Ok(None) => {}
                Ok(Some(role)) => {
                    if let Entry::Vacant(free) = sorted.entry(role) {
                        loading.library.files.insert(path.clone(), FileMark::of(&text));
                        free.insert((path, text));
                    } else {
                        loading.fault(&path, "The file was given twice; the first one counts.");
                    }
                }
                Err(why) => loading.fault(&path, why),
            }
        }
        for role in sorted.keys() {
            loading.present(role);
        }
        // The order of `Role` is the order of dependence: what is referred to comes first.
        for (role, (path, text)) in &sorted {
            loading.read(role, path, text);
        }
        loading.finish()
    }

    /// The scenario with this id, written or [made to order](Made).
    #[must_use]
    pub fn scenario(&self, id: &str) -> Option<Cow<'_, Scenario>> {
        let made = || id.parse::<Made>().ok()?.make(self).map(Cow::Owned);
        self.scenarios.get(id).map(Cow::Borrowed).or_else(made)
    }

    /// Every job of every bank, as scenarios that can be made, in the order of the banks.
    pub fn makeable(&self) -> impl Iterator<Item = (Made, &Bank, &Position)> {
        self.banks.values().flat_map(|bank| {
            bank.positions
                .iter()
                .map(move |position| (Made { bank: bank.id.clone(), position: position.id.clone(), minutes: MADE_MINUTES }, bank, position))
        })
    }

    /// The place in a guide that `GUIDE#SECTION` or `GUIDE` names.
    ///
    /// # Errors
    /// There is no such guide or section; the sentence says which.
    pub fn guide_ref(&self, reference: &str) -> Result<GuideRef, String> {
        build::find_guide(&self.guides, reference)
    }

    /// The competencies that questions name beside the dimensions of every report, in the order in which they name them. A
    /// name without a file is a problem of the content, which has been reported, and is passed over.
    pub fn skills_of<'a>(&'a self, questions: impl Iterator<Item = &'a Question>) -> impl Iterator<Item = &'a Rubric> {
        let mut seen: BTreeSet<&str> = DIMENSIONS.into_iter().collect();
        let named = questions.flat_map(|question| &question.competencies);
        named.filter(move |id| seen.insert(id)).filter_map(|id| self.rubrics.get(id))
    }

    /// The scenarios to choose from: published and usable, what suits any line of work first, then by sector and title.
    #[must_use]
    pub fn catalogue(&self) -> Vec<&Scenario> {
        let usable = |scenario: &&Scenario| {
            scenario.published
                && self.lines.contains_key(&scenario.language)
                && scenario.personas.iter().any(|id| self.personas.contains_key(id))
        };
        let mut shown: Vec<&Scenario> = self.scenarios.values().filter(usable).collect();
        // What suits everybody comes first, and an interview before a scene: it is what is chosen when nothing was chosen yet.
        let last = |scenario: &Scenario| scenario.kind != ScenarioKind::Interview;
        shown.sort_by_key(|scenario| (scenario.sector != GENERAL, &scenario.sector, last(scenario), &scenario.title, &scenario.id));
        shown
    }
}

/// A library in the making.
#[derive(Default)]
struct Loading {
    library: Library,
    present: Present,
    asked: Asked,
    problems: Vec<Problem>,
}

impl Loading {
    fn fault(&mut self, path: &str, message: &str) {
        self.problems.push(Problem { file: path.to_owned(), line: None, severity: Severity::Error, message: message.to_owned() });
    }

    fn present(&mut self, role: &Role) {
        let (list, id): (&mut BTreeSet<String>, _) = match role {
            Role::Rubric(id) => (&mut self.present.rubrics, id),
            Role::Persona(id) => (&mut self.present.personas, id),
            Role::Bank(id) => (&mut self.present.banks, id),
            Role::Lines(id) => (&mut self.present.languages, id),
            Role::Scenario(_) | Role::Calibration(_) | Role::Guide(_) | Role::Advice => return,
        };
        list.insert(id.clone());
    }

    fn read(&mut self, role: &Role, path: &str, text: &str) {
        let mut sheet = Sheet::new(path, text);
        let library = &mut self.library;
        match role {
            Role::Rubric(id) => insert(&mut library.rubrics, id, build::rubric(&mut sheet, id)),
            Role::Lines(tag) => insert(&mut library.lines, tag, build::language(&mut sheet, tag)),
            Role::Guide(id) => insert(&mut library.guides, id, build::guide(&mut sheet, id)),
            Role::Advice => library.advice = build::advice(&mut sheet, &library.guides).unwrap_or_default(),
            Role::Persona(id) => insert(&mut library.personas, id, build::persona(&mut sheet, id)),
            Role::Bank(id) => insert(&mut library.banks, id, build::bank(&mut sheet, id, &self.present, &mut self.asked)),
            Role::Calibration(name) => {
                let calibration = build::calibration(&mut sheet, &library.banks);
                insert(&mut library.calibrations, name, calibration);
            }
            Role::Scenario(id) => {
                let scenario = build::scenario(&mut sheet, id, &self.present, &library.banks, &mut self.asked);
                insert(&mut library.scenarios, id, scenario);
            }
        }
        self.problems.append(&mut sheet.problems);
    }

    fn finish(mut self) -> (Library, Vec<Problem>) {
        let entries = &self.asked.entries;
        for (earlier, later, likeness) in doubles(entries.iter().map(|entry| &entry.print)) {
            let (earlier, later) = (&entries[earlier], &entries[later]);
            let message = format!(
                "The question `{}` asks for the same as `{}` ({}:{}; likeness {likeness:.2}, allowed below {SAME_QUESTION}); \
                 remove one or give it another aim.",
                later.id, earlier.id, earlier.file, earlier.line
            );
            self.problems.push(Problem { file: later.file.clone(), line: Some(later.line), severity: Severity::Error, message });
        }
        self.problems.sort_by(|a, b| (&a.file, a.line, a.severity).cmp(&(&b.file, b.line, b.severity)));
        (self.library, self.problems)
    }
}

fn insert<T>(map: &mut BTreeMap<String, T>, id: &str, value: Option<T>) {
    if let Some(value) = value {
        map.insert(id.to_owned(), value);
    }
}
