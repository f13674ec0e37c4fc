//! What needs attention: what each cause has found, as one list.

use super::{failures, invitations, silent, stuck, tokens};
use crate::entity::customer::{self, Column};
use crate::error::Fault;
use crate::scope;
use domain::access::Scope;
use domain::dashboard::{Attention, AttentionItem, AttentionKind, AttentionQuery, Cause};
use domain::id::CustomerId;
use domain::timestamp::Timestamp;
use sea_orm::prelude::Uuid;
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QuerySelect};
use std::collections::HashMap;

/// What was found: which customer it is about, if any, and what it is.
pub(super) type Found = (Option<Uuid>, Cause);

/// How many customers are looked up at a time.
const CHUNK: usize = 1_000;

/// All that needs attention, the most urgent first.
pub(super) async fn all(
    db: &impl ConnectionTrait,
    scope: Scope,
    now: Timestamp,
) -> Result<(Timestamp, Vec<AttentionItem>), Fault> {
    let mut found = stuck::find(db, scope, now).await?;
    found.extend(failures::find(db, scope, now).await?);
    found.extend(tokens::find(db, scope, now).await?);
    found.extend(invitations::find(db, scope, now).await?);
    found.extend(silent::find(db, scope, now).await?);
    let customers = customers(db, scope, &found).await?;
    let item = |(customer, cause): Found| {
        let customer = match customer {
            None => None,
            Some(id) => {
                let (name, is_active) = customers.get(&id)?;
                // Who has been turned off is expected to be silent.
                if !is_active && cause.kind() == AttentionKind::Silent {
                    return None;
                }
                Some((CustomerId::from(id), name.clone()))
            }
        };
        Some(AttentionItem { customer, cause })
    };
    Ok((now, found.into_iter().filter_map(item).collect()))
}

/// Names of customers, and whether they are active.
async fn customers(
    db: &impl ConnectionTrait,
    scope: Scope,
    found: &[Found],
) -> Result<HashMap<Uuid, (String, bool)>, Fault> {
    let mut ids: Vec<Uuid> = found.iter().filter_map(|(id, _)| *id).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut customers = HashMap::with_capacity(ids.len());
    for chunk in ids.chunks(CHUNK) {
        let rows: Vec<(Uuid, String, i16)> = scope::find::<customer::Entity>(scope)
            .filter(Column::Id.is_in(chunk.iter().copied()))
            .select_only()
            .columns([Column::Id, Column::Name, Column::Status])
            .into_tuple()
            .all(db)
            .await?;
        let row = |(id, name, status)| (id, (name, status == 0));
        customers.extend(rows.into_iter().map(row));
    }
    Ok(customers)
}

/// The part of it that is asked for.
pub(super) fn page(all: &(Timestamp, Vec<AttentionItem>), query: AttentionQuery) -> Attention {
    let (as_of, items) = all;
    let is_of = |item: &&AttentionItem, kind| item.cause.kind() == kind;
    let counts = AttentionKind::ALL.map(|kind| {
        let count = items.iter().filter(|item| is_of(item, kind)).count();
        u64::try_from(count).unwrap_or(u64::MAX)
    });
    let wanted = |item: &&AttentionItem| query.kind.is_none_or(|kind| is_of(item, kind));
    let wanted: Vec<&AttentionItem> = items.iter().filter(wanted).collect();
    let rows = usize::try_from(query.rows.max(1)).unwrap_or(usize::MAX);
    let pages = wanted.chunks(rows);
    let last = u32::try_from(pages.len()).unwrap_or(u32::MAX).max(1);
    let page = query.page.clamp(1, last);
    let at = usize::try_from(page - 1).unwrap_or_default();
    Attention {
        as_of: *as_of,
        counts,
        page,
        items: pages.skip(at).take(1).flatten().copied().cloned().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::day::Day;

    #[test]
    fn a_page_past_the_end_is_the_last_one() {
        let item = |name: &str| AttentionItem {
            customer: None,
            cause: Cause::TokenExpires {
                name: name.to_owned(),
                at: Timestamp::from_micros(0),
            },
        };
        let last: Day = "2026-11-01".parse().unwrap();
        let silent = AttentionItem {
            customer: None,
            cause: Cause::Silent { last },
        };
        let all = (
            Timestamp::from_micros(1),
            vec![item("a"), item("b"), silent.clone()],
        );
        let ask = |kind, page| page_of(&all, kind, page);
        assert_eq!(ask(None, 1).items, [item("a"), item("b")]);
        assert_eq!(ask(None, 9).items, std::slice::from_ref(&silent));
        assert_eq!(ask(None, 9).page, 2);
        assert_eq!(ask(None, 1).counts, [0, 0, 2, 0, 1]);
        assert_eq!(ask(Some(AttentionKind::Silent), 1).items, [silent]);
        assert_eq!(ask(Some(AttentionKind::Stuck), 3).page, 1);
    }

    fn page_of(
        all: &(Timestamp, Vec<AttentionItem>),
        kind: Option<AttentionKind>,
        page: u32,
    ) -> Attention {
        let query = AttentionQuery {
            kind,
            page,
            rows: 2,
        };
        super::page(all, query)
    }
}
