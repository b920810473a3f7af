//! `greenroom bench`, run as people run it. How fast it is, is nothing that a test can say.

use serde_json::Value;

use crate::doctor::greenroom;

/// What a small measurement prints as JSON.
#[track_caller]
fn measured(arguments: &[&str], variables: &[(&str, &str)]) -> Value {
    let output = greenroom(&[&["bench"], arguments, &["--json"]].concat(), variables);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let whole: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(whole["schema"], format!("greenroom.bench-{}/1", arguments[0]));
    assert!(whole["machine"]["cpus"].as_u64().unwrap() >= 1 && whole["build"].is_string() && whole["version"].is_string());
    whole
}

/// There are so many samples of it, in order of their size.
#[track_caller]
fn assert_measured(whole: &Value, name: &str, count: u64) {
    let measure = &whole["measures"][name];
    let number = |field: &str| measure[field].as_f64().unwrap_or_else(|| panic!("{name}.{field} in {measure}"));
    assert_eq!(measure["count"], count, "{name}");
    assert!(0.0 <= number("p50") && number("p50") <= number("p95") && number("p95") <= number("max"), "{measure}");
    assert_eq!(measure["within"].is_boolean(), measure["budget"]["p95"].is_number(), "{name}: a verdict where there is a budget");
}

#[test]
fn the_voice_is_measured_by_the_length_of_what_it_says() {
    let whole = measured(&["voice", "--times", "3"], &[]);
    for length in ["short", "medium", "long", "several", "shifted"] {
        assert_measured(&whole, &format!("{length}_first_ms"), 3);
        assert_eq!(whole["measures"][format!("{length}_first_ms")]["budget"]["p95"], 800.0);
        assert_measured(&whole, &format!("{length}_per_second_ms"), 3);
        assert!(whole["real_time_factors"][length].is_number());
    }
    assert_measured(&whole, "load_ms", 5);
    assert!(whole["setting"]["styles"].as_u64().unwrap() > 4, "several interviewers in four tones");
}

#[test]
fn the_ears_are_measured_without_a_speech_model_and_the_rest_says_why_it_is_not() {
    let whole = measured(&["hearing", "--answers", "2"], &[]);
    assert_measured(&whole, "ear_per_second_ms", 2);
    assert!(whole["measures"]["ear_frame_ms"]["count"].as_u64().unwrap() > 100);
    assert!(whole["setting"]["segments"].as_u64().unwrap() >= 2, "each answer was heard: {whole:#}");
    for name in ["load_ms", "recognition_per_second_ms", "wait_ms"] {
        let measure = &whole["measures"][name];
        assert!(measure["p50"].is_null() && measure["not_measured"].as_str().unwrap().starts_with("no speech model"), "{measure}");
    }
    assert_eq!(whole["measures"]["wait_ms"]["budget"]["p95"], 2000.0);
}

#[cfg(feature = "whisper")]
#[test]
fn with_a_speech_model_the_wait_after_the_end_of_speech_is_measured() {
    let folder = tempfile::tempdir().unwrap();
    let model = crate::hearing::ggml::write(folder.path());
    let whole = measured(&["hearing", "--answers", "2", "--speech-model", model.to_str().unwrap()], &[]);
    assert_measured(&whole, "load_ms", 1);
    assert_measured(&whole, "wait_ms", 2);
    assert_measured(&whole, "recognition_per_second_ms", whole["measures"]["recognition_per_second_ms"]["count"].as_u64().unwrap());
    assert!(whole["setting"]["recogniser"].is_string());
}

#[test]
fn the_store_is_measured_in_a_folder_that_is_gone_afterwards() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    let whole = measured(&["store", "--sessions", "45", "--times", "3"], &[("TMPDIR", path), ("TMP", path)]);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "nothing is left behind");
    let names = ["import_first_ms", "import_again_ms", "open_ms", "journal_on_disk_ms", "page_ms", "page_searched_ms", "page_by_score_ms"];
    for name in names.into_iter().chain(["report_ms", "guides_ms", "delete_ms"]) {
        assert_measured(&whole, name, 3);
    }
    assert_eq!(whole["measures"]["page_ms"]["budget"]["p95"], 50.0);
    assert_eq!(whole["measures"]["import_first_ms"]["budget"]["p95"], 2000.0);
    assert_eq!(whole["setting"]["sessions"], 45);
    assert!(whole["setting"]["content"]["questions"].as_u64().unwrap() > 0 && whole["setting"]["report_bytes"].as_u64().unwrap() > 1000);
}
