//! What one sentence of an answer shows: who acts, what could be checked, which reasons are given.

use std::collections::BTreeSet;
use std::ops::Range;

use super::lexicon::{Class, Cue, Group};
use super::manner::Words;
use super::text::{Break, Text, Token};

/// Who a verb belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Actor {
    Own,
    Team,
    Other,
}

/// The findings in one sentence. Counts are of distinct findings.
#[derive(Clone, Debug, Default)]
pub(crate) struct Facts {
    /// The tokens.
    pub(crate) range: Range<usize>,
    /// What its words do.
    pub(crate) words: Words,
    /// Stems of the verbs by which "I" did something.
    pub(crate) own: BTreeSet<String>,
    /// The token of the first of them.
    pub(crate) own_at: Option<usize>,
    /// Stems of the verbs by which "we" did something.
    pub(crate) team: BTreeSet<String>,
    /// Stems of verbs by which somebody or something else did something.
    pub(crate) other: usize,
    /// Stems of the verbs of steps that "I" would take, or take as a rule.
    pub(crate) steps_own: BTreeSet<String>,
    /// Numbers, names, tools, dates.
    pub(crate) specifics: BTreeSet<String>,
    /// Stems that carry a subject.
    pub(crate) content: BTreeSet<String>,
    /// Has a verb and enough function words to be a statement.
    pub(crate) real: bool,
    /// Says what might be, not what was.
    pub(crate) conditional: bool,
    pub(crate) situation: bool,
    pub(crate) task: bool,
    pub(crate) result_at: Option<usize>,
    pub(crate) reasons: usize,
    pub(crate) alternatives: usize,
    pub(crate) causes: usize,
    pub(crate) problems: usize,
    pub(crate) reflection: usize,
    pub(crate) order: usize,
    pub(crate) checks: usize,
    pub(crate) conditions: usize,
    pub(crate) decisions: usize,
    pub(crate) admits: usize,
    pub(crate) credits: usize,
    pub(crate) hedges: usize,
    pub(crate) blame: usize,
    pub(crate) overclaims: usize,
}

impl Facts {
    /// Reads one sentence.
    pub(crate) fn of(text: &Text<'_>, range: &Range<usize>) -> Self {
        let mut facts = Self { range: range.clone(), words: Words::of(text, range), ..Self::default() };
        facts.verbs(text);
        facts.specifics = specifics(text, range);
        let tokens = text.slice(range);
        facts.content = tokens.iter().filter(|token| token.content).map(|token| token.stem.clone()).collect();
        let functional = tokens.iter().filter(|token| token.stop).count();
        facts.real = range.clone().any(|at| text.is_finite(at)) && functional * 5 >= tokens.len();
        facts.conditional = range.clone().any(|at| is_conditional(text, at));
        facts.hedges = text.cues(Cue::Hedges, range).len();
        facts.blame = text.cues(Cue::Blame, range).len();
        facts.overclaims = text.cues(Cue::Overclaim, range).len();
        // Phrases such as "because" or "in the end" count only where something is said with them.
        if facts.real && (facts.content.len() >= 2 || (!facts.content.is_empty() && !facts.specifics.is_empty())) {
            facts.cues(text);
        }
        facts
    }

    /// Something that a listener did not know before.
    pub(crate) fn says_something(&self) -> bool {
        let own_action = self.own.iter().any(|verb| self.content.contains(verb)) && self.range.len() >= 4;
        self.real && (self.content.len() >= 3 || (self.content.len() >= 2 && self.acts()) || own_action || !self.specifics.is_empty())
    }

    /// Somebody of the candidate's side does something.
    pub(crate) fn acts(&self) -> bool {
        !self.own.is_empty() || !self.team.is_empty() || !self.steps_own.is_empty()
    }

    fn cues(&mut self, text: &Text<'_>) {
        let padding = text.cues(Cue::Padding, &self.range);
        let means = |hit: &Range<usize>| !padding.iter().any(|around| around.start <= hit.start && hit.end <= around.end);
        let hits = |cue| text.cues(cue, &self.range).into_iter().filter(means).collect::<Vec<_>>();
        let count = |cue| hits(cue).len();
        (self.reasons, self.alternatives, self.causes) = (count(Cue::Reasoning), count(Cue::Alternatives), count(Cue::Cause));
        (self.problems, self.reflection, self.order) = (count(Cue::Problem), count(Cue::Reflection), count(Cue::Steps));
        (self.checks, self.conditions, self.decisions) = (count(Cue::Checks), count(Cue::Conditions), count(Cue::Decisions));
        (self.admits, self.credits) = (count(Cue::Admits), count(Cue::Credits));
        self.situation = count(Cue::Situation) > 0;
        self.task = count(Cue::Task) > 0;
        self.result_at = hits(Cue::Result).last().map(|hit| hit.start);
    }

    /// Finds who does what: the subject holds on over "and", "then" and commas until another one comes.
    fn verbs(&mut self, text: &Text<'_>) {
        let lexicon = text.lexicon;
        let mut actor: Option<Actor> = None;
        // Only adverbs and auxiliaries stand between the subject, or a conjunction, and here.
        let mut open = true;
        let mut auxiliary: Option<&str> = None;
        for at in self.range.clone() {
            let token = &text.tokens[at];
            let word = token.lower.as_str();
            if token.before >= Break::Comma {
                (open, auxiliary) = (true, None);
            }
            match word {
                "i" => (actor, open, auxiliary) = (Some(Actor::Own), true, None),
                "we" => (actor, open, auxiliary) = (Some(Actor::Team), true, None),
                "and" | "but" | "then" | "or" => (open, auxiliary) = (true, None),
                _ if lexicon.is(Class::Adverb, word) => {}
                _ if lexicon.is(Class::Subject, word) || word == "which" => (actor, open, auxiliary) = (Some(Actor::Other), true, None),
                _ if lexicon.is(Class::Auxiliary, word) && open => auxiliary = Some(word),
                "not" => {}
                _ if open => {
                    self.verb(text, at, actor, auxiliary);
                    if lexicon.is(Class::Determiner, word)
                        && (token.before >= Break::Comma || at > self.range.start && after_joint(text, at))
                    {
                        actor = Some(Actor::Other);
                    }
                    (open, auxiliary) = (false, None);
                }
                _ => {
                    if lexicon.is_preterite(word) && actor.is_none_or(|actor| actor == Actor::Other) && !is_stative(text, token) {
                        self.other += 1;
                    }
                }
            }
        }
    }

    fn verb(&mut self, text: &Text<'_>, at: usize, actor: Option<Actor>, auxiliary: Option<&str>) {
        let token = &text.tokens[at];
        let preterite = text.lexicon.is_preterite(&token.lower) || text.lexicon.is(Class::Participle, &token.lower);
        let base = text.lexicon.means(Group::Verb, &token.stem) && !token.lower.ends_with("ing");
        if is_stative(text, token) || !(preterite || base) {
            return;
        }
        // A sentence may drop its "I": "Rang the depot, asked for the driver."
        let actor = actor.or_else(|| (at == self.range.start && text.lexicon.is_preterite(&token.lower)).then_some(Actor::Own));
        let done = preterite && matches!(auxiliary, None | Some("had" | "have" | "would")) || (base && auxiliary == Some("did"));
        let into = match (actor, auxiliary) {
            (Some(Actor::Own), _) if done => &mut self.own,
            (Some(Actor::Team), _) if done => &mut self.team,
            (Some(Actor::Own | Actor::Team), None | Some("would" | "will" | "can" | "could" | "should" | "do")) if base => {
                &mut self.steps_own
            }
            (None, None) if base && at == self.range.start => &mut self.steps_own,
            (Some(Actor::Other), _) if preterite => {
                self.other += 1;
                return;
            }
            _ => return,
        };
        into.insert(token.stem.clone());
        if actor == Some(Actor::Own) && self.own_at.is_none() {
            self.own_at = Some(at);
        }
    }
}

/// "would", "will", "should", "might"; but the 'd of "we'd reached" is a "had".
fn is_conditional(text: &Text<'_>, at: usize) -> bool {
    let behind = (at + 1..text.tokens.len()).find(|&next| !text.lexicon.is(Class::Adverb, &text.tokens[next].lower));
    match text.tokens[at].lower.as_str() {
        "would" => !behind.is_some_and(|next| text.lexicon.is_preterite(&text.tokens[next].lower) || text.tokens[next].lower == "been"),
        "will" | "should" | "might" => true,
        _ => false,
    }
}

fn after_joint(text: &Text<'_>, at: usize) -> bool {
    matches!(text.tokens[at - 1].lower.as_str(), "and" | "but" | "then" | "or")
}

fn is_stative(text: &Text<'_>, token: &Token) -> bool {
    text.lexicon.means(Group::Stative, &token.stem)
}

/// A month or a day of the week; "march" and "may" only as names.
pub(crate) fn is_date(text: &Text<'_>, token: &Token) -> bool {
    let word = token.lower.as_str();
    let day = word.strip_suffix('s').unwrap_or(word);
    (text.lexicon.is(Class::MonthOrDay, word) || text.lexicon.is(Class::MonthOrDay, day)) && (word != "march" || token.capital)
}

/// Numbers, names, tools and dates of a range: what could be checked.
pub(crate) fn specifics(text: &Text<'_>, range: &Range<usize>) -> BTreeSet<String> {
    let lexicon = text.lexicon;
    let shouting = text.tokens.iter().filter(|token| token.capital).count() * 2 > text.tokens.len();
    let mut found = BTreeSet::new();
    for at in range.clone() {
        let token = &text.tokens[at];
        let word = token.lower.as_str();
        let written = text.raw.get(token.span.clone()).unwrap_or_default();
        let counts_vague = || {
            text.tokens.get(at + 1).is_some_and(|next| {
                next.before == Break::None && lexicon.means(Group::Vague, &next.stem) && !lexicon.is(Class::Unit, &next.lower)
            })
        };
        // "two adults", "half of it" could stand in any answer; with a unit they are an amount.
        let loose = matches!(word, "two" | "half" | "third" | "quarter")
            && !text.tokens.get(at + 1).is_some_and(|next| lexicon.is(Class::Unit, &next.lower) || lexicon.is(Class::Number, &next.lower));
        let number =
            word.contains(|letter: char| letter.is_ascii_digit()) || (lexicon.is(Class::Number, word) && !loose && !counts_vague());
        let date = is_date(text, token);
        let acronym = !shouting && written.chars().count() >= 2 && written.chars().all(char::is_uppercase) && word != "ok";
        let name = !shouting
            && token.capital
            && at > range.start
            && token.before != Break::Stop
            && !token.stop
            && !lexicon.is(Class::NotName, word);
        if number || date || acronym || name || lexicon.means(Group::Tool, &token.stem) {
            found.insert(word.to_owned());
        }
    }
    found
}
