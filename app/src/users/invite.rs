//! The dialog that invites somebody.

use super::api::{Invited, invite_user};
use crate::changes::Changes;
use crate::dialog::go_beneath;
use crate::flash::{field_after, flash_of};
use crate::submission::{Submission, take_over};
use crate::ui::{
    Alert, Button, ButtonKind, CloseButton, Dialog, Fields, Look, Offer, TextField, TextKind,
    Toaster, use_toaster,
};
use crate::viewer::action;
use crate::words::t;
use domain::field::Field;
use domain::id::CustomerId;
use domain::user::UserDraft;
use leptos::prelude::*;

/// Where the form is posted to, and what its flash is called.
const FORM: &str = "/api/invite_user";

/// Says that somebody was invited, and offers the link for those who send it themselves.
pub(crate) fn offer_link(toaster: Toaster, text: String, link: String) {
    let offer = Offer {
        label: t!("Copy invitation link"),
        value: link,
        copied: t!("Invitation link copied"),
    };
    toaster.offer(text, offer);
}

/// Asks for name and email.
#[component]
pub(super) fn InviteDialog(customer: Option<CustomerId>, close_href: String) -> impl IntoView {
    let flash = flash_of(FORM);
    let name = field_after(flash.as_ref(), Field::Name, "");
    let email = field_after(flash.as_ref(), Field::Email, "");
    let submission = Submission::after(flash.as_ref());
    let (changes, toaster, go) = (Changes::here(), use_toaster(), go_beneath());
    let draft = move || UserDraft {
        name: name.get(),
        email: email.get(),
    };
    let after = close_href.clone();
    let invite = move || {
        let typed = untrack(draft);
        if !submission.accepts(typed.parse()) {
            return;
        }
        let (go, after) = (go.clone(), after.clone());
        let request = invite_user(customer, typed.name, typed.email);
        submission.run(request, move |Invited { user, link }| {
            changes.note();
            offer_link(toaster, t!("{name} invited", name = user.name), link);
            go(&after);
        });
    };
    let errors = move || submission.so_far(&draft().parse().err().unwrap_or_default());
    let recheck = move |field| submission.recheck(field, errors);
    view! {
        <Dialog
            name="invite-user"
            title=t!("Invite user")
            text=t!("They get a link by mail and choose a password of their own.")
            close_href=close_href.clone()
            dirty=Signal::derive(move || {
                let UserDraft { name, email } = draft();
                !name.trim().is_empty() || !email.trim().is_empty()
            })
        >
            <form
                method="post"
                action=action(FORM)
                novalidate
                on:submit=move |event| {
                    take_over(&event);
                    invite();
                }
            >
                {customer.map(|id| view! { <input type="hidden" name="customer" value=id.to_string()/> })}
                <input type="hidden" name="next" value=close_href/>
                <div class="dialog-body">
                    <Alert error=submission.error()/>
                    <Fields name="invite" errors=submission.field_errors()>
                        <TextField
                            field=Field::Name
                            label=t!("Name")
                            value=name
                            on:focusout=move |_| recheck(Field::Name)
                        />
                        <TextField
                            field=Field::Email
                            label=t!("Email")
                            value=email
                            kind=TextKind::Email
                            on:focusout=move |_| recheck(Field::Email)
                        />
                    </Fields>
                </div>
                <footer class="dialog-foot">
                    <CloseButton>{t!("Cancel")}</CloseButton>
                    <Button look=Look::Primary kind=ButtonKind::Submit busy=submission.busy()>
                        {t!("Invite")}
                    </Button>
                </footer>
            </form>
        </Dialog>
    }
}
