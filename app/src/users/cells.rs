//! What stands in the cells of a list of people.

use crate::ui::{Markup, Tone, badge, copy_button, html, moment};
use domain::user::{People, User, UserSort, UserStatus};

/// The columns of the list. Each but the role can be sorted by.
pub(super) const fn heading(column: UserSort) -> &'static str {
    match column {
        UserSort::Name => "Name",
        UserSort::Email => "Email",
        UserSort::Status => "Status",
        UserSort::LastSignIn => "Last sign-in",
        UserSort::TwoFactor => "Two-factor",
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
                None => span.aside { "Never" },
            }
        },
        UserSort::TwoFactor => html! {
            @if user.has_two_factor { "On" } @else { span.aside { "Off" } }
        },
    }
}

/// What a person is here.
pub(super) fn role_cell(user: &User) -> Markup {
    let role = match user.of {
        People::Team => "Reseller",
        People::Of(_) => "Customer",
    };
    html! { (role) }
}

fn email_cell(user: &User) -> Markup {
    let email = user.email.to_string();
    html! {
        span.with-copy { bdi { (email) } (copy_button(&email, "Copy email", "Email copied")) }
    }
}

fn status_badge(status: UserStatus) -> Markup {
    match status {
        UserStatus::Active => badge(Tone::Ok, "Active"),
        UserStatus::Invited => badge(Tone::Info, "Invited"),
        UserStatus::InvitationExpired => badge(Tone::Warn, "Invitation expired"),
        UserStatus::Disabled => badge(Tone::Off, "Disabled"),
    }
}
