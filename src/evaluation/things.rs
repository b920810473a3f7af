//! Noun phrases of the candidate's that an interviewer can name: "your handover sheet", "the night shift", "Copperline".
//! They are spoken inside "You mentioned ...", so whatever might come out wrong is left out.

use std::collections::BTreeSet;

use super::facts::is_date;
use super::lexicon::{Class, Group};
use super::text::{Break, Text, Token};

/// At most so many are offered.
const MOST: usize = 6;
/// The longest phrase after its determiner.
const LONGEST: usize = 3;

/// The things, most telling first. `question` are the stems of the question's own words.
pub(crate) fn things(text: &Text<'_>, question: &BTreeSet<String>) -> Vec<String> {
    let mut found: Vec<(i32, usize, String, String)> = Vec::new();
    let mut at = 0;
    while at < text.tokens.len() {
        let candidate = after_determiner(text, at).or_else(|| name(text, at));
        let Some((words, end, worth)) = candidate else {
            at += 1;
            continue;
        };
        let head = text.tokens[end - 1].stem.clone();
        let known = text.tokens[at..end].iter().filter(|token| token.content && question.contains(&token.stem)).count() as i32;
        found.push((worth - 3 * known, at, head, words));
        at = end;
    }
    found.sort_by_key(|(worth, at, ..)| (std::cmp::Reverse(*worth), *at));
    let mut heads = BTreeSet::new();
    found.into_iter().filter(|(worth, _, head, _)| *worth > 0 && heads.insert(head.clone())).map(|(.., words)| words).take(MOST).collect()
}

/// "my old handover sheet" as "your old handover sheet", with the token behind it and its worth.
fn after_determiner(text: &Text<'_>, at: usize) -> Option<(String, usize, i32)> {
    let lexicon = text.lexicon;
    let opening = &text.tokens[at];
    let turned = match opening.lower.as_str() {
        "my" | "our" => "your",
        "the" | "a" | "an" => "the",
        "their" => "their",
        _ => return None,
    };
    let mut end = at + 1;
    while end < text.tokens.len() && end - at <= LONGEST + 1 && text.tokens[end].before == Break::None && goes_on(text, at, end) {
        end += 1;
    }
    let words = &text.tokens[at + 1..end];
    // A longer row of plain words may hold a verb that is not known as one.
    if words.is_empty() || words.len() > LONGEST || !ends_well(text, end) {
        return None;
    }
    let head = words.last()?;
    let alone = words.len() == 1;
    let bad_head = lexicon.means(Group::EmptyHead, &head.stem)
        || lexicon.is(Class::Adjective, &head.lower)
        || lexicon.is(Class::Number, &head.lower)
        || lexicon.is(Class::Unit, &head.lower)
        || head.lower.ends_with("ly")
        || ["ful", "ous", "ive", "able", "ible", "less", "est", "ish"].iter().any(|ending| head.lower.ends_with(ending))
        || (head.lower.ends_with("ed") || head.lower.ends_with("ing") && !lexicon.is(Class::IngNoun, &head.lower))
        || (head.lower.chars().all(|letter| letter.is_ascii_digit()))
        || head.lower.len() < 3 && !head.capital;
    if bad_head || words.iter().any(|word| lexicon.means(Group::Vague, &word.stem) && !lexicon.means(Group::Verb, &word.stem)) {
        return None;
    }
    let own = i32::from(turned == "your") * 2;
    let people = i32::from(lexicon.means(Group::People, &head.stem)) * 3;
    // "in the news", "at the bedside" say where something was, not what it was about.
    let place = i32::from(turned != "your" && alone && at > 0 && opening.before == Break::None && is_place(&text.tokens[at - 1].lower)) * 3;
    let shared = words.iter().filter(|word| lexicon.means(Group::Interview, &word.stem)).count() as i32;
    let worth = 2 + own + 2 * i32::from(!alone) + i32::from(head.lower.len() > 5) - people - place - shared;
    Some((format!("{turned} {}", written(text, words)), end, worth))
}

fn is_place(word: &str) -> bool {
    matches!(word, "in" | "on" | "at" | "into" | "from" | "through" | "around" | "behind" | "beside" | "inside" | "outside" | "under")
}

/// Whether a word can belong to the noun phrase that began at `from`.
fn goes_on(text: &Text<'_>, from: usize, at: usize) -> bool {
    let lexicon = text.lexicon;
    let token = &text.tokens[at];
    let word = token.lower.as_str();
    let first = at == from + 1;
    let small = [Class::Adverb, Class::Auxiliary, Class::Determiner, Class::Preposition];
    let function = token.stop || small.iter().any(|class| lexicon.is(*class, word));
    if function && !lexicon.is(Class::Number, word) {
        return false;
    }
    // "the failed delivery" begins with a participle; behind a noun it is the verb.
    if lexicon.is_preterite(word) || lexicon.is(Class::Participle, word) {
        return first && !lexicon.is(Class::Irregular, word);
    }
    if !first && is_present_verb(text, at) {
        return false;
    }
    !(word.ends_with("ing") && !lexicon.is(Class::IngNoun, word) && !first)
}

/// "the phone rings", "the customers wait": a verb form in the present behind a noun.
fn is_present_verb(text: &Text<'_>, at: usize) -> bool {
    let token = &text.tokens[at];
    let after_plural = at > 0 && text.tokens[at - 1].lower.ends_with('s');
    text.lexicon.means(Group::Verb, &token.stem) && (token.lower.ends_with('s') || after_plural)
}

/// The phrase is closed by punctuation, a function word or a verb form, so its last word is its noun.
fn ends_well(text: &Text<'_>, end: usize) -> bool {
    let Some(next) = text.tokens.get(end) else { return true };
    // "a thank-you card" ends with the card.
    if text.raw.get(text.tokens[end - 1].span.end..).is_some_and(|rest| rest.starts_with('-')) {
        return false;
    }
    next.before != Break::None
        || next.stop
        || is_present_verb(text, end)
        || text.lexicon.is_preterite(&next.lower)
        || text.lexicon.is(Class::Adverb, &next.lower)
        || text.lexicon.is(Class::Preposition, &next.lower)
}

/// A name inside a sentence: capital letters that do not come from the sentence's beginning.
fn name(text: &Text<'_>, at: usize) -> Option<(String, usize, i32)> {
    let is_name = |at: usize| {
        text.tokens
            .get(at)
            .is_some_and(|token| token.capital && !token.stop && !text.lexicon.is(Class::NotName, &token.lower) && !is_date(text, token))
    };
    if !is_name(at) || text.tokens[at].before == Break::Stop || at == 0 {
        return None;
    }
    // Names in capitals throughout would mean nothing.
    if text.tokens.iter().filter(|token| token.capital).count() * 2 > text.tokens.len() {
        return None;
    }
    let mut end = at + 1;
    while is_name(end) && text.tokens[end].before == Break::None && end - at < LONGEST {
        end += 1;
    }
    let possessive = text.raw.get(text.tokens[at].span.start..text.tokens[end - 1].span.end)?.contains(['\'', '\u{2019}']);
    // "Mr Halloran" keeps his title.
    let titled = text.tokens[at].before == Break::None
        && matches!(text.tokens[at - 1].lower.as_str(), "mr" | "mrs" | "ms" | "dr" | "doctor" | "sister");
    let span = text.tokens[at - usize::from(titled)].span.start..text.tokens[end - 1].span.end;
    // A single letter is part of something else: "from A to E".
    (!possessive && span.len() > 1).then(|| (text.raw[span].to_owned(), end, 3))
}

/// As written, with the apostrophe of "the engineers' messages"; a hesitation in between is left out.
fn written(text: &Text<'_>, words: &[Token]) -> String {
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return String::new() };
    let whole = text.raw.get(first.span.start..last.span.end).unwrap_or_default();
    if whole.split([' ', '-']).filter(|part| !part.is_empty()).count() == words.len() && !whole.contains('\n') {
        return whole.to_owned();
    }
    words.iter().filter_map(|word| text.raw.get(word.span.clone())).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluation::lexicon;

    fn of(text: &str) -> Vec<String> {
        things(&Text::new(lexicon::of("en").unwrap(), text), &BTreeSet::new())
    }

    #[test]
    fn possessives_are_turned_and_specific_ones_come_first() {
        let found = of("I changed the list, because my handover sheet had a gap in it, and our depot missed it.");
        assert_eq!(found[0], "your handover sheet");
        assert!(found.contains(&"your depot".to_owned()), "{found:?}");
    }

    #[test]
    fn names_are_taken_from_inside_a_sentence_only() {
        assert_eq!(of("Maybe it was late. Then we moved to Copperline for good."), ["Copperline"]);
        assert!(of("Nobody came. Everything stopped.").is_empty());
    }

    #[test]
    fn a_phrase_is_not_cut_inside_a_compound_or_behind_a_preposition_and_a_name_keeps_its_title() {
        assert!(of("She gave us a thank-you card.").iter().all(|thing| !thing.contains("thank")));
        assert!(of("I put it there with a name beside it.").iter().all(|thing| !thing.contains("beside")));
        assert_eq!(of("In the end I went to see Mr Halloran about it."), ["Mr Halloran"]);
    }

    #[test]
    fn phrases_that_could_hold_a_verb_or_end_in_nothing_are_left_out() {
        for text in ["The first was late.", "It was a lot of things.", "My manager asked me.", "the quickly", "It was the best."] {
            assert!(of(text).iter().all(|thing| thing == "your manager"), "{text}: {:?}", of(text));
        }
    }
}
