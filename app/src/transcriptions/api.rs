//! The server functions about sessions: authorise, ask the store.
//!
//! `customer` says whose sessions they are about; without one it is all that the signed-in person
//! may see.

#![expect(
    missing_docs,
    reason = "arguments become fields of a struct, which only programs see"
)]

use crate::failure::Failure;
use crate::json::Json;
use domain::id::{CustomerId, TokenId, TranscriptionId};
use domain::listing::Page;
use domain::transcription::{SpokenLanguage, Transcription, TranscriptionListing};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

#[cfg(feature = "ssr")]
use {
    crate::backend::{allowed, backend, now, session},
    domain::access,
    domain::api_token::{Holder, TokenListing, TokenSort},
    domain::error::Error,
    domain::listing::{Direction, PageRequest, PageSize},
    domain::transcription::TranscriptionFilter,
};

/// What sessions can be narrowed to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionChoices {
    /// The languages that were spoken lately, by tag.
    pub languages: Vec<SpokenLanguage>,
    /// The tokens of the customer, by name; none where it is about several customers.
    pub tokens: Vec<(TokenId, String)>,
}

/// One page of sessions.
#[server(endpoint = "list_transcriptions", input = Json, output = Json)]
pub async fn list_transcriptions(
    customer: Option<CustomerId>,
    listing: TranscriptionListing,
) -> Result<Page<Transcription>, Failure> {
    let permit = allowed::<access::ViewTranscriptions>()?;
    if listing.filter.search.len() > TranscriptionFilter::SEARCH_MAX * 4 {
        return Err(Failure(Error::BadRequest));
    }
    Ok(backend()?
        .list_transcriptions(&permit, customer, &listing, now()?)
        .await?)
}

/// One session.
#[server(endpoint = "get_transcription", input = Json, output = Json)]
pub async fn get_transcription(id: TranscriptionId) -> Result<Transcription, Failure> {
    let permit = allowed::<access::ViewTranscriptions>()?;
    Ok(backend()?.transcription(&permit, id, now()?).await?)
}

/// What the sessions can be narrowed to.
#[server(endpoint = "transcription_choices", input = Json, output = Json)]
pub async fn transcription_choices(
    customer: Option<CustomerId>,
) -> Result<SessionChoices, Failure> {
    let permit = allowed::<access::ViewTranscriptions>()?;
    let languages = backend()?.spoken_languages(&permit, customer).await?;
    let tokens = tokens(customer).await?;
    Ok(SessionChoices { languages, tokens })
}

/// The tokens of one customer, for those who may see them.
#[cfg(feature = "ssr")]
async fn tokens(customer: Option<CustomerId>) -> Result<Vec<(TokenId, String)>, Failure> {
    let own = Holder::own(session()?.subject());
    let of = customer.map_or(own, Holder::Customer);
    let (Some(_), Ok(permit)) = (of.customer(), allowed::<access::ViewTokens>()) else {
        return Ok(Vec::new());
    };
    let listing = TokenListing {
        page: PageRequest {
            sort: TokenSort::Name,
            direction: Direction::Ascending,
            size: PageSize::Rows100,
            page: 1,
        },
        ..TokenListing::default()
    };
    let page = backend()?
        .list_tokens(&permit, of, &listing, now()?)
        .await?;
    let named = page.rows.into_iter();
    Ok(named.map(|it| (it.id, it.name.to_string())).collect())
}
