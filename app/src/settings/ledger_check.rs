//! When the ledger was checked last, and what came of it.

use crate::ui::{Card, Erase, Tone, badge, count, inert, moment};
use crate::words::{t, t_view};
use domain::ledger::{LedgerCheck, LedgerFault, LedgerFaultKind, LedgerReport};
use leptos::prelude::*;

/// The result of the daily check, and what to do about a bad one.
#[component]
pub(super) fn LedgerCheckCard(check: Option<LedgerCheck>) -> impl IntoView {
    let result = match check {
        None => view! {
            <p class="hint">{t!("It has not been checked yet: that is done once a day.")}</p>
        }
        .erase(),
        Some(check) => view! { <Result check/> }.erase(),
    };
    view! {
        <Card title=t!("Check of the ledger")>
            <div class="card-form">
                <p>
                    {t!("Every day all entries are added up again, and compared with what was written \
                         and with every customer's balance and credits.")}
                </p>
                {result}
            </div>
        </Card>
    }
}

#[component]
fn Result(check: LedgerCheck) -> impl IntoView {
    let LedgerCheck { at, report } = check;
    let LedgerReport { entries, faults } = report;
    let at = inert(moment(at));
    let (tone, verdict) = if faults.is_empty() {
        (Tone::Ok, t!("Nothing wrong"))
    } else {
        (Tone::Danger, t!("Something is wrong"))
    };
    let what = (!faults.is_empty()).then(|| {
        let faults = faults.into_iter().map(|fault| view! { <Fault fault/> });
        view! {
            <p>{t!("Leave everything as it is, keep a copy of the database, and ask whoever runs it.")}</p>
            <ul class="faults">{faults.collect_view()}</ul>
        }
    });
    view! {
        <p class="check-result">
            {inert(badge(tone, verdict))}
            <span>
                {t_view!("{entries} entries, checked {at}", entries = count(entries), at = at)}
            </span>
        </p>
        {what}
    }
}

#[component]
fn Fault(fault: LedgerFault) -> impl IntoView {
    let LedgerFault {
        customer,
        number,
        kind,
    } = fault;
    let what = match kind {
        LedgerFaultKind::Missing => t!("It is missing."),
        LedgerFaultKind::Altered => t!("It, or the one before it, is not what was written."),
        LedgerFaultKind::WrongTotal => t!("Its total is not the sum of what came before."),
        LedgerFaultKind::OtherCurrency => t!("It is of another currency than the account."),
        LedgerFaultKind::WrongType => t!("Its reason, bucket or sign cannot be."),
        LedgerFaultKind::WrongSum => t!("The account is not the sum of its entries."),
        LedgerFaultKind::Orphan => t!("There is no account for it."),
    };
    let href = format!("/customers/{customer}/billing?dialog=ledger-entry&entry={number}");
    let name = t!("Entry {number}", number = number);
    view! {
        <li><a class="link" href=href>{name}</a> " " {what}</li>
    }
}
