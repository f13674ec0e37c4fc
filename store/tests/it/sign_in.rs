//! Signing in and out, and what ends a session.

use crate::support::{World, both_databases, email, name, permit_in, reseller};
use domain::Error;
use domain::access::{Origin, Session, Subject};
use domain::customer::{CustomerChange, CustomerSelection, Customers, Status};
use domain::field::{Field, Issue};
use domain::reseller::ResellerDraft;
use domain::sign_in::{
    Device, SESSION_ABSOLUTE_SECONDS, SESSION_IDLE_SECONDS, SecretHash, SessionEnd, SessionState,
    SignIns,
};
use domain::support::{Entrance, SupportLogins, SupportMode};
use domain::timestamp::Timestamp;
use domain::user::{Role, Users};

both_databases! {
    a_thousand_sign_outs_leave_no_session_behind
    a_session_lives_until_it_is_closed
    a_session_ends_when_idle_and_after_twelve_hours
    turning_a_customer_off_ends_its_sessions_for_good
    a_bulk_change_ends_sessions_too
    activity_is_noted_once_a_minute
    two_resellers_may_know_the_same_email
    a_setup_link_makes_one_reseller
    a_person_sees_their_own_organisation
}

const TOKEN: SecretHash = SecretHash([7; 32]);

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_micros(1_800_000_000_000_000).plus_seconds(seconds)
}

/// A person of a customer, with an open session.
async fn resellee(world: &World) -> (domain::customer::Customer, domain::id::UserId) {
    let customer = world.create("Alba Media", "info@alba.example").await;
    let person = world
        .store
        .create_customer_user(
            &world.realm,
            &customer.email,
            name("Ana"),
            email("ana@alba.example"),
            "$argon2id$".into(),
        )
        .await
        .unwrap();
    assert!(
        world
            .store
            .open_session(&world.realm, person, TOKEN, Device::default(), false, at(0))
            .await
            .unwrap()
    );
    (customer, person)
}

async fn a_session_lives_until_it_is_closed(world: World) {
    assert!(
        world
            .store
            .open_session(
                &world.realm,
                world.user,
                TOKEN,
                Device::default(),
                false,
                at(0)
            )
            .await
            .unwrap()
    );
    let live = SessionState::Live {
        must_change_password: false,
        language: None,
        awaits_code: false,
        reseller: world.realm.reseller,
        user: world.user,
        subject: Subject::Reseller,
        last_seen_at: at(0),
    };
    assert_eq!(world.store.session(TOKEN, at(5)).await, Ok(live));
    world.store.close_session(TOKEN).await.unwrap();
    assert_eq!(
        world.store.session(TOKEN, at(5)).await,
        Ok(SessionState::Unknown)
    );
    let credential = world
        .store
        .credential(&world.realm, &email("SANNE@polder.example"))
        .await;
    assert_eq!(credential.unwrap().unwrap().user, world.user);
}

async fn a_session_ends_when_idle_and_after_twelve_hours(world: World) {
    world
        .store
        .open_session(
            &world.realm,
            world.user,
            TOKEN,
            Device::default(),
            false,
            at(0),
        )
        .await
        .unwrap();
    let idle = SessionState::Ended(SessionEnd::Idle);
    assert_eq!(
        world.store.session(TOKEN, at(SESSION_IDLE_SECONDS)).await,
        Ok(idle.clone())
    );
    world
        .store
        .touch_session(TOKEN, at(SESSION_IDLE_SECONDS))
        .await
        .unwrap();
    assert_eq!(
        world.store.session(TOKEN, at(SESSION_IDLE_SECONDS)).await,
        Ok(idle)
    );
    for minute in 1..=SESSION_ABSOLUTE_SECONDS / 1_200 {
        world
            .store
            .touch_session(TOKEN, at(minute * 1_199))
            .await
            .unwrap();
    }
    let end = world
        .store
        .session(TOKEN, at(SESSION_ABSOLUTE_SECONDS))
        .await;
    assert_eq!(end, Ok(SessionState::Ended(SessionEnd::Absolute)));
    assert_eq!(world.store.sweep(at(SESSION_ABSOLUTE_SECONDS)).await, Ok(0));
    assert_eq!(world.store.sweep(at(3 * 24 * 3600)).await, Ok(1));
}

async fn turning_a_customer_off_ends_its_sessions_for_good(world: World) {
    let (customer, person) = resellee(&world).await;
    let mut version = customer.version;
    for status in [Status::Inactive, Status::Active] {
        let change = CustomerChange {
            name: customer.name.clone(),
            email: customer.email.clone(),
            phone: None,
            status,
            tags: None,
            version,
        };
        let changed = world
            .store
            .update_customer(&world.permit(), customer.id, change)
            .await;
        version = changed.unwrap().version;
        let end = SessionState::Ended(SessionEnd::Revoked);
        assert_eq!(world.store.session(TOKEN, at(5)).await, Ok(end));
        let other = SecretHash([8; 32]);
        let opened = world
            .store
            .open_session(&world.realm, person, other, Device::default(), false, at(6))
            .await;
        assert_eq!(opened, Ok(status.is_active()));
    }
}

async fn a_bulk_change_ends_sessions_too(world: World) {
    let (customer, _) = resellee(&world).await;
    let it = CustomerSelection::These(vec![customer.id]);
    for status in [Status::Inactive, Status::Active] {
        world
            .store
            .set_status_of_customers(&world.permit(), &it, status)
            .await
            .unwrap();
        let end = SessionState::Ended(SessionEnd::Revoked);
        assert_eq!(world.store.session(TOKEN, at(5)).await, Ok(end));
    }
    world
        .store
        .delete_customers(&world.permit(), &it)
        .await
        .unwrap();
    assert_eq!(
        world.store.session(TOKEN, at(5)).await,
        Ok(SessionState::Unknown)
    );
}

async fn activity_is_noted_once_a_minute(world: World) {
    let (customer, _) = resellee(&world).await;
    world.store.touch_session(TOKEN, at(59)).await.unwrap();
    assert_eq!(world.customer(customer.id).await.last_activity_at, None);
    world.store.touch_session(TOKEN, at(60)).await.unwrap();
    let seen = world.customer(customer.id).await;
    assert_eq!(
        (seen.last_activity_at, seen.version),
        (Some(at(60)), customer.version)
    );
    world.store.touch_session(TOKEN, at(100)).await.unwrap();
    assert_eq!(
        world.customer(customer.id).await.last_activity_at,
        Some(at(60))
    );
}

async fn two_resellers_may_know_the_same_email(world: World) {
    let (other, user) = reseller(&world.store, "Polder Speech", "sanne@polder.example").await;
    assert_eq!(
        (other.slug.as_str(), user == world.user),
        ("polder-speech-2", false)
    );
    let found = world.store.realm_by_slug("polder-speech-2").await;
    assert_eq!(found, Ok(Some(other.clone())));
    assert_eq!(world.store.realms().await.unwrap().len(), 2);
    let sign_in = world
        .store
        .credential(&other, &email("sanne@polder.example"))
        .await;
    assert_eq!(sign_in.unwrap().unwrap().user, user);
    let crossed = world
        .store
        .open_session(&other, world.user, TOKEN, Device::default(), false, at(0))
        .await;
    assert_eq!(crossed, Ok(false));
    let _: domain::access::Permit<domain::access::ViewCustomers> = permit_in(&other, user);
}

async fn a_setup_link_makes_one_reseller(world: World) {
    let now = Timestamp::from(chrono::Utc::now());
    let (first, second) = (SecretHash([1; 32]), SecretHash([2; 32]));
    world
        .store
        .offer_setup(first, now.plus_seconds(60))
        .await
        .unwrap();
    world
        .store
        .offer_setup(second, now.plus_seconds(60))
        .await
        .unwrap();
    assert_eq!(world.store.is_setup_offered(first, now).await, Ok(false));
    assert_eq!(world.store.is_setup_offered(second, now).await, Ok(true));
    assert_eq!(
        world
            .store
            .is_setup_offered(second, now.plus_seconds(61))
            .await,
        Ok(false)
    );
    let draft = ResellerDraft {
        organisation: "Second".into(),
        name: "Bo".into(),
        email: "bo@second.example".into(),
        password: "correct horse battery".into(),
    };
    let new = draft.parse().unwrap();
    let wrong = world
        .store
        .create_reseller(new.clone(), String::new(), Some(first))
        .await;
    assert_eq!(wrong, Err(Error::NotFound));
    world
        .store
        .create_reseller(new.clone(), String::new(), Some(second))
        .await
        .unwrap();
    let again = world
        .store
        .create_reseller(new, String::new(), Some(second))
        .await;
    assert_eq!(again, Err(Error::NotFound));
}

async fn a_person_sees_their_own_organisation(world: World) {
    let (customer, person) = resellee(&world).await;
    let taken = world
        .store
        .create_customer_user(
            &world.realm,
            &customer.email,
            name("Ana"),
            email("Ana@Alba.example"),
            String::new(),
        )
        .await;
    assert_eq!(taken, Err(Error::invalid(Field::Email, Issue::TakenByUser)));
    let subject = Subject::Customer(customer.id);
    let session = Session::of_user(world.realm.reseller, subject, person, Origin::default());
    let viewer = world.store.viewer(&session).await.unwrap();
    assert_eq!((viewer.name.as_str(), viewer.role), ("Ana", Role::Resellee));
    assert_eq!(viewer.organisation.unwrap().name, customer.name);
    let session = Session::of_user(
        world.realm.reseller,
        Subject::Reseller,
        world.user,
        Origin::default(),
    );
    let viewer = world.store.viewer(&session).await.unwrap();
    assert_eq!((viewer.organisation, viewer.country.code()), (None, "NL"));
    let session = Session::of_user(
        world.realm.reseller,
        Subject::Reseller,
        person,
        Origin::default(),
    );
    assert_eq!(world.store.viewer(&session).await, Err(Error::NotFound));
}

/// Requests that are under way note that somebody was there, or begin a support login, while the
/// same person signs out. Whatever comes first, nobody is signed in afterwards.
async fn a_thousand_sign_outs_leave_no_session_behind(world: World) {
    let customer = world.create("Alba", "info@alba.example").await.id;
    let token = |number: u32, kind: u8| {
        let mut hash = [kind; 32];
        hash[..4].copy_from_slice(&number.to_be_bytes());
        SecretHash(hash)
    };
    for batch in 0..50 {
        let people = (0..20).map(|one| {
            let (world, number) = (world.clone(), batch * 20 + one);
            tokio::spawn(async move {
                let (session, renewed) = (token(number, 1), token(number, 2));
                let device = Device::default();
                let opened = world
                    .store
                    .open_session(&world.realm, world.user, session, device, false, at(0))
                    .await;
                assert_eq!(opened, Ok(true));
                let entrance = Entrance {
                    customer,
                    mode: SupportMode::Admin,
                    back: "/customers".into(),
                    session,
                    renewed,
                };
                let permit = world.permit();
                let (touched, closed, entered) = tokio::join!(
                    world.store.touch_session(session, at(120)),
                    world.store.close_session(session),
                    async {
                        match number % 4 {
                            0 => Some(world.store.begin_support(&permit, entrance, at(120)).await),
                            _ => None,
                        }
                    }
                );
                assert_eq!((touched, closed), (Ok(()), Ok(())));
                if let Some(Err(error)) = entered {
                    assert_eq!(error, Error::SignedOut);
                }
                (session, renewed)
            })
        });
        for one in people.collect::<Vec<_>>() {
            let (session, renewed) = one.await.unwrap();
            for token in [session, renewed] {
                let state = world.store.session(token, at(130)).await;
                assert_eq!(state, Ok(SessionState::Unknown));
            }
        }
    }
}
