//! The second factor.

use crate::support::{World, both_databases, origin, own};
use domain::access::{Permit, Session, Subject};
use domain::audit::AuditLog;
use domain::error::{Conflict, Error};
use domain::field::{Field, Issue};
use domain::sign_in::{Device, SecretHash, SessionState, SignIns};
use domain::timestamp::Timestamp;
use domain::two_factor::{FREE_TRIES, PAUSE_SECONDS, Proof, TotpSecret, TwoFactor, TwoFactors};

both_databases! {
    it_is_on_once_a_code_has_proven_it
    a_sign_in_takes_a_code_and_each_code_once
    of_fifty_with_one_code_one_gets_in
    a_recovery_code_gets_in_once
    whoever_guesses_waits
    whoever_has_lost_it_signs_in_without
}

/// The secret of RFC 6238, appendix B, whose codes are known.
fn secret() -> TotpSecret {
    TotpSecret::new(b"12345678901234567890".to_vec())
}

/// Times of that appendix, and their codes.
const FIRST: (i64, &str) = (1_111_111_109, "081804");
const SECOND: (i64, &str) = (1_234_567_890, "005924");
const THIRD: (i64, &str) = (2_000_000_000, "279037");

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_micros(seconds * 1_000_000)
}

fn hash(byte: u8) -> SecretHash {
    SecretHash([byte; 32])
}

fn code(code: &str) -> Proof {
    Proof {
        code: code.into(),
        recovery: None,
    }
}

fn recovery(byte: u8) -> Proof {
    Proof {
        code: String::new(),
        recovery: Some(hash(byte)),
    }
}

fn person(world: &World) -> Session {
    let reseller = world.realm.reseller;
    Session::of_user(reseller, Subject::Reseller, world.user, origin())
}

fn wrong() -> Error {
    Error::invalid(Field::Code, Issue::DoesNotMatch)
}

/// Turns it on, with two recovery codes.
async fn turn_on(world: &World) {
    let person = person(world);
    let store = &world.store;
    store
        .begin_two_factor(&own(&person), secret())
        .await
        .unwrap();
    let codes = vec![hash(1), hash(2)];
    store
        .confirm_two_factor(&own(&person), FIRST.1.into(), codes, at(FIRST.0))
        .await
        .unwrap();
}

/// A session of somebody whose password was right.
async fn open(world: &World, token: u8, seconds: i64) {
    let (realm, device) = (&world.realm, Device::default());
    let opened = world
        .store
        .open_session(realm, world.user, hash(token), device, false, at(seconds))
        .await;
    assert_eq!(opened, Ok(true));
}

async fn awaits(world: &World, token: u8, seconds: i64) -> Option<bool> {
    match world.store.session(hash(token), at(seconds)).await.unwrap() {
        SessionState::Live { awaits_code, .. } => Some(awaits_code),
        SessionState::Ended(_) | SessionState::Unknown => None,
    }
}

async fn it_is_on_once_a_code_has_proven_it(world: World) {
    let person = person(&world);
    let store = &world.store;
    let begun = store.begin_two_factor(&own(&person), secret()).await;
    begun.unwrap();
    let known = store.own_two_factor(&own(&person)).await.unwrap();
    assert!(!known.is_on);
    open(&world, 10, FIRST.0).await;
    assert_eq!(awaits(&world, 10, FIRST.0).await, Some(false), "not on yet");
    let pending = store.pending_two_factor(&own(&person)).await.unwrap();
    assert_eq!(pending, Some(secret()));
    let bad = store
        .confirm_two_factor(&own(&person), "000000".into(), vec![hash(1)], at(FIRST.0))
        .await;
    assert_eq!(bad.err(), Some(wrong()));
    turn_on(&world).await;
    let known = store.own_two_factor(&own(&person)).await.unwrap();
    assert_eq!((known.is_on, known.recovery_left), (true, 2));
    assert_eq!(store.pending_two_factor(&own(&person)).await, Ok(None));
    let stopped = store
        .stop_two_factor(&own(&person), code("000000"), at(SECOND.0))
        .await;
    assert_eq!(stopped.err(), Some(wrong()));
    store
        .stop_two_factor(&own(&person), code(SECOND.1), at(SECOND.0))
        .await
        .unwrap();
    let known = store.own_two_factor(&own(&person)).await.unwrap();
    assert_eq!((known.is_on, known.recovery_left), (false, 0));
    let report = store.verify_audit_log(&world.permit()).await.unwrap();
    assert_eq!(report.fault, None);
    assert_eq!(report.events, 2, "on and off");
}

async fn a_sign_in_takes_a_code_and_each_code_once(world: World) {
    turn_on(&world).await;
    let store = &world.store;
    let person = person(&world);
    open(&world, 10, SECOND.0).await;
    assert_eq!(awaits(&world, 10, SECOND.0).await, Some(true));
    let pass = async |from: u8, to: u8, proof, seconds| {
        let (from, to) = (hash(from), hash(to));
        store
            .prove_code(&person, from, to, proof, at(seconds))
            .await
    };
    assert_eq!(
        pass(10, 11, code(FIRST.1), FIRST.0).await.err(),
        Some(wrong()),
        "used"
    );
    assert_eq!(
        pass(10, 11, code(SECOND.1), SECOND.0 + 90).await.err(),
        Some(wrong())
    );
    // The clock before and the clock after are as good as the right one.
    pass(10, 11, code(SECOND.1), SECOND.0 + 30).await.unwrap();
    assert_eq!(awaits(&world, 10, SECOND.0).await, None, "another token");
    assert_eq!(awaits(&world, 11, SECOND.0).await, Some(false));
    open(&world, 12, SECOND.0).await;
    let again = pass(12, 13, code(SECOND.1), SECOND.0).await;
    assert_eq!(again.err(), Some(wrong()), "somebody may have seen it");
    open(&world, 14, THIRD.0).await;
    pass(14, 15, code(THIRD.1), THIRD.0 - 30).await.unwrap();
    let proven = store
        .open_session(
            &world.realm,
            world.user,
            hash(16),
            Device::default(),
            true,
            at(THIRD.0),
        )
        .await;
    assert_eq!(proven, Ok(true));
    assert_eq!(awaits(&world, 16, THIRD.0).await, Some(false));
}

async fn of_fifty_with_one_code_one_gets_in(world: World) {
    turn_on(&world).await;
    for token in 100..150 {
        open(&world, token, SECOND.0).await;
    }
    let tries = (100..150).map(|token: u8| {
        let world = world.clone();
        tokio::spawn(async move {
            let person = person(&world);
            let (from, to) = (hash(token), hash(token + 100));
            world
                .store
                .prove_code(&person, from, to, code(SECOND.1), at(SECOND.0))
                .await
        })
    });
    let mut done = 0;
    for one in tries.collect::<Vec<_>>() {
        if one.await.unwrap().is_ok() {
            done += 1;
        }
    }
    assert_eq!(done, 1);
}

async fn a_recovery_code_gets_in_once(world: World) {
    turn_on(&world).await;
    let store = &world.store;
    let person = person(&world);
    open(&world, 10, SECOND.0).await;
    let pass = async |from: u8, to: u8, proof| {
        let (from, to) = (hash(from), hash(to));
        store
            .prove_code(&person, from, to, proof, at(SECOND.0))
            .await
    };
    assert_eq!(pass(10, 11, recovery(9)).await.err(), Some(wrong()));
    pass(10, 11, recovery(1)).await.unwrap();
    open(&world, 12, SECOND.0).await;
    assert_eq!(pass(12, 13, recovery(1)).await.err(), Some(wrong()));
    let known = store.own_two_factor(&own(&person)).await.unwrap();
    assert_eq!(known.recovery_left, 1);
    let renewed = vec![hash(3), hash(4), hash(5)];
    store
        .renew_recovery_codes(&own(&person), code(SECOND.1), renewed, at(SECOND.0))
        .await
        .unwrap();
    assert_eq!(
        pass(12, 13, recovery(2)).await.err(),
        Some(wrong()),
        "of before"
    );
    pass(12, 13, recovery(3)).await.unwrap();
}

async fn whoever_guesses_waits(world: World) {
    turn_on(&world).await;
    let store = &world.store;
    let person = person(&world);
    open(&world, 10, SECOND.0).await;
    let pass = async |proof, seconds| {
        let (from, to) = (hash(10), hash(11));
        store
            .prove_code(&person, from, to, proof, at(seconds))
            .await
    };
    for _ in 0..FREE_TRIES {
        assert_eq!(pass(code("000000"), SECOND.0).await.err(), Some(wrong()));
    }
    let soon = pass(code(SECOND.1), SECOND.0).await.err();
    assert!(
        matches!(&soon, Some(Error::Invalid(errors)) if matches!(errors.get(Field::Code), Some(Issue::TooSoon { .. }))),
        "{soon:?}"
    );
    let later = THIRD.0.max(SECOND.0 + PAUSE_SECONDS);
    pass(code(THIRD.1), later).await.unwrap();
}

async fn whoever_has_lost_it_signs_in_without(world: World) {
    turn_on(&world).await;
    open(&world, 10, FIRST.0).await;
    assert_eq!(awaits(&world, 10, FIRST.0).await, Some(true));
    // One's own is turned off by a code.
    let mine = world.permit();
    let refused = world.store.reset_two_factor(&mine, world.user).await;
    assert_eq!(refused, Err(Error::Conflict(Conflict::Yourself)));
    let operator = Session::of_operator(world.realm.reseller);
    let permit = Permit::ask(&operator).unwrap();
    let reset = world.store.reset_two_factor(&permit, world.user).await;
    assert!(reset.is_ok());
    let known = own_of(&world).await;
    assert_eq!((known.is_on, known.recovery_left), (false, 0));
    assert_eq!(awaits(&world, 10, FIRST.0).await, None, "signed out");
    open(&world, 11, FIRST.0).await;
    assert_eq!(awaits(&world, 11, FIRST.0).await, Some(false));
    // Once more changes nothing.
    let before = events(&world).await;
    assert!(
        world
            .store
            .reset_two_factor(&permit, world.user)
            .await
            .is_ok()
    );
    assert_eq!(events(&world).await, before);
    world.tear_down().await;
}

async fn own_of(world: &World) -> TwoFactor {
    let person = person(world);
    world.store.own_two_factor(&own(&person)).await.unwrap()
}

async fn events(world: &World) -> u64 {
    let permit = world.permit();
    let report = world.store.verify_audit_log(&permit).await.unwrap();
    assert_eq!(report.fault, None);
    report.events
}
