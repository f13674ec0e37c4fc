//! Currencies.

use crate::field::Issue;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A currency by its alphabetic code (ISO 4217), such as `EUR`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Currency([u8; 3]);

impl Currency {
    /// The euro.
    pub const EUR: Self = Self(*b"EUR");

    /// Reads a code as typed, in any case.
    ///
    /// Where the list is at hand (the server) it decides; elsewhere (the browser) the form of a
    /// code has to do.
    pub fn parse(typed: &str) -> Result<Self, Issue> {
        let code = typed.trim().to_ascii_uppercase();
        if code.is_empty() {
            return Err(Issue::Required);
        }
        let code: [u8; 3] = code.into_bytes().try_into().map_err(|_| Issue::NotInList)?;
        if !code.iter().all(u8::is_ascii_uppercase) {
            return Err(Issue::NotInList);
        }
        let currency = Self(code);
        #[cfg(feature = "reference-data")]
        if !list::is_in_use(currency.code()) {
            return Err(Issue::NotInList);
        }
        Ok(currency)
    }

    /// The code.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// How many decimals amounts of it have (ISO 4217, minor unit).
    pub fn decimals(&self) -> u8 {
        match self.code() {
            "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF"
            | "UGX" | "VND" | "VUV" | "XAF" | "XOF" | "XPF" => 0,
            "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
            _ => 2,
        }
    }

    /// What stands for it beside an amount: a sign that nobody takes for another one, or its code.
    pub fn sign(&self) -> &str {
        match self.code() {
            "EUR" => "€",
            "GBP" => "£",
            "USD" => "$",
            code => code,
        }
    }
}

#[cfg(feature = "reference-data")]
pub use list::all;

#[cfg(feature = "reference-data")]
mod list {
    use iso_currency::{Currency as Listed, IntoEnumIterator};

    /// The currencies that something can be paid in, each with its English name, by code.
    pub fn all() -> Vec<(String, String)> {
        let in_use = Listed::iter().filter(|listed| is_money(*listed));
        let mut all: Vec<_> = in_use
            .map(|listed| (listed.code().to_owned(), listed.name().to_owned()))
            .collect();
        all.sort();
        all
    }

    pub(super) fn is_in_use(code: &str) -> bool {
        Listed::from_code(code).is_some_and(is_money)
    }

    /// Metals, funds and test codes are in the list of codes as well.
    fn is_money(listed: Listed) -> bool {
        listed.exponent().is_some()
            && !listed.is_special()
            && !listed.is_fund()
            && listed.is_superseded().is_none()
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl TryFrom<String> for Currency {
    type Error = &'static str;

    fn try_from(code: String) -> Result<Self, Self::Error> {
        Self::parse(&code).map_err(|_| "not a currency")
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> Self {
        currency.to_string()
    }
}

#[cfg(feature = "reference-data")]
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_those_of_the_standard() {
        for listed in <iso_currency::Currency as iso_currency::IntoEnumIterator>::iter() {
            if let Ok(currency) = Currency::parse(listed.code()) {
                let exponent = listed.exponent().map(|it| u8::try_from(it).unwrap());
                assert_eq!(Some(currency.decimals()), exponent, "{currency}");
            }
        }
    }

    #[test]
    fn what_nobody_pays_in_is_no_currency() {
        assert_eq!(Currency::parse(" eur "), Ok(Currency::EUR));
        assert_eq!(Currency::parse(""), Err(Issue::Required));
        for wrong in ["euro", "€", "XAU", "XTS", "DEM", "ZZZ"] {
            assert_eq!(Currency::parse(wrong), Err(Issue::NotInList), "{wrong}");
        }
        let codes = all();
        assert!(codes.contains(&("JPY".to_owned(), "Japanese yen".to_owned())));
        for (code, _) in codes {
            assert!(Currency::parse(&code).is_ok(), "{code}");
        }
    }
}
