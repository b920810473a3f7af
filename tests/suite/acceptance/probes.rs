//! Follow-ups: what they ask, how often, and that they come from what was said (decision 24).

use std::collections::{BTreeMap, BTreeSet};

use greenroom::interview::rehearsal::{Cast, Doings, Situation};
use greenroom::interview::{Input, ScriptedCandidate, Turn, TurnKind};
use greenroom::scenario::Gap;

use super::rig::{ALL, Held, Probe, hold, of, script, words};

/// The words of the candidate's that a follow-up gives back: those that none of the interviewer's own wordings holds.
fn given_back(held: &Held, probe: &Probe<'_>) -> BTreeSet<String> {
    let question = probe.turn.question.as_deref().and_then(|id| held.plan.question(id)).unwrap();
    let lines = held.plan.persona.lines.values().flatten();
    let own: BTreeSet<String> = lines.chain(question.probes.iter().map(|probe| &probe.text)).flat_map(|text| words(text)).collect();
    let said: BTreeSet<String> = words(&probe.answer.text).into_iter().collect();
    words(&probe.turn.text).into_iter().filter(|word| said.contains(word) && !own.contains(word)).collect()
}

/// The follow-up without what was said first, in reaction to the answer.
fn asked(probe: &Turn, lines: &Held) -> String {
    let reactions = lines.plan.persona.lines.values().flatten().filter(|line| probe.text.starts_with(line.as_str()));
    let reaction = reactions.map(String::len).max().unwrap_or(0);
    probe.text[reaction..].trim().to_owned()
}

#[test]
fn no_gap_is_asked_for_twice_in_one_question_and_the_budget_is_never_passed() {
    for held in ALL.iter() {
        let mut by_question: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for probe in held.probes() {
            let gap = probe.turn.gap.as_ref().unwrap_or_else(|| panic!("{}: a probe is aimed at something", held.name())).to_string();
            by_question.entry(probe.turn.question.clone().unwrap()).or_default().push(gap);
        }
        for (question, gaps) in by_question {
            assert!(gaps.len() <= usize::from(held.plan.settings.probes_per_question), "{}: {question} {gaps:?}", held.name());
            assert_eq!(gaps.iter().collect::<BTreeSet<_>>().len(), gaps.len(), "{}: {question} {gaps:?}", held.name());
        }
    }
}

#[test]
fn at_least_half_of_the_follow_ups_give_back_a_word_of_the_answer_before_them() {
    for scenario in super::rig::SCENARIOS {
        for candidate in ["strong", "weak"] {
            let (mut all, mut answering) = (0, 0);
            for held in of(scenario, candidate) {
                for probe in held.probes() {
                    all += 1;
                    answering += usize::from(!given_back(held, &probe).is_empty());
                }
            }
            assert!(all > 0 && 2 * answering >= all, "{scenario} {candidate}: {answering} of {all}");
        }
    }
}

#[test]
fn no_follow_up_is_put_twice_in_one_interview() {
    for held in ALL.iter() {
        let texts: Vec<String> = held.probes().iter().map(|probe| asked(probe.turn, held)).collect();
        let different: BTreeSet<&String> = texts.iter().collect();
        // General questions without the candidate's words come round again when there are more gaps than wordings.
        assert!(texts.len() - different.len() <= 2, "{}: {texts:#?}", held.name());
    }
}

#[test]
fn follow_ups_are_whole_sentences_that_can_be_spoken() {
    for held in ALL.iter() {
        for probe in held.probes() {
            let text = asked(probe.turn, held);
            let name = format!("{}: {text}", held.name());
            assert!(text.ends_with(['?', '.']) && text.chars().next().is_some_and(char::is_uppercase), "{name}");
            assert!(!text.contains(['{', '}', '\n']) && !text.contains("  "), "{name}");
            // Resistance says first what it is against.
            let most = if probe.turn.gap == Some(Gap::Pushback) { 60 } else { 40 };
            assert!((3..=most).contains(&text.split_whitespace().count()), "{name}");
            let lower = format!(" {} ", text.to_lowercase());
            for slip in [
                " you is ",
                " you was ",
                " you am ",
                " my ",
                " the the ",
                " a the ",
                " your your ",
                " um ",
                " uh ",
                " the . ",
                " to. ",
                " and. ",
            ] {
                assert!(!lower.contains(slip), "{name}: {slip:?}");
            }
        }
    }
}

/// Answers as another does, but for one answer that has lost a sentence.
struct Without {
    candidate: ScriptedCandidate,
    whole: String,
    part: String,
}

impl Cast for Without {
    fn answer(&mut self, situation: &Situation<'_>) -> Doings {
        let mut doings = self.candidate.answer(situation);
        for (_, input) in &mut doings {
            if let Input::Typed { text, .. } = input
                && *text == self.whole
            {
                *text = text.replace(&self.part, "").trim().to_owned();
            }
        }
        doings
    }
}

#[test]
fn without_the_sentence_that_it_takes_up_another_follow_up_is_asked() {
    let mut tried = 0;
    let mut seen = BTreeSet::new();
    for held in ALL.iter().filter(|held| held.candidate != "evasive") {
        for probe in held.probes() {
            let back = given_back(held, &probe);
            let text = &probe.answer.text;
            let holds = |sentence: &&str| words(sentence).iter().any(|word| back.contains(word));
            let sentences: Vec<&str> = text.split_inclusive(['.', '?', '!']).filter(holds).collect();
            let [sentence] = sentences[..] else { continue };
            if back.is_empty() || !seen.insert((text.clone(), asked(probe.turn, held))) {
                continue;
            }
            tried += 1;
            let candidate = script(held.scenario, held.candidate);
            let other =
                hold(held.scenario, held.candidate, held.seed, Without { candidate, whole: text.clone(), part: sentence.to_owned() });
            let there = other
                .turns
                .iter()
                .find(|turn| turn.kind == TurnKind::Probe && turn.question == probe.turn.question && turn.id == probe.turn.id);
            let said = there.map(|turn| asked(turn, &other)).unwrap_or_default();
            assert!(words(&said).iter().all(|word| !back.contains(word)), "{}: without {sentence:?} there is still {said:?}", held.name());
        }
    }
    assert!(tried >= 10, "{tried} follow-ups were tried");
}

#[test]
fn a_good_answer_is_followed_up_now_and_then_but_never_twice() {
    let counts: Vec<usize> = of("general-behavioural", "strong").map(|held| held.probes().len()).collect();
    assert!(counts.iter().filter(|count| **count > 0).count() * 2 >= counts.len(), "{counts:?}");
    for (strong, weak) in of("general-behavioural", "strong").zip(of("general-behavioural", "weak")) {
        assert!(strong.probes().len() < weak.probes().len(), "{}: somebody who leaves much out is asked more", strong.name());
    }
}

/// Not a test: prints all follow-ups with the share that gives words back, to be read by a person.
#[test]
#[ignore = "prints a table to read: cargo test ... acceptance::probes::table -- --ignored --nocapture"]
#[expect(clippy::print_stdout, reason = "this is what it is for")]
fn table() {
    for held in ALL.iter() {
        let probes = held.probes();
        let back = probes.iter().filter(|probe| !given_back(held, probe).is_empty()).count();
        println!("== {}: {:.2}, {back} of {} follow-ups give a word back", held.name(), held.score(), probes.len());
        for probe in &probes {
            println!("   [{}] {}", probe.turn.gap.as_ref().map(ToString::to_string).unwrap_or_default(), asked(probe.turn, held));
        }
    }
}
