//! `audit verify`.

use super::Trouble;
use super::customers::realm;
use domain::access::{Permit, Session, ViewHistory};
use domain::audit::{AuditLog, ChainFault, ChainReport};
use domain::sign_in::SignIns;
use store::Store;

/// Checks the audit log of a reseller, or of all of them.
pub(super) async fn verify(store: &Store, slug: Option<&str>) -> Result<(), Trouble> {
    let realms = match slug {
        Some(_) => vec![realm(store, slug).await?],
        None => store.realms().await?,
    };
    let mut broken = Vec::new();
    for realm in realms {
        let permit = Permit::<ViewHistory>::ask(&Session::of_operator(realm.reseller))?;
        let ChainReport { events, fault } = store.verify_audit_log(&permit).await?;
        println!("{}: {events} events are as they were written.", realm.slug);
        broken.extend(fault.map(|fault| format!("{}: {}", realm.slug, words(fault))));
    }
    if broken.is_empty() {
        Ok(())
    } else {
        Err(Trouble::Refused(broken.join("\n")))
    }
}

fn words(fault: ChainFault) -> String {
    match fault {
        ChainFault::Missing { number } => format!("event {number} is missing"),
        ChainFault::Altered { number } => {
            format!("event {number} is not what was written, or the one before it was another")
        }
        ChainFault::CutOff { expected } => {
            format!("there were {expected} events, and the last ones are missing")
        }
    }
}
