//! Asks a model for judgements: several times, each repaired once, and not at all where the same was answered before.

use crossbeam_channel::Receiver;

use super::Judge;
use super::cost::call_record;
use super::error::JudgeError;
use crate::clock;
use crate::evaluation::modelled::{
    Case, Checked, Opinion, Unusable, judgement_prompt, judgement_schema, objective_prompt, objective_schema, read_objective, read_opinion,
    repair_prompt,
};
use crate::interview::{Blueprint, Prompt};
use crate::llm::{self, Failure, Schema};
use crate::store::{CallRecord, Store};

/// A model and everything that asking it for one session needs.
pub(super) struct Asking<'s, T> {
    pub(super) store: &'s Store,
    pub(super) session: &'s str,
    pub(super) model: &'s llm::Handle,
    pub(super) judge: &'s Judge,
    /// Closed when nobody waits any more.
    pub(super) until: &'s Receiver<T>,
}

/// What the runs brought.
#[derive(Debug, Default)]
pub(super) struct Brought {
    pub(super) opinions: Vec<Opinion>,
    /// Why some brought nothing.
    pub(super) fallbacks: Vec<String>,
}

/// How one run ended.
enum Run<R> {
    /// Something that can be used.
    Read(R),
    /// The model answered, and what it said cannot be used. A sentence.
    Useless(String),
    /// The model did not answer.
    Silent(Failure),
}

impl<T: Send> Asking<'_, T> {
    /// Lets the model judge the whole as often as the settings say.
    pub(super) fn judgements(&self, case: &Case<'_>) -> Result<Brought, JudgeError> {
        let runs = self.judge.runs;
        let prompt = judgement_prompt(case, self.judge.temperature);
        let schema = Schema { name: "judgement".to_owned(), schema: judgement_schema(case) };
        let run = |number: u32| self.run(&prompt, &schema, number, &|reply| read_opinion(case, reply));
        let mut brought = Brought::default();
        let mut failed = |number: u32, why: &str| brought.fallbacks.push(format!("judgement {number} of {runs}: {why}"));
        if self.judge.at_once {
            let ended = std::thread::scope(|scope| {
                let started: Vec<_> = (1..=runs).map(|number| scope.spawn(move || run(number))).collect();
                started.into_iter().map(|thread| thread.join().unwrap_or(Ok(Run::Silent(Failure::Cancelled)))).collect::<Vec<_>>()
            });
            for (number, run) in (1..).zip(ended) {
                match run? {
                    Run::Read(opinion) => brought.opinions.push(opinion),
                    Run::Useless(why) => failed(number, &why),
                    Run::Silent(failure) => failed(number, &failure.to_string()),
                }
            }
            return Ok(brought);
        }
        for number in 1..=runs {
            match run(number)? {
                Run::Read(opinion) => brought.opinions.push(opinion),
                Run::Useless(why) => failed(number, &why),
                Run::Silent(failure) => {
                    failed(number, &failure.to_string());
                    // It was tried as often as makes sense, and somebody is waiting for the report.
                    if number < runs {
                        failed(number + 1, "not asked for, since the model did not answer");
                        break;
                    }
                }
            }
        }
        Ok(brought)
    }

    /// Lets the model check a role-play's objective; `None` where there is none, and a sentence where nothing came of it.
    pub(super) fn objective(&self, plan: &Blueprint, case: &Case<'_>) -> Result<Option<Result<Checked, String>>, JudgeError> {
        let Some(prompt) = objective_prompt(plan, case) else { return Ok(None) };
        let schema = Schema { name: "objective".to_owned(), schema: objective_schema() };
        Ok(Some(match self.run(&prompt, &schema, 1, &|reply| read_objective(plan, case, reply))? {
            Run::Read(checked) => Ok(checked),
            Run::Useless(why) => Err(format!("the objective: {why}")),
            Run::Silent(failure) => Err(format!("the objective: {failure}")),
        }))
    }

    /// Asks once, and once more when the answer cannot be used.
    fn run<R>(
        &self,
        prompt: &Prompt,
        schema: &Schema,
        number: u32,
        read: &dyn Fn(&str) -> Result<R, Unusable>,
    ) -> Result<Run<R>, JudgeError> {
        let mut answers: Vec<(String, String)> = Vec::new();
        let mut prompt = prompt.clone();
        loop {
            let key = self.model.fingerprint(&prompt, Some(schema), number);
            let reply = match self.reply(&key, &prompt, schema)? {
                Ok(reply) => reply,
                Err(failure) => return Ok(Run::Silent(failure)),
            };
            answers.push((key, reply.clone()));
            match read(&reply) {
                Ok(found) => {
                    // Only what could be used is worth being given again.
                    self.store.keep_answers(self.session, clock::wall(), answers)?;
                    return Ok(Run::Read(found));
                }
                Err(why) if answers.len() == 1 => prompt = repair_prompt(&prompt, &reply, &why.to_string()),
                Err(why) => {
                    return Ok(Run::Useless(format!("the model's answer could not be used, and neither could a second one: {why}")));
                }
            }
        }
    }

    /// The answer that was given before to the same question, or a new one. What it cost is written down.
    fn reply(&self, key: &str, prompt: &Prompt, schema: &Schema) -> Result<Result<String, Failure>, JudgeError> {
        if let Some(known) = self.store.answer(key)? {
            let config = self.model.config();
            self.store.record_call(CallRecord {
                session: self.session.to_owned(),
                request: None,
                purpose: prompt.purpose,
                model: config.model().to_owned(),
                host: config.host().to_owned(),
                started_at: clock::wall(),
                millis: 0,
                first_chunk_ms: None,
                tokens_in: 0,
                tokens_out: 0,
                estimated: false,
                cached: true,
                error: None,
            })?;
            return Ok(Ok(known));
        }
        let answer = self.model.complete_until(prompt.clone(), Some(schema.clone()), self.until);
        let call = answer.as_ref().map_or_else(|call| call.as_ref(), |answer| &answer.call);
        if call.error == Some(Failure::Cancelled) {
            return Err(JudgeError::BrokenOff(self.session.to_owned()));
        }
        self.store.record_call(call_record(call, self.session, None))?;
        Ok(match answer {
            Ok(answer) => Ok(answer.text),
            Err(call) => Err(call.error.unwrap_or(Failure::Empty)),
        })
    }
}
