//! Who is billed for a customer, over HTTP. For tokens of the reseller.

use super::body::Strict;
use super::etag::{self, Tagged, tagged};
use super::gate::{Caller, Store};
use super::house;
use super::path::Id;
use super::problem::Answer;
use super::schema;
use domain::Error;
use domain::access::{EditBilling, ViewBilling};
use domain::billing::{BillingDraft, StoredProfile};
use domain::id::CustomerId;
use http::HeaderMap;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Who is billed, and where.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BillingProfile {
    /// `individual` or `enterprise`.
    #[serde(default)]
    #[schema(required, value_type = schema::BilledAs)]
    billed_as: String,
    /// The person. Needed for an individual; an enterprise has none.
    #[serde(default)]
    #[schema(value_type = schema::Line)]
    name: String,
    /// The company. Needed for an enterprise; an individual has none.
    #[serde(default)]
    #[schema(value_type = schema::Line)]
    company_name: String,
    /// The VAT number of an enterprise. Needed in the European Union.
    #[serde(default)]
    #[schema(example = "NL004495445B01")]
    vat_number: String,
    /// Street and number, in one line or several.
    #[serde(default)]
    #[schema(required, min_length = 1, max_length = 300)]
    street: String,
    /// The postal code, where there is one.
    #[serde(default)]
    #[schema(max_length = 20)]
    postal_code: String,
    /// The town.
    #[serde(default)]
    #[schema(required, min_length = 1, max_length = 100)]
    city: String,
    /// The country: its code or English name.
    #[serde(default)]
    #[schema(required, example = "NL")]
    country: String,
}

/// Who is billed for a customer.
#[derive(Debug, Serialize, ToSchema)]
pub struct Billing {
    /// Who and where; none until somebody has filled it in.
    profile: Option<BillingProfile>,
    /// What the customer counts as: `default`, `individual` or `enterprise`.
    #[schema(value_type = schema::TeamType)]
    team_type: &'static str,
    /// The company that is known of a customer without a profile.
    company_name: Option<String>,
}

/// Look at who is billed for a customer.
#[utoipa::path(
    get, path = "/customers/{id}/billing-profile", tag = "Customers", operation_id = "get_billing_profile",
    params(("id" = String, Path, description = "The customer", format = Uuid)),
    responses(
        (
            status = 200, description = "Who is billed", body = Billing,
            headers(("ETag" = String, description = "The version of the profile, for If-Match")),
        ),
    ),
    security(("token" = ["customers:read"]))
)]
pub async fn get(
    Store(store): Store,
    caller: Caller,
    Id(id): Id<CustomerId>,
) -> Answer<Tagged<Billing>> {
    let permit = caller.allowed::<ViewBilling>()?;
    let stored = store.billing_profile(&permit, id).await?;
    Ok(tagged(stored.version, stored.into()))
}

/// Set who is billed for a customer: all of it.
#[utoipa::path(
    put, path = "/customers/{id}/billing-profile", tag = "Customers", operation_id = "set_billing_profile",
    params(
        ("id" = String, Path, description = "The customer", format = Uuid),
        ("If-Match" = String, Header, description = "The ETag of what was read: of any other version nothing is changed"),
    ),
    request_body = BillingProfile,
    responses(
        (
            status = 200, description = "Who is billed now", body = Billing,
            headers(("ETag" = String, description = "The version of the profile, for If-Match")),
        ),
    ),
    security(("token" = ["customers:write"]))
)]
pub async fn set(
    Store(store): Store,
    caller: Caller,
    Id(id): Id<CustomerId>,
    headers: HeaderMap,
    Strict(said): Strict<BillingProfile>,
) -> Answer<Tagged<Billing>> {
    let permit = caller.allowed::<EditBilling>()?;
    let look = house::permit::<ViewBilling>(&caller)?;
    let version = store.billing_profile(&look, id).await?.version;
    etag::need(&headers, version)?;
    let draft = BillingDraft::from(said);
    let profile = draft.parse().map_err(Error::from)?;
    let stored = store
        .set_billing_profile(&permit, id, profile, version)
        .await?;
    Ok(tagged(stored.version, stored.into()))
}

impl From<StoredProfile> for Billing {
    fn from(stored: StoredProfile) -> Self {
        let draft = stored.profile.as_ref().map(BillingDraft::of);
        Self {
            profile: draft.map(BillingProfile::from),
            team_type: stored.team_type.as_str(),
            company_name: stored.company.map(|name| name.to_string()),
        }
    }
}

impl From<BillingDraft> for BillingProfile {
    fn from(draft: BillingDraft) -> Self {
        Self {
            billed_as: draft.billed_as,
            name: draft.name,
            company_name: draft.company_name,
            vat_number: draft.vat_number,
            street: draft.street,
            postal_code: draft.postal_code,
            city: draft.city,
            country: draft.country,
        }
    }
}

impl From<BillingProfile> for BillingDraft {
    fn from(said: BillingProfile) -> Self {
        Self {
            billed_as: said.billed_as,
            name: said.name,
            company_name: said.company_name,
            vat_number: said.vat_number,
            street: said.street,
            postal_code: said.postal_code,
            city: said.city,
            country: said.country,
        }
    }
}
