//! What a customer counts as: derived from its people, its email and its billing profile.

use crate::audit::Author;
use crate::entity::{billing_profile, user};
use crate::error::Fault;
use crate::{account, billing, customers, scope};
use domain::billing::team_type;
use domain::id::CustomerId;
use sea_orm::{ColumnTrait, DatabaseTransaction, PaginatorTrait, QueryFilter};

/// Brings the customer up to date after any of these has changed. A customer without a billing
/// profile stays what it came in as.
pub(crate) async fn derive(
    tx: &DatabaseTransaction,
    author: &Author,
    id: CustomerId,
) -> Result<(), Fault> {
    let author = &author.for_reseller()?;
    let profile = scope::find::<billing_profile::Entity>(author.scope)
        .filter(billing_profile::Column::CustomerId.eq(id.uuid()))
        .one(tx)
        .await?;
    let Some(profile) = profile else {
        return Ok(());
    };
    let profile = billing::profile(&profile)?;
    customers::take_turn(tx, author.scope).await?;
    let customer = customers::find(tx, author.scope, id).await?;
    let registered = scope::find::<user::Entity>(author.scope)
        .filter(user::Column::CustomerId.eq(id.uuid()))
        .filter(user::Column::PasswordHash.is_not_null())
        .count(tx)
        .await?;
    let is_verified = account::is_verified(tx, author.scope, &customer).await?;
    let derived = team_type(registered > 0, is_verified, Some(&profile));
    customers::set_team_type(tx, author, customer, (derived, profile.company())).await
}
