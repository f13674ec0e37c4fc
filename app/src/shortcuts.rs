//! The keys that work on every page, as a list.

use crate::ui::Shortcut;
use crate::words::word;

/// All of them.
pub(crate) const SHORTCUTS: &[Shortcut] = &[
    Shortcut {
        keys: "/",
        does: word!("Search"),
    },
    Shortcut {
        keys: "n",
        does: word!("New customer"),
    },
    Shortcut {
        keys: word!("Ctrl K"),
        does: word!("Jump to…"),
    },
    Shortcut {
        keys: "↑ ↓",
        does: word!("Move from row to row"),
    },
    Shortcut {
        keys: word!("Enter"),
        does: word!("Open the row"),
    },
    Shortcut {
        keys: word!("Space"),
        does: word!("Select the row"),
    },
    Shortcut {
        keys: word!("Shift Space"),
        does: word!("Select all rows to this one"),
    },
    Shortcut {
        keys: word!("Shift F10"),
        does: word!("Menu of the row"),
    },
    Shortcut {
        keys: "Esc",
        does: word!("Close"),
    },
    Shortcut {
        keys: "?",
        does: word!("This list"),
    },
];
