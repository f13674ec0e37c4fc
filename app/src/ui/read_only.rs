//! Pages that somebody may only look at.

use crate::words::t;
use leptos::prelude::use_context;

/// Whether whoever looks at the page may change nothing on it. The server refuses it all the same;
/// this is for the eye. Given as context by whatever is around the page.
#[derive(Clone, Copy, Debug)]
pub struct ReadOnly(pub bool);

/// What is said about a control that does nothing here.
pub(super) fn read_only_words() -> &'static str {
    t!("Nothing can be changed in a read-only login")
}

/// Whether the page around the caller is for looking only.
pub(super) fn is_read_only() -> bool {
    use_context::<ReadOnly>().is_some_and(|it| it.0)
}
