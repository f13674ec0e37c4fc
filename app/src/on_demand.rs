//! What the browser loads the code of when somebody wants it: every page but the list that people
//! start on, and the dialogs of the list.
//!
//! With the feature `split` each `lazy` function has a file of its own, and so has whatever several
//! of them have in common; without it, as in development, all is in one file.

use crate::console::ConsolePage;
use crate::customers::{CustomerPage, ImportPage};
use crate::jump::JumpTo;
use crate::profile::ProfilePage;
use crate::settings::SettingsPage;
use crate::sign_in::{ForgotPage, InvitationPage, LoginPage, PasswordPage, ResetPage, SetupPage};
use crate::ui::Erase;
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
        Some("/login" | "/login/{slug}") => __preload_login().await,
        Some("/setup/{token}") => __preload_setup().await,
        Some("/customers/import") => __preload_import().await,
        Some("/customers/{id}" | "/customers/{id}/{tab}") => __preload_customer().await,
        Some("/forgot" | "/forgot/{slug}") => __preload_forgot().await,
        Some("/reset/{token}") => __preload_reset().await,
        Some("/profile") => __preload_profile().await,
        Some("/password") => __preload_password().await,
        Some("/invitation/{token}") => __preload_invitation().await,
        Some("/settings" | "/settings/{room}") => __preload_settings().await,
        Some("/console" | "/console/{room}") => __preload_console().await,
        _ => (),
    }
    let search = location.search().unwrap_or_default();
    let query = web_sys::UrlSearchParams::new_with_str(&search).ok();
    match query.and_then(|query| query.get("dialog")).as_deref() {
        Some("new") => dialogs::__preload_new_customer().await,
        Some("invite-user" | "disable-user" | "revoke-invitation" | "remove-user") => {
            crate::users::dialogs::__preload_user_dialog().await;
        }
        Some(_) => dialogs::__preload_row_dialog().await,
        None => (),
    }
}

/// Ctrl+K.
#[cfg_attr(feature = "split", lazy)]
pub(crate) async fn jump(open: RwSignal<bool>) -> AnyView {
    view! { <JumpTo open/> }.erase()
}

macro_rules! pages {
    ($($(#[$doc:meta])* $name:ident, $view:ident = $page:ident;)+) => {
        $(
            $(#[$doc])*
            pub(crate) struct $name;

            impl LazyRoute for $name {
                fn data() -> Self {
                    Self
                }

                async fn view(_page: Self) -> AnyView {
                    $view().await
                }
            }

            #[cfg_attr(feature = "split", lazy)]
            async fn $view() -> AnyView {
                $page().erase()
            }
        )+
    };
}

pages! {
    /// Sign-in.
    Login, login = LoginPage;
    /// Set-up.
    Setup, setup = SetupPage;
    /// One customer.
    OneCustomer, customer = CustomerPage;
    /// The import.
    Import, import = ImportPage;
    /// A forgotten password.
    Forgot, forgot = ForgotPage;
    /// Another password, by a link.
    Reset, reset = ResetPage;
    /// One's own profile.
    Profile, profile = ProfilePage;
    /// Another password, because one has to.
    Password, password = PasswordPage;
    /// Registering by an invitation.
    Invitation, invitation = InvitationPage;
    /// The reseller's settings.
    Settings, settings = SettingsPage;
    /// The console.
    Console, console = ConsolePage;
}
