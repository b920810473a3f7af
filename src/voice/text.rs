//! Turns written text into what is said: symbols, abbreviations, acronyms and numbers become words that the voice reads well.
//! Every spoken token remembers which characters of the text it stands for.

use std::ops::Range;

/// What is said for one written token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpokenToken {
    /// The words, with the punctuation that makes the melody.
    pub text: String,
    /// Byte range of the written token.
    pub source: Range<usize>,
}

/// Written forms with a fixed reading, without the punctuation around them.
const READINGS: &[(&str, &str)] = &[
    // The voice says the metal; an interviewer means the verb.
    ("lead", "leed"),
    ("e.g", "for example"),
    ("i.e", "that is"),
    ("etc", "et cetera"),
    ("vs", "versus"),
    ("approx", "approximately"),
    ("w/o", "without"),
    ("w/", "with"),
    ("ms", "miz"),
    ("mr", "mister"),
    ("mrs", "missus"),
    ("prof", "professor"),
    ("jr", "junior"),
    ("sr", "senior"),
    ("inc", "incorporated"),
    ("ltd", "limited"),
    ("corp", "corporation"),
    ("dept", "department"),
    ("a.m", "lettera letterm"),
    ("p.m", "letterp letterm"),
    ("ph.d", "letterp letterh letterd"),
    ("24/7", "twenty four seven"),
    ("and/or", "and or"),
    ("c++", "letterc plus plus"),
    ("c#", "letterc sharp"),
    ("f#", "letterf sharp"),
    (".net", "dot net"),
    ("node.js", "node letterj letters"),
    ("react.js", "react letterj letters"),
    ("vue.js", "view letterj letters"),
    ("next.js", "next letterj letters"),
    ("k8s", "kubernetes"),
    ("b2b", "letterb to letterb"),
    ("b2c", "letterb to letterc"),
    ("401k", "four oh one letterk"),
    ("i/o", "letteri lettero"),
    ("&", "and"),
    ("+", "plus"),
    ("=", "equals"),
    ("@", "at"),
    ("%", "percent"),
    ("#", "number"),
    ("\u{b0}", "degrees"),
    ("\u{d7}", "times"),
    ("\u{2192}", "to"),
];

/// Capital words that are said as words. Other capitals of two to five letters are spelled.
const SAID_AS_WORDS: &[&str] = &[
    "NASA", "NATO", "RAM", "ROM", "STAR", "SMART", "REST", "CRUD", "AJAX", "ACID", "SOLID", "SCRUM", "LEAN", "COVID", "AIDS", "GAAP",
    "OSHA", "HIPAA", "SWOT", "JSON", "YAML", "SAAS", "PAAS", "SQL", "GUI", "VIP", "NOT", "AND", "YES", "NO", "ALL", "ANY", "THE", "YOU",
    "YOUR", "WE", "WAS", "IS", "IN", "ON", "AT", "TO", "OR", "SO", "DO", "BE", "BIG", "VERY", "MUST", "ONE", "TWO", "WHY", "WHAT", "HOW",
    "WHO", "WHEN", "NOW", "CAN", "FOR", "BUT", "ONLY", "THIS", "THAT", "OKAY", "RAID", "LAN", "WAN", "PIN", "SIM", "TED", "CAD", "CAM",
    "HEPA", "DOS",
];

/// Splits a sentence into what is said. Tokens without anything to say are left out, but their punctuation lengthens the pause before them.
#[must_use]
pub fn spoken(sentence: &str) -> Vec<SpokenToken> {
    let mut tokens: Vec<SpokenToken> = Vec::new();
    for source in written(sentence) {
        let text = reading(&sentence[source.clone()]);
        if text.chars().any(char::is_alphanumeric) {
            tokens.push(SpokenToken { text, source });
        } else if let Some(last) = tokens.last_mut() {
            last.source.end = source.end;
            if !last.text.ends_with(['.', ',', '!', '?', ':', ';']) {
                last.text.push_str(if text.is_empty() { "" } else { "," });
            }
        }
    }
    tokens
}

/// Byte ranges between white space and dashes; a dash goes with the token before it.
fn written(sentence: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in sentence.char_indices() {
        let after = at + c.len_utf8();
        if c.is_whitespace() {
            found.extend(start.take().map(|begin| begin..at));
        } else if matches!(c, '\u{2014}') {
            found.push(start.take().unwrap_or(at)..after);
        } else if start.is_none() {
            start = Some(at);
        }
    }
    found.extend(start.map(|begin| begin..sentence.len()));
    found
}

/// What is said for one token, with its punctuation in ASCII.
fn reading(token: &str) -> String {
    let plain = plain(token);
    let head = plain.len() - plain.trim_start_matches(['"', '\'', '(', '[', '{', '*', '_', '`']).len();
    let core = plain[head..].trim_end_matches(['"', '\'', ')', ']', '}', '.', ',', ':', ';', '!', '?', '*', '_', '`']);
    // "a.m." and "U.S." keep the point that belongs to them.
    let tail = &plain[head + core.len()..];
    if core.is_empty() {
        return if plain.contains(['.', ',', ';', ':', '-']) { ",".to_owned() } else { String::new() };
    }
    let closing: String = tail.chars().filter(|c| matches!(c, '.' | ',' | ':' | ';' | '!' | '?')).collect();
    let abbreviation = tail.starts_with('.') && READINGS.iter().any(|(written, _)| written.eq_ignore_ascii_case(core));
    let dotted = tail.starts_with('.') && core.contains('.') && core.split('.').all(|part| part.len() == 1);
    let closing = if abbreviation || dotted { closing[1..].to_owned() } else { closing };
    format!("{}{closing}", say(core))
}

/// Quotes, dashes and accents in ASCII; what has no sound is dropped.
fn plain(token: &str) -> String {
    token
        .chars()
        .filter_map(|c| {
            Some(match c {
                '\u{2018}' | '\u{2019}' | '\u{2032}' => "'".to_owned(),
                '\u{201c}' | '\u{201d}' | '\u{ab}' | '\u{bb}' => "\"".to_owned(),
                '\u{2010}' | '\u{2011}' | '\u{2012}' | '\u{2013}' => "-".to_owned(),
                '\u{2014}' | '\u{2026}' => ",".to_owned(),
                '\u{b0}' | '\u{d7}' | '\u{2192}' | '\u{20ac}' | '\u{a3}' => c.to_string(),
                _ if c.is_ascii() => c.to_string(),
                _ => unaccented(c)?.to_owned(),
            })
        })
        .collect()
}

/// The ASCII spelling of a Latin letter.
fn unaccented(c: char) -> Option<&'static str> {
    Some(match c.to_lowercase().next().unwrap_or(c) {
        '\u{e0}'..='\u{e3}' | '\u{e5}' | '\u{101}' | '\u{103}' | '\u{105}' => "a",
        '\u{e4}' | '\u{e6}' => "ae",
        '\u{e7}' | '\u{107}' | '\u{10d}' => "c",
        '\u{e8}'..='\u{eb}' | '\u{113}' | '\u{119}' | '\u{11b}' => "e",
        '\u{ec}'..='\u{ef}' | '\u{12b}' | '\u{131}' => "i",
        '\u{f1}' | '\u{144}' | '\u{148}' => "n",
        '\u{f2}'..='\u{f5}' | '\u{f8}' | '\u{14d}' => "o",
        '\u{f6}' | '\u{153}' => "oe",
        '\u{f9}'..='\u{fb}' | '\u{16b}' | '\u{16f}' => "u",
        '\u{fc}' => "ue",
        '\u{fd}' | '\u{ff}' => "y",
        '\u{df}' => "ss",
        '\u{15b}' | '\u{161}' | '\u{15f}' => "s",
        '\u{17a}' | '\u{17c}' | '\u{17e}' => "z",
        '\u{142}' => "l",
        '\u{159}' => "r",
        '\u{165}' | '\u{163}' => "t",
        '\u{10f}' | '\u{111}' => "d",
        '\u{11f}' => "g",
        _ => return None,
    })
}

/// What is said for a token without punctuation around it.
fn say(core: &str) -> String {
    if let Some((_, said)) = READINGS.iter().find(|(written, _)| written.eq_ignore_ascii_case(core)) {
        return (*said).to_owned();
    }
    if core.contains("://") || core.starts_with("www.") || (core.contains('@') && core.contains('.')) {
        return address(core);
    }
    for (mark, word) in
        [("~", "about"), (">=", "at least"), ("<=", "at most"), (">", "more than"), ("<", "less than"), ("#", "number"), ("+", "plus")]
    {
        if let Some(rest) = core.strip_prefix(mark).filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit() || c == '$')) {
            return format!("{word} {}", say(rest));
        }
    }
    if let Some(said) = amount(core).or_else(|| range(core)).or_else(|| slashed(core)).or_else(|| ampersand(core)) {
        return said;
    }
    if core.contains('-') && !core.starts_with(|c: char| c.is_ascii_digit()) {
        let parts: Vec<String> = core.split('-').filter(|part| !part.is_empty()).map(say).collect();
        return parts.join(" ");
    }
    if let Some(said) = spelled(core) {
        return said;
    }
    // What is left of symbols is not said.
    core.chars()
        .map(|c| if matches!(c, '\\' | '|' | '^' | '~' | '_' | '*' | '<' | '>' | '`' | '{' | '}' | '[' | ']') { ' ' } else { c })
        .collect()
}

/// Capital letters, one by one, and their plural ("`KPIs`").
fn spelled(core: &str) -> Option<String> {
    let (stem, ending) = core.split_once('\'').map_or((core, ""), |(stem, ending)| (stem, ending));
    let letters = stem.strip_suffix('s').filter(|letters| letters.len() >= 2 && ending.is_empty()).unwrap_or(stem);
    let plural = letters.len() < stem.len() || ending == "s";
    let bare: String = letters.chars().filter(|c| *c != '.').collect();
    let capitals = (2..=5).contains(&bare.len()) && bare.chars().all(|c| c.is_ascii_uppercase());
    if !capitals || SAID_AS_WORDS.contains(&bare.as_str()) || !matches!(ending, "" | "s") {
        return None;
    }
    let mut said: Vec<String> = bare.chars().map(|c| format!("letter{}", c.to_ascii_lowercase())).collect();
    if plural && let Some(last) = said.last_mut() {
        *last = last.replacen("letter", "letters", 1);
    }
    Some(said.join(" "))
}

/// "`10k`", "$2.5M", "3x": numbers with a unit that is one character.
fn amount(core: &str) -> Option<String> {
    let currency = match core.chars().next()? {
        '$' => "dollars",
        '\u{20ac}' => "euros",
        '\u{a3}' => "pounds",
        _ => "",
    };
    let rest = core.trim_start_matches(['$', '\u{20ac}', '\u{a3}']);
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ',').len();
    let (number, unit) = rest.split_at(digits);
    if !number.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let scale = match unit {
        "k" | "K" => "thousand",
        "m" | "M" | "mn" => "million",
        "b" | "B" | "bn" => "billion",
        "x" if currency.is_empty() => "times",
        "+" => "or more",
        // The voice reads dollars itself.
        "" if currency == "dollars" || currency.is_empty() => return None,
        "" => "",
        _ => return None,
    };
    let words = [number, scale, currency];
    Some(words.iter().filter(|word| !word.is_empty()).copied().collect::<Vec<_>>().join(" "))
}

/// "5-10", "5-10%".
fn range(core: &str) -> Option<String> {
    let (from, to) = core.split_once('-')?;
    let number = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || c == '.');
    let upper = to.trim_end_matches(['%', 'k', 'K', 'x']);
    (number(from) && number(upper) && from.len() < 4).then(|| format!("{from} to {}", amount(to).unwrap_or_else(|| to.to_owned())))
}

/// "TCP/IP", "his/her", "$20/hour".
fn slashed(core: &str) -> Option<String> {
    let parts: Vec<&str> = core.split('/').collect();
    if parts.len() < 2 || parts.iter().any(|part| part.is_empty()) {
        return None;
    }
    let number = |part: &str| part.chars().all(|c| c.is_ascii_digit());
    if parts.iter().all(|part| number(part)) {
        // Fractions are the voice's own business; dates are read part by part.
        return (parts.len() > 2).then(|| parts.join(" "));
    }
    let joint = if parts[0].ends_with(|c: char| c.is_ascii_digit()) {
        " per "
    } else if parts.iter().all(|part| part.chars().all(|c| !c.is_ascii_lowercase())) {
        " "
    } else {
        " or "
    };
    Some(parts.iter().map(|part| say(part)).collect::<Vec<_>>().join(joint))
}

/// "R&D".
fn ampersand(core: &str) -> Option<String> {
    let parts: Vec<&str> = core.split('&').filter(|part| !part.is_empty()).collect();
    (parts.len() > 1).then(|| {
        let said = parts.iter().map(|part| match part.chars().next() {
            Some(letter) if part.len() == 1 && letter.is_ascii_alphabetic() => format!("letter{}", letter.to_ascii_lowercase()),
            _ => say(part),
        });
        said.collect::<Vec<_>>().join(" and ")
    })
}

/// A web or mail address.
fn address(core: &str) -> String {
    let bare = core.split_once("://").map_or(core, |(_, rest)| rest).trim_start_matches("www.");
    let mut said = String::new();
    for c in bare.chars() {
        match c {
            '.' => said.push_str(" dot "),
            '/' => said.push_str(" slash "),
            '@' => said.push_str(" at "),
            '-' | '_' => said.push(' '),
            _ if c.is_alphanumeric() => said.push(c),
            _ => said.push(' '),
        }
    }
    said
}
