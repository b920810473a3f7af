//! Guides found by vectors, over a real connection: from the command line, and in the background as the room has them made.

use std::fs;
use std::process::Command;

use greenroom::config::content;
use greenroom::llm::Config;
use greenroom::session::{Filling, Io, Vectoriser, search_guides};
use greenroom::store::Store;
use serde_json::Value;

use super::rig::{Program, Run, finished};
use crate::support::embedding::{LENGTH, answer, reply, texts};
use crate::support::model_reply::{End, Reply};
use crate::support::model_server::ModelServer;

const KEY: &str = "sk-quokka-4711";

/// A program with a guide of its own beside the bundled ones.
fn program() -> Program {
    let program = Program::new();
    fs::create_dir_all(program.path("data/content/seeds/knowledge")).unwrap();
    let words = "A beekeeper wears a veil, and a beekeeper moves slowly. ".repeat(20);
    program.write("data/content/seeds/knowledge/bees.md", format!("# Bees\n\nOf bees.\n\n## Keeping them\n\n{words}\n"));
    program
}

fn command(program: &Program, base_url: &str, args: &[&str]) -> Command {
    let mut command = program.command(args);
    command.env("GREENROOM_EMBEDDING_BASE_URL", base_url).env("GREENROOM_EMBEDDING_MODEL", "vectors-1");
    command.env("GREENROOM_EMBEDDING_API_KEY", KEY);
    command
}

fn run(program: &Program, base_url: &str, args: &[&str]) -> Run {
    finished(command(program, base_url, args).output().unwrap())
}

#[test]
fn a_word_that_no_guide_has_is_found_once_the_guides_have_vectors() {
    let (program, server) = (program(), ModelServer::answering(answer));
    let before = run(&program, &server.base_url(), &["guide", "apiarist"]);
    assert_eq!(before.code, Some(1));
    assert!(before.err.contains("words alone") && before.err.contains("content reseed"), "{}", before.err);
    assert!(server.requests().is_empty(), "nothing to compare a query with");

    let seeded = run(&program, &server.base_url(), &["content", "reseed"]).good();
    assert!(seeded.out.contains("vectors-1 at 127.0.0.1 made ") && seeded.out.contains(&format!("of {LENGTH} numbers")), "{}", seeded.out);
    let requests = server.requests();
    assert!(requests.len() > 1 && requests.iter().all(|request| (1..=32).contains(&texts(request).len())), "in batches");
    assert!(requests.iter().all(|request| request.header("authorization") == Some(&format!("Bearer {KEY}"))));

    let found = run(&program, &server.base_url(), &["guide", "apiarist", "--json"]).good();
    let found: Value = serde_json::from_str(&found.out).unwrap();
    assert_eq!(found["found"][0]["place"]["guide"], "bees", "{found:#}");
    assert_eq!(texts(server.requests().last().unwrap()), ["apiarist"], "the words and nothing else");

    let asked = server.requests().len();
    assert_eq!(run(&program, &server.base_url(), &["guide", "apiarist", "--offline"]).code, Some(1));
    assert_eq!(program.run(&["guide", "apiarist"]).code, Some(1), "without a configuration nobody is asked");
    run(&program, &server.base_url(), &["guide", "star-method"]).good();
    run(&program, &server.base_url(), &["guide", "?!"]);
    run(&program, &server.base_url(), &["content", "reseed", "--offline"]).good();
    assert_eq!(server.requests().len(), asked);
    run(&program, &server.base_url(), &["guide", "apiarist"]).good();
}

#[test]
fn when_the_server_is_out_words_alone_find_and_a_sentence_says_so() {
    let (program, server) = (program(), ModelServer::answering(answer));
    let base_url = server.base_url();
    run(&program, &base_url, &["content", "reseed"]).good();
    drop(server);
    let alone = run(&program, &base_url, &["guide", "nervous"]).good();
    assert!(alone.err.starts_with("greenroom: searched by words alone: vectors-1 at 127.0.0.1 gives no vectors"), "{}", alone.err);
    assert!(!alone.err.contains(KEY) && alone.err.lines().count() == 1, "{}", alone.err);
    assert_eq!(alone.out, program.run(&["guide", "nervous"]).out);

    // A model of another length under the same name, and answers that are none.
    let short = reply(&[vec![1.0, 2.0]]);
    for (bad, what) in
        [(short, "numbers where others have"), (Reply::error(404, ""), "404"), (answer_of_one().broken_after(30, End::Close), "broke off")]
    {
        let server = ModelServer::scripted([bad]);
        let alone = run(&program, &server.base_url(), &["guide", "nervous"]).good();
        assert!(alone.err.contains(what) && alone.err.contains("words alone"), "{}", alone.err);
    }
    let refusing = ModelServer::answering(|_| Reply::error(401, ""));
    run(&program, &refusing.base_url(), &["content", "reseed"]).fails("GREENROOM_EMBEDDING_API_KEY");
    let server = ModelServer::answering(answer);
    run(&program, &server.base_url(), &["guide", "apiarist"]).good();
}

fn answer_of_one() -> Reply {
    reply(&[vec![1.0; LENGTH]])
}

#[test]
fn the_file_configures_it_and_a_mistake_in_it_is_named() {
    let (program, server) = (program(), ModelServer::answering(answer));
    let file = format!("[embedding]\nkind = \"openai\"\nbase_url = \"{}\"\nmodel = \"vectors-1\"\n", server.base_url());
    program.write("data/config.toml", file);
    program.run(&["content", "reseed"]).good();
    assert_eq!(server.requests()[0].body["model"], "vectors-1");
    program.run(&["guide", "apiarist"]).good();
    program.write("data/config.toml", "[embedding]\nmodel = \"vectors-1\"\n");
    program.run(&["content", "reseed"]).fails("GREENROOM_EMBEDDING_BASE_URL is not set");
}

fn imported() -> (Store, usize) {
    let store = Store::in_memory().unwrap();
    let held = store.import_content(&content::load(&[]).0, greenroom::clock::wall()).unwrap().held;
    (store, usize::try_from(held.chunks).unwrap())
}

fn vectoriser(server: &ModelServer, io: &Io) -> Vectoriser {
    let mut config = Config::new(&server.base_url(), "vectors-1", None).unwrap();
    config.backoff = Vec::new();
    Vectoriser::new(config, io.handle()).unwrap()
}

#[test]
fn the_missing_vectors_are_made_in_the_background_and_only_once() {
    let (store, chunks) = imported();
    let (server, io) = (ModelServer::answering(answer), Io::start().unwrap());
    let vectoriser = vectoriser(&server, &io);
    Filling::start(vectoriser.clone(), store.clone()).unwrap().wait();
    assert_eq!(store.vectors_held(&vectoriser.name()).unwrap().count, chunks as u64);
    assert_eq!(server.requests().iter().map(|request| texts(request).len()).sum::<usize>(), chunks);
    let asked = server.requests().len();
    Filling::start(vectoriser.clone(), store.clone()).unwrap().wait();
    assert_eq!(server.requests().len(), asked);

    let found = search_guides(&store, Some(&vectoriser), "jitters", 5).unwrap();
    assert_eq!(found.by_words_alone, None);
    assert!(found.hits.iter().any(|hit| hit.place.guide == "spoken-delivery-and-nerves"), "{:?}", found.hits);
    assert!(store.search_guides("jitters", 5).unwrap().is_empty());
    search_guides(&store, Some(&vectoriser), &"jitters ".repeat(5000), 5).unwrap();
    assert!(texts(server.requests().last().unwrap())[0].len() < 500, "a text is no query");
}

#[test]
fn whoever_leaves_does_not_wait_for_a_silent_server_and_keeps_what_came() {
    let (store, chunks) = imported();
    let mut first = true;
    let server =
        ModelServer::answering(
            move |request| {
                if std::mem::take(&mut first) { answer(request) } else { answer(request).broken_after(10, End::Stall) }
            },
        );
    let io = Io::start().unwrap();
    let vectoriser = vectoriser(&server, &io);
    let filling = Filling::start(vectoriser.clone(), store.clone()).unwrap();
    // The second request is on its way as soon as the first batch is kept.
    while server.requests().len() < 2 {
        std::thread::yield_now();
    }
    drop(filling);
    assert_eq!(server.hung_up(), 1);
    assert_eq!(store.vectors_held(&vectoriser.name()).unwrap().count, 32);
    assert_eq!(store.guides_wanting(&vectoriser.name(), false).unwrap().len(), chunks - 32);
}
