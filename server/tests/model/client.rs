//! A program's way to the server. What is asked may be lost, with the server or its answer.

use axum::body::{Body, Bytes, to_bytes};
use http::header::{AUTHORIZATION, CONTENT_TYPE};
use http::{Request, StatusCode};
use hyper_util::client::legacy::Client as Connections;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde_json::Value;
use std::time::Duration;

/// How long an answer is waited for.
const TIME: Duration = Duration::from_mins(1);
/// How long to wait before the same is asked again.
const PAUSE: Duration = Duration::from_millis(50);

/// A program's way to the server.
#[derive(Clone)]
pub struct Client {
    connections: Connections<HttpConnector, Body>,
    /// Scheme, host and port.
    url: String,
}

/// A body to send.
pub struct Message {
    pub media_type: &'static str,
    pub body: Bytes,
    /// By what name it has its effect once.
    pub key: String,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub body: Bytes,
}

impl Client {
    pub fn of(url: String) -> Self {
        Self {
            connections: Connections::builder(TokioExecutor::new()).build_http(),
            url,
        }
    }

    /// Looks at something. None is that no answer came.
    pub async fn get(&self, path: &str, secret: &str) -> Option<Answer> {
        let request = Request::get(format!("{}{path}", self.url));
        let request = request.header(AUTHORIZATION, format!("Bearer {secret}"));
        self.send(request.body(Body::empty()).unwrap()).await
    }

    /// Looks at something that is there.
    pub async fn read(&self, path: &str, secret: &str) -> Value {
        let answer = self.get(path, secret).await.unwrap();
        assert_eq!(answer.status, StatusCode::OK, "{path}: {answer:?}");
        serde_json::from_slice(&answer.body).unwrap()
    }

    /// Says something, again and again until it is answered.
    pub async fn say(&self, path: &str, secret: &str, message: &Message) -> Answer {
        loop {
            let request = Request::post(format!("{}{path}", self.url))
                .header(AUTHORIZATION, format!("Bearer {secret}"))
                .header(CONTENT_TYPE, message.media_type)
                .header("idempotency-key", &message.key)
                .body(Body::from(message.body.clone()));
            match self.send(request.unwrap()).await {
                Some(answer) if !answer.is_for_later() => return answer,
                _ => tokio::time::sleep(PAUSE).await,
            }
        }
    }

    async fn send(&self, request: Request<Body>) -> Option<Answer> {
        let answer = tokio::time::timeout(TIME, self.answer(request)).await;
        answer.ok().flatten()
    }

    async fn answer(&self, request: Request<Body>) -> Option<Answer> {
        let (parts, body) = self.connections.request(request).await.ok()?.into_parts();
        Some(Answer {
            status: parts.status,
            body: to_bytes(Body::new(body), usize::MAX).await.ok()?,
        })
    }
}

impl Answer {
    /// Whether the server was busy, or the same request is still under way: PostgreSQL may not have
    /// noticed yet that the server before was killed.
    fn is_for_later(&self) -> bool {
        let is_under_way = || {
            let problem: Value = serde_json::from_slice(&self.body).unwrap_or_default();
            problem["code"] == "idempotency_key_in_use"
        };
        match self.status {
            StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS => true,
            StatusCode::CONFLICT => is_under_way(),
            _ => false,
        }
    }
}
