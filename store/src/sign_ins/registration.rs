//! Registering as an invited person.

use super::subject;
use crate::audit::Author;
use crate::error::Fault;
use crate::{links, tenant, users};
use domain::access::{ManageUsers, Origin, Permit, Session, Subject};
use domain::id::{ResellerId, UserId};
use domain::link::LinkKind;
use domain::name::Name;
use domain::reseller::Realm;
use domain::sign_in::SecretHash;
use domain::timestamp::Timestamp;
use sea_orm::DatabaseTransaction;

/// Uses the link up, and lets the person sign in from now on.
pub(super) async fn register(
    tx: &DatabaseTransaction,
    token: SecretHash,
    person: (Name, String),
    origin: Origin,
    now: Timestamp,
) -> Result<(Realm, UserId, Subject), Fault> {
    let holder = links::take(tx, LinkKind::Invitation, token, now).await?;
    let user = UserId::from(holder.id);
    let author = themselves(holder.reseller, user, origin)?;
    let row = users::register(tx, &author, holder.id, person).await?;
    let realm = tenant::realm_of(tx, holder.reseller).await?;
    Ok((realm, user, subject(row.customer_id)))
}

/// Somebody who has a link and acts on their own account, though they are not signed in.
pub(crate) fn themselves(
    reseller: ResellerId,
    user: UserId,
    origin: Origin,
) -> Result<Author, Fault> {
    let session = Session::of_user(reseller, Subject::Reseller, user, origin);
    Ok(Author::of(&Permit::<ManageUsers>::ask(&session)?))
}
