//! The dialog that invites a customer, and shows the link that came of it.

use super::api::{IssuedInvitation, invite_customer};
use super::page::PATH;
use crate::changes::Changes;
use crate::flash::{field_after, flash_of};
use crate::submission::{Submission, take_over};
use crate::ui::{
    Alert, Button, ButtonKind, Checkbox, CloseButton, CopyText, Dialog, Erase, Fields, Look,
    TextArea, TextField, TextKind, inert, moment,
};
use crate::words::{t, t_view};
use domain::field::Field;
use domain::invitation::InvitationDraft;
use leptos::prelude::*;

/// Where the form is posted to, and what its flash is called.
const FORM: &str = "/api/invite_customer";

/// What is in the fields.
#[derive(Clone, Copy)]
struct Draft {
    email: RwSignal<String>,
    note: RwSignal<String>,
    tags: RwSignal<String>,
    mailed: RwSignal<bool>,
}

impl Draft {
    fn get(self) -> InvitationDraft {
        InvitationDraft {
            email: self.email.get(),
            note: self.note.get(),
            tags: self.tags.get(),
            mailed: self.mailed.get(),
        }
    }
}

/// Asks for what is known already; all of it may stay empty.
#[component]
pub(super) fn InviteDialog() -> impl IntoView {
    let flash = flash_of(FORM);
    let typed = |field| field_after(flash.as_ref(), field, "");
    let mailed = flash.as_ref().and_then(|flash| flash.typed("mailed"));
    let draft = Draft {
        email: typed(Field::Email),
        note: typed(Field::Note),
        tags: typed(Field::Tags),
        mailed: RwSignal::new(mailed.is_some()),
    };
    let submission = Submission::after(flash.as_ref());
    let issued = RwSignal::new(None::<IssuedInvitation>);
    let is_dirty = move || {
        let InvitationDraft {
            email, note, tags, ..
        } = draft.get();
        issued.with(Option::is_none) && !(email + &note + &tags).trim().is_empty()
    };
    view! {
        <Dialog
            name="invite-customer"
            title=t!("Invite customer")
            text=t!("Makes a link. Whoever opens it registers their own organisation with you.")
            close_href=PATH
            dirty=Signal::derive(is_dirty)
        >
            {move || match issued.get() {
                Some(issued) => view! { <Issued issued/> }.erase(),
                None => view! { <InviteForm draft submission issued/> }.erase(),
            }}
        </Dialog>
    }
}

#[component]
fn InviteForm(
    draft: Draft,
    submission: Submission,
    issued: RwSignal<Option<IssuedInvitation>>,
) -> impl IntoView {
    let changes = Changes::here();
    let invite = move || {
        let typed = untrack(|| draft.get());
        if !submission.accepts(typed.parse()) {
            return;
        }
        let request = invite_customer(typed.email, typed.note, typed.tags, typed.mailed);
        submission.run(request, move |made| {
            changes.note();
            issued.set(Some(made));
        });
    };
    let errors = move || draft.get().parse().err().unwrap_or_default();
    let recheck = move |field| submission.recheck(field, errors);
    view! {
        <form
            method="post"
            action=FORM
            novalidate
            on:submit=move |event| {
                take_over(&event);
                invite();
            }
        >
            <input type="hidden" name="next" value=PATH/>
            <div class="dialog-body">
                <Alert error=submission.error()/>
                <Fields name="invite-customer" errors=submission.field_errors()>
                    <TextField
                        field=Field::Email
                        label=t!("Email")
                        value=draft.email
                        kind=TextKind::Email
                        optional=true
                        hint=Some(t!("Whoever registers cannot choose another one then.").to_owned())
                        on:focusout=move |_| recheck(Field::Email)
                    />
                    <Checkbox
                        name="mailed"
                        label=t!("Send the link there by mail")
                        checked=draft.mailed
                    />
                    <TextArea
                        field=Field::Note
                        label=t!("Message")
                        value=draft.note
                        optional=true
                        hint=Some(
                            t!("Stands in the mail and on the page that the link opens.").to_owned(),
                        )
                    />
                    <TextField
                        field=Field::Tags
                        label=t!("Tags")
                        value=draft.tags
                        optional=true
                        hint=Some(t!("Separated by commas. Only you see them.").to_owned())
                        on:focusout=move |_| recheck(Field::Tags)
                    />
                </Fields>
            </div>
            <footer class="dialog-foot">
                <CloseButton>{t!("Cancel")}</CloseButton>
                <Button look=Look::Primary kind=ButtonKind::Submit busy=submission.busy()>
                    {t!("Make the link")}
                </Button>
            </footer>
        </form>
    }
}

/// The link, which is seen this one time.
#[component]
fn Issued(issued: IssuedInvitation) -> impl IntoView {
    let IssuedInvitation {
        invitation,
        link,
        is_mailed,
    } = issued;
    let sent = invitation.email.filter(|_| is_mailed).map(|email| {
        view! {
            <p>
                {t_view!(
                    "It is on its way to {email}.",
                    email = view! { <b><bdi>{email.to_string()}</bdi></b> }
                )}
            </p>
        }
    });
    view! {
        <div class="dialog-body" role="status">
            <p>
                {t_view!(
                    "The link works once, until {until}. It is shown this one time.",
                    until = inert(moment(invitation.expires_at))
                )}
            </p>
            {sent}
            <p class="link-to-copy">
                <CopyText
                    value=link
                    label=t!("Copy invitation link")
                    copied=t!("Invitation link copied")
                />
            </p>
        </div>
        <footer class="dialog-foot">
            <CloseButton>{t!("Done")}</CloseButton>
        </footer>
    }
}
