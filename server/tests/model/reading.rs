//! What the API says was used, beside what has to be counted.

use crate::count::{Count, Hour};
use crate::house::{CUSTOMERS, DAY};
use crate::stage::Stage;
use crate::work::{LANGUAGES, MODES};
use domain::day::Day;
use domain::usage::Usage;
use serde_json::Value;
use std::collections::BTreeMap;

/// What was used: by part, and by the name of the hour or day.
type Slots = BTreeMap<(String, String), Usage>;

/// Compares everything that can be read of every customer.
pub async fn check(stage: &Stage, count: &Count) {
    let hours = count.hours(&stage.house.zone);
    for customer in 0..CUSTOMERS {
        let of = |hour: &&Hour| stage.house.tokens[hour.whose.token].customer == customer;
        let hours: Vec<&Hour> = hours.iter().filter(of).collect();
        check_days(stage, customer, &hours).await;
        check_hours(stage, customer, &hours).await;
    }
}

/// Day by day, split in each of the three ways.
async fn check_days(stage: &Stage, customer: usize, hours: &[&Hour]) {
    let (first, _, last) = days(stage);
    for split in ["mode", "language", "token"] {
        let query = format!("by=day&split={split}&from={first}&to={last}");
        let said = read(stage, customer, &query).await;
        let expected = slots(hours, |hour| {
            let whose = &hour.whose;
            let part = match split {
                "mode" => whose.mode,
                "language" => whose.language,
                _ => stage.house.tokens[whose.token].id.as_str(),
            };
            (part.to_owned(), hour.day().to_owned())
        });
        assert_eq!(said, expected, "customer {customer}, {query}");
    }
}

/// Hour by hour, of each token in each mode and language. There are more days than are answered by
/// hours at once.
async fn check_hours(stage: &Stage, customer: usize, hours: &[&Hour]) {
    let (first, middle, last) = days(stage);
    for mode in MODES {
        for language in LANGUAGES {
            let mut said = Slots::new();
            for (from, to) in [(first, middle), (middle.next(), last)] {
                let cut = format!("by=hour&split=token&from={from}&to={to}");
                let query = format!("{cut}&mode={mode}&language={language}");
                said.extend(read(stage, customer, &query).await);
            }
            let is_meant = |it: &&&Hour| it.whose.mode == mode && it.whose.language == language;
            let hours: Vec<&Hour> = hours.iter().filter(is_meant).copied().collect();
            let expected = slots(&hours, |hour| {
                let token = &stage.house.tokens[hour.whose.token];
                (token.id.clone(), hour.name.clone())
            });
            assert_eq!(said, expected, "customer {customer}, {mode}, {language}");
        }
    }
}

/// The first, a middle and the last of the days that were told of.
fn days(stage: &Stage) -> (Day, Day, Day) {
    let house = &stage.house;
    let day = |days: i64| house.zone.day(house.began.plus_seconds(-days * DAY));
    (day(35), day(17), day(-1))
}

fn slots(hours: &[&Hour], key: impl Fn(&Hour) -> (String, String)) -> Slots {
    let mut slots = Slots::new();
    for hour in hours {
        *slots.entry(key(hour)).or_default() += hour.usage;
    }
    slots
}

/// What a customer is answered, without the slots in which there is nothing.
async fn read(stage: &Stage, customer: usize, query: &str) -> Slots {
    let mut own = stage.house.tokens.iter();
    let token = own.find(|token| token.customer == customer).unwrap();
    let path = format!("/api/v1/usage?{query}");
    let report = stage.client.read(&path, &token.secret).await;
    let mut slots = Slots::new();
    for series in report["series"].as_array().unwrap() {
        let part = series["part"].as_str().unwrap();
        for slot in series["slots"].as_array().unwrap() {
            let used = usage(slot);
            if !used.is_nothing() {
                let name = slot["name"].as_str().unwrap();
                slots.insert((part.to_owned(), name.to_owned()), used);
            }
        }
    }
    let total: Usage = slots.values().copied().sum();
    assert_eq!(usage(&report["total"]), total, "{query}");
    slots
}

fn usage(counted: &Value) -> Usage {
    serde_json::from_value(counted.clone()).unwrap()
}
