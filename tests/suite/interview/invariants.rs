//! What holds whatever happens: random sessions, with late, stale and senseless inputs among the sensible ones.

use std::collections::BTreeMap;
use std::time::Duration;

use greenroom::interview::{Act, Conductor, Device, Input, Moment, Note, Output, Phase, RequestId, TurnId, UtteranceId};
use proptest::prelude::*;

use crate::support::plan::plan;

/// One step of a random session: what happens, and how long after the last one.
#[derive(Clone, Debug)]
struct Step {
    millis: u64,
    doing: Doing,
}

/// Ids are given as a distance from the newest one, so that most of them hit.
#[derive(Clone, Debug)]
enum Doing {
    Plain(Input),
    Started(u32),
    Finished(u32),
    Cut(u32, usize),
    Speech(u32, u32),
    Words(u32, u32, String),
    Typed(u32, String),
    Chunk(u32, String),
    Done(u32),
    Failed(u32),
}

fn text() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "fine.",
        "I moved the deadline to Friday because the customer had to wait, and in the end we lost nothing.",
        "We always talk about it in the team.",
        "Could you repeat that?",
        "Let me think.",
        "Could we take a short break?",
        "Can we skip this one?",
        "I don't know.",
        "What does the job pay?",
        "No, thank you.",
        "",
        "My colleague wanted to ship on Monday. I asked them why, listened, and we agreed on a compromise that saved two days.",
    ])
    .prop_map(str::to_owned)
}

fn doing() -> impl Strategy<Value = Doing> {
    let act = prop::sample::select(vec![
        Act::Pause,
        Act::Continue,
        Act::Continue,
        Act::Repeat,
        Act::Thinking,
        Act::Done,
        Act::Interrupt,
        Act::Skip,
        Act::Undo,
    ]);
    let near = prop_oneof![6 => Just(0u32), 1 => 1u32..3];
    prop_oneof![
        2 => act.prop_map(|act| Doing::Plain(Input::Act { act })),
        4 => Just(Doing::Plain(Input::Tick)),
        1 => prop::sample::select(vec![Input::Resume, Input::Resume, Input::Outage]).prop_map(Doing::Plain),
        1 => any::<bool>().prop_map(|lost| Doing::Plain(if lost { Input::DeviceLost { device: Device::Microphone } } else { Input::DeviceBack { device: Device::Microphone } })),
        6 => near.clone().prop_map(Doing::Started),
        8 => near.clone().prop_map(Doing::Finished),
        1 => (near.clone(), 0usize..60).prop_map(|(n, heard)| Doing::Cut(n, heard)),
        3 => (near.clone(), 0u32..4).prop_map(|(n, segment)| Doing::Speech(n, segment)),
        3 => (near.clone(), 0u32..4, text()).prop_map(|(n, segment, text)| Doing::Words(n, segment, text)),
        5 => (near.clone(), text()).prop_map(|(n, text)| Doing::Typed(n, text)),
        2 => (near.clone(), prop::sample::select(vec!["How many ", "people were there? ", "And then what happened in the end?", "{\"a\":1}", "x"])).prop_map(|(n, text)| Doing::Chunk(n, text.to_owned())),
        1 => near.clone().prop_map(Doing::Done),
        1 => near.prop_map(Doing::Failed),
    ]
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    prop::collection::vec(
        (prop_oneof![Just(0u64), 1u64..800, 800u64..6000, 20_000u64..90_000], doing()).prop_map(|(millis, doing)| Step { millis, doing }),
        1..160,
    )
}

/// A session under observation: every invariant is checked after every input.
struct Watched {
    conductor: Conductor,
    now: Moment,
    inputs: Vec<(Moment, Input)>,
    outputs: Vec<Output>,
    open: Option<UtteranceId>,
    newest: (u32, u32, u32),
    ended: bool,
    probed: BTreeMap<String, Vec<String>>,
    kept: usize,
}

impl Watched {
    fn new(model: bool) -> Self {
        let mut plan = plan();
        plan.settings.model = model;
        Self {
            conductor: Conductor::new(plan),
            now: Moment::START,
            inputs: Vec::new(),
            outputs: Vec::new(),
            open: None,
            newest: (0, 0, 0),
            ended: false,
            probed: BTreeMap::new(),
            kept: 0,
        }
    }

    fn hand_in(&mut self, millis: u64, input: Input) {
        self.now = self.now + Duration::from_millis(millis);
        if let Input::UtteranceFinished { utterance } | Input::UtteranceFailed { utterance } | Input::UtteranceCut { utterance, .. } =
            &input
            && self.open == Some(*utterance)
        {
            self.open = None;
        }
        let dropped_before = self.outputs.len();
        self.conductor.handle(self.now, input.clone());
        self.inputs.push((self.now, input.clone()));
        while let Some(output) = self.conductor.poll() {
            assert!(!self.ended, "after the end there is {output:?}");
            match &output {
                Output::Say { utterance, .. } => {
                    assert_eq!(self.open, None, "{utterance} opens while another is open");
                    self.open = Some(*utterance);
                    self.newest.0 = utterance.0;
                }
                Output::Hush { utterance } if self.open == Some(*utterance) => self.open = None,
                Output::Listen { turn, .. } => self.newest.1 = turn.0,
                Output::Ask { request, .. } => self.newest.2 = request.0,
                Output::Note { note: Note::Probed { question, gap } } => {
                    // Undo gives an answer back together with its follow-ups.
                    let gaps = self.probed.entry(question.clone()).or_default();
                    if !self.outputs.iter().any(|o| matches!(o, Output::Drop { .. })) {
                        assert!(!gaps.contains(&gap.to_string()), "{gap} is probed twice in {question}");
                        assert!(gaps.len() < 2, "more than two probes in {question}");
                    }
                    gaps.push(gap.to_string());
                }
                Output::Ended { .. } => self.ended = true,
                _ => {}
            }
            self.outputs.push(output);
        }
        if let Some((at, timer)) = self.conductor.deadline() {
            assert!(at >= self.now, "{timer:?} is due at {at}, before {}", self.now);
        }
        let dropped = self.outputs[dropped_before..].iter().filter(|o| matches!(o, Output::Drop { .. })).count();
        let kept = self.conductor.transcript().len();
        assert!(kept + dropped >= self.kept, "the transcript shrinks after {input:?}");
        assert!(self.conductor.transcript().windows(2).all(|pair| pair[0].id < pair[1].id), "turns are out of order");
        self.kept = kept;
    }

    fn step(&mut self, step: &Step) {
        let back = |newest: u32, n: u32| newest.saturating_sub(n);
        let (utterance, turn, request) = self.newest;
        let input = match &step.doing {
            Doing::Plain(input) => input.clone(),
            Doing::Started(n) => Input::UtteranceStarted { utterance: UtteranceId(back(utterance, *n)) },
            Doing::Finished(n) => Input::UtteranceFinished { utterance: UtteranceId(back(utterance, *n)) },
            Doing::Cut(n, heard) => Input::UtteranceCut { utterance: UtteranceId(back(utterance, *n)), heard_chars: *heard },
            Doing::Speech(n, segment) => {
                let turn = TurnId(back(turn, *n));
                self.hand_in(step.millis, Input::SpeechBegan { turn });
                Input::SpeechPaused { turn, segment: *segment, voiced_ms: 1200, silence_ms: 300 }
            }
            Doing::Words(n, segment, text) => {
                Input::Final { turn: TurnId(back(turn, *n)), segment: *segment, text: text.clone(), words: Vec::new() }
            }
            Doing::Typed(n, text) => Input::Typed { turn: TurnId(back(turn, *n)), text: text.clone() },
            Doing::Chunk(n, text) => Input::ReplyChunk { request: RequestId(back(request, *n)), text: text.clone() },
            Doing::Done(n) => Input::ReplyDone { request: RequestId(back(request, *n)) },
            Doing::Failed(n) => Input::ReplyFailed { request: RequestId(back(request, *n)), reason: "broke".into() },
        };
        self.hand_in(step.millis, input);
    }

    /// Nobody answers any more: the session must come to its end by itself.
    fn run_out(&mut self) {
        for _ in 0..400 {
            if self.ended {
                return;
            }
            if self.conductor.phase() == Phase::Paused {
                self.hand_in(10, Input::Act { act: Act::Continue });
                continue;
            }
            if let Some(utterance) = self.open {
                self.hand_in(500, Input::UtteranceFinished { utterance });
                continue;
            }
            let Some((at, _)) = self.conductor.deadline() else {
                panic!("nothing is waited for in {:?}, and the session has not ended", self.conductor.phase())
            };
            self.now = at;
            self.hand_in(0, Input::Tick);
        }
        panic!("the session does not end; it is in {:?}", self.conductor.phase());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_the_rules_hold_and_the_session_can_end(model: bool, steps in steps()) {
        let mut session = Watched::new(model);
        session.hand_in(0, Input::Begin);
        for step in &steps {
            session.step(step);
        }
        session.run_out();
        session.hand_in(10, Input::Tick);
        session.hand_in(10, Input::Begin);
    }

    #[test]
    fn the_same_inputs_give_the_same_outputs(model: bool, steps in steps()) {
        let mut session = Watched::new(model);
        session.hand_in(0, Input::Begin);
        for step in &steps {
            session.step(step);
        }
        let mut again = Conductor::new(session.conductor.plan().clone());
        let mut outputs = Vec::new();
        for (at, input) in &session.inputs {
            again.handle(*at, input.clone());
            outputs.extend(std::iter::from_fn(|| again.poll()));
        }
        prop_assert_eq!(outputs, session.outputs);
    }
}
