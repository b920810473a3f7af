//! Lines of a document without the marks of lists, headings and emphasis, each knowing where it stands.

use super::Phrase;

/// Signs that begin an item of a list.
const BULLETS: [char; 13] = ['-', '*', '+', '•', '–', '—', '▪', '●', '◦', '‣', '·', '»', '○'];
/// Signs of emphasis, quotation and structure that may stand around a text without belonging to it.
const AROUND: [char; 6] = ['*', '_', '`', '~', '|', '\u{feff}'];

/// A part of a document: a slice that knows where it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span<'a> {
    /// The words.
    pub(super) text: &'a str,
    /// Byte at which they begin in the document.
    pub(super) start: usize,
}

impl<'a> Span<'a> {
    /// A part of this part.
    pub(super) fn sub(self, from: usize, to: usize) -> Self {
        Self { text: &self.text[from..to], start: self.start + from }
    }

    /// Without what may stand around a text: blanks and marks of emphasis.
    pub(super) fn trimmed(self) -> Self {
        self.trim(|sign| sign.is_whitespace() || AROUND.contains(&sign))
    }

    /// Without the signs at both ends for which the test holds.
    pub(super) fn trim(self, out: impl Fn(char) -> bool) -> Self {
        let from = self.text.len() - self.text.trim_start_matches(&out).len();
        let to = self.text.trim_end_matches(&out).len();
        if from >= to { self.sub(0, 0) } else { self.sub(from, to) }
    }

    /// Without one closing full stop, comma or colon.
    pub(super) fn unstopped(self) -> Self {
        let text = self.text.trim_end_matches(['.', ',', ';', ':', ' ']);
        self.sub(0, text.len())
    }

    /// As an item of its own.
    pub(super) fn phrase(self) -> Phrase {
        Phrase { text: self.text.to_owned(), start: self.start, end: self.start + self.text.len() }
    }

    /// How many words it has.
    pub(super) fn words(self) -> usize {
        self.text.split_whitespace().count()
    }

    /// Cut at each of the separators, trimmed, without empty pieces. Separators inside brackets do not cut.
    pub(super) fn split(self, separators: &[&str]) -> Vec<Self> {
        let mut pieces = Vec::new();
        let (mut from, mut at, mut depth) = (0, 0, 0_usize);
        while at < self.text.len() {
            let rest = &self.text[at..];
            let Some(sign) = rest.chars().next() else { break };
            match sign {
                '(' | '[' => depth += 1,
                ')' | ']' => depth = depth.saturating_sub(1),
                _ => {}
            }
            let cut = separators.iter().find(|separator| rest.starts_with(**separator));
            match cut {
                Some(separator) if depth == 0 => {
                    pieces.push(self.sub(from, at));
                    at += separator.len();
                    from = at;
                }
                _ => at += sign.len_utf8(),
            }
        }
        pieces.push(self.sub(from, self.text.len()));
        pieces.into_iter().map(Self::trimmed).filter(|piece| !piece.text.is_empty()).collect()
    }

    /// Its sentences, without their closing full stops.
    pub(super) fn sentences(self) -> Vec<Self> {
        self.split(&[". ", "! ", "? "]).into_iter().map(Self::unstopped).filter(|piece| !piece.text.is_empty()).collect()
    }
}

/// One line that is not blank.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    /// The text without marks.
    pub(super) span: Span<'a>,
    /// It is an item of a list.
    pub(super) bullet: bool,
    /// It is marked as a heading, of this depth.
    pub(super) depth: Option<usize>,
    /// The whole line is emphasised.
    pub(super) strong: bool,
    /// A blank line, or the beginning, is before it.
    pub(super) after_blank: bool,
}

/// The lines of a document that hold text.
pub(super) fn lines(source: &str) -> Vec<Line<'_>> {
    let mut found = Vec::new();
    let (mut start, mut blank) = (0, true);
    for whole in source.split_inclusive(['\n', '\r']) {
        let raw = Span { text: whole, start };
        start += whole.len();
        let bare = raw.trim(char::is_whitespace);
        // A line of dashes or equals signs only is a rule or underlines a heading.
        if !bare.text.contains(char::is_alphanumeric) {
            blank |= bare.text.is_empty();
            continue;
        }
        let quoted = bare.trim(|sign| sign == '>' || sign.is_whitespace());
        let (unmarked, depth) = heading(quoted);
        let (item, bullet) = if depth.is_some() { (unmarked, false) } else { bullet(unmarked) };
        let span = item.trimmed();
        let strong = item.text.starts_with("**") && item.text.ends_with("**");
        if !span.text.is_empty() {
            found.push(Line { span, bullet, depth, strong, after_blank: blank });
        }
        blank = false;
    }
    found
}

fn heading(span: Span<'_>) -> (Span<'_>, Option<usize>) {
    let depth = span.text.chars().take_while(|sign| *sign == '#').count();
    if depth == 0 || depth > 6 || !span.text[depth..].starts_with(char::is_whitespace) {
        return (span, None);
    }
    (span.sub(depth, span.text.len()).trim(|sign| sign == '#' || sign.is_whitespace()), Some(depth))
}

fn bullet(span: Span<'_>) -> (Span<'_>, bool) {
    let rest = span.text.trim_start_matches(BULLETS);
    let marks = span.text.len() - rest.len();
    // "**bold**" begins with a bullet's sign as well, but a bullet is followed by a blank or is a sign of its own.
    let alone = span.text.starts_with(['•', '▪', '●', '◦', '‣', '»', '○']);
    if marks > 0 && (rest.starts_with(char::is_whitespace) || alone) {
        return (span.sub(marks, span.text.len()), true);
    }
    let digits = span.text.bytes().take_while(u8::is_ascii_digit).count();
    let after = &span.text[digits..];
    if (1..=2).contains(&digits) && (after.starts_with(". ") || after.starts_with(") ")) {
        return (span.sub(digits + 2, span.text.len()), true);
    }
    (span, false)
}
