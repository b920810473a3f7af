//! Everything that comes from people or models is escaped before it becomes part of a page or of captions.

/// For text and quoted attributes of HTML. Control characters that it does not allow become spaces.
pub(super) fn escape(text: &str) -> String {
    escape_cue(text).replace('"', "&quot;").replace('\'', "&#39;")
}

/// For the text of WebVTT. Quotation marks mean nothing there, and players show references to them as they stand.
pub(super) fn escape_cue(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\n' | '\t' => escaped.push(letter),
            control if control.is_control() => escaped.push(' '),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::{escape, escape_cue};

    #[test]
    fn nothing_that_opens_a_tag_or_an_attribute_survives() {
        assert_eq!(escape("<script a='b' c=\"d\">&\u{0}"), "&lt;script a=&#39;b&#39; c=&quot;d&quot;&gt;&amp; ");
    }

    #[test]
    fn captions_keep_their_quotation_marks() {
        assert_eq!(escape_cue("the patients' <b> \"chart\" & so on"), "the patients' &lt;b&gt; \"chart\" &amp; so on");
    }
}
