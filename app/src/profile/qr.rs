//! The picture by which an app is given its key.

use super::api::TotpSetup;
use crate::failure::Failure;
use domain::error::Error;
use domain::two_factor::TotpSecret;
use form_urlencoded::byte_serialize;
use qrcode::{Color, EcLevel, QrCode};
use std::fmt::Write;

/// The white margin that scanners need, in squares (ISO/IEC 18004).
const MARGIN: usize = 4;

/// The key as text and as a picture of its address, as apps agree on it (the "Key URI Format" of
/// Google Authenticator).
pub(super) fn setup(
    secret: &TotpSecret,
    issuer: &str,
    account: &str,
) -> Result<TotpSetup, Failure> {
    let part = |text: &str| {
        byte_serialize(text.as_bytes())
            .collect::<String>()
            .replace('+', "%20")
    };
    let (issuer, account, text) = (part(issuer), part(account), secret.text());
    let url = format!("otpauth://totp/{issuer}:{account}?secret={text}&issuer={issuer}");
    let code = QrCode::with_error_correction_level(url, EcLevel::M)
        .map_err(|_| Failure(Error::Internal(None)))?;
    let width = code.width();
    let mut path = String::new();
    for (at, color) in code.to_colors().into_iter().enumerate() {
        if color == Color::Dark {
            let (x, y) = (at % width + MARGIN, at / width + MARGIN);
            // Writing to a string cannot fail.
            let _ = write!(path, "M{x} {y}h1v1h-1z");
        }
    }
    Ok(TotpSetup {
        secret: text,
        path,
        size: width + 2 * MARGIN,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_has_dark_squares_inside_its_margin() {
        let secret = TotpSecret::new(vec![7; TotpSecret::LENGTH]);
        let setup = setup(&secret, "Polder Speech", "ana@alba.example").unwrap();
        assert!(setup.size > 2 * MARGIN + 20);
        assert!(setup.path.starts_with("M4 4h1v1h-1z"), "the first corner");
    }
}
