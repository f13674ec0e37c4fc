//! Who looks at the page, and what its frame shows them.

use crate::failure::Failure;
use crate::json::Json;
use crate::support;
use domain::customer::CustomerCounts;
use domain::user::Viewer;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What the frame around every page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame {
    /// The signed-in person.
    pub viewer: Viewer,
    /// The reseller's customers; none for a RESELLEE.
    pub customers: Option<CustomerCounts>,
    /// How many seconds a support login lasts yet.
    pub support_left: Option<i64>,
}

impl Frame {
    /// What is shown to somebody who has signed in.
    #[cfg(feature = "ssr")]
    pub async fn of(
        backend: &dyn domain::Backend,
        session: &domain::access::Session,
        now: domain::timestamp::Timestamp,
    ) -> domain::Result<Self> {
        use domain::access::{Permit, ViewCustomers};
        let viewer = backend.viewer(session).await?;
        let customers = match Permit::<ViewCustomers>::ask(session) {
            Ok(permit) => Some(backend.customer_counts(&permit).await?),
            Err(_) => None,
        };
        let until = session.support().map(|support| support.until);
        Ok(Self {
            viewer,
            customers,
            support_left: until.map(|until| until.seconds_since(now)),
        })
    }
}

/// The frame of the signed-in person, as it is now.
#[server(endpoint = "load_frame", input = Json, output = Json)]
pub async fn load_frame() -> Result<Frame, Failure> {
    use crate::backend::{backend, now, session};
    Ok(Frame::of(&*backend()?, &session()?, now()?).await?)
}

/// Whoever loaded the page, the same in the browser as on the server. The frame comes with the
/// page, not as a resource: a page that is made while something else loads is made several times,
/// and so is everything that it loads itself.
#[derive(Clone, Debug)]
pub(crate) struct Visitor(pub(crate) Option<Frame>);

impl Visitor {
    /// Who has arrived.
    pub(crate) fn arrived(frame: Option<Frame>) -> Self {
        let visitor = Self(frame);
        #[cfg(feature = "hydrate")]
        visitor.call_in_support();
        visitor
    }

    /// What everything in the support login that this page is in is beneath: empty in none.
    fn base(&self) -> String {
        let support = self.0.as_ref().and_then(|frame| frame.viewer.support);
        let base = support.map(|support| support::base_of(&support.id.to_string()));
        base.unwrap_or_default()
    }

    /// Has all server functions of this page called in its support login.
    #[cfg(feature = "hydrate")]
    fn call_in_support(&self) {
        // Set once already, if somebody should take the page over twice.
        let _ = server_fn::client::try_set_server_url(self.base().leak());
    }
}

/// Where a form of this page is posted to, so that it is done in its support login.
pub(crate) fn action(form: &'static str) -> String {
    let base = use_context::<Visitor>().map(|visitor| visitor.base());
    base.unwrap_or_default() + form
}

/// The address that a page of the console begins with.
pub(crate) fn console_base(viewer: &Viewer) -> String {
    viewer.support.map_or_else(
        || "/console".to_owned(),
        |support| support::base_of(&support.id.to_string()),
    )
}
