//! What every measurement says about itself: its form, the machine, its setting, and the table.

use std::collections::BTreeMap;

use serde::Serialize;

use super::super::say;
use super::summary::{Measure, Measures};

/// The voice, for settings.
pub(super) const EMBEDDED_VOICE: &str = "embedded (flite, kal16)";

/// A measurement that is over.
pub(super) struct Outcome<S> {
    /// The form of the JSON. A field that changes its meaning gets a new number.
    pub(super) schema: &'static str,
    /// The setting in a line.
    pub(super) heading: String,
    pub(super) setting: S,
    pub(super) measures: Measures,
    /// Names of the quantities that are milliseconds per second of sound, `WHAT_per_second_ms`; their real-time factors are told
    /// as well.
    pub(super) per_second: &'static [&'static str],
}

#[derive(Serialize)]
struct Whole<'a, S> {
    schema: &'static str,
    version: &'static str,
    build: &'static str,
    machine: Machine,
    setting: &'a S,
    /// By the median.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    real_time_factors: BTreeMap<&'static str, Option<f64>>,
    measures: BTreeMap<&'static str, &'a Measure>,
}

#[derive(Serialize)]
struct Machine {
    os: &'static str,
    arch: &'static str,
    cpus: usize,
}

impl<S: Serialize> Outcome<S> {
    /// Prints it, for programs or for people.
    pub(super) fn publish(&self, json: bool) -> anyhow::Result<()> {
        let cpus = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let machine = Machine { os: std::env::consts::OS, arch: std::env::consts::ARCH, cpus };
        let build = if cfg!(debug_assertions) { "development" } else { "release" };
        let version = env!("CARGO_PKG_VERSION");
        let measures = self.measures.by_name();
        let factor = |name: &str| measures.get(name).and_then(|measure| measure.real_time_factor());
        if json {
            let real_time_factors = self.per_second.iter().map(|name| (of_what(name), factor(name))).collect();
            let whole = Whole { schema: self.schema, version, build, machine, setting: &self.setting, real_time_factors, measures };
            say(&serde_json::to_string_pretty(&whole)?);
            return Ok(());
        }
        say(&self.heading);
        say(&format!("{} {}, {} processors, {build} build {version}", machine.os, machine.arch, machine.cpus));
        say("");
        say(&self.measures.table());
        for name in self.per_second {
            if let Some(factor) = factor(name) {
                say(&format!("real-time factor, {}: {factor:.4}", of_what(name)));
            }
        }
        Ok(())
    }
}

fn of_what(name: &'static str) -> &'static str {
    name.trim_end_matches("_per_second_ms")
}
