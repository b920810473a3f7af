//! Remarks to the candidate: what was found, what was found half, what was missing, each with the words it rests on.

use super::exchange::{Answering, Exchange};
use super::facts::Facts;
use super::judge::evidence_of;
use super::levels::level;
use super::wording::{Part, Wording};
use super::{Evidence, Remark, Substance};
use crate::scenario::Gap;

/// Remarks per list.
const MOST: usize = 5;

/// From this level on an answer has parts that worked.
const GOOD: f64 = 2.5;

/// A finding in one exchange, with how telling it is.
struct Finding {
    part: Part,
    key: String,
    item: Option<String>,
    weight: usize,
    place: usize,
    evidence: Vec<Evidence>,
}

/// The three lists: worked, worked half, to work on. Each kind of finding comes once, from where it shows best.
pub(crate) fn remarks(words: &Wording, exchanges: &[Exchange<'_>]) -> (Vec<Remark>, Vec<Remark>, Vec<Remark>) {
    let mut findings: Vec<Finding> = Vec::new();
    for (place, exchange) in exchanges.iter().enumerate() {
        if exchange.question.kind.is_played() {
            played(exchange, place, &mut findings);
            continue;
        }
        if exchange.answered() && exchange.relevance == 1.0 {
            if level("communication", &exchange.features) >= GOOD {
                worked(exchange, place, &mut findings);
            }
            half(exchange, place, &mut findings);
        }
        missing(exchange, place, &mut findings);
    }
    let list = |part: Part| {
        let mut of_part: Vec<&Finding> = findings.iter().filter(|finding| finding.part == part).collect();
        of_part.sort_by_key(|finding| (std::cmp::Reverse(finding.weight), finding.place));
        let mut kept: Vec<&Finding> = Vec::new();
        for finding in of_part {
            if !kept.iter().any(|other| other.key == finding.key) && kept.len() < MOST {
                kept.push(finding);
            }
        }
        kept.into_iter()
            .map(|finding| {
                let text = words
                    .remark(part, finding.key.split(':').next().unwrap_or_default(), finding.place)
                    .replace("{item}", finding.item.as_deref().unwrap_or_default());
                Remark { text, evidence: finding.evidence.clone() }
            })
            .collect()
    };
    (list(Part::Well), list(Part::Okay), list(Part::Improve))
}

/// The first sentence that shows something, best first, as a quote.
fn shown(exchange: &Exchange<'_>, worth: &dyn Fn(&Answering<'_>, &Facts) -> usize) -> Option<(usize, Evidence)> {
    let mut best: Option<(usize, Evidence)> = None;
    for answer in exchange.answers.iter().filter(|answer| answer.analysis.reading.substance == Substance::Answer) {
        for facts in &answer.analysis.facts {
            let weight = worth(answer, facts);
            if weight > best.as_ref().map_or(0, |(weight, _)| *weight)
                && let Some(evidence) = evidence_of(exchange, answer, &answer.analysis.text.span(&facts.range))
            {
                best = Some((weight, evidence));
            }
        }
    }
    best
}

/// Of what is really said to somebody, only the list counts: what was said of it, and what was not.
fn played(exchange: &Exchange<'_>, place: usize, into: &mut Vec<Finding>) {
    if exchange.answers.is_empty() {
        return;
    }
    for item in &exchange.question.evidence {
        let said = shown(exchange, &|answer, facts| {
            let here = answer.analysis.found.iter().any(|found| found.id == item.id && facts.range.contains(&found.at.start));
            if here { 1 + facts.content.len().min(6) } else { 0 }
        });
        // Two things of one scene are two findings.
        let weight = if item.needed { 8 } else { 4 };
        let (part, key, evidence) = match said {
            Some((_, evidence)) => (Part::Well, "played", vec![evidence]),
            None if exchange.met(&item.id) => continue,
            None => (Part::Improve, "played", telling_passage(exchange).into_iter().collect()),
        };
        into.push(Finding { part, key: format!("{key}:{}", item.id), item: Some(item.text.clone()), weight, place, evidence });
    }
}

fn worked(exchange: &Exchange<'_>, place: usize, into: &mut Vec<Finding>) {
    // General talk may hold a "because" as well; praise needs something done, planned or checkable behind it.
    let story = exchange.question.kind.tells_a_story();
    let solid = |facts: &Facts| !facts.specifics.is_empty() || !facts.own.is_empty() || (!story && !facts.steps_own.is_empty());
    let says = |facts: &Facts, count: usize| if facts.says_something() && facts.hedges == 0 && solid(facts) { count } else { 0 };
    let detail = |facts: &Facts| facts.specifics.len().min(3);
    let is_result = |answer: &Answering<'_>, facts: &Facts| {
        answer.analysis.reading.star.result.as_ref() == Some(&answer.analysis.text.span(&facts.range))
    };
    let mut note = |key: &str, found: Option<(usize, Evidence)>, item: Option<String>| {
        if let Some((weight, evidence)) = found {
            into.push(Finding { part: Part::Well, key: key.to_owned(), item, weight, place, evidence: vec![evidence] });
        }
    };
    if exchange.question.kind.tells_a_story() {
        note(
            "result_checked",
            shown(exchange, &|answer, facts| if is_result(answer, facts) && detail(facts) > 0 { 8 + detail(facts) } else { 0 }),
            None,
        );
        note("result", shown(exchange, &|answer, facts| if is_result(answer, facts) && detail(facts) == 0 { 4 } else { 0 }), None);
        note(
            "ownership",
            shown(exchange, &|_, facts| says(facts, if facts.own.is_empty() { 0 } else { 3 + 2 * facts.own.len() + facts.decisions })),
            None,
        );
    }
    note(
        "specifics",
        shown(exchange, &|_, facts| says(facts, if facts.specifics.len() >= 2 { 3 + facts.specifics.len() } else { 0 })),
        None,
    );
    note(
        "reasoning",
        shown(exchange, &|_, facts| says(facts, if facts.reasons > 0 { 3 + 2 * facts.reasons + detail(facts) } else { 0 })),
        None,
    );
    note(
        "alternatives",
        shown(exchange, &|_, facts| says(facts, if facts.alternatives > 0 && facts.acts() { 4 + facts.alternatives } else { 0 })),
        None,
    );
    note("causes", shown(exchange, &|_, facts| says(facts, if facts.causes > 0 && facts.acts() { 4 + facts.causes } else { 0 })), None);
    note(
        "reflection",
        shown(exchange, &|_, facts| {
            says(facts, if facts.reflection > 0 && facts.hedges == 0 { 4 + facts.reflection + detail(facts) } else { 0 })
        }),
        None,
    );
    note("admits", shown(exchange, &|_, facts| says(facts, if facts.admits > 0 && facts.blame == 0 { 4 + facts.admits } else { 0 })), None);
    note("credits", shown(exchange, &|_, facts| says(facts, if facts.credits > 0 { 3 + facts.credits } else { 0 })), None);
    note(
        "checks",
        shown(exchange, &|_, facts| says(facts, if facts.checks > 0 && facts.acts() { 4 + facts.checks + detail(facts) } else { 0 })),
        None,
    );
    if exchange.features.evidence >= 0.75 {
        let in_item = |answer: &Answering<'_>, facts: &Facts| {
            answer.analysis.found.iter().find(|found| facts.range.contains(&found.at.start)).map(|found| found.id.clone())
        };
        let found = shown(exchange, &|answer, facts| if in_item(answer, facts).is_some() { says(facts, 6 + detail(facts)) } else { 0 });
        let item = found.as_ref().and_then(|(_, evidence)| {
            exchange.answers.iter().filter(|answer| answer.turn.id == evidence.turn).find_map(|answer| {
                answer
                    .analysis
                    .facts
                    .iter()
                    .filter(|facts| evidence_of(exchange, answer, &answer.analysis.text.span(&facts.range)).as_ref() == Some(evidence))
                    .find_map(|facts| in_item(answer, facts))
            })
        });
        let text = item.and_then(|id| exchange.question.evidence.iter().find(|item| item.id == id)).map(|item| item.text.clone());
        if text.is_some() {
            note("evidence", found, text);
        }
    }
}

fn half(exchange: &Exchange<'_>, place: usize, into: &mut Vec<Finding>) {
    let features = &exchange.features;
    let story = exchange.question.kind.tells_a_story();
    let acting = || shown(exchange, &|_, facts| usize::from(facts.acts()) * (1 + facts.own.len()));
    let mut note = |key: &str, weight: usize, found: Option<(usize, Evidence)>| {
        if let Some((_, evidence)) = found {
            into.push(Finding { part: Part::Okay, key: key.to_owned(), item: None, weight, place, evidence: vec![evidence] });
        }
    };
    if story && features.result > 0.0 {
        let plain = shown(exchange, &|answer, facts| {
            let here = answer.analysis.reading.star.result.as_ref() == Some(&answer.analysis.text.span(&facts.range));
            usize::from(here && facts.specifics.is_empty())
        });
        note("result_vague", 6, plain);
    }
    if story && features.own > 0.0 && features.own_share < 0.5 {
        note("mixed_owner", 5, shown(exchange, &|_, facts| facts.team.len()));
    }
    if features.reasons > 0.3 && features.alternatives == 0.0 {
        note("no_alternatives", 3, shown(exchange, &|_, facts| facts.reasons));
    }
    if story && features.situation == 0.0 && features.own > 0.3 {
        note("scene_late", 5, acting());
    }
    if features.specifics > 0.0 && features.specifics < 0.4 {
        note("few_details", 4, shown(exchange, &|_, facts| facts.specifics.len()));
    }
    if features.hedging > 0.3 && features.own > 0.2 {
        note("hedged", 4, shown(exchange, &|_, facts| facts.hedges));
    }
    if features.empty > 0.5 && features.specifics > 0.3 && exchange.answers.iter().any(|answer| answer.analysis.reading.words > 80) {
        note("padded", 4, shown(exchange, &|_, facts| usize::from(!facts.says_something())));
    }
}

fn missing(exchange: &Exchange<'_>, place: usize, into: &mut Vec<Finding>) {
    if exchange.answers.is_empty() {
        return;
    }
    let anything = || telling_passage(exchange);
    let mut note = |key: &str, weight: usize, item: Option<String>, evidence: Option<Evidence>| {
        // A remark about something that was not said at all may stand alone, others need their words.
        into.push(Finding { part: Part::Improve, key: key.to_owned(), item, weight, place, evidence: evidence.into_iter().collect() });
    };
    if !exchange.answered() {
        if exchange.substance == Substance::OffTopic {
            note("relevance", 12, None, anything());
        }
        return;
    }
    for (rank, gap) in exchange.gaps.iter().enumerate() {
        let weight = 10_usize.saturating_sub(rank);
        match gap {
            Gap::Evidence(id) => {
                let item = exchange.question.evidence.iter().find(|item| item.id == *id).map(|item| item.text.clone());
                note("evidence", weight.min(4), item, anything());
            }
            Gap::Ownership => note(
                "ownership",
                weight,
                None,
                shown(exchange, &|_, facts| facts.team.len()).map(|(_, evidence)| evidence).or_else(anything),
            ),
            Gap::Result => {
                let last = shown(exchange, &|_, facts| if facts.acts() { 1 + facts.range.start } else { 0 });
                note("result", weight, None, last.map(|(_, evidence)| evidence).or_else(anything));
            }
            _ => note(&gap.to_string(), weight, None, anything()),
        }
    }
    for (key, limit, number) in [
        ("hedging", exchange.features.hedging > 0.5, (|facts: &Facts| facts.hedges) as fn(&Facts) -> usize),
        ("blame", exchange.features.blame > 0.0, |facts| facts.blame),
        ("overclaim", exchange.features.overclaim > 0.0, |facts| facts.overclaims),
    ] {
        if limit && let Some((_, evidence)) = shown(exchange, &|_, facts| number(facts)) {
            note(key, 7, None, Some(evidence));
        }
    }
}

/// The passage of an exchange that something missing can be shown on: where most is done, else where most is said.
pub(crate) fn telling_passage(exchange: &Exchange<'_>) -> Option<Evidence> {
    exchange
        .answers
        .iter()
        .flat_map(|answer| answer.analysis.facts.iter().map(move |facts| (answer, facts)))
        .filter_map(|(answer, facts)| {
            let weight =
                4 * facts.own.len() + 2 * facts.team.len() + 2 * facts.steps_own.len() + facts.specifics.len() + facts.content.len().min(4);
            evidence_of(exchange, answer, &answer.analysis.text.span(&facts.range)).map(|evidence| (weight, evidence))
        })
        .max_by_key(|(weight, evidence)| (*weight, std::cmp::Reverse(evidence.turn)))
        .map(|(_, evidence)| evidence)
}

/// What is said about one answer in a line or two.
pub(crate) fn notes(words: &Wording, exchange: &Exchange<'_>) -> Vec<String> {
    if exchange.answers.is_empty() {
        let key = if exchange.unclear > 0 { "unclear" } else { "skipped" };
        return vec![words.substance(key).to_owned()];
    }
    let key = match exchange.substance {
        Substance::NonAnswer => Some("non_answer"),
        Substance::Echo => Some("echo"),
        Substance::Salad => Some("salad"),
        Substance::OffTopic => Some("off_topic"),
        Substance::Answer if exchange.relevance < 1.0 => Some("doubtful"),
        Substance::Answer => None,
    };
    let mut notes: Vec<String> = key.map(|key| words.substance(key).to_owned()).into_iter().collect();
    if exchange.answered() {
        let named = super::gaps::called_for(exchange.question.kind);
        let (gone, there): (Vec<&Gap>, Vec<&Gap>) =
            named.iter().filter(|gap| **gap != Gap::Relevance).partition(|gap| exchange.gaps.contains(gap));
        for (key, gaps) in [("strong", there), ("missing", gone)] {
            let parts: Vec<&str> = gaps.iter().map(|gap| words.gap(&gap.to_string())).collect();
            // Without an action there is no own part to be there.
            let parts: Vec<&str> = if key == "strong" && exchange.gaps.contains(&Gap::Action) {
                parts.into_iter().filter(|part| *part != words.gap("ownership")).collect()
            } else {
                parts
            };
            if !parts.is_empty() {
                notes.push(words.note(key).replace("{parts}", &words.list(&parts)));
            }
        }
    }
    notes
}
