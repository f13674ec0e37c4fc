//! States whose check digits come from a remainder, from ISO 7064 or from the formula of Luhn.

use super::digits::{ends_with, ends_with_two, luhn, remainder, weighted};

/// Behind a `U` seven digits with the sum of Luhn, and what it lacks, with 4 more, to a multiple
/// of 10.
pub(super) fn austria(values: &[u32]) -> bool {
    values
        .split_first()
        .is_some_and(|(_, digits)| ends_with(digits, |number| (96 - luhn(number)) % 10))
}

/// The last two digits are what is left to 97.
pub(super) fn belgium(digits: &[u32]) -> bool {
    ends_with_two(digits, |number| 97 - remainder(number, 97))
}

/// The OIB: ISO 7064, modulus 11,10.
pub(super) fn croatia(digits: &[u32]) -> bool {
    is_mod_11_10(digits)
}

/// ISO 7064, modulus 11,10.
pub(super) fn germany(digits: &[u32]) -> bool {
    is_mod_11_10(digits)
}

/// The formula of Luhn. The three digits of the province are not looked at, as new ones appear.
pub(super) fn italy(digits: &[u32]) -> bool {
    luhn(digits).is_multiple_of(10)
}

/// The last two digits are the remainder by 89.
pub(super) fn luxembourg(digits: &[u32]) -> bool {
    ends_with_two(digits, |number| remainder(number, 89))
}

/// Before 2020 the nine digits were those of the RSIN or BSN, which have a sum of modulus 11;
/// organisations keep them. Since then sole traders have numbers that as a whole, with the prefix,
/// satisfy ISO 7064, modulus 97-10 (Belastingdienst, "btw-identificatienummer").
pub(super) fn netherlands(values: &[u32]) -> bool {
    const PREFIX: [u32; 2] = [23, 21];
    let is_old = weighted(values, &[9, 8, 7, 6, 5, 4, 3, 2, 10]).is_multiple_of(11);
    is_old || remainder(&[&PREFIX, values].concat(), 97) == 1
}

/// A multiple of 11.
pub(super) fn slovakia(digits: &[u32]) -> bool {
    remainder(digits, 11) == 0
}

/// The organisation number, which has the formula of Luhn, with the number of the establishment
/// behind it: `01` but for those with more than one.
pub(super) fn sweden(digits: &[u32]) -> bool {
    digits
        .split_last_chunk()
        .is_some_and(|(number, [tens, ones])| {
            luhn(number).is_multiple_of(10) && (1..=94).contains(&(tens * 10 + ones))
        })
}

/// Whether ISO 7064, modulus 11,10 holds.
fn is_mod_11_10(digits: &[u32]) -> bool {
    ends_with(digits, |number| {
        let product = number.iter().fold(10, |product, digit| {
            let sum = match (product + digit) % 10 {
                0 => 10,
                sum => sum,
            };
            sum * 2 % 11
        });
        (11 - product) % 10
    })
}
