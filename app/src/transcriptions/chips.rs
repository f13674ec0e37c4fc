//! What narrows a list of sessions.

use super::cells::{mode_words, status_words};
use super::list::TranscriptionListState;
use super::query::TranscriptionsQuery;
use super::spoken::language_name;
use crate::ui::{
    CheckList, Choice, DAYS, DaysChip, FilterChip, Loaded, RadioList, hydrated, short_id,
};
use crate::words::t;
use domain::id::TokenId;
use domain::transcription::{Mode, SpokenLanguage, TranscriptionFilter, TranscriptionStatus};
use leptos::prelude::*;

#[component]
pub(super) fn StatusChip(query: Memo<TranscriptionsQuery>) -> impl IntoView {
    let chosen = move || query.with(|query| query.listing.filter.statuses.clone());
    let choices = move || {
        let chosen = chosen();
        TranscriptionStatus::ALL
            .map(|one| Choice::new(one.as_str(), status_words(one), chosen.contains(&one)))
            .to_vec()
    };
    let value = move || {
        let words = chosen().into_iter().map(|one| status_words(one).to_owned());
        words.reduce(|first, second| t!("{first} or {second}", first = first, second = second))
    };
    view! {
        <FilterChip
            label=t!("Status")
            value=Signal::derive(value)
            clear_href=without(query, |filter| filter.statuses.clear())
            action=base(query)
            kept=kept(query, &["status"])
        >
            <CheckList name="status" label=t!("Status") choices=Signal::derive(choices)/>
        </FilterChip>
    }
}

#[component]
pub(super) fn ModeChip(query: Memo<TranscriptionsQuery>) -> impl IntoView {
    let chosen = move || query.with(|query| query.listing.filter.mode);
    let choices = move || {
        let mut choices = vec![Choice::new("", t!("Any mode"), chosen().is_none())];
        choices.extend(
            Mode::ALL.map(|one| Choice::new(one.as_str(), mode_words(one), chosen() == Some(one))),
        );
        choices
    };
    view! {
        <FilterChip
            label=t!("Mode")
            value=Signal::derive(move || chosen().map(|one| mode_words(one).to_owned()))
            clear_href=without(query, |filter| filter.mode = None)
            action=base(query)
            kept=kept(query, &["mode"])
        >
            <RadioList name="mode" label=t!("Mode") choices=Signal::derive(choices)/>
        </FilterChip>
    }
}

#[component]
pub(super) fn LanguageChip(state: TranscriptionListState) -> impl IntoView {
    let TranscriptionListState { query, choices, .. } = state;
    let chosen = move || query.with(|query| query.listing.filter.language.clone());
    // The browser knows the names of languages, and the server none.
    let hydrated = hydrated();
    let label = move |spoken: &SpokenLanguage| {
        let name = language_name(spoken).filter(|_| hydrated.get());
        name.map_or_else(|| spoken.to_string(), |name| format!("{spoken} – {name}"))
    };
    let languages = move || {
        let (chosen, known) = (chosen(), choices.get().flatten().unwrap_or_default());
        let mut languages = known.languages;
        let gone = chosen.clone().filter(|one| !languages.contains(one));
        languages.extend(gone);
        let mut list = vec![Choice::new("", t!("Any language"), chosen.is_none())];
        let is_chosen = |one: &SpokenLanguage| chosen.as_ref() == Some(one);
        let listed = |one: &SpokenLanguage| Choice::new(one.as_str(), &label(one), is_chosen(one));
        list.extend(languages.iter().map(listed));
        list
    };
    view! {
        <FilterChip
            label=t!("Language")
            value=Signal::derive(move || chosen().map(|one| one.to_string()))
            clear_href=without(query, |filter| filter.language = None)
            action=base(query)
            kept=kept(query, &["language"])
        >
            <Loaded resource=choices>
                <RadioList name="language" label=t!("Language") choices=Signal::derive(languages)/>
            </Loaded>
        </FilterChip>
    }
}

/// Where the sessions of one customer are listed: each has tokens of its own. It says the name of a
/// token, which has to be known first.
#[component]
pub(super) fn TokenChip(state: TranscriptionListState) -> impl IntoView {
    let TranscriptionListState { query, choices, .. } = state;
    let is_of_all = query.with_untracked(|query| query.place.is_of_all);
    let chosen = move || query.with(|query| query.listing.filter.token);
    let known = move || choices.get().flatten().unwrap_or_default().tokens;
    let value = move || {
        chosen().map(|id| {
            let name = known().into_iter().find(|(one, _)| *one == id);
            name.map_or_else(|| short_id(&id.to_string()), |(_, name)| name)
        })
    };
    let tokens = move || {
        let (chosen, mut known) = (chosen(), known());
        let is_gone = |id: &TokenId| known.iter().all(|(one, _)| one != id);
        let gone = chosen.filter(is_gone).map(|id| (id, id.to_string()));
        known.extend(gone);
        let mut list = vec![Choice::new("", t!("Any token"), chosen.is_none())];
        let listed = |(id, name): &(TokenId, String)| {
            Choice::new(&id.to_string(), name, chosen == Some(*id))
        };
        list.extend(known.iter().map(listed));
        list
    };
    (!is_of_all).then(|| {
        view! {
            <Loaded resource=choices>
                <FilterChip
                    label=t!("Token")
                    value=Signal::derive(value)
                    clear_href=without(query, |filter| filter.token = None)
                    action=base(query)
                    kept=kept(query, &["token"])
                >
                    <RadioList name="token" label=t!("Token") choices=Signal::derive(tokens)/>
                </FilterChip>
            </Loaded>
        }
    })
}

#[component]
pub(super) fn CreatedChip(query: Memo<TranscriptionsQuery>) -> impl IntoView {
    let days = move || query.with(|it| (it.listing.filter.from, it.listing.filter.to));
    view! {
        <DaysChip
            label=t!("Created")
            days=Signal::derive(days)
            clear_href=without(query, |filter| {
                filter.from = None;
                filter.to = None;
            })
            action=base(query)
            kept=kept(query, &DAYS)
        />
    }
}

/// The page that the list stands on.
pub(super) fn base(query: Memo<TranscriptionsQuery>) -> String {
    query.with_untracked(TranscriptionsQuery::base)
}

/// What a form that sets some names keeps of the address.
pub(super) fn kept(
    query: Memo<TranscriptionsQuery>,
    names: &'static [&'static str],
) -> Signal<Vec<(String, String)>> {
    Signal::derive(move || query.with(|query| query.kept_without(names)))
}

fn without(
    query: Memo<TranscriptionsQuery>,
    change: impl Fn(&mut TranscriptionFilter) + Copy + Send + Sync + 'static,
) -> Signal<String> {
    Signal::derive(move || query.with(|query| query.filtered(change).href()))
}
