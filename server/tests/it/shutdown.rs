//! Connections over a real socket: they end in good order.

use crate::support::House;
use server::http::connections::serve;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_under_way_is_answered_and_idle_connections_go() {
    let house = House::new().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let stop = house.site.stop.clone();
    let serving = tokio::spawn(serve(listener, house.router(), 8, stop.clone()));

    let mut idle = TcpStream::connect(address).await.unwrap();
    idle.write_all(b"GET /livez HTTP/1.1\r\nhost: x\r\n\r\n")
        .await
        .unwrap();
    let mut head = [0; 12];
    idle.read_exact(&mut head).await.unwrap();
    assert_eq!(&head, b"HTTP/1.1 200");

    let mut busy = TcpStream::connect(address).await.unwrap();
    let head = "POST /login HTTP/1.1\r\nhost: x\r\norigin: http://x\r\n\
        content-type: application/x-www-form-urlencoded\r\ncontent-length: 18\r\n\r\nemail=a";
    busy.write_all(head.as_bytes()).await.unwrap();
    tokio::time::sleep(Duration::from_millis(200)).await;
    let begun = Instant::now();
    stop.cancel();
    tokio::time::sleep(Duration::from_millis(200)).await;
    busy.write_all(b"&password=b").await.unwrap();
    let mut answer = String::new();
    busy.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    serving.await.unwrap();
    assert!(begun.elapsed() < Duration::from_secs(5));
    assert!(
        TcpStream::connect(address).await.is_err(),
        "nobody is let in any more"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_that_never_ends_does_not_hold_the_server_up() {
    let house = House::new().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let stop = house.site.stop.clone();
    let serving = tokio::spawn(serve(listener, house.router(), 8, stop.clone()));
    let mut stuck = TcpStream::connect(address).await.unwrap();
    stuck
        .write_all(b"POST /login HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\nx")
        .await
        .unwrap();
    tokio::time::sleep(Duration::from_millis(200)).await;
    let begun = Instant::now();
    stop.cancel();
    serving.await.unwrap();
    assert!(begun.elapsed() < Duration::from_secs(12));
}
