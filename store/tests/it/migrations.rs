//! From nothing to the present tables.

use crate::support::{Folder, World, both_databases};
use store::{ConnectError, Store};

both_databases! {
    two_processes_may_migrate_at_once
    a_store_is_ready_when_its_tables_are
}

async fn two_processes_may_migrate_at_once(world: World) {
    let empty = world.empty().await;
    let starts = (0..4).map(|_| {
        let url = empty.url.clone();
        tokio::spawn(async move {
            let store = Store::connect(&url).await.unwrap();
            store.migrate().await.unwrap();
            store.close().await.unwrap();
        })
    });
    for start in starts.collect::<Vec<_>>() {
        start.await.unwrap();
    }
    empty.tear_down().await;
}

async fn a_store_is_ready_when_its_tables_are(world: World) {
    assert!(world.store.is_ready().await);
    let empty = world.empty().await;
    let store = Store::connect(&empty.url).await.unwrap();
    assert!(!store.is_ready().await);
    store.migrate().await.unwrap();
    assert!(store.is_ready().await);
    store.close().await.unwrap();
    assert!(!store.is_ready().await);
    empty.tear_down().await;
}

#[tokio::test]
async fn only_one_process_serves_from_a_file() {
    let world = World::on_sqlite().await;
    let other = Store::connect(&world.url).await.unwrap();
    let lock = world.store.lock_for_serving().unwrap();
    assert!(matches!(
        other.lock_for_serving(),
        Err(ConnectError::AlreadyServing)
    ));
    drop(lock);
    other.lock_for_serving().unwrap();
}

#[cfg(unix)]
#[tokio::test]
async fn nobody_else_can_read_the_file() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new();
    let path = folder.0.join("entrepot.db");
    let store = Store::connect(&format!("sqlite:{}", path.display()))
        .await
        .unwrap();
    store.migrate().await.unwrap();
    for file in std::fs::read_dir(&folder.0).unwrap() {
        let file = file.unwrap();
        let mode = file.metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{:?}", file.file_name());
    }
}

#[tokio::test]
async fn what_is_no_database_is_refused() {
    for url in ["sqlite::memory:", "sqlite:", "sqlite://x.db?mode=memory"] {
        assert!(
            matches!(Store::connect(url).await, Err(ConnectError::InMemory)),
            "{url}"
        );
    }
    assert!(matches!(
        Store::connect("mysql://x").await,
        Err(ConnectError::UnknownScheme)
    ));
}
