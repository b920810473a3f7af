//! `greenroom doctor` and `greenroom bench turn`, run as people run them: the real program with an empty environment.

#![expect(clippy::unwrap_used, reason = "a failing helper fails its test")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

use crate::support::model_reply::Reply;
use crate::support::model_server::ModelServer;

const KEY: &str = "sk-never-to-be-seen-0123456789";

/// The program with nothing in its environment but what is given.
pub(crate) fn greenroom(arguments: &[&str], variables: &[(&str, &str)]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_greenroom"));
    command.env_clear().args(arguments).envs(variables.iter().copied());
    // The loader of shared libraries and the sound system's files are no part of what is tested.
    for name in ["PATH", "HOME", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SystemRoot"] {
        command.envs(std::env::var_os(name).map(|value| (name, value)));
    }
    command.output().unwrap()
}

struct Examined {
    code: i32,
    whole: Value,
    text: String,
}

impl Examined {
    fn finding(&self, id: &str) -> Option<&Value> {
        self.whole["findings"].as_array().unwrap().iter().find(|finding| finding["id"] == id)
    }

    /// State, text and remedy.
    #[track_caller]
    fn of(&self, id: &str) -> (&str, &str, &str) {
        let finding = self.finding(id).unwrap_or_else(|| panic!("no finding `{id}` in {:#}", self.whole));
        let part = |name: &str| finding[name].as_str().unwrap_or_default();
        (part("state"), part("text"), part("remedy"))
    }
}

fn examine(data: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> Examined {
    let all = [&["doctor", "--json", "--data", data.to_str().unwrap()], arguments].concat();
    let output = greenroom(&all, variables);
    let text = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    let whole = serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {text}"));
    Examined { code: output.status.code().unwrap(), whole, text }
}

#[test]
fn with_nothing_configured_an_interview_can_be_held() {
    let data = tempfile::tempdir().unwrap();
    let examined = examine(data.path(), &[], &[]);
    assert_eq!(examined.code, 0, "{:#}", examined.whole);
    assert_eq!(examined.whole["schema"], "greenroom.doctor/1");
    assert_eq!(examined.whole["can_interview"], true);
    assert_eq!(examined.of("data").0, "found");
    assert_eq!(examined.of("synthesis").0, "found");
    assert_eq!(examined.of("plan").0, "found");
    assert_eq!(examined.of("model").0, "missing");
    assert_eq!(examined.of("speech_model").0, "missing");
    assert!(examined.of("speech_model").2.contains("greenroom models get"));
    assert_eq!(fs::read_dir(data.path()).unwrap().count(), 0, "nothing is left behind");
}

#[test]
fn everything_that_is_not_found_has_a_remedy_and_a_mark_that_is_a_word() {
    let data = tempfile::tempdir().unwrap();
    let examined = examine(data.path(), &[], &[]);
    for finding in examined.whole["findings"].as_array().unwrap() {
        assert!(finding["state"] == "found" || finding["remedy"].is_string(), "{finding}");
    }
    let output = greenroom(&["doctor", "--data", data.path().to_str().unwrap()], &[]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(!text.contains('\u{1b}'), "no colours: {text}");
    for title in ["Program", "Folders", "Content", "Voice", "Hearing", "Language model", "Graphics"] {
        assert!(text.lines().any(|line| line == title), "{title} in {text}");
    }
    for line in text.lines().filter(|line| line.starts_with("  ")) {
        let mark = line.split_whitespace().next().unwrap();
        assert!(["found", "missing", "problem", "blocks"].contains(&mark), "{line}");
        assert!(mark == "found" || line.contains(" -> "), "{line}");
    }
    assert!(text.trim_end().ends_with("An interview can be held."));
}

#[test]
fn a_data_folder_that_cannot_be_made_blocks() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("file"), "").unwrap();
    let examined = examine(&folder.path().join("file/inside"), &[], &[]);
    assert_eq!((examined.code, &examined.whole["can_interview"]), (1, &Value::Bool(false)));
    let (state, text, remedy) = examined.of("data");
    assert_eq!(state, "blocking");
    assert!(text.contains("cannot be made") && remedy.contains("--data"), "{text} {remedy}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_data_folder_that_cannot_be_written_to_blocks() {
    // Nobody may write there, whatever their rights.
    let examined = examine(Path::new("/proc"), &[], &[]);
    assert_eq!(examined.code, 1);
    assert_eq!(examined.of("data").0, "blocking");
    assert!(examined.of("data").1.contains("cannot be written to"));
    let text = String::from_utf8(greenroom(&["doctor", "--data", "/proc"], &[]).stdout).unwrap();
    assert!(text.contains("  blocks   ") && text.trim_end().ends_with("is put right."), "{text}");
}

#[test]
fn another_programs_database_blocks_and_stays_as_it_is() {
    let data = tempfile::tempdir().unwrap();
    let path = data.path().join("greenroom.db");
    let other = rusqlite::Connection::open(&path).unwrap();
    other.execute_batch("CREATE TABLE theirs (x); INSERT INTO theirs VALUES (1);").unwrap();
    drop(other);
    let examined = examine(data.path(), &[], &[]);
    assert_eq!(examined.code, 1);
    assert_eq!(examined.of("database").0, "blocking");
    assert!(examined.of("database").2.contains("--data"));
    let kept: i64 = rusqlite::Connection::open(&path).unwrap().query_row("SELECT x FROM theirs", [], |row| row.get(0)).unwrap();
    assert_eq!(kept, 1);
}

#[test]
fn a_database_of_a_later_version_blocks() {
    let data = tempfile::tempdir().unwrap();
    drop(greenroom::store::Store::open(&data.path().join("greenroom.db")).unwrap());
    rusqlite::Connection::open(data.path().join("greenroom.db")).unwrap().pragma_update(None, "user_version", 999).unwrap();
    let examined = examine(data.path(), &[], &[]);
    assert_eq!((examined.code, examined.of("database").0), (1, "blocking"));
    assert!(examined.of("database").2.contains("newer version"), "{:?}", examined.of("database"));
}

#[test]
fn a_damaged_database_is_told_and_does_not_block() {
    let data = tempfile::tempdir().unwrap();
    fs::write(data.path().join("greenroom.db"), "this is no database at all, but long enough to look at").unwrap();
    let examined = examine(data.path(), &[], &[]);
    assert_eq!(examined.code, 0);
    assert_eq!(examined.of("damaged").0, "problem");
    assert_eq!(examined.of("database").0, "found");
}

#[test]
fn interrupted_sessions_are_counted() {
    let data = tempfile::tempdir().unwrap();
    let store = greenroom::store::Store::open(&data.path().join("greenroom.db")).unwrap();
    let recorder = greenroom::session::Recorder::begin(&store, &crate::support::plan::plan(), jiff::Timestamp::UNIX_EPOCH).unwrap();
    drop(recorder);
    drop(store);
    let examined = examine(data.path(), &[], &[]);
    assert_eq!(examined.code, 0);
    assert!(examined.of("database").1.contains("1 session"), "{:?}", examined.of("database"));
    assert_eq!(examined.of("interrupted").0, "missing");
}

#[test]
fn errors_in_content_are_counted_and_block_only_when_nothing_is_left() {
    let (data, content) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let scenarios = content.path().join("scenarios");
    fs::create_dir(&scenarios).unwrap();
    fs::write(scenarios.join("mine.toml"), "this is not a scenario").unwrap();
    let path = content.path().to_str().unwrap().to_owned();
    let examined = examine(data.path(), &["--content", &path], &[]);
    assert_eq!((examined.code, examined.of("errors").0), (0, "problem"));
    assert_eq!(examined.of("plan").0, "found");
    // Laid over everything that comes with the program.
    for (file, _) in greenroom::config::content::bundled().iter().filter(|(file, _)| file.starts_with("scenarios/")) {
        fs::write(content.path().join(file), "nor is this").unwrap();
    }
    let examined = examine(data.path(), &[], &[("GREENROOM_CONTENT", &path)]);
    assert_eq!((examined.code, examined.of("plan").0), (1, "blocking"));
    assert!(examined.of("plan").2.contains("content check"));
}

#[cfg(feature = "whisper")]
#[test]
fn a_speech_model_is_looked_at_before_it_is_needed() {
    let folder = tempfile::tempdir().unwrap();
    let (model, junk) = (crate::hearing::ggml::write(folder.path()), folder.path().join("junk.bin"));
    fs::write(&junk, [7_u8; 100]).unwrap();
    let with = |path: &Path| examine(folder.path(), &[], &[("GREENROOM_SPEECH_MODEL", path.to_str().unwrap())]);
    let found = with(&model);
    assert_eq!(found.of("speech_model").0, "found");
    assert!(found.of("speech_model").1.contains("tiny (English"), "{:?}", found.of("speech_model"));
    for (path, what) in [(junk, "is not a whisper.cpp model"), (folder.path().join("nowhere.bin"), "does not exist")] {
        let examined = with(&path);
        assert_eq!((examined.code, examined.of("speech_model").0), (0, "problem"));
        assert!(examined.of("speech_model").1.contains(what), "{:?}", examined.of("speech_model"));
    }
}

#[test]
fn a_language_model_is_asked_and_its_key_is_never_shown() {
    let data = tempfile::tempdir().unwrap();
    let ask = |url: &str| {
        let settings = [("GREENROOM_LLM_BASE_URL", url), ("GREENROOM_LLM_MODEL", "small-talk"), ("GREENROOM_LLM_API_KEY", KEY)];
        let examined = examine(data.path(), &[], &settings);
        assert_eq!(examined.code, 0, "a model is never needed");
        assert!(!examined.text.contains(KEY) && !examined.text.contains("never-to-be-seen"));
        examined
    };
    let server = ModelServer::scripted([Reply::completion("ready"), Reply::error(401, "wrong key")]);
    let answered = ask(&server.base_url());
    assert_eq!((answered.of("model").0, answered.of("answer").0), ("found", "found"));
    assert!(answered.of("model").1.contains("nothing that is said leaves it"));
    let refused = ask(&server.base_url());
    assert_eq!(refused.of("answer").0, "problem");
    assert!(refused.of("answer").2.contains("GREENROOM_LLM_API_KEY"), "{:?}", refused.of("answer"));
    drop(server);
    // A port that nobody listens at.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let unreachable = ask(&format!("http://127.0.0.1:{port}/v1"));
    assert_eq!(unreachable.of("answer").0, "problem");
    assert!(unreachable.of("answer").2.contains("GREENROOM_LLM_BASE_URL"), "{:?}", unreachable.of("answer"));
}

#[test]
fn half_a_configuration_is_told_and_nobody_is_asked_offline() {
    let data = tempfile::tempdir().unwrap();
    let half = examine(data.path(), &[], &[("GREENROOM_LLM_MODEL", "small-talk")]);
    assert_eq!((half.code, half.of("model").0), (0, "problem"));
    assert!(half.of("model").1.contains("GREENROOM_LLM_BASE_URL is not set"));
    let settings = [("GREENROOM_LLM_BASE_URL", "https://models.example/v1"), ("GREENROOM_LLM_MODEL", "small-talk")];
    let offline = examine(data.path(), &["--offline"], &settings);
    assert!(offline.of("model").1.contains("models.example") && offline.of("model").1.contains("is sent there"));
    assert!(offline.finding("answer").is_none());
}

#[test]
fn a_model_for_vectors_is_named_and_asked() {
    let data = tempfile::tempdir().unwrap();
    let server = ModelServer::answering(crate::support::embedding::answer);
    let ask = |arguments: &[&str], url: &str| {
        let settings =
            [("GREENROOM_EMBEDDING_BASE_URL", url), ("GREENROOM_EMBEDDING_MODEL", "vectors-1"), ("GREENROOM_EMBEDDING_API_KEY", KEY)];
        examine(data.path(), arguments, &settings)
    };
    let found = ask(&[], &server.base_url());
    assert!(found.of("embedding").1.contains("vectors-1") && found.of("embedding").1.contains("on this machine"));
    assert_eq!(found.of("embedding_answer").0, "found");
    assert!(
        found.of("embedding_answer").1.contains(&format!("a vector of {} numbers", crate::support::embedding::LENGTH)),
        "{:?}",
        found.of("embedding_answer")
    );
    let offline = ask(&["--offline"], "https://models.example/v1");
    assert!(offline.of("embedding").1.contains("the words of a search are sent there") && offline.finding("embedding_answer").is_none());
    let refusing = ModelServer::answering(|_| Reply::error(404, "no such model"));
    let refused = ask(&[], &refusing.base_url());
    assert_eq!((refused.code, refused.of("embedding_answer").0), (0, "problem"));
    assert!(refused.of("embedding_answer").2.contains("GREENROOM_EMBEDDING_MODEL") && !refused.text.contains(KEY));
    assert!(examine(data.path(), &[], &[]).finding("embedding").is_none(), "without one there is nothing to say");
}

#[test]
fn a_turn_is_measured_in_all_its_parts() {
    let output = greenroom(&["bench", "turn", "--json", "--turns", "6"], &[]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let whole: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(whole["schema"], "greenroom.bench-turn/1");
    assert_eq!(whole["setting"]["turns"], 6);
    assert!(whole["machine"]["cpus"].as_u64().unwrap() >= 1);
    for name in ["t0_to_output_ms", "text_to_first_audio_ms", "t0_to_first_audio_ms", "journal_on_disk_ms"] {
        let measure = &whole["measures"][name];
        let number = |field: &str| measure[field].as_f64().unwrap_or_else(|| panic!("{name}.{field} in {measure}"));
        assert_eq!(measure["count"], 6, "{name}");
        assert!(0.0 <= number("p50") && number("p50") <= number("p95") && number("p95") <= number("max"), "{measure}");
    }
    let sum = &whole["measures"]["t0_to_first_audio_ms"];
    assert_eq!((&sum["budget"]["p50"], &sum["budget"]["p95"]), (&800.0.into(), &1500.0.into()));
    assert!(sum["within"].is_boolean());
    // The bands of the floor policy, in virtual time.
    let patience = whole["measures"]["patience_ms"]["p50"].as_f64().unwrap();
    assert!((700.0..=4000.0).contains(&patience), "{patience}");
    for name in ["recognition_ms", "reply_ms"] {
        assert!(whole["measures"][name]["p50"].is_null() && whole["measures"][name]["not_measured"].is_string(), "{name}");
    }
}

#[cfg(feature = "whisper")]
#[test]
fn with_a_speech_model_the_recognition_is_measured() {
    let folder = tempfile::tempdir().unwrap();
    let model = crate::hearing::ggml::write(folder.path());
    let output = greenroom(&["bench", "turn", "--json", "--turns", "2", "--speech-model", model.to_str().unwrap()], &[]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let whole: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(whole["measures"]["recognition_ms"]["p50"].is_number(), "{whole:#}");
    assert!(whole["setting"]["recogniser"].is_string());
}

#[test]
fn a_configured_model_is_measured_from_the_request_to_its_first_words() {
    let server = ModelServer::answering(|request| {
        Reply::answer(request, crate::support::model_reply::Dialect::OpenAi, &["And what came ", "of it in the end?"])
    });
    let url = server.base_url();
    let settings = [("GREENROOM_LLM_BASE_URL", url.as_str()), ("GREENROOM_LLM_MODEL", "small-talk")];
    let output = greenroom(&["bench", "turn", "--json", "--turns", "4"], &settings);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let whole: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(whole["measures"]["reply_ms"]["p50"].is_number(), "{whole:#}");
    assert!(whole["setting"]["asked"].as_u64().unwrap() >= 1);
    let unasked: Value =
        serde_json::from_slice(&greenroom(&["bench", "turn", "--json", "--turns", "1", "--offline"], &settings).stdout).unwrap();
    assert!(unasked["measures"]["reply_ms"]["p50"].is_null());
}
