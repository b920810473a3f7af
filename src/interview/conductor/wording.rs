//! stub
use super::Conductor;
use super::speaking::{About, Then};
use crate::interview::ids::RequestId;
use crate::interview::output::Tone;
use crate::interview::probing::ProbePlan;
use crate::interview::timers::Timer;
use crate::interview::transcript::TurnKind;
#[derive(Clone, Debug)]
pub(super) struct Reply;
impl Conductor {
    pub(super) fn ask_for_probe(&mut self, ack: String, probe: ProbePlan, about: About) {
        self.say(TurnKind::Probe, about, vec![(format!("{ack} {}", probe.text), Tone::Interested)], Then::Listen);
    }
    pub(super) fn drop_reply(&mut self) {}
    pub(super) fn on_reply_chunk(&mut self, _: RequestId, _: &str) {}
    pub(super) fn on_reply_done(&mut self, _: RequestId) {}
    pub(super) fn on_reply_failed(&mut self, _: RequestId, _: String) {}
    pub(super) fn on_reply_late(&mut self, _: Timer) {}
}
