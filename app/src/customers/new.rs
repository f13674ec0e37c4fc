//! The dialog for a new customer.

use super::api::create_customer;
use crate::changes::Changes;
use crate::dialog::go_beneath;
use crate::flash::{Flash, field_after, flash_of};
use crate::frame::first_country;
use crate::submission::{Submission, take_over};
use crate::ui::{
    Alert, Button, ButtonKind, CloseButton, Dialog, Fields, Look, PhoneField, TextField, TextKind,
    use_toaster,
};
use crate::users::offer_link;
use crate::words::t;
use domain::customer::CustomerDraft;
use domain::field::{Field, FieldErrors};
use leptos::prelude::*;

/// Where the form is posted to, and what its flash is called.
const FORM: &str = "/api/create_customer";

/// What is in the fields.
#[derive(Clone, Copy)]
struct Draft {
    name: RwSignal<String>,
    email: RwSignal<String>,
    phone: RwSignal<String>,
    country: RwSignal<String>,
    /// The country that the form began with.
    first_country: StoredValue<String>,
}

impl Draft {
    /// Empty, or with what was refused without WebAssembly.
    fn after(flash: Option<&Flash>) -> Self {
        let country = first_country();
        Self {
            name: field_after(flash, Field::Name, ""),
            email: field_after(flash, Field::Email, ""),
            phone: field_after(flash, Field::Phone, ""),
            country: field_after(flash, Field::Country, &country),
            first_country: StoredValue::new(country),
        }
    }

    fn get(self) -> CustomerDraft {
        CustomerDraft {
            name: self.name.get(),
            email: self.email.get(),
            phone: self.phone.get(),
            country: self.country.get(),
        }
    }

    /// What is wrong with it.
    fn errors(self) -> FieldErrors {
        self.get().parse().err().unwrap_or_default()
    }

    fn is_dirty(self) -> bool {
        let CustomerDraft {
            name,
            email,
            phone,
            country,
        } = self.get();
        let typed = [name, email, phone].concat();
        !typed.trim().is_empty() || country != self.first_country.get_value()
    }
}

/// Asks for name, email and phone. Refused, it stays open, and nothing typed is lost.
#[component]
pub(super) fn NewCustomerDialog(close_href: String) -> impl IntoView {
    let flash = flash_of(FORM);
    let draft = Draft::after(flash.as_ref());
    let submission = Submission::after(flash.as_ref());
    let (changes, toaster, go) = (Changes::here(), use_toaster(), go_beneath());
    let after = close_href.clone();
    let create = move || {
        let typed = untrack(|| draft.get());
        if !submission.accepts(typed.parse()) {
            return;
        }
        let CustomerDraft {
            name,
            email,
            phone,
            country,
        } = typed;
        let (go, after) = (go.clone(), after.clone());
        submission.run(
            create_customer(name, email, phone, country),
            move |created| {
                changes.note();
                offer_link(toaster, t!("Customer created").to_owned(), created.link);
                go(&after);
            },
        );
    };
    let recheck =
        move |field| submission.recheck(field, move || submission.so_far(&draft.errors()));
    view! {
        <Dialog
            name="new-customer"
            title=t!("New customer")
            text=t!("Creates an active organisation with its own console, and invites its first user.")
            close_href=close_href.clone()
            dirty=Signal::derive(move || draft.is_dirty())
        >
            <form
                method="post"
                action=FORM
                novalidate
                on:submit=move |event| {
                    take_over(&event);
                    create();
                }
            >
                <input type="hidden" name="next" value=close_href/>
                <div class="dialog-body">
                    <Alert error=submission.error()/>
                    <Fields name="new" errors=submission.field_errors()>
                        <TextField
                            field=Field::Name
                            label=t!("Name")
                            value=draft.name
                            on:focusout=move |_| recheck(Field::Name)
                        />
                        <TextField
                            field=Field::Email
                            label=t!("Email")
                            value=draft.email
                            kind=TextKind::Email
                            on:focusout=move |_| recheck(Field::Email)
                        />
                        <PhoneField
                            value=draft.phone
                            country=draft.country
                            hint=phone_hint(draft)
                            on:focusout=move |_| recheck(Field::Phone)
                        />
                    </Fields>
                </div>
                <footer class="dialog-foot">
                    <CloseButton>{t!("Cancel")}</CloseButton>
                    <Button look=Look::Primary kind=ButtonKind::Submit busy=submission.busy()>
                        {t!("Create")}
                    </Button>
                </footer>
            </form>
        </Dialog>
    }
}

/// How the number will be stored, as far as the browser can tell.
fn phone_hint(draft: Draft) -> Signal<Option<String>> {
    Signal::derive(move || {
        let country = domain::phone::Country::find(&draft.country.get()).ok()?;
        let phone = domain::phone::Phone::parse(&draft.phone.get(), country).ok()?;
        Some(t!(
            "Stored in international format: {number}",
            number = phone.e164()
        ))
    })
}
