//! One request for the rest of a file, and what its answer is worth.

use std::time::Duration;

use futures::{Stream, StreamExt as _};
use reqwest::header::{ACCEPT_ENCODING, CONTENT_RANGE, RANGE};
use reqwest::redirect::{Attempt, Policy};
use reqwest::{Client, Response, StatusCode, Url};

use super::error::ModelsError;

/// The published place sends on once or twice.
const MOST_REDIRECTS: usize = 10;
/// Longest wait for a connection.
const CONNECT: Duration = Duration::from_secs(10);

/// Where a file is fetched from.
pub(super) struct Server {
    client: Client,
    address: Url,
    stall: Duration,
}

/// The rest of a file as it comes.
pub(super) struct Rest {
    /// The first byte's place in the file: 0 when the server gives the whole, whatever was asked for.
    pub(super) from: u64,
    /// Length of the whole file, where the server says it.
    pub(super) whole: Option<u64>,
    response: Response,
}

/// Why there is no rest.
pub(super) enum Trouble {
    /// For good, or it may pass: the error knows.
    Error(ModelsError),
    /// Nothing came for too long.
    Stalled,
    /// The server has nothing from that byte on, so what is here is no beginning of its file.
    PastTheEnd,
}

/// Whether something may be fetched from there. Without https only from this machine, and only if it was asked first.
pub(super) fn is_safe(address: &Url, here_already: bool) -> bool {
    let named = address.host_str().is_some_and(|host| !host.is_empty());
    named && (address.scheme() == "https" || (address.scheme() == "http" && here_already && is_here(address)))
}

/// Whether an address is on this machine.
fn is_here(address: &Url) -> bool {
    let host = address.host_str().unwrap_or_default().trim_matches(['[', ']']);
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

#[derive(Debug, thiserror::Error)]
enum Refused {
    #[error("too many redirects")]
    Endless,
    #[error("a redirect without https")]
    Unsafe,
}

fn follow(attempt: Attempt<'_>) -> reqwest::redirect::Action {
    if attempt.previous().len() > MOST_REDIRECTS {
        return attempt.error(Refused::Endless);
    }
    let here_already = attempt.previous().first().is_some_and(is_here);
    if is_safe(attempt.url(), here_already) { attempt.follow() } else { attempt.error(Refused::Unsafe) }
}

impl Server {
    /// `stall` is the longest that nothing may come.
    pub(super) fn new(address: Url, stall: Duration) -> Result<Self, ModelsError> {
        // An error says that the process has chosen its cryptography already, which serves as well.
        rustls::crypto::ring::default_provider().install_default().ok();
        let mut builder = Client::builder()
            .user_agent(concat!("greenroom/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(CONNECT)
            .redirect(Policy::custom(follow));
        if is_here(&address) {
            builder = builder.no_proxy();
        }
        let client = builder.build().ok().ok_or(ModelsError::Tls)?;
        Ok(Self { client, address, stall })
    }

    /// As it is told to people.
    pub(super) fn host(&self) -> String {
        self.address.host_str().unwrap_or_default().to_owned()
    }

    /// Longest time without a byte.
    pub(super) fn stall(&self) -> Duration {
        self.stall
    }

    /// Asks for everything from this byte on.
    pub(super) async fn rest(&self, from: u64) -> Result<Rest, Trouble> {
        // Bytes are counted here, so they must come as they are.
        let mut request = self.client.get(self.address.clone()).header(ACCEPT_ENCODING, "identity");
        if from > 0 {
            request = request.header(RANGE, format!("bytes={from}-"));
        }
        let sent = tokio::time::timeout(self.stall, request.send()).await.ok().ok_or(Trouble::Stalled)?;
        let response = sent.map_err(|error| Trouble::Error(self.failure(&error)))?;
        let status = response.status();
        let range = response.headers().get(CONTENT_RANGE).and_then(|range| range.to_str().ok()).and_then(parse_range);
        match status {
            StatusCode::OK => Ok(Rest { from: 0, whole: response.content_length(), response }),
            StatusCode::PARTIAL_CONTENT => match range {
                Some((Some(begins), whole)) => Ok(Rest { from: begins, whole, response }),
                _ => Err(Trouble::PastTheEnd),
            },
            StatusCode::RANGE_NOT_SATISFIABLE if from > 0 => Err(Trouble::PastTheEnd),
            _ => Err(Trouble::Error(ModelsError::Status { host: self.host(), status: status.as_u16() })),
        }
    }

    fn failure(&self, error: &reqwest::Error) -> ModelsError {
        let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
        while let Some(this) = cause {
            match this.downcast_ref() {
                Some(Refused::Endless) => return ModelsError::Redirects(self.host()),
                Some(Refused::Unsafe) => return ModelsError::UnsafeRedirect(self.host()),
                None => cause = this.source(),
            }
        }
        ModelsError::Unreachable(self.host())
    }
}

impl Rest {
    /// The bytes, as they come; an error is a connection that broke off.
    pub(super) fn bytes(self) -> impl Stream<Item = Result<impl AsRef<[u8]> + Send, ()>> + Unpin {
        self.response.bytes_stream().map(|chunk| chunk.map_err(|_broken| ()))
    }
}

/// First byte and length of the whole of `bytes 100-199/200`; either may be unknown.
fn parse_range(range: &str) -> Option<(Option<u64>, Option<u64>)> {
    let (part, whole) = range.strip_prefix("bytes ")?.split_once('/')?;
    Some((part.split_once('-').and_then(|(first, _)| first.parse().ok()), whole.parse().ok()))
}
