//! The proof that a check has been passed.

use super::{Grants, Origin, Refusal, Session, Subject, refusal};
use crate::api_token::TokenGrant;
use crate::error::{Error, Result};
use crate::id::{CustomerId, ResellerId, UserId};
use crate::once::Once;
use crate::support::Support;
use std::marker::PhantomData;

/// The proof that somebody may do `P`, and for which tenant.
#[derive(Clone, Debug)]
pub struct Permit<P> {
    session: Session,
    permission: PhantomData<P>,
}

impl<P: Grants> Permit<P> {
    /// Asks the policy. This is the only way to a permit.
    pub fn ask(session: &Session) -> Result<Self> {
        match refusal(session.subject(), session.means(), P::PERMISSION) {
            None => Ok(Self {
                session: session.clone(),
                permission: PhantomData,
            }),
            Some(Refusal::NotFound) => Err(Error::NotFound),
            Some(Refusal::NotInSupport | Refusal::NotByToken) => {
                Err(Error::Forbidden(P::PERMISSION))
            }
            Some(Refusal::ReadOnly) => Err(Error::ReadOnly),
        }
    }

    /// What the operation is confined to.
    pub const fn scope(&self) -> Scope {
        Scope {
            reseller: self.session.reseller(),
            subject: self.session.subject(),
        }
    }

    /// Who does it; none is a program with a token, or the operator's command line.
    pub const fn actor(&self) -> Option<UserId> {
        self.session.actor()
    }

    /// The token of the program that does it.
    pub const fn token(&self) -> Option<TokenGrant> {
        self.session.token()
    }

    /// What a request that has an effect once is known by.
    pub const fn once_only(&self) -> Option<Once> {
        self.session.once_only()
    }

    /// What lets the actor in, if they do not belong to the customer.
    pub const fn support(&self) -> Option<Support> {
        self.session.support()
    }

    /// Where the request came from.
    pub const fn origin(&self) -> &Origin {
        self.session.origin()
    }
}

/// The tenant, and perhaps the one customer, whose rows an operation may touch. Made by a
/// [`Permit`] alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scope {
    reseller: ResellerId,
    subject: Subject,
}

impl Scope {
    /// The tenant.
    pub const fn reseller(self) -> ResellerId {
        self.reseller
    }

    /// The one customer, if it is confined to one.
    pub const fn customer(self) -> Option<CustomerId> {
        match self.subject {
            Subject::Reseller => None,
            Subject::Customer(customer) => Some(customer),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::{
        DeleteCustomers, EditCustomers, EditOwnAccount, ManageUsers, Permission, ResetPasswords,
        SupportCustomers, ViewConsole, ViewUsers,
    };
    use crate::id::SupportId;
    use crate::support::SupportMode;
    use crate::timestamp::Timestamp;
    use uuid::Uuid;

    fn session(subject: Subject) -> Session {
        let (reseller, actor) = (ResellerId::from(Uuid::max()), UserId::from(Uuid::nil()));
        Session::of_user(reseller, subject, actor, Origin::default())
    }

    #[test]
    fn a_resellee_gets_no_permit_for_the_resellers_rooms() {
        let customer = CustomerId::from(Uuid::max());
        let session = session(Subject::Customer(customer));
        assert_eq!(
            Permit::<EditCustomers>::ask(&session).err(),
            Some(Error::NotFound)
        );
        let permit = Permit::<ViewConsole>::ask(&session).unwrap();
        assert_eq!(permit.scope().customer(), Some(customer));
    }

    fn in_support(mode: SupportMode) -> Session {
        let support = Support {
            id: SupportId::from(Uuid::max()),
            mode,
            until: Timestamp::from_micros(0),
        };
        let (reseller, actor) = (ResellerId::from(Uuid::max()), UserId::from(Uuid::nil()));
        let customer = CustomerId::from(Uuid::max());
        Session::of_support(reseller, customer, actor, support, Origin::default())
    }

    #[test]
    fn a_read_only_login_is_given_no_permission_to_change_anything() {
        let session = in_support(SupportMode::ReadOnly);
        assert_eq!(
            Permit::<ManageUsers>::ask(&session).err(),
            Some(Error::ReadOnly)
        );
        assert!(Permit::<ViewUsers>::ask(&session).is_ok());
    }

    #[test]
    fn an_admin_login_changes_nobodys_account_and_goes_nowhere_else() {
        let session = in_support(SupportMode::Admin);
        assert!(Permit::<ManageUsers>::ask(&session).is_ok());
        assert_eq!(
            Permit::<EditOwnAccount>::ask(&session).err(),
            Some(Error::Forbidden(Permission::EditOwnAccount))
        );
        for refused in [
            Permit::<SupportCustomers>::ask(&session).err(),
            Permit::<ResetPasswords>::ask(&session).err(),
            Permit::<DeleteCustomers>::ask(&session).err(),
        ] {
            assert_eq!(refused, Some(Error::NotFound));
        }
    }

    #[test]
    fn a_reseller_is_not_confined_to_one_customer() {
        let session = session(Subject::Reseller);
        let permit = Permit::<EditCustomers>::ask(&session).unwrap();
        assert_eq!(permit.scope().customer(), None);
        assert!(Permit::<ViewConsole>::ask(&session).is_err());
    }
}
