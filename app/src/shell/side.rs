//! The sidebar: where one can go, and who is signed in.

use super::{NavEntry, Person};
use crate::theme::Theme;
use crate::ui::{Avatar, Button, ButtonKind, Glyph, Icon, Look, ThemeSwitch};
use crate::words::t;
use leptos::html;
use leptos::prelude::*;

/// The sidebar, on a narrow screen a drawer: a popover, which the browser opens by itself.
#[component]
pub(super) fn Sidebar(
    brand: Signal<String>,
    nav: Signal<Vec<NavEntry>>,
    person: Signal<Person>,
    path: Signal<String>,
    theme: RwSignal<Theme>,
    listing: RwSignal<bool>,
    visits: bool,
) -> impl IntoView {
    let side = NodeRef::<html::Aside>::new();
    let close = move || {
        if let Some(side) = side.get_untracked() {
            // On a wide screen it is no drawer, and there is nothing to close.
            let _ = side.hide_popover();
        }
    };
    let entry = move |NavEntry {
                          label,
                          href,
                          glyph,
                          count,
                          is_start,
                      }: NavEntry| {
        let place = href.clone();
        let is_here = move || {
            path.with(|path| {
                path.strip_prefix(place.as_str())
                    .is_some_and(|rest| rest.is_empty() || (!is_start && rest.starts_with('/')))
            })
        };
        view! {
            <a href=href aria-current=move || is_here().then_some("page") on:click=move |_| close()>
                <Icon glyph />
                <span>{label}</span>
                {count.map(|count| view! { <span class="nav-count">{count}</span> })}
            </a>
        }
    };
    view! {
        <aside class="side" id="side" popover="auto" node_ref=side>
            <span class="inert" inner_html=move || brand.get()></span>
            <nav class="nav" aria-label=t!("Main")>
                {move || nav.get().into_iter().map(entry).collect_view()}
            </nav>
            <Account person theme listing visits close=Callback::new(move |()| close()) />
        </aside>
    }
}

/// Who is signed in, and what opens above it.
#[component]
fn Account(
    person: Signal<Person>,
    theme: RwSignal<Theme>,
    listing: RwSignal<bool>,
    visits: bool,
    close: Callback<()>,
) -> impl IntoView {
    let panel = NodeRef::<html::Div>::new();
    let leave = move || {
        if let Some(panel) = panel.get_untracked() {
            // Open, or it could not have been pressed.
            let _ = panel.hide_popover();
        }
        close.run(());
    };
    let list = move |_| {
        leave();
        listing.set(true);
    };
    view! {
        <button type="button" class="account" popovertarget="account-panel">
            {move || view! { <Avatar name=person.get().name /> }}
            <span class="account-words">
                <span>{move || person.get().name}</span>
                <small>{move || person.get().detail}</small>
            </span>
            <Icon glyph=Glyph::ChevronUpDown />
        </button>
        <div class="account-panel" id="account-panel" popover="auto" node_ref=panel>
            <ThemeSwitch theme />
            <Button look=Look::Ghost icon=Glyph::Keyboard on:click=list>
                {t!("Keyboard shortcuts")}
            </Button>
            {(!visits).then(|| view! {
                <a class="button" data-look="ghost" href="/profile" on:click=move |_| leave()>
                    <Icon glyph=Glyph::Pencil />
                    {t!("Your profile")}
                </a>
                <form method="post" action="/logout">
                    <Button kind=ButtonKind::Submit look=Look::Ghost icon=Glyph::SignOut>
                        {t!("Sign out")}
                    </Button>
                </form>
            })}
        </div>
    }
}
