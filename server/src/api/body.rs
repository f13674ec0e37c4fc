//! Reading what programs send: strictly, and saying where something is wrong.

use super::gate::BODY_MAX;
use super::paging::parameter;
use super::problem::{FieldProblem, Refusal};
use axum::body::{Bytes, to_bytes};
use axum::extract::{FromRequest, FromRequestParts, Request};
use http::header::CONTENT_TYPE;
use http::request::Parts;
use http::{HeaderMap, StatusCode};
use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer};
use serde_json::{Number, Value};
use serde_path_to_error::Path;

/// A JSON body. Fields that are not known are refused by their names.
pub struct Strict<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Strict<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, _: &S) -> Result<Self, Refusal> {
        let (parts, body) = request.into_parts();
        if media_type(&parts.headers) != "application/json" {
            return Err(not_taken("application/json"));
        }
        object(&all(body).await?).map(Self)
    }
}

/// The parameters behind the question mark of an address, read as strictly.
pub struct StrictQuery<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for StrictQuery<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refusal> {
        query(parts.uri.query().unwrap_or_default()).map(Self)
    }
}

/// Reads parameters as they stand in an address.
pub fn query<T: DeserializeOwned>(text: &str) -> Result<T, Refusal> {
    let mut given = serde_json::Map::new();
    for (name, value) in form_urlencoded::parse(text.as_bytes()) {
        let value = value.into_owned().into();
        if given.insert(name.clone().into_owned(), value).is_some() {
            let detail = "This stands there twice.".to_owned();
            return Err(Refusal::invalid(vec![parameter(&name, "twice", detail)]));
        }
    }
    T::deserialize(Value::Object(given))
        .map_err(|error| Refusal::invalid(vec![fault("?", "", &error.to_string())]))
}

/// The whole of a body.
pub async fn all(body: axum::body::Body) -> Result<Bytes, Refusal> {
    to_bytes(body, BODY_MAX).await.map_err(|_| {
        Refusal::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "too_large",
            "The body is too large",
            "Send 10 MB at most.",
        )
    })
}

/// The media type of a body, without parameters.
pub fn media_type(headers: &HeaderMap) -> &str {
    let value = headers.get(CONTENT_TYPE).and_then(|it| it.to_str().ok());
    let value = value.unwrap_or_default();
    value.split(';').next().unwrap_or_default().trim()
}

/// A body of a type that is not taken.
pub fn not_taken(taken: &str) -> Refusal {
    Refusal::new(
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        "media_type",
        "The body is of a type that is not taken here",
        format!("Send Content-Type: {taken}."),
    )
}

/// Reads a JSON object. To serde a list of the fields' values would do as well.
pub fn object<T: DeserializeOwned>(json: &[u8]) -> Result<T, Refusal> {
    if json.trim_ascii_start().starts_with(b"[") {
        let expected = "invalid type: sequence, expected an object";
        return Err(Refusal::invalid(vec![fault("", "/", expected)]));
    }
    read(json)
}

/// Reads JSON, without a copy of what need not be one. To keep account of the place takes twice as
/// long, and is only done where something is wrong.
pub fn read<'a, T: Deserialize<'a>>(json: &'a [u8]) -> Result<T, Refusal> {
    serde_json::from_slice(json).or_else(|_| read_with_places(json))
}

fn read_with_places<'a, T: Deserialize<'a>>(json: &'a [u8]) -> Result<T, Refusal> {
    let mut reader = serde_json::Deserializer::from_slice(json);
    let value = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let cause = error.inner();
        let message = cause.to_string();
        if cause.is_data() {
            Refusal::invalid(vec![fault(&pointer(error.path()), "/", &message)])
        } else {
            Refusal::malformed(format!("This is not JSON: {message}."))
        }
    })?;
    reader
        .end()
        .map_err(|error| Refusal::malformed(format!("This is not JSON: {error}.")))?;
    Ok(value)
}

/// Reads a whole number, also one that is written as 90000.0: to JSON it is the same (JSON Schema
/// 2020-12, Core, 6.1), and some languages write all numbers so.
pub fn whole<'de, D: Deserializer<'de>>(reader: D) -> Result<Option<i64>, D::Error> {
    let Some(number) = Option::<Number>::deserialize(reader)? else {
        return Ok(None);
    };
    let whole = number.as_i64().or_else(|| of_float(number.as_f64()?));
    let expected = || D::Error::custom(format!("invalid number {number}, expected a whole one"));
    whole.map(Some).ok_or_else(expected)
}

/// A number without a fraction, as far as such numbers are exact.
fn of_float(number: f64) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let is_whole = number.fract() == 0.0 && number.abs() <= EXACT;
    // Nothing is lost: it has no fraction, and fits.
    #[expect(clippy::cast_possible_truncation, reason = "looked at just above")]
    is_whole.then_some(number as i64)
}

/// What is wrong at a place, from what serde says of it.
pub fn fault(place: &str, separator: &str, message: &str) -> FieldProblem {
    let message = message.split(" at line ").next().unwrap_or(message);
    let unknown = message.strip_prefix("unknown field `");
    let (pointer, code) = match unknown.and_then(|rest| rest.split_once('`')) {
        Some((name, _)) if place.ends_with(&format!("{separator}{name}")) => {
            (place.to_owned(), "unknown_field")
        }
        Some((name, _)) => (format!("{place}{separator}{name}"), "unknown_field"),
        None => (place.to_owned(), "wrong_type"),
    };
    FieldProblem {
        pointer,
        code: code.to_owned(),
        detail: format!("{message}."),
        params: None,
    }
}

/// A place in a body as a JSON pointer (RFC 6901).
fn pointer(path: &Path) -> String {
    use serde_path_to_error::Segment;
    let segment = |segment: &Segment| match segment {
        Segment::Seq { index } => format!("/{index}"),
        Segment::Map { key } => format!("/{}", key.replace('~', "~0").replace('/', "~1")),
        Segment::Enum { variant } => format!("/{variant}"),
        Segment::Unknown => String::new(),
    };
    path.iter().map(segment).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "it is only read")]
    struct Outer {
        #[serde(default)]
        number: i64,
        #[serde(default)]
        inner: Inner,
    }

    #[derive(Debug, Default, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "it is only read")]
    struct Inner {
        #[serde(default)]
        text: String,
    }

    #[test]
    fn what_is_wrong_is_named_by_its_place() {
        let wrong = |json: &str| {
            let problem = read::<Outer>(json.as_bytes()).unwrap_err();
            let first = problem.errors.into_iter().next();
            first.map(|error| (error.pointer, error.code))
        };
        let at = |pointer: &str, code: &str| Some((pointer.to_owned(), code.to_owned()));
        assert_eq!(wrong(r#"{"numbr": 1}"#), at("/numbr", "unknown_field"));
        assert_eq!(
            wrong(r#"{"inner": {"txt": ""}}"#),
            at("/inner/txt", "unknown_field")
        );
        assert_eq!(wrong(r#"{"number": "1"}"#), at("/number", "wrong_type"));
        assert_eq!(wrong(r#"{"number": 1.5}"#), at("/number", "wrong_type"));
        assert_eq!(wrong("[1"), None);
        assert_eq!(wrong("{} {}"), None);
        assert!(read::<Outer>(b"{}").is_ok());
    }
}
