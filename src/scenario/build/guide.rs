//! Guides: from Markdown to title, summary and sections.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::knowledge::{Guide, GuideRef, GuideSection, anchor_of, tokens};
use super::super::problem::Sheet;
use super::is_id;

/// Below this a guide is hardly worth opening, and above it nobody reads it through. Counted in tokens.
const SENSIBLE_LENGTH: Range<usize> = 100..6000;

/// A heading of the first or second level.
struct Heading<'a> {
    level: usize,
    text: &'a str,
    /// Its line.
    line: Range<usize>,
}

/// Reads a guide. Without a title there is none.
pub(in super::super) fn guide(sheet: &mut Sheet<'_>, id: &str) -> Option<Guide> {
    let text = sheet.text;
    if !is_id(id) {
        sheet.fault("The name of the file is the guide's id; use small letters, digits and hyphens.");
    }
    let headings = headings(text);
    let before = headings.first().map_or(text, |heading| &text[..heading.line.start]);
    let Some(title) = headings.first().filter(|heading| heading.level == 1 && !heading.text.is_empty() && blank(before)) else {
        sheet.error(&(0..0), "The guide has no title and is left out; begin the file with `# ` and the title.");
        return None;
    };
    let body = |number: usize| {
        let end = headings.get(number + 1).map_or(text.len(), |next| next.line.start);
        text[headings[number].line.end..end].trim()
    };
    if body(0).is_empty() {
        sheet.warning(&title.line, "The guide has no summary; say below the title, in a few sentences, what it is good for.");
    }
    let mut taken = BTreeMap::from([(anchor_of(title.text), sheet.line(&title.line))]);
    let mut sections = Vec::new();
    for (number, heading) in headings.iter().enumerate().skip(1) {
        if let Some(section) = section(sheet, heading, body(number), &mut taken) {
            sections.push(section);
        }
    }
    if sections.is_empty() {
        sheet.error(&title.line, "The guide has no section; divide its text by headings that begin with `## `.");
    }
    let length = tokens(text).len();
    if !SENSIBLE_LENGTH.contains(&length) {
        let advice =
            if length < SENSIBLE_LENGTH.start { "write more or join it with another guide" } else { "divide it into several guides" };
        sheet.warning(
            &title.line,
            format!(
                "The guide has {length} words and signs, and {} to {} are usual; {advice}.",
                SENSIBLE_LENGTH.start, SENSIBLE_LENGTH.end
            ),
        );
    }
    Some(Guide { id: id.to_owned(), title: title.text.to_owned(), summary: body(0).to_owned(), sections })
}

/// A section, unless there is nothing in it or no way to name it.
fn section(sheet: &mut Sheet<'_>, heading: &Heading<'_>, body: &str, taken: &mut BTreeMap<String, usize>) -> Option<GuideSection> {
    if heading.level == 1 {
        sheet.error(&heading.line, format!("A guide has one title; make `{}` a section with `## `.", heading.text));
    }
    let mut anchor = anchor_of(heading.text);
    if !anchor.contains(char::is_alphanumeric) {
        sheet.error(&heading.line, "The section has no heading and is left out; write it after `## `.");
        return None;
    }
    if body.is_empty() {
        sheet.error(&heading.line, format!("The section `{}` is empty; write it or remove its heading.", heading.text));
        return None;
    }
    if let Some(earlier) = taken.get(&anchor) {
        sheet.error(&heading.line, format!("The heading `{}` is used twice (see line {earlier}); word one differently.", heading.text));
        let free = (2..).map(|number| format!("{anchor}-{number}")).find(|anchor| !taken.contains_key(anchor));
        anchor = free.unwrap_or_default();
    }
    taken.insert(anchor.clone(), sheet.line(&heading.line));
    Some(GuideSection { heading: heading.text.to_owned(), anchor, text: body.to_owned() })
}

/// Headings, without what only looks like one in a block of code.
fn headings(text: &str) -> Vec<Heading<'_>> {
    let mut found = Vec::new();
    let mut fence: Option<&str> = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let range = start..start + line.len();
        start = range.end;
        let line = line.trim_start_matches('\u{feff}').trim_end();
        let mark = ["```", "~~~"].into_iter().find(|mark| line.trim_start().starts_with(mark));
        match (fence, mark) {
            (None, Some(_)) => fence = mark,
            (Some(open), Some(mark)) if open == mark => fence = None,
            (None, None) => {
                let level = line.bytes().take_while(|byte| *byte == b'#').count();
                let after = &line[level..];
                if matches!(level, 1 | 2) && (after.is_empty() || after.starts_with([' ', '\t'])) {
                    found.push(Heading { level, text: after.trim(), line: range });
                }
            }
            (Some(_), _) => {}
        }
    }
    found
}

fn blank(text: &str) -> bool {
    text.trim_start_matches('\u{feff}').trim().is_empty()
}

/// The place that `GUIDE#SECTION` or `GUIDE` names.
///
/// # Errors
/// There is no such guide or section; the sentence says which.
pub(in super::super) fn find(guides: &BTreeMap<String, Guide>, reference: &str) -> Result<GuideRef, String> {
    let (id, anchor) = reference.split_once('#').map_or((reference, None), |(id, anchor)| (id, Some(anchor)));
    let guide = guides.get(id).ok_or_else(|| format!("There is no guide `{id}`; guides lie in seeds/knowledge/."))?;
    guide.find(anchor).ok_or_else(|| {
        let known: Vec<&str> = guide.sections.iter().map(|section| section.anchor.as_str()).collect();
        format!("The guide `{id}` has no section `{}`; it has {}.", anchor.unwrap_or_default(), known.join(", "))
    })
}
