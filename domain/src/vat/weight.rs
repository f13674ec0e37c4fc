//! States whose check digit comes from a sum in which each place of the number has a weight.

use super::digits::{ends_with, remainder, weighted};

/// Nine digits for organisations. Ten for citizens, foreigners and all others, which have a rule
/// each and no mark that tells them apart, so that any of the three will do.
pub(super) fn bulgaria(digits: &[u32]) -> bool {
    if digits.len() == 9 {
        ends_with(digits, bulgarian_organisation)
    } else {
        ends_with(digits, |number| {
            weighted(number, &[2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11 % 10
        }) || ends_with(digits, |number| {
            weighted(number, &[21, 19, 17, 13, 11, 9, 7, 3, 1]) % 10
        }) || weighted(digits, &[4, 3, 2, 7, 6, 5, 4, 3, 2, 1]).is_multiple_of(11)
    }
}

fn bulgarian_organisation(number: &[u32]) -> u32 {
    match weighted(number, &[1, 2, 3, 4, 5, 6, 7, 8]) % 11 {
        10 => weighted(number, &[3, 4, 5, 6, 7, 8, 9, 10]) % 11 % 10,
        check => check,
    }
}

/// Eight digits for organisations. Ten are a person's birth number, of which a few from before
/// 1985 end in 0 for a remainder of 10. Nine are a birth number from before 1954, which has no
/// check digit, or a number that begins with 6, of whose rule VIES knows exceptions.
pub(super) fn czechia(digits: &[u32]) -> bool {
    match digits.len() {
        8 => ends_with(digits, |number| {
            (11 - weighted(number, &[8, 7, 6, 5, 4, 3, 2]) % 11) % 10
        }),
        10 => ends_with(digits, |number| remainder(number, 11) % 10),
        _ => true,
    }
}

/// The rule of the CVR register (Erhvervsstyrelsen, "Modulus 11 kontrol").
pub(super) fn denmark(digits: &[u32]) -> bool {
    weighted(digits, &[2, 7, 6, 5, 4, 3, 2, 1]).is_multiple_of(11)
}

/// A sum that ends in 0.
pub(super) fn estonia(digits: &[u32]) -> bool {
    weighted(digits, &[3, 7, 1, 3, 7, 1, 3, 7, 1]).is_multiple_of(10)
}

/// The weights of Finland's business identity code (Y-tunnus).
pub(super) fn finland(digits: &[u32]) -> bool {
    weighted(digits, &[7, 9, 10, 5, 8, 4, 2, 1]).is_multiple_of(11)
}

/// The weights are powers of 2.
pub(super) fn greece(digits: &[u32]) -> bool {
    ends_with(digits, |number| {
        weighted(number, &[256, 128, 64, 32, 16, 8, 4, 2]) % 11 % 10
    })
}

/// A sum that ends in 0.
pub(super) fn hungary(digits: &[u32]) -> bool {
    weighted(digits, &[9, 7, 3, 1, 9, 7, 3, 1]).is_multiple_of(10)
}

/// Organisations begin with 4 or more. Below that it is a person's code, whose check digit no
/// official source describes.
pub(super) fn latvia(digits: &[u32]) -> bool {
    let is_person = digits.first().is_some_and(|first| *first < 4);
    is_person
        || ends_with(digits, |number| {
            (14 - weighted(number, &[9, 1, 4, 8, 3, 10, 2, 5, 7, 6]) % 11) % 11 % 10
        })
}

/// Nine digits for organisations, twelve for temporary taxpayers; a second row of weights where
/// the first one leads to 10.
pub(super) fn lithuania(digits: &[u32]) -> bool {
    ends_with(digits, |number| {
        match weighted(number, &[1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2]) % 11 {
            10 => weighted(number, &[3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4]) % 11 % 10,
            check => check,
        }
    })
}

/// The last two digits make the sum a multiple of 37.
pub(super) fn malta(digits: &[u32]) -> bool {
    weighted(digits, &[3, 4, 6, 7, 8, 9, 10, 1]).is_multiple_of(37)
}

/// The rule of the tax number (NIP). The last weight is -1, which by 11 is 10.
pub(super) fn poland(digits: &[u32]) -> bool {
    weighted(digits, &[6, 5, 7, 2, 3, 4, 5, 6, 7, 10]).is_multiple_of(11)
}

/// The rule of the tax number (NIF), in which 10 and 11 become 0.
pub(super) fn portugal(digits: &[u32]) -> bool {
    ends_with(digits, |number| {
        (11 - weighted(number, &[9, 8, 7, 6, 5, 4, 3, 2]) % 11) % 11 % 10
    })
}

/// Two to ten digits, whose weights are counted from the right.
pub(super) fn romania(digits: &[u32]) -> bool {
    ends_with(digits, |number| {
        let reversed: Vec<u32> = number.iter().rev().copied().collect();
        weighted(&reversed, &[2, 3, 5, 7, 1, 2, 3, 5, 7]) * 10 % 11 % 10
    })
}

/// 10 becomes 0; 11 is never issued, and no digit is 11.
pub(super) fn slovenia(digits: &[u32]) -> bool {
    ends_with(digits, |number| {
        match 11 - weighted(number, &[8, 7, 6, 5, 4, 3, 2]) % 11 {
            10 => 0,
            check => check,
        }
    })
}
