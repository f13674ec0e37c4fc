//! Usage over HTTP.

use super::body::StrictQuery;
use super::csv;
use super::gate::{Caller, Store};
use super::paging::{parameter, parsed, word};
use super::path::Id;
use super::problem::{Answer, Refusal};
use super::schema;
use crate::site::Site;
use crate::usage_csv;
use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use domain::access::ViewUsage;
use domain::day::Day;
use domain::id::CustomerId;
use domain::transcription::{Mode, SpokenLanguage};
use domain::usage::{
    Grain, Series, Slot, Split, Usage, UsageFilter, UsageQuery, UsageRange, UsageReport,
};
use http::HeaderMap;
use http::header::CONTENT_TYPE;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};

/// Which usage, and how it is cut.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct UsageParameters {
    /// `7d`, `30d`, `90d`, `12m`, `this-month` or `last-month`; 30d unless said. Not together with
    /// `from` and `to`.
    #[param(inline, value_type = Option<schema::RangeOfDays>)]
    range: Option<String>,
    /// The first day, such as 2026-01-31, where the reseller is.
    #[param(format = Date)]
    from: Option<String>,
    /// The last day.
    #[param(format = Date)]
    to: Option<String>,
    /// `hour` (for 31 days at most), `day` or `month`; day unless said.
    #[param(inline, value_type = Option<schema::Grain>)]
    by: Option<String>,
    /// `mode`, `language` or `token`; nothing unless said.
    #[param(inline, value_type = Option<schema::SplitBy>)]
    split: Option<String>,
    /// Of this mode only.
    #[param(inline, value_type = Option<schema::Mode>)]
    mode: Option<String>,
    /// In this language only.
    #[param(inline, value_type = Option<schema::LanguageTag>)]
    language: Option<String>,
    /// By the token with this ID only.
    #[param(format = Uuid)]
    token: Option<String>,
}

/// What was used.
#[derive(Debug, Serialize, ToSchema)]
pub struct UsageView {
    /// Where days begin and end (IANA time zone database).
    #[schema(example = "Europe/Amsterdam")]
    time_zone: String,
    /// When it was true.
    #[schema(format = DateTime)]
    as_of: String,
    /// The first day.
    #[schema(format = Date)]
    from: String,
    /// The last day.
    #[schema(format = Date)]
    to: String,
    /// All of it.
    total: Counted,
    /// What was used in the days that these are compared with.
    before: Counted,
    /// One for each part; without a split only one, in which `part` is null.
    series: Vec<SeriesView>,
}

/// What is counted of pieces of work that have ended.
#[derive(Debug, Serialize, ToSchema)]
pub struct Counted {
    /// Those that were completed.
    completed: i64,
    /// Those in which something went wrong.
    failed: i64,
    /// Those that somebody stopped.
    cancelled: i64,
    /// Those of which nothing was heard for too long.
    expired: i64,
    /// The audio of the completed ones, in milliseconds.
    audio_ms: i64,
    /// How much of it is charged, in milliseconds.
    billed_ms: i64,
}

/// The usage of one part.
#[derive(Debug, Serialize, ToSchema)]
pub struct SeriesView {
    /// A mode, a language tag, or a token's ID.
    part: Option<String>,
    /// What people call it.
    name: Option<String>,
    /// All together.
    total: Counted,
    /// Hour by hour, day by day or month by month.
    slots: Vec<SlotView>,
}

/// An hour, a day or a month.
#[derive(Debug, Serialize, ToSchema)]
pub struct SlotView {
    /// `2026-10-25T02:00:00+01:00`, `2026-10-25` or `2026-10`.
    name: String,
    /// Its first instant, in UTC.
    #[schema(format = DateTime)]
    start: String,
    #[serde(flatten)]
    counted: Counted,
}

/// Look at what you have used.
#[utoipa::path(
    get, path = "/usage", tag = "Usage", operation_id = "get_usage",
    params(UsageParameters),
    responses(
        (status = 200, description = "What was used; with Accept: text/csv as CSV", content((UsageView = "application/json"), (String = "text/csv"))),
    ),
    security(("token" = ["usage:read"]))
)]
pub async fn own(
    State(site): State<Arc<Site>>,
    store: Store,
    caller: Caller,
    headers: HeaderMap,
    StrictQuery(parameters): StrictQuery<UsageParameters>,
) -> Answer<Response> {
    let customer = caller.customer()?;
    answer((site, store, caller), customer, &headers, &parameters).await
}

/// Look at what a customer has used. For tokens of the reseller.
#[utoipa::path(
    get, path = "/customers/{id}/usage", tag = "Usage", operation_id = "get_customer_usage",
    params(("id" = String, Path, description = "The customer", format = Uuid), UsageParameters),
    responses(
        (status = 200, description = "What was used; with Accept: text/csv as CSV", content((UsageView = "application/json"), (String = "text/csv"))),
    ),
    security(("token" = ["usage:read"]))
)]
pub async fn of_customer(
    State(site): State<Arc<Site>>,
    store: Store,
    caller: Caller,
    Id(customer): Id<CustomerId>,
    headers: HeaderMap,
    StrictQuery(parameters): StrictQuery<UsageParameters>,
) -> Answer<Response> {
    answer((site, store, caller), customer, &headers, &parameters).await
}

async fn answer(
    (site, Store(store), caller): (Arc<Site>, Store, Caller),
    customer: CustomerId,
    headers: &HeaderMap,
    parameters: &UsageParameters,
) -> Answer<Response> {
    let permit = caller.allowed::<ViewUsage>()?;
    let query = query(customer, parameters)?;
    let report = store.usage(&permit, &query, site.clock.now()).await?;
    if csv::is_wanted(headers) {
        let csv = usage_csv::lines(&report)?;
        return Ok(([(CONTENT_TYPE, usage_csv::MEDIA_TYPE)], csv).into_response());
    }
    Ok(Json(UsageView::from(report)).into_response())
}

fn query(customer: CustomerId, parameters: &UsageParameters) -> Result<UsageQuery, Refusal> {
    let modes = Mode::ALL.map(Mode::as_str);
    let (grains, splits) = (Grain::ALL.map(Grain::as_str), Split::ALL.map(Split::as_str));
    let grain = word("by", parameters.by.as_deref(), Grain::from_word, &grains)?;
    Ok(UsageQuery {
        customer,
        range: range(parameters)?,
        grain: grain.unwrap_or_default(),
        split: word(
            "split",
            parameters.split.as_deref(),
            Split::from_word,
            &splits,
        )?,
        filter: UsageFilter {
            mode: word("mode", parameters.mode.as_deref(), Mode::from_word, &modes)?,
            language: word(
                "language",
                parameters.language.as_deref(),
                |tag| SpokenLanguage::parse(tag).ok(),
                &["a language tag, such as nl or en-GB"],
            )?,
            token: parsed("token", parameters.token.as_deref())?,
        },
    })
}

fn range(parameters: &UsageParameters) -> Result<UsageRange, Refusal> {
    let from: Option<Day> = parsed("from", parameters.from.as_deref())?;
    let to: Option<Day> = parsed("to", parameters.to.as_deref())?;
    let presets: Vec<_> = UsageRange::PRESETS
        .into_iter()
        .filter_map(UsageRange::as_str)
        .collect();
    let asked = parameters.range.as_deref();
    let preset = word("range", asked, UsageRange::from_word, &presets)?;
    let refused = |name: &str, detail: &str| {
        let detail = detail.to_owned();
        Err(Refusal::invalid(vec![parameter(name, "together", detail)]))
    };
    match (preset, from, to) {
        (Some(_), Some(_), _) | (Some(_), _, Some(_)) => {
            refused("range", "Send either range, or from and to.")
        }
        (preset, None, None) => Ok(preset.unwrap_or_default()),
        (None, Some(from), Some(to)) => Ok(UsageRange::free(from, to)),
        (None, Some(_), None) => refused("to", "Send from and to together."),
        (None, None, Some(_)) => refused("from", "Send from and to together."),
    }
}

impl From<Usage> for Counted {
    fn from(usage: Usage) -> Self {
        Self {
            completed: usage.completed,
            failed: usage.failed,
            cancelled: usage.cancelled,
            expired: usage.expired,
            audio_ms: usage.audio_ms,
            billed_ms: usage.billed_ms,
        }
    }
}

impl From<UsageReport> for UsageView {
    fn from(report: UsageReport) -> Self {
        let slots = report.slots;
        let series = report.series.into_iter();
        Self {
            time_zone: report.zone.to_string(),
            as_of: report.as_of.to_string(),
            from: report.days.from.to_string(),
            to: report.days.to.to_string(),
            total: report.total.into(),
            before: report.before.into(),
            series: series.map(|series| series_view(series, &slots)).collect(),
        }
    }
}

fn series_view(series: Series, slots: &[Slot]) -> SeriesView {
    let counted = slots.iter().zip(series.slots);
    let (part, name) = series.part.map(|part| (part.key, part.name)).unzip();
    SeriesView {
        part,
        name: name.flatten(),
        total: series.total.into(),
        slots: counted
            .map(|(slot, usage)| SlotView {
                name: slot.name.clone(),
                start: slot.start.to_string(),
                counted: usage.into(),
            })
            .collect(),
    }
}
