//! What goes wrong ends in one sentence, leaves no broken model, and keeps what can be gone on with.

use std::path::Path;
use std::time::Duration;

use greenroom::models::{Download, ModelsError, Source};

use super::{LENGTH, Rig, answer, first, one_sentence};
use crate::support::model_reply::{End, Reply};
use crate::support::model_server::ModelServer;

/// Waits until so many bytes have come.
#[track_caller]
fn until(download: &mut Download, bytes: u64) {
    while download.progress().done < bytes {
        assert!(download.ended().is_none());
        std::thread::yield_now();
    }
}

#[test]
fn a_server_that_says_another_length_is_not_waited_for() {
    for said in [1234, LENGTH + 1] {
        let rig = Rig::new();
        let server = ModelServer::scripted([Reply::file(&format!("200 OK\r\nContent-Length: {said}"), &[b'x'; 100], End::Stall)]);
        let told = rig.fails(&server);
        assert!(told.contains(&format!("{said} bytes long")) && told.contains(&format!("has {LENGTH} bytes")), "{told}");
        assert_eq!(rig.left(), [""; 0]);
    }
}

#[test]
fn the_rest_of_another_file_is_not_added() {
    let rig = Rig::new();
    rig.has(&rig.bytes[..1000]);
    let server = ModelServer::scripted([Reply::file("206 Partial Content\r\nContent-Range: bytes 1000-1999/2000", &[0; 1000], End::Close)]);
    assert!(rig.fails(&server).contains("2000 bytes long"));
    assert_eq!(rig.left(), [""; 0]);
}

#[test]
fn a_server_that_never_ends_is_left_at_the_length_that_was_published() {
    let rig = Rig::new();
    let server = ModelServer::scripted([Reply::file("200 OK", &[rig.bytes.clone(), vec![0; 100]].concat(), End::Stall)]);
    assert!(rig.fails(&server).contains("is longer"));
    assert_eq!(rig.left(), [""; 0]);
}

#[test]
fn a_server_that_always_breaks_off_is_given_up_and_what_came_is_kept() {
    let rig = Rig::new();
    let bytes = rig.bytes.clone();
    // Two pieces, and nothing more ever.
    let server = ModelServer::answering(move |request| match first(request) {
        0 => Reply::file(&format!("200 OK\r\nContent-Length: {LENGTH}"), &bytes[..1000], End::Close),
        from => Reply::file(
            &format!("206 Partial Content\r\nContent-Range: bytes {from}-{}/{LENGTH}", LENGTH - 1),
            &bytes[from.min(2000)..2000],
            End::Close,
        ),
    });
    let told = rig.fails(&server);
    assert!(told.contains("broke off") && told.contains("is kept"), "{told}");
    assert_eq!(rig.part(), 2000);
    assert_eq!(server.requests().len(), 2 + rig.options.pauses.len());
    rig.arrived(&rig.get(&rig.good()).unwrap());
}

#[test]
fn a_server_that_ignores_what_is_asked_for_and_breaks_off_is_given_up() {
    let rig = Rig::new();
    let bytes = rig.bytes.clone();
    let server = ModelServer::answering(move |_| Reply::file(&format!("200 OK\r\nContent-Length: {LENGTH}"), &bytes[..1000], End::Close));
    assert!(rig.fails(&server).contains("broke off"));
    assert_eq!(server.requests().len(), 1 + rig.options.pauses.len(), "the same piece again is nothing new");
}

#[test]
fn wrong_bytes_never_get_the_name_of_a_model() {
    let rig = Rig::new();
    let mut wrong = rig.bytes.clone();
    wrong[LENGTH / 2] ^= 1;
    let server = ModelServer::answering(move |request| answer(request, &wrong));
    let told = rig.fails(&server);
    assert!(told.contains("127.0.0.1") && told.contains("checksum differs"), "{told}");
    assert_eq!(rig.left(), [""; 0]);
}

#[test]
fn a_part_of_something_else_is_found_out_and_the_next_try_begins_anew() {
    let rig = Rig::new();
    rig.has(&[1; 1000]);
    let server = rig.good();
    assert!(rig.fails(&server).contains("checksum differs"));
    assert_eq!(rig.left(), [""; 0]);
    rig.arrived(&rig.get(&server).unwrap());
}

#[test]
fn a_file_that_is_not_there_is_not_asked_for_again() {
    for status in [401, 403, 404, 410] {
        let rig = Rig::new();
        let server = ModelServer::answering(move |_| Reply::text(status, "text/html", "<h1>no</h1>"));
        let told = rig.fails(&server);
        assert!(told.contains(&format!("status {status}")), "{told}");
        assert_eq!((server.requests().len(), rig.left().len()), (1, 0));
    }
}

#[test]
fn a_server_in_trouble_is_asked_again_and_then_given_up() {
    let rig = Rig::new();
    let server = ModelServer::answering(|_| Reply::text(500, "text/plain", "oh"));
    assert!(rig.fails(&server).contains("status 500"));
    assert_eq!((server.requests().len(), rig.left().len()), (1 + rig.options.pauses.len(), 0));
}

#[test]
fn redirects_without_end_are_not_followed_for_ever() {
    let rig = Rig::new();
    let server = ModelServer::answering(|_| Reply::file("302 Found\r\nLocation: /again\r\nContent-Length: 0", &[], End::Close));
    assert!(rig.fails(&server).contains("without end"));
    assert!(server.requests().len() <= 12, "{}", server.requests().len());
    assert_eq!(rig.left(), [""; 0]);
}

#[test]
fn a_redirect_to_an_address_without_https_is_not_followed() {
    let rig = Rig::new();
    // An address that belongs to nobody, by RFC 5737.
    let server = ModelServer::answering(|_| Reply::file("302 Found\r\nLocation: http://192.0.2.1/x\r\nContent-Length: 0", &[], End::Close));
    assert!(rig.fails(&server).contains("without https"));
    assert_eq!((server.requests().len(), rig.left().len()), (1, 0));
}

#[test]
fn a_server_that_falls_silent_is_left_and_what_came_is_kept() {
    let mut rig = Rig::new();
    rig.options.stall = Duration::from_millis(300);
    rig.options.pauses.clear();
    let server = ModelServer::scripted([Reply::file(&format!("200 OK\r\nContent-Length: {LENGTH}"), &rig.bytes[..5000], End::Stall)]);
    let told = rig.fails(&server);
    assert!(told.contains("sent nothing for 1 s"), "{told}");
    assert_eq!(server.hung_up(), 0, "the connection is closed");
    rig.options.stall = Duration::from_secs(20);
    assert_eq!(rig.part(), 5000);
    rig.arrived(&rig.get(&rig.good()).unwrap());
}

#[test]
fn a_server_that_never_answers_is_left() {
    let mut rig = Rig::new();
    rig.options.stall = Duration::from_millis(200);
    rig.options.pauses.truncate(1);
    let server = ModelServer::answering(|_| Reply::file("", &[], End::Stall).after(Duration::from_secs(60)));
    assert!(rig.fails(&server).contains("sent nothing"));
    assert_eq!(rig.left(), [""; 0]);
}

#[test]
fn nobody_there_is_told_with_another_way() {
    let rig = Rig::new();
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let source = Source::of(&rig.model, Some(&format!("http://127.0.0.1:{port}/"))).unwrap();
    let told = one_sentence(&rig.wait(rig.begin_with(source)).unwrap_err());
    assert!(told.contains("127.0.0.1 cannot be reached") && told.contains("--from FILE"), "{told}");
    assert_eq!(rig.left(), [""; 0]);
}

#[test]
fn one_that_is_stopped_leaves_what_has_come() {
    let rig = Rig::new();
    let server = ModelServer::scripted([Reply::file(&format!("200 OK\r\nContent-Length: {LENGTH}"), &rig.bytes[..LENGTH - 9], End::Stall)]);
    let download = rig.begin(&server);
    let stop = download.stop();
    let ended = rig.io.handle().block_on(download.wait(|progress| {
        if progress.done == LENGTH as u64 - 9 {
            stop.stop();
        }
    }));
    assert!(matches!(ended, Err(ModelsError::Stopped)), "{ended:?}");
    one_sentence(&ended.unwrap_err());
    server.hung_up();
    assert!(rig.part() >= LENGTH / 3, "{} of {LENGTH}", rig.part());
    assert!(!rig.folder.file(&rig.model).exists());
    let server = rig.good();
    rig.arrived(&rig.get(&server).unwrap());
    assert!(first(&server.requests()[0]) >= LENGTH / 3);
}

#[test]
fn one_that_nobody_wants_any_more_stops() {
    let rig = Rig::new();
    let server = ModelServer::scripted([Reply::file(&format!("200 OK\r\nContent-Length: {LENGTH}"), &rig.bytes[..2000], End::Stall)]);
    let mut download = rig.begin(&server);
    until(&mut download, 2000);
    drop(download);
    assert_eq!(server.hung_up(), 0);
}

#[test]
fn room_on_the_disk_is_looked_for_before_anything_is_asked_for() {
    let mut rig = Rig::new();
    rig.options.free = |_| Some(66 << 20);
    let server = rig.good();
    let told = rig.fails(&server);
    assert!(told.contains("67 MiB are needed") && told.contains("66 MiB are free"), "{told}");
    assert_eq!((server.requests().len(), rig.left().len()), (0, 0));
    // What is here already need not be found room for.
    rig.has(&rig.bytes[..LENGTH * 9 / 10]);
    rig.arrived(&rig.get(&server).unwrap());
}

#[test]
fn a_folder_that_cannot_be_made_is_told() {
    let mut rig = Rig::new();
    std::fs::write(rig.folder.path(), "a file of that name").unwrap();
    let server = rig.good();
    let told = rig.fails(&server);
    assert!(told.contains("cannot be written") && told.contains("--models FOLDER"), "{told}");
    // Nobody may write there, whatever their rights.
    if cfg!(target_os = "linux") {
        rig.folder = greenroom::models::Folder::new(Path::new("/proc").to_owned());
        assert!(rig.fails(&server).contains("cannot be written"));
    }
    assert_eq!(server.requests().len(), 0);
}

#[test]
fn the_same_model_is_fetched_by_one_at_a_time() {
    let rig = Rig::new();
    let head = format!("200 OK\r\nContent-Length: {LENGTH}");
    let server = ModelServer::scripted([Reply::file(&head, &rig.bytes[..2000], End::Stall)]);
    let mut first = rig.begin(&server);
    until(&mut first, 2000);
    let told = rig.fails(&server);
    assert!(told.contains("ggml-quokka.en.bin is being fetched already"), "{told}");
    let told = one_sentence(&rig.folder.remove(&rig.model).unwrap_err());
    assert!(told.contains("being fetched"), "{told}");
    assert_eq!(server.requests().len(), 1, "the second asks nobody");
    drop(first);
    server.hung_up();
}

#[test]
fn another_file_is_not_taken_for_the_model() {
    let rig = Rig::new();
    let file = rig.folder.path().with_file_name("other.bin");
    let mut wrong = rig.bytes.clone();
    wrong[0] ^= 1;
    for (bytes, why) in [(&wrong[..], "its checksum differs"), (&wrong[..5000], "5000 bytes instead of")] {
        std::fs::write(&file, bytes).unwrap();
        rig.has(&rig.bytes[..300]);
        let told = one_sentence(&rig.wait(rig.begin_with(Source::File(file.clone()))).unwrap_err());
        assert!(told.contains("other.bin") && told.contains(why), "{told}");
        assert_eq!(rig.part(), 300, "what has come from elsewhere stays");
    }
    std::fs::remove_file(&file).unwrap();
    let told = one_sentence(&rig.wait(rig.begin_with(Source::File(file))).unwrap_err());
    assert!(told.contains("other.bin cannot be read"), "{told}");
}
