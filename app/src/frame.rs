//! What is around every page of somebody who has signed in.

use crate::changes::Changes;
use crate::failure::Failure;
use crate::not_found::NotFound;
use crate::routes::Audience;
use crate::viewer::{Frame, Visitor, frame};
use leptos::prelude::*;

/// A part of the house that is for some people only. For everybody else it does not exist; the
/// server has sent those who could sign in to do so before.
#[component]
pub(crate) fn Room(audience: Audience, children: ChildrenFn) -> impl IntoView {
    let role = use_context::<Visitor>().and_then(|visitor| visitor.0);
    if audience.includes(role) {
        children().into_any()
    } else {
        view! { <NotFound/> }.into_any()
    }
}

/// The frame, as far as it is known.
#[derive(Clone, Copy)]
struct FrameContext(Signal<Option<Frame>>);

/// Who is signed in, and what the frame shows them.
pub(crate) fn use_frame() -> Signal<Option<Frame>> {
    use_context::<FrameContext>().map(|context| context.0).unwrap_or_default()
}
