//! How the pages look, and which language they are in.

use crate::flash::{field_after, flash_of};
use crate::frame::{use_frame, use_theme};
use crate::submission::{Submission, take_over};
use crate::theme::Theme;
use crate::ui::{
    Alert, Button, ButtonKind, Card, Fields, Look, Select, SelectOption, hydrated, remember,
};
use crate::words::t;
use domain::field::Field;
use domain::language::Language;
use leptos::prelude::*;

const LANGUAGE_FORM: &str = "/api/choose_language";

/// The language and the theme.
#[component]
pub(super) fn Appearance() -> impl IntoView {
    view! {
        <Card title=t!("Language")><LanguageForm/></Card>
        <Card title=t!("Appearance")><ThemeForm/></Card>
    }
}

/// Goes to the server as it is: every word of the page is another one then.
#[component]
fn LanguageForm() -> impl IntoView {
    let flash = flash_of(LANGUAGE_FORM);
    let chosen = use_frame().and_then(|frame| frame.with_untracked(|it| it.viewer.language));
    let value = field_after(
        flash.as_ref(),
        Field::Language,
        chosen.map_or("", Language::code),
    );
    let refusal = Submission::after(flash.as_ref());
    let busy = RwSignal::new(false);
    let option = |value: &str, label: &str| SelectOption {
        value: value.to_owned(),
        label: label.to_owned(),
    };
    let languages = Language::ALL.map(|it| option(it.code(), it.own_name()));
    let options = std::iter::once(option("", t!("As the browser")))
        .chain(languages)
        .collect();
    view! {
        <form class="form details" method="post" action=LANGUAGE_FORM on:submit=move |_| busy.set(true)>
            <Alert error=refusal.error()/>
            <Fields name="language" errors=refusal.field_errors()>
                <Select
                    field=Field::Language
                    label=t!("Language")
                    options
                    value
                    hint=t!("Of pages, dates and numbers, wherever you sign in.").to_owned()
                />
            </Fields>
            <footer class="form-foot">
                <Button look=Look::Primary kind=ButtonKind::Submit busy>{t!("Choose")}</Button>
            </footer>
        </form>
    }
}

/// The theme. It is chosen at once; without a program there is a button.
#[component]
fn ThemeForm() -> impl IntoView {
    let theme = use_theme();
    let hydrated = hydrated();
    let themes = [
        (Theme::System, t!("As the system")),
        (Theme::Light, t!("Light")),
        (Theme::Dark, t!("Dark")),
    ];
    let choices = themes.map(|(choice, label)| {
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
        <form class="card-form" method="post" action="/theme" on:submit=|event| take_over(&event)>
            <fieldset class="field radios">
                <legend class="field-label">{t!("Theme")}</legend>
                {choices.collect_view()}
                <p class="hint">{t!("For this browser.")}</p>
            </fieldset>
            {move || (!hydrated.get()).then(|| view! {
                <div class="form-foot">
                    <Button look=Look::Primary kind=ButtonKind::Submit harmless=true>{t!("Choose")}</Button>
                </div>
            })}
        </form>
    }
}
