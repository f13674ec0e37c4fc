//! The list: every page of every order and filter, against a list kept by hand.

use crate::support::{World, both_databases, import};
use domain::access::{ManageMoney, ViewMoney};
use domain::currency::Currency;
use domain::customer::{
    AmountRange, BulkOutcome, Customer, CustomerFilter, CustomerListing, CustomerSelection,
    CustomerSort, Customers, ImportedCustomer, Status, TagChange, TeamType,
};
use domain::id::{BookingKey, CustomerId};
use domain::ledger::{Account, Adjustment, AdjustmentKind, Figure, Ledger, NewCredits};
use domain::listing::{Direction, PageRequest, PageSize, Sort, Total};
use domain::money::{MICROS, Money};
use domain::tag::{Tag, Tags};
use domain::time_zone::TimeZone;
use domain::timestamp::Timestamp;
use std::collections::HashMap;
use uuid::Uuid;

both_databases! {
    every_page_of_every_order_holds_each_customer_once
    pages_stay_true_while_customers_change
    a_page_past_the_end_is_the_last_one
    an_empty_list_has_one_empty_page
}

/// Names, words and dates that repeat, so that ties are frequent.
fn customers(count: u32) -> Vec<ImportedCustomer> {
    (0..count)
        .map(|n| {
            let mut customer = import(
                &format!(
                    "{} {}",
                    ["Übung", "acme", "Zorg", "株式会社"][n as usize % 4],
                    n % 7
                ),
                &format!("c{n}@{}.example", ["alpha", "beta"][n as usize % 2]),
            );
            customer.status = Status::from_active(!n.is_multiple_of(5));
            customer.team_type = TeamType::ALL[n as usize % 3];
            customer.tags = Tags::parse(["", "VIP", "legal;VIP"][n as usize % 3]).unwrap();
            customer.registered_at = Some(Timestamp::from_micros(
                1_700_000_000_000_000 + i64::from(n % 40) * DAY / 2,
            ));
            customer
        })
        .collect()
}

const DAY: i64 = 86_400_000_000;

fn filters() -> Vec<CustomerFilter> {
    let with = |change: fn(&mut CustomerFilter)| {
        let mut filter = CustomerFilter::default();
        change(&mut filter);
        filter
    };
    vec![
        CustomerFilter::default(),
        with(|f| f.status = Some(Status::Active)),
        with(|f| f.status = Some(Status::Inactive)),
        with(|f| f.search = "ubung".into()),
        with(|f| f.search = "BETA 3".into()),
        with(|f| f.search = "会社".into()),
        with(|f| f.search = "c1".into()),
        with(|f| f.search = "c1@".into()),
        with(|f| f.team_types = vec![TeamType::Individual, TeamType::Enterprise]),
        with(|f| f.tags = vec![Tag::parse("VIP").unwrap(), Tag::parse("legal").unwrap()]),
        with(|f| f.registered_from = Some("2023-11-20".parse().unwrap())),
        with(|f| {
            f.registered_to = Some("2023-11-25".parse().unwrap());
            f.status = Some(Status::Active);
            f.search = "acme".into();
        }),
        with(|f| f.balance.below = Some(20 * MICROS)),
        with(|f| f.credits.from = Some(1)),
        with(|f| {
            f.available.from = Some(-5 * MICROS);
            f.available.below = Some(25 * MICROS);
            f.status = Some(Status::Active);
            f.search = "acme".into();
        }),
    ]
}

/// What some of the customers have: amounts that repeat, and that are less than nothing.
async fn book(world: &World, all: &[Customer]) {
    let permit = world.permit::<ManageMoney>();
    let euros = |euros: usize| {
        let euros = i64::try_from(euros).unwrap();
        Money::new(euros * MICROS, Currency::EUR)
    };
    for (n, customer) in all.iter().enumerate().step_by(3) {
        let adjustment = Adjustment {
            kind: AdjustmentKind::ALL[n % 2],
            amount: euros(10 * (n % 4) + 1),
            comment: "Of the test".to_owned(),
            key: BookingKey::from(Uuid::new_v4()),
        };
        let new = NewCredits {
            credits: euros(n % 5),
            expires_on: None,
            comment: "Of the test".to_owned(),
            key: BookingKey::from(Uuid::new_v4()),
        };
        let (store, id, now) = (&world.store, customer.id, Timestamp::from_micros(0));
        store
            .set_credit_limit(&permit, id, euros(50))
            .await
            .unwrap();
        store.adjust_balance(&permit, id, adjustment).await.unwrap();
        store.set_credits(&permit, id, new, now).await.unwrap();
    }
}

/// A figure of a customer, in micros.
fn figure(account: &Account, figure: Figure) -> i64 {
    match figure {
        Figure::Balance => account.balance.micros(),
        Figure::Credits => account.credits.micros(),
        Figure::Available => {
            let own = account.balance.micros() + account.credits.micros();
            own + account.credit_limit.micros() - account.held.micros()
        }
    }
}

/// What a filter says, in plain words.
fn passes(customer: &Customer, account: &Account, filter: &CustomerFilter) -> bool {
    let fold = |text: &str| text.to_lowercase().replace('ü', "u");
    let text = fold(&format!(
        "{}\n{}\n{}",
        customer.name, customer.email, customer.tags
    ));
    let words = fold(&filter.search);
    let is_found = match words.as_str() {
        "c1@" => text.contains("\nc1@"),
        words => words.split_whitespace().all(|word| text.contains(word)),
    };
    // Where a new reseller is.
    let zone = TimeZone::parse("Europe/Amsterdam").unwrap();
    let has_money = Figure::ALL.into_iter().all(|one| {
        let (AmountRange { from, below }, has) = (filter.amounts(one), figure(account, one));
        from.is_none_or(|from| has >= from) && below.is_none_or(|below| has < below)
    });
    is_found
        && has_money
        && filter.status.is_none_or(|status| customer.status == status)
        && (filter.team_types.is_empty() || filter.team_types.contains(&customer.team_type))
        && (filter.tags.is_empty() || customer.tags.iter().any(|tag| filter.tags.contains(tag)))
        && filter
            .registered_from
            .is_none_or(|day| customer.registered_at >= zone.start(day))
        && filter
            .registered_to
            .is_none_or(|day| customer.registered_at < zone.end(day))
}

async fn walk(
    world: &World,
    filter: &CustomerFilter,
    sort: CustomerSort,
    direction: Direction,
) -> Vec<Customer> {
    let mut rows = Vec::new();
    for page in 1.. {
        let page = PageRequest {
            sort,
            direction,
            size: PageSize::Rows100,
            page,
        };
        let listing = CustomerListing {
            filter: filter.clone(),
            page,
        };
        let answer = world
            .store
            .list_customers(&world.permit(), &listing)
            .await
            .unwrap();
        if answer.page != page.page {
            break;
        }
        rows.extend(answer.rows);
        if rows.len() as u64 >= answer.total.known() && matches!(answer.total, Total::Exact(_)) {
            assert_eq!(answer.total, Total::Exact(rows.len() as u64));
            break;
        }
    }
    rows
}

/// Walks all pages of all orders and compares them with the customers themselves.
async fn check(world: &World, all: &[Customer]) {
    let ids: Vec<_> = all.iter().map(|customer| customer.id).collect();
    let accounts = world
        .store
        .accounts(&world.permit::<ViewMoney>(), &ids)
        .await;
    let accounts: HashMap<_, _> = accounts
        .unwrap()
        .into_iter()
        .map(|it| (it.customer, it))
        .collect();
    for filter in filters() {
        let mut expected: Vec<_> = all
            .iter()
            .filter(|c| passes(c, &accounts[&c.id], &filter))
            .map(|c| c.id)
            .collect();
        expected.sort_unstable();
        let counted = world
            .store
            .count_customers(&world.permit(), &filter)
            .await
            .unwrap();
        assert_eq!(counted, expected.len() as u64, "{filter:?}");
        for sort in CustomerSort::ALL.iter().copied() {
            let up = walk(world, &filter, sort, Direction::Ascending).await;
            let mut down = walk(world, &filter, sort, Direction::Descending).await;
            down.reverse();
            assert_eq!(up, down, "{filter:?} {sort:?}");
            let mut ids: Vec<_> = up.iter().map(|customer| customer.id).collect();
            ids.sort_unstable();
            assert_eq!(ids, expected, "{filter:?} {sort:?}");
            assert!(
                up.is_sorted_by_key(|customer| key(sort, customer, &accounts[&customer.id])),
                "{filter:?} {sort:?}"
            );
        }
    }
}

fn key(sort: CustomerSort, customer: &Customer, account: &Account) -> (String, CustomerId) {
    let fold = |text: &str| text.to_lowercase().replace('ü', "u");
    let key = match sort {
        CustomerSort::Id | CustomerSort::Company | CustomerSort::LastActivity => String::new(),
        CustomerSort::Name => fold(customer.name.as_str()),
        CustomerSort::Email => fold(customer.email.as_str()),
        CustomerSort::Phone => customer
            .phone
            .as_ref()
            .map(|p| p.e164().into())
            .unwrap_or_default(),
        CustomerSort::Registered => format!("{:020}", customer.registered_at.micros()),
        CustomerSort::Status => customer.status.as_str().into(),
        CustomerSort::Tags => fold(&customer.tags.to_string()),
        CustomerSort::TeamType => customer.team_type.as_str().replace("individual", "dx"),
        CustomerSort::Balance | CustomerSort::Credits | CustomerSort::Available => {
            let has = sort.figure().map(|one| figure(account, one));
            format!("{:020}", has.unwrap_or_default() + 1_000 * MICROS)
        }
    };
    (key, customer.id)
}

async fn everybody(world: &World) -> Vec<Customer> {
    exported(world, (CustomerSort::Id, Direction::Ascending), 700).await
}

/// All customers in an order, some at a time.
async fn exported(world: &World, order: (CustomerSort, Direction), some: u32) -> Vec<Customer> {
    let selection = CustomerSelection::Matching {
        filter: CustomerFilter::default(),
        expected: 0,
    };
    let mut all = Vec::new();
    let mut after = None;
    loop {
        let (rows, position) = world
            .store
            .export_customers(&world.permit(), &selection, order, after.as_ref(), some)
            .await
            .unwrap();
        if rows.is_empty() {
            return all;
        }
        all.extend(rows);
        after = position;
    }
}

async fn every_page_of_every_order_holds_each_customer_once(world: World) {
    world.import(customers(330)).await;
    let all = everybody(&world).await;
    book(&world, &all).await;
    check(&world, &all).await;
    for sort in [CustomerSort::Name, CustomerSort::Available] {
        for direction in [Direction::Ascending, Direction::Descending] {
            let listed = walk(&world, &CustomerFilter::default(), sort, direction).await;
            assert_eq!(exported(&world, (sort, direction), 70).await, listed);
        }
    }
}

async fn pages_stay_true_while_customers_change(world: World) {
    world.import(customers(260)).await;
    for n in 0..20 {
        world
            .create(&format!("acme {n}"), &format!("new{n}@beta.example"))
            .await;
    }
    book(&world, &everybody(&world).await).await;
    let filter = CustomerFilter {
        search: "zorg".into(),
        ..CustomerFilter::default()
    };
    let expected = world
        .store
        .count_customers(&world.permit(), &filter)
        .await
        .unwrap();
    let zorg = CustomerSelection::Matching { filter, expected };
    let permit = world.permit();
    let off = world
        .store
        .set_status_of_customers(&permit, &zorg, Status::Inactive)
        .await
        .unwrap();
    assert_eq!(off.changed + off.unchanged, expected);
    let tags = TagChange::Add(Tags::parse("quiet").unwrap());
    let outcome = world
        .store
        .set_tags_of_customers(&permit, &zorg, &tags)
        .await
        .unwrap();
    assert_eq!(
        outcome,
        BulkOutcome {
            changed: expected,
            unchanged: 0
        }
    );
    let all = everybody(&world).await;
    let these = CustomerSelection::These(all.iter().step_by(3).map(|c| c.id).collect());
    world
        .store
        .delete_customers(&world.permit(), &these)
        .await
        .unwrap();
    check(&world, &everybody(&world).await).await;
}

async fn a_page_past_the_end_is_the_last_one(world: World) {
    world.import(customers(130)).await;
    for filter in filters() {
        let page = PageRequest {
            page: 4_000_000_000,
            ..PageRequest::default()
        };
        let listing = CustomerListing {
            filter: filter.clone(),
            page,
        };
        let last = world
            .store
            .list_customers(&world.permit(), &listing)
            .await
            .unwrap();
        assert_eq!(last.page, last.pages(), "{filter:?}");
        assert_eq!(last.last_row(), last.total.known(), "{filter:?}");
    }
}

async fn an_empty_list_has_one_empty_page(world: World) {
    for filter in filters() {
        let listing = CustomerListing {
            filter,
            ..CustomerListing::default()
        };
        let page = world
            .store
            .list_customers(&world.permit(), &listing)
            .await
            .unwrap();
        assert!(page.rows.is_empty() && page.total.is_empty());
        assert_eq!((page.page, page.pages()), (1, 1));
    }
}
