//! Asking PostgreSQL's planner how many rows it expects.

use sea_orm::sea_query::SelectStatement;
use sea_orm::{ConnectionTrait, DbErr};

/// About how many rows a query has, by the statistics of its tables: no row is looked at. 0 where
/// the database does not say.
#[expect(
    clippy::disallowed_methods,
    reason = "it is the plan of a statement that the builder has made"
)]
pub(crate) async fn expected_rows(
    db: &impl ConnectionTrait,
    query: &SelectStatement,
) -> Result<u64, DbErr> {
    let mut statement = db.get_database_backend().build(query);
    statement.sql = format!("EXPLAIN {}", statement.sql);
    let row = db.query_one_raw(statement).await?;
    let line: Option<String> = row.map(|row| row.try_get_by_index(0)).transpose()?;
    Ok(line.as_deref().and_then(rows_of).unwrap_or(0))
}

/// The rows that a plan's line expects, as in `Seq Scan on customer  (cost=0.00..1.25 rows=25 width=4)`.
fn rows_of(line: &str) -> Option<u64> {
    let (_, after) = line.split_once(" rows=")?;
    after.split(' ').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::rows_of;

    #[test]
    fn the_rows_stand_between_cost_and_width() {
        let line = "Bitmap Heap Scan on customer  (cost=89.03..200.02 rows=20248 width=4)";
        assert_eq!(rows_of(line), Some(20_248));
        assert_eq!(rows_of("Planning Time: 0.1 ms"), None);
    }
}
