//! The HTTP API for programs: below `/api/v1`, by tokens. Pages and this share the same ports.

mod account;
mod audit;
mod billing;
mod body;
mod bulk;
mod common;
mod csv;
mod customer_changes;
mod customers;
mod etag;
mod events;
mod gate;
mod house;
mod import;
mod invitations;
mod ledger;
mod letters;
mod limits;
mod made;
mod numbered;
mod paging;
mod path;
mod problem;
pub mod programs;
mod schema;
mod sessions;
mod tokens;
mod usage;
mod user_invitations;
mod users;

use crate::site::Site;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{any, get};
use gate::BODY_MAX;
use http::StatusCode;
use std::sync::{Arc, LazyLock};
use std::time::Duration;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;
use utoipa::openapi::OpenApi;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::{Modify, OpenApi as _};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Where it begins.
const BASE: &str = "/api/v1";

#[derive(utoipa::OpenApi)]
#[openapi(
    info(
        title = "Entrepot",
        description = "Report transcription work, and see what it comes to.",
        license(name = "MIT OR Apache-2.0"),
    ),
    servers((url = "/api/v1")),
    components(schemas(problem::Problem, problem::FieldProblem)),
    modifiers(&Tokens),
)]
struct Document;

/// How programs say who they are.
struct Tokens;

impl Modify for Tokens {
    fn modify(&self, document: &mut OpenApi) {
        let components = document.components.get_or_insert_default();
        let bearer = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
        components.add_security_scheme("token", bearer);
    }
}

fn operations() -> OpenApiRouter<Arc<Site>> {
    OpenApiRouter::with_openapi(Document::openapi())
        .routes(routes!(account::me))
        .routes(routes!(sessions::list, sessions::create))
        .routes(routes!(sessions::get))
        .routes(routes!(sessions::progress))
        .routes(routes!(sessions::complete))
        .routes(routes!(sessions::fail))
        .routes(routes!(sessions::cancel))
        .routes(routes!(usage::own))
        .routes(routes!(usage::of_customer))
        .routes(routes!(events::report))
        .routes(routes!(customers::list, customer_changes::create))
        .routes(routes!(
            customers::get,
            customer_changes::update,
            customer_changes::delete
        ))
        .routes(routes!(bulk::act))
        .routes(routes!(import::import))
        .routes(routes!(billing::get, billing::set))
        .routes(routes!(users::of_customer, user_invitations::to_customer))
        .routes(routes!(users::team, user_invitations::to_team))
        .routes(routes!(users::get, users::update, users::remove))
        .routes(routes!(user_invitations::resend))
        .routes(routes!(users::reset_two_factor))
        .routes(routes!(users::reset_password))
        .routes(routes!(invitations::list, invitations::create))
        .routes(routes!(invitations::resend))
        .routes(routes!(invitations::revoke))
        .routes(routes!(tokens::of_customer, tokens::create_for_customer))
        .routes(routes!(tokens::of_reseller, tokens::create_for_reseller))
        .routes(routes!(tokens::get, tokens::revoke))
        .routes(routes!(tokens::rotate))
        .routes(routes!(ledger::account))
        .routes(routes!(ledger::adjust))
        .routes(routes!(ledger::set_credits))
        .routes(routes!(ledger::set_credit_limit))
        .routes(routes!(ledger::list))
        .routes(routes!(ledger::reverse))
        .routes(routes!(audit::list))
        .routes(routes!(audit::of_customer))
}

/// The description of the API in the form of `OpenAPI` 3.1, generated from the code.
static DESCRIPTION: LazyLock<String> = LazyLock::new(|| {
    let (_, mut document) = operations().split_for_parts();
    common::describe(&mut document);
    document.to_pretty_json().unwrap_or_default()
});

/// The description of the API.
pub fn description() -> &'static str {
    &DESCRIPTION
}

/// All addresses of the API.
pub fn router(site: &Arc<Site>) -> Router<Arc<Site>> {
    let (operations, _) = operations().split_for_parts();
    let time = Duration::from_secs(site.config.request_timeout);
    let operations = operations
        // A fallback would come after the server functions' address, which this stands beneath.
        .route("/{*path}", any(|| async { StatusCode::NOT_FOUND }))
        .layer(DefaultBodyLimit::disable())
        .layer(from_fn_with_state(Arc::clone(site), gate::let_in))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            time,
        ))
        .layer(RequestBodyLimitLayer::new(BODY_MAX))
        .layer(from_fn(problem::speak));
    Router::new().nest(BASE, operations).route(
        "/api/openapi.json",
        get(|| async {
            let json = [(http::header::CONTENT_TYPE, "application/json")];
            (json, description())
        }),
    )
}
