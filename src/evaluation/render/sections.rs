//! The parts of the page, in order.

use super::csv::unit;
use super::drawn;
use super::escape::escape;
use super::html::Page;
use crate::evaluation::{
    AnswerReport, Cost, Criterion, Dimension, Evidence, Measure, Outcome, PurposeCost, Remark, Source, SubjectReport, measured,
};
use crate::interview::{Purpose, Speaker};

pub(super) fn summary(page: &Page<'_>) -> String {
    let overall = &page.report.overall;
    let score = match overall.score {
        Some(score) => {
            format!("<p class=\"figures\"><span><span class=\"big\">{score:.1}</span> {}</span>{}</p>", page.text("of-ten"), figures(page))
        }
        None => format!("<p class=\"big\">{}</p>", page.text("not-assessed")),
    };
    let help: String = [
        "confidence-help",
        if page.report.session.judging.is_some() { "spread-of-runs-help" } else { "spread-help" },
        "not-assessed-help",
        "not-judged",
    ]
    .into_iter()
    .map(|key| format!("<p class=\"soft\">{}</p>\n", page.text(key)))
    .collect();
    section(page, "summary", &format!("{score}\n{help}"))
}

pub(super) fn objective(page: &Page<'_>) -> String {
    let Some(objective) = &page.report.objective else { return String::new() };
    let item = |mark: &str, criterion: &Criterion| {
        let quote = criterion.evidence.as_ref().map(|evidence| quote(page, evidence)).unwrap_or_default();
        let otherwise = criterion.met_by_rules.map(|met| page.text(if met { "rules-said" } else { "rules-not-said" }));
        let otherwise = otherwise.map(|words| format!("<p class=\"soft\">{words}</p>\n")).unwrap_or_default();
        format!("<li><p><strong>{}.</strong> {}</p>\n{otherwise}{quote}</li>\n", page.text(mark), escape(&criterion.text))
    };
    let criteria = objective.criteria.iter().map(|criterion| item(if criterion.met { "said" } else { "not-said" }, criterion));
    let breaches = objective.breaches.iter().map(|breach| item(if breach.met { "breach" } else { "no-breach" }, breach));
    let outcome = page.text(match objective.outcome {
        Outcome::Reached => "objective-reached",
        Outcome::Missed => "objective-missed",
        Outcome::Open => "objective-open",
    });
    let items: String = criteria.chain(breaches).collect();
    let by = format!("<p class=\"soft\">{} {}</p>\n", page.text("checked-by"), escape(&objective.judged_by));
    section(page, "objective", &format!("<p>{}</p>\n<p><strong>{outcome}</strong></p>\n{by}<ul>\n{items}</ul>\n", escape(&objective.text)))
}

pub(super) fn coverage(page: &Page<'_>) -> String {
    if page.report.coverage.is_empty() {
        return String::new();
    }
    let item = |subject: &SubjectReport| {
        let mark = page.text(if subject.covered { "came-up" } else { "not-come-up" });
        let quote = subject.evidence.as_ref().map(|evidence| quote(page, evidence)).unwrap_or_default();
        format!("<li><p><strong>{mark}.</strong> {}</p>\n{quote}</li>\n", escape(&subject.title))
    };
    let items: String = page.report.coverage.iter().map(item).collect();
    section(page, "coverage", &format!("<p class=\"soft\">{}</p>\n<ul>\n{items}</ul>\n", page.text("coverage-help")))
}

fn figures(page: &Page<'_>) -> String {
    let overall = &page.report.overall;
    let spread = overall.spread.map(|spread| format!("<span>{}: {spread:.1}</span>", page.text(page.spread()))).unwrap_or_default();
    format!("<span>{}: {}</span>{spread}", page.text("confidence"), percent(overall.confidence))
}

pub(super) fn dimensions(page: &Page<'_>) -> String {
    let figures: String = page.report.dimensions.iter().map(|dimension| dimension_figure(page, dimension)).collect();
    section(page, "dimensions", &(drawn::radar(page) + &figures))
}

fn dimension_figure(page: &Page<'_>, dimension: &Dimension) -> String {
    let name = escape(&dimension.name);
    let inside = match (dimension.score, dimension.level) {
        (Some(score), Some(level)) => {
            let anchor = dimension.anchor.as_deref().map(|anchor| format!("<p>{}</p>\n", escape(anchor))).unwrap_or_default();
            let quotes: String = dimension.evidence.iter().map(|evidence| quote(page, evidence)).collect();
            format!(
                "<p class=\"figures\"><span><strong>{score:.1}</strong> {of}</span><span>{level_word} {level}</span><span>{confidence}: {share}</span></p>\n\
                 <div class=\"bar\" role=\"img\" aria-label=\"{name}: {score:.1} {of}\"><span style=\"width:{width:.0}%\"></span></div>\n\
                 {anchor}<h4>{rests}</h4>\n{quotes}",
                of = page.text("of-ten"),
                level_word = page.text("level"),
                confidence = page.text("confidence"),
                share = percent(dimension.confidence),
                width = (score * 10.0).clamp(0.0, 100.0),
                rests = page.text("rests-on"),
            )
        }
        _ => format!(
            "<p><strong>{}.</strong> {}</p>\n",
            page.text("not-assessed"),
            escape(dimension.not_assessed.as_deref().unwrap_or_default())
        ),
    };
    let (id, opinions) = (escape(&dimension.id), opinions(page, dimension));
    format!("<figure id=\"dimension-{id}\">\n<figcaption><h3>{name}</h3></figcaption>\n{inside}{opinions}</figure>\n")
}

/// What each run of a model thought, the embedded judge beside it, and whether they agree.
fn opinions(page: &Page<'_>, dimension: &Dimension) -> String {
    let Some(opinions) = &dimension.opinions else { return String::new() };
    let level = |level: Option<u8>| level.map_or_else(|| "\u{2013}".to_owned(), |level| level.to_string());
    let runs = opinions.runs.iter().map(|run| level(*run)).collect::<Vec<_>>().join(", ");
    let differ =
        opinions.disagreement.iter().map(|words| format!("<p><strong>{}</strong> {}</p>\n", page.text("disagreement"), escape(words)));
    let held = opinions.held_down.iter().map(|words| format!("<p>{}</p>\n", escape(words)));
    let sentences: String = differ.chain(held).collect();
    format!(
        "{sentences}<p class=\"soft\">{}: {runs}. {}: {}.</p>\n",
        page.text("levels-of-runs"),
        page.text("level-by-rules"),
        level(opinions.embedded)
    )
}

pub(super) fn remarks(page: &Page<'_>) -> String {
    let report = page.report;
    [("went-well", &report.went_well), ("went-okay", &report.went_okay), ("needs-improvement", &report.needs_improvement)]
        .into_iter()
        .map(|(key, remarks)| section(page, key, &remark_list(page, remarks)))
        .collect()
}

fn remark_list(page: &Page<'_>, remarks: &[Remark]) -> String {
    if remarks.is_empty() {
        return format!("<p class=\"soft\">{}</p>\n", page.text("nothing"));
    }
    let items: String = remarks
        .iter()
        .map(|remark| {
            let quotes: String = remark.evidence.iter().map(|evidence| quote(page, evidence)).collect();
            format!("<li>{}\n{quotes}</li>\n", escape(&remark.text))
        })
        .collect();
    format!("<ul>\n{items}</ul>\n")
}

pub(super) fn plan(page: &Page<'_>) -> String {
    if page.report.plan.is_empty() {
        return section(page, "plan", &format!("<p class=\"soft\">{}</p>\n", page.text("nothing")));
    }
    let steps: String = page
        .report
        .plan
        .iter()
        .map(|step| {
            let resource = step
                .resource
                .as_deref()
                .map(|text| format!("<p class=\"soft\">{} {}</p>\n", page.text("resource"), escape(text)))
                .unwrap_or_default();
            let source = step
                .source
                .as_ref()
                .map(|source| format!("<p class=\"soft\">{} {}</p>\n", page.text("read-more"), escape(&source.to_string())))
                .unwrap_or_default();
            format!("<li><p><strong>{}</strong></p>\n<p>{}</p>\n{resource}{source}</li>\n", escape(&step.step), escape(&step.why))
        })
        .collect();
    section(page, "plan", &format!("<ol>\n{steps}</ol>\n"))
}

pub(super) fn answers(page: &Page<'_>) -> String {
    let all: String = page.report.answers.iter().map(|answer| one_answer(page, answer)).collect();
    section(page, "answers", &all)
}

fn one_answer(page: &Page<'_>, answer: &AnswerReport) -> String {
    let notes: String = answer.notes.iter().map(|note| format!("<p>{}</p>\n", escape(note))).collect();
    let parts = [
        ("situation", &answer.star.situation),
        ("task", &answer.star.task),
        ("action", &answer.star.action),
        ("result", &answer.star.result),
    ];
    let star = if parts.iter().any(|(_, part)| part.is_some()) {
        let rows: String = parts
            .into_iter()
            .map(|(key, part)| {
                let cell = part
                    .as_ref()
                    .map_or_else(|| format!("<span class=\"soft\">{}</span>", page.text("not-there")), |evidence| quote(page, evidence));
                format!("<tr><th scope=\"row\">{}</th><td>{cell}</td></tr>\n", page.text(key))
            })
            .collect();
        format!("<table>\n<caption>{}</caption>\n{rows}</table>\n", page.text("star-caption"))
    } else {
        String::new()
    };
    let missing = if answer.missing.is_empty() {
        String::new()
    } else {
        let items: String = answer.missing.iter().map(|item| format!("<li>{}</li>\n", escape(item))).collect();
        format!("<h4>{}</h4>\n<ul>\n{items}</ul>\n", page.text("missing"))
    };
    format!("<article>\n<h3>{}</h3>\n{notes}{star}{missing}</article>\n", escape(&answer.question))
}

pub(super) fn delivery(page: &Page<'_>) -> String {
    let delivery = &page.report.delivery;
    let line = drawn::timeline(page);
    if let Some(reason) = &delivery.not_measured {
        return section(page, "delivery", &format!("{line}<p class=\"soft\">{} {}</p>\n", page.text("not-measured"), escape(reason)));
    }
    let mut rows = String::new();
    for measured in measured(delivery) {
        let (key, unit) = unit(measured.measure);
        let value = match measured.measure {
            Measure::Pace | Measure::TalkRatio | Measure::Pauses => format!("{:.0}", measured.value),
            Measure::Latency | Measure::LongestPause | Measure::Fillers => format!("{:.1}", measured.value),
        };
        let unit = if matches!(unit, "%" | "s") { format!(" {unit}") } else { String::new() };
        let band = measured.measure.usual().map(|usual| drawn::band(page, &measured, &usual)).unwrap_or_default();
        rows.push_str(&format!(
            "<tr><th scope=\"row\">{}</th><td>{value}{unit}</td><td>{band}<p class=\"soft\">{}</p></td></tr>\n",
            page.text(key),
            page.text(&format!("usual-{key}")),
        ));
    }
    if delivery.fillers_per_minute.is_none() {
        let (key, _) = unit(Measure::Fillers);
        rows.push_str(&format!("<tr><th scope=\"row\">{}</th><td colspan=\"2\">{}</td></tr>\n", page.text(key), page.text("no-verbatim")));
    }
    let heads: String =
        ["measure", "value", "usual-range"].iter().map(|key| format!("<th scope=\"col\">{}</th>", page.text(key))).collect();
    let table = format!("<table>\n<caption>{}</caption>\n<thead><tr>{heads}</tr></thead>\n{rows}</table>\n", page.text("delivery-caption"));
    let fillers = delivery.fillers.as_deref().unwrap_or_default();
    let list: Vec<String> = fillers.iter().map(|filler| format!("{} \u{d7} {}", escape(&filler.text), filler.count)).collect();
    let list = if list.is_empty() { String::new() } else { format!("<p>{}: {}</p>\n", page.text("fillers"), list.join(", ")) };
    section(page, "delivery", &format!("{line}<p class=\"soft\">{}</p>\n{table}{list}", page.text("delivery-help")))
}

pub(super) fn transcript(page: &Page<'_>) -> String {
    let turns: String = page
        .report
        .turns
        .iter()
        .map(|turn| {
            let (class, key) = match turn.speaker {
                Speaker::Interviewer => ("interviewer", "interviewer"),
                Speaker::Candidate => ("candidate", "candidate"),
            };
            let (minutes, seconds) = (turn.start_ms / 60_000, turn.start_ms / 1000 % 60);
            let who = turn.name.as_deref().map_or_else(|| page.text(key), escape);
            let resting: Vec<String> = page
                .report
                .resting_on(turn.index)
                .map(|dimension| format!("<a href=\"#dimension-{}\">{}</a>", escape(&dimension.id), escape(&dimension.name)))
                .collect();
            let resting =
                if resting.is_empty() { String::new() } else { format!("<p class=\"who\">{} {}</p>\n", page.text("resting"), resting.join(", ")) };
            format!(
                "<div class=\"turn {class}\" id=\"turn-{}\">\n<p class=\"who\">{} <span>{minutes:02}:{seconds:02}</span></p>\n<p>{}</p>\n{resting}</div>\n",
                turn.index.0,
                who,
                escape(&turn.text),
            )
        })
        .collect();
    section(page, "transcript", &turns)
}

pub(super) fn provenance(page: &Page<'_>) -> String {
    let session = &page.report.session;
    let reason = serde_json::to_value(session.ended_because).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default();
    let or_none = |value: &Option<String>| value.as_deref().map_or_else(|| page.text("none"), escape);
    let cost = &page.report.cost;
    let asked = cost.tokens_in + cost.tokens_out > 0;
    let money = cost.usd.filter(|_| asked).map(dollars).unwrap_or_default();
    let judging = session.judging.as_ref().map(|judging| {
        let score = judging.embedded_score.map_or_else(|| page.text("not-assessed"), |score| format!("{score:.1}"));
        let counts = [
            ("runs", judging.counted, judging.runs),
            ("quotes-kept", judging.quotes - judging.quotes_dropped.min(judging.quotes), judging.quotes),
        ];
        let counts = counts.map(|(key, count, of)| format!("{}: {count} {} {of}", page.text(key), page.text("out-of")));
        ("judging", format!("{}; {}: {score}", counts.join("; "), page.text("score-by-rules")))
    });
    let rows: Vec<(&str, String)> = [
        ("scenario", escape(&session.title)),
        ("role", escape(&session.role)),
        ("started", escape(&session.started_at)),
        ("ended", escape(&session.ended_at)),
        ("duration", format!("{:.0} {}", session.duration_ms as f64 / 60_000.0, page.text("minutes"))),
        ("ended-because", page.text(&reason)),
        ("interviewer", source(page, &session.interviewer)),
        ("judge", source(page, &session.judge)),
    ]
    .into_iter()
    .chain(judging)
    .chain([
        ("recogniser", or_none(&session.recogniser)),
        ("voice", or_none(&session.voice)),
        ("cost", format!("{} / {}{money}", cost.tokens_in, cost.tokens_out)),
    ])
    .chain((!cost.by_purpose.is_empty()).then(|| ("cost-by-purpose", by_purpose(page, cost))))
    .chain(cost.prices.as_ref().map(|prices| ("prices", escape(prices))))
    .collect();
    section(page, "provenance", &table(page, "provenance-caption", &rows))
}

fn dollars(usd: f64) -> String {
    format!(", {usd:.4} USD")
}

/// One line for each thing that models were asked for.
fn by_purpose(page: &Page<'_>, cost: &Cost) -> String {
    let line = |(purpose, cost): (&Purpose, &PurposeCost)| {
        let name = serde_json::to_value(purpose).ok().and_then(|name| name.as_str().map(|name| format!("for-{name}"))).unwrap_or_default();
        let some = |count: u32, key: &str| if count > 0 { format!(", {count} {}", page.text(key)) } else { String::new() };
        format!(
            "{}: {}{}{}, {} / {}{}",
            page.text(&name),
            cost.calls,
            some(cost.failed, "calls-failed"),
            some(cost.cached, "calls-cached"),
            cost.tokens_in,
            cost.tokens_out,
            cost.usd.map(dollars).unwrap_or_default()
        )
    };
    cost.by_purpose.iter().map(line).collect::<Vec<_>>().join("<br>")
}

fn source(page: &Page<'_>, source: &Source) -> String {
    let engine = if source.name == source.engine { String::new() } else { format!(" ({})", escape(&source.engine)) };
    let fallbacks = if source.fallbacks.is_empty() {
        String::new()
    } else {
        let reasons: Vec<String> = source.fallbacks.iter().map(|reason| escape(reason)).collect();
        format!("<br>{} {}", page.text("stood-in"), reasons.join("; "))
    };
    format!("{}{engine}{fallbacks}", escape(&source.name))
}

/// A table of names and values; the values are markup already.
fn table(page: &Page<'_>, caption: &str, rows: &[(&str, String)]) -> String {
    let rows: String =
        rows.iter().map(|(key, value)| format!("<tr><th scope=\"row\">{}</th><td>{value}</td></tr>\n", page.text(key))).collect();
    format!("<table>\n<caption>{}</caption>\n{rows}</table>\n", page.text(caption))
}

/// A quote that leads to its place in the transcript.
fn quote(page: &Page<'_>, evidence: &Evidence) -> String {
    format!(
        "<blockquote><a href=\"#turn-{}\" title=\"{}\">{}</a></blockquote>\n",
        evidence.turn.0,
        page.text("quote-link"),
        escape(&evidence.quote)
    )
}

fn section(page: &Page<'_>, key: &str, inside: &str) -> String {
    format!("<section aria-labelledby=\"{key}\">\n<h2 id=\"{key}\">{}</h2>\n{inside}</section>\n", page.text(key))
}

fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}
