//! What programs of the reseller do with customers' money.

use super::Program;
use crate::support::{Answer, House};
use axum::body::Body;
use domain::api_token::{Expiry, Holder, TokenScope};
use http::header::ACCEPT;
use http::{Method, StatusCode};
use serde_json::{Value, json};
use uuid::Uuid;

/// Adds a customer, and answers its address.
async fn add(program: &Program, email: &str) -> String {
    let new = json!({"name": "Alba", "email": email, "invite": false});
    let made = program.post("/customers", &new).await.json();
    format!("/customers/{}", made["id"].as_str().unwrap())
}

fn done(answer: &Answer) -> Value {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    answer.json()
}

async fn money_is_booked_once_and_undone(house: House) {
    let program = Program::of_reseller(&house).await;
    // The database may be shared with earlier runs.
    let email = format!("{}@alba.example", Uuid::now_v7());
    let customer = add(&program, &email).await;
    let account = format!("{customer}/account");
    assert_eq!(
        done(&program.get(&account).await),
        json!({
            "currency": "EUR", "balance": "0.00", "credits": "0.00", "credits_expire_at": null,
            "credit_limit": "0.00", "held": "0.00", "available": "0.00",
        })
    );
    let adjust = format!("{account}/adjust");
    let refill = json!({"kind": "refill", "amount": "250", "comment": "Bank transfer"});
    for _ in 0..2 {
        let answer = program.post_once(&adjust, "one", &refill).await;
        assert_eq!(done(&answer)["balance"], "250.00");
    }
    let deduct = json!({"kind": "deduct", "amount": "50.5", "comment": "Paid back"});
    let answer = program.post(&adjust, &deduct).await;
    assert_eq!(done(&answer)["available"], "199.50");
    let credits = json!({"amount": "20", "expires_on": "2099-12-31", "comment": "Welcome"});
    let answer = program
        .post(&format!("{account}/set-credits"), &credits)
        .await;
    // The end of a day in Amsterdam.
    assert_eq!(done(&answer)["credits_expire_at"], "2099-12-31T23:00:00Z");
    let limit = json!({"amount": "100"});
    let answer = program
        .post(&format!("{account}/set-credit-limit"), &limit)
        .await;
    assert_eq!(done(&answer)["available"], "319.50");

    let ledger = format!("{customer}/ledger");
    let (mut entries, mut cursor) = (Vec::new(), String::new());
    loop {
        let piece = program.get(&format!("{ledger}?limit=2{cursor}")).await;
        let piece = done(&piece);
        entries.extend(piece["data"].as_array().unwrap().clone());
        match piece["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    let read: Vec<_> = entries
        .iter()
        .map(|it| [&it["number"], &it["reason"], &it["amount"], &it["total"]])
        .map(|it| json!(it))
        .collect();
    let expected = [
        json!([3, "credits_set", "20.00", "20.00"]),
        json!([2, "deduction", "-50.50", "199.50"]),
        json!([1, "refill", "250.00", "250.00"]),
    ];
    assert_eq!(read, expected);
    assert_eq!(entries[0]["actor_name"], "Engine");
    let of_credits = program.get(&format!("{ledger}?bucket=credits")).await;
    assert_eq!(done(&of_credits)["data"].as_array().unwrap().len(), 1);
    let request = program.request(Method::GET, &format!("{ledger}?reason=refill"));
    let file = program.send(request.header(ACCEPT, "text/csv"), Body::empty());
    let file = file.await;
    assert!(file.header("content-type").starts_with("text/csv"));
    assert!(
        file.body.lines().nth(1).unwrap().starts_with("1,"),
        "{}",
        file.body
    );
    assert_eq!(file.body.lines().count(), 2);

    let undo = json!({"entry_id": entries[1]["id"], "comment": "A slip"});
    let reverse = format!("{ledger}/reverse");
    let answer = program.post(&reverse, &undo).await;
    assert_eq!(done(&answer)["balance"], "250.00");
    let again = program.post(&reverse, &undo).await;
    assert_eq!(again.status, StatusCode::CONFLICT, "{}", again.body);
    let found = program.get(&format!("{ledger}?reason=reversal")).await;
    assert_eq!(done(&found)["data"][0]["reverses"], 2);
}

#[tokio::test]
async fn money_is_booked_once_and_undone_on_sqlite() {
    money_is_booked_once_and_undone(House::new().await).await;
}

#[tokio::test]
async fn money_is_booked_once_and_undone_on_postgresql() {
    let house = House::on_postgres().await;
    money_is_booked_once_and_undone(house).await;
}

#[tokio::test]
async fn what_cannot_be_booked_says_why_at_its_field() {
    let house = House::new().await;
    let program = Program::of_reseller(&house).await;
    let customer = add(&program, "info@alba.example").await;
    let adjust = format!("{customer}/account/adjust");
    let at = |pointer: &str, code: &str| (pointer.to_owned(), code.to_owned());
    let cases = [
        (
            json!({"kind": "steal", "amount": "0.001"}),
            vec![
                at("/amount", "too_many_decimals"),
                at("/comment", "required"),
                at("/kind", "not_in_list"),
            ],
        ),
        (
            json!({"kind": "deduct", "amount": "1", "comment": "x"}),
            vec![at("/amount", "too_much")],
        ),
        (
            json!({"kind": "refill", "amount": "99999999999999", "comment": "x"}),
            vec![at("/amount", "too_large")],
        ),
    ];
    for (body, errors) in cases {
        let mut said = program.post(&adjust, &body).await.errors();
        said.sort();
        assert_eq!(said, errors, "{body}");
    }
    let past = json!({"amount": "1", "expires_on": "2020-01-01", "comment": "x"});
    let credits = format!("{customer}/account/set-credits");
    let answer = program.post(&credits, &past).await;
    assert_eq!(answer.errors(), [at("/expires_on", "past")]);
    let blank = json!({"amount": "1", "expires_on": "", "comment": "x"});
    let answer = program.post(&credits, &blank).await;
    assert_eq!(answer.errors(), [at("/expires_on", "not_a_day")]);
    let nothing = json!({"entry_id": "x", "comment": "x"});
    let reverse = format!("{customer}/ledger/reverse");
    let answer = program.post(&reverse, &nothing).await;
    assert_eq!(answer.errors(), [at("/entry_id", "malformed")]);
    assert_eq!(
        done(&program.get(&format!("{customer}/account")).await)["balance"],
        "0.00"
    );
}

#[tokio::test]
async fn what_customers_have_is_told_to_those_who_may_see_it() {
    let house = House::new().await;
    let scopes = [TokenScope::CustomersRead, TokenScope::CustomersWrite];
    let blind = Program::with(&house, Holder::Reseller, &scopes, Expiry::Never).await;
    let customer = add(&blind, "info@alba.example").await;
    for path in [
        format!("{customer}/account"),
        format!("{customer}/ledger"),
        "/customers?balance_below=50".to_owned(),
        "/customers?sort=available".to_owned(),
    ] {
        assert_eq!(
            blind.get(&path).await.code(),
            "insufficient_scope",
            "{path}"
        );
    }
    let action = json!({
        "action": "deactivate", "filter": "credits_from=1", "expected": 0,
    });
    let answer = blind.post("/customers/actions", &action).await;
    assert_eq!(answer.code(), "insufficient_scope");
    let own = Program::of_customer(&house).await;
    let me = done(&own.get("/me").await);
    assert_eq!(me["customer"]["account"]["available"], "0.00");
    let elsewhere = own.get(&format!("{customer}/account")).await;
    assert_eq!(elsewhere.code(), "insufficient_scope");
}
