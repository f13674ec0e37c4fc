//! What the description says of every operation: what the gate before them all looks at, and how
//! they refuse. It stands here once, and not beside each of them.

use super::gate::ONCE_MAX;
use super::problem::{MEDIA_TYPE, Problem};
use http::StatusCode;
use utoipa::ToSchema;
use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::path::{Operation, Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{
    ContentBuilder, Header, OpenApi, Ref, RefOr, Required, Response, ResponseBuilder,
};

/// How a request is refused, or fails: a status, what it is called in the description, and when.
type Refused = (StatusCode, &'static str, &'static str);

const REFUSALS: [Refused; 14] = [
    (StatusCode::BAD_REQUEST, "Malformed", "It cannot be read"),
    (
        StatusCode::UNAUTHORIZED,
        "Unauthorized",
        "There is no token, or it is no good",
    ),
    (
        StatusCode::FORBIDDEN,
        "Forbidden",
        "The token was not made for this, or its customer is inactive",
    ),
    (
        StatusCode::NOT_FOUND,
        "NotFound",
        "There is no such thing, or it is somebody else's",
    ),
    (
        StatusCode::REQUEST_TIMEOUT,
        "TooSlow",
        "The body came too slowly",
    ),
    (
        StatusCode::CONFLICT,
        "Conflict",
        "It is not so any more, or the request with this key is under way",
    ),
    (
        StatusCode::PRECONDITION_FAILED,
        "Changed",
        "Somebody else changed it in the meantime",
    ),
    (
        StatusCode::PAYLOAD_TOO_LARGE,
        "TooLarge",
        "The body is too large",
    ),
    (
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        "MediaType",
        "The body is of a type that is not taken here",
    ),
    (
        StatusCode::UNPROCESSABLE_ENTITY,
        "Invalid",
        "Something that was sent cannot be taken; `errors` says what",
    ),
    (
        StatusCode::PRECONDITION_REQUIRED,
        "PreconditionRequired",
        "The version that is to be changed is not named",
    ),
    (
        StatusCode::TOO_MANY_REQUESTS,
        "RateLimited",
        "Too many requests",
    ),
    (
        StatusCode::INTERNAL_SERVER_ERROR,
        "Failed",
        "Something went wrong on our side",
    ),
    (
        StatusCode::SERVICE_UNAVAILABLE,
        "Busy",
        "The server is busy",
    ),
];

/// Adds it.
pub fn describe(document: &mut OpenApi) {
    let components = document.components.get_or_insert_default();
    for (status, name, when) in REFUSALS {
        let answer = RefOr::T(refusal(status, when));
        components.responses.insert(name.to_owned(), answer);
    }
    for item in document.paths.paths.values_mut() {
        if let Some(post) = &mut item.post {
            post.parameters.get_or_insert_default().push(once().into());
            complete(post, true);
        }
        let others = [
            &mut item.get,
            &mut item.put,
            &mut item.patch,
            &mut item.delete,
        ];
        for operation in others.into_iter().flatten() {
            complete(operation, false);
        }
    }
}

/// The header by which a request has its effect once: for every POST.
fn once() -> Parameter {
    let text = ObjectBuilder::new()
        .schema_type(Type::String)
        .min_length(Some(1))
        .max_length(Some(ONCE_MAX))
        .pattern(Some("^[!-~]([ -~]*[!-~])?$"));
    ParameterBuilder::new()
        .name("Idempotency-Key")
        .parameter_in(ParameterIn::Header)
        .required(Required::False)
        .description(Some(
            "Has its effect once, and is answered the same, however often it is sent",
        ))
        .schema(Some(text))
        .build()
}

fn complete(operation: &mut Operation, is_post: bool) {
    add_refusals(operation, is_post);
    add_headers(operation);
}

fn add_refusals(operation: &mut Operation, is_post: bool) {
    let parameters: Vec<&Parameter> = operation
        .parameters
        .iter()
        .flatten()
        .filter_map(|it| match it {
            RefOr::T(it) => Some(it),
            RefOr::Ref(_) => None,
        })
        .collect();
    let has = |place: ParameterIn| parameters.iter().any(|it| it.parameter_in == place);
    let if_match = parameters.iter().find(|it| it.name == "If-Match");
    let has_body = operation.request_body.is_some();
    // A token of the reseller has no sessions and no usage of its own.
    let mut tags = operation.tags.iter().flatten();
    let is_of_customers = tags.any(|tag| tag == "Sessions" || tag == "Usage");
    let refuses = |status: StatusCode| match status {
        StatusCode::BAD_REQUEST => is_post || has_body,
        StatusCode::NOT_FOUND => has(ParameterIn::Path) || is_of_customers,
        StatusCode::REQUEST_TIMEOUT
        | StatusCode::PAYLOAD_TOO_LARGE
        | StatusCode::UNSUPPORTED_MEDIA_TYPE => has_body,
        StatusCode::CONFLICT => is_post,
        StatusCode::PRECONDITION_FAILED => if_match.is_some(),
        StatusCode::PRECONDITION_REQUIRED => {
            if_match.is_some_and(|it| it.required == Required::True)
        }
        StatusCode::UNPROCESSABLE_ENTITY => is_post || has_body || has(ParameterIn::Query),
        _ => true,
    };
    let answers = &mut operation.responses.responses;
    for (status, name, _) in REFUSALS.into_iter().filter(|(it, ..)| refuses(*it)) {
        let answer = Ref::from_response_name(name).into();
        answers.entry(status.as_str().to_owned()).or_insert(answer);
    }
}

/// What every answer tells, and where something new is.
fn add_headers(operation: &mut Operation) {
    for (status, answer) in &mut operation.responses.responses {
        let RefOr::T(answer) = answer else { continue };
        let mut add = |name: &str, header: Header| {
            answer
                .headers
                .entry(name.to_owned())
                .or_insert(header.into());
        };
        if status == "201" {
            add("Location", text("Where it is from now on"));
        }
        for (name, header) in of_every_answer() {
            add(name, header);
        }
    }
}

fn of_every_answer() -> [(&'static str, Header); 3] {
    [
        (
            "X-Request-Id",
            text("The request, as the log of the server names it"),
        ),
        (
            "RateLimit",
            text("How often may still be asked, and in how many seconds more often again"),
        ),
        (
            "RateLimit-Policy",
            text("How often may be asked at once, and after how many seconds of rest"),
        ),
    ]
}

fn refusal(status: StatusCode, when: &str) -> Response {
    let problem = ContentBuilder::new()
        .schema(Some(Ref::from_schema_name(Problem::name())))
        .build();
    let mut answer = ResponseBuilder::new()
        .description(when)
        .content(MEDIA_TYPE, problem);
    for (name, header) in of_every_answer() {
        // Whoever is not known has no limit yet.
        if status != StatusCode::UNAUTHORIZED || name == "X-Request-Id" {
            answer = answer.header(name, header);
        }
    }
    if status == StatusCode::UNAUTHORIZED {
        answer = answer.header("WWW-Authenticate", text("Bearer"));
    }
    if matches!(
        status,
        StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE
    ) {
        let seconds = ObjectBuilder::new()
            .schema_type(Type::Integer)
            .minimum(Some(1));
        let wait = HeaderBuilder::new()
            .schema(Some(seconds))
            .description(Some("After how many seconds to try again"));
        answer = answer.header("Retry-After", wait.build());
    }
    answer.build()
}

fn text(description: &str) -> Header {
    HeaderBuilder::new()
        .schema(Some(ObjectBuilder::new().schema_type(Type::String)))
        .description(Some(description))
        .build()
}
