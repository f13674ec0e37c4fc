//! Changes of money on the way in, as people type them.

use super::{Adjustment, AdjustmentKind, NewCredits, Reversal};
use crate::currency::Currency;
use crate::field::{Field, FieldErrors, Issue};
use crate::id::{BookingKey, LedgerEntryId};
use crate::language::Language;
use crate::money::Money;
use crate::text;
use serde::{Deserialize, Serialize};

/// The most characters of a comment.
pub const COMMENT_MAX: u16 = 200;

/// A change of the balance, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdjustmentDraft {
    /// `refill` or `deduct`.
    #[serde(default)]
    pub kind: String,
    /// How much, required.
    #[serde(default)]
    pub amount: String,
    /// Why, required.
    #[serde(default)]
    pub comment: String,
}

impl AdjustmentDraft {
    /// Checks every field; all issues are reported together.
    pub fn parse(
        &self,
        currency: Currency,
        language: Language,
        key: BookingKey,
    ) -> Result<Adjustment, FieldErrors> {
        let mut errors = FieldErrors::default();
        let kind = errors.check(Field::AdjustmentKind, kind(&self.kind));
        let amount = Money::parse(&self.amount, currency, language).and_then(positive);
        let amount = errors.check(Field::Amount, amount);
        let comment = errors.check(Field::Comment, comment(&self.comment));
        match (kind, amount, comment) {
            (Some(kind), Some(amount), Some(comment)) => Ok(Adjustment {
                kind,
                amount,
                comment,
                key,
            }),
            _ => Err(errors),
        }
    }
}

/// What the credits are to be, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreditsDraft {
    /// How much, required.
    #[serde(default)]
    pub amount: String,
    /// The last day on which they can be spent; empty is for ever.
    #[serde(default)]
    pub expires_on: String,
    /// Why, required.
    #[serde(default)]
    pub comment: String,
}

impl CreditsDraft {
    /// Checks every field; all issues are reported together.
    pub fn parse(
        &self,
        currency: Currency,
        language: Language,
        key: BookingKey,
    ) -> Result<NewCredits, FieldErrors> {
        let mut errors = FieldErrors::default();
        let credits = Money::parse(&self.amount, currency, language).and_then(not_negative);
        let credits = errors.check(Field::Amount, credits);
        let expires_on = match self.expires_on.trim() {
            "" => Ok(None),
            day => day.parse().map(Some).map_err(|_| Issue::NotADay),
        };
        let expires_on = errors.check(Field::ExpiresOn, expires_on);
        let comment = errors.check(Field::Comment, comment(&self.comment));
        match (credits, expires_on, comment) {
            (Some(credits), Some(expires_on), Some(comment)) => Ok(NewCredits {
                credits,
                expires_on,
                comment,
                key,
            }),
            _ => Err(errors),
        }
    }
}

/// How far below nothing a balance may go, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreditLimitDraft {
    /// How far, required; nothing means not at all.
    #[serde(default)]
    pub amount: String,
}

impl CreditLimitDraft {
    /// Checks it.
    pub fn parse(&self, currency: Currency, language: Language) -> Result<Money, FieldErrors> {
        Money::parse(&self.amount, currency, language)
            .and_then(not_negative)
            .map_err(|issue| FieldErrors::of(Field::Amount, issue))
    }
}

/// The undoing of an entry, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReversalDraft {
    /// Why, required.
    #[serde(default)]
    pub comment: String,
}

impl ReversalDraft {
    /// Checks it.
    pub fn parse(&self, entry: LedgerEntryId, key: BookingKey) -> Result<Reversal, FieldErrors> {
        let comment = comment(&self.comment);
        let comment = comment.map_err(|issue| FieldErrors::of(Field::Comment, issue))?;
        Ok(Reversal {
            entry,
            comment,
            key,
        })
    }
}

fn kind(word: &str) -> Result<AdjustmentKind, Issue> {
    let mut all = AdjustmentKind::ALL.into_iter();
    all.find(|it| it.as_str() == word).ok_or(Issue::NotInList)
}

fn comment(typed: &str) -> Result<String, Issue> {
    text::line(typed, COMMENT_MAX)
}

const fn positive(amount: Money) -> Result<Money, Issue> {
    if amount.is_positive() {
        Ok(amount)
    } else {
        Err(Issue::NotPositive)
    }
}

const fn not_negative(amount: Money) -> Result<Money, Issue> {
    if amount.is_negative() {
        Err(Issue::Negative)
    } else {
        Ok(amount)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn issues(errors: &FieldErrors) -> Vec<(Field, Issue)> {
        let pairs = errors.iter();
        pairs.map(|(field, issue)| (field, issue.clone())).collect()
    }

    #[test]
    fn all_faults_of_an_adjustment_are_reported_together() {
        let key = BookingKey::from(uuid::Uuid::nil());
        let draft = AdjustmentDraft {
            kind: "steal".into(),
            amount: "0".into(),
            comment: " ".into(),
        };
        let errors = draft.parse(Currency::EUR, Language::English, key);
        assert_eq!(
            issues(&errors.unwrap_err()),
            [
                (Field::Amount, Issue::NotPositive),
                (Field::Comment, Issue::Required),
                (Field::AdjustmentKind, Issue::NotInList),
            ]
        );
    }

    #[test]
    fn credits_may_be_nothing_and_expire_or_not() {
        let key = BookingKey::from(uuid::Uuid::nil());
        let mut draft = CreditsDraft {
            amount: "0".into(),
            expires_on: String::new(),
            comment: "Trial is over".into(),
        };
        let parsed = draft.parse(Currency::EUR, Language::English, key);
        assert_eq!(parsed.unwrap().expires_on, None);
        draft.amount = "-1".into();
        draft.expires_on = "31-12-2026".into();
        let errors = draft.parse(Currency::EUR, Language::English, key);
        assert_eq!(
            issues(&errors.unwrap_err()),
            [
                (Field::ExpiresOn, Issue::NotADay),
                (Field::Amount, Issue::Negative),
            ]
        );
    }
}
