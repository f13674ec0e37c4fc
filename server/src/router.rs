//! All routes, and what is done around them.

use crate::config::Config;
use crate::customers::{self, export};
use crate::http::{csrf, failure, headers, observe};
use crate::site::Site;
use crate::{
    api, api_page, assets, audit, code, guard, health, invitation, join, ledger_export, live, logo,
    pages, password, plain_form, session, setup, sign_in, support, theme, usage_export, words,
};
use app::routes::PAGES;
use app::support::{BEGIN_FORM, END_FORM};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::routing::{any, get, post};
use http::StatusCode;
use std::sync::Arc;
use std::time::Duration;
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::{RequestBodyTimeoutLayer, TimeoutLayer};

/// Most bytes saved per microsecond: a page of 68 KB becomes 10 KB in 0.13 ms. At 4 it would be
/// 9 KB in 0.47 ms, a quarter of the work for the page.
const QUALITY: CompressionLevel = CompressionLevel::Precise(1);
/// How long a request's body may make no progress.
const BODY_TIME: Duration = Duration::from_secs(30);

/// The whole site. Layers that are added later stand further out.
pub fn router(site: Arc<Site>) -> Router {
    // Pages are rendered on this runtime. The only failure is that it is known already.
    let _ = any_spawner::Executor::init_tokio();
    quick(&site)
        .merge(slow(&site))
        .layer(from_fn_with_state(Arc::clone(&site), guard::guard))
        .fallback(assets::file)
        .layer(from_fn_with_state(Arc::clone(&site), session::recognise))
        .layer(from_fn_with_state(Arc::clone(&site), csrf::refuse_foreign))
        // Programs come by tokens, and no browser sends those by itself.
        .merge(api::router(&site))
        .layer(RequestBodyTimeoutLayer::new(BODY_TIME))
        // Files ask for nobody's session.
        .route("/pkg/{*path}", get(assets::file))
        .route("/words/{file}", get(words::file))
        .layer(CompressionLayer::new().quality(QUALITY))
        .route("/livez", get(health::livez))
        .route("/readyz", get(health::readyz))
        .layer(CatchPanicLayer::custom(failure::of_panic))
        .layer(from_fn_with_state(Arc::clone(&site), headers::protect))
        .layer(from_fn_with_state(Arc::clone(&site), observe::observe))
        .with_state(site)
}

/// Pages, forms and server functions.
fn quick(site: &Site) -> Router<Arc<Site>> {
    let time = Duration::from_secs(site.config.request_timeout);
    let pages = PAGES.iter().fold(Router::new(), |router, page| {
        router.route(page.path, get(pages::page))
    });
    pages
        .route("/login", post(sign_in::sign_in))
        .route("/login/{slug}", post(sign_in::sign_in_to))
        .route("/logout", post(sign_in::sign_out))
        .route("/setup/{token}", post(setup::set_up))
        .route("/forgot", post(password::forgot))
        .route("/forgot/{slug}", post(password::forgot_at))
        .route("/invitation/{token}", post(invitation::accept))
        .route("/join/{token}", post(join::join))
        .route("/verify/{token}", post(join::verify))
        .route("/password", post(password::choose))
        .route("/code", post(code::show))
        .route("/profile/password", post(password::change))
        .route("/reset/{token}", post(password::reset))
        .route("/theme", post(theme::choose))
        .route("/api", get(api_page::show))
        .route("/logo/{id}", get(logo::show))
        .route(BEGIN_FORM, post(support::begin))
        .route(END_FORM, post(support::end))
        .route("/support/{id}/api/{*path}", any(support::serve))
        .route("/customers/export", post(export::selected))
        .route("/api/{*path}", any(plain_form::serve))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            time,
        ))
        .layer(RequestBodyLimitLayer::new(Config::REQUEST_MAX))
}

/// Files on their way in and out, which take as long as they take.
fn slow(site: &Site) -> Router<Arc<Site>> {
    let most = usize::try_from(site.config.upload_max()).unwrap_or(usize::MAX);
    Router::new()
        .route("/audit/export", get(audit::export))
        .route("/live/transcriptions", get(live::transcriptions))
        .route(
            "/support/{id}/live/transcriptions",
            get(live::transcriptions),
        )
        .route("/dashboard/export", get(usage_export::export_all))
        .route("/ledger/export", get(ledger_export::export))
        .route("/support/{id}/ledger/export", get(ledger_export::export))
        .route("/usage/export", get(usage_export::export))
        .route("/support/{id}/usage/export", get(usage_export::export))
        .route(logo::FORM, post(logo::upload))
        .route("/customers/export", get(export::matching))
        .route("/customers/import", post(customers::upload))
        .route(
            "/customers/import/{token}/apply",
            post(customers::apply_uploaded),
        )
        .layer(DefaultBodyLimit::disable())
        .layer(RequestBodyLimitLayer::new(most))
}
