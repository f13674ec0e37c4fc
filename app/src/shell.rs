//! The frames of the house: around every page of somebody signed in, and around a single sheet.

use crate::theme::Theme;
use crate::ui::{Avatar, Button, ButtonKind, Glyph, Icon, Look, Shortcut, Shortcuts, ThemeSwitch};
use leptos::html;
use leptos::prelude::*;

/// An entry of the sidebar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NavEntry {
    /// What it says.
    pub label: &'static str,
    /// Its address; the pages beneath it belong to it.
    pub href: &'static str,
    /// Its picture.
    pub glyph: Glyph,
    /// How many there are, where that is worth knowing.
    pub count: Option<String>,
}

/// A page above the one that is shown, or that one itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crumb {
    /// What it is called.
    pub label: String,
    /// Its address; the page itself has none.
    pub href: Option<String>,
}

impl Crumb {
    /// A page above the one that is shown.
    pub fn above(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            href: Some(href.into()),
        }
    }

    /// The page that is shown.
    pub fn here(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            href: None,
        }
    }
}

/// Who is signed in, for the foot of the sidebar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The person's name.
    pub name: String,
    /// What the person is here: "Reseller".
    pub detail: String,
}

/// The keys that work on every page.
const SHORTCUTS: &[Shortcut] = &[
    Shortcut {
        keys: "/",
        does: "Search",
    },
    Shortcut {
        keys: "n",
        does: "New customer",
    },
    Shortcut {
        keys: "Ctrl K",
        does: "Jump to…",
    },
    Shortcut {
        keys: "↑ ↓",
        does: "Move from row to row",
    },
    Shortcut {
        keys: "Enter",
        does: "Open the row",
    },
    Shortcut {
        keys: "Space",
        does: "Select the row",
    },
    Shortcut {
        keys: "Shift Space",
        does: "Select all rows to this one",
    },
    Shortcut {
        keys: "Shift F10",
        does: "Menu of the row",
    },
    Shortcut {
        keys: "Esc",
        does: "Close",
    },
    Shortcut {
        keys: "?",
        does: "This list",
    },
];

/// The frame around every page of somebody signed in: sidebar, top bar, page.
#[component]
pub fn Shell(
    /// The reseller's name.
    #[prop(into)]
    brand: Signal<String>,
    /// The entries of the sidebar: only what there is.
    #[prop(into)]
    nav: Signal<Vec<NavEntry>>,
    /// Who is signed in.
    #[prop(into)]
    person: Signal<Person>,
    /// The path of the page.
    #[prop(into)]
    path: Signal<String>,
    /// From the house to the page.
    #[prop(into)]
    crumbs: Signal<Vec<Crumb>>,
    /// The chosen theme.
    theme: RwSignal<Theme>,
    /// Somebody wants to jump somewhere. Without it there is nowhere to jump to.
    on_jump: Option<Callback<()>>,
    /// Where that leads without a program.
    #[prop(default = "/customers")]
    jump_href: &'static str,
    /// The page.
    children: Children,
) -> impl IntoView {
    let listing = RwSignal::new(false);
    view! {
        <a class="skip" href="#main" rel="external">
            "Skip to the page"
        </a>
        <div class="shell">
            <Sidebar brand nav person path theme listing />
            <div class="shell-page">
                <TopBar crumbs person theme on_jump jump_href />
                <main id="main" tabindex="-1">
                    {children()}
                </main>
            </div>
        </div>
        <Shortcuts open=listing shortcuts=SHORTCUTS />
    }
}

/// The sidebar, on a narrow screen a drawer: a popover, which the browser opens by itself.
#[component]
fn Sidebar(
    brand: Signal<String>,
    nav: Signal<Vec<NavEntry>>,
    person: Signal<Person>,
    path: Signal<String>,
    theme: RwSignal<Theme>,
    listing: RwSignal<bool>,
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
                      }: NavEntry| {
        let is_here = move || {
            path.with(|path| {
                path.strip_prefix(href)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
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
            <Brand name=brand />
            <nav class="nav" aria-label="Main">
                {move || nav.get().into_iter().map(entry).collect_view()}
            </nav>
            <Account person theme listing close=Callback::new(move |()| close()) />
        </aside>
    }
}

/// The mark of the house with the reseller's name.
#[component]
fn Brand(name: Signal<String>) -> impl IntoView {
    view! {
        <div class="brand">
            <span class="mark">
                <Icon glyph=Glyph::Warehouse />
            </span>
            <span class="brand-name">{move || name.get()}</span>
        </div>
    }
}

/// Who is signed in, and what opens above it.
#[component]
fn Account(
    person: Signal<Person>,
    theme: RwSignal<Theme>,
    listing: RwSignal<bool>,
    close: Callback<()>,
) -> impl IntoView {
    let panel = NodeRef::<html::Div>::new();
    let list = move |_| {
        if let Some(panel) = panel.get_untracked() {
            // Open, or it could not have been pressed.
            let _ = panel.hide_popover();
        }
        close.run(());
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
                "Keyboard shortcuts"
            </Button>
            <form method="post" action="/logout">
                <Button kind=ButtonKind::Submit look=Look::Ghost icon=Glyph::SignOut>
                    "Sign out"
                </Button>
            </form>
        </div>
    }
}

#[component]
fn TopBar(
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
        .into_any(),
        None => view! {
            <li>
                <b aria-current="page">{label}</b>
            </li>
        }
        .into_any(),
    };
    view! {
        <header class="top">
            <button
                type="button"
                class="icon-button narrow-only"
                popovertarget="side"
                aria-label="Menu"
            >
                <Icon glyph=Glyph::Menu />
            </button>
            <nav class="crumbs" aria-label="Breadcrumbs">
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
        <a class="jump-link" href=href aria-label="Jump to…" aria-keyshortcuts="Control+K" on:click=jump>
            <Icon glyph=Glyph::Search />
            <span>"Jump to…"</span>
            <kbd aria-hidden="true">"Ctrl K"</kbd>
        </a>
    }
}

/// The frame of a page that is one sheet: signing in, setting up, nothing found.
#[component]
pub fn Plain(
    /// The name of the reseller, where it is known.
    #[prop(default = "Entrepot".into(), into)]
    brand: Signal<String>,
    /// What stands beneath the sheet.
    #[prop(optional, into)]
    foot: ViewFnOnce,
    /// What stands on it.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="gate">
            <main class="gate-sheet card" id="main">
                <Brand name=brand />
                {children()}
            </main>
            <footer class="gate-foot">{foot.run()}</footer>
        </div>
    }
}
