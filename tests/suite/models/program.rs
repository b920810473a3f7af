//! `greenroom models`, run as people run it: the real program against a server of the test's own.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail as tests do")]

use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

use super::first;
use crate::support::model_reply::{End, Reply};
use crate::support::model_server::ModelServer;

fn program(data: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_greenroom"));
    command.env_clear().arg("--data").arg(data).args(arguments);
    for name in ["PATH", "HOME", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SystemRoot"] {
        command.envs(std::env::var_os(name).map(|value| (name, value)));
    }
    command
}

fn told(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().unwrap_or(-1), text(&output.stdout), text(&output.stderr))
}

fn run(data: &Path, arguments: &[&str]) -> (i32, String, String) {
    told(&program(data, arguments).output().unwrap())
}

fn listed(data: &Path) -> Value {
    let (code, out, err) = run(data, &["models", "list", "--json"]);
    assert_eq!(code, 0, "{err}");
    serde_json::from_str(&out).unwrap()
}

#[test]
fn the_list_says_what_there_is_and_where_from() {
    let data = tempfile::tempdir().unwrap();
    let whole = listed(data.path());
    assert_eq!(whole["schema"], "greenroom.models/1");
    let tiny = whole["published"].as_array().unwrap().iter().find(|model| model["name"] == "tiny.en").unwrap();
    assert_eq!((&tiny["state"], &tiny["licence"], &tiny["bytes"]), (&"absent".into(), &"MIT".into(), &77_704_715.into()));
    assert!(tiny["address"].as_str().unwrap().starts_with("https://huggingface.co/ggerganov/whisper.cpp/"));
    let (_, out, _) = run(data.path(), &["models", "list"]);
    for part in ["tiny.en", "75 MiB", "MIT", tiny["sha256"].as_str().unwrap(), "huggingface.co/ggerganov/whisper.cpp", "not here"] {
        assert!(out.contains(part), "{part} in {out}");
    }
    assert_eq!(std::fs::read_dir(data.path()).unwrap().count(), 0, "looking leaves nothing behind");
}

#[test]
fn a_name_that_nobody_published_is_refused() {
    let data = tempfile::tempdir().unwrap();
    for what in ["get", "remove"] {
        let (code, _, err) = run(data.path(), &["models", what, "huge.en"]);
        assert!(code == 1 && err.contains("no speech model `huge.en`") && err.lines().count() == 1, "{code} {err}");
    }
}

#[test]
fn a_page_in_the_place_of_a_model_is_refused_and_leaves_nothing() {
    let (data, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let server = ModelServer::answering(|_| Reply::text(200, "text/html", "<h1>Sign in to the network</h1>"));
    let models = folder.path().join("models");
    let mut command = program(data.path(), &["models", "get", "tiny.en", "--models-from", &server.base_url()]);
    let (code, _, err) = told(&command.env("GREENROOM_MODELS", &models).output().unwrap());
    assert!(code == 1 && err.contains("sign-in page"), "{code} {err}");
    assert_eq!(std::fs::read_dir(&models).unwrap().count(), 0, "the folder that was named is used, and holds nothing");
}

#[test]
fn a_model_of_ones_own_in_the_folder_is_listed_and_a_damaged_one_removed() {
    let data = tempfile::tempdir().unwrap();
    let models = data.path().join("models");
    std::fs::create_dir(&models).unwrap();
    let own = crate::hearing::ggml::write(&models);
    std::fs::write(models.join("ggml-tiny.en.bin"), vec![0; 3 << 20]).unwrap();
    let whole = listed(data.path());
    assert_eq!((&whole["own"][0]["file"], &whole["own"][0]["used"]), (&own.to_str().unwrap().into(), &true.into()));
    assert!(whole["own"][0]["problem"].is_null());
    let (_, out, _) = run(data.path(), &["models", "list"]);
    assert!(out.contains("damaged; `greenroom models get tiny.en`") && out.contains("your own, here, and used"), "{out}");
    let (code, out, _) = run(data.path(), &["models", "remove", "tiny.en"]);
    assert!(code == 0 && out.contains("3 MiB are free again"), "{out}");
    let (code, _, err) = run(data.path(), &["models", "remove", "tiny.en"]);
    assert!(code == 1 && err.contains("is not here"), "{err}");
}

#[cfg(feature = "whisper")]
#[test]
fn a_model_in_the_folder_is_used_without_being_named() {
    let (data, models) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    crate::hearing::ggml::write(models.path());
    let finding = |arguments: &[&str]| {
        let (_, out, err) = run(data.path(), &[&["doctor", "--json", "--offline"], arguments].concat());
        let whole: Value = serde_json::from_str(&out).unwrap_or_else(|error| panic!("{error}: {err}"));
        whole["findings"].as_array().unwrap().iter().find(|finding| finding["id"] == "speech_model").unwrap().clone()
    };
    let without = finding(&[]);
    assert_eq!(without["state"], "missing");
    assert!(without["remedy"].as_str().unwrap().contains("greenroom models get tiny.en"), "{without}");
    let with = finding(&["--models", models.path().to_str().unwrap()]);
    assert_eq!(with["state"], "found", "{with}");
}

#[test]
fn a_model_that_is_named_for_the_room_stops_no_rehearsal_with_typed_answers() {
    let data = tempfile::tempdir().unwrap();
    let answers = data.path().join("answers.txt");
    std::fs::write(&answers, "I do not know.").unwrap();
    let arguments = ["rehearse", "--offline", "--scenario", "general-behavioural", "--answers", answers.to_str().unwrap(), "--out"];
    let mut command = program(data.path(), &arguments);
    let (code, _, err) = told(&command.arg(data.path().join("out")).env("GREENROOM_SPEECH_MODEL", "/nowhere.bin").output().unwrap());
    assert_eq!(code, 0, "{err}");
}

#[cfg(unix)]
#[test]
fn stopped_with_a_key_it_keeps_what_has_come_and_goes_on_from_there() {
    let data = tempfile::tempdir().unwrap();
    let part = data.path().join("models/ggml-tiny.en.bin.part");
    let piece = vec![5; 3 << 20];
    let server = ModelServer::scripted([
        Reply::file("200 OK\r\nContent-Length: 77704715", &piece, End::Stall),
        Reply::text(404, "text/plain", "gone meanwhile"),
    ]);
    let address = format!("{}/ggml-tiny.en.bin", server.base_url());
    let get = ["models", "get", "tiny.en", "--from", &address];
    let child = program(data.path(), &get).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let end = greenroom::clock::now() + std::time::Duration::from_secs(30);
    while std::fs::metadata(&part).map_or(0, |part| part.len()) < 1 << 20 {
        assert!(greenroom::clock::now() < end, "nothing came");
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    let (code, out, err) = told(&child.wait_with_output().unwrap());
    assert_eq!((code, out.as_str()), (130, ""), "{err}");
    assert!(err.contains("fetching 0 %") && err.lines().last().unwrap().contains("stopped; what is here is kept"), "{err}");
    let kept = std::fs::metadata(&part).unwrap().len();
    assert!(run(data.path(), &["models", "list"]).1.contains("fetches the rest"));
    let (code, _, err) = run(data.path(), &get);
    assert!(code == 1 && err.contains("status 404"), "{err}");
    assert_eq!(first(&server.requests()[1]) as u64, kept, "only the rest is asked for");
    assert_eq!(std::fs::metadata(&part).unwrap().len(), kept, "and what is here is kept still");
}
