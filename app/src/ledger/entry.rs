//! The dialogs of an entry of a ledger, loaded when one opens.

use super::api::ledger_entry;
use super::cells::title;
use super::entries::LedgerState;
use super::query::Dialog as Asked;
use super::reverse::ReverseDialog;
use super::words::bucket_words;
use crate::dialog::loaded;
use crate::history::support_words;
use crate::ui::{
    CloseButton, CopyText, Dialog, Erase, LinkButton, day, inert, moment, money, money_change,
};
use crate::words::t;
use domain::ledger::LedgerEntry;
use leptos::prelude::*;

/// An entry, or undoing it.
#[cfg_attr(feature = "split", lazy)]
pub(crate) async fn entry_dialog(asked: Asked, state: LedgerState) -> AnyView {
    match asked {
        Asked::Details(number) => view! { <EntryDialog number state/> }.erase(),
        Asked::Reverse(number) => view! { <ReverseDialog number state/> }.erase(),
    }
}

#[component]
fn EntryDialog(number: u64, state: LedgerState) -> impl IntoView {
    let customer = state.customer;
    loaded(
        move || Box::pin(ledger_entry(customer, number)),
        state.href(None),
        move |it| view! { <Details it state/> },
    )
}

#[component]
fn Details(it: LedgerEntry, state: LedgerState) -> impl IntoView {
    let fact = |label: &'static str, value: AnyView| {
        view! { <div><dt>{label}</dt><dd>{value}</dd></div> }
    };
    let text = |value: String| view! { <bdi>{value}</bdi> }.erase();
    let other = move |number: u64| {
        let href = state.href(Some(Asked::Details(number)));
        let words = t!("Entry {number}", number = number);
        view! { <a class="link" href=href data-noscroll="">{words}</a> }.erase()
    };
    // The last day is the one that ends then.
    let last_day = it
        .expire_at
        .map(|end| inert(day(end.plus_seconds(-1))).erase());
    let by = it.actor_name.clone();
    let by = by.unwrap_or_else(|| t!("The system").to_owned());
    let by = support_words(by, it.support);
    let reverse = state.can_reverse(&it).then(|| {
        let href = state.href(Some(Asked::Reverse(it.number)));
        view! { <LinkButton href stay=true change=true>{t!("Reverse…")}</LinkButton> }
    });
    view! {
        <Dialog name="ledger-entry" title=title(&it) close_href=state.href(None)>
            <div class="dialog-body">
                <dl class="facts">
                    <div>
                        <dt>{t!("ID")}</dt>
                        <dd>
                            <CopyText
                                value=it.id.to_string()
                                label=t!("Copy ID")
                                copied=t!("Entry ID copied")
                            />
                        </dd>
                    </div>
                    {fact(t!("When"), inert(moment(it.at)).erase())}
                    {fact(t!("Money"), text(bucket_words(it.bucket).to_owned()))}
                    {fact(t!("Amount"), text(money_change(it.amount)))}
                    {fact(t!("After"), text(money(it.total)))}
                    {last_day.map(|day| fact(t!("Last day"), day))}
                    {it.comment.clone().map(|comment| fact(t!("Reason"), text(comment)))}
                    {fact(t!("By"), text(by))}
                    {it.reverses.map(|number| fact(t!("Reverses"), other(number)))}
                    {it.reversed_by.map(|number| fact(t!("Reversed by"), other(number)))}
                </dl>
            </div>
            <footer class="dialog-foot">
                <CloseButton>{t!("Close")}</CloseButton>
                {reverse}
            </footer>
        </Dialog>
    }
}
