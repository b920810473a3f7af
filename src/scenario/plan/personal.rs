//! Questions that cite the candidate's resume and the job, word for word.

use std::collections::{BTreeSet, VecDeque};

use super::super::bank::{Takes, Template};
use super::super::chance::Pcg32;
use super::super::check::similar::Stems;
use super::super::check::wording::count_words;
use super::super::library::Library;
use super::super::model::{Citation, DocumentKind, Level, Probe, Question, QuestionKind, ScenarioKind};
use crate::intake::{Intake, Job, Phrase, Resume, citable};
use crate::interview::PlannedSection;

/// Questions that cite one document: two documents must change at least three questions (decision 25).
const CITED: usize = 3;
/// Questions that cite the job when the resume is cited as well.
const CITED_BESIDE: usize = 2;
/// Shared stems from which on a phrase belongs before a question.
const NEAR: usize = 2;
/// Words of a filled template that can still be followed by ear: a full question and a full citation share two sentences.
const MOST_WORDS: usize = 36;

/// Words of a document and what they are.
#[derive(Clone, Debug)]
struct Item {
    takes: Takes,
    document: DocumentKind,
    phrase: String,
}

/// What the documents offer for a plan.
#[derive(Default)]
pub(super) struct Material {
    resume: Vec<Item>,
    job: Vec<Item>,
    /// What they are about.
    pub(super) stems: BTreeSet<String>,
    /// Who the resume speaks of.
    pub(super) level: Level,
}

impl Material {
    /// Collects what can be cited. A document from which nothing can be leaves no trace in the plan.
    pub(super) fn of(intake: &Intake, kind: ScenarioKind) -> Self {
        if kind == ScenarioKind::RolePlay {
            return Self::default();
        }
        let resume = intake.resume.as_ref().map(resume_items).unwrap_or_default();
        let job = intake.job.as_ref().map(job_items).unwrap_or_default();
        let terms = job.iter().chain(&resume).map(|item| item.phrase.as_str());
        let stems = Stems::default().of(terms);
        let level = intake.resume.as_ref().filter(|_| !resume.is_empty()).map(|resume| resume.level).unwrap_or_default();
        Self { resume, job, stems, level }
    }

    /// Whether there is nothing to cite.
    pub(super) fn is_empty(&self) -> bool {
        self.resume.is_empty() && self.job.is_empty()
    }
}

fn items(takes: Takes, document: DocumentKind, phrases: &[Phrase], fits: impl Fn(&str) -> bool) -> Vec<Item> {
    let cited = phrases.iter().filter_map(citable).filter(|phrase| fits(&phrase.text));
    cited.map(|phrase| Item { takes, document, phrase: phrase.text }).collect()
}

fn resume_items(resume: &Resume) -> Vec<Item> {
    let list = |takes, phrases: &[Phrase]| items(takes, DocumentKind::Resume, phrases, |_| true);
    let roles: Vec<Phrase> = resume.roles.iter().map(|role| role.whole.clone()).collect();
    [
        list(Takes::Achievement, &resume.achievements),
        list(Takes::Role, &roles),
        list(Takes::Project, &resume.projects),
        list(Takes::Skill, &resume.skills),
        list(Takes::Responsibility, &resume.duties),
    ]
    .concat()
}

fn job_items(job: &Job) -> Vec<Item> {
    let list = |takes, phrases: &[Phrase]| items(takes, DocumentKind::Job, phrases, is_thing);
    [
        list(Takes::Requirement, &job.requirements),
        items(Takes::Responsibility, DocumentKind::Job, &job.responsibilities, |_| true),
        list(Takes::Skill, &job.skills),
    ]
    .concat()
}

/// Whether a phrase can follow "The job asks for".
fn is_thing(phrase: &str) -> bool {
    let first = phrase.split_whitespace().next().unwrap_or_default().to_lowercase();
    // What somebody must be ready for is no skill: "you are in your first week and it is needed" makes no sense of it.
    let ready = ["willingness", "willing", "readiness", "availability", "flexibility", "ability", "able"];
    let verbs = ["you", "be", "is", "are", "can", "have", "has", "hold", "must", "should", "not", "to", "who", "we"];
    !ready.contains(&first.as_str()) && !verbs.contains(&first.as_str())
}

/// Lets some of the drawn questions cite the documents: up to half of them, but none that must be asked, are replaced by
/// a template; others get a sentence before them, if they have to do with it or too few cite anything otherwise.
pub(super) fn personalise(sections: &mut [PlannedSection], library: &Library, language: &str, material: &Material, seed: u64) {
    if material.is_empty() {
        return;
    }
    let mut chance = Pcg32::named(seed, "personal");
    let beside = if material.resume.is_empty() { CITED } else { CITED_BESIDE };
    let mut resume = VecDeque::from(choose(&material.resume, CITED, &mut chance));
    let mut job = VecDeque::from(choose(&material.job, beside, &mut chance));
    let total: usize = sections.iter().map(|section| section.questions.len()).sum();
    let mut replaceable = total.div_ceil(2);
    let mut used = BTreeSet::new();
    let mut later = Vec::new();
    // In turns, so that both documents are met even in a short interview.
    while let Some(item) = if resume.len() >= job.len() { resume.pop_front() } else { job.pop_front() } {
        let filled = (replaceable > 0).then(|| template(library, language, &item, &used, &mut chance)).flatten();
        match filled.map(|question| (used.insert(question.id.clone()), replace(sections, question))) {
            Some((_, true)) => replaceable -= 1,
            _ => later.push(item),
        }
    }
    for item in later {
        let cited = sections.iter().flat_map(|section| &section.questions).filter_map(|question| question.cites.as_ref());
        let enough = match item.document {
            DocumentKind::Resume => cited.filter(|cites| cites.document == DocumentKind::Resume).count() >= CITED,
            DocumentKind::Job => cited.count() >= CITED,
        };
        lead_in(sections, language, &item, enough);
    }
}

/// Different sorts in turns; within a sort at random, but the latest role first.
fn choose(items: &[Item], most: usize, chance: &mut Pcg32) -> Vec<Item> {
    let mut sorts: Vec<Vec<Item>> = Vec::new();
    for item in items {
        match sorts.iter_mut().find(|sort| sort[0].takes == item.takes) {
            Some(sort) => sort.push(item.clone()),
            None => sorts.push(vec![item.clone()]),
        }
    }
    for sort in &mut sorts {
        if sort[0].takes != Takes::Role {
            chance.shuffle(sort);
        }
    }
    let longest = sorts.iter().map(Vec::len).max().unwrap_or_default();
    let mut chosen: Vec<Item> = Vec::new();
    for turn in 0..longest {
        for item in sorts.iter().filter_map(|sort| sort.get(turn)) {
            let known = chosen.iter().any(|other| other.phrase.contains(&item.phrase) || item.phrase.contains(&other.phrase));
            if !known && chosen.len() < most {
                chosen.push(item.clone());
            }
        }
    }
    chosen
}

/// An unused template for an item, filled.
fn template(library: &Library, language: &str, item: &Item, used: &BTreeSet<String>, chance: &mut Pcg32) -> Option<Question> {
    let bank = library.banks.get(match item.document {
        DocumentKind::Resume => "personal/resume",
        DocumentKind::Job => "personal/job",
    })?;
    if bank.language != language {
        return None;
    }
    let fits = |template: &&Template| template.takes == item.takes && !used.contains(&template.question.id);
    let fitting: Vec<&Template> = bank.templates.iter().filter(fits).collect();
    let question = &chance.pick(&fitting)?.question;
    let fill = |text: &str| text.replace("{phrase}", &item.phrase);
    let text = fill(&question.text);
    let probes = question.probes.iter().map(|probe| Probe { gap: probe.gap.clone(), text: fill(&probe.text) }).collect();
    let cites = Some(Citation { document: item.document, phrase: item.phrase.clone() });
    (count_words(&text) <= MOST_WORDS).then(|| Question { text, probes, cites, must: false, ..question.clone() })
}

/// Puts a question in the place of a drawn one: in the section with most of them left, of its own kind if there is one.
fn replace(sections: &mut [PlannedSection], question: Question) -> bool {
    let free = |other: &Question| !other.must && other.cites.is_none() && other.kind != QuestionKind::Opening;
    // Why somebody applies is best asked as it is, so that goes last.
    let usual = |other: &Question| free(other) && other.kind != QuestionKind::Motivation;
    let left = |section: &PlannedSection| {
        let count = |test: &dyn Fn(&Question) -> bool| section.questions.iter().filter(|other| test(other)).count();
        (count(&usual), count(&free))
    };
    let Some(section) = sections.iter_mut().rev().max_by_key(|section| left(section)) else { return false };
    let same_kind = section.questions.iter().position(|other| free(other) && other.kind == question.kind);
    let place = same_kind.or_else(|| section.questions.iter().rposition(usual)).or_else(|| section.questions.iter().rposition(free));
    match place {
        Some(place) => {
            section.questions[place] = question;
            true
        }
        None => false,
    }
}

/// Says the words before the question that they have most to do with; `only_near` if not before any other.
fn lead_in(sections: &mut [PlannedSection], language: &str, item: &Item, only_near: bool) {
    // Wordings of other languages come with their own personal banks; a lead-in is only the English makeshift.
    if language != "en" && !language.starts_with("en-") {
        return;
    }
    let stems = Stems::default();
    let about = stems.of([item.phrase.as_str()]);
    let near = |question: &Question| {
        let asked = question.keywords.iter().chain(question.evidence.iter().flat_map(|item| &item.cues)).chain([&question.text]);
        stems.of(asked.map(String::as_str)).intersection(&about).count()
    };
    let open = sections.iter_mut().flat_map(|section| &mut section.questions).filter(|question| question.cites.is_none());
    let asks_for_work = |question: &&mut Question| !matches!(question.kind, QuestionKind::Opening | QuestionKind::Motivation);
    let open = open.filter(|question| !only_near || (asks_for_work(question) && near(question) >= NEAR));
    let best = open.first_max_by(|question| (question.kind != QuestionKind::Opening, near(question)));
    if let Some(question) = best {
        let source = match item.document {
            DocumentKind::Resume => "Your resume says",
            DocumentKind::Job => "The job advert says",
        };
        question.text = format!("{source}: {}. With that in mind, here is my question. {}", item.phrase, question.text);
        question.cites = Some(Citation { document: item.document, phrase: item.phrase.clone() });
    }
}

/// The first of the greatest, where the standard library gives the last.
trait FirstGreatest: Iterator + Sized {
    fn first_max_by<K: Ord>(self, mut key: impl FnMut(&Self::Item) -> K) -> Option<Self::Item> {
        let mut best: Option<(K, Self::Item)> = None;
        for item in self {
            let rank = key(&item);
            if best.as_ref().is_none_or(|(known, _)| rank > *known) {
                best = Some((rank, item));
            }
        }
        best.map(|(_, item)| item)
    }
}

impl<I: Iterator> FirstGreatest for I {}
