//! The dialog that makes a token, and shows it.

use super::api::{NewApiToken, create_token};
use super::made::Made;
use super::scopes::{Scopes, ScopesField};
use crate::changes::Changes;
use crate::flash::{Flash, field_after, flash_of};
use crate::frame::use_frame;
use crate::submission::{Submission, take_over};
use crate::ui::{
    Alert, Button, ButtonKind, CloseButton, Dialog, Erase, Fields, Look, Select, SelectOption,
    TextField, TextKind,
};
use crate::viewer::action;
use crate::words::t;
use domain::api_token::{Expiry, TokenDraft, TokenKind};
use domain::field::{Field, FieldErrors};
use domain::id::CustomerId;
use domain::user::Role;
use leptos::prelude::*;

/// Where the form is posted to, and what its flash is called.
pub(super) const FORM: &str = "/api/create_token";
/// The word for the dialog and its form.
const NAME: &str = "create-token";
/// When a token ends unless somebody says otherwise.
const FIRST_EXPIRY: &str = "90";

/// What is in the fields.
#[derive(Clone, Copy)]
struct Draft {
    kind: TokenKind,
    name: RwSignal<String>,
    scopes: Scopes,
    expiry: RwSignal<String>,
    expires_on: RwSignal<String>,
}

impl Draft {
    /// As it begins, or with what was refused without WebAssembly.
    fn after(flash: Option<&Flash>, kind: TokenKind) -> Self {
        Self {
            kind,
            name: field_after(flash, Field::Name, ""),
            scopes: Scopes::after(flash, kind),
            expiry: field_after(flash, Field::Expiry, FIRST_EXPIRY),
            expires_on: field_after(flash, Field::ExpiresOn, ""),
        }
    }

    fn get(self) -> TokenDraft {
        TokenDraft {
            name: self.name.get(),
            scopes: self.scopes.chosen(),
            expiry: self.expiry.get(),
            expires_on: self.expires_on.get(),
        }
    }

    /// What is wrong with it.
    fn errors(self) -> FieldErrors {
        self.get().parse(self.kind).err().unwrap_or_default()
    }

    fn is_dirty(self) -> bool {
        let TokenDraft {
            name,
            scopes,
            expiry,
            expires_on,
        } = self.get();
        let is_chosen = !scopes.is_empty() || expiry != FIRST_EXPIRY;
        is_chosen || !(name + &expires_on).trim().is_empty()
    }
}

/// Asks for name, scopes and end. Without a customer the token is the viewer's own.
#[component]
pub(super) fn CreateDialog(customer: Option<CustomerId>, close_href: String) -> impl IntoView {
    let flash = flash_of(FORM);
    let draft = Draft::after(flash.as_ref(), kind(customer));
    let submission = Submission::after(flash.as_ref());
    let made = RwSignal::new(None::<NewApiToken>);
    let title = move || {
        let is_made = made.with(Option::is_some);
        let title = if is_made {
            t!("Token created")
        } else {
            t!("Create token")
        };
        title.to_owned()
    };
    let next = close_href.clone();
    view! {
        <Dialog
            name=NAME
            title=Signal::derive(title)
            close_href
            dirty=Signal::derive(move || made.with(Option::is_none) && draft.is_dirty())
        >
            {move || if let Some(new) = made.get() {
                view! { <Made new/> }.erase()
            } else {
                let next = next.clone();
                view! { <CreateForm draft submission customer next made/> }.erase()
            }}
        </Dialog>
    }
}

/// Whose programs a token is made for.
fn kind(customer: Option<CustomerId>) -> TokenKind {
    let role = use_frame().map(|frame| frame.with_untracked(|frame| frame.viewer.role));
    match (customer, role) {
        (None, Some(Role::Reseller)) => TokenKind::Reseller,
        (Some(_), _) | (None, Some(Role::Resellee) | None) => TokenKind::Customer,
    }
}

#[component]
fn CreateForm(
    draft: Draft,
    submission: Submission,
    customer: Option<CustomerId>,
    next: String,
    made: RwSignal<Option<NewApiToken>>,
) -> impl IntoView {
    let changes = Changes::here();
    let create = move || {
        let typed = untrack(|| draft.get());
        if !submission.accepts(typed.parse(draft.kind)) {
            return;
        }
        let TokenDraft {
            name,
            scopes,
            expiry,
            expires_on,
        } = typed;
        let request = create_token(customer, name, scopes, expiry, expires_on);
        submission.run(request, move |new| {
            changes.note();
            made.try_set(Some(new));
        });
    };
    view! {
        <form
            method="post"
            action=action(FORM)
            novalidate
            on:submit=move |event| {
                take_over(&event);
                create();
            }
        >
            {customer.map(|id| view! { <input type="hidden" name="customer" value=id.to_string()/> })}
            <input type="hidden" name="next" value=next/>
            <div class="dialog-body">
                <Alert error=submission.error()/>
                <CreateFields draft submission/>
            </div>
            <footer class="dialog-foot">
                <CloseButton>{t!("Cancel")}</CloseButton>
                <Button look=Look::Primary kind=ButtonKind::Submit busy=submission.busy()>
                    {t!("Create")}
                </Button>
            </footer>
        </form>
    }
}

#[component]
fn CreateFields(draft: Draft, submission: Submission) -> impl IntoView {
    let errors = move || submission.so_far(&draft.errors());
    let recheck = move |field| submission.recheck(field, errors);
    view! {
        <Fields name=NAME errors=submission.field_errors()>
            <TextField
                field=Field::Name
                label=t!("Name")
                value=draft.name
                hint=Some(t!("What the program is called that signs in with it.").to_owned())
                on:focusout=move |_| recheck(Field::Name)
            />
            <ScopesField
                form=NAME
                scopes=draft.scopes
                errors=submission.field_errors()
                on_change=Callback::new(move |()| recheck(Field::Scopes))
            />
            <div class="expiry">
                <Select
                    field=Field::Expiry
                    label=t!("Expires")
                    options=expiries()
                    value=draft.expiry
                />
                <div class="of-custom">
                    <TextField
                        field=Field::ExpiresOn
                        label=t!("Last day")
                        value=draft.expires_on
                        kind=TextKind::Date
                        hint=Some(t!("It works until this day is over.").to_owned())
                        on:focusout=move |_| recheck(Field::ExpiresOn)
                    />
                </div>
            </div>
        </Fields>
    }
}

/// When a token can end.
fn expiries() -> Vec<SelectOption> {
    let option = |value: &str, label: String| SelectOption {
        value: value.to_owned(),
        label,
    };
    let after = |days: u16| option(&days.to_string(), t!("After {days} days", days = days));
    let mut expiries = Expiry::DAYS.map(after).to_vec();
    expiries.extend([
        option(Expiry::CUSTOM, t!("On a day of your choice").to_owned()),
        option(Expiry::NEVER, t!("Never").to_owned()),
    ]);
    expiries
}
