//! `greenroom bench store`: the database with many sessions in it, in a folder for temporary files.

use std::process::ExitCode;

use clap::Args as ClapArgs;
use serde::Serialize;

use super::super::{Place, tell};
use super::history::{Specimen, begun};
use super::report::Outcome;
use super::scratch::Scratch;
use super::summary::{Measure, Measures, PROMISED_NOTHING, Quantity, at_most, timed};
use crate::clock;
use crate::interview::Moment;
use crate::scenario::Library;
use crate::store::{Filter, Held, PAGE, Sort, Store};

/// The form of the JSON. A field that changes its meaning gets a new number.
const SCHEMA: &str = "greenroom.bench-store/1";

#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct Args {
    /// Machine-readable
    #[arg(long)]
    json: bool,
    /// How many sessions the history holds
    #[arg(long, default_value_t = 10_000, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    sessions: u32,
    /// How often each thing is done
    #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    times: u32,
}

const FIRST_START: Quantity = Quantity { name: "import_first_ms", what: "all content imported, first start", budget: at_most(2000.0) };
const NEXT_START: Quantity = Quantity { name: "import_again_ms", what: "the same, next start", budget: PROMISED_NOTHING };
const OPEN: Quantity = Quantity { name: "open_ms", what: "database with all sessions opened", budget: PROMISED_NOTHING };
const JOURNAL: Quantity = Quantity { name: "journal_on_disk_ms", what: "line of the journal -> on the disk", budget: PROMISED_NOTHING };
const NEWEST: Quantity = Quantity { name: "page_ms", what: "page of the history", budget: at_most(50.0) };
const SEARCHED: Quantity = Quantity { name: "page_searched_ms", what: "page of those with a word", budget: at_most(50.0) };
const BEST: Quantity = Quantity { name: "page_by_score_ms", what: "page sorted by score", budget: at_most(50.0) };
const REPORT: Quantity = Quantity { name: "report_ms", what: "report opened", budget: PROMISED_NOTHING };
const GUIDES: Quantity = Quantity { name: "guides_ms", what: "search in the guides", budget: PROMISED_NOTHING };
const DELETE: Quantity = Quantity { name: "delete_ms", what: "session deleted, its words overwritten", budget: PROMISED_NOTHING };

/// What takes a start of the program is done no more often than this.
const STARTS: u32 = 5;
/// What people look for in the guides.
const QUERIES: [&str; 5] = [
    "I get nervous and talk too fast",
    "how do I tell a story with a result",
    "they asked me what I earn now",
    "I need adjustments because I do not hear well",
    "system design capacity",
];
/// Pieces of guides that a search shows.
const HITS: u32 = 5;

#[derive(Serialize)]
struct Setting {
    sessions: u32,
    times: u32,
    content: Content,
    /// Lines of the journal of a whole session.
    journal_lines: usize,
    turns: usize,
    report_bytes: usize,
}

#[derive(Serialize)]
struct Content {
    files: u64,
    questions: u64,
    guides: u64,
    chunks: u64,
}

impl From<Held> for Content {
    fn from(held: Held) -> Self {
        let Held { files, questions, guides, chunks } = held;
        Self { files, questions, guides, chunks }
    }
}

pub(in crate::cli) fn run(place: &Place, args: &Args) -> anyhow::Result<ExitCode> {
    let library = place.library_telling();
    let scratch = Scratch::new()?;
    let starts = args.times.min(STARTS);
    let mut bench = Bench { times: args.times, ..Bench::default() };
    for start in 0..starts {
        bench.import(&Store::open(&scratch.file(&format!("start-{start}.db")))?, &library)?;
    }

    let path = scratch.file("greenroom.db");
    let store = Store::open(&path)?;
    let held = store.import_content(&library, clock::wall())?.held;
    let specimen = Specimen::hold(&library)?;
    tell(&format!("{} sessions are written", args.sessions));
    let whole: Vec<String> = (0..args.times).map(|number| specimen.copy(&store, &library, number)).collect::<anyhow::Result<_>>()?;
    specimen.fill(&store, &library, args.times..args.sessions)?;
    store.flush()?;
    drop(store);
    for _ in 0..starts {
        bench.take(OPEN, || Store::open(&path).map(drop))?;
    }

    let store = Store::open(&path)?;
    bench.pages(&store, &library)?;
    for id in &whole {
        bench.take(REPORT, || store.report(id))?;
    }
    for query in QUERIES.iter().cycle().take(args.times as usize) {
        bench.take(GUIDES, || store.search_guides(query, HITS))?;
    }
    let open = begun(&store, &library, 0)?;
    for (seq, line) in (0..u64::from(args.times)).zip(specimen.journal.iter().cycle()) {
        bench.take(JOURNAL, || store.append(&open, seq, Moment::START, line.clone()).and_then(|()| store.flush()))?;
    }
    for id in &whole {
        bench.take(DELETE, || store.delete(id))?;
    }

    let setting = Setting {
        sessions: args.sessions.max(args.times),
        times: args.times,
        content: held.into(),
        journal_lines: specimen.journal.len(),
        turns: specimen.turns.len(),
        report_bytes: specimen.report_bytes()?,
    };
    let heading = format!(
        "{} sessions, {} questions, {} pieces of guides; reports of {} KiB",
        setting.sessions,
        held.questions,
        held.chunks,
        setting.report_bytes / 1024
    );
    Outcome { schema: SCHEMA, heading, setting, measures: bench.measures(), per_second: &[] }.publish(args.json)?;
    Ok(ExitCode::SUCCESS)
}

/// In the order in which they are measured.
#[derive(Default)]
struct Bench {
    times: u32,
    samples: Vec<(Quantity, Vec<f64>)>,
}

impl Bench {
    /// Does it, and takes the time if it succeeds.
    fn take<T, E>(&mut self, quantity: Quantity, job: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
        let (result, took) = timed(job);
        let result = result?;
        match self.samples.iter_mut().find(|(known, _)| known.name == quantity.name) {
            Some((_, samples)) => samples.push(took),
            None => self.samples.push((quantity, vec![took])),
        }
        Ok(result)
    }

    fn import(&mut self, store: &Store, library: &Library) -> anyhow::Result<()> {
        for quantity in [FIRST_START, NEXT_START] {
            self.take(quantity, || store.import_content(library, clock::wall()))?;
        }
        Ok(())
    }

    /// Pages from all over the history, and the first of those that are found.
    fn pages(&mut self, store: &Store, library: &Library) -> anyhow::Result<()> {
        let (newest, best) = (Filter::default(), Filter { sort: Sort::Best, ..Filter::default() });
        let pages = store.sessions(&newest, 0)?.total.div_ceil(u64::from(PAGE));
        let words = library.scenarios.values().filter_map(|scenario| scenario.title.split_whitespace().last());
        for (number, word) in (0..self.times).zip(words.cycle()) {
            let page = u32::try_from(u64::from(number) * pages / u64::from(self.times))?;
            self.take(NEWEST, || store.sessions(&newest, page))?;
            let searched = Filter { search: Some(word.to_owned()), ..Filter::default() };
            self.take(SEARCHED, || store.sessions(&searched, 0))?;
            self.take(BEST, || store.sessions(&best, page))?;
        }
        Ok(())
    }

    fn measures(&self) -> Measures {
        Measures(self.samples.iter().map(|(quantity, samples)| (quantity.name, Measure::of(*quantity, samples, None))).collect())
    }
}
