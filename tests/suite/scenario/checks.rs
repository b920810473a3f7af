//! Every check finds what it is there for, on the line where it stands, and costs no more than it must.

use greenroom::scenario::{Library, Severity};

use super::base;

const BANK: &str = "seeds/banks/care/basics.toml";
const WARD: &str = "scenarios/ward.toml";
const KIM: &str = "seeds/personas/kim.toml";
const EN: &str = "seeds/lines/en.toml";
const RUBRIC: &str = "seeds/rubrics/domain.toml";
const ADVICE: &str = "seeds/advice.toml";

/// File, what is replaced, by what, a text on the line of the problem, words of its message.
type Case = (&'static str, &'static str, &'static str, &'static str, &'static str);

const HANDS: &str = "How do you keep your hands clean between two patients?";
const RINGS: &str = "You mentioned {thing}. What else do you take off?";

const CASES: &[Case] = &[
    // Form
    (BANK, "title = \"Basics of care\"", "title = Basics", "title = Basics", "left out because it cannot be read"),
    (BANK, "about = \"Questions for tests.\"", "abut = \"x\"", "abut", "unknown field"),
    (BANK, "minutes = 4", "minutes = 4\ncolour = \"red\"", "colour", "unknown field"),
    (BANK, "schema = 1", "schema = 2", "schema = 2", "version"),
    (BANK, "id = \"care/basics\"", "id = \"care/other\"", "care/other", "differs from the path"),
    (BANK, "id = \"lost-keys\"", "id = \"clean-hands\"", "[[question]]\nid = \"clean-hands\"\ntext = \"Tell", "used twice in this bank"),
    (BANK, "id = \"lost-keys\"", "id = \"Lost Keys\"", "Lost Keys", "small letters"),
    (BANK, "kind = \"technical\"", "kind = \"banter\"", "banter", "kind `banter` is not known"),
    (BANK, "difficulty = 3\n", "", "[[question]]\nid = \"clean-hands\"", "lacks `difficulty`"),
    (BANK, "language = \"en\"", "language = \"tlh\"", "tlh", "no lines for the language"),
    // Numbers
    (BANK, "difficulty = 3", "difficulty = 6", "difficulty = 6", "out of range"),
    (BANK, "minutes = 4", "minutes = 16", "minutes = 16", "out of range"),
    // References
    (BANK, "[\"technical\"]", "[\"tecnical\"]", "tecnical", "no rubric `tecnical`"),
    (BANK, "[\"technical\"]", "[]", "clean-hands", "speaks for 0 competencies"),
    (BANK, "gap = \"rings\"", "gap = \"ring\"", "gap = \"ring\"", "neither an evidence id"),
    (WARD, "basics#lost-keys", "basics#lost-kees", "lost-kees", "has no question `lost-kees`"),
    (WARD, "care/basics#lost-keys", "care/basic#lost-keys", "care/basic#", "no bank `care/basic`"),
    (WARD, "care/basics#lost-keys", "care/basics", "bank = \"care/basics\"", "names no question"),
    (WARD, "[\"kim\"]", "[\"kim\", \"kym\"]", "kym", "no interviewer `kym`"),
    (WARD, "basics#lost-keys", "basics#clean-hands", "[[section.question]]\nbank = \"care/basics#clean-hands\"\n\n", "there twice"),
    (WARD, "must = true", "must = true\ntext = \"Other words.\"", "clean-hands", "`bank` and `must` only"),
    // Spoken texts
    (BANK, HANDS, "How do you keep your hands clean between two patients", "How do you keep", "does not end"),
    (BANK, HANDS, "How do you keep  your hands clean?", "How do you keep", "double space"),
    (BANK, HANDS, "How do you clean and/or dry your hands?", "and/or", "cannot be spoken"),
    (BANK, HANDS, "How do you clean your hands (and nails)?", "and nails", "cannot be spoken"),
    (BANK, HANDS, "How do you clean {thing}?", "How do you clean", "unknown slot {thing}"),
    (BANK, HANDS, "Do you keep your hands clean?", "Do you keep", "answered by yes or no"),
    (BANK, HANDS, "A patient waits. Have you cleaned your hands?", "A patient waits", "answered by yes or no"),
    (BANK, HANDS, "If a patient asked you, would you clean your hands?", "If a patient", "answered by yes or no"),
    (BANK, HANDS, "How old are you, and how do you clean your hands?", "How old are you", "the candidate's age"),
    (BANK, HANDS, "How does your religion affect the way you clean your hands?", "your religion", "religion"),
    (BANK, HANDS, "Tell me how your health is when you clean your hands.", "your health", "health"),
    (
        BANK,
        HANDS,
        "Tell me how one and two and three and four and five and six and seven and eight and nine and ten and eleven and twelve and so on go together.",
        "Tell me how one",
        "words; say it in 30",
    ),
    (BANK, RINGS, "You mentioned {thing}, and {said}. What else?", "You mentioned", "2 slots"),
    (BANK, RINGS, "You mentioned {name}. What else?", "You mentioned", "unknown slot {name}"),
    (BANK, RINGS, "You mentioned {thing. What else?", "You mentioned", "brace without its partner"),
    (BANK, RINGS, "", "text = \"\"", "is empty"),
    (BANK, RINGS, "Which rings do you take off?", "clean-hands", "Only 0 of 2 probes"),
    (BANK, HANDS, "How do you clean ten fingers in 20 seconds?", "20 seconds", "contains digits"),
    (BANK, HANDS, "How do you clean \\\"clean\\\" hands?", "How do you clean", "cannot be spoken"),
    // Evidence and probes
    (
        BANK,
        "\n[[question.evidence]]\nid = \"told\"\ntext = \"Told the owner\"\ncues = [\"told\", \"owned up\", \"rang the family\"]\n",
        "",
        "lost-keys",
        "2 evidence items",
    ),
    (BANK, "cues = [\"rings\", \"watch\", \"sleeves\"]", "cues = [\"rings\"]", "id = \"rings\"", "1 cues"),
    (BANK, "id = \"rings\"", "id = \"after\"", "id = \"after\"\ntext = \"Takes", "used twice in this question"),
    (BANK, "\n[[question.probes]]\ngap = \"result\"\ntext = \"How did it end?\"\n", "", "lost-keys", "1 probes"),
    (BANK, "minutes = 4", "minutes = 4\ntakes = \"role\"", "takes", "personal banks only"),
    // Scenario
    (WARD, "draw = 2", "draw = 4", "draw = 4", "does not fit 3 questions"),
    (WARD, "draw = 2", "draw = 0", "draw = 0", "does not fit"),
    (
        WARD,
        "draw = 2",
        "draw = 1\n[[section.question]]\nbank = \"care/basics#lost-keys\"\nmust = true",
        "draw = 1",
        "less than the 2 questions",
    ),
    (WARD, "minutes = 10", "minutes = 4", "minutes = 4", "draw fewer or raise it"),
    (WARD, "objectives = [\"Answers with a case\"]", "objectives = []", "objectives", "is empty"),
    (WARD, "end_criteria = [\"All was asked\"]", "end_criteria = [\"\"]", "end_criteria", "is empty"),
    (WARD, "personas = [\"kim\"]", "personas = []", "personas", "at least one interviewer"),
    (WARD, "about = [\"pay\", \"salary\"]", "about = []", "id = \"pay\"", "no question can find it"),
    (WARD, "It is fourteen an hour.", "It is 14 an hour.", "It is 14", "contains digits"),
    (WARD, "title = \"The start\"", "title = \"\"", "title = \"\"", "is empty"),
    (
        WARD,
        "We have ten minutes.",
        "We have a b c d e f g h i j k l m n o p q r s t u v w x y z. And a b c d e f g h i j k l m n o p q r s t u v w x y z. And more and more and more and more.",
        "brief =",
        "say it in 60",
    ),
    // People, lines, rubrics, advice
    (KIM, "warmth = 0.5", "warmth = 1.5", "warmth", "out of range"),
    (KIM, "rate = 1.0", "rate = 1.5", "rate", "out of range"),
    (KIM, "skip_ok", "skip_okay", "skip_okay", "key `skip_okay` is not known"),
    (KIM, "    \"On we go then.\",\n", "", "skip_ok", "4 wordings"),
    (KIM, "On we go then.", "We can drop this as well.", "We can drop this", "same three words (see line"),
    (EN, "greeting = [\n    \"One plain wording.\"", "greeting = [\n    \"One {mood} wording.\"", "{mood}", "unknown slot {mood}"),
    (
        EN,
        "clarify = [\n    \"One plain wording. {question}\"",
        "clarify = [\n    \"One plain wording.\"",
        "clarify = [\n    \"One",
        "needs {question}",
    ),
    (EN, "mm_hm", "mm_mm", "mm_mm", "not known"),
    (RUBRIC, "level = 2", "level = 3", "level = 3\ntext = \"At level 2", "Level 3 stands where level 2"),
    (RUBRIC, "\n[[level]]\nlevel = 5\ntext = \"At level 5.\"\n", "", "id = \"domain\"", "4 levels"),
    (ADVICE, "gap = \"result\"", "gap = \"reslt\"", "reslt", "no gap `reslt`"),
];

#[test]
fn the_base_has_no_problem() {
    let (library, problems) = Library::from_files(base::files());
    assert_eq!(problems, []);
    assert_eq!(library.catalogue().len(), 1);
}

#[test]
fn every_check_names_the_line() {
    let mut missed = Vec::new();
    for (path, find, replace, marker, words) in CASES {
        let mut changed = String::new();
        let (_, problems) = base::with(path, |text| {
            assert!(text.contains(find), "{find} is not in the base");
            changed = text.replacen(find, replace, 1);
            changed.clone()
        });
        // Of a marker of several lines, the problem is on the first or on the last.
        let at = changed.rfind(marker).unwrap_or_else(|| panic!("{marker} is not in the changed file"));
        let found = problems.iter().filter(|problem| problem.file == *path && problem.message.contains(words));
        let lines: Vec<_> = found.map(|problem| problem.line).collect();
        let line = 1 + changed[..at].matches('\n').count();
        let last = line + marker.matches('\n').count();
        let expected = lines.contains(&Some(line)) || lines.contains(&Some(last));
        if !expected {
            missed.push(format!("{find:.40} -> {replace:.40}: wanted {words:?} at {line}, got {problems:#?}"));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn a_message_is_a_sentence_that_says_what_to_do() {
    for (path, find, replace, ..) in CASES {
        let (_, problems) = base::with(path, |text| text.replacen(find, replace, 1));
        for problem in problems {
            assert!(problem.message.ends_with('.') && !problem.message.contains('\n'), "{problem}");
            assert!(problem.message.chars().next().is_some_and(|first| first.is_uppercase() || first == '`'), "{problem}");
        }
    }
}

#[test]
fn a_broken_file_costs_only_itself() {
    let (library, problems) = base::with(RUBRIC, |_| "schema = 1\nid = ".to_owned());
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert_eq!(problems[0].to_string().split(": ").next(), Some("seeds/rubrics/domain.toml:2"));
    assert_eq!(library.rubrics.len(), 4);
    assert!(library.scenario("ward").is_some());
    assert_eq!(library.banks.len(), 1);
}

#[test]
fn a_broken_bank_costs_its_questions_and_nothing_else() {
    let (library, problems) = base::with(BANK, |_| "nonsense".to_owned());
    assert_eq!(problems.len(), 2, "the file, and `draw` that fits no longer is not said: {problems:?}");
    let ward = library.scenario("ward").unwrap();
    assert_eq!(ward.sections[0].questions.len(), 1);
    assert_eq!(ward.sections[0].draw, Some(1));
}

#[test]
fn a_scenario_that_cannot_be_held_is_not_in_the_catalogue() {
    let (library, _) = base::with(WARD, |text| text.replace("[\"kim\"]", "[\"nobody\"]"));
    assert!(library.catalogue().is_empty());
    let (library, problems) = base::with(WARD, |text| text.replace("published = true", "published = false"));
    assert!(library.catalogue().is_empty() && library.scenario("ward").is_some() && problems.is_empty());
}

#[test]
fn words_of_the_work_are_not_taken_for_forbidden_subjects() {
    for harmless in [
        "How old does a wound have to be before you take a photograph of it?",
        "A patient asks for a priest of his own religion. What do you do?",
        "How do you fit your health and safety checks into a busy morning?",
        "A woman in her third pregnancy feels faint in the queue. What do you do?",
        "What do you do when the age on a form does not match the passport?",
        "How do you explain a new rota to the union representative of the warehouse?",
        "A colleague tells you that he cannot lift because of a disability. How do you plan the shift?",
    ] {
        let (_, problems) = base::with(BANK, |text| text.replace(HANDS, harmless));
        assert!(problems.is_empty(), "{problems:?}");
    }
}

#[test]
fn open_questions_are_not_taken_for_closed_ones() {
    for open in [
        "Tell me what you check before you go in, and why.",
        "You are alone, and two bells ring. Which one comes first?",
        "If it happened again, what would you do?",
        "When you have finished, who looks at your hands?",
    ] {
        let (_, problems) = base::with(BANK, |text| text.replace(HANDS, open));
        assert!(!problems.iter().any(|problem| problem.message.contains("yes or no")), "{problems:?}");
    }
}

#[test]
fn a_question_in_hard_words_is_a_warning_and_plain_words_are_none() {
    let hard =
        "How do you operationalise interdisciplinary communication responsibilities throughout organisational restructuring programmes?";
    let (_, problems) = base::with(BANK, |text| text.replace(HANDS, hard));
    assert!(
        problems.iter().any(|problem| problem.severity == Severity::Warning && problem.message.contains("reading grade")),
        "{problems:?}"
    );
    let plain = "How do you make sure that everybody on the ward knows who does what when the plan changes?";
    let (_, problems) = base::with(BANK, |text| text.replace(HANDS, plain));
    assert!(problems.is_empty(), "{problems:?}");
}

#[test]
fn a_sentence_too_long_for_the_ear_is_a_warning() {
    let long = "You will hear from us on Friday or, if it rains and the bridge is closed and nobody can reach the office, on the Monday after that, by \
                letter or by telephone.";
    let (_, problems) = base::with(WARD, |text| text.replace("You will hear from us on Friday.", long));
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].severity, Severity::Warning);
    assert!(problems[0].to_string().starts_with("scenarios/ward.toml:"), "{}", problems[0]);
    assert!(problems[0].to_string().contains(": warning: "));
}

#[test]
fn files_in_places_where_nothing_is_looked_for_are_named() {
    let mut files = base::files();
    for path in ["scenarios/deep/x.toml", "seeds/banks/flat.toml", "elsewhere.toml", "seeds/README.md", "seeds/knowledge/star.toml"] {
        files.push((path.to_owned(), "schema = 1".to_owned()));
    }
    files.push((WARD.to_owned(), base::SCENARIO.to_owned()));
    let (library, problems) = Library::from_files(files);
    let named: Vec<&str> = problems.iter().map(|problem| problem.file.as_str()).collect();
    assert_eq!(named, ["elsewhere.toml", "scenarios/deep/x.toml", WARD, "seeds/banks/flat.toml"]);
    assert!(library.scenario("ward").is_some());
}
