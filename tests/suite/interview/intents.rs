//! What the candidate wants, told from the words.

use greenroom::interview::{Intent, intent};

#[test]
fn requests_are_told_from_answers() {
    let table: &[(Intent, &[&str])] = &[
        (
            Intent::Repeat,
            &["Could you repeat that, please?", "Sorry, I didn't catch that.", "What was the question?", "Pardon?", "Um, say that again?"],
        ),
        (Intent::Rephrase, &["What do you mean by that?", "I'm not sure what you mean.", "Could you rephrase the question?"]),
        (Intent::Think, &["Let me think.", "Give me a moment please", "Hmm, let me just think for a second.", "Hold on"]),
        (
            Intent::Skip,
            &["Can we skip this one?", "Could we skip that please", "Next question please", "I'd like to skip it", "pass on that"],
        ),
        (
            Intent::DontKnow,
            &["I don't know.", "I don’t know", "No idea, sorry.", "Um, I can't think of anything.", "nothing comes to mind"],
        ),
        (Intent::Decline, &["I'd rather not talk about that.", "I prefer not to say", "I'm not comfortable answering that"]),
        (Intent::Stop, &["I'd like to stop here.", "Can we end the interview?", "Please stop the interview now"]),
        (
            Intent::Question,
            &[
                "What does the team look like?",
                "How much does it pay?",
                "And when would I start?",
                "Is there parking?",
                "Yes, thank you. What would my first month look like?",
            ],
        ),
        (Intent::Nothing, &["No, thank you.", "No questions from me.", "I'm good, thanks", "nothing else", "No, that's all."]),
        (
            Intent::Answer,
            &[
                "fine.",
                "I moved the deadline to Friday and told everybody why.",
                "I don't know exactly how many there were, but it must have been around two hundred parcels that we had to sort before the lorry came.",
                "We had to skip the third check that night because the line was down, and I wrote it in the log so that the day shift knew about it.",
                "I asked her: what would you do? And she said she would wait, so I repeated the question to the rest of the team.",
                "Let me think about how to put this because it was a long project and there were many people in it, but in short I rebuilt the rota.",
                "How do you measure something like that? I have never believed in numbers very much.",
                "",
            ],
        ),
    ];
    for (expected, texts) in table {
        for text in *texts {
            assert_eq!(intent(text), *expected, "{text:?}");
        }
    }
}
