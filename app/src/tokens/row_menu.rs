//! The menu of a token, the same for every way to open it.

use super::query::{Dialog, TokensQuery};
use crate::dialog::go_beneath;
use crate::ui::{Anchor, CopyItem, Glyph, Menu, MenuItem, MenuSeparator};
use crate::words::t;
use domain::api_token::ApiToken;
use domain::id::TokenId;
use leptos::prelude::*;

/// The token that a menu is about, and where it opens.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Target {
    pub(super) token: ApiToken,
    pub(super) at: Anchor,
}

/// What can be done with one token of the list.
#[component]
pub(super) fn RowMenu(query: Memo<TokensQuery>, target: RwSignal<Option<Target>>) -> impl IntoView {
    let at = RwSignal::new(None::<Anchor>);
    Effect::new(move |_| {
        if let Some(target) = target.get() {
            at.set(Some(target.at));
        }
    });
    let label = move || {
        let name = target.with(|target| target.as_ref().map(|it| it.token.name.to_string()));
        name.map(|name| t!("Actions for {name}", name = name))
            .unwrap_or_default()
    };
    view! {
        <Menu label=Signal::derive(label) at>
            {move || target.get().map(|Target { token, .. }| {
                view! { <Entries query id=token.id is_good=token.state.is_good()/> }
            })}
        </Menu>
    }
}

#[component]
fn Entries(query: Memo<TokensQuery>, id: TokenId, is_good: bool) -> impl IntoView {
    let go = go_beneath();
    let open = move |dialog: Dialog| {
        let go = go.clone();
        Callback::new(move |()| {
            go(&query.with_untracked(|query| query.with_dialog(dialog).href()));
        })
    };
    // Nothing is left to be done to one that is no good any more.
    let actions = is_good.then(|| {
        view! {
            <MenuSeparator/>
            <MenuItem
                glyph=Glyph::Refresh
                label=t!("Rotate…")
                change=true
                on_pick=open(Dialog::Rotate(id))
            />
            <MenuSeparator/>
            <MenuItem
                glyph=Glyph::Power
                label=t!("Revoke…")
                danger=true
                change=true
                on_pick=open(Dialog::Revoke(id))
            />
        }
    });
    view! {
        <CopyItem
            glyph=Glyph::Copy
            label=t!("Copy token ID")
            value=id.to_string()
            copied=t!("Token ID copied")
        />
        {actions}
    }
}
