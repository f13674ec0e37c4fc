//! Accepting connections, and ending them in good order.
//!
//! axum's own loop has no time-out for slow headers and waits for ever for open streams.

use super::observe::Peer;
use axum::Router;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

/// How long a client may take to send its headers, or to think of a next request.
const HEADER_TIME: Duration = Duration::from_secs(30);
/// How long requests under way may take once the server is told to stop. With what comes before
/// and after it stays below the 15 seconds that are promised.
const DRAIN_TIME: Duration = Duration::from_secs(10);
/// How long to wait when the machine has no file descriptor left.
const PAUSE: Duration = Duration::from_millis(100);

/// Serves until `stop` is cancelled, then lets requests under way come to their end.
pub async fn serve(listener: TcpListener, router: Router, most: u32, stop: CancellationToken) {
    let places = Arc::new(Semaphore::new(most.max(1) as usize));
    let graceful = GracefulShutdown::new();
    loop {
        let accepted = tokio::select! {
            () = stop.cancelled() => break,
            accepted = accept(&listener, &places) => accepted,
        };
        if let Some((stream, peer, place)) = accepted {
            let connection = connection(stream, peer, router.clone());
            let connection = graceful.watch(connection);
            tokio::spawn(async move {
                // A client that goes away is no fault of ours, and nobody else's business.
                if let Err(cause) = connection.await {
                    tracing::debug!(cause, "connection ended early");
                }
                drop(place);
            });
        }
    }
    drop(listener);
    let open = graceful.count();
    if tokio::time::timeout(DRAIN_TIME, graceful.shutdown())
        .await
        .is_err()
    {
        tracing::warn!(open, "some requests did not end in time");
    }
}

type Accepted = (TcpStream, std::net::SocketAddr, OwnedSemaphorePermit);

async fn accept(listener: &TcpListener, places: &Arc<Semaphore>) -> Option<Accepted> {
    let place = Arc::clone(places).acquire_owned().await.ok()?;
    match listener.accept().await {
        Ok((stream, peer)) => Some((stream, peer, place)),
        Err(cause) => {
            tracing::warn!(%cause, "a connection could not be accepted");
            tokio::time::sleep(PAUSE).await;
            None
        }
    }
}

/// One connection. The time-out also ends connections that are open for nothing.
fn connection(
    stream: TcpStream,
    peer: std::net::SocketAddr,
    router: Router,
) -> impl hyper_util::server::graceful::GracefulConnection<Error = ConnectionError> {
    // Small answers would otherwise wait for the client's delayed acknowledgement, some 40 ms.
    if let Err(cause) = stream.set_nodelay(true) {
        tracing::debug!(%cause, "TCP_NODELAY could not be set");
    }
    let service = router.map_request(move |mut request: http::Request<hyper::body::Incoming>| {
        request.extensions_mut().insert(Peer(peer.ip()));
        request.map(axum::body::Body::new)
    });
    let mut builder = Builder::new(TokioExecutor::new());
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADER_TIME);
    builder
        .http2()
        .timer(TokioTimer::new())
        .keep_alive_interval(HEADER_TIME);
    builder
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(service))
        .into_owned()
}

type ConnectionError = Box<dyn std::error::Error + Send + Sync>;
