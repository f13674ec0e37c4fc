//! What programs of the reseller do: customers, people, tokens and the audit log.

use super::Program;
use crate::passwords::mails;
use crate::support::{Answer, House};
use axum::body::Body;
use domain::api_token::{Expiry, Holder, TokenScope};
use domain::user::People;
use http::header::{CONTENT_TYPE, IF_MATCH};
use http::{Method, StatusCode};
use serde_json::{Value, json};

/// Asks by any method, perhaps naming a version.
async fn ask(
    program: &Program,
    (method, path): (Method, &str),
    version: Option<&str>,
    body: &Value,
) -> Answer {
    let request = program.request(method, path);
    let mut request = request.header(CONTENT_TYPE, "application/json");
    if let Some(version) = version {
        request = request.header(IF_MATCH, version);
    }
    program.send(request, Body::from(body.to_string())).await
}

async fn patch(program: &Program, path: &str, version: &str, body: &Value) -> Answer {
    ask(program, (Method::PATCH, path), Some(version), body).await
}

async fn delete(program: &Program, path: &str) -> Answer {
    ask(program, (Method::DELETE, path), None, &Value::Null).await
}

/// Adds a customer, and answers its address.
async fn add(program: &Program, name: &str, email: &str) -> String {
    let new = json!({"name": name, "email": email, "invite": false});
    let answer = program.post("/customers", &new).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
    format!("/customers/{}", answer.json()["id"].as_str().unwrap())
}

fn at(pointer: &str, code: &str) -> (String, String) {
    (pointer.to_owned(), code.to_owned())
}

#[tokio::test]
async fn a_customer_is_added_changed_and_deleted() {
    let house = House::new().await;
    let program = Program::of_reseller(&house).await;
    let new = json!({"name": "Alba", "email": "info@alba.example", "phone": "+31 20 623 4567"});
    let created = program.post("/customers", &new).await;
    assert_eq!(created.status, StatusCode::CREATED, "{}", created.body);
    let customer = created.json();
    let path = format!("/customers/{}", customer["id"].as_str().unwrap());
    assert_eq!(created.header("location"), format!("/api/v1{path}"));
    assert_eq!(customer["phone"], "+31206234567");
    let link = customer["invitation_link"].as_str().unwrap();
    assert!(link.contains("/invitation/"), "{link}");
    let got = program.get(&path).await;
    assert_eq!(got.header("etag"), created.header("etag"));
    let first = got.header("etag").to_owned();

    let other = json!({"name": "Alba Media", "tags": ["legal", "VIP"], "status": "inactive"});
    let unnamed = ask(&program, (Method::PATCH, &path), None, &other).await;
    assert_eq!(unnamed.status, StatusCode::PRECONDITION_REQUIRED);
    assert_eq!(unnamed.code(), "precondition_required");
    let changed = patch(&program, &path, &first, &other).await;
    assert_eq!(changed.status, StatusCode::OK, "{}", changed.body);
    let customer = changed.json();
    assert_eq!(customer["name"], "Alba Media");
    assert_eq!(customer["email"], "info@alba.example");
    assert_eq!(customer["phone"], "+31206234567");
    assert_eq!(customer["tags"], json!(["VIP", "legal"]));
    assert_eq!(customer["status"], "inactive");
    let late = patch(&program, &path, &first, &other).await;
    assert_eq!(late.status, StatusCode::PRECONDITION_FAILED);
    assert_eq!(late.code(), "changed");
    let second = changed.header("etag").to_owned();
    assert_ne!(first, second);
    let without = patch(&program, &path, &second, &json!({"phone": ""})).await;
    assert_eq!(without.json()["phone"], Value::Null);

    let wrong = json!({"status": "trial", "tags": ["a,b"], "email": "x"});
    let wrong = patch(&program, &path, "*", &wrong).await;
    let all = [
        at("/email", "not_an_email"),
        at("/status", "not_one_of"),
        at("/tags", "separator"),
    ];
    assert_eq!(wrong.errors(), all);
    let unknown = patch(&program, &path, "*", &json!({"colour": "red"})).await;
    assert_eq!(unknown.errors(), [at("/colour", "unknown_field")]);

    let late = ask(&program, (Method::DELETE, &path), Some(&first), &json!({})).await;
    assert_eq!(late.code(), "changed");
    let gone = delete(&program, &path).await;
    assert_eq!(gone.status, StatusCode::NO_CONTENT);
    assert_eq!(gone.body, "");
    assert_eq!(program.get(&path).await.code(), "not_found");
}

#[tokio::test]
async fn of_many_changes_of_one_version_one_is_made() {
    let house = House::new().await;
    let program = Program::of_reseller(&house).await;
    let path = add(&program, "Alba", "info@alba.example").await;
    let version = program.get(&path).await.header("etag").to_owned();
    let changes = (0..10).map(|number| {
        let (program, path, version) = (&program, &path, &version);
        async move {
            let tags = json!({"tags": [format!("tag {number}")]});
            patch(program, path, version, &tags).await
        }
    });
    let answers = futures::future::join_all(changes).await;
    let made = answers.iter().filter(|it| it.status == StatusCode::OK);
    assert_eq!(made.count(), 1, "{answers:?}");
}

#[tokio::test]
async fn a_customer_with_people_is_deleted_by_its_name() {
    let house = House::new().await;
    let program = Program::of_reseller(&house).await;
    house.resellee(&house.realm().await).await;
    let found = program.get("/customers?q=stemhuis").await.json();
    let path = format!("/customers/{}", found["data"][0]["id"].as_str().unwrap());
    let users = program.get(&format!("{path}/users")).await.json();
    let user = format!("/users/{}", users["data"][0]["id"].as_str().unwrap());
    assert_eq!(delete(&program, &user).await.code(), "last_user");
    let off = patch(&program, &user, "*", &json!({"enabled": false})).await;
    assert_eq!(off.code(), "last_user");
    let one_factor = delete(&program, &format!("{user}/two-factor")).await;
    assert_eq!(one_factor.status, StatusCode::NO_CONTENT);
    for wrong in [path.clone(), format!("{path}?confirm=Stemhuis")] {
        let refused = delete(&program, &wrong).await;
        assert_eq!(refused.errors(), [at("?confirm", "does_not_match")]);
    }
    let confirmed = format!("{path}?confirm=Stichting%20Stemhuis");
    let gone = delete(&program, &confirmed).await;
    assert_eq!(gone.status, StatusCode::NO_CONTENT);
    assert_eq!(program.get(&user).await.code(), "not_found");
}

/// The names of all customers that a query finds, two at a time.
async fn names(program: &Program, query: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut cursor = String::new();
    loop {
        let address = format!("/customers?limit=2&{query}{cursor}");
        let piece = program.get(&address).await.json();
        for customer in piece["data"].as_array().unwrap() {
            names.push(customer["name"].as_str().unwrap().to_owned());
        }
        match piece["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return names,
        }
    }
}

async fn customers_are_listed(house: House) {
    let program = Program::of_reseller(&house).await;
    let mut paths = Vec::new();
    for (name, email) in [
        ("Corvo", "c@x.example"),
        ("Écho", "e@x.example"),
        ("Alba", "a@x.example"),
        ("Delta", "d@x.example"),
        ("Bravo", "b@x.example"),
    ] {
        paths.push(add(&program, name, email).await);
    }
    let tagged = json!({"tags": ["VIP", "legal"], "status": "inactive"});
    patch(&program, &paths[0], "*", &tagged).await;
    let ascending = ["Alba", "Bravo", "Corvo", "Delta", "Écho"];
    assert_eq!(names(&program, "sort=name").await, ascending);
    let mut descending = ascending;
    descending.reverse();
    assert_eq!(names(&program, "sort=name&dir=desc").await, descending);
    assert_eq!(names(&program, "sort=email").await, ascending);
    let latest = ["Bravo", "Delta", "Alba", "Écho", "Corvo"];
    assert_eq!(names(&program, "").await, latest);
    assert_eq!(names(&program, "sort=status&dir=desc").await[0], "Corvo");
    for query in ["status=inactive", "tag=legal,other", "q=corvo", "q=vip"] {
        assert_eq!(names(&program, query).await, ["Corvo"], "{query}");
    }
    let all = "team_type=default,enterprise&registered_from=2020-01-01";
    assert_eq!(names(&program, all).await.len(), 5);
    for query in [
        "team_type=individual",
        "registered_to=2020-01-01",
        "balance_from=0.01",
        "available_below=-5",
    ] {
        assert!(names(&program, query).await.is_empty(), "{query}");
    }
    assert_eq!(
        names(&program, "balance_below=50&sort=balance").await.len(),
        5
    );

    let cursor = program.get("/customers?limit=1&sort=name").await.json();
    let cursor = cursor["next_cursor"].as_str().unwrap().to_owned();
    for (query, wrong) in [
        (format!("sort=email&cursor={cursor}"), "?cursor"),
        ("cursor=nonsense".into(), "?cursor"),
        ("credits_from=much".into(), "?credits_from"),
    ] {
        let answer = program.get(&format!("/customers?{query}")).await;
        assert_eq!(answer.errors(), [at(wrong, "malformed")], "{query}");
    }
    for (query, wrong) in [
        ("sort=colour", at("?sort", "not_one_of")),
        ("dir=up", at("?dir", "not_one_of")),
        ("status=trial", at("?status", "not_one_of")),
        ("team_type=default,x", at("?team_type", "not_one_of")),
        ("tag=a;b", at("?tag", "malformed")),
        ("registered_from=soon", at("?registered_from", "malformed")),
        ("page=2", at("?page", "unknown_field")),
    ] {
        let answer = program.get(&format!("/customers?{query}")).await;
        assert_eq!(answer.errors(), [wrong], "{query}");
    }
}

#[tokio::test]
async fn customers_are_listed_on_sqlite() {
    customers_are_listed(House::new().await).await;
}

#[tokio::test]
async fn customers_are_listed_on_postgresql() {
    customers_are_listed(House::on_postgres().await).await;
}

#[tokio::test]
async fn who_is_billed_is_set_as_a_whole() {
    let house = House::new().await;
    let program = Program::of_reseller(&house).await;
    let path = add(&program, "Alba", "info@alba.example").await;
    let path = format!("{path}/billing-profile");
    let nobody = program.get(&path).await;
    assert_eq!(nobody.json()["profile"], Value::Null);
    let profile = json!({
        "billed_as": "enterprise",
        "company_name": "Alba Media B.V.",
        "vat_number": "004495445B01",
        "street": "Prinsengracht 263",
        "city": "Amsterdam",
        "country": "NL",
    });
    let put = async |version: Option<&str>, body: &Value| {
        ask(&program, (Method::PUT, &path), version, body).await
    };
    let unnamed = put(None, &profile).await;
    assert_eq!(unnamed.code(), "precondition_required");
    let wrong = put(Some(nobody.header("etag")), &json!({"billed_as": "x"})).await;
    assert!(wrong.errors().contains(&at("/billed_as", "not_one_of")));
    assert!(wrong.errors().contains(&at("/street", "required")));
    let set = put(Some(nobody.header("etag")), &profile).await;
    assert_eq!(set.status, StatusCode::OK, "{}", set.body);
    assert_eq!(set.json()["profile"]["vat_number"], "NL004495445B01");
    let got = program.get(&path).await;
    assert_eq!(got.json(), set.json());
    assert_eq!(got.header("etag"), set.header("etag"));
    let late = put(Some(nobody.header("etag")), &profile).await;
    assert_eq!(late.code(), "changed");
}

#[tokio::test]
async fn somebody_is_invited_once() {
    let house = House::new().await;
    let program = Program::of_reseller(&house).await;
    let customer = add(&program, "Alba", "info@alba.example").await;
    let path = format!("{customer}/users");
    let new = json!({"name": "Ana", "email": "ana@alba.example"});
    let first = program.post_once(&path, "a", &new).await;
    assert_eq!(first.status, StatusCode::CREATED, "{}", first.body);
    let again = program.post_once(&path, "a", &new).await;
    assert_eq!((again.status, again.json()), (first.status, first.json()));
    let mail = mails(&house, 1).await.remove(0);
    let text = mail.text.unwrap();
    assert!(text.contains("Engine invites you to Alba."), "{text}");
    let link_of = |answer: &Answer| answer.json()["link"].as_str().unwrap().to_owned();
    let page_of = |link: &str| link.replace("http://127.0.0.1:3000", "");
    let link = link_of(&first);
    assert!(text.contains(&link), "{text}");
    let page = house.browser().get(&page_of(&link)).await;
    assert!(page.body.contains("ana@alba.example"), "{}", page.body);
    let taken = program.post(&path, &new).await;
    assert_eq!(taken.errors(), [at("/email", "taken_by_user")]);

    let user = format!("/users/{}", first.json()["id"].as_str().unwrap());
    assert_eq!(first.header("location"), format!("/api/v1{user}"));
    let found = program.get(&format!("{path}?q=ana")).await.json();
    assert_eq!(found["data"], json!([program.get(&user).await.json()]));
    assert_eq!(found["data"][0]["status"], "invited");
    assert_eq!(found["next_cursor"], Value::Null);

    let resend = format!("{user}/invitation");
    let sent = program.post_once(&resend, "b", &json!({})).await;
    assert_eq!(sent.status, StatusCode::OK, "{}", sent.body);
    let again = program.post_once(&resend, "b", &json!({})).await;
    assert_eq!(again.json(), sent.json());
    assert_ne!(link_of(&sent), link);
    mails(&house, 2).await;
    let old = house.browser().get(&page_of(&link)).await;
    assert_eq!(old.status, StatusCode::NOT_FOUND);

    let nothing = patch(&program, &user, "*", &json!({})).await;
    assert_eq!(nothing.errors(), [at("/enabled", "required")]);
    let off = patch(&program, &user, "*", &json!({"enabled": false})).await;
    assert_eq!(off.json()["status"], "disabled");
    let gone = delete(&program, &user).await;
    assert_eq!(gone.status, StatusCode::NO_CONTENT);
    assert_eq!(program.get(&user).await.code(), "not_found");
}

#[tokio::test]
async fn somebody_is_invited_into_the_team() {
    let house = House::new().await;
    let program = Program::of_reseller(&house).await;
    let new = json!({"name": "Zoë", "email": "zoe@polder-speech.example"});
    let invited = program.post("/users", &new).await;
    assert_eq!(invited.status, StatusCode::CREATED, "{}", invited.body);
    assert_eq!(invited.json()["customer_id"], Value::Null);
    let text = mails(&house, 1).await.remove(0).text.unwrap();
    assert!(text.contains("Engine invites you to Polder Speech."));
    let team = program.get("/users").await.json();
    let people = team["data"].as_array().unwrap().iter();
    let names: Vec<_> = people.map(|user| user["name"].as_str()).collect();
    assert_eq!(names, [Some("Sanne Visser"), Some("Zoë")]);
}

#[tokio::test]
async fn an_organisation_is_invited_to_register() {
    let house = House::new().await;
    let program = Program::of_reseller(&house).await;
    let new = json!({
        "email": "info@alba.example",
        "note": "Hello",
        "tags": ["VIP"],
        "mailed": true,
    });
    let first = program.post_once("/invitations", "a", &new).await;
    assert_eq!(first.status, StatusCode::CREATED, "{}", first.body);
    let again = program.post_once("/invitations", "a", &new).await;
    assert_eq!(again.json(), first.json());
    mails(&house, 1).await;
    let path = format!("/invitations/{}", first.json()["id"].as_str().unwrap());
    assert_eq!(first.header("location"), format!("/api/v1{path}"));
    let link = first.json()["link"].as_str().unwrap().to_owned();
    let page = link.replace("http://127.0.0.1:3000", "");
    assert_eq!(house.browser().get(&page).await.status, StatusCode::OK);
    let copied = program.post("/invitations", &json!({})).await.json();
    assert_eq!(copied["mailed"], false);
    let nowhere = program.post("/invitations", &json!({"mailed": true})).await;
    assert_eq!(nowhere.errors(), [at("/email", "required")]);

    let resent = program.post(&format!("{path}/resend"), &json!({})).await;
    assert_eq!(resent.json()["mailed"], true);
    assert_ne!(resent.json()["link"], link);
    let revoked = delete(&program, &path).await;
    assert_eq!(revoked.json()["status"], "revoked");
    let piece = program.get("/invitations?limit=1").await.json();
    assert_eq!(piece["data"][0]["id"], copied["id"]);
    let cursor = piece["next_cursor"].as_str().unwrap();
    let rest = program.get(&format!("/invitations?cursor={cursor}")).await;
    assert_eq!(rest.json()["data"], json!([revoked.json()]));
}

#[tokio::test]
async fn a_token_that_a_program_makes_is_as_good_as_any() {
    let house = House::new().await;
    let program = Program::of_reseller(&house).await;
    let customer = add(&program, "Alba", "info@alba.example").await;
    let path = format!("{customer}/tokens");
    let new = json!({"name": "Script", "scopes": ["sessions:batch", "usage:read"], "expiry": "90"});
    let made = program.post_once(&path, "a", &new).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    let again = program.post_once(&path, "a", &new).await;
    assert_eq!((again.status, again.json()), (made.status, made.json()));
    let secret = made.json()["secret"].as_str().unwrap().to_owned();
    program.saying(&secret).begin("batch").await;
    let token = format!("/tokens/{}", made.json()["id"].as_str().unwrap());
    assert_eq!(made.header("location"), format!("/api/v1{token}"));
    let listed = program.get(&path).await.json();
    assert_eq!(listed["data"], json!([program.get(&token).await.json()]));
    assert_eq!(listed["data"][0]["created_by"], "Engine");
    assert!(listed["data"][0].get("secret").is_none());
    let wrong = json!({"name": "", "scopes": ["audit:read"], "expiry": "7"});
    let all = [
        at("/name", "required"),
        at("/scopes", "not_one_of"),
        at("/expiry", "not_in_list"),
    ];
    assert_eq!(program.post(&path, &wrong).await.errors(), all);

    let rotate = format!("{token}/rotate");
    let wrong = program.post(&rotate, &json!({"overlap_seconds": 7})).await;
    assert_eq!(wrong.errors(), [at("/overlap_seconds", "not_one_of")]);
    let hour = json!({"overlap_seconds": 3600});
    let other = program.post_once(&rotate, "b", &hour).await;
    assert_eq!(other.status, StatusCode::CREATED, "{}", other.body);
    let again = program.post_once(&rotate, "b", &hour).await;
    assert_eq!(again.json(), other.json());
    let renewed = other.json()["secret"].as_str().unwrap().to_owned();
    assert_ne!(renewed, secret);
    program.saying(&renewed).begin("batch").await;
    assert_eq!(program.get(&token).await.json()["status"], "replaced");
    assert_eq!(program.post(&rotate, &hour).await.code(), "token_over");
    assert_eq!(delete(&program, &token).await.json()["status"], "revoked");
}

#[tokio::test]
async fn a_token_gives_away_nothing_that_it_does_not_have() {
    let house = House::new().await;
    let all = Program::of_reseller(&house).await;
    let scopes = [TokenScope::TokensWrite];
    let narrow = Program::with(&house, Holder::Reseller, &scopes, Expiry::Never).await;
    let make = async |scope: &str| {
        let new = json!({"name": "More", "scopes": [scope], "expiry": "never"});
        narrow.post("/tokens", &new).await
    };
    let more = make("audit:read").await;
    assert_eq!(more.status, StatusCode::FORBIDDEN);
    assert_eq!(more.code(), "insufficient_scope");
    assert_eq!(make("tokens:write").await.status, StatusCode::CREATED);
    let rotate = format!("/tokens/{}/rotate", all.token.id);
    let taken = narrow.post(&rotate, &json!({"overlap_seconds": 0})).await;
    assert_eq!(taken.code(), "insufficient_scope");
}

#[tokio::test]
async fn what_is_another_resellers_is_not_there() {
    let house = House::new().await;
    let program = Program::of_reseller(&house).await;
    let elsewhere = house.add_reseller("Zeta Voice", "zoe@zeta.example").await;
    let theirs = house
        .add_customer(&elsewhere, "Zulu", "info@zulu.example")
        .await;
    let (user, _) = house
        .invite(&elsewhere, People::Of(theirs), "Zara", "zara@zulu.example")
        .await;
    let customer = format!("/customers/{theirs}");
    let person = json!({"name": "Eve", "email": "eve@evil.example"});
    let token = json!({"name": "Eve", "scopes": ["usage:read"], "expiry": "never"});
    let none = json!({});
    let under = |rest: &str| format!("{customer}{rest}");
    let of_user = |rest: &str| format!("/users/{user}{rest}");
    for (method, path, body) in [
        (Method::GET, under(""), &none),
        (Method::PATCH, under(""), &none),
        (Method::DELETE, under("?confirm=Zulu"), &none),
        (Method::GET, under("/billing-profile"), &none),
        (Method::PUT, under("/billing-profile"), &none),
        (Method::GET, under("/users"), &none),
        (Method::POST, under("/users"), &person),
        (Method::GET, under("/tokens"), &none),
        (Method::POST, under("/tokens"), &token),
        (Method::GET, under("/history"), &none),
        (Method::GET, under("/usage"), &none),
        (Method::GET, of_user(""), &none),
        (Method::PATCH, of_user(""), &json!({"enabled": false})),
        (Method::DELETE, of_user(""), &none),
        (Method::DELETE, of_user("/two-factor"), &none),
        (Method::POST, of_user("/invitation"), &none),
        (Method::POST, of_user("/password-reset"), &none),
    ] {
        let answer = ask(&program, (method.clone(), &path), Some("*"), body).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{method} {path}");
        assert_eq!(answer.code(), "not_found");
    }
    let off = json!({"action": "deactivate", "ids": [theirs.to_string()]});
    let nothing = program.post("/customers/actions", &off).await.json();
    assert_eq!(nothing, json!({"changed": 0, "unchanged": 0}));
    let log = program.get(&format!("/audit?customer={theirs}")).await;
    assert_eq!(log.json()["data"], json!([]));
    let all = program.get("/customers").await.json();
    assert_eq!(all["data"], json!([]));
}

#[tokio::test]
async fn the_audit_log_names_the_token() {
    let house = House::new().await;
    let program = Program::of_reseller(&house).await;
    let new = json!({"name": "Alba", "email": "info@alba.example"});
    let created = program.post("/customers", &new).await;
    let id = created.json()["id"].as_str().unwrap().to_owned();
    let log = program.get(&format!("/audit?customer={id}")).await.json();
    let kinds = |log: &Value| {
        let events = log["data"].as_array().unwrap().iter();
        let kind = |event: &Value| event["kind"].as_str().unwrap().to_owned();
        events.map(kind).collect::<Vec<_>>()
    };
    assert_eq!(kinds(&log), ["user_invited", "customer_created"]);
    let event = &log["data"][1];
    assert_eq!(event["token_id"], program.token.id.to_string());
    assert_eq!(event["actor_name"], "Engine");
    assert_eq!(event["actor_id"], Value::Null);
    assert_eq!(event["customer_name"], "Alba");
    assert_eq!(event["request_id"], created.header("x-request-id"));
    assert_eq!(event["address"], "203.0.113.9");
    let who = format!("/audit?kind=customer_created&who={}", program.token.id);
    assert_eq!(kinds(&program.get(&who).await.json()), ["customer_created"]);
    let before = program.get("/audit?to=2020-01-01").await.json();
    assert_eq!(before["data"], json!([]));
    let wrong = program.get("/audit?kind=nonsense").await;
    assert_eq!(wrong.errors(), [at("?kind", "not_one_of")]);

    let history = format!("/customers/{id}/history?limit=1");
    let piece = program.get(&history).await.json();
    assert_eq!(kinds(&piece), ["user_invited"]);
    let cursor = piece["next_cursor"].as_str().unwrap();
    let rest = program.get(&format!("{history}&cursor={cursor}")).await;
    assert_eq!(kinds(&rest.json()), ["customer_created"]);
}
