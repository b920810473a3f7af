//! Questions, the candidate's own questions, and the way back into a session that was interrupted.

use crate::evaluation;
use crate::interview::agenda::Aim;
use crate::interview::facts;
use crate::interview::ids::TurnId;
use crate::interview::intent::Intent;
use crate::interview::output::{Cue, Note, Output, Tone};
use crate::interview::phase::Phase;
use crate::interview::transcript::{Part, TurnKind};
use crate::scenario::{Cover, Gap, LineId};

use super::speaking::{About, Then};
use super::{Conductor, Stage};

/// Questions of the candidate's at the end before the interviewer closes.
const CANDIDATE_QUESTIONS: u8 = 5;
/// From this mean level on, and up to that one, the next question becomes harder or easier (S-15).
const STRONG: f64 = 3.7;
const WEAK: f64 = 2.2;

impl Conductor {
    pub(super) fn begin(&mut self) {
        if self.phase != Phase::Ready {
            return;
        }
        let name = self.plan.candidate_name.clone().unwrap_or_default();
        let interviewer = self.plan.persona.name.clone();
        let greeting = self.words.say(LineId::Greeting, &[("name", name.as_str()), ("interviewer", interviewer.as_str())]);
        let brief = self.plan.brief.clone();
        self.say(TurnKind::Greeting, About::default(), vec![(greeting, Tone::Warm), (brief, Tone::Neutral)], Then::Proceed);
    }

    /// Asks the next planned question, after `lead` has been said; the candidate's own questions when there is none or no time.
    pub(super) fn next_question(&mut self, lead: String) {
        if self.stage != Stage::Interview {
            return;
        }
        if self.plan.roleplay.is_some() {
            self.next_scene(&lead);
            return;
        }
        self.adapt();
        if self.out_of_time() {
            let up = self.time_up();
            self.agenda.close();
            self.invite_questions(join(&[&lead, &up]));
            return;
        }
        if self.agenda.advance().is_none() && !self.bring_up() {
            self.agenda.close();
            self.invite_questions(lead);
            return;
        }
        let lead = join(&[&lead, &self.time_warning()]);
        if self.hand_over(&lead) {
            return;
        }
        self.ask_current(lead);
    }

    /// Makes the next question easier or harder, as the last answer calls for it.
    fn adapt(&mut self) {
        let Some(exchange) =
            self.agenda.current.as_ref().filter(|exchange| self.plan.settings.adaptive && !exchange.question.kind.is_played())
        else {
            return;
        };
        let answers: Vec<(Option<Gap>, &str)> = exchange.answers.iter().map(|(gap, text)| (gap.clone(), text.as_str())).collect();
        let aim = match evaluation::standing(&exchange.question, &self.plan.neighbours, &answers) {
            Some(level) if level >= STRONG => Aim::Harder,
            Some(level) if level > WEAK => return,
            // A question that was left, or not answered, was too hard as well.
            Some(_) | None => Aim::Easier,
        };
        if let Some((from, to)) = self.agenda.adapt(&self.plan, aim) {
            self.note(Note::Adapted { from, to });
        }
    }

    /// Opens a question about a subject that has to come up and has not. False when there is none.
    fn bring_up(&mut self) -> bool {
        let language = &self.plan.scenario.language;
        let missing = |cover: &&Cover| !self.agenda.has(&cover.question.id) && !evaluation::covered(language, &cover.cues, &self.turns);
        let Some(cover) = self.plan.cover.iter().find(missing).cloned() else { return false };
        self.note(Note::NotYet { subject: cover.id });
        self.agenda.append(cover.question);
        self.agenda.advance().is_some()
    }

    /// Gives the floor to whoever leads the section of the question that was opened. False when they have it already.
    fn hand_over(&mut self, lead: &str) -> bool {
        let (from, to) = (self.asks, self.speaks());
        if from == to {
            return false;
        }
        let colleague = self.plan.asker(to).name.clone();
        let section = self.agenda.current.as_ref().and_then(|exchange| self.plan.sections.get(exchange.section));
        let section = section.map(|section| section.title.to_lowercase()).unwrap_or_default();
        let text = self.words.say(LineId::HandOver, &[("interviewer", colleague.as_str()), ("section", section.as_str())]);
        self.take_the_word(to);
        self.say(TurnKind::Remark, About { part: from, ..About::default() }, vec![(join(&[lead, &text]), Tone::Neutral)], Then::Ask);
        true
    }

    /// What a colleague says before their first question: nobody begins to ask out of a telephone without a word.
    fn greet_as_colleague(&mut self) -> String {
        let (part, name) = (self.asks, self.plan.asker(self.asks).name.clone());
        let known = part == Part::Interviewer || self.turns.iter().any(|turn| turn.part == part);
        if known { String::new() } else { self.words.say(LineId::TakeOver, &[("interviewer", name.as_str())]) }
    }

    /// From here on it is this person's wordings.
    pub(super) fn take_the_word(&mut self, part: Part) {
        if self.asks == part {
            return;
        }
        if let Some((place, words)) = self.others.iter_mut().find(|(whose, _)| *whose == part) {
            std::mem::swap(&mut self.words, words);
            *place = std::mem::replace(&mut self.asks, part);
        }
    }

    /// Asks the question that has been opened, after `lead` has been said.
    pub(super) fn ask_current(&mut self, lead: String) {
        let began = self.agenda.began();
        let handed = self.turns.last().is_some_and(|turn| turn.kind == TurnKind::Remark && turn.part != self.asks);
        let Some(exchange) = &self.agenda.current else { return };
        let (question, number, opens) = (exchange.question.clone(), exchange.number, exchange.opens_section && exchange.number > 1);
        let section = self.plan.sections.get(exchange.section).map(|section| section.title.clone()).unwrap_or_default();
        let bridge = if handed {
            self.greet_as_colleague()
        } else if opens {
            self.cue(Cue::Lean);
            self.words.say(LineId::BridgeSection, &[("section", section.to_lowercase().as_str())])
        } else if self.plan.cover.iter().any(|cover| cover.question.id == question.id) {
            self.words.say(LineId::NotYet, &[])
        } else if began {
            self.words.say(LineId::Bridge, &[])
        } else {
            String::new()
        };
        let of = self.agenda.planned();
        self.emit(Output::Card { question: question.id.clone(), text: question.text.clone(), number, of });
        let about = About { question: Some(question.id.clone()), gap: None, cites: question.cites.clone(), part: self.speaks() };
        if self.plan.settings.model && began && !lead.is_empty() {
            self.ask_for_question(join(&[&lead]), &question, join(&[&bridge, &question.text]), about);
        } else {
            // One utterance: a voice that pauses between two makes the candidate begin in between.
            self.say(TurnKind::Question, about, vec![(join(&[&lead, &bridge, &question.text]), Tone::Neutral)], Then::Listen);
        }
        self.offer_floor();
    }

    /// The same question once more.
    pub(super) fn repeat(&mut self, line: LineId, kind: TurnKind) {
        let Some(exchange) = &self.agenda.current else {
            self.invite_questions(String::new());
            return;
        };
        // What is repeated is what was asked last: the follow-up if there was one.
        let last = self.turns.iter().rev().find(|turn| matches!(turn.kind, TurnKind::Probe | TurnKind::Question));
        let (question, explained) = match (&exchange.asking, last) {
            (Some(_), Some(turn)) if turn.kind == TurnKind::Probe => (turn.text.clone(), None),
            _ => (exchange.question.text.clone(), (line == LineId::RephraseIntro).then_some(exchange.question.kind)),
        };
        let intro = self.words.say(line, &[]);
        let meant = explained.map(|kind| self.words.say(LineId::meant_by(kind), &[])).unwrap_or_default();
        let text = [intro, question, meant].join(" ").trim_end().to_owned();
        let about = self.about_current();
        self.say(kind, about, vec![(text, Tone::Neutral)], Then::Listen);
        self.offer_floor();
    }

    pub(super) fn skip_question(&mut self) {
        let Some(exchange) = &self.agenda.current else {
            self.next_question(String::new());
            return;
        };
        let question = exchange.question.id.clone();
        self.floor = None;
        self.note(Note::Skipped { question });
        let line = if self.plan.roleplay.is_some() { LineId::AcknowledgeShort } else { LineId::SkipOk };
        let text = self.words.say(line, &[]);
        self.next_question(text);
    }

    fn invite_questions(&mut self, lead: String) {
        self.stage = Stage::CandidateQuestions;
        self.take_the_word(Part::Interviewer);
        self.before_answer = None;
        let invitation = self.words.say(LineId::InviteQuestions, &[]);
        self.say(TurnKind::Invitation, About::default(), vec![(join(&[&lead, &invitation]), Tone::Warm)], Then::Listen);
        self.offer_floor();
    }

    /// The candidate's turn at the end: a question, or none.
    pub(super) fn respond_to_question(&mut self, wants: Intent, text: &str) {
        match wants {
            Intent::Stop => {
                let because = self.completed();
                self.farewell(because);
            }
            Intent::Pause => self.pause_as_asked(),
            Intent::Nothing | Intent::Skip | Intent::Decline | Intent::DontKnow => self.no_more_questions(),
            Intent::Think => {
                let calm = self.words.say(LineId::TakeYourTime, &[]);
                self.say(TurnKind::Remark, About::default(), vec![(calm, Tone::Calm)], Then::Listen);
                self.offer_floor();
            }
            Intent::Repeat | Intent::Rephrase => {
                let text = self.words.say(LineId::AnythingElse, &[]);
                self.say(TurnKind::Repeat, About::default(), vec![(text, Tone::Warm)], Then::Listen);
                self.offer_floor();
            }
            Intent::Question | Intent::Answer => {
                self.asked_by_candidate += 1;
                let fact = facts::answer(&self.plan.facts, text).map(|fact| fact.text.clone());
                let known = fact.is_some();
                let answer = fact.unwrap_or_else(|| self.words.say(LineId::NoFact, &[]));
                if self.asked_by_candidate >= CANDIDATE_QUESTIONS {
                    let because = self.completed();
                    self.close_with(answer, because);
                    return;
                }
                if self.plan.settings.model && !known {
                    self.ask_for_fact(text, answer);
                } else {
                    let more = self.words.say(LineId::AnythingElse, &[]);
                    self.say(TurnKind::Fact, About::default(), vec![(join(&[&answer, &more]), Tone::Warm)], Then::Listen);
                }
                self.offer_floor();
            }
        }
    }

    pub(super) fn no_more_questions(&mut self) {
        let text = self.words.say(LineId::NoMoreQuestions, &[]);
        let because = self.completed();
        self.close_with(text, because);
    }

    /// After the program had ended in the middle: what was open is said again.
    pub(super) fn resume(&mut self) {
        match self.phase {
            Phase::Over => return,
            // The program ended before the first word.
            Phase::Ready => {
                self.note(Note::Resumed);
                self.begin();
                return;
            }
            _ => self.note(Note::Resumed),
        }
        if let Some((since, under)) = self.paused.take() {
            self.paused_total += self.now - since;
            self.phase = under;
        }
        self.timers.clear();
        self.drop_reply();
        self.drop_trial();
        // What failed before may work now.
        self.outage = false;
        if let Some(utterance) = self.speaking.open_utterance() {
            self.emit(Output::Hush { utterance });
        }
        let interrupted = self.speaking.interrupt();
        self.finish_draft();
        if let Some(floor) = self.floor.take() {
            self.emit(Output::StopListening { turn: floor.turn });
        }
        match self.stage {
            Stage::Farewell(because) => self.end(because),
            Stage::CandidateQuestions => self.invite_questions(String::new()),
            Stage::Interview => {
                let question = self.open_words(interrupted);
                let Some(question) = question else {
                    self.next_question(String::new());
                    return;
                };
                let text = self.words.say(LineId::Resume, &[("question", question.as_str())]);
                let about = self.about_current();
                self.show_card();
                self.say(TurnKind::Repeat, about, vec![(text, Tone::Warm)], Then::Listen);
                self.offer_floor();
            }
        }
    }

    /// The words that the candidate was to answer: the interrupted utterance if it was a follow-up, else the question.
    pub(super) fn open_words(&self, interrupted: Option<(TurnKind, String)>) -> Option<String> {
        let exchange = self.agenda.current.as_ref()?;
        match interrupted {
            Some((TurnKind::Probe, text)) => Some(text),
            _ if exchange.asking.is_some() => {
                let last = self.turns.iter().rev().find(|turn| turn.kind == TurnKind::Probe);
                Some(last.map_or_else(|| exchange.question.text.clone(), |turn| turn.text.clone()))
            }
            _ => Some(exchange.question.text.clone()),
        }
    }

    /// The last answer is given again.
    pub(super) fn redo(&mut self) {
        let Some((turn, agenda)) = self.before_answer.take() else {
            self.give_floor();
            return;
        };
        self.forget_turn(turn);
        self.agenda = *agenda;
        self.take_the_word(self.speaks());
        if let Some(floor) = self.floor.take() {
            self.emit(Output::StopListening { turn: floor.turn });
        }
        self.show_card();
        self.give_floor();
    }

    /// Shows the open question (again).
    pub(super) fn show_card(&mut self) {
        if let Some(exchange) = &self.agenda.current {
            let (question, text, number) = (exchange.question.id.clone(), exchange.question.text.clone(), exchange.number);
            let of = self.agenda.planned();
            self.emit(Output::Card { question, text, number, of });
        }
    }

    fn forget_turn(&mut self, turn: TurnId) {
        self.turns.retain(|kept| kept.id != turn);
        self.emit(Output::Drop { turn });
    }
}

/// Joins what is there with blanks.
pub(super) fn join(parts: &[&str]) -> String {
    parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}
