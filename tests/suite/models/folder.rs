//! What is published, what is here, what is used, and what is removed.

use std::time::{Duration, SystemTime};

use greenroom::models::{Folder, ModelsError, PUBLISHED, Published, Source, State, named};

use super::one_sentence;

const KEEPS: Duration = Duration::from_secs(60);

fn tiny() -> Published {
    named("tiny.en").unwrap()
}

#[test]
fn what_is_published_can_be_told_apart_and_checked() {
    for (at, model) in PUBLISHED.iter().enumerate() {
        assert!(model.sha256.len() == 64 && model.sha256.chars().all(|c| c.is_ascii_hexdigit() && !c.is_ascii_uppercase()), "{model:?}");
        assert!(PUBLISHED[at + 1..].iter().all(|other| other.name != model.name && other.sha256 != model.sha256), "{model:?}");
        assert!(matches!(Source::of(model, None), Ok(Source::Address(address)) if address.scheme() == "https"));
        assert_eq!(named(&model.file_name()).unwrap(), *model, "the file's name will do");
    }
    let told = one_sentence(&named("huge.en").unwrap_err());
    assert!(told.contains("huge.en") && told.contains("models list"), "{told}");
}

#[test]
fn nothing_is_fetched_without_https_but_from_this_machine() {
    for here in ["http://127.0.0.1:8000/x", "http://localhost/x", "http://[::1]:9/x", "https://mirror.example/x"] {
        assert!(matches!(Source::named(here), Ok(Source::Address(_))), "{here}");
    }
    for elsewhere in ["http://mirror.example/x", "http://10.0.0.1/x", "http://127.0.0.1.example/x", "ftp://mirror.example/x", "https://"] {
        let error = Source::named(elsewhere).unwrap_err();
        assert!(one_sentence(&error).contains(elsewhere), "{error}");
    }
    let mirror = Source::of(&tiny(), Some("https://mirror.example/whisper/")).unwrap();
    assert!(matches!(mirror, Source::Address(address) if address.as_str() == "https://mirror.example/whisper/ggml-tiny.en.bin"));
    assert!(matches!(Source::named("C:\\models\\x.bin"), Ok(Source::File(_))));
}

#[test]
fn a_folder_that_is_not_there_holds_nothing() {
    let home = tempfile::tempdir().unwrap();
    let folder = Folder::new(home.path().join("models"));
    assert!(folder.published().iter().all(|entry| entry.state == State::Absent));
    assert_eq!((folder.own(), folder.chosen()), (Vec::new(), None));
    assert!(!folder.path().exists(), "looking makes nothing");
}

#[test]
fn each_model_is_listed_as_it_stands() {
    let home = tempfile::tempdir().unwrap();
    let folder = Folder::new(home.path().to_owned());
    std::fs::write(folder.part(&tiny()), [0; 500]).unwrap();
    std::fs::write(folder.file(&named("base.en").unwrap()), "not that").unwrap();
    std::fs::write(home.path().join("ggml-mine.bin"), "mine").unwrap();
    std::fs::write(home.path().join("notes.txt"), "no model").unwrap();
    let state = |name: &str| folder.published().into_iter().find(|entry| entry.model.name == name).unwrap().state;
    assert_eq!((state("tiny.en"), state("base.en"), state("small")), (State::Part(500), State::Damaged, State::Absent));
    let own: Vec<_> = folder.own().into_iter().map(|own| (own.path, own.bytes)).collect();
    assert_eq!(own, [(home.path().join("ggml-mine.bin"), 4)]);
}

#[test]
fn the_one_that_came_last_is_used_if_it_is_whole() {
    let home = tempfile::tempdir().unwrap();
    let folder = Folder::new(home.path().to_owned());
    let made = |name: &str, bytes: u64, age: Duration| {
        let path = home.path().join(name);
        let file = std::fs::File::create(&path).unwrap();
        // A file of nothing but its length: no disk is filled.
        file.set_len(bytes).unwrap();
        file.set_modified(SystemTime::UNIX_EPOCH + 100 * KEEPS - age).unwrap();
        path
    };
    let older = made("ggml-base.en.bin", named("base.en").unwrap().bytes, 3 * KEEPS);
    assert_eq!(folder.chosen(), Some(older.clone()));
    let newer = made("ggml-mine.bin", 9, 2 * KEEPS);
    made("ggml-tiny.en.bin", tiny().bytes - 1, KEEPS);
    made("ggml-small.en.bin.part", named("small.en").unwrap().bytes, KEEPS);
    made("ggml-nothing.bin", 0, KEEPS);
    assert_eq!(folder.chosen(), Some(newer));
    folder.choose(&named("base.en").unwrap()).unwrap();
    assert_eq!(folder.chosen(), Some(older));
}

#[test]
fn what_is_removed_is_counted_with_its_part() {
    let home = tempfile::tempdir().unwrap();
    let folder = Folder::new(home.path().to_owned());
    std::fs::write(folder.file(&tiny()), [0; 300]).unwrap();
    std::fs::write(folder.part(&tiny()), [0; 50]).unwrap();
    assert_eq!(folder.remove(&tiny()).unwrap(), 350);
    assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 0);
    let error = folder.remove(&tiny()).unwrap_err();
    assert!(matches!(error, ModelsError::NotHere(_)));
    assert!(one_sentence(&error).contains("tiny.en is not here"), "{error}");
}
