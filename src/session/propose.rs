//! Before an interview: a language model proposes questions about this candidate and this job. It gets one try and little
//! time, because somebody is waiting to begin; without it the bank's questions are asked, as they are without a model.

use std::time::Duration;

use crate::intake::Intake;
use crate::interview::{Blueprint, RequestId};
use crate::llm;
use crate::scenario::{Library, can_be_proposed, proposal_prompt, proposal_schema, read_proposals, take_in};
use crate::store::CallRecord;

use super::call_record;

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
    call: llm::Call,
}

impl Proposed {
    /// The call as it is stored with its session.
    #[must_use]
    pub fn record(&self, session: &str) -> CallRecord {
        call_record(&self.call, session, BEFORE_THE_FIRST)
    }
}

/// Lets a model propose questions, and takes those in that can be asked. `None` when there is nothing to take up. Waits for
/// at most the handle's batch limit, and must not be called on the runtime's own thread.
#[must_use]
pub fn propose(model: &llm::Handle, library: &Library, plan: &mut Blueprint, intake: &Intake) -> Option<Proposed> {
    let scenario = library.scenario(&plan.scenario.id)?;
    if !can_be_proposed(&scenario, intake) {
        return None;
    }
    let schema = llm::Schema { name: "questions".to_owned(), schema: proposal_schema() };
    Some(match model.complete(proposal_prompt(library, plan, intake), Some(schema)) {
        Ok(answer) => {
            let proposals = read_proposals(library, plan, &answer.text);
            let taken = take_in(library, plan, proposals.good).len();
            Proposed { taken, dropped: proposals.dropped, call: answer.call }
        }
        Err(call) => Proposed { taken: 0, dropped: call.error.iter().map(ToString::to_string).collect(), call: *call },
    })
}
