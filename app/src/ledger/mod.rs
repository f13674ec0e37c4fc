//! Customers' money: what they have, and what the reseller does with it.

mod api;
mod balance;
mod card;
mod credit_limit;
mod credits;
mod dialog;

pub use api::{AdjustBalance, CustomerMoneyOf, OwnAccount, SetCreditLimit, SetCredits};
pub(crate) use balance::BalanceDialog;
pub(crate) use card::{MoneyCard, MoneyState};
pub(crate) use credit_limit::CreditLimitDialog;
pub(crate) use credits::CreditsDialog;
