//! What a reseller decides for its whole house, and its logo.

use crate::support::{World, both_databases, email, name, origin, reseller};
use domain::access::{Session, Subject};
use domain::audit::{AuditFilter, AuditKind, History};
use domain::brand::{Hue, Logo, LogoKind};
use domain::customer::{CustomerFilter, Customers};
use domain::error::{Conflict, Error};
use domain::field::{Field, Issue};
use domain::settings::{ResellerSettings, Settings, StoredSettings};
use domain::sign_in::SignIns;
use domain::time_zone::TimeZone;

both_databases! {
    settings_are_as_they_were_saved
    of_two_who_save_at_once_one_does
    a_host_name_is_one_resellers
    a_logo_is_shown_until_there_is_another
    days_are_those_of_the_reseller
}

async fn stored(world: &World) -> StoredSettings {
    world.store.settings(&world.permit()).await.unwrap()
}

fn changed(settings: &Settings) -> Settings {
    Settings {
        name: name("Polder Spraak"),
        host: Some("spraak.polder.example".into()),
        currency: "CHF".to_owned().try_into().unwrap(),
        time_zone: TimeZone::parse("America/New_York").unwrap(),
        hue: Hue::try_from(160).unwrap(),
        sender_name: Some(name("Polder Support")),
        reply_to: Some(email("help@polder.example")),
        signature: "Kind regards,\nPolder".into(),
        invitation_days: 14,
        ..settings.clone()
    }
}

async fn kinds(world: &World) -> Vec<AuditKind> {
    let all = AuditFilter::default();
    let permit = world.permit();
    let events = world.store.audit_events(&permit, &all, None, 10).await;
    let events = events.unwrap();
    events.into_iter().map(|entry| entry.event.kind).collect()
}

async fn settings_are_as_they_were_saved(world: World) {
    let before = stored(&world).await;
    assert_eq!(before.settings.invitation_days, 7);
    let new = changed(&before.settings);
    let permit = world.permit();
    let saved = world
        .store
        .set_settings(&permit, new.clone(), before.version);
    let saved = saved.await.unwrap();
    assert_eq!(saved.settings, new);
    assert_eq!(stored(&world).await, saved);

    let found = world.store.realm_by_host("spraak.polder.example").await;
    let brand = found.unwrap().unwrap().brand;
    assert_eq!((brand.name, brand.hue), (new.name.clone(), new.hue));
    let session = Session::of_user(
        world.realm.reseller,
        Subject::Reseller,
        world.user,
        origin(),
    );
    let head = world.store.letterhead(&session).await.unwrap();
    assert_eq!(head.signature, new.signature);
    assert_eq!(head.invitation_seconds(), 14 * 24 * 60 * 60);

    let events = world
        .store
        .audit_events(&world.permit(), &AuditFilter::default(), None, 1)
        .await
        .unwrap();
    let event = &events[0].event;
    assert_eq!(event.kind, AuditKind::SettingsChanged);
    let fields: Vec<_> = event.changes.iter().map(|it| it.field.as_str()).collect();
    assert_eq!(fields.len(), 9, "{fields:?}");

    // Nothing that differs is nothing to write down.
    let again = world.store.set_settings(&permit, new, saved.version).await;
    assert_eq!(again.unwrap(), saved);
    assert_eq!(kinds(&world).await.len(), 1);
    world.tear_down().await;
}

async fn of_two_who_save_at_once_one_does(world: World) {
    let before = stored(&world).await;
    let save = |signature: &str| {
        let settings = Settings {
            signature: signature.into(),
            ..before.settings.clone()
        };
        let (store, permit) = (world.store.clone(), world.permit());
        let version = before.version;
        async move { store.set_settings(&permit, settings, version).await }
    };
    let (one, other) = tokio::join!(save("one"), save("other"));
    let lost = Err(Error::Conflict(Conflict::Changed));
    assert!(one.is_ok() != other.is_ok(), "{one:?} {other:?}");
    assert!(one == lost || other == lost, "{one:?} {other:?}");
    world.tear_down().await;
}

async fn a_host_name_is_one_resellers(world: World) {
    let (dune, user) = reseller(&world.store, "Dune Audio", "noor@dune.example").await;
    let theirs = crate::support::permit_in(&dune, user);
    let before = world.store.settings(&theirs).await;
    assert!(before.is_ok());
    let mine = stored(&world).await;
    let new = changed(&mine.settings);
    let permit = world.permit();
    let saved = world.store.set_settings(&permit, new, mine.version);
    saved.await.unwrap();
    let theirs = crate::support::permit_in(&dune, user);
    let refused = world
        .store
        .set_settings(&theirs, changed(&mine.settings), 1)
        .await;
    assert_eq!(refused, Err(Error::invalid(Field::Host, Issue::Taken)));
    world.tear_down().await;
}

async fn a_logo_is_shown_until_there_is_another(world: World) {
    let logo = |byte: u8| Logo {
        kind: LogoKind::Png,
        bytes: vec![byte; 300],
    };
    let set = |logo: Option<Logo>| {
        let (store, permit) = (world.store.clone(), world.permit());
        async move { store.set_logo(&permit, logo).await.unwrap() }
    };
    assert_eq!(set(None).await, None);
    let first = set(Some(logo(1))).await.unwrap();
    assert_eq!(stored(&world).await.logo, Some(first));
    assert_eq!(world.store.logo(first).await, Ok(Some(logo(1))));
    let second = set(Some(logo(2))).await.unwrap();
    assert_eq!(world.store.logo(first).await, Ok(None));
    assert_eq!(world.store.logo(second).await, Ok(Some(logo(2))));
    let realm = world.store.realm_by_slug(&world.realm.slug).await.unwrap();
    assert_eq!(realm.unwrap().brand.logo, Some(second));
    assert_eq!(set(None).await, None);
    assert_eq!(world.store.logo(second).await, Ok(None));
    assert_eq!(stored(&world).await.logo, None);
    let written = [
        AuditKind::LogoRemoved,
        AuditKind::LogoChanged,
        AuditKind::LogoChanged,
    ];
    assert_eq!(kinds(&world).await, written);
    world.tear_down().await;
}

/// A customer who registers now has registered today: on the reseller's calendar, which at most
/// times is another day on one side of the world than on the other.
async fn days_are_those_of_the_reseller(world: World) {
    let customer = world.create("Ana", "ana@alba.example").await;
    let before = stored(&world).await;
    let mut version = before.version;
    let mut days = Vec::new();
    for zone in ["Pacific/Kiritimati", "Pacific/Pago_Pago"] {
        let time_zone = TimeZone::parse(zone).unwrap();
        let settings = Settings {
            time_zone: time_zone.clone(),
            ..before.settings.clone()
        };
        let permit = world.permit();
        let saved = world.store.set_settings(&permit, settings, version);
        version = saved.await.unwrap().version;
        let mut found = Vec::new();
        for day in -1..=1 {
            let day = customer.registered_at.plus_seconds(day * 24 * 60 * 60);
            let day = day.to_string()[..10].parse().unwrap();
            let filter = CustomerFilter {
                registered_from: Some(day),
                registered_to: Some(day),
                ..CustomerFilter::default()
            };
            let at = customer.registered_at;
            let is_then = time_zone.start(day) <= at && at < time_zone.end(day);
            let permit = world.permit();
            let count = world.store.count_customers(&permit, &filter);
            assert_eq!(count.await.unwrap() == 1, is_then, "{zone} {day}");
            found.extend(is_then.then_some(day));
        }
        days.extend(found);
    }
    // The two are 25 hours apart.
    assert_eq!(days.len(), 2);
    assert_ne!(days[0], days[1]);
    world.tear_down().await;
}
