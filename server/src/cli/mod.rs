//! The command line.

mod audit;
mod customers;
mod ledger;
mod progress;
mod reseller;
mod usage;
mod users;

use crate::config::{Config, Database, PublicUrl};
use crate::{demo, log, serve};
use clap::{Args, Parser, Subcommand};
use domain::Error;
use std::path::PathBuf;
use std::process::ExitCode;
use store::{ConnectError, Store};

/// Entrepot: a console for companies that resell a metered service.
///
/// Without a command it serves. Every option can also be given as the environment variable named
/// beside it.
///
/// Exit codes: 0 done, 1 failed, 2 wrong usage, 3 refused because of what was given to it, such as
/// a file with faults.
#[derive(Parser)]
#[command(
    name = "entrepot",
    version,
    args_conflicts_with_subcommands = true,
    max_term_width = 100
)]
pub struct Cli {
    #[command(flatten)]
    shared: Shared,
    #[command(flatten)]
    serve: Config,
    #[command(subcommand)]
    command: Option<Command>,
}

/// What every command needs.
#[derive(Args)]
struct Shared {
    #[command(flatten)]
    database: Database,

    /// What is logged: a level (error, warn, info, debug), or levels by module
    #[arg(
        long,
        env = "ENTREPOT_LOG",
        default_value = "info",
        global = true,
        value_name = "FILTER"
    )]
    log: String,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the console (also what happens without a command)
    Serve(Config),
    /// Bring the database's tables up to date, and stop
    Migrate,
    /// Resellers: the organisations that own customers
    #[command(subcommand)]
    Reseller(ResellerCommand),
    /// Take customers in or out as CSV files
    #[command(subcommand)]
    Customers(CustomersCommand),
    /// People who sign in
    #[command(subcommand)]
    User(UserCommand),
    /// The audit log
    #[command(subcommand)]
    Audit(AuditCommand),
    /// What was used
    #[command(subcommand)]
    Usage(UsageCommand),
    /// Customers' money
    #[command(subcommand)]
    Ledger(LedgerCommand),
    /// Load demo data: one reseller with customers and 90 days of use, a sign-in and an API token
    ///
    /// What is there already is left as it is, so that it can be run again.
    #[command(args_conflicts_with_subcommands = true)]
    Demo(demo::Options),
}

#[derive(Subcommand)]
enum ResellerCommand {
    /// Make a reseller and its first user
    Create(NewReseller),
}

#[derive(Subcommand)]
enum UserCommand {
    /// Turn off the second factor of somebody who has lost it, and sign them out everywhere
    TwoFactorOff {
        /// The email they sign in with
        email: String,
        /// The reseller, if there are several
        #[arg(long, value_name = "SLUG")]
        reseller: Option<String>,
    },
}

#[derive(Subcommand)]
enum AuditCommand {
    /// Check that every event is as it was written, and none is missing
    ///
    /// Exit code 3 if it is not so.
    Verify {
        /// The reseller; all of them if not given
        #[arg(long, value_name = "SLUG")]
        reseller: Option<String>,
    },
}

#[derive(Subcommand)]
enum LedgerCommand {
    /// Check that every entry is as it was written, and that every account is the sum of its entries
    ///
    /// Exit code 3 if it is not so.
    Verify {
        /// The reseller; all of them if not given
        #[arg(long, value_name = "SLUG")]
        reseller: Option<String>,
    },
}

#[derive(Subcommand)]
enum UsageCommand {
    /// Check that what is counted is what was reported
    ///
    /// Exit code 3 if it is not so.
    Verify {
        /// The reseller; all of them if not given
        #[arg(long, value_name = "SLUG")]
        reseller: Option<String>,
        /// Where it is not so, put it right
        #[arg(long)]
        recount: bool,
    },
}

/// The help of `customers import`, whose words are those of the file.
const IMPORT: &str = "Import customers from a CSV file, whole or not at all

Customers whose email is known already are left as they are. Columns: name, email, phone, status, \
team_type, company_name, tags, registered_at; only name and email have to be there.";

#[derive(Subcommand)]
enum CustomersCommand {
    /// Import customers from a CSV file, whole or not at all
    #[command(long_about = IMPORT)]
    Import(Import),
    /// Export all customers as CSV
    Export(Export),
}

/// The options of `reseller create`.
#[derive(Args)]
struct NewReseller {
    /// The organisation's name
    #[arg(long)]
    organisation: String,
    /// The name of its first user
    #[arg(long)]
    name: String,
    /// The email its first user signs in with
    #[arg(long)]
    email: String,
    /// Read the password from standard input; without this one is made and printed once
    #[arg(long)]
    password_stdin: bool,
    /// The word for it in /login/SLUG; made from the name if not given
    #[arg(long)]
    slug: Option<String>,
    /// A host name of its own, such as speech.example.com, that leads to its sign-in page
    #[arg(long)]
    host: Option<String>,
    /// The country that phone numbers are read for
    #[arg(long, default_value = "NL", value_name = "CODE")]
    country: String,
    /// The address people reach the server by, for the link that is printed
    #[arg(
        long,
        env = "ENTREPOT_PUBLIC_URL",
        default_value = "http://127.0.0.1:3000",
        value_name = "URL"
    )]
    public_url: PublicUrl,
}

/// The options of `customers import`.
#[derive(Args)]
struct Import {
    /// The CSV file, in UTF-8
    file: PathBuf,
    /// Check only, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// The reseller, if there are several
    #[arg(long, value_name = "SLUG")]
    reseller: Option<String>,
    /// The country that national phone numbers are read for
    #[arg(long, default_value = "NL", value_name = "CODE")]
    country: String,
}

/// The options of `customers export`.
#[derive(Args)]
struct Export {
    /// Where to write; standard output if not given
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The reseller, if there are several
    #[arg(long, value_name = "SLUG")]
    reseller: Option<String>,
}

/// Why a command did not do what it was asked.
#[derive(Debug)]
pub enum Trouble {
    /// Something did not work.
    Failure(String),
    /// What was given cannot be taken.
    Refused(String),
}

impl Trouble {
    /// Something did not work.
    pub fn failure(cause: impl std::fmt::Display) -> Self {
        Self::Failure(cause.to_string())
    }
}

impl From<ConnectError> for Trouble {
    fn from(cause: ConnectError) -> Self {
        Self::failure(cause)
    }
}

impl From<Error> for Trouble {
    fn from(error: Error) -> Self {
        match error {
            Error::Invalid(errors) => {
                let words = errors.iter().map(|(field, issue)| {
                    let sentence = app::ui::issue_words(field, issue);
                    format!("{}: {sentence}", field.as_str())
                });
                Self::Refused(words.collect::<Vec<_>>().join("\n"))
            }
            Error::Internal(_) => Self::failure("failed; the log says why"),
            error => Self::failure(error),
        }
    }
}

/// Runs the command line.
pub async fn run(cli: Cli) -> ExitCode {
    if let Err(cause) = log::start(&cli.shared.log) {
        eprintln!("error: --log: {cause}");
        return ExitCode::from(2);
    }
    match carry_out(cli).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(Trouble::Failure(cause)) => {
            eprintln!("error: {cause}");
            ExitCode::from(1)
        }
        Err(Trouble::Refused(cause)) => {
            eprintln!("refused: {cause}");
            ExitCode::from(3)
        }
    }
}

async fn carry_out(cli: Cli) -> Result<(), Trouble> {
    let database = cli.shared.database;
    match cli.command.unwrap_or(Command::Serve(cli.serve)) {
        Command::Serve(config) => serve::serve(&database, config).await,
        Command::Migrate => connect(&database)
            .await?
            .close()
            .await
            .map_err(Trouble::from),
        Command::Reseller(ResellerCommand::Create(new)) => {
            reseller::create(&connect(&database).await?, new).await
        }
        Command::Customers(CustomersCommand::Import(import)) => {
            customers::import(&connect(&database).await?, import).await
        }
        Command::Customers(CustomersCommand::Export(export)) => {
            customers::export(&connect(&database).await?, export).await
        }
        Command::User(UserCommand::TwoFactorOff { email, reseller }) => {
            let store = connect(&database).await?;
            users::two_factor_off(&store, reseller.as_deref(), &email).await
        }
        Command::Audit(AuditCommand::Verify { reseller }) => {
            audit::verify(&connect(&database).await?, reseller.as_deref()).await
        }
        Command::Usage(UsageCommand::Verify { reseller, recount }) => {
            usage::verify(&connect(&database).await?, reseller.as_deref(), recount).await
        }
        Command::Ledger(LedgerCommand::Verify { reseller }) => {
            ledger::verify(&connect(&database).await?, reseller.as_deref()).await
        }
        Command::Demo(options) => demo::run(&connect(&database).await?, options).await,
    }
}

/// The store, with its tables up to date: a command beside an older server would be no use.
async fn connect(database: &Database) -> Result<Store, Trouble> {
    let store = Store::connect(&database.url).await?;
    store.migrate().await?;
    Ok(store)
}
