//! A panel: who asks, who hands over to whom, and in whose words.

use greenroom::interview::drive::drive;
use greenroom::interview::journal::Line;
use greenroom::interview::rehearsal::Stage;
use greenroom::interview::{Blueprint, Conductor, Input, Moment, Part, ScriptedCandidate, Speaker, Turn, TurnKind};
use greenroom::scenario::{LineId, Persona};

use crate::support::plan::plan;

/// The warm-up is the interviewer's, the work a colleague's who says "[lee ...]".
fn panel() -> Blueprint {
    let mut plan = plan();
    let own = |id: LineId| (id, vec![format!("[lee {id:?}]"), format!("[lee {id:?} 2]")]);
    let mut lee = Persona { id: "lee".into(), name: "Lee Moss".into(), ..plan.persona.clone() };
    lee.lines.extend([LineId::Acknowledge, LineId::AcknowledgeShort, LineId::HandOver, LineId::TakeOver].map(own));
    plan.persona.lines.insert(LineId::HandOver, vec!["[hand over] {interviewer}: {section}.".into()]);
    plan.panel = vec![lee];
    plan.sections[1].led_by = Some(0);
    plan
}

fn held(plan: Blueprint) -> Vec<Turn> {
    let mut conductor = Conductor::new(plan);
    let mut journal: Vec<Line> = Vec::new();
    let answers = "I moved the date with the customer myself, because the parts were late, and we delivered on the twelfth.";
    let cast = ScriptedCandidate::from_toml(&format!("default = \"{answers}\"")).unwrap();
    drive(&mut conductor, &mut journal, &mut Stage::new(cast), (Moment::START, Input::Begin)).unwrap();
    conductor.transcript().to_vec()
}

#[test]
fn a_colleague_is_handed_to_says_hello_once_and_asks_what_is_theirs() {
    let turns = held(panel());
    let hand_over = turns.iter().position(|turn| turn.text.contains("[hand over] Lee Moss: working with others.")).unwrap();
    assert_eq!((turns[hand_over].part, turns[hand_over].kind), (Part::Interviewer, TurnKind::Remark));
    let first = &turns[hand_over + 1];
    assert_eq!((first.part, first.kind, first.question.as_deref()), (Part::Panel(0), TurnKind::Question, Some("test#conflict")));
    assert!(first.text.starts_with("[lee TakeOver"), "{}", first.text);
    assert_eq!(turns.iter().filter(|turn| turn.text.contains("TakeOver")).count(), 1);
    for turn in turns.iter().filter(|turn| turn.speaker == Speaker::Interviewer && turn.question.is_some()) {
        let theirs = turn.question.as_deref() != Some("test#start");
        assert_eq!(turn.part == Part::Panel(0), theirs, "{}", turn.text);
    }
}

#[test]
fn the_interviewer_has_the_last_word_in_words_of_their_own() {
    let turns = held(panel());
    let asks = turns.iter().find(|turn| turn.kind == TurnKind::Invitation).unwrap();
    assert_eq!(asks.part, Part::Interviewer);
    let closing = turns.last().unwrap();
    assert_eq!((closing.part, closing.kind), (Part::Interviewer, TurnKind::Closing));
    assert!(!closing.text.contains("[lee"), "{}", closing.text);
}

#[test]
fn without_a_panel_nobody_hands_over() {
    let turns = held(plan());
    assert!(turns.iter().all(|turn| turn.part == Part::Interviewer && !turn.text.contains("hand_over")));
}
