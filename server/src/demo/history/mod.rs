//! What the demo's customers have done: API tokens, 90 days of transcription work, and what was paid
//! for it. It is the same every time, counted back from now.

mod calendar;
mod habits;
mod money;
mod past;
mod plans;
mod sessions;
mod work;

use super::token::{self, EVERYTHING, EVERYTHING_OF_RESELLER};
use domain::access::{Permit, Session, ViewCustomers, ViewTokens};
use domain::api_token::{ApiTokens, Expiry, Holder, TokenListing};
use domain::customer::{CustomerFilter, CustomerListing, Customers, ImportedCustomer, Status};
use domain::error::Result;
use domain::id::CustomerId;
use domain::listing::PageRequest;
use domain::reseller::Realm;
use domain::timestamp::Timestamp;
use money::Purse;
use past::Past;
use store::Store;

/// What the tokens are called that are there to be tried.
const YOURS: &str = "Your own program";

/// What was filled in.
#[derive(Debug, Default)]
pub(super) struct Filled {
    /// How many customers have a history now that had none.
    pub(super) customers: usize,
    /// How many pieces of work they have had done.
    pub(super) pieces: usize,
    /// A token to try the API with, of the first customer. This is the only time it can be read.
    pub(super) token: Option<String>,
    /// One of the reseller's, made together with the other one.
    pub(super) token_of_reseller: Option<String>,
}

/// Gives customers a past, unless they have tokens already.
pub(super) async fn fill(
    store: &Store,
    realm: &Realm,
    customers: &[ImportedCustomer],
    now: Timestamp,
) -> Result<Filled> {
    let mut filled = Filled::default();
    for (number, (imported, habits)) in habits::users(customers).into_iter().enumerate() {
        let Some(customer) = without_tokens(store, realm, imported, now).await? else {
            continue;
        };
        let past = Past::of(number, &habits, now)?;
        past.write(store, realm, customer, now).await?;
        let purse = Purse {
            store,
            realm,
            customer,
            number,
        };
        purse.fill(now).await?;
        filled.customers += 1;
        filled.pieces += past.pieces();
        if number == 0 {
            let new = token::new(YOURS, EVERYTHING, Expiry::Days(365))?;
            let (_, secret) =
                token::make(store, realm, Holder::Customer(customer), new, now).await?;
            filled.token = Some(secret);
            let new = token::new(YOURS, EVERYTHING_OF_RESELLER, Expiry::Days(365))?;
            let (_, secret) = token::make(store, realm, Holder::Reseller, new, now).await?;
            filled.token_of_reseller = Some(secret);
        }
    }
    Ok(filled)
}

/// A customer who is still there, active, and has no tokens.
async fn without_tokens(
    store: &Store,
    realm: &Realm,
    imported: &ImportedCustomer,
    now: Timestamp,
) -> Result<Option<CustomerId>> {
    let operator = Session::of_operator(realm.reseller);
    let email = &imported.customer.email;
    let listing = CustomerListing {
        filter: CustomerFilter {
            search: email.to_string(),
            status: Some(Status::Active),
            ..CustomerFilter::default()
        },
        page: PageRequest::default(),
    };
    let permit = Permit::<ViewCustomers>::ask(&operator)?;
    let found = store.list_customers(&permit, &listing).await?;
    let Some(found) = found.rows.into_iter().find(|it| it.email == *email) else {
        return Ok(None);
    };
    let permit = Permit::<ViewTokens>::ask(&operator)?;
    let (of, listing) = (Holder::Customer(found.id), TokenListing::default());
    let tokens = store.list_tokens(&permit, of, &listing, now).await?;
    Ok(tokens.rows.is_empty().then_some(found.id))
}
