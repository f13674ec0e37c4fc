//! One walk through everything on PostgreSQL. What differs between the databases is the store's
//! own business and tested there; here it is that the server hangs together on both.

use crate::support::{House, PASSWORD, postgres};
use http::StatusCode;
use uuid::Uuid;

const FILE: &[u8] = b"name,email,phone\nStichting Stemhuis,info@stemhuis.example,020 623 4567\n";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reseller_signs_in_imports_looks_exports_and_leaves() {
    let house = House::at("http://127.0.0.1:3000", Some(postgres())).await;
    // The database is shared with earlier runs; the reseller is not.
    let realm = house
        .add_reseller(
            &format!("Polder {}", Uuid::now_v7()),
            "sanne@polder.example",
        )
        .await;
    let mut browser = house.browser();
    let door = format!("/login/{}", realm.slug);
    let fields = [("email", "sanne@polder.example"), ("password", PASSWORD)];
    assert_eq!(browser.post(&door, &fields).await.location(), "/");
    let checked = browser
        .upload("/customers/import", "customers.csv", FILE)
        .await;
    let token = checked.location().split("file=").nth(1).unwrap().to_owned();
    browser
        .post(&format!("/customers/import/{token}/apply"), &[])
        .await;
    let page = browser.get("/customers?q=stemhuis").await;
    assert!(page.body.contains("info@stemhuis.example"), "{}", page.body);
    let export = browser.get("/customers/export").await;
    assert!(export.body.contains("+31206234567"), "{}", export.body);
    browser.post("/logout", &[]).await;
    assert_eq!(
        browser.get("/customers").await.status,
        StatusCode::SEE_OTHER
    );
    house.site.store.close().await.unwrap();
}
