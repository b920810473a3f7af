//! Before an interview: a language model proposes questions about this candidate and this job. It gets one try and little
//! time, because somebody is waiting to begin; without it the bank's questions are asked, as they are without a model.

use std::time::Duration;

use crate::clock;
use crate::intake::Intake;
use crate::interview::{Blueprint, RequestId};
use crate::llm;
use crate::scenario::{Library, can_be_proposed, proposal_prompt, proposal_schema, read_proposals, take_in};
use crate::store::{Store, StoreError};

use super::judging::call_record;

/// As long as somebody waits who has pressed "begin".
pub const PATIENCE: Duration = Duration::from_secs(20);
/// No turn of the conversation has this number.
const BEFORE_THE_FIRST: RequestId = RequestId(u32::MAX);

/// What a model's proposals came to.
#[derive(Clone, Debug)]
pub struct Proposed {
    /// Questions that took a place in the plan.
    pub taken: usize,
    /// Why others did not, without anybody's words.
    pub dropped: Vec<String>,
    /// What it cost. The session is not known yet when it is asked for.
    call: Option<llm::Call>,
    /// The model's answer under its key, when it is new.
    answer: Option<(String, String)>,
}

impl Proposed {
    /// Keeps with the session what it cost, and the answer for the next time that the same is asked.
    ///
    /// # Errors
    /// When the store refuses.
    pub fn keep(self, store: &Store, session: &str) -> Result<(), StoreError> {
        if let Some(call) = &self.call {
            store.record_call(call_record(call, session, BEFORE_THE_FIRST))?;
        }
        match self.answer {
            Some(answer) => store.keep_answers(session, clock::wall(), vec![answer]),
            None => Ok(()),
        }
    }
}

/// Lets a model propose questions, and takes those in that can be asked. `None` when there is nothing to take up. Waits for
/// at most the handle's batch limit, and must not be called on the runtime's own thread. The same question to the same model
/// is not asked twice.
#[must_use]
pub fn propose(model: &llm::Handle, store: &Store, library: &Library, plan: &mut Blueprint, intake: &Intake) -> Option<Proposed> {
    let scenario = library.scenario(&plan.scenario.id)?;
    if !can_be_proposed(&scenario, intake) {
        return None;
    }
    let schema = llm::Schema { name: "questions".to_owned(), schema: proposal_schema() };
    let prompt = proposal_prompt(library, plan, intake);
    let key = model.fingerprint(&prompt, Some(&schema), 1);
    // Without the database it is asked again, which is no reason not to begin.
    let known = store.answer(&key).ok().flatten();
    let (text, call) = match known.as_ref().map_or_else(|| model.complete(prompt, Some(schema)).map(Some), |_| Ok(None)) {
        Ok(new) => {
            let (text, call) = new.map(|answer| (answer.text, answer.call)).unzip();
            (text.or_else(|| known.clone()).unwrap_or_default(), call)
        }
        Err(call) => {
            let dropped = call.error.iter().map(ToString::to_string).collect();
            return Some(Proposed { taken: 0, dropped, call: Some(*call), answer: None });
        }
    };
    let proposals = read_proposals(library, plan, &text);
    let taken = take_in(library, plan, proposals.good).len();
    // Only what was of use is worth being given again.
    let answer = (taken > 0 && known.is_none()).then_some((key, text));
    Some(Proposed { taken, dropped: proposals.dropped, call, answer })
}
