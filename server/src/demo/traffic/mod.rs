//! Traffic: an engine and customers' programs, played over the HTTP API as they would use it.

mod engine;
mod http;
mod programs;
mod stage;
mod tally;

use self::http::{Ask, Client};
use super::SLUG;
use super::dice::Dice;
use super::token::{self, EVERYTHING};
use crate::cli::Trouble;
use crate::clock::Clock;
use crate::config::PublicUrl;
use ::http::StatusCode;
use clap::Args;
use domain::access::{ManageTokens, Permit, Session, ViewCustomers};
use domain::api_token::{ApiTokens, Expiry, Holder};
use domain::customer::{CustomerFilter, CustomerListing, CustomerSort, Customers, Status};
use domain::error::{Error, Result};
use domain::id::TokenId;
use domain::listing::{Direction, PageRequest, PageSize};
use domain::reseller::Realm;
use domain::sign_in::SignIns;
use stage::Stage;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use store::Store;
use tokio::task::JoinSet;

/// The name of its tokens.
const TOKEN: &str = "Traffic";
/// How many customers have programs at least.
const CUSTOMERS: usize = 12;
/// How many requests a second one customer's programs send at most: fewer than a server allows.
const RATE_OF_ONE: usize = 40;
/// How many plays go on at the same time at most. Most of the time they wait.
const PLAYS_MAX: usize = 4_096;
/// How often it is said how it stands.
const TELLING: Duration = Duration::from_secs(5);
/// How long plays may take to come to their end.
const ENDING: Duration = Duration::from_secs(20);

/// The options of `demo traffic`.
#[derive(Args)]
pub(super) struct Options {
    /// How many requests a second are sent
    #[arg(
        long,
        default_value_t = 5,
        value_name = "NUMBER",
        value_parser = clap::value_parser!(u32).range(1..=2_000)
    )]
    rate: u32,
    /// How long, such as 30s, 5m or 2h; until Ctrl-C if not given
    #[arg(long = "for", value_name = "DURATION", value_parser = duration)]
    time: Option<Duration>,
    /// Where the server is; on this machine alone
    // The database has the same name inside of the program.
    #[arg(
        long = "url",
        id = "server_url",
        default_value = "http://127.0.0.1:3000",
        value_name = "URL"
    )]
    url: PublicUrl,
}

fn duration(text: &str) -> Result<Duration, &'static str> {
    const WRONG: &str = "has to be a number of seconds, minutes or hours, such as 30s, 5m or 2h";
    const UNITS: [(char, u64); 3] = [('s', 1), ('m', 60), ('h', 60 * 60)];
    let unit = |(unit, seconds): (char, u64)| Some((text.strip_suffix(unit)?, seconds));
    let (number, seconds) = UNITS.into_iter().find_map(unit).ok_or(WRONG)?;
    let number: u32 = number.parse().map_err(|_| WRONG)?;
    match number {
        0 => Err(WRONG),
        number => Ok(Duration::from_secs(u64::from(number) * seconds)),
    }
}

/// Plays until the time is over or Ctrl-C is pressed.
pub(super) async fn play(store: &Store, options: &Options) -> Result<(), Trouble> {
    let none = || Trouble::Refused("there is no demo yet: run entrepot demo".to_owned());
    let realm = store.realm_by_slug(SLUG).await?.ok_or_else(none)?;
    let client = Client::of(&options.url).await?;
    let tokens = make_tokens(store, &realm, options.rate).await?;
    let outcome = match tokens.first() {
        Some((_, token)) => match check(&client, token, &options.url).await {
            Ok(()) => drive(client, &tokens, options).await,
            Err(trouble) => Err(trouble),
        },
        None => Err(none()),
    };
    revoke(store, &realm, &tokens).await?;
    outcome
}

/// A token, with its secret.
type Token = (TokenId, Arc<str>);

/// Gives some customers' programs a token each, for this run alone: the secrets of earlier ones
/// cannot be read again.
async fn make_tokens(store: &Store, realm: &Realm, rate: u32) -> Result<Vec<Token>> {
    let permit = Permit::<ViewCustomers>::ask(&Session::of_operator(realm.reseller))?;
    let listing = CustomerListing {
        filter: CustomerFilter {
            status: Some(Status::Active),
            ..CustomerFilter::default()
        },
        page: PageRequest {
            sort: CustomerSort::Id,
            direction: Direction::Ascending,
            size: PageSize::Rows100,
            page: 1,
        },
    };
    let customers = store.list_customers(&permit, &listing).await?.rows;
    let wanted = (rate as usize / RATE_OF_ONE).max(CUSTOMERS);
    let now = Clock::of_the_machine().now();
    let mut tokens = Vec::new();
    for customer in customers.into_iter().take(wanted) {
        let new = token::new(TOKEN, EVERYTHING, Expiry::Days(30))?;
        let (made, secret) =
            token::make(store, realm, Holder::Customer(customer.id), new, now).await?;
        tokens.push((made.id, secret.into()));
    }
    Ok(tokens)
}

/// Whether the server is there, and has the same database.
async fn check(client: &Client, token: &str, url: &PublicUrl) -> Result<(), Trouble> {
    let answer = client.send(token, &Ask::get("/me")).await;
    match answer.map(|it| it.status) {
        Some(StatusCode::OK) => Ok(()),
        Some(StatusCode::UNAUTHORIZED) => Err(Trouble::Refused(format!(
            "the server at {url} has another database"
        ))),
        Some(status) => Err(Trouble::failure(format!("{url} answers {status}"))),
        None => Err(Trouble::failure(format!("{url} does not answer"))),
    }
}

/// Keeps plays going until it is time to end.
async fn drive(client: Client, tokens: &[Token], options: &Options) -> Result<(), Trouble> {
    let run = Clock::of_the_machine().now().micros() / 1_000_000;
    let stage = Arc::new(Stage::new(client, options.rate, format!("traffic-{run}")));
    let most = (options.rate as usize * 2).clamp(4, PLAYS_MAX);
    let mut next = (0_u64..).zip(tokens.iter().cycle());
    let mut plays = JoinSet::new();
    let mut telling = tokio::time::interval(TELLING);
    telling.tick().await;
    let mut over = pin!(over(options.time));
    loop {
        for (number, (_, token)) in next.by_ref().take(most.saturating_sub(plays.len())) {
            plays.spawn(one(Arc::clone(&stage), Arc::clone(token), number));
        }
        tokio::select! {
            () = &mut over => break,
            _ = telling.tick() => println!("{}", stage.tally.counts()),
            _ = plays.join_next() => {}
        }
    }
    stage.stop.cancel();
    let rest = async { while plays.join_next().await.is_some() {} };
    let rest = tokio::time::timeout(ENDING, rest).await;
    let counts = stage.tally.counts();
    println!("In all: {counts}");
    let mut failures = counts.failures();
    if rest.is_err() {
        failures.push("some requests did not come to an end".to_owned());
    }
    if failures.is_empty() {
        Ok(())
    } else {
        Err(Trouble::failure(failures.join("\n")))
    }
}

/// Comes when it is time to end.
async fn over(time: Option<Duration>) {
    let end = async {
        match time {
            Some(time) => tokio::time::sleep(time).await,
            None => std::future::pending().await,
        }
    };
    tokio::select! {
        () = end => {}
        _ = tokio::signal::ctrl_c() => {}
    }
}

/// One in five plays is a program's, and the others are an engine's.
async fn one(stage: Arc<Stage>, token: Arc<str>, number: u64) {
    let dice = Dice(number);
    if number % 5 == 4 {
        programs::play(&stage, &token, number, dice).await;
    } else {
        engine::play(&stage, &token, number, dice).await;
    }
}

/// Takes the tokens back.
async fn revoke(store: &Store, realm: &Realm, tokens: &[Token]) -> Result<()> {
    let permit = Permit::<ManageTokens>::ask(&Session::of_operator(realm.reseller))?;
    let now = Clock::of_the_machine().now();
    for (id, _) in tokens {
        match store.revoke_token(&permit, *id, now).await {
            // Gone with a customer that somebody has deleted meanwhile.
            Ok(_) | Err(Error::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duration_is_a_number_and_a_unit() {
        let seconds = |text| duration(text).map(|it| it.as_secs());
        assert_eq!(seconds("30s"), Ok(30));
        assert_eq!(seconds("5m"), Ok(300));
        assert_eq!(seconds("2h"), Ok(7_200));
        for wrong in [
            "",
            "s",
            "30",
            "0s",
            "-1s",
            "1.5h",
            "5 m",
            "2d",
            "9999999999s",
        ] {
            assert!(seconds(wrong).is_err(), "{wrong}");
        }
    }
}
