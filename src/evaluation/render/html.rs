//! The report as one self-contained page: no script, no other file, readable on screen and paper, in light and dark,
//! and by a screen reader.

use super::escape::escape;
use super::labels::Labels;
use super::sections;
use crate::evaluation::Report;

/// The style: system fonts, two palettes, one column that prints well.
const STYLE: &str = include_str!("report.css");

/// Renders a report. `labels` gives the page's own words ([`super::default_label`] in English); everything from people
/// and models is escaped, and so are they.
#[must_use]
pub fn render_html(report: &Report, labels: &Labels<'_>) -> String {
    let page = Page { report, words: labels };
    let title = format!("{}: {}", labels("report-title"), report.session.title);
    let body = [
        sections::summary(&page),
        sections::objective(&page),
        sections::coverage(&page),
        sections::dimensions(&page),
        sections::remarks(&page),
        sections::plan(&page),
        sections::answers(&page),
        sections::delivery(&page),
        sections::transcript(&page),
        sections::provenance(&page),
    ]
    .concat();
    format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title}</title>\n<style>\n{STYLE}{running}</style>\n</head>\n<body>\n<main>\n\
         <header>\n<h1>{heading}</h1>\n<p class=\"lead\">{subject}</p>\n</header>\n{body}</main>\n</body>\n</html>\n",
        language = escape(&report.session.language),
        title = escape(&title),
        running = running(&format!("{} \u{b7} {}", report.session.title, date(&report.session.started_at))),
        heading = page.text("report-title"),
        subject = escape(&format!("{} \u{b7} {}", report.session.title, date(&report.session.started_at))),
    )
}

/// What stands at the head and foot of every printed page, where the reader's program can do it.
fn running(title: &str) -> String {
    format!(
        "@page {{ @top-left {{ content: \"{}\"; }} @bottom-right {{ content: counter(page) \" / \" counter(pages); }} }}\n",
        in_style(title)
    )
}

/// For a quoted text in a style sheet that stands in a page: letters, digits, spaces and a few signs stay, all else is written as its number.
fn in_style(text: &str) -> String {
    let plain = |letter: char| letter.is_alphanumeric() || matches!(letter, ' ' | ',' | '.' | '-' | ':');
    text.chars().map(|letter| if plain(letter) { letter.to_string() } else { format!("\\{:x} ", u32::from(letter)) }).collect()
}

/// The day of an RFC 3339 time.
fn date(time: &str) -> &str {
    time.get(..10).unwrap_or(time)
}

/// What every section needs.
pub(super) struct Page<'a> {
    pub(super) report: &'a Report,
    /// The page's own words, not escaped.
    pub(super) words: &'a Labels<'a>,
}

impl Page<'_> {
    /// Over what the spread of the overall score is.
    pub(super) fn spread(&self) -> &'static str {
        if self.report.session.judging.is_some() { "spread-of-runs" } else { "spread" }
    }

    /// A label, escaped.
    pub(super) fn text(&self, key: &str) -> String {
        escape(&(self.words)(key))
    }
}
