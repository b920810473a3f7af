//! Jobs in a resume: "Title, Organisation (2019-2023)", "Title at Organisation", "Organisation — Title", or title and
//! organisation on two lines.

use super::dates::{self, Years};
use super::lines::{Line, Span};
use super::words::{TITLES, listed};
use super::{Phrase, Role};

/// What stands between title, organisation and place.
const SEPARATORS: [&str; 14] = [", ", " – ", " — ", " - ", " | ", " · ", " at ", " @ ", "\t", "; ", "  ", " |", "| ", " / "];

/// A role with what is still open about it.
pub(super) struct Found {
    pub(super) role: Role,
    pub(super) years: Option<Years>,
    /// Nothing but its own line has been seen.
    pub(super) fresh: bool,
    named: bool,
}

/// Whether a word of the text is a title.
pub(super) fn has_title(text: &str) -> bool {
    text.split(|sign: char| !sign.is_alphanumeric() && sign != '-').any(|word| listed(TITLES, &word.to_lowercase()))
}

/// The role that a line names. `listed` says that jobs are expected here, so that a title alone is enough.
pub(super) fn read(line: &Line<'_>, listed: bool) -> Option<Found> {
    let span = line.span;
    let dates = dates::find(span);
    let sentence = span.text.ends_with(['.', '!', '?']) && dates.is_none();
    if span.words() > 18 || sentence || (line.bullet && dates.is_none()) {
        return None;
    }
    let named = has_title(span.text);
    let marked = line.depth.is_some() || line.strong;
    let enough = match dates {
        Some(_) => named || listed,
        None => listed && (named || marked) && span.words() <= 12,
    };
    if !enough {
        return None;
    }
    let before = dates.map_or(span, |(from, _, _)| span.sub(0, from));
    let after = dates.map_or_else(|| span.sub(0, 0), |(_, to, _)| span.sub(to, span.text.len()));
    let pieces: Vec<Span<'_>> = [before, after].into_iter().flat_map(|part| part.split(&SEPARATORS)).filter_map(clean).collect();
    let at = pieces.iter().position(|piece| has_title(piece.text)).unwrap_or(0);
    let title = *pieces.get(at)?;
    // In a list of jobs an item names title and employer; otherwise it tells what was done and when.
    if line.bullet && !(named && pieces.len() > 1 && title.words() <= 5) {
        return None;
    }
    let before_title = || at.checked_sub(1).and_then(|earlier| pieces.get(earlier)).copied();
    let organisation = pieces.get(at + 1).map(|first| with_place(span, *first, &pieces[at + 1..])).or_else(before_title);
    let role = Role {
        title: title.phrase(),
        organisation: organisation.map(Span::phrase),
        dates: dates.map(|(from, to, _)| span.sub(from, to).phrase()),
        whole: whole(span, title, organisation),
    };
    Some(Found { role, years: dates.map(|(_, _, years)| years), fresh: true, named })
}

/// Takes a second line into a role that the line before began. `false` when it belongs elsewhere.
pub(super) fn continues(open: &mut Found, next: &Found, after_blank: bool) -> bool {
    if !open.fresh || after_blank || (open.named && next.named) {
        return false;
    }
    if open.role.dates.is_some() && next.role.dates.is_some() {
        return false;
    }
    if next.named {
        // "St Mary's Hospital, Leeds" over "Senior Nurse".
        open.role.organisation = Some(std::mem::replace(&mut open.role.title, next.role.title.clone()));
        open.role.whole = next.role.whole.clone();
        open.named = true;
    } else if open.role.organisation.is_none() {
        open.role.organisation = Some(next.role.title.clone());
    }
    if open.role.dates.is_none() {
        open.role.dates.clone_from(&next.role.dates);
        open.years = next.years;
    }
    true
}

/// "Respiratory Ward, Mereside Hospital": what follows after commas belongs to the organisation.
fn with_place<'a>(line: Span<'a>, first: Span<'a>, pieces: &[Span<'a>]) -> Span<'a> {
    let mut end = first.start + first.text.len();
    for piece in pieces.iter().skip(1) {
        if line.text.get(end - line.start..piece.start - line.start) != Some(", ") {
            break;
        }
        end = piece.start + piece.text.len();
    }
    line.sub(first.start - line.start, end - line.start)
}

/// A line that holds the dates of the role above it and nothing else.
pub(super) fn only_dates(line: &Line<'_>) -> Option<(Phrase, Years)> {
    let (from, to, years) = dates::find(line.span)?;
    let around = [line.span.sub(0, from), line.span.sub(to, line.span.text.len())];
    around.into_iter().all(|part| clean(part).is_none()).then(|| (line.span.sub(from, to).phrase(), years))
}

fn clean(piece: Span<'_>) -> Option<Span<'_>> {
    let bare = piece.trim(|sign| sign.is_whitespace() || "()[],;:.|*_–—-·".contains(sign));
    bare.text.contains(char::is_alphabetic).then_some(bare)
}

/// Title and organisation with what stands between them, if that can be spoken.
fn whole(line: Span<'_>, title: Span<'_>, organisation: Option<Span<'_>>) -> Phrase {
    let Some(organisation) = organisation else { return title.phrase() };
    let (first, second) = if title.start < organisation.start { (title, organisation) } else { (organisation, title) };
    let (from, to) = (first.start - line.start, second.start - line.start);
    let between = &line.text[from + first.text.len()..to];
    if matches!(between, ", " | " at " | " - " | " – " | " — ") {
        line.sub(from, to + second.text.len()).phrase()
    } else {
        title.phrase()
    }
}

/// "I worked as a care assistant at Elm House": the title, and the organisation if it is said.
pub(super) fn told(sentence: Span<'_>) -> Option<Found> {
    let lower = sentence.text.to_ascii_lowercase();
    let at = [" as a ", " as an ", " as the "].iter().find_map(|lead| lower.find(lead).map(|at| at + lead.len()))?;
    let rest = sentence.sub(at, sentence.text.len());
    let stop = [" at ", " for ", " in ", " from ", " and ", " where ", ", ", " since "]
        .iter()
        .filter_map(|stop| rest.text.find(stop))
        .min()
        .unwrap_or(rest.text.len());
    let title = rest.sub(0, stop).trimmed().unstopped();
    if title.words() > 5 || !has_title(title.text) {
        return None;
    }
    let after = rest.sub(stop, rest.text.len());
    let organisation = after.text.strip_prefix(" at ").map(|_| {
        let place = after.sub(4, after.text.len());
        let end = [" for ", " from ", " and ", " where ", ", ", " since ", " in "].iter().filter_map(|stop| place.text.find(stop)).min();
        place.sub(0, end.unwrap_or(place.text.len())).trimmed().unstopped()
    });
    let organisation = organisation.filter(|place| !place.text.is_empty() && place.words() <= 6);
    let role = Role {
        title: title.phrase(),
        organisation: organisation.map(Span::phrase),
        dates: None,
        whole: whole(sentence, title, organisation),
    };
    Some(Found { role, years: None, fresh: false, named: true })
}
