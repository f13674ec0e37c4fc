//! What supervisors and load balancers ask.

use crate::site::Site;
use axum::extract::State;
use http::StatusCode;
use std::sync::Arc;

/// `GET /livez`: the process runs and answers.
pub async fn livez() -> &'static str {
    "ok\n"
}

/// `GET /readyz`: the database answers and has the tables this version needs, and the server is
/// not about to stop.
pub async fn readyz(State(site): State<Arc<Site>>) -> (StatusCode, &'static str) {
    if site.stop.is_cancelled() {
        (StatusCode::SERVICE_UNAVAILABLE, "stopping\n")
    } else if site.store.is_ready().await {
        (StatusCode::OK, "ready\n")
    } else {
        (
            StatusCode::SERVICE_UNAVAILABLE,
            "the database is not ready\n",
        )
    }
}
