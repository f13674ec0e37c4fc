//! What the server tells a page as it is loaded: the same in the browser as on the server. All of it
//! comes in one piece, because each piece costs the browser code of its own.

use crate::brand::PageBrand;
use crate::flash::{Flash, PageFlash};
use crate::viewer::{Frame, Visitor};
use domain::brand::Brand;
use leptos::prelude::{SharedValue, provide_context};
use serde::{Deserialize, Serialize};

#[derive(Clone, Default, Serialize, Deserialize)]
struct Arrival {
    /// Who is signed in, and what their frame shows.
    frame: Option<Frame>,
    /// On a page that nobody has signed in to: whose it is.
    brand: Option<Brand>,
    /// What a form that was posted without WebAssembly left behind.
    flash: Option<Flash>,
    /// What is said of that form, if it was done.
    done: Option<String>,
}

impl Arrival {
    #[cfg(feature = "ssr")]
    fn of_this_request() -> Self {
        let Some(context) = leptos::prelude::use_context::<crate::backend::Context>() else {
            return Self::default();
        };
        let done = context.flash.as_ref().and_then(crate::flash::done_words);
        Self {
            done: done.map(str::to_owned),
            frame: context.frame,
            brand: context.brand,
            flash: context.flash,
        }
    }

    #[cfg(not(feature = "ssr"))]
    fn of_this_request() -> Self {
        Self::default()
    }
}

/// Makes it known to everything on the page, and answers what is to be said first. Called once, by
/// the application.
pub(crate) fn arrive() -> Option<String> {
    let arrival = SharedValue::new(Arrival::of_this_request).into_inner();
    provide_context(PageFlash(arrival.flash));
    provide_context(PageBrand(arrival.brand));
    provide_context(Visitor::arrived(arrival.frame));
    arrival.done
}
