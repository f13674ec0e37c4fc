//! What the database says, in the words of `domain`. A `DbErr` never leaves this crate.

use domain::Error;
use domain::error::Conflict;
use domain::field::{Field, Issue};
use sea_orm::{DbErr, RuntimeErr, SqlErr, sqlx};

/// Why work on the database came to nothing.
#[derive(Debug)]
pub(crate) enum Fault {
    /// It was refused by a rule.
    Refused(Error),
    /// The database refused or failed.
    Database(DbErr),
}

impl Fault {
    /// Whether the same work may succeed a moment later: another transaction was in the way.
    pub(crate) fn is_passing(error: &DbErr) -> bool {
        // PostgreSQL: serialization_failure, deadlock_detected. SQLite: SQLITE_BUSY and its kinds.
        const PASSING: [&str; 5] = ["40001", "40P01", "5", "261", "517"];
        code(error).is_some_and(|code| PASSING.contains(&code.as_str()))
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self::Refused(error)
    }
}

impl From<DbErr> for Fault {
    fn from(error: DbErr) -> Self {
        Self::Database(error)
    }
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Refused(error) => error,
            Fault::Database(error) => outward(&error),
        }
    }
}

fn outward(error: &DbErr) -> Error {
    if let Some(SqlErr::UniqueConstraintViolation(what)) = error.sql_err() {
        if let Some((field, issue)) = unique_issue(&what) {
            return Error::invalid(field, issue);
        }
        if is_secret(&what) {
            return Error::Conflict(Conflict::OtherRequest);
        }
    }
    if matches!(error, DbErr::ConnectionAcquire(_)) || Fault::is_passing(error) {
        tracing::warn!(%error, "the database is busy");
        return Error::Unavailable;
    }
    if is_read_only(error) {
        tracing::error!(%error, "something was to be written that may only be read");
        return Error::ReadOnly;
    }
    tracing::error!(%error, "the database failed");
    Error::Internal(None)
}

/// PostgreSQL: `read_only_sql_transaction`. SQLite: `SQLITE_READONLY`.
fn is_read_only(error: &DbErr) -> bool {
    code(error).is_some_and(|code| code == "25006" || code == "8")
}

/// What a unique key says about a field. SQLite names the columns, PostgreSQL the index.
fn unique_issue(what: &str) -> Option<(Field, Issue)> {
    const ISSUES: [(&str, Field, Issue); 5] = [
        ("user.email_key", Field::Email, Issue::TakenByUser),
        ("user_email_key", Field::Email, Issue::TakenByUser),
        ("email_key", Field::Email, Issue::Taken),
        ("reseller_host", Field::Host, Issue::Taken),
        ("reseller.host", Field::Host, Issue::Taken),
    ];
    ISSUES
        .into_iter()
        .find(|(part, ..)| what.contains(part))
        .map(|(_, field, issue)| (field, issue))
}

/// Whether a unique key is that of a secret. Random ones are never made twice; those of a request
/// that has its effect once are, if it is sent again after its answer was forgotten.
fn is_secret(what: &str) -> bool {
    const SECRETS: [&str; 3] = ["api_token_secret", "api_token.secret_hash", "one_time_link"];
    SECRETS.into_iter().any(|secret| what.contains(secret))
}

fn code(error: &DbErr) -> Option<String> {
    let (DbErr::Conn(RuntimeErr::SqlxError(error))
    | DbErr::Exec(RuntimeErr::SqlxError(error))
    | DbErr::Query(RuntimeErr::SqlxError(error))) = error
    else {
        return None;
    };
    match &**error {
        sqlx::Error::Database(error) => error.code().map(std::borrow::Cow::into_owned),
        _ => None,
    }
}
