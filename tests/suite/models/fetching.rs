//! A model that comes: at once, in pieces, by detours, or from a file.

use greenroom::models::{Source, Stage};

use super::{LENGTH, Rig, answer, first};
use crate::support::model_reply::{End, Reply};
use crate::support::model_server::ModelServer;

#[test]
fn a_model_arrives_under_its_name_and_is_the_one_that_is_used() {
    let rig = Rig::new();
    let server = rig.good();
    let mut told = Vec::new();
    let path = rig.io.handle().block_on(rig.begin(&server).wait(|progress| told.push(progress))).unwrap();
    rig.arrived(&path);
    assert_eq!(rig.folder.chosen(), Some(path));
    let last = told.last().unwrap();
    assert_eq!((last.stage, last.of), (Stage::Checking, LENGTH as u64), "it is compared with what was published");
    assert!(told.windows(2).all(|two| two[0].stage != two[1].stage || two[0].done <= two[1].done), "{told:?}");
    assert_eq!(server.requests()[0].header("range"), None);
}

#[test]
fn what_breaks_off_in_the_middle_is_gone_on_with() {
    for end in [End::Close, End::Reset] {
        let rig = Rig::new();
        let bytes = rig.bytes.clone();
        let server = ModelServer::answering(move |request| match first(request) {
            // A connection that is reset may lose what was under way; what came before the pause has arrived.
            0 => Reply::file(&format!("200 OK\r\nContent-Length: {LENGTH}"), &bytes[..LENGTH / 2], end),
            _ => answer(request, &bytes),
        });
        rig.arrived(&rig.get(&server).unwrap());
        let requests = server.requests();
        assert!(requests.len() >= 2, "{end:?}");
        if end == End::Close {
            assert_eq!(first(&requests[1]), LENGTH / 2, "only the rest is asked for");
        }
    }
}

#[test]
fn what_another_run_has_left_is_gone_on_with() {
    let rig = Rig::new();
    rig.has(&rig.bytes[..LENGTH / 3]);
    let server = rig.good();
    rig.arrived(&rig.get(&server).unwrap());
    let asked: Vec<usize> = server.requests().iter().map(first).collect();
    assert_eq!(asked, [LENGTH / 3]);
}

#[test]
fn a_part_that_is_whole_already_needs_no_server() {
    let rig = Rig::new();
    rig.has(&rig.bytes);
    let server = rig.good();
    rig.arrived(&rig.get(&server).unwrap());
    assert_eq!(server.requests().len(), 0);
}

#[test]
fn a_part_that_is_longer_than_the_model_is_no_part_of_it() {
    let rig = Rig::new();
    rig.has(&vec![7; LENGTH + 1]);
    let server = rig.good();
    rig.arrived(&rig.get(&server).unwrap());
    assert_eq!(first(&server.requests()[0]), 0);
}

#[test]
fn a_server_that_always_gives_the_whole_is_taken_at_its_word() {
    let rig = Rig::new();
    rig.has(&rig.bytes[..1000]);
    let bytes = rig.bytes.clone();
    let server = ModelServer::answering(move |_| Reply::file(&format!("200 OK\r\nContent-Length: {LENGTH}"), &bytes, End::Close));
    rig.arrived(&rig.get(&server).unwrap());
    assert_eq!(first(&server.requests()[0]), 1000, "it was asked for the rest");
}

#[test]
fn a_server_without_a_length_is_taken_by_what_it_gives() {
    let rig = Rig::new();
    let server = ModelServer::scripted([Reply::file("200 OK", &rig.bytes, End::Close)]);
    rig.arrived(&rig.get(&server).unwrap());
}

#[test]
fn another_piece_than_was_asked_for_is_not_used() {
    let rig = Rig::new();
    rig.has(&rig.bytes[..1000]);
    let bytes = rig.bytes.clone();
    let mut number = 0;
    let server = ModelServer::answering(move |request| {
        number += 1;
        match number {
            1 => Reply::file(
                &format!("206 Partial Content\r\nContent-Range: bytes 2000-{}/{LENGTH}", LENGTH - 1),
                &bytes[2000..],
                End::Close,
            ),
            _ => answer(request, &bytes),
        }
    });
    rig.arrived(&rig.get(&server).unwrap());
    let asked: Vec<usize> = server.requests().iter().map(first).collect();
    assert_eq!(asked, [1000, 0], "it begins anew");
}

#[test]
fn a_server_that_has_nothing_from_there_on_is_asked_for_the_whole() {
    let rig = Rig::new();
    rig.has(&rig.bytes[..1000]);
    let bytes = rig.bytes.clone();
    let server = ModelServer::answering(move |request| match first(request) {
        0 => answer(request, &bytes),
        _ => Reply::text(416, "text/plain", "no such range"),
    });
    rig.arrived(&rig.get(&server).unwrap());
}

#[test]
fn a_redirect_is_followed_with_what_was_asked_for() {
    let rig = Rig::new();
    rig.has(&rig.bytes[..1000]);
    let bytes = rig.bytes.clone();
    let server = ModelServer::answering(move |request| {
        if request.line.ends_with("/elsewhere") {
            answer(request, &bytes)
        } else {
            Reply::file("302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0", &[], End::Close)
        }
    });
    rig.arrived(&rig.get(&server).unwrap());
    let asked: Vec<usize> = server.requests().iter().map(first).collect();
    assert_eq!(asked, [1000, 1000]);
}

#[test]
fn a_server_that_is_busy_for_a_moment_is_asked_again() {
    let rig = Rig::new();
    let bytes = rig.bytes.clone();
    let mut number = 0;
    let server = ModelServer::answering(move |request| {
        number += 1;
        if number < 3 { Reply::text(503, "text/plain", "later") } else { answer(request, &bytes) }
    });
    rig.arrived(&rig.get(&server).unwrap());
}

#[test]
fn a_model_that_is_here_is_only_chosen() {
    let rig = Rig::new();
    let server = rig.good();
    let path = rig.get(&server).unwrap();
    let other = rig.folder.path().join("ggml-later.bin");
    std::fs::write(&other, "newer").unwrap();
    let long_ago = std::time::SystemTime::UNIX_EPOCH;
    std::fs::File::options().append(true).open(&path).unwrap().set_modified(long_ago).unwrap();
    assert_eq!(rig.folder.chosen(), Some(other.clone()));
    std::fs::File::options().append(true).open(&other).unwrap().set_modified(long_ago).unwrap();
    assert_eq!(rig.get(&server).unwrap(), path);
    assert_eq!(rig.folder.chosen(), Some(path));
    assert_eq!(server.requests().len(), 1, "it was fetched once");
}

#[test]
fn a_damaged_model_is_fetched_again() {
    let rig = Rig::new();
    let server = rig.good();
    let path = rig.get(&server).unwrap();
    std::fs::write(&path, vec![0; LENGTH]).unwrap();
    rig.arrived(&rig.get(&server).unwrap());
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn a_file_of_ones_own_is_copied_and_stays() {
    let rig = Rig::new();
    let file = rig.folder.path().with_file_name("from the library.bin");
    std::fs::write(&file, &rig.bytes).unwrap();
    // What has come from elsewhere before is of no use then.
    rig.has(&[9; 500]);
    let path = rig.wait(rig.begin_with(Source::File(file.clone()))).unwrap();
    rig.arrived(&path);
    assert!(file.exists());
}
