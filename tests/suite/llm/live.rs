//! Answers that arrive: dialects, cuts, thoughts, counts, cancelling.

use std::time::Duration;

use greenroom::interview::RequestId;
use greenroom::llm::{Failure, Notice};

use super::{KEY, PROMPT, Rig, config};
use crate::support::model_reply::{Dialect, End, Reply};
use crate::support::model_server::ModelServer;

const PIECES: [&str; 4] = ["Né", "e — and how did ", "you keep 3.5 € of ", "load at bay? 🦀."];

#[test]
fn every_dialect_gives_the_same_text_wherever_it_is_cut() {
    for dialect in Dialect::ALL {
        for cut in [1, 2, 3, 7, 61, 100_000] {
            let server = ModelServer::scripted([Reply::streamed(dialect, &PIECES).cut_every(cut)]);
            let rig = Rig::new(config(&server));
            let (text, end, call) = rig.answer(1);
            assert_eq!((text.as_str(), end), (PIECES.concat().as_str(), Ok(())), "{dialect:?} in pieces of {cut} bytes");
            assert!(call.first_chunk_ms.is_some() && call.error.is_none());
            if matches!(dialect, Dialect::OpenAi | Dialect::LlamaCpp | Dialect::Vllm | Dialect::Gemini) {
                assert_eq!((call.tokens_in, call.tokens_out, call.estimated), (12, 34, false), "{dialect:?}");
            } else {
                let quarter = (PIECES.concat().chars().count() as u64).div_ceil(4);
                assert_eq!((call.tokens_out, call.estimated), (quarter, true), "{dialect:?}");
            }
        }
    }
}

#[test]
fn the_request_says_what_is_wanted() {
    let server = ModelServer::scripted([Reply::streamed(Dialect::OpenAi, &["Why?"])]);
    let rig = Rig::new(config(&server));
    rig.answer(1).1.unwrap();
    let request = &server.requests()[0];
    assert_eq!(request.line, "POST /v1/chat/completions");
    assert_eq!(request.header("authorization"), Some(format!("Bearer {KEY}").as_str()));
    assert_eq!(request.body["model"], "small-1");
    assert_eq!(request.body["max_tokens"], 120);
    assert_eq!(request.body["temperature"], 0.7);
    assert_eq!(request.body["stream_options"]["include_usage"], true);
    assert!(request.is_streamed());
    assert!(request.message("system").contains(PROMPT) && request.message("user").contains(PROMPT));
}

#[test]
fn text_goes_out_piece_by_piece_and_not_at_the_end() {
    let server = ModelServer::scripted([Reply::streamed(Dialect::OpenAi, &["One. ", "Two. "]).broken_behind("Two. ", End::Stall)]);
    let rig = Rig::new(config(&server));
    rig.ask(1);
    // The rest of this event never comes, so only the first piece can.
    assert_eq!(rig.next(), Notice::Chunk { request: RequestId(1), text: "One. ".into() });
}

#[test]
fn a_connection_that_the_server_closed_between_turns_costs_no_turn() {
    let server = ModelServer::answering(|_| Reply::streamed(Dialect::OpenAi, &["Why?"]).after(Duration::from_millis(2)));
    let rig = Rig::new(config(&server));
    for request in 0..30 {
        // The server closes each connection without having said so.
        assert_eq!(rig.answer(request).1, Ok(()), "turn {request}");
    }
}

#[test]
fn what_a_model_thinks_aloud_is_not_said() {
    let whole = "<think>The candidate said quokka.\nHmm < I see></think>\n\n Which part <b>was</b> yours?";
    for size in 1..whole.len() {
        // All of it in one reply, cut at every size, would be slow over the wire; every eighth will do.
        if size % 8 != 1 {
            continue;
        }
        let letters: Vec<char> = whole.chars().collect();
        let pieces: Vec<String> = letters.chunks(size).map(|chunk| chunk.iter().collect()).collect();
        let pieces: Vec<&str> = pieces.iter().map(String::as_str).collect();
        let server = ModelServer::scripted([Reply::streamed(Dialect::Ollama, &pieces)]);
        let (text, end, _) = Rig::new(config(&server)).answer(1);
        assert_eq!((text.as_str(), end), ("Which part <b>was</b> yours?", Ok(())), "pieces of {size}");
    }
}

#[test]
fn what_looks_like_the_beginning_of_a_thought_is_said_in_the_end() {
    let server = ModelServer::scripted([Reply::streamed(Dialect::OpenAi, &["Is 3 <", "th"])]);
    assert_eq!(Rig::new(config(&server)).answer(1).0, "Is 3 <th");
}

#[test]
fn a_thought_without_an_end_is_an_empty_answer() {
    let server = ModelServer::scripted([Reply::streamed(Dialect::OpenAi, &["<think>hm", " and so on"])]);
    let (text, end, _) = Rig::new(config(&server)).answer(1);
    assert_eq!((text.as_str(), end), ("", Err(Failure::Empty)));
}

#[test]
fn two_requests_at_once_do_not_mix() {
    let server = ModelServer::answering(|request| {
        let word = if request.message("user").contains('7') { "seven " } else { "eight " };
        Reply::streamed(Dialect::OpenAi, &[word; 20]).paced(Duration::from_millis(1))
    });
    let rig = Rig::new(config(&server));
    for number in [7, 8] {
        let mut prompt = super::prompt(greenroom::interview::Purpose::Question);
        prompt.user = number.to_string();
        rig.handle().ask(RequestId(number), prompt);
    }
    let (mut texts, mut done) = ([String::new(), String::new()], 0);
    while done < 2 {
        match rig.next() {
            Notice::Chunk { request, text } => texts[(request.0 - 7) as usize].push_str(&text),
            Notice::Done { .. } => done += 1,
            Notice::Failed { reason, .. } => panic!("{reason}"),
        }
    }
    assert_eq!(texts, ["seven ".repeat(20), "eight ".repeat(20)]);
}

#[test]
fn a_reader_who_is_slow_misses_nothing() {
    let pieces: Vec<String> = (0..300).map(|number| format!("{number} ")).collect();
    let pieces: Vec<&str> = pieces.iter().map(String::as_str).collect();
    let server = ModelServer::scripted([Reply::streamed(Dialect::OpenAi, &pieces)]);
    let rig = Rig::with_room(config(&server), 1);
    let (text, end, _) = rig.answer(1);
    assert_eq!((text, end), (pieces.concat(), Ok(())));
}

#[test]
fn cancelling_closes_the_connection() {
    let server = ModelServer::scripted([
        Reply::streamed(Dialect::OpenAi, &["Tell me ", "more"]).broken_behind("\"Tell me \"}", End::Stall),
        Reply::streamed(Dialect::OpenAi, &["Still here?"]),
    ]);
    // The event is complete only with the empty line behind it.
    let rig = Rig::new(config(&server));
    rig.ask(1);
    while server.requests().is_empty() {
        std::thread::yield_now();
    }
    rig.handle().cancel(RequestId(1));
    assert_eq!(server.hung_up(), 0);
    let (_, end, call) = rig.outcome();
    assert_eq!((end, call.error), (Err(Failure::Cancelled), Some(Failure::Cancelled)));

    rig.handle().cancel(RequestId(1));
    rig.handle().cancel(RequestId(99));
    assert_eq!(rig.answer(2).0, "Still here?", "the handle goes on");
}

#[test]
fn cancelling_after_the_first_words_closes_the_connection_too() {
    let first = Reply::streamed(Dialect::OpenAi, &["Tell me ", "more"]);
    let events = String::from_utf8(first.body_bytes()).unwrap();
    let behind = events.find("Tell me ").unwrap();
    let end_of_event = behind + events[behind..].find("\n\n").unwrap() + 2;
    let server = ModelServer::scripted([first.broken_after(end_of_event, End::Stall)]);
    let rig = Rig::new(config(&server));
    rig.ask(1);
    assert!(matches!(rig.next(), Notice::Chunk { .. }));
    rig.handle().cancel(RequestId(1));
    assert_eq!(server.hung_up(), 0);
    assert_eq!(rig.outcome().1, Err(Failure::Cancelled));
}

#[test]
fn dropping_the_last_handle_closes_the_connection() {
    let server = ModelServer::scripted([Reply::streamed(Dialect::OpenAi, &["x"]).broken_after(0, End::Stall)]);
    let mut rig = Rig::new(config(&server));
    rig.ask(1);
    while server.requests().is_empty() {
        std::thread::yield_now();
    }
    rig.handle = None;
    assert_eq!(server.hung_up(), 0);
}
