//! States whose numbers have letters that are check characters or take part in the check.

use super::digits::{ends_with, luhn, remainder, values, weighted};

/// The letters of Spanish identity cards, by the remainder by 23.
const SPANISH_PERSON: &str = "TRWAGMYFPDXBNJZSQVHLCKE";

/// The letters of Spanish organisations, by the check digit they stand for.
const SPANISH_ORGANISATION: &str = "JABCDEFGHI";

/// The letters of Irish numbers, by the remainder by 23.
const IRISH: &str = "WABCDEFGHIJKLMNOPQRSTUV";

/// The letter is the remainder by 26 of a sum in which the odd places are looked up. Numbers that
/// begin with 6 are those since 27 March 2023, for which the Tax Department has published a form
/// and no rule.
pub(super) fn cyprus(values: &[u32]) -> bool {
    values.starts_with(&[6]) || ends_with(values, cypriot_letter)
}

fn cypriot_letter(number: &[u32]) -> u32 {
    let sum: u32 = number
        .iter()
        .enumerate()
        .map(|(place, digit)| {
            if place % 2 == 0 {
                cypriot(*digit)
            } else {
                *digit
            }
        })
        .sum();
    10 + sum % 26
}

/// What a digit in an odd place counts.
fn cypriot(digit: u32) -> u32 {
    match digit {
        0 => 1,
        1 => 0,
        2..=4 => digit * 2 + 1,
        _ => digit * 2 + 3,
    }
}

/// A key of two characters before the nine digits of the SIREN. Of two digits it is a remainder
/// by 97, of anything else one by 11. That the SIREN itself has the formula of Luhn is not looked
/// at, as numbers of Monaco do without it.
pub(super) fn france(values: &[u32]) -> bool {
    let [first, second, siren @ ..] = values else {
        return false;
    };
    if *first < 10 && *second < 10 {
        first * 10 + second == (12 + 3 * remainder(siren, 97)) % 97
    } else {
        let key = french_key(*first, *second);
        (remainder(siren, 11) + 1 + key / 11) % 11 == key % 11
    }
}

/// The number that a key with a letter stands for.
fn french_key(first: u32, second: u32) -> u32 {
    let (first, second) = (french(first), french(second));
    if first < 10 {
        first * 24 + second - 10
    } else {
        first * 34 + second - 100
    }
}

/// The place of a character in the alphabet of keys, which has no `I` (18) and no `O` (24).
fn french(value: u32) -> u32 {
    value - u32::from(value > 18) - u32::from(value > 24)
}

/// Seven digits, the check letter, and since 2013 a second letter that takes part in the check. Up
/// to then a second letter (`T`, `W`, `X`) marked a spouse and did not. The oldest numbers have a
/// letter or sign in the second place that does not count, and their first digit counts last.
pub(super) fn ireland(values: &[u32]) -> bool {
    let Some((number, letters)) = values.split_at_checked(7) else {
        return false;
    };
    let number = match number {
        [first, second, others @ ..] if *second > 9 => [others, &[*first]].concat(),
        _ => number.to_vec(),
    };
    let places: Vec<u32> = number.iter().rev().copied().collect();
    let sum = weighted(&places, &[2, 3, 4, 5, 6, 7, 8]);
    match letters {
        [check] | [check, 29 | 32 | 33] => stands_at(IRISH, sum % 23, *check),
        [check, second @ 10..=18] => stands_at(IRISH, (sum + 9 * (second - 9)) % 23, *check),
        _ => false,
    }
}

/// People have the letter of the identity card (DNI), whose first digit foreigners (NIE) write as
/// `X`, `Y` or `Z`, and children, emigrants and others as `K`, `L` or `M` that do not count.
/// Organisations have the formula of Luhn, as a digit or as a letter. Which of the two goes with
/// which kind of organisation the sources do not agree about, nor whether `K`, `L` and `M` are
/// people, so that either will do.
pub(super) fn spain(values: &[u32]) -> bool {
    let [first, number @ .., last] = values else {
        return false;
    };
    let is_person = |first: &[u32]| {
        let place = remainder(&[first, number].concat(), 23);
        stands_at(SPANISH_PERSON, place, *last)
    };
    match first {
        0..10 => is_person(&[*first]),
        33..=35 => is_person(&[first - 33]),
        20..=22 => is_person(&[]) || is_spanish_organisation(number, *last),
        _ => is_spanish_organisation(number, *last),
    }
}

fn is_spanish_organisation(number: &[u32], last: u32) -> bool {
    let check = (10 - luhn(&[number, &[0]].concat()) % 10) % 10;
    last == check || stands_at(SPANISH_ORGANISATION, check, last)
}

/// Whether the letter of an alphabet at a place, counted from 0, is the one of this value.
fn stands_at(alphabet: &str, place: u32, value: u32) -> bool {
    values(alphabet)
        .into_iter()
        .zip(0..)
        .any(|letter| letter == (value, place))
}
