//! Lists in pieces: a piece says where the next one begins.

use super::problem::{FieldProblem, Refusal};
use serde::Serialize;
use std::str::FromStr;
use utoipa::ToSchema;

/// How many there are in a piece unless something else is asked for.
const LIMIT: u32 = 50;
/// The most of a piece.
const LIMIT_MAX: u32 = 200;

/// A piece of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct Piece<T> {
    /// What stands in it.
    pub data: Vec<T>,
    /// What to send as `cursor` for the next piece; none is the end.
    pub next_cursor: Option<String>,
}

impl<T> Piece<T> {
    /// A piece of at most so many. There is a next one if it is full.
    pub fn of(data: Vec<T>, limit: u32, cursor: impl Fn(&T) -> String) -> Self {
        let is_full = data.len() >= limit as usize;
        Self {
            next_cursor: data.last().filter(|_| is_full).map(cursor),
            data,
        }
    }
}

/// How many are asked for.
pub fn limit(asked: Option<&str>) -> Result<u32, Refusal> {
    let Some(asked) = asked else { return Ok(LIMIT) };
    let limit = asked.parse().ok();
    limit
        .filter(|limit| (1..=LIMIT_MAX).contains(limit))
        .ok_or_else(|| {
            let detail = format!("Send a whole number from 1 to {LIMIT_MAX}.");
            Refusal::invalid(vec![parameter("limit", "out_of_range", detail)])
        })
}

/// What a parameter says, if it is there.
pub fn parsed<T: FromStr>(name: &str, asked: Option<&str>) -> Result<Option<T>, Refusal> {
    let parse = |text: &str| {
        text.parse().map_err(|_| {
            let detail = "This cannot be read.".to_owned();
            Refusal::invalid(vec![parameter(name, "malformed", detail)])
        })
    };
    asked.map(parse).transpose()
}

/// What a parameter says, if it is one of some words.
pub fn word<T>(
    name: &str,
    asked: Option<&str>,
    read: impl Fn(&str) -> Option<T>,
    choices: &[&str],
) -> Result<Option<T>, Refusal> {
    let read = |word: &str| {
        read(word).ok_or_else(|| {
            let detail = format!("Use one of these: {}.", choices.join(", "));
            Refusal::invalid(vec![parameter(name, "not_one_of", detail)])
        })
    };
    asked.map(read).transpose()
}

/// What a parameter says that is `true` or `false`; false unless it is there.
pub fn flag(name: &str, asked: Option<&str>) -> Result<bool, Refusal> {
    let read = |word: &str| word.parse().ok();
    Ok(word(name, asked, read, &["true", "false"])?.unwrap_or_default())
}

/// What is wrong with a parameter.
pub fn parameter(name: &str, code: &str, detail: String) -> FieldProblem {
    FieldProblem {
        pointer: format!("?{name}"),
        code: code.to_owned(),
        detail,
        params: None,
    }
}
