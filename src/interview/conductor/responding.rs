//! What a finished turn of the candidate's calls for.

use crate::evaluation::{self, ExchangeReading, Reading, Substance};
use crate::interview::facts;
use crate::interview::intent::{Intent, intent};
use crate::interview::output::{Cue, EndReason, FloorReason, Note, Tone};
use crate::interview::probing;
use crate::interview::transcript::{Channel, Part, Speaker, Turn, TurnKind};
use crate::scenario::{Gap, LineId};

use super::listening::Floor;
use super::speaking::{About, Then};
use super::{Conductor, Stage};

/// Non-answers to one question that are followed by asking again.
const CLARIFICATIONS: u8 = 1;
/// Share of the good answers that the most probing interviewer follows up.
const CURIOSITY: f32 = 1.0;
/// Questions back within one question that are dealt with before the interview moves on.
const QUESTIONS_BACK: u8 = 3;

impl Conductor {
    /// Keeps the turn and decides what comes next.
    pub(super) fn respond(&mut self, floor: Floor) {
        let text = floor.text();
        if text.is_empty() {
            self.nothing_understood(&floor);
            return;
        }
        let stage = self.stage;
        let wants = match (stage, intent(&text)) {
            // "No" is an answer to a question, if a thin one; to "anything you would like to ask?" it is the end.
            (Stage::Interview, Intent::Nothing) => Intent::Answer,
            (Stage::Interview, wants) if self.takes_as_said(wants, &text) => Intent::Answer,
            (_, wants) => wants,
        };
        let kind = match (stage, wants) {
            (_, Intent::Repeat | Intent::Rephrase | Intent::Think | Intent::Pause | Intent::Skip | Intent::Stop | Intent::Decline)
            | (Stage::Interview, Intent::DontKnow) => TurnKind::Request,
            (_, Intent::Question) | (Stage::CandidateQuestions, _) => TurnKind::CandidateQuestion,
            _ => TurnKind::Answer,
        };
        let turn = floor.turn;
        let agenda = self.agenda.clone();
        self.keep_answer(&floor, kind, text.clone());
        if self.outage {
            self.farewell(EndReason::Outage);
            return;
        }
        if stage == Stage::CandidateQuestions {
            self.respond_to_question(wants, &text);
            return;
        }
        match wants {
            Intent::Answer | Intent::Nothing => {
                self.before_answer = Some((turn, Box::new(agenda)));
                if self.plan.roleplay.is_some() { self.respond_in_play(&floor, text) } else { self.respond_to_answer(&floor, text) }
            }
            Intent::Repeat => self.repeat(LineId::RepeatIntro, TurnKind::Repeat),
            Intent::Rephrase => self.repeat(LineId::RephraseIntro, TurnKind::Clarification),
            Intent::Think => self.let_think(),
            Intent::Pause => self.pause_as_asked(),
            Intent::Skip | Intent::Decline => self.skip_question(),
            Intent::Stop => self.farewell(EndReason::Stopped),
            Intent::DontKnow => self.respond_to_not_knowing(),
            Intent::Question => self.question_back(&text),
        }
    }

    fn keep_answer(&mut self, floor: &Floor, kind: TurnKind, text: String) {
        let spoken = floor.typed.is_none();
        let start = floor.began.unwrap_or(floor.opened).max(floor.opened.min(self.now));
        let gap = self.agenda.current.as_ref().and_then(|exchange| exchange.asking.clone());
        let question = self.agenda.current.as_ref().map(|exchange| exchange.question.id.clone());
        let latency = floor.began.map(|began| u64::try_from((began - self.last_spoke).as_millis()).unwrap_or(u64::MAX));
        self.keep(Turn {
            id: floor.turn,
            speaker: Speaker::Candidate,
            part: Part::Interviewer,
            kind,
            question,
            gap,
            cites: None,
            text,
            verbatim: None,
            channel: Some(if spoken { Channel::Voice } else { Channel::Typed }),
            start,
            end: self.now,
            latency_ms: if spoken { latency } else { None },
            words: if spoken { floor.words() } else { Vec::new() },
        });
    }

    /// Keeps what was said of an answer that was broken off.
    pub(super) fn keep_unfinished(&mut self, floor: &Floor, text: String) {
        let kind = if self.stage == Stage::CandidateQuestions { TurnKind::CandidateQuestion } else { TurnKind::Answer };
        self.keep_answer(floor, kind, text);
    }

    /// A voice was heard and no word understood: ask again, then offer typing, then go on.
    fn nothing_understood(&mut self, floor: &Floor) {
        if !floor.heard_voice() {
            self.give_floor();
            return;
        }
        let times = match &mut self.agenda.current {
            Some(exchange) => {
                exchange.not_heard += 1;
                exchange.not_heard
            }
            None => 3,
        };
        match times {
            1 => self.ask_again(LineId::DidNotHear),
            2 => self.ask_again(LineId::OfferTyping),
            _ if self.stage == Stage::CandidateQuestions => self.no_more_questions(),
            _ => self.skip_question(),
        }
    }

    fn ask_again(&mut self, line: LineId) {
        let text = self.words.say(line, &[]);
        let about = self.about_current();
        self.say(TurnKind::Clarification, about, vec![(text, Tone::Calm)], Then::Listen);
        self.offer_floor();
    }

    fn respond_to_answer(&mut self, floor: &Floor, text: String) {
        let Some(exchange) = &mut self.agenda.current else {
            self.next_question(String::new());
            return;
        };
        let gap = exchange.asking.take();
        exchange.answers.push((gap.clone(), text.clone()));
        let question = exchange.question.clone();
        let answers: Vec<(Option<Gap>, &str)> = exchange.answers.iter().map(|(gap, text)| (gap.clone(), text.as_str())).collect();
        let whole = evaluation::read_exchange(&self.plan, &question, &answers);
        let Some(alone) = whole.turns.last().cloned() else {
            self.next_question(String::new());
            return;
        };
        let clarified = exchange.clarified;
        self.note(Note::Gaps { turn: floor.turn, gaps: whole.gaps.clone() });
        self.listen_visibly(&alone);

        if floor.over == Some(FloorReason::TooLong) {
            // They have said enough, and know that they were asked to end: nothing more is asked about this.
            let enough = self.words.say(LineId::TooLong, &[]);
            self.next_question(enough);
            return;
        }
        // A follow-up may be answered in a word; a main question may not.
        let weak = match alone.substance {
            Substance::Answer => false,
            Substance::NonAnswer => gap.is_none(),
            Substance::Echo | Substance::Salad | Substance::OffTopic => true,
        };
        if weak && clarified < CLARIFICATIONS && gap.is_none() {
            self.clarify(alone.substance);
            return;
        }
        if weak {
            let ack = self.words.say(LineId::AcknowledgeShort, &[]);
            self.next_question(ack);
            return;
        }
        // Who asks what an improper question is for gets an answer, before anything else is asked.
        let told = if question.kind.is_played() { self.told(&text) } else { String::new() };
        let ack = if told.is_empty() { self.acknowledgement(&alone, is_thin(&alone)) } else { told };
        match self.next_probe(&whole) {
            Some(probe) => self.probe(ack, probe),
            None => self.next_question(ack),
        }
    }

    /// Body language that follows from what was said.
    fn listen_visibly(&mut self, reading: &Reading) {
        if reading.star.result.is_some() || !reading.specifics.is_empty() {
            self.cue(Cue::TakeNote);
        } else if reading.gaps.contains(&Gap::Specifics) {
            self.cue(Cue::BrowRaise);
        }
    }

    fn acknowledgement(&mut self, reading: &Reading, thin: bool) -> String {
        let hard =
            self.agenda.current.as_ref().and_then(|exchange| exchange.answers.last()).is_some_and(|(_, text)| tells_something_hard(text));
        let line = match (hard && reading.substance == Substance::Answer, thin) {
            (true, _) => LineId::AcknowledgeFeeling,
            (false, true) => LineId::AcknowledgeShort,
            (false, false) => LineId::Acknowledge,
        };
        self.words.say(line, &[])
    }

    fn next_probe(&mut self, whole: &ExchangeReading) -> Option<probing::ProbePlan> {
        if self.short_of_time() {
            return None;
        }
        let resists = self.resists();
        let budget = usize::from(probing::budget(&self.asking().dials, self.plan.settings.probes_per_question));
        let dials = self.asking().dials;
        let exchange = self.agenda.current.as_ref()?;
        if exchange.probed.len() >= budget {
            return None;
        }
        // Resistance comes last: what is resisted should have been said completely first.
        let room = exchange.probed.len() + usize::from(resists) < budget;
        if (room || exchange.probed.is_empty())
            && let Some(probe) = probing::plan(exchange, whole, &dials, &mut self.words)
        {
            return Some(probe);
        }
        if resists {
            return probing::push_back(exchange, whole, &mut self.words);
        }
        // Nothing is missing. Somebody curious asks now and then all the same, once.
        if !exchange.probed.is_empty() || exchange.question.kind.is_played() || !self.curiosity.chance(dials.probing * CURIOSITY) {
            return None;
        }
        probing::deepen(exchange, whole, &mut self.words)
    }

    pub(super) fn probe(&mut self, ack: String, probe: probing::ProbePlan) {
        let about = self.about_current();
        let Some(exchange) = &mut self.agenda.current else { return };
        exchange.probed.push(probe.gap.clone());
        exchange.asking = Some(probe.gap.clone());
        exchange.quoted.extend(probe.quoted.clone());
        let question = exchange.question.id.clone();
        self.note(Note::Probed { question, gap: probe.gap.clone() });
        let about = About { gap: Some(probe.gap.clone()), ..about };
        // Resistance is said as it was written: a model would soften it.
        if self.plan.settings.model && probe.gap != Gap::Pushback {
            self.ask_for_probe(ack, probe, about);
        } else {
            let tone = if probe.gap == Gap::Pushback { Tone::Neutral } else { Tone::Interested };
            self.say(TurnKind::Probe, about, vec![(format!("{ack} {}", probe.text), tone)], Then::Listen);
        }
        self.offer_floor();
    }

    fn clarify(&mut self, substance: Substance) {
        let Some(exchange) = &mut self.agenda.current else { return };
        exchange.clarified += 1;
        let (question, kind) = (exchange.question.text.clone(), exchange.question.kind);
        let text = match substance {
            Substance::OffTopic | Substance::Echo | Substance::Salad => {
                let intro = self.words.say(LineId::RephraseIntro, &[]);
                let meant = self.words.say(LineId::meant_by(kind), &[]);
                format!("{intro} {question} {meant}").trim_end().to_owned()
            }
            Substance::NonAnswer | Substance::Answer => self.words.say(LineId::Clarify, &[("question", question.as_str())]),
        };
        let about = self.about_current();
        self.say(TurnKind::Clarification, about, vec![(text, Tone::Calm)], Then::Listen);
        self.offer_floor();
    }

    fn respond_to_not_knowing(&mut self) {
        let Some(exchange) = &mut self.agenda.current else {
            self.next_question(String::new());
            return;
        };
        // A follow-up that has no answer is not dug into; a main question is worth one invitation to think aloud.
        if exchange.asking.is_some() || exchange.encouraged > 0 {
            exchange.asking = None;
            let text = self.words.say(LineId::DontKnowMoveOn, &[]);
            self.next_question(text);
            return;
        }
        exchange.encouraged += 1;
        let text = self.words.say(LineId::DontKnow, &[]);
        let about = self.about_current();
        self.say(TurnKind::Clarification, about, vec![(text, Tone::Calm)], Then::Listen);
        self.offer_floor();
    }

    /// A question in the middle: answered from the facts or put off, then back to the interview's own.
    fn question_back(&mut self, text: &str) {
        let fact = facts::answer(&self.plan.facts, text).map(|fact| fact.text.clone());
        let Some(exchange) = &mut self.agenda.current else {
            self.next_question(String::new());
            return;
        };
        exchange.questions_back += 1;
        if exchange.questions_back > QUESTIONS_BACK {
            self.skip_question();
            return;
        }
        let question = exchange.question.text.clone();
        let slots = [("question", question.as_str())];
        let (kind, text) = match fact {
            Some(fact) => (TurnKind::Fact, format!("{fact} {}", self.words.say(LineId::FactThenBack, &slots))),
            None => (TurnKind::Clarification, self.words.say(LineId::QuestionBack, &slots)),
        };
        let about = self.about_current();
        self.say(kind, about, vec![(text, Tone::Neutral)], Then::Listen);
        self.offer_floor();
    }

    /// "Let me think": time, and no limit until something is said.
    fn let_think(&mut self) {
        let text = self.words.say(LineId::TakeYourTime, &[]);
        let about = self.about_current();
        if let Some(exchange) = &mut self.agenda.current {
            exchange.reassured = true;
        }
        self.cue(Cue::TakeYourTime);
        self.say(TurnKind::Remark, about, vec![(text, Tone::Calm)], Then::Listen);
        self.offer_floor();
        if let Some(floor) = &mut self.floor {
            floor.thinking = true;
        }
    }

    pub(super) fn about_current(&self) -> About {
        let question = self.agenda.current.as_ref().map(|exchange| exchange.question.id.clone());
        About { question, part: self.speaks(), ..About::default() }
    }
}

/// Short, or nothing in it that a listener could picture: "I can follow you" would be a lie.
fn is_thin(reading: &Reading) -> bool {
    reading.words < 25 || (reading.specifics.is_empty() && reading.star.result.is_none())
}

/// Whether an answer tells of something that deserves more than "thank you": loss, illness, fear.
fn tells_something_hard(text: &str) -> bool {
    const HARD: &[&str] = &[
        "died",
        "passed away",
        "death",
        "dying",
        "grief",
        "grieving",
        "burnt out",
        "burned out",
        "burnout",
        "redundant",
        "laid off",
        "bullied",
        "lost a patient",
        "lost the patient",
        "funeral",
        "breakdown",
    ];
    // Whole words: "studying" holds "dying".
    let words: Vec<String> =
        text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    let line = format!(" {} ", words.join(" "));
    HARD.iter().any(|phrase| line.contains(&format!(" {phrase} ")))
}
