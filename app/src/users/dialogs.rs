//! The dialogs of a list of people, loaded when one opens.

use super::api::{get_user, remove_user, reset_two_factor, revoke_invitation, set_user_enabled};
use super::invite::InviteDialog;
use super::query::Dialog as Asked;
use crate::dialog::{done, loaded};
use crate::failure::Failure;
use crate::flash::flash_of;
use crate::submission::{Submission, take_over};
use crate::ui::{Alert, Button, ButtonKind, CloseButton, Dialog, Erase, Look};
use crate::viewer::action;
use crate::words::{t, word, words};
use domain::id::{CustomerId, UserId};
use domain::user::User;
use leptos::prelude::*;
use std::pin::Pin;

/// Inviting somebody, or a question about somebody.
#[cfg_attr(feature = "split", lazy)]
pub(crate) async fn user_dialog(
    asked: Asked,
    customer: Option<CustomerId>,
    close_href: String,
) -> AnyView {
    match asked {
        Asked::Invite => view! { <InviteDialog customer close_href/> }.erase(),
        Asked::Disable(id) => view! { <About id question=&DISABLE close_href/> }.erase(),
        Asked::Revoke(id) => view! { <About id question=&REVOKE close_href/> }.erase(),
        Asked::TwoFactorOff(id) => {
            view! { <About id question=&TWO_FACTOR_OFF close_href/> }.erase()
        }
        Asked::Remove(id) => view! { <About id question=&REMOVE close_href/> }.erase(),
    }
}

/// What happens if the answer is yes: the name of whom it happened to.
type Doing = Pin<Box<dyn Future<Output = Result<String, Failure>>>>;

/// A question before something is taken from somebody.
struct Question {
    /// A word for the dialog.
    name: &'static str,
    /// The title, for the name of whom it is about.
    title: fn(&str) -> String,
    /// What the button says.
    button: &'static str,
    /// What it means.
    text: &'static str,
    /// Where the form is posted to.
    form: &'static str,
    /// What is done.
    act: fn(UserId) -> Doing,
    /// What is said afterwards, for the same name.
    done: fn(&str) -> String,
}

const DISABLE: Question = Question {
    name: "disable-user",
    title: |name| t!("Disable {name}?", name = name),
    button: word!("Disable"),
    text: word!(
        "They are signed out at once and cannot sign in. Nothing is deleted; you can enable them \
         again at any time."
    ),
    form: "/api/set_user_enabled",
    act: |id| Box::pin(async move { Ok(set_user_enabled(id, false).await?.name.to_string()) }),
    done: |name| t!("{name} is disabled", name = name),
};

const REVOKE: Question = Question {
    name: "revoke-invitation",
    title: |name| t!("Revoke the invitation of {name}?", name = name),
    button: word!("Revoke"),
    text: word!("The link they were sent stops working, and they are no longer listed here."),
    form: "/api/revoke_invitation",
    act: |id| Box::pin(revoke_invitation(id)),
    done: |name| t!("{name} is no longer invited", name = name),
};

const TWO_FACTOR_OFF: Question = Question {
    name: "two-factor-off",
    title: |name| t!("Turn off the second factor of {name}?", name = name),
    button: word!("Turn off"),
    text: word!(
        "For somebody who has lost their app and their recovery codes: make sure that it is they who \
         ask. They are signed out at once, and sign in with their password alone until they turn it \
         on again."
    ),
    form: "/api/reset_two_factor",
    act: |id| Box::pin(reset_two_factor(id)),
    done: |name| t!("{name} has no second factor any more", name = name),
};

const REMOVE: Question = Question {
    name: "remove-user",
    title: |name| t!("Remove {name}?", name = name),
    button: word!("Remove"),
    text: word!(
        "They are signed out at once and their account is deleted for good. What they did stays in \
         the history. Their email address becomes free again."
    ),
    form: "/api/remove_user",
    act: |id| Box::pin(remove_user(id)),
    done: |name| t!("{name} removed", name = name),
};

#[component]
fn About(id: UserId, question: &'static Question, close_href: String) -> impl IntoView {
    let close = close_href.clone();
    loaded(
        move || Box::pin(get_user(id)),
        close_href,
        move |user| view! { <Ask user question close_href=close.clone()/> },
    )
}

#[component]
fn Ask(user: User, question: &'static Question, close_href: String) -> impl IntoView {
    let flash = flash_of(question.form);
    let submission = Submission::after(flash.as_ref());
    let done = done(close_href.clone());
    let id = user.id;
    let act = move || {
        let done = done.clone();
        submission.run((question.act)(id), move |name| {
            done(&(question.done)(&name));
        });
    };
    view! {
        <Dialog
            name=question.name
            title=(question.title)(user.name.as_str())
            close_href=close_href.clone()
        >
            <form
                method="post"
                action=action(question.form)
                on:submit=move |event| {
                    take_over(&event);
                    act();
                }
            >
                <input type="hidden" name="id" value=id.to_string()/>
                <input type="hidden" name="next" value=close_href/>
                <div class="dialog-body">
                    <Alert error=submission.error()/>
                    <p>{words(question.text)}</p>
                </div>
                <footer class="dialog-foot">
                    <CloseButton>{t!("Cancel")}</CloseButton>
                    <Button look=Look::Danger kind=ButtonKind::Submit busy=submission.busy()>
                        {words(question.button)}
                    </Button>
                </footer>
            </form>
        </Dialog>
    }
}
