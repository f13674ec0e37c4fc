//! What is around every page of somebody who has signed in.

use crate::brand::brand_markup;
use crate::changes::Changes;
use crate::console::Room;
use crate::not_found::NotFound;
use crate::on_demand::{Above, above, on_demand};
use crate::routes::Audience;
use crate::shell::{Crumb, NavEntry, Person, Shell};
use crate::theme::Theme;
use crate::ui::{Content, Erase, Glyph, ReadOnly, count};
use crate::viewer::{Frame, Visitor, console_base, load_frame};
use crate::words::t;
use domain::support::SupportMode;
use domain::user::{Role, Viewer};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_location;

/// A part of the house that is for some people only, in its frame. For everybody else it does not
/// exist; the server has sent those who could sign in to do so before.
#[component]
pub(crate) fn RoomFor(audience: Audience, children: Content) -> impl IntoView {
    let frame = use_context::<Visitor>().and_then(|visitor| visitor.0);
    let is_theirs = |frame: &Frame| {
        let Viewer { role, support, .. } = &frame.viewer;
        audience.includes(Some(*role), support.is_some())
    };
    match frame.filter(is_theirs) {
        Some(frame) => view! { <Framed frame>{children.show()}</Framed> }.erase(),
        None => view! { <NotFound/> }.erase(),
    }
}

/// The frame, for the pages inside it.
#[derive(Clone, Copy)]
struct FrameContext(RwSignal<Frame>);

/// Who is signed in, and what the frame shows them. Nothing outside a frame.
pub(crate) fn use_frame() -> Option<Signal<Frame>> {
    use_context::<FrameContext>().map(|context| context.0.into())
}

/// The theme of the page, as context.
#[derive(Clone, Copy)]
struct ThemeContext(RwSignal<Theme>);

/// The theme of the page, inside a frame.
pub(crate) fn use_theme() -> RwSignal<Theme> {
    let context = use_context::<ThemeContext>();
    context.map_or_else(|| RwSignal::new(Theme::of_this_request()), |it| it.0)
}

/// The country that phone numbers are read for unless they say otherwise, as a form shows it.
pub(crate) fn first_country() -> String {
    let country = use_frame().map(|frame| frame.with_untracked(|frame| frame.viewer.country));
    country.map_or_else(|| "NL +31".to_owned(), |country| country.to_string())
}

/// The name of what a page shows, for the breadcrumbs.
#[derive(Clone, Copy)]
struct Trail(RwSignal<Option<String>>);

/// Names what the page shows in the breadcrumbs, for as long as it is shown.
pub(crate) fn name_in_trail(name: Signal<String>) {
    let Some(Trail(trail)) = use_context::<Trail>() else {
        return;
    };
    // The top bar has been sent before the name was known, so that the browser adds it.
    Effect::new(move |_| trail.set(Some(name.get())));
    on_cleanup(move || {
        trail.try_set(None);
    });
}

#[component]
fn Framed(frame: Frame, children: Content) -> impl IntoView {
    let is_reseller = frame.viewer.role == Role::Reseller;
    let support = frame.viewer.support;
    let console = console_base(&frame.viewer);
    let frame = RwSignal::new(frame);
    provide_context(FrameContext(frame));
    let is_read_only = support.is_some_and(|support| support.mode == SupportMode::ReadOnly);
    provide_context(ReadOnly(is_read_only));
    let trail = RwSignal::new(None::<String>);
    provide_context(Trail(trail));
    let changes = Changes::provide();
    load_again(frame, changes);
    let path = use_location().pathname;
    let brand = Signal::derive(move || {
        frame.with(|frame| brand_markup(Some(&frame.viewer.brand)).into_string())
    });
    let nav = Memo::new(move |_| frame.with(nav_entries));
    let person = Memo::new(move |_| frame.with(person));
    let crumbs = Memo::new(move |_| crumbs(&path.get(), &console, trail.get()));
    let theme = RwSignal::new(Theme::of_this_request());
    provide_context(ThemeContext(theme));
    let jumping = RwSignal::new(false);
    let listing = RwSignal::new(false);
    let on_jump = is_reseller.then(|| Callback::new(move |()| jumping.set(true)));
    view! {
        <Shell
            brand
            nav
            person
            path
            crumbs
            theme
            on_jump
            visits=support.is_some()
            listing
        >
            {children.show()}
        </Shell>
        {move || jumping.get().then(|| on_demand(above(Above::Jump, jumping)))}
        {move || listing.get().then(|| on_demand(above(Above::Shortcuts, listing)))}
    }
}

/// Brings the counts up to date after every change.
fn load_again(shown: RwSignal<Frame>, changes: Changes) {
    changes.follow(move || {
        spawn_local(async move {
            // A frame that cannot be loaded again stays as it is; the page says what is wrong.
            if let Ok(frame) = load_frame().await {
                shown.try_set(frame);
            }
        });
    });
}

fn nav_entries(frame: &Frame) -> Vec<NavEntry> {
    match frame.viewer.role {
        Role::Reseller => vec![
            NavEntry {
                label: t!("Dashboard"),
                href: "/".to_owned(),
                glyph: Glyph::Dashboard,
                count: None,
                is_start: true,
            },
            NavEntry {
                label: t!("Customers"),
                href: "/customers".to_owned(),
                glyph: Glyph::Users,
                count: frame.customers.map(|customers| count(customers.all())),
                is_start: false,
            },
            NavEntry {
                label: t!("Live activity"),
                href: "/activity".to_owned(),
                glyph: Glyph::AudioLines,
                count: None,
                is_start: false,
            },
            NavEntry {
                label: t!("Audit log"),
                href: "/audit".to_owned(),
                glyph: Glyph::History,
                count: None,
                is_start: false,
            },
            NavEntry {
                label: t!("Settings"),
                href: "/settings".to_owned(),
                glyph: Glyph::Settings,
                count: None,
                is_start: false,
            },
        ],
        Role::Resellee => Room::ALL
            .map(|room| NavEntry {
                label: room.label(),
                href: room.href(&console_base(&frame.viewer)),
                glyph: room.glyph(),
                count: None,
                is_start: room == Room::Overview,
            })
            .to_vec(),
    }
}

fn person(frame: &Frame) -> Person {
    let organisation = frame
        .viewer
        .organisation
        .as_ref()
        .map(|it| it.name.to_string());
    let detail = match frame.viewer.support {
        Some(_) => Some(t!("Support").to_owned()),
        None => organisation,
    };
    Person {
        name: frame.viewer.name.clone(),
        detail: detail.unwrap_or_else(|| t!("Reseller").to_owned()),
    }
}

fn crumbs(path: &str, console: &str, name: Option<String>) -> Vec<Crumb> {
    let customers = || Crumb::above(t!("Customers"), "/customers");
    match path.trim_end_matches('/') {
        "" => vec![Crumb::here(t!("Dashboard"))],
        "/attention" => vec![
            Crumb::above(t!("Dashboard"), "/"),
            Crumb::here(t!("Needs attention")),
        ],
        "/customers" => vec![Crumb::here(t!("Customers"))],
        "/profile" => vec![Crumb::here(t!("Your profile"))],
        "/activity" => vec![Crumb::here(t!("Live activity"))],
        "/audit" => vec![Crumb::here(t!("Audit log"))],
        "/customers/import" => vec![customers(), Crumb::here(t!("Import"))],
        "/customers/invitations" => vec![customers(), Crumb::here(t!("Invitations"))],
        path if path == "/settings" || path.starts_with("/settings/") => {
            vec![Crumb::here(t!("Settings"))]
        }
        path if path.starts_with(console) => {
            vec![Crumb::here(
                Room::at(path, console).map_or(t!("Console"), Room::label),
            )]
        }
        _ => vec![
            customers(),
            Crumb::here(name.unwrap_or_else(|| t!("Customer").to_owned())),
        ],
    }
}
