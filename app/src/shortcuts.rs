//! The keys that work on every page, as a list.

use crate::ui::Shortcut;

/// All of them.
pub(crate) const SHORTCUTS: &[Shortcut] = &[
    Shortcut {
        keys: "/",
        does: "Search",
    },
    Shortcut {
        keys: "n",
        does: "New customer",
    },
    Shortcut {
        keys: "Ctrl K",
        does: "Jump to…",
    },
    Shortcut {
        keys: "↑ ↓",
        does: "Move from row to row",
    },
    Shortcut {
        keys: "Enter",
        does: "Open the row",
    },
    Shortcut {
        keys: "Space",
        does: "Select the row",
    },
    Shortcut {
        keys: "Shift Space",
        does: "Select all rows to this one",
    },
    Shortcut {
        keys: "Shift F10",
        does: "Menu of the row",
    },
    Shortcut {
        keys: "Esc",
        does: "Close",
    },
    Shortcut {
        keys: "?",
        does: "This list",
    },
];
