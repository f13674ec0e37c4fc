//! The details of a customer, editable.

use super::api::{get_customer, update_customer};
use super::conflict::{differences, edit_of};
use super::conflict_view::ConflictChoice;
use crate::changes::Changes;
use crate::failure::Failure;
use crate::flash::{Flash, flash_of};
use crate::frame::first_country;
use crate::submission::{Submission, take_over};
use crate::ui::{
    Alert, Button, ButtonKind, Checkbox, Fields, Look, PhoneField, TextField, TextKind, use_toaster,
};
use crate::unsaved;
use crate::words::t;
use domain::customer::{Customer, CustomerDraft, CustomerEdit};
use domain::error::{Conflict, Error};
use domain::field::Field;
use leptos::prelude::*;

/// Where the form is posted to, and what its flash is called.
const FORM: &str = "/api/update_customer";

/// What is in the fields.
#[derive(Clone, Copy)]
pub(super) struct EditSignals {
    name: RwSignal<String>,
    email: RwSignal<String>,
    phone: RwSignal<String>,
    country: RwSignal<String>,
    active: RwSignal<bool>,
}

impl EditSignals {
    fn new(edit: &CustomerEdit) -> Self {
        Self {
            name: RwSignal::new(edit.draft.name.clone()),
            email: RwSignal::new(edit.draft.email.clone()),
            phone: RwSignal::new(edit.draft.phone.clone()),
            country: RwSignal::new(edit.draft.country.clone()),
            active: RwSignal::new(edit.active),
        }
    }

    /// What is in the fields now, as a change of `version`.
    pub(super) fn edit(self, version: i32) -> CustomerEdit {
        CustomerEdit {
            draft: CustomerDraft {
                name: self.name.get(),
                email: self.email.get(),
                phone: self.phone.get(),
                country: self.country.get(),
            },
            active: self.active.get(),
            version,
        }
    }

    /// Puts something else into the fields.
    pub(super) fn set(self, edit: &CustomerEdit) {
        self.name.set(edit.draft.name.clone());
        self.email.set(edit.draft.email.clone());
        self.phone.set(edit.draft.phone.clone());
        self.country.set(edit.draft.country.clone());
        self.active.set(edit.active);
    }
}

/// Everything the parts of the form share.
#[derive(Clone, Copy)]
pub(super) struct EditState {
    /// The customer as it is stored, as far as this page knows.
    pub(super) stored: RwSignal<Customer>,
    /// What is in the fields.
    pub(super) fields: EditSignals,
    /// What somebody else has stored in the meantime.
    pub(super) theirs: RwSignal<Option<Customer>>,
    /// The form at work.
    pub(super) submission: Submission,
    /// The country that national numbers are read for to begin with.
    country: StoredValue<String>,
    changes: Changes,
}

impl EditState {
    /// Begins with what is stored, or with what was refused without WebAssembly.
    pub(super) fn new(stored: RwSignal<Customer>) -> Self {
        let country = first_country();
        let flash = flash_of(FORM);
        let edit = stored.with_untracked(|customer| edit_of(customer, &country));
        let (edit, theirs) = match flash.as_ref().map(|flash| (flash, flash.error())) {
            Some((flash, Some(Error::Conflict(Conflict::Changed)))) => {
                (typed(flash, &edit), Some(stored.get_untracked()))
            }
            Some((flash, Some(_))) => (typed(flash, &edit), None),
            Some((_, None)) | None => (edit, None),
        };
        Self {
            stored,
            fields: EditSignals::new(&edit),
            theirs: RwSignal::new(theirs),
            submission: Submission::after(flash.as_ref()),
            country: StoredValue::new(country),
            changes: Changes::here(),
        }
    }

    /// A stored customer as this form shows it.
    pub(super) fn edit_of(self, customer: &Customer) -> CustomerEdit {
        self.country
            .with_value(|country| edit_of(customer, country))
    }

    /// What is in the fields now.
    pub(super) fn edited(self) -> CustomerEdit {
        self.fields
            .edit(self.stored.with(|customer| customer.version))
    }

    /// How many fields differ from what is stored.
    pub(super) fn unsaved(self) -> usize {
        let stored = self.stored.with(|customer| self.edit_of(customer));
        differences(&stored, &self.edited()).len()
    }

    /// Goes on from another stored customer, and keeps what somebody has typed but not saved.
    pub(super) fn accept_beside(self, customer: Customer) {
        let before = self.stored.with_untracked(|stored| self.edit_of(stored));
        let mine = untrack(|| self.edited());
        let mut merged = self.edit_of(&customer);
        for field in differences(&before, &mine) {
            field.take(&mine, &mut merged);
        }
        self.stored.set(customer);
        self.fields.set(&merged);
    }

    /// Goes on from another stored customer, with its values in the fields.
    pub(super) fn accept(self, customer: Customer) {
        self.fields.set(&self.edit_of(&customer));
        self.theirs.set(None);
        self.submission.clear();
        self.stored.set(customer);
    }

    fn save(self) {
        let edit = untrack(|| self.edited());
        if let Err(errors) = edit.parse() {
            self.submission.refuse(errors);
            return;
        }
        let id = self.stored.with_untracked(|customer| customer.id);
        let toaster = use_toaster();
        let CustomerEdit {
            draft,
            active,
            version,
        } = edit;
        let CustomerDraft {
            name,
            email,
            phone,
            country,
        } = draft;
        let request = async move {
            let answer = update_customer(id, version, name, email, phone, country, active).await;
            if answer == Err(Failure(Error::Conflict(Conflict::Changed)))
                && let Ok(theirs) = get_customer(id).await
            {
                self.theirs.try_set(Some(theirs));
            }
            answer
        };
        self.submission.run(request, move |customer| {
            self.accept(customer);
            self.changes.note();
            toaster.done(t!("Customer updated"));
        });
    }

    /// Looks at a field that has been left.
    fn recheck(self, field: Field) {
        let errors = move || self.edited().parse().err().unwrap_or_default();
        self.submission.recheck(field, errors);
    }
}

/// Name, email, phone and the switch. *Update* works while something differs from what is stored.
#[component]
pub(super) fn DetailsForm(state: EditState) -> impl IntoView {
    let EditState {
        stored,
        fields,
        submission,
        ..
    } = state;
    let unsaved = Memo::new(move |_| state.unsaved());
    let discard = move |_| {
        state.accept(stored.get_untracked());
    };
    let hydrated = crate::ui::hydrated();
    view! {
        <form
            class="form details"
            method="post"
            action=FORM
            novalidate
            on:submit=move |event| {
                take_over(&event);
                state.save();
            }
        >
            <input type="hidden" name="id" value=move || stored.with(|it| it.id.to_string())/>
            <input type="hidden" name="version" value=move || stored.with(|it| it.version)/>
            <ConflictChoice state/>
            <FormAlert submission/>
            <Fields name="customer" errors=submission.field_errors()>
                <TextField field=Field::Name label=t!("Name") value=fields.name
                    on:focusout=move |_| state.recheck(Field::Name)/>
                <TextField field=Field::Email label=t!("Email") value=fields.email kind=TextKind::Email
                    on:focusout=move |_| state.recheck(Field::Email)/>
                <PhoneField value=fields.phone country=fields.country
                    on:focusout=move |_| state.recheck(Field::Phone)/>
                <Checkbox
                    name="active"
                    label=t!("Active")
                    checked=fields.active
                    hint=t!("Inactive customers cannot sign in and their API tokens stop working.")
                />
            </Fields>
            <footer class="form-foot">
                <span class="aside" role="status">{move || unsaved::words(unsaved.get())}</span>
                {move || (unsaved.get() > 0).then(|| view! {
                    <Button look=Look::Ghost on:click=discard>{t!("Discard")}</Button>
                })}
                <Button
                    look=Look::Primary
                    kind=ButtonKind::Submit
                    busy=submission.busy()
                    disabled=Signal::derive(move || hydrated.get() && unsaved.get() == 0)
                >
                    {t!("Update")}
                </Button>
            </footer>
        </form>
    }
}

/// The refusal, but for a conflict, which has a place of its own.
#[component]
fn FormAlert(submission: Submission) -> impl IntoView {
    let error = submission.error();
    let words = Signal::derive(move || {
        error
            .get()
            .filter(|error| *error != Error::Conflict(Conflict::Changed))
    });
    view! { <Alert error=words/> }
}

/// What somebody had typed into a form that was refused without WebAssembly.
fn typed(flash: &Flash, stored: &CustomerEdit) -> CustomerEdit {
    let text =
        |field: Field, stored: &str| flash.typed(field.as_str()).unwrap_or(stored).to_owned();
    let has_fields = flash.typed(Field::Name.as_str()).is_some();
    CustomerEdit {
        draft: CustomerDraft {
            name: text(Field::Name, &stored.draft.name),
            email: text(Field::Email, &stored.draft.email),
            phone: text(Field::Phone, &stored.draft.phone),
            country: text(Field::Country, &stored.draft.country),
        },
        // A box that is not checked is not among the fields at all.
        active: if has_fields {
            flash.typed("active").is_some()
        } else {
            stored.active
        },
        version: stored.version,
    }
}
