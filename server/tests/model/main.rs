//! A million pieces of work, told by engines that try again until they are answered, while the
//! server is killed three times: each of them counts once, and what is read is what was told.
//!
//! `MODEL_EVENTS` says how many there are, `MODEL_SEED` where chance begins, and `ENTREPOT_PROGRAM`
//! which program is run instead of the one that was built for tests.
#![expect(clippy::unwrap_used, reason = "a test ends at the first fault")]

mod batch;
mod client;
mod count;
#[expect(dead_code, reason = "the demo casts them in more ways")]
#[path = "../../src/demo/dice.rs"]
mod dice;
mod engine;
mod house;
mod program;
mod reading;
mod stage;
mod work;

use engine::{Engine, Told};
use program::Server;
use stage::Stage;
use std::sync::Arc;
use std::time::Duration;
use store::testing::{create_database, drop_database};
use tokio::task::JoinSet;
use uuid::Uuid;

/// How many engines tell of their work at the same time.
const ENGINES: usize = 4;
/// After how many per cent of the events the server is killed.
const KILLED_AT: [usize; 3] = [20, 45, 70];
/// How long all of it may take.
const TIME: Duration = Duration::from_mins(20);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_event_counts_once_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("entrepot.db");
    tokio::time::timeout(TIME, play(&format!("sqlite:{}", file.display())))
        .await
        .unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_event_counts_once_on_postgresql() {
    let postgres = postgres();
    let name = format!("model_{}", Uuid::now_v7().simple());
    let database = create_database(&postgres, &name).await.unwrap();
    tokio::time::timeout(TIME, play(&database)).await.unwrap();
    drop_database(&postgres, &name).await.unwrap();
}

async fn play(database: &str) {
    let mut server = Server::of(database);
    let house = house::furnish(&mut server).await;
    let stage = Arc::new(Stage::new(server.client(), house));
    println!("{} events, MODEL_SEED={}", stage.events, stage.seed);
    let mut engines = JoinSet::new();
    for number in 0..ENGINES {
        engines.spawn(Engine::new(Arc::clone(&stage), number).work());
    }
    let (told, ()) = tokio::join!(end(engines), kill(&mut server, &stage));
    assert_eq!(told.accepted, told.new, "each new event was accepted once");
    reading::check(&stage, &told.count).await;
    let verified = server.run(&["usage", "verify"], "");
    assert_eq!(verified, "1 resellers verified\n");
}

/// What all engines have told, at their end.
async fn end(mut engines: JoinSet<Told>) -> Told {
    let mut all = Told::default();
    while let Some(told) = engines.join_next().await {
        let Told {
            accepted,
            new,
            count,
        } = told.unwrap();
        all.accepted += accepted;
        all.new += new;
        all.count.merge(count);
    }
    all
}

/// Kills the server in the middle of its work, and starts it again on what it has left.
async fn kill(server: &mut Server, stage: &Stage) {
    let mut answered = stage.answered.subscribe();
    for percent in KILLED_AT {
        let enough = stage.events * percent / 100;
        answered.wait_for(|it| *it >= enough).await.unwrap();
        server.kill();
        server.start().await;
        stage.note_restart();
    }
}

/// The URL of the throw-away PostgreSQL server.
#[expect(clippy::expect_used, reason = "it says what to do")]
fn postgres() -> String {
    std::env::var("TEST_POSTGRES_URL").expect(
        "TEST_POSTGRES_URL has to be the URL of a throw-away PostgreSQL server: \
         run `cargo xtask test`, which starts one",
    )
}
