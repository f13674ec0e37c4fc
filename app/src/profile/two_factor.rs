//! The second factor on the page about oneself.

use super::api::{
    TwoFactorView, begin_two_factor, confirm_two_factor, renew_recovery_codes, stop_two_factor,
};
use crate::changes::Changes;
use crate::failure::Failure;
use crate::flash::flash_of;
use crate::submission::{Submission, take_over};
use crate::ui::{
    Alert, Button, ButtonKind, CopyText, Erase, Failed, Fields, Loaded, Look, TextField, Tone,
    badge, inert, use_toaster,
};
use crate::words::t;
use domain::field::Field;
use leptos::prelude::*;

const BEGIN_FORM: &str = "/api/begin_two_factor";
const CONFIRM_FORM: &str = "/api/confirm_two_factor";
const RENEW_FORM: &str = "/api/renew_recovery_codes";
const STOP_FORM: &str = "/api/stop_two_factor";

/// Whether it is on, and what can be done about it.
#[component]
pub(super) fn TwoFactorSection(state: Resource<Result<TwoFactorView, Failure>>) -> impl IntoView {
    // They are seen this one time, whatever the section shows next.
    let codes = RwSignal::new(Vec::<String>::new());
    view! {
        <div class="card-form two-factor">
            {move || {
                let codes = codes.get();
                (!codes.is_empty()).then(|| view! { <RecoveryCodes codes/> })
            }}
            <Loaded resource=state fallback=|| view! { <p class="loading" role="status">{t!("Loading…")}</p> }>
                {move || state.get().map(|answer| match answer {
                    Ok(view) => view! { <State view codes/> }.erase(),
                    Err(Failure(error)) => view! { <Failed error retry="/profile"/> }.erase(),
                })}
            </Loaded>
        </div>
    }
}

#[component]
fn State(view: TwoFactorView, codes: RwSignal<Vec<String>>) -> impl IntoView {
    let TwoFactorView {
        is_on,
        recovery_left,
        setup,
    } = view;
    let word = if is_on {
        badge(Tone::Ok, t!("On"))
    } else {
        badge(Tone::Off, t!("Off"))
    };
    let text = if is_on {
        t!(
            "Signing in takes a code of your app. {recovery_left} recovery codes are left.",
            recovery_left = recovery_left,
        )
    } else {
        t!(
            "Signing in takes your password only. With an app that shows codes, it takes one of them \
             too."
        )
        .to_owned()
    };
    let content = match (is_on, setup) {
        (true, _) => view! { <On codes/> }.erase(),
        (false, None) => view! { <Begin/> }.erase(),
        (false, Some(setup)) => view! { <Confirm setup codes/> }.erase(),
    };
    view! {
        <p>{inert(word)} " " {text}</p>
        {content}
    }
}

/// Asks for a secret.
#[component]
fn Begin() -> impl IntoView {
    let submission = Submission::after(flash_of(BEGIN_FORM).as_ref());
    let changes = Changes::here();
    let begin = move || submission.run(begin_two_factor(), move |()| changes.note());
    view! {
        <form
            method="post"
            action=BEGIN_FORM
            on:submit=move |event| {
                take_over(&event);
                begin();
            }
        >
            <Alert error=submission.error()/>
            <Button kind=ButtonKind::Submit busy=submission.busy()>{t!("Turn on")}</Button>
        </form>
    }
}

/// Shows the secret, and asks for the first code of it.
#[component]
fn Confirm(setup: super::api::TotpSetup, codes: RwSignal<Vec<String>>) -> impl IntoView {
    let submission = Submission::after(flash_of(CONFIRM_FORM).as_ref());
    let (changes, toaster) = (Changes::here(), use_toaster());
    let code = RwSignal::new(String::new());
    let confirm = move || {
        submission.run(confirm_two_factor(code.get_untracked()), move |made| {
            codes.set(made);
            changes.note();
            toaster.done(t!("Two-factor sign-in is on"));
        });
    };
    let picture = format!("0 0 {0} {0}", setup.size);
    view! {
        <p>{t!("Scan this with your app, or type the key into it. Then enter the code that it shows.")}</p>
        <svg class="qr" viewBox=picture role="img" aria-label=t!("QR code of the key") shape-rendering="crispEdges">
            <path d=setup.path></path>
        </svg>
        <p><CopyText value=setup.secret label=t!("Copy the key") copied=t!("Key copied")/></p>
        <CodeForm form=CONFIRM_FORM label=t!("Code") code submission on_submit=confirm>
            {t!("Confirm")}
        </CodeForm>
    }
}

/// What can be done while it is on. Both take a code: whoever finds an open browser has none.
#[component]
fn On(codes: RwSignal<Vec<String>>) -> impl IntoView {
    let (changes, toaster) = (Changes::here(), use_toaster());
    let renewal = Submission::after(flash_of(RENEW_FORM).as_ref());
    let stopping = Submission::after(flash_of(STOP_FORM).as_ref());
    let (renew_code, stop_code) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let renew = move || {
        renewal.run(
            renew_recovery_codes(renew_code.get_untracked()),
            move |made| {
                codes.set(made);
                changes.note();
                toaster.done(t!(
                    "The recovery codes of before are worth nothing any more"
                ));
            },
        );
    };
    let stop = move || {
        stopping.run(stop_two_factor(stop_code.get_untracked()), move |()| {
            codes.set(Vec::new());
            changes.note();
            toaster.done(t!("Two-factor sign-in is off"));
        });
    };
    view! {
        <details>
            <summary>{t!("New recovery codes")}</summary>
            <CodeForm form=RENEW_FORM name="renew" label=t!("Code") code=renew_code submission=renewal on_submit=renew>
                {t!("Make new codes")}
            </CodeForm>
        </details>
        <details>
            <summary>{t!("Turn off")}</summary>
            <CodeForm form=STOP_FORM name="stop" label=t!("Code or recovery code") code=stop_code submission=stopping on_submit=stop danger=true>
                {t!("Turn off")}
            </CodeForm>
        </details>
    }
}

#[component]
fn CodeForm(
    form: &'static str,
    #[prop(default = "confirm")] name: &'static str,
    label: &'static str,
    code: RwSignal<String>,
    submission: Submission,
    #[prop(into)] on_submit: Callback<()>,
    #[prop(optional)] danger: bool,
    children: crate::ui::Content,
) -> impl IntoView {
    view! {
        <form
            class="form"
            method="post"
            action=form
            novalidate
            on:submit=move |event| {
                take_over(&event);
                on_submit.run(());
            }
        >
            <Alert error=submission.error()/>
            <Fields name errors=submission.field_errors()>
                <TextField field=Field::Code label value=code autocomplete="one-time-code"/>
            </Fields>
            <Button
                look=if danger { Look::Danger } else { Look::Primary }
                kind=ButtonKind::Submit
                busy=submission.busy()
            >
                {children.show()}
            </Button>
        </form>
    }
}

/// The recovery codes, which are seen this one time.
#[component]
fn RecoveryCodes(codes: Vec<String>) -> impl IntoView {
    let all = codes.join("\n");
    let codes = codes
        .into_iter()
        .map(|code| view! { <li><code>{code}</code></li> });
    view! {
        <section class="notice" aria-label=t!("Recovery codes")>
            <p>
                {t!("Each of these codes gets you in once, without your app. They are shown this one \
                     time: keep them where you find them again.")}
            </p>
            <ul class="recovery-codes">{codes.collect_view()}</ul>
            <p>
                <button
                    type="button"
                    class="button"
                    data-copy=all
                    data-copied=t!("Recovery codes copied")
                >
                    {t!("Copy all")}
                </button>
            </p>
        </section>
    }
}
