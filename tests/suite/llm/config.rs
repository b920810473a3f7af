//! Where models are asked, from the environment.

use greenroom::interview::Purpose;
use greenroom::llm::{Config, ConfigError, Kind, Wanted};

use super::{KEY, Rig, prompt};
use crate::support::model_reply::{Dialect, Reply};
use crate::support::model_server::ModelServer;

fn from(variables: &[(&str, &str)]) -> Result<Option<Config>, ConfigError> {
    Config::from_env(|name| variables.iter().find(|(have, _)| *have == name).map(|(_, value)| (*value).to_owned()))
}

#[test]
fn nothing_is_asked_of_anybody_unless_both_settings_are_there() {
    assert!(from(&[]).unwrap().is_none());
    assert!(from(&[("OPENAI_API_KEY", KEY), ("GREENROOM_LLM_API_KEY", KEY)]).unwrap().is_none());
    assert!(from(&[("GREENROOM_LLM_BASE_URL", " "), ("GREENROOM_LLM_MODEL", "")]).unwrap().is_none());
    for one in ["GREENROOM_LLM_BASE_URL", "GREENROOM_LLM_MODEL"] {
        let error = from(&[(one, "http://localhost/v1")]).unwrap_err();
        assert!(matches!(error, ConfigError::Missing { present, .. } if present == one), "{error}");
        assert!(error.to_string().contains("GREENROOM_LLM_BASE_URL") && error.to_string().contains("GREENROOM_LLM_MODEL"));
    }
}

#[test]
fn the_address_is_cleaned() {
    for address in [
        "http://127.0.0.1:11434/v1",
        " http://127.0.0.1:11434/v1/ ",
        "http://127.0.0.1:11434/v1//",
        "http://127.0.0.1:11434/v1/chat/completions",
    ] {
        let config = from(&[("GREENROOM_LLM_BASE_URL", address), ("GREENROOM_LLM_MODEL", " small ")]).unwrap().unwrap();
        assert_eq!((config.base_url(), config.model(), config.host()), ("http://127.0.0.1:11434/v1", "small", "127.0.0.1"));
        assert!(config.is_local());
    }
    assert_eq!(Config::new("http://localhost:8080", "m", None).unwrap().base_url(), "http://localhost:8080");
    assert!(Config::new("http://[::1]:8080/v1", "m", None).unwrap().is_local());
    assert!(!Config::new("https://api.example/v1", "m", None).unwrap().is_local());
}

#[test]
fn an_address_that_cannot_be_used_is_refused_without_repeating_it() {
    for address in
        ["127.0.0.1:11434", "ftp://x/v1", "/v1", "http://", "https://me:quokka-reply@x/v1", "https://x/v1?key=quokka-reply", "file:///etc"]
    {
        let error = Config::new(address, "m", None).unwrap_err();
        assert!(matches!(error, ConfigError::BaseUrl(_)), "{address}");
        super::keeps_quiet(&error.to_string());
    }
}

#[test]
fn a_key_that_cannot_be_sent_is_refused_without_repeating_it() {
    let error = Config::new("https://x/v1", "m", Some(format!("{KEY}\n").into())).unwrap_err();
    assert_eq!(error, ConfigError::Key);
    super::keeps_quiet(&error.to_string());
}

#[test]
fn no_key_is_shown_when_the_settings_are_printed() {
    let config = from(&[("GREENROOM_LLM_BASE_URL", "https://x/v1"), ("GREENROOM_LLM_MODEL", "m"), ("GREENROOM_LLM_API_KEY", KEY)]);
    super::keeps_quiet(&format!("{config:?}"));
}

#[test]
fn the_key_for_openai_is_sent_to_nobody_else() {
    let server = ModelServer::answering(|_| Reply::streamed(Dialect::OpenAi, &["Why?"]));
    let base = server.base_url();
    let config = from(&[("GREENROOM_LLM_BASE_URL", &base), ("GREENROOM_LLM_MODEL", "m"), ("OPENAI_API_KEY", KEY)]).unwrap().unwrap();
    let rig = Rig::new(config);
    rig.handle().complete(prompt(Purpose::Judgement), None).ok();
    rig.answer(1).1.unwrap();
    assert!(server.requests().iter().all(|request| request.header("authorization").is_none()));
}

#[test]
fn anthropics_key_goes_to_anthropic_and_to_nobody_else() {
    let server = ModelServer::answering(|_| Reply::completion("fine"));
    let base = server.base_url();
    let config = from(&[
        ("GREENROOM_LLM_BASE_URL", &base),
        ("GREENROOM_LLM_MODEL", "m"),
        ("GREENROOM_LLM_KIND", "anthropic"),
        ("ANTHROPIC_API_KEY", KEY),
    ])
    .unwrap()
    .unwrap();
    assert_eq!(config.kind(), Kind::Anthropic);
    Rig::new(config).handle().complete(prompt(Purpose::Judgement), None).unwrap_err();
    assert!(!server.requests().is_empty() && server.requests().iter().all(|request| request.header("x-api-key").is_none()));
    // The address follows from the kind, and the kind from the address.
    for settings in [("GREENROOM_LLM_KIND", "anthropic"), ("GREENROOM_LLM_BASE_URL", "https://api.anthropic.com")] {
        let config = from(&[settings, ("GREENROOM_LLM_MODEL", "claude")]).unwrap().unwrap();
        assert_eq!((config.kind(), config.base_url()), (Kind::Anthropic, "https://api.anthropic.com/v1"));
    }
    let error = from(&[("GREENROOM_LLM_KIND", "telepathy")]).unwrap_err();
    assert!(error.to_string().contains("GREENROOM_LLM_KIND"), "{error}");
}

#[test]
fn the_models_key_goes_along_with_a_judge_on_the_same_server_only() {
    let key_of = |judge: Wanted, more: &[(&str, &str)]| {
        let server = ModelServer::answering(|_| Reply::completion("fine"));
        let other = ModelServer::answering(|_| Reply::completion("fine"));
        let (base, elsewhere) = (server.base_url(), other.base_url());
        let judge = Wanted { base_url: judge.base_url.map(|_| elsewhere), ..judge };
        let variables: Vec<(&str, &str)> =
            [("GREENROOM_LLM_BASE_URL", base.as_str()), ("GREENROOM_LLM_MODEL", "m"), ("GREENROOM_LLM_API_KEY", KEY)]
                .into_iter()
                .chain(more.iter().copied())
                .collect();
        let variable = |name: &str| variables.iter().find(|(have, _)| *have == name).map(|(_, value)| (*value).to_owned());
        let model = Config::from_env(variable).unwrap();
        let config = Config::for_judge(judge, model.as_ref(), variable).unwrap().unwrap();
        Rig::new(config).handle().complete(prompt(Purpose::Judgement), None).unwrap();
        let asked: Vec<_> = server.requests().into_iter().chain(other.requests()).collect();
        (asked[0].header("authorization").map(str::to_owned), asked[0].body["model"].as_str().unwrap().to_owned())
    };
    let bearer = |key: &str| Some(format!("Bearer {key}"));
    let named = |base: bool| Wanted { kind: None, base_url: base.then(String::new), model: Some("judge".into()) };
    assert_eq!(key_of(named(false), &[]), (bearer(KEY), "judge".to_owned()));
    assert_eq!(key_of(named(true), &[]), (None, "judge".to_owned()), "another server does not get the key");
    assert_eq!(key_of(named(true), &[("GREENROOM_JUDGE_API_KEY", "other")]), (bearer("other"), "judge".to_owned()));
    assert_eq!(key_of(Wanted::default(), &[]), (bearer(KEY), "m".to_owned()));
}
