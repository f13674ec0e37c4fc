//! Support logins: a reseller's person in the console of a customer.
//!
//! A support login is tied to its path. Everything beneath `/support/{id}`, pages and server
//! functions alike, is done in it or not at all, and everything else is done as before: a path goes
//! along with reloads, forms, links and new tabs, and no other tab notices anything.

use crate::flash;
use crate::http::{failure, host};
use crate::local_path::LocalPath;
use crate::plain_form;
use crate::secret::Secret;
use crate::session::{self, Visitor, allowed};
use crate::site::Site;
use app::support;
use axum::Form;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::access::{Permit, Session, SupportCustomers};
use domain::id::{CustomerId, SupportId};
use domain::sign_in::SecretHash;
use domain::support::{Entrance, SupportMode};
use domain::{Error, Result};
use http::Uri;
use http::request::Parts;
use http::uri::PathAndQuery;
use serde::Deserialize;
use std::sync::Arc;

/// What else somebody may post from the pages of a support login.
const WAYS_OUT: [&str; 3] = [support::END_FORM, "/logout", "/theme"];

/// Puts the support login that a request is made in into the place of the person's own session.
/// Whatever is made in none that is good is made by nobody: never by the person themselves, who
/// may do more.
pub async fn look(site: &Site, parts: &Parts, visitor: Visitor) -> Result<Visitor> {
    let path = parts.uri.path();
    let Some(own) = visitor.session.clone() else {
        return Ok(visitor);
    };
    let session = match (support::id_in(path), visitor.token) {
        (Some(id), Some(token)) => in_support(site, &own, token, id).await?,
        (Some(_), None) => None,
        (None, _) if strays(parts) => None,
        (None, _) => return Ok(visitor),
    };
    Ok(Visitor {
        is_support_over: session.is_none(),
        session,
        ..visitor
    })
}

/// The session of somebody in a support login, if that is good.
async fn in_support(
    site: &Site,
    own: &Session,
    token: SecretHash,
    id: &str,
) -> Result<Option<Session>> {
    let (Ok(id), Some(actor)) = (id.parse::<SupportId>(), own.actor()) else {
        return Ok(None);
    };
    let found = site.supports.support(own, token, id, site.clock.now());
    Ok(found.await?.map(|(customer, support)| {
        let origin = own.origin().clone();
        Session::of_support(own.reseller(), customer, actor, support, origin)
    }))
}

/// Whether a page of a support login sends something past it, where it would be done by the person
/// themselves. None of our pages does.
fn strays(parts: &Parts) -> bool {
    let host = host::authority(&parts.uri, &parts.headers);
    let page = LocalPath::of_referer(&parts.headers, host);
    !parts.method.is_safe()
        && !WAYS_OUT.contains(&parts.uri.path())
        && page.is_some_and(|page| support::id_in(page.as_str()).is_some())
}

/// Whether an address is a server function's, called in a support login.
pub fn is_call(path: &str) -> bool {
    call(path).is_some()
}

/// The address of the server function behind one.
fn call(path: &str) -> Option<&str> {
    let beneath = path.strip_prefix(support::base_of(support::id_in(path)?).as_str())?;
    beneath.starts_with("/api/").then_some(beneath)
}

/// `/support/{id}/api/…`: runs a server function.
pub async fn serve(site: State<Arc<Site>>, mut request: Request) -> Response {
    let inner = call(request.uri().path()).and_then(|path| path.parse::<PathAndQuery>().ok());
    let Some(inner) = inner else {
        let (parts, _) = request.into_parts();
        return failure::answer(&Error::NotFound, &parts);
    };
    let mut uri = request.uri().clone().into_parts();
    uri.path_and_query = Some(inner);
    if let Ok(uri) = Uri::from_parts(uri) {
        *request.uri_mut() = uri;
    }
    plain_form::serve(site, request).await
}

/// What says which console to enter.
#[derive(Deserialize)]
pub struct Begin {
    customer: CustomerId,
    #[serde(default)]
    mode: String,
}

/// `POST /support`: enters the console of a customer.
pub async fn begin(
    State(site): State<Arc<Site>>,
    parts: Parts,
    Form(form): Form<Begin>,
) -> Response {
    match begun(&site, &parts, &form).await {
        Ok(response) => response,
        Err(error) => failure::answer(&error, &parts),
    }
}

async fn begun(site: &Site, parts: &Parts, form: &Begin) -> Result<Response> {
    let visitor = Visitor::of(&parts.extensions);
    let permit: Permit<SupportCustomers> = allowed(&visitor)?;
    let mode = SupportMode::from_word(&form.mode).ok_or(Error::BadRequest)?;
    let host = host::authority(&parts.uri, &parts.headers);
    let back = LocalPath::of_referer(&parts.headers, host);
    let back = back.map_or_else(
        || format!("/customers/{}", form.customer),
        |back| back.to_string(),
    );
    let secret = Secret::random()?;
    let entrance = Entrance {
        customer: form.customer,
        mode,
        back,
        session: visitor.token.ok_or(Error::SignedOut)?,
        renewed: secret.hash(),
    };
    let begun = site
        .supports
        .begin_support(&permit, entrance, site.clock.now());
    let id = begun.await?;
    let mut response = Redirect::to(&support::base_of(&id.to_string())).into_response();
    session::renew(site, response.headers_mut(), &secret);
    Ok(response)
}

/// Which support login to leave.
#[derive(Deserialize)]
pub struct End {
    support: SupportId,
}

/// `POST /leave`: goes back to where the support login was begun.
pub async fn end(State(site): State<Arc<Site>>, parts: Parts, Form(form): Form<End>) -> Response {
    match ended(&site, &parts, form.support).await {
        Ok(response) => response,
        Err(error) => failure::answer(&error, &parts),
    }
}

async fn ended(site: &Site, parts: &Parts, id: SupportId) -> Result<Response> {
    let visitor = Visitor::of(&parts.extensions);
    let permit: Permit<SupportCustomers> = allowed(&visitor)?;
    let session = visitor.token.ok_or(Error::SignedOut)?;
    let secret = Secret::random()?;
    let ended = site
        .supports
        .end_support(&permit, id, session, secret.hash());
    let Some(back) = ended.await? else {
        return Ok(over(site));
    };
    let back = LocalPath::parse(&back);
    let mut response = Redirect::to(back.as_ref().map_or("/", LocalPath::as_str)).into_response();
    session::renew(site, response.headers_mut(), &secret);
    Ok(flash::done(site, response, support::END_FORM))
}

/// To where the person starts, with the news that the support login is over.
pub fn over(site: &Site) -> Response {
    let answer = Redirect::to("/").into_response();
    flash::done(site, answer, support::END_FORM)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_is_found_beneath_its_support_login() {
        assert_eq!(call("/support/0a/api/list_users"), Some("/api/list_users"));
        for other in [
            "/api/list_users",
            "/support/api/x",
            "/support/0a/users",
            "/support",
        ] {
            assert_eq!(call(other), None, "{other}");
        }
    }
}
