//! Pages and server functions: what Leptos renders and runs, with the context both need.

use crate::door;
use crate::flash;
use crate::http::failure;
use crate::http::headers::page_policy;
use crate::session::{Visitor, allowed};
use crate::site::Site;
use crate::theme;
use app::backend::Context;
use app::sign_in::Door;
use app::viewer::Frame;
use app::words;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use domain::access::{ImportCustomers, Session};
use domain::customer::CheckedFile;
use domain::support::SupportMode;
use domain::{Backend, Result};
use http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use http::request::Parts;
use http::{HeaderValue, StatusCode};
use leptos::nonce::use_nonce;
use leptos::prelude::{provide_context, use_context};
use leptos_axum::ResponseOptions;
use std::borrow::Cow;
use std::sync::Arc;

/// Where the development tool's live reload listens, when it runs.
const WATCH: &str = "ws://127.0.0.1:3001";

/// A page.
pub async fn page(State(site): State<Arc<Site>>, request: Request) -> Response {
    render(&site, request, None).await
}

/// The page that says that there is nothing here.
pub async fn not_found(site: &Site, request: Request) -> Response {
    render(site, request, Some(StatusCode::NOT_FOUND)).await
}

async fn render(site: &Site, request: Request, status: Option<StatusCode>) -> Response {
    let (parts, body) = request.into_parts();
    let context = match context_of_page(site, &parts).await {
        Ok(context) => context,
        Err(error) => return failure::answer(&error, &parts),
    };
    let has_flash = context.flash.is_some();
    let options = site.leptos.clone();
    let render = leptos_axum::render_app_async_with_context(
        move || {
            provide_context(context.clone());
            add_policy();
        },
        move || app::document(options.clone()),
    );
    let mut response = render(Request::from_parts(parts, body)).await;
    if let Some(status) = status {
        *response.status_mut() = status;
    }
    if has_flash {
        flash::take_away(site, response.headers_mut());
    }
    // What a page shows is for the person who was signed in, and for then.
    response
        .headers_mut()
        .insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Runs a server function.
pub async fn call(site: &Site, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let context = context(site, &parts);
    let provide = move || provide_context(context.clone());
    let is_known = server_fn_exists(&parts);
    if !is_known {
        return failure::answer(&domain::Error::NotFound, &parts);
    }
    let request = Request::from_parts(parts, body);
    let response = leptos_axum::handle_server_fns_with_context(provide, request).await;
    let mut response = response.into_response();
    let no_store = HeaderValue::from_static("no-store");
    response.headers_mut().insert(CACHE_CONTROL, no_store);
    if !response.status().is_success() && !response.headers().contains_key(CONTENT_TYPE) {
        let json = HeaderValue::from_static("application/json");
        response.headers_mut().insert(CONTENT_TYPE, json);
    }
    response
}

fn server_fn_exists(parts: &Parts) -> bool {
    leptos::server_fn::axum::server_fn_paths()
        .any(|(path, method)| path == parts.uri.path() && method == parts.method)
}

/// The scripts of this answer carry its nonce.
fn add_policy() {
    let watch = std::env::var_os("LEPTOS_WATCH").map(|_| WATCH);
    if let (Some(nonce), Some(options)) = (use_nonce(), use_context::<ResponseOptions>())
        && let Some(policy) = page_policy(nonce.as_inner(), watch)
    {
        options.insert_header(CONTENT_SECURITY_POLICY, policy);
    }
}

async fn context_of_page(site: &Site, parts: &Parts) -> Result<Context> {
    let context = context(site, parts);
    let frame = match &context.session {
        Some(session) => Some(Frame::of(&*context.backend, session, context.now).await?),
        None => None,
    };
    let (door, brand) = match (&frame, door::of_link(site, parts).await?) {
        (_, Some((door, Some(brand)))) => (door, Some(brand)),
        (Some(_), link) => (link.unwrap_or_default().0, None),
        (None, link) => {
            let (door, brand) = door::of_page(site, parts).await?;
            (link.map_or(door, |(door, _)| door), brand)
        }
    };
    Ok(Context {
        frame,
        door,
        brand,
        ..context
    })
}

fn context(site: &Site, parts: &Parts) -> Context {
    let visitor = Visitor::of(&parts.extensions);
    Context {
        backend: backend(site, &visitor),
        is_support_over: visitor.is_support_over,
        secrets: Arc::clone(&site.secrets),
        installation: Arc::clone(&site.installation),
        now: site.clock.now(),
        request: failure::request_id(parts).unwrap_or_else(|| uuid::Uuid::nil().into()),
        flash: flash::read(site, &parts.headers),
        theme: theme::of(site, &parts.headers),
        language: words::language(),
        import: import_of(site, parts, &visitor),
        door: Door::default(),
        brand: None,
        token: visitor.token,
        session: visitor.session,
        frame: None,
    }
}

/// Whoever may only look is given a store that cannot write.
fn backend(site: &Site, visitor: &Visitor) -> Arc<dyn Backend> {
    let support = visitor.session.as_ref().and_then(Session::support);
    match support.map(|support| support.mode) {
        Some(SupportMode::ReadOnly) => Arc::clone(&site.read_only),
        Some(SupportMode::Admin) | None => Arc::clone(&site.backend),
    }
}

/// The checked file that the address of the import page names.
fn import_of(site: &Site, parts: &Parts, visitor: &Visitor) -> Option<CheckedFile> {
    let token = query_value(parts, "file").filter(|_| parts.uri.path() == "/customers/import")?;
    let permit = allowed::<ImportCustomers>(visitor).ok()?;
    site.desk.find(&permit, site.clock.now(), &token)
}

/// What the query of an address says.
pub fn query_value<'a>(parts: &'a Parts, wanted: &str) -> Option<Cow<'a, str>> {
    let query = parts.uri.query()?.as_bytes();
    form_urlencoded::parse(query)
        .find(|(name, _)| name == wanted)
        .map(|(_, value)| value)
}
