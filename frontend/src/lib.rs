//! The WebAssembly entry point: takes over the page that the server has rendered.

use std::panic::PanicHookInfo;
use std::sync::atomic::{AtomicBool, Ordering};
use wasm_bindgen::prelude::wasm_bindgen;

/// Whether the page has been taken over.
static ALIVE: AtomicBool = AtomicBool::new(false);

/// Called by the page's own script once the module is loaded.
#[wasm_bindgen]
pub async fn hydrate() {
    std::panic::set_hook(Box::new(on_panic));
    #[cfg(feature = "split")]
    app::on_demand::load_this_page().await;
    leptos::mount::hydrate_body(app::App);
    ALIVE.store(true, Ordering::Relaxed);
}

/// Without it the browser's console names no more than "unreachable".
fn on_panic(panic: &PanicHookInfo<'_>) {
    leptos::logging::error!("{panic}");
    // A piece of the code that cannot be loaded, by the words of its loader: most often the server
    // has a new version. The whole page has its own address and comes anew. Before it was taken
    // over it works as it is, and would only be loaded again and again.
    let is_missing = panic.to_string().contains("load callback should succeed");
    if is_missing && ALIVE.load(Ordering::Relaxed) {
        // A page that is going away cannot be loaded anew, and need not be.
        let _ = leptos::prelude::window().location().reload();
    }
}
