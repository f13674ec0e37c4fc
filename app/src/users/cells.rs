//! What stands in the cells of a list of people.

use crate::ui::{Markup, Tone, badge, copy_button, html, moment};
use crate::words::t;
use domain::user::{People, User, UserSort, UserStatus};

/// The columns of the list. Each but the role can be sorted by.
pub(super) fn heading(column: UserSort) -> &'static str {
    match column {
        UserSort::Name => t!("Name"),
        UserSort::Email => t!("Email"),
        UserSort::Status => t!("Status"),
        UserSort::LastSignIn => t!("Last sign-in"),
        UserSort::TwoFactor => t!("Two-factor"),
    }
}

/// One cell.
pub(super) fn cell(column: UserSort, user: &User) -> Markup {
    match column {
        UserSort::Name => html! { bdi.name { (user.name) } },
        UserSort::Email => email_cell(user),
        UserSort::Status => status_badge(user.status),
        UserSort::LastSignIn => html! {
            @match user.last_sign_in_at {
                Some(at) => (moment(at)),
                None => span.aside { (t!("Never")) },
            }
        },
        UserSort::TwoFactor => html! {
            @if user.has_two_factor { (t!("On")) } @else { span.aside { (t!("Off")) } }
        },
    }
}

/// What a person is here.
pub(super) fn role_cell(user: &User) -> Markup {
    let role = match user.of {
        People::Team => t!("Reseller"),
        People::Of(_) => t!("Customer"),
    };
    html! { (role) }
}

fn email_cell(user: &User) -> Markup {
    let email = user.email.to_string();
    html! {
        span.with-copy { bdi { (email) } (copy_button(&email, t!("Copy email"), t!("Email copied"))) }
    }
}

fn status_badge(status: UserStatus) -> Markup {
    match status {
        UserStatus::Active => badge(Tone::Ok, t!("Active")),
        UserStatus::Invited => badge(Tone::Info, t!("Invited")),
        UserStatus::InvitationExpired => badge(Tone::Warn, t!("Invitation expired")),
        UserStatus::Disabled => badge(Tone::Off, t!("Disabled")),
    }
}
