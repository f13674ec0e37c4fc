//! What programs are told when something is refused or fails: problem documents (RFC 9457), with
//! codes that stay, and sentences for whoever reads the log of the program.

use app::words::speaking;
use axum::body::Body;
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::Error;
use domain::error::Conflict;
use domain::field::{FieldErrors, Issue};
use domain::id::RequestId;
use domain::language::Language;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use http::{HeaderValue, StatusCode};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

/// The media type of problem documents.
pub const MEDIA_TYPE: &str = "application/problem+json";

/// Why a request was refused or failed (RFC 9457).
#[derive(Debug, Serialize, ToSchema)]
pub struct Problem {
    /// The kind of problem, as an address in this documentation.
    #[serde(rename = "type")]
    #[schema(example = "/api#error-invalid")]
    kind: String,
    /// The kind of problem in a few words.
    #[schema(example = "Something that was sent cannot be taken")]
    title: &'static str,
    /// The HTTP status.
    #[schema(example = 422)]
    status: u16,
    /// What to do about it.
    detail: String,
    /// The kind of problem, for programs. Codes do not change.
    #[schema(example = "invalid")]
    code: &'static str,
    /// The request, as the log of the server names it.
    request_id: Option<String>,
    /// What is wrong with which field.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<FieldProblem>,
    /// Where a session stands that takes no more reports.
    #[serde(skip_serializing_if = "Option::is_none")]
    current_status: Option<&'static str>,
}

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct FieldProblem {
    /// The field, as a JSON pointer (RFC 6901) into what was sent, or the name of a parameter behind
    /// a question mark.
    #[schema(example = "/media_ms")]
    pub pointer: String,
    /// What is wrong, for programs.
    #[schema(example = "out_of_range")]
    pub code: String,
    /// What is wrong, and what to do about it.
    pub detail: String,
    /// The limits and choices that the sentence speaks of.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    pub params: Option<Value>,
}

/// What a handler answers.
pub type Answer<T> = Result<T, Refusal>;

/// A problem on its way to where the request's ID is known.
#[derive(Clone, Debug)]
pub struct Refusal {
    status: StatusCode,
    code: &'static str,
    title: &'static str,
    /// What to do about it.
    pub detail: String,
    /// What is wrong with which field.
    pub errors: Vec<FieldProblem>,
    current_status: Option<&'static str>,
}

impl Refusal {
    /// A problem of a kind.
    pub fn new(
        status: StatusCode,
        code: &'static str,
        title: &'static str,
        detail: impl Into<String>,
    ) -> Self {
        Self {
            status,
            code,
            title,
            detail: detail.into(),
            errors: Vec::new(),
            current_status: None,
        }
    }

    /// A problem in the words that people read about an error.
    fn about(error: &Error, status: StatusCode, code: &'static str, title: &'static str) -> Self {
        Self::new(status, code, title, app::ui::error_words(error))
    }

    /// Something that was sent cannot be taken.
    pub fn invalid(errors: Vec<FieldProblem>) -> Self {
        Self {
            errors,
            ..Self::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                "invalid",
                "Something that was sent cannot be taken",
                "Look at `errors`, put them right, and send it again.",
            )
        }
    }

    /// One field cannot be taken.
    pub fn field(pointer: &str, code: &str, detail: impl Into<String>) -> Self {
        Self::invalid(vec![FieldProblem {
            pointer: pointer.to_owned(),
            code: code.to_owned(),
            detail: detail.into(),
            params: None,
        }])
    }

    /// What cannot be read at all.
    pub fn malformed(detail: impl Into<String>) -> Self {
        let title = "The request cannot be read";
        Self::new(StatusCode::BAD_REQUEST, "malformed", title, detail)
    }

    /// The problem that a bare status stands for.
    fn of_status(status: StatusCode) -> Self {
        match status {
            StatusCode::METHOD_NOT_ALLOWED => Self::new(
                status,
                "method_not_allowed",
                "This address does not take this method",
                "The header Allow says which it takes.",
            ),
            StatusCode::PAYLOAD_TOO_LARGE => Self::new(
                status,
                "too_large",
                "The body is too large",
                "Send less at once.",
            ),
            StatusCode::REQUEST_TIMEOUT => Self::new(
                status,
                "too_slow",
                "The body came too slowly",
                "Send it again.",
            ),
            StatusCode::NOT_FOUND => Error::NotFound.into(),
            StatusCode::SERVICE_UNAVAILABLE => Error::Unavailable.into(),
            status if status.is_client_error() => Self::malformed("Look at the documentation."),
            _ => Error::Internal(None).into(),
        }
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        let new = |status, code, title| Self::about(&error, status, code, title);
        match &error {
            Error::Invalid(errors) => Self::invalid(field_problems("", errors)),
            Error::Conflict(conflict) => of_conflict(*conflict, &error),
            Error::NotFound => new(StatusCode::NOT_FOUND, "not_found", "There is no such thing"),
            Error::SignedOut => new(
                StatusCode::UNAUTHORIZED,
                "token_missing",
                "A token is needed",
            ),
            Error::Forbidden(_) => Self::new(
                StatusCode::FORBIDDEN,
                "insufficient_scope",
                "The token was not made for this",
                "Make a token with the scope that the documentation names.",
            ),
            Error::ReadOnly | Error::SupportOver => {
                new(StatusCode::FORBIDDEN, "forbidden", "This is not allowed")
            }
            Error::BadRequest => Self::malformed("Look at the documentation."),
            Error::Unreachable | Error::Unavailable => new(
                StatusCode::SERVICE_UNAVAILABLE,
                "unavailable",
                "The server is busy",
            ),
            Error::Internal(_) => Self::new(
                StatusCode::INTERNAL_SERVER_ERROR,
                "internal",
                "Something went wrong on our side",
                "Try again, or report it with the request's ID.",
            ),
        }
    }
}

fn of_conflict(conflict: Conflict, error: &Error) -> Refusal {
    let new = |status, code, title| Refusal::about(error, status, code, title);
    let at_odds = |code| new(StatusCode::CONFLICT, code, "It is not so any more");
    match conflict {
        Conflict::Changed => new(
            StatusCode::PRECONDITION_FAILED,
            "changed",
            "Somebody else changed it in the meantime",
        ),
        Conflict::Count { .. } => at_odds("count"),
        Conflict::Registered => at_odds("registered"),
        Conflict::NotRegistered => at_odds("not_registered"),
        Conflict::Sent => at_odds("sent"),
        Conflict::LastUser => at_odds("last_user"),
        Conflict::Yourself => at_odds("yourself"),
        Conflict::TokenOver => at_odds("token_over"),
        Conflict::TranscriptionOver(status) => Refusal {
            current_status: Some(status.as_str()),
            ..at_odds("session_over")
        },
        Conflict::CustomerInactive => new(
            StatusCode::FORBIDDEN,
            "customer_inactive",
            "The customer is inactive",
        ),
        Conflict::Currency => at_odds("currency"),
        Conflict::Reversed => at_odds("reversed"),
        Conflict::Irreversible => at_odds("irreversible"),
        Conflict::Spent => at_odds("spent"),
        Conflict::OtherRequest => new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "idempotency_key_reused",
            "The key belongs to another request",
        ),
        Conflict::UnderWay => new(
            StatusCode::CONFLICT,
            "idempotency_key_in_use",
            "The request with this key is under way",
        ),
    }
}

/// The code of what is wrong, and the limits and choices that come with it.
pub fn coded(issue: &impl Serialize) -> (String, Option<Value>) {
    match serde_json::to_value(issue) {
        Ok(Value::String(code)) => (code, None),
        Ok(Value::Object(coded)) => coded
            .into_iter()
            .next()
            .map_or_else(Default::default, |(code, params)| (code, Some(params))),
        _ => Default::default(),
    }
}

/// Field by field what is wrong with what stands beneath a place in the body.
pub fn field_problems(place: &str, errors: &FieldErrors) -> Vec<FieldProblem> {
    let problem = |(field, issue): (domain::field::Field, &Issue)| {
        let (code, params) = coded(issue);
        FieldProblem {
            pointer: format!("{place}/{}", field.as_str()),
            code,
            detail: app::ui::issue_words(field, issue),
            params,
        }
    };
    errors.iter().map(problem).collect()
}

/// The answer without its body, which is written where the request's ID is known.
impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Writes every refusal and failure as a problem document, in English.
pub async fn speak(request: Request, next: Next) -> Response {
    let origin = request.extensions().get::<domain::access::Origin>();
    let id = origin.and_then(|origin| origin.request);
    let answer = async move { written(next.run(request).await, id) };
    speaking(Language::English, answer).await
}

fn written(mut response: Response, id: Option<RequestId>) -> Response {
    let status = response.status();
    let refusal = response.extensions_mut().remove::<Refusal>();
    let is_error = status.is_client_error() || status.is_server_error();
    let Some(refusal) = refusal.or_else(|| is_error.then(|| Refusal::of_status(status))) else {
        return response;
    };
    let problem = Problem {
        kind: format!("/api#error-{}", refusal.code),
        title: refusal.title,
        status: refusal.status.as_u16(),
        detail: refusal.detail,
        code: refusal.code,
        request_id: id.map(|id| id.to_string()),
        errors: refusal.errors,
        current_status: refusal.current_status,
    };
    let headers = response.headers_mut();
    headers.remove(CONTENT_LENGTH);
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
    if status == StatusCode::UNAUTHORIZED {
        let bearer = HeaderValue::from_static("Bearer");
        headers.insert(WWW_AUTHENTICATE, bearer);
    }
    if status == StatusCode::SERVICE_UNAVAILABLE && !headers.contains_key(RETRY_AFTER) {
        headers.insert(RETRY_AFTER, HeaderValue::from_static("5"));
    }
    *response.body_mut() = Body::from(serde_json::to_string(&problem).unwrap_or_default());
    response
}
