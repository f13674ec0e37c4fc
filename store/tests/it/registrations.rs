//! Customers that register themselves, their account email, and who is billed for them.

use crate::support::{World, both_databases, email, name, origin};
use domain::access::{Grants, Permit, Session, Subject};
use domain::account::AccountEmails;
use domain::audit::{AuditKind, AuditLog, History};
use domain::billing::{BillingDraft, BillingProfile, BillingProfiles};
use domain::customer::{CustomerChange, CustomerListing, Customers, TeamType};
use domain::error::{Conflict, Error};
use domain::field::{Field, Issue};
use domain::id::{CustomerId, UserId};
use domain::invitation::{
    CustomerInvitations, InvitationDraft, InvitationState, Registered, RegistrationDraft,
    Registrations, Sent,
};
use domain::link::{LinkState, NewLink};
use domain::mail::{MailKind, Mails, NewMail};
use domain::sign_in::{SecretHash, SignIns};
use domain::timestamp::Timestamp;
use domain::user::Users;

/// How long the links of these tests can be used, in seconds.
const WEEK: i64 = 7 * 24 * 60 * 60;

both_databases! {
    an_organisation_registers_by_its_invitation_once
    of_fifty_who_use_an_invitation_one_registers
    an_invitation_is_renewed_and_revoked
    what_somebody_else_has_cannot_be_registered
    a_customer_counts_as_what_its_profile_says_once_it_is_verified
    another_email_counts_once_it_has_been_verified
    a_link_for_an_email_that_was_changed_since_is_worth_nothing
    an_imported_customer_has_been_verified_elsewhere
    a_profile_is_not_overwritten
    a_deleted_customer_is_nowhere_any_more
}

fn now() -> Timestamp {
    Timestamp::from(chrono::Utc::now())
}

fn token(byte: u8) -> SecretHash {
    SecretHash([byte; 32])
}

/// A link whose token is made of one byte, with a mail.
pub fn sent(byte: u8, to: &str) -> Sent {
    Sent {
        link: NewLink {
            token: token(byte),
            expires_at: now().plus_seconds(WEEK),
        },
        mail: Some(NewMail {
            kind: MailKind::Verification,
            to: email(to),
            subject: "Link".into(),
            text: "…".into(),
            html: "…".into(),
        }),
    }
}

pub fn invitation(email: &str) -> domain::invitation::NewInvitation {
    let draft = InvitationDraft {
        email: email.into(),
        note: "Welcome".into(),
        tags: "new, nl".into(),
        mailed: false,
    };
    draft.parse().unwrap()
}

fn registration(email: &str) -> domain::invitation::NewRegistration {
    let draft = RegistrationDraft {
        organisation: "Alba Media".into(),
        name: "Ana Alba".into(),
        email: email.into(),
        phone: String::new(),
        country: "NL".into(),
    };
    draft.parse(None).unwrap()
}

async fn invite(world: &World, byte: u8) -> domain::invitation::CustomerInvitation {
    let link = Sent {
        mail: None,
        ..sent(byte, "x@x.example")
    };
    let made = world
        .store
        .invite_customer(&world.permit(), invitation(""), link, now())
        .await;
    made.unwrap()
}

async fn register(world: &World, byte: u8, email: &str) -> Result<Registered, Error> {
    let verification = sent(byte + 100, email);
    let new = registration(email);
    let done = world.store.register_customer(
        token(byte),
        new,
        "$argon2id$".into(),
        verification,
        origin(),
        now(),
    );
    done.await
}

/// An organisation that has registered itself, and its person.
async fn registered(world: &World) -> (CustomerId, UserId) {
    invite(world, 1).await;
    let done = register(world, 1, "info@alba.example").await.unwrap();
    let permit = own_of(world, &done);
    (permit.scope().customer().unwrap(), done.user)
}

/// What somebody who has registered may look at.
fn own_of(world: &World, who: &Registered) -> Permit<domain::access::ViewConsole> {
    let session = Session::of_user(world.realm.reseller, who.subject, who.user, origin());
    Permit::ask(&session).unwrap()
}

fn own<P: Grants>(world: &World, customer: CustomerId, user: UserId) -> Permit<P> {
    let subject = Subject::Customer(customer);
    let session = Session::of_user(world.realm.reseller, subject, user, origin());
    Permit::ask(&session).unwrap()
}

fn company() -> BillingProfile {
    let draft = BillingDraft {
        billed_as: BillingDraft::ENTERPRISE.into(),
        company_name: "Alba Media B.V.".into(),
        vat_number: "NL004495445B01".into(),
        street: "Prinsengracht 263".into(),
        postal_code: "1016 GV".into(),
        city: "Amsterdam".into(),
        country: "NL".into(),
        ..BillingDraft::default()
    };
    draft.parse().unwrap()
}

async fn team_type(world: &World, customer: CustomerId) -> (TeamType, Option<String>) {
    let customer = world.customer(customer).await;
    let company = customer.company_name.map(|name| name.to_string());
    (customer.team_type, company)
}

async fn an_organisation_registers_by_its_invitation_once(world: World) {
    let made = invite(&world, 1).await;
    let store = &world.store;
    let link = store.customer_invitation_link(token(1), now()).await;
    let open = match link {
        Ok(LinkState::Open(open)) => Some(open),
        _ => None,
    };
    let open = open.unwrap();
    assert_eq!((open.note.as_str(), open.email), ("Welcome", None));
    assert_eq!(open.letterhead.brand, world.realm.brand);
    let late = now().plus_seconds(WEEK);
    let late = store.customer_invitation_link(token(1), late).await;
    assert_eq!(late, Ok(LinkState::Expired));
    let done = register(&world, 1, "info@alba.example").await.unwrap();
    assert_eq!(done.realm, world.realm);
    let listing = CustomerListing::default();
    let page = store
        .list_customers(&world.permit(), &listing)
        .await
        .unwrap();
    let customer = page.rows.first().unwrap();
    assert_eq!(customer.tags.to_string(), "new;nl");
    assert_eq!(customer.team_type, TeamType::Default);
    let person = store.user(&world.permit(), done.user, now()).await.unwrap();
    assert_eq!(person.name, name("Ana Alba"));
    let again = register(&world, 1, "other@alba.example").await;
    assert_eq!(again.err(), Some(Error::NotFound));
    let used = store.customer_invitation_link(token(1), now()).await;
    assert_eq!(used, Ok(LinkState::Used));
    let after = store
        .customer_invitation(&world.permit(), made.id, now())
        .await;
    let after = after.unwrap();
    assert_eq!(after.state, InvitationState::Used);
    assert_eq!(after.customer, Some(customer.id));
    let events = store
        .customer_history(&world.permit(), customer.id, None, 10)
        .await
        .unwrap();
    let kinds: Vec<_> = events.iter().map(|event| event.kind).collect();
    let expected = [AuditKind::UserRegistered, AuditKind::CustomerRegistered];
    assert_eq!(kinds, expected);
    assert!(events.iter().all(|event| event.actor == Some(done.user)));
    let mails = store.list_mails(&world.permit(), None, 10).await.unwrap();
    assert_eq!(mails.first().unwrap().to, "info@alba.example");
}

async fn of_fifty_who_use_an_invitation_one_registers(world: World) {
    invite(&world, 1).await;
    let tries = (0..50).map(|number: u32| {
        let world = world.clone();
        let email = format!("p{number}@alba.example");
        tokio::spawn(async move {
            let verification = Sent {
                link: NewLink {
                    token: SecretHash([u8::try_from(number + 100).unwrap(); 32]),
                    expires_at: now().plus_seconds(60),
                },
                mail: None,
            };
            let new = registration(&email);
            let hash = "$argon2id$".to_owned();
            let done =
                world
                    .store
                    .register_customer(token(1), new, hash, verification, origin(), now());
            done.await
        })
    });
    let mut done = 0;
    for one in tries.collect::<Vec<_>>() {
        match one.await.unwrap() {
            Ok(_) => done += 1,
            Err(error) => assert_eq!(error, Error::NotFound),
        }
    }
    assert_eq!(done, 1);
    let counts = world.store.customer_counts(&world.permit()).await.unwrap();
    assert_eq!(counts.all(), 1);
}

async fn an_invitation_is_renewed_and_revoked(world: World) {
    let store = &world.store;
    let made = invite(&world, 1).await;
    let renewed = store
        .renew_customer_invitation(
            &world.permit(),
            made.id,
            sent(2, "info@alba.example"),
            now(),
        )
        .await;
    assert_eq!(renewed.unwrap().state, InvitationState::Open);
    let state = async |byte| store.customer_invitation_link(token(byte), now()).await;
    assert_eq!(state(1).await, Ok(LinkState::Revoked));
    assert!(matches!(state(2).await, Ok(LinkState::Open(_))));
    let revoked = store
        .revoke_customer_invitation(&world.permit(), made.id, now())
        .await;
    assert_eq!(revoked.unwrap().state, InvitationState::Revoked);
    assert_eq!(state(2).await, Ok(LinkState::Revoked));
    let refused = register(&world, 2, "info@alba.example").await;
    assert_eq!(refused.err(), Some(Error::NotFound));
    assert_eq!(state(9).await, Ok(LinkState::Unknown));
    let other = invite(&world, 3).await;
    register(&world, 3, "info@alba.example").await.unwrap();
    let late = store
        .revoke_customer_invitation(&world.permit(), other.id, now())
        .await;
    assert_eq!(late, Err(Error::Conflict(Conflict::Registered)));
    let all = store
        .list_customer_invitations(&world.permit(), None, 10, now())
        .await
        .unwrap();
    let ids: Vec<_> = all.iter().map(|it| it.id).collect();
    assert_eq!(ids, [other.id, made.id]);
}

async fn what_somebody_else_has_cannot_be_registered(world: World) {
    world.create("Taken", "taken@x.example").await;
    invite(&world, 1).await;
    let taken = register(&world, 1, "TAKEN@x.example").await.err();
    assert_eq!(taken, Some(Error::invalid(Field::Email, Issue::Taken)));
    let reseller = register(&world, 1, "sanne@polder.example").await.err();
    let issue = Issue::TakenByUser;
    assert_eq!(reseller, Some(Error::invalid(Field::Email, issue)));
    // The link is as good as before.
    register(&world, 1, "free@x.example").await.unwrap();
    let settled = Sent {
        mail: None,
        ..sent(5, "x@x.example")
    };
    let new = invitation("settled@x.example");
    let made = world
        .store
        .invite_customer(&world.permit(), new, settled, now())
        .await;
    made.unwrap();
    let other = register(&world, 5, "other@x.example").await;
    assert_eq!(other.err(), Some(Error::BadRequest));
}

async fn a_customer_counts_as_what_its_profile_says_once_it_is_verified(world: World) {
    let (customer, user) = registered(&world).await;
    let store = &world.store;
    let set = async |profile, version| {
        let permit = own(&world, customer, user);
        let stored = store.set_billing_profile(&permit, customer, profile, version);
        stored.await.unwrap()
    };
    let stored = set(company(), 0).await;
    assert_eq!((stored.version, stored.team_type), (1, TeamType::Default));
    assert_eq!(team_type(&world, customer).await, (TeamType::Default, None));
    let account = store
        .account_email(&own(&world, customer, user), customer)
        .await;
    assert!(!account.unwrap().is_verified);
    let verified = store
        .verify_email(token(101), origin(), now())
        .await
        .unwrap();
    assert_eq!(verified.email, email("info@alba.example"));
    let again = store.verify_email(token(101), origin(), now()).await;
    assert_eq!(again.err(), Some(Error::NotFound));
    let company_name = Some("Alba Media B.V.".to_owned());
    assert_eq!(
        team_type(&world, customer).await,
        (TeamType::Enterprise, company_name)
    );
    let person = BillingDraft {
        billed_as: BillingDraft::INDIVIDUAL.into(),
        name: "Ana Alba".into(),
        ..BillingDraft::of(&company())
    };
    set(person.parse().unwrap(), 1).await;
    let individual = (TeamType::Individual, None);
    assert_eq!(team_type(&world, customer).await, individual);
    // The reseller sees and changes the same profile.
    let seen = store.billing_profile(&world.permit(), customer).await;
    let seen = seen.unwrap();
    assert_eq!((seen.version, seen.team_type), (2, TeamType::Individual));
    // Another email has to be verified again.
    let row = world.customer(customer).await;
    let change = CustomerChange {
        name: row.name,
        email: email("new@alba.example"),
        phone: None,
        status: row.status,
        tags: None,
        version: row.version,
    };
    let changed = store
        .update_customer(&world.permit(), customer, change)
        .await;
    assert_eq!(changed.unwrap().team_type, TeamType::Default);
    let report = store.verify_audit_log(&world.permit()).await;
    assert_eq!(report.unwrap().fault, None);
}

async fn another_email_counts_once_it_has_been_verified(world: World) {
    let (customer, user) = registered(&world).await;
    let store = &world.store;
    store
        .verify_email(token(101), origin(), now())
        .await
        .unwrap();
    let send = async |byte: u8, to: &str, at| {
        let Sent { link, mail } = sent(byte, to);
        let permit = own(&world, customer, user);
        store
            .send_verification(&permit, link, mail.unwrap(), at)
            .await
    };
    let soon = send(20, "new@alba.example", now()).await;
    assert!(
        matches!(soon, Err(Error::Invalid(_))),
        "a minute between two"
    );
    let later = now().plus_seconds(61);
    let taken = send(20, "sanne@polder.example", later).await;
    let issue = Issue::TakenByUser;
    assert_eq!(taken.err(), Some(Error::invalid(Field::Email, issue)));
    let asked = send(21, "new@alba.example", later).await.unwrap();
    assert_eq!(asked.pending, Some(email("new@alba.example")));
    assert_eq!(asked.email, email("info@alba.example"));
    assert!(asked.is_verified, "the present one stays until then");
    let kept = store.keep_account_email(&own(&world, customer, user)).await;
    assert_eq!(kept.unwrap().pending, None);
    let dropped = store.verify_email(token(21), origin(), later).await;
    assert_eq!(dropped.err(), Some(Error::NotFound));
    let latest = later.plus_seconds(61);
    send(22, "new@alba.example", latest).await.unwrap();
    store
        .verify_email(token(22), origin(), latest)
        .await
        .unwrap();
    assert_eq!(
        world.customer(customer).await.email,
        email("new@alba.example")
    );
    let realm = &world.realm;
    let old = store.credential(realm, &email("info@alba.example")).await;
    assert!(old.unwrap().is_none());
    let new = store.credential(realm, &email("new@alba.example")).await;
    assert_eq!(new.unwrap().map(|found| found.user), Some(user));
    let account = store.account_email(&world.permit(), customer).await;
    assert!(account.unwrap().is_verified);
}

async fn a_link_for_an_email_that_was_changed_since_is_worth_nothing(world: World) {
    let (customer, _) = registered(&world).await;
    let row = world.customer(customer).await;
    let change = CustomerChange {
        name: row.name,
        email: email("typo@alba.example"),
        phone: None,
        status: row.status,
        tags: None,
        version: row.version,
    };
    let store = &world.store;
    let changed = store
        .update_customer(&world.permit(), customer, change)
        .await;
    changed.unwrap();
    let link = store.verification_link(token(101), now()).await;
    assert_eq!(link, Ok(LinkState::Revoked));
    let verified = store.verify_email(token(101), origin(), now()).await;
    assert_eq!(verified.err(), Some(Error::NotFound));
}

async fn an_imported_customer_has_been_verified_elsewhere(world: World) {
    let mut imported = crate::support::import("Alba", "info@alba.example");
    imported.team_type = TeamType::Individual;
    world.import(vec![imported]).await;
    let listing = CustomerListing::default();
    let page = world
        .store
        .list_customers(&world.permit(), &listing)
        .await
        .unwrap();
    let customer = page.rows.first().unwrap().id;
    let account = world.store.account_email(&world.permit(), customer).await;
    assert!(account.unwrap().is_verified);
    // Nobody of it has registered here yet, and until a profile is set nothing is derived.
    assert_eq!(team_type(&world, customer).await.0, TeamType::Individual);
}

async fn a_profile_is_not_overwritten(world: World) {
    let (customer, user) = registered(&world).await;
    let store = &world.store;
    let set = async |version| {
        let permit = own(&world, customer, user);
        store
            .set_billing_profile(&permit, customer, company(), version)
            .await
    };
    set(0).await.unwrap();
    assert_eq!(set(0).await.err(), Some(Error::Conflict(Conflict::Changed)));
    assert_eq!(set(1).await.unwrap().version, 1, "nothing was changed");
    let stranger = world.create("Other", "other@x.example").await;
    let permit = own(&world, customer, user);
    let theirs = store.set_billing_profile(&permit, stranger.id, company(), 0);
    assert_eq!(theirs.await.err(), Some(Error::NotFound));
}

async fn a_deleted_customer_is_nowhere_any_more(world: World) {
    let store = &world.store;
    let mut letter = sent(1, "info@alba.example");
    letter.mail = letter.mail.map(|mail| NewMail {
        kind: MailKind::CustomerInvitation,
        ..mail
    });
    let new = invitation("info@alba.example");
    let made = store
        .invite_customer(&world.permit(), new, letter, now())
        .await
        .unwrap();
    let done = register(&world, 1, "info@alba.example").await.unwrap();
    let permit = own_of(&world, &done);
    let customer = permit.scope().customer().unwrap();
    store
        .set_billing_profile(&world.permit(), customer, company(), 0)
        .await
        .unwrap();
    store
        .delete_customer(&world.permit(), customer, "Alba Media", None)
        .await
        .unwrap();
    let left = store
        .customer_invitation(&world.permit(), made.id, now())
        .await
        .unwrap();
    assert_eq!((left.email, left.note.as_str()), (None, ""));
    for table in [
        "customer",
        "\"user\"",
        "mail",
        "account_email",
        "billing_profile",
        "support_login",
        "recovery_code",
    ] {
        let count = format!("SELECT '{table}', CAST(count(*) AS TEXT) FROM {table}");
        let rows = world.rows(&count).await;
        let expected = if table == "\"user\"" { "1" } else { "0" };
        assert_eq!(rows[0].1, expected, "{table}");
    }
    let told = "SELECT kind, coalesce(changes, '') FROM audit_event";
    for (kind, changes) in world.rows(told).await {
        assert!(
            !changes.to_lowercase().contains("alba"),
            "{kind}: {changes}"
        );
    }
}
