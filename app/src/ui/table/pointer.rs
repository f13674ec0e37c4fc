//! The table by mouse, pen and finger: the menu of a row, choosing rows, opening one.

use super::Row;
use super::selection::{Selection, range};
use crate::ui::element;
use crate::ui::place::Anchor;
use leptos::ev::{Event, MouseEvent, PointerEvent};
use leptos::html;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use std::time::Duration;
use web_sys::{Element, HtmlElement, HtmlInputElement};

/// How long a finger rests for the menu to open.
const LONG: Duration = Duration::from_millis(500);
/// How far a resting finger may move, in pixels.
const SLIP: i32 = 10;

/// The row around an event.
pub(super) fn row_of(event: &Event) -> Option<HtmlElement> {
    element::closest(event, "tr[data-row]")
}

fn id_of(row: &HtmlElement) -> Option<String> {
    row.get_attribute("data-row")
}

/// Opens a row: by its own link, so that the router sees it. Answers whether it can be opened.
pub(super) fn open(row: &HtmlElement) -> bool {
    let href = row.get_attribute("data-href");
    if let Some(href) = &href {
        element::visit(href, false);
    }
    href.is_some()
}

/// A double click anywhere but on something with a meaning of its own opens the row.
pub(super) fn on_double_click(event: &MouseEvent) {
    let own = "a, button, input, label, [data-copy]";
    if element::closest::<Element>(event, own).is_none() {
        row_of(event).as_ref().map(open);
    }
}

/// The ways to a row's menu.
#[derive(Clone, Copy)]
pub(super) struct Pointer {
    on_menu: Option<Callback<(String, Anchor)>>,
    /// A finger that rests: where it came down, and what runs if it stays.
    resting: StoredValue<Option<(i32, i32, TimeoutHandle)>>,
    /// Whether the click that ends a long press is still to come.
    pressed_long: StoredValue<bool>,
}

impl Pointer {
    pub(super) fn new(on_menu: Option<Callback<(String, Anchor)>>) -> Self {
        Self {
            on_menu,
            resting: StoredValue::new(None),
            pressed_long: StoredValue::new(false),
        }
    }

    /// Gives a row the focus, for it to come back to, and asks for the row's menu.
    pub(super) fn announce(self, row: &HtmlElement, at: Anchor) {
        if let (Some(on_menu), Some(id)) = (self.on_menu, id_of(row)) {
            // A page that scrolled would close the menu again.
            element::focus_in_place(row);
            on_menu.run((id, at));
        }
    }

    /// Right click, or the browser's own long press. With Ctrl it is the browser's.
    pub(super) fn on_context_menu(self, event: &MouseEvent) {
        let (Some(row), Some(_)) = (row_of(event), self.on_menu) else {
            return;
        };
        if event.ctrl_key() {
            return;
        }
        event.prevent_default();
        self.on_up();
        // The browser's own long press comes after ours: the menu is open, and has the focus.
        if self.pressed_long.get_value() {
            return;
        }
        // After a key (no button) the menu is open already, beneath the row.
        if event.button() == 2 || event.client_x() != 0 || event.client_y() != 0 {
            self.announce(&row, Anchor::point(event.client_x(), event.client_y()));
        }
    }

    /// A click on the row's button, or with Shift on the row.
    pub(super) fn on_click(self, event: &MouseEvent, picking: Picking) {
        if self.pressed_long.get_value() {
            self.pressed_long.set_value(false);
            event.prevent_default();
            event.stop_propagation();
            return;
        }
        let Some(row) = row_of(event) else { return };
        if let Some(button) = element::closest::<HtmlElement>(event, "[data-menu]") {
            self.announce(&row, Anchor::of(&button));
        } else if element::closest::<Element>(event, "input").is_some() {
            picking.note_shift(event.shift_key());
        } else if event.shift_key() && element::closest::<Element>(event, "a, button").is_none() {
            event.prevent_default();
            picking.toggle(&row, true);
        }
    }

    /// The mouse that browsers play when a finger leaves would take the focus out of the menu.
    pub(super) fn on_mouse_down(self, event: &MouseEvent) {
        if self.pressed_long.get_value() {
            event.prevent_default();
        }
    }

    pub(super) fn on_down(self, event: &PointerEvent) {
        self.on_up();
        self.pressed_long.set_value(false);
        let (Some(row), Some(_)) = (row_of(event), self.on_menu) else {
            return;
        };
        if event.pointer_type() != "touch" {
            return;
        }
        let (x, y) = (event.client_x(), event.client_y());
        let rested = move || {
            self.pressed_long.set_value(true);
            self.announce(&row, Anchor::point(x, y));
        };
        let timer = set_timeout_with_handle(rested, LONG).ok();
        self.resting.set_value(timer.map(|timer| (x, y, timer)));
    }

    pub(super) fn on_move(self, event: &PointerEvent) {
        let slipped = self.resting.with_value(|resting| {
            resting.as_ref().is_some_and(|(x, y, _)| {
                (event.client_x() - x).abs() > SLIP || (event.client_y() - y).abs() > SLIP
            })
        });
        if slipped {
            self.on_up();
        }
    }

    pub(super) fn on_up(self) {
        if let Some((_, _, timer)) = self.resting.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    }
}

/// Choosing rows. The check boxes show what is chosen.
#[derive(Clone, Copy)]
pub(super) struct Picking {
    table: NodeRef<html::Table>,
    selection: Option<RwSignal<Selection>>,
    /// The row that a range begins with.
    from: StoredValue<Option<String>>,
    /// Whether the change to come is the end of a range.
    shift: StoredValue<bool>,
}

impl Picking {
    pub(super) fn new(table: NodeRef<html::Table>, selection: Option<RwSignal<Selection>>) -> Self {
        Self {
            table,
            selection,
            from: StoredValue::new(None),
            shift: StoredValue::new(false),
        }
    }

    pub(super) fn note_shift(self, shift: bool) {
        self.shift.set_value(shift);
    }

    /// A check box was changed: a row's, or the one in the heading.
    pub(super) fn on_change(self, event: &Event) {
        let Some(input) = element::closest::<HtmlInputElement>(event, "input") else {
            return;
        };
        let Some(selection) = self.selection else {
            return;
        };
        if input.has_attribute("data-pick-all") {
            let rows = self.rows();
            selection.update(|all| rows.iter().for_each(|id| all.set(id, input.checked())));
        } else if let Some(id) = row_of(event).as_ref().and_then(id_of) {
            self.pick(&id, input.checked(), self.shift.get_value());
        }
        self.shift.set_value(false);
    }

    /// Chooses a row or no longer; with `to_here` all rows since the last one.
    pub(super) fn toggle(self, row: &HtmlElement, to_here: bool) {
        let (Some(selection), Some(id)) = (self.selection, id_of(row)) else {
            return;
        };
        let chosen = to_here || !selection.with_untracked(|all| all.contains(&id));
        self.pick(&id, chosen, to_here);
    }

    fn pick(self, id: &str, chosen: bool, to_here: bool) {
        let Some(selection) = self.selection else {
            return;
        };
        let rows = self.rows();
        let from = self.from.get_value().filter(|_| to_here);
        let picked = range(&rows, from.as_deref(), id);
        selection.update(|all| picked.iter().for_each(|id| all.set(id, chosen)));
        self.from.set_value(Some(id.to_owned()));
    }

    /// The IDs of the rows, in order.
    fn rows(self) -> Vec<String> {
        let Some(table) = self.table.get_untracked() else {
            return Vec::new();
        };
        element::all(&table, "tr[data-row]")
            .iter()
            .filter_map(id_of)
            .collect()
    }

    /// Shows in the check boxes what is chosen, whenever that or the rows change.
    pub(super) fn show<R: Row>(self, rows: Signal<Vec<R>>) {
        let Some(selection) = self.selection else {
            return;
        };
        Effect::new(move |_| {
            rows.track();
            let selection = selection.get();
            let Some(table) = self.table.get() else {
                return;
            };
            // The rows have been made by the next frame.
            request_animation_frame(move || show(&table, &selection));
        });
    }
}

fn show(table: &Element, selection: &Selection) {
    let boxes: Vec<HtmlInputElement> = element::all(table, "tbody .pick input");
    let mut chosen = 0;
    for input in &boxes {
        let on = selection.contains(&input.value());
        input.set_checked(on);
        chosen += usize::from(on);
    }
    if let Some(all) = element::first::<HtmlInputElement>(table, "[data-pick-all]") {
        all.set_checked(chosen > 0 && chosen == boxes.len());
        all.set_indeterminate(chosen > 0 && chosen < boxes.len());
    }
}
