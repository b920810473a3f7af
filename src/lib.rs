//! Greenroom is an interview simulator: a person sits down before an interviewer who speaks, listens, follows up and
//! ends with a report in which every judgement points at the person's own words.
//!
//! This page is the map of the source. What the program is for and how it is used stands in `README.md`.
//!
//! # Bird's-eye view
//!
//! The interview itself is one pure state machine, the [conductor](interview::Conductor). It takes in facts
//! ([`Input`](interview::Input): a voice began, words were recognised, a sentence was said to its end, a deadline passed)
//! and gives out wishes ([`Output`](interview::Output): say this, listen, ask the model, nod, keep this turn). It has no
//! clock, no thread and no device, so the same inputs at the same moments give the same interview. Everything else
//! brings facts to it and carries out its wishes. What goes in and what comes out is written down as a
//! [journal](interview::journal), from which an interview can be run again, resumed, or looked into.
//!
//! ```text
//!  microphone -> [capture callback] -> [hearing] -> [recogniser]
//!                                         |  voices, pauses |  words
//!                                         v                 v
//!   keys, typed answers ----------> one bounded channel of inputs
//!   [io: model, replies] ---------------> |
//!   [voice: begun, ended, cut] ---------> |
//!                                         v
//!                               +--------------------+    every line, in order
//!                               | [conductor] thread | ------------------------> [store] -> SQLite
//!                               | drive(): wait,     |
//!                               | handle, poll       | -- say, hush --> [voice] -> [audio callback] -> loudspeaker
//!                               +--------------------+                     | position of what is heard
//!                                         | updates                        v
//!                                         v                              lips
//!                       [main thread: Bevy] desk -> views -> screens (egui)
//!                                           desk -> feed  -> avatar, room
//! ```
//!
//! Names in square brackets are threads. They speak through bounded channels only, and nobody waits for the picture.
//!
//! The source is laid out in rings. An inner ring never names an outer one; `tests/suite/architecture.rs` reads the
//! source and says so.
//!
//! ```text
//! ring 0  interview scenario evaluation intake speech      pure: no clock, file, thread, device
//! ring 1  llm hearing voice documents models store config clock
//!                                                          adapters: ring 0 and the one library each exists for
//! ring 2  session room avatar screens picture              what a session is, and what is seen of it
//! ring 3  app cli main                                     wiring and ways in
//! ```
//!
//! # Where to start reading
//!
//! 1. [`interview::Input`] and [`interview::Output`]: everything that can happen and everything that can be wanted.
//! 2. [`interview::Phase`] with its table, then [`interview::Conductor`], whose documentation names the file for each
//!    kind of decision.
//! 3. [`interview::drive`]: the loop around the conductor, fifty lines. The room, the rehearsal and the tests differ in the
//!    [`World`](interview::drive::World) that they give it.
//! 4. `greenroom rehearse` in `cli/rehearse/mod.rs`: a whole interview from the plan to the report on one page.
//! 5. [`session::live`]: the same with devices and a person.
//!
//! # Code map
//!
//! ## Ring 0
//!
//! [`interview`]: turns, patience, follow-ups, endings; the journal and its replay.
//! **Invariant:** the same inputs at the same moments give the same outputs on every machine. **Invariant:** what
//! comes late for a finished turn, utterance or request changes nothing. **Invariant:** a model words what the conductor
//! has decided and decides nothing; its sentences are checked one by one, and the embedded wording stands ready.
//!
//! [`scenario`]: scenarios, question banks, interviewers, rubrics and wordings: reading, checking, and the
//! [plan](scenario::plan) of one session. **Invariant:** a plan is a function of content, documents and seed.
//! **Invariant:** a mistake in a file is a [`Problem`](scenario::Problem) with file, line and reason, and takes nothing
//! with it that does not depend on that file.
//!
//! [`evaluation`]: from the transcript to the report, by rules over evidence; in [`evaluation::modelled`] what a language
//! model is asked to judge, and what of its answers stands. **Invariant:** every quote stands letter
//! for letter in the turn that it names. **Invariant:** there is no default score: what nothing was said about is not
//! assessed, with the reason. **Invariant:** appearance, accent, emotion and length are not judged.
//!
//! [`intake`]: resume and job advert as text, interpreted. **Invariant:** what is cited stands in the document.
//!
//! [`speech`]: arithmetic of sound and language that speaking and hearing share: levels, segments, phrase ends,
//! sentences, mouth shapes. **Invariant:** samples in, numbers out, no state outside the values.
//!
//! ## Ring 1
//!
//! [`hearing`]: microphone or file to voices, segments and words. **Invariant:** words belong to the turn that their sound was
//! captured for. **Invariant:** without a model or a microphone it says so once and answers are typed.
//!
//! [`voice`]: text to sound with exact phone times, playback, and the clock of what has really been heard.
//! **Invariant:** the audio callback takes no lock and allocates nothing. **Invariant:** without a loudspeaker everything
//! takes its time in silence, and nothing else notices.
//!
//! [`llm`]: any OpenAI-compatible server, and Anthropic's own protocol; vectors for texts. **Invariant:** a live turn gets one try. **Invariant:** no error or log holds the
//! key, the prompt or the answer.
//!
//! [`models`]: speech models: which are published, and how one gets here. **Invariant:** a file has a model's name only when
//! it is whole and its checksum was compared. **Invariant:** what broke off is gone on with, whoever broke it off.
//!
//! [`store`]: SQLite on a thread of its own; sessions, and the content that can be searched. **Invariant:** one thread owns the connection. **Invariant:** writes of the
//! conversation never wait for the disk, and are carried out in their order. **Invariant:** what is deleted is
//! overwritten, in the file and beside it.
//!
//! [`documents`]: PDF, Word and plain text to text. **Invariant:** no file stops the program, fills the memory or is read
//! forever; each that cannot be read has a sentence that says what to do. [`config`]: folders, the operator's settings, and the content that is built into the program. [`clock`]:
//! the only place that reads the system's clocks; clippy refuses all others.
//!
//! ## Ring 2
//!
//! [`session`]: a session from its beginning to its report: recording, judging, resuming, and the live one with
//! its threads. With the room, also the desk that turns what happens into views for screens and moods for the body.
//! **Invariant:** a session that ended without a report can be judged again from its journal.
//!
//! [`doctor`]: what is there, what is missing, and how to get it.
//!
//! `screens`, `avatar`, `room`, `picture` (only in builds with the feature `room`): drawn with Bevy and egui. Screens are
//! functions from views to pictures, and push wishes instead of doing things. **Invariant:** none of them names an
//! adapter, so a screen can be drawn from made-up views and pictured without a window. **Invariant:** lips follow the
//! position of the samples that are heard, never frame time.
//!
//! ## Ring 3
//!
//! `app` (with the feature `room`) puts plugins together; [`cli`] is the terminal; `main.rs` calls it. **Invariant:**
//! nothing names this ring.
//!
//! # Cross-cutting concerns
//!
//! **Time.** Inside the conductor time is a [`Moment`](interview::Moment), microseconds since the session began, given
//! with every input. A rehearsal moves it by hand and holds an hour of interview in a second. Budgets count
//! active time: a pause stops them.
//!
//! **Errors.** Each adapter has its own `thiserror` enumeration, and each message is one sentence: what, where, what to do.
//! The terminal adds context with `anyhow`. A missing device, model or network is no error but a state with a
//! sentence. Nothing panics outside tests; clippy refuses `unwrap`.
//!
//! **Chance.** One seed per session, and one named stream for each purpose drawn from it
//! ([`scenario::chance`]). It is in the journal's first line. A rehearsal takes 0 unless told otherwise.
//!
//! **Privacy.** What a candidate says is in the database, the journal and the report, and in no log and no error. A
//! configured model is sent the part of the conversation that it words, or all of it to judge, and one for embeddings the guides and the
//! words of a search in them; without one nothing leaves the machine. What the candidate says is data to a model, fenced as such, and never an instruction.
//!
//! **Threads.** As in the picture. Channels are bounded (clippy refuses others): who is too fast waits or drops what is only for
//! showing. Threads end when their handle is dropped. Asynchronous code lives on the `io` thread only.
//!
//! **Testing.** `tests/suite` is one binary; each test is a sentence about behaviour. The core is tested in virtual time;
//! invariants with generated sessions (proptest); adapters against real counterparts that the tests make (a database
//! file, a scripted model server, a null sound server, model files without weights). What cannot be there is skipped with a
//! reason, never faked.
//!
//! **Platforms.** Features say what is in a build (`room`, `whisper`), targets say what is possible: on
//! `wasm32` there are the core and the parts of the adapters that need no thread, file or socket.

// Ring 0: pure.
pub mod evaluation;
pub mod intake;
pub mod interview;
pub mod scenario;
pub mod speech;

// Ring 1: adapters.
pub mod clock;
pub mod config;
#[cfg(not(target_arch = "wasm32"))]
pub mod documents;
#[cfg(not(target_arch = "wasm32"))]
pub mod hearing;
#[cfg(not(target_arch = "wasm32"))]
pub mod llm;
#[cfg(not(target_arch = "wasm32"))]
pub mod models;
#[cfg(not(target_arch = "wasm32"))]
pub mod store;
pub mod voice;

// Ring 2: sessions, and the room that they are held in.
#[cfg(feature = "room")]
pub mod avatar;
#[cfg(not(target_arch = "wasm32"))]
pub mod doctor;
#[cfg(all(feature = "room", not(target_arch = "wasm32")))]
pub mod picture;
#[cfg(feature = "room")]
pub mod room;
#[cfg(feature = "room")]
pub mod screens;
#[cfg(any(feature = "room", not(target_arch = "wasm32")))]
pub mod session;

// Ring 3: ways in.
#[cfg(all(feature = "room", not(target_arch = "wasm32")))]
pub mod app;
#[cfg(not(target_arch = "wasm32"))]
pub mod cli;
