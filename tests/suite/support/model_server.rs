//! A language model's server that plays what a test tells it to: any dialect, cut anywhere, broken off anywhere.
//!
//! Each connection carries one request. The replies are scripted in the order of the requests, or made by a closure that
//! sees the request.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail as tests do")]

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

use crossbeam_channel::{Receiver, Sender, bounded};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;

use super::model_reply::{End, Reply};

/// What a client sent.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    /// `POST /v1/chat/completions`
    pub(crate) line: String,
    /// Names in lower case.
    pub(crate) headers: Vec<(String, String)>,
    /// The JSON, or null.
    pub(crate) body: Value,
}

impl Request {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(have, _)| have == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn is_streamed(&self) -> bool {
        self.body["stream"] == json!(true)
    }

    /// The text of the message with this role. In Anthropic's protocol the system's stands by itself.
    pub(crate) fn message(&self, role: &str) -> &str {
        if let Some(system) = self.body["system"].as_str().filter(|_| role == "system") {
            return system;
        }
        let messages = self.body["messages"].as_array().map(Vec::as_slice).unwrap_or_default();
        messages.iter().find(|message| message["role"] == role).and_then(|message| message["content"].as_str()).unwrap_or_default()
    }
}

/// The running server; it stops when dropped.
pub(crate) struct ModelServer {
    address: SocketAddr,
    requests: Arc<Mutex<Vec<Request>>>,
    closed: Receiver<usize>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl ModelServer {
    /// Gives these replies in order, and status 500 to every request after them.
    pub(crate) fn scripted(replies: impl IntoIterator<Item = Reply>) -> Self {
        let mut replies = replies.into_iter().collect::<Vec<_>>().into_iter();
        Self::answering(move |_| replies.next().unwrap_or_else(|| Reply::text(500, "text/plain", "the script is over")))
    }

    /// Gives the replies that the closure makes.
    pub(crate) fn answering(answer: impl FnMut(&Request) -> Reply + Send + 'static) -> Self {
        let requests = Arc::<Mutex<Vec<Request>>>::default();
        let (closings, closed) = bounded(256);
        let (stop, stopped) = oneshot::channel();
        let (tell, told) = bounded(1);
        let seen = Arc::clone(&requests);
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async move {
                let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
                tell.send(listener.local_addr().unwrap()).unwrap();
                tokio::select! {
                    _ = stopped => {}
                    () = serve(listener, Arc::new(Mutex::new(answer)), seen, closings) => {}
                }
            });
        });
        Self { address: told.recv().unwrap(), requests, closed, stop: Some(stop), thread: Some(thread) }
    }

    /// `http://127.0.0.1:PORT/v1`
    pub(crate) fn base_url(&self) -> String {
        format!("http://{}/v1", self.address)
    }

    /// Everything that was asked so far.
    pub(crate) fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap().clone()
    }

    /// Waits until a client hangs up on a reply that ends with [`End::Stall`], and gives the number of its request.
    pub(crate) fn hung_up(&self) -> usize {
        self.closed.recv_timeout(Duration::from_secs(20)).expect("the client hangs up")
    }
}

impl Drop for ModelServer {
    fn drop(&mut self) {
        drop(self.stop.take());
        self.thread.take().map(JoinHandle::join);
    }
}

type Answerer<F> = Arc<Mutex<F>>;

async fn serve<F>(listener: TcpListener, answer: Answerer<F>, seen: Arc<Mutex<Vec<Request>>>, closings: Sender<usize>)
where
    F: FnMut(&Request) -> Reply + Send + 'static,
{
    while let Ok((mut stream, _)) = listener.accept().await {
        let (answer, seen, closings) = (Arc::clone(&answer), Arc::clone(&seen), closings.clone());
        tokio::spawn(async move {
            stream.set_nodelay(true).unwrap();
            let Some(request) = receive(&mut stream).await else { return };
            let number = {
                let mut seen = seen.lock().unwrap();
                seen.push(request.clone());
                seen.len() - 1
            };
            let reply = (answer.lock().unwrap())(&request);
            if play(&mut stream, reply).await {
                closings.try_send(number).ok();
            }
        });
    }
}

async fn receive(stream: &mut TcpStream) -> Option<Request> {
    let mut bytes = Vec::new();
    let head_end = loop {
        if let Some(at) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break at;
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    };
    let head = String::from_utf8_lossy(&bytes[..head_end]).into_owned();
    let mut lines = head.lines();
    let line = lines.next()?.trim_end_matches(" HTTP/1.1").to_owned();
    let headers: Vec<(String, String)> =
        lines.filter_map(|line| line.split_once(": ")).map(|(name, value)| (name.to_lowercase(), value.to_owned())).collect();
    let length = headers.iter().find(|(name, _)| name == "content-length").map_or(0, |(_, value)| value.parse::<usize>().unwrap());
    while bytes.len() < head_end + 4 + length {
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    }
    let body = serde_json::from_slice(&bytes[head_end + 4..]).unwrap_or(Value::Null);
    Some(Request { line, headers, body })
}

/// Plays a reply; true when it stalled and the client hung up.
async fn play(stream: &mut TcpStream, reply: Reply) -> bool {
    let Reply { before, head, body, end, chunked, whole } = reply;
    tokio::time::sleep(before).await;
    let mut parts = vec![(head, Duration::ZERO)];
    parts.extend(body.into_iter().filter(|(bytes, _)| !bytes.is_empty()).map(|(bytes, pause)| {
        let framed = if chunked { [format!("{:x}\r\n", bytes.len()).as_bytes(), &bytes, b"\r\n"].concat() } else { bytes };
        (framed, pause)
    }));
    if chunked && whole && end == End::Close {
        parts.push((b"0\r\n\r\n".to_vec(), Duration::ZERO));
    }
    for (bytes, pause) in parts {
        // Even a sleep of nothing takes a millisecond.
        if !pause.is_zero() {
            tokio::time::sleep(pause).await;
        }
        if stream.write_all(&bytes).await.is_err() || stream.flush().await.is_err() {
            return true;
        }
    }
    match end {
        End::Close => {
            stream.shutdown().await.ok();
            false
        }
        End::Reset => {
            stream.set_zero_linger().unwrap();
            false
        }
        End::Stall => {
            let mut rest = [0; 64];
            // The client sends nothing more: what ends this read is its hanging up.
            stream.read(&mut rest).await.unwrap_or(0) == 0
        }
    }
}
