//! What is stored comes back, and is found.

use greenroom::evaluation::Dimension;
use greenroom::interview::{EndReason, Moment, TurnId};
use greenroom::scenario::ScenarioKind;
use greenroom::store::{Ending, Filter, NewSession, PAGE, Papers, Saved, SessionState, Sort, Standing, Store, StoreError, new_session_id};
use rusqlite::Connection;

use super::{PHRASE, at, begun, call, folder, new_session, report, turn};

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
                "INSERT INTO sessions (id, profile, scenario, title, persona, role, language, seed, engine, started_at_us, found)
                 VALUES (?1, ?2, 's', ?3, 'maya', 'Nurse', 'en', 0, '0', ?4, lower(?3))",
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

    let oldest = Filter { sort: Sort::Oldest, ..Filter::default() };
    assert_eq!(store.sessions(&oldest, 1).unwrap().rows[0].started_at, at(20));
    let searched = Filter { search: Some("50% W".into()), ..Filter::default() };
    assert_eq!(store.sessions(&searched, 0).unwrap().total, 100, "a per cent sign means itself");
    assert_eq!(store.for_profile("anna").sessions(&all, 0).unwrap().total, 10);

    for filter in [all, oldest, Filter { standing: Some(Standing::Interrupted), ..Filter::default() }] {
        let plan = store.explain_sessions(&filter).unwrap().join("; ");
        assert!(plan.contains("USING INDEX sessions_"), "{plan}");
        assert!(!plan.contains("TEMP B-TREE"), "sorted by the index, not afterwards: {plan}");
    }
}

/// A session that was held to this end with this score.
fn judged(store: &Store, second: i64, title: &str, score: Option<f64>, because: EndReason) -> String {
    let id = new_session_id();
    let new = NewSession { title: title.into(), scenario: title.to_lowercase(), ..new_session(&id, second) };
    store.begin_session(new).unwrap();
    store.end_session(&id, Ending { at: at(second + 5), because, active_us: 0 }).unwrap();
    assert_eq!(store.save_report(&id, &report(&id, score), at(second + 6), false).unwrap(), Saved::New);
    id
}

#[test]
fn sessions_are_found_by_title_role_and_objective_whatever_the_case() {
    let store = Store::in_memory().unwrap();
    let played = new_session_id();
    let new = NewSession {
        title: "Réunion d'ÉQUIPE".into(),
        role: "Buyer".into(),
        kind: ScenarioKind::RolePlay,
        objective: Some("Agree on a price below 4 %".into()),
        ..new_session(&played, 1)
    };
    store.begin_session(new).unwrap();
    let other = begun(&store, 0);
    let found = |search: &str| -> Vec<String> {
        let filter = Filter { search: Some(search.into()), ..Filter::default() };
        store.sessions(&filter, 0).unwrap().rows.into_iter().map(|row| row.id).collect()
    };
    for search in ["équipe", "BUYER", " price below ", "4 %"] {
        assert_eq!(found(search), std::slice::from_ref(&played), "{search}");
    }
    assert_eq!(found("backend DEV"), [other]);
    assert!(found("nobody").is_empty() && found("_").is_empty());
    let plays = Filter { kind: Some(ScenarioKind::RolePlay), ..Filter::default() };
    assert_eq!(
        store.sessions(&plays, 0).unwrap().rows.into_iter().map(|row| (row.id, row.kind)).collect::<Vec<_>>(),
        [(played, ScenarioKind::RolePlay)]
    );
}

#[test]
fn sessions_are_filtered_by_how_they_stand_and_sorted_as_asked() {
    let store = Store::in_memory().unwrap();
    let done = judged(&store, 1, "Ward", Some(4.0), EndReason::Completed);
    let best = judged(&store, 2, "bank", Some(8.0), EndReason::Succeeded);
    let early = judged(&store, 3, "Office", None, EndReason::Stopped);
    let open = begun(&store, 4);
    let over = begun(&store, 5);
    store.end_session(&over, Ending { at: at(9), because: EndReason::Completed, active_us: 0 }).unwrap();
    let listed = |filter: Filter| -> Vec<String> { store.sessions(&filter, 0).unwrap().rows.into_iter().map(|row| row.id).collect() };
    let all = || Filter::default();
    assert_eq!(listed(Filter { sort: Sort::Best, ..all() }), [&best, &done, &over, &open, &early].map(Clone::clone));
    assert_eq!(listed(Filter { sort: Sort::Title, scored: Some(true), ..all() }), [best.clone(), done.clone()]);
    assert_eq!(listed(Filter { sort: Sort::Oldest, scored: Some(false), ..all() }), [early.clone(), open.clone(), over.clone()]);
    for (standing, expected) in [
        (Standing::Completed, vec![best, done]),
        (Standing::EndedEarly, vec![early]),
        (Standing::Interrupted, vec![open]),
        (Standing::Judging, vec![over]),
    ] {
        let filter = Filter { standing: Some(standing), ..all() };
        let page = store.sessions(&filter, 0).unwrap();
        assert!(page.rows.iter().all(|row| row.standing() == standing), "the row says the same as the filter");
        assert_eq!((listed(filter), page.total as usize), (expected.clone(), expected.len()), "{standing:?}");
    }
}

#[test]
fn progress_is_told_oldest_first_with_every_dimension_in_its_place() {
    let store = Store::in_memory().unwrap();
    let mut ids = Vec::new();
    for second in 0..4 {
        let id = judged(&store, second, if second == 1 { "Bank" } else { "Ward" }, Some(5.0), EndReason::Completed);
        let mut report = report(&id, Some(5.0));
        report.dimensions = [("technical", None), ("communication", Some(4.0 + second as f64))]
            .map(|(dimension, score)| Dimension {
                id: dimension.into(),
                name: dimension.to_uppercase(),
                score,
                level: score.map(|_| 3),
                anchor: None,
                confidence: 0.5,
                evidence: vec![],
                not_assessed: None,
                opinions: None,
            })
            .into();
        assert_eq!(store.save_report(&id, &report, at(second), true).unwrap(), Saved::Replaced);
        ids.push(id);
    }
    begun(&store, 9);
    let told = store.progress(None, 3).unwrap();
    assert_eq!(told.iter().map(|one| one.session.clone()).collect::<Vec<_>>(), ids[1..]);
    let scores: Vec<(&str, Option<f64>)> = told[0].scores.iter().map(|score| (score.name.as_str(), score.score)).collect();
    assert_eq!(scores, [("TECHNICAL", None), ("COMMUNICATION", Some(5.0))]);
    assert_eq!(store.progress(Some("bank"), 12).unwrap().len(), 1);
    assert!(store.for_profile("anna").progress(None, 12).unwrap().is_empty());
    store.delete(&ids[1]).unwrap();
    assert!(store.progress(Some("bank"), 12).unwrap().is_empty());
}

#[test]
fn documents_are_kept_with_their_session_and_go_with_it() {
    let (_folder, path) = folder();
    let store = Store::open(&path).unwrap();
    let (id, other) = (begun(&store, 0), begun(&store, 1));
    let papers = Papers { resume: Some(PHRASE.into()), job: None };
    store.keep_papers(&id, papers.clone()).unwrap();
    assert_eq!(store.papers(&id).unwrap(), papers);
    assert_eq!(store.papers(&other).unwrap(), Papers::default());
    assert!(matches!(store.for_profile("anna").papers(&id), Err(StoreError::UnknownSession(_))));
    store.delete(&id).unwrap();
    drop(store);
    let bytes = std::fs::read(&path).unwrap();
    assert!(!bytes.windows(PHRASE.len()).any(|window| window == PHRASE.as_bytes()));
}

#[test]
fn a_database_of_the_format_before_learns_what_its_sessions_are() {
    let (_folder, path) = folder();
    let store = Store::open(&path).unwrap();
    let id = judged(&store, 0, "Ward", Some(5.0), EndReason::Completed);
    let (broken, none) = (begun(&store, 1), begun(&store, 2));
    let header = r#"{"blueprint":{"scenario":{"kind":"role-play"},"roleplay":{"objective":"Calm DOWN the caller"}}}"#;
    store.append(&id, 0, Moment::START, header.into()).unwrap();
    store.append(&broken, 0, Moment::START, "{ this is no JSON".into()).unwrap();
    store.flush().unwrap();
    drop(store);
    // As the fourth format left it.
    let direct = Connection::open(&path).unwrap();
    let report = r#"{"dimensions":[{"id":"communication","name":"Communication","score":6.1,"confidence":0.5},{"id":7}]}"#;
    direct.execute("UPDATE reports SET json = ?1", [report]).unwrap();
    direct
        .execute_batch(
            "DROP TABLE chunk_vectors; DROP TABLE scores; DROP TABLE documents; DROP INDEX sessions_by_score; DROP INDEX sessions_by_title;
             ALTER TABLE sessions DROP COLUMN kind; ALTER TABLE sessions DROP COLUMN found; PRAGMA user_version = 4;",
        )
        .unwrap();
    drop(direct);

    let store = Store::open(&path).unwrap();
    let found = store.sessions(&Filter { search: Some("down the".into()), ..Filter::default() }, 0).unwrap();
    assert_eq!(found.rows.iter().map(|row| (row.id.clone(), row.kind)).collect::<Vec<_>>(), [(id, ScenarioKind::RolePlay)]);
    assert_eq!(store.session(&broken).unwrap().kind, ScenarioKind::Interview);
    assert_eq!(store.session(&none).unwrap().kind, ScenarioKind::Interview);
    let scores = store.progress(None, 12).unwrap();
    assert_eq!((scores[0].scores.len(), scores[0].scores[0].score), (1, Some(6.1)));
}
