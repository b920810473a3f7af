//! Marks words that came from outside as data, so that nothing in them can be taken for an instruction.

/// The text between two marks that cannot occur in it.
///
/// The marks carry a tag computed from the text, so they cannot be guessed by somebody who writes a resume, and whatever looks like
/// a mark inside is taken apart. Control characters and invisible ones, which can hide instructions from the person whose
/// document it is, are dropped. Of a text longer than `limit` characters the end is kept: in a conversation it matters most.
#[must_use]
pub fn fence(label: &str, text: &str, limit: usize) -> String {
    let data = clean(text, limit);
    let tag = tag(label, &data);
    format!("<<<DATA {tag} {label}\n{data}\nDATA {tag}>>>")
}

/// The visible characters, without runs of angle brackets, of which marks are made.
fn clean(text: &str, limit: usize) -> String {
    let mut visible = String::with_capacity(text.len());
    for character in text.chars() {
        let character = match character {
            '\n' => '\n',
            other if other.is_whitespace() => ' ',
            other if other.is_control() || is_invisible(other) => continue,
            other => other,
        };
        if !(matches!(character, '<' | '>') && visible.ends_with(character)) {
            visible.push(character);
        }
    }
    let surplus = visible.chars().count().saturating_sub(limit);
    visible.chars().skip(surplus).collect::<String>().trim().to_owned()
}

/// Characters that are not seen: soft hyphen, zero-width and directional ones, variation selectors, tags.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Eight letters from the FNV-1a hash; no digits, so that a tag is never taken for a number that the model may use.
fn tag(label: &str, data: &str) -> String {
    let bytes = label.bytes().chain([0]).chain(data.bytes());
    let mut hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    (0..8)
        .map(|_| {
            let letter = u8::try_from(hash % 26).unwrap_or(0);
            hash /= 26;
            char::from(b'a' + letter)
        })
        .collect()
}
