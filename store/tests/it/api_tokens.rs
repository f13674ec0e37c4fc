//! API tokens.

use crate::metering::{Metered, NOON, at, new_token, of_token, secret};
use crate::support::{World, both_databases};
use domain::Error;
use domain::access::{ManageTokens, Permission, Permit, Session, ViewHistory, ViewTokens};
use domain::api_token::{
    ApiTokens, Expiry, Holder, Maker, TokenKind, TokenListing, TokenScope, TokenScopes, TokenSort,
    TokenState, TokenUse, TokenUses,
};
use domain::audit::{AuditKind, History};
use domain::customer::{CustomerSelection, Customers, Status};
use domain::error::Conflict;
use domain::field::{Field, Issue};
use domain::listing::{Direction, PageRequest, Total};
use domain::once::Once;
use domain::timestamp::Timestamp;

both_databases! {
    a_token_is_made_found_and_revoked
    a_token_gives_way_to_another_one
    a_last_day_ends_where_the_reseller_is
    programs_give_away_nothing_that_they_do_not_have
    uses_are_noted_with_the_customer
    tokens_are_sorted_and_searched
    what_a_program_asks_once_is_done_once
    a_customer_goes_with_its_tokens
}

async fn a_token_is_made_found_and_revoked(world: World) {
    let metered = Metered::new(&world, "Alpen", 1).await;
    let store = &world.store;
    let bearer = store.bearer(secret(1).hash).await.unwrap().unwrap();
    assert_eq!(bearer.of, Holder::Customer(metered.customer.id));
    assert_eq!((bearer.id, bearer.is_active), (metered.token.id, true));
    assert!(bearer.scopes.contains(TokenScope::SessionsBatch));
    assert_eq!(store.bearer(secret(2).hash).await, Ok(None));
    assert_eq!(metered.token.created_by.name(), Some("Sanne de Vries"));
    assert_eq!(metered.token.hint(), "ent_cTest…0001");
    let operator = Session::of_operator(world.realm.reseller);
    let operator = Permit::<ManageTokens>::ask(&operator).unwrap();
    let new = new_token("Demo", &[TokenScope::UsageRead], Expiry::Never);
    let made = store
        .create_token(&operator, Holder::Reseller, new, secret(3), at(NOON))
        .await;
    assert_eq!(made.unwrap().created_by, Maker::Operator);

    let permit = world.permit::<ManageTokens>();
    let revoked = store
        .revoke_token(&permit, metered.token.id, at(NOON))
        .await;
    assert_eq!(revoked.unwrap().state, TokenState::Revoked);
    assert!(
        store
            .bearer(secret(1).hash)
            .await
            .unwrap()
            .unwrap()
            .is_revoked
    );
    // Once more changes nothing.
    store
        .revoke_token(&permit, metered.token.id, at(NOON))
        .await
        .unwrap();
    let permit = world.permit::<ViewHistory>();
    let events = store
        .customer_history(&permit, metered.customer.id, None, 10)
        .await;
    let kinds: Vec<_> = events.unwrap().iter().map(|event| event.kind).collect();
    assert_eq!(
        kinds,
        [
            AuditKind::TokenRevoked,
            AuditKind::TokenCreated,
            AuditKind::CustomerCreated
        ]
    );

    let off = CustomerSelection::These(vec![metered.customer.id]);
    store
        .set_status_of_customers(&world.permit(), &off, Status::Inactive)
        .await
        .unwrap();
    assert!(
        !store
            .bearer(secret(1).hash)
            .await
            .unwrap()
            .unwrap()
            .is_active
    );
}

async fn a_token_gives_way_to_another_one(world: World) {
    let metered = Metered::new(&world, "Alpen", 1).await;
    let (store, permit) = (&world.store, world.permit::<ManageTokens>());
    let scopes = [TokenScope::UsageRead];
    let of = Holder::Customer(metered.customer.id);
    let new = new_token("Reports", &scopes, Expiry::Days(30));
    let old = store
        .create_token(&permit, of, new, secret(2), at(NOON))
        .await
        .unwrap();
    let later = at("2026-11-23T12:15:00Z");
    let next = store
        .rotate_token(&permit, old.id, secret(3), 3_600, later)
        .await
        .unwrap();
    assert_eq!((&next.name, next.scopes), (&old.name, old.scopes));
    assert_eq!(next.expires_at, Some(at("2026-12-23T12:15:00Z")));
    let look = world.permit::<ViewTokens>();
    let old = store.token(&look, old.id, later).await.unwrap();
    assert_eq!(old.state, TokenState::Replaced);
    assert_eq!(old.expires_at, Some(at("2026-11-23T13:15:00Z")));
    let over = store.token(&look, old.id, at("2026-11-23T13:15:00Z")).await;
    assert_eq!(over.unwrap().state, TokenState::Expired);
    let again = store
        .rotate_token(&permit, old.id, secret(4), 0, later)
        .await;
    assert_eq!(again, Err(Error::Conflict(Conflict::TokenOver)));
    // No overlap is longer than the time that was left.
    let late = at("2026-12-23T11:15:00Z");
    store
        .rotate_token(&permit, next.id, secret(5), 86_400, late)
        .await
        .unwrap();
    let next = store.token(&look, next.id, late).await.unwrap();
    assert_eq!(next.expires_at, Some(at("2026-12-23T12:15:00Z")));
}

async fn a_last_day_ends_where_the_reseller_is(world: World) {
    let customer = world.create("Alpen", "a@x.example").await;
    let (store, permit) = (&world.store, world.permit::<ManageTokens>());
    let of = Holder::Customer(customer.id);
    let with = |day: &str| {
        let expiry = Expiry::With(day.parse().unwrap());
        new_token("Engine", &[TokenScope::UsageRead], expiry)
    };
    let token = store
        .create_token(&permit, of, with("2026-11-30"), secret(1), at(NOON))
        .await;
    assert_eq!(token.unwrap().expires_at, Some(at("2026-11-30T23:00:00Z")));
    let today = store
        .create_token(&permit, of, with("2026-11-22"), secret(2), at(NOON))
        .await;
    assert!(today.is_ok());
    let past = store
        .create_token(&permit, of, with("2026-11-21"), secret(3), at(NOON))
        .await;
    assert_eq!(past, Err(Error::invalid(Field::ExpiresOn, Issue::Past)));
}

async fn programs_give_away_nothing_that_they_do_not_have(world: World) {
    let customer = world.create("Alpen", "a@x.example").await;
    let (store, permit) = (&world.store, world.permit::<ManageTokens>());
    let scopes = [TokenScope::TokensWrite, TokenScope::CustomersRead];
    let new = new_token("Automation", &scopes, Expiry::Never);
    let token = store
        .create_token(&permit, Holder::Reseller, new, secret(1), at(NOON))
        .await;
    let token = token.unwrap();
    let session = of_token(world.realm.reseller, token.of, token.id, token.scopes);
    let by_program = Permit::<ManageTokens>::ask(&session).unwrap();
    let give = |scopes: &'static [TokenScope], of, number| {
        let new = new_token("Given", scopes, Expiry::Never);
        store.create_token(&by_program, of, new, secret(number), at(NOON))
    };
    let refused = Err(Error::Forbidden(Permission::ManageTokens));
    let more = give(&[TokenScope::CustomersWrite], Holder::Reseller, 2).await;
    assert_eq!(more, refused);
    let same = give(&[TokenScope::CustomersRead], Holder::Reseller, 3)
        .await
        .unwrap();
    assert_eq!(same.created_by.name(), Some("Automation"));
    let of = Holder::Customer(customer.id);
    assert!(give(&[TokenScope::SessionsBatch], of, 4).await.is_ok());
    let permit = world.permit::<ViewHistory>();
    let events = store
        .customer_history(&permit, customer.id, None, 1)
        .await
        .unwrap();
    assert_eq!(events[0].token, Some(token.id));
    assert_eq!(events[0].actor, None);
    assert_eq!(events[0].actor_name.as_deref(), Some("Automation"));
}

async fn uses_are_noted_with_the_customer(world: World) {
    let metered = Metered::new(&world, "Alpen", 1).await;
    let used = |at: Timestamp| TokenUse {
        reseller: world.realm.reseller,
        customer: Some(metered.customer.id),
        id: metered.token.id,
        at,
    };
    let later = at("2026-11-22T12:20:00Z");
    let noted = [used(later), used(at(NOON))];
    world.store.note_token_uses(&noted).await.unwrap();
    let token = world
        .store
        .token(&world.permit(), metered.token.id, later)
        .await;
    assert_eq!(token.unwrap().last_used_at, Some(later));
    let customer = world.customer(metered.customer.id).await;
    assert_eq!(customer.last_activity_at, Some(later));
}

async fn tokens_are_sorted_and_searched(world: World) {
    let customer = world.create("Alpen", "a@x.example").await;
    let (store, permit) = (&world.store, world.permit::<ManageTokens>());
    let of = Holder::Customer(customer.id);
    let made = [
        ("Zürich", Expiry::Never),
        ("Engine", Expiry::Days(90)),
        ("ärger", Expiry::Days(30)),
    ];
    for (number, (called, expiry)) in (1..).zip(made) {
        let new = new_token(called, &[TokenScope::UsageRead], expiry);
        let made = store.create_token(&permit, of, new, secret(number), at(NOON));
        made.await.unwrap();
    }
    let look = world.permit::<ViewTokens>();
    let names = async |sort, search: &str| {
        let listing = TokenListing {
            search: search.into(),
            page: PageRequest {
                sort,
                direction: Direction::Ascending,
                ..PageRequest::default()
            },
        };
        let page = store
            .list_tokens(&look, of, &listing, at(NOON))
            .await
            .unwrap();
        assert_eq!(page.total, Total::Exact(page.rows.len() as u64));
        let names = page.rows.iter().map(|token| token.name.to_string());
        names.collect::<Vec<_>>()
    };
    assert_eq!(
        names(TokenSort::Name, "").await,
        ["ärger", "Engine", "Zürich"]
    );
    assert_eq!(
        names(TokenSort::Expires, "").await,
        ["ärger", "Engine", "Zürich"]
    );
    assert_eq!(
        names(TokenSort::Created, "").await,
        ["Zürich", "Engine", "ärger"]
    );
    assert_eq!(names(TokenSort::Created, "ZUR").await, ["Zürich"]);
    assert_eq!(names(TokenSort::State, "0002").await, ["Engine"]);
    assert!(names(TokenSort::LastUsed, "%").await.is_empty());
    let of = Holder::Reseller;
    let none = store
        .list_tokens(&look, of, &TokenListing::default(), at(NOON))
        .await;
    assert!(none.unwrap().total.is_empty());
}

async fn what_a_program_asks_once_is_done_once(world: World) {
    let customer = world.create("Alpen", "a@x.example").await;
    let (store, permit) = (&world.store, world.permit::<ManageTokens>());
    let all: TokenScopes = TokenScope::of(TokenKind::Reseller)
        .iter()
        .copied()
        .collect();
    let new = new_token(
        "Automation",
        TokenScope::of(TokenKind::Reseller),
        Expiry::Never,
    );
    let token = store
        .create_token(&permit, Holder::Reseller, new, secret(1), at(NOON))
        .await;
    let session = of_token(
        world.realm.reseller,
        Holder::Reseller,
        token.unwrap().id,
        all,
    );
    let of = Holder::Customer(customer.id);
    let ask = async |key: u8, fingerprint: u8, number: u8| {
        let once = Once {
            key: [key; 32],
            fingerprint: [fingerprint; 32],
        };
        let permit = Permit::ask(&session.clone().once(once)).unwrap();
        let new = new_token("Given", &[TokenScope::UsageRead], Expiry::Never);
        store
            .create_token(&permit, of, new, secret(number), at(NOON))
            .await
    };
    let first = ask(1, 1, 2).await.unwrap();
    assert_eq!(ask(1, 1, 3).await, Ok(first.clone()));
    assert_eq!(
        ask(1, 2, 4).await,
        Err(Error::Conflict(Conflict::OtherRequest))
    );
    assert_ne!(ask(2, 1, 5).await.unwrap().id, first.id);
    // Fifty at once: those that come too early are told so, and one does it.
    let asked = (0..50).map(|number| ask(9, 9, 100 + number));
    let answers = futures_of(asked).await;
    let done: Vec<_> = answers.iter().filter_map(|it| it.as_ref().ok()).collect();
    assert!(!done.is_empty());
    assert!(done.iter().all(|it| it.id == done[0].id));
    let early = Err(Error::Conflict(Conflict::UnderWay));
    assert!(answers.iter().all(|it| it.is_ok() || *it == early));
    let page = store
        .list_tokens(&world.permit(), of, &TokenListing::default(), at(NOON))
        .await;
    assert_eq!(page.unwrap().total, Total::Exact(3));
}

/// The outcomes of all of some work, done at once.
async fn futures_of<T>(work: impl Iterator<Item = impl Future<Output = T>>) -> Vec<T> {
    futures::future::join_all(work).await
}

async fn a_customer_goes_with_its_tokens(world: World) {
    let metered = Metered::new(&world, "Alpen", 1).await;
    let store = &world.store;
    let gone = store
        .delete_customer(&world.permit(), metered.customer.id, "", None)
        .await;
    assert!(gone.is_ok());
    assert_eq!(store.bearer(secret(1).hash).await, Ok(None));
}
