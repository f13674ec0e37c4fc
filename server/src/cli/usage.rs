//! `usage verify`.

use super::Trouble;
use super::customers::realm;
use domain::access::{EditSettings, Permit, Session};
use domain::sign_in::SignIns;
use domain::usage::{Difference, Usage, UsageAudit};
use store::Store;

/// Checks what is counted of a reseller, or of all of them, and puts it right if asked to.
pub(super) async fn verify(
    store: &Store,
    slug: Option<&str>,
    recount: bool,
) -> Result<(), Trouble> {
    let realms = match slug {
        Some(_) => vec![realm(store, slug).await?],
        None => store.realms().await?,
    };
    let mut wrong = Vec::new();
    for realm in &realms {
        let permit = Permit::<EditSettings>::ask(&Session::of_operator(realm.reseller))?;
        let found = store.verify_usage(&permit).await?;
        if recount && !found.is_empty() {
            store.recount_usage(&permit).await?;
        }
        let lines = found
            .iter()
            .map(|it| format!("{}: {}", realm.slug, line(it)));
        wrong.extend(lines);
    }
    if wrong.is_empty() {
        println!("{} resellers verified", realms.len());
        return Ok(());
    }
    let wrong = wrong.join("\n");
    if recount {
        println!("{wrong}\nCounted afresh.");
        return Ok(());
    }
    Err(Trouble::Refused(wrong))
}

fn line(difference: &Difference) -> String {
    let Difference {
        at,
        counted,
        reported,
    } = difference;
    format!(
        "{at}: counted {}, reported {}",
        words(counted),
        words(reported)
    )
}

fn words(usage: &Usage) -> String {
    let Usage {
        completed,
        failed,
        cancelled,
        expired,
        audio_ms,
        billed_ms,
    } = usage;
    format!(
        "{completed} completed, {failed} failed, {cancelled} cancelled, {expired} expired, \
         {audio_ms} ms audio, {billed_ms} ms billed"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_says_where_and_what() {
        let reported = Usage {
            completed: 2,
            audio_ms: 90_000,
            billed_ms: 90_000,
            ..Usage::default()
        };
        let difference = Difference {
            at: "usage_total 2026-01-31 3".to_owned(),
            counted: Usage {
                completed: 1,
                ..reported
            },
            reported,
        };
        let rest = "0 failed, 0 cancelled, 0 expired, 90000 ms audio, 90000 ms billed";
        let counted = format!("counted 1 completed, {rest}");
        let reported = format!("reported 2 completed, {rest}");
        let expected = format!("usage_total 2026-01-31 3: {counted}, {reported}");
        assert_eq!(line(&difference), expected);
    }
}
