//! The server functions of the customers pages: authorise, parse, ask the store.

#![expect(
    missing_docs,
    reason = "arguments become fields of a struct, which only programs see"
)]

use crate::failure::Failure;
use crate::json::Json;
use domain::customer::{
    Belongings, BulkOutcome, Customer, CustomerFilter, CustomerListing, CustomerSelection, Status,
    TagChange, TagCount,
};
use domain::id::CustomerId;
use domain::listing::Page;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

#[cfg(feature = "ssr")]
use {
    crate::backend::{allowed, backend, now},
    crate::ui::money,
    crate::users::invitation,
    domain::access,
    domain::customer::{CustomerDraft, CustomerEdit},
    domain::error::Error,
    domain::field::{Field, Issue},
    domain::money::Money,
    domain::tag::Tags,
    domain::user::NewUser,
    std::collections::HashMap,
};

/// A customer of a list, with what it has.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Listed {
    /// The customer.
    pub customer: Customer,
    /// What was paid in and is left.
    pub balance: Option<Written>,
    /// What was given and can be spent.
    pub credits: Option<Written>,
    /// What can be spent in all.
    pub available: Option<Written>,
}

/// An amount as it is read in the language of the request: the first page that a browser loads then
/// needs to know nothing of currencies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// The amount with the sign of its currency.
    pub words: String,
    /// Whether it is less than nothing.
    pub is_owed: bool,
}

#[cfg(feature = "ssr")]
impl From<Money> for Written {
    fn from(amount: Money) -> Self {
        Self {
            words: money(amount),
            is_owed: amount.is_negative(),
        }
    }
}

/// One page of customers.
#[server(endpoint = "list_customers", input = Json, output = Json)]
pub async fn list_customers(listing: CustomerListing) -> Result<Page<Listed>, Failure> {
    let permit = allowed::<access::ViewCustomers>()?;
    let look = allowed::<access::ViewMoney>()?;
    if listing.filter.search.len() > CustomerFilter::SEARCH_MAX * 4 {
        return Err(Failure(Error::BadRequest));
    }
    let page = backend()?.list_customers(&permit, &listing).await?;
    let ids: Vec<_> = page.rows.iter().map(|customer| customer.id).collect();
    let accounts = backend()?.accounts(&look, &ids).await?;
    let accounts: HashMap<_, _> = accounts.iter().map(|it| (it.customer, it)).collect();
    let now = now()?;
    Ok(page.map(|customer| {
        let account = accounts.get(&customer.id);
        Listed {
            balance: account.map(|it| it.balance.into()),
            credits: account.map(|it| it.credits_at(now).into()),
            available: account.and_then(|it| Some(it.available(now).ok()?.into())),
            customer,
        }
    }))
}

/// The exact number of customers that pass a filter.
#[server(endpoint = "count_customers", input = Json, output = Json)]
pub async fn count_customers(filter: CustomerFilter) -> Result<u64, Failure> {
    let permit = allowed::<access::ViewCustomers>()?;
    Ok(backend()?.count_customers(&permit, &filter).await?)
}

/// The tags in use.
#[server(endpoint = "customer_tags", input = Json, output = Json)]
pub async fn customer_tags() -> Result<Vec<TagCount>, Failure> {
    let permit = allowed::<access::ViewCustomers>()?;
    Ok(backend()?.customer_tags(&permit).await?)
}

/// One customer.
#[server(endpoint = "get_customer", input = Json, output = Json)]
pub async fn get_customer(id: CustomerId) -> Result<Customer, Failure> {
    let permit = allowed::<access::ViewCustomers>()?;
    Ok(backend()?.customer(&permit, id).await?)
}

/// What would go with customers if they were deleted.
#[server(endpoint = "customer_belongings", input = Json, output = Json)]
pub async fn customer_belongings(selection: CustomerSelection) -> Result<Belongings, Failure> {
    let permit = allowed::<access::ViewCustomers>()?;
    check_size(&selection)?;
    Ok(backend()?.customer_belongings(&permit, &selection).await?)
}

/// A new customer, and the link that lets its first person in. It can be read this one time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreatedCustomer {
    /// The customer.
    pub customer: Customer,
    /// The address to open.
    pub link: String,
}

/// Adds a customer, and invites its first person.
#[server(endpoint = "create_customer", output = Json)]
pub async fn create_customer(
    #[server(default)] name: String,
    #[server(default)] email: String,
    #[server(default)] phone: String,
    #[server(default)] country: String,
) -> Result<CreatedCustomer, Failure> {
    let permit = allowed::<access::CreateCustomers>()?;
    let new = CustomerDraft {
        name,
        email,
        phone,
        country,
    }
    .parse()?;
    let person = NewUser {
        name: new.name.clone(),
        email: new.email.clone(),
    };
    let (invitation, link) = invitation(new.name.clone(), &person).await?;
    let customer = backend()?
        .create_customer(&permit, new, Some(invitation))
        .await?;
    Ok(CreatedCustomer { customer, link })
}

/// Changes a customer.
#[server(endpoint = "update_customer", output = Json)]
pub async fn update_customer(
    id: CustomerId,
    version: i32,
    #[server(default)] name: String,
    #[server(default)] email: String,
    #[server(default)] phone: String,
    #[server(default)] country: String,
    #[server(default)] active: bool,
) -> Result<Customer, Failure> {
    let permit = allowed::<access::EditCustomers>()?;
    let draft = CustomerDraft {
        name,
        email,
        phone,
        country,
    };
    let change = CustomerEdit {
        draft,
        active,
        version,
    }
    .parse()?;
    Ok(backend()?.update_customer(&permit, id, change).await?)
}

/// Sets the tags of one customer; `tags` is a list separated by commas.
#[server(endpoint = "set_customer_tags", output = Json)]
pub async fn set_customer_tags(
    id: CustomerId,
    #[server(default)] tags: String,
) -> Result<Customer, Failure> {
    let permit = allowed::<access::EditCustomers>()?;
    let tags = Tags::parse(&tags).map_err(|issue| Error::invalid(Field::Tags, issue))?;
    Ok(backend()?.set_customer_tags(&permit, id, tags).await?)
}

/// Deletes a customer for good; `confirmation` is its name, where that has to be typed.
#[server(endpoint = "delete_customer", output = Json)]
pub async fn delete_customer(
    id: CustomerId,
    #[server(default)] confirmation: String,
) -> Result<String, Failure> {
    let permit = allowed::<access::DeleteCustomers>()?;
    let name = backend()?
        .delete_customer(&permit, id, &confirmation, None)
        .await?;
    Ok(name.to_string())
}

/// Turns customers on or off.
#[server(endpoint = "set_status_of_customers", input = Json, output = Json)]
pub async fn set_status_of_customers(
    selection: CustomerSelection,
    status: Status,
) -> Result<BulkOutcome, Failure> {
    let permit = allowed::<access::EditCustomers>()?;
    check_size(&selection)?;
    Ok(backend()?
        .set_status_of_customers(&permit, &selection, status)
        .await?)
}

/// Changes the tags of customers.
#[server(endpoint = "set_tags_of_customers", input = Json, output = Json)]
pub async fn set_tags_of_customers(
    selection: CustomerSelection,
    change: TagChange,
) -> Result<BulkOutcome, Failure> {
    let permit = allowed::<access::EditCustomers>()?;
    check_size(&selection)?;
    Ok(backend()?
        .set_tags_of_customers(&permit, &selection, &change)
        .await?)
}

/// Deletes customers for good; `confirmation` is their number, typed.
#[server(endpoint = "delete_customers", input = Json, output = Json)]
pub async fn delete_customers(
    selection: CustomerSelection,
    confirmation: String,
) -> Result<BulkOutcome, Failure> {
    let permit = allowed::<access::DeleteCustomers>()?;
    check_size(&selection)?;
    let number = match &selection {
        CustomerSelection::These(ids) => ids.len() as u64,
        CustomerSelection::Matching { expected, .. } => *expected,
    };
    if confirmation.trim() != number.to_string() {
        return Err(Error::invalid(Field::Confirmation, Issue::DoesNotMatch).into());
    }
    Ok(backend()?.delete_customers(&permit, &selection).await?)
}

#[cfg(feature = "ssr")]
fn check_size(selection: &CustomerSelection) -> Result<(), Failure> {
    match selection {
        CustomerSelection::These(ids) if ids.len() > CustomerSelection::THESE_MAX => {
            Err(Failure(Error::BadRequest))
        }
        CustomerSelection::These(_) | CustomerSelection::Matching { .. } => Ok(()),
    }
}
