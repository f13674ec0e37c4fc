//! Which API tokens the demo's customers have.

use crate::demo::dice::Dice;
use crate::demo::token::{self, EVERYTHING};
use domain::access::{ManageTokens, Permit, Session};
use domain::api_token::{ApiTokens, Expiry, Holder, NewToken, TokenScope};
use domain::error::Result;
use domain::id::{CustomerId, TokenId};
use domain::reseller::Realm;
use domain::timestamp::Timestamp;
use domain::transcription::Mode;
use store::Store;

/// Seconds of a day.
const DAY: i64 = 24 * 60 * 60;
/// What a page that listens needs.
const LISTENING: &[TokenScope] = &[TokenScope::SessionsRead, TokenScope::SessionsRealtime];
/// What a program needs that hands in recordings.
const HANDING_IN: &[TokenScope] = &[
    TokenScope::SessionsRead,
    TokenScope::SessionsBatch,
    TokenScope::UsageWrite,
];

/// A token, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Plan {
    name: &'static str,
    scopes: &'static [TokenScope],
    made_at: Timestamp,
    /// For how many days it was made; none is for ever.
    days: Option<u16>,
    revoked_at: Option<Timestamp>,
}

/// A token by its name, scopes, and how long ago it was made for how many days.
type Terms = (&'static str, &'static [TokenScope], i64, Option<u16>);

const ENGINE: Terms = ("Engine", EVERYTHING, 120, Some(365));
const WEBSITE: Terms = ("Website", LISTENING, 104, None);
const UPLOAD: Terms = ("Batch upload", HANDING_IN, 97, Some(365));
/// It ends within a fortnight.
const ENDING: Terms = ("Website", LISTENING, 81, Some(90));
/// Its time is over.
const EXPIRED: Terms = ("Batch upload", HANDING_IN, 62, Some(30));
const PILOT: Terms = ("Pilot", EVERYTHING, 110, None);

/// The tokens of one of the customers. The first one is always good, for everything.
pub(super) fn plans(number: usize, now: Timestamp) -> Vec<Plan> {
    let kept = |terms| Plan::of(terms, None, now);
    let revoked = |terms, days| Plan::of(terms, Some(days), now);
    match number {
        0 => vec![
            kept(ENGINE),
            kept(ENDING),
            kept(EXPIRED),
            revoked(PILOT, 70),
        ],
        2 => vec![kept(ENGINE), kept(ENDING)],
        3 => vec![kept(ENGINE), kept(WEBSITE), kept(EXPIRED)],
        5 => vec![kept(ENGINE), revoked(WEBSITE, 20)],
        _ => match number % 3 {
            0 => vec![kept(ENGINE)],
            1 => vec![kept(ENGINE), kept(WEBSITE)],
            _ => vec![kept(ENGINE), kept(WEBSITE), kept(UPLOAD)],
        },
    }
}

/// By which token a piece of work was done: by one of those that were good then.
pub(super) fn of_work(plans: &[Plan], mode: Mode, at: Timestamp, dice: &mut Dice) -> usize {
    let good = good(plans, mode, at);
    let chosen = good.get(dice.index(good.len().max(1)));
    chosen.copied().unwrap_or_default()
}

fn good(plans: &[Plan], mode: Mode, at: Timestamp) -> Vec<usize> {
    let good = plans.iter().enumerate().filter(|(_, it)| it.did(mode, at));
    good.map(|(number, _)| number).collect()
}

impl Plan {
    fn of((name, scopes, made, days): Terms, revoked: Option<i64>, now: Timestamp) -> Self {
        let ago = |days: i64| now.plus_seconds(-days * DAY);
        Self {
            name,
            scopes,
            made_at: ago(made),
            days,
            revoked_at: revoked.map(ago),
        }
    }

    fn did(&self, mode: Mode, at: Timestamp) -> bool {
        let needed = match mode {
            Mode::Batch => TokenScope::SessionsBatch,
            Mode::Realtime => TokenScope::SessionsRealtime,
        };
        let seconds = self.days.map(|days| i64::from(days) * DAY);
        let end = seconds.map(|seconds| self.made_at.plus_seconds(seconds));
        let mut ends = [end, self.revoked_at].into_iter().flatten();
        let is_over = ends.any(|end| at >= end);
        self.scopes.contains(&needed) && self.made_at <= at && !is_over
    }

    fn token(&self) -> Result<NewToken> {
        let expiry = self.days.map_or(Expiry::Never, Expiry::Days);
        token::new(self.name, self.scopes, expiry)
    }

    /// Makes it, and takes it back again if that is what became of it.
    pub(super) async fn carry_out(
        &self,
        store: &Store,
        realm: &Realm,
        customer: CustomerId,
    ) -> Result<TokenId> {
        let of = Holder::Customer(customer);
        let (made, _) = token::make(store, realm, of, self.token()?, self.made_at).await?;
        if let Some(at) = self.revoked_at {
            let permit = Permit::<ManageTokens>::ask(&Session::of_operator(realm.reseller))?;
            store.revoke_token(&permit, made.id, at).await?;
        }
        Ok(made.id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn somebody_has_always_been_able_to_work() {
        let now = Timestamp::from_micros(1_800_000_000_000_000);
        for number in 0..40 {
            let plans = plans(number, now);
            for days in 0..=90 {
                let at = now.plus_seconds(-days * DAY);
                for mode in Mode::ALL {
                    assert_eq!(good(&plans, mode, at).first(), Some(&0));
                }
            }
        }
    }

    #[test]
    fn tokens_are_in_every_state() {
        let now = Timestamp::from_micros(1_800_000_000_000_000);
        let plans = plans(0, now);
        let listened = |days: i64| good(&plans, Mode::Realtime, now.plus_seconds(-days * DAY));
        assert_eq!(listened(0), [0, 1]);
        assert_eq!(listened(-10), [0]);
        assert_eq!(listened(71), [0, 1, 3]);
        let handed_in = |days: i64| good(&plans, Mode::Batch, now.plus_seconds(-days * DAY));
        assert_eq!(handed_in(0), [0]);
        assert_eq!(handed_in(40), [0, 2]);
    }
}
