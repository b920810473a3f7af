//! Dates of employment in a line: "2019-2023", "Mar 2019 – present", "03/2021 to 06/2022".

use super::lines::Span;

/// First and last year of a stretch; the last is `None` for one that goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Years {
    pub(super) first: u16,
    pub(super) last: Option<u16>,
}

/// Stands for the end of "2019-present", which is one word.
const STILL: u16 = u16::MAX;

/// What a word is within a date.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A year, or two.
    Year(u16, Option<u16>),
    /// "present".
    Open,
    /// A month's name or number.
    Month,
    /// "to", "-", "since": only between the others.
    Joint,
    /// No part of a date.
    Other,
}

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const LONG_MONTHS: [&str; 12] =
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

/// The first stretch of time in a line: its place and its years.
pub(super) fn find(span: Span<'_>) -> Option<(usize, usize, Years)> {
    let words = tokens(span.text);
    let kinds: Vec<Kind> = words.iter().map(|(from, to)| kind(&span.text[*from..*to])).collect();
    let first_year = kinds.iter().position(|kind| matches!(kind, Kind::Year(..)))?;
    let mut from = first_year;
    while from > 0 && kinds[from - 1] != Kind::Other {
        from -= 1;
    }
    let mut to = first_year;
    while to + 1 < kinds.len() && kinds[to + 1] != Kind::Other {
        to += 1;
    }
    while from < first_year && kinds[from] == Kind::Joint && !span.text[words[from].0..words[from].1].eq_ignore_ascii_case("since") {
        from += 1;
    }
    while to > first_year && kinds[to] == Kind::Joint {
        to -= 1;
    }
    let inside = &kinds[from..=to];
    let numbers = inside.iter().flat_map(|kind| match kind {
        Kind::Year(first, last) => [Some(*first), *last],
        _ => [None, None],
    });
    let mut numbers = numbers.flatten();
    let first = numbers.next()?;
    let latest = numbers.max().unwrap_or(first);
    let since = span.text[words[from].0..words[from].1].eq_ignore_ascii_case("since");
    let open = since || latest == STILL || inside.contains(&Kind::Open) || span.text[words[to].0..words[to].1].ends_with(['-', '–', '—']);
    let last = if open { None } else { Some(latest.max(first)) };
    Some((words[from].0, words[to].1, Years { first, last }))
}

/// Words without brackets and commas around them.
fn tokens(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut from = None;
    for (index, sign) in text.char_indices().chain([(text.len(), ' ')]) {
        let apart = sign.is_whitespace() || matches!(sign, '(' | ')' | '[' | ']' | ',' | ';' | '|' | ':' | '*' | '_');
        match (apart, from) {
            (true, Some(start)) => {
                found.push((start, index));
                from = None;
            }
            (false, None) => from = Some(index),
            _ => {}
        }
    }
    found
}

fn kind(word: &str) -> Kind {
    let lower = word.to_lowercase();
    let bare = lower.trim_end_matches('.');
    if MONTHS.contains(&bare) || LONG_MONTHS.contains(&bare) || bare == "sept" {
        return Kind::Month;
    }
    match bare {
        "present" | "now" | "today" | "current" | "ongoing" => return Kind::Open,
        "to" | "until" | "till" | "since" | "from" | "-" | "–" | "—" => return Kind::Joint,
        _ => {}
    }
    let parts: Vec<&str> = bare.split(['-', '–', '—']).collect();
    if parts.len() > 2 {
        return Kind::Other;
    }
    let Some(first) = year(parts[0]) else { return Kind::Other };
    match parts.get(1) {
        None | Some(&"") => Kind::Year(first, None),
        Some(&("present" | "now" | "today" | "current")) => Kind::Year(first, Some(STILL)),
        Some(second) => match year(second).or_else(|| short_year(second, first)) {
            Some(last) => Kind::Year(first, Some(last)),
            None => Kind::Other,
        },
    }
}

/// "2019", "03/2019", "3.2019", within a working life.
fn year(text: &str) -> Option<u16> {
    let digits = text.rsplit(['/', '.']).next()?;
    let number: u16 = if digits.len() == 4 { digits.parse().ok()? } else { return None };
    (1950..=2099).contains(&number).then_some(number)
}

/// "2019-23".
fn short_year(text: &str, first: u16) -> Option<u16> {
    let number: u16 = if text.len() == 2 { text.parse().ok()? } else { return None };
    let last = first / 100 * 100 + number;
    (last >= first).then_some(last)
}

/// Years in work: from the earliest beginning to the latest end, gaps not counted. What goes on ends in the latest
/// year that is named anywhere.
pub(super) fn total(stretches: &[Years]) -> Option<f32> {
    let named = stretches.iter().flat_map(|years| [Some(years.first), years.last]).flatten().max()?;
    let mut sorted: Vec<(u16, u16)> = stretches.iter().map(|years| (years.first, years.last.unwrap_or(named))).collect();
    sorted.sort_unstable();
    let (mut sum, mut reached) = (0_u16, 0_u16);
    for (first, last) in sorted {
        sum += last.saturating_sub(first.max(reached));
        reached = reached.max(last);
    }
    Some(f32::from(sum))
}
