//! Money: whole millionths of a currency's unit, never floating-point numbers.

mod typed;

pub use typed::{decimal_mark, grouping_mark, micros_of_plain, plain_of_micros};

use crate::currency::Currency;
use serde::{Deserialize, Serialize};

/// How many micros are one unit of a currency.
pub const MICROS: i64 = 1_000_000;

/// An amount of money. Only amounts of the same currency can be put together, and what does not fit
/// any more is an error, never another amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    micros: i64,
    currency: Currency,
}

/// Why two amounts cannot be put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// The outcome is more than can be written down.
    #[error("the amount is too large")]
    TooLarge,
    /// They are of two currencies.
    #[error("the amounts are of two currencies")]
    OtherCurrency,
}

impl Money {
    /// So many millionths of a currency's unit.
    pub const fn new(micros: i64, currency: Currency) -> Self {
        Self { micros, currency }
    }

    /// Nothing.
    pub const fn zero(currency: Currency) -> Self {
        Self::new(0, currency)
    }

    /// How many millionths of the unit.
    pub const fn micros(self) -> i64 {
        self.micros
    }

    /// Of which currency.
    pub const fn currency(self) -> Currency {
        self.currency
    }

    /// Whether it is more than nothing.
    pub const fn is_positive(self) -> bool {
        self.micros > 0
    }

    /// Whether it is less than nothing.
    pub const fn is_negative(self) -> bool {
        self.micros < 0
    }

    /// Both together.
    pub fn plus(self, other: Self) -> Result<Self, MoneyError> {
        self.with(other, i64::checked_add)
    }

    /// What is left without another amount.
    pub fn minus(self, other: Self) -> Result<Self, MoneyError> {
        self.with(other, i64::checked_sub)
    }

    /// The same, owed the other way round.
    pub fn negated(self) -> Result<Self, MoneyError> {
        Self::zero(self.currency).minus(self)
    }

    fn with(self, other: Self, operation: fn(i64, i64) -> Option<i64>) -> Result<Self, MoneyError> {
        if self.currency != other.currency {
            return Err(MoneyError::OtherCurrency);
        }
        let micros = operation(self.micros, other.micros).ok_or(MoneyError::TooLarge)?;
        Ok(Self::new(micros, self.currency))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn euros(micros: i64) -> Money {
        Money::new(micros, Currency::EUR)
    }

    proptest! {
        #[test]
        fn sums_are_exact_or_refused(one: i64, other: i64) {
            let exact = i128::from(one) + i128::from(other);
            match euros(one).plus(euros(other)) {
                Ok(sum) => prop_assert_eq!(i128::from(sum.micros()), exact),
                Err(error) => {
                    prop_assert_eq!(error, MoneyError::TooLarge);
                    prop_assert!(i64::try_from(exact).is_err());
                }
            }
        }
    }

    #[test]
    fn currencies_are_never_mixed() {
        let dollars = Money::new(1, Currency::parse("USD").unwrap());
        assert_eq!(euros(1).plus(dollars), Err(MoneyError::OtherCurrency));
        assert_eq!(euros(1).minus(dollars), Err(MoneyError::OtherCurrency));
    }

    #[test]
    fn the_least_amount_cannot_be_turned_round() {
        assert_eq!(euros(i64::MIN).negated(), Err(MoneyError::TooLarge));
        assert_eq!(euros(-5).negated(), Ok(euros(5)));
    }
}
