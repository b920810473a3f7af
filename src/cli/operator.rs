//! Which models are asked, who judges, and what makes vectors: flags before the environment before `config.toml`.

use std::time::Duration;

use anyhow::{Context as _, bail};
use clap::ValueEnum;

use super::Place;
use crate::config::prices::Prices;
use crate::config::settings::{self, Engine, ModelSection, Settings};
use crate::llm::{self, Wanted};
use crate::session::{Io, Judge, JudgeSettings, Vectoriser};

/// Who judges, as a flag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum JudgeName {
    /// The language model where one is configured, else the embedded judge
    Auto,
    /// The embedded judge, which needs no model
    Embedded,
    /// The configured language model
    Model,
}

impl From<JudgeName> for Engine {
    fn from(name: JudgeName) -> Self {
        match name {
            JudgeName::Auto => Self::Auto,
            JudgeName::Embedded => Self::Embedded,
            JudgeName::Model => Self::Model,
        }
    }
}

/// What the operator wants of models.
#[derive(Clone, Debug)]
pub(super) struct Operator {
    /// The model that words what is asked.
    pub(super) model: Option<llm::Config>,
    /// Who judges.
    pub(super) judge: JudgeSettings,
    /// The model that makes vectors of the guides.
    pub(super) embedding: Option<llm::Config>,
}

impl Operator {
    /// Reads file and environment; `offline` leaves every model alone, and `judge` is the flag.
    pub(super) fn read(place: &Place, offline: bool, judge: Option<JudgeName>) -> anyhow::Result<Self> {
        Self::from(&place.settings()?, |name| std::env::var(name).ok(), offline, judge)
    }

    /// The same from given settings and variables.
    pub(super) fn from(
        file: &Settings,
        variable: impl Fn(&str) -> Option<String>,
        offline: bool,
        judge: Option<JudgeName>,
    ) -> anyhow::Result<Self> {
        let prices = Prices::with(file.prices.clone());
        let set = |name: &str| variable(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
        let named = set("GREENROOM_JUDGE").map(|name| {
            Engine::named(&name).with_context(|| format!("GREENROOM_JUDGE is `{name}`; set it to auto, embedded or model, or to nothing"))
        });
        let engine = judge.map(Engine::from).or(named.transpose()?).or(file.judge.engine).unwrap_or_default();
        if offline {
            if judge == Some(JudgeName::Model) {
                bail!("a model cannot judge with --offline; leave one of the two away");
            }
            return Ok(Self { model: None, judge: JudgeSettings { prices, ..JudgeSettings::default() }, embedding: None });
        }
        let (model, embedding) = wording_and_embedding(file, &variable)?;
        let of_judge = Wanted {
            kind: set("GREENROOM_JUDGE_KIND").or_else(|| file.judge.kind.clone()).map(|kind| kind.parse()).transpose()?,
            base_url: set("GREENROOM_JUDGE_BASE_URL").or_else(|| file.judge.base_url.clone()),
            model: set("GREENROOM_JUDGE_MODEL").or_else(|| file.judge.model.clone()),
        };
        let judging = match engine {
            Engine::Embedded => None,
            Engine::Auto | Engine::Model => llm::Config::for_judge(of_judge, model.as_ref(), &variable).context("the judge's model")?,
        };
        if engine == Engine::Model && judging.is_none() {
            bail!(
                "a model is to judge, and none is configured; name its server and its name in the section [model] or [judge] of \
                 config.toml, or with GREENROOM_LLM_BASE_URL and GREENROOM_LLM_MODEL"
            );
        }
        let default = JudgeSettings::default();
        let judge = JudgeSettings {
            // A server on this machine answers one after the other anyway.
            at_once: file.judge.at_once.unwrap_or_else(|| judging.as_ref().is_some_and(|config| !config.is_local())),
            model: judging,
            runs: file.judge.runs.unwrap_or(default.runs),
            temperature: file.judge.temperature.unwrap_or(default.temperature),
            prices,
        };
        Ok(Self { model, judge, embedding })
    }
}

/// The model that words what is asked, and the one that makes vectors.
fn wording_and_embedding(
    file: &Settings,
    variable: impl Fn(&str) -> Option<String>,
) -> anyhow::Result<(Option<llm::Config>, Option<llm::Config>)> {
    let mut model = llm::Config::from_settings(wanted(&file.model)?, &variable)?;
    if let Some(config) = &mut model {
        set_limits(config, &file.model);
    }
    let of_embedding = Wanted { kind: None, base_url: file.embedding.base_url.clone(), model: file.embedding.model.clone() };
    let embedding = llm::Config::for_embedding(of_embedding, model.as_ref(), &variable)?;
    Ok((model, embedding))
}

fn wanted(section: &ModelSection) -> anyhow::Result<Wanted> {
    let kind = section.kind.as_ref().map(|kind| kind.parse()).transpose()?;
    Ok(Wanted { kind, base_url: section.base_url.clone(), model: section.model.clone() })
}

fn set_limits(config: &mut llm::Config, section: &ModelSection) {
    let limits =
        [(&mut config.first_chunk, section.first_chunk_s), (&mut config.total, section.total_s), (&mut config.batch, section.batch_s)];
    for (limit, seconds) in limits {
        if let Some(seconds) = seconds {
            *limit = Duration::from_secs_f64(seconds);
        }
    }
}

/// A judge at the terminal, with the thread that its model is called on.
#[derive(Debug)]
pub(super) struct Bench {
    judge: Judge,
    /// Lives as long as the calls do.
    _io: Option<Io>,
}

impl Bench {
    pub(super) fn new(settings: JudgeSettings) -> anyhow::Result<Self> {
        if settings.model.is_none() {
            return Ok(Self { judge: Judge::embedded(settings.prices), _io: None });
        }
        let io = Io::start()?;
        let judge = Judge::new(settings, &io.handle())?;
        Ok(Self { judge, _io: Some(io) })
    }

    pub(super) fn judge(&self) -> &Judge {
        &self.judge
    }
}

/// What makes vectors at the terminal, with the thread that it is asked on.
#[derive(Debug)]
pub(super) struct VectorDesk {
    vectoriser: Vectoriser,
    /// Lives as long as the calls do.
    _io: Io,
}

impl VectorDesk {
    /// None when no model is configured for it, or nobody is to be asked.
    pub(super) fn open(place: &Place, offline: bool) -> anyhow::Result<Option<Self>> {
        if offline {
            return Ok(None);
        }
        let (_, embedding) = wording_and_embedding(&place.settings()?, |name| std::env::var(name).ok())?;
        let Some(config) = embedding else { return Ok(None) };
        let io = Io::start()?;
        Ok(Some(Self { vectoriser: Vectoriser::new(config, io.handle())?, _io: io }))
    }

    pub(super) fn vectoriser(&self) -> &Vectoriser {
        &self.vectoriser
    }
}

impl Place {
    /// The operator's settings: of the file that was asked for, else of the one in the data folder, if it is there.
    pub(super) fn settings(&self) -> anyhow::Result<Settings> {
        if let Some(path) = self.config.as_ref().filter(|path| !path.as_os_str().is_empty()) {
            return Ok(settings::load(path)?);
        }
        // A data folder that cannot be used is told by what needs it.
        let path = self.data().ok().map(|data| settings::file(&data)).filter(|path| path.is_file());
        Ok(path.map(|path| settings::load(&path)).transpose()?.unwrap_or_default())
    }
}
