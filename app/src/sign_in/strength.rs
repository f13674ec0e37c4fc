//! How strong a password is, while it is typed. The server has the last word, with a dictionary.

use crate::ui::{Erase, hydrated};
use crate::words::t;
use domain::user::{Strength, strength};
use leptos::prelude::*;

/// Says how strong the password in a field is. Nothing while it is empty, or without a program.
#[component]
pub(super) fn StrengthMeter(password: RwSignal<String>, email: String) -> impl IntoView {
    let hydrated = hydrated();
    move || {
        if !hydrated.get() || password.with(String::is_empty) {
            return ().erase();
        }
        let strength = password.with(|password| strength(password, &email));
        let (value, words) = match strength {
            Strength::Short => (1, t!("Too short")),
            Strength::Weak => (2, t!("Easy to guess")),
            Strength::Fair => (3, t!("Fair")),
            Strength::Strong => (4, t!("Strong")),
        };
        view! {
            <div class="strength" data-value=value>
                <meter
                    min="0"
                    max="4"
                    low="2.5"
                    high="3.5"
                    optimum="4"
                    value=value
                    aria-label=t!("Strength of the password")
                ></meter>
                <span role="status">{words}</span>
            </div>
        }
        .erase()
    }
}
