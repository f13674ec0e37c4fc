//! An adapter between a transcription engine and Entrepot: it begins a session, reports how far the
//! engine is and that it is done, and reports work that was no session in bulk.
//!
//! `ENTREPOT_URL=http://127.0.0.1:3000 ENTREPOT_TOKEN=ent_c… cargo run --example engine_adapter`
//!
//! It speaks plain HTTP by the standard library; take an HTTP client of your choice for `https://`.

use serde_json::{Value, json};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::UNIX_EPOCH;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// Where Entrepot is, and what lets the engine in.
struct Entrepot {
    host: String,
    token: String,
}

impl Entrepot {
    /// A request that has its effect once under this key, however often it is sent.
    fn post(&self, path: &str, key: &str, body: &Value) -> Result<Value> {
        let key = format!("Idempotency-Key: {key}\r\n");
        self.ask("POST", path, &key, &body.to_string())
    }

    fn ask(&self, method: &str, path: &str, more: &str, body: &str) -> Result<Value> {
        let (host, token, length) = (&self.host, &self.token, body.len());
        // In HTTP/1.0 the answer ends with the connection.
        let request = format!(
            "{method} /api/v1{path} HTTP/1.0\r\nHost: {host}\r\nAuthorization: Bearer {token}\r\n\
             {more}Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
        );
        let mut connection = TcpStream::connect(host)?;
        connection.write_all(request.as_bytes())?;
        let mut answer = String::new();
        connection.read_to_string(&mut answer)?;
        let parts = answer.split_once("\r\n\r\n");
        let (head, body) = parts.ok_or("the answer is cut off")?;
        match head.split(' ').nth(1) {
            Some("200" | "201") => Ok(serde_json::from_str(body)?),
            _ => Err(format!("{method} {path}: {body}").into()),
        }
    }
}

fn variable(name: &str) -> Result<String> {
    std::env::var(name).map_err(|_| format!("{name} is not set").into())
}

fn main() -> Result<()> {
    let url = variable("ENTREPOT_URL")?;
    let entrepot = Entrepot {
        host: url.replacen("http://", "", 1).replace('/', ""),
        token: variable("ENTREPOT_TOKEN")?,
    };
    let job = format!("job-{}", UNIX_EPOCH.elapsed()?.as_micros());
    let new = json!({"mode": "batch", "language": "nl", "source_name": "board meeting.wav"});
    let begun = entrepot.post("/sessions", &job, &new)?;
    let session = begun["id"].as_str().ok_or("there is no ID")?;
    // Each report has a higher number than the one before, and says all of the audio so far.
    for (sequence, what, media_ms) in [(1, "progress", 30_000), (2, "complete", 90_000)] {
        let report = json!({"sequence": sequence, "media_ms": media_ms});
        let (path, key) = (
            format!("/sessions/{session}/{what}"),
            format!("{job}-{what}"),
        );
        let now = entrepot.post(&path, &key, &report)?;
        println!("{}: {} ms", now["status"], now["media_ms"]);
    }
    // What was no session counts once for its source and ID.
    let work = json!({"mode": "batch", "language": "nl", "media_ms": 45_000});
    let event = json!({"specversion": "1.0", "id": job, "source": "engine_adapter",
        "type": "entrepot.transcription.ended", "data": work});
    let report = entrepot.post("/usage/events", &format!("{job}-usage"), &json!([event]))?;
    println!("accepted: {}", report["accepted"]);
    let usage = entrepot.ask("GET", "/usage?range=7d", "", "")?;
    println!("used in 7 days: {}", usage["total"]);
    Ok(())
}
