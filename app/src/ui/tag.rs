//! Labels that people put on things.

use super::inert::{Markup, html};
use std::fmt::Display;

/// All labels of a thing.
pub fn tag_list(tags: impl IntoIterator<Item = impl Display>) -> Markup {
    html! {
        span.tags {
            @for tag in tags { span.tag { (tag) } }
        }
    }
}
