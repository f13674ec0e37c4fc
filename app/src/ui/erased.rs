//! Views whose type is forgotten, at fewer bytes.
//!
//! Leptos' own `into_any` keeps four ways to bring a view to life, one of them for pages whose code
//! is still being loaded while they are taken over. A page here is whole before it is taken over,
//! so that way is cut at every place where a type is forgotten: it was a fifth of the
//! WebAssembly.

use leptos::children::{ChildrenOptContainer, ToChildren};
use leptos::prelude::{AddAnyAttr, AnyView, IntoAny, Render, RenderHtml};
use leptos::tachys::html::attribute::Attribute;
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::ssr::StreamBuilder;
use leptos::tachys::view::{Position, PositionState};
use std::sync::Arc;

/// Forgets the type of a view. To be used wherever Leptos' examples say `into_any`.
pub trait Erase {
    /// The view without its type.
    fn erase(self) -> AnyView;
}

impl<V: RenderHtml + 'static> Erase for V {
    #[expect(clippy::disallowed_methods, reason = "here it is made lighter")]
    fn erase(self) -> AnyView {
        IntoAny::into_any(Whole(self))
    }
}

/// What stands inside a component, to be shown once.
pub struct Content(Box<dyn FnOnce() -> AnyView + Send>);

impl Content {
    /// Makes it.
    pub fn show(self) -> AnyView {
        (self.0)()
    }
}

impl Default for Content {
    fn default() -> Self {
        Self(Box::new(|| ().erase()))
    }
}

impl<F, V> ToChildren<F> for Content
where
    F: FnOnce() -> V + Send + 'static,
    V: RenderHtml + Send + 'static,
{
    fn to_children(view: F) -> Self {
        Self(Box::new(move || view().erase()))
    }
}

impl<V: RenderHtml + Send + 'static> ToChildren<ChildrenOptContainer<V>> for Content {
    fn to_children(view: ChildrenOptContainer<V>) -> Self {
        Self(Box::new(move || view.0.erase()))
    }
}

impl<F, V> From<F> for Content
where
    F: FnOnce() -> V + Send + 'static,
    V: RenderHtml + Send + 'static,
{
    fn from(view: F) -> Self {
        Self::to_children(view)
    }
}

/// What stands inside a component, to be shown as often as it is asked for.
#[derive(Clone)]
pub struct ContentFn(Arc<dyn Fn() -> AnyView + Send + Sync>);

impl ContentFn {
    /// Makes it once more.
    pub fn show(&self) -> AnyView {
        (self.0)()
    }
}

impl Default for ContentFn {
    fn default() -> Self {
        Self(Arc::new(|| ().erase()))
    }
}

impl<F, V> ToChildren<F> for ContentFn
where
    F: Fn() -> V + Send + Sync + 'static,
    V: RenderHtml + Send + 'static,
{
    fn to_children(view: F) -> Self {
        Self(Arc::new(move || view().erase()))
    }
}

impl<V: RenderHtml + Clone + Send + Sync + 'static> ToChildren<ChildrenOptContainer<V>>
    for ContentFn
{
    fn to_children(view: ChildrenOptContainer<V>) -> Self {
        Self(Arc::new(move || view.0.clone().erase()))
    }
}

impl<F, V> From<F> for ContentFn
where
    F: Fn() -> V + Send + Sync + 'static,
    V: RenderHtml + Send + 'static,
{
    fn from(view: F) -> Self {
        Self::to_children(view)
    }
}

/// A view that is taken over in one go: it has no `hydrate_async` of its own, and the one that the
/// trait gives it takes over at once.
struct Whole<V>(V);

impl<V: Render> Render for Whole<V> {
    type State = V::State;

    fn build(self) -> Self::State {
        self.0.build()
    }

    fn rebuild(self, state: &mut Self::State) {
        self.0.rebuild(state);
    }
}

impl<V: AddAnyAttr> AddAnyAttr for Whole<V> {
    type Output<A: Attribute> = Whole<V::Output<A>>;

    fn add_any_attr<A: Attribute>(self, attribute: A) -> Self::Output<A>
    where
        Self::Output<A>: RenderHtml,
    {
        Whole(self.0.add_any_attr(attribute))
    }
}

impl<V: RenderHtml> RenderHtml for Whole<V> {
    type AsyncOutput = Self;
    type Owned = Whole<V::Owned>;

    const MIN_LENGTH: usize = V::MIN_LENGTH;
    const EXISTS: bool = V::EXISTS;

    // What has to be waited for is read where it is waited for, directly inside the `Transition`.
    // To look for it in here as well, all would be made beforehand, once for each look.
    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self::AsyncOutput {
        self
    }

    fn html_len(&self) -> usize {
        self.0.html_len()
    }

    fn to_html_with_buf(
        self,
        buf: &mut String,
        position: &mut Position,
        escape: bool,
        mark_branches: bool,
        extra_attrs: Vec<AnyAttribute>,
    ) {
        self.0
            .to_html_with_buf(buf, position, escape, mark_branches, extra_attrs);
    }

    fn to_html_async_with_buf<const OUT_OF_ORDER: bool>(
        self,
        buf: &mut StreamBuilder,
        position: &mut Position,
        escape: bool,
        mark_branches: bool,
        extra_attrs: Vec<AnyAttribute>,
    ) {
        self.0.to_html_async_with_buf::<OUT_OF_ORDER>(
            buf,
            position,
            escape,
            mark_branches,
            extra_attrs,
        );
    }

    // Called for both ways to take a view over, and too large to stand in the WebAssembly twice.
    #[inline(never)]
    fn hydrate<const FROM_SERVER: bool>(
        self,
        cursor: &Cursor,
        position: &PositionState,
    ) -> Self::State {
        self.0.hydrate::<FROM_SERVER>(cursor, position)
    }

    fn into_owned(self) -> Self::Owned {
        Whole(self.0.into_owned())
    }
}
