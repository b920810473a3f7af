//! What people do with words: they apologise, ask, refuse, offer, agree on a time. A scene's item may name the acts by which
//! it is met when they are done in that scene, where a list of words would miss most of the ways to say it.
//!
//! The kinds follow the usual division of speech acts (Searle, 1976) as far as a conversation between two people needs them:
//! expressives (apology, sympathy), directives (question, request for agreement), commissives (offer, refusal).

use std::ops::Range;

use super::lexicon::{Class, Cue, Group};
use super::text::{Break, Text};
use crate::scenario::SpeechAct;

/// Words of a summary, at least.
const SUMMARY: usize = 12;

/// Where all of these acts are done within one turn; the place is that of the first.
pub(crate) fn done(text: &Text<'_>, acts: &[SpeechAct]) -> Option<Range<usize>> {
    let mut places = acts.iter().map(|act| place(text, *act));
    let first = places.next()??;
    places.all(|place| place.is_some()).then_some(first)
}

fn place(text: &Text<'_>, act: SpeechAct) -> Option<Range<usize>> {
    let sentence = |holds: &dyn Fn(&Range<usize>) -> bool| text.sentences.iter().find(|range| holds(range)).cloned();
    match act {
        SpeechAct::Apology => phrase(text, Cue::Apology),
        SpeechAct::Sympathy => sentence(&|range| sympathises(text, range)),
        SpeechAct::Question => sentence(&|range| asks_openly(text, range)),
        SpeechAct::Refusal => sentence(&|range| refuses(text, range)),
        SpeechAct::Offer => sentence(&|range| offers(text, range)),
        SpeechAct::Time => sentence(&|range| names_a_time(text, range)),
        SpeechAct::Name => sentence(&|range| gives_a_name(text, range)),
        SpeechAct::Reason => phrase(text, Cue::Reasoning),
        SpeechAct::Agreement => sentence(&|range| asks_for_agreement(text, range)),
        SpeechAct::Summary => sums_up(text),
    }
}

fn phrase(text: &Text<'_>, cue: Cue) -> Option<Range<usize>> {
    text.sentences.iter().find_map(|range| text.cues(cue, range).into_iter().next())
}

fn has(text: &Text<'_>, range: &Range<usize>, cue: Cue) -> bool {
    !text.cues(cue, range).is_empty()
}

fn word<'t>(text: &'t Text<'_>, at: usize) -> &'t str {
    text.tokens.get(at).map_or("", |token| token.lower.as_str())
}

/// "That must be exhausting", "no wonder you are angry": how it is for them, not for oneself.
fn sympathises(text: &Text<'_>, range: &Range<usize>) -> bool {
    let felt = |at: usize| text.lexicon.means(Group::Feeling, &text.tokens[at].stem);
    let mine = |at: usize| at > range.start + 1 && word(text, at - 1) == "am" && word(text, at - 2) == "i";
    has(text, range, Cue::Sympathy) && range.clone().any(|at| felt(at) && !mine(at)) && !is_denied_understanding(text, range)
}

/// "I do not understand why you are angry."
fn is_denied_understanding(text: &Text<'_>, range: &Range<usize>) -> bool {
    range.clone().any(|at| matches!(word(text, at), "understand" | "see") && (range.start..at).any(|before| word(text, before) == "not"))
}

/// A question that "yes" does not answer, or a request to tell.
fn asks_openly(text: &Text<'_>, range: &Range<usize>) -> bool {
    let asked = is_question(text, range);
    let open = |at: usize| matches!(word(text, at), "what" | "how" | "when" | "where" | "which" | "who" | "why" | "whose");
    // Not "I see what you mean": the question word begins a clause.
    let begins = |at: usize| {
        at == range.start || text.tokens[at].before != Break::None || matches!(word(text, at - 1), "and" | "so" | "but" | "exactly")
    };
    (asked && range.clone().any(open) && !asks_for_agreement(text, range))
        || range.clone().any(|at| open(at) && begins(at) && range.len() <= 14 && is_inverted(text, at, range))
        || has(text, range, Cue::Request)
}

/// An auxiliary follows the question word, as in "what did he say" and not in "what he said".
fn is_inverted(text: &Text<'_>, at: usize, range: &Range<usize>) -> bool {
    (at + 1..range.end.min(at + 4)).any(|next| {
        text.lexicon.is(Class::Auxiliary, word(text, next)) && next + 1 < range.end && text.lexicon.is(Class::Subject, word(text, next + 1))
    })
}

/// "I cannot", "it is not possible", "we have nobody": somebody on this side denies being able or willing.
fn refuses(text: &Text<'_>, range: &Range<usize>) -> bool {
    let able = |at: usize| {
        matches!(
            word(text, at),
            "can" | "able" | "possible" | "allowed" | "will" | "going" | "may" | "could" | "would" | "rather" | "prefer" | "want"
        )
    };
    let denied = |at: usize| {
        let near = at.saturating_sub(2).max(range.start)..(at + 3).min(range.end);
        word(text, at) == "not"
            && near.clone().any(able)
            && !near.clone().any(|at| word(text, at) == "you" && at + 1 < text.tokens.len() && able(at + 1))
    };
    let harmless = ["imagine", "believe", "hear", "thank", "understand", "worry", "say", "tell"];
    let about = |at: usize| (at..(at + 3).min(range.end)).any(|next| harmless.contains(&word(text, next)));
    let plain = |at: usize| denied(at) || (word(text, at) == "cannot" && word(text, at.saturating_sub(1)) != "you");
    let lacks = |at: usize| {
        matches!(word(text, at), "nobody" | "none" | "no")
            && matches!(word(text, at.saturating_sub(1)), "have" | "is" | "has" | "got" | "be")
    };
    let short = ["impossible", "unable"];
    !is_question(text, range) && range.clone().any(|at| (plain(at) && !about(at)) || lacks(at) || short.contains(&word(text, at)))
}

/// Somebody on this side says what they can or will do, and it is more than looking into it.
fn offers(text: &Text<'_>, range: &Range<usize>) -> bool {
    let mine = |at: usize| matches!(word(text, at), "i" | "we");
    let will = |at: usize| matches!(word(text, at), "can" | "could" | "will" | "would" | "shall" | "may" | "going" | "have");
    let real = |from: usize| {
        let after = from + 1..(from + 6).min(range.end);
        let verb = after.clone().find(|&at| text.lexicon.means(Group::Verb, &text.tokens[at].stem) || text.tokens[at].content);
        let denied = after.clone().take(2).any(|at| matches!(word(text, at), "not" | "never" | "only"));
        verb.is_some_and(|at| !EMPTY.contains(&word(text, at))) && !denied
    };
    let said = |at: usize| {
        let either_way = (will(at) && at > range.start && mine(at - 1)) || (will(at) && at + 1 < range.end && mine(at + 1));
        either_way && real(at + usize::from(at + 1 < range.end && mine(at + 1)))
    };
    range.clone().any(said) || has(text, range, Cue::Offer)
}

/// What is offered where nothing is offered.
const EMPTY: &[&str] = &[
    "look",
    "see",
    "try",
    "understand",
    "imagine",
    "hear",
    "help",
    "assure",
    "promise",
    "guess",
    "say",
    "tell",
    "do",
    "be",
    "pass",
    "been",
    "had",
    "possible",
];

/// A day, an hour, a number of minutes. "As soon as possible" is none.
fn names_a_time(text: &Text<'_>, range: &Range<usize>) -> bool {
    let lexicon = text.lexicon;
    let number = |at: usize| {
        word(text, at).starts_with(|sign: char| sign.is_ascii_digit())
            || lexicon.is(Class::Number, word(text, at))
            || word(text, at) == "one"
    };
    let unit = |at: usize| {
        matches!(
            word(text, at),
            "minute" | "minutes" | "hour" | "hours" | "day" | "days" | "week" | "weeks" | "o'clock" | "am" | "pm" | "month" | "months"
        )
    };
    range.clone().any(|at| {
        lexicon.is(Class::MonthOrDay, word(text, at))
            || matches!(word(text, at), "tomorrow" | "tonight" | "noon" | "midnight" | "midday")
            || (matches!(word(text, at), "afternoon" | "evening" | "morning" | "week")
                && matches!(word(text, at.saturating_sub(1)), "this" | "next" | "tomorrow"))
            || (number(at) && (at + 1..(at + 3).min(range.end)).any(unit))
            || (number(at) && at > range.start && matches!(word(text, at - 1), "at" | "by" | "until" | "before" | "past" | "from"))
            || (unit(at) && matches!(word(text, at.saturating_sub(1)), "an" | "half"))
    })
}

/// "My name is", "this is Amal".
fn gives_a_name(text: &Text<'_>, range: &Range<usize>) -> bool {
    let capital = |at: usize| text.tokens.get(at).is_some_and(|token| token.capital && !token.stop);
    let after = |at: usize, first: &str, second: &str| word(text, at) == first && word(text, at + 1) == second && capital(at + 2);
    range.clone().any(|at| after(at, "this", "is") || after(at, "i", "am") || (word(text, at) == "name" && word(text, at + 1) == "is"))
}

/// "Does that work for you?"
fn asks_for_agreement(text: &Text<'_>, range: &Range<usize>) -> bool {
    has(text, range, Cue::Agreement) && (is_question(text, range) || has(text, range, Cue::AgreementPlain))
}

/// Steps and a time, announced as what was agreed or told in order.
fn sums_up(text: &Text<'_>) -> Option<Range<usize>> {
    let marked = phrase(text, Cue::Summary)?;
    let timed = text.sentences.iter().any(|range| names_a_time(text, range));
    (timed && text.tokens.len() >= SUMMARY).then_some(marked)
}

/// Whether a question mark ends it.
pub(crate) fn is_question(text: &Text<'_>, range: &Range<usize>) -> bool {
    text.raw.get(text.span(range).end..).is_some_and(|rest| rest.trim_start_matches(['"', '\u{201d}', ')']).starts_with('?'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluation::lexicon;

    fn does(text: &str, act: SpeechAct) -> bool {
        done(&Text::new(lexicon::of("en").unwrap(), text), &[act]).is_some()
    }

    /// What is one and what is none, by act.
    const CASES: &[(SpeechAct, &[&str], &[&str])] = &[
        (
            SpeechAct::Apology,
            &[
                "I'm so sorry about that.",
                "Please accept my apologies.",
                "We do apologise, Mr Dolny.",
                "I am really sorry you had to wait.",
            ],
            &["It is a sorry state.", "He should apologise to you one day?"],
        ),
        (
            SpeechAct::Sympathy,
            &[
                "That must be exhausting for you.",
                "I can hear how worried you are.",
                "No wonder you're angry.",
                "Four days, that sounds awful.",
                "I'd be furious as well.",
                "You have every right to be upset.",
                "I understand that this is frustrating.",
            ],
            &["Okay, I understand.", "I don't understand why you are angry.", "I am tired.", "We will look into it."],
        ),
        (
            SpeechAct::Question,
            &[
                "What did they tell you on the phone?",
                "Tell me what happened, from the beginning.",
                "And how long has it been like that?",
                "Could you tell me which light is on?",
                "what are you most afraid of",
                "Help me understand what worries you.",
            ],
            &["Is it broken?", "I see what you mean.", "That is how we work.", "Does that work for you?"],
        ),
        (
            SpeechAct::Refusal,
            &[
                "I can't get anybody to you today.",
                "That won't be possible before tomorrow.",
                "I'm afraid we have nobody free today.",
                "I am not able to give you that.",
                "No, I will not lift with this sling.",
                "I'd rather not talk about that.",
                "I cannot share what is in his file.",
            ],
            &[
                "You can't imagine how often this happens.",
                "I can imagine that.",
                "Can't you wait?",
                "I can send you a heater.",
                "I cannot tell you how sorry I am.",
            ],
        ),
        (
            SpeechAct::Offer,
            &[
                "I can bring you a heater.",
                "What I can do is send it by two.",
                "We'll go to the bed together.",
                "Shall I fetch the doctor?",
                "You get the first appointment.",
                "I will ring you myself.",
            ],
            &["We will look into it.", "I will see what happens.", "I can not offer that.", "I will try my best."],
        ),
        (
            SpeechAct::Time,
            &[
                "Tomorrow at eight.",
                "By half past three.",
                "Within twenty minutes.",
                "On Friday at the latest.",
                "at 9",
                "in an hour",
                "before noon",
            ],
            &["As soon as possible.", "We do that every time.", "Soon, I promise."],
        ),
        (SpeechAct::Name, &["My name is Priya.", "This is Amal from the ward.", "Hello, I am Chen."], &["I am sorry.", "This is awful."]),
        (
            SpeechAct::Agreement,
            &[
                "Does that work for you?",
                "Is that all right with you?",
                "Can you live with that?",
                "How does that sound?",
                "Tell me if that works for you.",
            ],
            &["That works for me.", "What happened?"],
        ),
        (
            SpeechAct::Summary,
            &[
                "So, just to confirm: the heater comes by two, and the fitter tomorrow at eight.",
                "Let me go through it once more. You get the heater today, and on Friday at eight the fitter comes.",
                "First I fetch the doctor, then we sit down together at four, and your brother can join us.",
            ],
            &["To sum up, we will look into it.", "So that is that."],
        ),
    ];

    #[test]
    fn acts_are_heard_in_many_words_and_not_where_they_are_not_done() {
        let mut wrong = Vec::new();
        for (act, ones, others) in CASES {
            wrong.extend(ones.iter().filter(|text| !does(text, *act)).map(|text| format!("{act:?} not heard: {text}")));
            wrong.extend(others.iter().filter(|text| does(text, *act)).map(|text| format!("{act:?} heard: {text}")));
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn acts_in_a_row_have_to_be_done_all() {
        let lexicon = lexicon::of("en").unwrap();
        let both = [SpeechAct::Offer, SpeechAct::Time];
        assert!(done(&Text::new(lexicon, "I can send a heater. It is there by three."), &both).is_some());
        assert!(done(&Text::new(lexicon, "I can send a heater."), &both).is_none());
    }
}
