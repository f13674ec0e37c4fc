//! Two people changed the same customer: both values, and a choice per field.

use crate::words::t;
use domain::customer::{Customer, CustomerDraft, CustomerEdit};
use domain::phone::Phone;

/// A field of the customer form, where two people can disagree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum EditField {
    Name,
    Email,
    Phone,
    Active,
}

impl EditField {
    pub(super) const ALL: [Self; 4] = [Self::Name, Self::Email, Self::Phone, Self::Active];

    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Name => t!("Name"),
            Self::Email => t!("Email"),
            Self::Phone => t!("Phone"),
            Self::Active => t!("Active"),
        }
    }

    /// The value as a person reads it.
    pub(super) fn words(self, edit: &CustomerEdit) -> String {
        let CustomerDraft {
            name,
            email,
            phone,
            country,
        } = &edit.draft;
        match self {
            Self::Name => name.trim().to_owned(),
            Self::Email => email.trim().to_owned(),
            Self::Phone if phone.trim().is_empty() => t!("none").to_owned(),
            Self::Phone => format!("{} {}", country.trim(), phone.trim()),
            Self::Active => if edit.active { t!("Yes") } else { t!("No") }.to_owned(),
        }
    }

    /// Takes the value of this field from one edit into another.
    pub(super) fn take(self, from: &CustomerEdit, into: &mut CustomerEdit) {
        match self {
            Self::Name => into.draft.name.clone_from(&from.draft.name),
            Self::Email => into.draft.email.clone_from(&from.draft.email),
            Self::Phone => {
                into.draft.phone.clone_from(&from.draft.phone);
                into.draft.country.clone_from(&from.draft.country);
            }
            Self::Active => into.active = from.active,
        }
    }
}

/// The fields in which two edits differ, as far as a person can see.
pub(super) fn differences(one: &CustomerEdit, other: &CustomerEdit) -> Vec<EditField> {
    EditField::ALL
        .into_iter()
        .filter(|field| field.words(one) != field.words(other))
        .collect()
}

/// A stored customer as the form shows it; `country` is for one without a phone number.
pub(super) fn edit_of(customer: &Customer, country: &str) -> CustomerEdit {
    let parts = customer.phone.as_ref().map(Phone::parts);
    let of_phone = parts.and_then(|(country, _)| country);
    CustomerEdit {
        draft: CustomerDraft {
            name: customer.name.to_string(),
            email: customer.email.to_string(),
            phone: parts.map(|(_, rest)| rest.to_owned()).unwrap_or_default(),
            country: of_phone.map_or_else(|| country.to_owned(), |country| country.to_string()),
        },
        active: customer.status.is_active(),
        version: customer.version,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(name: &str, active: bool) -> CustomerEdit {
        let mut edit = CustomerEdit {
            active,
            ..CustomerEdit::default()
        };
        edit.draft.name = name.to_owned();
        edit
    }

    #[test]
    fn margins_are_no_difference() {
        assert_eq!(
            differences(&edit("Stone", true), &edit(" Stone ", true)),
            []
        );
    }

    #[test]
    fn a_taken_field_is_no_longer_different() {
        let (theirs, mut mine) = (edit("Stone Group", false), edit("Stone", true));
        assert_eq!(
            differences(&theirs, &mine),
            [EditField::Name, EditField::Active]
        );
        EditField::Name.take(&theirs, &mut mine);
        assert_eq!(differences(&theirs, &mine), [EditField::Active]);
    }
}
