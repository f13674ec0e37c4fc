//! What tests of tokens, sessions and usage begin with.

use crate::support::{World, name};
use domain::access::{Grants, ManageTokens, Origin, Permit, Session};
use domain::api_token::{
    ApiToken, ApiTokens, Expiry, Holder, NewSecret, NewToken, TokenGrant, TokenScope, TokenScopes,
};
use domain::customer::Customer;
use domain::id::{ResellerId, TokenId};
use domain::sign_in::SecretHash;
use domain::timestamp::Timestamp;
use domain::transcription::{
    NewTranscription, Report, ReportDraft, SpokenLanguage, Transcription, TranscriptionDraft,
    TranscriptionReport, Transcriptions,
};
use domain::usage::{UsageEvent, WorkOutcome};

/// A quarter past noon on a Sunday, in Amsterdam a quarter past one.
pub const NOON: &str = "2026-11-22T12:15:00Z";

pub fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap()
}

/// A secret that is made of one number.
pub fn secret(number: u8) -> NewSecret {
    NewSecret {
        hash: SecretHash([number; 32]),
        prefix: "ent_cTest".into(),
        last4: format!("{number:04}"),
    }
}

pub fn new_token(called: &str, scopes: &[TokenScope], expiry: Expiry) -> NewToken {
    NewToken {
        name: name(called),
        scopes: scopes.iter().copied().collect(),
        expiry,
    }
}

/// A customer with a token for everything.
#[derive(Clone)]
pub struct Metered {
    pub customer: Customer,
    pub token: ApiToken,
    reseller: ResellerId,
}

impl Metered {
    pub async fn new(world: &World, called: &str, number: u8) -> Self {
        let email = format!("customer-{number}@x.example");
        let customer = world.create(called, &email).await;
        let scopes = TokenScope::of(domain::api_token::TokenKind::Customer);
        let new = new_token("Engine", scopes, Expiry::Never);
        let permit = world.permit::<ManageTokens>();
        let of = Holder::Customer(customer.id);
        let token = world
            .store
            .create_token(&permit, of, new, secret(number), at(NOON))
            .await
            .unwrap();
        Self {
            customer,
            token,
            reseller: world.realm.reseller,
        }
    }

    /// What a program with the token is.
    pub fn session(&self) -> Session {
        of_token(
            self.reseller,
            self.token.of,
            self.token.id,
            self.token.scopes,
        )
    }

    pub fn permit<P: Grants>(&self) -> Permit<P> {
        Permit::ask(&self.session()).unwrap()
    }

    pub async fn begin(&self, world: &World, mode: &str, now: Timestamp) -> Transcription {
        let new = new_transcription(mode);
        let (store, permit) = (&world.store, self.permit());
        store.begin_transcription(&permit, new, now).await.unwrap()
    }

    pub async fn report(
        &self,
        world: &World,
        session: &Transcription,
        report: TranscriptionReport,
        now: Timestamp,
    ) -> domain::Result<Transcription> {
        let store = &world.store;
        let id = session.id;
        store
            .report_transcription(&self.permit(), id, report, now)
            .await
    }
}

pub fn of_token(reseller: ResellerId, of: Holder, id: TokenId, scopes: TokenScopes) -> Session {
    let grant = TokenGrant { id, scopes };
    Session::of_token(reseller, of.subject(), grant, Origin::default())
}

pub fn new_transcription(mode: &str) -> NewTranscription {
    let draft = TranscriptionDraft {
        mode: mode.into(),
        language: Some("nl".into()),
        source_name: Some("Vergadering.wav".into()),
        external_id: None,
    };
    draft.parse().unwrap()
}

/// A report of so much audio.
pub fn said(report: Report, sequence: i64, media_ms: i64) -> TranscriptionReport {
    let draft = ReportDraft {
        sequence: Some(sequence),
        media_ms: Some(media_ms),
        language: None,
        error: (report == Report::Fail).then(|| "no speech".to_owned()),
    };
    draft.parse(report).unwrap()
}

/// Ninety seconds of batch work.
pub fn event(id: &str, time: &str) -> UsageEvent {
    UsageEvent {
        source: "engine-1".into(),
        id: id.into(),
        time: at(time),
        mode: domain::transcription::Mode::Batch,
        language: SpokenLanguage::parse("nl").unwrap(),
        outcome: WorkOutcome::Completed,
        media_ms: 90_000,
    }
}
