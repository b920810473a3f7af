//! Who takes part in a rehearsal: a script, recordings or the person at the terminal; and a language model, if there is one.

use std::collections::VecDeque;
use std::io::{BufRead as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context as _;
use crossbeam_channel::Receiver;

use super::super::Place;
use super::Args;
use super::written::Written;
use crate::clock;
use crate::hearing::{self, Hints, Recogniser};
use crate::intake::Intake;
use crate::interview::rehearsal::{Cast, Doings, Situation, typed};
use crate::interview::{Act, Blueprint, Input, Prompt, RequestId, ScriptedCandidate};
use crate::llm;
use crate::scenario::Library;
use crate::session::{Io, Proposed, call_record, propose};
use crate::store::Store;

/// Everybody but the interviewer.
pub(super) struct Company {
    candidate: Candidate,
    model: Option<Model>,
    problem: Option<String>,
}

enum Candidate {
    Scripted(ScriptedCandidate),
    Recorded { files: VecDeque<PathBuf>, ears: Ears, hints: Hints },
    AtTheTerminal,
}

/// How recordings become words.
enum Ears {
    Recogniser(Box<dyn Recogniser>),
    Written(Written),
}

struct Model {
    handle: llm::Handle,
    notices: Receiver<llm::Notice>,
    store: Store,
    session: String,
    /// Lives as long as the calls do.
    _io: Io,
}

pub(super) fn assemble(place: &Place, args: &Args, store: &Store, config: Option<llm::Config>) -> anyhow::Result<Company> {
    let candidate = if let Some(path) = &args.answers {
        Candidate::Scripted(script(path)?)
    } else if args.voice_in.is_empty() {
        Candidate::AtTheTerminal
    } else {
        Candidate::Recorded { files: args.voice_in.iter().cloned().collect(), ears: ears(place, args)?, hints: Hints::default() }
    };
    let model = config.map(|config| model(config, store)).transpose()?;
    Ok(Company { candidate, model, problem: None })
}

fn script(path: &Path) -> anyhow::Result<ScriptedCandidate> {
    let text = std::fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
    let script = if path.extension().is_some_and(|extension| extension == "toml") {
        ScriptedCandidate::from_toml(&text)
    } else {
        ScriptedCandidate::from_paragraphs(&text)
    };
    script.with_context(|| path.display().to_string())
}

fn ears(place: &Place, args: &Args) -> anyhow::Result<Ears> {
    if let Some(path) = &args.voice_text {
        let text = std::fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
        return Ok(Ears::Written(Written::new(&text)));
    }
    let Some(path) = place.speech_model(args.speech_model.as_deref())? else {
        anyhow::bail!(
            "--voice-in needs a speech model: fetch one with `greenroom models get base.en`, name one with --speech-model FILE, or give \
             the words with --voice-text FILE"
        );
    };
    #[cfg(feature = "whisper")]
    return Ok(Ears::Recogniser(Box::new(hearing::whisper::Whisper::load(&path)?)));
    #[cfg(not(feature = "whisper"))]
    anyhow::bail!("this build cannot recognise speech, so {} is of no use; build with the feature `whisper`", path.display());
}

fn model(config: llm::Config, store: &Store) -> anyhow::Result<Model> {
    let io = Io::start()?;
    let (sender, notices) = crossbeam_channel::bounded(256);
    let handle = llm::spawn(io.handle(), config, sender)?;
    Ok(Model { handle, notices, store: store.clone(), session: String::new(), _io: io })
}

impl Company {
    pub(super) fn speaks(&self) -> bool {
        matches!(self.candidate, Candidate::Recorded { .. })
    }

    /// Lets the model, if there is one, propose questions for the plan.
    pub(super) fn propose(&self, library: &Library, plan: &mut Blueprint, intake: &Intake) -> Option<Proposed> {
        let model = self.model.as_ref()?;
        propose(&model.handle, &model.store, library, plan, intake)
    }

    pub(super) fn has_model(&self) -> bool {
        self.model.is_some()
    }

    /// As it stands in the report.
    pub(super) fn model_name(&self) -> Option<String> {
        self.model.as_ref().map(|model| model.handle.config().name())
    }

    pub(super) fn recogniser_name(&self) -> Option<String> {
        match &self.candidate {
            Candidate::Recorded { ears: Ears::Recogniser(recogniser), .. } => Some(recogniser.name()),
            Candidate::Recorded { ears: Ears::Written(_), .. } => Some("scripted".to_owned()),
            Candidate::Scripted(_) | Candidate::AtTheTerminal => None,
        }
    }

    pub(super) fn take_problem(&mut self) -> Option<String> {
        self.problem.take()
    }

    /// The session's id, under which model calls are kept.
    pub(super) fn recorded_as(&mut self, session: &str) {
        if let Some(model) = &mut self.model {
            session.clone_into(&mut model.session);
        }
    }

    /// Names and terms that the recogniser should expect.
    pub(super) fn learn(&mut self, plan: &Blueprint, intake: &Intake) {
        if let Candidate::Recorded { hints, .. } = &mut self.candidate {
            hints.language.clone_from(&plan.scenario.language);
            let own = intake.resume.iter().flat_map(|resume| resume.terms.clone());
            hints.words = [plan.scenario.role.clone(), plan.scenario.employer.name.clone()]
                .into_iter()
                .chain(own)
                .chain(plan.job_terms.clone())
                .collect();
        }
    }
}

impl Cast for Company {
    fn answer(&mut self, situation: &Situation<'_>) -> Doings {
        match &mut self.candidate {
            Candidate::Scripted(script) => script.answer(situation),
            Candidate::AtTheTerminal => typed(situation.turn, read_answer(situation.asked)),
            Candidate::Recorded { files, ears, hints } => {
                let Some(file) = files.pop_front() else { return typed(situation.turn, None) };
                let heard = match ears {
                    Ears::Recogniser(recogniser) => {
                        hearing::transcribe_file(&file, situation.turn, recogniser.as_mut(), hints).map_err(anyhow::Error::from)
                    }
                    Ears::Written(written) => written.hear(&file, situation.turn, hints),
                };
                match heard {
                    Ok(heard) => {
                        // They begin a little after the question.
                        let breath = Duration::from_millis(600);
                        heard
                            .starting_at(situation.now + breath)
                            .inputs
                            .into_iter()
                            .map(|(at, input)| (at - situation.now, input))
                            .collect()
                    }
                    Err(error) => {
                        self.problem = Some(error.to_string());
                        vec![(Duration::from_secs(1), Input::Act { act: Act::Stop })]
                    }
                }
            }
        }
    }

    /// Waits for the model in real time and gives its words the delays that they really had.
    fn word(&mut self, request: RequestId, prompt: &Prompt) -> Doings {
        let Some(model) = &mut self.model else {
            return vec![(Duration::ZERO, Input::ReplyFailed { request, reason: "no model".to_owned() })];
        };
        let began = clock::now();
        model.handle.ask(request, prompt.clone());
        let mut doings = Doings::new();
        while let Ok(notice) = model.notices.recv() {
            let after = clock::now().saturating_duration_since(began);
            let (call, input) = match notice {
                llm::Notice::Chunk { request: r, text } if r == request => {
                    doings.push((after, Input::ReplyChunk { request, text }));
                    continue;
                }
                llm::Notice::Done { request: r, call } if r == request => (call, Input::ReplyDone { request }),
                llm::Notice::Failed { request: r, reason, call } if r == request => {
                    (call, Input::ReplyFailed { request, reason: reason.to_string() })
                }
                // What comes late for an earlier request.
                _ => continue,
            };
            if let Err(error) = model.store.record_call(call_record(&call, &model.session, request)) {
                self.problem = Some(error.to_string());
            }
            doings.push((after, input));
            return doings;
        }
        doings.push((Duration::ZERO, Input::ReplyFailed { request, reason: "the connection to the model ended".to_owned() }));
        doings
    }
}

/// The person types an answer; an empty line sends it, the end of the input ends the interview.
fn read_answer(asked: &str) -> Option<String> {
    let mut out = std::io::stderr();
    write!(out, "\n{asked}\n> ").and_then(|()| out.flush()).ok();
    let mut answer = String::new();
    for line in std::io::stdin().lock().lines() {
        let line = line.ok()?;
        if line.trim().is_empty() && !answer.is_empty() {
            return Some(answer);
        }
        answer.push_str(line.trim());
        answer.push(' ');
    }
    Some(answer.trim().to_owned()).filter(|answer| !answer.is_empty())
}
