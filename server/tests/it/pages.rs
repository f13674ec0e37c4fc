//! Pages as they leave the server.

use crate::support::{EMAIL, House};

const READERS: usize = 8;
const ROUNDS: usize = 15;

/// Several threads work on one page: what it shows must not depend on which of them is faster.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_page_is_whole_however_many_are_asked_for() {
    let house = House::empty().await;
    let realm = house.add_reseller("Polder Speech", EMAIL).await;
    let id = house
        .add_customer(&realm, "Stichting Stemhuis", "info@stemhuis.example")
        .await;
    let pages = [
        ("/".to_owned(), "Stichting Stemhuis</a>"),
        ("/?range=7d".to_owned(), "All customers, "),
        ("/attention".to_owned(), "Nothing needs attention</h2>"),
        ("/customers".to_owned(), "1–1"),
        ("/customers?q=nobody".to_owned(), "No customer matches"),
        ("/customers?dialog=new".to_owned(), "New customer</h2>"),
        (
            format!("/customers?dialog=tags&id={id}"),
            "Tags of Stichting Stemhuis</h2>",
        ),
        (
            format!("/customers?dialog=delete&id={id}"),
            "Stichting Stemhuis?</h2>",
        ),
        (format!("/customers/{id}"), "info@stemhuis.example"),
        (format!("/customers/{id}/history"), "Customer created"),
        ("/customers/import".to_owned(), "Import customers</h1>"),
    ];
    let browser = house.signed_in().await;
    let readers = (0..READERS).map(|_| {
        let (mut browser, pages) = (browser.clone(), pages.clone());
        tokio::spawn(async move {
            for (path, words) in pages.iter().cycle().take(pages.len() * ROUNDS) {
                // Leptos marks the ends of texts.
                let page = browser.get(path).await.body.replace("<!>", "");
                assert!(page.contains(words), "{path} without {words}: {page}");
            }
        })
    });
    for reader in readers.collect::<Vec<_>>() {
        reader.await.unwrap();
    }
}
