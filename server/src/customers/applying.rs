//! Applying a file that has been checked: all of it, or nothing.

use super::checking::failed;
use domain::access::{ImportCustomers, Permit};
use domain::customer::{Customers, ImportProgress, ImportedCustomer};
use domain::error::Result;
use std::fs::File;
use tokio::io::{AsyncBufReadExt, BufReader, Lines};

/// Customers that are added in one go.
const CHUNK: usize = 1_000;

/// Imports the rows of a check; `progress` is told how many are in. Dropped before its end, it has
/// never happened.
pub async fn apply(
    customers: &(dyn Customers + Sync),
    permit: &Permit<ImportCustomers>,
    rows: File,
    progress: &(dyn Fn(u64) + Send + Sync),
) -> Result<ImportProgress> {
    let mut lines = BufReader::new(tokio::fs::File::from_std(rows)).lines();
    let mut import = customers.begin_import(permit).await?;
    loop {
        let chunk = next_chunk(&mut lines).await?;
        if chunk.is_empty() {
            return import.commit().await;
        }
        let ImportProgress { created, existing } = import.add(chunk).await?;
        progress(created + existing);
    }
}

async fn next_chunk(
    lines: &mut Lines<BufReader<tokio::fs::File>>,
) -> Result<Vec<ImportedCustomer>> {
    let mut chunk = Vec::with_capacity(CHUNK);
    while chunk.len() < CHUNK
        && let Some(line) = lines.next_line().await.map_err(failed)?
    {
        chunk.push(serde_json::from_str(&line).map_err(failed)?);
    }
    Ok(chunk)
}
