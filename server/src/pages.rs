//! Pages and server functions: what Leptos renders and runs, with the context both need.

use crate::flash;
use crate::http::failure;
use crate::http::headers::page_policy;
use crate::links;
use crate::local_path::LocalPath;
use crate::password;
use crate::secret::Secret;
use crate::session::{Visitor, allowed};
use crate::setup;
use crate::sign_in::realm::{self, Found};
use crate::site::Site;
use crate::theme;
use app::backend::Context;
use app::sign_in::{Door, Ended};
use app::viewer::Frame;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use domain::access::{ImportCustomers, Permit, Session};
use domain::customer::CheckedFile;
use domain::link::LinkKind;
use domain::sign_in::SessionEnd;
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
    let context = match context(site, &parts).await {
        Ok(context) => context,
        Err(error) => return failure::answer(&error, &parts),
    };
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
    let context = context(site, parts).await?;
    let frame = match &context.session {
        Some(session) => Some(Frame::of(&*context.backend, session, context.now).await?),
        None => None,
    };
    Ok(Context { frame, ..context })
}

async fn context(site: &Site, parts: &Parts) -> Result<Context> {
    let visitor = Visitor::of(&parts.extensions);
    let path = parts.uri.path();
    let mut has_realm = ["/login", "/setup/", "/forgot"].iter();
    let door = if has_realm.any(|door| path.starts_with(door)) {
        door_of(site, parts, path).await?
    } else if let Some(door) = door_of_link(site, path).await? {
        door
    } else if let (password::PAGE, Some((session, _))) = (path, &visitor.pending) {
        Door {
            email: Some(
                site.sign_ins
                    .own_credential(&Permit::ask(session)?)
                    .await?
                    .email
                    .to_string(),
            ),
            ..Door::default()
        }
    } else {
        Door::default()
    };
    Ok(Context {
        backend: backend(site, &visitor),
        is_support_over: visitor.is_support_over,
        secrets: Arc::clone(&site.secrets),
        sends_mail: site.config.smtp_url.is_some(),
        now: site.clock.now(),
        request: failure::request_id(parts).unwrap_or_else(|| uuid::Uuid::nil().into()),
        flash: flash::read(site, &parts.headers),
        theme: theme::of(site, &parts.headers),
        import: import_of(site, parts, &visitor),
        door,
        token: visitor.token,
        session: visitor.session,
        frame: None,
    })
}

/// Whoever may only look is given a store that cannot write.
fn backend(site: &Site, visitor: &Visitor) -> Arc<dyn Backend> {
    let support = visitor.session.as_ref().and_then(Session::support);
    match support.map(|support| support.mode) {
        Some(SupportMode::ReadOnly) => Arc::clone(&site.read_only),
        Some(SupportMode::Admin) | None => Arc::clone(&site.backend),
    }
}

/// What the page of a link is told: what the link is worth.
async fn door_of_link(site: &Site, path: &str) -> Result<Option<Door>> {
    let beneath = |kind: &LinkKind| path.strip_prefix(links::path(*kind))?.strip_prefix('/');
    let Some((kind, token)) = LinkKind::ALL
        .into_iter()
        .find_map(|kind| beneath(&kind).map(|token| (kind, token)))
    else {
        return Ok(None);
    };
    let (secret, now) = (Secret::parse(token), site.clock.now());
    let mut door = Door::default();
    match (kind, secret.map(|secret| secret.hash())) {
        (LinkKind::Invitation | LinkKind::PasswordReset, _) => {
            door.link = Some(links::state(site, kind, token).await?.into());
        }
        (LinkKind::CustomerInvitation, Some(token)) => {
            let state = site.registrations.customer_invitation_link(token, now);
            door.join = Some(state.await?.into());
        }
        (LinkKind::Verification, Some(token)) => {
            let state = site.backend.verification_link(token, now);
            door.verify = Some(state.await?.into());
        }
        (LinkKind::CustomerInvitation | LinkKind::Verification, None) => {}
    }
    Ok(Some(door))
}

/// The checked file that the address of the import page names.
fn import_of(site: &Site, parts: &Parts, visitor: &Visitor) -> Option<CheckedFile> {
    let token = query_value(parts, "file").filter(|_| parts.uri.path() == "/customers/import")?;
    let permit = allowed::<ImportCustomers>(visitor).ok()?;
    site.desk.find(&permit, site.clock.now(), &token)
}

fn query_value<'a>(parts: &'a Parts, wanted: &str) -> Option<Cow<'a, str>> {
    let query = parts.uri.query()?.as_bytes();
    form_urlencoded::parse(query)
        .find(|(name, _)| name == wanted)
        .map(|(_, value)| value)
}

/// What a sign-in or set-up page is told.
async fn door_of(site: &Site, parts: &Parts, path: &str) -> Result<Door> {
    let slug = path
        .strip_prefix("/login/")
        .or_else(|| path.strip_prefix("/forgot/"))
        .map(|slug| slug.trim_end_matches('/'));
    let (reseller, needs_setup) = match realm::find(site, parts, slug).await? {
        Found::Realm(realm) => (Some(realm.name.to_string()), false),
        Found::Several => (None, false),
        Found::None => (None, true),
    };
    let is_setup_offered = match path.strip_prefix("/setup/") {
        Some(token) => setup::is_offered(site, token).await?,
        None => false,
    };
    let next = query_value(parts, "next").and_then(|path| LocalPath::after_sign_in(&path));
    let next = next.map(|path| path.to_string());
    let ended = query_value(parts, "ended").and_then(|word| ended(&word));
    Ok(Door {
        reseller,
        needs_setup,
        is_setup_offered,
        ended,
        next,
        ..Door::default()
    })
}

/// The sign-in page that comes back to where somebody was, and says why it is shown.
pub fn door(next: Option<&LocalPath>, end: Option<SessionEnd>) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    if let Some(next) = next.and_then(|next| LocalPath::after_sign_in(next.as_str())) {
        query.append_pair("next", next.as_str());
    }
    if let Some(end) = end {
        query.append_pair("ended", end_word(end));
    }
    match query.finish() {
        query if query.is_empty() => "/login".to_owned(),
        query => format!("/login?{query}"),
    }
}

const fn end_word(end: SessionEnd) -> &'static str {
    match end {
        SessionEnd::Idle => "idle",
        SessionEnd::Absolute => "absolute",
        SessionEnd::Revoked => "revoked",
    }
}

fn ended(word: &str) -> Option<Ended> {
    match word {
        "idle" => Some(Ended::Idle),
        "absolute" => Some(Ended::Absolute),
        "revoked" => Some(Ended::Revoked),
        _ => None,
    }
}
