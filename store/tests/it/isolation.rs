//! No tenant reaches another one's rows: every table, and every function of every port.

use crate::metering::{self, Metered, NOON, at, new_token};
use crate::support::{
    World, both_databases, email, import, name, new_customer, own, permit_in, reseller,
};
use domain::Error;
use domain::access::{ManageMoney, Origin, Session, Subject, ViewMoney};
use domain::account::AccountEmails;
use domain::api_token::{ApiTokens, Expiry, Holder, TokenListing, TokenScope};
use domain::audit::{AuditFilter, AuditLog, History};
use domain::billing::{BillingDraft, BillingProfiles};
use domain::brand::Hue;
use domain::currency::Currency;
use domain::customer::{
    BulkOutcome, CustomerChange, CustomerFilter, CustomerListing, CustomerSelection, CustomerSort,
    Customers, Status, TagChange,
};
use domain::id::{BookingKey, CustomerId, LedgerEntryId, UserId};
use domain::invitation::CustomerInvitations;
use domain::language::Language;
use domain::ledger::{
    Adjustment, AdjustmentKind, Ledger, LedgerAudit, LedgerListing, NewCredits, Reversal,
};
use domain::listing::{Direction, Total};
use domain::mail::{Mails, Outbox};
use domain::money::{MICROS, Money};
use domain::reseller::Realm;
use domain::settings::ResellerSettings;
use domain::sign_in::{Device, SecretHash, SessionState, SignIns};
use domain::support::{Entrance, SupportLogins, SupportMode};
use domain::tag::Tags;
use domain::timestamp::Timestamp;
use domain::transcription::{
    Expiring, Report, TranscriptionFilter, TranscriptionListing, Transcriptions,
};
use domain::two_factor::{Proof, TotpSecret, TwoFactors};
use domain::usage::{Grain, UsageAudit, UsageFilter, UsageQuery, UsageRange, UsageReports};
use domain::user::{People, UserListing, Users};

both_databases! {
    every_key_of_every_table_begins_with_the_reseller
    no_port_reaches_another_tenants_rows
}

/// Tables whose keys begin with something else, and why.
const EXCEPTIONS: [(&str, &str); 9] = [
    ("reseller", "the tenants themselves"),
    (
        "api_token",
        "found by its secret, before any tenant is known",
    ),
    (
        "reseller_logo",
        "shown to people who have not signed in, by its address",
    ),
    ("session", "found by its token, before any tenant is known"),
    ("setup_link", "belongs to no tenant yet"),
    (
        "one_time_link",
        "found by its token, before any tenant is known",
    ),
    ("seaql_migrations", "about the tables"),
    ("sqlite_stat1", "about the tables"),
    (
        "customer_search",
        "row numbers, which begin with the reseller",
    ),
];

async fn every_key_of_every_table_begins_with_the_reseller(world: World) {
    let keys = world
        .rows(if world.is_postgres() {
            POSTGRES_KEYS
        } else {
            SQLITE_KEYS
        })
        .await;
    assert!(keys.len() > 20);
    for (table, first_column) in keys {
        // A full-text table keeps its contents in tables named after it.
        let is_exception = EXCEPTIONS
            .iter()
            .any(|(exception, _)| table == *exception || table.starts_with("customer_search_"));
        assert!(
            is_exception || first_column == "reseller_id",
            "{table}: {first_column}"
        );
    }
}

const SQLITE_KEYS: &str = "SELECT m.name, coalesce(c.name, '') FROM sqlite_schema m
    JOIN pragma_index_list(m.name) i JOIN pragma_index_info(i.name) c
    WHERE m.type = 'table' AND c.seqno = 0";

const POSTGRES_KEYS: &str = "SELECT t.relname::text, a.attname::text FROM pg_index i
    JOIN pg_class t ON t.oid = i.indrelid
    JOIN pg_namespace n ON n.oid = t.relnamespace AND n.nspname = 'public'
    JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = i.indkey[0]";

/// Every function that takes a permit or a session, called by one tenant on another one's rows.
async fn no_port_reaches_another_tenants_rows(world: World) {
    let store = world.store.clone();
    let mine = world.create("Mine", "mine@x.example").await;
    store
        .set_customer_tags(&world.permit(), mine.id, Tags::parse("secret").unwrap())
        .await
        .unwrap();
    let mine = world.customer(mine.id).await;
    let (realm, user) = reseller(&store, "Other", "other@other.example").await;
    let selection = CustomerSelection::These(vec![mine.id]);
    let all = || CustomerSelection::Matching {
        filter: CustomerFilter::default(),
        expected: 0,
    };
    let change = CustomerChange {
        name: name("Stolen"),
        email: email("stolen@x.example"),
        phone: None,
        status: Status::Inactive,
        tags: None,
        version: mine.version,
    };
    macro_rules! other {
        () => {
            &permit_in(&realm, user)
        };
    }
    let mut called = vec!["create_customer", "begin_import"];
    macro_rules! call {
        ($function:ident($($argument:expr),*)) => {{
            called.push(stringify!($function));
            store.$function(other!(), $($argument),*).await
        }};
    }
    let not_found = Err(Error::NotFound);
    let nothing = Ok(BulkOutcome::default());

    let page = call!(list_customers(&CustomerListing::default())).unwrap();
    assert_eq!((page.rows.len(), page.total), (0, Total::Exact(0)));
    assert_eq!(call!(count_customers(&CustomerFilter::default())), Ok(0));
    assert_eq!(call!(customer_counts()).unwrap().all(), 0);
    assert_eq!(call!(customer_tags()), Ok(vec![]));
    assert_eq!(call!(customer(mine.id)), not_found);
    assert_eq!(call!(customer_belongings(&selection)).unwrap().users, 0);
    assert_eq!(call!(update_customer(mine.id, change)), not_found);
    assert_eq!(
        call!(set_customer_tags(mine.id, Tags::default())),
        not_found
    );
    assert_eq!(
        call!(delete_customer(mine.id, "Mine", None)),
        Err(Error::NotFound)
    );
    assert_eq!(
        call!(set_status_of_customers(&selection, Status::Inactive)),
        nothing
    );
    assert_eq!(
        call!(set_status_of_customers(&all(), Status::Inactive)),
        nothing
    );
    let tags = TagChange::Add(Tags::parse("stolen").unwrap());
    assert_eq!(call!(set_tags_of_customers(&selection, &tags)), nothing);
    assert_eq!(call!(delete_customers(&selection)), nothing);
    let order = (CustomerSort::Name, Direction::Ascending);
    assert_eq!(
        call!(export_customers(&selection, order, None, 10))
            .unwrap()
            .0,
        vec![]
    );
    assert_eq!(
        call!(export_customers(&all(), order, None, 10)).unwrap().0,
        vec![]
    );
    assert_eq!(
        call!(existing_emails(std::slice::from_ref(&mine.email))),
        Ok(vec![false])
    );
    let all = AuditFilter::default();
    assert_eq!(call!(audit_events(&all, None, 10)), Ok(vec![]));
    let about = AuditFilter {
        customer: mine.id.to_string(),
        ..AuditFilter::default()
    };
    assert_eq!(call!(audit_events(&about, None, 10)), Ok(vec![]));
    assert_eq!(call!(verify_audit_log()).unwrap().events, 0);
    assert_eq!(
        call!(customer_history(mine.id, None, 10)),
        Err(Error::NotFound)
    );
    store
        .create_customer(other!(), new_customer("Mine", "mine@x.example", ""), None)
        .await
        .unwrap();
    let mut import_here = store.begin_import(other!()).await.unwrap();
    import_here
        .add(vec![import("In", "in@x.example")])
        .await
        .unwrap();
    import_here.commit().await.unwrap();

    let invitation = || crate::users::invitation("x@x.example", 9);
    let of = People::Of(mine.id);
    let colleague = world
        .store
        .invite_user(
            &world.permit(),
            of,
            crate::users::person("Ana", "ana@x.example"),
            invitation(),
        )
        .await
        .unwrap();
    let now = Timestamp::from(chrono::Utc::now());
    let listing = UserListing::default();
    let page = call!(list_users(of, &listing, now)).unwrap();
    assert_eq!((page.rows.len(), page.total), (0, Total::Exact(0)));
    assert_eq!(call!(user(colleague.id, now)), Err(Error::NotFound));
    let new = crate::users::person("Eve", "eve@x.example");
    assert_eq!(
        call!(invite_user(of, new, invitation())),
        Err(Error::NotFound)
    );
    let id = colleague.id;
    assert_eq!(
        call!(renew_invitation(id, invitation())),
        Err(Error::NotFound)
    );
    assert_eq!(call!(revoke_invitation(id)), Err(Error::NotFound));
    assert_eq!(
        call!(set_user_enabled(id, false, now)),
        Err(Error::NotFound)
    );
    assert_eq!(call!(remove_user(id)), Err(Error::NotFound));
    let hash = String::new();
    assert_eq!(call!(reset_password(id, hash, now)), Err(Error::NotFound));
    assert_eq!(
        world.store.user(&world.permit(), id, now).await,
        Ok(colleague)
    );

    let mail = store.list_mails(&world.permit(), None, 10).await.unwrap();
    let mail = mail.first().unwrap();
    assert_eq!(call!(list_mails(None, 10)), Ok(vec![]));
    assert_eq!(call!(resend_mail(mail.id, now)), Err(Error::NotFound));
    assert_eq!(call!(take_due_mail(now)), Ok(None));
    assert_eq!(call!(note_sent(mail.id, now)), Ok(()));
    assert_eq!(call!(note_failure(mail.id, "no")), Ok(()));
    let still = store.list_mails(&world.permit(), None, 10).await.unwrap();
    assert_eq!(still.first(), Some(mail));

    assert_eq!(call!(account_email(mine.id)), Err(Error::NotFound));
    assert_eq!(call!(billing_profile(mine.id)), Err(Error::NotFound));
    let profile = BillingDraft {
        billed_as: BillingDraft::INDIVIDUAL.into(),
        name: "Eve".into(),
        street: "X 1".into(),
        city: "Y".into(),
        country: "NL".into(),
        ..BillingDraft::default()
    };
    let profile = profile.parse().unwrap();
    assert_eq!(
        call!(set_billing_profile(mine.id, profile, 0)),
        Err(Error::NotFound)
    );
    let amount = Money::new(MICROS, Currency::EUR);
    let (key, comment) = (BookingKey::from(mine.id.uuid()), "Stolen".to_owned());
    let refill = Adjustment {
        kind: AdjustmentKind::Refill,
        amount,
        comment: comment.clone(),
        key,
    };
    let credits = NewCredits {
        credits: amount,
        expires_on: None,
        comment: comment.clone(),
        key,
    };
    let entry = LedgerEntryId::from(mine.id.uuid());
    let reversal = Reversal {
        entry,
        comment,
        key,
    };
    let permit = world.permit::<ManageMoney>();
    let booked = store.adjust_balance(&permit, mine.id, refill.clone()).await;
    assert_eq!(call!(account(mine.id)), Err(Error::NotFound));
    assert_eq!(call!(accounts(&[mine.id])), Ok(vec![]));
    let listing = LedgerListing::default();
    assert_eq!(call!(ledger(mine.id, &listing)), Err(Error::NotFound));
    let any = &listing.filter;
    assert_eq!(
        call!(ledger_before(mine.id, any, None, 9)),
        Err(Error::NotFound)
    );
    assert_eq!(call!(ledger_entry(mine.id, 1)), Err(Error::NotFound));
    let refused = Err(Error::NotFound);
    assert_eq!(call!(adjust_balance(mine.id, refill)), refused);
    assert_eq!(call!(set_credits(mine.id, credits, at(NOON))), refused);
    assert_eq!(call!(set_credit_limit(mine.id, amount)), refused);
    assert_eq!(call!(reverse_entry(mine.id, reversal)), refused);
    assert_eq!(call!(verify_ledger(at(NOON))).unwrap().entries, 0);
    assert_eq!(
        call!(last_ledger_check()).unwrap().unwrap().report.entries,
        0
    );
    assert_eq!(call!(expire_credits(at(NOON))), Ok(0));
    let kept = store.account(&world.permit::<ViewMoney>(), mine.id).await;
    assert_eq!(kept, booked);
    assert_eq!(call!(reset_two_factor(world.user)), Err(Error::NotFound));
    let (before, theirs) = {
        let before = store.settings(&world.permit()).await.unwrap();
        (before, call!(settings()).unwrap())
    };
    assert_eq!(theirs.settings.name, realm.brand.name);
    let mut stolen = theirs.settings;
    stolen.hue = Hue::try_from(9).unwrap();
    let saved = call!(set_settings(stolen, 1)).unwrap();
    assert_eq!(saved.version, 2);
    assert_eq!(call!(set_logo(None)), Ok(None));
    assert_eq!(store.settings(&world.permit()).await.unwrap(), before);
    let stranger = Session::of_user(realm.reseller, Subject::Reseller, user, Origin::default());
    let head = store.letterhead(&stranger).await.unwrap();
    called.push("letterhead");
    assert_eq!(head.brand.name, realm.brand.name);

    let letter = || crate::registrations::sent(40, "x@x.example");
    let invited = crate::registrations::invitation("");
    let made = store
        .invite_customer(&world.permit(), invited.clone(), letter(), now)
        .await;
    let made = made.unwrap().id;
    assert_eq!(call!(list_customer_invitations(None, 10, now)), Ok(vec![]));
    assert_eq!(call!(customer_invitation(made, now)), Err(Error::NotFound));
    assert_eq!(
        call!(renew_customer_invitation(made, letter(), now)),
        Err(Error::NotFound)
    );
    assert_eq!(
        call!(revoke_customer_invitation(made, now)),
        Err(Error::NotFound)
    );
    let here = crate::registrations::sent(41, "x@x.example");
    call!(invite_customer(invited, here, now)).unwrap();
    own_account(&world, &realm, user, mine.id).await;
    called.extend(["send_verification", "keep_account_email"]);
    support(&world, &realm, user, mine.id).await;
    sign_ins(&world, &realm, user).await;
    called.extend([
        "viewer",
        "own_credential",
        "own_sign_ins",
        "end_other_sign_ins",
        "rename_self",
        "choose_language",
        "choose_password",
        "request_reset",
        "credential",
        "open_session",
        "create_customer_user",
        "begin_support",
        "own_two_factor",
        "pending_two_factor",
        "begin_two_factor",
        "confirm_two_factor",
        "renew_recovery_codes",
        "stop_two_factor",
        "prove_code",
        "support",
        "end_support",
    ]);
    assert_eq!(world.customer(mine.id).await, mine);
    assert_eq!(
        store.customer_counts(&world.permit()).await.unwrap().all(),
        1
    );
    called.extend(metering(&world, &realm, user).await);
    every_function_is_called(&called);
}

/// The second factor of somebody who is taken for one of another tenant.
async fn second_factor(store: &store::Store, crossed: &Session, token: SecretHash) {
    let now = Timestamp::from(chrono::Utc::now());
    let proof = || Proof {
        code: "123456".into(),
        recovery: Some(token),
    };
    let secret = TotpSecret::new(vec![7; TotpSecret::LENGTH]);
    let code = "123456".to_owned();
    let refused = [
        store.own_two_factor(&own(crossed)).await.err(),
        store.pending_two_factor(&own(crossed)).await.err(),
        store.begin_two_factor(&own(crossed), secret).await.err(),
        store
            .confirm_two_factor(&own(crossed), code, vec![token], now)
            .await
            .err(),
        store
            .renew_recovery_codes(&own(crossed), proof(), vec![token], now)
            .await
            .err(),
        store
            .stop_two_factor(&own(crossed), proof(), now)
            .await
            .err(),
        store
            .prove_code(crossed, token, token, proof(), now)
            .await
            .err(),
    ];
    assert!(refused.iter().all(|it| *it == Some(Error::NotFound)));
}

/// Somebody of one tenant, taken for one of another one's customer.
async fn own_account(world: &World, realm: &Realm, user: UserId, mine: CustomerId) {
    let subject = Subject::Customer(mine);
    let crossed = Session::of_user(realm.reseller, subject, user, Origin::default());
    let now = Timestamp::from(chrono::Utc::now());
    let letter = crate::registrations::sent(42, "stolen@x.example");
    let mail = letter.mail.unwrap();
    let store = &world.store;
    let sent = store
        .send_verification(&own(&crossed), letter.link, mail, now)
        .await;
    assert_eq!(sent.err(), Some(Error::NotFound));
    let kept = store.keep_account_email(&own(&crossed)).await;
    assert_eq!(kept.err(), Some(Error::NotFound));
}

/// A support login for somebody else's customer, and the one of somebody else.
async fn support(world: &World, realm: &Realm, user: UserId, mine: CustomerId) {
    let store = &world.store;
    let now = Timestamp::from(chrono::Utc::now());
    let token = |byte: u8| SecretHash([byte; 32]);
    let entrance = |of: u8| Entrance {
        customer: mine,
        mode: SupportMode::Admin,
        back: "/customers".into(),
        session: token(of),
        renewed: token(of + 1),
    };
    for (realm, user, of) in [(&world.realm, world.user, 11), (realm, user, 21)] {
        let device = Device::default();
        let opened = store
            .open_session(realm, user, token(of), device, false, now)
            .await;
        assert_eq!(opened, Ok(true));
    }
    let theirs = permit_in(realm, user);
    assert_eq!(
        store.begin_support(&theirs, entrance(21), now).await,
        Err(Error::NotFound)
    );
    let begun = store
        .begin_support(&world.permit(), entrance(11), now)
        .await;
    let id = begun.unwrap();
    let stranger = Session::of_user(realm.reseller, Subject::Reseller, user, Origin::default());
    for session in [token(12), token(21)] {
        assert_eq!(store.support(&stranger, session, id, now).await, Ok(None));
        let ended = store.end_support(&theirs, id, session, token(22)).await;
        assert_eq!(ended, Ok(None));
    }
    let own = Session::of_user(
        world.realm.reseller,
        Subject::Reseller,
        world.user,
        Origin::default(),
    );
    let found = store.support(&own, token(12), id, now).await.unwrap();
    assert_eq!(found.map(|(customer, _)| customer), Some(mine));
}

async fn sign_ins(world: &World, realm: &domain::reseller::Realm, user: domain::id::UserId) {
    let store = &world.store;
    let known = store
        .credential(realm, &email("sanne@polder.example"))
        .await;
    assert!(known.unwrap().is_none());
    let now = Timestamp::from(chrono::Utc::now());
    let token = SecretHash([3; 32]);
    assert_eq!(
        store
            .open_session(realm, world.user, token, Device::default(), false, now)
            .await,
        Ok(false)
    );
    assert_eq!(store.session(token, now).await, Ok(SessionState::Unknown));
    let missing = email("nobody@x.example");
    let refused = store
        .create_customer_user(realm, &missing, name("X"), missing.clone(), String::new())
        .await;
    assert_eq!(refused, Err(Error::NotFound));
    let crossed = Session::of_user(
        world.realm.reseller,
        Subject::Reseller,
        user,
        Origin::default(),
    );
    assert_eq!(store.viewer(&crossed).await, Err(Error::NotFound));
    let devices = store.own_sign_ins(&own(&crossed), token, now).await;
    assert_eq!(devices.err(), Some(Error::NotFound));
    assert_eq!(store.end_other_sign_ins(&own(&crossed), token).await, Ok(0));
    let renamed = store.rename_self(&own(&crossed), name("Taken over")).await;
    assert_eq!(renamed.err(), Some(Error::NotFound));
    let language = Some(Language::German);
    let chosen = store.choose_language(&own(&crossed), language).await;
    assert_eq!(chosen.err(), Some(Error::NotFound));
    let own_credential = store.own_credential(&own(&crossed)).await;
    assert_eq!(own_credential.err(), Some(Error::NotFound));
    let chosen = store.choose_password(&own(&crossed), String::new()).await;
    assert_eq!(chosen.err(), Some(Error::NotFound));
    second_factor(store, &crossed, token).await;
    let mails = store.list_mails(&world.permit(), None, 10).await.unwrap();
    let crate::support::Requested { link, mail } = crate::support::reset_request(5);
    let known = email("sanne@polder.example");
    store
        .request_reset(realm, &known, link, mail)
        .await
        .unwrap();
    let after = store.list_mails(&world.permit(), None, 10).await.unwrap();
    assert_eq!(after, mails);
}

/// Tokens, sessions and usage of a customer, asked for by another reseller and by another customer's
/// program.
async fn metering(world: &World, realm: &Realm, user: UserId) -> Vec<&'static str> {
    let (alpen, berg) = (
        Metered::new(world, "Alpen", 1).await,
        Metered::new(world, "Berg", 2).await,
    );
    let (store, now) = (&world.store, metering::at(NOON));
    let begun = alpen.begin(world, "batch", now).await;
    let of = Holder::Customer(alpen.customer.id);
    let theirs = Some(alpen.customer.id);
    let mut called = Vec::new();
    macro_rules! by_both {
        ($function:ident($($argument:expr),*)) => {{
            called.push(stringify!($function));
            for permit in [permit_in(realm, user), berg.permit()] {
                let answer = store.$function(&permit, $($argument),*).await;
                assert_eq!(answer.err(), Some(Error::NotFound), stringify!($function));
            }
        }};
    }
    by_both!(list_transcriptions(
        theirs,
        &TranscriptionListing::default(),
        now
    ));
    by_both!(latest_transcriptions(
        theirs,
        &TranscriptionFilter::default(),
        None,
        10,
        now
    ));
    by_both!(transcription(begun.id, now));
    let query = UsageQuery {
        customer: alpen.customer.id,
        range: UsageRange::Last7,
        grain: Grain::Day,
        split: None,
        filter: UsageFilter::default(),
    };
    by_both!(usage(&query, now));

    macro_rules! by_reseller {
        ($function:ident($($argument:expr),*)) => {{
            called.push(stringify!($function));
            let permit = permit_in(realm, user);
            let answer = store.$function(&permit, $($argument),*).await;
            assert_eq!(answer.err(), Some(Error::NotFound), stringify!($function));
        }};
    }
    let new = new_token("Stolen", &[TokenScope::UsageRead], Expiry::Never);
    by_reseller!(list_tokens(of, &TokenListing::default(), now));
    by_reseller!(token(alpen.token.id, now));
    by_reseller!(create_token(of, new, metering::secret(3), now));
    by_reseller!(rotate_token(alpen.token.id, metering::secret(3), 0, now));
    by_reseller!(revoke_token(alpen.token.id, now));

    called.extend([
        "report_transcription",
        "begin_transcription",
        "report_usage",
    ]);
    let report = metering::said(Report::Cancel, 1, 0);
    let stolen = berg.report(world, &begun, report, now).await;
    assert_eq!(stolen.err(), Some(Error::NotFound));
    called.extend([
        "spoken_languages",
        "expire_transcriptions",
        "tell_stalled_transcriptions",
        "some_transcriptions",
    ]);
    let permit = berg.permit();
    for permit in [permit_in(realm, user), berg.permit()] {
        let some = store.some_transcriptions(&permit, &[begun.id], now).await;
        assert_eq!(some, Ok(vec![]));
    }
    assert_eq!(store.spoken_languages(&permit, theirs).await, Ok(vec![]));
    let late = now.plus_seconds(90 * 24 * 60 * 60);
    let other = permit_in(realm, user);
    assert_eq!(store.expire_transcriptions(&other, late).await, Ok(0));
    let told = store.tell_stalled_transcriptions(&other, Timestamp::from_micros(0), late);
    assert_eq!(told.await, Ok(0));
    called.extend(["verify_usage", "recount_usage"]);
    assert_eq!(
        store.verify_usage(&permit_in(realm, user)).await,
        Ok(vec![])
    );
    assert_eq!(store.recount_usage(&permit_in(realm, user)).await, Ok(()));
    let same = store.transcription(&alpen.permit(), begun.id, now).await;
    assert_eq!(same.unwrap(), begun);
    called
}

/// Functions that are about no tenant's rows.
const APART: [&str; 26] = [
    // Their own test has two tenants.
    "dashboard",
    "top_customers",
    "attention",
    "token_account",
    "bearer",
    "note_token_uses",
    "letterhead_of",
    "logo",
    "customer_invitation_link",
    "register_customer",
    "verification_link",
    "verify_email",
    "realms",
    "realm_by_slug",
    "realm_by_host",
    "session",
    "touch_session",
    "close_session",
    "senders",
    "sweep",
    "link",
    "register",
    "reset_password_by_link",
    "offer_setup",
    "is_setup_offered",
    "create_reseller",
];

/// Reads the ports and fails when one of their functions is not called above.
fn every_function_is_called(called: &[&str]) {
    let ports = [
        include_str!("../../../domain/src/customer/port.rs"),
        include_str!("../../../domain/src/audit/port.rs"),
        include_str!("../../../domain/src/mail/port.rs"),
        include_str!("../../../domain/src/user/port.rs"),
        include_str!("../../../domain/src/sign_in.rs"),
        include_str!("../../../domain/src/support/port.rs"),
        include_str!("../../../domain/src/account/port.rs"),
        include_str!("../../../domain/src/two_factor/port.rs"),
        include_str!("../../../domain/src/billing/port.rs"),
        include_str!("../../../domain/src/settings/port.rs"),
        include_str!("../../../domain/src/invitation/port.rs"),
        include_str!("../../../domain/src/api_token/port.rs"),
        include_str!("../../../domain/src/transcription/port.rs"),
        include_str!("../../../domain/src/usage/port.rs"),
        include_str!("../../../domain/src/dashboard/port.rs"),
        include_str!("../../../domain/src/ledger/port.rs"),
    ];
    // The handle of an import has a tenant from the beginning.
    let of_a_handle = ["add", "commit"];
    for line in ports.iter().flat_map(|port| port.lines()) {
        let Some(function) = line.trim().strip_prefix("async fn ") else {
            continue;
        };
        let function = function.split(['(', '<']).next().unwrap();
        let is_known = called.contains(&function)
            || APART.contains(&function)
            || of_a_handle.contains(&function);
        assert!(is_known, "{function} is missing from this test");
    }
}
