//! A role-play: the played person reacts to what is said, comes with the next thing, and ends the talk when they have what
//! they need or have had enough.

use crate::evaluation::{self, Played};
use crate::interview::facts;
use crate::interview::intent::Intent;
use crate::interview::output::{EndReason, Note, Output, Tone};
use crate::interview::probing::{self, ProbePlan};
use crate::interview::transcript::{Part, TurnKind};
use crate::scenario::{Gap, Grade, LineId, Persona, QuestionKind};

use super::asking::join;
use super::listening::Floor;
use super::speaking::{About, Then};
use super::{Conductor, Stage};

/// What a scene still needs is asked for so many times.
const FOLLOW_UPS: usize = 2;
/// A request for time or for the same again is no longer than this.
const SHORT_REQUEST: usize = 6;
/// Facts told in one breath.
const FACTS: usize = 2;

impl Conductor {
    /// Whose words are said at this point.
    pub(super) fn speaks(&self) -> Part {
        let exchange = self.agenda.current.as_ref();
        match (&self.plan.roleplay, self.stage) {
            (Some(_), Stage::Interview) if exchange.is_some() => Part::Character,
            _ => exchange.and_then(|exchange| self.plan.sections.get(exchange.section)?.led_by).map_or(Part::Interviewer, Part::Panel),
        }
    }

    /// Who asks at this point.
    pub(super) fn asking(&self) -> &Persona {
        self.plan.asker(self.speaks())
    }

    /// Whether words that would be a request in an interview are part of what is said to somebody.
    pub(super) fn takes_as_said(&self, wants: Intent, text: &str) -> bool {
        match self.agenda.current.as_ref().map(|exchange| exchange.question.kind) {
            Some(QuestionKind::Scene) => match wants {
                Intent::Stop => false,
                // "One second, I open your file" asks for time; "let me see what I can do for you" says something.
                Intent::Think => text.split_whitespace().count() > SHORT_REQUEST,
                // "Sorry?" asks again, "I am sorry" does not.
                Intent::Repeat => {
                    text.split_whitespace().count() > SHORT_REQUEST
                        || (!text.trim_end().ends_with('?') && text.to_lowercase().contains("sorry"))
                }
                _ => true,
            },
            // To say that one would rather not is an answer here, and so is to ask what it has to do with the job.
            Some(QuestionKind::Boundary) => matches!(wants, Intent::Decline | Intent::DontKnow | Intent::Question | Intent::Rephrase),
            _ => false,
        }
    }

    /// Whether the open question's plan, limit or offer meets resistance. The same for the whole exchange, and only once.
    pub(super) fn resists(&mut self) -> bool {
        let strictness = self.asking().dials.strictness;
        let Some(exchange) = &mut self.agenda.current else { return false };
        if exchange.question.pushback.is_none() || exchange.probed.contains(&Gap::Pushback) {
            return false;
        }
        let likely = match (exchange.question.kind, self.plan.scenario.grade) {
            (QuestionKind::Scene, Grade::Easy) => 0.5,
            (QuestionKind::Scene | QuestionKind::Boundary, _) => 1.0,
            (_, Grade::Easy) => 0.25,
            (_, Grade::Medium) => 0.25 + 0.5 * strictness,
            (_, Grade::Hard) => 0.6 + 0.4 * strictness,
        };
        let chance = &mut self.resistance;
        *exchange.resisted.get_or_insert_with(|| chance.chance(likely))
    }

    /// The played person's turn after something was said to them.
    pub(super) fn respond_in_play(&mut self, floor: &Floor, text: String) {
        let Some(exchange) = &mut self.agenda.current else {
            self.next_scene("");
            return;
        };
        let gap = exchange.asking.take();
        exchange.answers.push((gap, text.clone()));
        let progress = Played::of(&self.plan, &self.turns);
        let new = progress.met.iter().filter(|(_, (turn, _))| *turn == floor.turn).map(|((_, item), _)| item.clone()).collect::<Vec<_>>();
        let breaches: Vec<String> =
            progress.breaches.iter().filter(|(_, turn, _)| *turn == floor.turn).map(|(breach, _, _)| breach.clone()).collect();
        self.note(Note::Heard { turn: floor.turn, items: new.clone(), breaches: breaches.clone() });
        // What a model found in the turns before this one; of this one it is asked now.
        if let Some(because) = self.watched_end() {
            let lead = if because == EndReason::Succeeded { self.words.say(LineId::Acknowledge, &[]) } else { String::new() };
            self.end_play(because, &lead);
            return;
        }
        self.watch_objective(floor.turn);
        let facts = self.told(&text);
        if let Some(breach) = breaches.first() {
            let reply = self.reply_to_breach(breach);
            if progress.is_spoilt(&self.plan) {
                self.end_play(EndReason::Failed, &reply);
                return;
            }
            let about = self.about_current();
            self.say(TurnKind::Remark, about, vec![(reply, Tone::Neutral)], Then::Listen);
            self.offer_floor();
            return;
        }
        let line = self.next_line(&progress);
        let reached = line.is_none() && progress.is_reached(&self.plan);
        let reaction = if facts.is_empty() {
            // Whoever agrees in the same breath does not complain first.
            let heard = reached || !new.is_empty();
            self.words.say(if heard { LineId::Acknowledge } else { LineId::AcknowledgeShort }, &[])
        } else {
            facts
        };
        match line {
            Some(line) => self.probe(reaction, line),
            None if reached => self.end_play(EndReason::Succeeded, &reaction),
            None => self.next_scene(&reaction),
        }
    }

    /// What the played person still wants in this scene: what the objective needs first, then their resistance, then the rest.
    fn next_line(&mut self, progress: &Played) -> Option<ProbePlan> {
        if self.out_of_time() {
            return None;
        }
        let resists = self.resists();
        let reached = progress.is_reached(&self.plan);
        let exchange = self.agenda.current.as_ref()?;
        let answers: Vec<(Option<Gap>, &str)> = exchange.answers.iter().map(|(gap, text)| (gap.clone(), text.as_str())).collect();
        let whole = evaluation::read_exchange(&self.plan, &exchange.question, &answers);
        let scene = &exchange.question;
        let open = |needed: bool| {
            let items = scene.evidence.iter().filter(move |item| item.needed == needed);
            items.filter(|item| !progress.has(scene, item)).map(|item| Gap::Evidence(item.id.clone())).collect::<Vec<Gap>>()
        };
        let followed = exchange.probed.iter().filter(|gap| **gap != Gap::Pushback).count();
        let ask = |gaps: Vec<Gap>, words: &mut _| {
            let fresh = gaps.into_iter().filter(|gap| !exchange.probed.contains(gap));
            let written = fresh.filter(|gap| scene.probes.iter().any(|probe| probe.gap == *gap));
            written.into_iter().find_map(|gap| probing::say(&gap, exchange, &whole, words))
        };
        if followed < FOLLOW_UPS
            && let Some(line) = ask(open(true), &mut self.words)
        {
            return Some(line);
        }
        if resists {
            return probing::push_back(exchange, &whole, &mut self.words);
        }
        if followed < FOLLOW_UPS && !reached { ask(open(false), &mut self.words) } else { None }
    }

    /// The next scene that still has something to bring, after `lead`; the end when there is none, or no time.
    pub(super) fn next_scene(&mut self, lead: &str) {
        let progress = Played::of(&self.plan, &self.turns);
        let over = self.out_of_time();
        while !over && self.agenda.advance().is_some() {
            let Some(exchange) = &self.agenda.current else { break };
            let (scene, number, of) = (exchange.question.clone(), exchange.number, self.agenda.planned());
            // What was dealt with before it came up is not asked again.
            if !scene.evidence.is_empty() && scene.evidence.iter().all(|item| progress.has(&scene, item)) {
                continue;
            }
            self.emit(Output::Card { question: scene.id.clone(), text: scene.text.clone(), number, of });
            let about = About { question: Some(scene.id.clone()), part: Part::Character, ..About::default() };
            self.say(TurnKind::Question, about, vec![(join(&[lead, &scene.text]), Tone::Neutral)], Then::Listen);
            self.offer_floor();
            return;
        }
        let by_rules = if progress.is_reached(&self.plan) { EndReason::Succeeded } else { EndReason::Failed };
        self.end_play(self.watched_end().unwrap_or(by_rules), lead);
    }

    /// What is told to somebody who asks in the middle: each question that they can answer, the first two of them.
    pub(super) fn told(&self, text: &str) -> String {
        let questions = text.split_inclusive(['.', '!', '?']).filter(|sentence| sentence.trim_end().ends_with('?'));
        let mut told: Vec<&str> = Vec::new();
        for fact in questions.filter_map(|question| facts::answer(&self.plan.facts, question)) {
            // Nobody says the same thing twice because a word of the question came again.
            let said = self.turns.iter().any(|turn| turn.text.contains(&fact.text)) || told.contains(&fact.text.as_str());
            if told.len() < FACTS && !said {
                told.push(&fact.text);
            }
        }
        told.join(" ")
    }

    fn reply_to_breach(&mut self, breach: &str) -> String {
        let Some(play) = &self.plan.roleplay else { return String::new() };
        let replies = play.breaches.iter().find(|known| known.id == breach).map(|known| known.replies.as_slice());
        self.acting.pick(replies.unwrap_or_default()).cloned().unwrap_or_default()
    }

    /// The played person's last words; then the interviewer steps out of the part.
    fn end_play(&mut self, because: EndReason, lead: &str) {
        let part = Part::Character;
        let Some(play) = &self.plan.roleplay else { return };
        let endings = if because == EndReason::Succeeded { &play.reached } else { &play.missed };
        let last = self.acting.pick(endings).cloned().unwrap_or_default();
        self.begin_farewell(because);
        self.say(TurnKind::Remark, About { part, ..About::default() }, vec![(join(&[lead, &last]), Tone::Neutral)], Then::StepOut(because));
    }

    /// Out of the part: thanks, what comes next, and the end.
    pub(super) fn step_out(&mut self, because: EndReason) {
        self.agenda.close();
        let lead = self.words.say(LineId::StepOut, &[]);
        self.close_with(lead, because);
    }
}
