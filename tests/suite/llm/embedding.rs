//! Vectors: asked for by OpenAI's protocol, in order, and refused when they cannot be meant.

use std::time::Duration;

use greenroom::llm::{Config, ConfigError, Embedder, EmbeddingError, EmbeddingFailure, Failure, Wanted};
use serde_json::json;

use super::{KEY, PROMPT, REPLY, config, keeps_quiet};
use crate::support::embedding::{self, texts, vector};
use crate::support::model_reply::{End, Reply};
use crate::support::model_server::ModelServer;

fn ask(config: Config, texts: &[&str], length: Option<usize>) -> Result<Vec<Vec<f32>>, EmbeddingError> {
    let texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(Embedder::new(config).unwrap().embed(&texts, length))
}

/// What comes of an answer to two texts, and of how many requests.
fn failed(reply: &Reply, length: Option<usize>) -> (EmbeddingError, usize) {
    let reply = reply.clone();
    let server = ModelServer::answering(move |_| reply.clone());
    let error = ask(config(&server), &[PROMPT, "more"], length).unwrap_err();
    keeps_quiet(&error.to_string());
    let sentence = error.to_string();
    assert!(sentence.starts_with("small-1 at 127.0.0.1 gives no vectors (") && sentence.matches(". ").count() == 0, "{sentence}");
    assert!(sentence.contains("; "), "it says what to do: {sentence}");
    (error, server.requests().len())
}

fn data(entries: &serde_json::Value) -> Reply {
    Reply::text(200, "application/json", &json!({ "object": "list", "data": entries }).to_string())
}

#[test]
fn each_text_gets_its_vector_whatever_the_order_of_the_answer() {
    let server = ModelServer::answering(embedding::answer);
    let vectors = ask(config(&server), &["the first text", "another one"], None).unwrap();
    assert_eq!(vectors, [vector("the first text"), vector("another one")]);
    let request = &server.requests()[0];
    assert_eq!(request.line, "POST /v1/embeddings");
    assert_eq!(request.header("authorization"), Some(format!("Bearer {KEY}").as_str()));
    assert_eq!((request.body["model"].as_str(), texts(request).len()), (Some("small-1"), 2));
    // A server that does not number them keeps their order.
    let plain = ModelServer::scripted([data(&json!([{ "embedding": [1, 2.5] }, { "embedding": [0.0, -1e-3] }]))]);
    assert_eq!(ask(config(&plain), &["a", "b"], Some(2)).unwrap(), [[1.0, 2.5], [0.0, -1e-3]]);
}

#[test]
fn vectors_that_cannot_be_meant_are_refused_at_once() {
    let good = json!([1.0, 2.0]);
    let numbered = |index: usize, vector: &serde_json::Value| json!({ "index": index, "embedding": vector });
    for (entries, length, expected) in [
        (json!([]), None, EmbeddingFailure::Count { asked: 2, given: 0 }),
        (json!([numbered(0, &good)]), None, EmbeddingFailure::Count { asked: 2, given: 1 }),
        (json!([numbered(0, &good), numbered(1, &good), numbered(2, &good)]), None, EmbeddingFailure::Count { asked: 2, given: 3 }),
        (json!([numbered(0, &good), numbered(0, &good)]), None, EmbeddingFailure::Numbering),
        (json!([numbered(1, &good), numbered(2, &good)]), None, EmbeddingFailure::Numbering),
        (json!([numbered(0, &json!([])), numbered(1, &json!([]))]), None, EmbeddingFailure::Empty),
        (json!([numbered(0, &good), numbered(1, &json!([1.0, null]))]), None, EmbeddingFailure::NotANumber),
        (json!([numbered(0, &good), numbered(1, &json!([1.0, 1e39]))]), None, EmbeddingFailure::NotANumber),
        (json!([numbered(0, &good), numbered(1, &json!([1.0]))]), None, EmbeddingFailure::Length { expected: 2, given: 1 }),
        (json!([numbered(0, &good), numbered(1, &good)]), Some(3), EmbeddingFailure::Length { expected: 3, given: 2 }),
        (json!([numbered(0, &json!("AACAPw==")), numbered(1, &good)]), None, Failure::Garbage.into()),
    ] {
        let (error, requests) = failed(&data(&entries), length);
        assert_eq!((error.failure, requests), (expected, 1), "{entries}");
    }
}

#[test]
fn what_is_no_answer_has_a_sentence_and_only_what_may_pass_is_asked_again() {
    let not_json = r#"{"data":[{"embedding":[NaN]},{"embedding":[1]}]}"#;
    for (reply, expected, requests) in [
        (Reply::error(404, REPLY), Failure::Status(404), 1),
        (Reply::error(401, REPLY), Failure::Status(401), 1),
        (Reply::error(413, REPLY), Failure::Status(413), 1),
        (Reply::error(503, REPLY), Failure::Status(503), 4),
        (Reply::error(429, REPLY), Failure::Status(429), 4),
        (Reply::text(200, "application/json", REPLY), Failure::Garbage, 1),
        (Reply::text(200, "application/json", not_json), Failure::Garbage, 1),
        (Reply::text(200, "application/json", "{\"object\":\"list\"}"), Failure::Garbage, 1),
        (Reply::text(200, "text/html", "<html>"), Failure::Garbage, 1),
        (Reply::text(200, "application/json", "{\"error\":{\"message\":\"quokka-reply\"}}"), Failure::Reported, 1),
        (Reply::text(302, "text/plain", "elsewhere"), Failure::Status(302), 1),
        // Told short by the length, by the connection, and by nothing but the text itself.
        (data(&json!([1, 2, 3])).broken_after(9, End::Close), Failure::BrokenOff, 4),
        (data(&json!([1, 2, 3])).broken_after(9, End::Reset), Failure::BrokenOff, 4),
        (Reply::text(200, "application/json", "{\"data\":[{\"embedding\":[0.25,"), Failure::BrokenOff, 4),
    ] {
        let (error, asked) = failed(&reply, None);
        assert_eq!((error.failure, asked), (EmbeddingFailure::Call(expected), requests));
    }
    for (status, advice) in [(404, "GREENROOM_EMBEDDING_MODEL"), (401, "GREENROOM_EMBEDDING_API_KEY"), (500, "try again later")] {
        let sentence = failed(&Reply::error(status, ""), None).0.to_string();
        assert!(sentence.contains(advice), "{sentence}");
    }
}

#[test]
fn a_server_that_recovers_is_enough_and_one_that_is_silent_or_gone_is_not() {
    let vectors = || embedding::reply(&[vec![1.0], vec![2.0]]);
    let server = ModelServer::scripted([Reply::error(503, ""), vectors().broken_after(20, End::Close), vectors()]);
    assert_eq!(ask(config(&server), &["a", "b"], None).unwrap(), [[1.0], [2.0]]);

    let silent = ModelServer::answering(|_| Reply::text(200, "application/json", "{}").broken_after(0, End::Stall));
    let mut impatient = config(&silent);
    (impatient.batch, impatient.backoff) = (Duration::from_millis(200), Vec::new());
    let error = ask(impatient, &["a"], None).unwrap_err();
    assert_eq!(error.failure, EmbeddingFailure::Call(Failure::NoAnswer(Duration::from_millis(200))));
    assert_eq!(silent.hung_up(), 0);

    let gone = config(&ModelServer::scripted([]));
    let error = ask(gone, &["a"], None).unwrap_err();
    assert_eq!(error.failure, EmbeddingFailure::Call(Failure::Unreachable));
}

#[test]
fn the_key_goes_where_it_belongs_and_the_settings_have_names_of_their_own() {
    let configured = |file: Option<&str>, model: Option<&Config>, variables: &[(&str, &str)]| {
        let wanted = Wanted { kind: None, base_url: file.map(str::to_owned), model: file.map(|_| "vectors".to_owned()) };
        Config::for_embedding(wanted, model, |name| variables.iter().find(|(have, _)| *have == name).map(|(_, value)| (*value).to_owned()))
    };
    assert!(configured(None, None, &[("OPENAI_API_KEY", KEY), ("GREENROOM_EMBEDDING_API_KEY", KEY)]).unwrap().is_none());

    let server = ModelServer::answering(embedding::answer);
    let other = ModelServer::answering(embedding::answer);
    let model = Config::new(&server.base_url(), "m", Some(KEY.to_owned().into())).unwrap();
    let key_at = |at: &ModelServer, model: Option<&Config>, variables: &[(&str, &str)]| {
        ask(configured(Some(&at.base_url()), model, variables).unwrap().unwrap(), &["a"], None).unwrap();
        at.requests().last().unwrap().header("authorization").map(str::to_owned)
    };
    let bearer = |key: &str| Some(format!("Bearer {key}"));
    assert_eq!(key_at(&server, Some(&model), &[]), bearer(KEY), "the model's own server");
    assert_eq!(key_at(&other, Some(&model), &[]), None, "another server");
    assert_eq!(key_at(&other, None, &[("OPENAI_API_KEY", KEY), ("ANTHROPIC_API_KEY", KEY), ("GREENROOM_LLM_API_KEY", KEY)]), None);
    assert_eq!(key_at(&server, Some(&model), &[("GREENROOM_EMBEDDING_API_KEY", "own")]), bearer("own"));

    let named = [("GREENROOM_EMBEDDING_BASE_URL", "http://localhost:9/v1/embeddings"), ("GREENROOM_EMBEDDING_MODEL", "large")];
    let config = configured(Some("http://elsewhere/v1"), None, &named).unwrap().unwrap();
    assert_eq!((config.base_url(), config.model()), ("http://localhost:9/v1", "large"), "the environment comes before the file");

    let half = configured(None, None, &[("GREENROOM_EMBEDDING_MODEL", "large")]).unwrap_err();
    assert_eq!(half, ConfigError::Missing { missing: "GREENROOM_EMBEDDING_BASE_URL", present: "GREENROOM_EMBEDDING_MODEL" });
    let odd = configured(Some("ftp://quokka-reply/v1"), None, &[]).unwrap_err().to_string();
    keeps_quiet(&odd);
    assert!(odd.contains("GREENROOM_EMBEDDING_BASE_URL"), "{odd}");
    let unsendable =
        configured(Some("http://localhost/v1"), None, &[("GREENROOM_EMBEDDING_API_KEY", "sk-quokka\u{7}-key-4711")]).unwrap_err();
    assert_eq!(unsendable, ConfigError::EmbeddingKey);
}
