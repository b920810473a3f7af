//! Judgements: whole, tried again, with a shape.

use std::time::Duration;

use greenroom::interview::{Purpose, RequestId};
use greenroom::llm::{Failure, Notice, Schema, check};
use serde_json::json;

use super::{KEY, PROMPT, REPLY, Rig, config, keeps_quiet, prompt};
use crate::support::model_reply::{Dialect, End, Reply};
use crate::support::model_server::ModelServer;

fn schema() -> Schema {
    Schema { name: "judgement".into(), schema: json!({ "type": "object" }) }
}

#[test]
fn trouble_that_may_pass_is_tried_again() {
    let server = ModelServer::scripted([
        Reply::error(429, REPLY),
        Reply::error(503, REPLY),
        Reply::completion("").broken_after(5, End::Close),
        Reply::completion(" <think>hm</think>{\"level\": 3}\n"),
    ]);
    let answer = Rig::new(config(&server)).handle().complete(prompt(Purpose::Judgement), None).unwrap();
    assert_eq!(answer.text, "{\"level\": 3}");
    assert_eq!((answer.call.tokens_in, answer.call.tokens_out, answer.call.estimated), (12, 34, false));
    assert_eq!(server.requests().len(), 4);
    assert!(!server.requests()[0].is_streamed());
}

#[test]
fn after_three_more_tries_it_is_given_up() {
    let server = ModelServer::answering(|_| Reply::error(500, REPLY));
    let call = Rig::new(config(&server)).handle().complete(prompt(Purpose::Judgement), None).unwrap_err();
    assert_eq!(call.error, Some(Failure::Status(500)));
    assert_eq!(server.requests().len(), 4);
    keeps_quiet(&format!("{call:?}"));
}

#[test]
fn the_pauses_between_tries_are_those_decided() {
    let server = ModelServer::scripted([]);
    let default = greenroom::llm::Config::new(&server.base_url(), "m", None).unwrap();
    assert_eq!(default.backoff, [1500, 3000, 5500].map(Duration::from_millis));
    assert_eq!((default.first_chunk, default.total), (Duration::from_millis(2500), Duration::from_secs(20)));
}

#[test]
fn a_silent_server_is_tried_again() {
    let server = ModelServer::scripted([Reply::completion("").broken_after(0, End::Stall), Reply::completion("fine")]);
    let mut config = config(&server);
    config.batch = Duration::from_millis(300);
    let answer = Rig::new(config).handle().complete(prompt(Purpose::Judgement), None);
    // A machine that is busy may be late with the second answer too, and then there is no third.
    let tries = server.requests().len();
    assert!(tries >= 2, "{answer:?}");
}

#[test]
fn a_refusal_is_not_tried_again() {
    for status in [401, 403, 404] {
        let server = ModelServer::answering(move |_| Reply::error(status, REPLY));
        let call = Rig::new(config(&server)).handle().complete(prompt(Purpose::Judgement), None).unwrap_err();
        assert_eq!((call.error, server.requests().len()), (Some(Failure::Status(status)), 1));
    }
}

#[test]
fn a_server_that_is_not_there_fails_in_the_end() {
    let gone = ModelServer::scripted([]);
    let config = config(&gone);
    drop(gone);
    let call = Rig::new(config).handle().complete(prompt(Purpose::Judgement), None).unwrap_err();
    assert_eq!(call.error, Some(Failure::Unreachable));
}

#[test]
fn garbage_is_not_taken_for_an_answer() {
    for (reply, expected) in [
        (Reply::text(200, "text/html", "<html>"), Failure::Garbage),
        (Reply::text(200, "application/json", REPLY), Failure::Garbage),
        (Reply::text(200, "application/json", "{\"ok\":true}"), Failure::Garbage),
        (Reply::text(200, "application/json", "{\"choices\":[]}"), Failure::Empty),
        (Reply::completion(""), Failure::Empty),
        (Reply::text(200, "application/json", "{\"error\":{\"message\":\"no\"}}"), Failure::Reported),
    ] {
        let server = ModelServer::scripted([reply]);
        let call = Rig::new(config(&server)).handle().complete(prompt(Purpose::Judgement), None).unwrap_err();
        assert_eq!((call.error, server.requests().len()), (Some(expected), 1));
    }
}

#[test]
fn a_shape_is_asked_for_as_strictly_as_the_server_allows() {
    for (allowed, format) in [("json_schema", "json_schema"), ("json_object", "json_object"), ("nothing", "")] {
        let server = ModelServer::answering(move |request| match request.body["response_format"]["type"].as_str() {
            Some(asked) if asked != allowed => Reply::error(400, "response_format is not supported"),
            _ => Reply::completion("{}"),
        });
        let rig = Rig::new(config(&server));
        for _ in 0..2 {
            assert_eq!(rig.handle().complete(prompt(Purpose::Judgement), Some(schema())).unwrap().text, "{}");
        }
        let requests = server.requests();
        let last = &requests[requests.len() - 1].body;
        assert_eq!(last["response_format"]["type"].as_str().unwrap_or_default(), format);
        assert!(requests.len() <= 4, "refused once, not every time");
    }
}

#[test]
fn a_judgement_that_is_asked_for_comes_in_one_piece() {
    let server = ModelServer::scripted([Reply::error(503, ""), Reply::completion("{\"level\": 4}")]);
    let rig = Rig::new(config(&server));
    rig.handle().ask(RequestId(5), prompt(Purpose::Judgement));
    assert_eq!(rig.next(), Notice::Chunk { request: RequestId(5), text: "{\"level\": 4}".into() });
    assert!(matches!(rig.next(), Notice::Done { request: RequestId(5), .. }));
}

#[test]
fn the_check_says_in_one_sentence_what_works_or_what_to_do() {
    let run = |config| tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(check(config)).to_string();
    let cases = [
        (Reply::completion("ready"), "answered in"),
        (Reply::error(401, REPLY), "refused the key (401); check GREENROOM_LLM_API_KEY"),
        (Reply::error(404, REPLY), "check GREENROOM_LLM_MODEL"),
        (Reply::text(200, "text/html", "<html>"), "check GREENROOM_LLM_BASE_URL"),
    ];
    for (reply, words) in cases {
        let server = ModelServer::answering(move |_| reply.clone());
        let sentence = run(config(&server));
        assert!(sentence.starts_with("small-1 at 127.0.0.1 ") && sentence.contains(words), "{sentence}");
        keeps_quiet(&sentence);
        assert_eq!(server.requests().len(), 1);
    }
    let gone = ModelServer::scripted([]);
    let config = config(&gone);
    drop(gone);
    assert!(run(config).contains("cannot be reached; check GREENROOM_LLM_BASE_URL"));
    assert!(!KEY.is_empty() && !PROMPT.is_empty());
}

#[test]
fn one_server_serves_streams_and_judgements() {
    let server = ModelServer::answering(|request| Reply::answer(request, Dialect::Vllm, &["Fine", "."]));
    let rig = Rig::new(config(&server));
    assert_eq!(rig.answer(1).0, "Fine.");
    assert_eq!(rig.handle().complete(prompt(Purpose::Judgement), None).unwrap().text, "Fine.");
}
