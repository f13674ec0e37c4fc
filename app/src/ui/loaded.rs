//! What stands on a page once something has been loaded.

use leptos::children::{TypedChildren, ViewFnOnce};
use leptos::prelude::*;

/// Shows its content when a resource has come, and keeps it while the resource comes anew.
///
/// On the server the content is made after the resource has come, and only then. If it were made
/// before as well, as a `Transition` does to see what is read inside, it could take what it saw then
/// for what there is: several threads work on a page.
#[component]
pub fn Loaded<T, C>(
    /// What is waited for. Made outside of this: inside it would be made once for each look.
    resource: Resource<T>,
    /// Stands here in the browser until it has come for the first time.
    #[prop(optional, into)]
    fallback: ViewFnOnce,
    /// Told in the browser whether it is on its way.
    #[prop(optional)]
    pending: Option<RwSignal<bool>>,
    /// What is shown of it.
    children: TypedChildren<C>,
) -> impl IntoView
where
    T: Send + Sync + 'static,
    C: IntoView + Send + 'static,
{
    let props = TransitionProps::builder().fallback(fallback);
    #[cfg(feature = "ssr")]
    {
        use super::erased::Erase;
        let _ = pending;
        let content = move || {
            let content = children.into_inner();
            Suspend::new(async move {
                resource.by_ref().await;
                content().erase()
            })
        };
        Transition(props.children(ToChildren::to_children(content)).build())
    }
    #[cfg(not(feature = "ssr"))]
    {
        let _ = resource;
        let pending = pending.unwrap_or_else(|| RwSignal::new(false));
        Transition(props.set_pending(pending).children(children).build())
    }
}
