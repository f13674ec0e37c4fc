//! What the ledger's own words are in the language of the page.

use crate::words::t;
use domain::ledger::{Bucket, Figure, Reason};

/// The word for a bucket.
pub(super) fn bucket_words(bucket: Bucket) -> &'static str {
    match bucket {
        Bucket::Balance => t!("Balance"),
        Bucket::Credits => t!("Credits"),
    }
}

/// The words for why an entry was made.
pub(super) fn reason_words(reason: Reason) -> &'static str {
    match reason {
        Reason::Refill => t!("Refill"),
        Reason::Deduction => t!("Deduction"),
        Reason::CreditsSet => t!("Credits set"),
        Reason::CreditsExpired => t!("Credits expired"),
        Reason::Reversal => t!("Reversal"),
    }
}

/// The word for a figure.
pub(crate) fn figure_words(figure: Figure) -> &'static str {
    match figure {
        Figure::Balance => t!("Balance"),
        Figure::Credits => t!("Credits"),
        Figure::Available => t!("Available"),
    }
}
