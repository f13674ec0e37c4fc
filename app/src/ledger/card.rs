//! What a customer has, as a card: each figure by itself, never one number alone.

use super::api::{AccountNow, account};
use crate::changes::Changes;
use crate::failure::Failure;
use crate::ui::{Erase, Failed, LinkButton, Loaded, day, inert, money};
use crate::words::{t, t_view};
use domain::field::Field;
use domain::id::CustomerId;
use domain::money::Money;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// What somebody has, as it is loaded; none while nobody looks at it.
type Latest = Resource<Option<Result<AccountNow, Failure>>>;

/// What a page with an account has to make before anything it waits for.
#[derive(Clone, Copy)]
pub(crate) struct MoneyState {
    customer: Option<CustomerId>,
    latest: Latest,
}

impl MoneyState {
    /// Loads what a customer has, or without one the viewer's own organisation, while `is_shown`,
    /// and again after every change. To be called once for a page, and outside of what waits for
    /// something else.
    pub(crate) fn new(customer: Option<CustomerId>, is_shown: Memo<bool>) -> Self {
        let changes = Changes::here();
        let latest = Resource::new(
            move || is_shown.get().then(|| changes.count()),
            move |asked| async move {
                match asked {
                    Some(_) => Some(account(customer).await),
                    None => None,
                }
            },
        );
        Self { customer, latest }
    }
}

/// Balance, credits, credit limit and what is available; for the reseller with the ways to change
/// them.
#[component]
pub(crate) fn MoneyCard(state: MoneyState) -> impl IntoView {
    let retry = use_location().pathname;
    view! {
        <section class="card money-card" aria-labelledby="money-title">
            <header class="card-head"><h2 id="money-title">{t!("Balance and credits")}</h2></header>
            <Loaded resource=state.latest fallback=|| view! { <p class="loading" role="status">{t!("Loading…")}</p> }>
                {move || state.latest.get().flatten().map(|answer| match answer {
                    Ok(it) => view! { <Figures it/> }.erase(),
                    Err(Failure(error)) => {
                        view! { <Failed error retry=retry.get_untracked()/> }.erase()
                    }
                })}
            </Loaded>
            {state.customer.map(|_| view! { <Ways/> })}
        </section>
    }
}

#[component]
fn Figures(it: AccountNow) -> impl IntoView {
    let AccountNow { account, now } = it;
    let figure = |label: &'static str, amount: Option<Money>| {
        let amount = amount.map_or_else(|| "–".to_owned(), money);
        view! { <div><dt>{label}</dt><dd>{amount}</dd></div> }
    };
    let has_expired = account.credits_at(now) != account.credits;
    let expiry = account
        .credits_expire_at
        .filter(|_| account.credits.is_positive());
    let note = expiry.map(|end| {
        // The last day is the one that ends then.
        let last = inert(day(end.plus_seconds(-1)));
        let note = if has_expired {
            t_view!("The credits could be spent until {day}.", day = last)
        } else {
            t_view!("The credits can be spent until {day}.", day = last)
        };
        view! { <p class="hint">{note}</p> }
    });
    view! {
        <dl class="facts card-facts">
            {figure(t!("Balance"), Some(account.balance))}
            {figure(t!("Credits"), Some(account.credits))}
            {figure(crate::ui::field_words(Field::CreditLimit), Some(account.credit_limit))}
            {account.held.is_positive().then(|| figure(t!("Set aside"), Some(account.held)))}
            {figure(t!("Available"), account.available(now).ok())}
        </dl>
        {note}
    }
    .erase()
}

/// How the figures are changed.
#[component]
fn Ways() -> impl IntoView {
    let path = use_location().pathname;
    let href = move |dialog: &'static str| {
        Signal::derive(move || format!("{}?dialog={dialog}", path.get()))
    };
    view! {
        <p class="actions">
            <LinkButton href=href("balance") stay=true>{t!("Manage balance")}</LinkButton>
            <LinkButton href=href("credits") stay=true>{t!("Manage credits")}</LinkButton>
            <LinkButton href=href("credit-limit") stay=true>{t!("Credit limit")}</LinkButton>
        </p>
    }
    .erase()
}
