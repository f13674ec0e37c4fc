//! Pages as they leave the server.

use crate::support::{EMAIL, House};

const READERS: usize = 8;
const PAGES: usize = 40;

/// Several threads work on one page: what it shows must not depend on which of them is faster.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_page_is_whole_however_many_are_asked_for() {
    let house = House::empty().await;
    let realm = house.add_reseller("Polder Speech", EMAIL).await;
    let customer = house
        .add_customer(&realm, "Stichting Stemhuis", "info@stemhuis.example")
        .await;
    let browser = house.signed_in().await;
    let of_customer = format!("/customers/{customer}/history");
    let readers = (0..READERS).map(|_| {
        let (mut browser, of_customer) = (browser.clone(), of_customer.clone());
        tokio::spawn(async move {
            for _ in 0..PAGES {
                let list = browser.get("/customers").await.body;
                assert!(list.contains("</table>") && list.contains("1–1"), "{list}");
                let one = browser.get(&of_customer).await.body;
                assert!(one.contains("Customer created"), "{one}");
            }
        })
    });
    for reader in readers.collect::<Vec<_>>() {
        reader.await.unwrap();
    }
}
