//! Everything that comes from people or models is escaped before it becomes part of a page or of captions.

/// For text and quoted attributes of HTML and for the text of WebVTT. Control characters that neither format allows
/// become spaces.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\n' | '\t' => escaped.push(letter),
            control if control.is_control() => escaped.push(' '),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn nothing_that_opens_a_tag_or_an_attribute_survives() {
        assert_eq!(escape("<script a='b' c=\"d\">&\u{0}"), "&lt;script a=&#39;b&#39; c=&quot;d&quot;&gt;&amp; ");
    }
}
