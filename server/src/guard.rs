//! Who gets to which address. Whatever is in no list does not exist, so that a new route cannot
//! be forgotten here.

use crate::door;
use crate::http::failure;
use crate::http::host;
use crate::local_path::LocalPath;
use crate::logo;
use crate::pages;
use crate::session::{Step, Visitor};
use crate::site::Site;
use crate::support;
use app::routes::{Audience, page_at, start_page};
use app::support::{BEGIN_FORM, END_FORM};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use domain::Error;
use http::Method;
use http::request::Parts;
use std::sync::Arc;

/// A route that is not a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlainRoute {
    /// The method it answers.
    pub method: Method,
    /// Its address; a segment in braces stands for any one segment.
    pub path: &'static str,
    /// For whom it is.
    pub audience: Audience,
}

/// All routes that are neither pages nor server functions. Server functions, below `/api/` and
/// `/support/{id}/api/`, ask for their permit themselves.
pub const ROUTES: &[PlainRoute] = &[
    route(Method::POST, "/login", Audience::Anyone),
    route(Method::POST, "/login/{slug}", Audience::Anyone),
    route(Method::POST, "/logout", Audience::Anyone),
    route(Method::POST, "/setup/{token}", Audience::Anyone),
    route(Method::POST, "/forgot", Audience::Anyone),
    route(Method::POST, "/forgot/{slug}", Audience::Anyone),
    route(Method::POST, "/invitation/{token}", Audience::Anyone),
    route(Method::POST, "/join/{token}", Audience::Anyone),
    route(Method::POST, "/verify/{token}", Audience::Anyone),
    route(Method::POST, "/password", Audience::Anyone),
    route(Method::POST, "/code", Audience::Anyone),
    route(Method::POST, "/profile/password", Audience::SignedIn),
    route(Method::POST, "/reset/{token}", Audience::Anyone),
    route(Method::POST, "/theme", Audience::Anyone),
    route(Method::POST, BEGIN_FORM, Audience::Reseller),
    route(Method::POST, END_FORM, Audience::Reseller),
    route(Method::GET, "/api", Audience::Anyone),
    route(Method::GET, "/logo/{id}", Audience::Anyone),
    route(Method::POST, logo::FORM, Audience::Reseller),
    route(Method::GET, "/live/transcriptions", Audience::SignedIn),
    route(
        Method::GET,
        "/support/{id}/live/transcriptions",
        Audience::Support,
    ),
    route(Method::GET, "/dashboard/export", Audience::Reseller),
    route(Method::GET, "/usage/export", Audience::SignedIn),
    route(Method::GET, "/support/{id}/usage/export", Audience::Support),
    route(Method::GET, "/ledger/export", Audience::SignedIn),
    route(
        Method::GET,
        "/support/{id}/ledger/export",
        Audience::Support,
    ),
    route(Method::GET, "/audit/export", Audience::Reseller),
    route(Method::GET, "/customers/export", Audience::Reseller),
    route(Method::POST, "/customers/export", Audience::Reseller),
    route(Method::POST, "/customers/import", Audience::Reseller),
    route(
        Method::POST,
        "/customers/import/{token}/apply",
        Audience::Reseller,
    ),
];

const fn route(method: Method, path: &'static str, audience: Audience) -> PlainRoute {
    PlainRoute {
        method,
        path,
        audience,
    }
}

/// Sends everybody where they belong.
pub async fn guard(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let visitor = Visitor::of(request.extensions());
    if path.starts_with("/api/") || support::is_call(path) {
        return next.run(request).await;
    }
    if let (true, Some(role)) = (is_door(&request), visitor.role()) {
        return Redirect::to(start_page(role)).into_response();
    }
    let step = visitor.pending.as_ref().map(|(_, step)| *step);
    if let (true, Some(step)) = (is_door(&request), step) {
        return Redirect::to(step.page()).into_response();
    }
    let of_step = [Step::Code, Step::Password];
    let asked = of_step.into_iter().find(|step| step.page() == path);
    if asked.is_some() && asked != step {
        return Redirect::to("/").into_response();
    }
    match audience(request.method(), path) {
        Some(audience) if audience.includes(visitor.role(), visitor.is_in_support()) => {
            next.run(request).await
        }
        Some(_) if path == "/" => start(&visitor).into_response(),
        Some(_) if visitor.is_support_over => {
            let (parts, _) = request.into_parts();
            support_over(&site, &parts)
        }
        Some(_) if visitor.session.is_none() => {
            let (parts, _) = request.into_parts();
            signed_out(&parts, &visitor)
        }
        Some(_) | None => pages::not_found(&site, request).await,
    }
}

/// Sign-in pages have nothing to say to somebody who is signed in.
fn is_door(request: &Request) -> bool {
    let path = request.uri().path();
    request.method().is_safe() && (path == "/login" || path.starts_with("/login/"))
}

/// For whom an address is, or that there is none.
fn audience(method: &Method, path: &str) -> Option<Audience> {
    let method = if *method == Method::HEAD {
        &Method::GET
    } else {
        method
    };
    let plain = ROUTES
        .iter()
        .find(|route| route.method == *method && matches(route.path, path));
    plain.map(|route| route.audience).or_else(|| {
        let page = page_at(path).filter(|_| *method == Method::GET);
        page.map(|page| page.audience)
    })
}

fn matches(pattern: &str, path: &str) -> bool {
    let mut given = path.split('/');
    let is_same = pattern.split('/').all(|wanted| {
        let given = given.next();
        given == Some(wanted) || (wanted.starts_with('{') && given.is_some_and(|it| !it.is_empty()))
    });
    is_same && given.next().is_none()
}

/// People go to the sign-in page and come back; programs are told.
fn signed_out(parts: &Parts, visitor: &Visitor) -> Response {
    if !failure::wants_page(&parts.headers) {
        return failure::answer(&Error::SignedOut, parts);
    }
    if let Some((_, step)) = visitor.pending {
        return Redirect::to(step.page()).into_response();
    }
    let next = if parts.method.is_safe() {
        parts
            .uri
            .path_and_query()
            .and_then(|path| LocalPath::parse(path.as_str()))
    } else {
        let host = host::authority(&parts.uri, &parts.headers);
        LocalPath::of_referer(&parts.headers, host)
    };
    Redirect::to(&door::path(next.as_ref(), visitor.ended)).into_response()
}

/// People go to where they start, and are told; programs are told as well.
fn support_over(site: &Site, parts: &Parts) -> Response {
    if failure::wants_page(&parts.headers) {
        support::over(site)
    } else {
        failure::answer(&Error::SupportOver, parts)
    }
}

/// To where somebody starts who does not start at `/`.
fn start(visitor: &Visitor) -> Redirect {
    match (visitor.role(), &visitor.pending) {
        (Some(role), _) => Redirect::to(start_page(role)),
        (None, Some((_, step))) => Redirect::to(step.page()),
        (None, None) => Redirect::to(&door::path(None, visitor.ended)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_no_list_does_not_exist() {
        assert_eq!(
            audience(&Method::GET, "/customers/export"),
            Some(Audience::Reseller)
        );
        assert_eq!(
            audience(&Method::HEAD, "/customers"),
            Some(Audience::Reseller)
        );
        assert_eq!(audience(&Method::POST, "/customers"), None);
        assert_eq!(
            audience(&Method::POST, "/customers/import/x/apply"),
            Some(Audience::Reseller)
        );
        assert_eq!(audience(&Method::POST, "/customers/import//apply"), None);
        assert_eq!(audience(&Method::GET, "/nowhere"), None);
    }
}
