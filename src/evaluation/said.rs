//! Clauses of the candidate's, turned to the second person: "you moved the deadline to Friday". They are spoken inside
//! "You said ..." and "When ...", so a clause that might come out wrong is left out.

use std::ops::Range;

use super::facts::{Facts, specifics};
use super::lexicon::{Class, Group};
use super::text::{Break, Text};
use crate::scenario::Gap;

/// Words of a clause that can be said in passing.
const LENGTH: std::ops::RangeInclusive<usize> = 4..=12;
/// At most so many are offered.
const MOST: usize = 6;

/// The clauses, most telling for the most important gap first. Of a story only what was done is given back: "when you
/// usually wait" leads nowhere.
pub(crate) fn said(text: &Text<'_>, facts: &[Facts], gap: Option<&Gap>, story: bool) -> Vec<String> {
    let mut found: Vec<(i32, usize, String)> = Vec::new();
    for at in 0..text.tokens.len() {
        let subject = text.tokens[at].lower.as_str();
        if !matches!(subject, "i" | "we") || !opens(text, at) {
            continue;
        }
        let Some(end) = clause_end(text, facts, at) else { continue };
        if let Some(clause) = turned(text, at..end, story) {
            let worth = worth(text, &(at..end), gap, at * 2 > text.tokens.len());
            if !found.iter().any(|(_, _, other)| *other == clause) {
                found.push((worth, at, clause));
            }
        }
    }
    found.sort_by_key(|(worth, at, _)| (std::cmp::Reverse(*worth), *at));
    found.into_iter().filter(|(worth, ..)| *worth > 0).map(|(.., clause)| clause).take(MOST).collect()
}

/// "I" begins a statement here, and is not part of "Joel and I" or "which I".
fn opens(text: &Text<'_>, at: usize) -> bool {
    let token = &text.tokens[at];
    if token.before != Break::None {
        return true;
    }
    let Some(previous) = at.checked_sub(1).map(|back| text.tokens[back].lower.as_str()) else { return true };
    match previous {
        // "Joel and I rang": the subject is more than "I".
        "and" => at < 2 || !text.tokens[at - 2].capital || text.tokens[at - 1].before != Break::None,
        "but" | "so" | "then" | "because" | "afterwards" | "later" | "first" => true,
        _ => false,
    }
}

/// The token behind the clause: the next clause, or the sentence's end.
fn clause_end(text: &Text<'_>, facts: &[Facts], start: usize) -> Option<usize> {
    let sentence = facts.iter().find(|facts| facts.range.contains(&start))?;
    Some((start + 1..sentence.range.end).find(|&at| text.opens_clause(at)).unwrap_or(sentence.range.end))
}

/// The clause in the second person, if it can be said.
fn turned(text: &Text<'_>, range: Range<usize>, story: bool) -> Option<String> {
    let lexicon = text.lexicon;
    let tokens = text.slice(&range);
    // The verb follows the subject at once or behind adverbs; verbs of thinking and saying carry a clause of their own.
    let verb = (1..tokens.len()).find(|&at| !lexicon.is(Class::Adverb, &tokens[at].lower) && tokens[at].lower != "not")?;
    let auxiliary = matches!(tokens[verb].lower.as_str(), "was" | "were" | "had" | "did" | "could" | "would");
    let main = if auxiliary {
        (verb + 1..tokens.len()).find(|&at| !lexicon.is(Class::Adverb, &tokens[at].lower) && tokens[at].lower != "not")?
    } else {
        verb
    };
    let present = lexicon.means(Group::Verb, &tokens[verb].stem) && !tokens[verb].lower.ends_with("ing");
    if (!auxiliary && !present && !lexicon.is_preterite(&tokens[verb].lower))
        || tokens[verb].lower == "rather"
        || tokens[main].lower == "rather"
    {
        return None;
    }
    let done = lexicon.is_preterite(&tokens[verb].lower) || matches!(tokens[verb].lower.as_str(), "was" | "were" | "had" | "did");
    let negated = tokens[..=main].iter().any(|token| token.lower == "not");
    if (!done && (story || negated)) || tokens[1..=main].iter().any(|token| habitual(&token.lower)) {
        return None;
    }
    if opens_thought(&tokens[main].stem) || opens_thought(&tokens[verb].stem) {
        return None;
    }
    let mut end = tokens.len();
    while end > 0 && dangles(text, range.start + end - 1, end < tokens.len()) {
        end -= 1;
    }
    let kept = &tokens[..end];
    let awkward = |word: &str| {
        matches!(
            word,
            "you"
                | "your"
                | "yours"
                | "yourself"
                | "who"
                | "which"
                | "what"
                | "i"
                | "we"
                | "if"
                | "whether"
                | "whatever"
                | "something"
                | "somehow"
                | "stuff"
                | "thing"
                | "things"
                | "whoever"
                | "wherever"
        )
    };
    if kept.iter().skip(1).any(|token| awkward(&token.lower)) || kept.iter().filter(|token| token.content).count() < 2 {
        return None;
    }
    // A word left out of the middle (a filler) shows as a gap that only punctuation explains.
    if kept.iter().skip(1).any(|token| token.before != Break::None) {
        return None;
    }
    let words = words(text, range.start, end)?;
    LENGTH.contains(&words.len()).then(|| words.join(" "))
}

/// Verbs behind which the clause's weight comes only later, or which report words.
fn opens_thought(stem: &str) -> bool {
    matches!(
        stem,
        "think"
            | "guess"
            | "mean"
            | "believ"
            | "suppos"
            | "know"
            | "feel"
            | "say"
            | "hope"
            | "want"
            | "rememb"
            | "realis"
            | "realiz"
            | "reckon"
            | "figur"
            | "wonder"
            | "like"
            | "need"
            | "be"
            | "tell"
            | "use"
            | "notic"
            | "go"
    )
}

/// What is done as a rule, or perhaps, is nothing to hold on to.
fn habitual(word: &str) -> bool {
    matches!(word, "usually" | "always" | "often" | "sometimes" | "normally" | "generally" | "mostly" | "maybe" | "perhaps" | "probably")
}

/// Whether a clause says what somebody would do: "you'd ring the ward".
#[must_use]
pub(crate) fn is_planned(clause: &str) -> bool {
    ["you'd ", "you\u{2019}d ", "you would ", "you will ", "you'll ", "you could "].iter().any(|opening| clause.starts_with(opening))
}

/// A word that cannot stand at the end.
fn dangles(text: &Text<'_>, at: usize, shortened: bool) -> bool {
    let lexicon = text.lexicon;
    let word = text.tokens[at].lower.as_str();
    if lexicon.is(Class::Particle, word) {
        return shortened;
    }
    lexicon.is(Class::Conjunction, word)
        || lexicon.is(Class::Preposition, word)
        || lexicon.is(Class::Auxiliary, word)
        || lexicon.is(Class::Number, word)
        || matches!(
            word,
            "a" | "an"
                | "the"
                | "my"
                | "our"
                | "their"
                | "very"
                | "really"
                | "just"
                | "also"
                | "not"
                | "then"
                | "actually"
                | "i"
                | "we"
                | "those"
                | "these"
                | "this"
                | "some"
                | "every"
                | "one"
                | "alone"
        )
}

/// The words as an interviewer says them, halves of contractions put together again.
fn words(text: &Text<'_>, start: usize, count: usize) -> Option<Vec<String>> {
    let mut words: Vec<String> = Vec::new();
    for at in start..start + count {
        let token = &text.tokens[at];
        let written = text.raw.get(token.span.clone())?;
        let joined = at > start && text.tokens[at - 1].span.end == token.span.start;
        let after_subject = at > start
            && (start + 1..at)
                .all(|between| text.lexicon.is(Class::Adverb, &text.tokens[between].lower) || text.tokens[between].span.is_empty());
        let word = match token.lower.as_str() {
            "i" | "we" | "me" | "us" => "you",
            "my" | "our" => "your",
            "mine" | "ours" => "yours",
            "myself" => "yourself",
            "ourselves" => "yourselves",
            "was" if after_subject => "were",
            "am" if joined => "'re",
            "am" => "are",
            _ => written,
        };
        match words.last_mut() {
            Some(last) if joined => last.push_str(word),
            _ => words.push(word.to_owned()),
        }
    }
    Some(words)
}

fn worth(text: &Text<'_>, range: &Range<usize>, gap: Option<&Gap>, late: bool) -> i32 {
    let tokens = text.slice(range);
    let checkable = specifics(text, range).len().min(2) as i32;
    let content = tokens.iter().filter(|token| token.content).count().min(4) as i32;
    let team = tokens.first().is_some_and(|token| token.lower == "we");
    let stative = tokens.iter().skip(1).take(2).any(|token| text.lexicon.means(Group::Stative, &token.stem));
    // Asking for one's own part refers to what "we" did; asking what came of it, to what was done last.
    let fits = match gap {
        Some(Gap::Ownership) => i32::from(team) * 4,
        Some(Gap::Result | Gap::Reflection) => i32::from(late) * 2 - i32::from(team),
        _ => -i32::from(team),
    };
    let past = tokens.iter().skip(1).take(3).any(|token| text.lexicon.is_preterite(&token.lower));
    content + 2 * checkable + fits + 2 * i32::from(past) - 3 * i32::from(stative)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluation::lexicon;

    fn of(text: &str) -> Vec<String> {
        let text = Text::new(lexicon::of("en").unwrap(), text);
        let facts: Vec<Facts> = text.sentences.iter().map(|range| Facts::of(&text, range)).collect();
        said(&text, &facts, None, false)
    }

    #[test]
    fn statements_are_turned_to_the_second_person() {
        assert_eq!(of("So I moved the deadline to Friday, and we were late anyway."), ["you moved the deadline to Friday"]);
        assert_eq!(of("I didn't trust my own counting sheet."), ["you didn't trust your own counting sheet"]);
        assert_eq!(of("I taught myself the booking system."), ["you taught yourself the booking system"]);
    }

    #[test]
    fn a_clause_ends_where_the_next_begins_and_nothing_dangles() {
        assert_eq!(of("I rang the depot manager and asked for the driver."), ["you rang the depot manager"]);
        assert_eq!(of("I sorted the whole list first because"), ["you sorted the whole list first"]);
    }

    #[test]
    fn of_a_story_only_what_was_done_is_given_back() {
        let of = |text: &str| {
            let text = Text::new(lexicon::of("en").unwrap(), text);
            let facts: Vec<Facts> = text.sentences.iter().map(|range| Facts::of(&text, range)).collect();
            said(&text, &facts, None, true)
        };
        assert_eq!(of("I rang the depot manager in Leeds."), ["you rang the depot manager in Leeds"]);
        for text in ["We talk a lot in the team.", "I usually rang the depot manager.", "I'd ring the depot manager first."] {
            assert!(of(text).is_empty(), "{text}: {:?}", of(text));
        }
    }

    #[test]
    fn what_cannot_be_said_well_is_left_out() {
        for text in ["I think it was fine.", "I was the.", "You know I did.", "Joel and I rang all the old customers.", "I asked."] {
            assert!(of(text).is_empty(), "{text}: {:?}", of(text));
        }
    }
}
