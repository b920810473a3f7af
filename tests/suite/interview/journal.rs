//! The journal replays, and an interrupted session goes on.

use greenroom::interview::drive::{World, drive, step};
use greenroom::interview::journal::{Header, Line, parse, replay};
use greenroom::interview::rehearsal::Stage;
use greenroom::interview::{Conductor, EndReason, Input, JOURNAL_SCHEMA, Moment, Output, Phase, ScriptedCandidate};

use crate::support::plan::plan;

const SCRIPT: &str = r#"
default = "I asked my colleague why, wrote down both ways, and we tried mine for a week. In the end we saved two hours a day."

[[answer]]
about = ["brought you here"]
text = "I like working with people and I have done so for four years in a small shop in the harbour."

[[answer]]
about = ["deadline"]
text = "Could you repeat that?"
"#;

fn session() -> Vec<Line> {
    let header = Header {
        schema: JOURNAL_SCHEMA.into(),
        engine: "test".into(),
        session: "s".into(),
        started_at: "2026-01-01T00:00:00Z".into(),
        blueprint: plan(),
    };
    let mut lines = vec![Line::Header(Box::new(header))];
    let mut conductor = Conductor::new(plan());
    let mut stage = Stage::new(ScriptedCandidate::from_toml(SCRIPT).unwrap());
    let ended = drive(&mut conductor, &mut lines, &mut stage, (Moment::START, Input::Begin));
    assert_eq!(ended, Some(EndReason::Completed));
    lines
}

#[test]
fn a_journal_that_went_through_text_replays_without_a_difference() {
    let text: Vec<String> = session().iter().map(Line::to_json).collect();
    let lines = parse(text.iter().map(String::as_str)).unwrap();
    let run = replay(&lines).unwrap();
    assert_eq!(run.difference, None);
    assert!(run.inputs > 20 && run.outputs > run.inputs);
    assert_eq!(run.conductor.phase(), Phase::Over);
}

#[test]
fn a_changed_output_is_found_with_its_line() {
    let mut lines = session();
    let at = lines.iter().position(|line| matches!(line, Line::Out { out: Output::Say { .. }, .. })).unwrap();
    if let Line::Out { out: Output::Say { text, .. }, .. } = &mut lines[at] {
        text.push('!');
    }
    let difference = replay(&lines).unwrap().difference.unwrap();
    assert_eq!(difference.line, at + 1);
}

#[test]
fn a_line_that_was_being_written_when_the_program_died_is_dropped() {
    let mut text: Vec<String> = session().iter().take(30).map(Line::to_json).collect();
    let last = text.last_mut().unwrap();
    last.truncate(last.len() / 2);
    let lines = parse(text.iter().map(String::as_str)).unwrap();
    assert_eq!(lines.len(), 29);
    assert_eq!(replay(&lines).unwrap().difference, None);
}

#[test]
fn a_broken_line_in_the_middle_is_named() {
    let mut text: Vec<String> = session().iter().take(30).map(Line::to_json).collect();
    text[12] = "{".into();
    let error = parse(text.iter().map(String::as_str)).unwrap_err();
    assert!(error.to_string().starts_with("line 13 of the journal"), "{error}");
}

#[test]
fn broken_off_after_any_line_the_session_goes_on_to_its_end_and_the_whole_journal_replays() {
    let whole = session();
    for cut in 2..whole.len() {
        let lines = whole[..cut].to_vec();
        let run = replay(&lines).unwrap();
        assert_eq!(run.difference, None, "cut after line {cut}");
        let mut conductor = run.conductor;
        if conductor.phase() == Phase::Over {
            continue;
        }
        let mut journal = lines;
        journal.extend(run.unwritten);
        let mut stage = Stage::new(ScriptedCandidate::from_toml(SCRIPT).unwrap());
        stage.begin_at(run.until, conductor.transcript());
        let ended = drive(&mut conductor, &mut journal, &mut stage, (run.until, Input::Resume));
        if run.inputs > 0 {
            assert!(ended.is_some(), "cut after line {cut}: the session does not end");
        }
        assert_eq!(replay(&journal).unwrap().difference, None, "cut after line {cut}");
    }
}

#[test]
fn a_resumed_session_says_the_interrupted_question_again() {
    let mut conductor = Conductor::new(plan());
    let mut journal: Vec<Line> = Vec::new();
    let mut stage = Stage::new(ScriptedCandidate::from_toml(SCRIPT).unwrap());
    step(&mut conductor, &mut journal, &mut stage, Moment::START, Input::Begin);
    while conductor.open_question().is_none() {
        let (at, input) = stage.wait(conductor.deadline().map(|(at, _)| at)).unwrap();
        step(&mut conductor, &mut journal, &mut stage, at, input);
    }
    conductor.handle(stage.now(), Input::Resume);
    let said =
        std::iter::from_fn(|| conductor.poll()).find_map(|out| if let Output::Say { text, .. } = out { Some(text) } else { None }).unwrap();
    assert!(said.starts_with("[resume") && said.ends_with("What brought you here today?"), "{said}");
}
