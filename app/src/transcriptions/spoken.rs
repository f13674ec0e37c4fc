//! What languages are called.

use crate::words::language;
use domain::transcription::SpokenLanguage;
use js_sys::{Array, Function, Object, Reflect};
use leptos::wasm_bindgen::{JsCast, JsValue};

thread_local! {
    /// The browser's names of languages, and the function that finds one: slow to make.
    static NAMES: Option<(JsValue, Function)> = names();
}

/// What a language is called in the language of the page, as far as the browser knows it. The
/// server knows none.
pub(super) fn language_name(spoken: &SpokenLanguage) -> Option<String> {
    if !cfg!(target_family = "wasm") {
        return None;
    }
    NAMES.with(|known| {
        let (names, of) = known.as_ref()?;
        let tag = Array::of1(&spoken.as_str().into());
        Reflect::apply(of, names, &tag).ok()?.as_string()
    })
}

/// `Intl.DisplayNames`. Whatever is amiss with it, or with a tag, is no name.
fn names() -> Option<(JsValue, Function)> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let class = Reflect::get(&intl, &"DisplayNames".into()).ok()?;
    let class: Function = class.dyn_into().ok()?;
    let options = Object::new();
    for (name, value) in [("type", "language"), ("fallback", "none")] {
        Reflect::set(&options, &name.into(), &value.into()).ok()?;
    }
    let given = Array::of2(&language().code().into(), &options);
    let names = Reflect::construct(&class, &given).ok()?;
    let of = Reflect::get(&names, &"of".into()).ok()?.dyn_into().ok()?;
    Some((names, of))
}
