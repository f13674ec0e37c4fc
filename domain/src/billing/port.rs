//! What can be asked about billing profiles, and done to them.

use super::{BillingProfile, StoredProfile};
use crate::access::{EditBilling, Permit, ViewBilling};
use crate::error::Result;
use crate::id::CustomerId;
use async_trait::async_trait;

/// Billing profiles. Those of other tenants, and for a customer's own people those of other
/// customers, are `NotFound`. Every change is written together with its audit event.
#[async_trait]
pub trait BillingProfiles {
    /// The profile of a customer.
    async fn billing_profile(
        &self,
        permit: &Permit<ViewBilling>,
        customer: CustomerId,
    ) -> Result<StoredProfile>;

    /// Sets the profile of a customer, and what it counts as. Refuses a change made from a version
    /// that is not the present one (`Conflict::Changed`).
    async fn set_billing_profile(
        &self,
        permit: &Permit<EditBilling>,
        customer: CustomerId,
        profile: BillingProfile,
        version: i32,
    ) -> Result<StoredProfile>;
}
