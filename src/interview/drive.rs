//! The loop around a conductor, written once: wait for what happens next, hand it in, drain what comes out.
//!
//! The app, the rehearsal and the tests differ in their [`World`] only: threads and a clock, or a script and a number.

use super::conductor::Conductor;
use super::input::Input;
use super::journal::Line;
use super::moment::Moment;
use super::output::{EndReason, Output};

/// Everything outside the conductor.
pub trait World {
    /// Carries out one instruction. Must not wait for anything.
    fn perform(&mut self, at: Moment, output: &Output);

    /// Waits for the next thing that happens, at the latest until `deadline`; `Input::Tick` when that is reached first.
    /// `None` when nothing will ever happen any more.
    fn wait(&mut self, deadline: Option<Moment>) -> Option<(Moment, Input)>;
}

/// Where the lines of the journal go.
pub trait Journal {
    /// Takes one line, in order.
    fn write(&mut self, line: &Line);
}

impl Journal for Vec<Line> {
    fn write(&mut self, line: &Line) {
        self.push(line.clone());
    }
}

/// Hands one input in and carries out what follows. Gives the reason if the session ended with it.
pub fn step(conductor: &mut Conductor, journal: &mut dyn Journal, world: &mut dyn World, at: Moment, input: Input) -> Option<EndReason> {
    journal.write(&Line::In { at_us: at, r#in: input.clone() });
    conductor.handle(at, input);
    let mut ended = None;
    while let Some(output) = conductor.poll() {
        journal.write(&Line::Out { at_us: at, out: output.clone() });
        world.perform(at, &output);
        if let Output::Ended { because } = output {
            ended = Some(because);
        }
    }
    ended
}

/// Runs a session to its end, beginning with `first`. `None` when the world ran dry before the end.
pub fn drive(conductor: &mut Conductor, journal: &mut dyn Journal, world: &mut dyn World, first: (Moment, Input)) -> Option<EndReason> {
    let mut next = Some(first);
    while let Some((at, input)) = next {
        if let Some(because) = step(conductor, journal, world, at, input) {
            return Some(because);
        }
        next = world.wait(conductor.deadline().map(|(at, _)| at));
    }
    None
}
