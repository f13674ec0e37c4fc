//! Looking at statements: for measurements, and for tests of query plans.

use super::{Store, is_postgres};
use sea_orm::metric::Info;
use sea_orm::{ConnectionTrait, DbErr, Statement};

impl Store {
    /// Tells a callback about every statement and how long it took. Statements carry their values,
    /// so they are not for logs.
    pub fn observe(&mut self, callback: impl Fn(&Info<'_>) + Clone + Send + Sync + 'static) {
        self.reader.set_metric_callback(callback.clone());
        self.writer.set_metric_callback(callback);
    }

    /// The lines of the plan by which the database would run a statement now.
    #[expect(clippy::disallowed_methods, reason = "a plan holds nobody's data")]
    pub async fn plan(&self, mut statement: Statement) -> Result<Vec<String>, DbErr> {
        let (explain, column) = if is_postgres(&self.reader) {
            ("EXPLAIN (COSTS OFF)", "QUERY PLAN")
        } else {
            ("EXPLAIN QUERY PLAN", "detail")
        };
        // What only asks for a plan has none.
        if statement.sql.starts_with("EXPLAIN") {
            return Ok(Vec::new());
        }
        statement.sql = format!("{explain} {}", statement.sql);
        let rows = self.reader.query_all_raw(statement).await?;
        rows.iter().map(|row| row.try_get("", column)).collect()
    }
}
