//! A model judges one answer by itself, for comparison with people.

use std::collections::BTreeMap;

use super::Judge;
use crate::evaluation::Levels;
use crate::evaluation::modelled::{Case, answer_levels, judgement_prompt, judgement_schema, read_opinion, repair_prompt};
use crate::llm::{self, Schema};
use crate::scenario::{Neighbour, Question, Rubric};

/// What a model gave an answer, and what that cost.
#[derive(Clone, Debug, Default)]
pub struct AnswerJudged {
    /// By competency.
    pub levels: Levels,
    /// Tokens sent.
    pub tokens_in: u64,
    /// Tokens received.
    pub tokens_out: u64,
}

impl Judge {
    /// Lets the model judge one answer to one question, once. Nothing of it is stored.
    ///
    /// # Errors
    /// There is no model, it does not answer, or what it says cannot be used even when asked again. A sentence.
    pub fn judge_answer(
        &self,
        question: &Question,
        rubrics: &BTreeMap<String, Rubric>,
        neighbours: &[Neighbour],
        answer: &str,
    ) -> Result<AnswerJudged, String> {
        let Some(model) = &self.model else { return Err("no model is configured".to_owned()) };
        let of_question = question.competencies.iter().filter_map(|id| rubrics.get(id)).collect();
        let case = Case::of_answer(question, of_question, answer);
        let schema = Schema { name: "judgement".to_owned(), schema: judgement_schema(&case) };
        let failed = |call: Box<llm::Call>| call.error.as_ref().map_or_else(String::new, ToString::to_string);
        let mut prompt = judgement_prompt(&case, self.temperature);
        let mut judged = AnswerJudged::default();
        for last in [false, true] {
            let reply = model.complete(prompt.clone(), Some(schema.clone())).map_err(failed)?;
            judged.tokens_in += reply.call.tokens_in;
            judged.tokens_out += reply.call.tokens_out;
            match read_opinion(&case, &reply.text) {
                Ok(opinion) => {
                    judged.levels = answer_levels(question, neighbours, answer, &opinion);
                    return Ok(judged);
                }
                Err(why) if last => return Err(why.to_string()),
                Err(why) => prompt = repair_prompt(&prompt, &reply.text, &why.to_string()),
            }
        }
        Ok(judged)
    }
}
