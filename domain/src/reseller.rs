//! Resellers: the tenants.

use crate::brand::Brand;
use crate::email::Email;
use crate::field::{Field, FieldErrors, Issue};
use crate::id::ResellerId;
use crate::name::Name;
use crate::phone::Country;
use crate::user::check_password;
use serde::{Deserialize, Serialize};

/// A reseller as sign-in knows it: the realm in which an email address means one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Realm {
    /// The tenant.
    pub reseller: ResellerId,
    /// The word for it in `/login/{slug}`.
    pub slug: String,
    /// What its sign-in page shows of it.
    pub brand: Brand,
}

/// The first reseller, or a further one, as typed on the set-up page or the command line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResellerDraft {
    /// The organisation's name.
    pub organisation: String,
    /// The name of the first person.
    pub name: String,
    /// The first person's email, by which they sign in.
    pub email: String,
    /// The first person's password.
    pub password: String,
}

/// A reseller and its first user, valid but not stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewReseller {
    /// The organisation's name.
    pub organisation: Name,
    /// The word for it in URLs.
    pub slug: String,
    /// The host name that leads to its sign-in page, if it has one of its own.
    pub host: Option<String>,
    /// The country that phone numbers are read for.
    pub country: Country,
    /// The name of the first person.
    pub name: Name,
    /// The first person's sign-in.
    pub email: Email,
}

impl ResellerDraft {
    /// Checks every field. The password itself stays in the draft.
    pub fn parse(&self) -> Result<NewReseller, FieldErrors> {
        let mut errors = FieldErrors::default();
        let organisation = errors.check(Field::Organisation, Name::parse(&self.organisation));
        let name = errors.check(Field::Name, Name::parse(&self.name));
        let email = errors.check(Field::Email, Email::parse(&self.email));
        if let Some(email) = &email {
            errors.check(Field::Password, check_password(&self.password, email));
        }
        let country = errors.check(Field::Country, Country::by_code("NL"));
        match (organisation, name, email, country) {
            (Some(organisation), Some(name), Some(email), Some(country)) if errors.is_empty() => {
                let slug = slug(organisation.as_str());
                Ok(NewReseller {
                    organisation,
                    slug,
                    host: None,
                    country,
                    name,
                    email,
                })
            }
            _ => Err(errors),
        }
    }
}

/// The word for a name in a URL: lower-case ASCII letters, digits and single hyphens.
pub fn slug(name: &str) -> String {
    let mut slug = String::new();
    for character in name.chars() {
        if character.is_ascii_alphanumeric() {
            slug.push(character.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() {
        "reseller".to_owned()
    } else {
        slug.chars().take(60).collect()
    }
}

/// Refuses a slug that would not stand in a URL as it is written.
pub fn check_slug(typed: &str) -> Result<String, Issue> {
    let made = slug(typed);
    if made == typed {
        Ok(made)
    } else {
        Err(Issue::NotOneOf { choices: made })
    }
}

/// A host name as browsers send it (RFC 1123 §2.1): in lower case, without a port.
pub fn check_host(typed: &str) -> Result<String, Issue> {
    let host = typed.trim().to_ascii_lowercase();
    let is_label = |label: &str| {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        (1..=63).contains(&label.len())
            && label.bytes().all(is_plain)
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    if host.len() <= 253 && host.split('.').all(is_label) {
        Ok(host)
    } else {
        Err(Issue::NotAHost)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_a_plain_word() {
        assert_eq!(slug("Polder Speech B.V."), "polder-speech-b-v");
        assert_eq!(slug("株式会社"), "reseller");
        assert!(check_slug("Polder Speech").is_err());
    }

    #[test]
    fn a_host_name_has_neither_port_nor_path() {
        assert_eq!(
            check_host(" Speech.Polder.example "),
            Ok("speech.polder.example".to_owned())
        );
        for wrong in [
            "",
            "a..b",
            "-a.example",
            "a.example:443",
            "https://a",
            "a_b.example",
        ] {
            assert_eq!(check_host(wrong), Err(Issue::NotAHost), "{wrong}");
        }
    }
}
