//! One condition of a filter, in its two forms: a test of a row, and a list of the rows that pass.

use super::by_money::Amounts;
use crate::connect::is_postgres;
use crate::entity::customer::Column;
use crate::entity::{customer, customer_tag};
use crate::scope;
use domain::access::Scope;
use domain::customer::CustomerSort;
use sea_orm::prelude::Uuid;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Func, Query, SelectStatement, Value};
use sea_orm::{ColumnTrait, ConnectionTrait, IntoSimpleExpr};

/// The bits of a row number below the reseller's.
const SEQ_BITS: u32 = 40;
/// The most trigrams of one word that are asked for; the word itself is compared anyway.
const TRIGRAMS_MAX: usize = 16;

/// One condition of a filter.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Source {
    /// IDs from one to another, both included.
    Ids {
        /// The first.
        low: Uuid,
        /// The last.
        high: Uuid,
    },
    /// Emails that begin so, in lower case.
    Emails(String),
    /// Names that begin so, folded.
    Names(String),
    /// Registered from one time on, and before another, in microseconds since the epoch.
    Registered {
        /// The first time.
        from: i64,
        /// The first time that is too late.
        until: i64,
    },
    /// One of these team types.
    TeamTypes(Vec<i16>),
    /// At least one of these tags.
    Tags(Vec<String>),
    /// What they have.
    Money(Amounts),
    /// All of these words, folded, anywhere in the search text.
    Words(Vec<String>),
}

/// The column that rows are looked up by.
pub(crate) fn row_key(db: &impl ConnectionTrait) -> Column {
    if is_postgres(db) {
        Column::Id
    } else {
        Column::Seq
    }
}

/// The first row number of a reseller.
pub(crate) const fn first_seq(reseller_number: i64) -> i64 {
    reseller_number << SEQ_BITS
}

/// The first row number of the tenant that a row number belongs to.
pub(crate) const fn first_seq_of(seq: i64) -> i64 {
    first_seq(seq >> SEQ_BITS)
}

impl Source {
    /// The test of a row. A free one does not lead SQLite to an index of its own, away from the
    /// list that is being walked.
    pub(crate) fn holds(&self, db: &impl ConnectionTrait, scope: Scope, is_free: bool) -> Expr {
        let of = |column: Column| {
            let column = Expr::col((customer::Entity, column));
            let is_free = is_free && !is_postgres(db);
            if is_free {
                Expr::cust_with_expr("+?", column)
            } else {
                column
            }
        };
        match self {
            Self::Ids { low, high } => of(Column::Id).between(*low, *high),
            Self::Emails(prefix) => begins(of(Column::EmailKey), prefix),
            Self::Names(prefix) => begins(of(Column::NameKey), prefix),
            Self::Registered { from, until } => {
                let registered = of(Column::RegisteredAt);
                registered.clone().gte(*from).and(registered.lt(*until))
            }
            Self::TeamTypes(types) => of(Column::TeamType).is_in(types.iter().copied()),
            Self::Tags(tags) => {
                use customer_tag::Column::{CustomerId, Tag};
                let mut carried = scope::select::<customer_tag::Entity>(scope);
                carried
                    .column(Tag)
                    .and_where(Tag.is_in(tags))
                    .and_where(CustomerId.into_expr().eq(Column::Id.into_expr()));
                Expr::exists(carried)
            }
            Self::Money(amounts) => amounts.holds(scope),
            Self::Words(words) => words
                .iter()
                .map(|word| contains(db, word))
                .reduce(Expr::and)
                .unwrap_or_else(|| Expr::val(true)),
        }
    }

    /// SQLite's list of the row numbers that may pass; whether they do, [`Source::is_exact`] tells.
    /// `next_seq` is the tenant's next row number.
    pub(crate) fn candidates(
        &self,
        db: &impl ConnectionTrait,
        scope: Scope,
        next_seq: i64,
    ) -> SelectStatement {
        match self {
            Self::Tags(tags) => {
                use customer_tag::Column::{Seq, Tag};
                let mut query = scope::select::<customer_tag::Entity>(scope);
                query.column(Seq);
                query.and_where(Tag.is_in(tags));
                // A customer may carry several of them.
                if tags.len() > 1 {
                    query.distinct();
                }
                query
            }
            Self::Money(amounts) => {
                let mut query = scope::select::<customer::Entity>(scope);
                query
                    .column(Column::Seq)
                    .and_where(Column::Id.in_subquery(amounts.accounts(scope)));
                query
            }
            Self::Words(words) => trigram_matches(words, next_seq),
            Self::Ids { .. }
            | Self::Emails(_)
            | Self::Names(_)
            | Self::Registered { .. }
            | Self::TeamTypes(_) => {
                let mut query = scope::select::<customer::Entity>(scope);
                query
                    .column(Column::Seq)
                    .and_where(self.holds(db, scope, false));
                query
            }
        }
    }

    /// Whether it is a range of the list in this order.
    pub(crate) const fn is_range_of(&self, sort: CustomerSort) -> bool {
        matches!(
            (self, sort),
            (Self::Ids { .. }, CustomerSort::Id)
                | (Self::Emails(_), CustomerSort::Email)
                | (Self::Names(_), CustomerSort::Name)
                | (Self::Registered { .. }, CustomerSort::Registered)
        )
    }

    /// Whether every candidate passes.
    pub(crate) fn is_exact(&self) -> bool {
        match self {
            Self::Words(words) => {
                matches!(words.as_slice(), [word] if word.chars().count() == 3)
            }
            Self::Ids { .. }
            | Self::Emails(_)
            | Self::Names(_)
            | Self::Registered { .. }
            | Self::TeamTypes(_)
            | Self::Money(_)
            | Self::Tags(_) => true,
        }
    }
}

fn begins(column: Expr, prefix: &str) -> Expr {
    column
        .clone()
        .gte(prefix)
        .and(column.lt(format!("{prefix}\u{10FFFF}")))
}

fn contains(db: &impl ConnectionTrait, word: &str) -> Expr {
    if is_postgres(db) {
        let escaped = word
            .replace('\\', r"\\")
            .replace('%', r"\%")
            .replace('_', r"\_");
        return Column::SearchText.like(format!("%{escaped}%"));
    }
    let text = Column::SearchText.into_simple_expr();
    Expr::expr(Func::cust(Alias::new("instr")).arg(text).arg(word)).gt(0)
}

/// SQLite's full-text table, for the row numbers of one tenant.
pub(crate) fn trigram_matches(words: &[String], next_seq: i64) -> SelectStatement {
    let first = first_seq_of(next_seq);
    let mut query = Query::select();
    query
        .column(Alias::new("rowid"))
        .from(Alias::new("customer_search"))
        .and_where(Expr::cust_with_values(
            "customer_search MATCH ?",
            [trigrams(words)],
        ))
        .and_where(Expr::col(Alias::new("rowid")).between(Value::from(first), next_seq));
    query
}

fn trigrams(words: &[String]) -> String {
    let mut all = Vec::new();
    for word in words {
        let characters: Vec<char> = word.chars().collect();
        for trigram in characters.windows(3).take(TRIGRAMS_MAX) {
            let trigram: String = trigram.iter().collect();
            all.push(format!("\"{}\"", trigram.replace('"', "\"\"")));
        }
    }
    all.join(" AND ")
}
