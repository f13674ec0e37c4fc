//! The condition of a filter that a page begins with: the one that the fewest rows pass.

use super::number_of;
use crate::connect::is_postgres;
use crate::customers::filter::Wanted;
use crate::customers::source::{Source, first_seq_of, trigram_matches};
use crate::error::Fault;
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Alias, Expr, Func, Query, SelectStatement};

/// Up to so many rows are gathered and sorted.
pub(super) const GATHER: u64 = 2_000;
/// Up to so many candidates are looked up in while the list is walked: SQLite lists them without
/// looking at a row.
const CANDIDATES: u64 = 20_000;

/// The condition that the fewest rows pass, and how many, as far as that was counted.
pub(super) struct Driver {
    /// The rows that may pass.
    pub(super) candidates: SelectStatement,
    /// Its position among the conditions.
    pub(super) index: usize,
    /// How many candidates there are.
    pub(super) number: u64,
    /// Whether they are soon listed.
    pub(super) is_listed: bool,
    /// Whether the number is only about right, above a few thousand.
    is_estimate: bool,
    /// Whether every candidate passes the condition.
    pub(super) is_exact: bool,
}

impl Driver {
    /// How many rows pass the whole filter, if that is known from the candidates alone.
    pub(super) fn passing(&self, wanted: &Wanted) -> Option<u64> {
        let is_all = wanted.sources.len() == 1 && wanted.status.is_none();
        let is_known = self.is_exact && self.is_listed && !self.is_estimate;
        (is_all && is_known).then_some(self.number)
    }
}

/// Looks for the condition to begin with. There is none where a few rows are simply gone through,
/// and PostgreSQL chooses by itself: it knows how common words are, and combines conditions.
pub(super) async fn driver(
    db: &impl ConnectionTrait,
    wanted: &Wanted,
) -> Result<Option<Driver>, Fault> {
    if wanted.is_small() || is_postgres(db) {
        return Ok(None);
    }
    let mut best: Option<Driver> = None;
    for (index, source) in wanted.sources.iter().enumerate() {
        let mut candidates = source.candidates(db, wanted.scope, wanted.next_seq);
        let is_estimate = matches!(source, Source::Words(_));
        let mut is_listed = true;
        let number = if let Source::Words(words) = source {
            match common_to(db, wanted, words).await? {
                Some(Common::Rare(rare, number)) => {
                    candidates = *rare;
                    number
                }
                Some(Common::About(number)) if number > GATHER => {
                    is_listed = false;
                    number
                }
                _ => estimate(db, wanted, &candidates).await?,
            }
        } else {
            let some = candidates.clone().limit(CANDIDATES + 1).take();
            number_of(db, some).await?
        };
        if best.as_ref().is_none_or(|best| number < best.number) {
            best = Some(Driver {
                candidates,
                index,
                number,
                is_listed: is_listed && number <= CANDIDATES,
                is_estimate,
                is_exact: source.is_exact(),
            });
        }
    }
    Ok(best)
}

/// What several words have in common, as far as it can be told from each of them.
enum Common {
    /// One of them is rare: its candidates, and how many.
    Rare(Box<SelectStatement>, u64),
    /// About so many rows, if the words have nothing to do with each other.
    About(u64),
}

/// What several words have in common. To find it out from the trigrams of all of them takes long
/// where all are common, and a few rows are soon looked at.
async fn common_to(
    db: &impl ConnectionTrait,
    wanted: &Wanted,
    words: &[String],
) -> Result<Option<Common>, Fault> {
    if words.len() < 2 {
        return Ok(None);
    }
    let all = wanted.counts.all().max(1);
    let mut common = all;
    for word in words.iter().filter(|word| word.chars().count() >= 3) {
        let candidates = trigram_matches(std::slice::from_ref(word), wanted.next_seq);
        let number = estimate(db, wanted, &candidates).await?;
        if number <= GATHER {
            return Ok(Some(Common::Rare(Box::new(candidates), number)));
        }
        common = common.saturating_mul(number) / all;
    }
    Ok(Some(Common::About(common)))
}

/// About how many candidates there are, when they come in the order of row numbers: if the first
/// ones fill a tenth of the tenant's rows, there are ten times as many. Few are counted exactly.
async fn estimate(
    db: &impl ConnectionTrait,
    wanted: &Wanted,
    candidates: &SelectStatement,
) -> Result<u64, Fault> {
    const FIRST: u64 = GATHER + 1;
    let (key, first) = (Alias::new("candidate"), first_seq_of(wanted.next_seq));
    let mut sample = candidates.clone();
    sample
        .clear_selects()
        .expr_as(Expr::col(Alias::new("rowid")), key.clone())
        .limit(FIRST);
    let mut query = Query::select();
    query
        .expr(Func::count(Expr::col(key.clone())))
        .expr(Func::max(Expr::col(key)));
    query.from_subquery(sample, Alias::new("passing"));
    let Some(row) = db.query_one(&query).await? else {
        return Ok(0);
    };
    let (number, last): (i64, Option<i64>) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
    let (number, last) = (number.cast_unsigned(), last.unwrap_or(first));
    if number < FIRST {
        return Ok(number);
    }
    let rows = |until: i64| (until - first).cast_unsigned().saturating_add(1);
    Ok(number.saturating_mul(rows(wanted.next_seq)) / rows(last))
}
