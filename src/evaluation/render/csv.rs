//! The numbers of a report as a table for spreadsheets: comma-separated values after RFC 4180, UTF-8.

use super::labels::Labels;
use crate::evaluation::{Measure, Report, measured};

const HEAD: [&str; 8] = ["kind", "id", "name", "value", "unit", "level", "confidence", "note"];

/// One line for the overall score, each dimension, each subject that had to come up, and each measure. `labels` names the
/// measures and the overall score.
#[must_use]
pub fn render_csv(report: &Report, labels: &Labels<'_>) -> String {
    let number = |value: f64| format!("{value}");
    let words = |text: &str| text.to_owned();
    let mut rows: Vec<[String; 8]> = vec![HEAD.map(str::to_owned)];
    let overall = &report.overall;
    let score = overall.score.map(number).unwrap_or_default();
    let spread = overall.spread.map(|spread| format!("{} {spread}", labels("spread"))).unwrap_or_default();
    let none = String::new;
    rows.push([words("overall"), none(), labels("summary"), score, words("of 10"), none(), number(overall.confidence), spread]);
    for dimension in &report.dimensions {
        rows.push([
            words("dimension"),
            dimension.id.clone(),
            dimension.name.clone(),
            dimension.score.map(number).unwrap_or_default(),
            words("of 10"),
            dimension.level.map(|level| level.to_string()).unwrap_or_default(),
            number(dimension.confidence),
            dimension.not_assessed.clone().unwrap_or_default(),
        ]);
    }
    for subject in &report.coverage {
        let note = subject.evidence.as_ref().map(|evidence| evidence.quote.clone()).unwrap_or_default();
        let value = if subject.covered { "yes" } else { "no" };
        rows.push([words("subject"), subject.id.clone(), subject.title.clone(), words(value), none(), none(), none(), note]);
    }
    for measured in measured(&report.delivery) {
        let (id, unit) = unit(measured.measure);
        rows.push([words("measure"), words(id), labels(id), number(measured.value), words(unit), none(), none(), none()]);
    }
    if let Some(why) = &report.delivery.not_measured {
        rows.push([words("measure"), none(), labels("delivery"), none(), none(), none(), none(), why.clone()]);
    }
    rows.iter().map(|row| row.each_ref().map(|cell| field(cell)).join(",") + "\r\n").collect()
}

/// The label's key of a measure and its unit.
pub(super) fn unit(measure: Measure) -> (&'static str, &'static str) {
    match measure {
        Measure::Pace => ("words-per-minute", "words/min"),
        Measure::TalkRatio => ("talk-ratio", "%"),
        Measure::Latency => ("latency", "s"),
        Measure::Pauses => ("pauses", "count"),
        Measure::LongestPause => ("longest-pause", "s"),
        Measure::Fillers => ("fillers-per-minute", "1/min"),
    }
}

/// A field, quoted where it has to be. Words that a spreadsheet would take for a formula get an apostrophe in front.
fn field(text: &str) -> String {
    let is_number = text.parse::<f64>().is_ok();
    let guarded = if !is_number && text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() };
    if guarded.contains([',', '"', '\n', '\r']) { format!("\"{}\"", guarded.replace('"', "\"\"")) } else { guarded }
}

#[cfg(test)]
mod tests {
    use super::field;

    #[test]
    fn fields_are_quoted_where_they_have_to_be_and_are_never_formulas() {
        assert_eq!(field("plain"), "plain");
        assert_eq!(field("one, \"two\"\nthree"), "\"one, \"\"two\"\"\nthree\"");
        assert_eq!(field("=SUM(A1)"), "'=SUM(A1)");
        assert_eq!(field("-3.5"), "-3.5");
    }
}
