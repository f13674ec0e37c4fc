//! The form of the billing profile, the same for the customer and for its reseller.

use super::api::{billing_profile, set_billing_profile};
use crate::changes::Changes;
use crate::failure::Failure;
use crate::flash::{Flash, field_after, flash_of};
use crate::frame::use_frame;
use crate::submission::{Submission, take_over};
use crate::ui::{
    Alert, Button, ButtonKind, Card, Erase, Failed, Fields, Loaded, Look, Radios, Select,
    SelectOption, TextArea, TextField, countries, country_name, hydrated, use_toaster,
};
use crate::viewer::action;
use crate::words::t;
use domain::billing::{BillingDraft, StoredProfile};
use domain::field::{Field, FieldErrors};
use domain::id::CustomerId;
use domain::name::Name;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// Where the form is posted to, and what its flash is called.
const FORM: &str = "/api/set_billing_profile";

/// The profile, as it is loaded; none while nobody looks at it.
type Profile = Resource<Option<Result<StoredProfile, Failure>>>;

/// What a page with a billing profile has to make before anything it waits for.
#[derive(Clone, Copy)]
pub(crate) struct BillingState {
    customer: Option<CustomerId>,
    profile: Profile,
}

impl BillingState {
    /// Loads the profile of a customer, or without one the viewer's own, while `is_shown`. To be
    /// called once for a page, and outside of what waits for something else.
    pub(crate) fn new(customer: Option<CustomerId>, is_shown: Memo<bool>) -> Self {
        let profile = Resource::new(
            move || is_shown.get(),
            move |is_shown| async move {
                if is_shown {
                    Some(billing_profile(customer).await)
                } else {
                    None
                }
            },
        );
        Self { customer, profile }
    }
}

/// What is in the fields.
#[derive(Clone, Copy)]
struct Draft {
    billed_as: RwSignal<String>,
    name: RwSignal<String>,
    company_name: RwSignal<String>,
    vat_number: RwSignal<String>,
    street: RwSignal<String>,
    postal_code: RwSignal<String>,
    city: RwSignal<String>,
    country: RwSignal<String>,
}

impl Draft {
    /// What is stored, or what was refused without WebAssembly.
    fn after(flash: Option<&Flash>, stored: &BillingDraft) -> Self {
        let typed = |field, stored: &str| field_after(flash, field, stored);
        Self {
            billed_as: typed(Field::BilledAs, &stored.billed_as),
            name: typed(Field::Name, &stored.name),
            company_name: typed(Field::CompanyName, &stored.company_name),
            vat_number: typed(Field::VatNumber, &stored.vat_number),
            street: typed(Field::Street, &stored.street),
            postal_code: typed(Field::PostalCode, &stored.postal_code),
            city: typed(Field::City, &stored.city),
            country: typed(Field::Country, &stored.country),
        }
    }

    fn get(self) -> BillingDraft {
        BillingDraft {
            billed_as: self.billed_as.get(),
            name: self.name.get(),
            company_name: self.company_name.get(),
            vat_number: self.vat_number.get(),
            street: self.street.get(),
            postal_code: self.postal_code.get(),
            city: self.city.get(),
            country: self.country.get(),
        }
    }

    fn errors(self) -> FieldErrors {
        self.get().parse().err().unwrap_or_default()
    }
}

/// The billing profile, to look at and to change.
#[component]
pub(crate) fn BillingCard(state: BillingState) -> impl IntoView {
    let BillingState { customer, profile } = state;
    let retry = use_location().pathname;
    view! {
        <Card title=t!("Billing profile")>
            <Loaded resource=profile fallback=|| view! { <p class="loading" role="status">{t!("Loading…")}</p> }>
                {move || profile.get().flatten().map(|answer| match answer {
                    Ok(stored) => view! { <BillingForm customer stored/> }.erase(),
                    Err(Failure(error)) => view! { <Failed error retry=retry.get_untracked()/> }.erase(),
                })}
            </Loaded>
        </Card>
    }
}

/// What stands in the fields before anybody has filled them in.
fn first(stored: &StoredProfile) -> BillingDraft {
    match &stored.profile {
        Some(profile) => BillingDraft::of(profile),
        None => BillingDraft {
            billed_as: BillingDraft::ENTERPRISE.to_owned(),
            company_name: stored
                .company
                .as_ref()
                .map(Name::to_string)
                .unwrap_or_default(),
            country: use_frame()
                .map(|frame| frame.with_untracked(|it| it.viewer.country.code().to_owned()))
                .unwrap_or_default(),
            ..BillingDraft::default()
        },
    }
}

#[component]
fn BillingForm(customer: Option<CustomerId>, stored: StoredProfile) -> impl IntoView {
    let flash = flash_of(FORM);
    let begun = first(&stored);
    let draft = Draft::after(flash.as_ref(), &begun);
    let version = RwSignal::new(stored.version);
    let saved = RwSignal::new(begun);
    let submission = Submission::after(flash.as_ref());
    let (changes, toaster) = (Changes::here(), use_toaster());
    let save = move || {
        let typed = untrack(|| draft.get());
        if !submission.accepts(typed.parse()) {
            return;
        }
        let sent = typed.clone();
        let request = set_billing_profile(customer, version.get_untracked(), typed);
        submission.run(request, move |stored| {
            version.try_set(stored.version);
            saved.try_set(sent);
            changes.note();
            toaster.done(t!("Billing profile saved"));
        });
    };
    let hydrated = hydrated();
    let is_same = Memo::new(move |_| draft.get() == saved.get());
    view! {
        <form
            class="form details billing"
            method="post"
            action=action(FORM)
            novalidate
            on:submit=move |event| {
                take_over(&event);
                save();
            }
        >
            {customer.map(|id| view! { <input type="hidden" name="customer" value=id.to_string()/> })}
            <input type="hidden" name="version" value=move || version.get()/>
            <Alert error=submission.error()/>
            <Fields name="billing" errors=submission.field_errors()>
                <BillingFields draft submission/>
            </Fields>
            <footer class="form-foot">
                <span class="aside" role="status">
                    {move || (!is_same.get()).then(|| t!("Unsaved changes"))}
                </span>
                <Button
                    look=Look::Primary
                    kind=ButtonKind::Submit
                    busy=submission.busy()
                    disabled=Signal::derive(move || hydrated.get() && is_same.get())
                >
                    {t!("Save")}
                </Button>
            </footer>
        </form>
    }
}

/// Who, then where. Which of the first ones are shown is the style sheet's business: it follows
/// what is chosen.
#[component]
fn BillingFields(draft: Draft, submission: Submission) -> impl IntoView {
    let recheck =
        move |field| submission.recheck(field, move || submission.so_far(&draft.errors()));
    let choice = |value: &str, label: &str| SelectOption {
        value: value.to_owned(),
        label: label.to_owned(),
    };
    let billed_as = vec![
        choice(BillingDraft::ENTERPRISE, t!("A company")),
        choice(BillingDraft::INDIVIDUAL, t!("A person")),
    ];
    let countries = countries()
        .into_iter()
        .map(|country| choice(country.code(), country_name(country)))
        .collect();
    view! {
        <Radios
            field=Field::BilledAs
            label=t!("Who is billed")
            options=billed_as
            value=draft.billed_as
        />
        <div class="of-individual" on:focusout=move |_| recheck(Field::Name)>
            <TextField field=Field::Name label=t!("Name") value=draft.name autocomplete="name"/>
        </div>
        <div class="of-enterprise" on:focusout=move |_| recheck(Field::CompanyName)>
            <TextField
                field=Field::CompanyName
                label=t!("Company name")
                value=draft.company_name
                autocomplete="organization"
            />
        </div>
        <div class="of-enterprise" on:focusout=move |_| recheck(Field::VatNumber)>
            <TextField
                field=Field::VatNumber
                label=t!("VAT number")
                value=draft.vat_number
                hint=vat_hint(draft)
            />
        </div>
        <TextArea
            field=Field::Street
            label=t!("Street and number")
            value=draft.street
            rows=2
            autocomplete="street-address"
        />
        <div class="field-pair">
            <TextField
                field=Field::PostalCode
                label=t!("Postal code")
                value=draft.postal_code
                optional=true
                autocomplete="postal-code"
            />
            <TextField
                field=Field::City
                label=t!("Town")
                value=draft.city
                autocomplete="address-level2"
                on:focusout=move |_| recheck(Field::City)
            />
        </div>
        <Select field=Field::Country label=t!("Country") options=countries value=draft.country/>
    }
}

fn vat_hint(draft: Draft) -> Signal<Option<String>> {
    Signal::derive(move || {
        let country = draft.country.get();
        Some(match domain::vat::example(&country) {
            "" => t!("Leave it empty if there is none.").to_owned(),
            example => t!(
                "For example {example}. Its check digits are checked.",
                example = example
            ),
        })
    })
}
