//! Icons: one sprite file, none of them in the WebAssembly.

use super::inert::{Markup, html};
use leptos::prelude::*;

macro_rules! glyphs {
    ($($name:ident = $id:literal),+ $(,)?) => {
        /// A picture of the sprite.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Glyph {
            $(#[doc = concat!("Lucide's `", $id, "`.")] $name),+
        }

        impl Glyph {
            /// All pictures.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Its address.
            pub const fn href(self) -> &'static str {
                match self {
                    $(Self::$name => concat!("/icons.svg#", $id)),+
                }
            }
        }
    };
}

glyphs! {
    Activity = "activity",
    ArrowDown = "arrow-down",
    ArrowUp = "arrow-up",
    AudioLines = "audio-lines",
    Building = "building-2",
    Calendar = "calendar",
    Chart = "bar-chart-3",
    Check = "check",
    ChevronDown = "chevron-down",
    ChevronFirst = "chevrons-left",
    ChevronLast = "chevrons-right",
    ChevronLeft = "chevron-left",
    ChevronRight = "chevron-right",
    ChevronUpDown = "chevrons-up-down",
    Columns = "columns-3",
    Copy = "copy",
    Dashboard = "layout-dashboard",
    Download = "download",
    External = "external-link",
    Eye = "eye",
    EyeOff = "eye-off",
    Filter = "list-filter",
    Gift = "gift",
    History = "history",
    Info = "info",
    Key = "key-round",
    Keyboard = "keyboard",
    Layers = "layers",
    Mail = "mail",
    Menu = "menu",
    Minus = "minus",
    Monitor = "monitor",
    Moon = "moon",
    More = "ellipsis",
    Pencil = "pencil",
    Phone = "phone",
    Plus = "plus",
    Power = "power",
    Refresh = "refresh-cw",
    Receipt = "receipt-text",
    Search = "search",
    SearchOff = "search-x",
    Settings = "settings",
    SignIn = "log-in",
    SignOut = "log-out",
    Sun = "sun",
    Tag = "tag",
    Trash = "trash-2",
    Upload = "upload",
    Users = "users",
    Wallet = "wallet",
    Warehouse = "warehouse",
    Warning = "circle-alert",
    X = "x",
}

/// A picture beside a word. It is hidden from assistive technology: the word says it.
#[component]
pub fn Icon(
    /// Which one.
    glyph: Glyph,
) -> impl IntoView {
    view! {
        <svg class="icon" aria-hidden="true">
            <use_ href=glyph.href() />
        </svg>
    }
}

/// The same in HTML that nothing listens to.
pub(crate) fn icon(glyph: Glyph) -> Markup {
    html! { svg.icon aria-hidden="true" { use href=(glyph.href()) {} } }
}

#[cfg(test)]
mod tests {
    use super::Glyph;

    #[test]
    fn the_sprite_holds_the_icons_in_use_and_no_others() {
        let sprite = include_str!("../../../public/icons.svg");
        for glyph in Glyph::ALL {
            let id = glyph.href().trim_start_matches("/icons.svg#");
            assert!(
                sprite.contains(&format!("<symbol id=\"{id}\"")),
                "{id} is missing"
            );
        }
        assert_eq!(sprite.matches("<symbol ").count(), Glyph::ALL.len());
    }
}
