//! What a heading announces, in the variants that resumes and adverts use.

/// A part of a resume.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Before the first heading.
    Top,
    /// Who they are, in a few lines.
    Summary,
    /// Jobs, paid and unpaid.
    Experience,
    /// Abilities and tools.
    Skills,
    /// Pieces of work.
    Projects,
    /// Results and awards.
    Achievements,
    /// Schools and certificates.
    Education,
    /// Nothing that an interviewer may use: addresses, personal details, referees, hobbies, spoken languages.
    Private,
    /// Anything else.
    Other,
}

/// Words that decide what a heading announces.
const CORE: [(Part, &[&str]); 7] = [
    (Part::Summary, &["summary", "profile", "objective", "about", "statement", "introduction", "overview"]),
    (
        Part::Experience,
        &[
            "experience",
            "employment",
            "career",
            "work",
            "jobs",
            "positions",
            "roles",
            "volunteering",
            "volunteer",
            "voluntary",
            "placements",
        ],
    ),
    (
        Part::Skills,
        &[
            "skills",
            "skill",
            "competencies",
            "competences",
            "expertise",
            "tools",
            "technologies",
            "abilities",
            "strengths",
            "stack",
            "software",
        ],
    ),
    (Part::Projects, &["projects", "portfolio", "project"]),
    (Part::Achievements, &["achievements", "accomplishments", "awards", "highlights", "results", "successes"]),
    (
        Part::Education,
        &[
            "education",
            "training",
            "qualifications",
            "certifications",
            "certificates",
            "certification",
            "degrees",
            "courses",
            "studies",
            "academic",
            "registration",
            "registrations",
            "licences",
            "licenses",
            "schooling",
        ],
    ),
    (
        Part::Private,
        &[
            "references",
            "referees",
            "reference",
            "contact",
            "interests",
            "hobbies",
            "languages",
            "details",
            "address",
            "memberships",
            "affiliations",
        ],
    ),
];

/// Words that may stand beside them in a heading.
const BESIDE: [&str; 38] = [
    "my",
    "key",
    "professional",
    "relevant",
    "selected",
    "other",
    "additional",
    "personal",
    "core",
    "technical",
    "main",
    "soft",
    "hard",
    "and",
    "of",
    "the",
    "history",
    "previous",
    "held",
    "clinical",
    "practical",
    "information",
    "me",
    "background",
    "community",
    "it",
    "computer",
    "digital",
    "further",
    "continuing",
    "development",
    "teaching",
    "management",
    "leadership",
    "paid",
    "recent",
    "in",
    "areas",
];

/// What a line of a resume announces, if it is a heading. `marked` says that its form already makes it one.
pub(super) fn resume_part(text: &str, marked: bool) -> Option<Part> {
    let words = words(text);
    if words.is_empty() || words.len() > 6 || text.ends_with('.') {
        return None;
    }
    let part = |word: &String| CORE.iter().find(|(_, core)| core.contains(&word.as_str())).map(|(part, _)| *part);
    // "Personal details" and "personal interests" are private, "personal statement" is not.
    let known = words.iter().find_map(part);
    let all_known = words.iter().all(|word| part(word).is_some() || BESIDE.contains(&word.as_str()));
    match known {
        Some(part) if all_known || marked => Some(part),
        _ if words.join(" ") == "personal information" => Some(Part::Private),
        _ if marked => Some(Part::Other),
        _ => None,
    }
}

/// A part of a job advert.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Advert {
    /// What is to be done.
    Responsibilities,
    /// What is asked for.
    Requirements,
    /// Anything else: the employer, pay, how to apply.
    Other,
}

/// Parts of headings, looked for in this order.
const ADVERT: [(Advert, &[&str]); 3] = [
    (
        Advert::Other,
        &[
            "about us",
            "who we are",
            "we offer",
            "benefit",
            "salary",
            "how to apply",
            "apply",
            "our company",
            "equal",
            "what you get",
            "perks",
        ],
    ),
    (
        Advert::Requirements,
        &[
            "requirement",
            "qualification",
            "skill",
            "your profile",
            "you bring",
            "you'll bring",
            "you will bring",
            "look for",
            "looking for",
            "who you are",
            "about you",
            "you have",
            "you need",
            "you'll need",
            "you will need",
            "essential",
            "desirable",
            "nice to have",
            "good to have",
            "advantage",
            "must have",
            "must-have",
            "criteria",
            "specification",
            "experience",
            "we ask",
            "we expect",
            "we need",
            "job needs",
            "should have",
        ],
    ),
    (
        Advert::Responsibilities,
        &[
            "responsib",
            "duties",
            "tasks",
            "the role",
            "you will do",
            "you'll do",
            "you do",
            "your job",
            "the job",
            "day to day",
            "day-to-day",
            "accountabilit",
            "the work",
            "your work",
            "your role",
            "typical day",
            "you will be doing",
        ],
    ),
];

/// What a line of an advert announces, given that its form is that of a heading.
pub(super) fn advert_part(text: &str) -> Advert {
    let lower = text.to_lowercase().replace('\u{2019}', "'");
    ADVERT.iter().find(|(_, parts)| parts.iter().any(|part| lower.contains(part))).map_or(Advert::Other, |(part, _)| *part)
}

fn words(text: &str) -> Vec<String> {
    text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}
