//! `greenroom calibrate`: how far a judge agrees with the people who wrote answers of a known level.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::process::ExitCode;

use anyhow::bail;
use clap::{Args as ClapArgs, ValueEnum};
use serde::Serialize;

use super::operator::{Bench, JudgeName, Operator};
use super::{Place, say, tell};
use crate::evaluation::{Agreement, Levels, compare, embedded_levels_among};
use crate::scenario::{Bank, Calibration, Library, Neighbour, Question};

/// The form of the JSON. A field that changes its meaning gets a new number.
const SCHEMA: &str = "greenroom.calibration/1";

#[derive(Debug, ClapArgs)]
pub(super) struct Args {
    /// Only these banks, such as healthcare/pharmacy or finance [default: all that have calibration answers]
    banks: Vec<String>,
    /// Machine-readable
    #[arg(long)]
    json: bool,
    /// Which judge is compared: the embedded one, or the configured language model, which is asked once for each answer
    #[arg(long, value_enum, default_value = "embedded")]
    judge: Compared,
    /// Only so many answers, spread evenly over all, and a fifth as many traps
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    limit: Option<u32>,
    /// Name each judgement that is more than a level off, each pair in the wrong order, each trap that did not hold
    #[arg(long)]
    misses: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Compared {
    /// The rules that need no model
    Embedded,
    /// The configured language model
    Model,
}

/// A judge of single answers, and what it cost so far.
struct Judging<'b> {
    bench: Option<&'b Bench>,
    tokens: (u64, u64),
    /// Why it cannot go on.
    problem: Option<String>,
}

impl Judging<'_> {
    fn levels(&mut self, library: &Library, asked: &Question, neighbours: &[Neighbour], answer: &str) -> Levels {
        let Some(bench) = self.bench else { return embedded_levels_among(asked, neighbours, answer) };
        if self.problem.is_some() {
            return Levels::new();
        }
        match bench.judge().judge_answer(asked, &library.rubrics, neighbours, answer) {
            Ok(judged) => {
                self.tokens = (self.tokens.0 + judged.tokens_in, self.tokens.1 + judged.tokens_out);
                judged.levels
            }
            Err(why) => {
                self.problem = Some(format!("{}: {why}", asked.id));
                Levels::new()
            }
        }
    }
}

#[derive(Serialize)]
struct Findings {
    schema: &'static str,
    judge: String,
    all: Agreement,
    by_bank: BTreeMap<String, Agreement>,
    by_competency: BTreeMap<String, Agreement>,
}

pub(super) fn run(place: &Place, args: &Args) -> anyhow::Result<ExitCode> {
    let library = place.library_telling();
    let wanted = |question: &str| {
        let bank = question.split('#').next().unwrap_or_default();
        args.banks.is_empty()
            || args.banks.iter().any(|name| bank == name || bank.strip_prefix(name).is_some_and(|rest| rest.starts_with('/')))
    };
    let nothing = Calibration::default();
    let chosen = library.calibrations.values().fold(nothing, |all, some| all.and(some)).only(wanted);
    if chosen.items.is_empty() {
        bail!(
            "there are no calibration answers for {}; see seeds/README.md on how to write some",
            if args.banks.is_empty() { "any bank".to_owned() } else { args.banks.join(", ") }
        );
    }
    let chosen = args.limit.map_or_else(|| chosen.clone(), |limit| limited(&chosen, limit as usize));
    let bench = match args.judge {
        Compared::Embedded => None,
        Compared::Model => Some(Bench::new(Operator::read(place, false, Some(JudgeName::Model))?.judge)?),
    };
    let judging = RefCell::new(Judging { bench: bench.as_ref(), tokens: (0, 0), problem: None });
    let findings = find(&library, &chosen, &judging);
    let Judging { tokens, problem, .. } = judging.into_inner();
    if let Some(problem) = problem {
        bail!("the model cannot be compared, since it did not judge an answer to {problem}");
    }
    if let Some(bench) = &bench {
        tell(&format!("greenroom: {}", price_of(bench, tokens)));
    }
    if args.json {
        say(&serde_json::to_string_pretty(&findings)?);
    } else {
        print(&findings, args.misses);
    }
    Ok(ExitCode::SUCCESS)
}

/// Every so many of the answers, and of the traps.
fn limited(all: &Calibration, limit: usize) -> Calibration {
    fn spread<T: Clone>(list: &[T], limit: usize) -> Vec<T> {
        let count = limit.min(list.len());
        (0..count).map(|place| list[place * list.len() / count].clone()).collect()
    }
    Calibration { items: spread(&all.items, limit), traps: spread(&all.traps, limit.div_ceil(5)) }
}

fn price_of(bench: &Bench, (tokens_in, tokens_out): (u64, u64)) -> String {
    let judge = bench.judge();
    let usd = judge.model_config().and_then(|config| judge.prices().usd(config.model(), config.host(), tokens_in, tokens_out));
    let usd = usd
        .map_or_else(|| "at a price that is not known".to_owned(), |usd| format!("for {usd:.4} US dollars ({})", judge.prices().as_of()));
    format!("{tokens_in} tokens sent and {tokens_out} received, {usd}")
}

fn find(library: &Library, chosen: &Calibration, judging: &RefCell<Judging<'_>>) -> Findings {
    let question = |id: &str| question(library, id);
    // Every answer is asked for three times: for its bank, for its competencies and for the whole.
    let known: RefCell<BTreeMap<(String, String), Levels>> = RefCell::default();
    let judge = |asked: &Question, answer: &str| {
        let key = (asked.id.clone(), answer.to_owned());
        if let Some(levels) = known.borrow().get(&key) {
            return levels.clone();
        }
        let neighbours = asked.id.split('#').next().and_then(|bank| library.banks.get(bank)).map(Bank::neighbours);
        let levels = judging.borrow_mut().levels(library, asked, &neighbours.unwrap_or_default(), answer);
        known.borrow_mut().insert(key, levels.clone());
        levels
    };
    let agreement = |some: &Calibration| compare(some, question, judge);
    let bank_of = |id: &str| id.split('#').next().unwrap_or_default().to_owned();
    let banks: BTreeSet<String> = chosen.items.iter().map(|item| bank_of(&item.question)).collect();
    let competencies: BTreeSet<String> = chosen.items.iter().flat_map(|item| item.competencies.keys().cloned()).collect();
    let name = judging.borrow().bench.and_then(|bench| bench.judge().model_name()).unwrap_or_else(|| "embedded".to_owned());
    Findings {
        schema: SCHEMA,
        judge: name,
        all: agreement(chosen),
        by_bank: banks.into_iter().map(|bank| (bank.clone(), agreement(&chosen.clone().only(|id| bank_of(id) == bank)))).collect(),
        by_competency: competencies.into_iter().map(|id| (id.clone(), agreement(&of_competency(chosen, &id)))).collect(),
    }
}

fn question<'l>(library: &'l Library, id: &str) -> Option<&'l Question> {
    library.banks.get(id.split('#').next()?)?.question(id)
}

/// The same answers with the levels of one competency only, and without traps.
fn of_competency(all: &Calibration, id: &str) -> Calibration {
    let mut items = all.items.clone();
    for item in &mut items {
        item.competencies.retain(|competency, _| competency == id);
    }
    items.retain(|item| !item.competencies.is_empty());
    Calibration { items, traps: Vec::new() }
}

fn print(findings: &Findings, misses: bool) {
    say("                                  answers judged  exact  within 1   bias  error  kappa  order  traps");
    for (name, found) in &findings.by_bank {
        row(name, found);
    }
    say("");
    for (name, found) in &findings.by_competency {
        row(name, found);
    }
    say("");
    row("all", &findings.all);
    say(&format!("{} of {} questions have all their answers in order as a whole", findings.all.sets_in_order, findings.all.sets));
    say("");
    say("intended level (rows) against the judge's (columns 1 to 5)");
    for (level, counts) in findings.all.confusion.iter().enumerate() {
        let counts: Vec<String> = counts.iter().map(|count| format!("{count:>5}")).collect();
        say(&format!("  {}  {}", level + 1, counts.join("")));
    }
    if misses {
        say("");
        for miss in &findings.all.misses {
            say(miss);
        }
    }
}

fn row(name: &str, found: &Agreement) {
    let percent = |share: f64| format!("{:.0} %", share * 100.0);
    let kappa = found.weighted_kappa.map_or_else(|| "-".to_owned(), |kappa| format!("{kappa:.2}"));
    let traps = if found.traps == 0 { "-".to_owned() } else { format!("{}/{}", found.traps_held, found.traps) };
    say(&format!(
        "{name:<40} {:>7} {:>6} {:>9} {:>+6.2} {:>6.2} {kappa:>6} {:>6} {traps:>6}",
        found.judgements,
        percent(found.exact),
        percent(found.within_one),
        found.bias,
        found.mean_error,
        percent(found.order_kept),
    ));
}
