//! Subjects that an interviewer must not ask about. Whole phrases are listed, not single words: "how old is the wound"
//! and "the patient's religion" belong to the work, "how old are you" and "your religion" do not.

use super::wording::words;

/// Subject and phrases. A phrase matches whole words in a row.
const FORBIDDEN: [(&str, &[&str]); 11] = [
    (
        "the candidate's age",
        &[
            "how old are you",
            "how old you are",
            "your age",
            "your date of birth",
            "your birthday",
            "were you born",
            "year of birth",
            "when do you retire",
            "your retirement",
            "too old",
            "too young",
        ],
    ),
    (
        "family planning",
        &[
            "do you have children",
            "have any children",
            "your children",
            "your kids",
            "children of your own",
            "want children",
            "planning children",
            "planning to have children",
            "thinking of children",
            "thinking about children",
            "planning a family",
            "plan to have children",
            "having children",
            "start a family",
            "starting a family",
            "your family plans",
            "family planning",
            "your family situation",
            "who looks after your",
            "your childcare",
        ],
    ),
    (
        "marital status",
        &[
            "are you married",
            "you are married",
            "get married",
            "getting married",
            "your marriage",
            "your husband",
            "your wife",
            "your spouse",
            "your marital",
            "are you single",
            "are you divorced",
            "your boyfriend",
            "your girlfriend",
            "your private life",
        ],
    ),
    (
        "the candidate's health",
        &[
            "your health",
            "your own health",
            "your medical",
            "your illness",
            "have you been ill",
            "were you ill",
            "your sick days",
            "days sick",
            "your sick leave",
            "do you suffer",
            "your medication",
            "do you take drugs",
            "do you drink",
            "do you smoke",
            "your weight",
            "your mental health",
        ],
    ),
    ("pregnancy", &["are you pregnant", "your pregnancy", "become pregnant", "get pregnant", "your maternity", "your paternity leave"]),
    (
        "religion",
        &[
            "your religion",
            "your faith",
            "your church",
            "your mosque",
            "your synagogue",
            "your god",
            "are you religious",
            "do you pray",
            "your religious",
            "which religion do you",
            "your religious holidays",
        ],
    ),
    (
        "origin",
        &[
            "where are you from",
            "where you are from",
            "where do you come from",
            "your native",
            "your mother tongue",
            "your origin",
            "your ethnic",
            "your ethnicity",
            "your race",
            "your skin",
            "your accent",
            "your parents",
            "your ancestors",
            "your home country",
            "your country of origin",
        ],
    ),
    ("nationality", &["your nationality", "your citizenship", "your passport", "are you a citizen", "your visa", "your immigration"]),
    ("disability", &["your disability", "your disabilities", "are you disabled", "your handicap", "your impairment"]),
    (
        "sexual orientation",
        &["your sexual", "your sexuality", "your orientation", "are you gay", "are you straight", "are you lesbian", "your gender"],
    ),
    (
        "politics and union membership",
        &[
            "your political",
            "your politics",
            "your party",
            "which party do you",
            "who did you vote",
            "do you vote",
            "you voted",
            "your trade union",
            "your union",
            "are you in a union",
            "member of a union",
            "union member",
            "a trade union member",
        ],
    ),
];

/// What follows a listed phrase and gives it another meaning: "your health and safety routine", "your party wall".
const HARMLESS_AFTER: [(&str, &[&str]); 4] = [
    ("your health", &["and", "care", "checks", "records", "board", "service", "centre", "center", "team", "visitor"]),
    ("your medical", &["team", "ward", "records", "knowledge", "equipment", "colleagues", "director", "training", "device", "devices"]),
    ("your native", &["app", "apps", "code"]),
    ("your weight", &["limits", "limit", "checks"]),
];

/// The first forbidden subject that a text touches, with the phrase that gave it away.
pub(in super::super) fn forbidden(text: &str) -> Option<(&'static str, &'static str)> {
    let heard = words(text);
    for (subject, phrases) in FORBIDDEN {
        for phrase in phrases {
            let listed: Vec<&str> = phrase.split(' ').collect();
            let found = heard.windows(listed.len()).position(|window| window.iter().zip(&listed).all(|(word, wanted)| word == wanted));
            let Some(at) = found else { continue };
            let next = heard.get(at + listed.len()).map(String::as_str).unwrap_or_default();
            let harmless = HARMLESS_AFTER.iter().any(|(of, after)| of == phrase && after.contains(&next));
            if !harmless {
                return Some((subject, phrase));
            }
        }
    }
    None
}
