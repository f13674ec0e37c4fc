//! What the server does by itself, over and over, for every tenant.

use crate::live;
use crate::site::Site;
use domain::Result;
use domain::access::{EditSettings, Permit, Session};
use domain::id::ResellerId;
use domain::ledger::LedgerAudit;
use domain::mail::Outbox;
use domain::transcription::Expiring;
use domain::usage::UsageAudit;
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinSet;

/// How often silent sessions are looked for.
const EXPIRY: Duration = Duration::from_secs(10);
/// How often credits are looked for that have expired. Nobody can spend them until they are found.
const CREDITS: Duration = Duration::from_mins(1);
/// How often what is kept is compared with what it was made of: usage with what was reported, and
/// accounts with their ledger.
const VERIFICATION: Duration = Duration::from_hours(24);

/// Begins all of them.
pub fn spawn(site: &Arc<Site>) -> JoinSet<()> {
    let mut jobs = JoinSet::new();
    jobs.spawn(repeat(Arc::clone(site), EXPIRY, expire));
    jobs.spawn(repeat(Arc::clone(site), VERIFICATION, verify));
    jobs.spawn(repeat(Arc::clone(site), CREDITS, expire_credits));
    jobs.spawn(live::tell(Arc::clone(site)));
    let store = site.store.clone();
    jobs.spawn(async move { store.carry_news().await });
    jobs
}

async fn repeat<F>(site: Arc<Site>, pause: Duration, job: fn(Arc<Site>, ResellerId) -> F)
where
    F: Future<Output = Result<()>>,
{
    loop {
        tokio::time::sleep(pause).await;
        let resellers = site.store.senders().await.unwrap_or_else(|error| {
            tracing::warn!(%error, "the resellers could not be listed");
            Vec::new()
        });
        for reseller in resellers {
            if let Err(error) = job(Arc::clone(&site), reseller).await {
                tracing::warn!(%error, %reseller, "a job could not be done");
            }
            site.programs.limits.forget_idle();
        }
    }
}

/// What the system may do by itself.
fn permit(reseller: ResellerId) -> Result<Permit<EditSettings>> {
    Permit::ask(&Session::of_operator(reseller))
}

async fn expire(site: Arc<Site>, reseller: ResellerId) -> Result<()> {
    let permit = permit(reseller)?;
    loop {
        let now = site.clock.now();
        let expired = site.store.expire_transcriptions(&permit, now).await?;
        if expired == 0 {
            break;
        }
        tracing::info!(expired, %reseller, "silent sessions have expired");
    }
    // Twice as far back as the last time: what is told twice does no harm.
    let now = site.clock.now();
    let since = now.plus_seconds(-2 * EXPIRY.as_secs().cast_signed());
    let store = &site.store;
    store
        .tell_stalled_transcriptions(&permit, since, now)
        .await?;
    Ok(())
}

async fn expire_credits(site: Arc<Site>, reseller: ResellerId) -> Result<()> {
    let permit = permit(reseller)?;
    loop {
        let customers = site.store.expire_credits(&permit, site.clock.now()).await?;
        if customers == 0 {
            return Ok(());
        }
        tracing::info!(customers, %reseller, "credits have expired");
    }
}

async fn verify(site: Arc<Site>, reseller: ResellerId) -> Result<()> {
    for difference in site.store.verify_usage(&permit(reseller)?).await? {
        tracing::error!(?difference, %reseller, "usage is counted otherwise than it was reported");
    }
    let (permit, now) = (permit(reseller)?, site.clock.now());
    for fault in site.store.verify_ledger(&permit, now).await?.faults {
        tracing::error!(?fault, %reseller, "the ledger is not what was written");
    }
    Ok(())
}
