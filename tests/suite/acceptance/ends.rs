//! Every way in which a session ends, and every place at which the program can die around it: one report, and the first one stays.

use std::time::Duration;

use greenroom::intake::Intake;
use greenroom::interview::drive::Journal as _;
use greenroom::interview::journal::Line;
use greenroom::interview::rehearsal::{Cast, Doings, Situation};
use greenroom::interview::{EndReason, Input, Output, Settings};
use greenroom::session::{Ended, Recorder};
use greenroom::store::{Ending, Saved, SessionState, Store};
use jiff::Timestamp;

use super::rig::{Held, hold, hold_plan, planned, script};
use crate::support::embedded::{finish, judged};

const SCENARIO: &str = "general-behavioural";

fn now() -> Timestamp {
    "2026-03-04T10:00:00Z".parse().unwrap()
}

/// Answers from the script so many times; then something else happens.
struct Until<C> {
    cast: C,
    answers: usize,
    then: Option<Input>,
}

impl<C: Cast> Cast for Until<C> {
    fn answer(&mut self, situation: &Situation<'_>) -> Doings {
        let Some(left) = self.answers.checked_sub(1) else {
            return self.then.take().map(|input| vec![(Duration::from_secs(1), input)]).unwrap_or_default();
        };
        self.answers = left;
        self.cast.answer(situation)
    }
}

fn breaking_off(then: Option<Input>) -> Held {
    hold(SCENARIO, "weak", 3, Until { cast: script(SCENARIO, "weak"), answers: 4, then })
}

/// A session that ends for this reason.
fn ending(because: EndReason) -> Held {
    match because {
        EndReason::Completed => hold(SCENARIO, "weak", 3, script(SCENARIO, "weak")),
        EndReason::Stopped => breaking_off(Some(Input::Act { act: greenroom::interview::Act::Stop })),
        EndReason::Idle => breaking_off(None),
        EndReason::Outage => breaking_off(Some(Input::Outage)),
        EndReason::TimeUp => {
            let settings = Settings { time_limit: Some(0.03), ..Settings::default() };
            hold_plan(SCENARIO, "weak", planned(SCENARIO, 3, &Intake::default(), settings), script(SCENARIO, "weak"))
        }
        EndReason::Succeeded => hold("complaint-call", "strong", 0, script("complaint-call", "strong")),
        EndReason::Failed => hold("complaint-call", "weak", 0, script("complaint-call", "weak")),
    }
}

/// How far the program came after the last line that it wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reached {
    Lines,
    End,
    Report,
}

#[test]
fn whatever_ends_a_session_and_wherever_the_program_dies_there_is_one_report_and_it_stays() {
    for because in EndReason::ALL {
        let held = ending(because);
        assert_eq!(held.report.session.ended_because, because);
        let said = held
            .journal
            .iter()
            .rev()
            .find_map(|line| if let Line::Out { out: Output::Ended { because }, .. } = line { Some(*because) } else { None });
        assert_eq!(said, Some(because), "the session says so itself");
        let whole = held.journal.len();
        let cuts = [whole / 3, whole / 2, whole - 6, whole - 3, whole - 2, whole - 1, whole];
        let places = cuts.iter().map(|cut| (*cut, Reached::Lines)).chain([(whole, Reached::End), (whole, Reached::Report)]);
        for (cut, reached) in places {
            let what = format!("{because:?}, {cut} of {whole} lines, {reached:?}");
            let store = Store::in_memory().unwrap();
            let mut recorder = Recorder::begin(&store, &held.plan, now()).unwrap();
            for line in held.journal.iter().take(cut) {
                recorder.write(line);
            }
            let session = recorder.session().to_owned();
            store.flush().unwrap();
            let mut first = None;
            if reached != Reached::Lines {
                store.end_session(&session, Ending { at: now(), because, active_us: recorder.active_us() }).unwrap();
            }
            if reached == Reached::Report {
                let ended = Ended { session: &session, plan: &held.plan, turns: &held.turns, fallbacks: recorder.fallbacks() };
                first = Some(judged(&store, ended));
            }
            drop(recorder);

            let report = finish(&store, &session);
            assert!(first.is_none_or(|first| first == report), "{what}: the first report stays");
            if cut == whole {
                assert_eq!(report.session.ended_because, because, "{what}");
            }
            assert_eq!(finish(&store, &session), report, "{what}: asked for again, it is the same");
            let mut other = report.clone();
            other.overall.score = Some(1.0);
            assert_eq!(store.save_report(&session, &other, now(), false).unwrap(), Saved::Kept, "{what}: a second one is kept out");
            let stored = store.report(&session).unwrap();
            assert_eq!(stored.as_ref(), Some(&report), "{what}");
            assert_eq!(store.session(&session).unwrap().state, SessionState::Evaluated, "{what}");
            assert!(store.interrupted().unwrap().is_empty(), "{what}: it is not offered again");
        }
    }
}
