//! The page and the captions.

use greenroom::evaluation::charts::{Radar, Timeline};
use greenroom::evaluation::{Delivery, Filler, Pauses, Report, SubjectReport, default_label, render_csv, render_html, transcript_vtt};
use greenroom::interview::{Speaker, TurnId, TurnKind, Word};

use super::content::{answers, judged, scenario};

const HOSTILE: &str = "</p><script>alert('x')</script><img src=x onerror=\"alert(1)\"> --> & \u{202e}";

fn report() -> Report {
    judged(&answers("general-behavioural-strong", &scenario("general-behavioural")))
}

#[test]
fn every_quote_leads_to_a_turn_that_is_on_the_page() {
    let page = render_html(&report(), &default_label);
    let targets: Vec<&str> = page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(targets.len() > 10);
    for target in targets {
        assert_eq!(page.matches(&format!("id=\"{target}\"")).count(), 1, "{target}");
    }
}

#[test]
fn the_page_stands_alone_and_has_what_assistive_software_needs() {
    let page = render_html(&report(), &default_label);
    for needed in [
        "<!DOCTYPE html>",
        "<html lang=\"en\">",
        "<title>",
        "<main>",
        "<h1>",
        "<caption>",
        "scope=\"row\"",
        "role=\"img\" aria-label=",
        "prefers-color-scheme: dark",
        "@media print",
    ] {
        assert!(page.contains(needed), "{needed}");
    }
    for foreign in ["<script", "http://", "https://", "<link", "<iframe", "url(", "@import", "onclick"] {
        assert!(!page.contains(foreign), "{foreign}");
    }
    for tag in ["section", "table", "figure", "blockquote", "ul", "ol", "li", "article", "div", "p"] {
        let (opened, closed) = (
            page.matches(&format!("<{tag}>")).count() + page.matches(&format!("<{tag} ")).count(),
            page.matches(&format!("</{tag}>")).count(),
        );
        assert_eq!(opened, closed, "{tag}");
    }
}

#[test]
fn every_step_of_the_plan_says_where_to_read_more() {
    let report = report();
    let page = render_html(&report, &default_label);
    assert!(!report.plan.is_empty());
    for step in &report.plan {
        let source = step.source.as_ref().expect("a source");
        let line = format!("<p class=\"soft\">Read more: {}, {}</p>", source.title, source.section);
        assert!(page.contains(&line), "{line}");
    }
    let mut whole = report;
    whole.plan.truncate(1);
    let source = whole.plan[0].source.as_mut().expect("a source");
    source.title = "All of <it>".into();
    source.section = "All of <it>".into();
    assert!(render_html(&whole, &default_label).contains("Read more: All of &lt;it&gt;</p>"));
}

#[test]
fn hostile_words_stay_words_wherever_they_stand() {
    let mut report = report();
    for turn in &mut report.turns {
        turn.text = HOSTILE.into();
    }
    for dimension in &mut report.dimensions {
        dimension.name = HOSTILE.into();
        dimension.anchor = Some(HOSTILE.into());
        dimension.evidence.iter_mut().for_each(|evidence| evidence.quote = HOSTILE.into());
    }
    for remark in report.went_well.iter_mut().chain(&mut report.needs_improvement) {
        remark.text = HOSTILE.into();
    }
    report.session.title = HOSTILE.into();
    report.session.language = "en\" onload=\"x".into();
    report.session.judge.fallbacks = vec![HOSTILE.into()];
    report.plan.iter_mut().for_each(|step| step.why = HOSTILE.into());
    let page = render_html(&report, &|_| HOSTILE.into());
    assert!(!page.contains("<script") && !page.contains("<img") && !page.contains("\" onload"));
    assert!(!transcript_vtt(&report.turns).contains("<script"));
}

#[test]
fn what_was_not_assessed_says_so_and_shows_no_bar() {
    let mut report = report();
    for dimension in &mut report.dimensions {
        dimension.score = None;
        dimension.level = None;
        dimension.not_assessed = Some("Nobody asked.".into());
    }
    report.overall.score = None;
    let page = render_html(&report, &default_label);
    assert_eq!(page.matches("Nobody asked.").count(), 5);
    assert_eq!(page.matches("class=\"bar\"").count(), 0);
    assert!(page.contains(&default_label("not-assessed-help")));
}

/// A report with everything that is drawn: spoken answers, subjects, measures.
fn full() -> Report {
    let mut report = report();
    let quote = report.dimensions.iter().find_map(|dimension| dimension.evidence.first().cloned());
    report.coverage = vec![
        SubjectReport { id: "scale".into(), title: "How it grows".into(), covered: true, evidence: quote },
        SubjectReport { id: "cost".into(), title: "What it costs".into(), covered: false, evidence: None },
    ];
    report.delivery = Delivery {
        words_per_minute: Some(142.4),
        fillers_per_minute: Some(2.0),
        fillers: Some(vec![Filler { text: "um".into(), count: 4 }]),
        pauses: Some(Pauses { count: 3, longest_ms: 2400 }),
        talk_ratio: Some(0.61),
        latency_ms: Some(900),
        not_measured: None,
    };
    let answer = report.turns.iter_mut().find(|turn| turn.speaker == Speaker::Candidate).expect("an answer");
    let word = |text: &str, start_ms| Word { text: text.into(), start_ms, end_ms: start_ms + 300, confidence: 1.0 };
    let start = answer.start_ms;
    answer.words = Some(vec![word("I", start), word("waited", start + 400), word("here", start + 2400)]);
    answer.end_ms = start + 2700;
    report
}

#[test]
fn the_page_draws_the_dimensions_the_session_and_each_measure_with_words_beside() {
    let report = full();
    let page = render_html(&report, &default_label);
    assert_eq!(page.matches("<polygon class=\"ring\"").count(), 5, "five levels");
    let assessed = report.dimensions.iter().filter(|dimension| dimension.score.is_some()).count();
    assert_eq!(page.matches("class=\"dot\"").count(), assessed);
    assert_eq!(page.matches("class=\"dot unknown\"").count(), report.dimensions.len() - assessed);
    assert!(page.contains(&format!("aria-label=\"{}: ", report.dimensions[0].name)));
    let questions = report.turns.iter().filter(|turn| turn.kind == TurnKind::Question).count();
    assert!(page.contains(&format!(">{questions}</text>")), "the last question has its number");
    assert_eq!(page.matches("class=\"silence\"").count(), 1);
    assert_eq!(page.matches("class=\"band\"").count(), 3, "only where a range has a source");
    for words in ["Stivers and others, 2009", "<th scope=\"col\">Usual range</th>", "um \u{d7} 4", "<strong>Came up.</strong> How it grows"]
    {
        assert!(page.contains(words), "{words}");
    }
    assert!(page.contains("<strong>Did not come up.</strong> What it costs"));
}

#[test]
fn a_dimension_that_was_not_assessed_breaks_the_outline_instead_of_falling_to_the_middle() {
    let mut report = full();
    for (place, dimension) in report.dimensions.iter_mut().enumerate() {
        dimension.score = (place != 1).then_some(5.5);
    }
    let radar = Radar::of(&report.dimensions).expect("a shape");
    assert!(!radar.is_whole());
    assert!(radar.edges().all(|(from, to)| from != 1 && to != 1));
    assert_eq!(radar.edges().count(), report.dimensions.len() - 2);
    assert_eq!(radar.axes[0].share(), Some(0.6), "level 3 of 5");
    assert!(Radar::of(&report.dimensions[..2]).is_none(), "two axes make no shape");
    assert!(!render_html(&report, &default_label).contains("class=\"area\""));
}

#[test]
fn a_turn_of_the_transcript_names_the_judgements_that_rest_on_it() {
    let report = report();
    let dimension = report.dimensions.iter().find(|dimension| !dimension.evidence.is_empty()).expect("one assessed");
    assert!(report.resting_on(dimension.evidence[0].turn).any(|resting| resting.id == dimension.id));
    let page = render_html(&report, &default_label);
    let turn = page.split(&format!("id=\"turn-{}\"", dimension.evidence[0].turn.0)).nth(1).and_then(|rest| rest.split("</div>").next());
    assert!(turn.expect("the turn").contains(&format!("<a href=\"#dimension-{}\">", dimension.id)));
}

#[test]
fn the_line_of_a_typed_session_has_moments_and_no_lengths_for_answers() {
    let line = Timeline::of(&report());
    let answers = line.pieces.iter().filter(|piece| piece.speaker == Speaker::Candidate);
    assert!(answers.clone().count() > 3 && answers.clone().all(|piece| piece.typed && piece.start_ms == piece.end_ms));
    let numbers: Vec<usize> = line.pieces.iter().filter_map(|piece| piece.number).collect();
    assert_eq!(numbers, (1..=numbers.len()).collect::<Vec<_>>());
    assert!(line.silences.is_empty());
    let spoken = Timeline::of(&full());
    assert_eq!(spoken.silences.len(), 1);
    assert_eq!(spoken.silences_of(TurnId(1)), 1);
}

#[test]
fn the_table_for_spreadsheets_has_a_line_for_each_number_and_eight_fields_in_each() {
    let mut report = full();
    report.dimensions[0].name = "Sums, \"parts\" and wholes".into();
    report.coverage[0].title = "=HYPERLINK(\"x\")".into();
    let table = render_csv(&report, &default_label);
    assert!(table.ends_with("\r\n") && !table.replace("\r\n", "").contains('\r'));
    assert!(table.starts_with("kind,id,name,value,unit,level,confidence,note\r\n"));
    assert!(table.contains("\"Sums, \"\"parts\"\" and wholes\"") && table.contains("\"'=HYPERLINK(\"\"x\"\")\""));
    assert!(table.contains("measure,words-per-minute,Words per minute,142.4,words/min,,,\r\n"));
    assert_eq!(table.lines().count(), 1 + 1 + report.dimensions.len() + 2 + 6);
}

#[test]
fn a_title_at_the_head_of_printed_pages_stays_a_text_of_the_style() {
    let mut report = report();
    report.session.title = "Nurse\"; } body { display: none } </style><script>".into();
    let page = render_html(&report, &default_label);
    assert!(page.contains("@top-left { content: \"Nurse\\22 \\3b  \\7d  body"));
    assert_eq!(page.matches("</style>").count(), 1);
}

#[test]
fn labels_can_be_replaced_one_by_one() {
    let page = render_html(&report(), &|key| if key == "transcript" { "Mitschrift".to_owned() } else { default_label(key) });
    assert!(page.contains("Mitschrift") && page.contains("Question by question"));
}

#[test]
fn captions_are_in_order_and_do_not_overlap_even_for_typed_turns() {
    let mut report = report();
    report.turns[1].text = "First line.\n\nSecond --> line <b>.".into();
    let captions = transcript_vtt(&report.turns);
    let time = |stamp: &str| -> u64 {
        let parts: Vec<u64> = stamp.split([':', '.']).map(|part| part.parse().unwrap()).collect();
        ((parts[0] * 60 + parts[1]) * 60 + parts[2]) * 1000 + parts[3]
    };
    let cues: Vec<(u64, u64)> =
        captions.lines().filter_map(|line| line.split_once(" --> ")).map(|(start, end)| (time(start), time(end))).collect();
    assert_eq!(cues.len(), report.turns.len());
    assert!(cues.iter().all(|(start, end)| start < end));
    assert!(cues.windows(2).all(|pair| pair[0].1 <= pair[1].0));
    assert!(captions.contains("<v Candidate>First line. Second --&gt; line &lt;b&gt;."));
    assert!(captions.contains("<v Interviewer>"));
    assert_eq!(report.turns.iter().filter(|turn| turn.speaker == Speaker::Candidate).map(|turn| turn.index).next(), Some(TurnId(1)));
}
