//! Guides: what is read from Markdown, what is wrong with it, and the pieces in which they are searched.

use std::fs;

use greenroom::config::content;
use greenroom::scenario::{CHUNK_TOKENS, Guide, GuideSection, Library, OVERLAP_TOKENS, Severity, anchor_of, tokens};
use proptest::prelude::*;

use super::base;

const GUIDE: &str = "seeds/knowledge/stories.md";

fn with_section(text: &str) -> Guide {
    let section = GuideSection { heading: "Long".into(), anchor: "long".into(), text: text.trim().into() };
    Guide { id: "g".into(), title: "G".into(), summary: "Short.".into(), sections: vec![section] }
}

/// The pieces of its section.
fn cut(text: &str) -> Vec<String> {
    let chunks = with_section(text).chunks().into_iter();
    chunks.filter(|chunk| chunk.place.section == "Long").map(|chunk| chunk.text).collect()
}

fn words(text: &str) -> Vec<String> {
    tokens(text).into_iter().map(|range| text[range].to_owned()).collect()
}

#[test]
fn a_token_is_a_word_a_number_or_a_group_of_punctuation() {
    assert_eq!(words("It's 3.5 km ... \"away\"!\n\n- so?"), ["It's", "3.5", "km", "...", "\"", "away", "\"!", "-", "so", "?"]);
    assert!(words(" \n\t ").is_empty());
}

#[test]
fn anchors_are_those_of_markdown_pages() {
    assert_eq!(anchor_of("Before the interview: what helps with nerves"), "before-the-interview-what-helps-with-nerves");
    assert_eq!(anchor_of("  Über snake_case & more "), "über-snake_case--more");
}

#[test]
fn a_guide_is_read_with_its_title_summary_and_sections() {
    let (library, problems) = Library::from_files(base::files());
    assert_eq!(problems, []);
    let guide = &library.guides["stories"];
    assert_eq!(guide.title, "Telling stories");
    assert!(guide.summary.starts_with("A story is remembered") && guide.summary.ends_with("in a few minutes."));
    let headings: Vec<_> = guide.sections.iter().map(|section| (section.heading.as_str(), section.anchor.as_str())).collect();
    assert_eq!(headings, [("The beginning", "the-beginning"), ("The end", "the-end")]);
    let chunks = guide.chunks();
    assert_eq!(
        chunks.iter().map(|chunk| chunk.place.section.as_str()).collect::<Vec<_>>(),
        ["Telling stories", "The beginning", "The end"]
    );
    assert_eq!(chunks[2].text, guide.sections[1].text);
}

#[test]
fn an_exercise_carries_the_place_that_it_rests_on() {
    let (library, _) = Library::from_files(base::files());
    let source = library.advice[0].source.as_ref().unwrap();
    assert_eq!((source.guide.as_str(), source.title.as_str()), ("stories", "Telling stories"));
    assert_eq!((source.section.as_str(), source.anchor.as_str()), ("The end", "the-end"));
}

#[test]
fn what_only_looks_like_a_heading_is_text() {
    let text = "\n```text\n## not a heading\n# nor this\n```\n\n### A smaller one\n\n#hashtag and text\n";
    let (library, problems) = base::with(GUIDE, |guide| format!("\u{feff}{}{text}", guide.replace('\n', "\r\n")));
    assert_eq!(problems, []);
    let sections = &library.guides["stories"].sections;
    assert_eq!(sections.len(), 2);
    assert!(sections[1].text.contains("## not a heading") && sections[1].text.contains("### A smaller one"), "{}", sections[1].text);
}

#[test]
fn each_fault_of_a_guide_is_named_with_its_line() {
    let cases: &[(&str, &str, &str, usize, Severity, &str)] = &[
        ("# Telling stories\n", "Telling stories\n", "", 1, Severity::Error, "no title"),
        ("# Telling stories\n", "Words.\n# Telling stories\n", "", 1, Severity::Error, "no title"),
        ("## The end\n", "## An interlude\n\n## The end\n", "", 10, Severity::Error, "`An interlude` is empty"),
        ("## The end\n", "## The beginning!\n", "stories#the-beginning-2", 10, Severity::Error, "used twice (see line 5)"),
        ("## The end\n", "## Telling stories\n", "stories#telling-stories-2", 10, Severity::Error, "used twice (see line 1)"),
        ("## The end\n", "##\n", "stories#the-beginning", 10, Severity::Error, "no heading"),
        ("## The end\n", "# The end\n", "stories#the-end", 10, Severity::Error, "one title"),
        (
            "A story is remembered when it has a beginning and an end, and this guide shows how to find both of them in a few minutes.",
            "",
            "",
            1,
            Severity::Warning,
            "no summary",
        ),
    ];
    for (find, replace, reference, line, severity, words) in cases {
        let (library, problems) = base::with(GUIDE, |guide| {
            assert!(guide.contains(find), "{find}");
            guide.replacen(find, replace, 1)
        });
        let found = problems.iter().find(|problem| problem.file == GUIDE && problem.message.contains(words));
        let found = found.unwrap_or_else(|| panic!("{words}: {problems:?}"));
        assert_eq!((found.line, found.severity), (Some(*line), *severity), "{found}");
        assert!(found.message.ends_with('.'), "{found}");
        if !reference.is_empty() {
            library.guide_ref(reference).unwrap();
        }
    }
    let (_, problems) = base::with(GUIDE, |_| "# Short\n\nToo short.\n\n## One\n\nWord.\n".to_owned());
    assert!(problems.iter().any(|problem| problem.severity == Severity::Warning && problem.message.contains("words and signs")));
    let (_, problems) = base::with(GUIDE, |guide| guide.to_owned() + &"word ".repeat(6000));
    assert!(problems.iter().any(|problem| problem.severity == Severity::Warning && problem.message.contains("divide it")), "{problems:?}");
}

#[test]
fn a_reference_to_a_guide_that_leads_nowhere_is_named_where_it_stands() {
    let advice = "seeds/advice.toml";
    for (reference, words) in
        [("storys#the-end", "no guide `storys`"), ("stories#the-ending", "no section `the-ending`; it has the-beginning, the-end")]
    {
        let (library, problems) = base::with(advice, |text| text.replace("stories#the-end", reference));
        let found = problems.iter().find(|problem| problem.file == advice && problem.message.contains(words));
        assert_eq!(found.unwrap_or_else(|| panic!("{problems:?}")).line, Some(7));
        assert_eq!(library.advice[0].source, None, "the exercise itself is kept");
    }
    let (library, problems) = base::with(advice, |text| text.replace("guide = \"stories#the-end\"\n", ""));
    assert_eq!((library.advice.len(), problems.len(), problems[0].severity), (1, 1, Severity::Warning));
}

#[test]
fn markdown_elsewhere_explains_and_is_no_guide() {
    let mut files = base::files();
    for path in ["seeds/README.md", "seeds/knowledge/README.md", "seeds/banks/notes.md", "scenarios/README.md", "README.md"] {
        files.push((path.to_owned(), "No title".to_owned()));
    }
    let (library, problems) = Library::from_files(files.clone());
    assert_eq!((library.guides.len(), problems), (1, vec![]));
    files.push(("seeds/knowledge/deep/x.md".to_owned(), String::new()));
    files.push(("x.md".to_owned(), String::new()));
    let (_, problems) = Library::from_files(files);
    assert_eq!(problems.iter().map(|problem| problem.file.as_str()).collect::<Vec<_>>(), ["seeds/knowledge/deep/x.md", "x.md"]);
}

#[test]
fn a_guide_of_the_operator_takes_the_place_of_a_bundled_one() {
    let folder = tempfile::tempdir().unwrap();
    let knowledge = folder.path().join("seeds/knowledge");
    fs::create_dir_all(&knowledge).unwrap();
    let own = base::GUIDE.replace("Telling stories", "STAR in our centre").replace("The end", "Result: where the points are lost");
    fs::write(knowledge.join("star-method.md"), own).unwrap();
    fs::write(knowledge.join("house-rules.md"), base::GUIDE).unwrap();
    fs::write(knowledge.join("README.md"), "About this folder.").unwrap();
    fs::write(folder.path().join("NOTES.md"), "Nothing.").unwrap();
    let (bundled, _) = content::load(&[]);
    let (library, problems) = content::load(&[folder.path().to_owned()]);
    assert_eq!(library.guides.len(), bundled.guides.len() + 1);
    assert_eq!(library.guides["star-method"].title, "STAR in our centre");
    let result = library.advice.iter().find(|advice| advice.gap == "result").unwrap();
    assert_eq!(result.source.as_ref().unwrap().title, "STAR in our centre");
    // Exercises that rest on sections which the new guide has not are named, and kept.
    assert!(problems.iter().all(|problem| problem.file == "seeds/advice.toml"), "{problems:?}");
    assert_eq!(library.advice.len(), bundled.advice.len());
}

#[test]
fn every_bundled_exercise_rests_on_a_section() {
    let (library, _) = content::load(&[]);
    for advice in &library.advice {
        let source = advice.source.as_ref().unwrap_or_else(|| panic!("{}", advice.gap));
        assert!(library.guides[&source.guide].section(&source.anchor).is_some(), "{source:?}");
    }
}

#[test]
fn a_long_section_is_cut_after_a_paragraph_or_a_sentence_where_one_ends() {
    let sentence = "Twelve words stand here and then the sentence comes to its end.";
    let sentences = cut(&format!("{sentence} ").repeat(100));
    assert!(sentences.len() > 2 && sentences.iter().all(|piece| piece.ends_with("its end.")));
    let paragraph = format!("{sentence} ").repeat(10) + "no stop";
    let paragraphs = cut(&format!("{paragraph}\n\n").repeat(10));
    assert!(paragraphs.len() > 2 && paragraphs.iter().all(|piece| piece.ends_with("no stop")));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_word_is_lost_no_piece_is_too_long_and_each_overlaps_the_one_before(
        text in "([a-z]{1,8}|[A-Z]é|🇩🇪|日本|don't|\\PC)(([ .,!?\"]|\\. |\n\n| )?([a-z]{1,8}|[0-9.]{1,4}|\\PC)){0,1800}"
    ) {
        let guide = with_section(&text);
        let whole = words(&guide.sections[0].text);
        let chunks: Vec<_> = guide.chunks().into_iter().filter(|chunk| chunk.place.section == "Long").collect();
        let mut joined: Vec<String> = Vec::new();
        for (number, chunk) in chunks.iter().enumerate() {
            let piece = words(&chunk.text);
            prop_assert!(!piece.is_empty() && piece.len() <= CHUNK_TOKENS, "{}", piece.len());
            prop_assert_eq!(chunk.part as usize, number);
            prop_assert!(guide.sections[0].text.contains(&chunk.text));
            let again = if number == 0 { 0 } else { OVERLAP_TOKENS };
            prop_assert!(piece.len() > again);
            prop_assert_eq!(&joined[joined.len() - again..], &piece[..again]);
            joined.extend_from_slice(&piece[again..]);
        }
        prop_assert_eq!(joined, whole);
    }

    #[test]
    fn any_text_is_read_without_a_panic_and_its_pieces_stay_in_their_sections(text in "(#{0,3} ?\\PC{0,12}\r?\n|```\n|\\PC{0,20}){0,30}") {
        let (library, problems) = base::with(GUIDE, |_| text.clone());
        for problem in &problems {
            prop_assert!(problem.message.ends_with('.'));
        }
        for guide in library.guides.values() {
            for chunk in guide.chunks() {
                prop_assert_eq!(guide.find(Some(&chunk.place.anchor)), Some(chunk.place));
            }
        }
    }
}
