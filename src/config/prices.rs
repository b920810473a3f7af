//! What models cost, by the beginning of their names. Prices change and differ between contracts: the table says of which
//! day it is, and the operator's own prices come before it.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use serde::Deserialize;

static SHIPPED: LazyLock<Table> = LazyLock::new(|| toml::from_str(include_str!("../../assets/prices.toml")).unwrap_or_default());

/// US dollars per million tokens.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Price {
    /// Of what is sent.
    pub input: f64,
    /// Of what comes back, thoughts included.
    pub output: f64,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    as_of: String,
    models: BTreeMap<String, Listed>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Listed {
    input: f64,
    output: f64,
    /// Where the price was read: for whoever maintains the table.
    #[serde(rename = "source")]
    _source: String,
}

/// The prices that come with the program, and the operator's over them.
#[derive(Clone, Debug, Default)]
pub struct Prices {
    own: Arc<BTreeMap<String, Price>>,
}

impl Prices {
    /// With prices of the operator's, by the beginnings of models' names.
    #[must_use]
    pub fn with(own: BTreeMap<String, Price>) -> Self {
        Self { own: Arc::new(own) }
    }

    /// Of which day the prices are.
    #[must_use]
    pub fn as_of(&self) -> &str {
        &SHIPPED.as_of
    }

    /// What these tokens cost in US dollars. A server on this machine costs nothing; `None` for a model without a price.
    #[must_use]
    pub fn usd(&self, model: &str, host: &str, tokens_in: u64, tokens_out: u64) -> Option<f64> {
        let own = longest(&self.own, model).copied();
        // Whoever runs a server of their own may put a price on it.
        if own.is_none() && is_local(host) {
            return Some(0.0);
        }
        let shipped = || longest(&SHIPPED.models, model).map(|listed| Price { input: listed.input, output: listed.output });
        let price = own.or_else(shipped)?;
        Some((tokens_in as f64 * price.input + tokens_out as f64 * price.output) / 1e6)
    }
}

/// The entry with the longest beginning of a model's name. Servers that pass models on put their maker before it.
fn longest<'t, P>(table: &'t BTreeMap<String, P>, model: &str) -> Option<&'t P> {
    let bare = model.rsplit('/').next().unwrap_or(model);
    let fits = |name: &&String| model.starts_with(name.as_str()) || bare.starts_with(name.as_str());
    table.iter().filter(|(name, _)| fits(name)).max_by_key(|(name, _)| name.len()).map(|(_, price)| price)
}

fn is_local(host: &str) -> bool {
    let host = host.trim_matches(['[', ']']);
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    const MILLION: u64 = 1_000_000;

    #[test]
    fn the_shipped_table_can_be_read_and_the_longest_beginning_counts() {
        let table: Table = toml::from_str(include_str!("../../assets/prices.toml")).unwrap();
        assert!(!table.as_of.is_empty() && table.models.values().all(|listed| !listed._source.is_empty()));
        let prices = Prices::default();
        let usd = |model| prices.usd(model, "models.example", MILLION, MILLION);
        assert_eq!(usd("gpt-4.1-mini-2025-04-14"), Some(2.0));
        assert_eq!(usd("openai/gpt-4.1"), Some(10.0));
        assert_eq!(usd("small-1"), None, "a model without a price has none");
        assert_eq!(prices.usd("gpt-4.1", "127.0.0.1", MILLION, MILLION), Some(0.0));
        assert_eq!(prices.usd("small-1", "[::1]", MILLION, MILLION), Some(0.0));
    }

    #[test]
    fn the_operators_prices_come_first() {
        let prices = Prices::with([("gpt".to_owned(), Price { input: 1.0, output: 2.0 })].into());
        assert_eq!(prices.usd("gpt-4.1-mini", "models.example", MILLION, 500_000), Some(2.0));
        assert_eq!(prices.usd("gpt-oss", "localhost", MILLION, 0), Some(1.0));
        assert_eq!(prices.usd("small-1", "models.example", 1, 1), None);
    }
}
