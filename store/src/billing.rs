//! Billing profiles.

use crate::audit::{self, Author, Event};
use crate::connect::Store;
use crate::entity::billing_profile::{self, Column, Model};
use crate::error::Fault;
use crate::{customers, scope, team_type};
use domain::access::{EditBilling, Permit, Scope, ViewBilling};
use domain::audit::{AuditKind, FieldChange};
use domain::billing::{
    Address, Billed, BillingDraft, BillingProfile, BillingProfiles, StoredProfile,
};
use domain::error::Conflict;
use domain::field::{Field, Issue};
use domain::id::CustomerId;
use domain::name::Name;
use domain::phone::Country;
use domain::vat::VatNumber;
use domain::{Error, Result};
use sea_orm::prelude::Uuid;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, IntoActiveModel,
    QueryFilter,
};

const INDIVIDUAL: i16 = 1;
const ENTERPRISE: i16 = 2;

#[async_trait::async_trait]
impl BillingProfiles for Store {
    async fn billing_profile(
        &self,
        permit: &Permit<ViewBilling>,
        customer: CustomerId,
    ) -> Result<StoredProfile> {
        let db = self.snapshot().await.map_err(Fault::from)?;
        Ok(stored(&db, permit.scope(), customer).await?)
    }

    async fn set_billing_profile(
        &self,
        permit: &Permit<EditBilling>,
        customer: CustomerId,
        profile: BillingProfile,
        version: i32,
    ) -> Result<StoredProfile> {
        let work = (Author::of(permit), customer, profile, version);
        self.write(
            work,
            |tx, (author, customer, profile, version)| async move {
                set(&tx, &author, customer, (profile, version)).await?;
                stored(&*tx, author.scope, customer).await
            },
        )
        .await
    }
}

async fn stored(
    db: &impl ConnectionTrait,
    scope: Scope,
    id: CustomerId,
) -> Result<StoredProfile, Fault> {
    let customer = customers::customer(customers::find(db, scope, id).await?)?;
    let row = find(db, scope, id.uuid()).await?;
    Ok(StoredProfile {
        profile: row.as_ref().map(profile).transpose()?,
        team_type: customer.team_type,
        company: customer.company_name,
        version: row.map_or(0, |row| row.version),
    })
}

async fn set(
    tx: &DatabaseTransaction,
    author: &Author,
    id: CustomerId,
    (new, version): (BillingProfile, i32),
) -> Result<(), Fault> {
    let scope = author.scope;
    // Of two who save at once, the later one waits here and then finds another version.
    customers::take_turn(tx, author.for_reseller()?.scope).await?;
    let customer = customers::find(tx, scope, id).await?;
    let before = find(tx, scope, id.uuid()).await?;
    if before.as_ref().map_or(0, |row| row.version) != version {
        return Err(Error::Conflict(Conflict::Changed).into());
    }
    let was = before.as_ref().map(profile).transpose()?;
    if was.as_ref() == Some(&new) {
        return Ok(());
    }
    let mut delete = scope::delete::<billing_profile::Entity>(scope);
    tx.execute(delete.and_where(Column::CustomerId.eq(id.uuid())))
        .await?;
    let row = row(customer.reseller_id, customer.id, &new, version + 1);
    billing_profile::Entity::insert(row.into_active_model())
        .exec_without_returning(tx)
        .await?;
    let event = Event {
        customer: Some(customer.id),
        user: None,
        kind: AuditKind::BillingProfileChanged,
        changes: changes(was.as_ref(), &new),
    };
    audit::record(tx, author, &[event]).await?;
    team_type::derive(tx, author, id).await
}

async fn find(
    db: &impl ConnectionTrait,
    scope: Scope,
    customer: Uuid,
) -> Result<Option<Model>, Fault> {
    let row = scope::find::<billing_profile::Entity>(scope);
    Ok(row.filter(Column::CustomerId.eq(customer)).one(db).await?)
}

fn row(reseller: Uuid, customer: Uuid, profile: &BillingProfile, version: i32) -> Model {
    let (kind, name, vat) = match &profile.billed {
        Billed::Individual { name } => (INDIVIDUAL, name, None),
        Billed::Enterprise { company, vat } => (ENTERPRISE, company, vat.as_ref()),
    };
    let address = &profile.address;
    Model {
        reseller_id: reseller,
        customer_id: customer,
        kind,
        name: name.as_str().to_owned(),
        vat_number: vat.map(ToString::to_string),
        street: address.street.clone(),
        postal_code: address.postal_code.clone(),
        city: address.city.clone(),
        country: address.country.code().to_owned(),
        version,
    }
}

/// The profile of a row.
pub(crate) fn profile(row: &Model) -> Result<BillingProfile, Fault> {
    let wrong = |issue: Issue| DbErr::Type(format!("a stored profile is not valid: {issue:?}"));
    let name = Name::parse(&row.name).map_err(wrong)?;
    let billed = match row.kind {
        INDIVIDUAL => Billed::Individual { name },
        _ => Billed::Enterprise {
            company: name,
            vat: row
                .vat_number
                .clone()
                .map(VatNumber::try_from)
                .transpose()
                .map_err(|error| DbErr::Type(error.to_owned()))?,
        },
    };
    let address = Address {
        street: row.street.clone(),
        postal_code: row.postal_code.clone(),
        city: row.city.clone(),
        country: Country::by_code(&row.country).map_err(wrong)?,
    };
    Ok(BillingProfile { billed, address })
}

/// How a field is typed.
type Text = fn(&BillingDraft) -> &String;

/// Which fields differ, as they are typed.
fn changes(before: Option<&BillingProfile>, after: &BillingProfile) -> Vec<FieldChange> {
    let before = before.map(BillingDraft::of).unwrap_or_default();
    let after = BillingDraft::of(after);
    let fields: [(Field, Text); 8] = [
        (Field::BilledAs, |draft| &draft.billed_as),
        (Field::Name, |draft| &draft.name),
        (Field::CompanyName, |draft| &draft.company_name),
        (Field::VatNumber, |draft| &draft.vat_number),
        (Field::Street, |draft| &draft.street),
        (Field::PostalCode, |draft| &draft.postal_code),
        (Field::City, |draft| &draft.city),
        (Field::Country, |draft| &draft.country),
    ];
    let text = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    fields
        .into_iter()
        .filter(|(_, of)| of(&before) != of(&after))
        .map(|(field, of)| FieldChange {
            field: field.as_str().to_owned(),
            from: text(of(&before)),
            to: text(of(&after)),
        })
        .collect()
}
