//! The ways into a customer's console.

use super::BEGIN_FORM;
use crate::ui::{Button, ButtonKind, Glyph, Icon, Look, MenuPost, Popup};
use crate::words::t;
use domain::id::CustomerId;
use domain::support::SupportMode;
use leptos::prelude::*;

/// What a mode is called.
fn mode_words(mode: SupportMode) -> &'static str {
    match mode {
        SupportMode::Admin => t!("Admin login"),
        SupportMode::ReadOnly => t!("Read-only login"),
    }
}

/// The ways in, for the menu of a customer.
#[component]
pub(crate) fn SupportEntries(id: CustomerId) -> impl IntoView {
    let entry = |mode: SupportMode, glyph| {
        let fields = vec![
            ("customer", id.to_string()),
            ("mode", mode.as_str().to_owned()),
        ];
        view! { <MenuPost glyph label=mode_words(mode) action=BEGIN_FORM fields/> }
    };
    view! {
        {entry(SupportMode::Admin, Glyph::SignIn)}
        {entry(SupportMode::ReadOnly, Glyph::Eye)}
    }
}

/// The ways in, for the page of a customer: the one in front, the other behind the arrow.
#[component]
pub(crate) fn SupportButtons(id: CustomerId) -> impl IntoView {
    let (admin, read_only) = (SupportMode::Admin, SupportMode::ReadOnly);
    view! {
        <form class="split" method="post" action=BEGIN_FORM>
            <input type="hidden" name="customer" value=id.to_string()/>
            <Button
                kind=ButtonKind::Submit
                icon=Glyph::SignIn
                attr:name="mode"
                attr:value=admin.as_str()
            >
                {mode_words(admin)}
            </Button>
            <Popup
                class="button split-more"
                word=|| view! {
                    <span class="unseen">{t!("Other ways in")}</span>
                    <Icon glyph=Glyph::ChevronDown/>
                }
            >
                <Button
                    kind=ButtonKind::Submit
                    icon=Glyph::Eye
                    look=Look::Ghost
                    attr:name="mode"
                    attr:value=read_only.as_str()
                >
                    {mode_words(read_only)}
                </Button>
            </Popup>
        </form>
    }
}
