//! Whole interviews as people meet them: from the command line, over real files, and through the same loop in the library.

mod crash;
mod ends;
mod full;
mod guides;
mod history;
mod interviews;
mod judged;
mod model;
mod personal;
mod played;
mod probes;
mod rig;
mod spoken;
mod terminal;
mod watched;
