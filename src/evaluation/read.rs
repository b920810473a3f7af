//! Reading an answer, and reading an exchange: the answer with the answers to its follow-ups.

use super::facts::Facts;
use super::gaps::{self, Seen};
use super::lexicon::{self, Lexicon};
use super::star::star;
use super::substance::{self, substance};
use super::text::Text;
use super::topic::{Asked, Found, shared_by};
use super::{Reading, Span, StarSpans, Substance, said, things};
use crate::interview::Blueprint;
use crate::scenario::{Gap, Question, QuestionKind};

/// An answer with everything that was found in it.
pub(crate) struct Analysis<'a> {
    /// The words.
    pub(crate) text: Text<'a>,
    /// Sentence by sentence.
    pub(crate) facts: Vec<Facts>,
    /// Items of the question's list.
    pub(crate) found: Vec<Found>,
    /// Keywords met, and keywords in all.
    pub(crate) keywords: (usize, usize),
    /// How far it belongs to the question.
    pub(crate) fit: f64,
    /// How far it is taken for an answer to the question: 1 without doubt, 0 hardly.
    pub(crate) relevance: f64,
    /// What others get to see.
    pub(crate) reading: Reading,
}

/// Reads one answer in English: what it contains and what it lacks, given its question.
#[must_use]
pub fn read(question: &Question, text: &str) -> Reading {
    read_in("en", question, text)
}

/// Reads one answer in the language of a BCP 47 tag. In a language without word lists only the number of words is
/// known, and no gap is claimed.
#[must_use]
pub fn read_in(language: &str, question: &Question, text: &str) -> Reading {
    match lexicon::of(language) {
        Some(lexicon) => analyse(lexicon, question, None, text).reading,
        None => Reading { words: text.split_whitespace().count(), ..Reading::empty(Substance::Answer) },
    }
}

/// An answer and the answers to its follow-ups, taken together.
#[derive(Clone, Debug, PartialEq)]
pub struct ExchangeReading {
    /// Turn by turn.
    pub turns: Vec<Reading>,
    /// The best that any turn is.
    pub substance: Substance,
    /// What no turn supplied, most worth asking first.
    pub gaps: Vec<Gap>,
}

/// Reads the candidate's turns to one question of a session, each with the gap that the follow-up before it was aimed at.
/// What a later turn supplies is not missing any more. As the judge does, it hears by the other questions when an answer
/// belongs to one of them.
#[must_use]
pub fn read_exchange(blueprint: &Blueprint, question: &Question, turns: &[(Option<Gap>, &str)]) -> ExchangeReading {
    let Some(lexicon) = lexicon::of("en") else {
        return ExchangeReading { turns: Vec::new(), substance: Substance::NonAnswer, gaps: Vec::new() };
    };
    let asked = Asked::of_session(lexicon, blueprint, question, shared_by(lexicon, blueprint));
    let analyses: Vec<Analysis<'_>> = turns.iter().map(|(gap, text)| analyse_for(&asked, lexicon, question, gap.as_ref(), text)).collect();
    let all: Vec<&Analysis<'_>> = analyses.iter().collect();
    let (substance, gaps) = combine(question, &all, turns.iter().map(|(gap, _)| gap.as_ref()));
    ExchangeReading { turns: analyses.into_iter().map(|analysis| analysis.reading).collect(), substance, gaps }
}

/// What the turns of an exchange amount to.
pub(crate) fn combine<'g>(
    question: &Question,
    analyses: &[&Analysis<'_>],
    probes: impl Iterator<Item = Option<&'g Gap>>,
) -> (Substance, Vec<Gap>) {
    let Some(first) = analyses.first() else { return (Substance::NonAnswer, Vec::new()) };
    let substance = analyses
        .iter()
        .map(|analysis| analysis.reading.substance)
        .find(|substance| *substance == Substance::Answer)
        .unwrap_or(first.reading.substance);
    let answering: Vec<&Analysis<'_>> =
        analyses.iter().copied().filter(|analysis| analysis.reading.substance == Substance::Answer).collect();
    let Some((lead, rest)) = answering.split_first() else { return (substance, first.reading.gaps.clone()) };
    let mut gaps = lead.reading.gaps.clone();
    gaps.retain(|gap| rest.iter().all(|analysis| !supplies(question, analysis, gap)));
    // What a follow-up asked for and got is there, in whatever words.
    for (analysis, probe) in analyses.iter().zip(probes) {
        if let Some(probe) = probe
            && analysis.reading.substance == Substance::Answer
            && answers_probe(analysis, probe, question.kind.is_played())
        {
            gaps.retain(|gap| gap != probe);
        }
    }
    // The first two missing items were listed; others that are still missing do not move up after a follow-up.
    (substance, gaps)
}

fn supplies(question: &Question, analysis: &Analysis<'_>, gap: &Gap) -> bool {
    let reading = &analysis.reading;
    match gap {
        Gap::Evidence(id) => reading.evidence.iter().any(|(found, _)| found == id),
        Gap::Ownership => !reading.ownership.is_empty(),
        Gap::Relevance | Gap::Pushback => false,
        _ => !reading.gaps.contains(gap) && gaps::called_for(question.kind).contains(gap),
    }
}

/// The answer to a follow-up closes its gap when it brings something of that kind.
fn answers_probe(analysis: &Analysis<'_>, probe: &Gap, played: bool) -> bool {
    let concrete = analysis.facts.iter().any(Facts::says_something);
    let said = |id: &String| analysis.found.iter().any(|found| found.id == *id);
    let past = || {
        analysis
            .facts
            .iter()
            .any(|facts| facts.says_something() && !facts.conditional && (facts.other > 0 || facts.acts() || !facts.specifics.is_empty()))
    };
    match probe {
        Gap::Ownership => !analysis.reading.ownership.is_empty(),
        Gap::Action => analysis.facts.iter().any(Facts::acts),
        Gap::Specifics => !analysis.reading.specifics.is_empty(),
        Gap::Result => past() && !analysis.facts.iter().all(|facts| facts.hedges > 0),
        Gap::Reasoning => !analysis.reading.reasoning.is_empty(),
        Gap::Reflection => !analysis.reading.reflection.is_empty() || past(),
        Gap::Situation | Gap::Task => concrete,
        Gap::Evidence(id) if played => said(id),
        Gap::Evidence(_) => past(),
        Gap::Pushback => true,
        Gap::Relevance => analysis.fit >= substance::FOREIGN,
    }
}

/// Reads an answer. The answer to a follow-up, aimed at `probe`, may be short and need not name the subject again.
pub(crate) fn analyse<'a>(lexicon: &'static Lexicon, question: &Question, probe: Option<&Gap>, text: &'a str) -> Analysis<'a> {
    analyse_for(&Asked::new(lexicon, question), lexicon, question, probe, text)
}

/// Reads an answer to a question that has been taken apart.
pub(crate) fn analyse_for<'a>(
    asked: &Asked<'_>,
    lexicon: &'static Lexicon,
    question: &Question,
    probe: Option<&Gap>,
    text: &'a str,
) -> Analysis<'a> {
    let text = Text::new(lexicon, text);
    let facts: Vec<Facts> = text.sentences.iter().map(|range| Facts::of(&text, range)).collect();
    let (mut substance, mut relevance) = substance(&text, &facts, asked, question.kind);
    if probe.is_some() {
        relevance = 1.0;
        // "Twelve." is an answer to "how many?".
        let short = substance == Substance::NonAnswer && facts.iter().any(|facts| !facts.specifics.is_empty());
        if short || substance == Substance::OffTopic {
            substance = Substance::Answer;
        }
    }
    let mut reading = Reading { words: text.words, ..Reading::empty(substance) };
    let mut found = Vec::new();
    if matches!(substance, Substance::Answer | Substance::OffTopic) {
        found = if question.kind.is_played() { asked.said(&text) } else { asked.evidence(&text, &facts) };
        let spans = |has: &dyn Fn(&Facts) -> bool| -> Vec<Span> {
            facts.iter().filter(|facts| has(facts)).map(|facts| text.span(&facts.range)).collect()
        };
        reading.star = star(&text, &facts, &asked.own);
        fill_from_probe(&mut reading.star, &text, &facts, probe);
        reading.evidence = found.iter().map(|found| (found.id.clone(), text.span(&sentence_of(&text, found.at.start)))).collect();
        reading.ownership = spans(&|facts| !facts.own.is_empty());
        reading.specifics = spans(&|facts| !facts.specifics.is_empty());
        reading.reasoning = spans(&|facts| facts.reasons > 0);
        reading.reflection = spans(&|facts| facts.reflection > 0);
    }
    let steps =
        facts.iter().filter(|facts| facts.acts()).map(|facts| facts.own.len() + facts.steps_own.len() + facts.team.len()).sum::<usize>()
            >= 2;
    let own =
        facts.iter().any(|facts| !facts.own.is_empty() || (question.kind != QuestionKind::Behavioural && !facts.steps_own.is_empty()));
    reading.gaps = gaps::gaps(question, &Seen { reading: &reading, own, steps, doubtful: relevance < 1.0 });
    if substance == Substance::Answer || substance == Substance::OffTopic {
        reading.things = things::things(&text, &asked.own);
        reading.said = said::said(&text, &facts, reading.gaps.first(), question.kind.tells_a_story());
    }
    let keywords = asked.keywords(&text, &facts);
    let fit = asked.fit(&text, &facts);
    Analysis { text, facts, found, keywords, fit, relevance, reading }
}

/// What a follow-up asked for stands in its answer, without the signal words that a whole story needs.
fn fill_from_probe(star: &mut StarSpans, text: &Text<'_>, facts: &[Facts], probe: Option<&Gap>) {
    let part = match probe {
        Some(Gap::Situation) => &mut star.situation,
        Some(Gap::Task) => &mut star.task,
        Some(Gap::Result) => &mut star.result,
        _ => return,
    };
    if part.is_none() {
        let told = facts.iter().find(|facts| facts.says_something() && !facts.conditional && facts.hedges == 0);
        *part = told.map(|facts| text.span(&facts.range));
    }
}

fn sentence_of(text: &Text<'_>, at: usize) -> std::ops::Range<usize> {
    text.sentences.iter().find(|range| range.contains(&at)).cloned().unwrap_or(at..at + 1)
}

impl Reading {
    /// A reading in which nothing was found.
    fn empty(substance: Substance) -> Self {
        Self {
            substance,
            star: StarSpans::default(),
            evidence: Vec::new(),
            ownership: Vec::new(),
            specifics: Vec::new(),
            reasoning: Vec::new(),
            reflection: Vec::new(),
            gaps: Vec::new(),
            things: Vec::new(),
            said: Vec::new(),
            words: 0,
        }
    }
}
