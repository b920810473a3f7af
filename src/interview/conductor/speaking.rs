//! What the interviewer is saying: one open utterance at a time, the turn it belongs to, and what follows.

use std::collections::VecDeque;
use std::time::Duration;

use crate::interview::ids::{TurnId, UtteranceId};
use crate::interview::moment::Moment;
use crate::interview::output::{Cue, EndReason, Output, Tone};
use crate::interview::phase::Phase;
use crate::interview::timers::Timer;
use crate::interview::transcript::{Part, Speaker, Turn, TurnKind};
use crate::scenario::{Citation, Gap};

use super::Conductor;

/// What follows when everything has been said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Then {
    /// The candidate's turn.
    #[default]
    Listen,
    /// The next question, or the candidate's own questions when there is none.
    Proceed,
    /// The question that has just been opened.
    Ask,
    /// The candidate left the question.
    Skip,
    /// The candidate takes the last answer back.
    Redo,
    /// The clock stands, as the candidate asked.
    Pause,
    /// The interviewer steps out of the part, and closes.
    StepOut(EndReason),
    /// The end.
    End(EndReason),
}

/// The interviewer's side of the floor.
#[derive(Clone, Debug, Default)]
pub(super) struct Speaking {
    open: Option<Open>,
    queue: VecDeque<(String, Tone)>,
    pub(super) draft: Option<Draft>,
    pub(super) then: Then,
}

#[derive(Clone, Debug)]
struct Open {
    utterance: UtteranceId,
    text: String,
    tone: Tone,
    /// A `Hush` was sent.
    hushed: bool,
}

/// The interviewer's turn while it is being said.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) id: TurnId,
    pub(super) kind: TurnKind,
    question: Option<String>,
    gap: Option<Gap>,
    cites: Option<Citation>,
    part: Part,
    heard: String,
    start: Option<Moment>,
}

/// What a turn of the interviewer's is about.
#[derive(Clone, Debug, Default)]
pub(super) struct About {
    pub(super) question: Option<String>,
    pub(super) gap: Option<Gap>,
    pub(super) cites: Option<Citation>,
    pub(super) part: Part,
}

impl Speaking {
    /// The open utterance's id, for the shell's benefit.
    pub(super) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    pub(super) fn open_utterance(&self) -> Option<UtteranceId> {
        self.open.as_ref().map(|open| open.utterance)
    }

    /// Drops what is being said, and tells what it was.
    pub(super) fn interrupt(&mut self) -> Option<(TurnKind, String)> {
        let queued = self.queue.drain(..).map(|(text, _)| text);
        let words: Vec<String> = self.open.take().map(|open| open.text).into_iter().chain(queued).collect();
        self.draft.as_ref().map(|draft| (draft.kind, words.join(" "))).filter(|(_, text)| !text.is_empty())
    }

    pub(super) fn is_idle(&self) -> bool {
        self.open.is_none() && self.queue.is_empty()
    }
}

impl Conductor {
    /// Begins a turn of the interviewer's: says `parts` one after the other, then does `then`.
    pub(super) fn say(&mut self, kind: TurnKind, about: About, parts: Vec<(String, Tone)>, then: Then) {
        self.finish_draft();
        let id = self.new_turn();
        self.speaking.draft = Some(Draft {
            id,
            kind,
            question: about.question,
            gap: about.gap,
            cites: about.cites,
            part: about.part,
            heard: String::new(),
            start: None,
        });
        self.speaking.then = then;
        self.phase = Phase::Speaking;
        for (text, tone) in parts {
            self.say_more(text, tone);
        }
        if self.speaking.is_idle() && self.reply.is_none() {
            // Nothing to say: content that `content check` would have refused. The session goes on all the same.
            self.spoken();
        }
    }

    /// Adds to the turn that is being said.
    pub(super) fn say_more(&mut self, text: String, tone: Tone) {
        let text = text.trim().to_owned();
        if text.is_empty() {
            return;
        }
        self.speaking.queue.push_back((text, tone));
        self.pump();
    }

    /// Opens the next utterance if none is open.
    fn pump(&mut self) {
        if self.speaking.open.is_some() || self.paused.is_some() {
            return;
        }
        let Some((text, tone)) = self.speaking.queue.pop_front() else { return };
        let Some((turn, part)) = self.speaking.draft.as_ref().map(|draft| (draft.id, draft.part)) else { return };
        let utterance = self.new_utterance();
        self.phase = Phase::Speaking;
        self.after(Timer::SpeechOverrun, overrun(&text));
        self.speaking.open = Some(Open { utterance, text: text.clone(), tone, hushed: false });
        self.emit(Output::Say { utterance, turn, text, tone, part });
    }

    pub(super) fn on_started(&mut self, utterance: UtteranceId) {
        let Some(open) = self.speaking.open.as_ref().filter(|open| open.utterance == utterance) else { return };
        let smiles = open.tone == Tone::Warm;
        let now = self.now;
        if let Some(draft) = &mut self.speaking.draft {
            draft.start.get_or_insert(now);
        }
        if smiles {
            self.cue(Cue::Smile);
        }
    }

    /// The utterance is over, or could not be played: its text stood on the screen either way.
    pub(super) fn on_finished(&mut self, utterance: UtteranceId) {
        let Some(open) = self.speaking.open.take_if(|open| open.utterance == utterance) else { return };
        self.timers.stop(Timer::SpeechOverrun);
        self.heard(&open.text);
        if self.paused.is_some() {
            // What follows comes when the pause is over.
            return;
        }
        if open.hushed {
            // The voice was faster than the wish for silence.
            self.interrupted();
            return;
        }
        if self.speaking.queue.is_empty() { self.spoken() } else { self.pump() }
    }

    /// The utterance was broken off after `heard_chars` characters.
    pub(super) fn on_cut(&mut self, utterance: UtteranceId, heard_chars: usize) {
        let Some(open) = self.speaking.open.take_if(|open| open.utterance == utterance) else { return };
        self.timers.stop(Timer::SpeechOverrun);
        if self.paused.is_some() && !open.hushed {
            // Said again from its beginning when the pause is over.
            self.speaking.queue.push_front((open.text, open.tone));
            return;
        }
        let heard: String = open.text.chars().take(heard_chars).collect();
        self.heard(heard.trim_end());
        if self.paused.is_none() {
            self.interrupted();
        }
    }

    /// Nothing came back for far too long: treat it as said, so that the session never hangs on a sound card.
    pub(super) fn on_speech_overrun(&mut self) {
        let Some(open) = &self.speaking.open else { return };
        let (utterance, hushed) = (open.utterance, open.hushed);
        if !hushed {
            self.emit(Output::Hush { utterance });
        }
        self.on_finished(utterance);
    }

    /// Asks for silence; the rest of the turn is dropped.
    pub(super) fn hush(&mut self) {
        let Some(open) = &mut self.speaking.open else {
            self.interrupted();
            return;
        };
        if open.hushed {
            return;
        }
        open.hushed = true;
        let utterance = open.utterance;
        self.speaking.queue.clear();
        // A voice that does not even confirm the silence is treated as silent.
        self.after(Timer::SpeechOverrun, Duration::from_secs(1));
        self.emit(Output::Hush { utterance });
    }

    /// Silence for a pause: what is open will be said again.
    pub(super) fn hold(&mut self) {
        if let Some(open) = &self.speaking.open {
            self.emit(Output::Hush { utterance: open.utterance });
        }
    }

    /// Goes on after a pause.
    pub(super) fn unhold(&mut self) {
        // The cut may not have come back yet; what was open is then said again under a new id.
        if let Some(open) = self.speaking.open.take_if(|open| !open.hushed) {
            self.speaking.queue.push_front((open.text, open.tone));
        }
        self.pump();
        if self.speaking.is_idle() && self.speaking.draft.is_some() {
            self.spoken();
        }
    }

    fn heard(&mut self, text: &str) {
        let now = self.now;
        if let Some(draft) = &mut self.speaking.draft {
            draft.start.get_or_insert(now);
            if !draft.heard.is_empty() && !text.is_empty() {
                draft.heard.push(' ');
            }
            draft.heard.push_str(text);
        }
    }

    /// Puts what was heard of the interviewer's turn into the transcript.
    pub(super) fn finish_draft(&mut self) {
        let Some(draft) = self.speaking.draft.take() else { return };
        self.last_spoke = self.now;
        if draft.heard.is_empty() {
            return;
        }
        self.keep(Turn {
            id: draft.id,
            speaker: Speaker::Interviewer,
            part: draft.part,
            kind: draft.kind,
            question: draft.question,
            gap: draft.gap,
            cites: draft.cites,
            text: draft.heard,
            verbatim: None,
            channel: None,
            start: draft.start.unwrap_or(self.now),
            end: self.now,
            latency_ms: None,
            words: Vec::new(),
        });
    }

    /// Everything queued has been said.
    fn spoken(&mut self) {
        if self.reply.is_some() {
            self.phase = Phase::Wording;
            return;
        }
        self.finish_draft();
        self.proceed(self.speaking.then);
    }

    /// The interviewer was interrupted: a model's further words are not wanted.
    fn interrupted(&mut self) {
        self.drop_reply();
        self.speaking.queue.clear();
        self.finish_draft();
        self.proceed(self.speaking.then);
    }

    fn proceed(&mut self, then: Then) {
        match then {
            Then::Listen => self.give_floor(),
            Then::Proceed => self.next_question(String::new()),
            Then::Ask => self.ask_current(String::new()),
            Then::Skip => self.skip_question(),
            Then::Redo => self.redo(),
            Then::Pause => self.pause_before_answer(),
            Then::StepOut(because) => self.step_out(because),
            Then::End(because) => self.end(because),
        }
    }

    /// A model's words are complete and nothing is being said any more.
    pub(super) fn spoken_if_idle(&mut self) {
        if self.speaking.is_idle() && self.paused.is_none() && matches!(self.phase, Phase::Wording | Phase::Speaking) {
            self.spoken();
        }
    }
}

/// When an utterance must be over even on a slow machine with a slow voice: twice a slow reading, and some seconds.
fn overrun(text: &str) -> Duration {
    let words = u32::try_from(text.split_whitespace().count()).unwrap_or(u32::MAX);
    Duration::from_secs(10) + Duration::from_millis(900).saturating_mul(words)
}
