//! How server functions speak: JSON, read from text.
//!
//! Leptos reads what comes with a page from text and what a server function answers from bytes.
//! To the compiler these are two readers for every type there is, and both would be in the
//! WebAssembly.

use bytes::Bytes;
use serde::Serialize;
use serde::de::{DeserializeOwned, Error};
use server_fn::codec::{JsonEncoding, Post};
use server_fn::{ContentType, Decodes, Encodes, Format, FormatType};

/// Arguments and answers as JSON in the body of a `POST` request.
pub type Json = Post<JsonText>;

/// JSON that is read as text.
pub struct JsonText;

impl ContentType for JsonText {
    const CONTENT_TYPE: &'static str = <JsonEncoding as ContentType>::CONTENT_TYPE;
}

impl FormatType for JsonText {
    const FORMAT_TYPE: Format = Format::Text;
}

impl<T: Serialize> Encodes<T> for JsonText {
    type Error = serde_json::Error;

    fn encode(value: &T) -> Result<Bytes, Self::Error> {
        serde_json::to_vec(value).map(Bytes::from)
    }
}

impl<T: DeserializeOwned> Decodes<T> for JsonText {
    type Error = serde_json::Error;

    fn decode(bytes: Bytes) -> Result<T, Self::Error> {
        let text = std::str::from_utf8(&bytes).map_err(Error::custom)?;
        serde_json::from_str(text)
    }
}
