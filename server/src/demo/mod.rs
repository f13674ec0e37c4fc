//! Demo data: one reseller with customers in many countries, people who can sign in, and what they
//! have done; and traffic on top of it.

mod customers;
mod dice;
mod history;
mod places;
mod recordings;
mod token;
mod traffic;

use crate::cli::Trouble;
use crate::clock::Clock;
use crate::config::PublicUrl;
use crate::passwords::Passwords;
use clap::{Args, Subcommand};
use domain::access::{ImportCustomers, Permit, Session};
use domain::customer::{Customers, ImportedCustomer, Status};
use domain::email::Email;
use domain::error::{Error, Result};
use domain::field::{Field, Issue};
use domain::name::Name;
use domain::phone::Country;
use domain::reseller::{NewReseller, Realm};
use domain::sign_in::SignIns;
use history::Filled;
use store::Store;

/// The reseller.
const ORGANISATION: &str = "Polder Speech";
const SLUG: &str = "polder-speech";
const PERSON: &str = "Sanne Visser";
const EMAIL: &str = "sanne@polder-speech.example";
/// How many customers' own people can sign in.
const RESELLEES: usize = 3;
/// Customers that are added in one go.
const CHUNK: usize = 1_000;

/// The options of `demo`.
#[derive(Args)]
pub struct Options {
    #[command(flatten)]
    data: Data,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Play an engine and customers' programs over the HTTP API of a server that runs
    ///
    /// The server has to be on this machine, and to serve from the same database. Ctrl-C ends it.
    /// Exit code 1 if the server failed.
    Traffic(traffic::Options),
}

/// The options of loading the data.
#[derive(Args)]
struct Data {
    /// How many customers there are to be
    #[arg(long, default_value_t = 250, value_name = "NUMBER")]
    customers: u32,
    /// The password of everybody in the demo; known to everybody who reads this
    #[arg(
        long,
        env = "ENTREPOT_DEMO_PASSWORD",
        default_value = "harbour-lantern-42-tulips",
        hide_env_values = true
    )]
    password: String,
    /// The address people reach the server by, for the links that are printed
    #[arg(
        long,
        env = "ENTREPOT_PUBLIC_URL",
        default_value = "http://127.0.0.1:3000",
        value_name = "URL"
    )]
    public_url: PublicUrl,
}

/// Carries out `demo`.
pub async fn run(store: &Store, options: Options) -> Result<(), Trouble> {
    match options.command {
        Some(Command::Traffic(options)) => traffic::play(store, &options).await,
        None => load(store, options.data).await,
    }
}

/// Loads what is missing, and says how to sign in.
async fn load(store: &Store, options: Data) -> Result<(), Trouble> {
    let hashed = Passwords::new()?.hash(options.password.clone()).await?;
    let (realm, is_new) = match store.realm_by_slug(SLUG).await? {
        Some(realm) => (realm, false),
        None => (
            store
                .create_reseller(reseller()?, hashed.clone(), None)
                .await?
                .0,
            true,
        ),
    };
    let customers = customers::customers(options.customers)?;
    let created = import(store, &realm, &customers).await?;
    let people = resellees(&customers);
    for customer in &people {
        add_person(store, &realm, customer, &hashed).await?;
    }
    let now = Clock::of_the_machine().now();
    let filled = history::fill(store, &realm, &customers, now).await?;
    println!(
        "{ORGANISATION}: {created} customers added, {} in the demo.",
        customers.len()
    );
    println!("  sign in at  {}/login/{SLUG}", options.public_url);
    println!("  reseller    {EMAIL}");
    for customer in people {
        println!(
            "  customer    {} ({})",
            customer.customer.email, customer.customer.name
        );
    }
    if is_new {
        println!("  password    {}", options.password);
    } else {
        println!(
            "  password    as it was (first made with {})",
            options.password
        );
    }
    tell_of_history(&filled, &options.public_url);
    Ok(())
}

fn tell_of_history(filled: &Filled, url: &PublicUrl) {
    match &filled.token {
        Some(token) => {
            println!("  API token   {token}   (of the first customer; shown only now)");
            println!("  try it      curl -H 'Authorization: Bearer {token}' {url}/api/v1/me");
        }
        None => println!("  API token   as it was"),
    }
    if let Some(token) = &filled.token_of_reseller {
        println!("  API token   {token}   (of the reseller; shown only now)");
    }
    println!(
        "  history     {} transcriptions added, of {} customers",
        filled.pieces, filled.customers
    );
}

fn reseller() -> Result<NewReseller> {
    let wrong = |_| Error::Internal(None);
    Ok(NewReseller {
        organisation: Name::parse(ORGANISATION).map_err(wrong)?,
        slug: SLUG.to_owned(),
        host: None,
        country: Country::by_code("NL").map_err(wrong)?,
        name: Name::parse(PERSON).map_err(wrong)?,
        email: Email::parse(EMAIL).map_err(wrong)?,
    })
}

async fn import(store: &Store, realm: &Realm, customers: &[ImportedCustomer]) -> Result<u64> {
    let permit = Permit::<ImportCustomers>::ask(&Session::of_operator(realm.reseller))?;
    let mut import = store.begin_import(&permit).await?;
    for chunk in customers.chunks(CHUNK) {
        import.add(chunk.to_vec()).await?;
    }
    Ok(import.commit().await?.created)
}

/// The customers whose people can sign in: the first active ones.
fn resellees(customers: &[ImportedCustomer]) -> Vec<&ImportedCustomer> {
    customers
        .iter()
        .filter(|it| it.status == Status::Active)
        .take(RESELLEES)
        .collect()
}

/// Lets a customer's account email sign in, unless it can already.
async fn add_person(
    store: &Store,
    realm: &Realm,
    customer: &ImportedCustomer,
    hashed: &str,
) -> Result<()> {
    let (name, email) = (
        customer.customer.name.clone(),
        customer.customer.email.clone(),
    );
    if store.credential(realm, &email).await?.is_some() {
        return Ok(());
    }
    let made = store.create_customer_user(realm, &email, name, email.clone(), hashed.to_owned());
    match made.await {
        // Deleted by somebody who tries the demo out.
        Ok(_) | Err(Error::NotFound) => Ok(()),
        Err(Error::Invalid(errors)) if errors.get(Field::Email) == Some(&Issue::TakenByUser) => {
            Ok(())
        }
        Err(error) => Err(error),
    }
}
