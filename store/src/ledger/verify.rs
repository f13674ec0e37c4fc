//! Checking the ledger: every entry against the one before it, and every account against its entries.

use super::chain;
use super::post::bucket_of;
use crate::entity::account::{self, Model as AccountRow};
use crate::entity::ledger_entry::{Column, Entity, Model};
use crate::error::Fault;
use crate::scope;
use domain::access::Scope;
use domain::id::CustomerId;
use domain::ledger::{Bucket, LedgerFault, LedgerFaultKind as Kind, LedgerReport, Reason};
use sea_orm::prelude::Uuid;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashMap;

/// How many entries are read at a time.
const CHUNK: u64 = 10_000;

/// Checks everything. Entries are gone through in the order of their customers; of each customer
/// the first fault is told.
pub(super) async fn verify(db: &impl ConnectionTrait, scope: Scope) -> Result<LedgerReport, Fault> {
    let mut report = LedgerReport::default();
    let mut last: Option<(Uuid, i64)> = None;
    let mut open: Option<Sum> = None;
    loop {
        let rows = chunk(db, scope, last).await?;
        let Some(end) = rows.last() else { break };
        last = Some((end.customer_id, end.number));
        let accounts = accounts(db, scope, &rows).await?;
        for row in &rows {
            report.entries += 1;
            if open
                .as_ref()
                .is_none_or(|sum| sum.customer != row.customer_id)
            {
                close(open.take(), &mut report);
                open = Some(Sum::of(row.customer_id, accounts.get(&row.customer_id)));
            }
            if let Some(sum) = &mut open {
                sum.add(row);
            }
        }
    }
    close(open, &mut report);
    without_entries(db, scope, &mut report).await?;
    Ok(report)
}

async fn chunk(
    db: &impl ConnectionTrait,
    scope: Scope,
    last: Option<(Uuid, i64)>,
) -> Result<Vec<Model>, Fault> {
    let mut query = scope::find::<Entity>(scope)
        .order_by_asc(Column::CustomerId)
        .order_by_asc(Column::Number)
        .limit(CHUNK);
    if let Some((customer, number)) = last {
        let after = Expr::tuple([Expr::val(customer), Expr::val(number)]);
        let key = Expr::tuple([Column::CustomerId, Column::Number].map(Expr::col));
        query = query.filter(key.gt(after));
    }
    Ok(query.all(db).await?)
}

/// The accounts of the customers of entries, which are in their order.
async fn accounts(
    db: &impl ConnectionTrait,
    scope: Scope,
    rows: &[Model],
) -> Result<HashMap<Uuid, AccountRow>, Fault> {
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else {
        return Ok(HashMap::new());
    };
    let between = account::Column::CustomerId.between(first.customer_id, last.customer_id);
    let rows = scope::find::<account::Entity>(scope).filter(between);
    let rows = rows.all(db).await?.into_iter();
    Ok(rows.map(|row| (row.customer_id, row)).collect())
}

/// Accounts that claim to have something, or entries, where there are none.
async fn without_entries(
    db: &impl ConnectionTrait,
    scope: Scope,
    report: &mut LedgerReport,
) -> Result<(), Fault> {
    use account::Column as A;
    let mut entries = scope::select::<Entity>(scope);
    entries.column(Column::Number).and_where(
        Expr::col((Entity, Column::CustomerId)).eq(Expr::col((account::Entity, A::CustomerId))),
    );
    let claims = Condition::any()
        .add(A::Entries.ne(0))
        .add(A::Balance.ne(0))
        .add(A::Credits.ne(0));
    let rows = scope::find::<account::Entity>(scope)
        .filter(claims)
        .filter(Expr::exists(entries).not())
        .limit(LedgerReport::FAULTS_MAX as u64);
    for row in rows.all(db).await? {
        tell(report, row.customer_id, 0, Kind::Missing);
    }
    Ok(())
}

/// What the entries of one customer have come to.
struct Sum {
    customer: Uuid,
    account: Option<AccountRow>,
    number: i64,
    balance: i64,
    credits: i64,
    link: Vec<u8>,
    fault: Option<(i64, Kind)>,
}

impl Sum {
    fn of(customer: Uuid, account: Option<&AccountRow>) -> Self {
        Self {
            customer,
            account: account.cloned(),
            number: 0,
            balance: 0,
            credits: 0,
            link: Vec::new(),
            fault: None,
        }
    }

    fn add(&mut self, row: &Model) {
        if self.fault.is_none() {
            self.fault = self.fault_of(row).map(|kind| (row.number, kind));
        }
        self.number = row.number;
        self.link.clone_from(&row.link);
        match bucket_of(row.bucket) {
            Some(Bucket::Balance) => self.balance = row.total,
            Some(Bucket::Credits) => self.credits = row.total,
            None => {}
        }
    }

    /// What is wrong with the entry that comes next.
    fn fault_of(&self, row: &Model) -> Option<Kind> {
        let before = match bucket_of(row.bucket) {
            Some(Bucket::Balance) => self.balance,
            Some(Bucket::Credits) => self.credits,
            None => return Some(Kind::WrongType),
        };
        let is_currency = |account: &AccountRow| account.currency == row.currency;
        // An emptied comment is that of a customer who was deleted.
        let comment = row.comment.as_deref();
        let is_whole = comment.is_none() || chain::digest(comment) == row.digest;
        if row.number != self.number + 1 {
            Some(Kind::Missing)
        } else if !is_whole || chain::hash(&self.link, row) != row.link {
            Some(Kind::Altered)
        } else if before.checked_add(row.amount) != Some(row.total) {
            Some(Kind::WrongTotal)
        } else if !has_its_sign(row) {
            Some(Kind::WrongType)
        } else if self.account.as_ref().is_some_and(|it| !is_currency(it)) {
            Some(Kind::OtherCurrency)
        } else {
            None
        }
    }

    /// What is wrong with the account, now that all entries are added up.
    fn fault_of_account(&self) -> Option<Kind> {
        let Some(account) = &self.account else {
            return Some(Kind::Orphan);
        };
        if account.entries != self.number || account.link != self.link {
            Some(Kind::Missing)
        } else if (account.balance, account.credits) != (self.balance, self.credits) {
            Some(Kind::WrongSum)
        } else {
            None
        }
    }
}

/// Whether an entry is for a reason that is known, and goes the way that the reason says.
fn has_its_sign(row: &Model) -> bool {
    match Reason::from_word(&row.reason) {
        Some(Reason::Refill) => row.amount > 0,
        Some(Reason::Deduction | Reason::CreditsExpired) => row.amount < 0,
        Some(Reason::Reversal) => row.amount != 0 && row.reverses.is_some(),
        Some(Reason::CreditsSet) => true,
        None => false,
    }
}

fn close(sum: Option<Sum>, report: &mut LedgerReport) {
    let Some(sum) = sum else { return };
    let of_account = || sum.fault_of_account().map(|kind| (sum.number, kind));
    if let Some((number, kind)) = sum.fault.or_else(of_account) {
        tell(report, sum.customer, number, kind);
    }
}

fn tell(report: &mut LedgerReport, customer: Uuid, number: i64, kind: Kind) {
    if report.faults.len() < LedgerReport::FAULTS_MAX {
        report.faults.push(LedgerFault {
            customer: CustomerId::from(customer),
            number: number.cast_unsigned(),
            kind,
        });
    }
}
