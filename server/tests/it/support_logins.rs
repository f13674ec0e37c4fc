//! Support logins: what can be done in one, by whom, and for how long.

use crate::support::{Answer, Browser, EMAIL, House, PASSWORD};
use crate::unauthorized::{FOR_BOTH, FUNCTIONS, NOTHING, OF_EVERYBODY, OF_RESELLEES, call_at};
use app::routes::PAGES;
use domain::access::{ManageMoney, ManageUsers, Permit, Session, ViewHistory};
use domain::audit::{AuditEvent, AuditKind, History};
use domain::currency::Currency;
use domain::error::Error;
use domain::id::{BookingKey, CustomerId};
use domain::ledger::{Adjustment, AdjustmentKind, Ledger};
use domain::money::{MICROS, Money};
use domain::support::SupportMode;
use domain::user::People;
use http::StatusCode;
use store::testing::Tables;
use uuid::Uuid;

/// Tables in which something is written whoever looks, and why.
const ASIDE: [&str; 3] = [
    // Every request notes that somebody was there.
    "session",
    // That somebody came in is written down.
    "audit_event",
    "audit_head",
];

const HOUR: i64 = 60 * 60;
const NOBODY: &str = "01999f06-3e7a-74d2-93aa-5d8c1e0b6f27";

/// A customer with a person, and a browser in which the reseller's own person is signed in.
struct Case {
    house: House,
    customer: CustomerId,
    user: String,
    browser: Browser,
}

impl Case {
    async fn new() -> Self {
        Self::of(House::new().await).await
    }

    async fn of(house: House) -> Self {
        let realm = house.realm().await;
        let customer = house
            .add_customer(&realm, "Waterkant Media", "info@waterkant.example")
            .await;
        let of = People::Of(customer);
        let (user, _) = house
            .invite(&realm, of, "Ana", "ana@waterkant.example")
            .await;
        let browser = house.signed_in().await;
        Self {
            house,
            customer,
            user: user.to_string(),
            browser,
        }
    }

    /// Enters the customer's console. Answers with the address that it is beneath.
    async fn enter(&mut self, mode: SupportMode) -> String {
        let customer = self.customer.to_string();
        let fields = [("customer", customer.as_str()), ("mode", mode.as_str())];
        let answer = self.browser.post("/support", &fields).await;
        let base = answer.location().to_owned();
        assert!(base.starts_with("/support/"), "{base}");
        base
    }

    async fn leave(&mut self, base: &str) -> Answer {
        let id = base.trim_start_matches("/support/");
        let answer = self.browser.post("/leave", &[("support", id)]).await;
        answer.location().clone_into(&mut self.browser.page);
        answer
    }

    async fn call(&mut self, base: &str, name: &str, arguments: &str) -> Answer {
        let ids = (self.customer.to_string(), self.user.clone());
        call_at(&mut self.browser, base, name, arguments, (&ids.0, &ids.1)).await
    }

    /// Books a first entry of the customer's ledger.
    async fn book(&self) {
        let refill = Adjustment {
            kind: AdjustmentKind::Refill,
            amount: Money::new(MICROS, Currency::EUR),
            comment: "Bank transfer".to_owned(),
            key: BookingKey::from(Uuid::now_v7()),
        };
        let session = Session::of_operator(self.house.realm().await.reseller);
        let permit = Permit::<ManageMoney>::ask(&session).unwrap();
        let store = &self.house.site.store;
        let booked = store.adjust_balance(&permit, self.customer, refill);
        booked.await.unwrap();
    }

    async fn history(&self) -> Vec<AuditEvent> {
        let session = Session::of_operator(self.house.realm().await.reseller);
        let permit = Permit::<ViewHistory>::ask(&session).unwrap();
        let events = self
            .house
            .site
            .store
            .customer_history(&permit, self.customer, None, 50);
        events.await.unwrap()
    }
}

fn cookie(browser: &Browser) -> String {
    let session = browser
        .cookies
        .iter()
        .find(|(name, _)| name.ends_with("session"));
    session.unwrap().1.clone()
}

#[tokio::test]
async fn it_lies_over_the_persons_own_session_and_leads_back() {
    let mut case = Case::new().await;
    case.browser.get("/customers?q=water").await;
    let before = cookie(&case.browser);
    let base = case.enter(SupportMode::Admin).await;
    let inside = cookie(&case.browser);
    assert_ne!(before, inside, "a new session ID at the start");

    let page = case.browser.get(&base).await;
    assert!(page.body.contains("Admin login"), "{}", page.body);
    assert!(page.body.contains("Waterkant Media") && page.body.contains("60:00 left"));
    let users = case.browser.get(&format!("{base}/users")).await;
    assert!(users.body.contains("ana@waterkant.example"));
    let elsewhere = case.browser.get("/customers").await;
    assert_eq!(
        elsewhere.status,
        StatusCode::OK,
        "other tabs go on as before"
    );
    assert!(!elsewhere.body.contains("Support login"));

    let mut old = case.browser.clone();
    for (name, value) in &mut old.cookies {
        if name.ends_with("session") {
            value.clone_from(&before);
        }
    }
    assert!(old.get("/customers").await.location().starts_with("/login"));

    let answer = case.leave(&base).await;
    assert_eq!(answer.location(), "/customers?q=water");
    assert_ne!(cookie(&case.browser), inside, "a new session ID at the end");
    assert_eq!(case.browser.get(&base).await.location(), "/");
    assert_eq!(case.leave(&base).await.location(), "/", "twice is as once");

    let events = case.history().await;
    let told: Vec<_> = events.iter().map(|it| (it.kind, it.support)).collect();
    let (begun, ended) = (AuditKind::SupportBegun, AuditKind::SupportEnded);
    assert_eq!(told[0], (ended, Some(SupportMode::Admin)));
    assert_eq!(told[1], (begun, Some(SupportMode::Admin)));
    assert_eq!(events[0].actor_name.as_deref(), Some("Sanne Visser"));
}

#[tokio::test]
async fn it_ends_after_an_hour_and_with_the_session() {
    let mut case = Case::new().await;
    let base = case.enter(SupportMode::ReadOnly).await;
    for _ in 0..3 {
        case.house.pass(HOUR / 3 - 1);
        assert_eq!(case.browser.get(&base).await.status, StatusCode::OK);
    }
    case.house.pass(3);
    assert_eq!(case.browser.get(&base).await.location(), "/");
    let told = case.browser.get("/customers").await;
    assert!(told.body.contains("support login is over"), "{}", told.body);
    let answer = case.call(&base, "load_frame", "{}").await;
    assert_eq!(answer.status, StatusCode::GONE, "{answer:?}");

    let base = case.enter(SupportMode::ReadOnly).await;
    case.browser.post("/logout", &[]).await;
    assert!(
        case.browser
            .get(&base)
            .await
            .location()
            .starts_with("/login")
    );
    case.browser.sign_in(EMAIL, PASSWORD).await;
    assert_eq!(case.browser.get(&base).await.location(), "/");
}

#[tokio::test]
async fn nobody_else_gets_in_by_it() {
    let mut case = Case::new().await;
    let base = case.enter(SupportMode::Admin).await;
    let realm = case.house.realm().await;
    let mut colleague = case.house.browser();
    let (_, path) = case
        .house
        .invite(&realm, People::Team, "Bram", "bram@polder-speech.example")
        .await;
    colleague
        .post(&path, &[("name", "Bram"), ("password", PASSWORD)])
        .await;
    let mut other_device = case.house.signed_in().await;
    let mut resellee = case.house.resellee(&realm).await;
    for browser in [&mut colleague, &mut other_device, &mut resellee] {
        assert_eq!(browser.get(&base).await.location(), "/");
        let answer = call_at(browser, &base, "load_frame", "{}", ("", "")).await;
        assert_eq!(answer.status, StatusCode::GONE);
    }
    let customer = case.customer.to_string();
    let fields = [("customer", customer.as_str()), ("mode", "admin")];
    assert_eq!(
        resellee.post("/support", &fields).await.status,
        StatusCode::NOT_FOUND
    );
    case.house
        .add_reseller("Dune Audio", "noor@dune.example")
        .await;
    let mut stranger = case.house.browser();
    let door = [("email", "noor@dune.example"), ("password", PASSWORD)];
    stranger.post("/login/dune-audio", &door).await;
    assert_eq!(
        stranger.post("/support", &fields).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(stranger.get(&base).await.location(), "/");
}

#[tokio::test]
async fn there_is_no_way_up_sideways_or_further_in() {
    let mut case = Case::new().await;
    let base = case.enter(SupportMode::Admin).await;
    for (name, arguments, _) in FUNCTIONS {
        let answer = case.call(&base, name, arguments).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{name}: {answer:?}");
    }
    for page in PAGES {
        let path = page.path.replace("{id}", &case.customer.to_string());
        let answer = case.browser.get(&format!("{base}{path}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
    // What a page of it sends past it is nobody's, though the same browser is signed in.
    case.browser.page = format!("{base}/users");
    let customer = case.customer.to_string();
    let again = [("customer", customer.as_str()), ("mode", "admin")];
    let invited = [("name", "Eve"), ("email", "eve@x.example")];
    assert_eq!(case.browser.post("/support", &again).await.location(), "/");
    assert_eq!(
        case.browser
            .post("/api/invite_user", &invited)
            .await
            .location(),
        "/"
    );
    let team = case.browser.get("/settings/team").await;
    assert!(!team.body.contains("eve@x.example"));
}

#[tokio::test]
async fn an_admin_login_changes_what_the_customer_could_and_nobodys_own_account() {
    let mut case = Case::new().await;
    case.book().await;
    let base = case.enter(SupportMode::Admin).await;
    for (name, arguments, _) in FOR_BOTH {
        let answer = case.call(&base, name, arguments).await;
        let is_refusal = matches!(answer.status.as_u16(), 400 | 401 | 403 | 404 | 500..);
        // The last ones speak of somebody whom the ones before have removed, and some of what never
        // was.
        let speaks_of_nothing = arguments.contains("{user}") || arguments.contains(NOTHING);
        let is_gone = answer.status == StatusCode::NOT_FOUND && speaks_of_nothing;
        assert!(!is_refusal || is_gone, "{name}: {answer:?}");
    }
    let own = OF_RESELLEES
        .iter()
        .filter(|(name, _)| *name != "account_email");
    for (name, arguments) in own {
        let answer = case.call(&base, name, arguments).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{name}: {answer:?}");
    }
    for name in OF_EVERYBODY.iter().filter(|name| **name != "load_frame") {
        let answer = case.call(&base, name, "{}").await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{name}: {answer:?}");
    }
    let events = case.history().await;
    let invited = events
        .iter()
        .find(|it| it.support.is_some() && it.kind == AuditKind::UserInvited);
    let invited = invited.unwrap();
    assert_eq!(invited.support, Some(SupportMode::Admin));
    assert_eq!(invited.actor_name.as_deref(), Some("Sanne Visser"));
}

#[tokio::test]
async fn forms_without_a_program_are_done_in_it_too() {
    let mut case = Case::new().await;
    let base = case.enter(SupportMode::Admin).await;
    case.browser
        .get(&format!("{base}/users?dialog=invite-user"))
        .await;
    let users = format!("{base}/users");
    let fields = [
        ("name", "Bo"),
        ("email", "bo@waterkant.example"),
        ("next", users.as_str()),
    ];
    let answer = case
        .browser
        .post(&format!("{base}/api/invite_user"), &fields)
        .await;
    assert_eq!(answer.location(), users);
    let page = case.browser.get(&users).await;
    assert!(page.body.contains("bo@waterkant.example") && page.body.contains("User invited"));
    case.leave(&base).await;
    let base = case.enter(SupportMode::ReadOnly).await;
    case.browser
        .get(&format!("{base}/users?dialog=invite-user"))
        .await;
    let fields = [("name", "Cy"), ("email", "cy@waterkant.example")];
    let back = case
        .browser
        .post(&format!("{base}/api/invite_user"), &fields)
        .await;
    let page = case.browser.get(back.location()).await;
    assert!(page.body.contains("nothing was changed"), "{}", page.body);
    assert!(
        page.body.contains("cy@waterkant.example"),
        "nothing typed is lost"
    );
}

/// Everything there is, called in a read-only login, changes no row of any table. Sessions are
/// touched, and the log says that somebody came.
async fn nothing_changes_in_a_read_only_login(house: House) {
    let mut case = Case::of(house).await;
    let base = case.enter(SupportMode::ReadOnly).await;
    let tables = Tables::of(&case.house.database).await.unwrap();
    let before = tables.contents(&ASIDE).await.unwrap();
    for (name, arguments, _) in FUNCTIONS.iter().chain(FOR_BOTH) {
        let answer = case.call(&base, name, arguments).await;
        let is_known = matches!(answer.status.as_u16(), 200 | 403 | 404);
        assert!(is_known, "{name}: {answer:?}");
    }
    for (name, arguments) in OF_RESELLEES {
        case.call(&base, name, arguments).await;
    }
    for name in OF_EVERYBODY {
        case.call(&base, name, r#"{"name":"Eve"}"#).await;
        case.call(&base, name, "name=Eve").await;
    }
    for page in PAGES {
        let path = page
            .path
            .replace("{support}", base.trim_start_matches("/support/"));
        case.browser.get(&path.replace("{id}", NOBODY)).await;
    }
    assert_eq!(tables.contents(&ASIDE).await.unwrap(), before);
    assert!(before.len() > 10, "all tables");
    case.house.site.store.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_changes_in_a_read_only_login_on_sqlite() {
    nothing_changes_in_a_read_only_login(House::new().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_changes_in_a_read_only_login_on_postgres() {
    nothing_changes_in_a_read_only_login(House::on_postgres().await).await;
}

/// The second net: a permit that should never have been given writes nothing all the same.
async fn the_database_itself_refuses(house: House) {
    let case = Case::of(house).await;
    let site = &case.house.site;
    let operator = Session::of_operator(case.house.realm().await.reseller);
    let permit = Permit::<ManageUsers>::ask(&operator).unwrap();
    let id = case.user.parse().unwrap();
    let removed = site.read_only.remove_user(&permit, id).await;
    assert_eq!(removed, Err(Error::ReadOnly));
    assert!(site.backend.remove_user(&permit, id).await.is_ok());
    site.store.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_database_itself_refuses_on_sqlite() {
    the_database_itself_refuses(House::new().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_database_itself_refuses_on_postgres() {
    the_database_itself_refuses(House::on_postgres().await).await;
}

#[tokio::test]
async fn a_customer_sees_that_support_was_in_and_not_from_where() {
    let mut case = Case::new().await;
    let realm = case.house.realm().await;
    let of = People::Of(case.customer);
    let (_, path) = case
        .house
        .invite(&realm, of, "Cas", "cas@waterkant.example")
        .await;
    let base = case.enter(SupportMode::Admin).await;
    case.call(&base, "invite_user", "name=Eve&email=eve@x.example")
        .await;
    case.leave(&base).await;
    let tags = format!("id={}&tags=difficult", case.customer);
    let tagged = case.call("", "set_customer_tags", &tags).await;
    assert_eq!(tagged.status, StatusCode::OK);
    let mut own = case.house.browser();
    own.post(&path, &[("name", "Cas"), ("password", PASSWORD)])
        .await;
    let page = own.get("/console/history").await.body;
    for told in [
        "Support came in",
        "Support left",
        "User invited",
        "Sanne Visser (support, Admin login)",
    ] {
        assert!(page.contains(told), "{told}: {page}");
    }
    assert!(!page.contains("difficult") && !page.contains("Tags changed"));
    let own_lines = page.matches(" from 203.0.113.7").count();
    assert_eq!(own_lines, 1, "one's own registration: {page}");
}
