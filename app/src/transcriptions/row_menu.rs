//! The menu of a session, the same for every way to open it.

use super::cells::customer_href;
use super::query::TranscriptionsQuery;
use crate::dialog::go_beneath;
use crate::ui::{Anchor, CopyItem, Glyph, Menu, MenuItem, MenuLink, MenuSeparator};
use crate::words::t;
use domain::transcription::Transcription;
use leptos::prelude::*;

/// The session that a menu is about, and where it opens.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Target {
    pub(super) it: Transcription,
    pub(super) at: Anchor,
}

/// What can be done with one session of the list.
#[component]
pub(super) fn RowMenu(
    query: Memo<TranscriptionsQuery>,
    target: RwSignal<Option<Target>>,
) -> impl IntoView {
    let at = RwSignal::new(None::<Anchor>);
    Effect::new(move |_| {
        if let Some(target) = target.get() {
            at.set(Some(target.at));
        }
    });
    let label = move || {
        let name = target.with(|target| target.as_ref().map(|target| target.it.title()));
        name.map(|name| t!("Actions for {name}", name = name))
            .unwrap_or_default()
    };
    view! {
        <Menu label=Signal::derive(label) at>
            {move || target.get().map(|target| view! { <Entries query it=target.it/> })}
        </Menu>
    }
}

#[component]
fn Entries(query: Memo<TranscriptionsQuery>, it: Transcription) -> impl IntoView {
    let id = it.id;
    let go = go_beneath();
    let open = Callback::new(move |()| {
        go(&query.with_untracked(|query| query.with_session(Some(id)).href()));
    });
    let external_id = it.external_id.clone().map(|value| {
        view! {
            <CopyItem
                glyph=Glyph::Copy
                label=t!("Copy external ID")
                value
                copied=t!("External ID copied")
            />
        }
    });
    let customer = query
        .with_untracked(|query| query.place.is_of_all)
        .then(|| {
            view! {
                <MenuSeparator/>
                <MenuLink
                    glyph=Glyph::Users
                    label=t!("All sessions of this customer")
                    href=customer_href(&it)
                />
            }
        });
    view! {
        <MenuItem glyph=Glyph::Eye label=t!("View details…") keys=t!("Enter") on_pick=open/>
        <CopyItem
            glyph=Glyph::Copy
            label=t!("Copy ID")
            value=id.to_string()
            copied=t!("Session ID copied")
        />
        {external_id}
        {customer}
    }
}
