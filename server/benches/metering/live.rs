//! Live pages: how long after the answer to a report the session is told to every page that is open.

use crate::house::{House, Program};
use crate::percentile;
use futures::future::join_all;
use std::net::SocketAddr;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::time::{interval, timeout};

/// How many pages are open, each of a sign-in of its own.
const PAGES: usize = 200;
/// How many reports there are.
const REPORTS: usize = 300;
/// How many sessions they are about, in turns: of a session of which much is reported at once, pages
/// are told the last only.
const SESSIONS: usize = 30;
/// From one report to the next.
const PACE: Duration = Duration::from_millis(50);
/// After how long without news nobody is waited for.
const PATIENCE: Duration = Duration::from_secs(10);

/// A page that heard a report: the number of the report, and when.
type Heard = (usize, Instant);

/// Measures the delays of all reports to all pages.
pub async fn measure(database: &str, house: &House) {
    println!("\n### From a report to the open pages, {database}, {PAGES} of them\n");
    println!("| reports | p50 ms | p99 ms | max ms | heard of |");
    println!("|---:|---:|---:|---:|---:|");
    let mut sessions = Vec::with_capacity(SESSIONS);
    for program in house.programs.iter().cycle().take(SESSIONS) {
        sessions.push((program, begin(program).await));
    }
    let (teller, heard) = unbounded_channel();
    for _ in 0..PAGES {
        let page = Page::open(house.address, &house.cookie().await).await;
        tokio::spawn(page.listen(teller.clone()));
    }
    drop(teller);
    let answered = report(&sessions).await;
    let heard = gather(heard).await;
    let delay = |(number, at): &Heard| at.saturating_duration_since(answered[number - 1]);
    let mut delays: Vec<Duration> = heard.iter().map(delay).collect();
    delays.sort_unstable();
    println!(
        "| {REPORTS} | {:.0} | {:.0} | {:.0} | {:.2} % |",
        percentile(&delays, 50),
        percentile(&delays, 99),
        percentile(&delays, 100),
        delays.len() as f64 * 100.0 / (PAGES * REPORTS) as f64
    );
}

/// Begins a session, and answers its path.
async fn begin(program: &Program) -> String {
    let new = r#"{"mode":"realtime","language":"nl","source_name":"desk 7"}"#;
    let request = program.post("/sessions", "application/json", "", new);
    let answer = program.connect().await.ask(&request).await;
    assert_eq!(answer.status, 201, "{}", answer.body);
    let (_, after) = answer.body.split_once("\"id\":\"").unwrap();
    let (id, _) = after.split_once('"').unwrap();
    format!("/sessions/{id}/progress")
}

/// Reports at a steady pace, and answers when each was answered. The number of a report is its audio
/// in milliseconds, which pages are told.
async fn report(sessions: &[(&Program, String)]) -> Vec<Instant> {
    let connections = join_all(sessions.iter().map(|(program, _)| program.connect()));
    let mut connections = connections.await;
    let mut answered = Vec::with_capacity(REPORTS);
    let mut beat = interval(PACE);
    for number in 1..=REPORTS {
        let at = number % sessions.len();
        let (program, path) = &sessions[at];
        let body = format!(r#"{{"sequence":{number},"media_ms":{number}}}"#);
        let request = program.post(path, "application/json", "", &body);
        beat.tick().await;
        let answer = connections[at].ask(&request).await;
        answered.push(Instant::now());
        assert_eq!(answer.status, 200, "{}", answer.body);
    }
    answered
}

/// What the pages heard, until they have heard everything or hear no more.
async fn gather(mut heard: UnboundedReceiver<Heard>) -> Vec<Heard> {
    let mut all = Vec::with_capacity(PAGES * REPORTS);
    while all.len() < PAGES * REPORTS {
        match timeout(PATIENCE, heard.recv()).await {
            Ok(Some(one)) => all.push(one),
            Ok(None) | Err(_) => break,
        }
    }
    all
}

/// An open page: its stream of events.
struct Page {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Page {
    /// Opens the stream, and waits until the page is told to look for itself.
    async fn open(address: SocketAddr, cookie: &str) -> Self {
        let stream = TcpStream::connect(address).await.unwrap();
        stream.set_nodelay(true).unwrap();
        let mut page = Self {
            stream,
            buffer: Vec::with_capacity(16 * 1024),
        };
        let request = format!(
            "GET /live/transcriptions HTTP/1.1\r\nhost: {address}\r\n\
             accept: text/event-stream\r\ncookie: {cookie}\r\n\r\n"
        );
        page.stream.write_all(request.as_bytes()).await.unwrap();
        loop {
            let read = page.stream.read_buf(&mut page.buffer).await.unwrap();
            let text = String::from_utf8_lossy(&page.buffer).into_owned();
            assert!(
                read > 0 && text.starts_with("HTTP/1.1 200"),
                "no stream: {text}"
            );
            if text.contains("event: hello") {
                return page;
            }
        }
    }

    /// Listens until nobody wants to know any more.
    async fn listen(mut self, teller: UnboundedSender<Heard>) {
        loop {
            while let Some(end) = self.buffer.windows(2).position(|it| it == b"\n\n") {
                let event: Vec<u8> = self.buffer.drain(..end + 2).collect();
                let number = number(&String::from_utf8_lossy(&event));
                if number.is_some_and(|number| teller.send((number, Instant::now())).is_err()) {
                    return;
                }
            }
            if !matches!(self.stream.read_buf(&mut self.buffer).await, Ok(1..)) {
                return;
            }
        }
    }
}

/// The number of the report that an event tells of; none if it tells of none.
fn number(event: &str) -> Option<usize> {
    let (_, after) = event.split_once("\"media_ms\":")?;
    let end = after.find(|character: char| !character.is_ascii_digit())?;
    after[..end].parse().ok().filter(|number| *number > 0)
}
