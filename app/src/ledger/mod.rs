//! Customers' money: what they have, how it came to be, and what the reseller does with it.

mod api;
mod balance;
mod card;
mod cells;
mod credit_limit;
mod credits;
mod dialog;
mod entries;
pub(crate) mod entry;
mod query;
mod results;
mod reverse;
mod row_menu;
mod words;

pub use api::{
    AdjustBalance, CustomerMoneyOf, EntryToReverseOf, LedgerEntryOf, ListLedger, OwnAccount,
    ReverseEntry, SetCreditLimit, SetCredits,
};
pub(crate) use balance::BalanceDialog;
pub(crate) use card::{MoneyCard, MoneyState};
pub(crate) use credit_limit::CreditLimitDialog;
pub(crate) use credits::CreditsDialog;
pub(crate) use entries::{LedgerCard, LedgerDialogs, LedgerState};
pub use query::ledger_from_query;
pub(crate) use words::figure_words;
