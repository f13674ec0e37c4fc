//! The dialog that gives one of a customer's people another password.

use super::api::{generate_password, list_users, reset_password};
use crate::dialog::{done, loaded};
use crate::failure::Failure;
use crate::submission::{Submission, take_over};
use crate::ui::{
    Alert, Button, ButtonKind, CloseButton, CopyText, Dialog, Erase, Fields, LinkButton, Look,
    Select, SelectOption,
};
use crate::words::t;
use domain::field::Field;
use domain::id::{CustomerId, UserId};
use domain::listing::{PageRequest, PageSize};
use domain::user::{User, UserListing};
use leptos::prelude::*;

/// Asks whose password, makes one, and sets it once that is confirmed. Closing it before changes
/// nothing.
#[component]
pub(crate) fn ResetPasswordDialog(
    /// The customer.
    customer: CustomerId,
    /// The question, which names the customer.
    title: String,
    /// The account email, whose holder is chosen to begin with.
    email: String,
    /// Where closing leads.
    close_href: String,
) -> impl IntoView {
    let (close, users_href) = (close_href.clone(), format!("/customers/{customer}/users"));
    loaded(
        move || Box::pin(registered(customer)),
        close_href,
        move |users: Vec<User>| {
            let close_href = close.clone();
            let title = title.clone();
            if users.is_empty() {
                let href = users_href.clone();
                view! { <NobodyYet title close_href href/> }.erase()
            } else {
                let email = email.clone();
                view! { <ResetForm title users email close_href/> }.erase()
            }
        },
    )
}

/// Who has a password that could be reset.
async fn registered(customer: CustomerId) -> Result<Vec<User>, Failure> {
    let page = PageRequest {
        size: PageSize::Rows100,
        ..PageRequest::default()
    };
    let listing = UserListing {
        page,
        ..UserListing::default()
    };
    let users = list_users(Some(customer), listing).await?.rows;
    Ok(users
        .into_iter()
        .filter(|user| !user.is_invited())
        .collect())
}

#[component]
fn NobodyYet(title: String, close_href: String, href: String) -> impl IntoView {
    view! {
        <Dialog name="reset-password" title close_href>
            <div class="dialog-body">
                <p>
                    {t!("Nobody has registered for this customer yet, so that there is no password to \
                         reset. Invite somebody, or send an invitation again.")}
                </p>
            </div>
            <footer class="dialog-foot">
                <CloseButton>{t!("Close")}</CloseButton>
                <LinkButton href look=Look::Primary>{t!("To its users")}</LinkButton>
            </footer>
        </Dialog>
    }
}

#[component]
fn ResetForm(title: String, users: Vec<User>, email: String, close_href: String) -> impl IntoView {
    let is_account = |user: &&User| user.email.as_str().eq_ignore_ascii_case(&email);
    let first = users.iter().find(is_account).or(users.first());
    let chosen = RwSignal::new(first.map(|user| user.id.to_string()).unwrap_or_default());
    let options = users
        .iter()
        .map(|user| SelectOption {
            value: user.id.to_string(),
            label: format!("{} ({})", user.name, user.email),
        })
        .collect::<Vec<_>>();
    let password = RwSignal::new(None::<String>);
    let submission = Submission::after(None);
    let done = done(close_href.clone());
    let generate = move |_| {
        submission.run(generate_password(), move |generated| {
            password.try_set(Some(generated));
        });
    };
    let confirm = move || {
        let id = chosen.get_untracked().parse::<UserId>().ok();
        let (Some(id), Some(password)) = (id, password.get_untracked()) else {
            return;
        };
        let done = done.clone();
        submission.run(reset_password(id, password), move |user| {
            done(&t!("Password of {name} reset", name = user.name));
        });
    };
    view! {
        <Dialog
            name="reset-password"
            title
            text=t!("They are signed out everywhere, and choose another one at the next sign-in.")
            close_href
            dirty=Signal::derive(move || password.with(Option::is_some))
        >
            <form on:submit=move |event| {
                take_over(&event);
                confirm();
            }>
                <div class="dialog-body">
                    <Alert error=submission.error()/>
                    <Fields name="reset" errors=submission.field_errors()>
                        <Select field=Field::User label=t!("User") options value=chosen/>
                    </Fields>
                    <div role="status">
                        {move || password.get().map(|password| view! { <Generated password/> })}
                    </div>
                </div>
                <footer class="dialog-foot">
                    <CloseButton>{t!("Cancel")}</CloseButton>
                    <Button busy=submission.busy() on:click=generate>
                        {t!("Generate new password")}
                    </Button>
                    {move || password.with(Option::is_some).then(|| view! {
                        <Button look=Look::Danger kind=ButtonKind::Submit busy=submission.busy()>
                            {t!("Confirm new password")}
                        </Button>
                    })}
                </footer>
            </form>
        </Dialog>
    }
}

/// The password that has been made. It can be read this one time.
#[component]
fn Generated(password: String) -> impl IntoView {
    view! {
        <div class="generated">
            <CopyText value=password label=t!("Copy the new password") copied=t!("Password copied")/>
            <p class="hint">
                {t!("Nothing has changed yet. Copy it now: it is not shown again after you confirm it.")}
            </p>
        </div>
    }
}
