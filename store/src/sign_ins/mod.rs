//! Signing in and out.

mod passwords;
mod registration;
mod resellers;
mod sessions;

pub(crate) use registration::themselves;
pub(crate) use sessions::{customer_of_user, devices, end_others};

use crate::connect::Store;
use crate::entity::{reseller, session, user};
use crate::error::Fault;
use crate::{kept_answers, links, scope, settings, tenant, two_factor, users};
use domain::access::{EditOwnAccount, Origin, Permit, Session, Subject, ViewOwnAccount};
use domain::brand::{Letterhead, Logo};
use domain::customer::Status;
use domain::email::Email;
use domain::id::{CustomerId, LogoId, ResellerId, UserId};
use domain::link::{LinkKind, LinkState, NewLink};
use domain::mail::NewMail;
use domain::name::Name;
use domain::reseller::{NewReseller, Realm};
use domain::sign_in::{Credential, Device, OwnCredential, SecretHash, SessionState, SignIns};
use domain::timestamp::Timestamp;
use domain::two_factor::Proof;
use domain::{Error, Result};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder};

#[async_trait::async_trait]
impl SignIns for Store {
    async fn realms(&self) -> Result<Vec<Realm>> {
        let rows = scope::of_no_tenant::<reseller::Entity>().order_by_asc(reseller::Column::Name);
        let rows = rows.all(self.reader()).await.map_err(Fault::from)?;
        Ok(rows
            .into_iter()
            .map(tenant::realm)
            .collect::<Result<_, _>>()?)
    }

    async fn realm_by_slug(&self, slug: &str) -> Result<Option<Realm>> {
        let row = scope::of_no_tenant::<reseller::Entity>().filter(reseller::Column::Slug.eq(slug));
        let row = row.one(self.reader()).await.map_err(Fault::from)?;
        Ok(row.map(tenant::realm).transpose()?)
    }

    async fn realm_by_host(&self, host: &str) -> Result<Option<Realm>> {
        let row = scope::of_no_tenant::<reseller::Entity>().filter(reseller::Column::Host.eq(host));
        let row = row.one(self.reader()).await.map_err(Fault::from)?;
        Ok(row.map(tenant::realm).transpose()?)
    }

    async fn letterhead_of(&self, realm: &Realm) -> Result<Letterhead> {
        let row = tenant::find(self.reader(), realm.reseller).await?;
        Ok(tenant::letterhead(&row)?)
    }

    async fn logo(&self, id: LogoId) -> Result<Option<Logo>> {
        Ok(settings::logo(self.reader(), id).await?)
    }

    async fn credential(&self, realm: &Realm, email: &Email) -> Result<Option<Credential>> {
        use crate::entity::customer;
        use user::Column::{CustomerId as OfCustomer, EmailKey, Id, IsEnabled, PasswordHash};
        let mut query = Query::select();
        query
            .columns([Id, OfCustomer, PasswordHash, IsEnabled].map(|c| (user::Entity, c)))
            .column((customer::Entity, customer::Column::Status))
            .from(user::Entity)
            .left_join(customer::Entity, customer_of_user())
            .and_where(
                Expr::col((user::Entity, user::Column::ResellerId)).eq(realm.reseller.uuid()),
            )
            .and_where(Expr::col((user::Entity, EmailKey)).eq(email.key()));
        let row = self.reader().query_one(&query).await.map_err(Fault::from)?;
        Ok(row.map(|row| credential(&row)).transpose()?)
    }

    async fn open_session(
        &self,
        realm: &Realm,
        user: UserId,
        token: SecretHash,
        device: Device,
        is_proven: bool,
        now: Timestamp,
    ) -> Result<bool> {
        let work = (realm.reseller, user, token, (device, is_proven), now);
        self.write(
            work,
            |tx, (reseller, user, token, device, now)| async move {
                sessions::open(&tx, reseller, user, token, device, now).await
            },
        )
        .await
    }

    async fn session(&self, token: SecretHash, now: Timestamp) -> Result<SessionState> {
        Ok(sessions::state(self.reader(), token, now).await?)
    }

    async fn prove_code(
        &self,
        session: &Session,
        token: SecretHash,
        renewed: SecretHash,
        proof: Proof,
        now: Timestamp,
    ) -> Result<()> {
        let actor = session.actor().ok_or(Error::SignedOut)?;
        let scope = Permit::<ViewOwnAccount>::ask(session)?.scope();
        let work = ((scope, actor), proof, (token, renewed, now));
        let passed = self.write(work, |tx, ((scope, actor), proof, tokens)| async move {
            let row = users::find(&*tx, scope, actor).await?;
            two_factor::pass(&tx, &row, &proof, tokens).await
        });
        two_factor::accept(passed.await?)
    }

    async fn touch_session(&self, token: SecretHash, now: Timestamp) -> Result<()> {
        self.write((token, now), |tx, (token, now)| async move {
            sessions::touch(&tx, token, now).await
        })
        .await
    }

    async fn close_session(&self, token: SecretHash) -> Result<()> {
        self.write(token, |tx, token| async move {
            let mut delete = Query::delete();
            let is_it = session::Column::TokenHash.eq(token.0.to_vec());
            let was_it = session::Column::FormerHash.eq(token.0.to_vec());
            delete
                .from_table(session::Entity)
                .and_where(is_it.or(was_it));
            tx.execute(&delete).await?;
            Ok(())
        })
        .await
    }

    async fn sweep(&self, now: Timestamp) -> Result<u64> {
        self.write(now, |tx, now| async move {
            let mut forgotten = sessions::sweep(&tx, now).await? + links::sweep(&tx, now).await?;
            let resellers = scope::of_no_tenant::<reseller::Entity>().all(&*tx).await?;
            for reseller in resellers {
                let reseller = scope::of_reseller(ResellerId::from(reseller.id))?;
                forgotten += kept_answers::sweep(&tx, reseller, now).await?;
            }
            Ok(forgotten)
        })
        .await
    }

    async fn offer_setup(&self, token: SecretHash, expires: Timestamp) -> Result<()> {
        self.write((token, expires), |tx, (token, expires)| async move {
            resellers::offer_setup(&tx, token, expires).await
        })
        .await
    }

    async fn is_setup_offered(&self, token: SecretHash, now: Timestamp) -> Result<bool> {
        Ok(resellers::is_setup_offered(self.reader(), token, now).await?)
    }

    async fn create_reseller(
        &self,
        new: NewReseller,
        password_hash: String,
        setup: Option<SecretHash>,
    ) -> Result<(Realm, UserId)> {
        let work = (new, password_hash, setup);
        self.write(work, |tx, (new, password_hash, setup)| async move {
            resellers::create(&tx, new, password_hash, setup).await
        })
        .await
    }

    async fn link(&self, kind: LinkKind, token: SecretHash, now: Timestamp) -> Result<LinkState> {
        Ok(links::state(self.reader(), kind, token, now).await?)
    }

    async fn register(
        &self,
        token: SecretHash,
        name: Name,
        password_hash: String,
        origin: Origin,
        now: Timestamp,
    ) -> Result<(Realm, UserId, Subject)> {
        let work = (token, (name, password_hash), origin, now);
        self.write(work, |tx, (token, person, origin, now)| async move {
            registration::register(&tx, token, person, origin, now).await
        })
        .await
    }

    async fn request_reset(
        &self,
        realm: &Realm,
        email: &Email,
        link: NewLink,
        mail: NewMail,
    ) -> Result<()> {
        let work = (realm.reseller, email.key(), link, mail);
        self.write(work, |tx, (reseller, email_key, link, mail)| async move {
            passwords::request_reset(&tx, reseller, &email_key, link, mail).await
        })
        .await
    }

    async fn reset_password_by_link(
        &self,
        token: SecretHash,
        password_hash: String,
        origin: Origin,
        now: Timestamp,
    ) -> Result<(Realm, UserId, Subject)> {
        let work = (token, password_hash, origin, now);
        self.write(work, |tx, (token, password_hash, origin, now)| async move {
            passwords::reset_by_link(&tx, token, password_hash, origin, now).await
        })
        .await
    }

    async fn own_credential(&self, permit: &Permit<ViewOwnAccount>) -> Result<OwnCredential> {
        Ok(passwords::own(self.reader(), permit).await?)
    }

    async fn choose_password(
        &self,
        permit: &Permit<EditOwnAccount>,
        password_hash: String,
    ) -> Result<Realm> {
        let work = (permit.clone(), password_hash);
        self.write(work, |tx, (permit, password_hash)| async move {
            passwords::choose(&tx, &permit, password_hash).await
        })
        .await
    }

    async fn create_customer_user(
        &self,
        realm: &Realm,
        customer_email: &Email,
        name: Name,
        email: Email,
        password_hash: String,
    ) -> Result<UserId> {
        let person = (name, email, password_hash);
        let work = (realm.reseller, customer_email.clone(), person);
        self.write(work, |tx, (reseller, customer_email, person)| async move {
            resellers::create_customer_user(&tx, reseller, &customer_email, person).await
        })
        .await
    }
}

fn credential(row: &sea_orm::QueryResult) -> Result<Credential, Fault> {
    let customer: Option<sea_orm::prelude::Uuid> = row.try_get_by_index(1)?;
    let status: Option<i16> = row.try_get_by_index(4)?;
    Ok(Credential {
        user: UserId::from(row.try_get_by_index::<sea_orm::prelude::Uuid>(0)?),
        subject: subject(customer),
        password_hash: row.try_get_by_index(2)?,
        is_enabled: row.try_get_by_index(3)?,
        status: Status::from_active(status.unwrap_or(0) == 0),
    })
}

/// Whose data a person works on.
pub(crate) fn subject(customer: Option<sea_orm::prelude::Uuid>) -> Subject {
    customer.map_or(Subject::Reseller, |customer| {
        Subject::Customer(CustomerId::from(customer))
    })
}
