//! Somebody else saved the same customer: shows both values and asks, per field.

use super::conflict::{EditField, differences};
use super::form::EditState;
use crate::ui::{Button, Look};
use crate::words::{t, t_view};
use domain::customer::{Customer, CustomerEdit};
use leptos::prelude::*;

/// The question, while there is one.
#[component]
pub(super) fn ConflictChoice(state: EditState) -> impl IntoView {
    move || {
        state
            .theirs
            .get()
            .map(|theirs| view! { <Choice state theirs/> })
    }
}

#[component]
fn Choice(state: EditState, theirs: Customer) -> impl IntoView {
    let stored = state.edit_of(&theirs);
    let mine = untrack(|| state.edited());
    let fields = differences(&stored, &mine);
    let keep_mine = RwSignal::new(fields.clone());
    let rows = fields
        .iter()
        .map(|field| view! { <FieldChoice field=*field stored=stored.clone() mine=mine.clone() keep_mine/> })
        .collect_view();
    let apply = move |_| {
        let mut chosen = stored.clone();
        for field in keep_mine.get_untracked() {
            field.take(&mine, &mut chosen);
        }
        state.accept(theirs.clone());
        state.fields.set(&chosen);
    };
    let lead = if fields.is_empty() {
        t!("Somebody else has saved this customer in the meantime, with the same values as yours.")
    } else {
        t!(
            "Somebody else has saved this customer in the meantime. Nothing has been overwritten. \
             Choose what to keep; nothing is saved before you press Update."
        )
    };
    view! {
        <section class="conflict" role="alert" aria-labelledby="conflict-title">
            <h3 id="conflict-title">{t!("Changed by somebody else")}</h3>
            <p>{lead}</p>
            {rows}
            <Button look=Look::Primary on:click=apply>{t!("Use these values")}</Button>
        </section>
    }
}

/// One field: theirs or mine.
#[component]
fn FieldChoice(
    field: EditField,
    stored: CustomerEdit,
    mine: CustomerEdit,
    keep_mine: RwSignal<Vec<EditField>>,
) -> impl IntoView {
    let is_mine = move || keep_mine.with(|fields| fields.contains(&field));
    let choose = move |mine: bool| {
        keep_mine.update(|fields| {
            fields.retain(|other| *other != field);
            if mine {
                fields.push(field);
            }
        });
    };
    let name = format!("conflict-{field:?}");
    view! {
        <fieldset class="conflict-field">
            <legend>{field.label()}</legend>
            <label>
                <input
                    type="radio"
                    name=name.clone()
                    prop:checked=is_mine
                    on:change=move |_| choose(true)
                />
                <span>{t_view!("Yours: {value}", value = view! { <bdi>{field.words(&mine)}</bdi> })}</span>
            </label>
            <label>
                <input
                    type="radio"
                    name=name
                    prop:checked=move || !is_mine()
                    on:change=move |_| choose(false)
                />
                <span>{t_view!("Theirs: {value}", value = view! { <bdi>{field.words(&stored)}</bdi> })}</span>
            </label>
        </fieldset>
    }
}
