//! Reads the file of settings. Unknown names and impossible values are mistakes, and a key is one too: files are copied and
//! shown around.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::problem::Wrong;
use super::{EmbeddingSection, Engine, JudgeSection, ModelSection, Settings};
use crate::config::prices::Price;

/// Names under which people put keys into files.
const KEYS: [&str; 8] = ["api_key", "apikey", "api-key", "key", "token", "secret", "password", "authorization"];

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct File {
    model: RawModel,
    judge: RawJudge,
    embedding: RawEmbedding,
    prices: BTreeMap<Spanned<String>, Spanned<Price>>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct RawModel {
    kind: Option<Spanned<String>>,
    base_url: Option<String>,
    model: Option<String>,
    first_chunk_s: Option<Spanned<f64>>,
    total_s: Option<Spanned<f64>>,
    batch_s: Option<Spanned<f64>>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct RawJudge {
    engine: Option<Spanned<String>>,
    kind: Option<Spanned<String>>,
    base_url: Option<String>,
    model: Option<String>,
    runs: Option<Spanned<i64>>,
    temperature: Option<Spanned<f64>>,
    at_once: Option<bool>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct RawEmbedding {
    kind: Option<Spanned<String>>,
    base_url: Option<String>,
    model: Option<String>,
}

/// The settings in a text.
pub(super) fn settings(text: &str) -> Result<Settings, Wrong> {
    if let Some(at) = key_in(text) {
        return Err(Wrong::new(
            at..at,
            "keys do not belong into this file; remove the line, and set GREENROOM_LLM_API_KEY (for the judge's own server \
             GREENROOM_JUDGE_API_KEY, for embeddings GREENROOM_EMBEDDING_API_KEY), OPENAI_API_KEY or ANTHROPIC_API_KEY in the environment",
        ));
    }
    let file: File = toml::from_str(text).map_err(|error| {
        // The parser's further lines quote the file.
        let message = error.message().lines().next().unwrap_or_default().trim_end_matches('.').to_owned();
        Wrong::new(error.span().unwrap_or_default(), format!("{message}; correct the line, or remove it"))
    })?;
    let File { model, judge, embedding, prices } = file;
    if let Some(kind) = embedding.kind.filter(|kind| kind.get_ref() != "openai") {
        return Err(Wrong::new(kind.span(), "`kind` of an embedding is \"openai\", the only protocol for it that is spoken"));
    }
    Ok(Settings {
        model: ModelSection {
            kind: model.kind.map(kind).transpose()?,
            base_url: model.base_url,
            model: model.model,
            first_chunk_s: model.first_chunk_s.map(seconds).transpose()?,
            total_s: model.total_s.map(seconds).transpose()?,
            batch_s: model.batch_s.map(seconds).transpose()?,
        },
        judge: JudgeSection {
            engine: judge.engine.map(engine).transpose()?,
            kind: judge.kind.map(kind).transpose()?,
            base_url: judge.base_url,
            model: judge.model,
            runs: judge.runs.map(runs).transpose()?,
            temperature: judge.temperature.map(temperature).transpose()?,
            at_once: judge.at_once,
        },
        embedding: EmbeddingSection { base_url: embedding.base_url, model: embedding.model },
        prices: prices.into_iter().map(price).collect::<Result<_, _>>()?,
    })
}

/// Where a key stands: on a line `name = ...`, whatever section it is in.
fn key_in(text: &str) -> Option<usize> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let name = line.split('=').next().filter(|name| name.len() < line.len()).unwrap_or_default();
        let name = name.trim().trim_matches(['"', '\'']).to_lowercase();
        let name = name.rsplit('.').next().unwrap_or_default();
        if KEYS.contains(&name) || name.ends_with("_api_key") {
            return Some(at);
        }
        at += line.len();
    }
    None
}

fn kind(value: Spanned<String>) -> Result<String, Wrong> {
    let (at, name) = (value.span(), value.into_inner());
    if matches!(name.as_str(), "openai" | "anthropic") {
        Ok(name)
    } else {
        Err(Wrong::new(at, "`kind` is either \"openai\", which most servers speak, or \"anthropic\""))
    }
}

fn engine(value: Spanned<String>) -> Result<Engine, Wrong> {
    Engine::named(value.get_ref()).ok_or_else(|| Wrong::new(value.span(), "`engine` is \"auto\", \"embedded\" or \"model\""))
}

fn seconds(value: Spanned<f64>) -> Result<f64, Wrong> {
    let at = value.span();
    let seconds = value.into_inner();
    if (0.1..=3600.0).contains(&seconds) { Ok(seconds) } else { Err(Wrong::new(at, "a time limit is between 0.1 and 3600 seconds")) }
}

fn runs(value: Spanned<i64>) -> Result<u32, Wrong> {
    let number = u32::try_from(*value.get_ref()).ok().filter(|runs| (1..=9).contains(runs));
    number.ok_or_else(|| Wrong::new(value.span(), "`runs` is a number from 1 to 9"))
}

fn temperature(value: Spanned<f64>) -> Result<f32, Wrong> {
    let at = value.span();
    let temperature = value.into_inner();
    if (0.0..=1.0).contains(&temperature) { Ok(temperature as f32) } else { Err(Wrong::new(at, "`temperature` is between 0 and 1")) }
}

fn price((name, price): (Spanned<String>, Spanned<Price>)) -> Result<(String, Price), Wrong> {
    let at = price.span();
    let price = price.into_inner();
    let good = [price.input, price.output].iter().all(|dollars| dollars.is_finite() && *dollars >= 0.0);
    if good {
        Ok((name.into_inner(), price))
    } else {
        Err(Wrong::new(at, "a price is a number of US dollars per million tokens, 0 or more"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(text: &str) -> (usize, String) {
        let wrong = settings(text).unwrap_err();
        (text[..wrong.at.start].matches('\n').count() + 1, wrong.why)
    }

    #[test]
    fn everything_that_can_be_set_is_read() {
        let settings = settings(
            "[model]\nkind = \"anthropic\"\nbase_url = \"https://api.example/v1\"\nmodel = \"small\"\nfirst_chunk_s = 4\n\n\
             [judge]\nengine = \"model\"\nmodel = \"large\"\nruns = 5\ntemperature = 0.1\nat_once = true\n\n\
             [embedding]\nkind = \"openai\"\nbase_url = \"http://127.0.0.1:1/v1\"\nmodel = \"vectors\"\n\n\
             [prices]\n\"large\" = { input = 2, output = 8.5 }\n",
        )
        .unwrap();
        assert_eq!((settings.model.kind.as_deref(), settings.model.first_chunk_s), (Some("anthropic"), Some(4.0)));
        let judge = settings.judge;
        assert_eq!((judge.engine, judge.runs, judge.temperature, judge.at_once), (Some(Engine::Model), Some(5), Some(0.1), Some(true)));
        let embedding = settings.embedding;
        assert_eq!((embedding.base_url.as_deref(), embedding.model.as_deref()), (Some("http://127.0.0.1:1/v1"), Some("vectors")));
        assert_eq!(settings.prices["large"], Price { input: 2.0, output: 8.5 });
        assert_eq!(super::settings("").unwrap(), Settings::default());
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        for (text, line, words) in [
            ("[model]\nmodle = \"small\"\n", 2, "unknown field `modle`"),
            ("\n[speech]\nx = 1\n", 2, "unknown field `speech`"),
            ("[judge]\n\nruns = 20\n", 3, "1 to 9"),
            ("[judge]\nengine = \"oracle\"\n", 2, "\"embedded\""),
            ("[judge]\ntemperature = 3.0\n", 2, "between 0 and 1"),
            ("[model]\nkind = \"telepathy\"\n", 2, "\"anthropic\""),
            ("[model]\nbatch_s = 0\n", 2, "seconds"),
            ("[embedding]\nmodel = \"m\"\nkind = \"anthropic\"\n", 3, "\"openai\""),
            ("[embedding]\ndimension = 768\n", 2, "unknown field `dimension`"),
            ("[prices]\nlarge = { input = -1, output = 2 }\n", 2, "US dollars"),
            ("[prices]\nlarge = { input = 1 }\n", 2, "output"),
            ("[model]\nmodel = small\n", 2, "correct the line"),
        ] {
            let (found, why) = wrong(text);
            assert!(found == line && why.contains(words), "{text}: {found}: {why}");
        }
    }

    #[test]
    fn a_key_in_the_file_is_a_mistake_that_says_where_it_belongs_and_is_not_repeated() {
        for name in ["api_key", "key", "\"api-key\"", "model.token", "OPENAI_API_KEY"] {
            let (line, why) = wrong(&format!("# mine\n\n{name} = \"sk-quokka\"\n"));
            assert!(line == 3 && why.contains("GREENROOM_LLM_API_KEY") && !why.contains("quokka"), "{why}");
        }
        let (_, why) = wrong("[model]\nmodel = \"sk-quokka\n");
        assert!(!why.contains("quokka"), "{why}");
    }
}
