//! A signed-in person, as the server knows them.

use super::Means;
use crate::api_token::TokenGrant;
use crate::id::{CustomerId, RequestId, ResellerId, UserId};
use crate::once::Once;
use crate::support::Support;
use crate::user::Role;
use std::net::IpAddr;

/// Whose data a person works on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// All of the reseller's.
    Reseller,
    /// One customer's only.
    Customer(CustomerId),
}

impl Subject {
    /// The role that goes with it.
    pub const fn role(self) -> Role {
        match self {
            Self::Reseller => Role::Reseller,
            Self::Customer(_) => Role::Resellee,
        }
    }
}

/// Where a request came from, for the audit log.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The address of the client, if it came over the network.
    pub address: Option<IpAddr>,
    /// The request, if there is one.
    pub request: Option<RequestId>,
}

/// A proven identity for the length of one request. It cannot be read from the outside world:
/// it is not serialisable, and only the server's sign-in layer and command line make one.
#[derive(Clone, Debug)]
pub struct Session {
    reseller: ResellerId,
    subject: Subject,
    actor: Option<UserId>,
    support: Option<Support>,
    token: Option<TokenGrant>,
    once: Option<Once>,
    origin: Origin,
}

impl Session {
    /// A person whose sign-in the caller has checked.
    pub const fn of_user(
        reseller: ResellerId,
        subject: Subject,
        actor: UserId,
        origin: Origin,
    ) -> Self {
        Self {
            reseller,
            subject,
            actor: Some(actor),
            support: None,
            token: None,
            once: None,
            origin,
        }
    }

    /// A reseller's person at work in the console of a customer; the caller has checked both.
    pub const fn of_support(
        reseller: ResellerId,
        customer: CustomerId,
        actor: UserId,
        support: Support,
        origin: Origin,
    ) -> Self {
        Self {
            reseller,
            subject: Subject::Customer(customer),
            actor: Some(actor),
            support: Some(support),
            token: None,
            once: None,
            origin,
        }
    }

    /// The operator at the machine itself, working for one reseller.
    pub fn of_operator(reseller: ResellerId) -> Self {
        Self {
            reseller,
            subject: Subject::Reseller,
            actor: None,
            support: None,
            token: None,
            once: None,
            origin: Origin::default(),
        }
    }

    /// A program with an API token that the caller has checked.
    pub const fn of_token(
        reseller: ResellerId,
        subject: Subject,
        token: TokenGrant,
        origin: Origin,
    ) -> Self {
        Self {
            reseller,
            subject,
            actor: None,
            support: None,
            token: Some(token),
            once: None,
            origin,
        }
    }

    /// The same, for a request that has an effect once, however often it is sent.
    #[must_use]
    pub const fn once(mut self, once: Once) -> Self {
        self.once = Some(once);
        self
    }

    /// The tenant.
    pub const fn reseller(&self) -> ResellerId {
        self.reseller
    }

    /// Whose data it is about.
    pub const fn subject(&self) -> Subject {
        self.subject
    }

    /// The person; none is a program with a token, or the operator's command line.
    pub const fn actor(&self) -> Option<UserId> {
        self.actor
    }

    /// The token of a program.
    pub const fn token(&self) -> Option<TokenGrant> {
        self.token
    }

    /// What a request that has an effect once is known by.
    pub const fn once_only(&self) -> Option<Once> {
        self.once
    }

    /// By what they are let in.
    pub const fn means(&self) -> Means {
        match (self.support, self.token) {
            (Some(support), _) => Means::InSupport(support.mode),
            (None, Some(token)) => Means::ByToken(token.scopes),
            (None, None) => Means::InPerson,
        }
    }

    /// What lets somebody in who does not belong to the customer; none for everybody else.
    pub const fn support(&self) -> Option<Support> {
        self.support
    }

    /// Where the request came from.
    pub const fn origin(&self) -> &Origin {
        &self.origin
    }
}
