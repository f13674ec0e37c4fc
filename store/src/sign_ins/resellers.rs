//! Making resellers and their first people.

use crate::audit::now;
use crate::connect::is_postgres;
use crate::customers;
use crate::entity::{customer, customer_count, reseller, setup_link, user};
use crate::error::Fault;
use crate::{scope, tenant, users};
use domain::Error;
use domain::brand::Hue;
use domain::currency::Currency;
use domain::email::Email;
use domain::id::{ResellerId, UserId};
use domain::name::Name;
use domain::reseller::{NewReseller, Realm};
use domain::settings::INVITATION_DAYS_FIRST;
use domain::sign_in::SecretHash;
use domain::timestamp::Timestamp;
use sea_orm::prelude::Uuid;
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
    QuerySelect,
};

/// Where the days of a new reseller begin until it says otherwise, as its country is the Netherlands
/// until then.
const TIME_ZONE: &str = "Europe/Amsterdam";

/// Keeps a set-up link and forgets all others.
pub(super) async fn offer_setup(
    tx: &DatabaseTransaction,
    token: SecretHash,
    expires: Timestamp,
) -> Result<(), Fault> {
    tx.execute(Query::delete().from_table(setup_link::Entity))
        .await?;
    let link = setup_link::Model {
        token_hash: token.0.to_vec(),
        expires_at: expires.micros(),
    };
    setup_link::Entity::insert(link.into_active_model())
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// Whether a set-up link can be used.
pub(super) async fn is_setup_offered(
    db: &impl ConnectionTrait,
    token: SecretHash,
    now: Timestamp,
) -> Result<bool, Fault> {
    let link = scope::of_no_tenant::<setup_link::Entity>()
        .filter(setup_link::Column::TokenHash.eq(token.0.to_vec()))
        .filter(setup_link::Column::ExpiresAt.gt(now.micros()));
    Ok(link.one(db).await?.is_some())
}

/// Makes a reseller and its first user, and uses the set-up link up.
#[expect(clippy::disallowed_methods, reason = "the lock is nobody's data")]
pub(super) async fn create(
    tx: &DatabaseTransaction,
    new: NewReseller,
    password_hash: String,
    setup: Option<SecretHash>,
) -> Result<(Realm, UserId), Fault> {
    if let Some(token) = setup {
        use_setup(tx, token).await?;
    }
    if is_postgres(tx) {
        // Two at once would be given the same number; there are few of them.
        tx.execute_unprepared("LOCK TABLE reseller IN SHARE ROW EXCLUSIVE MODE")
            .await?;
    }
    let row = reseller::Model {
        id: Uuid::now_v7(),
        number: next_number(tx).await?,
        slug: free_slug(tx, &new.slug).await?,
        name: new.organisation.as_str().to_owned(),
        country: new.country.code().to_owned(),
        host: new.host,
        created_at: now(),
        currency: Currency::EUR.to_string(),
        time_zone: TIME_ZONE.to_owned(),
        hue: Hue::default().degrees().cast_signed(),
        sender_name: None,
        reply_to: None,
        signature: String::new(),
        invitation_days: INVITATION_DAYS_FIRST.cast_signed(),
        settings_version: 1,
        logo_id: None,
    };
    reseller::Entity::insert(row.clone().into_active_model())
        .exec_without_returning(tx)
        .await?;
    let count = customer_count::Model {
        reseller_id: row.id,
        active: 0,
        inactive: 0,
        next_seq: customers::first_seq(row.number),
    };
    customer_count::Entity::insert(count.into_active_model())
        .exec_without_returning(tx)
        .await?;
    let person = (new.name, new.email, password_hash);
    let user = add_user(tx, row.id, None, person).await?;
    Ok((tenant::realm(row)?, user))
}

/// Gives a person the means to sign in for a customer.
pub(super) async fn create_customer_user(
    tx: &DatabaseTransaction,
    reseller: ResellerId,
    customer_email: &Email,
    person: (Name, Email, String),
) -> Result<UserId, Fault> {
    use customer::Column::{EmailKey, Id, ResellerId as OfReseller};
    let mut query = Query::select();
    query
        .column(Id)
        .from(customer::Entity)
        .and_where(OfReseller.eq(reseller.uuid()))
        .and_where(EmailKey.eq(customer_email.key()));
    let row = tx.query_one(&query).await?.ok_or(Error::NotFound)?;
    add_user(tx, reseller.uuid(), Some(row.try_get_by_index(0)?), person).await
}

async fn use_setup(tx: &DatabaseTransaction, token: SecretHash) -> Result<(), Fault> {
    let mut delete = Query::delete();
    delete
        .from_table(setup_link::Entity)
        .and_where(setup_link::Column::TokenHash.eq(token.0.to_vec()))
        .and_where(setup_link::Column::ExpiresAt.gt(now()));
    match tx.execute(&delete).await?.rows_affected() {
        0 => Err(Error::NotFound.into()),
        _ => Ok(()),
    }
}

async fn next_number(tx: &DatabaseTransaction) -> Result<i64, Fault> {
    let largest: Option<Option<i64>> = scope::of_no_tenant::<reseller::Entity>()
        .select_only()
        .column_as(Expr::col(reseller::Column::Number).max(), "largest")
        .into_tuple()
        .one(tx)
        .await?;
    Ok(largest.flatten().unwrap_or(0) + 1)
}

/// The slug, with the first number behind it that makes it nobody else's.
async fn free_slug(tx: &DatabaseTransaction, slug: &str) -> Result<String, Fault> {
    let taken: Vec<String> = scope::of_no_tenant::<reseller::Entity>()
        .select_only()
        .column(reseller::Column::Slug)
        .filter(reseller::Column::Slug.starts_with(slug))
        .into_tuple()
        .all(tx)
        .await?;
    let numbered = (2..).map(|number| format!("{slug}-{number}"));
    let free = std::iter::once(slug.to_owned())
        .chain(numbered)
        .find(|slug| !taken.contains(slug));
    Ok(free.unwrap_or_default())
}

async fn add_user(
    tx: &DatabaseTransaction,
    reseller: Uuid,
    customer: Option<Uuid>,
    (name, email, password_hash): (Name, Email, String),
) -> Result<UserId, Fault> {
    let mut row = users::added(reseller, customer, (&name, &email), now());
    row.password_hash = Some(password_hash);
    let id = row.id;
    user::Entity::insert(row.into_active_model())
        .exec_without_returning(tx)
        .await?;
    Ok(UserId::from(id))
}
