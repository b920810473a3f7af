//! A conductor that is led by hand into any phase.

use std::time::Duration;

use greenroom::interview::{Act, Blueprint, Conductor, Input, Moment, Output, Phase, TurnId, UtteranceId};

/// A conductor, its clock and everything that it has said.
pub(crate) struct Led {
    pub(crate) conductor: Conductor,
    pub(crate) now: Moment,
    pub(crate) outputs: Vec<Output>,
}

impl Led {
    pub(crate) fn new(plan: Blueprint) -> Self {
        Self { conductor: Conductor::new(plan), now: Moment::START, outputs: Vec::new() }
    }

    /// Hands an input in, `millis` after the last one, and gives what came out.
    pub(crate) fn after(&mut self, millis: u64, input: Input) -> Vec<Output> {
        self.now = self.now + Duration::from_millis(millis);
        self.conductor.handle(self.now, input);
        let new: Vec<Output> = std::iter::from_fn(|| self.conductor.poll()).collect();
        self.outputs.extend(new.iter().cloned());
        new
    }

    pub(crate) fn act(&mut self, act: Act) -> Vec<Output> {
        self.after(100, Input::Act { act })
    }

    /// The utterance that is open.
    pub(crate) fn utterance(&self) -> UtteranceId {
        self.outputs
            .iter()
            .rev()
            .find_map(|output| if let Output::Say { utterance, .. } = output { Some(*utterance) } else { None })
            .unwrap()
    }

    /// The turn that was offered last.
    pub(crate) fn turn(&self) -> TurnId {
        self.outputs
            .iter()
            .rev()
            .find_map(|output| if let Output::Listen { turn, .. } = output { Some(*turn) } else { None })
            .unwrap_or(TurnId(999))
    }

    pub(crate) fn last_said(&self) -> String {
        self.outputs
            .iter()
            .rev()
            .find_map(|output| if let Output::Say { text, .. } = output { Some(text.clone()) } else { None })
            .unwrap_or_default()
    }

    /// Lets the interviewer finish everything that is being said.
    pub(crate) fn finish_speaking(&mut self) {
        for _ in 0..20 {
            if self.conductor.phase() != Phase::Speaking {
                return;
            }
            let utterance = self.utterance();
            self.after(100, Input::UtteranceStarted { utterance });
            self.after(2000, Input::UtteranceFinished { utterance });
        }
        panic!("the interviewer never stops speaking");
    }

    /// Begins and listens to the first question.
    pub(crate) fn begun(plan: Blueprint) -> Self {
        let mut led = Self::new(plan);
        led.after(0, Input::Begin);
        led.finish_speaking();
        assert_eq!(led.conductor.phase(), Phase::Listening);
        led
    }

    /// One typed answer, and the interviewer's reaction to its end.
    pub(crate) fn answer(&mut self, text: &str) -> Vec<Output> {
        let turn = self.turn();
        let out = self.after(1000, Input::Typed { turn, text: text.into() });
        self.finish_speaking();
        out
    }

    /// One typed answer, whatever comes of it.
    pub(crate) fn answer_quietly(&mut self, text: &str) {
        let turn = self.turn();
        self.after(1000, Input::Typed { turn, text: text.into() });
    }

    /// One spoken segment of the open turn.
    pub(crate) fn speak(&mut self, segment: u32, text: &str) {
        let turn = self.turn();
        self.after(500, Input::SpeechBegan { turn });
        self.after(3000, Input::SpeechPaused { turn, segment, voiced_ms: 2700, silence_ms: 300 });
        self.after(100, Input::Final { turn, segment, text: text.into(), words: Vec::new() });
    }

    /// Lets time pass until the next deadline.
    pub(crate) fn deadline(&mut self) -> Vec<Output> {
        let (at, _) = self.conductor.deadline().expect("a deadline");
        self.now = at;
        self.after(0, Input::Tick)
    }
}
