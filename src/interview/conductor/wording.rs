//! The language model's part in a turn: it may word what the conductor has decided to say. Its sentences are spoken as they
//! come, each one checked; where it is late, breaks off or breaks a rule, the embedded line is said instead.

use std::time::Duration;

use crate::interview::ids::RequestId;
use crate::interview::moment::Moment;
use crate::interview::output::{Note, Output, Prompt, Tone};
use crate::interview::probing::ProbePlan;
use crate::interview::timers::Timer;
use crate::interview::transcript::{Speaker, Turn, TurnKind};
use crate::interview::wording::{Guard, Sentences, fact_prompt, probe_prompt, question_prompt};
use crate::scenario::Question;

use super::Conductor;
use super::asking::join;
use super::speaking::{About, Then};

/// How long a live turn waits for a model's first words, and for the next ones after that.
const FIRST_WORDS: Duration = Duration::from_millis(2500);

/// A model's answer on its way.
#[derive(Clone, Debug)]
pub(super) struct Reply {
    request: RequestId,
    sentences: Sentences,
    guard: Guard,
    /// What is said when the model does not deliver.
    fallback: String,
    /// Whether the fallback is still needed once something good was said.
    must_ask: bool,
    tone: Tone,
    /// Its first characters have come.
    began: bool,
    spoken: bool,
}

/// So many turns in a row without a word from the model, and nobody waits for it any more for a while: one failure may be a hiccup.
const OUT_AFTER: u32 = 2;
/// Turns that are left out, at most, until the model is tried again. The distance doubles with every failure: 1, 2, 4, 8.
const FARTHEST: u32 = 8;

/// How well the model has been lately. During an outage the embedded line is said at once; now and then the model is asked as
/// well, nobody waits for the answer, and a first word in time brings it back.
#[derive(Clone, Debug, Default)]
pub(super) struct Health {
    /// Failures in a row.
    failures: u32,
    /// Turns to leave out before the next trial.
    wait: u32,
    /// The trial that is on its way, and since when.
    trial: Option<(RequestId, Moment)>,
}

impl Health {
    fn is_out(&self) -> bool {
        self.failures >= OUT_AFTER
    }

    fn fail(&mut self) {
        self.failures = self.failures.saturating_add(1);
        self.wait = 1_u32.checked_shl(self.failures.saturating_sub(OUT_AFTER)).unwrap_or(FARTHEST).min(FARTHEST);
    }
}

impl Conductor {
    /// A follow-up in the model's words; `probe` is what is asked in any case.
    pub(super) fn ask_for_probe(&mut self, ack: String, probe: ProbePlan, about: About) {
        let Some(exchange) = &self.agenda.current else { return };
        let turns = self.turns_about(&exchange.question.id);
        let prompt = probe_prompt(&self.plan, self.speaks(), &exchange.question, &turns, &probe.gap, &probe.text);
        self.ask_model(TurnKind::Probe, about, ack, prompt, probe.text, None, Tone::Interested);
    }

    /// The next planned question, led over to in the model's words.
    pub(super) fn ask_for_question(&mut self, ack: String, question: &Question, plain: String, about: About) {
        let last = self.turns.iter().rev().find_map(|turn| turn.question.clone().filter(|id| *id != question.id));
        let turns = last.map(|id| self.turns_about(&id)).unwrap_or_default();
        let prompt = question_prompt(&self.plan, self.speaks(), question, &turns);
        self.ask_model(TurnKind::Question, about, ack, prompt, plain, Some(&question.text), Tone::Neutral);
    }

    /// The candidate's own question, answered from the facts in the model's words; `plain` when it cannot be.
    pub(super) fn ask_for_fact(&mut self, question: &str, plain: String) {
        let prompt = fact_prompt(&self.plan, question);
        self.ask_model(TurnKind::Fact, About::default(), String::new(), prompt, plain, None, Tone::Warm);
    }

    fn turns_about(&self, question: &str) -> Vec<Turn> {
        self.turns.iter().filter(|turn| turn.question.as_deref() == Some(question)).cloned().collect()
    }

    fn ask_model(
        &mut self,
        kind: TurnKind,
        about: About,
        ack: String,
        prompt: Prompt,
        fallback: String,
        planned: Option<&str>,
        tone: Tone,
    ) {
        let asked: Vec<&str> = self
            .turns
            .iter()
            .filter(|turn| turn.speaker == Speaker::Interviewer && turn.question != about.question)
            .map(|turn| turn.text.as_str())
            .collect();
        let mut guard = Guard::new(&prompt, &self.plan.scenario.language).asked(asked);
        if let Some(planned) = planned {
            guard = guard.planned(planned);
        }
        if self.health.is_out() {
            self.say(kind, about, vec![(join(&[&ack, &fallback]), tone)], Then::Listen);
            self.try_model(prompt);
            return;
        }
        let request = self.new_request();
        let must_ask = prompt.purpose.must_ask();
        self.drop_reply();
        self.reply = Some(Reply { request, sentences: Sentences::new(), guard, fallback, must_ask, tone, began: false, spoken: false });
        // The acknowledgement is heard while the model thinks.
        self.say(kind, about, vec![(ack, Tone::Neutral)], Then::Listen);
        let Some(turn) = self.speaking.draft.as_ref().map(|draft| draft.id) else { return };
        if self.speaking.is_idle() {
            self.phase = crate::interview::phase::Phase::Wording;
        }
        self.after(Timer::ReplyLate, FIRST_WORDS);
        self.emit(Output::Ask { request, turn, prompt: Box::new(prompt) });
    }

    /// During an outage: asks as for a real turn, which has its words already.
    fn try_model(&mut self, prompt: Prompt) {
        if self.health.trial.is_some() {
            // A whole turn has passed without a word.
            self.drop_trial();
            self.health.fail();
        }
        if self.health.wait > 0 {
            self.health.wait -= 1;
            return;
        }
        let Some(turn) = self.speaking.draft.as_ref().map(|draft| draft.id) else { return };
        let request = self.new_request();
        self.health.trial = Some((request, self.now));
        self.emit(Output::Ask { request, turn, prompt: Box::new(prompt) });
    }

    /// Nobody wants to know any more how the model is.
    pub(super) fn drop_trial(&mut self) {
        if let Some((request, _)) = self.health.trial.take() {
            self.emit(Output::Cancel { request });
        }
    }

    /// The model's answer to a trial, if it is one: a word in time brings it back.
    fn on_trial(&mut self, request: RequestId, answered: bool) -> bool {
        let Some((_, since)) = self.health.trial.take_if(|(trial, _)| *trial == request) else { return false };
        if answered {
            // The rest of it is not wanted.
            self.emit(Output::Cancel { request });
        }
        if answered && self.now - since <= FIRST_WORDS {
            self.health = Health::default();
            self.note(Note::ModelBack);
        } else {
            self.health.fail();
        }
        true
    }

    /// A live turn without a word from the model.
    fn model_failed(&mut self) {
        self.health.fail();
        if self.health.failures == OUT_AFTER {
            self.note(Note::ModelOut { failures: OUT_AFTER });
        }
    }

    /// What the model would still say is not wanted.
    pub(super) fn drop_reply(&mut self) {
        self.timers.stop_all(&[Timer::ReplyLate, Timer::ReplyStalled]);
        if let Some(reply) = self.reply.take() {
            self.emit(Output::Cancel { request: reply.request });
        }
    }

    pub(super) fn on_reply_chunk(&mut self, request: RequestId, text: &str) {
        if self.on_watch_chunk(request, text) || self.on_trial(request, true) {
            return;
        }
        let Some(reply) = self.reply.as_mut().filter(|reply| reply.request == request) else { return };
        let sentences = reply.sentences.push(text);
        reply.began = true;
        self.health.failures = 0;
        self.timers.stop(Timer::ReplyLate);
        self.after(Timer::ReplyStalled, FIRST_WORDS);
        self.speak_sentences(sentences);
    }

    pub(super) fn on_reply_done(&mut self, request: RequestId) {
        if self.on_watch_done(request) || self.on_trial(request, false) {
            return;
        }
        let Some(reply) = self.reply.as_mut().filter(|reply| reply.request == request) else { return };
        let rest = reply.sentences.finish();
        self.timers.stop_all(&[Timer::ReplyLate, Timer::ReplyStalled]);
        if !self.speak_sentences(rest) {
            return;
        }
        let Some(reply) = &self.reply else { return };
        match reply.guard.finish() {
            Ok(()) => {
                self.reply = None;
                self.spoken_if_idle();
            }
            Err(rejection) => self.fall_back(rejection.to_string()),
        }
    }

    pub(super) fn on_reply_failed(&mut self, request: RequestId, reason: String) {
        if self.on_watch_failed(request) || self.on_trial(request, false) {
            return;
        }
        let Some(reply) = self.reply.as_ref().filter(|reply| reply.request == request) else { return };
        if !reply.began {
            self.model_failed();
        }
        self.fall_back(reason);
    }

    pub(super) fn on_reply_late(&mut self, timer: Timer) {
        let Some(request) = self.reply.as_ref().map(|reply| reply.request) else { return };
        self.emit(Output::Cancel { request });
        if timer == Timer::ReplyLate {
            self.model_failed();
        }
        let what = if timer == Timer::ReplyLate { "no words" } else { "no further words" };
        self.fall_back(format!("{what} within {} ms", FIRST_WORDS.as_millis()));
    }

    /// Says the sentences that pass. False when one did not, and the embedded line has taken over.
    fn speak_sentences(&mut self, sentences: Vec<String>) -> bool {
        for sentence in sentences {
            let Some(reply) = &mut self.reply else { return false };
            let (request, tone) = (reply.request, reply.tone);
            match reply.guard.sentence(&sentence) {
                Ok(text) => {
                    reply.spoken = true;
                    self.say_more(text, tone);
                }
                Err(rejection) => {
                    self.emit(Output::Cancel { request });
                    self.fall_back(rejection.to_string());
                    return false;
                }
            }
        }
        true
    }

    /// The embedded line takes over, unless the model has already asked.
    fn fall_back(&mut self, reason: String) {
        self.timers.stop_all(&[Timer::ReplyLate, Timer::ReplyStalled]);
        let Some(reply) = self.reply.take() else { return };
        self.note(Note::FellBack { request: reply.request, reason });
        let needed = if reply.must_ask { !reply.guard.has_asked() } else { !reply.spoken };
        if needed {
            self.say_more(reply.fallback, reply.tone);
        }
        self.spoken_if_idle();
    }
}
