//! The document around the application, and its routes.

use crate::arrival::arrive;
use crate::customers::CustomersPage;
use crate::frame::RoomFor;
use crate::not_found::NotFound;
use crate::on_demand::{
    Activity, Attention, Audit, Code, Console, Dashboard, Forgot, Import, Invitation, Invitations,
    Join, Login, OneCustomer, Password, Profile, Reset, Settings, Setup, Verify,
};
use crate::routes::Audience;
use crate::theme::Theme;
use crate::ui::Erase;
use crate::ui::toast::Toasts;
use crate::words;
use domain::brand::Hue;
use domain::language::Language;
use leptos::prelude::*;
use leptos_meta::{HashedStylesheet, MetaTags, Title, provide_meta_context};
use leptos_router::components::{Outlet, ParentRoute, Route, Router, Routes};
use leptos_router::{Lazy, SsrMode, path};

/// The HTML document. Rendered by the server only; the browser takes over its body.
pub fn document(options: LeptosOptions) -> impl IntoView {
    let (theme, language) = (Theme::of_this_request(), words::language());
    view! {
        <!DOCTYPE html>
        <html lang=language.code() data-theme=theme.as_str()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <link
                    rel="preload"
                    href="/fonts/inter-latin.woff2"
                    r#as="font"
                    r#type="font/woff2"
                    crossorigin="anonymous"
                />
                <HashedStylesheet options=options.clone() id="styles"/>
                <BrandStyle/>
                <Words language/>
                <AutoReload options=options.clone()/>
                <HydrationScripts options/>
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}

/// The reseller's colour, beneath the style sheet that gives it its meaning.
#[component]
fn BrandStyle() -> impl IntoView {
    let hue = crate::brand::hue_of_this_request();
    (hue != Hue::default()).then(|| {
        view! { <style nonce=leptos::nonce::use_nonce()>{format!(":root{{--hue:{hue}}}")}</style> }
    })
}

/// The words of the page, for the browser. It runs scripts that are deferred in their order, so that
/// they are there before the page is taken over.
#[component]
fn Words(language: Language) -> impl IntoView {
    words::script_path(language).map(|path| view! { <script defer src=path></script> })
}

/// The application: every page has its own title, and waits for its data before it is sent, so
/// that it is complete without WebAssembly and answers with the right status.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    let first = arrive();
    crate::unsaved::provide_watch();
    crate::ui::watch_times();
    view! {
        <Title formatter=|title: String| {
            if title.is_empty() { "Entrepot".to_owned() } else { format!("{title} · Entrepot") }
        }/>
        <Toasts first>
            <Router>
                <Routes fallback=|| NotFound().erase()>
                    <Route path=path!("/login") view={Lazy::<Login>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/login/:slug") view={Lazy::<Login>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/setup/:token") view={Lazy::<Setup>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/forgot") view={Lazy::<Forgot>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/forgot/:slug") view={Lazy::<Forgot>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/reset/:token") view={Lazy::<Reset>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/password") view={Lazy::<Password>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/code") view={Lazy::<Code>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/invitation/:token") view={Lazy::<Invitation>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/join/:token") view={Lazy::<Join>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/verify/:token") view={Lazy::<Verify>::new()} ssr=SsrMode::Async/>
                    <ParentRoute path=path!("/") view=|| ResellerRoom().erase() ssr=SsrMode::Async>
                        <Route path=path!("") view={Lazy::<Dashboard>::new()} ssr=SsrMode::Async/>
                    </ParentRoute>
                    <ParentRoute path=path!("/attention") view=|| ResellerRoom().erase() ssr=SsrMode::Async>
                        <Route path=path!("") view={Lazy::<Attention>::new()} ssr=SsrMode::Async/>
                    </ParentRoute>
                    <ParentRoute path=path!("/customers") view=|| ResellerRoom().erase() ssr=SsrMode::Async>
                        <Route path=path!("") view=|| CustomersPage().erase() ssr=SsrMode::Async/>
                        <Route path=path!("/import") view={Lazy::<Import>::new()} ssr=SsrMode::Async/>
                        <Route path=path!("/invitations") view={Lazy::<Invitations>::new()} ssr=SsrMode::Async/>
                        // One page for all its tabs, so that what was typed outlasts a change of tab.
                        <ParentRoute path=path!("/:id") view={Lazy::<OneCustomer>::new()} ssr=SsrMode::Async>
                            <Route path=path!("") view=|| () ssr=SsrMode::Async/>
                            <Route path=path!("/:tab") view=|| () ssr=SsrMode::Async/>
                        </ParentRoute>
                    </ParentRoute>
                    <ParentRoute path=path!("/activity") view=|| ResellerRoom().erase() ssr=SsrMode::Async>
                        <Route path=path!("") view={Lazy::<Activity>::new()} ssr=SsrMode::Async/>
                    </ParentRoute>
                    <ParentRoute path=path!("/audit") view=|| ResellerRoom().erase() ssr=SsrMode::Async>
                        <Route path=path!("") view={Lazy::<Audit>::new()} ssr=SsrMode::Async/>
                    </ParentRoute>
                    <ParentRoute path=path!("/settings") view=|| ResellerRoom().erase() ssr=SsrMode::Async>
                        <ParentRoute path=path!("") view={Lazy::<Settings>::new()} ssr=SsrMode::Async>
                            <Route path=path!("") view=|| () ssr=SsrMode::Async/>
                            <Route path=path!("/:room") view=|| () ssr=SsrMode::Async/>
                        </ParentRoute>
                    </ParentRoute>
                    <ParentRoute path=path!("/profile") view=|| SignedInRoom().erase() ssr=SsrMode::Async>
                        <Route path=path!("") view={Lazy::<Profile>::new()} ssr=SsrMode::Async/>
                    </ParentRoute>
                    <ParentRoute path=path!("/console") view=|| ReselleeRoom().erase() ssr=SsrMode::Async>
                        <ParentRoute path=path!("") view={Lazy::<Console>::new()} ssr=SsrMode::Async>
                            <Route path=path!("") view=|| () ssr=SsrMode::Async/>
                            <Route path=path!("/:room") view=|| () ssr=SsrMode::Async/>
                        </ParentRoute>
                    </ParentRoute>
                    <ParentRoute path=path!("/support/:support") view=|| SupportRoom().erase() ssr=SsrMode::Async>
                        <ParentRoute path=path!("") view={Lazy::<Console>::new()} ssr=SsrMode::Async>
                            <Route path=path!("") view=|| () ssr=SsrMode::Async/>
                            <Route path=path!("/:room") view=|| () ssr=SsrMode::Async/>
                        </ParentRoute>
                    </ParentRoute>
                </Routes>
            </Router>
        </Toasts>
    }
}

#[component]
fn ResellerRoom() -> impl IntoView {
    view! {
        <RoomFor audience=Audience::Reseller>
            <Outlet/>
        </RoomFor>
    }
}

#[component]
fn SignedInRoom() -> impl IntoView {
    view! {
        <RoomFor audience=Audience::SignedIn>
            <Outlet/>
        </RoomFor>
    }
}

#[component]
fn ReselleeRoom() -> impl IntoView {
    view! {
        <RoomFor audience=Audience::Resellee>
            <Outlet/>
        </RoomFor>
    }
}

#[component]
fn SupportRoom() -> impl IntoView {
    view! {
        <RoomFor audience=Audience::Support>
            <Outlet/>
        </RoomFor>
    }
}
