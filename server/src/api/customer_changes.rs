//! Customers over HTTP: adding, changing and deleting them. For tokens of the reseller.

use super::body::{Strict, StrictQuery};
use super::customers::CustomerView;
use super::etag::{self, Tagged, tagged};
use super::gate::{Caller, Store};
use super::paging::parameter;
use super::path::Id;
use super::problem::{Answer, Refusal};
use super::schema;
use super::{house, letters, made};
use crate::site::Site;
use axum::Json;
use axum::extract::State;
use domain::access::{CreateCustomers, DeleteCustomers, EditCustomers};
use domain::customer::{Customer, CustomerChange, CustomerDraft, Status};
use domain::field::{Field, FieldErrors, Issue};
use domain::id::CustomerId;
use domain::tag::{Tag, Tags};
use domain::user::NewUser;
use domain::{Backend, Error};
use http::header::{ETAG, IF_MATCH, LOCATION};
use http::{HeaderMap, HeaderName, StatusCode};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};

/// A customer to add.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCustomer {
    /// The organisation's name.
    #[serde(default)]
    #[schema(required, value_type = schema::Name)]
    name: String,
    /// The account email, which no other customer of the reseller has.
    #[serde(default)]
    #[schema(required, value_type = schema::Email)]
    email: String,
    /// The phone number, nationally or internationally written.
    #[serde(default)]
    #[schema(example = "+31 20 623 4567")]
    phone: Option<String>,
    /// The country that a national number is read for: its code, dial code or English name. The
    /// reseller's own unless said.
    #[serde(default)]
    #[schema(example = "NL")]
    country: Option<String>,
    /// Whether somebody is invited by mail to sign in for it, with the same name and email until
    /// they register. They are unless this is false.
    #[serde(default)]
    invite: Option<bool>,
}

/// A customer that was added.
#[derive(Debug, Serialize, ToSchema)]
pub struct CreatedCustomer {
    #[serde(flatten)]
    customer: CustomerView,
    /// Where the invited person registers, which the mail says too. It can be read this one time.
    invitation_link: Option<String>,
}

/// What is to change of a customer. What is left out or null stays as it is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CustomerPatch {
    /// The organisation's name.
    #[serde(default)]
    #[schema(value_type = Option<schema::Name>)]
    name: Option<String>,
    /// The account email. Nobody has verified another one.
    #[serde(default)]
    #[schema(value_type = Option<schema::Email>)]
    email: Option<String>,
    /// The phone number, nationally or internationally written; an empty one takes it away.
    #[serde(default)]
    phone: Option<String>,
    /// The country that a national number is read for: its code, dial code or English name. The
    /// reseller's own unless said.
    #[serde(default)]
    country: Option<String>,
    /// `active`, or `inactive`, which signs its people out.
    #[serde(default)]
    #[schema(value_type = Option<schema::CustomerStatus>)]
    status: Option<String>,
    /// All labels that it is to have, 20 at most.
    #[serde(default)]
    #[schema(value_type = Option<schema::Labels>)]
    tags: Option<Vec<String>>,
}

/// That a deletion is meant.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DeletionQuery {
    /// The customer's name. Needed if it has what would be lost with it, such as people.
    confirm: Option<String>,
}

/// Add a customer.
#[utoipa::path(
    post, path = "/customers", tag = "Customers", operation_id = "create_customer",
    request_body = NewCustomer,
    responses(
        (
            status = 201, description = "It was added", body = CreatedCustomer,
            headers(("ETag" = String, description = "The version, for If-Match")),
        ),
    ),
    security(("token" = ["customers:write"]))
)]
pub async fn create(
    State(site): State<Arc<Site>>,
    Store(store): Store,
    caller: Caller,
    Strict(said): Strict<NewCustomer>,
) -> Answer<(StatusCode, [(HeaderName, String); 2], Json<CreatedCustomer>)> {
    let permit = caller.allowed::<CreateCustomers>()?;
    let phone = said.phone.unwrap_or_default();
    let country = country(&store, &caller, &phone, said.country).await?;
    let draft = CustomerDraft {
        name: said.name,
        email: said.email,
        phone,
        country,
    };
    let new = draft.parse().map_err(Error::from)?;
    let invited = if said.invite.unwrap_or(true) {
        let person = NewUser {
            name: new.name.clone(),
            email: new.email.clone(),
        };
        Some(letters::invitation(&site, &caller, Some(&new.name), &person).await?)
    } else {
        None
    };
    let (invitation, invitation_link) = invited.unzip();
    let customer = store.create_customer(&permit, new, invitation).await?;
    let headers = [
        (LOCATION, made::address("customers", &customer.id)),
        (ETAG, etag::written(customer.version)),
    ];
    let created = CreatedCustomer {
        customer: customer.into(),
        invitation_link,
    };
    Ok((StatusCode::CREATED, headers, Json(created)))
}

/// Change a customer.
#[utoipa::path(
    patch, path = "/customers/{id}", tag = "Customers", operation_id = "update_customer",
    params(
        ("id" = String, Path, description = "The customer", format = Uuid),
        ("If-Match" = String, Header, description = "The ETag of what was read: of any other version nothing is changed"),
    ),
    request_body = CustomerPatch,
    responses(
        (
            status = 200, description = "The customer as it is now", body = CustomerView,
            headers(("ETag" = String, description = "The version, for If-Match")),
        ),
    ),
    security(("token" = ["customers:write"]))
)]
pub async fn update(
    Store(store): Store,
    caller: Caller,
    Id(id): Id<CustomerId>,
    headers: HeaderMap,
    Strict(said): Strict<CustomerPatch>,
) -> Answer<Tagged<CustomerView>> {
    let permit = caller.allowed::<EditCustomers>()?;
    let present = store.customer(&house::permit(&caller)?, id).await?;
    etag::need(&headers, present.version)?;
    let phone = said.phone.as_deref().unwrap_or_default();
    let country = country(&store, &caller, phone, said.country.clone()).await?;
    let change = change(present, said, country)?;
    let customer = store.update_customer(&permit, id, change).await?;
    Ok(tagged(customer.version, customer.into()))
}

/// Delete a customer and all that belongs to it, for good.
#[utoipa::path(
    delete, path = "/customers/{id}", tag = "Customers", operation_id = "delete_customer",
    params(
        ("id" = String, Path, description = "The customer", format = Uuid),
        DeletionQuery,
        ("If-Match" = Option<String>, Header, description = "The ETag of what was read: of any other version nothing is deleted"),
    ),
    responses(
        (status = 204, description = "It is gone"),
    ),
    security(("token" = ["customers:write"]))
)]
pub async fn delete(
    Store(store): Store,
    caller: Caller,
    Id(id): Id<CustomerId>,
    headers: HeaderMap,
    StrictQuery(query): StrictQuery<DeletionQuery>,
) -> Answer<StatusCode> {
    let permit = caller.allowed::<DeleteCustomers>()?;
    let mut version = None;
    if headers.contains_key(IF_MATCH) {
        let present = store.customer(&house::permit(&caller)?, id).await?;
        etag::check(&headers, present.version)?;
        version = Some(present.version);
    }
    let typed_name = query.confirm.unwrap_or_default();
    let gone = store
        .delete_customer(&permit, id, &typed_name, version)
        .await;
    gone.map_err(unconfirmed)?;
    Ok(StatusCode::NO_CONTENT)
}

/// The country that a number is read for: the reseller's, unless it is said.
async fn country(
    store: &Arc<dyn Backend>,
    caller: &Caller,
    phone: &str,
    said: Option<String>,
) -> Result<String, Refusal> {
    match said {
        Some(country) => Ok(country),
        None if phone.is_empty() => Ok(String::new()),
        None => {
            let stored = store.settings(&house::permit(caller)?).await?;
            Ok(stored.settings.country.code().to_owned())
        }
    }
}

/// A customer as it is, with what was said in its place.
fn change(
    present: Customer,
    said: CustomerPatch,
    country: String,
) -> Result<CustomerChange, Error> {
    let mut errors = FieldErrors::default();
    let status = said.status.as_deref().map(Status::parse).transpose();
    let status = errors.check(Field::Status, status);
    let tags = said.tags.as_deref().map(tags).transpose();
    let tags = errors.check(Field::Tags, tags);
    let is_other_phone = said.phone.is_some();
    let draft = CustomerDraft {
        name: said.name.unwrap_or_else(|| present.name.to_string()),
        email: said.email.unwrap_or_else(|| present.email.to_string()),
        phone: said.phone.unwrap_or_default(),
        country,
    };
    let new = draft.parse().map_err(|wrong| {
        for (field, issue) in wrong.iter() {
            errors.add(field, issue.clone());
        }
    });
    match (new, status, tags) {
        (Ok(new), Some(status), Some(tags)) => Ok(CustomerChange {
            name: new.name,
            email: new.email,
            // A number that stays is not read again: which ones there are changes over the years.
            phone: if is_other_phone {
                new.phone
            } else {
                present.phone
            },
            status: status.unwrap_or(present.status),
            tags,
            version: present.version,
        }),
        _ => Err(errors.into()),
    }
}

/// Reads labels.
pub fn tags(said: &[String]) -> Result<Tags, Issue> {
    let tags = said.iter().map(|tag| Tag::parse(tag));
    let tags = tags.collect::<Result<Tags, _>>()?;
    Tags::default().with(&tags)
}

/// What was not confirmed is a parameter here.
fn unconfirmed(error: Error) -> Refusal {
    match error {
        Error::Invalid(errors) if errors.get(Field::Confirmation).is_some() => {
            let detail = "Send the name of the customer, exactly as it is.".to_owned();
            Refusal::invalid(vec![parameter("confirm", "does_not_match", detail)])
        }
        error => error.into(),
    }
}
