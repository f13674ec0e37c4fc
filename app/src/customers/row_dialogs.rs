//! The dialogs about one customer: its tags, turning it off, deleting it.

use super::api::{
    customer_belongings, delete_customer, get_customer, set_customer_tags, set_status_of_customers,
};
use crate::dialog::{done, loaded};
use crate::failure::Failure;
use crate::flash::{field_after, flash_of};
use crate::submission::{Submission, take_over};
use crate::ui::{Alert, Button, ButtonKind, CloseButton, Dialog, Fields, Look, TextField};
use crate::users::ResetPasswordDialog;
use crate::words::{t, t_view};
use domain::customer::{Belongings, Customer, CustomerSelection, Status};
use domain::field::Field;
use domain::id::CustomerId;
use leptos::prelude::*;

const TAGS_FORM: &str = "/api/set_customer_tags";
const DELETE_FORM: &str = "/api/delete_customer";

/// A customer, and what would go with it.
async fn with_belongings(id: CustomerId) -> Result<(Customer, Belongings), Failure> {
    let customer = get_customer(id).await?;
    let belongings = customer_belongings(CustomerSelection::These(vec![id])).await?;
    Ok((customer, belongings))
}

/// Sets the tags of one customer.
#[component]
pub(super) fn TagsDialog(id: CustomerId, close_href: String) -> impl IntoView {
    let close = close_href.clone();
    loaded(
        move || Box::pin(get_customer(id)),
        close_href,
        move |customer| view! { <TagsForm customer close_href=close.clone()/> },
    )
}

#[component]
fn TagsForm(customer: Customer, close_href: String) -> impl IntoView {
    let flash = flash_of(TAGS_FORM);
    let stored = customer
        .tags
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(", ");
    let tags = field_after(flash.as_ref(), Field::Tags, &stored);
    let submission = Submission::after(flash.as_ref());
    let done = done(close_href.clone());
    let id = customer.id;
    let save = move || {
        let done = done.clone();
        submission.run(set_customer_tags(id, tags.get_untracked()), move |_| {
            done(t!("Tags set"));
        });
    };
    let dirty = Signal::derive(move || tags.with(|tags| *tags != stored));
    view! {
        <Dialog name="tags" title=t!("Tags of {name}", name = customer.name) close_href=close_href.clone() dirty>
            <form
                method="post"
                action=TAGS_FORM
                on:submit=move |event| {
                    take_over(&event);
                    save();
                }
            >
                <input type="hidden" name="id" value=id.to_string()/>
                <input type="hidden" name="next" value=close_href/>
                <div class="dialog-body">
                    <Alert error=submission.error()/>
                    <Fields name="tags" errors=submission.field_errors()>
                        <TextField
                            field=Field::Tags
                            label=t!("Tags")
                            value=tags
                            optional=true
                            hint=Some(t!("Separate tags with commas. Leave empty for none.").to_owned())
                        />
                    </Fields>
                </div>
                <footer class="dialog-foot">
                    <CloseButton>{t!("Cancel")}</CloseButton>
                    <Button look=Look::Primary kind=ButtonKind::Submit busy=submission.busy()>
                        {t!("Set tags")}
                    </Button>
                </footer>
            </form>
        </Dialog>
    }
}

/// Turns one customer off, saying what that does.
#[component]
pub(super) fn DeactivateDialog(id: CustomerId, close_href: String) -> impl IntoView {
    let close = close_href.clone();
    loaded(
        move || Box::pin(with_belongings(id)),
        close_href,
        move |(customer, belongings)| {
            view! { <DeactivateForm customer belongings close_href=close.clone()/> }
        },
    )
}

#[component]
fn DeactivateForm(customer: Customer, belongings: Belongings, close_href: String) -> impl IntoView {
    let submission = Submission::after(None);
    let done = done(close_href.clone());
    let (id, name) = (customer.id, customer.name.to_string());
    let message = t!("{name} is inactive", name = name);
    let turn_off = move |_| {
        let (done, message) = (done.clone(), message.clone());
        let selection = CustomerSelection::These(vec![id]);
        submission.run(
            set_status_of_customers(selection, Status::Inactive),
            move |_| done(&message),
        );
    };
    let text = match belongings.users {
        0 => t!(
            "Nobody signs in for it yet. Its API tokens stop working. Nothing is deleted; you can \
             turn it on again at any time."
        )
        .to_owned(),
        1 => t!(
            "Its user is signed out at once and cannot sign in, and its API tokens stop working. \
             Nothing is deleted; you can turn it on again at any time."
        )
        .to_owned(),
        users => t!(
            "Its {users} users are signed out at once and cannot sign in, and its API tokens stop \
             working. Nothing is deleted; you can turn it on again at any time.",
            users = users
        ),
    };
    view! {
        <Dialog name="deactivate" title=t!("Deactivate {name}?", name = name) close_href>
            <div class="dialog-body">
                <Alert error=submission.error()/>
                <p>{text}</p>
            </div>
            <footer class="dialog-foot">
                <CloseButton>{t!("Cancel")}</CloseButton>
                <Button look=Look::Danger busy=submission.busy() on:click=turn_off>
                    {t!("Deactivate")}
                </Button>
            </footer>
        </Dialog>
    }
}

/// Gives one of a customer's people another password.
#[component]
pub(super) fn ResetDialog(id: CustomerId, close_href: String) -> impl IntoView {
    let close = close_href.clone();
    loaded(
        move || Box::pin(get_customer(id)),
        close_href,
        move |customer| {
            view! {
                <ResetPasswordDialog
                    customer=id
                    title=t!("Reset a password of {name}", name = customer.name)
                    email=customer.email.to_string()
                    close_href=close.clone()
                />
            }
        },
    )
}

/// Deletes one customer for good. `after` is where to be then, if not back on the list.
#[component]
pub(super) fn DeleteDialog(
    id: CustomerId,
    close_href: String,
    #[prop(optional, into)] after: Option<String>,
) -> impl IntoView {
    let close = close_href.clone();
    let after = after.unwrap_or_else(|| close_href.clone());
    loaded(
        move || Box::pin(with_belongings(id)),
        close_href,
        move |(customer, belongings)| {
            view! {
                <DeleteForm customer belongings close_href=close.clone() after=after.clone()/>
            }
        },
    )
}

#[component]
fn DeleteForm(
    customer: Customer,
    belongings: Belongings,
    close_href: String,
    after: String,
) -> impl IntoView {
    let flash = flash_of(DELETE_FORM);
    let confirmation = field_after(flash.as_ref(), Field::Confirmation, "");
    let submission = Submission::after(flash.as_ref());
    let done = done(after.clone());
    let (id, name) = (customer.id, customer.name.to_string());
    let delete = move || {
        let done = done.clone();
        submission.run(
            delete_customer(id, confirmation.get_untracked()),
            move |name| {
                done(&t!("{name} deleted", name = name));
            },
        );
    };
    let goes = match belongings.users {
        0 => t!("The customer and all its data are removed.").to_owned(),
        1 => t!("The customer, its user and all its data are removed.").to_owned(),
        users => t!(
            "The customer, its {users} users and all its data are removed.",
            users = users
        ),
    };
    let usage = t!("Its usage and its transcriptions go with it.");
    let goes = if belongings.has_usage {
        format!("{goes} {usage}")
    } else {
        goes
    };
    let has_to_type = belongings.need_typed_name();
    view! {
        <Dialog
            name="delete"
            title=t!("Delete {name}?", name = name)
            text=t!("Deletion is permanent.")
            close_href
        >
            <form
                method="post"
                action=DELETE_FORM
                on:submit=move |event| {
                    take_over(&event);
                    delete();
                }
            >
                <input type="hidden" name="id" value=id.to_string()/>
                <input type="hidden" name="next" value=after/>
                <div class="dialog-body">
                    <Alert error=submission.error()/>
                    <p>{goes} " " {t!("This cannot be undone. Its email address becomes free again.")}</p>
                    {has_to_type.then(|| view! {
                        <p>{t_view!("To confirm, type {name}.", name = view! { <b dir="auto">{name}</b> })}</p>
                        <Fields name="delete" errors=submission.field_errors()>
                            <TextField field=Field::Confirmation label=t!("Name") value=confirmation/>
                        </Fields>
                    })}
                </div>
                <footer class="dialog-foot">
                    <CloseButton>{t!("Cancel")}</CloseButton>
                    <Button look=Look::Danger kind=ButtonKind::Submit busy=submission.busy()>
                        {t!("Delete")}
                    </Button>
                </footer>
            </form>
        </Dialog>
    }
}
