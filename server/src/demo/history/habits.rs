//! Which of the demo's customers have used the service, and how they go about it.

use crate::demo::RESELLEES;
use crate::demo::dice::Dice;
use domain::customer::{ImportedCustomer, Status};

/// Of the active customers, one of so many has used it.
const ONE_OF: usize = 6;
/// How many have at most.
const USERS: usize = 36;
/// How many pieces of work customers have done for them on an ordinary day: most of them a few.
const PIECES: [u64; 8] = [2, 2, 3, 5, 8, 12, 19, 30];

/// How a customer goes about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Habits {
    /// Pieces of work on an ordinary day.
    pub(super) pieces: u64,
    /// What is spoken, most of the time the first one.
    pub(super) languages: &'static [&'static str],
    /// How many pieces of a hundred are real-time.
    pub(super) realtime: u64,
    /// What has become of it.
    pub(super) lately: Lately,
    /// How many of its ended sessions are still listed.
    pub(super) sessions: usize,
}

/// What has become of a customer's use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lately {
    /// It goes on as ever.
    AsEver,
    /// There has been none for two weeks.
    Silent,
    /// More goes wrong than before, since this week.
    Failing,
}

/// The customers that have used it, the same ones every time: first those whose people can sign in,
/// of whom the first has most of everything.
pub(super) fn users(customers: &[ImportedCustomer]) -> Vec<(&ImportedCustomer, Habits)> {
    let mut dice = Dice(0xCA11);
    let active = customers.iter().filter(|it| it.status == Status::Active);
    active
        .enumerate()
        .filter(|(number, _)| *number < RESELLEES || number.is_multiple_of(ONE_OF))
        .take(USERS)
        .enumerate()
        .map(|(number, (_, customer))| (customer, habits(number, customer, &mut dice)))
        .collect()
}

fn habits(number: usize, customer: &ImportedCustomer, dice: &mut Dice) -> Habits {
    let usual = Habits {
        pieces: *dice.one_of(&PIECES),
        languages: languages(customer.customer.email.as_str()),
        realtime: *dice.one_of(&[0, 20, 35, 60]),
        lately: Lately::AsEver,
        sessions: 0,
    };
    match number {
        0 => Habits {
            pieces: 40,
            languages: &["nl", "de", "en-GB", "fr", "en-US", "tr"],
            realtime: 45,
            sessions: 40,
            ..usual
        },
        1 | 2 => Habits {
            pieces: 14,
            realtime: 35,
            sessions: 12,
            ..usual
        },
        3 => Habits {
            pieces: 24,
            lately: Lately::Failing,
            ..usual
        },
        _ if number % 9 == 4 => Habits {
            pieces: usual.pieces.max(6),
            lately: Lately::Silent,
            ..usual
        },
        _ if number.is_multiple_of(5) => Habits {
            sessions: 5,
            ..usual
        },
        _ => usual,
    }
}

/// What is spoken where a customer is, by the end of its email's host.
fn languages(email: &str) -> &'static [&'static str] {
    let host = email.strip_suffix(".example").unwrap_or(email);
    match host.rsplit('-').next().unwrap_or_default() {
        "nl" => &["nl", "en-GB", "de"],
        "de" => &["de", "en-GB", "tr"],
        "be" => &["nl", "fr", "en-GB"],
        "fr" => &["fr", "en-GB"],
        "es" => &["es", "en-GB"],
        "it" => &["it", "de"],
        "pl" => &["pl", "de"],
        "se" => &["sv", "en-GB"],
        "gr" => &["el", "en-GB"],
        "ua" => &["uk", "pl"],
        "tr" => &["tr", "de"],
        "il" => &["he", "en-US"],
        "sa" => &["ar", "en-US"],
        "in" => &["hi", "en-GB"],
        "th" => &["th", "en-GB"],
        "cn" => &["zh-Hans", "en-US"],
        "jp" => &["ja", "en-US"],
        "kr" => &["ko", "en-US"],
        "br" => &["pt-BR", "es"],
        "za" => &["af", "en-GB"],
        "us" => &["en-US", "es"],
        _ => &["en-GB", "fr"],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::customers::customers;

    #[test]
    fn some_use_it_and_some_have_stopped() {
        let (few, many) = (customers(30).unwrap(), customers(250).unwrap());
        let (few, many) = (users(&few), users(&many));
        assert_eq!(many.len(), USERS);
        assert_eq!(few[..], many[..few.len()]);
        let email = many[0].0.customer.email.as_str();
        assert_eq!(email, "info@grachtengordel-nl.example");
        let lately = |wanted: Lately| many.iter().filter(|(_, it)| it.lately == wanted).count();
        assert_eq!(lately(Lately::Failing), 1);
        assert_eq!(lately(Lately::Silent), 4);
        assert!(many.iter().all(|(it, _)| it.status == Status::Active));
    }
}
