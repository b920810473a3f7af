//! Which files are taken for a model.

use greenroom::hearing::model_file::{self, ModelError};

/// The head of a tiny English model: magic, hyper-parameters, sizes of the mel filters, the filters, and a vocabulary
/// of one token, four spaces to keep to whole numbers, and the space alone.
fn head() -> Vec<u32> {
    let mut numbers = vec![0x6767_6d6c, 51_864, 1500, 384, 6, 4, 448, 384, 6, 4, 80, 1, 80, 201];
    numbers.resize(14 + 80 * 201, 0);
    numbers.extend([2, 4, 0x2020_2020, 1]);
    numbers
}

fn check(numbers: &[u32]) -> Result<model_file::ModelInfo, ModelError> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ggml-model.bin");
    let mut bytes: Vec<u8> = numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
    bytes.push(b' ');
    std::fs::write(&path, bytes).unwrap();
    model_file::check(&path)
}

#[test]
fn the_head_of_a_model_tells_what_it_is() {
    let info = check(&head()).unwrap();
    assert_eq!((info.size_name(), info.multilingual, info.audio_context), ("tiny", false, 1500));
    let mut base = head();
    (base[1], base[3], base[4], base[5], base[7], base[8], base[9]) = (51_865, 512, 8, 6, 512, 8, 6);
    let info = check(&base).unwrap();
    assert_eq!((info.size_name(), info.multilingual), ("base", true));
}

#[test]
fn impossible_numbers_are_damage_and_never_reach_the_loader() {
    for (place, value) in
        [(1, 0), (1, 4_000_000_000), (2, 1_000_000), (3, 0), (4, 7), (5, 0), (5, 4_000_000), (7, 512), (10, 3), (11, 99), (12, 81), (13, 0)]
    {
        let mut numbers = head();
        numbers[place] = value;
        let error = check(&numbers).unwrap_err();
        assert!(matches!(error, ModelError::Damaged { .. }), "number {place} = {value}: {error}");
    }
    let vocabulary = 14 + 80 * 201;
    for (place, value) in [(0, 90_000), (0, 3), (0, 1), (1, 2_000_000_000), (3, 0)] {
        let mut numbers = head();
        numbers[vocabulary + place] = value;
        assert!(matches!(check(&numbers), Err(ModelError::Damaged { .. })), "vocabulary {place} = {value}");
    }
    assert!(matches!(check(&head()[..1000]), Err(ModelError::Damaged { .. })));
}

#[test]
fn other_files_are_told_in_one_sentence_with_what_to_do() {
    assert!(matches!(check(&[0x4655_4747; 100]), Err(ModelError::NotAModel(_))), "GGUF is another format");
    assert!(matches!(check(&[]), Err(ModelError::NotAModel(_))));
    let missing = model_file::check(std::path::Path::new("/nowhere/ggml-tiny.en.bin")).unwrap_err();
    assert!(missing.to_string().contains("GREENROOM_SPEECH_MODEL"), "{missing}");
}

#[test]
fn what_is_missing_is_said_plainly_and_leaves_typing() {
    let found = greenroom::hearing::availability(Some("no such microphone"), Some(std::path::Path::new("/nowhere/model.bin")));
    assert!(!found.voice() && !found.microphone.present && !found.recogniser.present);
    for finding in [found.microphone, found.recogniser] {
        assert!(finding.sentence.len() > 20 && !finding.sentence.contains('\n'), "{}", finding.sentence);
    }
    let without = greenroom::hearing::availability(None, None);
    assert!(without.recogniser.sentence.contains("type"), "{}", without.recogniser.sentence);
}
