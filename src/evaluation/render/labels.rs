//! The page's own words in English. Whoever renders may bring others, for example from the interface's language files.

/// Gives the words for a key: [`default_label`], or those of the interface's language.
pub type Labels<'a> = dyn Fn(&str) -> String + 'a;

/// The English words for a key of the page; the key itself where there are none.
#[must_use]
pub fn default_label(key: &str) -> String {
    english(key).to_owned()
}

fn english(key: &str) -> &str {
    match key {
        "report-title" => "Interview report",
        "summary" => "Overall",
        "score" => "Score",
        "of-ten" => "of 10",
        "spread" => "Spread over answers",
        "confidence" => "Certainty",
        "confidence-help" => "Certainty says how much a score rests on: more answers that agree with each other give more of it.",
        "spread-of-runs" => "Spread over the model's runs",
        "spread-of-runs-help" => {
            "Spread is the standard deviation over the times that the model judged, in points. A small one means that it judged alike each time."
        }
        "disagreement" => "Opinions differ.",
        "levels-of-runs" => "Levels of the model's runs",
        "level-by-rules" => "By rules without a model",
        "rules-said" => "By rules without a model it was said.",
        "rules-not-said" => "By rules without a model it was not said.",
        "no-breach" => "Not counted against you",
        "checked-by" => "Checked by",
        "judging" => "How it was judged",
        "runs" => "Judgements that could be used",
        "quotes-kept" => "Quotes found in the transcript",
        "out-of" => "of",
        "score-by-rules" => "Overall by rules without a model",
        "prices" => "Prices",
        "cost-by-purpose" => "The same by what was asked for, with the number of calls",
        "for-probe" => "follow-ups",
        "for-reply" => "what the played person said",
        "for-question" => "wording of questions",
        "for-fact" => "answers to you",
        "for-judgement" => "judgement",
        "for-objective" => "check of the objective",
        "for-proposal" => "questions for your documents",
        "calls-failed" => "of them failed",
        "calls-cached" => "of them kept from an earlier time",
        "spread-help" => "Spread is the standard deviation over the answers, in points. A small one means that all answers were alike.",
        "not-assessed" => "Not assessed",
        "not-assessed-help" => {
            "Not assessed means that nothing was said that could be quoted for it. It is neither good nor bad, and no number stands in for it."
        }
        "dimensions" => "The dimensions",
        "level" => "Level",
        "rests-on" => "What it rests on",
        "quote-link" => "Go to this place in the transcript",
        "went-well" => "What went well",
        "went-okay" => "What went okay",
        "needs-improvement" => "What to work on",
        "nothing" => "Nothing to list here.",
        "plan" => "What to do next",
        "resource" => "To read or practise on:",
        "read-more" => "Read more:",
        "answers" => "Question by question",
        "situation" => "Situation",
        "task" => "Task",
        "action" => "Action",
        "result" => "Result",
        "star-caption" => "The parts of the story",
        "not-there" => "not there",
        "missing" => "Worth adding",
        "delivery" => "How it was said",
        "delivery-help" => "These are measures, not marks. They do not enter any score.",
        "delivery-caption" => "Measures of speaking",
        "words-per-minute" => "Words per minute",
        "fillers-per-minute" => "Fillers per minute",
        "fillers" => "Fillers",
        "pauses" => "Pauses of more than a second",
        "longest-pause" => "Longest pause",
        "talk-ratio" => "Your share of the talking",
        "latency" => "Time to the first word",
        "seconds" => "s",
        "not-measured" => "Not measured:",
        "no-verbatim" => "not measured, because no transcript with hesitations was made",
        "measure" => "Measure",
        "value" => "Yours",
        "usual-range" => "Usual range",
        "usual-words-per-minute" => "100 to 165 is advised for presenters (Microsoft Support, Suggestions from Speaker Coach).",
        "usual-talk-ratio" => {
            "No range rests on good data. Interviewers are often advised to leave the candidate about 80 % (HighMatch, 2022)."
        }
        "usual-latency" => {
            "In everyday conversation mean gaps lie below 0.5 s in ten languages (Stivers and others, 2009). A question in an interview may well want more thought."
        }
        "usual-pauses" => {
            "Silences of more than a second belong to spontaneous speech (Campione and V\u{e9}ronis, 2002). There is no usual number."
        }
        "usual-longest-pause" => "No usual length: thinking is not a fault.",
        "usual-fillers-per-minute" => "About five on average, about one advised (Zandan, 2018, Harvard Business Review).",
        "radar-caption" => "The dimensions at a glance. Rings are the five levels; an open mark at the rim was not assessed.",
        "timeline-caption" => "Who spoke when",
        "timeline-help" => {
            "Numbers are questions, open blocks follow-ups. A diamond is a typed answer, which has a moment and no length. Light gaps are silences of more than a second inside an answer."
        }
        "coverage" => "Subjects that had to come up",
        "coverage-help" => "The scenario wants these to be spoken of, whatever the question was. They enter no score.",
        "came-up" => "Came up",
        "not-come-up" => "Did not come up",
        "resting" => "Judgements that rest on this:",
        "transcript" => "Transcript",
        "interviewer" => "Interviewer",
        "candidate" => "You",
        "provenance" => "How this report was made",
        "provenance-caption" => "Who asked, who judged, and what was used",
        "scenario" => "Interview",
        "role" => "Role",
        "started" => "Began",
        "ended" => "Ended",
        "duration" => "Length",
        "minutes" => "min",
        "ended-because" => "Ended because",
        "completed" => "everything planned was asked",
        "stopped" => "you ended it",
        "time_up" => "the time was used up",
        "idle" => "nobody answered",
        "succeeded" => "the objective was reached",
        "failed" => "the objective was missed",
        "objective" => "The objective",
        "objective-reached" => "You reached it.",
        "objective-missed" => "You did not reach it this time.",
        "objective-open" => "It was left open: the scene ended before it was decided.",
        "said" => "Said",
        "not-said" => "Not said",
        "breach" => "This cost you ground",
        "judge" => "Judged by",
        "recogniser" => "Speech recognised by",
        "voice" => "Voice",
        "none" => "none",
        "stood-in" => "The embedded part stood in:",
        "cost" => "Tokens of models, in and out",
        "not-judged" => "Appearance, emotion, accent and speed are no part of any score.",
        other => other,
    }
}
