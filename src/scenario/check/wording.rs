//! Whether a text can be spoken: its length, its signs, its slots, and that a question cannot be answered by "yes".

use super::super::parse::Text;
use super::super::problem::Sheet;
use super::topics;

/// A spoken sentence longer than this is hard to follow at first hearing (common advice for broadcast writing is 20
/// The highest reading grade of what is spoken: somebody who works in a second language still follows it by ear.
const HARDEST: f64 = 14.0;
/// Fewer words have no reading grade.
const GRADED: usize = 10;
/// to 25 words; a few more are tolerated before anybody is told).
pub(in super::super) const LONG_SENTENCE: usize = 28;

/// What a kind of text has to obey.
#[derive(Clone, Copy)]
pub(in super::super) struct Spoken {
    /// How it is called in a problem, such as "The question".
    pub(in super::super) what: &'static str,
    /// At most so many words.
    pub(in super::super) most_words: Option<usize>,
    /// The slots that may stand in it, without braces.
    pub(in super::super) slots: &'static [&'static str],
    /// At most so many slots at once.
    pub(in super::super) most_slots: usize,
    /// How much a question that can be answered by "yes" or "no" matters.
    pub(in super::super) closed: Closed,
    /// Whether it asks the candidate something, so that the forbidden subjects apply.
    pub(in super::super) asks: bool,
}

/// The automated readability index (Smith and Senter, 1967), about the school year in which a text can be read. `None` for
/// fewer than [`GRADED`] words, where one long word would decide.
pub(in super::super) fn reading_grade(text: &str) -> Option<f64> {
    let words = count_words(text);
    let letters = text.chars().filter(|sign| sign.is_alphanumeric()).count();
    let sentences = sentences(text).count().max(1);
    (words >= GRADED).then(|| 4.71 * letters as f64 / words as f64 + 0.5 * words as f64 / sentences as f64 - 21.43)
}

/// How much a closed question matters.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Closed {
    /// Not allowed.
    Error,
    /// Not looked at.
    Fine,
}

/// A main question.
pub(in super::super) const QUESTION: Spoken =
    Spoken { what: "The question", most_words: Some(30), slots: &[], most_slots: 0, closed: Closed::Error, asks: true };
/// A follow-up.
pub(in super::super) const PROBE: Spoken =
    Spoken { what: "The probe", most_words: Some(25), slots: &["thing", "said"], most_slots: 1, closed: Closed::Error, asks: true };
/// Resistance against a plan.
pub(in super::super) const PUSHBACK: Spoken =
    Spoken { what: "The pushback", most_words: Some(30), slots: &[], most_slots: 0, closed: Closed::Error, asks: true };
/// What a played person says. They may ask as people do, and about what they like.
pub(in super::super) const PLAYED: Spoken =
    Spoken { what: "The line", most_words: Some(45), slots: &[], most_slots: 0, closed: Closed::Fine, asks: false };
/// Anything else that is spoken.
pub(in super::super) const SPEECH: Spoken =
    Spoken { what: "The text", most_words: None, slots: &[], most_slots: 0, closed: Closed::Fine, asks: false };

impl Spoken {
    /// Notes everything that is wrong with the text.
    pub(in super::super) fn check(&self, sheet: &mut Sheet<'_>, text: &Text) {
        let what = self.what;
        let spoken = text.get_ref().as_str();
        if let Some(most) = self.most_words
            && count_words(spoken) > most
        {
            sheet.error(text, format!("{what} has {} words; say it in {most} or fewer.", count_words(spoken)));
        }
        self.check_signs(sheet, text, spoken);
        self.check_slots(sheet, text, spoken);
        if self.closed == Closed::Error
            && let Some(sentence) = sentences(spoken).find(|sentence| is_closed(sentence))
        {
            let message = format!("{what} can be answered by yes or no (\"{sentence}\"); ask with what, which, how, why or \"tell me\".");
            sheet.error(text, message);
        }
        if self.asks
            && let Some((subject, phrase)) = topics::forbidden(spoken)
        {
            sheet.error(text, format!("{what} touches {subject} (\"{phrase}\"), which must not be asked in an interview; take it out."));
        }
        if let Some(grade) = reading_grade(spoken).filter(|grade| *grade > HARDEST) {
            sheet.warning(
                text,
                format!("{what} is hard to follow (reading grade {grade:.0}, at most {HARDEST:.0}); use shorter words and sentences."),
            );
        }
        if let Some(longest) = sentences(spoken).map(count_words).max().filter(|words| *words > LONG_SENTENCE) {
            sheet.warning(text, format!("{what} has a sentence of {longest} words, which is hard to follow by ear; split it."));
        }
    }

    fn check_signs(&self, sheet: &mut Sheet<'_>, text: &Text, spoken: &str) {
        let what = self.what;
        if spoken.trim().is_empty() {
            sheet.error(text, format!("{what} is empty; write it or remove the entry."));
            return;
        }
        if let Some(sign) = spoken.chars().find(|sign| "/\\[]()<>*_#|`\"“”&%+=@$€£~^\n\t".contains(*sign)) {
            sheet.error(text, format!("{what} contains `{}`, which cannot be spoken; write it in words.", sign.escape_default()));
        }
        if spoken.contains(|sign: char| sign.is_ascii_digit()) {
            sheet.error(text, format!("{what} contains digits, which are read aloud in more than one way; write the number in words."));
        }
        if spoken.contains("  ") || spoken.trim() != spoken {
            sheet.error(text, format!("{what} has a double space or a space at an end; remove it."));
        }
        if !spoken.ends_with(['.', '?']) && !spoken.ends_with("{question}") {
            sheet.error(text, format!("{what} does not end with a full stop or a question mark; add one."));
        }
    }

    fn check_slots(&self, sheet: &mut Sheet<'_>, text: &Text, spoken: &str) {
        let what = self.what;
        let Ok(found) = slots(spoken) else {
            sheet.error(text, format!("{what} has a brace without its partner; a slot is written as in {{thing}}."));
            return;
        };
        for slot in &found {
            if !self.slots.contains(&slot.as_str()) {
                let allowed = self.slots.iter().map(|slot| format!("{{{slot}}}")).collect::<Vec<_>>().join(" ");
                let instead = if allowed.is_empty() { "no slot can stand here".to_owned() } else { format!("possible here: {allowed}") };
                sheet.error(text, format!("{what} has the unknown slot {{{slot}}}; {instead}."));
            }
        }
        if found.len() > self.most_slots && self.most_slots > 0 {
            sheet.error(text, format!("{what} has {} slots; use at most {}.", found.len(), self.most_slots));
        }
    }
}

/// The names in braces; an error when a brace has no partner.
pub(in super::super) fn slots(text: &str) -> Result<Vec<String>, Unpaired> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find(['{', '}']) {
        let inside = rest[open..].strip_prefix('{').ok_or(Unpaired)?;
        let close = inside.find(['{', '}']).ok_or(Unpaired)?;
        if !inside[close..].starts_with('}') {
            return Err(Unpaired);
        }
        found.push(inside[..close].to_owned());
        rest = &inside[close + 1..];
    }
    Ok(found)
}

/// A brace without its partner.
#[derive(Debug, PartialEq, Eq)]
pub(in super::super) struct Unpaired;

/// How many words are spoken; a slot counts as one.
pub(in super::super) fn count_words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.contains(|sign: char| sign.is_alphanumeric() || sign == '{')).count()
}

/// The sentences with their closing signs.
pub(in super::super) fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start();
        if rest.is_empty() {
            return None;
        }
        let mut end = rest.len();
        for (index, sign) in rest.char_indices() {
            let after = &rest[index + sign.len_utf8()..];
            if matches!(sign, '.' | '?' | '!') && after.starts_with(char::is_whitespace) {
                end = index + sign.len_utf8();
                break;
            }
        }
        let (sentence, after) = rest.split_at(end);
        rest = after;
        Some(sentence)
    })
}

/// The lower-case words of a text, without the signs around them.
pub(in super::super) fn words(text: &str) -> Vec<String> {
    text.split(|sign: char| !sign.is_alphanumeric() && sign != '\'' && sign != '\u{2019}' && sign != '{' && sign != '}')
        .map(|word| word.trim_matches(['\'', '\u{2019}']).to_lowercase())
        .filter(|word| !word.is_empty())
        .collect()
}

/// Verbs that open a question which "yes" answers.
const OPENERS: [&str; 40] = [
    "do",
    "does",
    "did",
    "are",
    "is",
    "am",
    "was",
    "were",
    "have",
    "has",
    "had",
    "can",
    "could",
    "will",
    "would",
    "shall",
    "should",
    "may",
    "might",
    "must",
    "don't",
    "doesn't",
    "didn't",
    "aren't",
    "isn't",
    "wasn't",
    "weren't",
    "haven't",
    "hasn't",
    "hadn't",
    "can't",
    "couldn't",
    "won't",
    "wouldn't",
    "shan't",
    "shouldn't",
    "mustn't",
    "needn't",
    "dare",
    "ought",
];
/// Words that make a question open.
const OPEN: [&str; 12] = ["what", "what's", "which", "who", "who's", "whom", "whose", "why", "when", "where", "how", "whatever"];

/// Whether a sentence is a question that "yes" or "no" answers: it begins with an auxiliary, or it has no question
/// word in its last clause but an auxiliary at that clause's head ("If it happened again, would you ...?").
pub(in super::super) fn is_closed(sentence: &str) -> bool {
    if !sentence.ends_with('?') {
        return false;
    }
    let heads_closed = |clause: &str| {
        let words = words(clause);
        let mut after_joint = words.iter().map(String::as_str).skip_while(|word| matches!(*word, "and" | "so" | "but" | "or" | "then"));
        after_joint.next().is_some_and(|first| OPENERS.contains(&first))
    };
    let has_open = |clause: &str| words(clause).iter().any(|word| OPEN.contains(&word.as_str()));
    if heads_closed(sentence) || !has_open(sentence) {
        return true;
    }
    // "..., can you" is closed unless the question word comes in the same clause or a later one.
    let clauses: Vec<&str> = sentence.split([',', ':', ';']).collect();
    clauses.iter().enumerate().skip(1).any(|(index, clause)| heads_closed(clause) && !clauses[index..].iter().any(|later| has_open(later)))
}

/// The first three words, by which two wordings of a key are told apart.
pub(in super::super) fn opening(text: &str) -> Vec<String> {
    words(text).into_iter().take(3).collect()
}
