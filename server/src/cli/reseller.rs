//! `reseller create`.

use super::{NewReseller, Trouble};
use crate::passwords::{Passwords, random_password};
use crate::randomness::Randomness;
use crate::setup;
use domain::error::Error;
use domain::field::Field;
use domain::phone::Country;
use domain::reseller::{ResellerDraft, check_host, check_slug};
use domain::sign_in::SignIns;
use std::io::stdin;
use store::Store;

/// Makes a reseller and its first user, and says how to sign in.
pub(super) async fn create(store: &Store, options: NewReseller) -> Result<(), Trouble> {
    let password = if options.password_stdin {
        read_password()?
    } else {
        random_password(&Randomness::OfTheSystem)?
    };
    let draft = ResellerDraft {
        organisation: options.organisation,
        name: options.name,
        email: options.email,
        password,
    };
    let mut new = setup::check(&draft).map_err(Error::Invalid)?;
    new.country = Country::by_code(&options.country)
        .map_err(|issue| Error::invalid(Field::Country, issue))?;
    if let Some(slug) = &options.slug {
        new.slug = check_slug(slug).map_err(|issue| Error::invalid(Field::Organisation, issue))?;
    }
    if let Some(host) = &options.host {
        new.host = Some(check_host(host).map_err(|issue| Error::invalid(Field::Host, issue))?);
    }
    let hashed = Passwords::new()?.hash(draft.password.clone()).await?;
    let (realm, _) = store.create_reseller(new, hashed, None).await?;
    println!("{} can sign in:", draft.organisation);
    println!("  at        {}/login/{}", options.public_url, realm.slug);
    println!("  email     {}", draft.email.trim());
    if !options.password_stdin {
        println!("  password  {}   (shown only now)", draft.password);
    }
    Ok(())
}

fn read_password() -> Result<String, Trouble> {
    let mut line = String::new();
    stdin().read_line(&mut line).map_err(Trouble::failure)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}
