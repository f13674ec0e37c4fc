//! The pages: their addresses, and for whom they are.

use domain::user::Role;

/// For whom a page is. Anybody else is told that it does not exist, or to sign in first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Everybody, signed in or not.
    Anyone,
    /// People of a reseller.
    Reseller,
    /// People of a customer.
    Resellee,
    /// Everybody who is signed in as themselves.
    SignedIn,
    /// People of a reseller in the console of a customer.
    Support,
}

impl Audience {
    /// Whether somebody in a role (`None`: not signed in), or in a support login, belongs to it.
    pub fn includes(self, role: Option<Role>, in_support: bool) -> bool {
        match self {
            Self::Anyone => true,
            Self::Reseller => role == Some(Role::Reseller) && !in_support,
            Self::Resellee => role == Some(Role::Resellee) && !in_support,
            Self::SignedIn => role.is_some() && !in_support,
            Self::Support => in_support,
        }
    }
}

/// A page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageRoute {
    /// Its address; a segment in braces stands for any one segment.
    pub path: &'static str,
    /// For whom it is.
    pub audience: Audience,
}

/// All pages. The router has the same (a test compares them); the server keeps everybody else out.
pub const PAGES: &[PageRoute] = &[
    page("/", Audience::Reseller),
    page("/attention", Audience::Reseller),
    page("/login", Audience::Anyone),
    page("/login/{slug}", Audience::Anyone),
    page("/setup/{token}", Audience::Anyone),
    page("/forgot", Audience::Anyone),
    page("/forgot/{slug}", Audience::Anyone),
    page("/reset/{token}", Audience::Anyone),
    page("/password", Audience::Anyone),
    page("/code", Audience::Anyone),
    page("/invitation/{token}", Audience::Anyone),
    page("/customers", Audience::Reseller),
    page("/join/{token}", Audience::Anyone),
    page("/verify/{token}", Audience::Anyone),
    page("/customers/import", Audience::Reseller),
    page("/customers/invitations", Audience::Reseller),
    page("/customers/{id}", Audience::Reseller),
    page("/customers/{id}/{tab}", Audience::Reseller),
    page("/activity", Audience::Reseller),
    page("/audit", Audience::Reseller),
    page("/settings", Audience::Reseller),
    page("/settings/{room}", Audience::Reseller),
    page("/profile", Audience::SignedIn),
    page("/console", Audience::Resellee),
    page("/console/{room}", Audience::Resellee),
    page("/support/{support}", Audience::Support),
    page("/support/{support}/{room}", Audience::Support),
];

const fn page(path: &'static str, audience: Audience) -> PageRoute {
    PageRoute { path, audience }
}

/// The page at an address. An address written out wins over one with braces.
pub fn page_at(path: &str) -> Option<PageRoute> {
    let path = path
        .strip_suffix('/')
        .filter(|rest| !rest.is_empty())
        .unwrap_or(path);
    PAGES.iter().copied().find(|page| matches(page.path, path))
}

/// Where somebody starts after signing in.
pub const fn start_page(role: Role) -> &'static str {
    match role {
        Role::Reseller => "/",
        Role::Resellee => "/console",
    }
}

fn matches(pattern: &str, path: &str) -> bool {
    let (mut wanted, mut given) = (pattern.split('/'), path.split('/'));
    loop {
        match (wanted.next(), given.next()) {
            (None, None) => return true,
            (Some(wanted), Some(given)) if wanted == given => {}
            (Some(wanted), Some(given)) if wanted.starts_with('{') && !given.is_empty() => {}
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_finds_its_page() {
        assert_eq!(
            page_at("/customers").map(|page| page.path),
            Some("/customers")
        );
        assert_eq!(
            page_at("/customers/").map(|page| page.path),
            Some("/customers")
        );
        assert_eq!(
            page_at("/customers/import").map(|page| page.path),
            Some("/customers/import")
        );
        assert_eq!(
            page_at("/customers/0199/usage").map(|p| p.path),
            Some("/customers/{id}/{tab}")
        );
        assert_eq!(page_at("/customers/0199/usage/more"), None);
        assert_eq!(page_at("/").map(|page| page.path), Some("/"));
    }
}
