//! `ledger verify`.

use super::Trouble;
use super::customers::realm;
use crate::clock::Clock;
use domain::access::{EditSettings, Permit, Session};
use domain::ledger::{LedgerAudit, LedgerFault, LedgerFaultKind, LedgerReport};
use domain::sign_in::SignIns;
use store::Store;

/// Checks the ledger of a reseller, or of all of them.
pub(super) async fn verify(store: &Store, slug: Option<&str>) -> Result<(), Trouble> {
    let realms = match slug {
        Some(_) => vec![realm(store, slug).await?],
        None => store.realms().await?,
    };
    let (now, mut wrong) = (Clock::of_the_machine().now(), Vec::new());
    for realm in realms {
        let permit = Permit::<EditSettings>::ask(&Session::of_operator(realm.reseller))?;
        let LedgerReport { entries, faults } = store.verify_ledger(&permit, now).await?;
        println!("{}: {entries} entries were checked.", realm.slug);
        let faults = faults.into_iter().map(words);
        wrong.extend(faults.map(|words| format!("{}: {words}", realm.slug)));
    }
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(Trouble::Refused(wrong.join("\n")))
    }
}

/// What is wrong, and whose it is.
fn words(fault: LedgerFault) -> String {
    let LedgerFault {
        customer,
        number,
        kind,
    } = fault;
    let what = match kind {
        LedgerFaultKind::Missing => "an entry is missing",
        LedgerFaultKind::Altered => "it, or the entry before it, is not what was written",
        LedgerFaultKind::WrongTotal => "its total is not the sum of what came before",
        LedgerFaultKind::OtherCurrency => "it is of another currency than the account",
        LedgerFaultKind::WrongType => "its reason, bucket or sign cannot be",
        LedgerFaultKind::WrongSum => "the account is not the sum of its entries",
        LedgerFaultKind::Orphan => "there is no account for it",
    };
    format!("customer {customer}, entry {number}: {what}")
}
