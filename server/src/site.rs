//! Everything a request may need, shared by all of them.

use crate::api::programs::Programs;
use crate::clock::Clock;
use crate::config::Config;
use crate::customers::Desk;
use crate::live::Hub;
use crate::passwords::Passwords;
use crate::sign_in::Attempts;
use crate::vault::Vault;
use app::backend::Installation;
use domain::invitation::Registrations;
use domain::secrets::Secrets;
use domain::sign_in::SignIns;
use domain::support::SupportLogins;
use domain::{Backend, Error};
use leptos::config::LeptosOptions;
use std::sync::Arc;
use store::Store;
use tokio_util::sync::CancellationToken;

/// The server's shared state.
pub struct Site {
    /// How the server is to run.
    pub config: Config,
    /// What pages know of it.
    pub installation: Arc<Installation>,
    /// The time.
    pub clock: Clock,
    /// The store itself, for starting, stopping and being asked how it is.
    pub store: Store,
    /// The store as pages see it.
    pub backend: Arc<dyn Backend>,
    /// The same for those who may only look.
    pub read_only: Arc<dyn Backend>,
    /// The store as signing in sees it.
    pub sign_ins: Arc<dyn SignIns + Send + Sync>,
    /// The store as support logins see it.
    pub supports: Arc<dyn SupportLogins + Send + Sync>,
    /// The store as organisations that register themselves see it.
    pub registrations: Arc<dyn Registrations + Send + Sync>,
    /// Hashing of passwords.
    pub passwords: Arc<Passwords>,
    /// Links and passwords, as pages see them.
    pub secrets: Arc<dyn Secrets + Send + Sync>,
    /// Who has tried to sign in lately, and failed.
    pub attempts: Attempts,
    /// What is remembered of programs.
    pub programs: Arc<Programs>,
    /// What open pages are told.
    pub hub: Hub,
    /// Files on their way in and out.
    pub desk: Desk,
    /// Cancelled when the server is to stop.
    pub stop: CancellationToken,
    /// Where the pages find their scripts and styles.
    pub leptos: LeptosOptions,
}

impl Site {
    /// A site on a store that is connected and migrated.
    pub fn new(config: Config, store: Store, clock: Clock) -> Result<Arc<Self>, Error> {
        let passwords = Arc::new(Passwords::new()?);
        let secrets = Arc::new(vault(&config, &clock, &passwords));
        let installation = Installation {
            host: config.public_url.host().to_owned(),
            mail_from: config.mail_from().map(|from| from.to_string()),
            sends_mail: config.smtp_url.is_some(),
        };
        Ok(Arc::new(Self {
            installation: Arc::new(installation),
            leptos: crate::assets::options(&config),
            clock,
            secrets,
            backend: Arc::new(store.clone()),
            read_only: Arc::new(store.read_only()),
            sign_ins: Arc::new(store.clone()),
            supports: Arc::new(store.clone()),
            registrations: Arc::new(store.clone()),
            passwords,
            attempts: Attempts::default(),
            programs: Arc::new(Programs::new(config.api_rate)),
            hub: Hub::default(),
            desk: Desk::default(),
            stop: CancellationToken::new(),
            store,
            config,
        }))
    }

    /// What makes links, tokens and passwords.
    pub fn vault(&self) -> Vault {
        vault(&self.config, &self.clock, &self.passwords)
    }
}

fn vault(config: &Config, clock: &Clock, passwords: &Arc<Passwords>) -> Vault {
    Vault::new(
        config.public_url.clone(),
        clock.clone(),
        Arc::clone(passwords),
    )
}
