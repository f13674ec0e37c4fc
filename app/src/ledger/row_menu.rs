//! The menu of an entry, the same for every way to open it.

use super::cells::title;
use super::entries::LedgerState;
use super::query::Dialog;
use crate::dialog::go_beneath;
use crate::ui::{Anchor, CopyItem, Glyph, Menu, MenuItem};
use crate::words::t;
use domain::ledger::LedgerEntry;
use leptos::prelude::*;

/// The entry that a menu is about, and where it opens.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Target {
    pub(super) it: LedgerEntry,
    pub(super) at: Anchor,
}

/// What can be done with one entry of the ledger.
#[component]
pub(super) fn RowMenu(state: LedgerState, target: RwSignal<Option<Target>>) -> impl IntoView {
    let at = RwSignal::new(None::<Anchor>);
    Effect::new(move |_| {
        if let Some(target) = target.get() {
            at.set(Some(target.at));
        }
    });
    let label = move || {
        let name = target.with(|target| target.as_ref().map(|target| title(&target.it)));
        name.map(|name| t!("Actions for {name}", name = name))
            .unwrap_or_default()
    };
    view! {
        <Menu label=Signal::derive(label) at>
            {move || target.get().map(|target| view! { <Entries state it=target.it/> })}
        </Menu>
    }
}

#[component]
fn Entries(state: LedgerState, it: LedgerEntry) -> impl IntoView {
    let number = it.number;
    let go = go_beneath();
    let open = move |dialog: Dialog| {
        let go = go.clone();
        Callback::new(move |()| go(&state.href(Some(dialog))))
    };
    let reverse = state.can_reverse(&it).then(|| {
        view! {
            <MenuItem
                glyph=Glyph::Refresh
                label=t!("Reverse…")
                on_pick=open(Dialog::Reverse(number))
            />
        }
    });
    view! {
        <MenuItem
            glyph=Glyph::Eye
            label=t!("View details…")
            keys=t!("Enter")
            on_pick=open(Dialog::Details(number))
        />
        <CopyItem
            glyph=Glyph::Copy
            label=t!("Copy ID")
            value=it.id.to_string()
            copied=t!("Entry ID copied")
        />
        {reverse}
    }
}
