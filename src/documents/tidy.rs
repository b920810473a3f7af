//! What all texts have in common in the end: one way to write each sign, no blank that nobody sees.

/// Characters of text that are kept: more than ten times what a resume may have.
const MOST_CHARS: usize = 800_000;

/// Signs that stand before items of lists, beside hyphen and dash. Word processors take the ones from the private area out of
/// fonts of symbols.
const BULLETS: [char; 17] = ['•', '▪', '●', '◦', '‣', '○', '■', '□', '▸', '►', '➢', '✓', '❖', '➤', '∙', '⁃', '◆'];

/// Whether the sign stands before items of lists.
pub(super) fn is_bullet(sign: char) -> bool {
    BULLETS.contains(&sign) || matches!(sign, '\u{e000}'..='\u{f8ff}' | '\u{fffd}')
}

/// Without ligatures, special blanks, blanks at the ends of lines, and more than one blank line in a row. Items of lists
/// begin with a hyphen.
pub(super) fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    let mut blank = false;
    for line in text.chars().take(MOST_CHARS).collect::<String>().split(['\n', '\r', '\u{c}', '\u{b}', '\u{85}', '\u{2028}', '\u{2029}']) {
        let line = plain_signs(line);
        let line = line.trim_end();
        if line.trim().is_empty() {
            blank = true;
            continue;
        }
        if !tidy.is_empty() {
            tidy.push_str(if blank { "\n\n" } else { "\n" });
        }
        blank = false;
        let bare = line.trim_start();
        match bare.strip_prefix(is_bullet) {
            Some(item) => {
                tidy.push_str("- ");
                tidy.push_str(item.trim_start());
            }
            None => tidy.push_str(line),
        }
    }
    tidy
}

fn plain_signs(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    for (at, sign) in line.char_indices() {
        match sign {
            '\u{fb00}' => plain.push_str("ff"),
            '\u{fb01}' => plain.push_str("fi"),
            '\u{fb02}' => plain.push_str("fl"),
            '\u{fb03}' => plain.push_str("ffi"),
            '\u{fb04}' => plain.push_str("ffl"),
            '\u{fb05}' | '\u{fb06}' => plain.push_str("st"),
            '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => plain.push(' '),
            '\u{2010}' | '\u{2011}' => plain.push('-'),
            '\t' => plain.push('\t'),
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}' => {}
            _ if sign.is_control() => {}
            // Only before an item does an unknown sign mean anything.
            _ if is_bullet(sign) && !line[..at].trim().is_empty() && matches!(sign, '\u{e000}'..='\u{f8ff}' | '\u{fffd}') => {}
            _ => plain.push(sign),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::tidy;

    #[test]
    fn signs_are_written_one_way_and_blank_lines_are_single() {
        assert_eq!(
            tidy("\n\n o\u{fb03}ce\u{a0}\u{fb01}les \n\r\n\n\u{f0b7} co\u{ad}operate\u{200b}\n\tEnd\n"),
            " office files\n\n- cooperate\n\tEnd"
        );
    }
}
