//! The ledger: every movement of a customer's money, written down for ever. A customer's balance and
//! credits are the sums of it; a mistake is undone by an entry the other way round.

mod draft;
mod listing;
mod port;

pub use draft::{AdjustmentDraft, COMMENT_MAX, CreditLimitDraft, CreditsDraft, ReversalDraft};
pub use listing::{LedgerFilter, LedgerListing, LedgerSort};
pub use port::{Ledger, LedgerAudit};

use crate::currency::Currency;
use crate::day::Day;
use crate::id::{BookingKey, CustomerId, LedgerEntryId};
use crate::money::{Money, MoneyError};
use crate::support::SupportMode;
use crate::timestamp::Timestamp;
use serde::{Deserialize, Serialize};

/// What a customer has, in two buckets: what was paid in, and what was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bucket {
    /// Paid in by the customer.
    Balance,
    /// Given by the reseller; may expire.
    Credits,
}

impl Bucket {
    /// Both, in the order they are shown.
    pub const ALL: [Self; 2] = [Self::Balance, Self::Credits];

    /// The word in addresses and programs.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Balance => "balance",
            Self::Credits => "credits",
        }
    }

    /// The bucket of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == word)
    }
}

/// A sum that says what a customer has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Figure {
    /// What was paid in and is left.
    Balance,
    /// What was given and is left.
    Credits,
    /// What can be spent.
    Available,
}

impl Figure {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 3] = [Self::Balance, Self::Credits, Self::Available];
}

/// Why an entry was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Somebody of the reseller added to the balance.
    Refill,
    /// Somebody of the reseller took from the balance.
    Deduction,
    /// Somebody of the reseller set the credits.
    CreditsSet,
    /// The credits were not used in time.
    CreditsExpired,
    /// An earlier entry was undone.
    Reversal,
}

impl Reason {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Refill,
        Self::Deduction,
        Self::CreditsSet,
        Self::CreditsExpired,
        Self::Reversal,
    ];

    /// The word that is stored, and in addresses and programs.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Refill => "refill",
            Self::Deduction => "deduction",
            Self::CreditsSet => "credits_set",
            Self::CreditsExpired => "credits_expired",
            Self::Reversal => "reversal",
        }
    }

    /// The reason of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == word)
    }

    /// Whether an entry made for it can be undone by somebody. What the system finds out by itself
    /// it would find out again.
    pub const fn is_reversible(self) -> bool {
        match self {
            Self::Refill | Self::Deduction | Self::CreditsSet => true,
            Self::CreditsExpired | Self::Reversal => false,
        }
    }
}

/// What a customer has and may spend. All amounts are of one currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Whose it is.
    pub customer: CustomerId,
    /// What was paid in and is left; less than nothing if the customer owes.
    pub balance: Money,
    /// What was given and is left, expired or not.
    pub credits: Money,
    /// When the credits expire; none is never.
    pub credits_expire_at: Option<Timestamp>,
    /// How far below nothing the balance may go.
    pub credit_limit: Money,
    /// What is set aside for work that is under way.
    pub held: Money,
}

impl Account {
    /// The currency of all of it.
    pub const fn currency(&self) -> Currency {
        self.balance.currency()
    }

    /// The credits that can be spent at a time.
    pub fn credits_at(&self, now: Timestamp) -> Money {
        match self.credits_expire_at {
            Some(end) if end <= now => Money::zero(self.currency()),
            _ => self.credits,
        }
    }

    /// What can be spent at a time: balance, credits and credit limit, without what is set aside.
    pub fn available(&self, now: Timestamp) -> Result<Money, MoneyError> {
        let own = self.balance.plus(self.credits_at(now))?;
        own.plus(self.credit_limit)?.minus(self.held)
    }
}

/// Which way the balance is to be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AdjustmentKind {
    /// Add to it.
    Refill,
    /// Take from it.
    Deduct,
}

impl AdjustmentKind {
    /// Both, in the order they are offered.
    pub const ALL: [Self; 2] = [Self::Refill, Self::Deduct];

    /// The word in forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Refill => "refill",
            Self::Deduct => "deduct",
        }
    }

    /// The reason of the entry that is made.
    pub const fn reason(self) -> Reason {
        match self {
            Self::Refill => Reason::Refill,
            Self::Deduct => Reason::Deduction,
        }
    }
}

/// A change of the balance that somebody has decided on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adjustment {
    /// Which way.
    pub kind: AdjustmentKind,
    /// How much; more than nothing.
    pub amount: Money,
    /// Why, in words that the customer sees.
    pub comment: String,
    /// Which press of a button it is: the same one books once.
    pub key: BookingKey,
}

impl Adjustment {
    /// How the balance changes.
    pub fn change(&self) -> Result<Money, MoneyError> {
        match self.kind {
            AdjustmentKind::Refill => Ok(self.amount),
            AdjustmentKind::Deduct => self.amount.negated(),
        }
    }
}

/// What the credits are to be from now on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewCredits {
    /// How much; not less than nothing.
    pub credits: Money,
    /// The last day of the reseller on which they can be spent; none is for ever.
    pub expires_on: Option<Day>,
    /// Why, in words that the customer sees.
    pub comment: String,
    /// Which press of a button it is: the same one books once.
    pub key: BookingKey,
}

/// The undoing of an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reversal {
    /// Which entry.
    pub entry: LedgerEntryId,
    /// Why, in words that the customer sees.
    pub comment: String,
    /// Which press of a button it is: the same one books once.
    pub key: BookingKey,
}

/// One entry of the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerEntry {
    /// Time-ordered.
    pub id: LedgerEntryId,
    /// Counts the customer's entries, from 1.
    pub number: u64,
    /// When it was made.
    pub at: Timestamp,
    /// Which bucket it changed.
    pub bucket: Bucket,
    /// Why.
    pub reason: Reason,
    /// How the bucket changed.
    pub amount: Money,
    /// What was in the bucket then.
    pub total: Money,
    /// Until when credits that were set can be spent; none is for ever, or not about credits.
    pub expire_at: Option<Timestamp>,
    /// What was said about it.
    pub comment: Option<String>,
    /// Who made it; none is the system itself, or somebody who is not here any more.
    pub actor_name: Option<String>,
    /// In which support login, if in one.
    pub support: Option<SupportMode>,
    /// The number of the entry that it undoes.
    pub reverses: Option<u64>,
    /// The number of the entry that undid it.
    pub reversed_by: Option<u64>,
}

impl LedgerEntry {
    /// Whether somebody can still undo it.
    pub const fn is_reversible(&self) -> bool {
        self.reason.is_reversible() && self.reversed_by.is_none()
    }
}

/// What came of checking a reseller's ledger.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerReport {
    /// How many entries were checked.
    pub entries: u64,
    /// What is wrong, up to [`LedgerReport::FAULTS_MAX`].
    pub faults: Vec<LedgerFault>,
}

impl LedgerReport {
    /// The most faults that are told.
    pub const FAULTS_MAX: usize = 100;
}

/// When a reseller's ledger was checked last, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerCheck {
    /// When.
    pub at: Timestamp,
    /// What came of it.
    pub report: LedgerReport,
}

/// Something that is wrong with a customer's ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerFault {
    /// Whose.
    pub customer: CustomerId,
    /// The entry it begins at, or the last one.
    pub number: u64,
    /// What it is.
    pub kind: LedgerFaultKind,
}

/// What can be wrong with a ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LedgerFaultKind {
    /// An entry is not there.
    Missing,
    /// An entry, or the one before it, is not what it was.
    Altered,
    /// The total of an entry is not the sum of what came before it.
    WrongTotal,
    /// An amount is of another currency than the account.
    OtherCurrency,
    /// A word that this version does not know, or a sign that its reason cannot have.
    WrongType,
    /// What the account says is not the sum of its entries.
    WrongSum,
    /// There is no account for the entries.
    Orphan,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expired_credits_cannot_be_spent() {
        let euros = |euros: i64| Money::new(euros * crate::money::MICROS, Currency::EUR);
        let at = |text| Timestamp::parse(text).unwrap();
        let account = Account {
            customer: CustomerId::from(uuid::Uuid::nil()),
            balance: euros(-20),
            credits: euros(50),
            credits_expire_at: Some(at("2026-12-01T00:00:00Z")),
            credit_limit: euros(100),
            held: euros(5),
        };
        assert_eq!(
            account.available(at("2026-11-30T23:59:59Z")),
            Ok(euros(125))
        );
        assert_eq!(account.available(at("2026-12-01T00:00:00Z")), Ok(euros(75)));
    }
}
