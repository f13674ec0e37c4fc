//! The room of what holds for the whole house.

use super::api::{SettingsPageData, settings};
use super::draft::{EditState, FORM};
use super::hue::HueField;
use super::ledger_check::LedgerCheckCard;
use super::logo::LogoCard;
use crate::failure::Failure;
use crate::leave::LeaveQuestion;
use crate::submission::take_over;
use crate::ui::{
    Alert, Button, ButtonKind, Card, Erase, Failed, Fields, Loaded, Look, Select, SelectOption,
    TextArea, TextField, TextKind, countries, country_name, hydrated,
};
use crate::unsaved;
use crate::words::t;
use domain::field::Field;
use domain::settings::INVITATION_DAYS;
use leptos::prelude::*;

/// The address of this room.
pub(super) const HOME: &str = "/settings/general";

/// The settings, as they are loaded; none while nobody looks at them.
pub(super) type Settings = Resource<Option<Result<SettingsPageData, Failure>>>;

/// Loads the settings while `is_shown`. To be called once for a page, and outside of what waits for
/// something else.
pub(super) fn loaded(is_shown: Memo<bool>) -> Settings {
    Resource::new(
        move || is_shown.get(),
        move |is_shown| async move {
            if is_shown {
                Some(settings().await)
            } else {
                None
            }
        },
    )
}

/// What holds for the whole house, to look at and to change.
#[component]
pub(super) fn General(settings: Settings) -> impl IntoView {
    view! {
        <Loaded resource=settings fallback=|| view! { <p class="loading" role="status">{t!("Loading…")}</p> }>
            {move || settings.get().flatten().map(|answer| match answer {
                Ok(data) => {
                    let check = data.ledger_check.clone();
                    view! {
                        <div class="profile settings">
                            <LogoCard logo=data.stored.logo/>
                            <SettingsForm data/>
                            <LedgerCheckCard check/>
                        </div>
                    }
                    .erase()
                }
                Err(Failure(error)) => view! { <Failed error retry=HOME.to_owned()/> }.erase(),
            })}
        </Loaded>
    }
}

#[component]
fn SettingsForm(data: SettingsPageData) -> impl IntoView {
    let state = EditState::new(&data.stored);
    let submission = state.submission;
    let unsaved = Memo::new(move |_| state.unsaved());
    let is_dirty = Memo::new(move |_| unsaved.get() > 0);
    let wanted = unsaved::guard(is_dirty.into(), HOME.to_owned());
    let hydrated = hydrated();
    view! {
        <form
            class="profile"
            method="post"
            action=FORM
            novalidate
            on:submit=move |event| {
                take_over(&event);
                state.save();
            }
        >
            <input type="hidden" name="version" value=move || state.version.get()/>
            <Fields name="settings" errors=submission.field_errors()>
                <Organisation state currencies=data.currencies time_zones=data.time_zones/>
                <Card title=t!("Colour")>
                    <div class="card-form"><HueField state/></div>
                </Card>
                <MailFields state mail_from=data.mail_from/>
            </Fields>
            <Alert error=submission.error()/>
            {move || state.is_merged.get().then(|| view! {
                <p class="notice" role="status">
                    {t!("What you had not touched is as they saved it. Look again, and save.")}
                </p>
            })}
            <footer class="form-foot">
                <span class="aside" role="status">{move || unsaved::words(unsaved.get())}</span>
                {move || is_dirty.get().then(|| view! {
                    <Button look=Look::Ghost on:click=move |_| state.discard()>{t!("Discard")}</Button>
                })}
                <Button
                    look=Look::Primary
                    kind=ButtonKind::Submit
                    busy=submission.busy()
                    disabled=Signal::derive(move || hydrated.get() && !is_dirty.get())
                >
                    {t!("Save")}
                </Button>
            </footer>
        </form>
        <LeaveQuestion wanted text=t!("Your changes to the settings have not been saved.")/>
    }
}

/// Name, address and defaults.
#[component]
fn Organisation(
    state: EditState,
    currencies: Vec<(String, String)>,
    time_zones: Vec<String>,
) -> impl IntoView {
    let countries = countries()
        .into_iter()
        .map(|country| choice(country.code(), country_name(country).to_owned()));
    let currencies = currencies
        .into_iter()
        .map(|(code, name)| choice(&code, format!("{code} · {name}")));
    let time_zones = time_zones
        .into_iter()
        .map(|name| choice(&name, name.replace('_', " ")));
    let (least, most) = INVITATION_DAYS;
    let days = t!(
        "{least} to {most}. It holds for invitations that are sent from now on.",
        least = least,
        most = most,
    );
    view! {
        <Card title=t!("Organisation")>
            <div class="card-form">
                <Text state field=Field::Name label=t!("Name") autocomplete="organization"/>
                <Text
                    state
                    field=Field::Host
                    label=t!("Host name")
                    optional=true
                    hint=t!("Such as speech.example.com: opens your sign-in page, once it leads to this \
                             server.")
                />
                <Select
                    field=Field::Country
                    label=t!("Country")
                    options=countries.collect()
                    value=state.field(Field::Country)
                    hint=Some(t!("Phone numbers are read for it unless they say otherwise.").to_owned())
                />
                <Select
                    field=Field::Currency
                    label=t!("Currency")
                    options=currencies.collect()
                    value=state.field(Field::Currency)
                    hint=Some(t!("For new prices.").to_owned())
                />
                <Select
                    field=Field::TimeZone
                    label=t!("Time zone")
                    options=time_zones.collect()
                    value=state.field(Field::TimeZone)
                    hint=Some(t!("Where your days and months begin and end.").to_owned())
                />
                <Text state field=Field::InvitationDays label=t!("Days of an invitation") hint=days/>
            </div>
        </Card>
    }
}

/// Who mail comes from, and what stands beneath it.
#[component]
fn MailFields(state: EditState, mail_from: Option<String>) -> impl IntoView {
    let sender = match mail_from {
        Some(from) => t!(
            "Your name if it is empty. The address is always {from}.",
            from = from,
        ),
        None => t!("Your name if it is empty.").to_owned(),
    };
    view! {
        <Card title=t!("Mail")>
            <div class="card-form">
                <Text
                    state
                    field=Field::SenderName
                    label=t!("Sender")
                    optional=true
                    hint=sender
                />
                <Text
                    state
                    field=Field::ReplyTo
                    label=t!("Answers go to")
                    kind=TextKind::Email
                    optional=true
                    hint=t!("An email address that somebody reads.")
                />
                <TextArea
                    field=Field::Signature
                    label=t!("Signature")
                    value=state.field(Field::Signature)
                    optional=true
                    hint=Some(t!("Stands beneath every mail. Your name does if it is empty.").to_owned())
                    on:focusout=move |_| recheck(state, Field::Signature)
                />
            </div>
        </Card>
    }
}

/// A line of text, looked at when it is left.
#[component]
fn Text(
    state: EditState,
    field: Field,
    label: &'static str,
    #[prop(optional)] kind: TextKind,
    #[prop(default = "off")] autocomplete: &'static str,
    #[prop(optional)] optional: bool,
    #[prop(optional, into)] hint: Option<String>,
) -> impl IntoView {
    view! {
        <TextField
            field
            label
            value=state.field(field)
            kind
            autocomplete
            optional
            hint=Signal::stored(hint)
            on:focusout=move |_| recheck(state, field)
        />
    }
}

fn recheck(state: EditState, field: Field) {
    let submission = state.submission;
    submission.recheck(field, move || submission.so_far(&state.errors()));
}

fn choice(value: &str, label: String) -> SelectOption {
    SelectOption {
        value: value.to_owned(),
        label,
    }
}
