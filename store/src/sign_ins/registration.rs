//! Registering as an invited person.

use super::{resellers, subject};
use crate::audit::Author;
use crate::entity::reseller;
use crate::error::Fault;
use crate::{links, scope, users};
use domain::Error;
use domain::access::{ManageUsers, Origin, Permit, Session, Subject};
use domain::id::UserId;
use domain::link::LinkKind;
use domain::name::Name;
use domain::reseller::Realm;
use domain::sign_in::SecretHash;
use domain::timestamp::Timestamp;
use sea_orm::{ColumnTrait, DatabaseTransaction, QueryFilter};

/// Uses the link up, and lets the person sign in from now on.
pub(super) async fn register(
    tx: &DatabaseTransaction,
    token: SecretHash,
    person: (Name, String),
    origin: Origin,
    now: Timestamp,
) -> Result<(Realm, UserId, Subject), Fault> {
    let holder = links::take(tx, LinkKind::Invitation, token, now).await?;
    let user = UserId::from(holder.user);
    // The person does it themselves, though they cannot have signed in yet.
    let themselves = Session::of_user(holder.reseller, Subject::Reseller, user, origin);
    let author = Author::of(&Permit::<ManageUsers>::ask(&themselves)?);
    let row = users::register(tx, &author, holder.user, person).await?;
    let reseller = scope::of_no_tenant::<reseller::Entity>()
        .filter(reseller::Column::Id.eq(holder.reseller.uuid()))
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    Ok((resellers::realm(reseller)?, user, subject(row.customer_id)))
}
