//! Money: what is booked stays, adds up, and is booked once.

use crate::metering::{NOON, at};
use crate::support::{World, both_databases, import};
use domain::Error;
use domain::access::{EditSettings, ManageMoney, ViewHistory, ViewMoney, ViewSettings};
use domain::audit::{AuditKind, History};
use domain::currency::Currency;
use domain::customer::{CustomerListing, Customers};
use domain::error::Conflict;
use domain::field::{Field, Issue};
use domain::id::{BookingKey, CustomerId};
use domain::ledger::{
    Account, Adjustment, AdjustmentKind, Bucket, Ledger, LedgerAudit, LedgerEntry, LedgerFaultKind,
    LedgerFilter, LedgerListing, LedgerReport, NewCredits, Reason, Reversal,
};
use domain::money::{MICROS, Money};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

both_databases! {
    what_is_booked_adds_up_and_says_who_did_it
    a_deduction_stops_at_the_credit_limit
    what_comes_twice_is_booked_once
    credits_are_set_and_expire
    an_entry_is_undone_once
    what_does_not_fit_is_refused
    nothing_is_changed_or_taken_out
    what_somebody_altered_behind_the_store_is_found
    a_deleted_customer_leaves_figures_and_no_words
    bookings_at_once_lose_nothing
    whatever_is_booked_the_ledger_is_a_model_of_it
    the_ledger_is_filtered
    a_ledger_is_read_piece_by_piece
}

fn euros(euros: i64) -> Money {
    Money::new(euros * MICROS, Currency::EUR)
}

fn key() -> BookingKey {
    BookingKey::from(Uuid::new_v4())
}

fn refill(amount: i64) -> Adjustment {
    Adjustment {
        kind: AdjustmentKind::Refill,
        amount: euros(amount),
        comment: "Bank transfer 88120".to_owned(),
        key: key(),
    }
}

fn deduct(amount: i64) -> Adjustment {
    Adjustment {
        kind: AdjustmentKind::Deduct,
        ..refill(amount)
    }
}

fn credits(amount: i64, last_day: Option<&str>) -> NewCredits {
    NewCredits {
        credits: euros(amount),
        expires_on: last_day.map(|day| day.parse().unwrap()),
        comment: "Welcome".to_owned(),
        key: key(),
    }
}

impl World {
    async fn adjust(&self, of: CustomerId, adjustment: Adjustment) -> Result<Account, Error> {
        let permit = self.permit::<ManageMoney>();
        self.store.adjust_balance(&permit, of, adjustment).await
    }

    async fn set_credits(&self, of: CustomerId, new: NewCredits) -> Result<Account, Error> {
        let permit = self.permit::<ManageMoney>();
        self.store.set_credits(&permit, of, new, at(NOON)).await
    }

    async fn set_limit(&self, of: CustomerId, limit: i64) -> Account {
        let permit = self.permit::<ManageMoney>();
        let set = self.store.set_credit_limit(&permit, of, euros(limit));
        set.await.unwrap()
    }

    async fn undo(&self, of: CustomerId, entry: &LedgerEntry) -> Result<Account, Error> {
        let permit = self.permit::<ManageMoney>();
        let reversal = Reversal {
            entry: entry.id,
            comment: "A slip".to_owned(),
            key: key(),
        };
        self.store.reverse_entry(&permit, of, reversal).await
    }

    async fn account(&self, of: CustomerId) -> Account {
        let permit = self.permit::<ViewMoney>();
        self.store.account(&permit, of).await.unwrap()
    }

    /// The latest entries, newest first.
    async fn entries(&self, of: CustomerId) -> Vec<LedgerEntry> {
        self.entries_of(of, LedgerFilter::default()).await
    }

    async fn entries_of(&self, of: CustomerId, filter: LedgerFilter) -> Vec<LedgerEntry> {
        let permit = self.permit::<ViewMoney>();
        let listing = LedgerListing {
            filter,
            ..LedgerListing::default()
        };
        let page = self.store.ledger(&permit, of, &listing).await.unwrap();
        assert_eq!(page.total.known(), page.rows.len() as u64);
        page.rows
    }

    async fn verify(&self) -> LedgerReport {
        let permit = self.permit::<EditSettings>();
        let report = self.store.verify_ledger(&permit, at(NOON)).await.unwrap();
        let look = self.permit::<ViewSettings>();
        let last = self.store.last_ledger_check(&look).await.unwrap().unwrap();
        assert_eq!((last.at, &last.report), (at(NOON), &report));
        report
    }

    /// What the database itself says to a statement.
    async fn ask(&self, statement: &str) -> Result<u64, String> {
        let raw = self.raw().await;
        let outcome = raw.execute_unprepared(statement).await;
        raw.close().await.unwrap();
        let rows = outcome.map(|outcome| outcome.rows_affected());
        rows.map_err(|error| error.to_string())
    }

    /// What somebody with the password of the database could do.
    async fn alter(&self, statement: &str) {
        let guards = if self.is_postgres() {
            ["ALTER TABLE ledger_entry DISABLE TRIGGER ALL"].as_slice()
        } else {
            &[
                "DROP TRIGGER IF EXISTS ledger_entry_is_kept",
                "DROP TRIGGER IF EXISTS ledger_entry_is_unchanged",
            ]
        };
        for statement in guards.iter().chain([&statement]) {
            self.ask(statement).await.unwrap();
        }
    }
}

fn too_much(most: i64) -> Error {
    let most = euros(most);
    Error::invalid(Field::Amount, Issue::TooMuch { most })
}

async fn what_is_booked_adds_up_and_says_who_did_it(world: World) {
    let id = world.create("Alpen", "info@alpen.example").await.id;
    assert_eq!(world.account(id).await.balance, euros(0));
    world.adjust(id, refill(250)).await.unwrap();
    let account = world.adjust(id, deduct(30)).await.unwrap();
    assert_eq!(account.balance, euros(220));
    assert_eq!(world.account(id).await, account);
    let entries = world.entries(id).await;
    let read: Vec<_> = entries
        .iter()
        .map(|it| (it.number, it.bucket, it.reason, it.amount, it.total))
        .collect();
    assert_eq!(
        read,
        [
            (
                2,
                Bucket::Balance,
                Reason::Deduction,
                euros(-30),
                euros(220)
            ),
            (1, Bucket::Balance, Reason::Refill, euros(250), euros(250)),
        ]
    );
    let first = entries.last().unwrap();
    assert_eq!(first.comment.as_deref(), Some("Bank transfer 88120"));
    assert!(first.actor_name.is_some() && first.is_reversible());
    let permit = world.permit::<ViewHistory>();
    let events = world.store.customer_history(&permit, id, None, 10).await;
    let event = events.unwrap().remove(0);
    assert_eq!(event.kind, AuditKind::BalanceAdjusted);
    let change = event.changes.first().unwrap();
    assert_eq!(change.from.as_deref(), Some("250.00 EUR"));
    assert_eq!(change.to.as_deref(), Some("220.00 EUR"));
    let clean = LedgerReport {
        entries: 2,
        faults: Vec::new(),
    };
    assert_eq!(world.verify().await, clean);
}

async fn a_deduction_stops_at_the_credit_limit(world: World) {
    let id = world.create("Alpen", "info@alpen.example").await.id;
    assert_eq!(world.adjust(id, deduct(1)).await, Err(too_much(0)));
    world.adjust(id, refill(10)).await.unwrap();
    assert_eq!(world.adjust(id, deduct(11)).await, Err(too_much(10)));
    world.set_limit(id, 100).await;
    assert_eq!(world.adjust(id, deduct(111)).await, Err(too_much(110)));
    let account = world.adjust(id, deduct(110)).await.unwrap();
    assert_eq!(account.balance, euros(-100));
    assert_eq!(account.available(at(NOON)), Ok(euros(0)));
    // What was spent stays spent.
    let account = world.set_limit(id, 0).await;
    assert_eq!(account.balance, euros(-100));
    assert_eq!(world.adjust(id, deduct(1)).await, Err(too_much(0)));
    assert!(world.adjust(id, refill(1)).await.is_ok());
}

async fn what_comes_twice_is_booked_once(world: World) {
    let id = world.create("Alpen", "info@alpen.example").await.id;
    let once = refill(250);
    let all = (0..20).map(|_| {
        let (world, once) = (world.clone(), once.clone());
        tokio::spawn(async move { world.adjust(id, once).await })
    });
    for answer in futures::future::join_all(all).await {
        assert_eq!(answer.unwrap().unwrap().balance, euros(250));
    }
    let other = Adjustment {
        amount: euros(251),
        ..once.clone()
    };
    let refused = Err(Error::Conflict(Conflict::OtherRequest));
    assert_eq!(world.adjust(id, other).await, refused);
    let twice = credits(50, None);
    for _ in 0..2 {
        world.set_credits(id, twice.clone()).await.unwrap();
    }
    assert_eq!(world.entries(id).await.len(), 2);
    // Of another customer it is another decision.
    let berg = world.create("Berg", "info@berg.example").await.id;
    assert!(world.adjust(berg, once).await.is_ok());
}

async fn credits_are_set_and_expire(world: World) {
    let id = world.create("Alpen", "info@alpen.example").await.id;
    let past = world.set_credits(id, credits(50, Some("2026-11-21"))).await;
    assert_eq!(past, Err(Error::invalid(Field::ExpiresOn, Issue::Past)));
    world.set_credits(id, credits(50, None)).await.unwrap();
    let account = world.set_credits(id, credits(20, Some("2026-11-30"))).await;
    // The end of a day in Amsterdam.
    let end = at("2026-11-30T23:00:00Z");
    assert_eq!(account.unwrap().credits_expire_at, Some(end));
    // The same again is nothing to book.
    world
        .set_credits(id, credits(20, Some("2026-11-30")))
        .await
        .unwrap();
    let amounts: Vec<_> = world.entries(id).await.iter().map(|it| it.amount).collect();
    assert_eq!(amounts, [euros(-30), euros(50)]);
    let permit = world.permit::<EditSettings>();
    let expire = async |now| world.store.expire_credits(&permit, now).await.unwrap();
    assert_eq!(expire(end.plus_seconds(-1)).await, 0);
    assert_eq!(expire(end).await, 1);
    assert_eq!(expire(end).await, 0);
    let account = world.account(id).await;
    assert_eq!(
        (account.credits, account.credits_expire_at),
        (euros(0), None)
    );
    let newest = world.entries(id).await.remove(0);
    assert_eq!(
        (newest.reason, newest.amount),
        (Reason::CreditsExpired, euros(-20))
    );
    assert_eq!(newest.actor_name, None);
    // Credits that have expired are no part of the difference.
    world
        .set_credits(id, credits(20, Some("2026-11-30")))
        .await
        .unwrap();
    let permit = world.permit::<ManageMoney>();
    let later = world
        .store
        .set_credits(&permit, id, credits(30, None), end)
        .await;
    assert_eq!(later.unwrap().credits, euros(30));
    let amounts: Vec<_> = world.entries(id).await.iter().map(|it| it.amount).collect();
    assert_eq!(amounts[..2], [euros(30), euros(-20)]);
    assert_eq!(world.verify().await.faults, []);
}

async fn an_entry_is_undone_once(world: World) {
    let id = world.create("Alpen", "info@alpen.example").await.id;
    world.adjust(id, refill(250)).await.unwrap();
    let entry = world.entries(id).await.remove(0);
    let account = world.undo(id, &entry).await.unwrap();
    assert_eq!(account.balance, euros(0));
    let entries = world.entries(id).await;
    let links: Vec<_> = entries
        .iter()
        .map(|it| (it.reverses, it.reversed_by))
        .collect();
    assert_eq!(links, [(Some(1), None), (None, Some(2))]);
    assert!(entries.iter().all(|it| !it.is_reversible()));
    let refused = |conflict| Err(Error::Conflict(conflict));
    assert_eq!(world.undo(id, &entry).await, refused(Conflict::Reversed));
    let undoing = entries.first().unwrap();
    assert_eq!(
        world.undo(id, undoing).await,
        refused(Conflict::Irreversible)
    );
    // What has been spent cannot be taken back.
    world.adjust(id, refill(100)).await.unwrap();
    let entry = world.entries(id).await.remove(0);
    world.adjust(id, deduct(1)).await.unwrap();
    assert_eq!(world.undo(id, &entry).await, refused(Conflict::Spent));
    world.set_limit(id, 1).await;
    assert!(world.undo(id, &entry).await.is_ok());
    // An entry of somebody else is not there.
    let berg = world.create("Berg", "info@berg.example").await.id;
    assert_eq!(world.undo(berg, &entry).await, Err(Error::NotFound));
    assert_eq!(world.verify().await.faults, []);
}

async fn what_does_not_fit_is_refused(world: World) {
    let id = world.create("Alpen", "info@alpen.example").await.id;
    let too_large = Err(Error::invalid(Field::Amount, Issue::TooLarge));
    let most = i64::MAX / MICROS;
    world.adjust(id, refill(most)).await.unwrap();
    assert_eq!(world.adjust(id, refill(1)).await, too_large);
    // Nor what could not be spent together with it.
    assert_eq!(world.set_credits(id, credits(1, None)).await, too_large);
    let dollars = Adjustment {
        amount: Money::new(MICROS, Currency::parse("USD").unwrap()),
        ..refill(1)
    };
    let other = Err(Error::Conflict(Conflict::Currency));
    assert_eq!(world.adjust(id, dollars).await, other);
    assert_eq!(world.entries(id).await.len(), 1);
    assert_eq!(world.account(id).await.balance, euros(most));
}

async fn nothing_is_changed_or_taken_out(world: World) {
    let id = world.create("Alpen", "info@alpen.example").await.id;
    world.adjust(id, refill(250)).await.unwrap();
    for statement in [
        "UPDATE ledger_entry SET amount = 1",
        "UPDATE ledger_entry SET total = total",
        "UPDATE ledger_entry SET comment = NULL",
        "UPDATE ledger_entry SET comment = 'x'",
        "DELETE FROM ledger_entry",
    ] {
        let refused = world.ask(statement).await.unwrap_err();
        assert!(refused.contains("the ledger is append-only"), "{refused}");
    }
    assert_eq!(world.verify().await.faults, []);
}

async fn what_somebody_altered_behind_the_store_is_found(world: World) {
    let id = world.create("Alpen", "info@alpen.example").await.id;
    for amount in [10, 20, 30, 40] {
        world.adjust(id, refill(amount)).await.unwrap();
    }
    let fault = async |statement: &str| {
        world.alter(statement).await;
        let mut faults = world.verify().await.faults;
        assert_eq!(faults.len(), 1, "{statement}");
        let fault = faults.remove(0);
        assert_eq!(fault.customer, id);
        (fault.number, fault.kind)
    };
    let balance = |euros: i64| format!("UPDATE account SET balance = {}", euros * MICROS);
    assert_eq!(fault(&balance(101)).await, (4, LedgerFaultKind::WrongSum));
    world.alter(&balance(100)).await;
    assert_eq!(world.verify().await.faults, []);
    let altered = "UPDATE ledger_entry SET amount = amount + 1 WHERE number = 3";
    assert_eq!(fault(altered).await, (3, LedgerFaultKind::Altered));
    let missing = "DELETE FROM ledger_entry WHERE number = 2";
    assert_eq!(fault(missing).await, (3, LedgerFaultKind::Missing));
    let cut_off = "DELETE FROM ledger_entry WHERE number > 1";
    assert_eq!(fault(cut_off).await, (1, LedgerFaultKind::Missing));
    let all = "DELETE FROM ledger_entry";
    assert_eq!(fault(all).await, (0, LedgerFaultKind::Missing));
    world
        .alter("UPDATE account SET balance = 0, entries = 0")
        .await;
    assert_eq!(world.verify().await.faults, []);
}

async fn a_deleted_customer_leaves_figures_and_no_words(world: World) {
    let customer = world.create("Alpen", "info@alpen.example").await;
    world.adjust(customer.id, refill(250)).await.unwrap();
    let permit = world.permit();
    let deleted = world
        .store
        .delete_customer(&permit, customer.id, "Alpen", None);
    deleted.await.unwrap();
    let gone = world
        .store
        .account(&world.permit::<ViewMoney>(), customer.id)
        .await;
    assert_eq!(gone, Err(Error::NotFound));
    let refused = world.adjust(customer.id, refill(1)).await;
    assert_eq!(refused, Err(Error::NotFound));
    let left = "SELECT CAST(amount AS TEXT), coalesce(comment, 'nothing') FROM ledger_entry";
    let amount = euros(250).micros().to_string();
    assert_eq!(world.rows(left).await, [(amount, "nothing".to_owned())]);
    assert_eq!(world.verify().await.faults, []);
}

async fn bookings_at_once_lose_nothing(world: World) {
    world.import(vec![import("In", "in@x.example")]).await;
    let one = world.create("Alpen", "info@alpen.example").await.id;
    let (permit, listing) = (world.permit(), CustomerListing::default());
    let page = world.store.list_customers(&permit, &listing).await.unwrap();
    let two = page.rows.iter().find(|it| it.id != one).unwrap().id;
    world.set_limit(one, 5).await;
    let all = (0..60).map(|number: i64| {
        let world = world.clone();
        tokio::spawn(async move {
            let id = if number % 3 == 0 { two } else { one };
            match number % 4 {
                0 | 1 => world.adjust(id, refill(10)).await.map(|_| 10),
                2 => world.adjust(id, deduct(7)).await.map(|_| -7),
                _ => world
                    .set_credits(id, credits(number, None))
                    .await
                    .map(|_| 0),
            }
            .map_or((id, 0), |change| (id, change))
        })
    });
    let mut sums = [(one, 0), (two, 0)];
    for booked in futures::future::join_all(all).await {
        let (id, change) = booked.unwrap();
        for (of, sum) in &mut sums {
            *sum += if *of == id { change } else { 0 };
        }
    }
    for (id, sum) in sums {
        assert_eq!(world.account(id).await.balance, euros(sum));
    }
    assert_eq!(world.verify().await.faults, []);
}

/// Something that is done with the money of one customer.
#[derive(Clone, Debug)]
enum Step {
    Refill(i64),
    Deduct(i64),
    Credits(i64),
    Limit(i64),
    Undo(usize),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        (1..100_i64).prop_map(Step::Refill),
        (1..100_i64).prop_map(Step::Deduct),
        (0..100_i64).prop_map(Step::Credits),
        (0..50_i64).prop_map(Step::Limit),
        (0..20_usize).prop_map(Step::Undo),
    ]
}

async fn whatever_is_booked_the_ledger_is_a_model_of_it(world: World) {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    for round in 0..8 {
        let email = format!("info@c{round}.example");
        let id = world.create("Customer", &email).await.id;
        let steps = proptest::collection::vec(step(), 1..25);
        let steps = steps.new_tree(&mut runner).unwrap().current();
        // Balance, credits, limit; and the entries, with whether they were undone.
        let (mut balance, mut given, mut limit) = (0, 0, 0);
        let mut booked: Vec<(Bucket, i64, bool)> = Vec::new();
        for step in steps {
            match step {
                Step::Refill(amount) => {
                    world.adjust(id, refill(amount)).await.unwrap();
                    balance += amount;
                    booked.push((Bucket::Balance, amount, true));
                }
                Step::Deduct(amount) => {
                    let is_covered = balance + limit >= amount;
                    let outcome = world.adjust(id, deduct(amount)).await;
                    assert_eq!(outcome.is_ok(), is_covered);
                    if is_covered {
                        balance -= amount;
                        booked.push((Bucket::Balance, -amount, true));
                    }
                }
                Step::Credits(amount) => {
                    world.set_credits(id, credits(amount, None)).await.unwrap();
                    if amount != given {
                        booked.push((Bucket::Credits, amount - given, true));
                    }
                    given = amount;
                }
                Step::Limit(amount) => {
                    world.set_limit(id, amount).await;
                    limit = amount;
                }
                Step::Undo(number) => {
                    let entries = world.entries(id).await;
                    let Some(entry) = entries.iter().rev().nth(number) else {
                        continue;
                    };
                    let (bucket, amount, is_open) = booked[number];
                    let left = match bucket {
                        Bucket::Balance => balance + limit,
                        Bucket::Credits => given,
                    };
                    let is_possible = is_open && (amount < 0 || left >= amount);
                    assert_eq!(world.undo(id, entry).await.is_ok(), is_possible);
                    if is_possible {
                        booked[number].2 = false;
                        booked.push((bucket, -amount, false));
                        match bucket {
                            Bucket::Balance => balance -= amount,
                            Bucket::Credits => given -= amount,
                        }
                    }
                }
            }
            let account = world.account(id).await;
            assert_eq!(account.balance, euros(balance));
            assert_eq!(account.credits, euros(given));
            assert!(balance + limit >= 0 || limit == account.credit_limit.micros() / MICROS);
        }
        let entries = world.entries(id).await;
        let amounts = entries.iter().rev().map(|it| (it.bucket, it.amount));
        let expected = booked
            .iter()
            .map(|(bucket, amount, _)| (*bucket, euros(*amount)));
        assert!(amounts.eq(expected));
    }
    assert_eq!(world.verify().await.faults, []);
}

async fn the_ledger_is_filtered(world: World) {
    let id = world.create("Alpen", "info@alpen.example").await.id;
    world.adjust(id, refill(250)).await.unwrap();
    world.adjust(id, deduct(30)).await.unwrap();
    world.set_credits(id, credits(50, None)).await.unwrap();
    let numbers = async |filter| {
        let entries = world.entries_of(id, filter).await;
        entries.iter().map(|it| it.number).collect::<Vec<_>>()
    };
    let of = LedgerFilter {
        bucket: Some(Bucket::Balance),
        ..LedgerFilter::default()
    };
    assert_eq!(numbers(of).await, [2, 1]);
    let because = LedgerFilter {
        reasons: vec![Reason::Refill, Reason::CreditsSet],
        ..LedgerFilter::default()
    };
    assert_eq!(numbers(because).await, [3, 1]);
    let long_ago = LedgerFilter {
        to: Some("2020-01-01".parse().unwrap()),
        ..LedgerFilter::default()
    };
    assert_eq!(numbers(long_ago).await, [0; 0]);
    let since = LedgerFilter {
        from: Some("2020-01-01".parse().unwrap()),
        ..LedgerFilter::default()
    };
    assert_eq!(numbers(since).await, [3, 2, 1]);
}

async fn a_ledger_is_read_piece_by_piece(world: World) {
    let id = world.create("Alpen", "info@alpen.example").await.id;
    for amount in 1..=7 {
        world.adjust(id, refill(amount)).await.unwrap();
    }
    world.set_credits(id, credits(1, None)).await.unwrap();
    let permit = world.permit::<ViewMoney>();
    let of_balance = LedgerFilter {
        bucket: Some(Bucket::Balance),
        ..LedgerFilter::default()
    };
    let (mut read, mut before) = (Vec::new(), None);
    loop {
        let piece = world
            .store
            .ledger_before(&permit, id, &of_balance, before, 3);
        let piece = piece.await.unwrap();
        let Some(last) = piece.last() else { break };
        before = Some(last.number);
        read.extend(piece);
    }
    assert_eq!(read, world.entries_of(id, of_balance).await);
    for entry in read {
        let one = world.store.ledger_entry(&permit, id, entry.number).await;
        assert_eq!(one, Ok(entry));
    }
    for number in [0, 9, u64::MAX] {
        let none = world.store.ledger_entry(&permit, id, number).await;
        assert_eq!(none, Err(Error::NotFound));
    }
}
