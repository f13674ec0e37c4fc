//! Where something that floats belongs.

use leptos::prelude::document;
use web_sys::{Element, HtmlElement};

/// How near to the edge of the window something may float, in pixels.
const EDGE: f64 = 8.0;

/// What something floats beside, in pixels of the window: a box, or a point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Anchor {
    /// Its left side.
    pub left: f64,
    /// Its top.
    pub top: f64,
    /// Its right side.
    pub right: f64,
    /// Its bottom.
    pub bottom: f64,
}

impl Anchor {
    /// A point, such as where the pointer is.
    pub fn point(x: i32, y: i32) -> Self {
        let (x, y) = (f64::from(x), f64::from(y));
        Self {
            left: x,
            top: y,
            right: x,
            bottom: y,
        }
    }

    /// The box of an element.
    pub fn of(element: &Element) -> Self {
        let rect = element.get_bounding_client_rect();
        Self {
            left: rect.left(),
            top: rect.top(),
            right: rect.right(),
            bottom: rect.bottom(),
        }
    }
}

/// Puts `popup` below and to the right of `anchor`, or on the other side where the window ends.
/// The style sheet reads the place from two custom properties.
pub(super) fn place(popup: &HtmlElement, anchor: Anchor) {
    let Some(page) = document().document_element() else {
        return;
    };
    let (width, height) = (
        f64::from(popup.offset_width()),
        f64::from(popup.offset_height()),
    );
    let x = along(
        anchor.left,
        anchor.right,
        width,
        f64::from(page.client_width()),
    );
    let y = along(
        anchor.bottom,
        anchor.top,
        height,
        f64::from(page.client_height()),
    );
    for (name, value) in [("--x", x), ("--y", y)] {
        // A property that cannot be set leaves the popup in its corner, still of use.
        let _ = popup.style().set_property(name, &format!("{value}px"));
    }
}

/// Where to begin so that `length` fits before `end`: at `from`, else ending at `turned`.
fn along(from: f64, turned: f64, length: f64, end: f64) -> f64 {
    let start = if from + length + EDGE <= end {
        from
    } else {
        turned - length
    };
    start.min(end - length - EDGE).max(EDGE)
}

#[cfg(test)]
mod tests {
    use super::along;

    #[test]
    fn what_does_not_fit_turns_to_the_other_side_and_stays_in_the_window() {
        assert!((along(100.0, 100.0, 200.0, 1000.0) - 100.0).abs() < 0.1);
        assert!((along(900.0, 900.0, 200.0, 1000.0) - 700.0).abs() < 0.1);
        assert!((along(150.0, 100.0, 290.0, 300.0) - 8.0).abs() < 0.1);
    }
}
