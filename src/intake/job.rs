//! Reads the description of a job.

use super::headings::{Advert, advert_part};
use super::lines::{Line, Span, lines};
use super::words::{PLAIN, listed};
use super::{IntakeError, JOB_LEAST, JOB_MOST, Job, Phrase, once};
use crate::scenario::DocumentKind;

/// What introduces a requirement without belonging to it.
const LEADS: [&str; 22] = [
    "you will need to have ",
    "you will have ",
    "you should have ",
    "you must have ",
    "you have ",
    "you bring ",
    "you will bring ",
    "you need ",
    "you'll have ",
    "you'll bring ",
    "must have ",
    "should have ",
    "we ask for ",
    "we expect ",
    "we look for ",
    "we are looking for ",
    "candidates need ",
    "applicants need ",
    "ideally ",
    "a ",
    "an ",
    "the ",
];

/// What introduces a tool or a subject.
const ABOUT: [&str; 16] = [
    "experience with ",
    "experience of ",
    "experience in ",
    "experience using ",
    "knowledge of ",
    "skills in ",
    "skilled in ",
    "proficiency in ",
    "proficient in ",
    "proficient with ",
    "familiarity with ",
    "familiar with ",
    "command of ",
    "understanding of ",
    "qualification in ",
    "competent in ",
];

/// More than this is not used.
const MOST_TERMS: usize = 40;

/// Interprets the text of a job description.
///
/// # Errors
/// When it has no text, fewer than [`JOB_LEAST`] or more than [`JOB_MOST`] characters.
pub fn read_job(text: &str) -> Result<Job, IntakeError> {
    let chars = text.trim().chars().count();
    if !text.contains(char::is_alphanumeric) {
        return Err(IntakeError::Empty { document: DocumentKind::Job });
    }
    if chars < JOB_LEAST {
        return Err(IntakeError::JobTooShort { chars });
    }
    if chars > JOB_MOST {
        return Err(IntakeError::TooLong { document: DocumentKind::Job, chars, most: JOB_MOST });
    }
    let lines = lines(text);
    let mut job = Job { title: title(&lines), ..Job::default() };
    let mut part = None;
    for (index, line) in lines.iter().enumerate() {
        if index > 0 && is_heading(line, lines.get(index + 1)) {
            part = Some(advert_part(line.span.text));
            continue;
        }
        let (here, span) = labelled(line, part);
        part = if here != part && !line.bullet { here } else { part };
        let items = if line.bullet { vec![span.unstopped()] } else { span.sentences() };
        for item in items {
            match here {
                Some(Advert::Responsibilities) if !asks(item.text) => push(&mut job.responsibilities, duty(item)),
                Some(Advert::Responsibilities | Advert::Requirements) => push(&mut job.requirements, requirement(item)),
                Some(Advert::Other) if !line.bullet => free(&mut job, item),
                Some(Advert::Other) => {}
                None => free(&mut job, item),
            }
        }
    }
    job.skills = skills(&job.requirements);
    let texts = job.skills.iter().chain(&job.requirements).chain(&job.responsibilities).chain(&job.title);
    let chunks: Vec<&str> = texts.flat_map(|phrase| chunks(&phrase.text)).collect();
    job.terms = once(chunks.into_iter(), MOST_TERMS);
    Ok(job)
}

fn push(list: &mut Vec<Phrase>, span: Span<'_>) {
    let phrase = span.phrase();
    if span.text.contains(char::is_alphabetic) && list.len() < 60 && !list.contains(&phrase) {
        list.push(phrase);
    }
}

/// A heading by its marks, or a short line over a list.
fn is_heading(line: &Line<'_>, next: Option<&Line<'_>>) -> bool {
    let text = line.span.text;
    if line.bullet || line.span.words() > 8 || text.ends_with('.') {
        return false;
    }
    let over_list = line.span.words() <= 6 && next.is_some_and(|next| next.bullet);
    line.depth.is_some() || line.strong || text.ends_with(':') || over_list || (line.after_blank && advert_part(text) != Advert::Other)
}

/// "Requirements: a forklift licence, ..." on one line.
fn labelled<'a>(line: &Line<'a>, part: Option<Advert>) -> (Option<Advert>, Span<'a>) {
    let Some(colon) = line.span.text.find(':') else { return (part, line.span) };
    let label = line.span.sub(0, colon);
    let rest = line.span.sub(colon + 1, line.span.text.len()).trimmed();
    match advert_part(label.text) {
        Advert::Other => (part, line.span),
        named if label.words() <= 4 && !rest.text.is_empty() && !line.bullet => (Some(named), rest),
        _ => (part, line.span),
    }
}

/// A sentence under no heading: what the reader will do, or what they must have.
fn free(job: &mut Job, item: Span<'_>) {
    let lower = item.text.to_lowercase();
    if asks(item.text) {
        push(&mut job.requirements, requirement(item));
    } else if ["you will ", "you'll ", "your tasks", "the role involves ", "duties include"].iter().any(|lead| lower.starts_with(lead)) {
        push(&mut job.responsibilities, duty(item));
    }
}

/// Whether a sentence asks for something that one has.
fn asks(text: &str) -> bool {
    let lower = text.to_lowercase();
    let begins = LEADS.iter().take(19).any(|lead| lower.starts_with(lead));
    begins || ABOUT.iter().any(|about| lower.starts_with(about)) || lower.contains(" is essential") || lower.contains(" is required")
}

/// Without "You will".
fn duty(span: Span<'_>) -> Span<'_> {
    without(span, &["you will be responsible for ", "you will be ", "you will ", "you'll be ", "you'll ", "responsible for "])
}

fn requirement(span: Span<'_>) -> Span<'_> {
    let bare = without(without(span, &LEADS), &["a ", "an ", "the "]);
    let lower = bare.text.to_ascii_lowercase();
    let end =
        [" is essential", " is required", " is desirable", " is a plus", " would be"].iter().filter_map(|tail| lower.find(tail)).min();
    bare.sub(0, end.unwrap_or(bare.text.len()))
}

/// Without the first of the leads that stands at the beginning, if enough is left.
fn without<'a>(span: Span<'a>, leads: &[&str]) -> Span<'a> {
    let lower = span.text.to_ascii_lowercase().replace('\u{2019}', "'");
    // A replaced apostrophe shifts the bytes; such a text keeps its lead.
    let found = leads.iter().find(|lead| lower.len() == span.text.len() && lower.starts_with(**lead));
    found.map_or(span, |lead| span.sub(lead.len(), span.text.len()).trimmed())
}

/// Tools and subjects that requirements name.
fn skills(requirements: &[Phrase]) -> Vec<Phrase> {
    let mut found = Vec::new();
    for phrase in requirements {
        let span = Span { text: &phrase.text, start: phrase.start };
        let lower = phrase.text.to_ascii_lowercase();
        let after = ABOUT.iter().find_map(|about| lower.find(about).map(|at| at + about.len()));
        let Some(from) = after else {
            if span.words() <= 3 {
                push(&mut found, span);
            }
            continue;
        };
        let pieces = span.sub(from, span.text.len()).split(&[", ", " and ", " or ", "; "]);
        for piece in pieces {
            let piece = without(piece, &["and ", "or ", "the ", "a ", "an "]).unstopped();
            if piece.words() <= 4 {
                push(&mut found, piece);
            }
        }
    }
    found
}

/// Runs of words that carry a subject, as they stand, of at most three words.
fn chunks(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let (mut from, mut end, mut count) = (None, 0, 0);
    let mut at = 0;
    for word in text.split_inclusive(|sign: char| sign.is_whitespace() || ",;:()/".contains(sign)) {
        let start = at;
        at += word.len();
        let bare = word.trim_end_matches(|sign: char| !sign.is_alphanumeric() && sign != '+' && sign != '#');
        let closes = word.trim_end().ends_with([',', ';', ':', ')', '/', '.']);
        let plain = bare.is_empty() || listed(PLAIN, &bare.to_lowercase()) || !bare.contains(char::is_alphabetic);
        if !plain {
            from = from.or(Some(start));
            end = start + bare.len();
            count += 1;
        }
        if (plain || closes || count == 3)
            && let Some(begun) = from.take()
        {
            found.push(&text[begun..end]);
            count = 0;
        }
    }
    if let Some(begun) = from {
        found.push(&text[begun..end]);
    }
    found.into_iter().filter(|chunk| chunk.chars().count() > 2).collect()
}

/// What is advertised: after a label, as the first line, or after "looking for a".
fn title(lines: &[Line<'_>]) -> Option<Phrase> {
    for line in lines {
        for label in ["job title:", "title:", "position:", "vacancy:", "role:", "job:"] {
            if line.span.text.to_ascii_lowercase().starts_with(label) {
                let rest = line.span.sub(label.len(), line.span.text.len()).trimmed();
                if !rest.text.is_empty() && rest.words() <= 12 {
                    return Some(rest.phrase());
                }
            }
        }
    }
    let first = lines.first()?;
    if first.span.words() <= 10 && !first.span.text.ends_with('.') && !first.bullet {
        return Some(first.span.unstopped().phrase());
    }
    for line in lines {
        let lower = line.span.text.to_ascii_lowercase();
        for lead in ["looking for an ", "looking for a ", "hiring an ", "hiring a ", "seeking an ", "seeking a "] {
            let Some(at) = lower.find(lead) else { continue };
            let rest = line.span.sub(at + lead.len(), line.span.text.len());
            let end = [" to ", ",", ".", " who ", " for ", " with ", " in "].iter().filter_map(|stop| rest.text.find(stop)).min();
            let title = rest.sub(0, end.unwrap_or(rest.text.len())).trimmed();
            if (1..=8).contains(&title.words()) {
                return Some(title.phrase());
            }
        }
    }
    None
}
