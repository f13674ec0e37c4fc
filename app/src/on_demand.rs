//! What the browser loads the code of when somebody wants it: every page but the list that people
//! start on, and the dialogs of the list.
//!
//! With the feature `split` each `lazy` function has a file of its own, and so has whatever several
//! of them have in common; without it, as in development, all is in one file.

use crate::audit::AuditPage;
use crate::console::ConsolePage;
use crate::customers::{CustomerPage, ImportPage};
use crate::dashboard::{AttentionPage, DashboardPage};
use crate::invitations::InvitationsPage;
use crate::jump::JumpTo;
use crate::profile::ProfilePage;
use crate::settings::SettingsPage;
use crate::shortcuts::SHORTCUTS;
use crate::sign_in::{
    CodePage, ForgotPage, InvitationPage, JoinPage, LoginPage, PasswordPage, ResetPage, SetupPage,
    VerifyPage,
};
use crate::transcriptions::ActivityPage;
use crate::ui::{Erase, ShortcutList};
use leptos::prelude::*;
use leptos_router::LazyRoute;

/// Shows a piece as soon as its code is there.
pub(crate) fn on_demand(piece: impl Future<Output = AnyView> + Send + 'static) -> AnyView {
    Suspend::new(piece).erase()
}

/// Loads the code of the page that is about to be taken over: that happens in one go, so that
/// nothing the server has rendered may be missing then.
#[cfg(feature = "split")]
pub async fn load_this_page() {
    use crate::customers::dialogs;
    let location = window().location();
    let path = location.pathname().unwrap_or_default();
    match crate::routes::page_at(&path).map(|page| page.path) {
        Some(
            "/login"
            | "/login/{slug}"
            | "/setup/{token}"
            | "/forgot"
            | "/forgot/{slug}"
            | "/reset/{token}"
            | "/password"
            | "/code"
            | "/invitation/{token}"
            | "/join/{token}"
            | "/verify/{token}",
        ) => __preload_gate().await,
        Some("/") => __preload_dashboard().await,
        Some("/attention") => __preload_attention().await,
        Some("/customers/import") => __preload_import().await,
        Some("/customers/invitations") => __preload_invitations().await,
        Some("/customers/{id}" | "/customers/{id}/{tab}") => __preload_customer().await,
        Some("/activity") => __preload_activity().await,
        Some("/audit") => __preload_audit().await,
        Some("/profile") => __preload_profile().await,
        Some("/settings" | "/settings/{room}") => __preload_settings().await,
        Some(
            "/console" | "/console/{room}" | "/support/{support}" | "/support/{support}/{room}",
        ) => __preload_console().await,
        _ => (),
    }
    let search = location.search().unwrap_or_default();
    let query = web_sys::UrlSearchParams::new_with_str(&search).ok();
    match query.and_then(|query| query.get("dialog")).as_deref() {
        Some("new") => dialogs::__preload_new_customer().await,
        Some(
            "invite-user" | "disable-user" | "revoke-invitation" | "two-factor-off" | "remove-user",
        ) => {
            crate::users::dialogs::__preload_user_dialog().await;
        }
        Some("create-token" | "rotate-token" | "revoke-token") => {
            crate::tokens::dialogs::__preload_token_dialog().await;
        }
        Some("ledger-entry" | "reverse-entry") => {
            crate::ledger::entry::__preload_entry_dialog().await;
        }
        Some("session") => crate::transcriptions::details::__preload_session_dialog().await,
        // The first one comes with its page.
        Some("invite") | None => (),
        Some(_) => dialogs::__preload_row_dialog().await,
    }
}

/// What opens above any page by a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Above {
    /// Ctrl+K.
    Jump,
    /// The list of keys.
    Shortcuts,
}

/// Shows it, until `open` is set back.
#[cfg_attr(feature = "split", lazy)]
pub(crate) async fn above(what: Above, open: RwSignal<bool>) -> AnyView {
    match what {
        Above::Jump => view! { <JumpTo open/> }.erase(),
        Above::Shortcuts => view! { <ShortcutList open shortcuts=SHORTCUTS/> }.erase(),
    }
}

/// The pages of getting in: small, and with most of their code in common, so that they share a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gate {
    Login,
    Setup,
    Forgot,
    Reset,
    Password,
    Code,
    Invitation,
    Join,
    Verify,
}

#[cfg_attr(feature = "split", lazy)]
#[cfg_attr(
    not(feature = "split"),
    expect(
        clippy::unused_async,
        reason = "a function in a file of its own has to be waited for"
    )
)]
async fn gate(page: Gate) -> AnyView {
    match page {
        Gate::Login => LoginPage().erase(),
        Gate::Setup => SetupPage().erase(),
        Gate::Forgot => ForgotPage().erase(),
        Gate::Reset => ResetPage().erase(),
        Gate::Password => PasswordPage().erase(),
        Gate::Code => CodePage().erase(),
        Gate::Invitation => InvitationPage().erase(),
        Gate::Join => JoinPage().erase(),
        Gate::Verify => VerifyPage().erase(),
    }
}

macro_rules! routes {
    ($($(#[$doc:meta])* $name:ident = $view:expr;)+) => {
        $(
            $(#[$doc])*
            pub(crate) struct $name;

            impl LazyRoute for $name {
                fn data() -> Self {
                    Self
                }

                async fn view(_page: Self) -> AnyView {
                    $view.await
                }
            }
        )+
    };
}

routes! {
    /// Sign-in.
    Login = gate(Gate::Login);
    /// Set-up.
    Setup = gate(Gate::Setup);
    /// A forgotten password.
    Forgot = gate(Gate::Forgot);
    /// Another password, by a link.
    Reset = gate(Gate::Reset);
    /// Another password, because one has to.
    Password = gate(Gate::Password);
    /// The second factor.
    Code = gate(Gate::Code);
    /// Registering by an invitation.
    Invitation = gate(Gate::Invitation);
    /// Registering an organisation.
    Join = gate(Gate::Join);
    /// Verifying an email.
    Verify = gate(Gate::Verify);
    /// All customers together.
    Dashboard = dashboard();
    /// What needs attention.
    Attention = attention();
    /// One customer.
    OneCustomer = customer();
    /// The import.
    Import = import();
    /// The sessions of all customers.
    Activity = activity();
    /// The audit log.
    Audit = audit();
    /// The invitations of customers.
    Invitations = invitations();
    /// One's own profile.
    Profile = profile();
    /// The reseller's settings.
    Settings = settings();
    /// The console.
    Console = console();
}

macro_rules! pages {
    ($($view:ident = $page:ident;)+) => {
        $(
            #[cfg_attr(feature = "split", lazy)]
            async fn $view() -> AnyView {
                $page().erase()
            }
        )+
    };
}

pages! {
    dashboard = DashboardPage;
    attention = AttentionPage;
    customer = CustomerPage;
    activity = ActivityPage;
    audit = AuditPage;
    import = ImportPage;
    invitations = InvitationsPage;
    profile = ProfilePage;
    settings = SettingsPage;
    console = ConsolePage;
}
