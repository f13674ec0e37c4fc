//! `user two-factor-off`.

use super::Trouble;
use super::customers::realm;
use domain::access::{Permit, ResetTwoFactor, Session};
use domain::email::Email;
use domain::sign_in::SignIns;
use domain::two_factor::TwoFactors;
use store::Store;

/// Turns off the second factor of somebody who has lost it.
pub(super) async fn two_factor_off(
    store: &Store,
    slug: Option<&str>,
    email: &str,
) -> Result<(), Trouble> {
    let nobody = || Trouble::Refused(format!("nobody signs in with {email}"));
    let realm = realm(store, slug).await?;
    let email = Email::parse(email).map_err(|_| nobody())?;
    let person = store.credential(&realm, &email).await?.ok_or_else(nobody)?;
    let permit = Permit::<ResetTwoFactor>::ask(&Session::of_operator(realm.reseller))?;
    let name = store.reset_two_factor(&permit, person.user).await?;
    println!("{name} signs in with the password alone from now on.");
    Ok(())
}
