//! The customers page: the list, its toolbar, and the dialogs that open above it.

use super::api::list_customers;
use super::bulk::BulkBar;
use super::dialogs::{self, About};
use super::query::{CustomersQuery, Dialog};
use super::results::Results;
use super::toolbar::CustomersToolbar;
use crate::changes::Changes;
use crate::on_demand::on_demand;
use crate::ui::{Erase, Glyph, LinkButton, Look, PageHead, Selection, TableSkeleton};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_location;

/// All customers of the reseller. What it shows stands in the address.
#[component]
pub(crate) fn CustomersPage() -> impl IntoView {
    let search = use_location().search;
    let query = Memo::new(move |_| CustomersQuery::read(&search.get()));
    let listing = Memo::new(move |_| query.with(|query| query.listing.clone()));
    let changes = Changes::here();
    let page = Resource::new(
        move || (listing.get(), changes.count()),
        |(listing, _)| list_customers(listing),
    );
    let pending = RwSignal::new(false);
    // The server sends the rows when it has them, so that they are never on their way there.
    let hydrated = crate::ui::hydrated();
    let busy = Signal::derive(move || hydrated.get() && pending.get());
    let selection = RwSignal::new(Selection::default());
    let new_href =
        Signal::derive(move || query.with(|query| query.with_dialog(Dialog::New).href()));
    view! {
        <Title text="Customers"/>
        <PageHead title="Customers" subtitle="Organisations you sell to. Each one is isolated from the others.">
            <LinkButton href="/customers/import" icon=Glyph::Upload>
                "Import"
            </LinkButton>
            <LinkButton
                href=new_href
                look=Look::Primary
                icon=Glyph::Plus
                attr:id="new-customer"
                attr:aria-keyshortcuts="n"
                stay=true
            >
                "New customer"
            </LinkButton>
        </PageHead>
        <section class="card list" aria-label="Customers">
            <CustomersToolbar query/>
            <BulkBar query page selection/>
            <Loading pending>
                <Results query page selection busy/>
            </Loading>
        </section>
        <OpenDialog query/>
    }
}

/// Waits for the first rows on the server, and keeps the old ones in the browser while new ones come.
#[component]
fn Loading<C: IntoView + Send + 'static>(
    pending: RwSignal<bool>,
    children: TypedChildren<C>,
) -> impl IntoView {
    let props = TransitionProps::builder().fallback(|| view! { <TableSkeleton rows=25/> });
    // On the server nobody watches, and what tells would race with the rows that come.
    #[cfg(feature = "ssr")]
    let (props, _) = (props, pending);
    #[cfg(not(feature = "ssr"))]
    let props = props.set_pending(pending);
    Transition(props.children(children).build())
}

/// The dialog that the address names.
#[component]
fn OpenDialog(query: Memo<CustomersQuery>) -> impl IntoView {
    let dialog = Memo::new(move |_| query.with(|query| query.dialog));
    let close = move || query.with_untracked(|query| query.with_dialog(None).href());
    let ask = move |about, id| on_demand(dialogs::row_dialog(about, id, close()));
    move || match dialog.get() {
        None => ().erase(),
        Some(Dialog::New) => on_demand(dialogs::new_customer(close())),
        Some(Dialog::Tags(id)) => ask(About::Tags, id),
        Some(Dialog::Delete(id)) => ask(About::Delete(None), id),
        Some(Dialog::Deactivate(id)) => ask(About::Deactivate, id),
    }
}
