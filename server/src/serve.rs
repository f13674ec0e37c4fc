//! Starting the server, and stopping it in good order.

use crate::api::programs;
use crate::cli::Trouble;
use crate::clock::Clock;
use crate::config::{Config, Database};
use crate::http::connections;
use crate::jobs;
use crate::mail;
use crate::router::router;
use crate::setup;
use crate::site::Site;
use std::sync::Arc;
use std::time::Duration;
use store::Store;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;

/// How often ended sessions and links are forgotten.
const SWEEP: Duration = Duration::from_hours(1);

/// How long a mail that is being handed in is waited for.
const COURIER: Duration = Duration::from_secs(5);

/// Serves until SIGTERM or SIGINT.
pub async fn serve(database: &Database, config: Config) -> Result<(), Trouble> {
    tracing::info!(
        version = env!("CARGO_PKG_VERSION"),
        database = database.shown(),
        listen = %config.listen,
        public_url = %config.public_url,
        site_root = %config.site_root.display(),
        smtp = config.smtp_url.as_ref().map_or("none".to_owned(), ToString::to_string),
        mail_from = config.mail_from().map(|it| it.to_string()),
        trusted_proxies = ?config.trusted_proxies,
        max_connections = config.max_connections,
        request_timeout_s = config.request_timeout,
        api_rate = config.api_rate,
        upload_limit_mb = config.upload_limit,
        "starting"
    );
    let store = Store::connect(&database.url).await?;
    let _lock = store.lock_for_serving()?;
    store.migrate().await?;
    let listener = TcpListener::bind(config.listen).await.map_err(|cause| {
        Trouble::failure(format!("cannot listen on {}: {cause}", config.listen))
    })?;
    let most = config.max_connections;
    let site = Site::new(config, store.clone(), Clock::of_the_machine())?;
    offer_setup(&site).await?;
    stop_on_signal(site.stop.clone())?;
    let sweeper = tokio::spawn(sweep(Arc::clone(&site)));
    let uses = tokio::spawn(programs::note_uses(Arc::clone(&site)));
    let mut jobs = jobs::spawn(&site);
    let courier = tokio::spawn(mail::deliver(Arc::clone(&site)));
    tracing::info!(address = %site.config.listen, url = %site.config.public_url, "serving");
    connections::serve(listener, router(Arc::clone(&site)), most, site.stop.clone()).await;
    sweeper.abort();
    jobs.abort_all();
    // What it has in hand it brings to the end; a mail server that hangs is not waited for.
    let _ = tokio::time::timeout(COURIER, courier).await;
    let _ = tokio::time::timeout(COURIER, uses).await;
    store.close().await?;
    tracing::info!("stopped");
    Ok(())
}

/// While there is no reseller, somebody has to be able to make one: whoever reads this output.
async fn offer_setup(site: &Site) -> Result<(), Trouble> {
    if site.sign_ins.realms().await?.is_empty() {
        let now = site.clock.now();
        let link = setup::offer(&*site.sign_ins, &site.config.public_url, now).await?;
        // Not in the log: logs are kept, and read by more people.
        println!("\nThere is no reseller yet. Set one up within 24 hours, with this link, once:\n");
        println!("  {link}\n");
    }
    Ok(())
}

fn stop_on_signal(stop: CancellationToken) -> Result<(), Trouble> {
    let mut terminate = signal(SignalKind::terminate()).map_err(Trouble::failure)?;
    let mut interrupt = signal(SignalKind::interrupt()).map_err(Trouble::failure)?;
    tokio::spawn(async move {
        let name = tokio::select! {
            _ = terminate.recv() => "SIGTERM",
            _ = interrupt.recv() => "SIGINT",
        };
        tracing::info!(signal = name, "stopping");
        stop.cancel();
    });
    Ok(())
}

async fn sweep(site: Arc<Site>) {
    loop {
        tokio::time::sleep(SWEEP).await;
        match site.sign_ins.sweep(site.clock.now()).await {
            Ok(forgotten) => tracing::debug!(forgotten, "ended sessions and links were forgotten"),
            Err(error) => tracing::warn!(%error, "ended sessions and links could not be forgotten"),
        }
    }
}
