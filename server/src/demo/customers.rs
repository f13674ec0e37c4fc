//! Believable customers, the same ones every time.

use super::dice::Dice;
use super::places::{PLACES, Place};
use domain::customer::{CustomerRecord, ImportedCustomer};
use domain::error::{Error, Result};
use domain::field::Field;
use domain::phone::Country;
use domain::timestamp::Timestamp;
use std::collections::HashSet;

/// 2021-03-01T00:00:00Z, when the reseller opened, in seconds.
const OPENED: i64 = 1_614_556_800;
/// How many days it has been registering customers since.
const DAYS: u64 = 2_070;
/// What resellers label customers with.
const TAGS: [&str; 8] = [
    "legal",
    "medical",
    "media",
    "education",
    "pilot",
    "VIP",
    "public sector",
    "call centre",
];

/// So many customers.
pub(super) fn customers(count: u32) -> Result<Vec<ImportedCustomer>> {
    let mut dice = Dice(0x5EED);
    let mut taken = HashSet::new();
    (0..count)
        .map(|number| customer(number, &mut dice, &mut taken))
        .collect()
}

fn customer(number: u32, dice: &mut Dice, taken: &mut HashSet<String>) -> Result<ImportedCustomer> {
    let place = &PLACES[number as usize % PLACES.len()];
    let (native, latin) = *dice.one_of(place.words);
    let kind = *dice.one_of(place.kinds);
    let is_person = dice.below(9) == 0;
    let company = kind.replace("{}", native);
    let (name, mailbox) = if is_person {
        let (person, ascii) = *dice.one_of(place.people);
        (
            person.to_owned(),
            format!(
                "{ascii}@mail-{}.example",
                place.country.to_ascii_lowercase()
            ),
        )
    } else {
        let host = latin.to_lowercase().replace(' ', "-");
        (
            company.clone(),
            format!("info@{host}-{}.example", place.country.to_ascii_lowercase()),
        )
    };
    let (name, email) = unique(name, mailbox, taken);
    let record = CustomerRecord {
        name,
        email,
        phone: phone(place, dice),
        status: if dice.below(9) == 0 {
            "inactive"
        } else {
            "active"
        }
        .to_owned(),
        team_type: team_type(is_person, dice).to_owned(),
        company_name: if is_person { String::new() } else { company },
        tags: tags(dice),
        registered_at: registered(dice),
    };
    read(&record, place)
}

fn read(record: &CustomerRecord, place: &Place) -> Result<ImportedCustomer> {
    let country =
        Country::by_code(place.country).map_err(|it| Error::invalid(Field::Country, it))?;
    Ok(record.parse(country)?)
}

/// A second one of the same name is a branch.
fn unique(name: String, email: String, taken: &mut HashSet<String>) -> (String, String) {
    if taken.insert(email.clone()) {
        return (name, email);
    }
    let mut branch = 2;
    loop {
        let other = email.replacen('@', &format!("+{branch}@"), 1);
        if taken.insert(other.clone()) {
            return (format!("{name} {branch}"), other);
        }
        branch += 1;
    }
}

/// One in six gave none.
fn phone(place: &Place, dice: &mut Dice) -> String {
    if dice.below(6) == 0 {
        return String::new();
    }
    let digit = |c| {
        if c == '#' {
            char::from(b'0' + dice.digit())
        } else {
            c
        }
    };
    place.phone.chars().map(digit).collect()
}

fn team_type(is_person: bool, dice: &mut Dice) -> &'static str {
    match (dice.below(5), is_person) {
        (0, _) => "default",
        (_, true) => "individual",
        (_, false) => "enterprise",
    }
}

fn tags(dice: &mut Dice) -> String {
    let count = [0, 0, 1, 1, 1, 2, 3][dice.index(7)];
    let tags: Vec<&str> = (0..count).map(|_| *dice.one_of(&TAGS)).collect();
    tags.join(";")
}

/// On a working day's hours, somewhere in the years since.
fn registered(dice: &mut Dice) -> String {
    let seconds = dice.below(DAYS) * 86_400 + (7 + dice.below(11)) * 3_600 + dice.below(3_600);
    let opened = Timestamp::from_micros(0).plus_seconds(OPENED);
    opened
        .plus_seconds(i64::try_from(seconds).unwrap_or_default())
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::customer::{Status, TeamType};

    #[test]
    fn every_phone_number_is_one_of_its_country() {
        let mut dice = Dice(1);
        for place in PLACES.iter().cycle().take(PLACES.len() * 12) {
            let country = Country::by_code(place.country).unwrap();
            let typed = phone(place, &mut dice);
            let read = domain::phone::Phone::parse(&typed, country);
            assert!(
                typed.is_empty() || read.is_ok(),
                "{}: {typed}",
                place.country
            );
        }
    }

    #[test]
    fn the_customers_are_valid_many_sided_and_the_same_every_time() {
        let made = customers(250).unwrap();
        assert_eq!(made[..30], customers(30).unwrap());
        let emails: HashSet<String> = made.iter().map(|it| it.customer.email.key()).collect();
        assert_eq!(emails.len(), made.len());
        for team_type in TeamType::ALL {
            assert!(made.iter().any(|it| it.team_type == team_type));
        }
        assert!(made.iter().any(|it| it.status == Status::Inactive));
        assert!(made.iter().any(|it| it.customer.phone.is_none()));
        assert!(made.iter().any(|it| !it.customer.name.as_str().is_ascii()));
    }
}
