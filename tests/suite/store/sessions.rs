//! What is stored comes back, and is found.

use greenroom::interview::{EndReason, Moment, TurnId};
use greenroom::store::{Ending, Filter, PAGE, Saved, SessionState, Store, StoreError};
use rusqlite::Connection;

use super::{at, begun, call, folder, new_session, report, turn};

#[test]
fn a_session_comes_back_as_it_was_stored() {
    let (_folder, path) = folder();
    let store = Store::open(&path).unwrap();
    let id = begun(&store, 0);
    for seq in 0..1200 {
        store.append(&id, seq, Moment::from_millis(seq), format!("{{\"line\":{seq}}}")).unwrap();
    }
    store.keep_turn(&id, &turn(1, "I built a queue")).unwrap();
    store.keep_turn(&id, &turn(0, "Hello")).unwrap();
    store.keep_turn(&id, &turn(1, "I built a small queue")).unwrap();
    store.keep_turn(&id, &turn(2, "taken back")).unwrap();
    store.drop_turn(&id, TurnId(2)).unwrap();
    store.record_call(call(&id, None)).unwrap();
    store.record_call(call(&id, Some("no answer within 2.5 s"))).unwrap();
    store.end_session(&id, Ending { at: at(600), because: EndReason::Completed, active_us: 580_000_000 }).unwrap();
    store.flush().unwrap();
    drop(store);

    let store = Store::open(&path).unwrap();
    assert!(store.set_aside().is_none());
    let row = store.session(&id).unwrap();
    assert_eq!(row.seed, u64::MAX - 1);
    assert_eq!((row.started_at, row.ended_at, row.ended_because), (at(0), Some(at(600)), Some(EndReason::Completed)));
    assert_eq!((row.state, row.active_us, row.overall), (SessionState::Ended, 580_000_000, None));
    let lines: Vec<String> = (0..1200).map(|seq| format!("{{\"line\":{seq}}}")).collect();
    assert_eq!(store.journal(&id).unwrap(), lines);
    assert_eq!(store.turns(&id).unwrap(), [turn(0, "Hello"), turn(1, "I built a small queue")]);
    assert_eq!(store.calls(&id).unwrap(), [call(&id, None), call(&id, Some("no answer within 2.5 s"))]);
    assert_eq!(store.report(&id).unwrap(), None);
}

#[test]
fn what_is_asked_after_an_append_sees_it() {
    let store = Store::in_memory().unwrap();
    let id = begun(&store, 0);
    for seq in 0..50 {
        store.append(&id, seq, Moment::START, "{}".into()).unwrap();
        assert_eq!(store.journal(&id).unwrap().len() as u64, seq + 1);
    }
}

#[test]
fn the_first_ending_stands() {
    let store = Store::in_memory().unwrap();
    let id = begun(&store, 0);
    store.end_session(&id, Ending { at: at(10), because: EndReason::Stopped, active_us: 1 }).unwrap();
    store.end_session(&id, Ending { at: at(20), because: EndReason::Idle, active_us: 2 }).unwrap();
    let row = store.session(&id).unwrap();
    assert_eq!((row.ended_at, row.ended_because), (Some(at(10)), Some(EndReason::Stopped)));
}

#[test]
fn a_session_is_evaluated_once_unless_it_is_asked_for_again() {
    let store = Store::in_memory().unwrap();
    let id = begun(&store, 0);
    assert_eq!(store.save_report(&id, &report(&id, Some(6.5)), at(700), false).unwrap(), Saved::New);
    assert_eq!(store.save_report(&id, &report(&id, Some(1.0)), at(701), false).unwrap(), Saved::Kept);
    assert_eq!(store.session(&id).unwrap().overall, Some(6.5));
    assert_eq!(store.save_report(&id, &report(&id, None), at(702), true).unwrap(), Saved::Replaced);
    let row = store.session(&id).unwrap();
    assert_eq!((row.overall, row.state), (None, SessionState::Evaluated));
    assert_eq!(store.report(&id).unwrap(), Some(report(&id, None)));
}

#[test]
fn interrupted_sessions_are_those_with_a_journal_and_no_report() {
    let store = Store::in_memory().unwrap();
    let ids: Vec<String> = (0..4).map(|second| begun(&store, second)).collect();
    for id in &ids[1..] {
        store.append(id, 0, Moment::START, "{}".into()).unwrap();
    }
    store.end_session(&ids[2], Ending { at: at(9), because: EndReason::Completed, active_us: 0 }).unwrap();
    assert_eq!(store.save_report(&ids[3], &report(&ids[3], None), at(9), false).unwrap(), Saved::New);
    let interrupted: Vec<String> = store.interrupted().unwrap().into_iter().map(|row| row.id).collect();
    assert_eq!(interrupted, [ids[2].clone(), ids[1].clone()], "newest first; one without a journal, one evaluated");
}

#[test]
fn a_session_is_named_by_a_unique_beginning_of_its_id() {
    let store = Store::in_memory().unwrap();
    let (first, second) = ("abcd1111-0000-4000-8000-000000000001", "abcd2222-0000-4000-8000-000000000002");
    for id in [first, second] {
        store.begin_session(new_session(id, 0)).unwrap();
    }
    assert_eq!(store.session("abcd1").unwrap().id, first);
    assert_eq!(store.session(" ABCD2222-00 ").unwrap().id, second);
    assert_eq!(store.session(first).unwrap().id, first);
    assert!(matches!(store.session("abcd"), Err(StoreError::Ambiguous { count: 2, .. })));
    assert!(matches!(store.session("abce"), Err(StoreError::UnknownSession(_))));
    assert!(matches!(store.session("abc"), Err(StoreError::NotAnId(_))));
    assert!(matches!(store.session("ab%d1"), Err(StoreError::NotAnId(_))));
    assert!(store.session("abcd").unwrap_err().to_string().contains("2 sessions"));
}

#[test]
fn an_id_that_is_no_uuid_is_refused_because_it_becomes_a_folder() {
    let store = Store::in_memory().unwrap();
    for id in ["../../etc", "", "abcd", "ABCD1111-0000-4000-8000-000000000001"] {
        assert!(matches!(store.begin_session(new_session(id, 0)), Err(StoreError::NotAnId(_))), "{id}");
    }
}

#[test]
fn history_pages_hold_twenty_and_are_read_from_an_index() {
    let (_folder, path) = folder();
    let store = Store::open(&path).unwrap();
    let mut direct = Connection::open(&path).unwrap();
    let transaction = direct.transaction().unwrap();
    for number in 0..10_000_i64 {
        transaction
            .execute(
                "INSERT INTO sessions (id, profile, scenario, title, persona, role, language, seed, engine, started_at_us)
                 VALUES (?1, ?2, 's', ?3, 'maya', 'Nurse', 'en', 0, '0', ?4)",
                (
                    format!("{number:08x}-0000-4000-8000-000000000000"),
                    if number < 9_990 { "me" } else { "anna" },
                    if number % 100 == 0 { "50% ward" } else { "Ward" },
                    at(number).as_microsecond(),
                ),
            )
            .unwrap();
    }
    transaction.commit().unwrap();

    let all = Filter::default();
    let first = store.sessions(&all, 0).unwrap();
    assert_eq!((first.rows.len(), first.total), (PAGE as usize, 9_990));
    assert_eq!(first.rows[0].started_at, at(9_989), "newest first");
    let last = store.sessions(&all, 499).unwrap();
    assert_eq!(last.rows.len(), 10);
    assert_eq!(last.rows[9].started_at, at(0));
    assert!(store.sessions(&all, 500).unwrap().rows.is_empty());

    let oldest = Filter { oldest_first: true, ..Filter::default() };
    assert_eq!(store.sessions(&oldest, 1).unwrap().rows[0].started_at, at(20));
    let searched = Filter { search: Some("50% W".into()), ..Filter::default() };
    assert_eq!(store.sessions(&searched, 0).unwrap().total, 100, "a per cent sign means itself");
    assert_eq!(store.for_profile("anna").sessions(&all, 0).unwrap().total, 10);

    for filter in [all, oldest, Filter { state: Some(SessionState::Evaluated), ..Filter::default() }] {
        let plan = store.explain_sessions(&filter).unwrap().join("; ");
        assert!(plan.contains("USING INDEX sessions_"), "{plan}");
        assert!(!plan.contains("TEMP B-TREE"), "sorted by the index, not afterwards: {plan}");
    }
}
