//! The plans of a page's queries, in short.

use crate::permit;
use domain::customer::{CustomerListing, Customers};
use domain::reseller::Realm;
use sea_orm::Statement;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};
use store::Store;

/// The ways in which the tables were accessed.
pub async fn of(store: &Store, realm: &Realm, listing: &CustomerListing) -> String {
    let statements = Arc::new(Mutex::new(Vec::<Statement>::new()));
    let seen = Arc::clone(&statements);
    let mut observed = store.clone();
    observed.observe(move |info| seen.lock().unwrap().push(info.statement.clone()));
    observed
        .list_customers(&permit(realm), listing)
        .await
        .unwrap();
    let mut ways = BTreeSet::new();
    let statements = statements.lock().unwrap().clone();
    for statement in statements {
        let lines = store.plan(statement).await.unwrap();
        ways.extend(lines.iter().filter_map(|line| way(line)));
    }
    ways.into_iter().collect::<Vec<_>>().join(", ")
}

/// The index of a line, or the word for going without one.
fn way(line: &str) -> Option<String> {
    let after = |word: &str| {
        let (_, rest) = line.split_once(word)?;
        Some(rest.split([' ', '(']).next().unwrap_or_default().to_owned())
    };
    let is_scan = line.starts_with("SCAN customer ") || line.contains("Seq Scan on customer ");
    if is_scan {
        return Some("**table scan**".to_owned());
    }
    after("INDEX customer_")
        .or_else(|| after("Index Only Scan using customer_"))
        .or_else(|| after("Index Only Scan Backward using customer_"))
        .or_else(|| after("Index Scan using customer_"))
        .or_else(|| after("Index Scan Backward using customer_"))
        .or_else(|| after("Bitmap Index Scan on customer_"))
        .or_else(|| {
            line.contains("INTEGER PRIMARY KEY")
                .then(|| "rowid".to_owned())
        })
        .or_else(|| {
            line.contains("VIRTUAL TABLE")
                .then(|| "trigrams".to_owned())
        })
}
