//! Views to draw: a nurse who has just had an interview, and what surrounds it.

use greenroom::evaluation::*;
use greenroom::interview::{EndReason, Speaker, TurnId, TurnKind, Word};
use greenroom::scenario::{Gap, Grade, GuideRef, Level, ScenarioKind};
use greenroom::session::view::*;

const ANSWERS: [(&str, &str); 3] = [
    (
        "Tell me about the wards or settings where you have nursed, and what your patients there needed most.",
        "Four years. Eighteen months on a surgical ward, mostly bowel surgery, and since then on a respiratory ward with twenty-four beds. What \
         those patients need most is someone who sees the change early. On a day shift I've got six patients of my own, and since last spring I \
         take charge about one shift in four. What I haven't done is heart monitoring beyond the basics, I'd need the course for that.",
    ),
    (
        "Tell me about a time when one of your patients became seriously unwell, and how you responded.",
        "That was a man in his second night after a chest infection. At four he was just not himself, he called me by his wife's name, and his \
         respiratory rate had gone from eighteen to twenty-six. I sat him up, gave oxygen by mask, I did a blood sugar, and I pressed for the \
         registrar, and I said: I need you here now, new confusion, rate twenty-six, I think it's sepsis. She came in eight minutes. Antibiotics \
         were in within forty minutes, and he went to high dependency at five. He walked back onto our ward nine days later.",
    ),
    (
        "Two patients need you at the same moment and nobody else is free. How do you decide?",
        "We always help each other on our ward, so that would usually work out. You just have to stay calm and do one thing after the other.",
    ),
];

fn quote(turn: u32, quote: &str) -> Evidence {
    Evidence { turn: TurnId(turn), quote: quote.into(), start_ms: None, end_ms: None }
}

fn turns() -> Vec<ReportTurn> {
    let turn = |index: u32, speaker, kind, text: &str| ReportTurn {
        name: None,
        index: TurnId(index),
        speaker,
        kind,
        text: text.into(),
        verbatim: None,
        start_ms: u64::from(index) * 41_000,
        end_ms: u64::from(index) * 41_000 + 30_000,
        words: None,
        question_id: None,
        gap: None,
        cites: None,
    };
    let greeting = "Hello Amina, I am Robin Ellery. It is good to have you here. We have half an hour and eight questions.";
    let mut turns = vec![turn(0, Speaker::Interviewer, TurnKind::Greeting, greeting)];
    for (question, answer) in ANSWERS {
        turns.push(turn(turns.len() as u32, Speaker::Interviewer, TurnKind::Question, question));
        turns.push(turn(turns.len() as u32, Speaker::Candidate, TurnKind::Answer, answer));
    }
    turns.push(turn(7, Speaker::Interviewer, TurnKind::Closing, "It was a pleasure to talk with you, Amina. Go well."));
    turns
}

fn dimension(id: &str, name: &str, level: u8, score: f64, anchor: &str, evidence: Vec<Evidence>) -> Dimension {
    Dimension {
        id: id.into(),
        name: name.into(),
        score: Some(score),
        level: Some(level),
        anchor: Some(anchor.into()),
        confidence: 0.6,
        evidence,
        not_assessed: None,
        opinions: None,
    }
}

fn dimensions() -> Vec<Dimension> {
    vec![
        dimension(
            "communication",
            "Communication",
            4,
            7.8,
            "The answer goes straight to the question and keeps an order that is easy to retell: what was happening, what the candidate did, \
             how it ended. People and terms are introduced. Little could be left out.",
            vec![
                quote(4, "At four he was just not himself, he called me by his wife's name"),
                quote(2, "on a respiratory ward with twenty-four beds"),
            ],
        ),
        dimension(
            "technical",
            "Technical skill",
            4,
            7.2,
            "The steps are complete and in order, tools and documents are named with their use, and there is a check with something to compare \
             against.",
            vec![quote(4, "I sat him up, gave oxygen by mask, I did a blood sugar")],
        ),
        dimension(
            "confidence",
            "Confidence and self-awareness",
            3,
            6.1,
            "The candidate speaks of their own part, mostly plainly. A limit or a doubt is mentioned when it is asked for.",
            vec![quote(2, "What I haven't done is heart monitoring beyond the basics")],
        ),
        dimension(
            "domain",
            "Professional judgement",
            2,
            3.6,
            "One of risk, duty and person is seen, the others are missing. The order of steps is not explained.",
            vec![quote(6, "You just have to stay calm and do one thing after the other")],
        ),
        Dimension {
            id: "problem_solving".into(),
            name: "Problem solving".into(),
            score: None,
            level: None,
            anchor: None,
            confidence: 0.0,
            evidence: vec![],
            not_assessed: Some(
                "None of the questions that were asked looks for the cause of a problem, so nothing can be said about it".into(),
            ),
            opinions: None,
        },
    ]
}

fn answers() -> Vec<AnswerReport> {
    vec![
        AnswerReport {
            question_id: "healthcare/nursing#nursing-background".into(),
            question: ANSWERS[0].0.into(),
            turns: vec![TurnId(1), TurnId(2)],
            star: Star::default(),
            gaps: vec![],
            notes: vec!["You named the wards, the number of beds and of your own patients, and said openly what is new to you.".into()],
            missing: vec![],
        },
        AnswerReport {
            question_id: "healthcare/nursing#deteriorating-patient".into(),
            question: ANSWERS[1].0.into(),
            turns: vec![TurnId(3), TurnId(4)],
            star: Star {
                situation: Some(quote(4, "That was a man in his second night after a chest infection")),
                task: None,
                action: Some(quote(4, "I sat him up, gave oxygen by mask, I did a blood sugar")),
                result: Some(quote(4, "He walked back onto our ward nine days later")),
            },
            gaps: vec![Gap::Task, Gap::Reflection],
            notes: vec!["A complete story with times and numbers.".into()],
            missing: vec!["Names what the record says afterwards".into()],
        },
        AnswerReport {
            question_id: "healthcare/nursing#two-at-once".into(),
            question: ANSWERS[2].0.into(),
            turns: vec![TurnId(5), TurnId(6)],
            star: Star::default(),
            gaps: vec![Gap::Ownership, Gap::Specifics, Gap::Reasoning],
            notes: vec!["The answer stays general: it could be given about any ward.".into()],
            missing: vec!["Says which sign decides who comes first".into(), "Tells the second patient when they will be back".into()],
        },
    ]
}

/// A report as the embedded judge writes it after typed answers.
pub(super) fn report() -> Report {
    let source = |name: &str| Source { name: name.into(), engine: "embedded".into(), fallbacks: vec![] };
    let remark = |text: &str, evidence| Remark { text: text.into(), evidence };
    Report {
        schema: REPORT_SCHEMA.into(),
        session: SessionInfo {
            id: "s-17".into(),
            scenario: "registered-nurse".into(),
            title: "Registered nurse, adult medical ward".into(),
            role: "Registered nurse on an adult medical ward".into(),
            language: "en".into(),
            started_at: "2026-11-20T09:12:00Z".into(),
            ended_at: "2026-11-20T09:38:00Z".into(),
            duration_ms: 26 * 60_000,
            ended_because: EndReason::Completed,
            interviewer: source("Robin Ellery"),
            judge: source("Embedded judge"),
            judging: None,
            recogniser: None,
            voice: Some("kal16".into()),
        },
        turns: turns(),
        answers: answers(),
        dimensions: dimensions(),
        overall: Overall { score: Some(6.2), confidence: 0.55, spread: Some(1.9) },
        objective: None,
        coverage: Vec::new(),
        delivery: Delivery { not_measured: Some("the answers were typed".into()), ..Delivery::default() },
        went_well: vec![
            remark(
                "You saw the change early and said what you saw, with numbers that could be checked.",
                vec![quote(4, "his respiratory rate had gone from eighteen to twenty-six")],
            ),
            remark(
                "You called for help in plain words and said what you thought it was.",
                vec![quote(4, "I need you here now, new confusion")],
            ),
        ],
        went_okay: vec![remark(
            "You said what is new to you, but not how you would learn it.",
            vec![quote(2, "I'd need the course for that")],
        )],
        needs_improvement: vec![remark(
            "With two patients at once you spoke of the team in general. Which of the two would you go to, and why?",
            vec![quote(6, "We always help each other on our ward")],
        )],
        plan: vec![
            PlanStep {
                step: "Take one vague sentence of yours and ask how many, how often, which one and who".into(),
                why: "One detail that could be checked carries more weight than three adjectives.".into(),
                resource: Some("The four question words: how many, how often, which, who".into()),
                source: None,
            },
            PlanStep {
                step: "Finish this sentence for each of your stories: my job was to, by when, measured by".into(),
                why: "If your task is not clear, the rest sounds as if you happened to be standing nearby.".into(),
                resource: Some("STAR: Situation, Task, Action, Result".into()),
                source: Some(GuideRef {
                    guide: "star-method".into(),
                    title: "Telling a story".into(),
                    section: "The task".into(),
                    anchor: "the-task".into(),
                }),
            },
        ],
        cost: Cost::default(),
    }
}

/// The report with nothing judged.
pub(super) fn report_without_scores() -> Report {
    let mut report = report();
    report.overall = Overall { score: None, confidence: 0.0, spread: None };
    for dimension in &mut report.dimensions {
        *dimension = Dimension {
            score: None,
            level: None,
            anchor: None,
            evidence: vec![],
            not_assessed: Some("There was no answer that speaks for it".into()),
            ..dimension.clone()
        };
    }
    report.session.ended_because = EndReason::Stopped;
    report.went_well.clear();
    report.went_okay.clear();
    report.needs_improvement.clear();
    report.plan.clear();
    report.answers.clear();
    report
}

/// The report as its screen gets it.
pub(super) fn review(report: Report) -> ReviewView {
    ReviewView::new(report, "Friday 20 November, 9:12".into(), true)
}

/// The report after spoken answers: turns take their time, and what can be measured was.
pub(super) fn spoken_report() -> Report {
    let mut report = report();
    let mut clock = 4_000;
    for turn in &mut report.turns {
        turn.start_ms = clock;
        if turn.speaker == Speaker::Candidate {
            let mut words = Vec::new();
            for (number, word) in turn.text.split_whitespace().enumerate() {
                // A thought in the middle of each answer.
                clock += if number == 12 { 1_900 } else { 90 };
                words.push(Word { text: word.into(), start_ms: clock, end_ms: clock + 260, confidence: 0.9 });
                clock += 260;
            }
            turn.words = Some(words);
        } else {
            clock += 350 * turn.text.split_whitespace().count() as u64;
        }
        turn.end_ms = clock;
        clock += 900;
    }
    report.session.recogniser = Some("whisper base.en".into());
    report.coverage = vec![
        SubjectReport {
            id: "escalation".into(),
            title: "Calling for help".into(),
            covered: true,
            evidence: Some(quote(4, "I need you here now, new confusion")),
        },
        SubjectReport { id: "family".into(), title: "The family".into(), covered: false, evidence: None },
    ];
    report.delivery = Delivery {
        words_per_minute: Some(142.4),
        fillers_per_minute: None,
        fillers: None,
        pauses: Some(Pauses { count: 3, longest_ms: 1_900 }),
        talk_ratio: Some(0.68),
        latency_ms: Some(900),
        not_measured: None,
    };
    report
}

/// A microphone, a speech model and a loudspeaker.
pub(super) const ALL_THERE: Equipment = Equipment { microphone: true, recogniser: true, loudspeaker: true };

/// A session that was broken off.
pub(super) fn interrupted() -> Interrupted {
    Interrupted { id: "s-18".into(), title: "General behavioural interview".into(), began: "today at 9:41".into(), answered: 3 }
}

/// Two scenarios, two interviewers, everything chosen.
pub(super) fn setup() -> SetupView {
    let personas = vec!["robin-ellery".to_owned(), "sam-tarrant".to_owned()];
    let scenario = |id: &str, title: &str, summary: &str, employer: &str, minutes| ScenarioChoice {
        id: id.into(),
        title: title.into(),
        summary: summary.into(),
        role: title.into(),
        employer: employer.into(),
        sector: if id == "registered-nurse" { "healthcare" } else { "general" }.into(),
        level: Level::Any,
        grade: Grade::Medium,
        kind: ScenarioKind::Interview,
        skills: vec![],
        made: false,
        minutes,
        personas: personas.clone(),
    };
    SetupView {
        scenarios: Load::Ready(vec![
            scenario(
                "general-behavioural",
                "General behavioural interview",
                "Twenty minutes about how you have really worked: with others, under pressure and after setbacks. It suits any office or service \
                 role, and it is a good place to start.",
                "Tidewell Services",
                20,
            ),
            scenario(
                "registered-nurse",
                "Registered nurse, adult medical ward",
                "Half an hour with a hospital that wants to know how you think when a patient is at risk, when people disagree and when the \
                 shift is short. For newly registered nurses and for those who have led shifts for years.",
                "Alder Vale Hospital",
                30,
            ),
        ]),
        scenario: Some("registered-nurse".into()),
        skills: vec![skill()],
        people: vec![
            PersonaChoice {
                id: "robin-ellery".into(),
                name: "Robin Ellery".into(),
                role: "Ward Manager".into(),
                manner: "Warm and unhurried: listens first, follows up gently, lets you think.".into(),
            },
            PersonaChoice {
                id: "sam-tarrant".into(),
                name: "Sam Tarrant".into(),
                role: "Head of Quality and Standards".into(),
                manner: "Brisk, exact and sceptical: wants one case, numbers and reasons, moves on quickly, always courteous and never personal."
                    .into(),
            },
        ],
        persona: Some("robin-ellery".into()),
        name: "Amina".into(),
        resume: "Amina Haddad\nRegistered nurse\n\n2022 to now: respiratory ward, St Bride's\n2020 to 2022: surgical ward, Northgate".into(),
        equipment: ALL_THERE,
        ..SetupView::default()
    }
}

/// A skill in full.
fn skill() -> SkillNote {
    let levels =
        ["Nothing of it is shown.", "It is named.", "One case shows it.", "Several cases show it.", "It shapes how the work is done."];
    SkillNote {
        name: "Safety mindset".into(),
        about: "How early a danger is seen, and what is done about it.".into(),
        levels: (1..).zip(levels.map(str::to_owned)).collect(),
        positive: vec!["Stops work before it is certain".into()],
        negative: vec!["Waits for somebody else".into()],
        never: vec!["How brave it sounds".into()],
    }
}

/// The candidate is speaking.
pub(super) fn interview() -> InterviewView {
    InterviewView {
        floor: Floor::Listening,
        interviewer: "Robin Ellery".into(),
        card: Some(Card { number: 3, of: 8, text: ANSWERS[1].0.into() }),
        spoken: ANSWERS[1].0.into(),
        heard:
            "That was a man in his second night after a chest infection. At four he was just not himself, he called me by his wife's name"
                .into(),
        elapsed_s: 500,
        planned_minutes: 30,
        level: Some(0.08),
        equipment: ALL_THERE,
        can_undo: true,
        ..InterviewView::default()
    }
}

/// A page of past sessions out of 47.
pub(super) fn history() -> HistoryView {
    let titles = ["Registered nurse, adult medical ward", "General behavioural interview"];
    let rows = (0..PAGE)
        .map(|number| HistoryRow {
            id: format!("s-{number}"),
            held: format!("{} November, 9:{:02}", 20 - number / 2, 12 + number),
            title: titles[number % 2].into(),
            minutes: 18 + (number as u32 * 7) % 14,
            score: (![0, 2, 3, 8].contains(&number)).then_some(4.0 + (number as f64 * 0.37) % 4.0),
            state: match number {
                0 => SessionState::Judging,
                2 => SessionState::Interrupted,
                7 => SessionState::EndedEarly,
                _ => SessionState::Completed,
            },
        })
        .collect();
    HistoryView { rows: Load::Ready(rows), total: 47, progress: Load::Ready(progress(5)), ..HistoryView::default() }
}

/// Scores over so many sessions; the second one was another interview, and the last dimension was never assessed.
pub(super) fn progress(count: usize) -> ProgressView {
    let session = |number: usize| ProgressSession {
        id: format!("s-{}", 20 - number),
        held: format!("{} November, 9:12", 10 + number),
        scenario: if number == 1 { "general-behavioural" } else { "registered-nurse" }.into(),
        title: if number == 1 { "General behavioural interview" } else { "Registered nurse, adult medical ward" }.into(),
    };
    let line = |id: &str, name: &str, first: f64, from: usize| ProgressLine {
        id: id.into(),
        name: name.into(),
        points: (from..count)
            .map(|session| ProgressPoint { session, score: first + 0.55 * session as f64, confidence: 0.3 + 0.12 * session as f64 })
            .collect(),
    };
    ProgressView {
        sessions: (0..count).map(session).collect(),
        lines: vec![
            line("communication", "Communication", 4.1, 0),
            line("technical", "Technical depth", 5.0, count.saturating_sub(2)),
            line("domain", "Domain knowledge", 3.2, count.saturating_sub(1)),
            line("problem_solving", "Problem solving", 3.0, count),
        ],
        scenarios: vec![
            ("general-behavioural".into(), "General behavioural interview".into()),
            ("registered-nurse".into(), "Registered nurse, adult medical ward".into()),
        ],
    }
}

/// Half loaded.
pub(super) fn boot() -> BootView {
    let step = |part, progress| BootStep { part, progress };
    BootView {
        steps: vec![
            step(BootPart::Content, Progress::Done),
            step(BootPart::Store, Progress::Done),
            step(BootPart::Room, Progress::Done),
            step(BootPart::Person, Progress::Running(0.45)),
            step(BootPart::Shaders, Progress::Waiting),
            step(BootPart::Devices, Progress::Waiting),
        ],
    }
}

/// A broken database.
pub(super) fn fault() -> FaultView {
    FaultView {
        what: "Your past interviews cannot be opened".into(),
        why: "The file is in use by another Greenroom.".into(),
        remedy: "Close the other window and try again. If there is none, restart the computer.".into(),
        details: "store: database is locked (5)".into(),
        retry: true,
    }
}

/// Somebody who has no speech model yet, or uses this one.
pub(super) fn ears(used: Option<&str>) -> EarsView {
    let choice = |name: &str, mebibytes, suits| {
        let here = if used == Some(name) { Here::Whole } else { Here::Nothing };
        EarsChoice { name: name.into(), mebibytes, suits, here }
    };
    let choices = vec![choice("tiny.en", 75, Pace::Slow), choice("base.en", 142, Pace::Usual), choice("small.en", 466, Pace::Fast)];
    EarsView { possible: true, used: used.map(str::to_owned), choices, ..EarsView::default() }
}

/// A model on its way.
pub(super) fn fetching() -> Fetching {
    Fetching::Running { name: "base.en".into(), done: 37, of: 142, checking: false }
}

/// A model that did not come.
pub(super) fn not_fetched() -> Fetching {
    let why = "huggingface.co broke off at 37 of 142 MiB; try again: what is here is kept, and the rest is fetched";
    Fetching::Failed { name: "base.en".into(), why: why.into() }
}

/// Everything filled.
pub(super) fn views() -> Views {
    Views {
        boot: boot(),
        title: TitleView { interrupted: None, sessions: 12, equipment: ALL_THERE },
        setup: setup(),
        ears: ears(Some("base.en")),
        interview: interview(),
        review: Load::Ready(review(report())),
        history: history(),
        settings: settings(),
        sound: sound(),
        checkup: Load::Ready(checkup()),
        fault: fault(),
        toasts: vec![],
    }
}

/// The usual settings, with a model on another computer.
pub(super) fn settings() -> SettingsView {
    SettingsView {
        model: Some(ModelView { name: "large-one".into(), host: "api.example.org".into(), local: false, test: ModelTest::Not }),
        folder: "/home/amina/.local/share/greenroom".into(),
        ..SettingsView::default()
    }
}

/// Two microphones, one of them recorded.
pub(super) fn sound() -> SoundView {
    let microphone = |id: &str, name: &str| MicrophoneChoice { id: id.into(), name: name.into() };
    SoundView {
        microphones: vec![microphone("desk", "Desk microphone"), microphone("headset", "Headset")],
        loudspeaker: Some("Built-in audio".into()),
        level: Some(0.09),
        verdict: Some(Verdict::Good),
        recorded: true,
        ..SoundView::default()
    }
}

/// One thing of each standing.
pub(super) fn checkup() -> CheckUp {
    let thing = |group, standing, text: &str, remedy: Option<&str>| CheckedThing {
        group,
        standing,
        text: text.into(),
        remedy: remedy.map(str::to_owned),
    };
    CheckUp {
        findings: vec![
            thing("group-folders", Standing::Found, "data folder /home/amina/.local/share/greenroom, writable", None),
            thing("group-voice", Standing::Found, "the embedded voice speaks (2.9 s of speech made in 31 ms)", None),
            thing(
                "group-voice",
                Standing::Missing,
                "no sound card: the interviewer speaks silently with captions",
                Some("connect a loudspeaker or headphones"),
            ),
            thing(
                "group-model",
                Standing::Problem,
                "large-one at api.example.org cannot be used: it refused the request (401)",
                Some("check GREENROOM_LLM_API_KEY"),
            ),
        ],
    }
}
