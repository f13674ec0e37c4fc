//! How the pages look, in this browser.

use crate::frame::use_theme;
use crate::submission::take_over;
use crate::theme::Theme;
use crate::ui::{Button, ButtonKind, Card, Look, hydrated, remember};
use leptos::prelude::*;

/// The themes to choose from, and what they are called.
const THEMES: [(Theme, &str); 3] = [
    (Theme::System, "As the system"),
    (Theme::Light, "Light"),
    (Theme::Dark, "Dark"),
];

/// The theme. It is chosen at once; without a program there is a button.
#[component]
pub(super) fn Appearance() -> impl IntoView {
    let theme = use_theme();
    let hydrated = hydrated();
    let choices = THEMES.map(|(choice, label)| {
        view! {
            <label class="radio">
                <input
                    type="radio"
                    name="theme"
                    value=choice.as_str()
                    checked=theme.get_untracked() == choice
                    prop:checked=move || theme.get() == choice
                    on:change=move |_| {
                        theme.set(choice);
                        remember(choice);
                    }
                />
                <span>{label}</span>
            </label>
        }
    });
    view! {
        <Card title="Appearance">
            <form class="card-form" method="post" action="/theme" on:submit=|event| take_over(&event)>
                <fieldset class="field radios">
                    <legend class="field-label">"Theme"</legend>
                    {choices.collect_view()}
                    <p class="hint">"For this browser."</p>
                </fieldset>
                {move || (!hydrated.get()).then(|| view! {
                    <div class="form-foot">
                        <Button look=Look::Primary kind=ButtonKind::Submit harmless=true>"Choose"</Button>
                    </div>
                })}
            </form>
        </Card>
    }
}
