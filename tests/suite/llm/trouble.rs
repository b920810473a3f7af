//! Live turns that go wrong: each ends once, in time, with a reason that gives nothing away.

use std::process::Command;
use std::time::Duration;

use greenroom::interview::RequestId;
use greenroom::llm::{Failure, Notice, SILENT_TARGET};
use serde_json::json;
use tracing_subscriber::EnvFilter;

use super::{KEY, PROMPT, REPLY, Rig, config, keeps_quiet};
use crate::support::model_reply::{Dialect, End, Reply};
use crate::support::model_server::ModelServer;

/// Asks once and gives the text, the failure and the number of requests that it took.
fn failure(reply: Reply) -> (String, Failure, usize) {
    let server = ModelServer::scripted([reply]);
    let (text, end, call) = Rig::new(config(&server)).answer(1);
    let failure = end.expect_err("a failure");
    assert_eq!(call.error, Some(failure.clone()));
    keeps_quiet(&format!("{failure} {call:?}"));
    (text, failure, server.requests().len())
}

#[test]
fn a_refusal_is_told_by_its_status_and_not_repeated() {
    for (status, words) in [
        (301, "has moved"),
        (401, "refused the key"),
        (402, "paid"),
        (403, "refused access"),
        (404, "no such model"),
        (429, "too many requests"),
        (500, "in trouble"),
        (503, "in trouble"),
    ] {
        for reply in [
            Reply::error(status, &format!("{REPLY}: the key {KEY} cannot ask {PROMPT}")),
            Reply::text(status, "text/html", &format!("<html>{REPLY}</html>")),
            Reply::text(status, "text/plain", ""),
        ] {
            let (text, failure, requests) = failure(reply);
            assert_eq!((text.as_str(), &failure, requests), ("", &Failure::Status(status), 1));
            let sentence = failure.to_string();
            assert!(sentence.contains(words) && sentence.contains(&status.to_string()), "{sentence}");
        }
    }
}

#[test]
fn dying_in_mid_sentence_gives_what_came_and_then_fails() {
    for dialect in Dialect::ALL {
        let reply = Reply::streamed(dialect, &["That is clear. ", "And how did ", "you test it?"]);
        let events = String::from_utf8(reply.body_bytes()).unwrap();
        let second = events.find("And how did ").unwrap();
        let behind = second + events[second..].find("data:").unwrap();
        let (text, failure, requests) = failure(reply.broken_after(behind, End::Close));
        assert_eq!((text.as_str(), failure, requests), ("That is clear. And how did ", Failure::BrokenOff, 1), "{dialect:?}");
    }
}

#[test]
fn breaking_off_anywhere_ends_the_request_once_with_a_beginning_of_the_answer() {
    let pieces = ["That is clear. ", "And höw did ", "you test it?"];
    for end in [End::Close, End::Reset] {
        for dialect in [Dialect::OpenAi, Dialect::LlamaCpp, Dialect::Bare] {
            let reply = Reply::streamed(dialect, &pieces);
            let length = reply.body_bytes().len();
            let cuts: Vec<usize> = (0..length).step_by(23).collect();
            let server = ModelServer::scripted(cuts.iter().map(|cut| reply.clone().broken_after(*cut, end)).collect::<Vec<_>>());
            let rig = Rig::new(config(&server));
            for (number, cut) in (1..).zip(&cuts) {
                let (text, result, _) = rig.answer(number);
                assert!(pieces.concat().starts_with(&text), "{dialect:?} {end:?} at {cut}: {text:?}");
                let whole = text == pieces.concat();
                assert!(whole || result.is_err() || text.ends_with(['.', ' ']), "{dialect:?} {end:?} at {cut}: {text:?} {result:?}");
                if text.ends_with("did ") {
                    assert!(result.is_err(), "{dialect:?} {end:?} at {cut}");
                }
            }
            assert!(rig.notices.is_empty(), "one end each");
        }
    }
}

#[test]
fn no_answer_in_time_is_said_and_the_connection_closed() {
    let server = ModelServer::scripted([
        Reply::streamed(Dialect::OpenAi, &["Too late."]).broken_after(0, End::Stall),
        Reply::streamed(Dialect::Vllm, &["Too late."]).broken_behind("a question.", End::Stall),
    ]);
    let mut config = config(&server);
    config.first_chunk = Duration::from_millis(250);
    let rig = Rig::new(config);
    for request in [1, 2] {
        let (text, end, call) = rig.answer(request);
        let failure = end.unwrap_err();
        assert_eq!((text.as_str(), failure.to_string().as_str()), ("", "no answer within 0.3 s"), "thinking is no answer");
        assert_eq!(call.first_chunk_ms, None);
        server.hung_up();
    }
    assert_eq!(Failure::NoAnswer(Duration::from_millis(2500)).to_string(), "no answer within 2.5 s");
}

#[test]
fn an_answer_that_does_not_end_is_ended() {
    let reply = Reply::streamed(Dialect::OpenAi, &["Well, ", "never"]);
    let events = String::from_utf8(reply.body_bytes()).unwrap();
    let behind = events.find("Well, ").unwrap();
    let end_of_event = behind + events[behind..].find("\n\n").unwrap() + 2;
    let server = ModelServer::scripted([reply.broken_after(end_of_event, End::Stall)]);
    let mut config = config(&server);
    config.total = Duration::from_millis(400);
    let (text, end, call) = Rig::new(config).answer(1);
    assert_eq!((text.as_str(), end), ("Well, ", Err(Failure::TooSlow(Duration::from_millis(400)))));
    assert!(call.first_chunk_ms.is_some());
    server.hung_up();
}

#[test]
fn a_server_that_forgets_to_hang_up_is_not_waited_for() {
    let reply = Reply::streamed(Dialect::Ollama, &["Why?"]);
    let events = String::from_utf8(reply.body_bytes()).unwrap();
    let server = ModelServer::scripted([reply.broken_after(events.find("data: [DONE]").unwrap(), End::Stall)]);
    let (text, end, _) = Rig::new(config(&server)).answer(1);
    assert_eq!((text.as_str(), end), ("Why?", Ok(())));
}

#[test]
fn what_is_no_answer_is_called_so() {
    let page = format!("<!doctype html><html><body>{REPLY}</body></html>");
    let error = json!({ "error": { "message": format!("{REPLY} overloaded"), "code": 503 } });
    for (reply, expected) in [
        (Reply::text(200, "text/html; charset=utf-8", &page), Failure::Garbage),
        (Reply::raw_stream(&format!("data: {REPLY} is no JSON\n\n")), Failure::Garbage),
        (Reply::raw_stream("data: [1, 2]\n\n"), Failure::Garbage),
        (Reply::raw_stream(&format!("data: {error}\n\n")), Failure::Reported),
        (Reply::raw_stream(""), Failure::Empty),
        (Reply::raw_stream(&page), Failure::Empty),
        (Reply::raw_stream("data: {\"choices\":[]}\n\ndata: [DONE]\n\n"), Failure::Empty),
        (Reply::raw_stream("data: {}\n\ndata: [DONE]\n\n"), Failure::Empty),
        (Reply::streamed(Dialect::OpenAi, &["", " \n"]), Failure::Empty),
        (Reply::completion(REPLY), Failure::Empty),
    ] {
        let (text, failure, requests) = failure(reply.clone());
        assert_eq!((text.as_str(), failure, requests), ("", expected, 1), "{}", String::from_utf8_lossy(&reply.body_bytes()));
    }
}

/// The child of the next test: a process of its own, because a process has one log.
#[test]
#[ignore = "runs as the child process of `with_the_silent_target_off_no_level_of_the_log_holds_a_word`"]
fn logs_everything() {
    let filter = EnvFilter::new(format!("trace,{SILENT_TARGET}=off"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    let server = ModelServer::scripted([
        Reply::raw_stream(&format!("data: {REPLY} is no JSON\n\n")),
        Reply::error(500, &format!("{REPLY} for {PROMPT}")),
        Reply::error(401, &format!("{KEY} is wrong")),
        Reply::streamed(Dialect::OpenAi, &[REPLY, "."]),
    ]);
    let rig = Rig::new(config(&server));
    for request in 0..3 {
        rig.answer(request).1.unwrap_err();
    }
    assert_eq!(rig.answer(3).0, format!("{REPLY}."));
}

#[test]
fn with_the_silent_target_off_no_level_of_the_log_holds_a_word() {
    let child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "llm::trouble::logs_everything", "--ignored", "--nocapture"])
        .output()
        .unwrap();
    let logged = String::from_utf8_lossy(&child.stderr);
    assert!(child.status.success(), "{logged}");
    assert!(logged.contains("TRACE") && logged.contains("hyper"), "the test would prove nothing");
    keeps_quiet(&logged);
}

#[test]
fn an_error_in_the_middle_of_a_stream_ends_it() {
    let mut reply = Reply::streamed(Dialect::OpenAi, &["That is clear. ", "And"]).broken_behind("\"And\"", End::Close);
    let events = String::from_utf8(reply.body_bytes()).unwrap();
    let cut = events.rfind("data:").unwrap();
    reply = Reply::raw_stream(&format!("{}data: {{\"error\":{{\"message\":\"{REPLY}\"}}}}\n\n", &events[..cut]));
    let (text, failure, _) = failure(reply);
    assert_eq!((text.as_str(), failure), ("That is clear. ", Failure::Reported));
}

#[test]
fn an_end_that_is_no_good_end_is_a_failure() {
    for (finish, expected) in [("length", Failure::CutOff), ("content_filter", Failure::Filtered)] {
        let body =
            format!("data: {{\"choices\":[{{\"delta\":{{\"content\":\"Half a\"}},\"finish_reason\":\"{finish}\"}}]}}\n\ndata: [DONE]\n\n");
        let (text, failure, _) = failure(Reply::raw_stream(&body));
        assert_eq!((text.as_str(), failure), ("Half a", expected));
    }
}

#[test]
fn a_server_that_is_not_there_cannot_be_reached() {
    let gone = ModelServer::scripted([]);
    let config = config(&gone);
    drop(gone);
    let (text, end, _) = Rig::new(config).answer(1);
    assert_eq!((text.as_str(), end), ("", Err(Failure::Unreachable)));
}

#[test]
fn what_a_server_refuses_is_left_out_from_then_on() {
    let server = ModelServer::answering(|request| {
        let body = &request.body;
        if body.get("stream_options").is_some() {
            Reply::error(400, "Unrecognized request argument supplied: stream_options")
        } else if body.get("max_tokens").is_some() {
            Reply::error(400, "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.")
        } else if body.get("temperature").is_some() {
            Reply::error(400, "Unsupported value: 'temperature' does not support 0.7 with this model.")
        } else {
            Reply::streamed(Dialect::Ollama, &["Why so?"])
        }
    });
    let rig = Rig::new(config(&server));
    assert_eq!(rig.answer(1).0, "Why so?");
    assert_eq!(server.requests().len(), 4);
    assert_eq!(rig.answer(2).0, "Why so?");
    let requests = server.requests();
    assert_eq!(requests.len(), 5, "the server is asked right at once");
    assert_eq!(requests[4].body["max_completion_tokens"], 120);
}

#[test]
fn a_refusal_without_a_reason_is_tried_once_without_counts_and_then_stands() {
    let server = ModelServer::answering(|_| Reply::error(400, "bad request"));
    let rig = Rig::new(config(&server));
    assert_eq!(rig.answer(1).1, Err(Failure::Status(400)));
    assert_eq!(server.requests().len(), 2);
    assert!(server.requests()[1].body.get("stream_options").is_none());
    rig.ask(2);
    assert!(matches!(rig.next(), Notice::Failed { request: RequestId(2), .. }));
    assert!(server.requests()[2].body.get("stream_options").is_some(), "nothing is learned from what did not help");
}
