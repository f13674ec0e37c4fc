//! Customers as files, in the browser.

use crate::support::{Answer, Browser, House};
use domain::customer::CheckedFile;
use http::StatusCode;

const CUSTOMERS: &[u8] = include_bytes!("../fixtures/customers.csv");
const FAULTS: &[u8] = include_bytes!("../fixtures/customers-with-faults.csv");

fn token(answer: &Answer) -> &str {
    answer
        .location()
        .strip_prefix("/customers/import?file=")
        .unwrap()
}

async fn import(browser: &mut Browser, file: &[u8]) -> Answer {
    let answer = browser
        .upload("/customers/import", "customers.csv", file)
        .await;
    let apply = format!("/customers/import/{}/apply", token(&answer));
    browser.post(&apply, &[]).await
}

/// The lines below the header, in an order of their own.
fn lines(csv: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = csv.lines().skip(1).collect();
    lines.sort_unstable();
    lines
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_thousand_customers_come_in_once_and_go_out_as_they_are() {
    let house = House::new().await;
    let mut browser = house.signed_in().await;
    let answer = browser
        .upload("/customers/import", "customers.csv", CUSTOMERS)
        .await;
    let page = browser.get(answer.location()).await;
    assert!(
        page.body.contains("2,007") || page.body.contains("2007"),
        "{}",
        page.body
    );
    assert!(
        lines(&browser.get("/customers/export").await.body).is_empty(),
        "nothing is in yet"
    );
    import(&mut browser, CUSTOMERS).await;
    let first = browser.get("/customers/export").await;
    assert_eq!(first.status, StatusCode::OK);
    assert!(first.header("content-type").starts_with("text/csv"));
    assert!(
        first
            .header("content-disposition")
            .contains("filename=\"customers-")
    );
    assert_eq!(lines(&first.body).len(), 2_007);
    import(&mut browser, CUSTOMERS).await;
    assert_eq!(
        browser.get("/customers/export").await.body,
        first.body,
        "again changes nothing"
    );

    let other = House::new().await;
    let mut browser = other.signed_in().await;
    import(&mut browser, first.body.as_bytes()).await;
    let second = browser.get("/customers/export").await;
    assert_eq!(lines(&second.body), lines(&first.body));
}

#[tokio::test]
async fn every_fault_is_named_and_nothing_slips_in() {
    let house = House::new().await;
    let mut browser = house.signed_in().await;
    let answer = browser
        .upload("/customers/import", "faults.csv", FAULTS)
        .await;
    let token = token(&answer).to_owned();
    let page = browser.get(answer.location()).await;
    assert!(page.body.contains("not-an-email") && page.body.contains("31-12-2025"));
    browser
        .post(&format!("/customers/import/{token}/apply"), &[])
        .await;
    assert!(lines(&browser.get("/customers/export").await.body).is_empty());
}

async fn checked(browser: &mut Browser, file: &[u8]) -> CheckedFile {
    let mut request = browser.request(http::Method::POST, "/customers/import");
    let headers = request.headers_mut().unwrap();
    headers.insert("accept", "application/json".parse().unwrap());
    headers.insert("sec-fetch-site", "same-origin".parse().unwrap());
    headers.insert(
        "content-type",
        "multipart/form-data; boundary=edge".parse().unwrap(),
    );
    let head =
        b"--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n";
    let body = [&head[..], file, b"\r\n--edge--\r\n"].concat();
    let answer = browser.send(request, axum::body::Body::from(body)).await;
    serde_json::from_str(&answer.body).unwrap()
}

#[tokio::test]
async fn a_report_says_line_column_and_reason() {
    let house = House::new().await;
    let mut browser = house.signed_in().await;
    let report = checked(&mut browser, FAULTS).await.report;
    let found: Vec<(u64, &str)> = report
        .faults
        .iter()
        .map(|it| (it.line, it.column.as_deref().unwrap()))
        .collect();
    let expected = [
        (2, "name"),
        (3, "email"),
        (4, "email"),
        (5, "phone"),
        (6, "status"),
        (8, "email"),
        (9, "company_name"),
        (10, "registered_at"),
        (12, "name"),
        (13, "name"),
    ];
    assert_eq!(found, expected);
    assert_eq!((report.rows, report.new, report.fault_count), (12, 2, 10));
}

#[tokio::test]
async fn headers_and_encodings_that_cannot_be_used_are_named() {
    let house = House::new().await;
    let mut browser = house.signed_in().await;
    let cases: [(&[u8], &str); 9] = [
        (b"", "Empty"),
        (b"name,email\n", "Empty"),
        (b"name,phone\nA,1\n", "MissingColumn email"),
        (
            b"name,email,colour\nA,a@b.example,red\n",
            "UnknownColumn colour",
        ),
        (b"name,email,Name\nA,a@b.example,B\n", "RepeatedColumn Name"),
        (b"name,email\nA\n", "CellCount { expected: 2, found: 1 }"),
        (b"name,email\nM\xfcller,a@b.example\n", "NotUtf8 name"),
        (b"n\xe4me,email\nA,a@b.example\n", "NotUtf8"),
        (b"\xff\xfen\0a\0m\0e\0", "NotUtf8"),
    ];
    for (file, expected) in cases {
        let report = checked(&mut browser, file).await.report;
        let column = report.faults[0].column.clone().unwrap_or_default();
        let said = format!("{:?} {column}", report.faults[0].problem);
        let said = said.replacen("Empty ", "Empty", 1);
        assert!(
            said.to_lowercase().starts_with(&expected.to_lowercase()),
            "{said} / {expected}"
        );
    }
    let bom = checked(&mut browser, b"\xef\xbb\xbfname,email\r\nA,a@b.example\r\n")
        .await
        .report;
    assert_eq!((bom.fault_count, bom.new), (0, 1), "{bom:?}");
}

#[tokio::test]
async fn a_checked_file_belongs_to_who_uploaded_it_and_not_for_long() {
    let house = House::new().await;
    let mut browser = house.signed_in().await;
    let file = checked(
        &mut browser,
        b"name,email\nStemhuis,info@stemhuis.example\n",
    )
    .await;
    house.add_reseller("Dune Audio", "noor@dune.example").await;
    let mut other = house.browser();
    let fields = [
        ("email", "noor@dune.example"),
        ("password", crate::support::PASSWORD),
    ];
    other.post("/login/dune-audio", &fields).await;
    let apply = format!("/customers/import/{}/apply", file.token);
    other.post(&apply, &[]).await;
    assert!(lines(&other.get("/customers/export").await.body).is_empty());
    house.pass(15 * 60 + 1);
    browser.post(&apply, &[]).await;
    assert!(lines(&browser.get("/customers/export").await.body).is_empty());
}

#[tokio::test]
async fn an_upload_has_a_limit() {
    let house = House::new().await;
    let mut browser = house.signed_in().await;
    let large = [b"name,email\n", &vec![b'x'; 1024 * 1024][..]].concat();
    let answer = browser
        .upload("/customers/import", "large.csv", &large)
        .await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.body.contains("Too large"), "{}", answer.body);
}

#[tokio::test]
async fn an_export_is_what_the_list_shows_or_what_was_chosen() {
    let house = House::new().await;
    let realm = house.realm().await;
    let first = house
        .add_customer(&realm, "=cmd|' /C calc'!A0", "a@first.example")
        .await;
    house
        .add_customer(&realm, "Second", "b@second.example")
        .await;
    let mut browser = house.signed_in().await;
    let answer = browser.get("/customers/export?q=b@second.example").await;
    assert_eq!(lines(&answer.body).len(), 1);
    assert!(answer.body.contains("Second"));
    let ids = first.to_string();
    let answer = browser.post("/customers/export", &[("ids", &ids)]).await;
    assert!(
        answer.body.contains("'=cmd|") && !answer.body.contains("Second"),
        "{}",
        answer.body
    );
    let answer = browser
        .post("/customers/export", &[("ids", "nonsense")])
        .await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
}
