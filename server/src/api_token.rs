//! How an API token is written: `ent_`, a letter for its kind, 30 random characters, and 6 that are
//! their CRC-32, so that what was mistyped or made up is told without asking the database.

use crate::randomness::Randomness;
use domain::Result;
use domain::api_token::{NewSecret, TokenKind};
use domain::secrets::IssuedToken;
use domain::sign_in::SecretHash;
use sha2::{Digest, Sha256};

const BEGINNING: &str = "ent_";
/// How many random characters there are: 178 bits.
const RANDOM: usize = 30;
/// How many characters a CRC-32 takes.
const CHECKSUM: usize = 6;
/// How many characters people are shown of its beginning.
const SHOWN: usize = BEGINNING.len() + 1 + 4;
const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// A new token.
pub fn issue(randomness: &Randomness, kind: TokenKind) -> Result<IssuedToken> {
    let mut token = format!("{BEGINNING}{}", kind.letter());
    while token.len() < BEGINNING.len() + 1 + RANDOM {
        for byte in randomness.bytes::<32>()? {
            // 4 times 62 is 248: what is above would make some characters likelier than others.
            if byte < 248 && token.len() < BEGINNING.len() + 1 + RANDOM {
                token.push(digit(u32::from(byte)));
            }
        }
    }
    token.push_str(&checksum(&token));
    let secret = NewSecret {
        hash: hash(&token),
        prefix: token.chars().take(SHOWN).collect(),
        last4: token.chars().skip(token.len() - 4).collect(),
    };
    Ok(IssuedToken { token, secret })
}

/// What a token is found by; none if it cannot be one.
pub fn check(token: &str) -> Option<SecretHash> {
    let rest = token.strip_prefix(BEGINNING)?;
    let is_kind = TokenKind::ALL
        .iter()
        .any(|kind| rest.starts_with(kind.letter()));
    let is_whole = rest.len() == 1 + RANDOM + CHECKSUM && rest.is_ascii();
    if !is_kind || !is_whole {
        return None;
    }
    let (said, checked) = token.split_at(token.len() - CHECKSUM);
    (checksum(said) == checked).then(|| hash(token))
}

fn hash(token: &str) -> SecretHash {
    SecretHash(Sha256::digest(token.as_bytes()).into())
}

/// The CRC-32 (ISO 3309) of a text, in six digits of base 62.
fn checksum(text: &str) -> String {
    let mut rest = crc32fast::hash(text.as_bytes());
    let mut digits = [0; CHECKSUM].map(|_: u8| {
        let last = digit(rest);
        rest /= 62;
        last
    });
    digits.reverse();
    digits.iter().collect()
}

fn digit(number: u32) -> char {
    let at = usize::try_from(number % 62).unwrap_or_default();
    DIGITS.get(at).copied().map_or('0', char::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_recognised_and_junk_is_not() {
        let issued = issue(&Randomness::OfTheSystem, TokenKind::Customer).unwrap();
        let token = issued.token;
        assert!(token.starts_with("ent_c"), "{token}");
        assert_eq!(token.len(), 41);
        assert_eq!(check(&token), Some(issued.secret.hash));
        assert_eq!(issued.secret.prefix, &token[..9]);
        assert!(token.ends_with(&issued.secret.last4));
        let mut mistyped = token.clone();
        let other = if token.as_bytes()[20] == b'x' {
            "y"
        } else {
            "x"
        };
        mistyped.replace_range(20..21, other);
        for junk in [
            mistyped.as_str(),
            &token[1..],
            &token[..40],
            &format!("{token}0"),
            &token.replacen("ent_c", "ent_x", 1),
            "",
            "ent_",
            "ent_cüüüüüüüüüüüüüüüüüü",
        ] {
            assert_eq!(check(junk), None, "{junk}");
        }
    }

    #[test]
    fn no_character_is_likelier_than_others() {
        let mut seen = [0_u32; 62];
        for _ in 0..400 {
            let token = issue(&Randomness::OfTheSystem, TokenKind::Reseller)
                .unwrap()
                .token;
            for byte in token[5..35].bytes() {
                seen[DIGITS.iter().position(|digit| *digit == byte).unwrap()] += 1;
            }
        }
        // 12,000 characters, 193 of each on average.
        assert!(
            seen.iter().all(|count| (100..320).contains(count)),
            "{seen:?}"
        );
    }
}
