//! A Chromium: the system's if there is one.

use std::path::PathBuf;

use anyhow::Result;

use crate::program::{program, run};
use crate::{place, tools};

const NAMES: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];

/// The browser's program; empty for the one that Playwright keeps itself.
pub fn ensure() -> Result<PathBuf> {
    if let Some(browser) = place::find(&NAMES) {
        return Ok(browser);
    }
    // Elsewhere the package of that name only points to a store that containers do not have.
    if tools::is_debian() && tools::can_install_packages() {
        tools::apt_install(&["chromium", "fonts-noto-core", "fonts-noto-cjk"])?;
        if let Some(browser) = place::find(&NAMES) {
            return Ok(browser);
        }
    }
    install_playwrights_own().map(|()| PathBuf::new())
}

fn install_playwrights_own() -> Result<()> {
    let mut install = program(tools::npm_program("playwright"))?;
    install.arg("install").current_dir(place::end2end());
    if tools::is_root() {
        install.arg("--with-deps");
    }
    run(install.arg("chromium"))
}
