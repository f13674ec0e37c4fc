//! Single sessions: how many a second are begun, each by a request that has its effect once, beside
//! bare commits of one row.

use crate::events::event;
use crate::house::{House, Program};
use crate::{percentile, rate};
use futures::future::join_all;
use std::time::{Duration, Instant};
use store::testing::Bulk;
use uuid::Uuid;

/// For how long each is measured.
const TIME: Duration = Duration::from_secs(5);
/// How many at once.
const AT_ONCE: [usize; 2] = [1, 32];
const SESSION: &str = r#"{"mode":"batch","language":"nl","source_name":"board.wav"}"#;

/// Measures one at a time, and many at once, each of another customer.
pub async fn measure(database: &str, house: &House, bulk: &Bulk) {
    println!("\n### Single sessions over HTTP, {database}\n");
    println!("| at once | sessions/s | p50 ms | p99 ms | bare commits/s | ratio |");
    println!("|---:|---:|---:|---:|---:|---:|");
    begin(&house.programs[0], Duration::from_millis(500)).await;
    for at_once in AT_ONCE {
        let programs = || house.programs.iter().cycle().take(at_once);
        let started = Instant::now();
        let begun = join_all(programs().map(|program| begin(program, TIME))).await;
        let mut times: Vec<Duration> = begun.into_iter().flatten().collect();
        let sessions = rate(times.len(), started.elapsed());
        times.sort_unstable();
        let started = Instant::now();
        let commits = join_all(programs().map(|program| commit(house, bulk, program))).await;
        let commits = rate(commits.into_iter().sum(), started.elapsed());
        println!(
            "| {at_once} | {sessions:.0} | {:.2} | {:.2} | {commits:.0} | {:.2} |",
            percentile(&times, 50),
            percentile(&times, 99),
            sessions / commits
        );
    }
}

/// Begins one session after another, and answers how long each took.
async fn begin(program: &Program, time: Duration) -> Vec<Duration> {
    let mut connection = program.connect().await;
    let (until, mut times) = (Instant::now() + time, Vec::new());
    while Instant::now() < until {
        let key = format!("idempotency-key: {}\r\n", Uuid::now_v7());
        let request = program.post("/sessions", "application/json", &key, SESSION);
        let begun = Instant::now();
        let answer = connection.ask(&request).await;
        times.push(begun.elapsed());
        assert_eq!(answer.status, 201, "{}", answer.body);
    }
    times
}

/// Writes one row after another, and answers how many.
async fn commit(house: &House, bulk: &Bulk, program: &Program) -> usize {
    let (until, mut commits) = (Instant::now() + TIME, 0);
    while Instant::now() < until {
        let event = event(commits, house.site.clock.now());
        bulk.commit(program.whose, &event).await.unwrap();
        commits += 1;
    }
    commits
}
