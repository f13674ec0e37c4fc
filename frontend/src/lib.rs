//! The WebAssembly entry point: takes over the page that the server has rendered.

use wasm_bindgen::prelude::wasm_bindgen;

/// Called by the page's own script once the module is loaded.
#[wasm_bindgen]
pub async fn hydrate() {
    // Without it the browser's console names no more than "unreachable".
    std::panic::set_hook(Box::new(|panic| leptos::logging::error!("{panic}")));
    #[cfg(feature = "split")]
    app::on_demand::load_this_page().await;
    leptos::mount::hydrate_body(app::App);
}
