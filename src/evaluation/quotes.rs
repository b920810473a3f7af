//! Quotes: the candidate's words letter for letter, cut at the bounds of clauses, with their times.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::lexicon;
use super::text::{Break, Text};
use super::topic::content;
use super::{Evidence, Report, ReportTurn, Span};
use crate::interview::{Speaker, Turn, TurnId, Word};

/// A quote has at least this many words, or is the whole answer.
pub(crate) const SHORTEST: usize = 3;
/// A longer sentence is quoted up to the end of a clause near this length.
const LONGEST: usize = 32;

/// Makes a quote of the sentence or clause that `span` lies in. `None` when it would be too short or only give the
/// question's words back.
pub(crate) fn quote(turn: &Turn, text: &Text<'_>, span: &Span, question: &BTreeSet<String>) -> Option<Evidence> {
    let range = bounds(text, span)?;
    let whole = range.len() >= text.tokens.len();
    let words = count_words(text.raw.get(text.span(&range))?);
    if words < SHORTEST && !whole {
        return None;
    }
    let span = with_closing(text, &range);
    let quote = text.raw.get(span.clone())?.to_owned();
    let own = content(text.lexicon, &quote);
    if !own.is_empty() && own.is_subset(question) {
        return None;
    }
    let times = times(&turn.words, text.raw, &span);
    Some(Evidence { turn: turn.id, quote, start_ms: times.map(|times| times.0), end_ms: times.map(|times| times.1) })
}

/// The tokens to quote: without a leading "and" or "so", not too long, up to a clause's end.
fn bounds(text: &Text<'_>, span: &Span) -> Option<Range<usize>> {
    let first = text.tokens.iter().position(|token| token.span.end > span.start)?;
    let end = text.tokens.iter().rposition(|token| token.span.start < span.end)? + 1;
    let mut start = first;
    while start + SHORTEST < end
        && matches!(text.tokens[start].lower.as_str(), "and" | "so" | "but" | "then")
        && text.tokens[start + 1].before == Break::None
    {
        start += 1;
    }
    let mut range = start..end.max(start + 1);
    if range.len() > LONGEST {
        let cut = text.clauses.iter().map(|clause| clause.end).filter(|&end| end > start + 5 && end <= start + LONGEST).max();
        range.end = cut.unwrap_or(range.end);
    }
    Some(range)
}

/// The bytes of a range with the full stop, exclamation or question mark that ends it.
fn with_closing(text: &Text<'_>, range: &Range<usize>) -> Span {
    let span = text.span(range);
    let rest = text.raw.get(span.end..).unwrap_or_default();
    let mark = rest.chars().next().filter(|mark| matches!(mark, '.' | '!' | '?')).map_or(0, char::len_utf8);
    span.start..span.end + mark
}

pub(super) fn count_words(text: &str) -> usize {
    use unicode_segmentation::UnicodeSegmentation as _;
    text.unicode_words().count()
}

/// Start and end of the words that cover a span. The words are looked for one after the other in the text.
pub(crate) fn times(words: &[Word], text: &str, span: &Span) -> Option<(u64, u64)> {
    let mut at = 0;
    let mut covered: Option<(u64, u64)> = None;
    for word in words {
        let needle = word.text.trim();
        let Some(found) = text.get(at..).and_then(|rest| rest.find(needle)).filter(|_| !needle.is_empty()) else { continue };
        let (start, end) = (at + found, at + found + needle.len());
        at = end;
        if end > span.start && start < span.end {
            covered = Some((covered.map_or(word.start_ms, |times| times.0), word.end_ms));
        }
    }
    covered
}

/// What is wrong with the quotes of a report, in words that hold nothing of the candidate's; empty when every quote
/// stands letter for letter in a candidate's turn, is long enough, is more than the question given back, and every
/// dimension with a score has one.
#[must_use]
pub fn verify_quotes(report: &Report) -> Vec<String> {
    let turns: BTreeMap<TurnId, &ReportTurn> = report.turns.iter().map(|turn| (turn.index, turn)).collect();
    let questions: BTreeMap<&str, &str> =
        report.answers.iter().map(|answer| (answer.question_id.as_str(), answer.question.as_str())).collect();
    let language = report.session.language.as_str();
    let mut problems = Vec::new();
    for (place, evidence) in all_evidence(report) {
        let at = format!("{place}: the quote from turn {}", evidence.turn.0);
        let Some(turn) = turns.get(&evidence.turn) else {
            problems.push(format!("{at} names a turn that does not exist; drop it."));
            continue;
        };
        if turn.speaker != Speaker::Candidate {
            problems.push(format!("{at} is not the candidate's; quote candidate turns only."));
        }
        let stands = |text: &str| text.contains(&evidence.quote);
        if evidence.quote.is_empty() || !(stands(&turn.text) || turn.verbatim.as_deref().is_some_and(stands)) {
            problems.push(format!("{at} does not occur in that turn; quote letter for letter."));
        }
        if count_words(&evidence.quote) < SHORTEST && evidence.quote.trim() != turn.text.trim() {
            problems.push(format!("{at} has fewer than {SHORTEST} words and is not the whole answer; quote more."));
        }
        if let (Some(lexicon), Some(question)) = (lexicon::of(language), turn.question_id.as_deref().and_then(|id| questions.get(id))) {
            let (own, asked) = (content(lexicon, &evidence.quote), content(lexicon, question));
            if !own.is_empty() && own.is_subset(&asked) {
                problems.push(format!("{at} only gives the question's words back; quote something else."));
            }
        }
        if evidence.start_ms.is_some() != evidence.end_ms.is_some() || evidence.start_ms > evidence.end_ms {
            problems.push(format!("{at} has times that do not fit together; give both in order, or none."));
        }
    }
    for dimension in &report.dimensions {
        match (dimension.score.is_some(), dimension.evidence.is_empty(), dimension.not_assessed.is_some()) {
            (true, true, _) => problems.push(format!("dimension {}: it has a score without a quote; leave it not assessed.", dimension.id)),
            (true, _, true) | (false, _, false) => {
                problems.push(format!("dimension {}: it needs either a score or a reason why there is none.", dimension.id));
            }
            _ => {}
        }
    }
    problems
}

/// All evidence of a report with the place where it stands.
fn all_evidence(report: &Report) -> Vec<(String, &Evidence)> {
    let mut found: Vec<(String, &Evidence)> = Vec::new();
    for dimension in &report.dimensions {
        found.extend(dimension.evidence.iter().map(|evidence| (format!("dimension {}", dimension.id), evidence)));
    }
    for answer in &report.answers {
        let star = &answer.star;
        let parts = [&star.situation, &star.task, &star.action, &star.result];
        found.extend(parts.into_iter().flatten().map(|evidence| (format!("answer {}", answer.question_id), evidence)));
    }
    if let Some(objective) = &report.objective {
        let criteria = objective.criteria.iter().chain(&objective.breaches);
        found.extend(criteria.filter_map(|criterion| criterion.evidence.as_ref()).map(|evidence| ("objective".to_owned(), evidence)));
    }
    let subjects = report.coverage.iter().filter_map(|subject| subject.evidence.as_ref());
    found.extend(subjects.map(|evidence| ("coverage".to_owned(), evidence)));
    for (name, remarks) in
        [("went_well", &report.went_well), ("went_okay", &report.went_okay), ("needs_improvement", &report.needs_improvement)]
    {
        found.extend(remarks.iter().flat_map(|remark| &remark.evidence).map(|evidence| (name.to_owned(), evidence)));
    }
    found
}
