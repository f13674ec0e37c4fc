//! Which reseller a sign-in is for.

use crate::http::host;
use crate::session;
use crate::site::Site;
use domain::Result;
use domain::reseller::Realm;
use http::request::Parts;

/// What an address says about the realm.
#[derive(Clone, Debug)]
pub enum Found {
    /// This one.
    Realm(Realm),
    /// One of several; which ones there are is nobody's business.
    Several,
    /// There is no reseller at all: set-up comes first.
    None,
}

/// Finds the realm: by the host name, else by the slug in the address, else by the one that this
/// browser signed in to last, else it is the only one. An unknown slug is like none.
pub async fn find(site: &Site, parts: &Parts, slug: Option<&str>) -> Result<Found> {
    let sign_ins = &site.sign_ins;
    if let Some(realm) = sign_ins.realm_by_host(&host::name(parts)).await? {
        return Ok(Found::Realm(realm));
    }
    let remembered = session::last_realm(site, &parts.headers);
    if let Some(slug) = slug.or(remembered)
        && let Some(realm) = sign_ins.realm_by_slug(slug).await?
    {
        return Ok(Found::Realm(realm));
    }
    let mut realms = sign_ins.realms().await?;
    Ok(match (realms.len(), realms.pop()) {
        (1, Some(realm)) => Found::Realm(realm),
        (_, None) => Found::None,
        _ => Found::Several,
    })
}
