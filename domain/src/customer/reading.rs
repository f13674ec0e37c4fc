//! Reading a line of a CSV file. Files are read by servers only.

use super::record::{CustomerRecord, ImportedCustomer};
use super::{CustomerDraft, Status, TeamType};
use crate::csv_cell;
use crate::field::{Field, FieldErrors, Issue};
use crate::name::Name;
use crate::phone::Country;
use crate::tag::Tags;
use crate::timestamp::Timestamp;

impl CustomerRecord {
    /// Checks every cell; national phone numbers are read for `country`.
    pub fn parse(&self, country: Country) -> Result<ImportedCustomer, FieldErrors> {
        let draft = CustomerDraft {
            name: csv_cell::unguard(&self.name).to_owned(),
            email: csv_cell::unguard(&self.email).to_owned(),
            phone: csv_cell::unguard(&self.phone).to_owned(),
            country: country.code().to_owned(),
        };
        let (customer, mut errors) = match draft.parse() {
            Ok(customer) => (Some(customer), FieldErrors::default()),
            Err(errors) => (None, errors),
        };
        let status = errors.check(
            Field::Status,
            or_default(&self.status, Status::Active, Status::parse),
        );
        let team_type = errors.check(
            Field::TeamType,
            or_default(&self.team_type, TeamType::Default, TeamType::parse),
        );
        let company_name = errors.check(Field::CompanyName, self.company_name(team_type));
        let tags = errors.check(Field::Tags, Tags::parse(csv_cell::unguard(&self.tags)));
        let registered_at = errors.check(
            Field::RegisteredAt,
            or_default(&self.registered_at, None, |text| {
                Timestamp::parse(text).map(Some)
            }),
        );
        match (
            customer,
            status,
            team_type,
            company_name,
            tags,
            registered_at,
        ) {
            (
                Some(customer),
                Some(status),
                Some(team_type),
                Some(company_name),
                Some(tags),
                Some(registered_at),
            ) => Ok(ImportedCustomer {
                customer,
                status,
                team_type,
                company_name,
                tags,
                registered_at,
            }),
            _ => Err(errors),
        }
    }

    fn company_name(&self, team_type: Option<TeamType>) -> Result<Option<Name>, Issue> {
        match (csv_cell::unguard(&self.company_name).trim(), team_type) {
            ("", Some(TeamType::Enterprise)) => Err(Issue::Required),
            ("", _) => Ok(None),
            (company, _) => Name::parse(company).map(Some),
        }
    }
}

fn or_default<T>(
    cell: &str,
    default: T,
    parse: impl FnOnce(&str) -> Result<T, Issue>,
) -> Result<T, Issue> {
    if cell.trim().is_empty() {
        Ok(default)
    } else {
        parse(cell)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record() -> CustomerRecord {
        CustomerRecord {
            name: "Stone Group".into(),
            email: "info@stone-group.example".into(),
            ..CustomerRecord::default()
        }
    }

    fn errors(record: &CustomerRecord) -> FieldErrors {
        record.parse(Country::by_code("NL").unwrap()).unwrap_err()
    }

    #[test]
    fn name_and_email_are_enough() {
        let customer = record().parse(Country::by_code("NL").unwrap()).unwrap();
        assert_eq!(
            (customer.status, customer.team_type),
            (Status::Active, TeamType::Default)
        );
    }

    #[test]
    fn every_faulty_cell_is_named() {
        let faulty = CustomerRecord {
            status: "suspended".into(),
            team_type: "enterprise".into(),
            registered_at: "31-12-2025".into(),
            email: "not-an-email".into(),
            ..record()
        };
        let fields: Vec<Field> = errors(&faulty).iter().map(|(field, _)| field).collect();
        assert_eq!(
            fields,
            [
                Field::Email,
                Field::Status,
                Field::CompanyName,
                Field::RegisteredAt
            ]
        );
    }
}
