//! A phone number with the country it is written for.

use super::countries::{country_name, find, matching};
use super::element;
use super::erased::Erase;
use super::field::{FieldFrame, bind, described_by};
use super::form::FormContext;
use super::icon::{Glyph, Icon};
use super::place::{Anchor, place};
use crate::words::t;
use domain::field::Field;
use domain::phone::Country;
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

/// A phone number. The country in front of it is found by name, code or dial code; without a
/// program it is a plain field that takes any of them.
#[component]
pub fn PhoneField(
    /// The country, as `NL +31`, by its name, or anything that [`Country::find`] reads.
    country: RwSignal<String>,
    /// The number, nationally or internationally written.
    value: RwSignal<String>,
    /// Its label.
    #[prop(default = t!("Phone"))]
    label: &'static str,
    /// Whether it may stay empty.
    #[prop(default = true)]
    optional: bool,
    /// What helps to fill it in.
    #[prop(optional, into)]
    hint: Signal<Option<String>>,
) -> impl IntoView {
    let form = FormContext::here();
    let (of_number, of_country) = (form.issue(Field::Phone), form.issue(Field::Country));
    let issue = Signal::derive(move || of_country.get().or_else(|| of_number.get()));
    let input = NodeRef::<html::Input>::new();
    bind(input, value);
    view! {
        <FieldFrame field=Field::Phone label optional hint issue>
            <div class="input phone">
                <CountryChoice country issue=of_country />
                <input
                    node_ref=input
                    id=form.id(Field::Phone)
                    name=Field::Phone.as_str()
                    type="tel"
                    value=value.get_untracked()
                    autocomplete="off"
                    aria-invalid=move || of_number.with(Option::is_some).then_some("true")
                    aria-describedby=described_by(Field::Phone)
                    on:input=move |event| value.set(event_target_value(&event))
                />
            </div>
        </FieldFrame>
    }
    .erase()
}

/// The state of the list of countries.
#[derive(Clone, Copy)]
struct Choosing {
    country: RwSignal<String>,
    /// What was typed since the list opened; `None` while it is closed.
    typed: RwSignal<Option<String>>,
    /// The country that Enter takes, counted among those that match.
    active: RwSignal<usize>,
}

impl Choosing {
    fn matching(self) -> Vec<Country> {
        matching(&self.typed.get().unwrap_or_default())
    }

    fn open(self, typed: &str) {
        self.active.set(0);
        self.typed.set(Some(typed.to_owned()));
    }

    fn is_open(self) -> bool {
        self.typed.with(Option::is_some)
    }

    /// Takes a country, or puts what was typed in order.
    fn close(self, chosen: Option<Country>) {
        if let Some(country) = chosen.or_else(|| find(&self.country.get_untracked()).ok()) {
            self.country.set(country.to_string());
        }
        self.typed.set(None);
    }

    /// The focus has gone elsewhere, or the field itself has.
    fn leave(self) {
        if !self.country.is_disposed() {
            self.close(None);
        }
    }

    fn on_key(self, event: &KeyboardEvent) {
        let key = event.key();
        let open = self.typed.with_untracked(Option::is_some);
        let matching = untrack(|| self.matching());
        match key.as_str() {
            "ArrowDown" | "ArrowUp" if !open => self.open(""),
            "ArrowDown" | "ArrowUp" => {
                let at = self.active.get_untracked();
                if let Some(next) = element::step(&key, Some(at), matching.len()) {
                    self.active.set(next);
                }
            }
            "Enter" if open => self.close(matching.get(self.active.get_untracked()).copied()),
            "Escape" if open => {
                event.stop_propagation();
                self.close(None);
            }
            _ => return,
        }
        event.prevent_default();
    }
}

/// An editable combobox with a list (WAI-ARIA APG).
#[component]
fn CountryChoice(country: RwSignal<String>, issue: Signal<Option<String>>) -> impl IntoView {
    let id = FormContext::here().id(Field::Country);
    let list_id = format!("{id}-list");
    let choosing = Choosing {
        country,
        typed: RwSignal::new(None),
        active: RwSignal::new(0),
    };
    let input = NodeRef::<html::Input>::new();
    let list = NodeRef::<html::Ul>::new();
    bind(input, country);
    show_beneath(input, list, choosing);
    let list_id = StoredValue::new(list_id);
    let active_id = move || {
        let active = || format!("{}-{}", list_id.get_value(), choosing.active.get());
        choosing.is_open().then(active)
    };
    view! {
        <span class="country">
            <input
                node_ref=input
                id=id
                name=Field::Country.as_str()
                role="combobox"
                aria-label=t!("Country")
                aria-autocomplete="list"
                aria-expanded=move || if choosing.is_open() { "true" } else { "false" }
                aria-controls=list_id.get_value()
                aria-activedescendant=active_id
                aria-invalid=move || issue.with(Option::is_some).then_some("true")
                aria-describedby=described_by(Field::Phone)
                autocomplete="off"
                spellcheck="false"
                size="8"
                value=country.get_untracked()
                on:input=move |event| {
                    let typed = event_target_value(&event);
                    choosing.open(&typed);
                    country.set(typed);
                }
                on:click=move |_| choosing.open("")
                on:focus=move |_| {
                    if let Some(input) = input.get_untracked() {
                        input.select();
                    }
                }
                on:keydown=move |event| choosing.on_key(&event)
                on:blur=move |_| choosing.leave()
            />
            <Icon glyph=Glyph::ChevronDown />
        </span>
        <ul
            node_ref=list
            id=list_id.get_value()
            class="listbox"
            role="listbox"
            popover="manual"
            aria-label=t!("Countries")
            on:mousedown=|event| event.prevent_default()
        >
            {move || choosing.is_open().then(|| countries(choosing, &list_id.get_value()))}
        </ul>
    }
}

fn countries(choosing: Choosing, list_id: &str) -> impl IntoView + use<> {
    let option = |(at, country): (usize, Country)| {
        let selected = move || {
            if choosing.active.get() == at {
                "true"
            } else {
                "false"
            }
        };
        view! {
            <li
                id=format!("{list_id}-{at}")
                role="option"
                aria-selected=selected
                on:click=move |_| choosing.close(Some(country))
            >
                <span>{country_name(country)}</span>
                <span class="aside">{country.code()} " +" {country.dial_code()}</span>
            </li>
        }
    };
    choosing
        .matching()
        .into_iter()
        .enumerate()
        .map(option)
        .collect_view()
}

/// Shows the list beneath the field while it is open, with the active country in sight.
fn show_beneath(input: NodeRef<html::Input>, list: NodeRef<html::Ul>, choosing: Choosing) {
    Effect::new(move |_| {
        let (Some(input), Some(list)) = (input.get(), list.get()) else {
            return;
        };
        if !choosing.is_open() {
            // Hidden already, before it was ever shown.
            let _ = list.hide_popover();
            return;
        }
        choosing.typed.track();
        choosing.active.track();
        // The options have been made by the next frame.
        request_animation_frame(move || {
            if !choosing.typed.with_untracked(Option::is_some) {
                return;
            }
            // Shown already, while somebody goes on typing.
            let _ = list.show_popover();
            let frame = input.closest(".input").ok().flatten();
            place(
                &list,
                frame
                    .as_ref()
                    .map_or_else(|| Anchor::of(&input), Anchor::of),
            );
            let active: Option<web_sys::Element> = element::first(&list, "[aria-selected=true]");
            if let Some(active) = active {
                element::show(&active);
            }
        });
    });
}
