//! A store of its own for each test, with a reseller in it.

use domain::access::{Grants, Origin, Permit, Session, Subject};
use domain::customer::{
    Customer, CustomerDraft, Customers, ImportProgress, ImportedCustomer, NewCustomer, Status,
    TeamType,
};
use domain::email::Email;
use domain::id::{CustomerId, UserId};
use domain::link::{NewLink, PASSWORD_RESET_SECONDS};
use domain::mail::{MailKind, NewMail};
use domain::name::Name;
use domain::reseller::{Realm, ResellerDraft};
use domain::sign_in::{SecretHash, SignIns};
use domain::tag::Tags;
use domain::timestamp::Timestamp;
use sea_orm::{ConnectionTrait, Database, DatabaseConnection};
use std::path::PathBuf;
use store::Store;
use uuid::Uuid;

/// Makes each test run on SQLite and on PostgreSQL, under its own name on both.
macro_rules! both_databases {
    ($($name:ident)+) => {
        mod sqlite {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $name() {
                    super::$name($crate::support::World::on_sqlite().await).await;
                }
            )+
        }
        mod postgres {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $name() {
                    let world = $crate::support::World::on_postgres().await;
                    super::$name(world.clone()).await;
                    world.tear_down().await;
                }
            )+
        }
    };
}
pub(crate) use both_databases;

/// A reseller in a database of its own.
#[derive(Clone)]
pub struct World {
    pub store: Store,
    pub url: String,
    pub realm: Realm,
    pub user: UserId,
    database: Option<String>,
    _folder: Option<std::sync::Arc<Folder>>,
}

impl World {
    pub async fn on_sqlite() -> Self {
        let folder = Folder::new();
        let url = format!("sqlite:{}", folder.0.join("entrepot.db").display());
        Self::at(url, None, Some(folder.into())).await
    }

    pub async fn on_postgres() -> Self {
        let name = format!("test_{}", Uuid::new_v4().simple());
        let admin = admin().await;
        admin
            .execute_unprepared(&format!("CREATE DATABASE {name}"))
            .await
            .unwrap();
        Self::at(postgres_url(&name), Some(name), None).await
    }

    async fn at(
        url: String,
        database: Option<String>,
        folder: Option<std::sync::Arc<Folder>>,
    ) -> Self {
        let store = Store::connect(&url).await.unwrap();
        store.migrate().await.unwrap();
        let (realm, user) = reseller(&store, "Polder Speech", "sanne@polder.example").await;
        Self {
            store,
            url,
            realm,
            user,
            database,
            _folder: folder,
        }
    }

    /// Closes the store and, on PostgreSQL, drops the database.
    pub async fn tear_down(self) {
        self.store.close().await.unwrap();
        if let Some(name) = self.database {
            let drop = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
            admin().await.execute_unprepared(&drop).await.unwrap();
        }
    }

    pub fn is_postgres(&self) -> bool {
        self.database.is_some()
    }

    /// A connection beside the store, to look at what it has written.
    pub async fn raw(&self) -> DatabaseConnection {
        Database::connect(&self.url).await.unwrap()
    }

    /// What the reseller's own user may do.
    pub fn permit<P: Grants>(&self) -> Permit<P> {
        permit_in(&self.realm, self.user)
    }

    pub async fn create(&self, name: &str, email: &str) -> Customer {
        self.store
            .create_customer(&self.permit(), new_customer(name, email, ""), None)
            .await
            .unwrap()
    }

    pub async fn customer(&self, id: CustomerId) -> Customer {
        self.store.customer(&self.permit(), id).await.unwrap()
    }
}

/// What the user of a reseller may do.
pub fn permit_in<P: Grants>(realm: &Realm, user: UserId) -> Permit<P> {
    let session = Session::of_user(realm.reseller, Subject::Reseller, user, origin());
    Permit::ask(&session).unwrap()
}

/// What somebody may do to their own account.
pub fn own<P: Grants>(session: &Session) -> Permit<P> {
    Permit::ask(session).unwrap()
}

pub fn origin() -> Origin {
    Origin {
        address: Some([203, 0, 113, 7].into()),
        request: Some(Uuid::max().into()),
    }
}

pub async fn reseller(store: &Store, organisation: &str, email: &str) -> (Realm, UserId) {
    let draft = ResellerDraft {
        organisation: organisation.into(),
        name: "Sanne de Vries".into(),
        email: email.into(),
        password: "correct horse battery".into(),
    };
    store
        .create_reseller(draft.parse().unwrap(), "$argon2id$".into(), None)
        .await
        .unwrap()
}

pub fn new_customer(name: &str, email: &str, phone: &str) -> NewCustomer {
    let draft = CustomerDraft {
        name: name.into(),
        email: email.into(),
        phone: phone.into(),
        country: "NL".into(),
    };
    draft.parse().unwrap()
}

pub fn email(text: &str) -> Email {
    Email::parse(text).unwrap()
}

pub fn name(text: &str) -> Name {
    Name::parse(text).unwrap()
}

/// What somebody who forgot their password is sent.
pub struct Requested {
    pub link: NewLink,
    pub mail: NewMail,
}

/// A request whose token is made of one byte.
pub fn reset_request(byte: u8) -> Requested {
    let now = Timestamp::from(chrono::Utc::now());
    Requested {
        link: NewLink {
            token: SecretHash([byte; 32]),
            expires_at: now.plus_seconds(PASSWORD_RESET_SECONDS),
        },
        mail: NewMail {
            kind: MailKind::PasswordReset,
            to: email("somebody@people.example"),
            subject: "Password".into(),
            text: "…".into(),
            html: "…".into(),
        },
    }
}

/// A folder that is removed when nobody uses it any more.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new() -> Self {
        let path = std::env::temp_dir().join(format!("entrepot-test-{}", Uuid::new_v4()));
        std::fs::create_dir(&path).unwrap();
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

async fn admin() -> DatabaseConnection {
    Database::connect(admin_url()).await.unwrap()
}

fn admin_url() -> String {
    std::env::var("TEST_POSTGRES_URL").expect(
        "TEST_POSTGRES_URL has to be the URL of a throw-away PostgreSQL server: \
         run `cargo xtask test`, which starts one",
    )
}

fn postgres_url(database: &str) -> String {
    let url = admin_url();
    let (server, _) = url
        .rsplit_once('/')
        .expect("the URL ends in a database name");
    format!("{server}/{database}")
}

/// A customer from a file.
pub fn import(name: &str, email: &str) -> ImportedCustomer {
    ImportedCustomer {
        customer: new_customer(name, email, ""),
        status: Status::Active,
        team_type: TeamType::Default,
        company_name: None,
        tags: Tags::default(),
        registered_at: None,
    }
}

impl World {
    /// Imports customers, all at once.
    pub async fn import(&self, customers: Vec<ImportedCustomer>) -> ImportProgress {
        let mut import = self.store.begin_import(&self.permit()).await.unwrap();
        import.add(customers).await.unwrap();
        import.commit().await.unwrap()
    }
}

impl World {
    /// Two columns of text, read past the store.
    pub async fn rows(&self, sql: &str) -> Vec<(String, String)> {
        let raw = self.raw().await;
        let statement = sea_orm::Statement::from_string(raw.get_database_backend(), sql);
        let rows = raw.query_all_raw(statement).await.unwrap();
        raw.close().await.unwrap();
        let text = |row: &sea_orm::QueryResult, index| row.try_get_by_index(index).unwrap();
        rows.iter()
            .map(|row| (text(row, 0), text(row, 1)))
            .collect()
    }

    /// How many buckets the ranks have.
    pub async fn rank_rows(&self) -> usize {
        self.rows("SELECT sort, low_key FROM customer_rank")
            .await
            .len()
    }

    /// A database of the same kind without tables.
    pub async fn empty(&self) -> Empty {
        if self.is_postgres() {
            let name = format!("test_{}", Uuid::new_v4().simple());
            admin()
                .await
                .execute_unprepared(&format!("CREATE DATABASE {name}"))
                .await
                .unwrap();
            Empty {
                url: postgres_url(&name),
                database: Some(name),
                _folder: None,
            }
        } else {
            let folder = Folder::new();
            let url = format!("sqlite:{}", folder.0.join("entrepot.db").display());
            Empty {
                url,
                database: None,
                _folder: Some(folder),
            }
        }
    }
}

/// A database without tables.
pub struct Empty {
    pub url: String,
    database: Option<String>,
    _folder: Option<Folder>,
}

impl Empty {
    pub async fn tear_down(self) {
        if let Some(name) = self.database {
            let drop = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
            admin().await.execute_unprepared(&drop).await.unwrap();
        }
    }
}
