//! The words that a person reads, by message id: Fluent files of `assets/locale/`, inside the program.

use std::borrow::Cow;
use std::collections::HashMap;

use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{LanguageIdentifier, Loader as _, langid};

fluent_templates::static_loader! {
    static LOCALES = {
        locales: "./assets/locale",
        fallback_language: "en",
        // The marks that Fluent puts around arguments for right-to-left text show as boxes.
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

/// A value for a place in a message.
#[derive(Clone, Debug, PartialEq)]
pub enum Arg<'a> {
    /// Words.
    Text(Cow<'a, str>),
    /// A number: it also chooses between singular and plural.
    Number(f64),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Arg<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

macro_rules! numbers {
    ($($number:ty),*) => { $(impl From<$number> for Arg<'_> {
        fn from(number: $number) -> Self {
            Self::Number(number as f64)
        }
    })* };
}
numbers!(f64, f32, u8, u32, u64, usize);

/// The languages that there are words in: tag, and name in the language itself.
pub const LANGUAGES: [(&str, &str); 2] = [("en", "English"), ("es", "Español")];

/// The words of one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    language: LanguageIdentifier,
}

impl Default for Text {
    /// English.
    fn default() -> Self {
        Self { language: langid!("en") }
    }
}

impl Text {
    /// The words of a language (`es`, `es-MX`), or English where there are none in it.
    #[must_use]
    pub fn new(tag: &str) -> Self {
        let own = tag.split(['-', '_', '.', '@']).next().unwrap_or_default().to_ascii_lowercase();
        let known = LANGUAGES.iter().find(|(known, _)| *known == own);
        known.and_then(|(known, _)| known.parse().ok()).map_or_else(Self::default, |language| Self { language })
    }

    /// The words of the language that was chosen, or else of the system's.
    #[must_use]
    pub fn chosen(tag: Option<&str>) -> Self {
        tag.map_or_else(|| sys_locale::get_locale().map_or_else(Self::default, |own| Self::new(&own)), Self::new)
    }

    /// The language's tag.
    #[must_use]
    pub fn tag(&self) -> &str {
        self.language.language.as_str()
    }

    /// The message of this id; the id itself when there is none, which a test rules out.
    #[must_use]
    pub fn get(&self, id: &str) -> String {
        LOCALES.try_lookup(&self.language, id).unwrap_or_else(|| id.to_owned())
    }

    /// The message of this id with its places filled in.
    #[must_use]
    pub fn get_args(&self, id: &str, args: &[(&'static str, Arg<'_>)]) -> String {
        let args: HashMap<Cow<'static, str>, FluentValue<'_>> = args
            .iter()
            .map(|(name, value)| {
                let value = match value {
                    Arg::Text(text) => FluentValue::from(text.as_ref()),
                    Arg::Number(number) => FluentValue::from(*number),
                };
                (Cow::Borrowed(*name), value)
            })
            .collect();
        LOCALES.try_lookup_with_args(&self.language, id, &args).unwrap_or_else(|| id.to_owned())
    }
}
