//! Which of a key's wordings is said, and with what in its slots. No wording comes twice before all have been used.

use std::collections::BTreeMap;

use crate::scenario::chance::Pcg32;
use crate::scenario::{LineId, Lines};

/// The interviewer's stock of phrases during one session.
#[derive(Clone, Debug)]
pub(crate) struct Wordings {
    lines: Lines,
    used: BTreeMap<LineId, Vec<usize>>,
    /// How the last wording began: "Good, I have that. Good, now to something new" is not said.
    began: String,
    chance: Pcg32,
}

impl Wordings {
    /// A fresh stock. The seed decides the order.
    #[must_use]
    pub(crate) fn new(lines: Lines, seed: u64) -> Self {
        Self { lines, used: BTreeMap::new(), began: String::new(), chance: Pcg32::named(seed, "wordings") }
    }

    /// One wording of `id` with its slots filled. Wordings whose slots are not given are passed over, and among the
    /// rest those that name a given slot are preferred: "You mentioned the rota" beats "Could you say more?".
    /// Empty when the key has no usable wording, which `content check` rules out.
    pub(crate) fn say(&mut self, id: LineId, slots: &[(&str, &str)]) -> String {
        self.say_where(id, slots, &|_| true)
    }

    /// [`say`](Self::say) with only those wordings that suit what is put into their slots.
    pub(crate) fn say_where(&mut self, id: LineId, slots: &[(&str, &str)], suits: &dyn Fn(&str) -> bool) -> String {
        let Some(all) = self.lines.get(&id) else { return String::new() };
        let usable = |filled: bool| -> Vec<usize> {
            (0..all.len())
                .filter(|&n| {
                    suits(&all[n])
                        && slot_names(&all[n]).all(|name| given(slots, name))
                        && (!filled || slot_names(&all[n]).next().is_some())
                })
                .collect()
        };
        let mut choice = usable(true);
        if choice.is_empty() {
            choice = usable(false);
        }
        let used = self.used.entry(id).or_default();
        let mut fresh: Vec<usize> = choice.iter().copied().filter(|n| !used.contains(n)).collect();
        if fresh.is_empty() {
            let last = used.last().copied();
            used.retain(|n| !choice.contains(n));
            fresh = choice.iter().copied().filter(|n| Some(*n) != last || choice.len() == 1).collect();
        }
        let differs = |n: &usize| first_word(&all[*n]) != self.began;
        if fresh.iter().any(differs) {
            fresh.retain(differs);
        }
        let Some(&n) = self.chance.pick(&fresh) else { return String::new() };
        used.push(n);
        self.began = first_word(&all[n]);
        fill(&all[n], slots)
    }
}

fn first_word(text: &str) -> String {
    let word = text.split_whitespace().next().unwrap_or_default();
    word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase()
}

fn given(slots: &[(&str, &str)], name: &str) -> bool {
    slots.iter().any(|(slot, words)| *slot == name && !words.is_empty())
}

/// The names in braces.
pub(crate) fn slot_names(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
}

/// Puts words into the slots; a capital letter follows when a slot begins a sentence.
#[must_use]
pub(crate) fn fill(text: &str, slots: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len() + 32);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, tail)) = after.split_once('}') else { break };
        let words = slots.iter().find(|(slot, _)| *slot == name).map_or("", |(_, words)| *words);
        let begins_sentence = out.trim_end().is_empty() || out.trim_end().ends_with(['.', '?', '!']);
        let mut chars = words.chars();
        match chars.next() {
            Some(first) if begins_sentence => {
                out.extend(first.to_uppercase());
                out.push_str(chars.as_str());
            }
            _ => out.push_str(words),
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_wordings_in_a_row_begin_differently_where_that_is_possible() {
        let lines = |id, wordings: &[&str]| (id, wordings.iter().map(|&text| text.to_owned()).collect::<Vec<_>>());
        let acknowledge = lines(LineId::Acknowledge, &["Good, I have that.", "Right, I follow you."]);
        let bridge = lines(LineId::Bridge, &["Good, now to something new.", "Right, the next one.", "Let me ask you this."]);
        for seed in 0..50 {
            let mut words = Wordings::new(Lines::from([acknowledge.clone(), bridge.clone()]), seed);
            let (first, second) = (words.say(LineId::Acknowledge, &[]), words.say(LineId::Bridge, &[]));
            assert_ne!(first_word(&first), first_word(&second), "{first} {second}");
        }
    }
}
