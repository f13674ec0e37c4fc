//! Lists as files: whoever accepts `text/csv` is sent all of a list at once.

use super::paging::parameter;
use super::problem::Refusal;
use http::HeaderMap;
use http::header::ACCEPT;

/// Whether a file is asked for.
pub fn is_wanted(headers: &HeaderMap) -> bool {
    let accept = headers.get(ACCEPT).and_then(|it| it.to_str().ok());
    accept.is_some_and(|it| it.starts_with("text/csv"))
}

/// A file has all of a list: refuses to send a piece of it.
pub fn whole(limit: Option<&str>, cursor: Option<&str>) -> Result<(), Refusal> {
    let given = [("limit", limit), ("cursor", cursor)];
    let given = given.into_iter().filter(|(_, asked)| asked.is_some());
    let errors: Vec<_> = given
        .map(|(name, _)| {
            let detail = "A CSV file has all of the list. Leave this out.".to_owned();
            parameter(name, "together", detail)
        })
        .collect();
    if errors.is_empty() {
        return Ok(());
    }
    Err(Refusal::invalid(errors))
}
