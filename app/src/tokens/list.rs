//! A list of tokens with its toolbar and its dialogs, on whatever page it stands.

use super::api::list_tokens;
use super::dialogs::token_dialog;
use super::made::JustMade;
use super::query::{Dialog, TokensQuery};
use super::results::Results;
use crate::changes::Changes;
use crate::failure::Failure;
use crate::on_demand::on_demand;
use crate::ui::{
    Erase, Glyph, LinkButton, Loaded, Look, SearchBox, TableSkeleton, Toolbar, hydrated,
};
use crate::words::t;
use domain::api_token::ApiToken;
use domain::id::CustomerId;
use domain::listing::Page;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// A page of tokens, as it is loaded; none while nobody looks at it.
pub(super) type TokensResource = Resource<Option<Result<Page<ApiToken>, Failure>>>;

/// What a page with a list of tokens has to make before anything it waits for.
#[derive(Clone, Copy)]
pub(crate) struct TokenListState {
    pub(super) customer: Option<CustomerId>,
    pub(super) query: Memo<TokensQuery>,
    pub(super) page: TokensResource,
}

impl TokenListState {
    /// Loads the tokens of a customer, or without one the viewer's own, while `is_shown`, and again
    /// after every change. `base` is the page that the list stands on. To be called once for a
    /// page, and outside of what waits for something else.
    pub(crate) fn new(customer: Option<CustomerId>, base: String, is_shown: Memo<bool>) -> Self {
        let search = use_location().search;
        let query = Memo::new(move |_| TokensQuery::read(&base, &search.get()));
        let listing = Memo::new(move |_| query.with(|query| query.listing.clone()));
        let changes = Changes::here();
        let page = Resource::new(
            move || is_shown.get().then(|| (listing.get(), changes.count())),
            move |asked| async move {
                match asked {
                    Some((listing, _)) => Some(list_tokens(customer, listing).await),
                    None => None,
                }
            },
        );
        Self {
            customer,
            query,
            page,
        }
    }
}

/// The tokens, and what can be done with them.
#[component]
pub(crate) fn TokenList(state: TokenListState) -> impl IntoView {
    let TokenListState { query, page, .. } = state;
    let pending = RwSignal::new(false);
    let hydrated = hydrated();
    let busy = Signal::derive(move || hydrated.get() && pending.get());
    let create_href =
        Signal::derive(move || query.with(|query| query.with_dialog(Dialog::Create).href()));
    view! {
        <JustMade/>
        <section class="card list" aria-label=t!("API tokens")>
            <Toolbar end=move || view! {
                <LinkButton href=create_href look=Look::Primary icon=Glyph::Plus stay=true change=true>
                    {t!("Create token")}
                </LinkButton>
            }>
                <SearchBox
                    value=Signal::derive(move || query.with(|query| query.listing.search.clone()))
                    label=t!("Search name or token")
                    action=query.with_untracked(TokensQuery::base)
                    kept=Signal::derive(move || query.with(|query| query.kept_without(&["q"])))
                />
            </Toolbar>
            <Loaded resource=page fallback=|| view! { <TableSkeleton rows=5/> } pending>
                <Results state busy/>
            </Loaded>
        </section>
    }
}

/// The dialog that the address names. It loads what it speaks of by itself, so that it has its
/// place outside of what waits for something else.
#[component]
pub(crate) fn TokenDialogs(state: TokenListState) -> impl IntoView {
    let query = state.query;
    let dialog = Memo::new(move |_| query.with(|query| query.dialog));
    move || match dialog.get() {
        None => ().erase(),
        Some(dialog) => {
            let close_href = query.with_untracked(|query| query.with_dialog(None).href());
            on_demand(token_dialog(dialog, state.customer, close_href))
        }
    }
}
