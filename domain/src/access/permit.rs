//! The proof that a check has been passed.

use super::{Grants, Origin, Refusal, Session, Subject, refusal};
use crate::error::{Error, Result};
use crate::id::{CustomerId, ResellerId, UserId};
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
        match refusal(session.subject(), P::PERMISSION) {
            None => Ok(Self {
                session: session.clone(),
                permission: PhantomData,
            }),
            Some(Refusal::NotFound) => Err(Error::NotFound),
        }
    }

    /// What the operation is confined to.
    pub const fn scope(&self) -> Scope {
        Scope {
            reseller: self.session.reseller(),
            subject: self.session.subject(),
        }
    }

    /// Who does it; `None` is the operator's command line.
    pub const fn actor(&self) -> Option<UserId> {
        self.session.actor()
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
    use crate::access::{EditCustomers, ViewConsole};
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

    #[test]
    fn a_reseller_is_not_confined_to_one_customer() {
        let session = session(Subject::Reseller);
        let permit = Permit::<EditCustomers>::ask(&session).unwrap();
        assert_eq!(permit.scope().customer(), None);
        assert!(Permit::<ViewConsole>::ask(&session).is_err());
    }
}
