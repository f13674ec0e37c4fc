//! What stands in the database, beside the server that uses it.

use crate::support::House;
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement};
use std::collections::BTreeMap;

/// Tables in which something is written whoever looks, and why.
const ASIDE: [&str; 3] = [
    // Every request notes that somebody was there.
    "session",
    // That somebody came in is written down.
    "audit_event",
    "audit_head",
];

/// A connection of its own.
pub struct Tables(DatabaseConnection);

impl Tables {
    pub async fn of(house: &House) -> Self {
        Self(Database::connect(&house.database).await.unwrap())
    }

    /// Each table with all its rows as text, but those that are written whoever looks.
    pub async fn contents(&self) -> BTreeMap<String, String> {
        let is_postgres = self.0.get_database_backend() == DbBackend::Postgres;
        let names = if is_postgres {
            "SELECT relname::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE n.nspname = 'public' AND relkind = 'r'"
        } else {
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
             AND name NOT LIKE 'customer_search%'"
        };
        let mut contents = BTreeMap::new();
        for table in self.texts(names).await {
            if ASIDE.contains(&table.as_str()) {
                continue;
            }
            let rows = if is_postgres {
                format!("SELECT t::text FROM \"{table}\" t ORDER BY 1")
            } else {
                let columns = format!("SELECT name FROM pragma_table_info('{table}')");
                let columns = self.texts(&columns).await;
                let quoted: Vec<_> = columns
                    .iter()
                    .map(|it| format!("quote(\"{it}\")"))
                    .collect();
                format!(
                    "SELECT {} FROM \"{table}\" ORDER BY 1",
                    quoted.join(" || ',' || ")
                )
            };
            contents.insert(table, self.texts(&rows).await.join("\n"));
        }
        contents
    }

    #[expect(clippy::disallowed_methods, reason = "it looks at everybody's rows")]
    async fn texts(&self, sql: &str) -> Vec<String> {
        let statement = Statement::from_string(self.0.get_database_backend(), sql);
        let rows = self.0.query_all_raw(statement).await.unwrap();
        rows.iter()
            .map(|row| row.try_get_by_index(0).unwrap())
            .collect()
    }
}
