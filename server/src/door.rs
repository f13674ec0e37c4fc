//! What pages are told that nobody has signed in to, and whose they are.

use crate::links;
use crate::local_path::LocalPath;
use crate::pages::query_value;
use crate::password;
use crate::secret::Secret;
use crate::session::Visitor;
use crate::setup;
use crate::sign_in::realm::{self, Found};
use crate::site::Site;
use app::sign_in::{Door, Ended};
use domain::Result;
use domain::access::Permit;
use domain::brand::Brand;
use domain::link::{LinkKind, LinkState};
use domain::sign_in::SessionEnd;
use http::request::Parts;

/// On the page of a link: what the link is worth, and whose it is if it can be used.
pub async fn of_link(site: &Site, parts: &Parts) -> Result<Option<(Door, Option<Brand>)>> {
    let path = parts.uri.path();
    let beneath = |kind: &LinkKind| path.strip_prefix(links::path(*kind))?.strip_prefix('/');
    let Some((kind, token)) = LinkKind::ALL
        .into_iter()
        .find_map(|kind| beneath(&kind).map(|token| (kind, token)))
    else {
        return Ok(None);
    };
    let (secret, now) = (Secret::parse(token), site.clock.now());
    let mut door = Door::default();
    let brand = match (kind, secret.map(|secret| secret.hash())) {
        (LinkKind::Invitation | LinkKind::PasswordReset, _) => {
            let state = links::state(site, kind, token).await?;
            let brand = brand_of(&state, |holder| &holder.brand);
            door.link = Some(state.into());
            brand
        }
        (LinkKind::CustomerInvitation, Some(token)) => {
            let state = site.registrations.customer_invitation_link(token, now);
            let state = state.await?;
            let brand = brand_of(&state, |open| &open.letterhead.brand);
            door.join = Some(state.into());
            brand
        }
        (LinkKind::Verification, Some(token)) => {
            let state = site.backend.verification_link(token, now).await?;
            let brand = brand_of(&state, |open| &open.brand);
            door.verify = Some(state.into());
            brand
        }
        (LinkKind::CustomerInvitation | LinkKind::Verification, None) => None,
    };
    Ok(Some((door, brand)))
}

fn brand_of<T>(state: &LinkState<T>, of: impl FnOnce(&T) -> &Brand) -> Option<Brand> {
    match state {
        LinkState::Open(holder) => Some(of(holder).clone()),
        LinkState::Used | LinkState::Expired | LinkState::Revoked | LinkState::Unknown => None,
    }
}

/// On every other page, and where a link says nothing: whose page it is, as far as the address or
/// the browser says so.
pub async fn of_page(site: &Site, parts: &Parts) -> Result<(Door, Option<Brand>)> {
    let path = parts.uri.path();
    let slug = path
        .strip_prefix("/login/")
        .or_else(|| path.strip_prefix("/forgot/"))
        .map(|slug| slug.trim_end_matches('/'));
    let (brand, needs_setup) = match realm::find(site, parts, slug).await? {
        Found::Realm(realm) => (Some(realm.brand), false),
        Found::Several => (None, false),
        Found::None => (None, true),
    };
    let is_setup_offered = match path.strip_prefix("/setup/") {
        Some(token) => setup::is_offered(site, token).await?,
        None => false,
    };
    let next = query_value(parts, "next").and_then(|path| LocalPath::after_sign_in(&path));
    let ended = query_value(parts, "ended").and_then(|word| ended(&word));
    let door = Door {
        has_realm: brand.is_some(),
        needs_setup,
        is_setup_offered,
        ended,
        next: next.map(|path| path.to_string()),
        email: email(site, parts).await?,
        ..Door::default()
    };
    Ok((door, brand))
}

/// The sign-in of somebody who has to choose another password.
async fn email(site: &Site, parts: &Parts) -> Result<Option<String>> {
    let visitor = Visitor::of(&parts.extensions);
    match (parts.uri.path(), &visitor.pending) {
        (password::PAGE, Some((session, _))) => {
            let permit = Permit::ask(session)?;
            let own = site.sign_ins.own_credential(&permit).await?;
            Ok(Some(own.email.to_string()))
        }
        _ => Ok(None),
    }
}

/// The sign-in page that comes back to where somebody was, and says why it is shown.
pub fn path(next: Option<&LocalPath>, end: Option<SessionEnd>) -> String {
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
