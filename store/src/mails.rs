//! The outbox.

use crate::audit::now;
use crate::entity::mail::{self, Model, WAITING};
use crate::error::Fault;
use domain::access::Scope;
use domain::mail::NewMail;
use sea_orm::prelude::Uuid;
use sea_orm::{DatabaseTransaction, EntityTrait, IntoActiveModel};

/// Puts a mail into the outbox, in the transaction of its cause.
pub(crate) async fn add(
    tx: &DatabaseTransaction,
    scope: Scope,
    customer: Option<Uuid>,
    mail: NewMail,
) -> Result<(), Fault> {
    let now = now();
    let row = Model {
        reseller_id: scope.reseller().uuid(),
        id: Uuid::now_v7(),
        customer_id: customer,
        kind: mail.kind.as_str().to_owned(),
        recipient: mail.to.as_str().to_owned(),
        subject: mail.subject,
        text_body: Some(mail.text),
        html_body: Some(mail.html),
        created_at: now,
        state: WAITING,
        attempts: 0,
        next_attempt_at: now,
        sent_at: 0,
        failure: None,
    };
    mail::Entity::insert(row.into_active_model())
        .exec_without_returning(tx)
        .await?;
    Ok(())
}
