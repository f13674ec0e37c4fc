//! Everything that can be asked for, by everybody who may not have it. A page, route or server
//! function that is missing here fails the test.

use crate::support::{Answer, Browser, House, PASSWORD};
use app::routes::{Audience, PAGES};
use axum::body::Body;
use domain::access::{Permit, Session};
use domain::customer::{CustomerSelection, Customers, Status};
use domain::user::{People, Users};
use http::{Method, StatusCode};
use leptos::server_fn::axum::server_fn_paths;
use server::guard::ROUTES;
use std::collections::BTreeSet;

/// An ID that nothing has.
pub const NOTHING: &str = "01999f06-3e7a-74d2-93aa-5d8c1e0b6f27";

/// What another reseller is told that asks about a customer who is none of theirs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Elsewhere {
    /// That there is no such customer.
    NotFound,
    /// What they have themselves, which is nothing.
    TheirOwn,
}
use Elsewhere::{NotFound, TheirOwn};

/// The server functions of the reseller's rooms, with arguments they understand. `{id}` is a
/// customer of Polder Speech; what begins with a brace is JSON, anything else a form.
pub const FUNCTIONS: &[(&str, &str, Elsewhere)] = &[
    (
        "list_customers",
        r#"{"listing":{"filter":{},"page":{"sort":"name","direction":"ascending","size":25,"page":1}}}"#,
        TheirOwn,
    ),
    ("count_customers", r#"{"filter":{}}"#, TheirOwn),
    ("customer_tags", "{}", TheirOwn),
    ("get_customer", r#"{"id":"{id}"}"#, NotFound),
    (
        "customer_belongings",
        r#"{"selection":{"these":["{id}"]}}"#,
        TheirOwn,
    ),
    ("create_customer", "name=&email=", TheirOwn),
    (
        "update_customer",
        "id={id}&version=1&name=Taken+over&email=x@taken.example",
        NotFound,
    ),
    ("set_customer_tags", "id={id}&tags=taken", NotFound),
    (
        "delete_customer",
        "id={id}&confirmation=Stichting+Stemhuis",
        NotFound,
    ),
    (
        "set_status_of_customers",
        r#"{"selection":{"these":["{id}"]},"status":"inactive"}"#,
        TheirOwn,
    ),
    (
        "set_tags_of_customers",
        r#"{"selection":{"these":["{id}"]},"change":{"add":["taken"]}}"#,
        TheirOwn,
    ),
    (
        "delete_customers",
        r#"{"selection":{"these":["{id}"]},"confirmation":"1"}"#,
        TheirOwn,
    ),
    (
        "list_audit_events",
        r#"{"filter":{"customer":"{id}"},"before":null}"#,
        TheirOwn,
    ),
    ("reset_two_factor", "id={user}", NotFound),
    ("generate_password", "{}", TheirOwn),
    (
        "reset_password",
        r#"{"id":"{user}","password":"wooden ferry at dusk"}"#,
        NotFound,
    ),
    ("list_customer_invitations", r#"{"before":null}"#, TheirOwn),
    ("invite_customer", "email=&note=&tags=", TheirOwn),
    (
        "renew_customer_invitation",
        "id=01999f06-3e7a-74d2-93aa-5d8c1e0b6f27",
        NotFound,
    ),
    (
        "revoke_customer_invitation",
        "id=01999f06-3e7a-74d2-93aa-5d8c1e0b6f27",
        NotFound,
    ),
    ("list_mails", r#"{"before":null}"#, TheirOwn),
    (
        "resend_mail",
        "id=01999f06-3e7a-74d2-93aa-5d8c1e0b6f27",
        NotFound,
    ),
    ("settings", "{}", TheirOwn),
    (
        "set_settings",
        "version=1&name=Taken+over&country=NL&currency=EUR&time_zone=UTC&hue=9&invitation_days=7",
        TheirOwn,
    ),
    ("remove_logo", "", TheirOwn),
    ("customer_money", r#"{"customer":"{id}"}"#, NotFound),
    (
        "adjust_balance",
        "customer={id}&key=01999f06-3e7a-74d2-93aa-5d8c1e0b6f27&kind=refill&amount=1&comment=Taken",
        NotFound,
    ),
    (
        "set_credits",
        "customer={id}&key=01999f06-3e7a-74d2-93aa-5d8c1e0b6f27&amount=1&comment=Taken",
        NotFound,
    ),
    ("set_credit_limit", "customer={id}&amount=1", NotFound),
    (
        "entry_to_reverse",
        r#"{"customer":"{id}","number":1}"#,
        NotFound,
    ),
    (
        "reverse_entry",
        "customer={id}&entry=01999f06-3e7a-74d2-93aa-5d8c1e0b6f27\
         &key=01999f06-3e7a-74d2-93aa-5d8c1e0b6f27&comment=Taken",
        NotFound,
    ),
    ("get_dashboard", r#"{"range":"last7"}"#, TheirOwn),
    ("get_top_customers", r#"{"range":"last7"}"#, TheirOwn),
    (
        "get_attention",
        r#"{"query":{"page":1,"rows":5}}"#,
        TheirOwn,
    ),
];

/// The server functions about people, which resellers and customers have for their own. `{id}` is
/// a customer of Polder Speech, `{user}` one of its people; both are none of the resellee's.
pub const FOR_BOTH: &[(&str, &str, Elsewhere)] = &[
    (
        "list_users",
        r#"{"customer":"{id}","listing":{"page":{"sort":"name","direction":"ascending","size":25,"page":1}}}"#,
        TheirOwn,
    ),
    (
        "customer_history",
        r#"{"customer":"{id}","before":null}"#,
        NotFound,
    ),
    ("billing_profile", r#"{"customer":"{id}"}"#, NotFound),
    ("account", r#"{"customer":"{id}"}"#, NotFound),
    (
        "list_ledger",
        r#"{"customer":"{id}","listing":{"filter":{},"page":{"sort":"written","direction":"descending","size":25,"page":1}}}"#,
        NotFound,
    ),
    (
        "ledger_entry",
        r#"{"customer":"{id}","number":1}"#,
        NotFound,
    ),
    (
        "set_billing_profile",
        "customer={id}&billed_as=individual&name=Eve&street=X+1&city=Y&country=NL",
        NotFound,
    ),
    ("get_user", r#"{"id":"{user}"}"#, NotFound),
    (
        "invite_user",
        "customer={id}&name=Eve&email=eve@x.example",
        NotFound,
    ),
    ("set_user_enabled", "id={user}&enabled=false", NotFound),
    ("renew_invitation", "id={user}", NotFound),
    ("remove_user", "id={user}", NotFound),
    ("revoke_invitation", "id={user}", NotFound),
    (
        "list_tokens",
        r#"{"customer":"{id}","listing":{"page":{"sort":"name","direction":"ascending","size":25,"page":1}}}"#,
        NotFound,
    ),
    (
        "create_token",
        "customer={id}&name=Taken&scopes[]=usage:read&expiry=30",
        NotFound,
    ),
    (
        "get_token",
        r#"{"id":"01999f06-3e7a-74d2-93aa-5d8c1e0b6f27"}"#,
        NotFound,
    ),
    (
        "rotate_token",
        "id=01999f06-3e7a-74d2-93aa-5d8c1e0b6f27&overlap=0",
        NotFound,
    ),
    (
        "revoke_token",
        "id=01999f06-3e7a-74d2-93aa-5d8c1e0b6f27",
        NotFound,
    ),
    (
        "list_transcriptions",
        r#"{"customer":"{id}","listing":{"filter":{},"page":{"sort":"created","direction":"descending","size":25,"page":1}}}"#,
        NotFound,
    ),
    (
        "get_transcription",
        r#"{"id":"01999f06-3e7a-74d2-93aa-5d8c1e0b6f27"}"#,
        NotFound,
    ),
    ("transcription_choices", r#"{"customer":"{id}"}"#, NotFound),
    (
        "get_usage",
        r#"{"customer":"{id}","asked":{"range":"last7","grain":"day","split":null,"filter":{}}}"#,
        NotFound,
    ),
];

/// The server functions about one's own organisation.
pub const OF_RESELLEES: &[(&str, &str)] = &[
    ("account_email", "{}"),
    ("send_verification", "email=x@taken.example"),
    ("keep_account_email", ""),
];

/// The server functions of everybody who is signed in.
pub const OF_EVERYBODY: &[&str] = &[
    "load_frame",
    "own_two_factor",
    "begin_two_factor",
    "confirm_two_factor",
    "renew_recovery_codes",
    "stop_two_factor",
    "own_devices",
    "rename_self",
    "choose_language",
    "sign_out_others",
];

#[test]
fn the_table_names_every_server_function() {
    let known: BTreeSet<String> = FUNCTIONS
        .iter()
        .chain(FOR_BOTH)
        .map(|(name, ..)| *name)
        .chain(OF_EVERYBODY.iter().copied())
        .chain(OF_RESELLEES.iter().map(|(name, _)| *name))
        .map(|name| format!("/api/{name}"))
        .collect();
    let registered: BTreeSet<String> = server_fn_paths().map(|(path, _)| path.to_owned()).collect();
    assert_eq!(registered, known);
    assert!(
        server_fn_paths().all(|(_, method)| method == Method::POST),
        "GET changes nothing"
    );
}

#[test]
fn the_lists_of_pages_are_the_same_in_router_and_guard() {
    let listed: BTreeSet<String> = PAGES.iter().map(|page| page.path.to_owned()).collect();
    let routed = leptos_axum::generate_route_list(app::App);
    let routed: BTreeSet<String> = routed.iter().map(|route| route.path().to_owned()).collect();
    assert_eq!(routed, listed);
}

/// Calls a server function as a program does.
async fn call(browser: &mut Browser, name: &str, arguments: &str, ids: (&str, &str)) -> Answer {
    call_at(browser, "", name, arguments, ids).await
}

/// Calls a server function beneath an address.
pub async fn call_at(
    browser: &mut Browser,
    base: &str,
    name: &str,
    arguments: &str,
    ids: (&str, &str),
) -> Answer {
    let arguments = arguments.replace("{id}", ids.0).replace("{user}", ids.1);
    let is_json = arguments.starts_with('{');
    let mut request = browser.request(Method::POST, &format!("{base}/api/{name}"));
    let headers = request.headers_mut().unwrap();
    headers.insert("accept", "application/json".parse().unwrap());
    headers.insert("sec-fetch-site", "same-origin".parse().unwrap());
    let media_type = if is_json {
        "application/json"
    } else {
        "application/x-www-form-urlencoded"
    };
    headers.insert("content-type", media_type.parse().unwrap());
    browser.send(request, Body::from(arguments)).await
}

struct Everybody {
    house: House,
    id: String,
    user: String,
    owner: Browser,
    anonymous: Browser,
    resellee: Browser,
    stranger: Browser,
}

async fn people() -> Everybody {
    let house = House::new().await;
    let realm = house.realm().await;
    let resellee = house.resellee(&realm).await;
    let id = house
        .add_customer(&realm, "Waterkant Media", "info@waterkant.example")
        .await;
    let owner = house.signed_in().await;
    house.add_reseller("Dune Audio", "noor@dune.example").await;
    let mut stranger = house.browser();
    let fields = [("email", "noor@dune.example"), ("password", PASSWORD)];
    assert_eq!(
        stranger.post("/login/dune-audio", &fields).await.location(),
        "/"
    );
    let user = house.invite(
        &realm,
        People::Of(id),
        "Waterkant Ana",
        "ana@waterkant.example",
    );
    let user = user.await.0.to_string();
    Everybody {
        id: id.to_string(),
        user,
        owner,
        anonymous: house.browser(),
        resellee,
        stranger,
        house,
    }
}

#[tokio::test]
async fn nobody_calls_a_server_function_of_somebody_else() {
    let mut people = people().await;
    let before = people.owner.get("/customers/export").await.body;
    for (name, arguments, elsewhere) in FUNCTIONS {
        let answer = call(
            &mut people.anonymous,
            name,
            arguments,
            (&people.id, &people.user),
        )
        .await;
        assert_eq!(
            answer.status,
            StatusCode::UNAUTHORIZED,
            "{name}: {answer:?}"
        );
        let answer = call(
            &mut people.resellee,
            name,
            arguments,
            (&people.id, &people.user),
        )
        .await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{name}: {answer:?}");
        let answer = call(
            &mut people.stranger,
            name,
            arguments,
            (&people.id, &people.user),
        )
        .await;
        if *elsewhere == NotFound {
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{name}: {answer:?}");
        }
        assert!(!answer.body.contains("Waterkant"), "{name}: {answer:?}");
    }
    for (name, arguments, elsewhere) in FOR_BOTH {
        let ids = (people.id.as_str(), people.user.as_str());
        let answer = call(&mut people.anonymous, name, arguments, ids).await;
        assert_eq!(
            answer.status,
            StatusCode::UNAUTHORIZED,
            "{name}: {answer:?}"
        );
        for outsider in [&mut people.resellee, &mut people.stranger] {
            let answer = call(outsider, name, arguments, ids).await;
            if *elsewhere == NotFound {
                assert_eq!(answer.status, StatusCode::NOT_FOUND, "{name}: {answer:?}");
            }
            assert!(!answer.body.contains("Waterkant"), "{name}: {answer:?}");
        }
    }
    for (name, arguments) in OF_RESELLEES {
        let answer = call(&mut people.anonymous, name, arguments, ("", "")).await;
        assert_eq!(
            answer.status,
            StatusCode::UNAUTHORIZED,
            "{name}: {answer:?}"
        );
        for outsider in [&mut people.owner, &mut people.stranger] {
            let answer = call(outsider, name, arguments, ("", "")).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{name}: {answer:?}");
        }
    }
    for name in OF_EVERYBODY {
        let answer = call(&mut people.anonymous, name, "{}", ("", "")).await;
        assert_eq!(
            answer.status,
            StatusCode::UNAUTHORIZED,
            "{name}: {answer:?}"
        );
    }
    let after = people.owner.get("/customers/export").await.body;
    assert_eq!(after, before);
    for (name, arguments, _) in FOR_BOTH.iter().chain(FUNCTIONS) {
        let answer = call(
            &mut people.owner,
            name,
            arguments,
            (&people.id, &people.user),
        )
        .await;
        let is_refusal = matches!(answer.status.as_u16(), 400 | 401 | 403 | 500..);
        assert!(!is_refusal, "the owner may: {name}: {answer:?}");
    }
    drop(people.house);
}

/// People who were let in once, or are to be, and are not now.
async fn turned_away(house: &House) -> Vec<(&'static str, Browser)> {
    let realm = house.realm().await;
    let operator = Session::of_operator(realm.reseller);
    let store = &house.site.store;
    let mut turned_away = Vec::new();
    for who in ["inactive", "disabled", "reset", "invited"] {
        let at = format!("info@{who}.example");
        let customer = house.add_customer(&realm, who, &at).await;
        let of = People::Of(customer);
        let mut browser = house.browser();
        let mut ids = Vec::new();
        for number in 0..2 {
            let email = format!("p{number}@{who}.example");
            let (user, path) = house.invite(&realm, of, who, &email).await;
            ids.push(user);
            if who != "invited" {
                let fields = [("name", who), ("password", PASSWORD)];
                let answer = browser.post(&path, &fields).await;
                assert_eq!(answer.location(), "/console");
            }
        }
        let now = house.site.clock.now();
        let selection = CustomerSelection::These(vec![customer]);
        match who {
            "inactive" => {
                let permit = Permit::ask(&operator).unwrap();
                let off = store.set_status_of_customers(&permit, &selection, Status::Inactive);
                off.await.unwrap();
            }
            "disabled" => {
                let permit = Permit::ask(&operator).unwrap();
                let off = store.set_user_enabled(&permit, ids[1], false, now);
                off.await.unwrap();
            }
            "reset" => {
                let hashed = house.site.passwords.hash(PASSWORD.into()).await.unwrap();
                let permit = Permit::ask(&operator).unwrap();
                let reset = store.reset_password(&permit, ids[1], hashed, now);
                reset.await.unwrap();
                let email = format!("p1@{who}.example");
                assert_eq!(
                    browser.sign_in(&email, PASSWORD).await.location(),
                    "/console"
                );
            }
            _ => {
                let email = format!("p1@{who}.example");
                assert_eq!(browser.sign_in(&email, PASSWORD).await.location(), "/login");
            }
        }
        turned_away.push((who, browser));
    }
    turned_away
}

#[tokio::test]
async fn whoever_is_turned_away_has_nothing() {
    let house = House::new().await;
    let nobody = (
        "01999f06-3e7a-74d2-93aa-5d8c1e0b6f27",
        "01999f06-3e7a-74d2-93aa-5d8c1e0b6f28",
    );
    let functions = FUNCTIONS.iter().chain(FOR_BOTH);
    let functions = functions.map(|(name, arguments, _)| (*name, *arguments));
    let functions = functions.chain(OF_RESELLEES.iter().copied());
    let functions: Vec<_> = functions
        .chain(OF_EVERYBODY.iter().map(|name| (*name, "{}")))
        .collect();
    for (who, mut browser) in turned_away(&house).await {
        for (name, arguments) in &functions {
            let answer = call(&mut browser, name, arguments, nobody).await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{who}: {name}");
        }
        for page in PAGES
            .iter()
            .filter(|page| page.audience != Audience::Anyone)
        {
            let path = page.path.replace(['{', '}'], "");
            let answer = browser.get(&path).await;
            let door = if who == "reset" {
                "/password"
            } else {
                "/login"
            };
            assert!(
                answer.location().starts_with(door),
                "{who}: {path}: {answer:?}"
            );
        }
    }
}

#[tokio::test]
async fn nobody_sees_a_page_or_uses_a_route_of_somebody_else() {
    let mut people = people().await;
    let id = people.id.clone();
    let fill = |path: &str| {
        path.replace("{id}", &id)
            .replace("{tab}", "history")
            .replace("{room}", "users")
    };
    let pages = PAGES
        .iter()
        .map(|page| (Method::GET, page.path, page.audience));
    let routes = ROUTES
        .iter()
        .map(|route| (route.method.clone(), route.path, route.audience));
    for (method, path, audience) in pages.chain(routes) {
        let path = fill(path).replace("{token}", &"0".repeat(64));
        if audience == Audience::Anyone {
            continue;
        }
        let answer = ask(&mut people.anonymous, &method, &path).await;
        assert!(
            answer.location().starts_with("/login"),
            "{method} {path}: {answer:?}"
        );
        let insider = match audience {
            Audience::Resellee => &mut people.owner,
            Audience::Reseller => &mut people.resellee,
            // Whoever is signed in sees their own.
            Audience::SignedIn | Audience::Anyone => continue,
            // There is no such support login.
            Audience::Support => {
                for browser in [&mut people.owner, &mut people.resellee] {
                    assert_eq!(ask(browser, &method, &path).await.location(), "/");
                }
                continue;
            }
        };
        let answer = ask(insider, &method, &path).await;
        if path == "/" {
            // Everybody starts somewhere.
            assert_eq!(answer.location(), "/console");
        } else {
            assert_eq!(
                answer.status,
                StatusCode::NOT_FOUND,
                "{method} {path}: {answer:?}"
            );
            let unknown = ask(insider, &method, "/nowhere").await;
            assert!(unknown.body.contains("Not found") && answer.body.contains("Not found"));
        }
        let answer = ask(&mut people.stranger, &method, &path).await;
        assert!(
            !answer.body.contains("Waterkant"),
            "{method} {path}: {answer:?}"
        );
        if path.contains(&id) {
            assert_eq!(
                answer.status,
                StatusCode::NOT_FOUND,
                "{method} {path}: {answer:?}"
            );
        }
    }
}

async fn ask(browser: &mut Browser, method: &Method, path: &str) -> Answer {
    browser.page = "/customers".into();
    if *method == Method::GET {
        browser.get(path).await
    } else {
        browser.post(path, &[]).await
    }
}
