//! The program on the command line.

use crate::support::House;
use server::http::connections::serve;
use std::fmt::Write as _;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use tempfile::TempDir;
use tokio::net::TcpListener;

/// The program, with a database of its own.
struct Shell(TempDir);

impl Shell {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.run_with(arguments, "")
    }

    fn run_with(&self, arguments: &[&str], input: &str) -> Output {
        let mut child = self.start(arguments);
        child
            .stdin
            .take()
            .unwrap()
            .write_all(input.as_bytes())
            .unwrap();
        child.wait_with_output().unwrap()
    }

    fn start(&self, arguments: &[&str]) -> Child {
        Command::new(env!("CARGO_BIN_EXE_entrepot"))
            .args(arguments)
            .current_dir(self.0.path())
            // As in a fresh checkout: not even the folder of the database is there.
            .env_remove("DATABASE_URL")
            .env("ENTREPOT_LOG", "warn")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    }

    fn create_reseller(&self) {
        let output = self.run_with(
            &[
                "reseller",
                "create",
                "--organisation",
                "Polder Speech",
                "--name",
                "Sanne Visser",
                "--email",
                "sanne@polder-speech.example",
                "--password-stdin",
            ],
            "wooden ferry at dawn\n",
        );
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        assert!(text(&output.stdout).contains("/login/polder-speech"));
        assert!(!text(&output.stdout).contains("wooden ferry"));
    }
}

fn text(bytes: &[u8]) -> &str {
    str::from_utf8(bytes).unwrap()
}

fn fixture(name: &str) -> String {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(name);
    path.display().to_string()
}

#[test]
fn help_explains_every_command_and_wrong_usage_is_2() {
    let shell = Shell::new();
    let help = shell.run(&["--help"]);
    for word in [
        "serve",
        "migrate",
        "reseller",
        "customers",
        "usage",
        "demo",
        "DATABASE_URL",
        "Exit codes",
    ] {
        assert!(text(&help.stdout).contains(word), "{word}");
    }
    assert_eq!(shell.run(&["customers", "import"]).status.code(), Some(2));
    assert_eq!(shell.run(&["--listen", "nowhere"]).status.code(), Some(2));
    assert_eq!(
        shell.run(&["migrate", "--log", "=!"]).status.code(),
        Some(2)
    );
}

#[test]
fn migrate_makes_the_tables_and_can_be_repeated() {
    let shell = Shell::new();
    assert_eq!(shell.run(&["migrate"]).status.code(), Some(0));
    assert_eq!(shell.run(&["migrate"]).status.code(), Some(0));
    let output = shell.run(&["migrate", "--database-url", "mysql://x"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("sqlite: or postgres:"));
}

#[test]
fn a_reseller_is_made_with_a_given_or_a_printed_password() {
    let shell = Shell::new();
    shell.create_reseller();
    let arguments = [
        "reseller",
        "create",
        "--organisation",
        "Dune Audio",
        "--name",
        "Noor",
        "--email",
        "noor@dune.example",
        "--slug",
        "dune",
    ];
    let output = shell.run(&arguments);
    assert!(text(&output.stdout).contains("/login/dune"));
    let password = text(&output.stdout).split("password").nth(1).unwrap();
    assert_eq!(password.split_whitespace().next().unwrap().len(), 20);
    let elsewhere = |slug: &str, host: &str| {
        let mut arguments = arguments.to_vec();
        *arguments.last_mut().unwrap() = slug;
        arguments.extend(["--host", host]);
        shell.run(&arguments)
    };
    let first = elsewhere("first", "Speech.Dune.example");
    assert_eq!(first.status.code(), Some(0), "{first:?}");
    let taken = elsewhere("second", "speech.dune.example");
    assert_eq!(taken.status.code(), Some(3), "{taken:?}");
    assert!(
        text(&taken.stderr).contains("host: This is taken already."),
        "{taken:?}"
    );
    let wrong = elsewhere("third", "https://dune.example");
    assert_eq!(wrong.status.code(), Some(3), "{wrong:?}");
    let weak = shell.run_with(
        &[
            "reseller",
            "create",
            "--organisation",
            "A",
            "--name",
            "B",
            "--email",
            "c",
            "--password-stdin",
        ],
        "short\n",
    );
    assert_eq!(weak.status.code(), Some(3));
    assert!(
        text(&weak.stderr).contains("email:"),
        "{}",
        text(&weak.stderr)
    );
}

#[test]
fn customers_go_in_and_out() {
    let shell = Shell::new();
    let file = fixture("customers.csv");
    let output = shell.run(&["customers", "import", &file]);
    assert_eq!(output.status.code(), Some(3), "there is no reseller yet");
    shell.create_reseller();
    let output = shell.run(&["customers", "import", "--dry-run", &file]);
    assert_eq!(
        text(&output.stdout),
        "2007 new, 0 already there. Nothing was changed.\n"
    );
    let output = shell.run(&["customers", "export"]);
    assert_eq!(text(&output.stdout).lines().count(), 1);
    let output = shell.run(&["customers", "import", &file]);
    assert_eq!(text(&output.stdout), "2007 new, 0 already there.\n");
    let output = shell.run(&["customers", "import", &file, "--reseller", "polder-speech"]);
    assert_eq!(text(&output.stdout), "0 new, 2007 already there.\n");
    let piped = shell.run(&["customers", "export"]);
    assert_eq!(text(&piped.stdout).lines().count(), 2008);
    let output = shell.run(&["customers", "export", "--output", "out.csv"]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(
        std::fs::read(shell.0.path().join("out.csv")).unwrap(),
        piped.stdout
    );
    let output = shell.run(&["customers", "import", "missing.csv"]);
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn faults_are_listed_as_compilers_list_them_and_nothing_comes_in() {
    let shell = Shell::new();
    shell.create_reseller();
    let file = fixture("customers-with-faults.csv");
    let output = shell.run(&["customers", "import", &file]);
    assert_eq!(output.status.code(), Some(3));
    let said = text(&output.stderr);
    assert!(
        said.contains("customers-with-faults.csv:4: email: "),
        "{said}"
    );
    assert!(
        said.contains("(not-an-email)") && said.contains("10 faults."),
        "{said}"
    );
    let output = shell.run(&["customers", "export"]);
    assert_eq!(text(&output.stdout).lines().count(), 1);
}

/// Linux alone tells how far another program has read.
#[cfg(target_os = "linux")]
#[test]
fn an_import_that_is_interrupted_leaves_nothing() {
    let shell = Shell::new();
    shell.create_reseller();
    let mut rows = "name,email\n".to_owned();
    for n in 0..40_000 {
        let _ = writeln!(rows, "Stichting Stemhuis {n},stemhuis-{n}@stemhuis.example");
    }
    std::fs::write(shell.0.path().join("many.csv"), &rows).unwrap();
    let child = shell.start(&["customers", "import", "many.csv"]);
    // All of the file has been checked once it is read again, and is then written.
    let read = format!("/proc/{}/io", child.id());
    loop {
        let read = std::fs::read_to_string(&read).unwrap();
        let read: usize = read
            .lines()
            .find_map(|line| line.strip_prefix("rchar: ")?.parse().ok())
            .expect("the import has ended before it was interrupted");
        if read > rows.len() * 3 / 2 {
            break;
        }
        std::thread::yield_now();
    }
    let kill = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status();
    assert!(kill.unwrap().success());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(text(&output.stderr).contains("Nothing was changed"));
    let output = shell.run(&["customers", "export"]);
    assert_eq!(text(&output.stdout).lines().count(), 1);
}

#[test]
fn the_demo_can_be_loaded_twice() {
    let shell = Shell::new();
    let output = shell.run(&["demo", "--customers", "30"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(text(&output.stdout).contains("sanne@polder-speech.example"));
    assert!(text(&output.stdout).contains("ent_c"), "{output:?}");
    let output = shell.run(&["demo", "--customers", "30"]);
    for same in ["0 customers added", "0 transcriptions added"] {
        assert!(text(&output.stdout).contains(same), "{output:?}");
    }
    assert!(!text(&output.stdout).contains("ent_c"), "{output:?}");
    let output = shell.run(&["customers", "export"]);
    assert_eq!(text(&output.stdout).lines().count(), 31);
}

#[test]
fn what_the_demo_has_used_is_counted_as_it_was_reported() {
    let shell = Shell::new();
    let output = shell.run(&["usage", "verify"]);
    assert_eq!(text(&output.stdout), "0 resellers verified\n");
    let output = shell.run(&["usage", "verify", "--reseller", "polder-speech"]);
    assert_eq!(output.status.code(), Some(3), "there is none of this name");
    shell.run(&["demo", "--customers", "12"]);
    let all: [&[&str]; 3] = [&[], &["--reseller", "polder-speech"], &["--recount"]];
    for options in all {
        let output = shell.run(&[["usage", "verify"].as_slice(), options].concat());
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        assert_eq!(text(&output.stdout), "1 resellers verified\n");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn traffic_is_played_against_a_server_of_the_same_database() {
    let shell = Shell::new();
    let traffic = |url: &str| {
        let options = ["demo", "traffic", "--rate", "40", "--for", "4s", "--url"];
        shell.run(&[options.as_slice(), &[url]].concat())
    };
    let output = traffic("http://127.0.0.1:9");
    assert_eq!(output.status.code(), Some(3), "there is no demo yet");
    shell.run(&["demo", "--customers", "12"]);
    let output = traffic("http://203.0.113.9");
    assert_eq!(output.status.code(), Some(3), "that is not this machine");

    let database = shell.0.path().join("data/entrepot.db");
    let database = format!("sqlite:{}", database.display());
    let house = House::at("http://127.0.0.1:3000", Some(database)).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let stop = house.site.stop.clone();
    let serving = tokio::spawn(serve(listener, house.router(), 64, stop.clone()));
    let output = traffic(&url);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let said = text(&output.stdout);
    for word in ["In all: ", "200: ", "201: ", " accepted"] {
        assert!(said.contains(word), "{said}");
    }
    let elsewhere = Shell::new();
    elsewhere.run(&["demo", "--customers", "12"]);
    let output = elsewhere.run(&["demo", "traffic", "--for", "1s", "--url", &url]);
    assert_eq!(output.status.code(), Some(3), "{output:?}");
    stop.cancel();
    serving.await.unwrap();
    let output = shell.run(&["usage", "verify"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
}

#[test]
fn a_lost_second_factor_is_turned_off_by_email() {
    let shell = Shell::new();
    shell.create_reseller();
    let off = |email: &str| shell.run(&["user", "two-factor-off", email]);
    let done = off("Sanne@polder-speech.example");
    assert_eq!(done.status.code(), Some(0), "{done:?}");
    let words = "Sanne Visser signs in with the password alone";
    assert!(text(&done.stdout).contains(words), "{done:?}");
    let refused = off("nobody@polder-speech.example");
    assert_eq!(refused.status.code(), Some(3), "{refused:?}");
}
