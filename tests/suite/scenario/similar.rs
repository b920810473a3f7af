//! The measure of likeness is calibrated: twenty planted paraphrases lie above the limit, twenty distinct questions about
//! one subject below it, and so do all pairs of the content that comes with the program.

use greenroom::scenario::{EvidenceItem, Library, Question, QuestionKind, SAME_QUESTION, similarity};

/// A question and the words by which a good answer is recognised.
type Written = (&'static str, &'static str);

/// The same question twice, each written as an author would who does not know of the other.
const PARAPHRASES: [(Written, Written); 20] = [
    (
        (
            "Tell me about a disagreement with a colleague about how something should be done.",
            "disagreed, his view, my view, talked in private, listened, compromise, tried both, agreed, still work together",
        ),
        (
            "Describe a time when you and a colleague disagreed about how to do something.",
            "disagreement, her view, listened, sat down in private, compromise, agreed, tried it, get on well, work together",
        ),
    ),
    (
        (
            "Tell me about a mistake of yours at work that had real consequences.",
            "my mistake, forgot, told my manager, apologised, put it right, checklist, since then, never again",
        ),
        (
            "Describe a mistake that you made at work and what came of it.",
            "I made, mistake, admitted, told my manager, apologised, fixed, checklist, since then, learned",
        ),
    ),
    (
        (
            "Describe a time when you had far too little time to finish something important.",
            "deadline, due, two days, put first, left out, told them early, delivered, overtime",
        ),
        (
            "Tell me about a deadline that left you too little time for an important task.",
            "deadline, due, priority, put first, left out, told the client early, delivered on time",
        ),
    ),
    (
        (
            "How do you keep track of what you have to do over a busy week?",
            "list, calendar, every morning, priority, move tasks, reminder, friday, review",
        ),
        (
            "In a busy week, how do you keep your tasks in order?",
            "list, calendar, each morning, priorities, reminders, move to next day, review on friday",
        ),
    ),
    (
        (
            "Tell me about a time when a customer was really unhappy with you.",
            "complained, angry, let her finish, apologised, refund, called back, checked afterwards",
        ),
        (
            "Describe an unhappy customer and how you handled the complaint.",
            "complaint, angry, listened, let him finish, apologised, refund, rang back, afterwards",
        ),
    ),
    (
        (
            "What do you check when a patient two days after surgery looks clammy?",
            "pulse, blood pressure, temperature, wound, oxygen, call the doctor, early warning score, stay with",
        ),
        (
            "A patient looks clammy on the second day after surgery. What do you check first?",
            "blood pressure, pulse, oxygen, temperature, early warning score, drain and wound, doctor, stay",
        ),
    ),
    (
        (
            "How do you hand over a complex patient so that nothing important is lost?",
            "situation, background, assessment, recommendation, bedside, written, read back, questions",
        ),
        (
            "What do you do to make sure that nothing is lost when you hand over a complex patient?",
            "background, situation, recommendation, bedside, sheet, written, repeat back, ask questions",
        ),
    ),
    (
        (
            "Tell me about a medication error that you noticed.",
            "wrong dose, stopped, checked patient, told the doctor, incident form, second check, told the family",
        ),
        (
            "Describe an occasion on which you noticed an error with medication.",
            "dose, wrong drug, stopped, watched the patient, doctor, incident report, second check",
        ),
    ),
    (
        (
            "A relative shouts at you in the corridor about a delay. How do you respond?",
            "calm voice, quiet room, sit down, listen, sorry, explain the delay, come back, tell the nurse in charge",
        ),
        (
            "How do you respond when a relative shouts at you because of a delay?",
            "calm, quiet room, listen, sorry, explain, when I will be back, nurse in charge, safe distance",
        ),
    ),
    (
        (
            "Which steps do you take to find a bug that appears only in production?",
            "logs, reproduce, metrics, recent change, roll back, bisect, hypothesis, test",
        ),
        (
            "A bug appears only in production. Which steps lead you to it?",
            "reproduce, logs, recent deploys, roll back, hypothesis, metrics, bisect, add a test",
        ),
    ),
    (
        (
            "How would you design a service that sends a million notifications an hour?",
            "queue, workers, batch, retry, idempotent, back-pressure, rate limit, dead letter, monitor",
        ),
        (
            "Sketch a service that can send a million notifications in an hour.",
            "queue, worker pool, retries, idempotent key, rate limit, dead letter queue, back-pressure, metrics",
        ),
    ),
    (
        (
            "Tell me about a code review in which you and the author did not agree.",
            "comment, reason, example, style guide, pair, agreed, merged, talked",
        ),
        (
            "Describe a code review that led to a disagreement with the author.",
            "comments, reasons, example, style guide, paired, talked, agreed, merged",
        ),
    ),
    (
        (
            "What made you apply for this particular role?",
            "advert, your customers, my experience, learn, team, close to what I do, contribute",
        ),
        (
            "Why did you apply for this role in particular?",
            "advert, experience, your customers, contribute, learn, the team, what I do well",
        ),
    ),
    (
        (
            "Tell me about something in your daily work that you made simpler or faster.",
            "noticed, took too long, template, automated, minutes saved, colleagues use it, tried it first",
        ),
        (
            "Describe something that you made simpler in your daily work.",
            "took ages, noticed, template, automated, saved minutes, trial, colleagues now use",
        ),
    ),
    (
        (
            "Two managers each want their job done first. How do you decide?",
            "ask when needed, consequences, tell both, propose, together, write down, order, second job by",
        ),
        (
            "How do you decide when two managers both want theirs to be done first?",
            "consequences, when is it needed, propose an order, tell both of them, together, email, second job",
        ),
    ),
    (
        (
            "Tell me about a piece of criticism that was hard to hear but useful.",
            "feedback, manager said, defensive, thought about it, changed, asked again, noticed the difference",
        ),
        (
            "Which criticism was hard to hear and turned out to be useful?",
            "manager told me, feedback, at first defensive, thought, changed, asked again, difference",
        ),
    ),
    (
        (
            "How do you explain a technical problem to a client who knows nothing about it?",
            "comparison, plain words, drawing, no jargon, ask back, what it means for you, short summary",
        ),
        (
            "A client knows nothing about the technical side. How do you explain a problem to them?",
            "no jargon, plain words, comparison, drawing, let them repeat, what it means, summary",
        ),
    ),
    (
        (
            "Describe a situation in which you helped a new colleague to settle in.",
            "showed, first week, introduced, questions, lunch, checklist, let them try, checked in",
        ),
        (
            "Tell me how you helped a new colleague settle in.",
            "first week, showed around, introduced, answered questions, checked in, let him try, lunch, list",
        ),
    ),
    (
        (
            "A pupil refuses to hand over a phone in class. What do you do?",
            "calm, private word, rule, choice, after the lesson, parents, no argument in front of class, consequence",
        ),
        (
            "What do you do when a pupil will not give you the phone during class?",
            "stay calm, rule, choice, private word, after class, call parents, not argue in front, consequence",
        ),
    ),
    (
        (
            "How do you make sure that the till is right at the end of the day?",
            "count, float, receipts, second person, difference, write down, tell the manager, card slips",
        ),
        (
            "At the end of the day, how do you check the till?",
            "count the cash, float, card slips, receipts, second person signs, difference, report to manager",
        ),
    ),
];

/// Twenty questions about one subject, work with difficult customers and colleagues in a shop, each with its own aim.
const DISTINCT: [Written; 20] = [
    (
        "A customer wants to return a coat without a receipt. What do you do?",
        "return policy, exchange, voucher, proof of purchase, polite, manager decides, label",
    ),
    (
        "You see a customer put a bottle into her bag. How do you act?",
        "store detective, do not accuse, watch, offer help, call security, distance, witness",
    ),
    (
        "A customer insults a young colleague at the till. What do you say?",
        "step in, respect, calm, ask to leave, support the colleague, talk afterwards, report",
    ),
    (
        "The queue reaches the door and one till is broken. How do you organise the next half hour?",
        "open another, call staff, tell people waiting, mobile till, sort by card, technician",
    ),
    (
        "Tell me about a customer whom you won back after a bad start.",
        "first visit, came back, regular, remembered name, went further, thanked",
    ),
    ("How do you tell a customer that an item has sold out for good?", "sorry, alternative, other branch, order, honest, show similar"),
    ("Describe how you learn about a new range of products.", "read, try, supplier training, ask colleague, label, compare, notes"),
    (
        "A colleague arrives late for the third time and the others grumble. How do you raise it?",
        "in private, ask why, effect on others, agree on time, supervisor, first talk",
    ),
    (
        "What do you do when a price on the shelf differs from the one at the till?",
        "lower price, check, correct the label, law, tell the team, refund the difference",
    ),
    ("Tell me about a sale that you were proud of.", "needs, questions, advice, add-on, satisfied, figure, commission"),
    ("How do you lay out a table so that people stop at it?", "eye level, colour, group, few pieces, light, change weekly, best seller"),
    ("An old man seems confused and cannot find the exit. What do you do?", "speak slowly, sit, water, relatives, phone, stay, ambulance"),
    ("How do you prepare the stock count?", "zones, scanner, two people, freeze deliveries, list, evening, recount"),
    (
        "A delivery arrives with half of the boxes missing. Which steps follow?",
        "delivery note, sign with remark, photo, supplier, count, shortage, credit",
    ),
    ("Tell me about a rule of the shop that you found wrong.", "suggested, reason, followed meanwhile, head office, changed, evidence"),
    (
        "How do you handle personal data when somebody orders by telephone?",
        "only what is needed, not repeat aloud, lock, shred, consent, card number not written",
    ),
    ("What do you notice first when you walk into a strange shop?", "window, smell, staff greeting, order, signs, music, dirt"),
    (
        "A child has been lost between the shelves. What happens in the first minute?",
        "doors, announcement, description, parents, stay with, staff at exits, police",
    ),
    (
        "Describe a day on which sales were far below target.",
        "weather, offers, spoke to people, analysis, next day, window changed, forecast",
    ),
    (
        "How do you keep on your feet and friendly in the last hour before closing?",
        "break, drink, shoes, smile, rotate, music, think of the next customer",
    ),
];

fn question(id: usize, (text, cues): Written) -> Question {
    let cues = cues.split(", ").map(str::to_owned).collect();
    Question {
        id: format!("test#q{id}"),
        text: text.to_owned(),
        kind: QuestionKind::Situational,
        competencies: vec!["domain".to_owned()],
        difficulty: 2,
        minutes: 3,
        keywords: vec![],
        weak: vec![],
        evidence: vec![EvidenceItem { id: "all".to_owned(), text: String::new(), cues, acts: Vec::new(), needed: false }],
        probes: vec![],
        must: false,
        synonyms: std::collections::BTreeMap::new(),
        topic: None,
        levels: Vec::new(),
        pushback: None,
        cites: None,
    }
}

#[test]
fn twenty_planted_paraphrases_are_found() {
    let likeness = PARAPHRASES.map(|(left, right)| (similarity(&question(0, left), &question(1, right)), left.0));
    let missed: Vec<_> = likeness.iter().filter(|(likeness, _)| *likeness < SAME_QUESTION).collect();
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn twenty_distinct_questions_on_one_subject_pass() {
    for (index, left) in DISTINCT.iter().enumerate() {
        for right in &DISTINCT[..index] {
            let likeness = similarity(&question(0, *left), &question(1, *right));
            assert!(likeness < SAME_QUESTION, "{likeness}: {} / {}", left.0, right.0);
        }
    }
}

#[test]
fn the_limit_has_room_on_both_sides() {
    let lowest = PARAPHRASES.map(|(left, right)| similarity(&question(0, left), &question(1, right))).into_iter().fold(1.0, f32::min);
    let mut highest = 0.0_f32;
    for (index, left) in DISTINCT.iter().enumerate() {
        for right in &DISTINCT[..index] {
            highest = highest.max(similarity(&question(0, *left), &question(1, *right)));
        }
    }
    assert!(lowest > SAME_QUESTION + 0.03 && highest < SAME_QUESTION - 0.05, "paraphrases from {lowest}, distinct up to {highest}");
}

#[test]
fn likeness_is_symmetric_and_one_for_itself() {
    let (left, right) = (question(0, PARAPHRASES[0].0), question(1, PARAPHRASES[3].1));
    assert!((similarity(&left, &left) - 1.0).abs() < 1e-6);
    assert!((similarity(&left, &right) - similarity(&right, &left)).abs() < 1e-6);
}

#[test]
fn a_planted_double_in_another_bank_is_reported_where_it_stands() {
    let mut files = super::base::files();
    let double = super::base::BANK.replace("care/basics", "care/more").replace("clean-hands", "hand-hygiene").replace(
        "How do you keep your hands clean between two patients?",
        "Between two patients, what do you do to keep your hands clean?",
    );
    let other = double.find("[[question]]\nid = \"lost-keys\"").unwrap();
    files.push(("seeds/banks/care/more.toml".to_owned(), double[..other].to_owned()));
    let (_, problems) = Library::from_files(files);
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert_eq!((problems[0].file.as_str(), problems[0].line), ("seeds/banks/care/more.toml", Some(7)));
    assert!(problems[0].message.contains("care/basics#clean-hands"), "{}", problems[0]);
}
