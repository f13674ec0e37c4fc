//! What the demo's customers have: refills, deductions, credits and credit limits, and one slip that
//! was put right.

use crate::demo::dice::Dice;
use domain::access::{ManageMoney, Permit, Session, ViewMoney};
use domain::currency::Currency;
use domain::error::{Error, Result};
use domain::id::{BookingKey, CustomerId};
use domain::ledger::{Adjustment, AdjustmentKind, Ledger, LedgerFilter, NewCredits, Reversal};
use domain::money::{MICROS, Money};
use domain::reseller::Realm;
use domain::timestamp::Timestamp;
use store::Store;
use uuid::Uuid;

/// What customers pay in, in units of the currency.
const REFILLS: [i64; 5] = [50, 100, 250, 500, 1_000];
/// How far below nothing the balance of those may go who pay afterwards.
const LIMIT: i64 = 400;
/// For how many days a welcome is good.
const WELCOME_DAYS: i64 = 60;

/// The money of one customer.
pub(super) struct Purse<'a> {
    pub(super) store: &'a Store,
    pub(super) realm: &'a Realm,
    pub(super) customer: CustomerId,
    /// Counts the customers of the demo.
    pub(super) number: usize,
}

impl Purse<'_> {
    /// Books what happened, of each kind for some of the customers.
    pub(super) async fn fill(&self, now: Timestamp) -> Result<()> {
        let mut dice = Dice(self.number as u64);
        let pays_afterwards = self.number % 4 == 2;
        if pays_afterwards {
            self.allow(LIMIT).await?;
            let owed = dice.between(20, 300);
            self.adjust(AdjustmentKind::Deduct, owed, "Work of last month")
                .await?;
        } else {
            for nth in 1..=dice.between(1, 3) {
                let transfer = format!("Bank transfer {}", 88_000 + dice.between(0, 900) + nth);
                let amount = *dice.one_of(&REFILLS);
                self.adjust(AdjustmentKind::Refill, amount, &transfer)
                    .await?;
            }
        }
        if self.number.is_multiple_of(3) {
            let until = now.plus_seconds(WELCOME_DAYS * 24 * 60 * 60);
            self.welcome(25, until, now).await?;
        }
        if self.number == 0 {
            self.adjust(AdjustmentKind::Refill, 250, "Bank transfer 88120")
                .await?;
            self.put_right().await?;
        }
        Ok(())
    }

    async fn adjust(&self, kind: AdjustmentKind, amount: i64, comment: &str) -> Result<()> {
        let adjustment = Adjustment {
            kind,
            amount: self.money(amount).await?,
            comment: comment.to_owned(),
            key: key(),
        };
        let permit = self.permit()?;
        let booked = self
            .store
            .adjust_balance(&permit, self.customer, adjustment);
        booked.await.map(drop)
    }

    async fn allow(&self, limit: i64) -> Result<()> {
        let limit = self.money(limit).await?;
        let permit = self.permit()?;
        let set = self.store.set_credit_limit(&permit, self.customer, limit);
        set.await.map(drop)
    }

    async fn welcome(&self, amount: i64, until: Timestamp, now: Timestamp) -> Result<()> {
        let last_day = until.to_string();
        let last_day = last_day.get(.."2026-01-31".len()).unwrap_or_default();
        let new = NewCredits {
            credits: self.money(amount).await?,
            expires_on: last_day.parse().ok(),
            comment: "Welcome".to_owned(),
            key: key(),
        };
        let permit = self.permit()?;
        let set = self.store.set_credits(&permit, self.customer, new, now);
        set.await.map(drop)
    }

    /// Undoes the latest refill, which was booked twice.
    async fn put_right(&self) -> Result<()> {
        let look = Permit::<ViewMoney>::ask(&self.operator())?;
        let any = LedgerFilter::default();
        let latest = self
            .store
            .ledger_before(&look, self.customer, &any, None, 1);
        let latest = latest.await?.pop().ok_or(Error::NotFound)?;
        let reversal = Reversal {
            entry: latest.id,
            comment: "Booked twice".to_owned(),
            key: key(),
        };
        let permit = self.permit()?;
        let undone = self.store.reverse_entry(&permit, self.customer, reversal);
        undone.await.map(drop)
    }

    async fn money(&self, amount: i64) -> Result<Money> {
        let look = Permit::<ViewMoney>::ask(&self.operator())?;
        let currency: Currency = self.store.account(&look, self.customer).await?.currency();
        Ok(Money::new(amount * MICROS, currency))
    }

    fn permit(&self) -> Result<Permit<ManageMoney>> {
        Permit::ask(&self.operator())
    }

    fn operator(&self) -> Session {
        Session::of_operator(self.realm.reseller)
    }
}

fn key() -> BookingKey {
    BookingKey::from(Uuid::now_v7())
}
