//! Content in the database: imported once, brought up to date with what changes, and found by natural words.

#![expect(clippy::print_stderr, reason = "times are shown to whoever asks for the output, and asserted nowhere")]

use std::time::Instant;

use greenroom::config::content;
use greenroom::scenario::Library;
use greenroom::store::{Held, Imported, Store};
use rusqlite::Connection;

use super::{at, begun, folder};

/// The bundled content with some files changed; an empty text takes the file away.
fn library(changes: &[(&str, &str)]) -> Library {
    let mut files = content::bundled();
    for (path, text) in changes {
        files.retain(|(known, _)| known != path);
        if !text.is_empty() {
            files.push(((*path).to_owned(), (*text).to_owned()));
        }
    }
    Library::from_files(files).0
}

fn guide(title: &str) -> String {
    format!(
        "# {title}\n\nA summary.\n\n## Keeping bees\n\nBees are kept in hives, and a beekeeper wears a veil. {}\n",
        "And on. ".repeat(60)
    )
}

fn now() -> Instant {
    greenroom::clock::now()
}

#[test]
fn a_second_import_changes_nothing() {
    let (_folder, path) = folder();
    let store = Store::open(&path).unwrap();
    assert_eq!(store.content_held().unwrap(), Held::default());
    let library = library(&[]);
    let began = now();
    let first = store.import_content(&library, at(0)).unwrap();
    let (first_took, began) = (began.elapsed(), now());
    let second = store.import_content(&library, at(60)).unwrap();
    eprintln!("first import {first_took:?}, second {:?}: {:?}", began.elapsed(), first.held);
    let questions: usize = library.banks.values().map(|bank| bank.questions.len()).sum();
    let chunks: usize = library.guides.values().map(|guide| guide.chunks().len()).sum();
    let held =
        Held { files: library.files.len() as u64, questions: questions as u64, guides: library.guides.len() as u64, chunks: chunks as u64 };
    assert_eq!(first, Imported { held, written: held.files + held.questions + held.guides + held.chunks, removed: 0 });
    assert_eq!(second, Imported { held, written: 0, removed: 0 });
    drop(store);
    let connection = Connection::open(&path).unwrap();
    let dates: Vec<i64> = connection
        .prepare("SELECT DISTINCT imported_at_us FROM content_files")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    assert_eq!(dates, [at(0).as_microsecond()]);
    let json: String =
        connection.query_row("SELECT json FROM questions WHERE bank = 'healthcare/nursing' LIMIT 1", [], |row| row.get(0)).unwrap();
    serde_json::from_str::<greenroom::scenario::Question>(&json).unwrap();
}

#[test]
fn only_what_differs_is_written_and_what_is_gone_is_removed() {
    let store = Store::in_memory().unwrap();
    let own = guide("Bees");
    let held = store.import_content(&library(&[("seeds/knowledge/bees.md", &own)]), at(0)).unwrap().held;
    let one = &store.search_guides("beekeepers", 5).unwrap()[0];
    assert_eq!((one.place.guide.as_str(), one.place.anchor.as_str()), ("bees", "keeping-bees"));

    let changed = store.import_content(&library(&[("seeds/knowledge/bees.md", &own.replace("veil", "hat"))]), at(1)).unwrap();
    assert_eq!(changed, Imported { held, written: 2, removed: 0 }, "the file and its section");
    assert!(store.search_guides("veil", 5).unwrap().is_empty() && !store.search_guides("hat", 5).unwrap().is_empty());

    let gone = store.import_content(&library(&[]), at(2)).unwrap();
    assert_eq!((gone.written, gone.removed), (0, 4), "file, guide, summary and section");
    assert!(store.search_guides("beekeepers", 5).unwrap().is_empty());

    let bank = "seeds/banks/healthcare/nursing.toml";
    let without = library(&[(bank, "")]);
    let fewer = store.import_content(&without, at(3)).unwrap();
    assert!(fewer.removed > 30 && fewer.held.questions < gone.held.questions, "{fewer:?}");
}

#[test]
fn a_guide_of_the_operator_is_found_in_place_of_the_bundled_one() {
    let store = Store::in_memory().unwrap();
    store.import_content(&library(&[]), at(0)).unwrap();
    store.import_content(&library(&[("seeds/knowledge/negotiating.md", &guide("Our own"))]), at(1)).unwrap();
    let hits = store.search_guides("beekeeper", 5).unwrap();
    assert_eq!((hits[0].place.guide.as_str(), hits[0].place.title.as_str()), ("negotiating", "Our own"));
    assert!(store.search_guides("fair salary", 10).unwrap().iter().all(|hit| hit.place.section != "Prepare three figures"));
}

#[test]
fn reseeding_repairs_what_was_changed_by_hand_and_leaves_the_sessions() {
    let (_folder, path) = folder();
    let store = Store::open(&path).unwrap();
    let session = begun(&store, 0);
    let library = library(&[]);
    let held = store.import_content(&library, at(0)).unwrap().held;
    let by_hand = Connection::open(&path).unwrap();
    by_hand.execute_batch("UPDATE chunks SET text = 'gone'; DELETE FROM questions WHERE difficulty > 2").unwrap();
    assert_eq!(store.import_content(&library, at(1)).unwrap().written, 0, "no file has changed");
    let again = store.reseed_content(&library, at(2)).unwrap();
    assert_eq!(again.held, held);
    assert_eq!(again.written, held.files + held.questions + held.guides + held.chunks);
    assert_eq!(store.search_guides("nervous", 1).unwrap()[0].place.guide, "spoken-delivery-and-nerves");
    by_hand.execute_batch("INSERT INTO chunks_found (chunks_found, rank) VALUES ('integrity-check', 1)").unwrap();
    by_hand.execute_batch("INSERT INTO questions_found (questions_found, rank) VALUES ('integrity-check', 1)").unwrap();
    assert_eq!(store.session(&session).unwrap().id, session);
}

#[test]
fn natural_words_find_the_section_that_answers_them() {
    const ASKED: &[(&str, &str, &str)] = &[
        ("I get nervous and talk too fast", "spoken-delivery-and-nerves", ""),
        ("what is a fair salary", "negotiating", "prepare-three-figures"),
        ("my English is not perfect", "second-language-interviews", "clear-beats-perfect"),
        ("what should I ask them at the end", "questions-to-ask", ""),
        ("I said um all the time", "spoken-delivery-and-nerves", "fillers-and-when-to-leave-them-alone"),
        ("I have a gap in my CV", "resume-practice", "gaps-short-posts-and-changes-of-direction"),
        ("how do I calm down an angry customer", "role-play-and-de-escalation", ""),
        ("how is my score calculated", "how-scoring-works", ""),
        ("should I tell them about my disability", "accommodations", "to-say-it-or-not-to-say-it"),
        ("design a service for millions of users", "system-design", ""),
        ("I can't think of a story", "behavioural-questions", "when-no-story-comes-to-mind"),
    ];
    let store = Store::in_memory().unwrap();
    store.import_content(&library(&[]), at(0)).unwrap();
    let mut missed = Vec::new();
    let began = now();
    for (query, guide, anchor) in ASKED {
        let hits = store.search_guides(query, 3).unwrap();
        let places: Vec<String> = hits.iter().map(|hit| format!("{}#{}", hit.place.guide, hit.place.anchor)).collect();
        let first = hits.first().is_some_and(|hit| hit.place.guide == *guide);
        let section = anchor.is_empty() || hits.iter().any(|hit| hit.place.guide == *guide && hit.place.anchor == *anchor);
        if !(first && section) {
            missed.push(format!("{query}: {places:?}"));
        }
        assert!(hits.is_sorted_by(|a, b| a.score >= b.score) && hits.iter().all(|hit| hit.score > 0.0));
        assert!(hits.iter().all(|hit| !hit.snippet.is_empty() && !hit.snippet.contains('\n')));
    }
    eprintln!("{} searches in {:?}", ASKED.len(), began.elapsed());
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn hostile_and_odd_queries_find_words_or_nothing_and_never_fail() {
    let store = Store::in_memory().unwrap();
    store.import_content(&library(&[]), at(0)).unwrap();
    for nothing in ["", "   ", "\"", "\"\"\"", "***", "()", "-", "^", ":", "\0", "?!", "\u{202e}", "😀", "xyzzyplugh"] {
        assert_eq!(store.search_guides(nothing, 5).unwrap(), [], "{nothing:?}");
        assert_eq!(store.search_questions(nothing, 5).unwrap(), [], "{nothing:?}");
    }
    for words in [
        "nervous\"",
        "\"nervous",
        "nervous AND",
        "NOT nervous",
        "NEAR(nervous, 2)",
        "text: nervous",
        "{title text}: nervous",
        "nervous*",
        "^nervous",
        "nervous) OR (",
        "'; DROP TABLE chunks; -- nervous",
        "nervous\0nervous",
        "n\u{308}ervous nervous",
        "  NERVOUS  ",
    ] {
        let hits = store.search_guides(words, 5).unwrap();
        assert!(hits.iter().any(|hit| hit.place.guide == "spoken-delivery-and-nerves"), "{words:?}: {hits:?}");
    }
    assert!(!store.search_guides(&"nervous \" ".repeat(20_000), 5).unwrap().is_empty());
    assert_eq!(store.search_guides("nervous", 0).unwrap(), []);
    assert!(!store.search_guides("what about it", 5).unwrap().is_empty(), "common words alone are better than nothing");
    assert!(store.content_held().unwrap().chunks > 0);
}

#[test]
fn questions_are_found_by_their_words_and_their_keywords() {
    let store = Store::in_memory().unwrap();
    let library = library(&[]);
    store.import_content(&library, at(0)).unwrap();
    let hits = store.search_questions("patient became seriously unwell", 5).unwrap();
    assert!(hits[0].id.starts_with("healthcare/"), "{hits:?}");
    let (_, bank) = library.banks.iter().next().unwrap();
    let question = bank.questions.iter().find(|question| !question.keywords.is_empty()).unwrap();
    let hits = store.search_questions(&question.keywords.join(" "), 10).unwrap();
    assert!(hits.iter().any(|hit| hit.id == question.id), "{} not in {hits:?}", question.id);
}
