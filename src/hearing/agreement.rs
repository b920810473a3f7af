//! Which words of a growing segment are shown: those on which two passes in a row agree (LocalAgreement-2, after D. Liu
//! et al. 2020 and D. Macháček et al., "Turning Whisper into real-time transcription system", 2023). So the text on the
//! screen grows and hardly ever changes.

/// Compares the passes over one segment.
#[derive(Clone, Debug, Default)]
pub struct Agreement {
    previous: Vec<String>,
    agreed: Vec<String>,
}

impl Agreement {
    /// Takes in the text of the next pass; the agreed text, if it grew.
    pub fn push(&mut self, text: &str) -> Option<String> {
        let words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
        let same = self.previous.iter().zip(&words).take_while(|(before, now)| bare(before) == bare(now)).count();
        self.previous = words;
        if same <= self.agreed.len() {
            return None;
        }
        // The newest spelling of what is new; what was shown stays as it was.
        self.agreed.extend_from_slice(&self.previous[self.agreed.len()..same]);
        Some(self.agreed.join(" "))
    }
}

/// A word without case and punctuation: passes differ in these without meaning another word.
fn bare(word: &str) -> String {
    word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
