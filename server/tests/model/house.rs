//! A reseller with customers, and the tokens of their programs.

use crate::client::{Client, Message};
use crate::program::Server;
use domain::access::{EditSettings, ManageTokens, Permit, Session, ViewSettings};
use domain::api_token::{ApiTokens, Expiry, Holder, NewToken, TokenKind, TokenScope};
use domain::name::Name;
use domain::reseller::Realm;
use domain::settings::{ResellerSettings, Settings};
use domain::sign_in::SignIns;
use domain::time_zone::TimeZone;
use domain::timestamp::Timestamp;
use http::StatusCode;
use serde_json::{Value, json};
use server::api_token::issue;
use server::clock::Clock;
use server::randomness::Randomness;
use store::Store;

/// How many customers there are.
pub const CUSTOMERS: usize = 3;
/// How many tokens each of them has.
const TOKENS: usize = 2;
/// Places whose clocks are changed by a full hour, at different times of the year.
const PLACES: [&str; 3] = ["Europe/Amsterdam", "America/New_York", "Australia/Sydney"];
/// Where the clock never changes, and hours are not those of UTC.
const PLACE_OF_HALF_HOURS: &str = "Asia/Kolkata";
/// Seconds of a day.
pub const DAY: i64 = 24 * 60 * 60;

/// A reseller's house.
pub struct House {
    /// Where the reseller is.
    pub zone: TimeZone,
    /// When everything began.
    pub began: Timestamp,
    /// The tokens of all customers.
    pub tokens: Vec<Token>,
}

/// A customer's token.
pub struct Token {
    /// Which customer's.
    pub customer: usize,
    pub id: String,
    pub secret: String,
}

/// Makes a house on an empty database, and starts the server in it.
pub async fn furnish(server: &mut Server) -> House {
    let began = Clock::of_the_machine().now();
    let zone = zone(began);
    let reseller = ["reseller", "create", "--organisation", "Polder Speech"];
    let person = ["--name", "Sanne Visser", "--email", "sanne@polder.example"];
    let parts = [&reseller[..], &person[..], &["--password-stdin"][..]];
    server.run(&parts.concat(), "wooden ferry at dawn\n");
    let secret = decide(server.database(), &zone, began).await;
    server.start().await;
    let client = server.client();
    let mut tokens = Vec::new();
    for customer in 0..CUSTOMERS {
        let new = json!({
            "name": format!("Customer number {customer}"),
            "email": format!("info@customer-{customer}.example"),
            "invite": false,
        });
        let made = make(&client, &secret, "/api/v1/customers", &new).await;
        let path = format!("/api/v1/customers/{}/tokens", text(&made, "id"));
        for number in 0..TOKENS {
            let new = json!({
                "name": format!("Engine {number}"),
                "scopes": ["usage:read", "usage:write"],
                "expiry": "never",
            });
            let made = make(&client, &secret, &path, &new).await;
            tokens.push(Token {
                customer,
                id: text(&made, "id"),
                secret: text(&made, "secret"),
            });
        }
    }
    House {
        zone,
        began,
        tokens,
    }
}

/// A time zone whose clocks were changed in the days that are told of, if there is one at this time
/// of the year.
fn zone(began: Timestamp) -> TimeZone {
    let offset = |zone: &TimeZone, days: i64| {
        let mut written = zone.written(began.plus_seconds(-days * DAY));
        written.split_off("2026-10-25T02:00:00".len())
    };
    let mut places = PLACES
        .into_iter()
        .map(|name| TimeZone::parse(name).unwrap());
    let changed = places.find(|zone| offset(zone, 1) != offset(zone, 33));
    changed.unwrap_or_else(|| TimeZone::parse(PLACE_OF_HALF_HOURS).unwrap())
}

/// Puts the reseller where its days begin and end, and makes it the first token, with which a
/// program makes everything else.
async fn decide(database: &str, zone: &TimeZone, now: Timestamp) -> String {
    let store = Store::connect(database).await.unwrap();
    let realm: Realm = store.realms().await.unwrap().remove(0);
    let operator = Session::of_operator(realm.reseller);
    let look = Permit::<ViewSettings>::ask(&operator).unwrap();
    let stored = store.settings(&look).await.unwrap();
    let settings = Settings {
        time_zone: zone.clone(),
        ..stored.settings
    };
    let edit = Permit::<EditSettings>::ask(&operator).unwrap();
    let set = store.set_settings(&edit, settings, stored.version);
    set.await.unwrap();
    let issued = issue(&Randomness::OfTheSystem, TokenKind::Reseller).unwrap();
    let new = NewToken {
        name: Name::parse("Furnisher").unwrap(),
        scopes: TokenScope::of(TokenKind::Reseller)
            .iter()
            .copied()
            .collect(),
        expiry: Expiry::Never,
    };
    let manage = Permit::<ManageTokens>::ask(&operator).unwrap();
    let made = store.create_token(&manage, Holder::Reseller, new, issued.secret, now);
    made.await.unwrap();
    store.close().await.unwrap();
    issued.token
}

async fn make(client: &Client, secret: &str, path: &str, new: &Value) -> Value {
    let message = Message {
        media_type: "application/json",
        body: new.to_string().into(),
        key: format!("{path} {}", text(new, "name")),
    };
    let answer = client.say(path, secret, &message).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{path}: {answer:?}");
    serde_json::from_slice(&answer.body).unwrap()
}

fn text(value: &Value, name: &str) -> String {
    value[name].as_str().unwrap().to_owned()
}
