//! What one customer has done: the plan of it, and writing it down.

use super::calendar::Calendar;
use super::habits::Habits;
use super::plans::{Plan, plans};
use super::sessions::{self, sessions};
use super::work::{Work, work};
use crate::demo::dice::Dice;
use crate::demo::token::EVERYTHING;
use domain::access::{
    EditSettings, Origin, Permit, ReportTranscriptions, ReportUsage, Session, Subject,
};
use domain::api_token::{TokenGrant, TokenUse, TokenUses};
use domain::error::Result;
use domain::id::{CustomerId, TokenId};
use domain::reseller::Realm;
use domain::timestamp::Timestamp;
use domain::transcription::Expiring;
use domain::usage::{UsageEvent, UsageEvents};
use store::Store;

/// What is reported in one go.
const CHUNK: usize = 2_000;

/// What one customer has done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Past {
    plans: Vec<Plan>,
    work: Vec<Work>,
    sessions: Vec<sessions::Session>,
}

impl Past {
    /// The same every time, counted back from now.
    pub(super) fn of(number: usize, habits: &Habits, now: Timestamp) -> Result<Self> {
        let calendar = Calendar::until(now)?;
        let mut dice = Dice(0x0DA1 + number as u64);
        let plans = plans(number, now);
        Ok(Self {
            work: work(habits, &plans, &calendar, &mut dice)?,
            sessions: sessions(number, habits, &plans, &calendar, &mut dice)?,
            plans,
        })
    }

    /// How many pieces of work it is.
    pub(super) fn pieces(&self) -> usize {
        self.work.len() + self.sessions.len()
    }

    /// Writes it down, as it would have been then.
    pub(super) async fn write(
        &self,
        store: &Store,
        realm: &Realm,
        customer: CustomerId,
        now: Timestamp,
    ) -> Result<()> {
        let mut uses = Vec::new();
        for (number, plan) in self.plans.iter().enumerate() {
            let id = plan.carry_out(store, realm, customer).await?;
            self.report(number, store, &program(realm, customer, id), now)
                .await?;
            uses.extend(self.last_use(number).map(|at| TokenUse {
                reseller: realm.reseller,
                customer: Some(customer),
                id,
                at,
            }));
        }
        let operator = Session::of_operator(realm.reseller);
        let permit = Permit::<EditSettings>::ask(&operator)?;
        for at in self.sessions.iter().filter_map(|it| it.expires_at) {
            store.expire_transcriptions(&permit, at).await?;
        }
        store.note_token_uses(&uses).await
    }

    /// Reports everything that was done by one of the tokens.
    async fn report(
        &self,
        token: usize,
        store: &Store,
        program: &Session,
        now: Timestamp,
    ) -> Result<()> {
        let permit = Permit::<ReportUsage>::ask(program)?;
        let work = self.work.iter().filter(|it| it.token == token);
        let events: Vec<UsageEvent> = work.map(|it| it.event.clone()).collect();
        for chunk in events.chunks(CHUNK) {
            store
                .report_usage(&permit, chunk.to_vec(), false, now)
                .await?;
        }
        let permit = Permit::<ReportTranscriptions>::ask(program)?;
        for session in self.sessions.iter().filter(|it| it.token == token) {
            session.carry_out(store, &permit).await?;
        }
        Ok(())
    }

    fn last_use(&self, token: usize) -> Option<Timestamp> {
        let work = self.work.iter().filter(|it| it.token == token);
        let sessions = self.sessions.iter().filter(|it| it.token == token);
        let sessions = sessions.map(sessions::Session::last_report);
        work.map(|it| it.event.time).chain(sessions).max()
    }
}

/// A program that did what it did when its token was good.
fn program(realm: &Realm, customer: CustomerId, id: TokenId) -> Session {
    let scopes = EVERYTHING.iter().copied().collect();
    let (subject, grant) = (Subject::Customer(customer), TokenGrant { id, scopes });
    Session::of_token(realm.reseller, subject, grant, Origin::default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::customers::customers;
    use crate::demo::history::habits::{Lately, users};
    use domain::customer::ImportedCustomer;
    use domain::usage::WorkOutcome;
    use std::collections::HashSet;

    /// A Thursday afternoon.
    fn now() -> Timestamp {
        Timestamp::parse("2026-06-18T14:30:00Z").unwrap()
    }

    fn pasts(customers: &[ImportedCustomer]) -> Vec<(Habits, Past)> {
        let users = users(customers).into_iter().enumerate();
        let past = |(number, (_, habits)): (usize, (_, Habits))| {
            let past = Past::of(number, &habits, now()).unwrap();
            (habits, past)
        };
        users.map(past).collect()
    }

    #[test]
    fn the_past_is_the_same_every_time_and_over() {
        let customers = customers(250).unwrap();
        let pasts = pasts(&customers);
        assert_eq!(pasts[..5], self::pasts(&customers)[..5]);
        let begun = now().plus_seconds(-92 * 24 * 60 * 60);
        for (_, past) in &pasts {
            let times = past.work.iter().map(|it| it.event.time);
            assert!(times.clone().all(|at| begun < at && at < now()));
            let ids: HashSet<_> = past.work.iter().map(|it| &it.event.id).collect();
            assert_eq!(ids.len(), past.work.len());
            assert!(past.sessions.iter().all(|it| it.last_report() <= now()));
        }
        let all: usize = pasts.iter().map(|(_, past)| past.work.len()).sum();
        assert!((15_000..60_000).contains(&all), "{all}");
    }

    #[test]
    fn more_is_done_on_working_days_than_on_sundays() {
        let customers = customers(30).unwrap();
        let pasts = pasts(&customers);
        let of = |past: &Past, from: &str| {
            let from = Timestamp::parse(from).unwrap();
            let until = from.plus_seconds(24 * 60 * 60);
            let times = past.work.iter().map(|it| it.event.time);
            times.filter(|at| (from..until).contains(at)).count()
        };
        let (_, busiest) = &pasts[0];
        let (sunday, tuesday) = (
            of(busiest, "2026-06-13T22:00:00Z"),
            of(busiest, "2026-06-15T22:00:00Z"),
        );
        assert!(sunday * 3 < tuesday, "{sunday} and {tuesday}");
    }

    #[test]
    fn some_go_silent_and_with_one_more_goes_wrong() {
        let customers = customers(30).unwrap();
        let week = now().plus_seconds(-6 * 24 * 60 * 60);
        for (habits, past) in pasts(&customers) {
            let lately = past.work.iter().filter(|it| it.event.time > week);
            let lately: Vec<_> = lately.map(|it| it.event.outcome).collect();
            let failed = lately.iter().filter(|it| **it == WorkOutcome::Failed);
            let failed = failed.count();
            match habits.lately {
                Lately::Silent => assert!(lately.is_empty()),
                Lately::Failing => assert!(failed * 10 > lately.len(), "{failed}"),
                Lately::AsEver => assert!(failed * 20 <= lately.len().max(60), "{failed}"),
            }
        }
    }
}
