//! What the operating system offers.

use std::fs;
use std::os::unix::fs::MetadataExt;

use anyhow::Result;

use crate::place;
use crate::program::{program, run};

/// Whether this process may do everything.
pub fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
}

/// Whether Debian packages can be installed without asking anyone.
pub fn can_install_packages() -> bool {
    is_root() && place::find(&["apt-get"]).is_some()
}

/// Whether this is Debian itself: some derivatives ship browsers in another way.
pub fn is_debian() -> bool {
    fs::read_to_string("/etc/os-release")
        .is_ok_and(|release| release.lines().any(|line| line == "ID=debian"))
}

/// Installs Debian packages.
pub fn apt_install(packages: &[&str]) -> Result<()> {
    println!("Installing Debian packages: {}", packages.join(" "));
    run(program("apt-get")?.args(["update", "-qq"]))?;
    run(program("apt-get")?
        .env("DEBIAN_FRONTEND", "noninteractive")
        .args(["install", "-qq", "--yes", "--no-install-recommends"])
        .args(["-o", "Dpkg::Use-Pty=0"])
        .args(packages))
}
