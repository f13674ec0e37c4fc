//! The top bar: where one is, and where one could jump to.

use super::{Crumb, Person};
use crate::theme::Theme;
use crate::ui::{Avatar, Erase, Glyph, Icon, ThemeSwitch};
use crate::words::t;
use leptos::prelude::*;

#[component]
pub(super) fn TopBar(
    crumbs: Signal<Vec<Crumb>>,
    person: Signal<Person>,
    theme: RwSignal<Theme>,
    on_jump: Option<Callback<()>>,
    jump_href: &'static str,
) -> impl IntoView {
    let crumb = |Crumb { label, href }: Crumb| match href {
        Some(href) => view! {
            <li>
                <a href=href>{label}</a>
                <Icon glyph=Glyph::ChevronRight />
            </li>
        }
        .erase(),
        None => view! {
            <li>
                <b aria-current="page">{label}</b>
            </li>
        }
        .erase(),
    };
    view! {
        <header class="top">
            <button
                type="button"
                class="icon-button narrow-only"
                popovertarget="side"
                aria-label=t!("Menu")
            >
                <Icon glyph=Glyph::Menu />
            </button>
            <nav class="crumbs" aria-label=t!("Breadcrumbs")>
                <ol>{move || crumbs.get().into_iter().map(crumb).collect_view()}</ol>
            </nav>
            <div class="top-end">
                {on_jump.map(|on_jump| view! { <JumpLink on_jump href=jump_href /> })}
                <div class="wide-only">
                    <ThemeSwitch theme narrow=true />
                </div>
                <button
                    type="button"
                    class="narrow-only"
                    popovertarget="account-panel"
                    aria-label=move || person.get().name
                >
                    {move || view! { <Avatar name=person.get().name /> }}
                </button>
            </div>
        </header>
    }
}

/// Leads to the search of the list until the page answers, and then opens the jump dialog.
#[component]
fn JumpLink(on_jump: Callback<()>, href: &'static str) -> impl IntoView {
    let jump = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        on_jump.run(());
    };
    view! {
        <a class="jump-link" href=href aria-label=t!("Jump to…") aria-keyshortcuts="Control+K" on:click=jump>
            <Icon glyph=Glyph::Search />
            <span>{t!("Jump to…")}</span>
            <kbd aria-hidden="true">{t!("Ctrl K")}</kbd>
        </a>
    }
}
