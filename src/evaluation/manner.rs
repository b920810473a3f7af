//! How an answer is told: about a case, or about how things are at large. All are shares of the words, so length is worth
//! nothing; and they are built so that a sentence which says nothing can never raise an answer.

use std::collections::BTreeSet;

use super::facts::Facts;
use super::lexicon::{Class, Group};
use super::text::Text;

/// A shorter answer is measured as if it had this many words, which is what a short strong answer has: one number in
/// five words is no dense answer yet.
const FEWEST_WORDS: usize = 60;

/// What the words of one sentence do.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Words {
    /// Words in all.
    pub(crate) all: usize,
    /// Carry a subject.
    pub(crate) content: usize,
    /// "you", "always", "everybody": said of everybody and of every time.
    pub(crate) sweeping: usize,
    /// "really", "very important".
    pub(crate) swelling: usize,
    /// "is", "there are": says how things are, not what was done.
    pub(crate) states: usize,
    /// "something", "maybe".
    pub(crate) indefinite: usize,
    /// "before", "until", "without": draws a line.
    pub(crate) limiting: usize,
    /// "I asked", "she said".
    pub(crate) reporting: usize,
}

impl Words {
    /// Counts the words of a sentence.
    pub(crate) fn of(text: &Text<'_>, range: &std::ops::Range<usize>) -> Self {
        let lexicon = text.lexicon;
        let mut words = Self { all: range.len(), ..Self::default() };
        for at in range.clone() {
            let token = &text.tokens[at];
            let word = token.lower.as_str();
            let next = text.tokens.get(at + 1).filter(|_| at + 1 < range.end).map_or("", |next| next.lower.as_str());
            let is = |class| usize::from(lexicon.is(class, word));
            words.content += usize::from(token.content);
            words.sweeping += is(Class::Sweeping) + usize::from(word == "one" && lexicon.is(Class::Auxiliary, next));
            words.swelling += is(Class::Swelling);
            words.indefinite += is(Class::Indefinite);
            words.limiting += is(Class::Limiting);
            let there = word == "there" && matches!(next, "is" | "are" | "has" | "was" | "were");
            words.states += usize::from(matches!(word, "is" | "are") || there);
            words.reporting += usize::from(lexicon.means(Group::Reporting, &token.stem));
        }
        words
    }
}

/// The manner of an answer, from 0 to 1 each.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Manner {
    pub(crate) sweeping: f64,
    pub(crate) swelling: f64,
    pub(crate) states: f64,
    pub(crate) indefinite: f64,
    /// Different numbers, names, tools and dates.
    pub(crate) exact: f64,
    /// Words that carry a subject.
    pub(crate) dense: f64,
    pub(crate) limiting: f64,
    pub(crate) reporting: f64,
}

impl Manner {
    /// The manner of an answer by its sentences. The factors bring what good and bad answers show to the range of 0 to 1.
    pub(crate) fn of(all: &[&Facts]) -> Self {
        let (telling, idle): (Vec<&Facts>, Vec<&Facts>) = all.iter().copied().partition(|facts| tells(facts));
        let total = all.iter().map(|facts| facts.words.all).sum::<usize>().max(FEWEST_WORDS) as f64;
        let fresh = fresh(&telling);
        let sum = |number: &dyn Fn(&Words) -> usize| fresh.iter().map(|facts| number(&facts.words)).sum::<usize>() as f64 / total;
        let exact = telling.iter().flat_map(|facts| &facts.specifics).collect::<BTreeSet<_>>().len() as f64 / total;
        let most = |number: &dyn Fn(&Words) -> usize| densest(&telling, &idle, number);
        Self {
            sweeping: (6.0 * most(&|words| words.sweeping)).min(1.0),
            swelling: (7.0 * most(&|words| words.swelling)).min(1.0),
            states: (8.0 * most(&|words| words.states)).min(1.0),
            indefinite: (12.0 * most(&|words| words.indefinite)).min(1.0),
            exact: (8.0 * exact).min(1.0),
            dense: (3.0 * (sum(&|words| words.content) - 0.15)).clamp(0.0, 1.0),
            limiting: (16.0 * sum(&|words| words.limiting)).min(1.0),
            reporting: (12.0 * sum(&|words| words.reporting)).min(1.0),
        }
    }
}

/// Has a subject, or something that could be checked. A clipped sentence without a verb may tell as well.
fn tells(facts: &Facts) -> bool {
    facts.words.content >= 2 || !facts.specifics.is_empty() || (!facts.own.is_empty() && facts.words.content >= 1)
}

/// Sentences that are no repetition of what was said before.
fn fresh<'f>(telling: &[&'f Facts]) -> Vec<&'f Facts> {
    let mut known: BTreeSet<&String> = BTreeSet::new();
    let mut is_new = |facts: &&&'f Facts| facts.content.iter().chain(&facts.specifics).filter(|word| known.insert(word)).count() > 0;
    telling.iter().filter(|facts| is_new(facts)).copied().collect()
}

/// The share of such words in the telling sentences together with those idle ones that raise it: an idle sentence
/// cannot thin it out.
fn densest(telling: &[&Facts], idle: &[&Facts], number: &dyn Fn(&Words) -> usize) -> f64 {
    let (mut found, mut words) =
        telling.iter().fold((0, 0), |(found, words), facts| (found + number(&facts.words), words + facts.words.all));
    let mut rest: Vec<(usize, usize)> = idle.iter().map(|facts| (number(&facts.words), facts.words.all)).collect();
    rest.sort_by(|a, b| (b.0 * a.1).cmp(&(a.0 * b.1)));
    for (more, length) in rest {
        if more * words > found * length || (words == 0 && more > 0) {
            (found, words) = (found + more, words + length);
        }
    }
    found as f64 / words.max(FEWEST_WORDS) as f64
}
