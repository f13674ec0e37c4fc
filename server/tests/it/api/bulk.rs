//! What programs of the reseller do to many customers at once, and with whole files.

use super::Program;
use crate::support::{Answer, House, PASSWORD};
use axum::body::Body;
use http::header::{ACCEPT, CONTENT_TYPE};
use http::{Method, StatusCode};
use serde_json::{Value, json};

const FILE: &str = "name,email,phone,tags\n\
    Alba Media,info@alba.example,020 623 4567,\"legal, VIP\"\n\
    Bergen Studio,info@bergen.example,,\n\
    Cádiz Legal,info@cadiz.example,,legal\n";

async fn import(program: &Program, query: &str, key: &str, file: &str) -> Answer {
    let request = program.request(Method::POST, &format!("/customers/import{query}"));
    let request = request.header(CONTENT_TYPE, "text/csv; charset=utf-8");
    let request = request.header("idempotency-key", key);
    program.send(request, Body::from(file.to_owned())).await
}

/// How many customers pass a filter.
async fn count(program: &Program, query: &str) -> usize {
    let piece = program.get(&format!("/customers?{query}")).await.json();
    piece["data"].as_array().unwrap().len()
}

async fn file(program: &Program, path: &str) -> Answer {
    let request = program.request(Method::GET, path);
    program
        .send(request.header(ACCEPT, "text/csv"), Body::empty())
        .await
}

fn wrong(answer: &Answer) -> (String, String) {
    assert_eq!(
        answer.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{answer:?}"
    );
    answer.errors().remove(0)
}

async fn files_in_and_out(house: House) {
    let program = Program::of_reseller(&house).await;
    let before = count(&program, "").await;
    let tried = import(&program, "?dry_run=true", "a", FILE).await;
    assert_eq!(tried.status, StatusCode::OK, "{}", tried.body);
    let tried = tried.json();
    assert_eq!(
        (&tried["created"], &tried["dry_run"]),
        (&json!(3), &json!(true))
    );
    assert_eq!(count(&program, "").await, before);

    let broken = format!("{FILE}Dijk,not-an-email,,\n");
    let refused = import(&program, "", "b", &broken).await;
    assert_eq!(wrong(&refused), ("#row=5".into(), "not_an_email".into()));
    assert_eq!(count(&program, "").await, before);
    let said = import(&program, "?dry_run=true", "c", &broken).await.json();
    assert_eq!(said["error_count"], 1);
    assert_eq!(said["errors"], refused.json()["errors"]);

    let first = import(&program, "", "d", FILE).await;
    assert_eq!(first.json()["created"], 3, "{}", first.body);
    let again = import(&program, "", "d", FILE).await;
    assert_eq!(again.json(), first.json());
    let anew = import(&program, "", "e", FILE).await.json();
    assert_eq!(
        (&anew["created"], &anew["existing"]),
        (&json!(0), &json!(3))
    );
    let other = import(&program, "", "d", &broken).await;
    assert_eq!(wrong(&other).1, "not_an_email");
    let other = import(&program, "", "d", &FILE.replace("Alba", "Albi")).await;
    assert_eq!(other.code(), "idempotency_key_reused");

    let sent = file(&program, "/customers?tag=legal&sort=name&dir=asc").await;
    assert!(sent.header("content-type").starts_with("text/csv"));
    let lines: Vec<_> = sent.body.lines().skip(1).collect();
    assert_eq!(lines.len(), 2, "{}", sent.body);
    assert!(lines[0].contains("Alba Media") && lines[1].contains("Cádiz Legal"));
    let piece = file(&program, "/customers?limit=1").await;
    assert_eq!(wrong(&piece), ("?limit".into(), "together".into()));
    // What was sent can be sent back.
    let back = import(&program, "", "f", &sent.body).await;
    assert_eq!(back.json()["existing"], 2, "{}", back.body);

    let log = file(&program, "/audit?kind=customer_imported").await;
    let mut events = log.body.lines().skip(1).peekable();
    assert!(events.peek().is_some());
    assert!(
        events.all(|event| event.contains(",token,")),
        "{}",
        log.body
    );
    let no_csv = program.post("/customers/import", &json!({})).await;
    assert_eq!(no_csv.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn customers_come_and_go_as_files_on_sqlite() {
    files_in_and_out(House::new().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn customers_come_and_go_as_files_on_postgresql() {
    files_in_and_out(House::on_postgres().await).await;
}

async fn many_at_once(house: House) {
    let program = Program::of_reseller(&house).await;
    import(&program, "", "a", FILE).await;
    let found = program.get("/customers?tag=legal").await.json();
    let found = found["data"].as_array().unwrap().iter();
    let ids: Vec<Value> = found.map(|it| it["id"].clone()).collect();
    let act =
        async |key: &str, body: Value| program.post_once("/customers/actions", key, &body).await;

    let off = json!({"action": "deactivate", "ids": ids});
    let done = act("b", off.clone()).await;
    assert_eq!(
        done.json(),
        json!({"changed": 2, "unchanged": 0}),
        "{}",
        done.body
    );
    // The same request is not done again, another one is.
    assert_eq!(act("b", off.clone()).await.json(), done.json());
    assert_eq!(act("c", off).await.json()["unchanged"], 2);
    assert_eq!(count(&program, "status=inactive").await, 2);

    let tagged = json!({
        "action": "add_tags", "filter": "status=inactive", "expected": 2, "tags": ["late"],
    });
    assert_eq!(act("d", tagged.clone()).await.json()["changed"], 2);
    assert_eq!(count(&program, "tag=late").await, 2);
    let mut one_less = tagged.clone();
    one_less["expected"] = json!(1);
    let refused = act("e", one_less).await;
    assert_eq!(
        (refused.status, refused.code().as_str()),
        (StatusCode::CONFLICT, "count")
    );

    for (body, at) in [
        (json!({"action": "explode", "ids": []}), "/action"),
        (json!({"action": "activate"}), "/ids"),
        (
            json!({"action": "activate", "ids": [], "filter": ""}),
            "/ids",
        ),
        (json!({"action": "activate", "filter": ""}), "/expected"),
        (
            json!({"action": "activate", "filter": "colour=red", "expected": 1}),
            "?colour",
        ),
        (json!({"action": "activate", "ids": ["x"]}), "/ids/0"),
        (json!({"action": "add_tags", "ids": []}), "/tags"),
        (json!({"action": "delete", "ids": ids}), "/expected"),
        (
            json!({"action": "delete", "ids": ids, "expected": 1}),
            "/expected",
        ),
    ] {
        let refused = act("f", body.clone()).await;
        assert_eq!(wrong(&refused).0, at, "{body}");
    }

    let gone = json!({"action": "delete", "ids": ids, "expected": 2});
    assert_eq!(act("g", gone).await.json()["changed"], 2);
    assert_eq!(count(&program, "tag=late").await, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_customers_are_changed_at_once_on_sqlite() {
    many_at_once(House::new().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_customers_are_changed_at_once_on_postgresql() {
    many_at_once(House::on_postgres().await).await;
}

#[tokio::test]
async fn somebody_gets_another_password() {
    let house = House::new().await;
    let program = Program::of_reseller(&house).await;
    house.resellee(&house.realm().await).await;
    let found = program.get("/customers?q=stemhuis").await.json();
    let id = found["data"][0]["id"].as_str().unwrap();
    let users = program.get(&format!("/customers/{id}/users")).await.json();
    let (id, email) = (&users["data"][0]["id"], &users["data"][0]["email"]);
    let (id, email) = (id.as_str().unwrap(), email.as_str().unwrap());
    let path = format!("/users/{id}/password-reset");
    let weak = program
        .post(&path, &json!({"password": "password1234"}))
        .await;
    assert_eq!(wrong(&weak), ("/password".into(), "weak".into()));

    let made = program.post_once(&path, "a", &json!({})).await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.body);
    let made = made.json();
    assert_eq!(made["email"], email);
    let again = program.post_once(&path, "a", &json!({})).await;
    assert_eq!(again.json(), made);
    let mut browser = house.browser();
    let old = browser.sign_in(email, PASSWORD).await;
    assert_eq!(old.location(), "/login");
    let password = made["password"].as_str().unwrap();
    let new = browser.sign_in(email, password).await;
    assert_eq!(new.location(), "/console");
    assert_eq!(browser.get("/console").await.location(), "/password");

    let said = json!({"password": "wooden ferry at dusk"});
    let said = program.post(&path, &said).await;
    assert_eq!(said.json()["password"], Value::Null);
}
