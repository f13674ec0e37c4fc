//! What the house itself looks up for a program that may change something: what stays as it is, and
//! whom a letter is for. A token that may change something need not be one to look around with.

use super::gate::Caller;
use super::problem::Refusal;
use domain::Error;
use domain::access::{Grants, PermissionKind, Permit, Session};
use domain::api_token::Holder;

/// The permit to look for a program of the reseller. Whoever asks for it has asked for a permit of
/// the program's own before, and answers it nothing that goes beyond that.
pub fn permit<P: Grants>(caller: &Caller) -> Result<Permit<P>, Refusal> {
    const {
        assert!(
            matches!(P::PERMISSION.kind(), PermissionKind::Look),
            "the house changes nothing by itself"
        );
    }
    match caller.of {
        Holder::Reseller => {
            let house = Session::of_operator(caller.session.reseller());
            Ok(Permit::ask(&house)?)
        }
        // It has a customer, and nothing beyond it.
        Holder::Customer(_) => Err(Error::NotFound.into()),
    }
}
