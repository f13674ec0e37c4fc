//! The examples that the documentation shows, run as they are written.

use super::Program;
use crate::support::House;
use server::http::connections::serve;
use std::process::{Command, Output};
use tokio::net::TcpListener;

/// Runs an example against a server of its own, and answers what it said and what was counted.
async fn run(program: &'static str, example: &'static str) -> (Output, i64) {
    let house = House::new().await;
    let customer = Program::of_customer(&house).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let stop = house.site.stop.clone();
    let serving = tokio::spawn(serve(listener, house.router(), 64, stop.clone()));
    let token = customer.secret.clone();
    let ran = tokio::task::spawn_blocking(move || {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/examples");
        Command::new(program)
            .arg(format!("{folder}/{example}"))
            .env("ENTREPOT_URL", url)
            .env("ENTREPOT_TOKEN", token)
            .env_remove("http_proxy")
            .env("no_proxy", "*")
            .output()
    });
    let output = ran.await.unwrap().unwrap();
    let usage = customer.get("/usage?range=7d").await.json();
    stop.cancel();
    serving.await.unwrap();
    (output, usage["total"]["completed"].as_i64().unwrap())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_example_with_curl_runs() {
    let (output, completed) = run("sh", "report.sh").await;
    assert!(output.status.success(), "{output:?}");
    assert!(completed >= 2, "{output:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_example_in_python_runs() {
    let (output, completed) = run("python3", "report.py").await;
    assert!(output.status.success(), "{output:?}");
    assert!(completed >= 2, "{output:?}");
}
