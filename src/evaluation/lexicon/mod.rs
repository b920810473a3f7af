//! Word lists of one language, read from data files beside this one and addressed by language tag. A further language
//! is a further file and one more line in [`of`].

mod stems;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

use serde::Deserialize;

pub(crate) use stems::{Stems, split_contraction};

static ENGLISH: LazyLock<Option<Lexicon>> = LazyLock::new(|| Lexicon::parse(include_str!("en.toml")).ok());

/// The lexicon for a BCP 47 tag, by its primary language; `None` when that language cannot be read.
#[must_use]
pub(crate) fn of(language: &str) -> Option<&'static Lexicon> {
    match language.split(['-', '_']).next().unwrap_or_default().to_lowercase().as_str() {
        "en" => ENGLISH.as_ref(),
        _ => None,
    }
}

/// The file as it stands.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[expect(dead_code, reason = "says in the file what the file is")]
    language: String,
    stop: String,
    hesitations: String,
    loose_fillers: Vec<String>,
    adverbs: String,
    subjects: String,
    pronouns_object: String,
    determiners: String,
    auxiliaries: String,
    prepositions: String,
    conjunctions: String,
    particles: String,
    negations: String,
    abbreviations: String,
    irregular: String,
    participles: String,
    not_preterite: String,
    stative: String,
    verbs: String,
    numbers: String,
    months_days: String,
    units: String,
    not_names: String,
    tools: String,
    sweeping: String,
    swelling: String,
    indefinite: String,
    limiting: String,
    reporting: String,
    cues: BTreeMap<String, Vec<String>>,
    groups: BTreeMap<String, String>,
}

/// Words by what they do in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Class {
    Stop,
    Hesitation,
    Adverb,
    Subject,
    Object,
    Determiner,
    Auxiliary,
    Preposition,
    Conjunction,
    Particle,
    Negation,
    Abbreviation,
    Irregular,
    Participle,
    NotPreterite,
    Number,
    MonthOrDay,
    Unit,
    NotName,
    Sweeping,
    Swelling,
    Indefinite,
    Limiting,
    IngNoun,
    Adjective,
}

/// Words by what they mean, compared by stem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Group {
    Vague,
    Interview,
    EmptyHead,
    People,
    Tool,
    Stative,
    Reporting,
    Verb,
    Feeling,
}

/// Phrases that mark something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Cue {
    LooseFiller,
    Situation,
    Task,
    Result,
    Reasoning,
    Alternatives,
    Cause,
    Problem,
    Reflection,
    Steps,
    Checks,
    Conditions,
    Decisions,
    Admits,
    Credits,
    Hedges,
    Padding,
    Blame,
    Overclaim,
    Apology,
    Sympathy,
    Request,
    Offer,
    Agreement,
    AgreementPlain,
    Summary,
}

/// What is known about one language.
pub(crate) struct Lexicon {
    /// Turns a word into what is compared.
    pub(crate) stems: Stems,
    classes: HashMap<Class, HashSet<String>>,
    groups: HashMap<Group, HashSet<String>>,
    cues: HashMap<Cue, Vec<Vec<String>>>,
    topics: Vec<HashSet<String>>,
}

impl Lexicon {
    fn parse(text: &str) -> Result<Self, toml::de::Error> {
        let file: File = toml::from_str(text)?;
        let stems = Stems::new(&file.irregular, &file.participles);
        let set = |words: &str| -> HashSet<String> { words.split_whitespace().map(str::to_owned).collect() };
        let every_second = |pairs: &str| -> HashSet<String> { pairs.split_whitespace().step_by(2).map(str::to_owned).collect() };
        let stemmed = |words: &str| -> HashSet<String> { words.split_whitespace().map(|word| stems.of(word)).collect() };
        let group = |name: &str| stemmed(file.groups.get(name).map_or("", String::as_str));
        let phrases = |list: &[String]| -> Vec<Vec<String>> { list.iter().map(|phrase| stems.phrase(phrase)).collect() };
        let cue = |name: &str| phrases(file.cues.get(name).map_or(&[], Vec::as_slice));
        let words = |name: &str| set(file.groups.get(name).map_or("", String::as_str));
        let classes = HashMap::from([
            (Class::Stop, set(&file.stop)),
            (Class::Hesitation, set(&file.hesitations)),
            (Class::Adverb, set(&file.adverbs)),
            (Class::Subject, set(&file.subjects)),
            (Class::Object, set(&file.pronouns_object)),
            (Class::Determiner, set(&file.determiners)),
            (Class::Auxiliary, set(&file.auxiliaries)),
            (Class::Preposition, set(&file.prepositions)),
            (Class::Conjunction, set(&file.conjunctions)),
            (Class::Particle, set(&file.particles)),
            (Class::Negation, set(&file.negations)),
            (Class::Abbreviation, set(&file.abbreviations)),
            (Class::Irregular, every_second(&file.irregular)),
            (Class::Participle, every_second(&file.participles)),
            (Class::NotPreterite, set(&file.not_preterite)),
            (Class::Number, set(&file.numbers)),
            (Class::MonthOrDay, set(&file.months_days)),
            (Class::Unit, set(&file.units)),
            (Class::NotName, set(&file.not_names)),
            (Class::Sweeping, set(&file.sweeping)),
            (Class::Swelling, set(&file.swelling)),
            (Class::Indefinite, set(&file.indefinite)),
            (Class::Limiting, set(&file.limiting)),
            (Class::IngNoun, words("ing_nouns")),
            (Class::Adjective, words("adjectives")),
        ]);
        let groups = HashMap::from([
            (Group::Vague, group("vague")),
            (Group::Interview, group("interview")),
            (Group::EmptyHead, group("empty_heads")),
            (Group::People, group("people")),
            (Group::Tool, stemmed(&file.tools)),
            (Group::Stative, stemmed(&file.stative)),
            (Group::Reporting, stemmed(&file.reporting)),
            (Group::Verb, stemmed(&file.verbs)),
            (Group::Feeling, group("feeling")),
        ]);
        let cues = HashMap::from([
            (Cue::LooseFiller, phrases(&file.loose_fillers)),
            (Cue::Situation, cue("situation")),
            (Cue::Task, cue("task")),
            (Cue::Result, cue("result")),
            (Cue::Reasoning, cue("reasoning")),
            (Cue::Alternatives, cue("alternatives")),
            (Cue::Cause, cue("cause")),
            (Cue::Problem, cue("problem")),
            (Cue::Reflection, cue("reflection")),
            (Cue::Steps, cue("steps")),
            (Cue::Checks, cue("checks")),
            (Cue::Conditions, cue("conditions")),
            (Cue::Decisions, cue("decisions")),
            (Cue::Admits, cue("admits")),
            (Cue::Credits, cue("credits")),
            (Cue::Hedges, cue("hedges")),
            (Cue::Padding, cue("padding")),
            (Cue::Blame, cue("blame")),
            (Cue::Overclaim, cue("overclaim")),
            (Cue::Apology, cue("apology")),
            (Cue::Sympathy, cue("sympathy")),
            (Cue::Request, cue("request")),
            (Cue::Offer, cue("offer")),
            (Cue::Agreement, cue("agreement")),
            (Cue::AgreementPlain, cue("agreement_plain")),
            (Cue::Summary, cue("summary")),
        ]);
        let topics = file.groups.get("topics").map_or("", String::as_str).lines().map(stemmed).filter(|topic| !topic.is_empty()).collect();
        Ok(Self { stems, classes, groups, cues, topics })
    }

    /// Whether a word in lower case belongs to a class.
    pub(crate) fn is(&self, class: Class, word: &str) -> bool {
        self.classes.get(&class).is_some_and(|words| words.contains(word))
    }

    /// Whether a stem belongs to a group.
    pub(crate) fn means(&self, group: Group, stem: &str) -> bool {
        self.groups.get(&group).is_some_and(|stems| stems.contains(stem))
    }

    /// The phrases of a cue, as stems.
    pub(crate) fn phrases(&self, cue: Cue) -> &[Vec<String>] {
        self.cues.get(&cue).map_or(&[], Vec::as_slice)
    }

    /// The subjects that a stem belongs to, by number.
    pub(crate) fn topics<'a>(&'a self, stem: &'a str) -> impl Iterator<Item = usize> + 'a {
        self.topics.iter().enumerate().filter(move |(_, stems)| stems.contains(stem)).map(|(number, _)| number)
    }

    /// A verb form that tells of the past: irregular, or in -ed.
    pub(crate) fn is_preterite(&self, word: &str) -> bool {
        self.is(Class::Irregular, word)
            || (word.len() > 3 && word.ends_with("ed") && !word.ends_with("eed") && !self.is(Class::NotPreterite, word))
    }

    /// Carries a subject of its own: no function word, hesitation or word that fits anywhere.
    pub(crate) fn is_content(&self, word: &str, stem: &str) -> bool {
        !self.is(Class::Stop, word) && !self.is(Class::Hesitation, word) && !self.means(Group::Vague, stem) && stem.chars().count() > 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_english_lists_can_be_read_and_are_found_by_any_english_tag() {
        assert!(Lexicon::parse(include_str!("en.toml")).is_ok());
        assert!(of("en-GB").is_some());
        assert!(of("fi").is_none());
    }

    #[test]
    fn irregular_forms_and_spellings_meet_in_one_stem() {
        let stems = &of("en").unwrap().stems;
        assert_eq!(stems.of("rang"), stems.of("ringing"));
        assert_eq!(stems.of("chosen"), stems.of("choose"));
        assert_eq!(stems.of("organized"), stems.of("organising"));
        assert_eq!(stems.of("behaviour"), stems.of("behavior"));
    }
}
