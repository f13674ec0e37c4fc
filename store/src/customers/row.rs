//! Between a row and a customer.

use crate::entity::customer::{self, Column, Model};
use crate::error::Fault;
use crate::fold::{fold, key};
use crate::scope;
use domain::access::Scope;
use domain::audit::FieldChange;
use domain::customer::{Customer, ImportedCustomer, NewCustomer, Status, TeamType};
use domain::email::Email;
use domain::field::{Field, Issue};
use domain::id::CustomerId;
use domain::name::Name;
use domain::phone::Phone;
use domain::tag::Tags;
use domain::timestamp::Timestamp;
use sea_orm::prelude::Uuid;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, QueryFilter, QuerySelect};
use std::collections::HashMap;

/// The stored number of a status.
pub(crate) const fn status_number(status: Status) -> i16 {
    match status {
        Status::Active => 0,
        Status::Inactive => 1,
    }
}

/// The stored number of a team type.
pub(crate) const fn team_type_number(team_type: TeamType) -> i16 {
    match team_type {
        TeamType::Default => 0,
        TeamType::Individual => 1,
        TeamType::Enterprise => 2,
    }
}

/// The status of a stored number.
pub(crate) const fn status(number: i16) -> Status {
    Status::from_active(number == 0)
}

const fn team_type(number: i16) -> TeamType {
    match number {
        1 => TeamType::Individual,
        2 => TeamType::Enterprise,
        _ => TeamType::Default,
    }
}

/// The customer of a row.
pub(crate) fn customer(row: Model) -> Result<Customer, Fault> {
    let phone = !row.phone_e164.is_empty();
    Ok(Customer {
        id: CustomerId::from(row.id),
        name: stored(Name::parse(&row.name))?,
        email: stored(Email::parse(&row.email))?,
        phone: phone.then(|| Phone::stored(row.phone_e164, row.phone_international)),
        status: status(row.status),
        team_type: team_type(row.team_type),
        company_name: row
            .company_name
            .as_deref()
            .map(Name::parse)
            .transpose()
            .map_err(|issue| unstored(&issue))?,
        tags: stored(Tags::parse(&row.tags))?,
        registered_at: Timestamp::from_micros(row.registered_at),
        last_activity_at: (row.last_activity_at != 0)
            .then(|| Timestamp::from_micros(row.last_activity_at)),
        version: row.version,
    })
}

/// The names of customers.
pub(crate) async fn names(
    db: &impl ConnectionTrait,
    scope: Scope,
    ids: impl Iterator<Item = Uuid>,
) -> Result<HashMap<Uuid, String>, Fault> {
    let mut ids: Vec<Uuid> = ids.collect();
    ids.sort_unstable();
    ids.dedup();
    let names: Vec<(Uuid, String)> = scope::find::<customer::Entity>(scope)
        .filter(Column::Id.is_in(ids))
        .select_only()
        .columns([Column::Id, Column::Name])
        .into_tuple()
        .all(db)
        .await?;
    Ok(names.into_iter().collect())
}

/// A row for a customer that is to be added now.
pub(crate) fn added(reseller: Uuid, seq: i64, new: NewCustomer) -> Model {
    let imported = ImportedCustomer {
        customer: new,
        status: Status::Active,
        team_type: TeamType::Default,
        company_name: None,
        tags: Tags::default(),
        registered_at: None,
    };
    imported_row(reseller, seq, imported)
}

/// A row for a customer from a file.
pub(crate) fn imported_row(reseller: Uuid, seq: i64, imported: ImportedCustomer) -> Model {
    let registered_at = imported
        .registered_at
        .map_or_else(crate::audit::now, Timestamp::micros);
    let mut row = Model {
        seq,
        reseller_id: reseller,
        id: Uuid::now_v7(),
        name: String::new(),
        name_key: String::new(),
        email: String::new(),
        email_key: String::new(),
        phone_e164: String::new(),
        phone_international: String::new(),
        status: status_number(imported.status),
        team_type: team_type_number(imported.team_type),
        company_name: imported
            .company_name
            .as_ref()
            .map(|name| name.as_str().to_owned()),
        company_key: imported
            .company_name
            .map_or_else(String::new, |name| key(name.as_str())),
        tags: String::new(),
        tags_key: String::new(),
        search_text: String::new(),
        registered_at,
        last_activity_at: 0,
        version: 1,
    };
    let NewCustomer { name, email, phone } = imported.customer;
    set_contact(&mut row, &name, &email, phone.as_ref());
    set_tags(&mut row, &imported.tags);
    row
}

/// Gives a row a name, an email and a phone number.
pub(crate) fn set_contact(row: &mut Model, name: &Name, email: &Email, phone: Option<&Phone>) {
    name.as_str().clone_into(&mut row.name);
    row.name_key = key(name.as_str());
    row.phone_e164 = phone.map_or_else(String::new, |phone| phone.e164().to_owned());
    row.phone_international =
        phone.map_or_else(String::new, |phone| phone.international().to_owned());
    set_email(row, email);
}

/// Gives a row another email.
pub(crate) fn set_email(row: &mut Model, email: &Email) {
    email.as_str().clone_into(&mut row.email);
    row.email_key = email.key();
    row.search_text = search_text(row);
}

/// Notes what a customer counts as; only an enterprise has a company.
pub(crate) fn set_team_type(row: &mut Model, team_type: TeamType, company: Option<&Name>) {
    let company = company.filter(|_| team_type == TeamType::Enterprise);
    row.team_type = team_type_number(team_type);
    row.company_name = company.map(|name| name.as_str().to_owned());
    row.company_key = company.map_or_else(String::new, |name| key(name.as_str()));
    row.search_text = search_text(row);
}

/// Gives a row tags.
pub(crate) fn set_tags(row: &mut Model, tags: &Tags) {
    row.tags = tags.to_string();
    row.tags_key = key(&row.tags);
    row.search_text = search_text(row);
}

/// The tags of a row, one by one.
pub(crate) fn tags(row: &Model) -> impl Iterator<Item = &str> {
    row.tags.split(';').filter(|tag| !tag.is_empty())
}

fn search_text(row: &Model) -> String {
    let company = row.company_name.as_deref().unwrap_or_default();
    let phone = row.phone_e164.trim_start_matches('+');
    let lines = [row.name.as_str(), &row.email, company, &row.tags, phone];
    lines.map(fold).join("\n")
}

/// How a field is written in the audit log.
type Text = fn(&Model) -> String;

/// Which fields differ, by their names in forms and files.
pub(crate) fn changes(before: Option<&Model>, after: Option<&Model>) -> Vec<FieldChange> {
    let fields: [(Field, Text); 8] = [
        (Field::Name, |row| row.name.clone()),
        (Field::Email, |row| row.email.clone()),
        (Field::Phone, |row| row.phone_international.clone()),
        (Field::Status, |row| status(row.status).as_str().to_owned()),
        (Field::TeamType, |row| {
            team_type(row.team_type).as_str().to_owned()
        }),
        (Field::CompanyName, |row| {
            row.company_name.clone().unwrap_or_default()
        }),
        (Field::Tags, |row| row.tags.clone()),
        (Field::RegisteredAt, |row| {
            Timestamp::from_micros(row.registered_at).to_string()
        }),
    ];
    fields
        .into_iter()
        .filter_map(|(field, text)| {
            let text = |row: Option<&Model>| row.map(text).filter(|text| !text.is_empty());
            let (from, to) = (text(before), text(after));
            (from != to).then(|| FieldChange {
                field: field.as_str().to_owned(),
                from,
                to,
            })
        })
        .collect()
}

fn stored<T>(parsed: Result<T, Issue>) -> Result<T, Fault> {
    parsed.map_err(|issue| unstored(&issue))
}

fn unstored(issue: &Issue) -> Fault {
    Fault::Database(DbErr::Type(format!(
        "a stored value is not valid: {issue:?}"
    )))
}
