//! Organisations that register themselves by an invitation.

use crate::account;
use crate::audit::{self, Event};
use crate::connect::Store;
use crate::customers;
use crate::entity::customer_invitation::{OPEN, USED};
use crate::entity::user;
use crate::error::Fault;
use crate::sign_ins::themselves;
use crate::{invitations, links, mails, scope, tenant, users};
use domain::access::{Origin, Subject};
use domain::audit::AuditKind;
use domain::email::Email;
use domain::id::{CustomerId, InvitationId, ResellerId, UserId};
use domain::invitation::{NewRegistration, OpenInvitation, Registered, Registrations, Sent};
use domain::link::{LinkKind, LinkState};
use domain::phone::Country;
use domain::sign_in::SecretHash;
use domain::tag::Tags;
use domain::timestamp::Timestamp;
use domain::{Error, Result};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, IntoActiveModel};

#[async_trait::async_trait]
impl Registrations for Store {
    async fn customer_invitation_link(
        &self,
        token: SecretHash,
        now: Timestamp,
    ) -> Result<LinkState<OpenInvitation>> {
        let kind = LinkKind::CustomerInvitation;
        let Some(found) = links::find(self.reader(), kind, token).await? else {
            return Ok(LinkState::Unknown);
        };
        let open = open(self.reader(), found.holder.reseller, found.holder.id).await?;
        Ok(found.worth(now, open))
    }

    async fn register_customer(
        &self,
        token: SecretHash,
        new: NewRegistration,
        password_hash: String,
        verification: Sent,
        origin: Origin,
        now: Timestamp,
    ) -> Result<Registered> {
        let work = (token, (new, password_hash), verification, origin, now);
        self.write(
            work,
            |tx, (token, new, verification, origin, now)| async move {
                register(&tx, token, new, verification, (origin, now)).await
            },
        )
        .await
    }
}

/// An invitation that nobody has used, as its page shows it.
async fn open(
    db: &impl ConnectionTrait,
    reseller: ResellerId,
    id: sea_orm::prelude::Uuid,
) -> Result<Option<OpenInvitation>, Fault> {
    let scope = scope::of_reseller(reseller)?;
    let invitation = invitations::find(db, scope, InvitationId::from(id)).await?;
    let reseller = tenant::find(db, reseller).await?;
    let wrong = |issue| DbErr::Type(format!("a stored invitation is not valid: {issue:?}"));
    let email = invitation.email.as_deref().map(Email::parse).transpose();
    let open = OpenInvitation {
        letterhead: tenant::letterhead(&reseller)?,
        country: Country::by_code(&reseller.country).map_err(wrong)?,
        email: email.map_err(wrong)?,
        note: invitation.note,
    };
    Ok((invitation.state == OPEN).then_some(open))
}

async fn register(
    tx: &DatabaseTransaction,
    token: SecretHash,
    (new, password_hash): (NewRegistration, String),
    verification: Sent,
    (origin, now): (Origin, Timestamp),
) -> Result<Registered, Fault> {
    let link = links::take(tx, LinkKind::CustomerInvitation, token, now).await?;
    let scope = scope::of_reseller(link.reseller)?;
    let mut invitation = invitations::find(tx, scope, InvitationId::from(link.id)).await?;
    let settled = invitation.email.as_deref();
    if settled.is_some_and(|email| email != new.customer.email.as_str()) {
        return Err(Error::BadRequest.into());
    }
    let tags = Tags::parse(&invitation.tags)
        .map_err(|issue| DbErr::Type(format!("stored tags are not valid: {issue:?}")))?;
    let email = new.customer.email.clone();
    let customer = customers::new_row(tx, scope, new.customer, &tags).await?;
    let mut person = users::added(
        customer.reseller_id,
        Some(customer.id),
        (&new.person, &email),
        now.micros(),
    );
    person.password_hash = Some(password_hash);
    let user = UserId::from(person.id);
    let author = themselves(link.reseller, user, origin)?;
    customers::add(tx, &author, AuditKind::CustomerRegistered, &customer).await?;
    user::Entity::insert(person.into_active_model())
        .exec_without_returning(tx)
        .await?;
    let registered = Event {
        customer: Some(customer.id),
        user: Some(user.uuid()),
        kind: AuditKind::UserRegistered,
        changes: Vec::new(),
    };
    audit::record(tx, &author, &[registered]).await?;
    invitation.state = USED;
    invitation.customer_id = Some(customer.id);
    invitations::save(tx, scope, &invitation).await?;
    mails::adopt(tx, scope, customer.id, email.as_str()).await?;
    account::begin(tx, scope, &customer, (verification, now)).await?;
    Ok(Registered {
        realm: tenant::realm_of(tx, link.reseller).await?,
        user,
        subject: Subject::Customer(CustomerId::from(customer.id)),
    })
}
