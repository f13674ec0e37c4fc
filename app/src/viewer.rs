//! Who looks at the page, and what its frame shows them.

use crate::failure::Failure;
use crate::json::Json;
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
}

impl Frame {
    /// What is shown to somebody who has signed in.
    #[cfg(feature = "ssr")]
    pub async fn of(
        backend: &dyn domain::Backend,
        session: &domain::access::Session,
    ) -> domain::Result<Self> {
        use domain::access::{Permit, ViewCustomers};
        let viewer = backend.viewer(session).await?;
        let customers = match Permit::<ViewCustomers>::ask(session) {
            Ok(permit) => Some(backend.customer_counts(&permit).await?),
            Err(_) => None,
        };
        Ok(Self { viewer, customers })
    }
}

/// The frame of the signed-in person, as it is now.
#[server(endpoint = "load_frame", input = Json, output = Json)]
pub async fn load_frame() -> Result<Frame, Failure> {
    use crate::backend::{backend, session};
    Ok(Frame::of(&*backend()?, &session()?).await?)
}

/// Whoever loaded the page, the same in the browser as on the server. The frame comes with the
/// page, not as a resource: a page that is made while something else loads is made several times,
/// and so is everything that it loads itself.
#[derive(Clone, Debug)]
pub(crate) struct Visitor(pub(crate) Option<Frame>);

impl Visitor {
    /// Who loaded this page. Called once, by the application.
    pub(crate) fn of_this_page() -> Self {
        let frame = SharedValue::new(|| {
            #[cfg(feature = "ssr")]
            {
                use_context::<crate::backend::Context>().and_then(|context| context.frame)
            }
            #[cfg(not(feature = "ssr"))]
            {
                None
            }
        });
        Self(frame.into_inner())
    }
}
