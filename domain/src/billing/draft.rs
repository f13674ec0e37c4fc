//! A billing profile as typed.

use super::{Address, Billed, BillingProfile};
use crate::field::{Field, FieldErrors, Issue};
use crate::name::Name;
use crate::phone::Country;
use crate::text;
use crate::vat::{self, VatNumber};
use serde::{Deserialize, Serialize};

/// The most characters of a street, which may have several lines.
const STREET_MAX: u16 = 300;
/// The most characters of a town.
const CITY_MAX: u16 = 100;
/// The most characters of a postal code.
const POSTAL_CODE_MAX: u16 = 20;

/// A billing profile as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BillingDraft {
    /// `individual` or `enterprise`.
    #[serde(default)]
    pub billed_as: String,
    /// The person, for an individual.
    #[serde(default)]
    pub name: String,
    /// The company, for an enterprise.
    #[serde(default)]
    pub company_name: String,
    /// The VAT number of an enterprise, with or without its prefix.
    #[serde(default)]
    pub vat_number: String,
    /// Street and number.
    #[serde(default)]
    pub street: String,
    /// The postal code; may be empty.
    #[serde(default)]
    pub postal_code: String,
    /// The town.
    #[serde(default)]
    pub city: String,
    /// The country: name or code.
    #[serde(default)]
    pub country: String,
}

impl BillingDraft {
    /// The word for a person.
    pub const INDIVIDUAL: &'static str = "individual";
    /// The word for a company.
    pub const ENTERPRISE: &'static str = "enterprise";

    /// Checks every field; all issues are reported together. What is not asked of a person, or of
    /// a company, is not looked at.
    pub fn parse(&self) -> Result<BillingProfile, FieldErrors> {
        let mut errors = FieldErrors::default();
        let country = errors.check(Field::Country, self.country());
        let billed = self.billed(&mut errors, country);
        let street = errors.check(Field::Street, text::lines(&self.street, STREET_MAX));
        let city = errors.check(Field::City, text::line(&self.city, CITY_MAX));
        let postal_code = errors.check(
            Field::PostalCode,
            optional_line(&self.postal_code, POSTAL_CODE_MAX),
        );
        match (billed, street, postal_code, city, country) {
            (Some(billed), Some(street), Some(postal_code), Some(city), Some(country)) => {
                let address = Address {
                    street,
                    postal_code,
                    city,
                    country,
                };
                Ok(BillingProfile { billed, address })
            }
            _ => Err(errors),
        }
    }

    /// The profile as it was typed, or would have been.
    pub fn of(profile: &BillingProfile) -> Self {
        let address = &profile.address;
        let of_address = Self {
            street: address.street.clone(),
            postal_code: address.postal_code.clone(),
            city: address.city.clone(),
            country: address.country.code().to_owned(),
            ..Self::default()
        };
        match &profile.billed {
            Billed::Individual { name } => Self {
                billed_as: Self::INDIVIDUAL.to_owned(),
                name: name.to_string(),
                ..of_address
            },
            Billed::Enterprise { company, vat } => Self {
                billed_as: Self::ENTERPRISE.to_owned(),
                company_name: company.to_string(),
                vat_number: vat.as_ref().map(ToString::to_string).unwrap_or_default(),
                ..of_address
            },
        }
    }

    fn country(&self) -> Result<Country, Issue> {
        if self.country.trim().is_empty() {
            return Err(Issue::Required);
        }
        Country::find(&self.country)
    }

    fn billed(&self, errors: &mut FieldErrors, country: Option<Country>) -> Option<Billed> {
        match self.billed_as.as_str() {
            Self::INDIVIDUAL => {
                let name = errors.check(Field::Name, Name::parse(&self.name))?;
                Some(Billed::Individual { name })
            }
            Self::ENTERPRISE => {
                let company = errors.check(Field::CompanyName, Name::parse(&self.company_name));
                let vat = country.map(|country| self.vat(country));
                let vat = errors.check(Field::VatNumber, vat.unwrap_or(Ok(None)));
                Some(Billed::Enterprise {
                    company: company?,
                    vat: vat?,
                })
            }
            _ => {
                let choices = format!("{}, {}", Self::INDIVIDUAL, Self::ENTERPRISE);
                errors.add(Field::BilledAs, Issue::NotOneOf { choices });
                None
            }
        }
    }

    /// Companies in the EU have a number; elsewhere they may.
    fn vat(&self, country: Country) -> Result<Option<VatNumber>, Issue> {
        if self.vat_number.trim().is_empty() && !vat::is_checked(country.code()) {
            return Ok(None);
        }
        VatNumber::parse(&self.vat_number, country.code()).map(Some)
    }
}

fn optional_line(text: &str, max: u16) -> Result<String, Issue> {
    if text.trim().is_empty() {
        return Ok(String::new());
    }
    text::line(text, max)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn company() -> BillingDraft {
        BillingDraft {
            billed_as: "enterprise".into(),
            company_name: "Alba Media B.V.".into(),
            vat_number: "nl 0044.95.445.b01".into(),
            street: "Prinsengracht 263\r\nAchterhuis".into(),
            postal_code: "1016 GV".into(),
            city: "Amsterdam".into(),
            country: "NL".into(),
            ..BillingDraft::default()
        }
    }

    #[test]
    fn a_company_in_the_eu_has_a_vat_number_that_can_exist() {
        let profile = company().parse().unwrap();
        assert_eq!(BillingDraft::of(&profile).vat_number, "NL004495445B01");
        assert_eq!(profile.address.street, "Prinsengracht 263\nAchterhuis");
        let vat = |vat_number: &str, country: &str| {
            let draft = BillingDraft {
                vat_number: vat_number.into(),
                country: country.into(),
                ..company()
            };
            draft
                .parse()
                .err()
                .and_then(|errors| errors.get(Field::VatNumber).cloned())
        };
        assert_eq!(vat("", "NL"), Some(Issue::Required));
        assert_eq!(vat("NL004495446B01", "NL"), Some(Issue::WrongCheckDigits));
        assert!(matches!(vat("12", "DE"), Some(Issue::NotAVatNumber { .. })));
        assert_eq!(vat("", "CH"), None);
    }

    #[test]
    fn a_person_is_asked_for_no_company() {
        let draft = BillingDraft {
            billed_as: "individual".into(),
            name: "Ana".into(),
            company_name: String::new(),
            vat_number: "nonsense".into(),
            ..company()
        };
        let profile = draft.parse().unwrap();
        assert_eq!(profile.company(), None);
        assert_eq!(BillingDraft::of(&profile).name, "Ana");
    }

    #[test]
    fn all_issues_are_reported_together() {
        let errors = BillingDraft::default().parse().unwrap_err();
        let fields: Vec<_> = errors.iter().map(|(field, _)| field).collect();
        for field in [Field::BilledAs, Field::Street, Field::City, Field::Country] {
            assert!(fields.contains(&field), "{field:?}");
        }
    }
}
