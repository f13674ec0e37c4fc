//! The page about oneself.

use super::api::{own_devices, own_two_factor, rename_self, sign_out_others};
use super::appearance::Appearance;
use super::device::device_words;
use super::two_factor::TwoFactorSection;
use crate::changes::Changes;
use crate::failure::Failure;
use crate::flash::{Outcome, field_after, flash_of};
use crate::frame::use_frame;
use crate::sign_in::{NewPassword, Username};
use crate::submission::{Submission, take_over};
use crate::ui::{
    Alert, Button, ButtonKind, Card, Erase, Failed, Fields, Loaded, Look, PageHead, PasswordField,
    TextField, Tone, badge, html, inert, moment, use_toaster,
};
use crate::words::{t, t_html};
use domain::field::Field;
use domain::user::SignedInDevice;
use leptos::prelude::*;
use leptos_meta::Title;

const NAME_FORM: &str = "/api/rename_self";
const PASSWORD_FORM: &str = "/profile/password";
const DEVICES_FORM: &str = "/api/sign_out_others";

/// One's own name, password and devices.
#[component]
pub(crate) fn ProfilePage() -> impl IntoView {
    let changes = Changes::here();
    let devices = Resource::new(move || changes.count(), |_| own_devices());
    let two_factor = Resource::new(move || changes.count(), |_| own_two_factor());
    let email = use_frame().map(|frame| frame.with_untracked(|it| it.viewer.email.clone()));
    let email = email.unwrap_or_default();
    view! {
        <Title text=t!("Your profile")/>
        <PageHead title=t!("Your profile") subtitle=t!("You sign in as {email}.", email = email)/>
        <div class="profile">
            <Card title=t!("Name")><NameForm/></Card>
            <Card title=t!("Password")><PasswordForm email/></Card>
            <Appearance/>
            <Card title=t!("Two-factor sign-in")><TwoFactorSection state=two_factor/></Card>
            <Card title=t!("Where you are signed in")>
                <Loaded resource=devices fallback=|| view! { <p class="loading" role="status">{t!("Loading…")}</p> }>
                    {move || devices.get().map(|answer| match answer {
                        Ok(devices) => view! { <Devices devices/> }.erase(),
                        Err(Failure(error)) => view! { <Failed error retry="/profile"/> }.erase(),
                    })}
                </Loaded>
            </Card>
        </div>
    }
}

#[component]
fn NameForm() -> impl IntoView {
    let flash = flash_of(NAME_FORM);
    let stored = use_frame().map(|frame| frame.with_untracked(|it| it.viewer.name.clone()));
    let stored = RwSignal::new(stored.unwrap_or_default());
    let name = field_after(flash.as_ref(), Field::Name, &stored.get_untracked());
    let submission = Submission::after(flash.as_ref());
    let (changes, toaster) = (Changes::here(), use_toaster());
    let save = move || {
        let taken = name.get_untracked();
        submission.run(rename_self(taken.clone()), move |()| {
            stored.try_set(taken);
            changes.note();
            toaster.done(t!("Name changed"));
        });
    };
    let hydrated = crate::ui::hydrated();
    let is_same = Memo::new(move |_| name.with(|name| stored.with(|stored| name == stored)));
    view! {
        <form
            class="form details"
            method="post"
            action=NAME_FORM
            novalidate
            on:submit=move |event| {
                take_over(&event);
                save();
            }
        >
            <Alert error=submission.error()/>
            <Fields name="name" errors=submission.field_errors()>
                <TextField field=Field::Name label=t!("Name") value=name autocomplete="name"/>
            </Fields>
            <footer class="form-foot">
                <Button
                    look=Look::Primary
                    kind=ButtonKind::Submit
                    busy=submission.busy()
                    disabled=Signal::derive(move || hydrated.get() && is_same.get())
                >
                    {t!("Update")}
                </Button>
            </footer>
        </form>
    }
}

/// Goes to the server as it is: with the password the session is another one.
#[component]
fn PasswordForm(email: String) -> impl IntoView {
    let flash = flash_of(PASSWORD_FORM);
    let is_done = flash
        .as_ref()
        .is_some_and(|flash| flash.outcome == Outcome::Done);
    let refusal = Submission::after(flash.as_ref());
    let busy = RwSignal::new(false);
    view! {
        <form class="form details" method="post" action=PASSWORD_FORM on:submit=move |_| busy.set(true)>
            {is_done.then(|| view! {
                <p class="notice" role="status">
                    {t!("Your password is changed. Everywhere else you are signed out.")}
                </p>
            })}
            <Alert error=refusal.error()/>
            <Username email=email.clone()/>
            <Fields name="password" errors=refusal.field_errors()>
                <PasswordField
                    field=Field::CurrentPassword
                    label=t!("Present password")
                    autocomplete="current-password"
                />
                <NewPassword label=t!("New password") email/>
            </Fields>
            <footer class="form-foot">
                <Button look=Look::Primary kind=ButtonKind::Submit busy>{t!("Change password")}</Button>
            </footer>
        </form>
    }
}

#[component]
fn Devices(devices: Vec<SignedInDevice>) -> impl IntoView {
    let submission = Submission::after(flash_of(DEVICES_FORM).as_ref());
    let (changes, toaster) = (Changes::here(), use_toaster());
    let end = move || {
        submission.run(sign_out_others(), move |ended| {
            changes.note();
            toaster.done(match ended {
                1 => t!("Signed out on 1 other device").to_owned(),
                ended => t!("Signed out on {ended} other devices", ended = ended),
            });
        });
    };
    let has_others = devices.iter().any(|device| !device.is_current);
    let list = html! {
        ul.devices {
            @for device in &devices {
                li {
                    b { (device_words(&device.agent)) } " "
                    @if device.is_current { (badge(Tone::Ok, t!("This one"))) }
                    span.aside {
                        @match &device.address {
                            Some(address) => (t_html!(
                                "from {address}, since {since}, last seen {seen}",
                                address = html! { (address) },
                                since = moment(device.since),
                                seen = moment(device.last_seen_at),
                            )),
                            None => (t_html!(
                                "since {since}, last seen {seen}",
                                since = moment(device.since),
                                seen = moment(device.last_seen_at),
                            )),
                        }
                    }
                }
            }
        }
    };
    view! {
        <div class="card-text">{inert(list)}</div>
        <Alert error=submission.error()/>
        {has_others.then(|| view! {
            <form
                method="post"
                action=DEVICES_FORM
                class="card-actions"
                on:submit=move |event| {
                    take_over(&event);
                    end();
                }
            >
                <Button kind=ButtonKind::Submit busy=submission.busy()>{t!("Sign out the others")}</Button>
            </form>
        })}
    }
}
