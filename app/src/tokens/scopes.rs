//! What a token is made for: one box to check for each scope.

use crate::flash::{Flash, Outcome};
use crate::ui::{Glyph, Icon, issue_words};
use crate::words::t;
use domain::api_token::{TokenKind, TokenScope};
use domain::field::{Field, FieldErrors, Issue};
use leptos::html;
use leptos::prelude::*;

/// The name of the boxes in the form, which is how a form writes a list.
const NAME: &str = "scopes[]";

/// The scopes that can be chosen, and which of them are.
#[derive(Clone, Copy)]
pub(super) struct Scopes(StoredValue<Vec<(TokenScope, RwSignal<bool>)>>);

impl Scopes {
    /// None is chosen, but for those of a form that was refused without WebAssembly.
    pub(super) fn after(flash: Option<&Flash>, kind: TokenKind) -> Self {
        let scope = |scope: &TokenScope| (*scope, RwSignal::new(was_chosen(flash, *scope)));
        Self(StoredValue::new(
            TokenScope::of(kind).iter().map(scope).collect(),
        ))
    }

    /// The words of those that are chosen now.
    pub(super) fn chosen(self) -> Vec<String> {
        let word = |(scope, is_chosen): &(TokenScope, RwSignal<bool>)| {
            is_chosen.get().then(|| scope.as_str().to_owned())
        };
        self.0
            .with_value(|scopes| scopes.iter().filter_map(word).collect())
    }
}

fn was_chosen(flash: Option<&Flash>, scope: TokenScope) -> bool {
    let Some(Outcome::Refused { fields, .. }) = flash.map(|flash| &flash.outcome) else {
        return false;
    };
    fields
        .iter()
        .any(|(name, value)| name == NAME && value == scope.as_str())
}

/// The field with a box for each scope.
#[component]
pub(super) fn ScopesField(
    /// The word for the form around it.
    form: &'static str,
    /// The scopes.
    scopes: Scopes,
    /// What is wrong with the form.
    errors: Signal<FieldErrors>,
    /// A box was checked or unchecked.
    on_change: Callback<()>,
) -> impl IntoView {
    let id = format!("{form}-{}", Field::Scopes.as_str());
    let issue_id = format!("{id}-issue");
    let issue = Signal::derive(move || {
        let words = |issue: &Issue| issue_words(Field::Scopes, issue);
        errors.with(|errors| errors.get(Field::Scopes).map(words))
    });
    let described = issue_id.clone();
    let boxes = scopes.0.get_value().into_iter().enumerate();
    let boxes = boxes.map(|(at, (scope, chosen))| {
        // A refusal leads to the first one, as it leads to any other field.
        let id = (at == 0).then(|| id.clone());
        view! { <ScopeBox scope chosen id described=described.clone() issue on_change/> }
    });
    view! {
        <fieldset class="field scopes">
            <legend class="field-label">{t!("Scopes")}</legend>
            {boxes.collect_view()}
            <p class="issue" id=issue_id>
                {move || issue.get().map(|words| view! { <Icon glyph=Glyph::Warning/>{words} })}
            </p>
        </fieldset>
    }
}

#[component]
fn ScopeBox(
    scope: TokenScope,
    chosen: RwSignal<bool>,
    id: Option<String>,
    described: String,
    issue: Signal<Option<String>>,
    on_change: Callback<()>,
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    // What was checked before the page answered wins over what the page was made with.
    Effect::new(move |_| {
        if let Some(input) = input.get() {
            chosen.set(input.checked());
        }
    });
    view! {
        <label class="checkbox">
            <input
                node_ref=input
                type="checkbox"
                id=id
                name=NAME
                value=scope.as_str()
                checked=chosen.get_untracked()
                aria-invalid=move || issue.with(Option::is_some).then_some("true")
                aria-describedby=described
                on:change=move |event| {
                    chosen.set(event_target_checked(&event));
                    on_change.run(());
                }
            />
            <span><code>{scope.as_str()}</code> <small>{scope_words(scope)}</small></span>
        </label>
    }
}

/// What a scope allows.
fn scope_words(scope: TokenScope) -> &'static str {
    match scope {
        TokenScope::SessionsRead => t!("Read transcription sessions."),
        TokenScope::SessionsBatch => t!("Begin and report sessions about recordings."),
        TokenScope::SessionsRealtime => t!("Begin and report sessions in real time."),
        TokenScope::UsageRead => t!("Read what was used."),
        TokenScope::UsageWrite => t!("Report in bulk what was used."),
        TokenScope::CustomersRead => t!("Read customers, and who is billed for them."),
        TokenScope::CustomersWrite => t!("Add, change and delete customers."),
        TokenScope::UsersRead => t!("Read who can sign in."),
        TokenScope::UsersWrite => t!("Invite people, turn them on and off, and remove them."),
        TokenScope::TokensRead => t!("Read which API tokens there are."),
        TokenScope::TokensWrite => t!("Create, rotate and revoke API tokens."),
        TokenScope::AuditRead => t!("Read the audit log."),
        TokenScope::MoneyRead => t!("Read balances, credits and the ledger."),
        TokenScope::MoneyWrite => t!("Change balances, credits and credit limits."),
    }
}
