//! Types by their name on each database.

use crate::connect::is_postgres;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbErr};

/// Runs statements, written out for the database at hand.
#[expect(clippy::disallowed_methods, reason = "tables have no tenant")]
pub(super) async fn run(db: &impl ConnectionTrait, statements: &[&str]) -> Result<(), DbErr> {
    let is_postgres = is_postgres(db);
    for statement in statements {
        db.execute_unprepared(&in_dialect(statement, is_postgres))
            .await?;
    }
    Ok(())
}

/// A statement with `{uuid}` and its like written out. Text is compared byte by byte on both.
fn in_dialect(statement: &str, is_postgres: bool) -> String {
    let words: [(&str, &str, &str); 10] = [
        ("{uuid}", "BLOB", "uuid"),
        ("{bytes}", "BLOB", "bytea"),
        ("{text}", "TEXT", "text COLLATE \"C\""),
        ("{i16}", "INTEGER", "smallint"),
        ("{i32}", "INTEGER", "integer"),
        ("{i64}", "INTEGER", "bigint"),
        ("{bool}", "INTEGER", "boolean"),
        ("{nothing}", "x''", "''"),
        ("{table}", "STRICT", ""),
        ("{tree}", "STRICT, WITHOUT ROWID", ""),
    ];
    words.into_iter().fold(
        statement.to_owned(),
        |statement, (word, sqlite, postgres)| {
            statement.replace(word, if is_postgres { postgres } else { sqlite })
        },
    )
}
