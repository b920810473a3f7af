//! Vectors beside the pieces of the guides: made once for each text, replaced with text and model, and searched with beside the words.

use greenroom::scenario::Library;
use greenroom::store::{Near, Store, Vectors};
use rusqlite::Connection;

use super::{at, folder};
use crate::support::embedding::{LENGTH, vector};

const MODEL: &str = "vectors-1 at models.example";

/// Some guides of two pieces each: the summary and one section.
fn library(sections: &[(&str, &str)]) -> Library {
    let guide = |(id, words): &(&str, &str)| {
        (format!("seeds/knowledge/{id}.md"), format!("# About {id}\n\nWhat this is.\n\n## The {id} section\n\n{words}\n"))
    };
    Library::from_files(sections.iter().map(guide)).0
}

const GUIDES: [(&str, &str); 3] = [
    ("bees", "A beekeeper wears a veil and moves slowly, and smoke calms the hive."),
    ("boats", "A sailor knows the wind, and ties the knots again in the evening."),
    ("bread", "Flour, water and salt, and patience until the oven is warm enough."),
];

fn filled(store: &Store, model: &str, all: bool) -> usize {
    let wanting = store.guides_wanting(model, all).unwrap();
    let made: Vec<_> = wanting.into_iter().map(|piece| (piece.clone(), vector(&piece.text))).collect();
    let count = made.len();
    store.keep_vectors(model, made).unwrap();
    count
}

fn near(query: &str) -> Near {
    Near { model: MODEL.to_owned(), vector: vector(query) }
}

fn found(store: &Store, query: &str) -> Vec<String> {
    store
        .search_guides_near(query, near(query), 5)
        .unwrap()
        .into_iter()
        .map(|hit| format!("{}#{}", hit.place.guide, hit.place.anchor))
        .collect()
}

#[test]
fn what_no_word_finds_is_found_by_its_vector() {
    let store = Store::in_memory().unwrap();
    store.import_content(&library(&GUIDES), at(0)).unwrap();
    assert_eq!(filled(&store, MODEL, false), 6);
    assert!(store.search_guides("apiarist", 5).unwrap().is_empty());
    let hits = store.search_guides_near("apiarist", near("apiarist"), 5).unwrap();
    assert_eq!(hits[0].place.anchor, "the-bees-section");
    assert!(hits[0].snippet.starts_with("A beekeeper wears a veil") && hits[0].text.contains(&hits[0].snippet));
    assert!((hits[0].score - 1.0 / 61.0).abs() < 1e-12, "first in one ranking: {}", hits[0].score);
}

#[test]
fn what_both_find_comes_first_and_a_piece_without_a_vector_is_found_by_its_words() {
    let store = Store::in_memory().unwrap();
    store.import_content(&library(&GUIDES), at(0)).unwrap();
    filled(&store, MODEL, false);
    let hits = store.search_guides_near("sailor apiarist", near("sailor apiarist"), 5).unwrap();
    assert_eq!(hits[0].place.guide, "boats", "by its word and by its vector");
    assert!((hits[0].score - 1.0 / 61.0) > 0.015 && hits.iter().any(|hit| hit.place.guide == "bees"));
    assert!(hits.is_sorted_by(|a, b| a.score >= b.score));
    assert_eq!(store.search_guides_near("sailor apiarist", near("sailor apiarist"), 1).unwrap().len(), 1);

    let mut more = GUIDES.to_vec();
    more.push(("cats", "A cat sleeps on the windowsill, and wants nothing more of the afternoon."));
    store.import_content(&library(&more), at(1)).unwrap();
    assert_eq!(store.vectors_held(MODEL).unwrap(), Vectors { count: 6, length: Some(LENGTH) });
    assert_eq!(found(&store, "windowsill")[0], "cats#the-cats-section");
    for nothing in ["", "***", "\0"] {
        assert!(store.search_guides_near(nothing, near("sailor"), 5).unwrap().is_empty(), "without a word nothing is found");
    }
}

#[test]
fn only_what_is_missing_or_has_changed_wants_a_vector() {
    let (_folder, path) = folder();
    let store = Store::open(&path).unwrap();
    store.import_content(&library(&GUIDES), at(0)).unwrap();
    assert_eq!((filled(&store, MODEL, false), filled(&store, MODEL, false), filled(&store, MODEL, true)), (6, 0, 6));
    store.reseed_content(&library(&GUIDES), at(1)).unwrap();
    assert_eq!(store.guides_wanting(MODEL, false).unwrap(), [], "a new import of the same text asks for nothing");

    let mut changed = GUIDES;
    changed[0].1 = "A beekeeper wears a hat and moves quickly.";
    store.import_content(&library(&changed), at(2)).unwrap();
    assert_eq!(store.vectors_held(MODEL).unwrap().count, 5);
    assert!(!found(&store, "apiarist").iter().any(|place| place == "bees#the-bees-section"), "its vector is of another text");
    let wanting = store.guides_wanting(MODEL, false).unwrap();
    assert_eq!(wanting.len(), 1);
    assert_eq!(wanting[0].text, "About bees, The bees section\n\nA beekeeper wears a hat and moves quickly.");
    filled(&store, MODEL, false);
    assert_eq!(found(&store, "apiarist")[0], "bees#the-bees-section");

    store.import_content(&library(&GUIDES[1..]), at(3)).unwrap();
    drop(store);
    let rows: i64 = Connection::open(&path).unwrap().query_row("SELECT count(*) FROM chunk_vectors", [], |row| row.get(0)).unwrap();
    assert_eq!(rows, 4, "vectors go with their pieces");
}

#[test]
fn vectors_of_another_model_or_length_are_replaced_and_never_compared() {
    let (_folder, path) = folder();
    let store = Store::open(&path).unwrap();
    store.import_content(&library(&GUIDES), at(0)).unwrap();
    filled(&store, MODEL, false);
    let other = "vectors-2 at models.example";
    assert_eq!(store.vectors_held(other).unwrap(), Vectors::default());
    assert!(store.search_guides_near("apiarist", Near { model: other.to_owned(), vector: vector("apiarist") }, 5).unwrap().is_empty());
    let short = Near { model: MODEL.to_owned(), vector: vec![1.0; 3] };
    assert!(store.search_guides_near("apiarist", short, 5).unwrap().is_empty(), "vectors of two lengths have no angle");
    let zero = Near { model: MODEL.to_owned(), vector: vec![0.0; LENGTH] };
    assert!(store.search_guides_near("apiarist", zero, 5).unwrap().is_empty(), "a vector of nothing points nowhere");

    let first = store.guides_wanting(other, false).unwrap().swap_remove(0);
    store.keep_vectors(other, vec![(first.clone(), vec![0.5, 0.25])]).unwrap();
    assert_eq!((store.vectors_held(MODEL).unwrap().count, store.vectors_held(other).unwrap()), (0, Vectors { count: 1, length: Some(2) }));
    let second = store.guides_wanting(other, false).unwrap().swap_remove(0);
    let uneven = vec![(first.clone(), vec![1.0, 2.0]), (second.clone(), vec![1.0])];
    store.keep_vectors(other, uneven).unwrap_err();
    store.keep_vectors(other, vec![(second, Vec::new())]).unwrap_err();
    assert_eq!(store.vectors_held(other).unwrap(), Vectors { count: 1, length: Some(2) }, "what was refused changed nothing");
    drop(store);
    let row: (String, i64, Vec<u8>) = Connection::open(&path)
        .unwrap()
        .query_row("SELECT model, dimension, vector FROM chunk_vectors", [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .unwrap();
    assert_eq!(row, (other.to_owned(), 2, vec![0, 0, 0, 0x3f, 0, 0, 0x80, 0x3e]));
}
