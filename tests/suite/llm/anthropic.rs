//! Anthropic's own protocol: what is sent, and what is made of what comes, wherever it breaks off.

use std::time::Duration;

use greenroom::interview::Purpose;
use greenroom::llm::{Config, Failure, Kind, Schema, Wanted};
use serde_json::json;

use super::{KEY, PROMPT, REPLY, Rig, keeps_quiet, prompt};
use crate::support::anthropic_reply::{error, event, message, streamed, tool_call, whole};
use crate::support::model_reply::{End, Reply};
use crate::support::model_server::ModelServer;

const PIECES: [&str; 3] = ["Née — and how did ", "you keep 3.5 € of ", "load at bay? 🦀."];

fn config(server: &ModelServer) -> Config {
    let base = server.base_url();
    let variables = [("GREENROOM_LLM_BASE_URL", base.as_str()), ("GREENROOM_LLM_MODEL", "claude-test-1"), ("GREENROOM_LLM_API_KEY", KEY)];
    let variable = |name: &str| variables.iter().find(|(have, _)| *have == name).map(|(_, value)| (*value).to_owned());
    let wanted = Wanted { kind: Some(Kind::Anthropic), ..Wanted::default() };
    let mut config = Config::from_settings(wanted, variable).unwrap().unwrap();
    config.backoff = vec![Duration::from_millis(5); 3];
    config.first_chunk = Duration::from_secs(15);
    config
}

fn schema() -> Schema {
    Schema { name: "judgement".into(), schema: json!({ "type": "object" }) }
}

#[test]
fn the_request_is_theirs() {
    let server = ModelServer::scripted([streamed(&["Why?"], "end_turn")]);
    let rig = Rig::new(config(&server));
    rig.answer(1).1.unwrap();
    let request = &server.requests()[0];
    assert_eq!(request.line, "POST /v1/messages");
    assert_eq!(request.header("x-api-key"), Some(KEY));
    assert_eq!((request.header("anthropic-version"), request.header("authorization")), (Some("2023-06-01"), None));
    assert!(request.body["system"].as_str().unwrap().contains(PROMPT));
    assert_eq!(request.body["messages"].as_array().unwrap().len(), 1);
    assert_eq!((&request.body["messages"][0]["role"], &request.body["max_tokens"]), (&json!("user"), &json!(120)));
    assert!((request.body["temperature"].as_f64().unwrap() - 0.7).abs() < 1e-6 && request.is_streamed());
    assert!(request.body.get("stream_options").is_none() && request.body.get("tools").is_none());
}

#[test]
fn a_stream_gives_the_same_text_wherever_it_is_cut() {
    for cut in [1, 2, 3, 7, 61, 100_000] {
        let server = ModelServer::scripted([streamed(&PIECES, "end_turn").cut_every(cut)]);
        let (text, end, call) = Rig::new(config(&server)).answer(1);
        assert_eq!((text.as_str(), end), (PIECES.concat().as_str(), Ok(())), "in pieces of {cut} bytes");
        assert_eq!((call.tokens_in, call.tokens_out, call.estimated), (12, 34, false));
    }
}

#[test]
fn a_stream_that_breaks_off_anywhere_is_no_whole_answer() {
    let length = streamed(&PIECES, "end_turn").body_bytes().len();
    let end_of_text = String::from_utf8(streamed(&PIECES, "end_turn").body_bytes()).unwrap().find("message_delta").unwrap();
    for bytes in (0..length).step_by(53) {
        for how in [End::Close, End::Reset] {
            let server = ModelServer::scripted([streamed(&PIECES, "end_turn").broken_after(bytes, how)]);
            let (text, end, _) = Rig::new(config(&server)).answer(1);
            assert!(PIECES.concat().starts_with(&text), "{bytes}");
            // A whole sentence is taken for the end, as with every server that ends without saying so.
            let whole = text == PIECES.concat();
            assert!(end.is_err() || whole, "{bytes} bytes, {how:?}: {text:?}");
            assert!(bytes > end_of_text || end.is_err() || how == End::Close, "{bytes}");
        }
    }
}

#[test]
fn an_error_in_the_middle_of_a_stream_has_its_class() {
    for (kind, expected) in [
        ("overloaded_error", Failure::Status(529)),
        ("rate_limit_error", Failure::Status(429)),
        ("api_error", Failure::Status(500)),
        ("quokka_error", Failure::Reported),
    ] {
        let start = String::from_utf8(streamed(&["One. "], "end_turn").body_bytes()).unwrap();
        let start = &start[..start.find("event: content_block_stop\ndata: {\"index\":1").unwrap()];
        let last = event(&json!({ "type": "error", "error": { "type": kind, "message": REPLY } }));
        let server = ModelServer::scripted([Reply::raw_stream(&format!("{start}{last}"))]);
        let (text, end, call) = Rig::new(config(&server)).answer(1);
        assert_eq!((text.as_str(), end), ("One. ", Err(expected)));
        keeps_quiet(&format!("{:?}", call.error));
    }
}

#[test]
fn the_reasons_for_an_end_are_understood() {
    for (reason, expected) in [
        ("end_turn", Ok(())),
        ("stop_sequence", Ok(())),
        ("max_tokens", Err(Failure::CutOff)),
        ("model_context_window_exceeded", Err(Failure::CutOff)),
        ("refusal", Err(Failure::Filtered)),
    ] {
        let server = ModelServer::scripted([streamed(&["One."], reason), whole(&json!([{ "type": "text", "text": "One." }]), reason)]);
        let rig = Rig::new(config(&server));
        assert_eq!(rig.answer(1).1, expected, "{reason}");
        let answer = rig.handle().complete(prompt(Purpose::Judgement), None);
        assert_eq!(answer.map(|answer| answer.text).map_err(|call| call.error.unwrap()), expected.map(|()| "One.".to_owned()));
    }
}

#[test]
fn a_shape_is_the_input_of_a_tool_that_must_be_called() {
    let server = ModelServer::scripted([tool_call("judgement", &json!({ "level": 3 }))]);
    let answer = Rig::new(config(&server)).handle().complete(prompt(Purpose::Judgement), Some(schema())).unwrap();
    assert_eq!((answer.text.as_str(), answer.call.tokens_in, answer.call.tokens_out), ("{\"level\":3}", 12, 34));
    let body = &server.requests()[0].body;
    assert_eq!(body["tools"][0]["input_schema"], json!({ "type": "object" }));
    assert_eq!(body["tool_choice"], json!({ "type": "tool", "name": "judgement" }));
}

#[test]
fn what_a_server_refuses_is_left_out_from_then_on() {
    let server = ModelServer::answering(|request| {
        if request.body.get("temperature").is_some() {
            error(400, "invalid_request_error", "temperature is deprecated for this model")
        } else if request.body.get("tools").is_some() {
            error(400, "invalid_request_error", "tool_choice: forced tools are not supported")
        } else {
            message("{}")
        }
    });
    let rig = Rig::new(config(&server));
    for _ in 0..2 {
        assert_eq!(rig.handle().complete(prompt(Purpose::Judgement), Some(schema())).unwrap().text, "{}");
    }
    assert_eq!(server.requests().len(), 4, "refused once each, not every time");
    let other = ModelServer::answering(|_| error(400, "invalid_request_error", "Your credit balance is too low"));
    let call = Rig::new(config(&other)).handle().complete(prompt(Purpose::Judgement), Some(schema())).unwrap_err();
    assert_eq!((call.error, other.requests().len()), (Some(Failure::Status(400)), 1), "what names no field is no dialect");
}

#[test]
fn trouble_that_may_pass_is_tried_again_and_a_refused_key_is_not() {
    let server = ModelServer::scripted([
        error(529, "overloaded_error", REPLY),
        error(429, "rate_limit_error", REPLY),
        message("").broken_after(20, End::Close),
        message("fine"),
    ]);
    let answer = Rig::new(config(&server)).handle().complete(prompt(Purpose::Judgement), None).unwrap();
    assert_eq!((answer.text.as_str(), server.requests().len()), ("fine", 4));
    let server = ModelServer::answering(|_| error(401, "authentication_error", REPLY));
    let call = Rig::new(config(&server)).handle().complete(prompt(Purpose::Judgement), None).unwrap_err();
    assert_eq!((call.error, server.requests().len()), (Some(Failure::Status(401)), 1));
}

#[test]
fn garbage_is_not_taken_for_an_answer() {
    for (reply, expected) in [
        (Reply::text(200, "text/html", "<html>"), Failure::Garbage),
        (Reply::text(200, "application/json", REPLY), Failure::Garbage),
        (Reply::text(200, "application/json", "{\"choices\":[]}"), Failure::Garbage),
        (message(""), Failure::Empty),
    ] {
        let server = ModelServer::scripted([reply]);
        let call = Rig::new(config(&server)).handle().complete(prompt(Purpose::Judgement), None).unwrap_err();
        assert_eq!((call.error, server.requests().len()), (Some(expected), 1));
    }
}

#[test]
fn the_check_speaks_their_protocol() {
    let server = ModelServer::answering(|_| message("ready"));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let checked = runtime.block_on(greenroom::llm::check(config(&server)));
    assert!(checked.result.is_ok() && checked.to_string().starts_with("claude-test-1 at 127.0.0.1 answered in"), "{checked}");
    assert_eq!(server.requests()[0].line, "POST /v1/messages");
}
