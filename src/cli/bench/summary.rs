//! Samples of one quantity, their percentiles, and the budget that they are held against.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::Serialize;

use crate::clock;

/// What a quantity is, and what it may be. Milliseconds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Quantity {
    /// As in the JSON.
    pub(super) name: &'static str,
    /// As in the table.
    pub(super) what: &'static str,
    pub(super) budget: Budget,
}

/// Upper bounds in milliseconds; none where nothing is promised.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub(super) struct Budget {
    pub(super) p50: Option<f64>,
    pub(super) p95: Option<f64>,
}

/// Where nothing is promised.
pub(super) const PROMISED_NOTHING: Budget = Budget { p50: None, p95: None };

/// At most so many milliseconds at the 95th percentile.
pub(super) const fn at_most(millis: f64) -> Budget {
    Budget { p50: None, p95: Some(millis) }
}

pub(super) fn millis(span: Duration) -> f64 {
    span.as_secs_f64() * 1000.0
}

/// What a job gives, and the milliseconds that it took.
pub(super) fn timed<T>(job: impl FnOnce() -> T) -> (T, f64) {
    let began = clock::now();
    let result = job();
    (result, millis(began.elapsed()))
}

/// The result for one quantity.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Measure {
    what: &'static str,
    count: usize,
    p50: Option<f64>,
    p95: Option<f64>,
    max: Option<f64>,
    budget: Budget,
    /// Whether every bound that there is was kept; null when nothing was measured or nothing is promised.
    within: Option<bool>,
    /// Why there is nothing.
    not_measured: Option<String>,
}

impl Measure {
    pub(super) fn of(quantity: Quantity, samples: &[f64], not_measured: Option<&str>) -> Self {
        let mut sorted = samples.to_vec();
        sorted.sort_by(f64::total_cmp);
        let (p50, p95) = (percentile(&sorted, 50), percentile(&sorted, 95));
        let budget = quantity.budget;
        let kept = |value: Option<f64>, bound: Option<f64>| Some(value? <= bound?);
        let verdicts: Vec<bool> = [kept(p50, budget.p50), kept(p95, budget.p95)].into_iter().flatten().collect();
        Self {
            what: quantity.what,
            count: sorted.len(),
            p50,
            p95,
            max: sorted.last().copied().map(rounded),
            budget,
            within: (!verdicts.is_empty()).then(|| verdicts.iter().all(|verdict| *verdict)),
            not_measured: not_measured.filter(|_| sorted.is_empty()).map(str::to_owned),
        }
    }

    /// Of a quantity in milliseconds per second of sound, by the median: the seconds that a second takes.
    pub(super) fn real_time_factor(&self) -> Option<f64> {
        // In hundredths of a millisecond, as the median is.
        self.p50.map(|per_second| (per_second * 100.0).round() / 100_000.0)
    }

    /// One line of the table.
    fn line(&self) -> String {
        if let Some(reason) = &self.not_measured {
            return format!("{:<44} not measured: {reason}", self.what);
        }
        let number = |value: Option<f64>| value.map_or_else(|| "-".to_owned(), |value| format!("{value:.2}"));
        let budget = match (self.budget.p50, self.budget.p95) {
            (Some(p50), Some(p95)) => format!("{p50:.0} / {p95:.0}"),
            (None, Some(p95)) => format!("{p95:.0}"),
            (Some(p50), None) => format!("{p50:.0}"),
            (None, None) => "-".to_owned(),
        };
        let verdict = match self.within {
            Some(true) => "within",
            Some(false) => "OVER",
            None => "",
        };
        format!("{:<44} {:>9} {:>9} {:>9} {budget:>11}  {verdict}", self.what, number(self.p50), number(self.p95), number(self.max))
            .trim_end()
            .to_owned()
    }
}

/// All results in the order of the table.
#[derive(Clone, Debug, Default)]
pub(super) struct Measures(pub(super) Vec<(&'static str, Measure)>);

impl Measures {
    pub(super) fn table(&self) -> String {
        let head = format!("{:<44} {:>9} {:>9} {:>9} {:>11}", "milliseconds", "p50", "p95", "max", "budget");
        std::iter::once(head).chain(self.0.iter().map(|(_, measure)| measure.line())).collect::<Vec<_>>().join("\n")
    }

    pub(super) fn by_name(&self) -> BTreeMap<&'static str, &Measure> {
        self.0.iter().map(|(name, measure)| (*name, measure)).collect()
    }
}

/// The nearest-rank percentile of sorted samples.
fn percentile(sorted: &[f64], percent: usize) -> Option<f64> {
    let rank = (sorted.len() * percent).div_ceil(100).max(1);
    sorted.get(rank - 1).copied().map(rounded)
}

/// Hundredths of a millisecond: finer than what repeats.
fn rounded(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOUND: Quantity = Quantity { name: "sound_ms", what: "sound", budget: Budget { p50: Some(50.0), p95: Some(60.0) } };

    #[test]
    fn percentiles_are_samples_by_nearest_rank() {
        let samples: Vec<f64> = (1..=100).rev().map(f64::from).collect();
        let measure = Measure::of(SOUND, &samples, None);
        assert_eq!((measure.p50, measure.p95, measure.max, measure.count), (Some(50.0), Some(95.0), Some(100.0), 100));
        assert_eq!(measure.within, Some(false), "the median keeps its bound, the 95th percentile does not");
        assert_eq!(Measure::of(SOUND, &[7.0], None).p95, Some(7.0));
    }

    #[test]
    fn what_was_not_measured_has_no_numbers_and_a_reason() {
        let measure = Measure::of(SOUND, &[], Some("no model"));
        assert_eq!((measure.p50, measure.within, measure.count), (None, None, 0));
        assert!(measure.line().ends_with("not measured: no model"));
    }
}
