//! Reads a resume.

use super::dates::{self, Years};
use super::headings::{Part, resume_part};
use super::lines::{Line, Span, lines};
use super::roles::{self, Found};
use super::words::{RESULT_VERBS, listed};
use super::{IntakeError, Phrase, RESUME_MOST, Resume, once};
use crate::scenario::{DocumentKind, Level};

/// From this length on, in bytes, a line without a full stop goes on in the next.
const WRAPPED: usize = 60;

/// More items of one sort than anybody could ask about.
const MOST: usize = 60;

/// Interprets the text of a resume.
///
/// # Errors
/// When there is no text, or more than [`RESUME_MOST`] characters.
pub fn read_resume(text: &str) -> Result<Resume, IntakeError> {
    let chars = text.chars().count();
    if !text.contains(char::is_alphanumeric) {
        return Err(IntakeError::Empty { document: DocumentKind::Resume });
    }
    if chars > RESUME_MOST {
        return Err(IntakeError::TooLong { document: DocumentKind::Resume, chars, most: RESUME_MOST });
    }
    let mut reader = Reader::default();
    let lines = lines(text);
    for (index, line) in lines.iter().enumerate() {
        reader.line(index, line);
    }
    Ok(reader.finish(&lines))
}

#[derive(Default)]
struct Reader {
    resume: Resume,
    part: Option<Part>,
    depth: usize,
    open: Option<Found>,
    stretches: Vec<Years>,
    stated: Option<f32>,
}

impl Reader {
    fn line(&mut self, index: usize, line: &Line<'_>) {
        let part = self.part.unwrap_or(Part::Top);
        let shouted = line.span.text.chars().any(char::is_alphabetic) && line.span.text.to_uppercase() == line.span.text;
        let marked =
            !line.bullet && (line.depth.is_some() || line.strong || line.span.text.ends_with(':') || (shouted && line.after_blank));
        // Deeper headings inside a list of jobs are the jobs.
        let inside = matches!(part, Part::Experience | Part::Projects | Part::Education) && (line.strong || line.depth > Some(self.depth));
        // The first line is the name, however it is marked, unless it is a heading by its words.
        let marked = marked && !inside && index > 0;
        let heading = if line.bullet { None } else { resume_part(line.span.text, marked) };
        if let Some(next) = heading {
            self.close();
            self.part = Some(next);
            self.depth = line.depth.unwrap_or(self.depth);
            return;
        }
        if let Some(years) = stated_years(line.span.text).filter(|_| part != Part::Private) {
            self.stated = Some(self.stated.map_or(years, |known| known.max(years)));
        }
        let (part, span) = self.labelled(part, line);
        match part {
            Part::Top | Part::Summary | Part::Other => self.free(index, part, line, span),
            Part::Experience => self.experience(line),
            Part::Skills => self.skills(span),
            Part::Projects => self.project(line),
            Part::Achievements => push(&mut self.resume.achievements, span.unstopped()),
            Part::Education => push(&mut self.resume.education, span.unstopped()),
            Part::Private => {}
        }
    }

    /// "Skills: Excel, till systems" on one line.
    fn labelled<'a>(&mut self, part: Part, line: &Line<'a>) -> (Part, Span<'a>) {
        let whole = (part, line.span);
        let Some(colon) = line.span.text.find(':') else { return whole };
        let rest = line.span.sub(colon + 1, line.span.text.len()).trimmed();
        if rest.text.is_empty() || part == Part::Private {
            return whole;
        }
        let label = resume_part(line.span.sub(0, colon).trimmed().text, false);
        // In a list of skills, "Languages:" and "Tools:" name groups of them.
        if part == Part::Skills && matches!(label, None | Some(Part::Skills | Part::Private)) {
            return (part, rest);
        }
        match label {
            Some(named) if !line.bullet || named == Part::Skills => {
                self.close();
                self.part = Some(named);
                (named, rest)
            }
            _ => whole,
        }
    }

    /// Text under no heading that says what it is.
    fn free(&mut self, index: usize, part: Part, line: &Line<'_>, span: Span<'_>) {
        if part == Part::Top && index == 0 && is_name(span.text) {
            self.resume.name = Some(span.text.to_owned());
            return;
        }
        if is_contact(span.text) {
            return;
        }
        if let Some(name) = span.text.strip_prefix("Name:").map(str::trim).filter(|name| is_name(name)) {
            self.resume.name = Some(name.to_owned());
            return;
        }
        if part == Part::Other {
            return;
        }
        if let Some(found) = roles::read(line, false).filter(|found| found.role.dates.is_some()) {
            self.begin(found, line);
            return;
        }
        if self.resume.headline.is_none() && index > 0 && (part == Part::Summary || span.words() <= 12) {
            self.resume.headline = span.sentences().first().map(|first| first.phrase());
            if span.words() <= 12 && !line.bullet && stated_years(span.text).is_none() {
                return;
            }
        }
        self.prose(span);
    }

    fn prose(&mut self, span: Span<'_>) {
        for sentence in unbroken(span) {
            if let Some(found) = roles::told(sentence) {
                self.resume.roles.push(found.role);
            }
            if begins_with_result(sentence.text) {
                push(&mut self.resume.achievements, sentence);
            }
        }
    }

    fn experience(&mut self, line: &Line<'_>) {
        if is_contact(line.span.text) {
            return;
        }
        if let Some(found) = roles::read(line, true) {
            self.begin(found, line);
            return;
        }
        if let Some((dates, years)) = roles::only_dates(line) {
            if let Some(open) = self.open.as_mut().filter(|open| open.role.dates.is_none()) {
                open.role.dates = Some(dates);
                open.years = Some(years);
            }
            return;
        }
        // The line under a title often names only the employer.
        if let Some(open) = &mut self.open
            && open.fresh
            && !line.bullet
            && !line.after_blank
            && open.role.organisation.is_none()
            && line.span.words() <= 8
            && !line.span.text.ends_with('.')
        {
            open.role.organisation = Some(line.span.phrase());
            return;
        }
        if let Some(open) = &mut self.open {
            open.fresh = false;
        }
        let items = if line.bullet { vec![line.span.unstopped()] } else { unbroken(line.span) };
        for item in items {
            if is_achievement(item.text) {
                push(&mut self.resume.achievements, item);
            } else if item.words() >= 3 {
                push(&mut self.resume.duties, item);
            }
        }
    }

    fn begin(&mut self, found: Found, line: &Line<'_>) {
        if let Some(open) = &mut self.open
            && roles::continues(open, &found, line.after_blank)
        {
            return;
        }
        self.close();
        self.open = Some(found);
    }

    fn close(&mut self) {
        if let Some(found) = self.open.take() {
            self.stretches.extend(found.years);
            self.resume.roles.push(found.role);
        }
    }

    fn skills(&mut self, span: Span<'_>) {
        for piece in span.split(&[",", ";", "|", "•", "·", "\t"]) {
            let bracket = piece.text.find(['(', '[']).unwrap_or(piece.text.len());
            let skill = piece.sub(0, bracket).trimmed().unstopped();
            if (1..=5).contains(&skill.words()) && skill.text.contains(char::is_alphabetic) {
                push(&mut self.resume.skills, skill);
            }
        }
    }

    fn project(&mut self, line: &Line<'_>) {
        let text = line.span.text;
        let pieces = line.span.split(&[": ", " – ", " — ", " - ", " | ", " ("]);
        let Some(name) = pieces.first().map(|name| name.unstopped()).filter(|name| name.words() <= 8) else {
            if is_achievement(text) {
                push(&mut self.resume.achievements, line.span.unstopped());
            }
            return;
        };
        let titled = text.contains(": ") || ((!line.bullet || line.strong) && !text.ends_with('.'));
        if !titled && is_achievement(text) {
            push(&mut self.resume.achievements, line.span.unstopped());
        } else if titled || line.bullet {
            push(&mut self.resume.projects, name);
        }
    }

    fn finish(mut self, lines: &[Line<'_>]) -> Resume {
        self.close();
        let mut resume = self.resume;
        // Without any heading, items of lists still tell what was brought about.
        if self.part.is_none() {
            for line in lines.iter().filter(|line| line.bullet && is_achievement(line.span.text) && !is_contact(line.span.text)) {
                push(&mut resume.achievements, line.span.unstopped());
            }
        }
        resume.years = self.stated.or_else(|| dates::total(&self.stretches));
        resume.level = level(&resume);
        let titles = resume.roles.iter().map(|role| role.title.text.as_str());
        let named = resume.skills.iter().chain(&resume.projects).map(|phrase| phrase.text.as_str());
        resume.terms = once(titles.chain(named), MOST);
        resume
    }
}

/// From the most senior title; "junior" counts only while the latest role is called so. Else from the years.
fn level(resume: &Resume) -> Level {
    let titles: Vec<Option<Level>> = resume.roles.iter().map(|role| level_of(&role.title.text)).collect();
    let most = titles.iter().flatten().max_by_key(|level| **level as u8).copied();
    match most {
        Some(Level::Junior) if titles.first() != Some(&most) => level_by_years(resume.years),
        Some(level) => level,
        None => level_by_years(resume.years),
    }
}

fn level_of(title: &str) -> Option<Level> {
    let lower = title.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| lower.split(|sign: char| !sign.is_alphanumeric()).any(|part| part == *word));
    if has(&["head", "manager", "director", "principal", "chief", "lead", "leader"]) {
        Some(Level::Lead)
    } else if has(&["senior", "specialist", "supervisor"]) {
        Some(Level::Senior)
    } else if has(&["junior", "trainee", "intern", "apprentice", "graduate", "student"]) {
        Some(Level::Junior)
    } else {
        None
    }
}

/// Two years are the usual end of "junior" in adverts, five the usual beginning of "senior".
fn level_by_years(years: Option<f32>) -> Level {
    match years {
        None => Level::Any,
        Some(years) if years < 2.0 => Level::Junior,
        Some(years) if years < 5.0 => Level::Mid,
        Some(_) => Level::Senior,
    }
}

fn push(list: &mut Vec<Phrase>, span: Span<'_>) {
    let phrase = span.phrase();
    if !phrase.text.is_empty() && list.len() < MOST && !list.contains(&phrase) {
        list.push(phrase);
    }
}

/// "12 years of experience", "over five years in retail".
fn stated_years(text: &str) -> Option<f32> {
    const NUMBERS: [&str; 13] = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    let lower = text.to_lowercase();
    let words: Vec<&str> =
        lower.split(|sign: char| sign.is_whitespace() || ",;()".contains(sign)).filter(|word| !word.is_empty()).collect();
    let at = words.iter().position(|word| matches!(*word, "years" | "years'" | "years\u{2019}" | "yrs"))?;
    let after = &words[at + 1..];
    let experienced = after.iter().take(4).any(|word| word.starts_with("experience"))
        || after.first().is_some_and(|word| matches!(*word, "in" | "as" | "on" | "at" | "with" | "between"));
    let number = words.get(at.checked_sub(1)?)?.trim_end_matches('+');
    let years = number.parse::<f32>().ok().or_else(|| NUMBERS.iter().position(|name| *name == number).map(|count| count as f32))?;
    (experienced && (0.0..60.0).contains(&years)).then_some(years)
}

/// The sentences of a line of running text that are not cut by its ends.
fn unbroken(span: Span<'_>) -> Vec<Span<'_>> {
    let mut sentences = span.sentences();
    if !span.text.ends_with(['.', '!', '?']) && span.text.len() >= WRAPPED {
        sentences.pop();
    }
    sentences.retain(|sentence| !sentence.text.starts_with(char::is_lowercase));
    sentences
}

fn begins_with_result(text: &str) -> bool {
    text.split_whitespace().take(4).any(|word| {
        let bare = word.trim_matches(|sign: char| !sign.is_alphanumeric()).to_lowercase();
        listed(RESULT_VERBS, &bare)
    })
}

/// A verb of result near the beginning, or a number that is not a year.
fn is_achievement(text: &str) -> bool {
    let counted = text.split(|sign: char| !sign.is_alphanumeric() && sign != '.' && sign != ',').any(|word| {
        let year = word.len() == 4 && word.parse::<u16>().is_ok_and(|number| (1950..=2099).contains(&number));
        word.starts_with(|sign: char| sign.is_ascii_digit()) && !year
    });
    text.split_whitespace().count() >= 3 && (begins_with_result(text) || counted)
}

fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let proper =
        |word: &&str| word.starts_with(char::is_uppercase) && word.chars().all(|sign| sign.is_alphabetic() || "-'.\u{2019}".contains(sign));
    let lower = text.to_lowercase();
    (2..=4).contains(&words.len())
        && words.iter().all(proper)
        && !roles::has_title(text)
        && !["resume", "résumé", "curriculum", "vitae"].iter().any(|word| lower.contains(word))
        && resume_part(text, false).is_none()
}

/// Addresses, numbers and personal data.
fn is_contact(text: &str) -> bool {
    let lower = text.to_lowercase();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let labels =
        ["phone", "mobile", "email", "e-mail", "address:", "date of birth", "nationality", "marital", "linkedin", "tel:", "tel.", "born"];
    text.contains('@')
        || lower.contains("www.")
        || lower.contains("http")
        || labels.iter().any(|label| lower.contains(label))
        || (digits >= 7 && dates::find(Span { text, start: 0 }).is_none())
}
