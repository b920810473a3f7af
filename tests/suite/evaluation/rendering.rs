//! The page and the captions.

use greenroom::evaluation::{Report, default_label, render_html, transcript_vtt};
use greenroom::interview::{Speaker, TurnId};

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
