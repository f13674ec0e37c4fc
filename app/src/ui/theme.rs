//! The switch between light and dark.

use super::button::{Button, ButtonKind, Look};
use super::erased::Erase;
use super::icon::Glyph;
use crate::theme::Theme;
use crate::words::t;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use web_sys::HtmlDocument;

/// Goes from theme to theme: system, light, dark. Without a program the server does it.
#[component]
pub fn ThemeSwitch(
    /// The theme, to begin with and ever after.
    theme: RwSignal<Theme>,
    /// Whether there is room for a picture only.
    #[prop(optional)]
    narrow: bool,
) -> impl IntoView {
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        theme.update(|theme| *theme = theme.next());
        remember(theme.get_untracked());
    };
    let label = move || match theme.get() {
        Theme::System => t!("Theme: as the system"),
        Theme::Light => t!("Theme: light"),
        Theme::Dark => t!("Theme: dark"),
    };
    let glyph = move || match theme.get() {
        Theme::System => Glyph::Monitor,
        Theme::Light => Glyph::Sun,
        Theme::Dark => Glyph::Moon,
    };
    let face = move || {
        if narrow {
            view! {
                <button class="icon-button" aria-label=label title=label>
                    {move || view! { <super::icon::Icon glyph=glyph() /> }}
                </button>
            }
            .erase()
        } else {
            view! {
                <Button kind=ButtonKind::Submit harmless=true look=Look::Ghost>
                    {move || view! { <super::icon::Icon glyph=glyph() /> }}
                    <span>{label}</span>
                </Button>
            }
            .erase()
        }
    };
    view! {
        <form method="post" action="/theme" on:submit=on_submit>
            <input type="hidden" name="theme" value=move || theme.get().next().as_str() />
            {face()}
        </form>
    }
}

/// Shows the theme now, and has the server render it from now on.
pub(crate) fn remember(theme: Theme) {
    let document = document();
    if let Some(root) = document.document_element() {
        // Setting an attribute of such a plain name cannot fail.
        let _ = root.set_attribute("data-theme", theme.as_str());
    }
    if let Ok(document) = document.dyn_into::<HtmlDocument>() {
        let cookie = format!(
            "theme={}; Path=/; Max-Age=31536000; SameSite=Lax",
            theme.as_str()
        );
        // Without cookies the choice lasts as long as the page.
        let _ = document.set_cookie(&cookie);
    }
}
