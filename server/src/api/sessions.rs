//! Transcription sessions over HTTP.

use super::body::{Strict, StrictQuery, whole};
use super::gate::{Caller, Store};
use super::made::{Made, made};
use super::numbered::search;
use super::paging::{Piece, limit, parsed, word};
use super::path::Id;
use super::problem::{Answer, Refusal};
use super::schema;
use crate::site::Site;
use axum::Json;
use axum::extract::State;
use domain::Error;
use domain::access::{ReportTranscriptions, ViewTranscriptions};
use domain::id::TranscriptionId;
use domain::transcription::{
    Mode, Report, ReportDraft, SpokenLanguage, Transcription, TranscriptionDraft,
    TranscriptionFilter, TranscriptionStatus,
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};

/// A transcription session: a job that an engine does, from its beginning to its end.
#[derive(Debug, Serialize, ToSchema)]
pub struct SessionView {
    /// Assigned by the server.
    #[schema(format = Uuid)]
    id: String,
    /// Whose it is.
    #[schema(format = Uuid)]
    customer_id: String,
    /// What your own program calls it.
    external_id: Option<String>,
    /// The name of the recording or stream.
    source_name: Option<String>,
    /// `batch` or `realtime`.
    #[schema(value_type = schema::Mode)]
    mode: &'static str,
    /// What is spoken, as a language tag (RFC 5646); `und` is unknown.
    #[schema(value_type = schema::LanguageTag)]
    language: String,
    /// `queued`, `processing`, `completed`, `failed`, `cancelled` or `expired`.
    #[schema(value_type = schema::SessionStatus)]
    status: &'static str,
    /// Whether it is unfinished, and nothing has been heard of it for longer than usual.
    stalled: bool,
    /// The number of the last report that was taken; 0 is none.
    sequence: i64,
    /// All of the audio so far, in milliseconds.
    media_ms: i64,
    /// How much of it is charged, in milliseconds. What is not completed is not charged.
    billed_ms: i64,
    /// What went wrong.
    error: Option<String>,
    /// The token that began it.
    #[schema(format = Uuid)]
    token_id: String,
    /// When it was begun (RFC 3339, UTC).
    #[schema(format = DateTime)]
    created_at: String,
    /// When the engine got to it.
    #[schema(format = DateTime)]
    started_at: Option<String>,
    /// When it ended.
    #[schema(format = DateTime)]
    finished_at: Option<String>,
    /// When something was last heard of it.
    #[schema(format = DateTime)]
    reported_at: String,
}

impl From<Transcription> for SessionView {
    fn from(session: Transcription) -> Self {
        Self {
            id: session.id.to_string(),
            customer_id: session.customer.to_string(),
            external_id: session.external_id,
            source_name: session.source_name,
            mode: session.mode.as_str(),
            language: session.language.to_string(),
            status: session.status.as_str(),
            stalled: session.is_stalled,
            sequence: session.sequence,
            media_ms: session.media_ms,
            billed_ms: session.billed_ms,
            error: session.error,
            token_id: session.token.to_string(),
            created_at: session.created_at.to_string(),
            started_at: session.started_at.map(|at| at.to_string()),
            finished_at: session.finished_at.map(|at| at.to_string()),
            reported_at: session.reported_at.to_string(),
        }
    }
}

/// A session to begin.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSession {
    /// `batch`: a recording, all at once. `realtime`: as it is spoken. The token needs the scope
    /// `sessions:batch` or `sessions:realtime` for it.
    #[serde(default)]
    #[schema(required, value_type = schema::Mode)]
    mode: String,
    /// What is spoken, as a language tag (RFC 5646). May be left out, and be said by a later report.
    #[serde(default)]
    #[schema(value_type = Option<schema::LanguageTag>)]
    language: Option<String>,
    /// The name of the recording or stream.
    #[serde(default)]
    #[schema(value_type = Option<schema::Line>)]
    source_name: Option<String>,
    /// What your own program calls it.
    #[serde(default)]
    #[schema(value_type = Option<schema::Line>)]
    external_id: Option<String>,
}

/// What is reported of a session.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SessionReport {
    /// The number of the report, from 1, higher than those of all reports before. A report whose
    /// number is not higher than that of the last one taken changes nothing and is answered like
    /// the first time, so that it may be sent again.
    #[serde(default, deserialize_with = "whole")]
    #[schema(required, value_type = i64, minimum = 1, maximum = 2_147_483_647_i64, example = 1)]
    sequence: Option<i64>,
    /// All of the audio so far, in milliseconds; none leaves it as it is.
    #[serde(default, deserialize_with = "whole")]
    #[schema(minimum = 0, maximum = 2_678_400_000_i64, example = 90_000)]
    media_ms: Option<i64>,
    /// What is spoken, now that it is known.
    #[serde(default)]
    #[schema(value_type = Option<schema::LanguageTag>)]
    language: Option<String>,
    /// What went wrong. Needed by `fail`.
    #[serde(default)]
    #[schema(max_length = 1000)]
    error: Option<String>,
}

/// Which sessions, and which piece of them.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SessionsQuery {
    /// One or more of `queued`, `processing`, `completed`, `failed`, `cancelled`, `expired`,
    /// separated by commas.
    #[param(inline, value_type = Option<Vec<schema::SessionStatus>>, style = Form, explode = false)]
    status: Option<String>,
    /// `batch` or `realtime`.
    #[param(inline, value_type = Option<schema::Mode>)]
    mode: Option<String>,
    /// A language tag.
    #[param(inline, value_type = Option<schema::LanguageTag>)]
    language: Option<String>,
    /// The ID of the token that began them.
    #[param(format = Uuid)]
    token: Option<String>,
    /// Begun on this day or later, such as 2026-01-31, where the reseller is.
    #[param(format = Date)]
    from: Option<String>,
    /// Begun on this day or earlier.
    #[param(format = Date)]
    to: Option<String>,
    /// Words to find in the source's name or the external ID.
    q: Option<String>,
    /// The ID of a customer; for tokens of the reseller.
    #[param(format = Uuid)]
    customer: Option<String>,
    /// How many, from 1 to 200; 50 unless said.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200)]
    limit: Option<String>,
    /// The `next_cursor` of the piece before.
    cursor: Option<String>,
}

/// Begin a session.
#[utoipa::path(
    post, path = "/sessions", tag = "Sessions", operation_id = "create_session",
    request_body = NewSession,
    responses(
        (status = 201, description = "It has begun", body = SessionView),
    ),
    security(("token" = ["sessions:batch"]), ("token" = ["sessions:realtime"]))
)]
pub async fn create(
    State(site): State<Arc<Site>>,
    Store(store): Store,
    caller: Caller,
    Strict(new): Strict<NewSession>,
) -> Answer<Made<SessionView>> {
    let permit = caller.allowed::<ReportTranscriptions>()?;
    let draft = TranscriptionDraft {
        mode: new.mode,
        language: new.language,
        source_name: new.source_name,
        external_id: new.external_id,
    };
    let new = draft.parse().map_err(Error::from)?;
    let begun = store
        .begin_transcription(&permit, new, site.clock.now())
        .await?;
    let id = begun.id;
    Ok(made("sessions", &id, begun.into()))
}

/// Look at a session.
#[utoipa::path(
    get, path = "/sessions/{id}", tag = "Sessions", operation_id = "get_session",
    params(("id" = String, Path, description = "The session", format = Uuid)),
    responses(
        (status = 200, description = "The session", body = SessionView),
    ),
    security(("token" = ["sessions:read"]))
)]
pub async fn get(
    State(site): State<Arc<Site>>,
    Store(store): Store,
    caller: Caller,
    Id(id): Id<TranscriptionId>,
) -> Answer<Json<SessionView>> {
    let permit = caller.allowed_even_inactive::<ViewTranscriptions>()?;
    let session = store.transcription(&permit, id, site.clock.now());
    Ok(Json(session.await?.into()))
}

/// List sessions, the latest first.
#[utoipa::path(
    get, path = "/sessions", tag = "Sessions", operation_id = "list_sessions",
    params(SessionsQuery),
    responses(
        (status = 200, description = "A piece of the list", body = Piece<SessionView>),
    ),
    security(("token" = ["sessions:read"]))
)]
pub async fn list(
    State(site): State<Arc<Site>>,
    Store(store): Store,
    caller: Caller,
    StrictQuery(query): StrictQuery<SessionsQuery>,
) -> Answer<Json<Piece<SessionView>>> {
    let permit = caller.allowed::<ViewTranscriptions>()?;
    let limit = limit(query.limit.as_deref())?;
    let before = parsed("cursor", query.cursor.as_deref())?;
    let of = parsed("customer", query.customer.as_deref())?;
    let filter = filter(&query)?;
    let found = store
        .latest_transcriptions(&permit, of, &filter, before, limit, site.clock.now())
        .await?;
    let found = found.into_iter().map(SessionView::from).collect();
    Ok(Json(Piece::of(found, limit, |session| session.id.clone())))
}

fn filter(query: &SessionsQuery) -> Result<TranscriptionFilter, Refusal> {
    let statuses = query.status.as_deref().unwrap_or_default().split(',');
    let statuses = statuses.filter(|word| !word.is_empty()).map(|status| {
        let choices = TranscriptionStatus::ALL.map(TranscriptionStatus::as_str);
        word(
            "status",
            Some(status),
            TranscriptionStatus::from_word,
            &choices,
        )
    });
    let statuses: Vec<_> = statuses.collect::<Result<_, _>>()?;
    let modes = Mode::ALL.map(Mode::as_str);
    Ok(TranscriptionFilter {
        search: search(query.q.as_deref()),
        statuses: statuses.into_iter().flatten().collect(),
        mode: word("mode", query.mode.as_deref(), Mode::from_word, &modes)?,
        language: word(
            "language",
            query.language.as_deref(),
            |tag| SpokenLanguage::parse(tag).ok(),
            &["a language tag, such as nl or en-GB"],
        )?,
        token: parsed("token", query.token.as_deref())?,
        from: parsed("from", query.from.as_deref())?,
        to: parsed("to", query.to.as_deref())?,
    })
}

/// A report by one of four addresses.
async fn report(
    (site, store, caller): (Arc<Site>, Store, Caller),
    id: TranscriptionId,
    said: SessionReport,
    report: Report,
) -> Answer<Json<SessionView>> {
    let permit = caller.allowed_even_inactive::<ReportTranscriptions>()?;
    let draft = ReportDraft {
        sequence: said.sequence,
        media_ms: said.media_ms,
        language: said.language,
        error: said.error,
    };
    let said = draft.parse(report).map_err(Error::from)?;
    let session = store
        .0
        .report_transcription(&permit, id, said, site.clock.now())
        .await?;
    Ok(Json(session.into()))
}

/// The four addresses are alike but for what is said.
macro_rules! reports {
    ($($(#[$doc:meta])* $name:ident $path:literal $operation:literal $report:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[utoipa::path(
            post, path = $path, tag = "Sessions", operation_id = $operation,
            params(("id" = String, Path, description = "The session", format = Uuid)),
            request_body = SessionReport,
            responses(
                (status = 200, description = "The session as it is now", body = SessionView),
            ),
            security(("token" = ["sessions:batch"]), ("token" = ["sessions:realtime"]))
        )]
        pub async fn $name(
            State(site): State<Arc<Site>>,
            store: Store,
            caller: Caller,
            Id(id): Id<TranscriptionId>,
            Strict(said): Strict<SessionReport>,
        ) -> Answer<Json<SessionView>> {
            report((site, store, caller), id, said, Report::$report).await
        }
    )+};
}

reports! {
    /// Report that the engine is at it, and how much audio there was so far. Also a sign of life.
    progress "/sessions/{id}/progress" "report_progress" Progress,
    /// Report that it is done.
    complete "/sessions/{id}/complete" "complete_session" Complete,
    /// Report that something went wrong.
    fail "/sessions/{id}/fail" "fail_session" Fail,
    /// Report that somebody stopped it.
    cancel "/sessions/{id}/cancel" "cancel_session" Cancel,
}
