//! Sessions and usage.

use super::Program;
use crate::support::House;
use axum::body::Body;
use http::header::{ACCEPT, CONTENT_TYPE};
use http::{Method, StatusCode};
use serde_json::{Value, json};

#[tokio::test]
async fn a_session_is_reported_from_its_beginning_to_its_end() {
    let house = House::new().await;
    let program = Program::of_customer(&house).await;
    let session = program.begin("batch").await;
    let report =
        async |what: &str, body: Value| program.post(&format!("{session}/{what}"), &body).await;
    let progress = report("progress", json!({"sequence": 1, "media_ms": 30_000})).await;
    assert_eq!(progress.json()["status"], "processing");
    let late = report("progress", json!({"sequence": 1, "media_ms": 1})).await;
    assert_eq!(late.json(), progress.json());
    let done = report("complete", json!({"sequence": 2, "media_ms": 90_000}))
        .await
        .json();
    assert_eq!(
        (&done["status"], &done["billed_ms"]),
        (&json!("completed"), &json!(90_000))
    );
    let over = report("fail", json!({"sequence": 3, "error": "too late"})).await;
    assert_eq!(
        (over.status, over.code().as_str()),
        (StatusCode::CONFLICT, "session_over")
    );
    assert_eq!(over.json()["current_status"], "completed");
    assert_eq!(program.get(&session).await.json(), done);
    let usage = program.get("/usage?range=7d").await.json();
    assert_eq!(usage["total"]["completed"], 1);
    assert_eq!(usage["total"]["audio_ms"], 90_000);
    assert_eq!(usage["series"][0]["slots"].as_array().unwrap().len(), 7);
}

#[tokio::test]
async fn what_cannot_be_taken_is_named() {
    let house = House::new().await;
    let program = Program::of_customer(&house).await;
    let refused = async |body: Value| {
        let answer = program.post("/sessions", &body).await;
        assert_eq!(answer.code(), "invalid", "{}", answer.body);
        answer.errors()
    };
    let at = |pointer: &str, code: &str| (pointer.to_owned(), code.to_owned());
    assert_eq!(refused(json!({})).await, [at("/mode", "required")]);
    assert_eq!(
        refused(json!({"mode": "live"})).await,
        [at("/mode", "not_one_of")]
    );
    let unknown = json!({"mode": "batch", "colour": "red"});
    assert_eq!(refused(unknown).await, [at("/colour", "unknown_field")]);
    let wrong = json!({"mode": 1});
    assert_eq!(refused(wrong).await, [at("/mode", "wrong_type")]);
    let long = json!({"mode": "batch", "language": "dutch", "source_name": "x".repeat(201)});
    let both = [
        at("/language", "not_a_language"),
        at("/source_name", "too_long"),
    ];
    assert_eq!(refused(long).await, both);
    let answer = program.get("/sessions?limit=0").await;
    assert_eq!(answer.errors(), [at("?limit", "out_of_range")]);
    let answer = program.get("/sessions?colour=red").await;
    assert_eq!(answer.errors(), [at("?colour", "unknown_field")]);
    let answer = program.get("/usage?range=7d&from=2026-01-01").await;
    assert_eq!(answer.errors(), [at("?range", "together")]);

    let request = program.request(Method::POST, "/sessions");
    let request = request.header(CONTENT_TYPE, "application/json");
    let answer = program.send(request, Body::from("{\"mode\"")).await;
    assert_eq!(
        (answer.status, answer.code().as_str()),
        (StatusCode::BAD_REQUEST, "malformed")
    );
    let request = program.request(Method::POST, "/sessions");
    let answer = program.send(request, Body::from("{}")).await;
    assert_eq!(answer.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let request = program.request(Method::POST, "/sessions");
    let request = request.header(CONTENT_TYPE, "application/json");
    let answer = program
        .send(request, Body::from(vec![b' '; 11 * 1024 * 1024]))
        .await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(answer.code(), "too_large");
}

#[tokio::test]
async fn lists_come_in_pieces() {
    let house = House::new().await;
    let program = Program::of_customer(&house).await;
    let mut begun = Vec::new();
    for _ in 0..5 {
        house.pass(1);
        begun.push(program.begin("batch").await);
    }
    begun.reverse();
    let mut found = Vec::new();
    let mut cursor = String::new();
    loop {
        let piece = program
            .get(&format!("/sessions?limit=2{cursor}"))
            .await
            .json();
        for session in piece["data"].as_array().unwrap() {
            found.push(format!("/sessions/{}", session["id"].as_str().unwrap()));
        }
        match piece["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(found, begun);
    let of = program.customer.unwrap();
    let reseller = Program::of_reseller(&house).await;
    let seen = reseller
        .get(&format!("/sessions?customer={of}&status=queued,failed"))
        .await;
    assert_eq!(seen.json()["data"].as_array().unwrap().len(), 5);
    let none = reseller.get("/sessions?status=completed").await;
    assert_eq!(none.json()["data"], json!([]));
}

fn event(id: &str, media_ms: i64) -> Value {
    json!({
        "specversion": "1.0",
        "id": id,
        "source": "engine-1",
        "type": "entrepot.transcription.ended",
        "traceparent": "an attribute of somebody else",
        "data": {"mode": "batch", "language": "nl", "media_ms": media_ms},
    })
}

#[tokio::test]
async fn usage_is_reported_in_bulk() {
    let house = House::new().await;
    let program = Program::of_customer(&house).await;
    let tried = program
        .post("/usage/events?dry_run=true", &json!([event("1", 1)]))
        .await;
    assert_eq!(
        (&tried.json()["accepted"], &tried.json()["dry_run"]),
        (&json!(1), &json!(true))
    );
    let mut late = event("4", 1);
    late["time"] = json!("2020-01-01T00:00:00Z");
    let mut strict = event("5", 1);
    strict["data"]["colour"] = json!("red");
    let events = json!([
        event("1", 60_000),
        event("2", -1),
        event("1", 5),
        late,
        strict,
        7
    ]);
    let answer = program.post("/usage/events", &events).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let report = answer.json();
    assert_eq!(report["accepted"], 1);
    assert_eq!(report["duplicate"], 1);
    assert_eq!(report["rejected"], 4);
    let code = |index: usize| {
        let error = &report["items"][index]["errors"][0];
        (error["pointer"].clone(), error["code"].clone())
    };
    assert_eq!(code(1), (json!("/media_ms"), json!("out_of_range")));
    assert_eq!(code(3), (json!("/time"), json!("too_old")));
    assert_eq!(code(4), (json!("/data/colour"), json!("unknown_field")));
    assert_eq!(code(5).1, json!("wrong_type"));

    let lines = format!("{}\n\n{}\n{{\n", event("2", 30_000), event("1", 5));
    let request = program.request(Method::POST, "/usage/events");
    let request = request.header(CONTENT_TYPE, "application/x-ndjson");
    let report = program.send(request, Body::from(lines)).await.json();
    let outcomes: Vec<_> = report["items"].as_array().unwrap().iter().collect();
    let outcomes: Vec<_> = outcomes
        .iter()
        .map(|item| item["outcome"].as_str())
        .collect();
    assert_eq!(
        outcomes,
        [Some("accepted"), Some("duplicate"), Some("rejected")]
    );

    let usage = program.get("/usage?by=month&split=language").await.json();
    assert_eq!(usage["total"]["audio_ms"], 90_000);
    assert_eq!(usage["series"][0]["part"], "nl");
    let request = program.request(Method::GET, "/usage?split=token");
    let csv = program
        .send(request.header(ACCEPT, "text/csv"), Body::empty())
        .await;
    assert!(csv.header("content-type").starts_with("text/csv"));
    assert_eq!(csv.body.lines().count(), 31);
    assert!(
        csv.body.contains(",Engine,2,0,0,0,90000,90000"),
        "{}",
        csv.body
    );
}

#[tokio::test]
async fn a_request_takes_ten_thousand_events() {
    let house = House::new().await;
    let program = Program::of_customer(&house).await;
    let mut events: Vec<Value> = (0..10_000)
        .map(|id| event(&id.to_string(), 1_000))
        .collect();
    let report = program.post("/usage/events", &json!(events)).await.json();
    assert_eq!(report["accepted"], 10_000);
    events.push(event("one more", 1));
    let answer = program.post("/usage/events", &json!(events)).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(answer.code(), "too_many_events");
    let usage = program.get("/usage").await.json();
    assert_eq!(usage["total"]["completed"], 10_000);
}
