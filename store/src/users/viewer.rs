//! People, as their own pages show them.

use crate::entity::{customer, reseller, user};
use crate::error::Fault;
use crate::tenant::{self, BRAND};
use domain::Error;
use domain::access::{Session, Subject};
use domain::customer::Status;
use domain::id::UserId;
use domain::name::Name;
use domain::phone::Country;
use domain::user::{Organisation, Viewer};
use sea_orm::sea_query::{Condition, Expr, ExprTrait, Query};
use sea_orm::{ConnectionTrait, QueryResult};

/// The person behind a session.
pub(super) async fn viewer(db: &impl ConnectionTrait, session: &Session) -> Result<Viewer, Fault> {
    let actor = session.actor().ok_or(Error::NotFound)?;
    let row = row(db, session, actor).await?;
    read(session, actor, &row.ok_or(Error::NotFound)?)
}

/// The person, the reseller and the organisation by one query: every page asks for it.
async fn row(
    db: &impl ConnectionTrait,
    session: &Session,
    actor: UserId,
) -> Result<Option<QueryResult>, Fault> {
    use {customer::Column as C, reseller::Column as R, user::Column as U};
    let subject = match session.subject() {
        Subject::Reseller => None,
        Subject::Customer(customer) => Some(customer.uuid()),
    };
    // Who is there to support belongs to the reseller.
    let own = subject.filter(|_| session.support().is_none());
    let mut query = Query::select();
    query
        .columns([(user::Entity, U::Name), (user::Entity, U::Email)])
        .columns(BRAND.map(|it| (reseller::Entity, it)))
        .column((reseller::Entity, R::Country))
        .columns([(customer::Entity, C::Name)])
        .columns([(customer::Entity, C::Status)])
        .column((user::Entity, U::Language))
        .from(user::Entity)
        .inner_join(
            reseller::Entity,
            Expr::col((reseller::Entity, R::Id)).eq(Expr::col((user::Entity, U::ResellerId))),
        )
        .left_join(
            customer::Entity,
            Condition::all()
                .add(
                    Expr::col((customer::Entity, C::ResellerId))
                        .eq(Expr::col((user::Entity, U::ResellerId))),
                )
                .add(Expr::col((customer::Entity, C::Id)).eq(subject)),
        )
        .and_where(Expr::col((user::Entity, U::ResellerId)).eq(session.reseller().uuid()))
        .and_where(Expr::col((user::Entity, U::Id)).eq(actor.uuid()));
    match own {
        None => query.and_where(Expr::col((user::Entity, U::CustomerId)).is_null()),
        Some(own) => query.and_where(Expr::col((user::Entity, U::CustomerId)).eq(own)),
    };
    Ok(db.query_one(&query).await?)
}

fn read(session: &Session, actor: UserId, row: &QueryResult) -> Result<Viewer, Fault> {
    let text = |index| row.try_get_by_index::<String>(index);
    let name = |name: String| Name::parse(&name).map_err(|_| Fault::Refused(Error::Internal(None)));
    let organisation = match row.try_get_by_index::<Option<String>>(6)? {
        None => None,
        Some(organisation) => Some(Organisation {
            name: name(organisation)?,
            status: Status::from_active(row.try_get_by_index::<i16>(7)? == 0),
        }),
    };
    Ok(Viewer {
        id: actor,
        name: text(0)?,
        email: text(1)?,
        role: session.subject().role(),
        brand: tenant::brand_at(row, 2)?,
        country: Country::by_code(&text(5)?).map_err(|_| Fault::Refused(Error::Internal(None)))?,
        language: super::language(row.try_get_by_index(8)?),
        organisation,
        support: session.support(),
    })
}
