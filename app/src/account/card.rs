//! The account email, whether it has been verified, and what to do about it.

use super::api::{account_email, keep_account_email, send_verification};
use crate::changes::Changes;
use crate::failure::Failure;
use crate::flash::{field_after, flash_of};
use crate::frame::use_frame;
use crate::submission::{Submission, take_over};
use crate::ui::{
    Alert, Button, ButtonKind, Card, Erase, Failed, Fields, Loaded, Look, TextField, TextKind,
    Tone, badge, inert, issue_words, use_toaster,
};
use crate::viewer::action;
use crate::words::{t, t_view};
use domain::account::AccountEmail;
use domain::email::Email;
use domain::field::{Field, FieldErrors};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// Where the forms are posted to, and what their flashes are called.
const SEND_FORM: &str = "/api/send_verification";
const KEEP_FORM: &str = "/api/keep_account_email";

/// The account email, as it is loaded; none while nobody looks at it.
#[derive(Clone, Copy)]
pub(crate) struct AccountState(Resource<Option<Result<AccountEmail, Failure>>>);

impl AccountState {
    /// Loads the account email while `is_shown`, and again after every change. To be called once
    /// for a page, and outside of what waits for something else.
    pub(crate) fn new(is_shown: Memo<bool>) -> Self {
        let changes = Changes::here();
        Self(Resource::new(
            move || is_shown.get().then(|| changes.count()),
            move |asked| async move {
                match asked {
                    Some(_) => Some(account_email().await),
                    None => None,
                }
            },
        ))
    }
}

/// The account email, and a form for another one.
#[component]
pub(crate) fn AccountCard(state: AccountState) -> impl IntoView {
    let retry = use_location().pathname;
    let account = state.0;
    view! {
        <Card title=t!("Account email")>
            <Loaded resource=account fallback=|| view! { <p class="loading" role="status">{t!("Loading…")}</p> }>
                {move || account.get().flatten().map(|answer| match answer {
                    Ok(account) => view! { <Account account/> }.erase(),
                    Err(Failure(error)) => view! { <Failed error retry=retry.get_untracked()/> }.erase(),
                })}
            </Loaded>
        </Card>
    }
}

/// What is left to do about an account email that has not been verified; nothing for one that has.
#[component]
pub(crate) fn VerifyNotice(state: AccountState, href: String) -> impl IntoView {
    let account = state.0;
    view! {
        <Loaded resource=account>
            {move || {
                let href = href.clone();
                let account = account.get().flatten().and_then(Result::ok);
                account.filter(|account| !account.is_verified).map(|account| view! {
                    <Card title=t!("Verify your email")>
                        <p class="card-text">
                            {t_view!(
                                "A link was sent to {email}. Open it to show that the address is \
                                 yours. No mail? {again}.",
                                email = view! { <b><bdi>{account.email.to_string()}</bdi></b> },
                                again = view! {
                                    <a class="link" href=href>{t!("Send it again")}</a>
                                }
                            )}
                        </p>
                    </Card>
                })
            }}
        </Loaded>
    }
}

#[component]
fn Account(account: AccountEmail) -> impl IntoView {
    let state = if account.is_verified {
        badge(Tone::Ok, t!("Verified"))
    } else {
        badge(Tone::Warn, t!("Not verified"))
    };
    let AccountEmail {
        email,
        is_verified,
        pending,
    } = account;
    let present = email.to_string();
    // Whoever is here to support looks at it, and leaves it to those whose it is.
    let is_own = use_frame()
        .is_none_or(|frame| frame.with_untracked(|frame| frame.viewer.support.is_none()));
    let send = (is_own && !is_verified && pending.is_none()).then(|| {
        view! {
            <SendAgain email=present.clone()>
                {t!("Send the link again")}
            </SendAgain>
        }
    });
    let content = match pending {
        _ if !is_own => view! {
            <p class="aside">
                {t!("Its own people verify and change it; a support login cannot.")}
            </p>
        }
        .erase(),
        Some(pending) => view! { <Pending pending present/> }.erase(),
        None => view! { <Another/> }.erase(),
    };
    view! {
        <div class="card-form account-email">
            <p>
                <b><bdi>{email.to_string()}</bdi></b> " " {inert(state)}
            </p>
            {send}
            {content}
        </div>
    }
}

/// What follows a request about the email.
fn told(message: String) -> impl Fn(AccountEmail) + 'static {
    let (changes, toaster) = (Changes::here(), use_toaster());
    move |_| {
        changes.note();
        toaster.done(message.clone());
    }
}

/// A button that sends a link to an email that is known already.
#[component]
fn SendAgain(email: String, children: crate::ui::Content) -> impl IntoView {
    let flash = flash_of(SEND_FORM);
    let submission = Submission::after(flash.as_ref());
    let to = email.clone();
    let told = StoredValue::new(told(t!("A link was sent to {to}", to = to)));
    let send = move || {
        submission.run(send_verification(to.clone()), move |account| {
            told.with_value(|told| told(account));
        });
    };
    // The email is no field here, so that what is wrong with it is said above the button.
    let error = move || {
        submission.field_errors().with(|errors| {
            let issue = errors.get(Field::Email);
            issue.map(|issue| issue_words(Field::Email, issue))
        })
    };
    view! {
        <form
            method="post"
            action=action(SEND_FORM)
            on:submit=move |event| {
                take_over(&event);
                send();
            }
        >
            <Alert error=submission.error()/>
            {move || error().map(|words| view! { <p class="issue">{words}</p> })}
            <input type="hidden" name="email" value=email/>
            <Button kind=ButtonKind::Submit busy=submission.busy()>
                {children.show()}
            </Button>
        </form>
    }
}

/// An email that waits to be verified before it takes the present one's place.
#[component]
fn Pending(pending: Email, present: String) -> impl IntoView {
    let submission = Submission::after(flash_of(KEEP_FORM).as_ref());
    let told = StoredValue::new(told(t!(
        "{present} stays the account email",
        present = present
    )));
    let keep = move || {
        submission.run(keep_account_email(), move |account| {
            told.with_value(|told| told(account));
        });
    };
    view! {
        <p class="notice">
            {t_view!(
                "A link was sent to {pending}. Until somebody opens it, {present} stays the \
                 account email.",
                pending = view! { <b><bdi>{pending.to_string()}</bdi></b> },
                present = view! { <bdi>{present.clone()}</bdi> }
            )}
        </p>
        <Alert error=submission.error()/>
        <div class="actions">
            <SendAgain email=pending.to_string()>{t!("Send the link again")}</SendAgain>
            <form
                method="post"
                action=action(KEEP_FORM)
                on:submit=move |event| {
                    take_over(&event);
                    keep();
                }
            >
                <Button look=Look::Ghost kind=ButtonKind::Submit busy=submission.busy()>
                    {t!("Keep the present one")}
                </Button>
            </form>
        </div>
    }
}

/// Asks for another email.
#[component]
fn Another() -> impl IntoView {
    let flash = flash_of(SEND_FORM);
    let email = field_after(flash.as_ref(), Field::Email, "");
    let submission = Submission::after(flash.as_ref());
    let told = StoredValue::new(told(
        t!("A link was sent to the new address. It counts once it has been opened.").to_owned(),
    ));
    let send = move || {
        let typed = email.get_untracked();
        if let Err(issue) = Email::parse(&typed) {
            submission.refuse(FieldErrors::of(Field::Email, issue));
            return;
        }
        submission.run(send_verification(typed), move |account| {
            told.with_value(|told| told(account));
        });
    };
    view! {
        <form
            class="form"
            method="post"
            action=action(SEND_FORM)
            novalidate
            on:submit=move |event| {
                take_over(&event);
                send();
            }
        >
            <Alert error=submission.error()/>
            <Fields name="account" errors=submission.field_errors()>
                <TextField
                    field=Field::Email
                    label=t!("Another email")
                    value=email
                    kind=TextKind::Email
                    hint=Some(
                        t!("A link is sent there. The present one stays until it has been opened.")
                            .to_owned(),
                    )
                />
            </Fields>
            <Button kind=ButtonKind::Submit busy=submission.busy()>{t!("Change the email")}</Button>
        </form>
    }
}
