//! Decides what of a model's answer may be spoken.

use std::collections::BTreeSet;

use rust_stemmers::{Algorithm, Stemmer};
use unicode_segmentation::UnicodeSegmentation as _;

use super::topics::{ADVICE, BACKSTAGE, COMMON, PRAISE, PRIVATE};
use crate::interview::{Prompt, Purpose};

/// Words of a whole reply, at most.
const WORDS: usize = 45;
/// Sentences of a whole reply, at most: two and the question.
const SENTENCES: usize = 3;
/// So many words in a row that stand in the system text are a leak.
const LEAK: usize = 6;
/// Share of content words that two questions have in common when they are the same question.
const SAME: f64 = 0.75;
/// Share of the planned question's content words that its new wording keeps.
const KEPT: f64 = 0.4;

/// Why a sentence is not spoken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "the messages say it")]
pub enum Rejection {
    #[error("nothing was said")]
    Empty,
    #[error("the sentence has no end")]
    Fragment,
    #[error("more than {WORDS} words or {SENTENCES} sentences")]
    TooLong,
    #[error("more than one question, or words after it")]
    SecondQuestion,
    #[error("no question was asked")]
    NoQuestion,
    #[error("markup, code or symbols")]
    Markup,
    #[error("the name of a speaker before the words")]
    Label,
    #[error("an address")]
    Link,
    #[error("words from behind the scenes")]
    Leak,
    #[error("a private matter")]
    Private,
    #[error("praise, judgement or advice")]
    Judgement,
    #[error("another language")]
    Language,
    #[error("a question that was asked before")]
    Repetition,
    #[error("not the planned question")]
    OffPlan,
    #[error("a number that nobody has mentioned")]
    Invented,
}

/// Watches over one reply. Give it the sentences in order.
#[derive(Clone, Debug)]
pub struct Guard {
    purpose: Purpose,
    english: bool,
    /// The system text's words, as one string with a blank on either side of each.
    system: String,
    /// The numbers that the model was given.
    numbers: BTreeSet<String>,
    asked: Vec<BTreeSet<String>>,
    planned: BTreeSet<String>,
    words: usize,
    sentences: usize,
    questions: usize,
    /// A sentence asked without a question mark: "Tell me about ...".
    invited: bool,
}

impl Guard {
    /// For the reply to `prompt`, in the language with this BCP 47 tag.
    #[must_use]
    pub fn new(prompt: &Prompt, language: &str) -> Self {
        Self {
            purpose: prompt.purpose,
            english: language.split('-').next().is_some_and(|primary| primary.eq_ignore_ascii_case("en")),
            system: padded(&prompt.system),
            numbers: numbers(&prompt.user).collect(),
            asked: Vec::new(),
            planned: BTreeSet::new(),
            words: 0,
            sentences: 0,
            questions: 0,
            invited: false,
        }
    }

    /// The questions asked so far in this session, none of which may be asked again.
    #[must_use]
    pub fn asked<'a>(mut self, questions: impl IntoIterator<Item = &'a str>) -> Self {
        self.asked = questions.into_iter().map(content).filter(|words| !words.is_empty()).collect();
        self
    }

    /// The planned question, whose content the reply has to keep.
    #[must_use]
    pub fn planned(mut self, question: &str) -> Self {
        self.planned = content(question);
        self
    }

    /// The sentence as it is to be spoken.
    ///
    /// # Errors
    /// Why it must not be spoken. Nothing of this reply may be spoken from here on.
    pub fn sentence(&mut self, sentence: &str) -> Result<String, Rejection> {
        let text = clean(sentence);
        let lower = text.to_lowercase().replace('’', "'");
        self.form(&text, &lower)?;
        self.manners(&lower)?;
        self.truth(&text)?;

        let asks = text.contains('?');
        let words = text.unicode_words().count();
        if self.questions > 0 || text.matches('?').count() > 1 {
            return Err(Rejection::SecondQuestion);
        }
        self.words += words;
        self.sentences += usize::from(!text.ends_with([',', ';', ':']));
        if self.words > WORDS || self.sentences > SENTENCES {
            return Err(Rejection::TooLong);
        }
        if asks {
            self.question(&text)?;
            self.questions += 1;
        } else if self.purpose != Purpose::Fact && invites(&lower) {
            // Many planned questions have this form; a lead-over that only sounds so does not keep the plan's words.
            self.invited |= self.question(&text).is_ok();
        }
        Ok(text)
    }

    /// Whether the question has been let through.
    #[must_use]
    pub fn has_asked(&self) -> bool {
        self.questions > 0 || self.invited
    }

    /// The reply is over.
    ///
    /// # Errors
    /// Nothing was said, or nothing was asked where something should have been.
    pub fn finish(&self) -> Result<(), Rejection> {
        match self.purpose {
            _ if self.words == 0 => Err(Rejection::Empty),
            purpose if purpose.must_ask() && !self.has_asked() => Err(Rejection::NoQuestion),
            _ => Ok(()),
        }
    }

    /// Looks like speech.
    fn form(&self, text: &str, lower: &str) -> Result<(), Rejection> {
        if !text.contains(char::is_alphanumeric) {
            return Err(Rejection::Empty);
        }
        if ["http", "www.", "://"].iter().any(|mark| lower.contains(mark)) || text.contains('@') {
            return Err(Rejection::Link);
        }
        let numbered = |(number, rest): (&str, &str)| is_number(number) && (rest.is_empty() || rest.starts_with(' '));
        let bullet = text.starts_with(['-', '*', '#', '•', '–']) || text.split_once(['.', ')']).is_some_and(numbered);
        if bullet || text.contains(['{', '}', '[', ']', '<', '>', '|', '`', '\\', '_', '=']) || text.contains("**") || text.contains("##") {
            return Err(Rejection::Markup);
        }
        // "Maya: ...", "Interviewer (smiling): ...", "Follow-up: ..."
        if text.split_once(':').is_some_and(|(before, _)| before.unicode_words().count() <= 3) {
            return Err(Rejection::Label);
        }
        if !text.trim_end_matches(['"', '”', '’', '\'', ')', '»']).ends_with(['.', '?', '!', '…', ',', ';', ':']) {
            return Err(Rejection::Fragment);
        }
        self.language(text, lower)
    }

    fn language(&self, text: &str, lower: &str) -> Result<(), Rejection> {
        if !self.english {
            return Ok(());
        }
        let letters = text.chars().filter(|character| character.is_alphabetic()).count();
        let latin = text.chars().filter(|&character| character.is_alphabetic() && character < '\u{250}').count();
        let words: Vec<&str> = lower.unicode_words().collect();
        // "was", "in" and "an" are words of other languages too, so one alone says little.
        let foreign = words.len() >= 6 && words.iter().filter(|word| COMMON.contains(word)).count() * 5 < words.len();
        if latin * 10 < letters * 9 || foreign { Err(Rejection::Language) } else { Ok(()) }
    }

    /// Behaves as an interviewer should.
    fn manners(&self, lower: &str) -> Result<(), Rejection> {
        let words = padded(lower);
        let says = |phrases: &[&str]| phrases.iter().any(|phrase| words.contains(&padded(phrase)));
        if says(BACKSTAGE) || lower.contains("<<<") || lower.contains(">>>") || self.leaks(&words) {
            return Err(Rejection::Leak);
        }
        if says(PRIVATE) {
            return Err(Rejection::Private);
        }
        if says(PRAISE) || (self.purpose != Purpose::Fact && says(ADVICE)) {
            return Err(Rejection::Judgement);
        }
        Ok(())
    }

    fn leaks(&self, words: &str) -> bool {
        let words: Vec<&str> = words.split_whitespace().collect();
        words.windows(LEAK).any(|row| self.system.contains(&format!(" {} ", row.join(" "))))
    }

    /// Uses no number that the material does not hold.
    fn truth(&self, text: &str) -> Result<(), Rejection> {
        if numbers(text).all(|number| self.numbers.contains(&number)) { Ok(()) } else { Err(Rejection::Invented) }
    }

    fn question(&self, text: &str) -> Result<(), Rejection> {
        let words = content(text);
        if !self.planned.is_empty() {
            let kept = self.planned.intersection(&words).count();
            return if share(kept, self.planned.len()) >= KEPT { Ok(()) } else { Err(Rejection::OffPlan) };
        }
        let same = |asked: &BTreeSet<String>| share(asked.intersection(&words).count(), asked.union(&words).count()) >= SAME;
        if self.asked.iter().any(same) { Err(Rejection::Repetition) } else { Ok(()) }
    }
}

/// A request that calls for an answer as a question does.
fn invites(lower: &str) -> bool {
    const OPENINGS: &[&str] =
        &["tell me", "walk me", "take me", "talk me", "give me", "show me", "describe", "explain", "name", "think of", "pick", "choose"];
    const BEFORE: &[&str] = &["please", "and", "so", "now", "then"];
    let words: Vec<&str> = lower.unicode_words().skip_while(|word| BEFORE.contains(word)).take(2).collect();
    OPENINGS.iter().any(|opening| {
        words.iter().copied().zip(opening.split(' ')).filter(|(word, wanted)| word == wanted).count() == opening.split(' ').count()
    })
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// One line, without quotation marks around the whole, and without pictures, which no voice can speak.
fn clean(sentence: &str) -> String {
    let picture = |character: char| matches!(character, '\u{2600}'..='\u{27BF}' | '\u{FE0F}' | '\u{1F000}'..='\u{1FAFF}');
    let spoken: String = sentence.chars().filter(|&character| !picture(character)).collect();
    let words: Vec<&str> = spoken.split_whitespace().collect();
    let text = words.join(" ");
    for (open, close) in [('"', '"'), ('“', '”'), ('«', '»'), ('„', '“')] {
        if let Some(inner) = text.strip_prefix(open).and_then(|rest| rest.strip_suffix(close))
            && !inner.contains([open, close])
        {
            return inner.trim().to_owned();
        }
    }
    text
}

/// Lower-case words with one blank on either side of each, for finding phrases of whole words.
fn padded(text: &str) -> String {
    let lower = text.to_lowercase().replace('’', "'");
    let words: Vec<&str> = lower.unicode_words().collect();
    format!(" {} ", words.join(" "))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Numbers written in digits, without separators: "3,000" and "3000" are one.
fn numbers(text: &str) -> impl Iterator<Item = String> {
    text.unicode_words()
        .filter(|word| word.starts_with(|character: char| character.is_ascii_digit()))
        .map(|word| word.chars().filter(char::is_ascii_digit).collect())
}

/// Stems of the words that carry meaning.
fn content(text: &str) -> BTreeSet<String> {
    let stemmer = Stemmer::create(Algorithm::English);
    let lower = text.to_lowercase().replace('’', "'");
    lower
        .unicode_words()
        .filter(|word| word.chars().count() > 2 && !COMMON.contains(word))
        .map(|word| stemmer.stem(word).into_owned())
        .collect()
}
