//! A small client of the HTTP API.

use crate::cli::Trouble;
use crate::config::PublicUrl;
use axum::body::{Body, Bytes, to_bytes};
use http::header::{AUTHORIZATION, CONTENT_TYPE, HOST, RETRY_AFTER};
use http::uri::Authority;
use http::{HeaderMap, Method, Request, StatusCode};
use hyper_util::client::legacy::Client as Connections;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde_json::Value;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::{TcpStream, lookup_host};

/// The most bytes of an answer.
const ANSWER_MAX: usize = 16 * 1024 * 1024;
/// How long an answer is waited for.
const TIME: Duration = Duration::from_secs(40);

/// A program's way to a server on this machine.
#[derive(Clone, Debug)]
pub(super) struct Client {
    connections: Connections<HttpConnector, Body>,
    address: SocketAddr,
    authority: String,
}

/// What is asked of the server; it can be asked again.
#[derive(Clone, Debug)]
pub(super) struct Ask {
    method: Method,
    path: String,
    media_type: &'static str,
    body: Bytes,
    /// By what name it has its effect once.
    key: Option<String>,
}

/// What came back.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: StatusCode,
    /// How long the server asks to wait.
    pub(super) wait: Option<Duration>,
    body: Value,
}

impl Client {
    /// A client of the server at an address, which has to be on this machine: nobody else's is to
    /// be flooded.
    pub(super) async fn of(url: &PublicUrl) -> Result<Self, Trouble> {
        let refused = |why: &str| Trouble::Refused(format!("--url {url}: {why}"));
        if url.is_https() {
            return Err(refused("traffic goes to http:// alone"));
        }
        let authority: Authority = url
            .authority()
            .parse()
            .map_err(|_| refused("this is no address"))?;
        let host = authority.host().trim_matches(['[', ']']);
        let found = lookup_host((host, authority.port_u16().unwrap_or(80))).await;
        let found: Vec<_> = found.map_err(Trouble::failure)?.collect();
        let is_here = |it: &SocketAddr| it.ip().to_canonical().is_loopback();
        if !found.iter().all(is_here) {
            return Err(refused("traffic goes to this machine alone"));
        }
        for address in found {
            if TcpStream::connect(address).await.is_ok() {
                return Ok(Self {
                    connections: Connections::builder(TokioExecutor::new()).build_http(),
                    // The name is not looked up again, and cannot lead elsewhere meanwhile.
                    address,
                    authority: url.authority().to_owned(),
                });
            }
        }
        Err(Trouble::failure(format!("nobody serves at {url}")))
    }

    /// Asks. None is that no answer came.
    pub(super) async fn send(&self, token: &str, ask: &Ask) -> Option<Answer> {
        let mut request = Request::builder()
            .method(&ask.method)
            .uri(format!("http://{}/api/v1{}", self.address, ask.path))
            .header(HOST, &self.authority)
            .header(AUTHORIZATION, format!("Bearer {token}"));
        if ask.method == Method::POST {
            request = request.header(CONTENT_TYPE, ask.media_type);
        }
        if let Some(key) = &ask.key {
            request = request.header("idempotency-key", key);
        }
        let request = request.body(Body::from(ask.body.clone())).ok()?;
        let answer = tokio::time::timeout(TIME, self.answer(request)).await;
        answer.ok().flatten()
    }

    async fn answer(&self, request: Request<Body>) -> Option<Answer> {
        let (parts, body) = self.connections.request(request).await.ok()?.into_parts();
        let body = to_bytes(Body::new(body), ANSWER_MAX).await.ok()?;
        Some(Answer {
            status: parts.status,
            wait: wait(&parts.headers),
            body: serde_json::from_slice(&body).unwrap_or_default(),
        })
    }
}

fn wait(headers: &HeaderMap) -> Option<Duration> {
    let seconds = headers.get(RETRY_AFTER)?.to_str().ok()?.parse().ok()?;
    Some(Duration::from_secs(seconds))
}

impl Ask {
    /// Looks at something.
    pub(super) fn get(path: &str) -> Self {
        Self {
            method: Method::GET,
            path: path.to_owned(),
            media_type: "",
            body: Bytes::new(),
            key: None,
        }
    }

    /// Says something.
    pub(super) fn post(path: impl Into<String>, body: &Value) -> Self {
        Self {
            method: Method::POST,
            path: path.into(),
            media_type: "application/json",
            body: Bytes::from(body.to_string()),
            key: None,
        }
    }

    /// Says several things, one a line.
    pub(super) fn post_lines(path: &str, lines: &[Value]) -> Self {
        let lines: Vec<String> = lines.iter().map(Value::to_string).collect();
        Self {
            media_type: "application/x-ndjson",
            body: Bytes::from(lines.join("\n")),
            ..Self::post(path, &Value::Null)
        }
    }

    /// The same, which has its effect once.
    pub(super) fn once(self, key: String) -> Self {
        Self {
            key: Some(key),
            ..self
        }
    }

    /// The same without that.
    pub(super) fn without_key(self) -> Self {
        Self { key: None, ..self }
    }
}

impl Answer {
    /// Whether the same may succeed later.
    pub(super) fn is_busy(&self) -> bool {
        self.status == StatusCode::TOO_MANY_REQUESTS || self.status.is_server_error()
    }

    /// A text in it.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.body.get(name).and_then(Value::as_str)
    }

    /// A number in it; 0 if there is none.
    pub(super) fn number(&self, name: &str) -> u64 {
        let number = self.body.get(name).and_then(Value::as_u64);
        number.unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn traffic_goes_to_a_server_on_this_machine_alone() {
        for elsewhere in [
            "http://203.0.113.9",
            "http://[2001:db8::1]:3000",
            "https://127.0.0.1",
        ] {
            let refused = Client::of(&elsewhere.parse().unwrap()).await;
            assert!(
                matches!(&refused, Err(Trouble::Refused(why)) if why.contains("alone")),
                "{elsewhere}: {refused:?}"
            );
        }
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let here = format!("http://{}", listener.local_addr().unwrap());
        assert!(Client::of(&here.parse().unwrap()).await.is_ok());
        drop(listener);
        let nobody = Client::of(&here.parse().unwrap()).await;
        assert!(matches!(nobody, Err(Trouble::Failure(_))));
    }
}
