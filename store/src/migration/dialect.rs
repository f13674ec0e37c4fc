//! Types by their name on each database.

/// A statement with `{uuid}` and its like written out. Text is compared byte by byte on both.
pub(super) fn in_dialect(statement: &str, is_postgres: bool) -> String {
    let words: [(&str, &str, &str); 9] = [
        ("{uuid}", "BLOB", "uuid"),
        ("{bytes}", "BLOB", "bytea"),
        ("{text}", "TEXT", "text COLLATE \"C\""),
        ("{i16}", "INTEGER", "smallint"),
        ("{i32}", "INTEGER", "integer"),
        ("{i64}", "INTEGER", "bigint"),
        ("{bool}", "INTEGER", "boolean"),
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
