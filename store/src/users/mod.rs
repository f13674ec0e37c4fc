//! People: the port, and a file for each part of the work.

mod change;
mod own;
mod page;
mod password;
mod row;
mod viewer;

pub(crate) use change::{Invited, invite};
pub(crate) use own::register;
pub(crate) use password::choose;
pub(crate) use row::{added, find, mentioned};

use crate::audit::Author;
use crate::connect::Store;
use crate::error::Fault;
use crate::sign_ins;
use domain::access::{
    EditOwnAccount, ManageUsers, Permit, ResetPasswords, Session, ViewOwnAccount, ViewUsers,
};
use domain::id::UserId;
use domain::language::Language;
use domain::listing::Page;
use domain::name::Name;
use domain::sign_in::SecretHash;
use domain::timestamp::Timestamp;
use domain::user::{Invitation, NewUser, People, SignedInDevice, User, UserListing, Users, Viewer};
use domain::{Error, Result};

/// The language behind a stored code. One that is no longer offered is left to the browser.
pub(crate) fn language(code: Option<String>) -> Option<Language> {
    Language::by_code(&code?)
}

#[async_trait::async_trait]
impl Users for Store {
    async fn viewer(&self, session: &Session) -> Result<Viewer> {
        Ok(viewer::viewer(self.reader(), session).await?)
    }

    async fn own_sign_ins(
        &self,
        permit: &Permit<ViewOwnAccount>,
        current: SecretHash,
        now: Timestamp,
    ) -> Result<Vec<SignedInDevice>> {
        Ok(sign_ins::devices(self.reader(), permit, current, now).await?)
    }

    async fn end_other_sign_ins(
        &self,
        permit: &Permit<EditOwnAccount>,
        current: SecretHash,
    ) -> Result<u64> {
        let work = (permit.clone(), current);
        self.write(work, |tx, (permit, current)| async move {
            sign_ins::end_others(&tx, &permit, current).await
        })
        .await
    }

    async fn rename_self(&self, permit: &Permit<EditOwnAccount>, name: Name) -> Result<()> {
        let work = (Author::of(permit), name);
        self.write(work, |tx, (author, name)| async move {
            let actor = author.actor().ok_or(Error::NotFound)?;
            own::rename(&tx, &author, actor, &name).await
        })
        .await
    }

    async fn choose_language(
        &self,
        permit: &Permit<EditOwnAccount>,
        language: Option<Language>,
    ) -> Result<()> {
        let work = (Author::of(permit), language);
        self.write(work, |tx, (author, language)| async move {
            let actor = author.actor().ok_or(Error::NotFound)?;
            own::choose_language(&tx, &author, actor, language).await
        })
        .await
    }

    async fn list_users(
        &self,
        permit: &Permit<ViewUsers>,
        of: People,
        listing: &UserListing,
        now: Timestamp,
    ) -> Result<Page<User>> {
        let db = self.snapshot().await.map_err(Fault::from)?;
        Ok(page::list(&db, permit.scope(), of, listing, now).await?)
    }

    async fn user(&self, permit: &Permit<ViewUsers>, id: UserId, now: Timestamp) -> Result<User> {
        let found = row::find(self.reader(), permit.scope(), id).await?;
        Ok(row::user(&found, now)?)
    }

    async fn invite_user(
        &self,
        permit: &Permit<ManageUsers>,
        of: People,
        new: NewUser,
        invitation: Invitation,
    ) -> Result<User> {
        let invited = Invited {
            of,
            new,
            invitation,
        };
        self.write_for(permit, invited, |tx, author, invited| async move {
            change::invite_into(&tx, &author, invited).await
        })
        .await
    }

    async fn renew_invitation(
        &self,
        permit: &Permit<ManageUsers>,
        id: UserId,
        invitation: Invitation,
    ) -> Result<User> {
        let work = (id, invitation);
        self.write_for(permit, work, |tx, author, (id, invitation)| async move {
            change::renew(&tx, &author, id, invitation).await
        })
        .await
    }

    async fn revoke_invitation(&self, permit: &Permit<ManageUsers>, id: UserId) -> Result<Name> {
        let work = (Author::of(permit), id);
        self.write(work, |tx, (author, id)| async move {
            change::revoke(&tx, &author, id).await
        })
        .await
    }

    async fn set_user_enabled(
        &self,
        permit: &Permit<ManageUsers>,
        id: UserId,
        enabled: bool,
        now: Timestamp,
    ) -> Result<User> {
        let work = (Author::of(permit), id, enabled, now);
        self.write(work, |tx, (author, id, enabled, now)| async move {
            change::set_enabled(&tx, &author, id, enabled, now).await
        })
        .await
    }

    async fn reset_password(
        &self,
        permit: &Permit<ResetPasswords>,
        id: UserId,
        password_hash: String,
        now: Timestamp,
    ) -> Result<User> {
        let work = (id, password_hash, now);
        self.write_for(
            permit,
            work,
            |tx, author, (id, password_hash, now)| async move {
                password::reset(&tx, &author, id, password_hash, now).await
            },
        )
        .await
    }

    async fn remove_user(&self, permit: &Permit<ManageUsers>, id: UserId) -> Result<Name> {
        let work = (Author::of(permit), id);
        self.write(work, |tx, (author, id)| async move {
            change::remove(&tx, &author, id).await
        })
        .await
    }
}
