//! What the check digits of most states are made of.

/// The characters of a number as values: digits as they are, letters from `A` = 10 to `Z` = 35
/// as in ISO 7064, anything else 36.
pub(super) fn values(text: &str) -> Vec<u32> {
    text.chars()
        .map(|character| character.to_digit(36).unwrap_or(36))
        .collect()
}

/// The sum of the values, each times the weight of its place. What has no weight does not count.
pub(super) fn weighted(values: &[u32], weights: &[u32]) -> u32 {
    values.iter().zip(weights).map(|(v, w)| v * w).sum()
}

/// The remainder of the values, read as one number, by `modulus`. A letter counts as the two
/// digits of its value.
pub(super) fn remainder(values: &[u32], modulus: u32) -> u32 {
    values.iter().fold(0, |rest, value| {
        let shift = if *value < 10 { 10 } else { 100 };
        (rest * shift + value) % modulus
    })
}

/// Whether the last value is what the ones before it lead to.
pub(super) fn ends_with(values: &[u32], check: impl Fn(&[u32]) -> u32) -> bool {
    values
        .split_last()
        .is_some_and(|(last, number)| check(number) == *last)
}

/// Whether the last two digits are what the ones before them lead to.
pub(super) fn ends_with_two(values: &[u32], check: impl Fn(&[u32]) -> u32) -> bool {
    values
        .split_last_chunk()
        .is_some_and(|(number, [tens, ones])| check(number) == tens * 10 + ones)
}

/// The sum of the formula of Luhn (ISO/IEC 7812-1, annex B): every second digit from the last but
/// one leftwards is doubled, and its digits are added.
pub(super) fn luhn(digits: &[u32]) -> u32 {
    digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, digit)| {
            if place % 2 == 0 {
                *digit
            } else {
                digit * 2 / 10 + digit * 2 % 10
            }
        })
        .sum()
}
