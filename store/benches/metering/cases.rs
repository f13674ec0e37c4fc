//! The questions that are measured.

use crate::data::{NOW, mix};
use crate::permit;
use domain::access::{ExportCustomers, Permit, ViewDashboard, ViewUsage};
use domain::customer::{CustomerFilter, CustomerSelection, CustomerSort, Customers};
use domain::dashboard::{AttentionQuery, Dashboards};
use domain::id::CustomerId;
use domain::listing::Direction;
use domain::reseller::Realm;
use domain::usage::{Grain, Split, UsageFilter, UsageQuery, UsageRange, UsageReports};
use store::Store;

/// After how many seconds the store finds everything out anew: it keeps what was dear for a minute.
const FORGOTTEN: i64 = 61;
/// The items of attention that a dashboard shows.
const ITEMS: u32 = 10;

/// One question that is asked again and again.
pub struct Case {
    pub name: String,
    pub question: Question,
}

/// What is asked.
#[derive(Clone, Copy)]
pub enum Question {
    /// The usage of a customer, another one each time.
    Usage(UsageRange, Grain, Option<Split>),
    /// The figures of all customers.
    Dashboard(UsageRange),
    /// Who used the most.
    Top(UsageRange, Kept),
    /// What needs attention.
    Attention(Kept),
}

/// Whether the store may have kept the answer.
#[derive(Clone, Copy)]
pub enum Kept {
    /// It was asked the same a moment ago.
    Warm,
    /// What it has kept is too old, each time.
    Cold,
}

impl Kept {
    const BOTH: [(&'static str, Self); 2] = [("cold", Self::Cold), ("warm", Self::Warm)];

    /// How much later it is in a run.
    fn seconds(self, run: u64) -> i64 {
        match self {
            Self::Warm => 0,
            Self::Cold => run.cast_signed() * FORGOTTEN,
        }
    }
}

/// All of them.
pub fn all() -> Vec<Case> {
    let mut cases = Vec::new();
    let tabs = [
        ("7 days by hour", UsageRange::Last7, Grain::Hour),
        ("30 days by day", UsageRange::Last30, Grain::Day),
        ("90 days by day", UsageRange::Last90, Grain::Day),
        ("12 months by month", UsageRange::Last12Months, Grain::Month),
    ];
    let splits = [None].into_iter().chain(Split::ALL.map(Some));
    for (name, range, grain) in tabs {
        for split in splits.clone() {
            let by = split.map_or("not split", Split::as_str);
            cases.push(Case {
                name: format!("usage, {name}, {by}"),
                question: Question::Usage(range, grain, split),
            });
        }
    }
    let ranges = [
        ("7 days", UsageRange::Last7),
        ("30 days", UsageRange::Last30),
        ("90 days", UsageRange::Last90),
        ("12 months", UsageRange::Last12Months),
    ];
    cases.extend(ranges.map(|(name, range)| Case {
        name: format!("dashboard, {name}"),
        question: Question::Dashboard(range),
    }));
    for (word, kept) in Kept::BOTH {
        cases.extend(ranges.map(|(name, range)| Case {
            name: format!("dashboard, who used the most, {name}, {word}"),
            question: Question::Top(range, kept),
        }));
        cases.push(Case {
            name: format!("dashboard, what needs attention, {word}"),
            question: Question::Attention(kept),
        });
    }
    cases
}

/// Who asks.
pub struct Asker {
    store: Store,
    usage: Permit<ViewUsage>,
    dashboard: Permit<ViewDashboard>,
    customers: Vec<CustomerId>,
}

impl Asker {
    /// Somebody at the reseller.
    pub async fn new(store: Store, realm: &Realm) -> Self {
        let export = permit::<ExportCustomers>(realm);
        let all = CustomerSelection::Matching {
            filter: CustomerFilter::default(),
            expected: 0,
        };
        let order = (CustomerSort::Id, Direction::Ascending);
        let (customers, _) = store
            .export_customers(&export, &all, order, None, 100_000)
            .await
            .unwrap();
        Self {
            usage: permit(realm),
            dashboard: permit(realm),
            customers: customers.into_iter().map(|it| it.id).collect(),
            store,
        }
    }

    /// Asks once.
    pub async fn ask(&self, question: Question, run: u64) {
        match question {
            Question::Usage(range, grain, split) => {
                let at = mix(run) % self.customers.len() as u64;
                let query = UsageQuery {
                    customer: self.customers[usize::try_from(at).unwrap()],
                    range,
                    grain,
                    split,
                    filter: UsageFilter::default(),
                };
                self.store.usage(&self.usage, &query, NOW).await.unwrap();
            }
            Question::Dashboard(range) => {
                let asked = self.store.dashboard(&self.dashboard, range, NOW);
                asked.await.unwrap();
            }
            Question::Top(range, kept) => {
                let now = NOW.plus_seconds(kept.seconds(run));
                let asked = self.store.top_customers(&self.dashboard, range, now);
                asked.await.unwrap();
            }
            Question::Attention(kept) => {
                let now = NOW.plus_seconds(kept.seconds(run));
                let query = AttentionQuery {
                    kind: None,
                    page: 1,
                    rows: ITEMS,
                };
                let asked = self.store.attention(&self.dashboard, query, now);
                asked.await.unwrap();
            }
        }
    }

    /// Closes the store.
    pub async fn close(self) {
        self.store.close().await.unwrap();
    }
}
