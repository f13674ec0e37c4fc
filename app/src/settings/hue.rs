//! The colour of the house: chosen by its hue alone, and seen at once on the whole page.

use super::draft::EditState;
use crate::brand::LogoOrMark;
use crate::frame::use_frame;
use crate::ui::inert;
use crate::words::t;
use domain::brand::Hue;
use domain::field::Field;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;

/// The hue, with what becomes of it in both themes.
#[component]
pub(super) fn HueField(state: EditState) -> impl IntoView {
    let value = state.field(Field::Hue);
    preview(state);
    let name =
        use_frame().map(|frame| frame.with_untracked(|frame| frame.viewer.brand.name.to_string()));
    let sample = move |theme: &'static str| {
        let name = name.clone().unwrap_or_default();
        view! {
            <div class="sample" data-theme=theme>
                <span class="brand">
                    {inert(LogoOrMark(None).markup())}
                    <b dir="auto">{name}</b>
                </span>
                <span class="link">{t!("A link")}</span>
                <span class="badge" data-tone="info">{t!("A state")}</span>
                <span class="button" data-look="primary">{t!("A button")}</span>
            </div>
        }
    };
    view! {
        <div class="field">
            <div class="field-label">
                <label for="settings-hue">{t!("Hue")}</label>
                <output for="settings-hue">{move || value.get()} "°"</output>
            </div>
            <input
                class="hue"
                id="settings-hue"
                type="range"
                name=Field::Hue.as_str()
                min="0"
                max=Hue::MAX.to_string()
                value=value.get_untracked()
                prop:value=move || value.get()
                aria-describedby="settings-hue-hint"
                on:input=move |event| value.set(event_target_value(&event))
            />
            <p class="hint" id="settings-hue-hint">
                {t!("For your pages, those of your customers, and your mails. How light and how strong the \
                     colour is follows from the theme, so that everything can be read whatever you choose.")}
            </p>
        </div>
        <div class="samples" aria-hidden="true">{sample("light")} {sample("dark")}</div>
    }
}

/// Shows the page in the hue that is chosen, and in the stored one again when the form goes.
fn preview(state: EditState) {
    let value = state.field(Field::Hue);
    Effect::new(move |_| show(&value.get()));
    // In an effect, because a server has no page to bring back.
    Effect::new(move |_| on_cleanup(move || show(&untrack(|| state.stored_hue()))));
}

fn show(hue: &str) {
    let root = document().document_element();
    let root = root.and_then(|root| root.dyn_into::<web_sys::HtmlElement>().ok());
    if let (Some(root), Ok(hue)) = (root, Hue::parse(hue)) {
        // Nothing depends on it but how the page looks.
        let _ = root.style().set_property("--hue", &hue.to_string());
    }
}
