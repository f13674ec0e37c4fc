//! People: inviting, registering, turning off, removing, and their lists.

use crate::support::{World, both_databases, email, name, origin, own, permit_in};
use domain::Error;
use domain::access::{Permit, Session, Subject};
use domain::audit::{AuditKind, History};
use domain::customer::{CustomerSelection, Customers};
use domain::error::Conflict;
use domain::field::{Field, Issue};
use domain::id::{CustomerId, UserId};
use domain::language::Language;
use domain::link::{LinkKind, LinkState, NewLink};
use domain::listing::{Direction, PageRequest, PageSize, Sort};
use domain::mail::{MailKind, NewMail};
use domain::sign_in::{Device, SecretHash, SessionEnd, SessionState, SignIns};
use domain::timestamp::Timestamp;
use domain::user::{Invitation, NewUser, People, User, UserListing, UserSort, UserStatus, Users};

/// How long the links of these tests can be used, in seconds.
const WEEK: i64 = 7 * 24 * 60 * 60;

both_databases! {
    somebody_is_invited_and_registers
    a_new_customer_comes_with_its_first_person
    of_fifty_who_use_a_link_one_registers
    another_link_takes_the_place_of_the_first
    an_invitation_taken_back_lets_nobody_in
    an_invitation_ends_after_seven_days
    turning_somebody_off_ends_their_sessions
    nobody_locks_out_themselves_or_everybody
    two_who_remove_each_other_do_not_both_succeed
    a_customers_own_people_see_nobody_else
    every_sort_and_page_lists_everybody_once
    a_search_finds_all_words_in_name_or_email
    ten_sign_ins_of_one_person_all_succeed
    somebody_sees_their_devices_and_signs_the_others_out
    somebody_chooses_a_language
    somebody_takes_another_name
}

fn now() -> Timestamp {
    Timestamp::from(chrono::Utc::now())
}

pub(crate) fn person(called: &str, at: &str) -> NewUser {
    NewUser {
        name: name(called),
        email: email(at),
    }
}

/// An invitation whose token is made of one byte.
pub(crate) fn invitation(to: &str, byte: u8) -> Invitation {
    Invitation {
        link: NewLink {
            token: SecretHash([byte; 32]),
            expires_at: now().plus_seconds(WEEK),
        },
        mail: NewMail {
            kind: MailKind::Invitation,
            to: email(to),
            subject: "Invitation".into(),
            text: "…".into(),
            html: "…".into(),
        },
    }
}

impl World {
    async fn invite(&self, of: People, called: &str, byte: u8) -> User {
        let at = format!("{}@people.example", called.to_lowercase().replace(' ', "."));
        self.store
            .invite_user(
                &self.permit(),
                of,
                person(called, &at),
                invitation(&at, byte),
            )
            .await
            .unwrap()
    }

    async fn register(&self, byte: u8) -> domain::Result<UserId> {
        let token = SecretHash([byte; 32]);
        let hash = "$argon2id$".to_owned();
        self.store
            .register(token, name("As Registered"), hash, origin(), now())
            .await
            .map(|(_, user, _)| user)
    }

    async fn list(&self, of: People, listing: &UserListing) -> Vec<String> {
        let page = self
            .store
            .list_users(&self.permit(), of, listing, now())
            .await
            .unwrap();
        page.rows.iter().map(|user| user.name.to_string()).collect()
    }
}

async fn somebody_is_invited_and_registers(world: World) {
    let customer = world.create("Alba Media", "info@alba.example").await;
    let invited = world.invite(People::Of(customer.id), "Ana Alba", 1).await;
    assert_eq!(invited.status, UserStatus::Invited);
    let token = SecretHash([1; 32]);
    let state = world.store.link(LinkKind::Invitation, token, now()).await;
    let Ok(LinkState::Open(holder)) = state else {
        unreachable!("{state:?}");
    };
    assert_eq!(holder.organisation, Some(customer.name));
    assert_eq!(holder.subject, Subject::Customer(customer.id));
    let refused = world
        .store
        .credential(&world.realm, &invited.email)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(refused.password_hash, None);

    assert_eq!(world.register(1).await, Ok(invited.id));
    let user = world
        .store
        .user(&world.permit(), invited.id, now())
        .await
        .unwrap();
    assert_eq!(
        (user.status, user.name.as_str()),
        (UserStatus::Active, "As Registered")
    );
    assert_eq!(
        world.store.link(LinkKind::Invitation, token, now()).await,
        Ok(LinkState::Used)
    );
    assert_eq!(world.register(1).await, Err(Error::NotFound));
    let events = world
        .store
        .customer_history(&world.permit(), customer.id, None, 10)
        .await
        .unwrap();
    let kinds: Vec<_> = events.iter().map(|event| event.kind).collect();
    assert_eq!(
        kinds,
        [
            AuditKind::UserRegistered,
            AuditKind::UserInvited,
            AuditKind::CustomerCreated
        ]
    );
    assert_eq!(events[0].actor, Some(invited.id));
    let mails = world.rows("SELECT recipient, kind FROM mail").await;
    assert_eq!(
        mails,
        [("ana.alba@people.example".into(), "invitation".into())]
    );
}

async fn a_new_customer_comes_with_its_first_person(world: World) {
    let new = crate::support::new_customer("Alba Media", "info@alba.example", "");
    let first = Some(invitation("info@alba.example", 1));
    let customer = world
        .store
        .create_customer(&world.permit(), new, first)
        .await
        .unwrap();
    assert_eq!(
        world
            .list(People::Of(customer.id), &UserListing::default())
            .await,
        ["Alba Media"]
    );
    // Somebody who has yet to register is nobody who could lose anything.
    let selection = CustomerSelection::These(vec![customer.id]);
    let belongings = world
        .store
        .customer_belongings(&world.permit(), &selection)
        .await
        .unwrap();
    assert_eq!(belongings.users, 0);
    // The email of a person is as much taken as that of a customer.
    world.invite(People::Team, "Berta", 2).await;
    let new = crate::support::new_customer("Berta", "berta@people.example", "");
    let first = Some(invitation("berta@people.example", 3));
    let refused = world
        .store
        .create_customer(&world.permit(), new, first)
        .await;
    let taken = Error::invalid(Field::Email, Issue::TakenByUser);
    assert_eq!(refused, Err(taken));
    let counts = world.store.customer_counts(&world.permit()).await.unwrap();
    assert_eq!(counts.all(), 1);
}

async fn of_fifty_who_use_a_link_one_registers(world: World) {
    world.invite(People::Team, "Berta", 1).await;
    let tries = (0..50).map(|_| {
        let world = world.clone();
        tokio::spawn(async move { world.register(1).await })
    });
    let mut registered = 0;
    for one in tries.collect::<Vec<_>>() {
        match one.await.unwrap() {
            Ok(_) => registered += 1,
            Err(error) => assert_eq!(error, Error::NotFound),
        }
    }
    assert_eq!(registered, 1);
}

async fn another_link_takes_the_place_of_the_first(world: World) {
    let user = world.invite(People::Team, "Berta", 1).await;
    world
        .store
        .renew_invitation(
            &world.permit(),
            user.id,
            invitation("berta@people.example", 2),
        )
        .await
        .unwrap();
    let state = |byte: u8| {
        world
            .store
            .link(LinkKind::Invitation, SecretHash([byte; 32]), now())
    };
    assert_eq!(state(1).await, Ok(LinkState::Revoked));
    assert_eq!(world.register(1).await, Err(Error::NotFound));
    assert_eq!(world.register(2).await, Ok(user.id));
    let again = world
        .store
        .renew_invitation(
            &world.permit(),
            user.id,
            invitation("berta@people.example", 3),
        )
        .await;
    assert_eq!(again, Err(Error::Conflict(Conflict::Registered)));
}

async fn an_invitation_taken_back_lets_nobody_in(world: World) {
    let user = world.invite(People::Team, "Berta", 1).await;
    let revoked = world
        .store
        .revoke_invitation(&world.permit(), user.id)
        .await;
    assert_eq!(revoked, Ok(name("Berta")));
    let token = SecretHash([1; 32]);
    assert_eq!(
        world.store.link(LinkKind::Invitation, token, now()).await,
        Ok(LinkState::Revoked)
    );
    assert_eq!(world.register(1).await, Err(Error::NotFound));
    // The email is free again.
    world.invite(People::Team, "Berta", 2).await;
    let unknown = SecretHash([9; 32]);
    assert_eq!(
        world.store.link(LinkKind::Invitation, unknown, now()).await,
        Ok(LinkState::Unknown)
    );
}

async fn an_invitation_ends_after_seven_days(world: World) {
    let user = world.invite(People::Team, "Berta", 1).await;
    let later = now().plus_seconds(WEEK);
    let token = SecretHash([1; 32]);
    assert_eq!(
        world.store.link(LinkKind::Invitation, token, later).await,
        Ok(LinkState::Expired)
    );
    let refused = world
        .store
        .register(token, name("Late"), String::new(), origin(), later)
        .await;
    assert_eq!(refused.err(), Some(Error::NotFound));
    let user = world
        .store
        .user(&world.permit(), user.id, later)
        .await
        .unwrap();
    assert_eq!(user.status, UserStatus::InvitationExpired);
    assert_eq!(world.store.sweep(later).await, Ok(0));
    let much_later = later.plus_seconds(91 * 24 * 60 * 60);
    assert_eq!(world.store.sweep(much_later).await, Ok(1));
}

/// Two people of a customer who have registered.
async fn two_of(world: &World, customer: CustomerId) -> [UserId; 2] {
    let of = People::Of(customer);
    let (ana, ben) = (
        world.invite(of, "Ana", 1).await,
        world.invite(of, "Ben", 2).await,
    );
    world.register(1).await.unwrap();
    world.register(2).await.unwrap();
    [ana.id, ben.id]
}

async fn turning_somebody_off_ends_their_sessions(world: World) {
    let customer = world.create("Alba Media", "info@alba.example").await;
    let [ana, _] = two_of(&world, customer.id).await;
    let token = SecretHash([7; 32]);
    let open = || {
        world
            .store
            .open_session(&world.realm, ana, token, Device::default(), false, now())
    };
    assert_eq!(open().await, Ok(true));
    let set = |enabled| {
        let permit = world.permit();
        let store = world.store.clone();
        async move { store.set_user_enabled(&permit, ana, enabled, now()).await }
    };
    assert_eq!(set(false).await.unwrap().status, UserStatus::Disabled);
    let ended = SessionState::Ended(SessionEnd::Revoked);
    assert_eq!(world.store.session(token, now()).await.as_ref(), Ok(&ended));
    assert_eq!(open().await, Ok(false));
    let user = set(true).await.unwrap();
    assert_eq!(user.status, UserStatus::Active);
    assert!(user.last_sign_in_at.is_some());
    assert_eq!(world.store.session(token, now()).await, Ok(ended));
}

async fn nobody_locks_out_themselves_or_everybody(world: World) {
    let customer = world.create("Alba Media", "info@alba.example").await;
    let [ana, ben] = two_of(&world, customer.id).await;
    let own: Permit<domain::access::ManageUsers> = {
        let subject = Subject::Customer(customer.id);
        Permit::ask(&Session::of_user(
            world.realm.reseller,
            subject,
            ana,
            origin(),
        ))
        .unwrap()
    };
    let yourself = Error::Conflict(Conflict::Yourself);
    assert_eq!(
        world.store.remove_user(&own, ana).await,
        Err(yourself.clone())
    );
    let off = world.store.set_user_enabled(&own, ana, false, now()).await;
    assert_eq!(off, Err(yourself));
    world.store.remove_user(&own, ben).await.unwrap();
    let last = Error::Conflict(Conflict::LastUser);
    let removed = world.store.remove_user(&world.permit(), ana).await;
    assert_eq!(removed, Err(last.clone()));
    let off = world
        .store
        .set_user_enabled(&world.permit(), ana, false, now())
        .await;
    assert_eq!(off, Err(last));
    // Whoever has yet to register is nobody who could sign in.
    let invited = world.invite(People::Of(customer.id), "Cor", 3).await;
    assert!(world.store.remove_user(&world.permit(), ana).await.is_err());
    world
        .store
        .remove_user(&world.permit(), invited.id)
        .await
        .unwrap();
    // With the customer everybody goes.
    world
        .store
        .delete_customer(&world.permit(), customer.id, "Alba Media", None)
        .await
        .unwrap();
    let gone = world.store.user(&world.permit(), ana, now()).await;
    assert_eq!(gone, Err(Error::NotFound));
}

async fn two_who_remove_each_other_do_not_both_succeed(world: World) {
    for round in 0..5 {
        let at = format!("info{round}@alba.example");
        let customer = world.create("Alba Media", &at).await;
        let of = People::Of(customer.id);
        let mut both = Vec::new();
        for side in 0..2 {
            let byte = round * 2 + side + 1;
            both.push(world.invite(of, &format!("P{byte}"), byte).await.id);
            world.register(byte).await.unwrap();
        }
        let tries = [(both[0], both[1]), (both[1], both[0])].map(|(actor, other)| {
            let store = world.store.clone();
            let subject = Subject::Customer(customer.id);
            let session = Session::of_user(world.realm.reseller, subject, actor, origin());
            tokio::spawn(async move {
                store
                    .remove_user(&Permit::ask(&session).unwrap(), other)
                    .await
            })
        });
        let mut removed = 0;
        for one in tries {
            removed += u32::from(one.await.unwrap().is_ok());
        }
        assert_eq!(removed, 1);
    }
}

async fn a_customers_own_people_see_nobody_else(world: World) {
    let [mine, other] = [
        world.create("Alba Media", "info@alba.example").await,
        world.create("Other", "info@other.example").await,
    ];
    let [ana, _] = two_of(&world, mine.id).await;
    let stranger = world.invite(People::Of(other.id), "Stranger", 3).await;
    let subject = Subject::Customer(mine.id);
    let session = Session::of_user(world.realm.reseller, subject, ana, origin());
    let (look, change) = (
        Permit::ask(&session).unwrap(),
        Permit::ask(&session).unwrap(),
    );
    let store = &world.store;
    for of in [People::Of(other.id), People::Team] {
        let page = store
            .list_users(&look, of, &UserListing::default(), now())
            .await;
        assert_eq!(page.unwrap().rows, []);
        let invite = store
            .invite_user(
                &change,
                of,
                person("Eve", "eve@x.example"),
                invitation("eve@x.example", 5),
            )
            .await;
        assert_eq!(invite, Err(Error::NotFound));
    }
    for id in [stranger.id, world.user] {
        assert_eq!(store.user(&look, id, now()).await, Err(Error::NotFound));
        assert_eq!(store.remove_user(&change, id).await, Err(Error::NotFound));
        let off = store.set_user_enabled(&change, id, false, now()).await;
        assert_eq!(off, Err(Error::NotFound));
    }
    let own = store
        .list_users(&look, People::Of(mine.id), &UserListing::default(), now())
        .await;
    assert_eq!(own.unwrap().rows.len(), 2);
}

async fn every_sort_and_page_lists_everybody_once(world: World) {
    let customer = world.create("Alba Media", "info@alba.example").await;
    let of = People::Of(customer.id);
    for number in 0..60 {
        // Two of each name.
        let new = person(
            &format!("Person {}", number / 2),
            &format!("p{number}@x.example"),
        );
        let byte = number + 1;
        world
            .store
            .invite_user(&world.permit(), of, new, invitation("x@x.example", byte))
            .await
            .unwrap();
        if number % 3 == 0 {
            world.register(byte).await.unwrap();
        }
    }
    for sort in UserSort::ALL.iter().copied() {
        for direction in [Direction::Ascending, Direction::Descending] {
            let mut seen = Vec::new();
            for page in 1..=3 {
                let page = PageRequest {
                    sort,
                    direction,
                    size: PageSize::Rows25,
                    page,
                };
                let listing = UserListing {
                    page,
                    ..UserListing::default()
                };
                let found = world
                    .store
                    .list_users(&world.permit(), of, &listing, now())
                    .await;
                seen.extend(found.unwrap().rows.into_iter().map(|user| user.id));
            }
            assert_eq!(seen.len(), 60, "{sort:?}");
            seen.sort_unstable();
            seen.dedup();
            assert_eq!(seen.len(), 60, "{sort:?}");
        }
    }
}

async fn a_search_finds_all_words_in_name_or_email(world: World) {
    let customer = world.create("Alba Media", "info@alba.example").await;
    let of = People::Of(customer.id);
    for (byte, called) in [(1, "Ána Müller"), (2, "Ben 100% Sure"), (3, "Cor_Neelis")] {
        let at = format!("n{byte}@people.example");
        world
            .store
            .invite_user(
                &world.permit(),
                of,
                person(called, &at),
                invitation(&at, byte),
            )
            .await
            .unwrap();
    }
    let find = async |words: &str| {
        let listing = UserListing {
            search: words.into(),
            ..UserListing::default()
        };
        world.list(of, &listing).await
    };
    assert_eq!(find("muller ana").await, ["Ána Müller"]);
    assert_eq!(find("n2@").await, ["Ben 100% Sure"]);
    assert_eq!(find("0%").await, ["Ben 100% Sure"]);
    assert_eq!(find("r_n").await, ["Cor_Neelis"]);
    assert_eq!(find("nobody").await, Vec::<String>::new());
    assert_eq!(find("people.example").await.len(), 3);
}

async fn ten_sign_ins_of_one_person_all_succeed(world: World) {
    let tries = (0..10).map(|byte| {
        let world = world.clone();
        tokio::spawn(async move {
            let token = SecretHash([byte + 100; 32]);
            world
                .store
                .open_session(
                    &world.realm,
                    world.user,
                    token,
                    Device::default(),
                    false,
                    now(),
                )
                .await
        })
    });
    for one in tries.collect::<Vec<_>>() {
        assert_eq!(one.await.unwrap(), Ok(true));
    }
    let permit = permit_in(&world.realm, world.user);
    let me = world.store.user(&permit, world.user, now()).await.unwrap();
    assert!(me.last_sign_in_at.is_some());
}

/// The session of the reseller's person.
fn session_of(world: &World) -> Session {
    Session::of_user(
        world.realm.reseller,
        Subject::Reseller,
        world.user,
        origin(),
    )
}

async fn somebody_sees_their_devices_and_signs_the_others_out(world: World) {
    let session = session_of(&world);
    let start = now();
    for byte in 1..=3 {
        let device = Device {
            address: origin().address,
            agent: format!("Browser {byte}").repeat(200),
        };
        let token = SecretHash([byte; 32]);
        let at = start.plus_seconds(i64::from(byte));
        world
            .store
            .open_session(&world.realm, world.user, token, device, false, at)
            .await
            .unwrap();
    }
    let current = SecretHash([2; 32]);
    let devices = async |at| {
        let devices = world.store.own_sign_ins(&own(&session), current, at).await;
        devices.unwrap()
    };
    let at = start.plus_seconds(10);
    let all = devices(at).await;
    assert_eq!(all.len(), 3);
    let is_current: Vec<_> = all.iter().map(|device| device.is_current).collect();
    assert_eq!(is_current, [false, true, false]);
    assert_eq!(all[0].agent.chars().count(), Device::AGENT_MAX);
    assert_eq!(all[0].address.as_deref(), Some("203.0.113.7"));
    let ended = world
        .store
        .end_other_sign_ins(&own(&session), current)
        .await;
    assert_eq!(ended, Ok(2));
    assert_eq!(devices(at).await.len(), 1);
    // Sessions that have ended by themselves are no devices any more.
    assert_eq!(devices(start.plus_seconds(60 * 60)).await, []);
}

async fn somebody_chooses_a_language(world: World) {
    let session = session_of(&world);
    let permit = own(&session);
    let choose = |language| world.store.choose_language(&permit, language);
    let chosen = async || world.store.viewer(&session).await.unwrap().language;
    assert_eq!(chosen().await, None);
    // The same once more is no change.
    for _ in 0..2 {
        choose(Some(Language::German)).await.unwrap();
        assert_eq!(chosen().await, Some(Language::German));
    }
    choose(None).await.unwrap();
    assert_eq!(chosen().await, None);
    let events = world
        .rows(
            "SELECT kind, changes FROM audit_event WHERE kind = 'language_chosen' ORDER BY number",
        )
        .await;
    assert_eq!(events.len(), 2);
}

async fn somebody_takes_another_name(world: World) {
    let session = session_of(&world);
    world
        .store
        .rename_self(&own(&session), name("Zoë"))
        .await
        .unwrap();
    world
        .store
        .rename_self(&own(&session), name("Zoë"))
        .await
        .unwrap();
    let viewer = world.store.viewer(&session).await.unwrap();
    assert_eq!(viewer.name, "Zoë");
    let listing = UserListing {
        search: "zoe".into(),
        ..UserListing::default()
    };
    assert_eq!(world.list(People::Team, &listing).await, ["Zoë"]);
    let events = world
        .rows("SELECT kind, changes FROM audit_event WHERE kind = 'user_renamed'")
        .await;
    assert_eq!(events.len(), 1);
}
