//! What tests of other crates need to look behind the store. Part of no release.

mod bulk;

pub use crate::ledger::fill_ledger;
pub use bulk::{Batch, Bulk, Whose};

use sea_orm::{ConnectionTrait, Database, DatabaseConnection, DbBackend, DbErr, Statement};
use std::collections::BTreeMap;

/// Makes an empty database on a PostgreSQL server. Answers with its URL.
#[expect(clippy::disallowed_methods, reason = "the database is nobody's yet")]
pub async fn create_database(server: &str, name: &str) -> Result<String, DbErr> {
    let admin = Database::connect(server).await?;
    admin
        .execute_unprepared(&format!("CREATE DATABASE {name}"))
        .await?;
    let (address, _) = server.rsplit_once('/').unwrap_or((server, ""));
    Ok(format!("{address}/{name}"))
}

/// Removes a database from a PostgreSQL server, if it is there.
#[expect(clippy::disallowed_methods, reason = "nobody is to have it any more")]
pub async fn drop_database(server: &str, name: &str) -> Result<(), DbErr> {
    let admin = Database::connect(server).await?;
    admin
        .execute_unprepared(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        .await?;
    Ok(())
}

/// A connection beside the server's.
#[derive(Debug)]
pub struct Tables(DatabaseConnection);

impl Tables {
    /// Connects to a database.
    pub async fn of(url: &str) -> Result<Self, DbErr> {
        Ok(Self(Database::connect(url).await?))
    }

    /// Each table with all its rows as text, but those named `aside`.
    pub async fn contents(&self, aside: &[&str]) -> Result<BTreeMap<String, String>, DbErr> {
        let is_postgres = self.0.get_database_backend() == DbBackend::Postgres;
        let names = if is_postgres {
            "SELECT relname::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE n.nspname = 'public' AND relkind = 'r'"
        } else {
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
             AND name NOT LIKE 'customer_search%'"
        };
        let mut contents = BTreeMap::new();
        for table in self.texts(names).await? {
            if !aside.contains(&table.as_str()) {
                let rows = self.texts(&self.rows(&table).await?).await?;
                contents.insert(table, rows.join("\n"));
            }
        }
        Ok(contents)
    }

    /// The query that writes every row of a table as one text.
    async fn rows(&self, table: &str) -> Result<String, DbErr> {
        if self.0.get_database_backend() == DbBackend::Postgres {
            return Ok(format!("SELECT t::text FROM \"{table}\" t ORDER BY 1"));
        }
        let columns = format!("SELECT name FROM pragma_table_info('{table}')");
        let columns = self.texts(&columns).await?;
        let quoted: Vec<_> = columns
            .iter()
            .map(|column| format!("quote(\"{column}\")"))
            .collect();
        let row = quoted.join(" || ',' || ");
        Ok(format!("SELECT {row} FROM \"{table}\" ORDER BY 1"))
    }

    #[expect(clippy::disallowed_methods, reason = "it looks at everybody's rows")]
    async fn texts(&self, sql: &str) -> Result<Vec<String>, DbErr> {
        let statement = Statement::from_string(self.0.get_database_backend(), sql);
        let rows = self.0.query_all_raw(statement).await?;
        rows.iter().map(|row| row.try_get_by_index(0)).collect()
    }
}
