//! Which columns a table has.

use super::button::{Button, ButtonKind, Look};
use super::filters::{CheckList, Choice};
use super::form::{GetForm, Kept};
use super::icon::{Glyph, Icon};
use super::popup::Popup;
use crate::words::t;
use leptos::prelude::*;

/// Opens to choose the columns of a table.
#[component]
pub fn ColumnChooser(
    /// Its name in the address.
    #[prop(default = "columns")]
    name: &'static str,
    /// All columns, checked where they are shown.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// The list's path.
    #[prop(into)]
    action: String,
    /// What else the address says.
    #[prop(into)]
    kept: Signal<Kept>,
) -> impl IntoView {
    let word = || view! { <Icon glyph=Glyph::Columns /><span>{t!("Columns")}</span> };
    view! {
        <Popup class="button ghost-word" word>
            <GetForm action kept class="filter-form">
                <CheckList name label=t!("Columns") choices />
                <Button kind=ButtonKind::Submit harmless=true look=Look::Primary>
                    {t!("Apply")}
                </Button>
            </GetForm>
        </Popup>
    }
}
