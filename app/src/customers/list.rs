//! The customers page: the list, its toolbar, and the dialogs that open above it.

use super::api::list_customers;
use super::bulk::BulkBar;
use super::dialogs::{self, About};
use super::query::{CustomersQuery, Dialog};
use super::results::Results;
use super::toolbar::CustomersToolbar;
use crate::changes::Changes;
use crate::on_demand::on_demand;
use crate::ui::{Erase, Glyph, LinkButton, Loaded, Look, PageHead, Selection, TableSkeleton};
use crate::words::t;
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
        <Title text=t!("Customers")/>
        <PageHead
            title=t!("Customers")
            subtitle=t!("Organisations you sell to. Each one is isolated from the others.")
        >
            <LinkButton href="/customers/import" icon=Glyph::Upload>
                {t!("Import")}
            </LinkButton>
            <LinkButton href="/customers/invitations?dialog=invite" icon=Glyph::Mail>
                {t!("Invite customer")}
            </LinkButton>
            <LinkButton
                href=new_href
                look=Look::Primary
                icon=Glyph::Plus
                attr:id="new-customer"
                attr:aria-keyshortcuts="n"
                stay=true
            >
                {t!("New customer")}
            </LinkButton>
        </PageHead>
        <section class="card list" aria-label=t!("Customers")>
            <CustomersToolbar query/>
            <BulkBar query page selection/>
            <Loaded resource=page fallback=|| view! { <TableSkeleton rows=25/> } pending>
                <Results query page selection busy/>
            </Loaded>
        </section>
        <OpenDialog query/>
    }
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
        Some(Dialog::ResetPassword(id)) => ask(About::ResetPassword, id),
        Some(Dialog::Balance(id)) => ask(About::Balance, id),
        Some(Dialog::Credits(id)) => ask(About::Credits, id),
    }
}
