//! What customers have, and every movement of it, over HTTP. For tokens of the reseller.

use super::body::{Strict, StrictQuery};
use super::csv;
use super::gate::{Caller, Store};
use super::house;
use super::paging::{Piece, limit, parsed, word};
use super::path::Id;
use super::problem::{Answer, Refusal};
use super::schema;
use crate::site::Site;
use crate::{csv_file, ledger_export};
use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use domain::access::{ManageMoney, Permit, ViewMoney};
use domain::currency::Currency;
use domain::id::{CustomerId, LedgerEntryId};
use domain::language::Language;
use domain::ledger::{
    Account, AdjustmentDraft, Bucket, CreditLimitDraft, CreditsDraft, LedgerEntry, LedgerFilter,
    Reason, ReversalDraft,
};
use domain::secrets::Secrets;
use domain::support::SupportMode;
use domain::timestamp::Timestamp;
use domain::{Backend, Error};
use http::HeaderMap;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};

/// What a customer has. All amounts are of one currency, and written as `12.50`.
#[derive(Debug, Serialize, ToSchema)]
pub struct AccountView {
    /// The code of the currency (ISO 4217).
    #[schema(example = "EUR")]
    currency: String,
    /// What was paid in and is left; less than nothing if the customer owes.
    #[schema(value_type = schema::Amount)]
    balance: String,
    /// What was given and can be spent.
    #[schema(value_type = schema::Amount)]
    credits: String,
    /// From when on the credits cannot be spent any more (RFC 3339, UTC); none is never.
    #[schema(format = DateTime)]
    credits_expire_at: Option<String>,
    /// How far below nothing the balance may go.
    #[schema(value_type = schema::Amount)]
    credit_limit: String,
    /// What is set aside for work that is under way.
    #[schema(value_type = schema::Amount)]
    held: String,
    /// What can be spent now: balance, credits and credit limit, without what is set aside.
    #[schema(value_type = schema::Amount)]
    available: String,
}

impl AccountView {
    /// What a customer has at a time.
    pub fn at(account: &Account, now: Timestamp) -> Result<Self, Error> {
        // The store takes nothing that could not be spent together.
        let available = account.available(now).map_err(|_| Error::Internal(None))?;
        Ok(Self {
            currency: account.currency().code().to_owned(),
            balance: account.balance.plain(),
            credits: account.credits_at(now).plain(),
            credits_expire_at: account.credits_expire_at.map(|at| at.to_string()),
            credit_limit: account.credit_limit.plain(),
            held: account.held.plain(),
            available: available.plain(),
        })
    }
}

/// An entry of a customer's ledger.
#[derive(Debug, Serialize, ToSchema)]
pub struct EntryView {
    /// Its ID.
    #[schema(format = Uuid)]
    id: String,
    /// Counts the customer's entries, from 1.
    number: u64,
    /// When it was made (RFC 3339, UTC).
    #[schema(format = DateTime)]
    at: String,
    /// `balance` or `credits`.
    #[schema(value_type = schema::MoneyBucket)]
    bucket: &'static str,
    /// Why, such as `refill`.
    #[schema(value_type = schema::BookingReason)]
    reason: &'static str,
    /// How the bucket changed.
    #[schema(value_type = schema::Amount)]
    amount: String,
    /// What was in the bucket then.
    #[schema(value_type = schema::Amount)]
    total: String,
    /// The code of the currency (ISO 4217).
    #[schema(example = "EUR")]
    currency: String,
    /// Until when credits that were set can be spent; none is for ever, or not about credits.
    #[schema(format = DateTime)]
    expires_at: Option<String>,
    /// What was said about it.
    comment: Option<String>,
    /// The name of the person or the token that made it; none is the system itself, or somebody who
    /// is no longer there.
    actor_name: Option<String>,
    /// How somebody of the reseller was in the customer's console: `admin` or `read_only`.
    #[schema(value_type = Option<schema::SupportAccess>)]
    support: Option<&'static str>,
    /// The number of the entry that it undoes.
    reverses: Option<u64>,
    /// The number of the entry that undid it.
    reversed_by: Option<u64>,
}

impl From<LedgerEntry> for EntryView {
    fn from(entry: LedgerEntry) -> Self {
        Self {
            id: entry.id.to_string(),
            number: entry.number,
            at: entry.at.to_string(),
            bucket: entry.bucket.as_str(),
            reason: entry.reason.as_str(),
            amount: entry.amount.plain(),
            total: entry.total.plain(),
            currency: entry.amount.currency().code().to_owned(),
            expires_at: entry.expire_at.map(|at| at.to_string()),
            comment: entry.comment,
            actor_name: entry.actor_name,
            support: entry.support.map(SupportMode::as_str),
            reverses: entry.reverses,
            reversed_by: entry.reversed_by,
        }
    }
}

/// Which entries, and which piece of them. What is given has to hold together.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct LedgerQuery {
    /// `balance` or `credits`.
    #[param(inline, value_type = Option<schema::MoneyBucket>)]
    bucket: Option<String>,
    /// Why, such as `refill`.
    #[param(inline, value_type = Option<schema::BookingReason>)]
    reason: Option<String>,
    /// Made on this day or later, such as 2026-01-31, where the reseller is.
    #[param(format = Date)]
    from: Option<String>,
    /// Made on this day or earlier.
    #[param(format = Date)]
    to: Option<String>,
    /// How many, from 1 to 200; 50 unless said.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200)]
    limit: Option<String>,
    /// The `next_cursor` of the piece before.
    cursor: Option<String>,
}

/// A change of a balance.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BalanceChange {
    /// `refill` or `deduct`.
    #[serde(default)]
    #[schema(required, value_type = schema::BalanceChangeKind)]
    kind: String,
    /// How much, in the customer's currency; more than nothing.
    #[serde(default)]
    #[schema(required, value_type = schema::Amount)]
    amount: String,
    /// Why, in words that the customer sees.
    #[serde(default)]
    #[schema(required, value_type = schema::Comment)]
    comment: String,
}

/// What credits are to be.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCredits {
    /// How much, in the customer's currency; not less than nothing. The difference is booked.
    #[serde(default)]
    #[schema(required, value_type = schema::Amount)]
    amount: String,
    /// The last day, where the reseller is, on which they can be spent; none is for ever.
    #[serde(default)]
    #[schema(format = Date)]
    expires_on: Option<String>,
    /// Why, in words that the customer sees.
    #[serde(default)]
    #[schema(required, value_type = schema::Comment)]
    comment: String,
}

/// How far below nothing a balance may go.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCreditLimit {
    /// How far, in the customer's currency; not less than nothing.
    #[serde(default)]
    #[schema(required, value_type = schema::Amount)]
    amount: String,
}

/// An entry to undo.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReversalOf {
    /// The ID of the entry.
    #[serde(default)]
    #[schema(required, format = Uuid)]
    entry_id: String,
    /// Why, in words that the customer sees.
    #[serde(default)]
    #[schema(required, value_type = schema::Comment)]
    comment: String,
}

/// Look at what a customer has.
#[utoipa::path(
    get, path = "/customers/{id}/account", tag = "Money", operation_id = "get_customer_account",
    params(("id" = String, Path, description = "The customer", format = Uuid)),
    responses(
        (status = 200, description = "What the customer has", body = AccountView),
    ),
    security(("token" = ["money:read"]))
)]
pub async fn account(
    State(site): State<Arc<Site>>,
    Store(store): Store,
    caller: Caller,
    Id(id): Id<CustomerId>,
) -> Answer<Json<AccountView>> {
    let permit = caller.allowed::<ViewMoney>()?;
    now_is(&site, &store.account(&permit, id).await?)
}

/// List every movement of what a customer has, the latest first.
#[utoipa::path(
    get, path = "/customers/{id}/ledger", tag = "Money", operation_id = "list_ledger",
    params(("id" = String, Path, description = "The customer", format = Uuid), LedgerQuery),
    responses(
        (status = 200, description = "A piece of the ledger; with Accept: text/csv all of it as CSV", content((Piece<EntryView> = "application/json"), (String = "text/csv"))),
    ),
    security(("token" = ["money:read"]))
)]
pub async fn list(
    State(site): State<Arc<Site>>,
    Store(store): Store,
    caller: Caller,
    Id(id): Id<CustomerId>,
    headers: HeaderMap,
    StrictQuery(query): StrictQuery<LedgerQuery>,
) -> Answer<Response> {
    let permit = caller.allowed::<ViewMoney>()?;
    let (limit_said, cursor) = (query.limit.as_deref(), query.cursor.as_deref());
    let filter = filter(&query)?;
    if csv::is_wanted(&headers) {
        csv::whole(limit_said, cursor)?;
        // Whose ledger is not there is said before the file begins.
        store.account(&permit, id).await?;
        let place = site.desk.export_place()?;
        let lines = ledger_export::csv(Arc::clone(&site.backend), permit, id, filter);
        return Ok(csv_file::download(&site, "ledger", place, lines));
    }
    let limit = limit(limit_said)?;
    let before = parsed("cursor", cursor)?;
    let found = store
        .ledger_before(&permit, id, &filter, before, limit)
        .await?;
    let found = found.into_iter().map(EntryView::from).collect();
    let piece = Piece::of(found, limit, |it| it.number.to_string());
    Ok(Json(piece).into_response())
}

/// Add to a customer's balance, or take from it.
#[utoipa::path(
    post, path = "/customers/{id}/account/adjust", tag = "Money", operation_id = "adjust_balance",
    params(("id" = String, Path, description = "The customer", format = Uuid)),
    request_body = BalanceChange,
    responses(
        (status = 200, description = "What the customer has now", body = AccountView),
    ),
    security(("token" = ["money:write"]))
)]
pub async fn adjust(
    State(site): State<Arc<Site>>,
    Store(store): Store,
    caller: Caller,
    Id(id): Id<CustomerId>,
    Strict(said): Strict<BalanceChange>,
) -> Answer<Json<AccountView>> {
    let permit = caller.allowed::<ManageMoney>()?;
    let draft = AdjustmentDraft {
        kind: said.kind,
        amount: said.amount,
        comment: said.comment,
    };
    let currency = currency(&*store, &caller, id).await?;
    let key = caller.secrets(&site)?.booking_key()?;
    let adjustment = draft
        .parse(currency, Language::English, key)
        .map_err(Error::from)?;
    now_is(&site, &store.adjust_balance(&permit, id, adjustment).await?)
}

/// Set a customer's credits. The difference to what there is is booked.
#[utoipa::path(
    post, path = "/customers/{id}/account/set-credits", tag = "Money", operation_id = "set_credits",
    params(("id" = String, Path, description = "The customer", format = Uuid)),
    request_body = NewCredits,
    responses(
        (status = 200, description = "What the customer has now", body = AccountView),
    ),
    security(("token" = ["money:write"]))
)]
pub async fn set_credits(
    State(site): State<Arc<Site>>,
    Store(store): Store,
    caller: Caller,
    Id(id): Id<CustomerId>,
    Strict(said): Strict<NewCredits>,
) -> Answer<Json<AccountView>> {
    let permit = caller.allowed::<ManageMoney>()?;
    if said
        .expires_on
        .as_deref()
        .is_some_and(|day| day.trim().is_empty())
    {
        let detail = "Send a day such as 2026-01-31, or leave it out.";
        return Err(Refusal::field("/expires_on", "not_a_day", detail));
    }
    let draft = CreditsDraft {
        amount: said.amount,
        expires_on: said.expires_on.unwrap_or_default(),
        comment: said.comment,
    };
    let currency = currency(&*store, &caller, id).await?;
    let key = caller.secrets(&site)?.booking_key()?;
    let new = draft
        .parse(currency, Language::English, key)
        .map_err(Error::from)?;
    let account = store
        .set_credits(&permit, id, new, site.clock.now())
        .await?;
    now_is(&site, &account)
}

/// Set how far below nothing a customer's balance may go.
#[utoipa::path(
    post, path = "/customers/{id}/account/set-credit-limit", tag = "Money", operation_id = "set_credit_limit",
    params(("id" = String, Path, description = "The customer", format = Uuid)),
    request_body = NewCreditLimit,
    responses(
        (status = 200, description = "What the customer has now", body = AccountView),
    ),
    security(("token" = ["money:write"]))
)]
pub async fn set_credit_limit(
    State(site): State<Arc<Site>>,
    Store(store): Store,
    caller: Caller,
    Id(id): Id<CustomerId>,
    Strict(said): Strict<NewCreditLimit>,
) -> Answer<Json<AccountView>> {
    let permit = caller.allowed::<ManageMoney>()?;
    let currency = currency(&*store, &caller, id).await?;
    let draft = CreditLimitDraft {
        amount: said.amount,
    };
    let limit = draft
        .parse(currency, Language::English)
        .map_err(Error::from)?;
    now_is(&site, &store.set_credit_limit(&permit, id, limit).await?)
}

/// Undo an entry of a customer's ledger by one the other way round, once.
#[utoipa::path(
    post, path = "/customers/{id}/ledger/reverse", tag = "Money", operation_id = "reverse_entry",
    params(("id" = String, Path, description = "The customer", format = Uuid)),
    request_body = ReversalOf,
    responses(
        (status = 200, description = "What the customer has now", body = AccountView),
    ),
    security(("token" = ["money:write"]))
)]
pub async fn reverse(
    State(site): State<Arc<Site>>,
    Store(store): Store,
    caller: Caller,
    Id(id): Id<CustomerId>,
    Strict(said): Strict<ReversalOf>,
) -> Answer<Json<AccountView>> {
    let permit = caller.allowed::<ManageMoney>()?;
    let entry: LedgerEntryId = said.entry_id.parse().map_err(|_| {
        let detail = "Send the id of an entry of this customer's ledger.";
        Refusal::field("/entry_id", "malformed", detail)
    })?;
    let draft = ReversalDraft {
        comment: said.comment,
    };
    let key = caller.secrets(&site)?.booking_key()?;
    let reversal = draft.parse(entry, key).map_err(Error::from)?;
    now_is(&site, &store.reverse_entry(&permit, id, reversal).await?)
}

fn now_is(site: &Site, account: &Account) -> Answer<Json<AccountView>> {
    Ok(Json(AccountView::at(account, site.clock.now())?))
}

/// What amounts of a customer are of. A token that may change them need not be one to look with.
async fn currency(
    store: &dyn Backend,
    caller: &Caller,
    id: CustomerId,
) -> Result<Currency, Refusal> {
    let look: Permit<ViewMoney> = house::permit(caller)?;
    Ok(store.account(&look, id).await?.currency())
}

fn filter(query: &LedgerQuery) -> Result<LedgerFilter, Refusal> {
    let buckets = Bucket::ALL.map(Bucket::as_str);
    let reasons = Reason::ALL.map(Reason::as_str);
    let reason = word(
        "reason",
        query.reason.as_deref(),
        Reason::from_word,
        &reasons,
    )?;
    Ok(LedgerFilter {
        bucket: word(
            "bucket",
            query.bucket.as_deref(),
            Bucket::from_word,
            &buckets,
        )?,
        reasons: reason.into_iter().collect(),
        from: parsed("from", query.from.as_deref())?,
        to: parsed("to", query.to.as_deref())?,
    })
}
