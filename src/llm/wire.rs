//! The HTTP client below both protocols, and what async-openai needs around it: no retries of its own, no redirects, and refusals with their status.

use std::future::Future;
use std::pin::Pin;
use std::sync::OnceLock;
use std::task::{Context, Poll};
use std::time::Duration;

use async_openai::Client;
use async_openai::config::Config as Endpoint;
use async_openai::error::OpenAIError;
use async_openai::middleware::HttpRequestFactory;
use futures::StreamExt as _;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue};
use reqwest::{Response, redirect};
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::Value;

use super::config::{Config, ConfigError};
use super::door::Trouble;
use super::failure::{Failure, Refusal};

/// What is read of a refusal's body.
const HINT_BYTES: usize = 4096;

/// Chooses the cryptography of secure connections for the whole process. Called as often as one likes.
pub fn install_tls() {
    static ONCE: OnceLock<()> = OnceLock::new();
    ONCE.get_or_init(|| {
        // An error says that somebody else has chosen already, which serves as well.
        rustls::crypto::ring::default_provider().install_default().ok();
    });
}

/// The address and the headers of every request. async-openai's own reads the environment and panics on odd keys.
#[derive(Clone)]
pub(super) struct Target {
    base: String,
    headers: HeaderMap,
    key: SecretString,
}

impl Endpoint for Target {
    fn headers(&self) -> HeaderMap {
        self.headers.clone()
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    fn query(&self) -> Vec<(&str, &str)> {
        Vec::new()
    }

    fn api_base(&self) -> &str {
        &self.base
    }

    fn api_key(&self) -> &SecretString {
        &self.key
    }
}

/// A client for one server.
pub(super) fn client(config: &Config) -> Result<Client<Target>, ConfigError> {
    let http = http_client(config)?;
    let target = Target { base: config.base_url().to_owned(), headers: bearer(config)?, key: SecretString::from(String::new()) };
    Ok(Client::build(http.clone(), target).with_http_service(Once { http }))
}

/// The key, as OpenAI's protocol wants it.
pub(super) fn bearer(config: &Config) -> Result<HeaderMap, ConfigError> {
    let mut headers = HeaderMap::new();
    if let Some(key) = config.key() {
        let mut value = HeaderValue::from_str(&format!("Bearer {}", key.expose_secret())).ok().ok_or(ConfigError::Key)?;
        value.set_sensitive(true);
        headers.insert(AUTHORIZATION, value);
    }
    Ok(headers)
}

/// The HTTP client below either protocol.
pub(super) fn http_client(config: &Config) -> Result<reqwest::Client, ConfigError> {
    install_tls();
    let mut builder = reqwest::Client::builder()
        .user_agent(concat!("greenroom/", env!("CARGO_PKG_VERSION")))
        .connect_timeout(Duration::from_secs(5))
        // A redirect would carry the candidate's words to a server that nobody has chosen.
        .redirect(redirect::Policy::none());
    if config.is_local() {
        builder = builder.no_proxy();
    }
    builder.build().ok().ok_or(ConfigError::Tls)
}

/// Sends a request once, whatever the answer.
#[derive(Clone)]
struct Once {
    http: reqwest::Client,
}

impl tower_service::Service<HttpRequestFactory> for Once {
    type Response = Response;
    type Error = OpenAIError;
    type Future = Pin<Box<dyn Future<Output = Result<Response, OpenAIError>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), OpenAIError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: HttpRequestFactory) -> Self::Future {
        let http = self.http.clone();
        Box::pin(async move {
            let response = match http.execute(request.build().await?).await {
                // Between two turns the server may have hung up, and the old connection finds out only now.
                Err(error) if error.is_request() && !error.is_connect() && !error.is_timeout() => {
                    http.execute(request.build().await?).await?
                }
                result => result?,
            };
            let status = response.status();
            if !status.is_success() {
                let refusal = Refusal { status: status.as_u16(), hint: hint(response).await };
                return Err(OpenAIError::Boxed(Box::new(refusal)));
            }
            if is_page(&response) {
                return Err(OpenAIError::Boxed(Box::new(Failure::Garbage)));
            }
            Ok(response)
        })
    }
}

/// Sends a body, and gives the answer unless it is a refusal or a web page.
pub(super) async fn post(http: &reqwest::Client, address: &str, headers: &HeaderMap, body: &Value) -> Result<Response, Trouble> {
    let send = || http.post(address).headers(headers.clone()).json(body).send();
    let response = match send().await {
        // Between two turns the server may have hung up, and the old connection finds out only now.
        Err(error) if error.is_request() && !error.is_connect() && !error.is_timeout() => send().await,
        other => other,
    };
    let response = response.ok().ok_or(Failure::Unreachable)?;
    let status = response.status();
    if !status.is_success() {
        return Err(Refusal { status: status.as_u16(), hint: hint(response).await }.into());
    }
    if is_page(&response) { Err(Failure::Garbage.into()) } else { Ok(response) }
}

/// Whether a web page came instead of an answer.
fn is_page(response: &Response) -> bool {
    let kind = response.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.starts_with("text/html")
}

/// The beginning of a body in lower case. A body that breaks off gives what came.
async fn hint(response: Response) -> String {
    let mut bytes = Vec::new();
    let mut body = response.bytes_stream();
    while let Some(Ok(chunk)) = body.next().await {
        bytes.extend_from_slice(&chunk);
        if bytes.len() >= HINT_BYTES {
            break;
        }
    }
    bytes.truncate(HINT_BYTES);
    String::from_utf8_lossy(&bytes).to_lowercase()
}
