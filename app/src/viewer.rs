//! Who looks at the page, and what its frame shows them.

use crate::failure::Failure;
use domain::customer::CustomerCounts;
use domain::user::{Role, Viewer};
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

/// The frame of the signed-in person.
#[server(endpoint = "load_frame", input = server_fn::codec::Json)]
pub async fn load_frame() -> Result<Frame, Failure> {
    use crate::backend::{allowed, backend, session};
    use domain::access::ViewCustomers;
    let (backend, session) = (backend()?, session()?);
    let viewer = backend.viewer(&session).await?;
    let customers = match allowed::<ViewCustomers>() {
        Ok(permit) => Some(backend.customer_counts(&permit).await?),
        Err(_) => None,
    };
    Ok(Frame { viewer, customers })
}

/// The role of whoever loaded the page, the same in the browser as on the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Visitor(pub(crate) Option<Role>);

/// Who loaded the page. Called once, by the application.
pub(crate) fn visitor() -> Visitor {
    let role = SharedValue::new(|| {
        #[cfg(feature = "ssr")]
        {
            crate::backend::session()
                .ok()
                .map(|session| session.subject().role())
        }
        #[cfg(not(feature = "ssr"))]
        {
            None
        }
    });
    Visitor(role.into_inner())
}
