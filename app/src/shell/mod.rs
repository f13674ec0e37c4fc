//! The frames of the house: around every page of somebody signed in, and around a single sheet.

mod plain;
mod side;
mod top;

pub use plain::Plain;

use crate::theme::Theme;
use crate::ui::{Content, Glyph, serve_shortcuts};
use crate::words::t;
use leptos::prelude::*;
use side::Sidebar;
use top::TopBar;

/// An entry of the sidebar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NavEntry {
    /// What it says.
    pub label: &'static str,
    /// Its address; the pages beneath it belong to it.
    pub href: String,
    /// Its picture.
    pub glyph: Glyph,
    /// How many there are, where that is worth knowing.
    pub count: Option<String>,
    /// Whether the pages beneath its address are entries of their own.
    pub is_start: bool,
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

/// The frame around every page of somebody signed in: sidebar, top bar, page.
#[component]
pub fn Shell(
    /// Whose house it is, as HTML: a signal of a kind that there is anyway.
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
    /// Whether they are in somebody else's house: their own account is not here then.
    #[prop(optional)]
    visits: bool,
    /// Whether the list of keys is open.
    listing: RwSignal<bool>,
    /// The page.
    children: Content,
) -> impl IntoView {
    serve_shortcuts(listing);
    view! {
        <a class="skip" href="#main" rel="external">
            {t!("Skip to the page")}
        </a>
        <div class="shell">
            <Sidebar brand nav person path theme listing visits />
            <div class="shell-page">
                <TopBar crumbs person theme on_jump jump_href />
                <main id="main" tabindex="-1">
                    {children.show()}
                </main>
            </div>
        </div>
    }
}
