//! Tenancy: the only functions that begin a statement about a tenant's table.
//!
//! They take a [`Scope`], which only a permit can give, and answer with a statement that is
//! already confined to it. A tenant's ID from a URL cannot get in.

use domain::Error;
use domain::access::{EditCustomers, Permit, Scope, Session};
use domain::id::ResellerId;
use sea_orm::sea_query::{DeleteStatement, Expr, SelectStatement, UpdateStatement};
use sea_orm::{
    ColumnTrait, DeleteMany, EntityTrait, QueryFilter, QuerySelect, QueryTrait, Select, UpdateMany,
};

/// An entity whose rows belong to a tenant, and perhaps to one customer of it.
pub(crate) trait TenantOwned: EntityTrait {
    /// The column of the tenant.
    const RESELLER: Self::Column;
    /// The column of the customer; none for what a person of a customer never sees.
    const CUSTOMER: Option<Self::Column>;
}

/// All of a reseller's rows, for what the system does by itself: what follows from the act of
/// somebody who may not touch them, or who has nothing but a link of this reseller's.
pub(crate) fn of_reseller(reseller: ResellerId) -> Result<Scope, Error> {
    let system = Session::of_operator(reseller);
    Ok(Permit::<EditCustomers>::ask(&system)?.scope())
}

/// All columns of the rows in scope.
#[expect(clippy::disallowed_methods, reason = "here is where it is confined")]
pub(crate) fn find<E: TenantOwned>(scope: Scope) -> Select<E> {
    confine::<E, _>(E::find(), scope)
}

/// A query on the rows in scope that names its own columns.
pub(crate) fn select<E: TenantOwned>(scope: Scope) -> SelectStatement {
    find::<E>(scope).select_only().into_query()
}

/// A change of the rows in scope.
#[expect(clippy::disallowed_methods, reason = "here is where it is confined")]
pub(crate) fn update<E: TenantOwned>(scope: Scope) -> UpdateStatement {
    let update: UpdateMany<E> = E::update_many();
    confine::<E, _>(update, scope).into_query()
}

/// A removal of the rows in scope.
#[expect(clippy::disallowed_methods, reason = "here is where it is confined")]
pub(crate) fn delete<E: TenantOwned>(scope: Scope) -> DeleteStatement {
    let delete: DeleteMany<E> = E::delete_many();
    confine::<E, _>(delete, scope).into_query()
}

/// The rows of a table that is about tenants, or about none yet. It is for signing in, which comes
/// before there is a scope.
#[expect(clippy::disallowed_methods, reason = "no tenant is known yet")]
pub(crate) fn of_no_tenant<E: EntityTrait<Model: TenantFree>>() -> Select<E> {
    E::find()
}

/// A row that belongs to no tenant.
pub(crate) trait TenantFree {}

fn confine<E: TenantOwned, Q: QueryFilter>(query: Q, scope: Scope) -> Q {
    let query = query.filter(E::RESELLER.eq(scope.reseller().uuid()));
    match (scope.customer(), E::CUSTOMER) {
        (None, _) => query,
        (Some(customer), Some(column)) => query.filter(column.eq(customer.uuid())),
        // Nothing in it is for a person of a customer.
        (Some(_), None) => query.filter(Expr::val(false)),
    }
}
